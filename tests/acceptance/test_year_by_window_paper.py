"""Paper, Excel, the task list and the languages in the window, with a commune that has a year of answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtTest import QTest

from ntm_desktop import app, settings
from ntm_desktop.services import demo, households, setup, task_sets, villages
from ntm_desktop.settings import Settings
from ntm_desktop.ui.pages.settings import SettingsPage
from ntm_desktop.ui.pages.tasks import TasksPage
from ntm_desktop.ui.print_desk import PrintDesk
from ntm_desktop.ui.settings.looks import LooksSection
from ntm_desktop.ui.settings.tasks import TaskListSection
from ntm_desktop.ui.task_list.dialog import TaskListDialog
from tests.acceptance.window import Screen, office, press, put_on_clipboard, soon, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


YEARS = (2025, 2026)
PLACES = ("Alt+1", "Alt+2", "Alt+3", "Alt+7", "Alt+8", "Alt+9")
# Letters that no English word has, and Vietnamese ones nearly always do.
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|and|of|household|households|save|write|open|send|year|settings|report|reports)\b", re.IGNORECASE
)


@pytest.fixture
def screen(tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[Screen]:
    """Sit down before a commune with forty households in two villages."""
    with app.office(tmp_path / "xa") as context:
        demo.fill(context, demo.DemoPlan(households=40, villages=2, years=YEARS))
        settings.save(context.paths.settings, Settings(theme="light", last_staff=setup.staff(context)[0].id))
    with office(tmp_path / "xa", qtbot, dressed) as made:
        yield made


@pytest.mark.requirement("KG-III.5-2")
def test_a_sheet_goes_out_blank_and_comes_back_filled(screen: Screen, tmp_path: Path) -> None:
    page = screen.go("Alt+3", TasksPage)
    shown = save_pdf(screen, page, "Ctrl+Shift+P", tmp_path / "trong.pdf")
    assert "TRƯỞNG" in shown.upper()
    assert page.model.rowCount() == 20
    filled = save_pdf(screen, page, "Ctrl+P", tmp_path / "da-ghi.pdf")
    row = page.model.row_at(0)
    assert row is not None
    assert row.household.head in filled
    screen.prompter.paths = [tmp_path / "phieu.xlsx"]
    press(page.view, "Ctrl+E")
    screen.settle()
    code = row.household.code
    fill_in(tmp_path / "phieu.xlsx", code)
    screen.prompter.paths, screen.prompter.answers = [tmp_path / "phieu.xlsx"], ["go"]
    press(page.view, "Ctrl+I")
    screen.settle()
    row = page.model.row_at(0)
    assert row is not None
    assert "".join(".x0-"[one] for one in row.statuses) == "0" * 15
    assert screen.said() == "Nhập phiếu đã điền"
    press(page.view, "Ctrl+Z")
    screen.settle()
    again = page.model.row_at(0)
    assert again is not None
    assert "".join(".x0-"[one] for one in again.statuses) != "0" * 15


def save_pdf(screen: Screen, page: TasksPage, keys: str, target: Path) -> str:
    """Look at the sheet of the village as it will print, and save it; return the text of the PDF."""
    desk = page.findChild(PrintDesk)
    assert isinstance(desk, PrintDesk)
    desk.preview = None
    press(page.view, keys)
    screen.qtbot.waitUntil(lambda: desk.preview is not None and desk.preview.isVisible(), timeout=15_000)
    preview = desk.preview
    assert preview is not None
    preview.activateWindow()
    screen.qtbot.waitUntil(preview.isActiveWindow)
    screen.look(target.stem, preview)
    screen.prompter.paths = [target]
    press(preview, "Ctrl+S")
    screen.settle()
    preview.close()
    screen.settle()
    return "".join(one.extract_text() for one in PdfReader(target).pages)


def fill_in(path: Path, code: str) -> None:
    """Write 0 in every task of a household, elsewhere, in Excel."""
    book = load_workbook(path)
    sheet = book["Phiếu"]
    for cells in sheet.iter_rows():
        at = next((cell.column for cell in cells if cell.value == code), None)
        for offset in range(15) if at is not None else ():
            sheet.cell(row=cells[0].row or 1, column=(at or 0) + 3 + offset, value="0")
    book.save(path)


def test_the_task_list_is_typed_as_a_new_edition(screen: Screen) -> None:
    page = screen.go("Alt+9", SettingsPage)
    page.open_part("tasks")
    section = page.section
    assert isinstance(section, TaskListSection)
    before = len(section.editions)
    row = next(at for at, one in enumerate(section.editions) if all(task.name for task in one.tasks))
    section.table.selectRow(row)

    def edit(dialog: TaskListDialog) -> None:
        put_on_clipboard("1. Nhà ở sạch đẹp\n2. Hàng rào cây xanh\n")
        dialog.paste()
        screen.look("task-list", dialog)
        press(dialog, "Alt+L")

    soon(screen.qtbot, TaskListDialog, edit)
    section.edit.setFocus()
    press(None, "Return")
    screen.settle()
    assert len(section.editions) == before + 1
    newest = max(task_sets.editions(screen.context), key=lambda one: one.edition)
    assert [task.name for task in newest.tasks[:2]] == ["Nhà ở sạch đẹp", "Hàng rào cây xanh"]
    assert task_sets.of_year(screen.context, 2026).edition == 1


def test_every_place_speaks_one_language(screen: Screen) -> None:
    for language, stranger in (("en", VIETNAMESE), ("vi", ENGLISH)):
        speak(screen, language)
        found: dict[str, list[str]] = {}
        for keys in PLACES:
            press(screen.window, keys)
            screen.settle()
            screen.look(f"{language}-{screen.window.current_place}")
            found[keys] = strangers(screen, stranger)
        assert {keys: words for keys, words in found.items() if words} == {}


def speak(screen: Screen, language: str) -> None:
    page = screen.go("Alt+9", SettingsPage)
    page.open_part("looks")
    section = page.section
    assert isinstance(section, LooksSection)
    box = section.boxes["language"]
    box.setFocus()
    press(box, "Up" if box.findData(language) < box.currentIndex() else "Down")
    box.activated.emit(box.currentIndex())
    screen.qtbot.waitUntil(lambda: screen.program.preferences.current.language == language)
    QTest.qWait(50)  # every part words itself, and what it put away goes
    screen.settle()


def strangers(screen: Screen, stranger: re.Pattern[str]) -> list[str]:
    """Return the words of the window in the other language; names of people and places are nobody's language."""
    office = screen.context.office
    names = [office.name, office.superior_name, office.province_name, screen.window.shell.staff, "Đạt", "(dữ liệu mẫu)"]
    names += [one.title for one in villages.listed(screen.context)]
    for one in task_sets.editions(screen.context):
        names += [one.title, *(name for task in one.tasks for name in (task.name, task.short_name))]
    for home in households.find(screen.context):
        names += [home.fields.address, home.head]
    found = []
    for text in texts(screen.window):
        left = text
        for name in sorted(filter(None, names), key=len, reverse=True):
            left = left.replace(name, "")
        if stranger.search(left):
            found.append(text)
    return found
