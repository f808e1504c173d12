"""Households that stand in a file twice. The first is kept; nothing is decided on a name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ntm_desktop.domain.importing.casing import spelling_key, unmarked
from ntm_desktop.domain.importing.drafts import Duplicate
from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ntm_desktop.domain.importing.drafts import DraftRow
    from ntm_desktop.errors import Fact

_UNIQUE_ENOUGH = 0.8


class _Seen(NamedTuple):
    """What stood above: rows by ID and by code, and by folded name and village."""

    exact: dict[tuple[str, str], DraftRow]
    named: dict[tuple[str, str], list[DraftRow]]


def find_duplicates(rows: Sequence[DraftRow]) -> tuple[list[DraftRow], tuple[Duplicate, ...], list[Problem]]:
    """Return the rows that are kept, the duplicates, and warnings about rows that may be duplicates.

    A duplicate has the same personal ID, or the same code, or the same name, birth year and village. The same name
    is the same spelling but for case, spaces and where the tone stands; «Hùng» and «Hưng» are two people, but a name
    typed without any mark is the same as each. Without a birth year on either side there is only a warning.
    A code column that repeats itself all over is no household's code and tells nothing.
    """
    seen = _Seen({}, {})
    kept: list[DraftRow] = []
    duplicates: list[Duplicate] = []
    doubts: list[Problem] = []
    use_codes = _codes_tell(rows)
    for row in rows:
        keys = _keys(row, use_codes=use_codes)
        name = (fold(row.fields.head), row.village)
        namesakes = seen.named.get(name)
        twin = _twin(row, keys, namesakes or (), seen)
        if twin:
            duplicates.append(twin)
            continue
        kept.append(row)
        for key in keys:
            seen.exact[key] = row
        if namesakes is None:
            seen.named[name] = [row]
        else:
            doubts += _maybe_twin(row, namesakes)
            namesakes.append(row)
    return kept, tuple(duplicates), doubts


def _keys(row: DraftRow, *, use_codes: bool) -> list[tuple[str, str]]:
    keys = []
    if row.fields.personal_id.isdigit():
        keys.append(("personal_id", row.fields.personal_id))
    if row.code and use_codes:
        keys.append(("code", row.code.casefold()))
    return keys


def _twin(
    row: DraftRow, keys: Iterable[tuple[str, str]], namesakes: Iterable[DraftRow], seen: _Seen
) -> Duplicate | None:
    for key in keys:
        if key in seen.exact:
            return Duplicate(row, seen.exact[key], key[0])
    year = row.fields.birth_year
    for first in namesakes:
        if year is not None and first.fields.birth_year == year and _same_name(first, row):
            return Duplicate(row, first, "person")
    return None


def _same_name(one: DraftRow, other: DraftRow) -> bool:
    names = (one.fields.head, other.fields.head)
    return any(map(unmarked, names)) or len(set(map(spelling_key, names))) == 1


def _codes_tell(rows: Iterable[DraftRow]) -> bool:
    codes = [row.code.casefold() for row in rows if row.code]
    return len(set(codes)) >= _UNIQUE_ENOUGH * len(codes)


def _maybe_twin(row: DraftRow, namesakes: Iterable[DraftRow]) -> Iterable[Problem]:
    """Warn of the same name in the same village where the years can't tell: one is missing, or a mark differs."""
    for first in namesakes:
        years = {first.fields.birth_year, row.fields.birth_year}
        unsure = _same_name(first, row) if None in years else len(years) == 1
        if unsure:
            facts: dict[str, Fact] = {"first_row": first.row, "first_sheet": first.sheet}
            place = Place(sheet=row.sheet, row=row.row)
            code = "sheets.possible_duplicate"
            yield Problem(code, place, row.fields.head, first.fields.head, facts, Severity.WARNING)
            return
