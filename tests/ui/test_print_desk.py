"""From a page to paper: seen before it is saved, saved as it was seen, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtWidgets import QWidget

from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, journal_words
from ntm_desktop.services.reporting import Wanted
from ntm_desktop.ui.print_desk import PrintDesk, _file_name
from tests.offices import commune, settle
from tests.ui.workplaces import Bench, bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

YEAR = 2026


@pytest.fixture
def made(tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[tuple[Bench, PrintDesk]]:
    """A commune with two households on the sheet of the year."""
    with commune(tmp_path / "xa") as context:
        settle(context, "Kinh 5", "Nguyễn Văn An", "Trần Thị Đào")
        answers.open_year(context, YEAR)
        place, window = bench(context, dressed), QWidget()
        qtbot.addWidget(window)
        yield place, PrintDesk(place.workplace, window)
        place.workplace.tasks.shutdown()


def test_a_report_is_shown_and_saved_from_its_preview(
    made: tuple[Bench, PrintDesk], tmp_path: Path, qtbot: QtBot
) -> None:
    place, desk = made
    desk.show_report("summary", Wanted(YEAR))
    place.wait(qtbot)
    first = desk.preview
    assert first is not None
    assert first.isVisible()
    place.prompter.paths = [tmp_path / "a.pdf", tmp_path / "b.xlsx"]
    pdf, excel = first._exports  # noqa: SLF001 - what its buttons do
    for export in (pdf, excel):
        export.run()
        place.wait(qtbot)
    assert "Kinh 5" in "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert load_workbook(tmp_path / "b.xlsx").sheetnames
    assert [one.title for one in place.prompter.told] == ["Đã lưu tài liệu"] * 2
    assert place.workplace.preferences.current.last_folder == str(tmp_path)
    desk.show_report("achieved", Wanted(YEAR))
    place.wait(qtbot)
    assert desk.preview is not first
    assert desk.preview is not None
    desk.preview.close()


def test_a_report_is_saved_without_being_shown(made: tuple[Bench, PrintDesk], tmp_path: Path, qtbot: QtBot) -> None:
    place, desk = made
    place.prompter.paths = [tmp_path / "phieu.xlsx"]
    desk.save_report("task-sheet", Wanted(YEAR), "xlsx")
    qtbot.waitUntil(lambda: bool(place.prompter.told), timeout=10_000)
    assert (tmp_path / "phieu.xlsx").is_file()
    assert desk.preview is None
    assert journal_words.recent(place.workplace.context)[0].sentence.startswith("Xuất «KẾT QUẢ THỰC HIỆN")


def test_paper_with_names_is_noted_in_the_journal(made: tuple[Bench, PrintDesk], qtbot: QtBot) -> None:
    place, desk = made
    desk.show_report("task-sheet", Wanted(YEAR))
    place.wait(qtbot)
    assert desk.preview is not None
    desk.preview._printed("Canon LBP2900", True)  # noqa: SLF001, FBT003 - what the end of a run calls
    assert journal_words.recent(place.workplace.context)[0].sentence.endswith("trên máy in Canon LBP2900")
    desk.preview.close()


def test_no_target_is_no_file(made: tuple[Bench, PrintDesk], tmp_path: Path, qtbot: QtBot) -> None:
    place, desk = made
    desk.save_report("summary", Wanted(YEAR), "pdf")
    place.wait(qtbot)
    assert place.prompter.files == ["Lưu tài liệu"]
    assert (list(tmp_path.glob("*.pdf")), place.prompter.told) == ([], [])


def test_what_goes_wrong_is_told(made: tuple[Bench, PrintDesk], qtbot: QtBot) -> None:
    place, desk = made

    def refuse(_reader: object) -> None:
        raise UserError("shell.no_printer")

    desk.show_document(refuse)
    place.wait(qtbot)
    assert [getattr(one, "code", "") for one in place.prompter.errors] == ["shell.no_printer"]
    assert desk.preview is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tổng hợp năm 2026: xã/phường", "Tổng hợp năm 2026- xã-phường"),
        (" a. ", "a"),
        ("...", "tai-lieu"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert _file_name(title) == name
