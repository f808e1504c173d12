"""How a figure of a table cell is written, without Babel: a sheet of 5,000 rows writes 100,000 of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.reports.document import Percent, Sign, Tally

if TYPE_CHECKING:
    from ntm_desktop.reports.document import Cell

NOTHING = "–"
_TO_VIETNAMESE = str.maketrans(",.", ".,")


def written(cell: Cell, language: str) -> str:
    """Return the text of a cell; a sign has none, since it is drawn."""
    if isinstance(cell, str):
        return cell
    if cell is None or isinstance(cell, Sign):
        return ""
    if isinstance(cell, Percent):
        return percent_text(cell, language)
    if isinstance(cell, Tally):
        return "" if cell.value is None else number_text(cell.value, language)
    return number_text(cell, language)


def number_text(value: int, language: str) -> str:
    """Write a whole number with the language's thousands separator."""
    return _localized(f"{value:,}", language)


def percent_text(value: Percent, language: str, sign: str = "") -> str:
    """Write a percentage, rounded half up from the exact counts; a dash where there is no whole."""
    if not value.whole:
        return NOTHING
    scale = 10**value.digits
    units = (2 * value.part * 100 * scale + value.whole) // (2 * value.whole)
    whole, rest = divmod(units, scale)
    text = f"{whole}.{rest:0{value.digits}d}" if value.digits else str(whole)
    return _localized(text, language) + sign


def _localized(text: str, language: str) -> str:
    return text.translate(_TO_VIETNAMESE) if language == "vi" else text
