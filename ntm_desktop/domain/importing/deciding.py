"""What a person decides otherwise for a table: where its head is, which column is what, whether it is taken in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import column_index
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.settling import people
from ntm_desktop.domain.importing.table import Table
from ntm_desktop.domain.importing.tables import table_at
from ntm_desktop.domain.importing.titles import nearest_title
from ntm_desktop.domain.importing.villages import village_of
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ntm_desktop.domain.importing.drafts import Override, SheetProposal
    from ntm_desktop.domain.importing.grid import Sheet


def with_tables_decided(sheet: Sheet, proposed: SheetProposal, overrides: Iterable[Override]) -> SheetProposal:
    """Return a sheet's proposal with decisions for its tables, each by its place among those proposed."""
    tables = list(proposed.tables)
    for override in sorted(overrides, key=lambda one: one.table or 0):
        at = override.table or 0
        if at < len(tables):
            _decide(sheet, tables, at, override)
        elif at == len(tables) and override.head_row:
            _add(sheet, tables, override)
    return replace(proposed, tables=tuple(map(_readable, tables)))


def _readable(table: Table) -> Table:
    """Leave a table out whose names nobody has pointed at yet, so that the others keep their places."""
    return table if Field.HEAD in table.columns else replace(table, left_out=table.left_out or Reason.NO_TABLE)


def _decide(sheet: Sheet, tables: list[Table], at: int, override: Override) -> None:
    table = tables[at]
    if override.head_row == 0:
        table = replace(table, bottom=table.top - 1, columns={}, tasks={}, labels={})
    elif override.head_row is not None and override.head_row != table.head_row:
        found = pointed_at(sheet, override.head_row - 1, table.left)
        table = replace(found, end=_end_below(tables, found, table), left_out=table.left_out)
        _end_above(tables, tables[at].top, table.top)
    if override.columns:
        table = mapped(sheet, table, override)
    if override.village:
        table = replace(table, village=village_of(override.village))
    if override.take is not None:
        table = replace(table, left_out=None if override.take else table.left_out or Reason.NOT_WANTED)
    tables[at] = table


def _add(sheet: Sheet, tables: list[Table], override: Override) -> None:
    """Add a table that was not found; the table that its head stands in ends there."""
    table = pointed_at(sheet, (override.head_row or 0) - 1)
    above = max((other.bottom + 1 for other in tables if other.bottom < table.top), default=0)
    village = nearest_title(sheet, above, table.top)
    table = replace(table, end=_end_below(tables, table, table), village=village)
    for index, other in enumerate(tables):
        if other.bottom < table.top and (other.end is None or other.end > table.top):
            tables[index] = replace(other, end=table.top)
    tables.append(mapped(sheet, table, override) if override.columns else table)
    if override.village:
        tables[-1] = replace(tables[-1], village=village_of(override.village))


def _end_below(tables: Sequence[Table], table: Table, instead_of: Table) -> int | None:
    """Return where a table ends whose head was looked for elsewhere: where the next one begins."""
    return min(
        (other.top for other in tables if other.top > table.bottom and other.top != instead_of.top), default=None
    )


def _end_above(tables: list[Table], old: int, new: int) -> None:
    """Let the tables that ended where a head was end where it is now."""
    for index, table in enumerate(tables):
        if table.end == old and table.bottom < new:
            tables[index] = replace(table, end=new)


def labelled(table: Table, written: str) -> tuple[int, ...]:
    """Return the column whose head reads like this; the first where several do."""
    wanted = fold(written)
    return tuple(index for index, label in sorted(table.labels.items()) if fold(label) == wanted)[:1]


def _places(table: Table, written: str) -> tuple[int, ...]:
    """Return the columns that «C», «B+C», «3» or a head's own words name; the words go first («SN» is one of them).

    «$C» is the letter, whatever the heads are called.
    """
    named = () if written.startswith("$") else labelled(table, written)
    letters = written.replace("$", "").split("+")
    return named or tuple(index for letter in letters if (index := column_index(letter)) is not None)


def pointed_at(sheet: Sheet, row: int, left: int = 0) -> Table:
    """Return the table under the head line that a person pointed at, 0-based; -1 for a list without one."""
    if 0 <= row < len(sheet.rows):
        return table_at(sheet, row, left)
    width = max(map(len, sheet.rows), default=0)
    return Table(0, max(width - 1, 0), -1, -1, {})


def mapped(sheet: Sheet, table: Table, override: Override) -> Table:
    """Return a table with the columns that a person chose."""
    columns = dict(table.columns)
    tasks = dict(table.tasks)
    for name, letters in override.columns.items():
        places = _places(table, letters)
        if name.isdigit():
            tasks = {number: column for number, column in tasks.items() if number != int(name) and column not in places}
            tasks.update({int(name): places[0]} if places else {})
            continue
        columns = {which: held for which, held in columns.items() if which != name and not set(held) & set(places)}
        columns.update({Field(name): places} if places else {})
    right = max([table.right, *(place for held in columns.values() for place in held)])
    chosen = replace(table, columns=columns, tasks=tasks, right=right, heads_by=None, heads_first=False)
    return people(sheet, chosen)
