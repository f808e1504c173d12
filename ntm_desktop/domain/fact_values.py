"""Values of facts as text: as people type them, and as the store keeps them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ntm_desktop.domain.facts import FactType
from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.domain.text import clean, fold

if TYPE_CHECKING:
    from ntm_desktop.domain.facts import FactDeclaration, FactValue

MAX_TEXT = 2000
_TRUTHS = {
    **dict.fromkeys(("co", "dung", "dat", "true", "yes"), True),
    **dict.fromkeys(("khong", "sai", "chua dat", "khong dat", "false", "no"), False),
}
_PLAIN = re.compile(r"-?\d{1,24}([.,]\d{1,12})?\Z", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3}){2,7}(,\d{1,12})?\Z", re.ASCII)
# «5.000» is five thousand to one reader and five to another: nobody guesses.
_DOUBTFUL = re.compile(r"-?\d{1,3}\.\d{3}\Z", re.ASCII)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)


def parsed(declared: FactDeclaration, text: str) -> FactValue | Problem:
    """Return the value that a person typed for a fact, or what is wrong with it."""
    text = clean(text)
    place = Place(path=declared.name)
    if declared.type is FactType.TEXT:
        return _text(declared, text, place)
    value: FactValue | None
    if declared.type is FactType.TRUE_FALSE:
        value, code = _TRUTHS.get(fold(text)), "facts.not_true_false"
    elif declared.type is FactType.NUMBER:
        value, code = number(text), "facts.doubtful_number" if _DOUBTFUL.match(text) else "facts.not_number"
    else:
        value, code = day(text), "packs.not_day"
    return Problem(code, place, text) if value is None else value


def _text(declared: FactDeclaration, text: str, place: Place) -> str | Problem:
    if declared.choices and text not in declared.choices:
        return Problem("packs.not_one_of", place, text, ", ".join(declared.choices))
    if not text:
        return Problem("facts.no_value", place)
    return Problem("facts.too_long", place, str(len(text)), str(MAX_TEXT)) if len(text) > MAX_TEXT else text


def number(text: str) -> Decimal | None:
    """Return a number as people write it (1.140.000 or 87,5); None where it is none, or could be two."""
    if _GROUPED.match(text):
        text = text.replace(".", "")
    elif not _PLAIN.match(text) or _DOUBTFUL.match(text):
        return None
    return Decimal(text.replace(",", "."))


def day(text: str) -> date | None:
    """Return a day as people write it (05/12/2024) or as machines do (2024-12-05); None where there is none."""
    found = _DAY.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        return None


def written(value: FactValue) -> str:
    """Return a value as the store keeps it; `read` gives the same value again."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read(type_: FactType, text: str) -> FactValue:
    """Return the value that was kept; ValueError or ArithmeticError where it is none of the type."""
    if type_ is FactType.TRUE_FALSE:
        return text == "true"
    if type_ is FactType.NUMBER:
        return Decimal(text)
    return date.fromisoformat(text) if type_ is FactType.DAY else text
