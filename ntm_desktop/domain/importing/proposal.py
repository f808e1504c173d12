"""Look at a workbook and propose how to read it; a person may decide otherwise with overrides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.aside import without_others
from ntm_desktop.domain.importing.deciding import labelled, mapped, pointed_at, with_tables_decided
from ntm_desktop.domain.importing.drafts import Override, Proposal, SheetProposal
from ntm_desktop.domain.importing.grid import column_index
from ntm_desktop.domain.importing.guessing import guess_table
from ntm_desktop.domain.importing.tables import find_tables
from ntm_desktop.domain.importing.titles import first_title, titled
from ntm_desktop.domain.importing.villages import village_of, village_of_file, village_of_sheet
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.domain.problems import Place, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ntm_desktop.domain.importing.grid import Sheet, Workbook
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.domain.importing.villages import VillageName


def propose(workbook: Workbook) -> Proposal:
    """Return which sheets hold household tables, their heads, columns and village."""
    found = [() if sheet.hidden else titled(sheet, find_tables(sheet)) for sheet in workbook.sheets]
    if not any(found):
        found = [() if sheet.hidden else guess_table(sheet) for sheet in workbook.sheets]
    found = without_others(workbook, found)
    continued = _continued(workbook, found)
    alone = sum(any(table.left_out is None for table in tables) for tables in found) <= 1
    titles = [first_title(sheet, tables) for sheet, tables in zip(workbook.sheets, found, strict=True)]
    tabs = [village_of_sheet(sheet.name, alone=alone) for sheet in workbook.sheets]
    # One title copied to all sheets says nothing about them where a tab names that village.
    copied = not alone and len({title for title in titles if title}) == 1
    believed = {tab.key for tab in tabs if tab}
    file = village_of_file(workbook.name) if alone else None
    sheets = [
        SheetProposal(sheet.name, tables, _village(title, tab, believed if copied else set()) or file, sheet.hidden)
        for sheet, tables, title, tab in zip(workbook.sheets, found, titles, tabs, strict=True)
    ]
    for index, (table, before) in continued.items():
        sheets[index] = replace(sheets[index], tables=(table,), village=sheets[index].village or sheets[before].village)
    return Proposal(workbook.name, tuple(sheets))


def _continued(workbook: Workbook, found: Sequence[tuple[Table, ...]]) -> dict[int, tuple[Table, int]]:
    """Return the sheets without a head on which the list of the sheet before goes on: its columns fit."""
    going_on: dict[int, tuple[Table, int]] = {}
    before = -1
    for index, sheet in enumerate(workbook.sheets):
        if found[index]:
            before = index
        elif before >= 0 and not sheet.hidden:
            held = found[before][-1].columns
            guessed = guess_table(sheet)
            if guessed and all(held.get(which) == places for which, places in guessed[0].columns.items()):
                going_on[index] = (replace(guessed[0], columns=held), before)
    return going_on


def decided(workbook: Workbook, proposal: Proposal, overrides: Sequence[Override]) -> Proposal:
    """Return the proposal with a person's decisions in it; RefusedError where a decision names what is not there."""
    problems = list(_impossible(workbook, proposal, overrides))
    if problems:
        raise RefusedError("sheets.mapping_refused", problems)
    sheets = tuple(
        _overridden(sheet, proposed, [one for one in overrides if one.sheet in {"", sheet.name}])
        for sheet, proposed in zip(workbook.sheets, proposal.sheets, strict=True)
    )
    return replace(proposal, sheets=sheets)


def _village(title: VillageName | None, tab: VillageName | None, believed: set[str]) -> VillageName | None:
    """Choose between the title's village and the tab's: a tab with a village's word, or among those believed."""
    if title and tab and believed and (tab.word or title.key in believed):
        return tab
    return title or tab


def _impossible(workbook: Workbook, proposal: Proposal, overrides: Iterable[Override]) -> Iterable[Problem]:
    names = {sheet.name for sheet in workbook.sheets}
    for override in overrides:
        if override.sheet and override.sheet not in names:
            yield Problem("sheets.no_such_sheet", Place(sheet=override.sheet), override.sheet, ", ".join(sorted(names)))
        for name, letters in override.columns.items():
            if not name.isdigit() and name not in set(Field):
                yield Problem("sheets.no_such_field", Place(), name, ", ".join(Field))
            if letters and not _is_there(workbook, proposal, override.sheet, letters):
                yield Problem("sheets.no_such_column", Place(path=name), letters)


def _is_there(workbook: Workbook, proposal: Proposal, name: str, written: str) -> bool:
    """Tell whether a sheet that a decision is meant for has this column."""
    for sheet, proposed in zip(workbook.sheets, proposal.sheets, strict=True):
        if name not in {"", sheet.name}:
            continue
        if any(labelled(table, written) for table in proposed.tables):
            return True
        width = max(map(len, sheet.rows), default=0)
        places = [column_index(letter) for letter in written.replace("$", "").split("+")]
        if all(place is not None and place < width for place in places):
            return True
    return False


def _overridden(sheet: Sheet, proposed: SheetProposal, overrides: Sequence[Override]) -> SheetProposal:
    for override in overrides:
        if override.table is None:
            proposed = _with_override(sheet, proposed, override)
    of_tables = [override for override in overrides if override.table is not None and proposed.tables]
    return with_tables_decided(sheet, proposed, of_tables) if of_tables else proposed


def _with_override(sheet: Sheet, proposed: SheetProposal, override: Override) -> SheetProposal:
    if override.take is False or (proposed.hidden and not override.take):
        return replace(proposed, tables=())
    tables = proposed.tables
    if proposed.hidden and not tables:
        tables = titled(sheet, find_tables(replace(sheet, hidden=False)))
    if override.head_row is not None or (override.columns and not tables and override.sheet):
        tables = (pointed_at(sheet, (override.head_row or 0) - 1),)
    if override.columns and tables:
        tables = (mapped(sheet, tables[0], override), *tables[1:])
    if override.take:
        tables = tuple(replace(table, left_out=None) for table in tables)
    if override.village:
        tables = tuple(replace(table, village=None) for table in tables)
    tables = tuple(table for table in tables if Field.HEAD in table.columns)
    village = village_of(override.village) if override.village else proposed.village
    return replace(proposed, tables=tables, village=village, hidden=False)


def labels_of(sheet: Sheet, table: Table) -> tuple[tuple[int, str], ...]:
    """Return each column of the table with its head as written, for a person to map: (0-based index, head)."""
    width = max((len(row) for row in sheet.rows), default=0)
    return tuple((index, table.labels.get(index, "")) for index in range(table.left, min(table.right + 1, width)))
