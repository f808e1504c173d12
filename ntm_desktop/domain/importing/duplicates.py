"""Households that stand in a file twice. The first is kept; nothing is decided on a name alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.casing import spelling_key, unmarked
from ntm_desktop.domain.importing.drafts import DraftRow, Duplicate
from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNIQUE_ENOUGH = 0.8


def find_duplicates(rows: Sequence[DraftRow]) -> tuple[list[DraftRow], tuple[Duplicate, ...], list[Problem]]:
    """Return the rows that are kept, the duplicates, and warnings about rows that may be duplicates.

    A duplicate has the same personal ID, or the same code, or the same name, birth year and village. The same name
    is the same spelling but for case, spaces and where the tone stands; «Hùng» and «Hưng» are two people, but a name
    typed without any mark is the same as each. Without a birth year on either side there is only a warning.
    A code column that repeats itself all over is no household's code and tells nothing.
    """
    seen: dict[tuple[str, ...], DraftRow] = {}
    kept: list[DraftRow] = []
    duplicates: list[Duplicate] = []
    doubts: list[Problem] = []
    use_codes = _codes_tell(rows)
    for row in rows:
        keys = _keys(row, use_codes=use_codes)
        twin = next((Duplicate(row, seen[key], key[0]) for key in keys if key in seen), None) or _unmarked_twin(row, seen)
        if twin:
            duplicates.append(twin)
            continue
        doubts += _maybe_twin(row, seen)
        kept.append(row)
        seen.update(dict.fromkeys(keys, row))
        seen.setdefault(("folded", fold(row.fields.head), row.village), row)
    return kept, tuple(duplicates), doubts


def _keys(row: DraftRow, *, use_codes: bool) -> list[tuple[str, ...]]:
    fields = row.fields
    keys: list[tuple[str, ...]] = []
    if fields.personal_id:
        keys.append(("personal_id", fields.personal_id))
    if row.code and use_codes:
        keys.append(("code", row.code.casefold()))
    if fields.birth_year is not None:
        keys.append(("person", spelling_key(fields.head), str(fields.birth_year), row.village))
    return keys


def _codes_tell(rows: Iterable[DraftRow]) -> bool:
    counts = Counter(row.code.casefold() for row in rows if row.code)
    return len(counts) >= _UNIQUE_ENOUGH * counts.total()


def _unmarked_twin(row: DraftRow, seen: dict[tuple[str, ...], DraftRow]) -> Duplicate | None:
    first = seen.get(("folded", fold(row.fields.head), row.village))
    if first is None or first.fields.birth_year is None or first.fields.birth_year != row.fields.birth_year:
        return None
    either = unmarked(first.fields.head) or unmarked(row.fields.head)
    return Duplicate(row, first, "person") if either else None


def _maybe_twin(row: DraftRow, seen: dict[tuple[str, ...], DraftRow]) -> Iterable[Problem]:
    """Warn of the same name in the same village where the years can't tell: one is missing, or a mark differs."""
    first = seen.get(("folded", fold(row.fields.head), row.village))
    if first is None:
        return
    years = {first.fields.birth_year, row.fields.birth_year}
    if None in years and spelling_key(first.fields.head) != spelling_key(row.fields.head):
        return
    if None in years or len(years) == 1:
        place = Place(sheet=row.sheet, row=row.row)
        yield Problem(
            "sheets.possible_duplicate",
            place,
            row.fields.head,
            first.fields.head,
            {"first_row": first.row, "first_sheet": first.sheet},
            Severity.WARNING,
        )
