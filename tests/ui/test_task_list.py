"""The task list while it is edited: a frozen draft, its table, and the dialog that keeps it as an edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.tasks import Task
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, task_sets
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.task_list import draft as drafts
from ntm_desktop.ui.task_list.dialog import TaskListDialog
from ntm_desktop.ui.task_list.draft import Basis, Draft
from ntm_desktop.ui.task_list.model import CODE, NAME, NOT_APPLICABLE, PROBLEM, REQUIRED, SHORT, TaskModel
from tests.offices import REFERENCE_TASKS, commune, settle
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance

EDIT, TICK = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.CheckStateRole
THREE = Draft("x", "Ba việc", tasks=(Task("1", "Một", provenance="văn bản"), Task("2", "Hai"), Task("3", "Ba")))


def names(draft: Draft) -> list[str]:
    return [task.name for task in draft.tasks]


def codes(draft: Draft) -> list[str]:
    return [task.code for task in draft.tasks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Nhà ở kiên cố\r\n2) Nước sạch\n3 - Rác thải", ["Nhà ở kiên cố", "Nước sạch", "Rác thải"]),
        ("(1) Nhà ở\n1.2. Nước", ["Nhà ở", "Nước"]),
        ("- Nhà ở\n• Nước\n+ Rác", ["Nhà ở", "Nước", "Rác"]),
        ("Phần việc 1: Nhà ở\nViệc số 2. Nước", ["Nhà ở", "Nước"]),
        ("1\tNhà ở\n2\tNước", ["Nhà ở", "Nước"]),
        ("\n  \nNhà ở\n\n", ["Nhà ở"]),
        ("3 công trình hợp vệ sinh", ["3 công trình hợp vệ sinh"]),
        ("100 % hộ có điện", ["100 % hộ có điện"]),
    ],
)
def test_pasted_names_lose_their_numbers(text: str, expected: list[str]) -> None:
    assert names(drafts.pasted(Draft("x"), 0, text)) == expected


def test_a_second_column_is_the_short_name() -> None:
    pasted = drafts.pasted(THREE, 1, "2\tNước sạch hợp vệ sinh\tNước sạch\n3\tRác\t")
    assert [(task.name, task.short_name) for task in pasted.tasks] == [
        ("Một", ""),
        ("Nước sạch hợp vệ sinh", "Nước sạch"),
        ("Rác", ""),
    ]


def test_a_longer_list_adds_tasks() -> None:
    pasted = drafts.pasted(THREE, 2, "c\nd\ne")
    assert names(pasted) == ["Một", "Hai", "c", "d", "e"]
    assert codes(pasted) == ["1", "2", "3", "4", "5"]


def test_rows_come_go_and_move() -> None:
    assert codes(drafts.added(THREE, 1)) == ["1", "4", "2", "3"]
    assert codes(drafts.removed(THREE, 0)) == ["2", "3"]
    assert codes(drafts.moved(THREE, 0, 1)) == ["2", "1", "3"]
    assert codes(drafts.moved(THREE, 0, -1)) == codes(THREE)
    assert codes(drafts.numbered(drafts.moved(THREE, 2, -2))) == ["1", "2", "3"]


def test_another_name_is_no_longer_where_the_old_one_came_from() -> None:
    assert drafts.changed(THREE, 0, replace(THREE.tasks[0], name="Khác")).tasks[0].provenance == ""
    assert drafts.changed(THREE, 0, replace(THREE.tasks[0], short_name="M")).tasks[0].provenance == "văn bản"


@given(st.lists(st.sampled_from(["add", "remove", "up", "down"]), max_size=20), st.integers(0, 5))
def test_codes_stay_unique_whatever_is_done(steps: list[str], row: int) -> None:
    draft = THREE
    for step in steps:
        at = min(row, max(0, len(draft.tasks) - 1))
        if step == "add":
            draft = drafts.added(draft, at)
        elif draft.tasks:
            draft = {
                "remove": drafts.removed(draft, at),
                "up": drafts.moved(draft, at, -1),
                "down": drafts.moved(draft, at, 1),
            }[step]
    assert len(set(codes(draft))) == len(draft.tasks)


@pytest.mark.parametrize(
    "basis",
    [
        Basis(),
        Basis("Quyết định 12/QĐ-UBND", date(2026, 2, 1), "UBND tỉnh An Giang"),
        Basis("Quyết định 12/QĐ-UBND", date(2026, 2, 1)),
        Basis("Kế hoạch phong trào (viện dẫn)"),
    ],
)
def test_a_legal_basis_is_one_line_and_parts_again(basis: Basis) -> None:
    assert drafts.basis_of(drafts.basis_text(basis)) == basis


def test_a_day_that_is_none_stays_text() -> None:
    text = "Quyết định 1, ngày 31/02/2026, UBND"
    assert drafts.basis_of(text) == Basis(text)


def test_problems_stand_with_their_rows() -> None:
    wrong = replace(THREE, title="", tasks=(Task("1"), Task("1"), Task("?", statuses=())))
    found = drafts.problems(wrong)
    assert set(found) == {-1, 1, 2}
    assert "Dòng 2: mã phần việc «1» đã dùng" in found[1]
    assert "không hợp lệ" in found[2]
    assert "«đạt»" in found[2]
    assert drafts.problems(drafts.new_draft("x"))[-1].startswith("Danh mục chưa có tên")


def test_answers_are_allowed_in_their_order() -> None:
    task = Task("1", statuses=(Status.ACHIEVED,))
    more = drafts.allowing(
        drafts.allowing(task, Status.NOT_APPLICABLE, allowed=True), Status.NOT_ACHIEVED, allowed=True
    )
    assert more.statuses == (Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE)
    assert drafts.allowing(more, Status.ACHIEVED, allowed=False).statuses == more.statuses[1:]


def test_the_table_is_a_sound_model(qtmodeltester: object, qapp: QApplication) -> None:
    del qtmodeltester, qapp
    model = TaskModel(THREE)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put(drafts.added(THREE, 3))
    assert model.data(model.index(3, NAME)) == "(chưa có tên)"
    assert model.data(model.index(3, NAME), EDIT) == ""
    assert model.setData(model.index(3, NAME), "  Bốn ", EDIT)
    assert model.draft.tasks[3].name == "Bốn"
    assert model.setData(model.index(3, REQUIRED), Qt.CheckState.Unchecked.value, TICK)
    assert model.setData(model.index(3, NOT_APPLICABLE), Qt.CheckState.Unchecked.value, TICK)
    assert (model.draft.tasks[3].required, model.draft.tasks[3].allows(Status.NOT_APPLICABLE)) == (False, False)
    assert not model.setData(model.index(3, NAME), "x", TICK)
    assert model.setData(model.index(3, CODE), "1", EDIT)
    assert str(model.data(model.index(3, PROBLEM))).startswith("✗ Dòng 4")
    assert model.data(model.index(3, PROBLEM), Qt.ItemDataRole.ForegroundRole) is not None
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (CODE, SHORT)] == ["Mã", "Tên ngắn"]
    assert model.headerData(CODE, Qt.Orientation.Vertical) is None
    assert model.headerData(CODE, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        (one,) = settle(context, "Kinh 5", "Đặng Văn Ánh")
        answers.set_answers(context, 2026, [answers.NewAnswer(one.id, "1", Answer(Status.ACHIEVED))])
        yield context


def opened(office: Context, qtbot: QtBot, draft: Draft | None = None) -> TaskListDialog:
    draft = draft or drafts.draft_of(task_sets.chosen(office))
    dialog = TaskListDialog(office, draft, RecordingPrompter(), Changes())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def prompter_of(dialog: TaskListDialog) -> RecordingPrompter:
    assert isinstance(dialog.prompter, RecordingPrompter)
    return dialog.prompter


def test_other_words_can_be_used_by_a_year_with_answers(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    dialog.model.setData(dialog.model.index(0, SHORT), "Nhà ở", EDIT)
    assert "Năm 2026: có thể chuyển" in dialog.meaning.text()
    dialog.number.setText("Quyết định 5/QĐ-UBND")
    dialog.issued.setText("1/2/2026")
    dialog.issuer.setText("UBND tỉnh An Giang")
    dialog.official.setChecked(True)
    told: list[object] = []
    dialog.changes.changed.connect(told.append)
    dialog.accept()
    saved = dialog.saved
    assert saved is not None
    assert (saved.key, saved.official) == (f"{REFERENCE_TASKS}@2", True)
    assert saved.legal_basis == "Quyết định 5/QĐ-UBND, ngày 01/02/2026, UBND tỉnh An Giang"
    assert saved.tasks[0].short_name == "Nhà ở"
    assert task_sets.of_year(office, 2026).edition == 1
    assert len(told) == 1


def test_other_tasks_leave_open_years_alone(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    dialog.add()
    assert dialog.draft.tasks[1].code == "16"
    assert "Năm 2026: giữ bản đang dùng" in dialog.meaning.text()
    assert drafts.refusal(office, 2026, drafts.task_set(dialog.draft)).startswith("Năm 2026 đã có kết quả")
    dialog.remove()
    assert "Năm 2026: có thể chuyển" in dialog.meaning.text()
    assert drafts.refusal(office, 2026, drafts.task_set(dialog.draft)) == ""
    dialog.reject()


def test_order_by_keyboard(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    first, second = dialog.draft.tasks[:2]
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.draft.tasks[:2] == (second, first)
    assert dialog.table.currentIndex().row() == 1
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.draft.tasks[:2] == (first, second)
    dialog.shift(1)
    dialog.renumber()
    assert [task.code for task in dialog.draft.tasks[:2]] == ["1", "2"]
    prompter_of(dialog).confirms = [True]
    dialog.reject()


def test_each_change_of_the_tasks_is_taken_back(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    begun = dialog.draft.tasks
    assert not dialog.tools["undo"].isEnabled()
    dialog.model.setData(dialog.model.index(0, NAME), "Nhà ở", EDIT)
    dialog.remove()
    dialog.shift(1)
    assert dialog.tools["undo"].isEnabled()
    for _turn in range(3):
        QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.draft.tasks == begun
    assert not dialog.tools["undo"].isEnabled()
    assert not dialog.model.take_back()
    dialog.reject()  # nothing is typed: no question
    assert not dialog.isVisible()


def test_the_keys_stand_on_the_buttons(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    assert dialog.tools["add"].text() == "Thêm (Ins)"
    assert dialog.tools["down"].text() == "Xuống (Alt+↓)"
    dialog.reject()


def test_a_list_is_pasted_from_the_clipboard(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot, drafts.new_draft("30889-danh-muc-1", 2))
    QGuiApplication.clipboard().setText("1. Nhà ở\n2. Nước sạch\n3. Rác thải")
    QTest.keyClick(dialog.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(dialog.draft) == ["Nhà ở", "Nước sạch", "Rác thải"]
    QGuiApplication.clipboard().setText(" ")
    dialog.paste()
    assert len(dialog.draft.tasks) == 3
    dialog.title.setText("Danh mục của xã")
    dialog.accept()
    assert office.office.task_set == "30889-danh-muc-1@1"


def test_what_is_wrong_keeps_the_dialog_open(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    assert dialog.table.isColumnHidden(PROBLEM)
    dialog.model.setData(dialog.model.index(1, CODE), "1", EDIT)
    assert not dialog.table.isColumnHidden(PROBLEM)
    assert dialog.fault.text() == f"✗ {dialog.model.problems[1]}"  # in full, though another row is marked
    dialog.table.setCurrentIndex(dialog.model.index(4, NAME))
    dialog.accept()
    assert dialog.table.currentIndex().row() in dialog.model.problems
    dialog.title.setText("")
    dialog.accept()
    assert dialog.isVisible()
    assert "chưa có tên" in dialog.fault.text()
    dialog.issued.setText("hôm qua")
    dialog.accept()
    assert "không phải ngày" in dialog.fault.text()
    assert dialog.saved is None
    prompter_of(dialog).confirms = [True]
    dialog.reject()


def test_typed_work_is_not_thrown_away_unasked(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = opened(office, qtbot)
    dialog.remove()
    dialog.reject()
    assert dialog.isVisible()
    (act,) = prompter_of(dialog).acts
    assert "14 phần việc" in act.touches
    prompter_of(dialog).confirms = [True]
    dialog.reject()
    assert not dialog.isVisible()
    assert len(task_sets.editions(office)) == 2


def test_a_refusal_of_the_store_is_told(
    office: Context, dressed: Appearance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del dressed

    def refuse(*_arguments: object) -> None:
        raise UserError("answers.set.unknown", key="x")

    dialog = opened(office, qtbot)
    monkeypatch.setattr("ntm_desktop.services.task_sets.save_edition", refuse)
    dialog.accept()
    assert len(prompter_of(dialog).errors) == 1
    assert dialog.isVisible()
    dialog.reject()


def test_it_is_drawn_and_fits(office: Context, dressed: Appearance, qtbot: QtBot) -> None:
    dialog = opened(office, qtbot)
    assert dialog.minimumSizeHint().width() <= 1093
    assert dialog.minimumSizeHint().height() <= 560
    before = dialog.heads.grab().toImage()
    dialog.model.setData(dialog.model.index(0, SHORT), "Rất khác", EDIT)
    assert dialog.heads.grab().toImage() != before
    assert dialog.heads.sizeHint().height() > 20
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.ApplicationPaletteChange))
    assert "indicator" in dialog.table.styleSheet()
    empty = opened(office, qtbot, drafts.new_draft("30889-danh-muc-1", 2))
    assert not empty.heads.grab().isNull()
    for one in (dialog, empty):
        prompter_of(one).confirms = [True]
        one.reject()
    del dressed
