"""What a form is made of: declarations of fields, and how a typed text becomes a value. No widgets here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ntm_desktop.i18n import day, number
from ntm_desktop.i18n import gettext as _

Value = str | int | bool | date | None
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_DATE = re.compile(r"\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})\s*")
_DATE_DIGITS = re.compile(r"\s*(\d{2})(\d{2})(\d{4})\s*")
_GROUPED = re.compile(r"-?\d{1,3}([. ]\d{3})+")
_CENTURY_PIVOT = 50


class Kind(StrEnum):
    """The type of a field, and with it its editor."""

    TEXT = "text"
    MULTILINE = "multiline"
    INT = "int"
    YEAR = "year"
    DATE = "date"
    CHOICE = "choice"
    BOOL = "bool"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One value of a list; `translate` is off for names out of data (villages, offices)."""

    value: str
    label: str
    translate: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `label`, `hint` are message ids; `least`, `most` bound a number, `most` a text's length."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    hint: str = ""
    choices: tuple[FieldChoice, ...] = ()
    least: int | None = None
    most: int | None = None


class WrongTextError(ValueError):
    """A text that is no value of its field; carries the sentence that stands beside the field."""


def parsed(field: Field, text: str) -> Value:
    """Return the value of a typed text, None for an empty one; raises WrongTextError with what to do."""
    text = text.strip()
    if not text:
        if field.required:
            raise WrongTextError(_("Cần nhập mục này."))
        return None
    match field.kind:
        case Kind.INT:
            return _whole(field, text)
        case Kind.YEAR:
            return _year(field, text)
        case Kind.DATE:
            return _day(text)
        case _:
            return _short(field, text)


def shown(field: Field, value: Value) -> str:
    """Return how a value is written into its editor."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if field.kind is Kind.INT and isinstance(value, int):
        return number(value)
    return str(value)


def _whole(field: Field, text: str) -> int:
    plain = re.sub(r"[. ]", "", text) if _GROUPED.fullmatch(text) else text
    if not re.fullmatch(r"-?\d+", plain, re.ASCII):
        raise WrongTextError(_("«{text}» không phải số nguyên. Hãy nhập số, ví dụ 1.250.").format(text=text))
    return _bounded(field, int(plain))


def _year(field: Field, text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or not EARLIEST_YEAR <= int(text) <= LATEST_YEAR:
        raise WrongTextError(_("«{text}» không phải năm. Hãy nhập đủ bốn chữ số, ví dụ 2026.").format(text=text))
    return _bounded(field, int(text))


def _bounded(field: Field, value: int) -> int:
    if field.least is not None and value < field.least:
        raise WrongTextError(_("Số này phải từ {least} trở lên.").format(least=field.least))
    if field.most is not None and value > field.most:
        raise WrongTextError(_("Số này không được quá {most}.").format(most=field.most))
    return value


def _day(text: str) -> date:
    match = _DATE.fullmatch(text) or _DATE_DIGITS.fullmatch(text)
    words = _("«{text}» không phải ngày. Hãy nhập ngày/tháng/năm, ví dụ 22/11/2026.").format(text=text)
    if match is None:
        raise WrongTextError(words)
    days, months, years = (int(part) for part in match.groups())
    try:
        return date(_full_year(years), months, days)
    except ValueError:
        raise WrongTextError(words) from None


def _full_year(years: int) -> int:
    if years >= 100:  # noqa: PLR2004 - a year of more than two digits stands for itself
        return years
    return years + (2000 if years < _CENTURY_PIVOT else 1900)


def _short(field: Field, text: str) -> str:
    if field.most is not None and len(text) > field.most:
        raise WrongTextError(_("Chỉ được nhập tối đa {most} ký tự.").format(most=field.most))
    return text
