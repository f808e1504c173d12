"""The place «15 phần việc»: every key, durable at once, undone as one act, told truly."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.tasks import Task, TaskSet
from ntm_desktop.services import answers, task_sets
from ntm_desktop.ui.grid.writing import AT_ONCE
from tests.ui.pages.grid_demo import NEW, Shop, found, opened, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shop(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    """Return an office with six households in two villages: three on the first village's sheet."""
    del dressed
    with opened(qtbot, data_folder) as made:
        yield made


def copied() -> str:
    return QGuiApplication.clipboard().text()


def paste(shop: Shop, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    shop.key(K.Key_V, held=CTRL)


# Typing


def test_a_digit_is_durable_and_goes_on_to_the_next_task(shop: Shop) -> None:
    shop.key("1")
    assert shop.stored(0, 0).status is Status.ACHIEVED
    assert shop.view.cell == (0, 1)
    assert len(shop.published) == 1


@pytest.mark.parametrize(
    ("key", "status"),
    [("1", Status.ACHIEVED), (" ", Status.ACHIEVED), ("0", Status.NOT_ACHIEVED), ("-", Status.NOT_APPLICABLE)],
)
def test_each_key_gives_its_status(shop: Shop, key: str, status: Status) -> None:
    shop.key(key)
    assert shop.stored(0, 0).status is status
    assert shop.shown(0, 0) is status


def test_the_end_of_a_line_goes_on_to_the_next_household(shop: Shop) -> None:
    shop.key("1" * 16)
    assert shop.line(0) == "x" * 15
    assert shop.line(1) == "x" + "." * 14
    assert shop.view.cell == (1, 1)


def test_downwards_goes_to_the_next_household_and_then_to_the_next_task(shop: Shop) -> None:
    shop.page.set_downwards(True)
    shop.key("101")
    assert [shop.shown(line, 0) for line in range(3)] == [Status.ACHIEVED, Status.NOT_ACHIEVED, Status.ACHIEVED]
    assert shop.view.cell == (0, 1)


def test_the_last_cell_of_all_stays(shop: Shop) -> None:
    shop.key(K.Key_End, held=CTRL)
    shop.key("1")
    assert shop.view.cell == (2, 14)
    shop.page.set_downwards(True)
    shop.key("1")
    assert shop.view.cell == (2, 14)


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Backspace])
def test_delete_leaves_registration_and_remark(shop: Shop, key: Qt.Key) -> None:
    shop.key("r", "1", K.Key_Left, key)
    assert shop.stored(0, 0) == Answer(registered=True)
    assert shop.view.cell == (0, 0)


def test_r_toggles_the_registration_and_stays(shop: Shop) -> None:
    shop.key("R")
    assert shop.stored(0, 0).registered
    shop.key("r")
    assert shop.stored(0, 0) == Answer()
    assert shop.view.cell == (0, 0)


def test_r_on_a_block_registers_what_is_not_yet(shop: Shop) -> None:
    shop.key("r", K.Key_Home)
    shop.key(K.Key_Right, K.Key_Down, held=SHIFT)
    shop.key("r")
    assert all(shop.stored(line, task).registered for line in (0, 1) for task in (0, 1))
    shop.key("r")
    assert not any(shop.stored(line, task).registered for line in (0, 1) for task in (0, 1))


def test_letters_are_nobodys_answer(shop: Shop) -> None:
    shop.key("abc2")
    assert shop.line() == "." * 15
    assert shop.published == []


def test_a_letter_says_which_keys_there_are(shop: Shop) -> None:
    shop.key("g")
    assert "1 = đạt" in shop.said()
    shop.key("1")
    assert shop.said() == ""
    shop.page.bar.register.click()
    shop.key("x")
    assert "1 = đăng ký" in shop.said()


def test_the_backspace_that_unikey_sends_after_a_letter_erases_nothing(shop: Shop) -> None:
    shop.key("1", K.Key_Left)
    shop.key("d", K.Key_Backspace, "d", K.Key_Backspace)
    assert shop.shown(0, 0) is Status.ACHIEVED
    shop.key(K.Key_Right, K.Key_Left, K.Key_Backspace)
    assert shop.shown(0, 0) is Status.NOT_ASSESSED


def test_nothing_is_written_twice(shop: Shop) -> None:
    shop.key("1", K.Key_Left, "1")
    assert len(shop.published) == 1
    assert shop.view.cell == (0, 1)


def test_a_composition_is_never_committed_halfway(shop: Shop) -> None:
    half = QInputMethodEvent("1", [])
    QApplication.sendEvent(shop.view, half)
    assert shop.line() == "." * 15
    whole = QInputMethodEvent("", [])
    whole.setCommitString("1")
    QApplication.sendEvent(shop.view, whole)
    assert shop.line() == "x" + "." * 14
    assert not shop.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


# Moving


@pytest.mark.parametrize(
    ("keys", "held", "cell"),
    [
        ([K.Key_Right, K.Key_Down], None, (1, 1)),
        ([K.Key_End], None, (0, 14)),
        ([K.Key_End, K.Key_Home], None, (0, 0)),
        ([K.Key_Return], None, (1, 0)),
        ([K.Key_Return, K.Key_Enter], None, (2, 0)),
        ([K.Key_Tab, K.Key_Tab], None, (0, 2)),
        ([K.Key_PageDown], None, (2, 0)),
        ([K.Key_PageDown, K.Key_PageUp], None, (0, 0)),
        ([K.Key_End], CTRL, (2, 14)),
        ([K.Key_End, K.Key_Home], CTRL, (0, 0)),
        ([K.Key_Left], None, (0, 0)),
        ([K.Key_Up], None, (0, 0)),
    ],
)
def test_keys_lead_where_they_should(
    shop: Shop, keys: list[Qt.Key], held: Qt.KeyboardModifier | None, cell: tuple[int, int]
) -> None:
    shop.key(*keys, held=held or Qt.KeyboardModifier.NoModifier)
    assert shop.view.cell == cell


def test_back_over_the_start_of_a_line(shop: Shop) -> None:
    shop.key(K.Key_Down)
    shop.key(K.Key_Backtab, held=SHIFT)
    assert shop.view.cell == (0, 14)
    shop.key(K.Key_Return)
    shop.key(K.Key_Return, held=SHIFT)
    assert shop.view.cell == (0, 14)


def test_shift_stretches_a_block_and_esc_takes_it_back(shop: Shop) -> None:
    shop.key(K.Key_Right, K.Key_Down, held=SHIFT)
    block = shop.view.block
    assert block is not None
    assert (block.height, block.width) == (2, 2)
    assert len(shop.view.selectedIndexes()) == 4
    shop.key(K.Key_Escape)
    assert shop.view.block is not None
    assert shop.view.block.single


def test_the_mouse_selects_cells_lines_and_columns(shop: Shop) -> None:
    view = shop.view
    task, height = view.shares.task, view.names.defaultSectionSize()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=QPoint(task * 2 + 5, height + 5))
    assert view.cell == (1, 2)
    QTest.mouseClick(view.viewport(), left, SHIFT, QPoint(task * 3 + 5, height * 2 + 5))
    assert view.block is not None
    assert view.block.area == 4
    QTest.mouseClick(view.names.viewport(), left, pos=QPoint(5, 5))
    assert view.block.area == 15
    QTest.mouseClick(view.heads.viewport(), left, pos=QPoint(task + 5, 5))
    assert (view.block.height, view.block.width) == (3, 1)
    QTest.mouseClick(view.corner, left, pos=QPoint(5, 5))
    assert view.block.area == 45
    QTest.mouseClick(view.viewport(), left, pos=QPoint(task * 15 + 5, 5))
    assert view.block.area == 45  # totals are only read


# Blocks


def test_a_key_on_a_block_is_one_act_and_one_undo(shop: Shop) -> None:
    shop.key(K.Key_A, held=CTRL)
    shop.key("1")
    assert [shop.line(line) for line in range(3)] == ["x" * 15] * 3
    assert len(shop.published) == 1
    assert shop.published[0].count == 45
    shop.key(K.Key_Z, held=CTRL)
    assert [shop.line(line) for line in range(3)] == ["." * 15] * 3
    shop.key(K.Key_Y, held=CTRL)
    assert shop.stored(2, 14).status is Status.ACHIEVED
    assert shop.line(2) == "x" * 15


def test_all_achieved_then_the_exceptions(shop: Shop) -> None:
    shop.key("0", K.Key_Home)
    shop.key(K.Key_1, held=CTRL | SHIFT)
    assert shop.line(0) == "0" + "." * 14  # not without a question
    assert "15 ô có 1 ô" in shop.prompter.acts[0].touches
    shop.prompter.confirms = [True]
    shop.key(K.Key_1, held=CTRL | SHIFT)
    assert shop.line(0) == "x" * 15
    assert shop.line(1) == "." * 15
    assert "15" in shop.said()
    assert "(1 " in shop.said()
    shop.key("-")
    assert shop.line(0) == "-" + "x" * 14


def test_all_achieved_on_a_block_leaves_the_rest(shop: Shop) -> None:
    shop.key(K.Key_Right, K.Key_Down, held=SHIFT)
    shop.key(K.Key_Exclam, held=CTRL | SHIFT)
    assert [shop.line(0), shop.line(2)] == ["xx" + "." * 13, "." * 15]


def test_fill_down_and_right(shop: Shop) -> None:
    shop.key("0", K.Key_Home)
    shop.key(K.Key_Down, K.Key_Down, held=SHIFT)
    shop.key(K.Key_D, held=CTRL)
    assert [shop.line(line)[0] for line in range(3)] == ["0", "0", "0"]
    shop.key(K.Key_Right, K.Key_Right, held=SHIFT)
    shop.key(K.Key_R, held=CTRL)
    assert [shop.line(line)[:4] for line in range(3)] == ["000."] * 3


def test_fill_of_one_cell_takes_its_neighbour(shop: Shop) -> None:
    shop.key("1", K.Key_Home, K.Key_Down)
    shop.key(K.Key_D, held=CTRL)
    assert shop.line(1)[0] == "x"
    shop.key(K.Key_Right)
    shop.key(K.Key_R, held=CTRL)
    assert shop.line(1)[:2] == "xx"


# The clipboard


def test_copy_is_text_that_excel_understands(shop: Shop) -> None:
    shop.key("10-", K.Key_Home)
    shop.key(K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Down, held=SHIFT)
    shop.key(K.Key_C, held=CTRL)
    assert copied() == "x\t0\t-\t\r\n\t\t\t\r\n"


def test_copy_with_heads_names_tasks_and_households(shop: Shop) -> None:
    shop.key("1", K.Key_Home)
    shop.key(K.Key_C, held=CTRL | SHIFT)
    head, line = copied().splitlines()
    row = shop.page.model.row_at(0)
    assert row is not None
    assert head.split("\t")[-1] == "1. Nhà kiên cố"
    assert line.split("\t") == ["1", row.household.code, row.household.head, str(row.household.fields.birth_year), "x"]


def test_cut_copies_and_clears(shop: Shop) -> None:
    shop.key("1", K.Key_Home)
    shop.key(K.Key_X, held=CTRL)
    assert copied() == "x\r\n"
    assert shop.line() == "." * 15


def test_a_pasted_block_is_one_act(shop: Shop) -> None:
    paste(shop, 'x\tKĐ\t"không áp\ndụng"\r\nđạt\t0\t\r\n')
    assert [shop.line(0)[:4], shop.line(1)[:4]] == ["x0-.", "x0.."]
    assert len(shop.published) == 1
    shop.key(K.Key_Z, held=CTRL)
    assert shop.line(0) == "." * 15


def test_what_was_pasted_is_selected_and_counted(shop: Shop) -> None:
    shop.key("1", K.Key_Home)
    paste(shop, "x\t0\nx\t-")
    assert shop.view.block is not None
    assert (shop.view.block.height, shop.view.block.width) == (2, 2)
    assert "Đã dán 4 ô, 3 ô thay đổi." in shop.said()


def test_one_pasted_value_fills_the_selection(shop: Shop) -> None:
    shop.key(K.Key_A, held=CTRL)
    paste(shop, "x")
    assert [shop.line(line) for line in range(3)] == ["x" * 15] * 3


def test_a_block_is_repeated_where_it_fits(shop: Shop) -> None:
    shop.key(K.Key_Right, K.Key_Right, K.Key_Right, held=SHIFT)
    paste(shop, "x\t0")
    assert shop.line(0)[:5] == "x0x0."


def test_what_is_not_understood_is_shown_with_its_place_and_nothing_is_pasted(shop: Shop) -> None:
    shop.key(K.Key_Down, K.Key_Right)
    paste(shop, "x\tchắc là đạt\nx\tx\n")
    assert [shop.line(line) for line in range(3)] == ["." * 15] * 3
    assert shop.published == []
    title, problems = shop.prompter.shown[0]
    assert title
    assert [problem.code for problem in problems] == ["sheets.status_unknown"]
    assert (problems[0].place.row, problems[0].place.column, problems[0].found) == (2, "3", "chắc là đạt")


def test_a_block_that_would_not_fit_is_refused_whole(shop: Shop) -> None:
    shop.key(K.Key_End, held=CTRL)
    paste(shop, "x\tx\nx\tx\n")
    codes = [problem.code for problem in shop.prompter.shown[0][1]]
    assert codes == ["grid.too_many_lines", "grid.too_many_tasks"]
    assert shop.line(2) == "." * 15


def test_an_empty_clipboard_says_so(shop: Shop) -> None:
    paste(shop, "")
    assert shop.said().startswith("⚠")
    assert shop.published == []


# What a task does not allow


def narrow(context: Context) -> None:
    """Make a list of three tasks, of which the second must be achieved or not."""
    found(context)
    people(context, 4)
    tasks = (
        Task("1", "Nhà ở", "Nhà"),
        Task("2", "Điện an toàn", "Điện", statuses=(Status.ACHIEVED, Status.NOT_ACHIEVED)),
        Task("3", "Nước sạch", "Nước", required=False),
    )
    task_sets.save_edition(context, TaskSet("rieng", 0, "Danh mục của xã", tasks, official=True))
    answers.open_year(context, NEW)


@pytest.fixture
def strict(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    """Return an office whose list has three tasks."""
    del dressed
    with opened(qtbot, data_folder, prepare=narrow) as made:
        yield made


def test_a_status_that_a_task_refuses_is_said_in_the_strip(strict: Shop) -> None:
    strict.key("1-")
    assert strict.line() == "x.."
    assert "«không áp dụng»" in strict.said()
    assert strict.prompter.shown == []
    strict.key("0")
    assert strict.line() == "x0."
    assert strict.said() == ""


def test_a_block_with_a_refused_status_is_left_whole(strict: Shop) -> None:
    strict.key(K.Key_A, held=CTRL)
    strict.key("-")
    assert strict.line() == "..."


def test_a_pasted_refused_status_is_a_problem_with_its_place(strict: Shop) -> None:
    paste(strict, "x\t-\tx")
    problem = strict.prompter.shown[0][1][0]
    assert (problem.code, problem.place.row, problem.place.column) == ("answers.status_not_allowed", 1, "2")
    assert strict.line() == "..."


def test_the_list_may_have_any_number_of_tasks_and_optional_ones(strict: Shop) -> None:
    assert strict.page.title() == "3 phần việc – năm 2025"
    strict.key("11")
    row = strict.page.model.row_at(0)
    assert row is not None
    assert row.complete
    assert strict.page.foot.texts() == ["1", "1", "0", "1 ✓"]
    assert strict.page.strip.mark.isHidden()


# A failing save


def test_a_failing_save_keeps_the_old_value_and_tells_it(shop: Shop) -> None:
    shop.key("1", K.Key_Home)
    shop.context.database.connection.execute("PRAGMA query_only = ON")
    shop.key("0")
    assert shop.shown(0, 0) is Status.ACHIEVED
    assert shop.stored(0, 0).status is Status.ACHIEVED
    assert shop.view.cell == (0, 0)
    assert getattr(shop.prompter.errors[0], "code", "") == "store.read_only"
    assert len(shop.published) == 1
    shop.key(K.Key_Z, held=CTRL)
    assert len(shop.prompter.errors) == 2
    shop.context.database.connection.execute("PRAGMA query_only = OFF")
    shop.key("0")
    assert shop.stored(0, 0).status is Status.NOT_ACHIEVED


def test_a_database_closed_underneath_is_told(shop: Shop) -> None:
    shop.context.database.close()
    shop.key("1")
    assert shop.line() == "." * 15
    assert len(shop.prompter.errors) == 1
    assert shop.page.undo_words() == ""
    shop.page.show_sheet(village_id="")
    assert len(shop.prompter.errors) >= 2


def test_while_a_long_act_is_written_nothing_else_is(shop: Shop) -> None:
    held = threading.Event()
    shop.page.writer.write(AT_ONCE + 1, lambda _context: held.wait(5), lambda _result: None, shop.prompter.show_error)
    assert shop.page.busy
    shop.key("1")
    shop.key(K.Key_Z, held=CTRL)
    assert shop.said().startswith("⚠ Đang ghi")
    assert shop.line() == "." * 15
    held.set()
    shop.settle()
    shop.key("1")
    assert shop.line()[0] == "x"
