"""The lines of a CSV file that a person brings, by column, and the numbers in them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NoReturn

from ntm_desktop.domain.problems import Place, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_WHOLE = 9  # digits: Python itself refuses some thousands of them
_LONGEST_NUMBER = 30  # digits before or after the point: «1e999999999» is short to write and long to work out


def read(text: str, needed: Sequence[str], source: str) -> list[tuple[int, dict[str, str]]]:
    """Return the lines of a CSV text with their numbers (the head line is 1); a cell that is not there is empty.

    RefusedError(packs.refused) where a column is missing or the text is no CSV.
    """
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
    try:
        missing = [name for name in needed if name not in (rows.fieldnames or ())]
        if missing:
            place = Place(source=source, row=1)
            _refuse([Problem("packs.missing_column", place, "", name) for name in missing], source)
        return [
            (number, {name: cell.strip() for name, cell in row.items() if isinstance(cell, str)})
            for number, row in enumerate(rows, start=2)
        ]
    except csv.Error:
        _refuse([Problem("packs.not_csv", Place(source=source, row=rows.line_num + 1))], source)


def whole(text: str) -> int | None:
    """Return a whole number from 0 on, of ASCII digits; None where a text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_WHOLE else None


def number(text: str) -> Decimal | None:
    """Return a number that can be reckoned with, as a spreadsheet writes it; None where a text is none."""
    if not text.isascii() or "_" in text:  # what only Python takes
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= _LONGEST_NUMBER else None


def _refuse(problems: Sequence[Problem], source: str) -> NoReturn:
    raise RefusedError("packs.refused", problems, file=source)
