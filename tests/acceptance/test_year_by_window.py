"""A commune's year in the window, by the keyboard: first start, Excel list, entry, home; then paper and Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.services import answers, households
from ntm_desktop.ui.grid.dialogs import RemarkDialog, YearDialog
from ntm_desktop.ui.importing.dialog import ImportDialog
from ntm_desktop.ui.importing.flow import Step
from ntm_desktop.ui.pages.home import HomePage
from ntm_desktop.ui.pages.households import HouseholdsPage
from ntm_desktop.ui.pages.tasks import TasksPage
from tests.acceptance.conftest import household_list
from tests.acceptance.window import Screen, beginning, office, press, put_on_clipboard, texts, write

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

VILLAGES, EACH = ("Ấp Kinh 5", "Ấp Xẻo Lùng"), 12


def test_a_commune_enters_its_year(tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> None:
    first = beginning(qtbot, "tan hiep an giang", "Trần Thị Mẫu")
    with office(tmp_path / "a", qtbot, dressed, first) as screen:
        assert screen.window.windowTitle() == "Xã Tân Hiệp — Xã/Phường · NTM"
        take_in_the_list(screen, tmp_path / "ds.xlsx")
        enter_a_village(screen)
        correct_and_take_back(screen)
        read_the_figures(screen)


def take_in_the_list(screen: Screen, path: Path) -> None:
    """The import dialog stands open after the first start; the list is as offices keep it."""
    made = household_list(path, VILLAGES, EACH)
    screen.prompter.paths = [path]
    dialog = screen.modal(ImportDialog)
    press(None, "Return")  # «choose a file»
    screen.qtbot.waitUntil(lambda: dialog.flow.step is Step.COLUMNS and not dialog.tasks.busy)
    screen.look("import-columns", dialog)
    press(None, "Return")
    assert dialog.flow.step is Step.REVIEW
    assert f"Sẽ thêm {made} hộ vào 2 ấp, thôn" in dialog.review.summary.text()
    screen.look("import-review", dialog)
    assert households.find(screen.context) == []
    press(None, "Return")
    screen.qtbot.waitUntil(lambda: dialog.flow.step is Step.DONE and not dialog.tasks.busy)
    press(None, "Return")  # «see the list»
    page = screen.page(HouseholdsPage)
    screen.settle()
    assert page.model.rowCount() == made
    press(page, "Ctrl+F")
    write("danh cuong")
    assert {line.household.head for line in page.model.shown} == {"Danh Văn Cường"}
    screen.look("households")


def enter_a_village(screen: Screen) -> None:
    """Open the year from the empty place, then keys: one household key by key, a block, a fill, a paste, a remark."""
    page = screen.go("Alt+3", TasksPage)
    press(None, "Return")  # «open a year»
    dialog = screen.modal(YearDialog)
    dialog.year.setFocus()
    dialog.year.selectAll()
    write("2026")
    press(None, "Return")
    screen.settle()
    assert answers.years(screen.context) == [2026]
    assert page.model.rowCount() == EACH
    assert "15" in page.title()
    page.focus_start()
    write("111110-11111111")
    assert line(page, 0) == "xxxxx0-xxxxxxxx"
    press(page.view, "Ctrl+Shift+1")  # the whole line of the next household
    assert line(page, 1) == "x" * 15
    press(page.view, "Down")
    put_on_clipboard("x\tđạt\tĐ\t1\t0\t-\tKĐ\n1\t1\t1\t1\t1\t1\t1\n")
    press(page.view, "Ctrl+V")
    assert line(page, 2) == "xxxx0-0........"
    assert line(page, 3) == "x" * 7 + "." * 8
    screen.look("grid")


def line(page: TasksPage, at: int) -> str:
    """Return a household's statuses on the screen as signs."""
    row = page.model.row_at(at)
    assert row is not None
    return "".join(".x0-"[status] for status in row.statuses)


def correct_and_take_back(screen: Screen) -> None:
    """A bad block changes nothing; fill, undo and redo are one act each; a remark with its date."""
    page = screen.page(TasksPage)
    put_on_clipboard("1\tcó lẽ\n")
    press(page.view, "Ctrl+V")
    assert [title for title, _problems in screen.prompter.shown] == ["Chưa dán ô nào: vùng dán có chỗ chưa đúng"]
    assert line(page, 2) == "xxxx0-0........"
    press(page.view, "Ctrl+Home")
    for _row in range(EACH - 1):
        press(page.view, "Shift+Down")
    press(page.view, "Ctrl+D")
    assert {line(page, at)[0] for at in range(EACH)} == {"x"}
    press(page.view, "Ctrl+Z")
    screen.settle()
    assert line(page, EACH - 1)[0] == "."
    press(page.view, "Ctrl+Y")
    screen.settle()
    assert line(page, EACH - 1)[0] == "x"
    press(page.view, "Ctrl+Home")
    press(page.view, "F2")
    dialog = screen.modal(RemarkDialog)
    write("có giấy xác nhận")
    dialog.day.setFocus()
    write("05/03/2026")
    press(None, "Return")
    screen.settle()
    row = page.model.row_at(0)
    assert row is not None
    stored = households.past(screen.context, row.household.id).answers[2026]["1"]
    assert (stored.status, stored.remark, str(stored.on)) == (Status.ACHIEVED, "có giấy xác nhận", "2026-03-05")
    assert "Đã lưu" in screen.window.status.saved.text()


def read_the_figures(screen: Screen) -> None:
    """Home shows what was entered, and what was not sent; the same stands in the status line."""
    page = screen.go("Alt+1", HomePage)
    assert page.shown is not None
    assert (page.shown.households, page.shown.whole.all_achieved) == (24, 1)
    assert page.shown.unsent > 0
    assert f"{page.shown.unsent}" in " ".join(texts(page))
    assert "Chưa gửi" in screen.window.status.unsent.text()
    screen.look("home")
