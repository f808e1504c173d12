"""A filled sheet comes back: what it would change is asked first; what is wrong is listed; it is one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget

from ntm_desktop.domain.answers import Status
from ntm_desktop.services import answers, households, reporting, undo
from ntm_desktop.services.reporting import Wanted
from ntm_desktop.ui.answer_import import AnswerImport
from tests.offices import commune, settle
from tests.ui.workplaces import Bench, bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

YEAR = 2026


@pytest.fixture
def made(tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[tuple[Bench, AnswerImport]]:
    """A commune with two households on the sheet of the year."""
    with commune(tmp_path / "xa") as context:
        settle(context, "Kinh 5", "Nguyễn Văn An", "Trần Thị Đào")
        answers.open_year(context, YEAR)
        place, window = bench(context, dressed), QWidget()
        qtbot.addWidget(window)
        yield place, AnswerImport(place.workplace, window)
        place.workplace.tasks.shutdown()


def sheet(made: Bench, path: Path, *signs: str) -> Path:
    """Write the sheet of the year and fill the first household in."""
    context = made.workplace.context
    reporting.write(reporting.build(context, "task-sheet-blank", Wanted(YEAR)), "xlsx", path)
    book = load_workbook(path)
    page, code = book["Phiếu"], households.find(context)[0].code
    for cells in page.iter_rows():
        at = next((cell.column for cell in cells if cell.value == code), None)
        for offset, sign in enumerate(signs if at is not None else ()):
            page.cell(row=cells[0].row or 1, column=(at or 0) + 3 + offset, value=sign)
    book.save(path)
    return path


def test_what_would_be_written_over_is_counted(made: tuple[Bench, AnswerImport], tmp_path: Path, qtbot: QtBot) -> None:
    place, taking = made
    place.prompter.answers = ["go"]
    place.prompter.paths = [sheet(place, tmp_path / "a.xlsx", "x", "0", "-")]
    taking.ask(YEAR)
    place.wait(qtbot)
    place.prompter.paths = [sheet(place, tmp_path / "b.xlsx", "x", "x", "-", "x")]
    taking.ask(YEAR)
    place.wait(qtbot)
    assert "1 ô chưa đánh giá được ghi, 1 ô thay kết quả đã ghi" in place.prompter.asked[-1].text
    assert len(stored(place)) == 3  # asked, and not answered
    place.prompter.paths = [tmp_path / "a.xlsx"]
    taking.ask(YEAR)
    place.wait(qtbot)
    assert len(place.prompter.asked) == 2
    assert "Không có gì thay đổi." in place.prompter.told[-1].what


def stored(made: Bench) -> list[Status]:
    """Return the first household's statuses of the tasks that were answered."""
    context = made.workplace.context
    past = households.past(context, households.find(context)[0].id).answers.get(YEAR, {})
    return [past[code].status for code in sorted(past, key=int)]


def test_a_filled_sheet_is_taken_in_as_one_act(made: tuple[Bench, AnswerImport], tmp_path: Path, qtbot: QtBot) -> None:
    place, taking = made
    place.prompter.paths = [sheet(place, tmp_path / "a.xlsx", "x", "0", "-")]
    place.prompter.answers = ["go"]
    taking.ask(YEAR)
    place.wait(qtbot)
    (asked,) = place.prompter.asked
    assert "3 kết quả của 1 hộ cho năm 2026. 3 ô chưa đánh giá được ghi, 0 ô thay kết quả đã ghi" in asked.text
    assert [choice.key for choice in asked.choices] == ["go"]  # the prompter has its own Cancel
    assert stored(place) == [Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE]
    assert len(place.changes) == 1
    assert "Đã nhập 3 thay đổi" in place.prompter.told[-1].what
    undo.undo(place.workplace.context)
    assert set(stored(place)) <= {Status.NOT_ASSESSED}


def test_nothing_is_written_without_consent(made: tuple[Bench, AnswerImport], tmp_path: Path, qtbot: QtBot) -> None:
    place, taking = made
    taking.take_in(sheet(place, tmp_path / "a.xlsx", "x"), YEAR)
    place.wait(qtbot)
    assert len(place.prompter.asked) == 1
    assert (stored(place), place.changes, place.prompter.told) == ([], [], [])


def test_no_file_is_no_act(made: tuple[Bench, AnswerImport]) -> None:
    place, taking = made
    taking.ask(YEAR)
    assert not place.workplace.tasks.busy
    assert place.prompter.asked == []


def test_a_sheet_that_changes_nothing_says_so(made: tuple[Bench, AnswerImport], tmp_path: Path, qtbot: QtBot) -> None:
    place, taking = made
    path = sheet(place, tmp_path / "a.xlsx", "x")
    for _time in range(2):
        place.prompter.answers = ["go"]
        taking.take_in(path, YEAR)
        place.wait(qtbot)
    assert len(place.changes) == 1
    assert "Không có gì thay đổi." in place.prompter.told[-1].what


def test_what_is_not_understood_is_listed_with_its_place(
    made: tuple[Bench, AnswerImport], tmp_path: Path, qtbot: QtBot
) -> None:
    place, taking = made
    taking.take_in(sheet(place, tmp_path / "a.xlsx", "x", "có lẽ"), YEAR)
    place.wait(qtbot)
    _title, problems = place.prompter.shown[-1]
    assert [one.found for one in problems] == ["có lẽ"]
    assert stored(place) == []


def test_a_file_that_is_no_sheet_is_refused_or_told(
    made: tuple[Bench, AnswerImport], tmp_path: Path, qtbot: QtBot
) -> None:
    place, taking = made
    (tmp_path / "a.xlsx").write_bytes(b"not Excel at all")
    for path in (tmp_path / "a.xlsx", tmp_path / "gone.xlsx"):
        taking.take_in(path, YEAR)
        place.wait(qtbot)
    assert len(place.prompter.shown) + len(place.prompter.errors) == 2
    assert stored(place) == []
