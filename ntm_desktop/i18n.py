"""Language and formats: Vietnamese is the source of truth, English is a translation of it.

A message id *is* the Vietnamese text, so Vietnamese needs no file and cannot be missing. English lives in
`translations/en/*.po` (one file an area) and is compiled to one `ntm.mo` by `packaging/dev.py messages`.
"""

from __future__ import annotations

import gettext as _stdlib_gettext
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ntm_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from decimal import Decimal

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
SOURCE_LANGUAGE = "vi"

_DECIMALS = 2
_VIETNAMESE_POINTS = str.maketrans({",": ".", ".": ","})
# Controls, zero-width and bidirectional letters, and half letters, as a file's name may hold them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

_active: list[tuple[str, _stdlib_gettext.NullTranslations]] = [(SOURCE_LANGUAGE, _stdlib_gettext.NullTranslations())]


def use_language(code: str) -> None:
    """Switch every later `gettext` and format to the language `code` ("vi" or "en")."""
    if code not in LANGUAGES:
        code = SOURCE_LANGUAGE
    _active[0] = (code, _load(code))


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak another language for a while: a document printed in English, say."""
    before = _active[0]
    use_language(code)
    try:
        yield
    finally:
        _active[0] = before


def visible(text: str) -> str:
    """Return foreign text with what nobody sees, or what no file takes, spelt out: a name must not read as another."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def current_language() -> str:
    """Return the code of the language in use."""
    return _active[0][0]


def gettext(message: str) -> str:
    """Return `message` in the language in use."""
    return _active[0][1].gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of a message for `n` things; Vietnamese has one form, so both ids may be equal."""
    return _active[0][1].ngettext(singular, plural, n)


def mark(message: str) -> str:
    """Mark a message for translation without translating it yet: for tables made at import time."""
    return message


def number(value: float | Decimal, digits: int | None = None) -> str:
    """Write a number as people here do: 1.234.567,8. `digits` fixes the decimals."""
    if isinstance(value, int) and digits is None:
        text = f"{value:,}"
        return text.replace(",", ".") if current_language() == SOURCE_LANGUAGE else text
    # Babel writes the same (tests/test_i18n.py holds it as the oracle); reading its locales costs 30 ms at start.
    from decimal import ROUND_HALF_UP, Context, Decimal

    places = _DECIMALS if digits is None else digits
    # Half up, as Excel and offices round; room for any amount.
    exact = Decimal(value if isinstance(value, int) else str(value))
    if not exact.is_finite():
        return "–"
    rounded = exact.quantize(Decimal(1).scaleb(-places), context=Context(prec=100, rounding=ROUND_HALF_UP))
    text = f"{abs(rounded) if rounded == 0 else rounded:,f}"  # no «-0»
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_VIETNAMESE_POINTS) if current_language() == SOURCE_LANGUAGE else text


def percent(part: float, whole: float, digits: int = 1) -> str:
    """Write `part` of `whole` as a percentage with `digits` decimals; «–» where there is no whole."""
    if not whole:
        return "–"
    if isinstance(part, int) and isinstance(whole, int):
        return _exact_percent(part, whole, digits) + "%"
    return number(100 * part / whole, digits) + "%"


def _exact_percent(part: int, whole: int, digits: int) -> str:
    """Round half up in whole numbers: exact, and without the decimals' module at a start."""
    scale = 10**digits
    rounded = (2 * 100 * scale * part + whole) // (2 * whole)
    text = f"{rounded // scale:,}" + (f".{rounded % scale:0{digits}d}" if digits else "")
    return text.translate(_VIETNAMESE_POINTS) if current_language() == SOURCE_LANGUAGE else text


def money(vnd: Decimal | int) -> str:
    """Write an amount of đồng: 1.060.000 đ."""
    return f"{number(vnd)} đ"


def day(value: date) -> str:
    """Write a date as dd/mm/yyyy, in both languages, as offices do."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def moment(value: datetime) -> str:
    """Write local date and time: 22/11/2026 14:03."""
    return f"{day(value)} {value.hour:02d}:{value.minute:02d}"


def clock(value: datetime) -> str:
    """Write a local time to the second: 14:03:21."""
    return f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}"


def _load(code: str) -> _stdlib_gettext.NullTranslations:
    if code == SOURCE_LANGUAGE:
        return _stdlib_gettext.NullTranslations()
    folder = paths.translations_folder()
    return _stdlib_gettext.translation("ntm", localedir=str(folder), languages=[code], fallback=True)
