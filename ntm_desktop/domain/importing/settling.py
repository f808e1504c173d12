"""What the heads of a table can't tell, and what stands below them can: which columns are meant, who is a member."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.importing.relations import are_relations, says_head
from ntm_desktop.domain.importing.values import mark, poverty
from ntm_desktop.domain.importing.vocabulary import (
    Field,
    field_of,
    label_of,
    names_a_count,
    names_households,
    names_others_too,
    names_the_head,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.importing.grid import Sheet
    from ntm_desktop.domain.importing.table import Table

MOSTLY = 0.5
_SAMPLE = 60
_PHONE_DIGITS = 9
_SPARSE = 0.7
_FEWEST_HEADS = 0.15
_FILLED = 0.8
_OFTEN_BLANK = 0.4
_LARGEST_HOUSEHOLD, _USUAL_HOUSEHOLD, _FEWEST_PEOPLE = 25, 10, 1.4
_PERSONAL = (Field.BIRTH, Field.MALE, Field.FEMALE, Field.SEX)
_OF_PEOPLE = frozenset({Field.HEAD, Field.BIRTH, Field.SEX, Field.MALE, Field.FEMALE, Field.PERSONAL_ID, Field.MEMBERS})


def settled(sheet: Sheet, table: Table) -> Table:
    """Mend a table by the cells of its first rows: «DT» over numbers is a telephone, «Ghi chú» may be a relation."""
    for mend in (_without_sums_beside, _right_kinds, _relations, _name_beside, _codes_of_households, people):
        table = mend(sheet, table)
    return table


def texts_share(sheet: Sheet, table: Table, column: int) -> float:
    """Return the share of a column's first cells that hold letters; 1 where all are blank."""
    sample = _sample(sheet, table, column)
    return sum(any(map(str.isalpha, text)) for text in sample) / len(sample) if sample else 1.0


def _cells(sheet: Sheet, table: Table, column: int) -> list[str]:
    """Return the texts of a column's first cells, blank ones too."""
    rows = sheet.rows[table.bottom + 1 : table.bottom + _SAMPLE]
    return [text_of(row[column]) if column < len(row) else "" for row in rows]


def _sample(sheet: Sheet, table: Table, column: int) -> list[str]:
    return [text for text in _cells(sheet, table, column) if text]


def _without_sums_beside(sheet: Sheet, table: Table) -> Table:
    """End a table at the gap before a small table of sums («Ấp | Số hộ») that stands at its right."""
    counts = [column for column, label in table.labels.items() if names_a_count(label)]
    gaps = [
        column
        for column in range(table.left, table.right + 1)
        if counts and column not in table.labels and not _sample(sheet, table, column)
    ]
    for gap in gaps:
        beyond = {which for which, places in table.columns.items() if places[0] > gap}
        if any(column > gap for column in counts) and not beyond & _OF_PEOPLE and table.column(Field.HEAD) is not None:
            columns = {which: places for which, places in table.columns.items() if which not in beyond}
            labels = {column: label for column, label in table.labels.items() if column < gap}
            return replace(table, right=gap - 1, columns=columns, labels=labels)
    return table


def _right_kinds(sheet: Sheet, table: Table) -> Table:
    """Let go of what its cells belie: an ethnic group of numbers, a class in a column of kinds («Loại»)."""
    columns = dict(table.columns)
    ethnic = table.column(Field.ETHNIC_GROUP)
    if ethnic is not None and len(columns[Field.ETHNIC_GROUP]) == 1 and texts_share(sheet, table, ethnic) < MOSTLY:
        del columns[Field.ETHNIC_GROUP]
        if label_of(table.labels[ethnic]) == "dt" and Field.PHONE not in columns and _digits_long(sheet, table, ethnic):
            columns[Field.PHONE] = (ethnic,)
    kind = table.column(Field.POVERTY)
    if kind is not None and label_of(table.labels.get(kind, "")).startswith(("loai", "doi tuong")):
        sample = _sample(sheet, table, kind)
        if sample and not any(poverty(text)[0] for text in sample):
            del columns[Field.POVERTY]
    return replace(table, columns=columns)


def _digits_long(sheet: Sheet, table: Table, column: int) -> bool:
    return all(len(text) >= _PHONE_DIGITS for text in _sample(sheet, table, column))


def _name_beside(sheet: Sheet, table: Table) -> Table:
    """Take an unnamed column of single words beside the name as the given name."""
    names = table.columns.get(Field.HEAD, ())
    if len(names) != 1 or names[0] + 1 in table.labels or names[0] + 1 > table.right:
        return table
    sample = _sample(sheet, table, names[0] + 1)
    people = len(_sample(sheet, table, names[0]))
    if len(sample) < max(2, 0.6 * people) or not all(text.isalpha() for text in sample):
        return table
    return replace(table, columns={**table.columns, Field.HEAD: (names[0], names[0] + 1)})


def crossed(sheet: Sheet, table: Table) -> Table:
    """Take a column «Chủ hộ» of crosses for what it is, where another column holds the names."""
    name = table.column(Field.HEAD)
    others = [column for column, label in table.labels.items() if column != name and field_of(label) is Field.HEAD]
    if name is None or not others or not all(map(mark, _sample(sheet, table, name))):
        return table
    return replace(table, columns={**table.columns, Field.HEAD: (others[0],), Field.HEAD_MARK: (name,)})


def _relations(sheet: Sheet, table: Table) -> Table:
    """Find the column of relations («Chủ hộ», «vợ», «con») where its head does not say it: «Ghi chú», or nothing."""
    if Field.HEAD not in table.columns or table.columns.keys() & {Field.RELATION, Field.HEAD_MARK}:
        return table
    known = {column for which, places in table.columns.items() if which is not Field.NOTE for column in places}
    for column in range(table.left, table.right + 1):
        if column in known:
            continue
        which = Field.RELATION if are_relations(_sample(sheet, table, column)) else None
        if which or _only_heads_marked(sheet, table, column):
            columns = {which: places for which, places in table.columns.items() if column not in places}
            return replace(table, columns={**columns, which or Field.HEAD_MARK: (column,)})
    return table


def _only_heads_marked(sheet: Sheet, table: Table, column: int) -> bool:
    """Whether a column says «Chủ hộ» in the first row and again and again below, and nothing in between."""
    names = _cells(sheet, table, table.columns[Field.HEAD][0])
    said = [text for name, text in zip(names, _cells(sheet, table, column), strict=True) if name]
    marked = [text for text in said if text]
    if not marked or not said[0] or not all(map(says_head, marked)):
        return False
    return _FEWEST_HEADS * len(said) <= len(marked) <= _SPARSE * len(said)


def _codes_of_households(_sheet: Sheet, table: Table) -> Table:
    """Take «Số hộ», which may be a count elsewhere, as the household's code in a list of people with relations."""
    if Field.CODE in table.columns or Field.RELATION not in table.columns:
        return table
    used = {column for places in table.columns.values() for column in places}
    for column, label in table.labels.items():
        if column not in used and label_of(label) in {"so ho", "ho so"}:
            return replace(table, columns={**table.columns, Field.CODE: (column,)})
    return table


def people(sheet: Sheet, table: Table) -> Table:
    """See whether a list without relations has a row per person all the same: by its numbers, or its codes."""
    name = table.column(Field.HEAD)
    if name is None or table.columns.keys() & {Field.RELATION, Field.HEAD_MARK, Field.MEMBER}:
        return table
    if _of_heads_alone(table.labels.get(name, "")):
        return table
    for which in (Field.ORDINAL, Field.CODE):
        column = table.column(which)
        if column is not None and _only_heads_have(sheet, table, which, column):
            return replace(table, heads_by=which)
    code = table.column(Field.CODE)
    if code is not None and names_households(table.labels.get(code, "")):
        return replace(table, heads_first=_one_after_the_other(sheet, table, name, code))
    return table


def _of_heads_alone(label: str) -> bool:
    """Whether the names are said to be those of heads of household, and of nobody else."""
    return names_the_head(label) and not names_others_too(label)


def _only_heads_have(sheet: Sheet, table: Table, which: Field, column: int) -> bool:
    """Whether a number or code stands at heads of household only: said so, or blank again and again between them."""
    people = _people_below(sheet, table)
    said = [cells[column] for cells in people]
    filled = sum(map(bool, said))
    if not filled or not said[0]:
        return False
    named = names_households(table.labels.get(column, "")) or Field.PERSON_ORDINAL in table.columns
    if which is Field.ORDINAL and named:
        return filled <= _SPARSE * len(said)
    gaps = sum(not later and bool(earlier) for earlier, later in itertools.pairwise(said))
    often = len(said) - filled >= _OFTEN_BLANK * len(said) and gaps >= max(2, MOSTLY * filled)
    return often and (named or (which is Field.ORDINAL and _goes_on([text for text in said if text])))


def _people_below(sheet: Sheet, table: Table) -> list[list[str]]:
    """Return the first rows that have a name and a birth year or sex, as texts."""
    name = table.columns[Field.HEAD][0]
    personal = [column for which in _PERSONAL for column in table.columns.get(which, ())]
    rows = [list(map(text_of, row)) for row in sheet.rows[table.bottom + 1 : table.bottom + _SAMPLE]]
    width = table.right + 1
    whole = [cells + [""] * (width - len(cells)) for cells in rows]
    return [cells for cells in whole if cells[name] and any(cells[column] for column in personal)]


def _goes_on(numbers: Sequence[str]) -> bool:
    """Whether numbers count 1, 2, 3 …, perhaps from 1 again: then rows without one were not counted."""
    counted = [int(text.strip(".)")) for text in numbers if text.strip(".)").isdecimal()]
    steps = [later == earlier + 1 or later == 1 for earlier, later in itertools.pairwise(counted)]
    return len(counted) == len(numbers) > 1 and all(steps)


def _one_after_the_other(sheet: Sheet, table: Table, name: int, code: int) -> bool:
    """Whether the codes of the rows with a name come in short runs, each code in one run only."""
    pairs = zip(_cells(sheet, table, name), _cells(sheet, table, code), strict=True)
    codes = [said for person, said in pairs if person]
    runs = [(said, len(list(run))) for said, run in itertools.groupby(codes)]
    households = [length for said, length in runs if said]
    if len(households) < 2 or sum(households) < _FILLED * len(codes):  # noqa: PLR2004 - one household is no list
        return False
    usual = sum(households) / len(households)
    once = len({said for said, _ in runs}) == len(runs)
    return once and max(households) <= _LARGEST_HOUSEHOLD and _FEWEST_PEOPLE <= usual <= _USUAL_HOUSEHOLD
