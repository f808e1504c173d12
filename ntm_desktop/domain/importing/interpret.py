"""Read a workbook as proposed, and decided, into a draft: households, duplicates, what was left out, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.aside import gone_in
from ntm_desktop.domain.importing.drafts import (
    Draft,
    DraftRow,
    DraftVillage,
    Override,
    Proposal,
    SheetProposal,
    Skipped,
)
from ntm_desktop.domain.importing.duplicates import find_duplicates
from ntm_desktop.domain.importing.grid import Sheet, Workbook, text_of
from ntm_desktop.domain.importing.proposal import decided
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.tablereader import TableReader, Taken
from ntm_desktop.domain.importing.titles import MOST_LINES
from ntm_desktop.domain.importing.villages import VillageName, near_misses, unify
from ntm_desktop.domain.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.importing.table import Table


def interpret(workbook: Workbook, proposal: Proposal, overrides: Sequence[Override] = ()) -> Draft:
    """Return everything that the workbook holds under `proposal` with `overrides`.

    Every row that is not blank is among the rows, the duplicates or the skipped. RefusedError where an override
    names a sheet, field or column that there is not.
    """
    final = decided(workbook, proposal, overrides) if overrides else proposal
    taken: list[Taken] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for sheet, proposed in zip(workbook.sheets, final.sheets, strict=True):
        if not proposed.holds_households:
            skipped += _left_out(sheet, proposed)
            continue
        taken_in = [table for table in proposed.tables if table.left_out is None]
        readers = [TableReader(sheet, table, table.village or proposed.village) for table in taken_in]
        for reader in readers:
            reader.read()
            taken += reader.taken
            problems += reader.problems
        skipped += _of_sheet(sheet, proposed, readers)
    for sheet, proposed in zip(workbook.sheets, final.sheets, strict=True):
        aside = [] if proposed.hidden else [table for table in proposed.tables if table.left_out]
        for table in aside:
            problems += [_left_aside(sheet, table)] if table.left_out in {Reason.GONE, Reason.OFFICIALS} else []
            skipped += _rows_of(sheet, table) if proposed.holds_households else []
    if not taken and not final.holds_households:
        problems.append(Problem("sheets.no_household_table", Place(source=workbook.name)))
    return _draft(workbook, taken, skipped, problems)


def _draft(workbook: Workbook, taken: list[Taken], skipped: list[Skipped], problems: list[Problem]) -> Draft:
    spelled = unify(one.village for one in taken if one.village)
    titles = {name: spelled[name].title for name in spelled}
    rows = [
        DraftRow(one.sheet, one.row, titles[one.village] if one.village else "", one.fields, one.code, one.answers)
        for one in taken
    ]
    kept, duplicates, doubts = find_duplicates(rows)
    skipped += [Skipped(one.row.sheet, one.row.row, Reason.DUPLICATE, one.row.fields.head) for one in duplicates]
    villages = _villages(kept, spelled)
    problems += [*doubts, *_village_doubts(workbook, set(spelled.values()))]
    converted = frozenset().union(*(sheet.converted for sheet in workbook.sheets))
    return Draft(workbook.name, tuple(kept), villages, duplicates, tuple(skipped), tuple(problems), converted)


def _villages(rows: Iterable[DraftRow], spelled: Mapping[VillageName, VillageName]) -> tuple[DraftVillage, ...]:
    """Return the villages in the order in which they first stand in the file."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.village] = counts.get(row.village, 0) + 1
    by_title = {name.title: name for name in spelled.values()}
    variants: dict[str, set[str]] = {}
    for written, name in spelled.items():
        variants.setdefault(name.title, set()).add(written.title)
    return tuple(
        DraftVillage(title, found.word, found.name, count, tuple(sorted(variants[title] - {title})))
        for title, count in counts.items()
        if (found := by_title.get(title))
    )


def _village_doubts(workbook: Workbook, villages: Iterable[VillageName]) -> Iterable[Problem]:
    for doubtful, near in near_misses(sorted(villages, key=lambda name: name.title)):
        yield Problem(
            "sheets.village_alike",
            Place(source=workbook.name),
            doubtful.title,
            near.title,
            severity=Severity.WARNING,
        )


def _left_aside(sheet: Sheet, table: Table) -> Problem:
    """Tell a table that was not taken in because it is about others."""
    code = "sheets.gone_left_out" if table.left_out is Reason.GONE else "sheets.officials_left_out"
    title = gone_in(sheet.rows[max(table.top - MOST_LINES, 0) : max(table.top, 0)]) or " | ".join(table.labels.values())
    return Problem(code, Place(sheet=sheet.name, row=table.head_row), title[:200], severity=Severity.WARNING)


def _rows_of(sheet: Sheet, table: Table) -> list[Skipped]:
    """List the rows below the head of a table that was not taken in."""
    reason = table.left_out or Reason.NO_TABLE
    end = len(sheet.rows) if table.end is None else table.end
    return [
        Skipped(sheet.name, index + 1, reason, text)
        for index in range(table.bottom + 1, end)
        if (text := _row_text(sheet.rows[index][table.left : table.right + 1]))
    ]


def _left_out(sheet: Sheet, proposed: SheetProposal) -> list[Skipped]:
    """List the rows of a sheet that is not taken in."""
    reason = Reason.HIDDEN_SHEET if proposed.hidden else Reason.NO_TABLE
    return [
        Skipped(sheet.name, index + 1, reason, text) for index, row in enumerate(sheet.rows) if (text := _row_text(row))
    ]


def _of_sheet(sheet: Sheet, proposed: SheetProposal, readers: Sequence[TableReader]) -> list[Skipped]:
    """List the title and head lines, and what the tables left out."""
    first = min(table.top for table in proposed.tables)
    heads = {index for table in proposed.tables for index in range(table.top, table.bottom + 1)}
    above = [
        Skipped(sheet.name, index + 1, Reason.TITLE if index < first else Reason.HEAD, text)
        for index in sorted({*range(first), *heads} & set(range(len(sheet.rows))))
        if (text := _row_text(sheet.rows[index]))
    ]
    return [*above, *(one for reader in readers for one in reader.skipped)]


def _row_text(row: Iterable[object]) -> str:
    return " | ".join(text for cell in row if cell != "" and (text := text_of(cell)))[:200]  # type: ignore[arg-type]  # rows hold cells
