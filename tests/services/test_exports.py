"""What names people does not leave unnoted: who, how many, as what, where to; and nothing else is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import CancelledError
from ntm_desktop.services import answers, exports, household_export, households, journal_words, reporting, undo, unsent
from ntm_desktop.store.journal import Author
from tests.offices import settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context

YEAR = 2026


def people(office: Context) -> list[str]:
    settle(office, "Kinh 5", "Nguyễn Văn An", "Trần Thị Đào")
    answers.open_year(office, YEAR)
    return [one.id for one in households.find(office)]


def newest(office: Context) -> journal_words.Line:
    return journal_words.recent(office)[0]


@pytest.mark.parametrize("report", ["task-sheet-blank", "task-sheet"])
@pytest.mark.parametrize("kind", reporting.FORMATS)
def test_a_sheet_with_names_is_noted(office: Context, tmp_path: Path, report: str, kind: str) -> None:
    people(office)
    mine = office.working_as(Author("s1", "Lê Thị Hoa"))
    document = reporting.build(mine, report, reporting.Wanted(YEAR))
    path = tmp_path / f"phieu.{kind}"
    exports.write(mine, document, kind, path)
    line = newest(office)
    assert line.sentence == f"Xuất «{document.properties.title}» có tên 2 hộ ra tệp {path}"
    assert (line.author, line.changes, line.undone) == ("Lê Thị Hoa", 0, False)


def test_the_household_list_is_noted_from_a_reader_too(office: Context, tmp_path: Path) -> None:
    ids = people(office)
    reader = office.for_reading()
    try:
        household_export.write(reader, ids[:1], tmp_path / "ds.xlsx")
    finally:
        reader.database.close()
    assert newest(office).sentence == f"Xuất «Danh sách hộ gia đình» có tên 1 hộ ra tệp {tmp_path / 'ds.xlsx'}"


def test_paper_is_noted_with_its_printer(office: Context) -> None:
    people(office)
    document = reporting.build(office, "task-sheet", reporting.Wanted(YEAR))
    exports.printed(office, document, "Canon LBP2900")
    assert newest(office).sentence.endswith("có tên 2 hộ trên máy in Canon LBP2900")


def test_figures_without_names_are_not_noted(office: Context, tmp_path: Path) -> None:
    people(office)
    before = newest(office)
    document = reporting.build(office, "summary", reporting.Wanted(YEAR))
    exports.write(office, document, "pdf", tmp_path / "tong-hop.pdf")
    exports.printed(office, document, "Canon")
    assert newest(office) == before


def test_what_did_not_leave_is_not_noted(office: Context, tmp_path: Path) -> None:
    people(office)
    before = newest(office)
    document = reporting.build(office, "task-sheet", reporting.Wanted(YEAR))
    with pytest.raises(CancelledError):
        exports.write(office, document, "pdf", tmp_path / "phieu.pdf", cancelled=lambda: True)
    assert newest(office) == before


def test_a_line_about_leaving_is_nothing_to_undo_or_to_send(office: Context, tmp_path: Path) -> None:
    ids = people(office)
    undone, waiting = undo.undoable(office), unsent.unsent(office)
    household_export.write(office, ids, tmp_path / "ds.xlsx")
    assert undo.undoable(office) == undone
    assert unsent.unsent(office) == waiting
    undo.undo(office)
    redoable = undo.redoable(office)
    household_export.write(office, ids, tmp_path / "ds2.xlsx")
    assert redoable is not None
    assert undo.redoable(office) == redoable
