"""A workbook as plain values: what `sheets` reads and what recognition looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.errors import Fact

Cell = str | int | float | bool | date | datetime | time | timedelta
LAST_COLUMN = 16_384
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet from A1 on: `rows[r][c]` is the cell of Excel row r + 1; a blank cell is "".

    `errors` holds the cells that show an error of a formula (`#REF!`), by 0-based row and column.
    `converted` names the old encodings (TCVN3, VNI) that its text was brought to Unicode from.
    """

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    converted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its name (no folder) and its sheets in order."""

    name: str
    sheets: tuple[Sheet, ...]


def column_letter(index: int) -> str:
    """Return the letter of a 0-based column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letter: str) -> int | None:
    """Return the 0-based column of «C», «AA» or «3»; None where it is neither."""
    letter = letter.strip().upper()
    if letter.isascii() and letter.isdigit():
        return int(letter) - 1 if 0 < int(letter[:6]) <= LAST_COLUMN else None
    if not (letter.isascii() and letter.isalpha() and len(letter) < len("AAAA")):
        return None
    index = 0
    for char in letter:
        index = index * 26 + ord(char) - 64
    return index - 1


def text_of(cell: Cell) -> str:
    """Return what a person sees in the cell, cleaned: 1972.0 → «1972», a date as dd/mm/yyyy."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    return str(cell)


def blank(cell: Cell) -> bool:
    """Whether nothing is seen in the cell."""
    return cell == "" if not isinstance(cell, str) else not cell or not clean(cell)


def problem(
    code: str,
    sheet: str,
    row: int,
    column: int | None = None,
    *,
    found: Cell = "",
    expected: str = "",
    severity: Severity = Severity.WARNING,
    **facts: Fact,
) -> Problem:
    """Make a problem at a 0-based row and column of a sheet; its place counts as Excel does."""
    letter = "" if column is None else column_letter(column)
    place = Place(sheet=sheet, row=row + 1, column=letter)
    return Problem(code, place, text_of(found)[:200], expected, facts, severity)
