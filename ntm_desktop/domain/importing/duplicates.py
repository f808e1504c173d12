"""Households that stand in a file twice. The first is kept; nothing is decided on a name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.casing import spelling_key, unmarked
from ntm_desktop.domain.importing.drafts import Duplicate
from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.importing.drafts import DraftRow
    from ntm_desktop.errors import Fact

_UNIQUE_ENOUGH = 0.8
_CARD_DIGITS = 12
_MOST_KEPT = 50

Namesakes = dict[int | None, "list[DraftRow]"]
"""The rows of one folded name and village, by birth year."""


def find_duplicates(rows: Sequence[DraftRow]) -> tuple[list[DraftRow], tuple[Duplicate, ...], list[Problem]]:
    """Return the rows that are kept, the duplicates, and warnings about rows that may be duplicates.

    A duplicate has the same personal ID, or the same code in the same village or with the same name, or the same name,
    birth year and village; two people with cards of their own are two, whatever else is the same. The same name
    is the same spelling but for case, spaces and where the tone stands; «Hùng» and «Hưng» are two people, but a name
    typed without any mark is the same as each. Without a birth year on either side there is only a warning.
    A code column that repeats itself all over is no household's code and tells nothing.
    """
    seen: dict[tuple[str, str], DraftRow] = {}
    named: dict[tuple[str, str], Namesakes] = {}
    kept: list[DraftRow] = []
    duplicates: list[Duplicate] = []
    doubts: list[Problem] = []
    use_codes = _codes_tell(rows)
    for row in rows:
        keys = _keys(row, use_codes=use_codes)
        name = (fold(row.fields.head), row.village)
        namesakes = named.get(name)
        twin = _twin(row, keys, namesakes, seen)
        if twin:
            duplicates.append(twin)
            continue
        kept.append(row)
        for key in keys:
            seen[key] = row
        if namesakes is None:
            named[name] = {row.fields.birth_year: [row]}
        else:
            doubts += _maybe_twin(row, namesakes)
            _remember(row, namesakes)
    return kept, tuple(duplicates), doubts


def _keys(row: DraftRow, *, use_codes: bool) -> list[tuple[str, str]]:
    keys = []
    if row.fields.personal_id.isdigit():
        keys.append(("personal_id", row.fields.personal_id))
    if row.code and use_codes:
        keys.append(("code", row.code.casefold()))
    return keys


def _twin(
    row: DraftRow,
    keys: Iterable[tuple[str, str]],
    namesakes: Namesakes | None,
    seen: Mapping[tuple[str, str], DraftRow],
) -> Duplicate | None:
    for key in keys:
        if key in seen and (key[0] != "code" or _same_place(seen[key], row)):
            return Duplicate(row, seen[key], key[0])
    year = row.fields.birth_year
    if namesakes is None or year is None:
        return None
    first = next((one for one in namesakes.get(year, ()) if _same_name(one, row) and not _two_cards(one, row)), None)
    return Duplicate(row, first, "person") if first else None


def _remember(row: DraftRow, namesakes: Namesakes) -> None:
    """Keep one row a spelling and year, so that a file of one name ten thousand times costs no more than another."""
    same_year = namesakes.setdefault(row.fields.birth_year, [])
    if len(same_year) < _MOST_KEPT and not any(_same_name(one, row) and not _two_cards(one, row) for one in same_year):
        same_year.append(row)


def _same_place(one: DraftRow, other: DraftRow) -> bool:
    """Whether two rows with one code may be one household: villages often count from 1, each for itself."""
    return one.village == other.village or _same_name(one, other)


def _two_cards(one: DraftRow, other: DraftRow) -> bool:
    """Whether two namesakes have today's cards of two people."""
    cards = (one.fields.personal_id, other.fields.personal_id)
    return cards[0] != cards[1] and all(card.isdigit() and len(card) == _CARD_DIGITS for card in cards)


def _same_name(one: DraftRow, other: DraftRow) -> bool:
    names = (one.fields.head, other.fields.head)
    return any(map(unmarked, names)) or len(set(map(spelling_key, names))) == 1


def _codes_tell(rows: Iterable[DraftRow]) -> bool:
    codes = [row.code.casefold() for row in rows if row.code]
    return len(set(codes)) >= _UNIQUE_ENOUGH * len(codes)


def _maybe_twin(row: DraftRow, namesakes: Namesakes) -> Iterable[Problem]:
    """Warn of the same name in the same village where the years can't tell: one is missing, or a mark differs."""
    year = row.fields.birth_year
    years = list(namesakes) if year is None else [None]
    unsure = (one for other in years for one in namesakes.get(other, ()) if _same_name(one, row))
    marked = iter(namesakes.get(year, ()) if year is not None else ())
    first = next(unsure, None) or next(marked, None)
    if first:
        facts: dict[str, Fact] = {"first_row": first.row, "first_sheet": first.sheet}
        place = Place(sheet=row.sheet, row=row.row)
        code = "sheets.possible_duplicate"
        yield Problem(code, place, row.fields.head, first.fields.head, facts, Severity.WARNING)
