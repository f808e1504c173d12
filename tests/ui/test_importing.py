"""The import dialog: from the file to the households and back, with real files and a real store."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ntm_desktop.errors import CancelledError
from ntm_desktop.services import households, importing, undo, villages
from ntm_desktop.settings import Settings
from ntm_desktop.ui.importing import jobs, words
from ntm_desktop.ui.importing.dialog import ImportDialog, dropped_file
from ntm_desktop.ui.importing.flow import Flow, Step
from tests.beside import SHARED, needs_shared
from tests.offices import commune, settle
from tests.ui import household_files as files
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance


class Desk:
    """The dialog with what stands around it."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        self.qtbot, self.context = qtbot, context
        self.prompter = RecordingPrompter()
        self.changes: list[Changed] = []
        self.dialog = ImportDialog(lambda: context, self.prompter)
        qtbot.addWidget(self.dialog)
        self.dialog.done_with.connect(self.changes.append)
        self.dialog.show()

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: not self.dialog.tasks.busy)

    def read(self, path: Path) -> None:
        self.prompter.paths.append(path)
        self.dialog.file.button.click()
        self.settled()

    def press(self) -> None:
        self.dialog.next.click()
        self.settled()

    def at(self, step: Step) -> bool:
        return self.dialog.flow.step is step

    def heads(self) -> list[str]:
        return [one.head for one in households.find(self.context)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> Iterator[Desk]:
    del dressed
    with commune(tmp_path / "office") as context:
        made = Desk(qtbot, context)
        yield made
        made.dialog.reject()


def test_from_the_file_to_the_households_and_back(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.dialog
    assert dialog.stack.currentWidget() is dialog.file
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    assert desk.at(Step.COLUMNS)
    assert dialog.columns.told.text().startswith("Tên cột ở dòng 4–5.")
    assert [dialog.columns.columns.combos[at].currentText() for at in range(5)] == [
        "Số thứ tự", "Họ tên chủ hộ", "Nam (năm, x)", "Nữ (năm, x)", "Số nhân khẩu",
    ]  # fmt: skip
    assert not dialog.columns.sheets.isVisible()  # there is but one
    desk.press()
    assert dialog.review.summary.text() == "Sẽ thêm 3 hộ vào 2 ấp, thôn; 1 dòng trùng; 1 lỗi."
    assert dialog.review.lists.currentItem().text() == "Vấn đề (1)"
    assert dialog.next.text() == "&Nhập 3 hộ"
    assert desk.heads() == []  # nothing is written before the button
    desk.press()
    assert desk.at(Step.DONE)
    assert desk.heads() == ["Trần Văn Một", "Lê Thị Hai", "Võ Văn Bốn"]
    assert dialog.done_step.title.text() == "Đã thêm 3 hộ."
    assert "Ấp, thôn mới: Ấp Kinh 5, Ấp Tân Điền." in dialog.done_step.detail.text()
    assert [changed.action for changed in desk.changes] == ["household.imported"]
    dialog.done_step.button.click()
    desk.settled()
    assert desk.heads() == []
    assert villages.listed(desk.context) == []
    assert [changed.action for changed in desk.changes] == ["household.imported", "undo"]
    assert desk.at(Step.REVIEW)
    desk.press()
    assert len(desk.heads()) == 3


def test_a_file_imported_twice_adds_nobody_twice(desk: Desk, tmp_path: Path) -> None:
    path = files.real_list(tmp_path / "a.xlsx")
    for _time in range(2):
        desk.dialog.read(path)
        desk.settled()
        desk.press()
        if desk.dialog.flow.can_go_on:
            desk.press()
            desk.dialog.flow = Flow()
    assert "3 hộ đã có" in desk.dialog.review.summary.text()
    assert not desk.dialog.next.isEnabled()
    desk.dialog.go_on()  # Enter on a button that is off
    assert len(desk.heads()) == 3


def test_mapping_by_hand_is_seen_at_once(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.odd_list(tmp_path / "a.xlsx"))
    step = desk.dialog.columns
    assert step.told.text().startswith("Chưa nhận ra bảng hộ")
    assert not desk.dialog.next.isEnabled()
    step.head_row.setValue(1)
    step.settle()
    desk.settled()
    for column, value in enumerate(("head", "head", "birth_year", "village")):
        combo = step.columns.combos[column]
        combo.setCurrentIndex(combo.findData(value))
        desk.settled()
    shown = step.result.texts.lines
    assert [line[:4] for line in shown] == [
        ("Đỗ Văn Nhất", "1970", "", "Ấp Kinh Mới"), ("Hồ Thị Nhì", "1975", "", "Ấp Kinh Mới"),
    ] or [line[0] for line in shown] == ["Đỗ Văn Nhất", "Hồ Thị Nhì"]  # fmt: skip
    desk.press()
    desk.press()
    assert desk.heads() == ["Đỗ Văn Nhất", "Hồ Thị Nhì"]


def test_a_field_that_only_one_column_can_be_moves(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.plain_list(tmp_path / "a.xlsx", ("Lê Văn An", 1970, "Nam", "Kinh 5", "Tổ 1", 3, 1971)))
    combos = desk.dialog.columns.columns.combos
    combos[7].setCurrentIndex(combos[7].findData("birth_year"))
    assert combos[2].currentData() == ""
    desk.settled()
    assert desk.dialog.columns.result.texts.lines[0][1] == "1971"


def test_a_village_for_the_whole_sheet(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Chủ hộ,Năm sinh\nLê Văn An,1970\n", encoding="utf-8")
    desk.read(path)
    step = desk.dialog.columns
    assert "Chưa rõ ấp, thôn" in step.told.text()
    step.village.setText("Kinh Xáng")
    step.village.textEdited.emit("Kinh Xáng")
    desk.dialog.go_on()  # takes over what is still being typed
    desk.settled()
    assert "Kinh Xáng cho cả trang" in step.told.text()
    desk.press()
    desk.press()
    assert [one.name for one in villages.listed(desk.context)] == ["Kinh Xáng"]


def test_each_table_of_a_sheet_is_corrected_by_hand(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.tables_below(tmp_path / "a.xlsx"))
    step = desk.dialog.columns
    assert step.choice.isVisible()
    assert [step.choice.tables.itemText(at) for at in range(2)] == [
        "Bảng 1 (dòng 2): Ấp Đông",
        "Bảng 2 (dòng 5): Ấp Tây",
    ]
    assert [line[0] for line in step.result.texts.lines] == ["Lê Văn An"]
    step.choice.tables.setCurrentIndex(1)
    cell = step.columns.item(2, 2)
    assert (step.head_row.value(), cell.text() if cell else "") == (5, "Lê Thị Bé")
    assert [line[0] for line in step.result.texts.lines] == ["Trần Văn Cam"]
    combo = step.columns.combos[2]
    step.columns.combos[3].setCurrentIndex(0)
    combo.setCurrentIndex(combo.findData("head"))
    desk.settled()
    step.village.setText("Ấp Giữa")
    step.village.textEdited.emit("Ấp Giữa")
    step.settle()
    desk.settled()
    assert [(line[0], line[3]) for line in step.result.texts.lines] == [("Lê Thị Bé", "Ấp Giữa")]
    assert step.choice.tables.currentIndex() == 1
    step.choice.take.click()
    desk.settled()
    assert "Bảng này không được nhập" in step.told.text()
    assert desk.dialog.flow.count == 1
    step.choice.take.click()
    desk.settled()
    step.choice.tables.setCurrentIndex(0)
    assert (step.village.text(), step.result.texts.lines[0][0]) == ("", "Lê Văn An")
    desk.press()
    desk.press()
    assert desk.heads() == ["Lê Văn An", "Lê Thị Bé"]


def test_a_table_that_was_not_found_is_added_by_hand(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.tables_below(tmp_path / "a.xlsx"))
    step = desk.dialog.columns
    step.more.click()
    assert step.choice.tables.currentText() == "Bảng 3 (chưa chọn dòng tên cột)"
    assert (step.told.text(), step.more.isVisible()) == ("Chọn dòng tên cột của bảng này.", False)
    step.head_row.setValue(8)
    step.settle()
    desk.settled()
    assert "Chưa rõ cột họ tên chủ hộ" in step.told.text()
    for column, value in ((1, "head"), (2, "birth_year")):
        combo = step.columns.combos[column]
        combo.setCurrentIndex(combo.findData(value))
        desk.settled()
    assert step.choice.tables.count() == 3
    assert [line[:2] for line in step.result.texts.lines] == [("Võ Văn Dần", "1970")]
    step.village.setText("Ấp Nam")
    step.village.textEdited.emit("Ấp Nam")
    step.settle()
    desk.settled()
    assert [line[3] for line in step.result.texts.lines] == ["Ấp Nam"]
    assert desk.dialog.flow.count == 3


def test_sheets_can_be_left_out(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.two_sheets(tmp_path / "a.xlsx"))
    step = desk.dialog.columns
    assert step.sheets.isVisible()
    states = [step.sheets.item(at).checkState() is Qt.CheckState.Checked for at in range(3)]
    assert states == [False, True, True]
    assert step.result_label.text() == "Sẽ được nhập thành (2 hộ trong trang này):"
    step.sheets.setCurrentRow(2)
    assert step.result_label.text() == "Sẽ được nhập thành (1 hộ trong trang này):"
    step.sheets.item(1).setCheckState(Qt.CheckState.Unchecked)
    desk.settled()
    assert desk.dialog.flow.count == 1
    desk.press()
    desk.dialog.back.click()
    assert desk.at(Step.COLUMNS)
    step.focus_start()
    assert QApplication.focusWidget() is step.sheets or not desk.dialog.isActiveWindow()
    step.sheets.item(1).setCheckState(Qt.CheckState.Checked)
    desk.settled()
    assert desk.dialog.flow.count == 3


def test_doubtful_households_are_added_only_when_asked_for(desk: Desk, tmp_path: Path) -> None:
    from ntm_desktop.domain.households import HouseholdFields

    settle(desk.context, "Kinh 5", "Người Khác")
    households.add(desk.context, villages.listed(desk.context)[0].id, HouseholdFields("Cao Văn Năm"))
    desk.read(files.plain_list(tmp_path / "a.xlsx", ("Cao Văn Năm", 1966, "Nam", "Kinh 5")))
    desk.press()
    review = desk.dialog.review
    assert review.doubtful.isVisible()
    assert review.doubtful.text() == "Thêm cả &1 hộ nghi trùng này"
    assert not desk.dialog.next.isEnabled()
    review.doubtful.click()
    assert desk.dialog.next.text() == "&Nhập 1 hộ"
    desk.press()
    assert desk.heads().count("Cao Văn Năm") == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "sheets.empty"),
        ("a.xlsx", b"GIF89a nothing of ours", "sheets.not_excel"),
        ("a.xlsx", b"%PDF-1.4", "sheets.other_kind"),
    ],
)
def test_what_is_no_list_is_told_and_the_step_stays(
    desk: Desk, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    desk.read(path)
    assert desk.at(Step.FILE)
    error = desk.prompter.errors[0]
    problems = getattr(error, "problems", ())
    assert code in {getattr(error, "code", ""), *(problem.code for problem in problems)}


def test_a_decision_that_cannot_be_is_told_and_dropped(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.dialog.columns.decided.emit(importing.Override("không có trang này"))
    desk.settled()
    desk.qtbot.waitUntil(lambda: not desk.dialog.flow.decisions and not desk.dialog.tasks.busy)
    assert [getattr(error, "code", "") for error in desk.prompter.errors] == ["sheets.mapping_refused"]
    assert desk.dialog.flow.count == 3


def test_two_quick_decisions_are_both_heard(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.plain_list(tmp_path / "a.xlsx", ("Lê Văn An", 1970, "Nam", "Kinh 5", "Tổ 1", 3, "x")))
    combos = desk.dialog.columns.columns.combos
    combos[2].setCurrentIndex(0)
    combos[3].setCurrentIndex(0)  # while the first is still being worked out
    desk.qtbot.waitUntil(lambda: not desk.dialog.tasks.busy and desk.dialog.next.isEnabled())
    assert desk.dialog.columns.result.texts.lines[0][:3] == ("Lê Văn An", "", "")


def test_giving_up_the_choice_of_a_file(desk: Desk) -> None:
    desk.dialog.choose()
    assert desk.at(Step.FILE)
    desk.dialog.take_back()  # nothing was imported yet
    assert not desk.dialog.tasks.busy


def test_cancelling_the_writing_leaves_everything_as_it_was(desk: Desk, tmp_path: Path) -> None:
    settle(desk.context, "Kinh 5", "Người Cũ")
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.press()
    desk.dialog.next.click()
    desk.dialog.tasks.cancel()
    desk.settled()
    # Whichever came first: all of it or nothing.
    assert len(desk.heads()) in {1, 4}
    assert desk.dialog.stack.isEnabled()


def test_closing_while_the_store_is_written_waits_for_the_end(desk: Desk, tmp_path: Path) -> None:
    settle(desk.context, "Kinh 5", "Người Cũ")
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.press()
    desk.dialog.next.click()
    desk.dialog.reject()
    assert desk.dialog.isVisible()
    desk.settled()
    told = [changed.count for changed in desk.changes]
    assert len(desk.heads()) == (4 if told else 1)  # what was written was told
    desk.dialog.reject()
    assert not desk.dialog.isVisible()


def test_cancelled_before_the_writing_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    settle(desk.context, "Kinh 5", "Người Cũ")
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    said: list[str] = []
    with pytest.raises(CancelledError):
        jobs.write(desk.context, desk.dialog.flow, lambda _share, text: said.append(text), lambda: True)
    assert said == ["đang sao lưu"]
    assert desk.heads() == ["Người Cũ"]
    with pytest.raises(CancelledError):
        jobs.read(desk.context, tmp_path / "a.xlsx", lambda *_said: None, lambda: True)
    assert jobs.write(desk.context, Flow(), lambda *_said: None, lambda: False) is None
    assert jobs.plan(desk.context, Flow(), lambda: False) is None


def test_an_import_is_not_taken_back_over_later_work(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.press()
    desk.press()
    villages.add(desk.context, "Ấp Mới Thêm")
    desk.dialog.done_step.button.click()
    desk.settled()
    assert len(desk.heads()) == 3
    assert desk.prompter.told[0].what == "Sau lần nhập này đã có thay đổi khác."


def test_the_store_is_written_by_the_worker_alone(desk: Desk, tmp_path: Path) -> None:
    """The window's own connection sees the import, and goes on writing after it."""
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.press()
    desk.press()
    assert threading.active_count() == len([each for each in threading.enumerate() if each.name != "ntm-task"])
    villages.add(desk.context, "Sau đó")
    assert undo.undo(desk.context) is not None
    assert undo.undo(desk.context) is not None
    assert desk.heads() == []


def test_the_lists_of_the_review_can_be_copied(desk: Desk, tmp_path: Path) -> None:
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.press()
    review = desk.dialog.review
    for at, (key, _label, rows) in enumerate(words.LISTS):
        assert desk.dialog.flow.plan is not None
        count = len(rows(desk.dialog.flow.plan)[1])
        enabled = bool(review.lists.item(at).flags() & Qt.ItemFlag.ItemIsEnabled)
        assert enabled == bool(count), key
        if count:
            review.lists.setCurrentRow(at)
            assert review.table.texts.rowCount() == count
    review.lists.setCurrentRow(0)
    review.table.selectRow(1)
    QTest.keyClick(review.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[1] for line in lines] == ["Chủ hộ", "Lê Thị Hai"]
    QTest.keyClick(review.table, Qt.Key.Key_Down)
    assert review.table.currentIndex().row() == 2
    review.lists.setCurrentRow(1)
    desk.qtbot.waitUntil(lambda: review.table.rowHeight(0) > review.table.verticalHeader().defaultSectionSize())


def test_the_models_of_the_lists_are_good_models(desk: Desk, tmp_path: Path, qtmodeltester: ModelTester) -> None:
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    model = desk.dialog.columns.result.texts
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt says nothing of its types
    index = model.index(0, 0)
    assert model.rowCount(index) == model.columnCount(index) == 0
    assert model.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_files_can_be_dropped_until_the_end(desk: Desk, tmp_path: Path) -> None:
    path = files.real_list(tmp_path / "a.xlsx")
    assert dropped_file(_dragged(tmp_path / "a.docx")) is None
    assert dropped_file(_dragged(path, path)) is None
    _drop(desk.dialog, tmp_path / "a.docx")
    assert not desk.dialog.tasks.busy
    _drop(desk.dialog, path)
    desk.settled()
    assert desk.at(Step.COLUMNS)
    desk.press()
    _drop(desk.dialog, path)
    desk.settled()
    assert desk.at(Step.COLUMNS)  # another file begins anew


def test_a_list_of_a_column_comes_into_view_with_the_keyboard(desk: Desk, tmp_path: Path) -> None:
    desk.dialog.resize(700, 540)
    desk.dialog.activateWindow()
    desk.qtbot.waitUntil(desk.dialog.isActiveWindow)
    desk.read(files.plain_list(tmp_path / "a.xlsx", ("Lê Văn An", 1970, "Nam", "Kinh 5", "Tổ 1", 3, "x")))
    table = desk.dialog.columns.columns
    table.combos[-1].setFocus(Qt.FocusReason.TabFocusReason)
    desk.qtbot.waitUntil(lambda: table.horizontalScrollBar().value() > 0)
    desk.dialog.columns.focus_start()
    assert QApplication.focusWidget() is table.first_combo()


def test_it_speaks_english_after_a_switch(desk: Desk, tmp_path: Path, appearance: Appearance) -> None:
    desk.read(files.real_list(tmp_path / "a.xlsx"))
    desk.press()
    appearance.apply(Settings(theme="light", language="en"))
    desk.qtbot.waitUntil(lambda: desk.dialog.next.text() != "&Nhập 3 hộ")
    assert desk.dialog.review.lists.item(0).text() != "Sẽ thêm (3)"
    assert desk.dialog.columns.told.text() != "Tên cột ở dòng 4–5."
    desk.press()
    assert desk.dialog.done_step.title.text() != "Đã thêm 3 hộ."


@needs_shared
@pytest.mark.parametrize(
    ("name", "count"), [("ho_gia_dinh_sach", 1200), ("ho_gia_dinh_thuc_te", 360), ("ho_gia_dinh_font_vntime", 160)]
)
def test_the_samples_come_in_whole(desk: Desk, name: str, count: int) -> None:
    desk.read(SHARED / "data" / "samples" / f"{name}.xlsx")
    desk.press()
    desk.press()
    assert len(desk.heads()) == count
    desk.dialog.done_step.button.click()
    desk.settled()
    assert desk.heads() == []


def _dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _drop(dialog: ImportDialog, path: Path) -> None:
    data, copy, left = _dragged(path), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    dialog.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
