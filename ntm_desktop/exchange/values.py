"""One cell: from text to value and back, with everything that can be wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.text import clean
from ntm_desktop.exchange.tables import Type

if TYPE_CHECKING:
    from ntm_desktop.exchange.tables import Field, Value

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)", re.ASCII)
_YEARS = range(1900, 2101)
# What spreadsheets may take for a formula, full-width forms included, and the apostrophe that hides it.
_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_ESCAPE = "'"
# Letters that print nothing though Unicode calls them letters, marks or symbols.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: the code, and what was expected in words that need no translation."""

    code: str
    expected: str = ""


def plain_text(text: str) -> bool:
    """Whether a text is NFC and shows every character it has: no controls, no bidi, no zero-width letters."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text) and _UNSEEN.search(text) is None


def escape(text: str) -> str:
    """Return free text so that no spreadsheet takes it for a formula."""
    return _ESCAPE + text if text.startswith(_RISKY) else text


def parse(field: Field, cell: str) -> tuple[Value, Fault | None]:
    """Return the value of a cell as read from CSV, and what is wrong with it."""
    if not cell:
        return field.blank, Fault("exchange.value.missing") if field.required else None
    if field.type is Type.TEXT:
        return _text(field, cell)
    if field.type is Type.INTEGER:
        return _integer(field, cell)
    if field.type is Type.BOOLEAN:
        return (int(cell), None) if cell in {"0", "1"} else (None, Fault("exchange.value.kind", "0 | 1"))
    good = _is_date(cell) if field.type is Type.DATE else is_moment(cell)
    return (cell, None) if good else (None, Fault("exchange.value.kind", _SHAPES[field.type]))


def written(field: Field, value: Value) -> tuple[str, Fault | None]:
    """Return the cell for a value, and what is wrong with it. Free text is cleaned and escaped first.

    What prints nothing (a control character, a sign of a symbol font pasted from Word) stays at home: the reader
    refuses it, and one such letter in one remark would keep a whole year from being sent.
    """
    if value is None:
        cell = ""
    elif field.free and isinstance(value, str):
        cell = escape(clean(_shown(value)))
    else:
        cell = str(int(value)) if isinstance(value, int) else value
    return cell, parse(field, cell)[1]


def _shown(text: str) -> str:
    if text.isprintable() and _UNSEEN.search(text) is None:
        return text
    return "".join(letter for letter in _UNSEEN.sub("", text) if letter.isprintable() or letter.isspace())


_SHAPES = {Type.DATE: "yyyy-mm-dd", Type.MOMENT: "yyyy-mm-ddThh:mm:ss+07:00"}


def _text(field: Field, cell: str) -> tuple[Value, Fault | None]:
    text = cell
    if field.free:
        if cell.startswith(_RISKY) and not (cell[0] == _ESCAPE and cell[1:].startswith(_RISKY)):
            return None, Fault("exchange.value.formula")
        text = cell[1:] if cell[0] == _ESCAPE else cell
    fault = _text_fault(field, text)
    return (None, fault) if fault else (text, None)


def _text_fault(field: Field, text: str) -> Fault | None:
    if not plain_text(text) or (field.free and clean(text) != text):
        return Fault("exchange.value.characters")
    if len(text) > field.max_length:
        return Fault("exchange.value.length", f"≤ {field.max_length}")
    if field.enum and text not in field.enum:
        return Fault("exchange.value.choice", " | ".join(field.enum))
    if field.pattern and _pattern(field.pattern).fullmatch(text) is None:
        return Fault("exchange.value.pattern", field.pattern)
    return None


def _integer(field: Field, cell: str) -> tuple[Value, Fault | None]:
    if _INTEGER.fullmatch(cell) is None:
        return None, Fault("exchange.value.kind", "0 1 2 3 …")
    number = int(cell)
    low = field.minimum is not None and number < field.minimum
    high = field.maximum is not None and number > field.maximum
    if low or high:
        return None, Fault("exchange.value.range", f"{_bound(field.minimum)} – {_bound(field.maximum)}")
    return number, None


def _bound(number: int | None) -> str:
    return "…" if number is None else str(number)


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell and int(cell[:4]) in _YEARS
    except ValueError:
        return False


def is_moment(cell: str) -> bool:
    """Whether a text is a time of our days with its offset, to the second, and nothing else that Python would read."""
    if _MOMENT.fullmatch(cell) is None:
        return False
    try:
        return datetime.fromisoformat(cell).year in _YEARS
    except ValueError:
        return False
