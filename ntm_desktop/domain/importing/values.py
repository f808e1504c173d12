"""What the cells of a household's row say: years, sex, poverty, telephone, ID, numbers. Pure, each with its doubt."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import Poverty, Sex
from ntm_desktop.domain.importing.casing import place_name
from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from ntm_desktop.domain.importing.grid import Cell

EARLIEST_YEAR = 1900
MOST_MEMBERS = 50
_TWENTIETH_CENTURY_FROM = 20
_WITHOUT_ZERO = 9
LATEST_YEAR = 2100
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FULL_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_PACKED_DATE = re.compile(r"\d{4}((?:19|20)\d\d)|((?:19|20)\d\d)\d{4}")
_SHORT_YEAR = re.compile(r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-])?'?(\d\d)")
_NUMBER = re.compile(
    r"(\d{1,3})(?:[.,]0+)?\s*(?:khẩu|nk|người|nhân khẩu|k)?\.?\s*(?:[(/,]\s*(?:trong đó\s*)?\d{1,2}\s*nữ\s*\)?)?",
    re.IGNORECASE,
)
_PHONE_BREAK = re.compile(r"\s*[/;,]\s*|\s+-\s+")
_PHONE_LABEL = re.compile(r"(?:số\s+)?(?:s?đt|dđ|điện thoại|di động|zalo|tel)[.:\s]*(?=[+\d])", re.IGNORECASE)
_ID_BREAKS = re.compile(r"[\s.'’\-]+")
_WHOLE_ID = re.compile(r"(?<!\d)0\d{11}(?!\d)")
_ID_LENGTHS = {
    12: (12, ""),
    11: (12, "sheets.id_zero_restored"),
    10: (12, "sheets.id_zero_restored"),
    9: (9, "sheets.id_old_card"),
    8: (9, "sheets.id_old_card"),
}
_NOTHING = re.compile(r"[-–—.?/_x0]+|(khong|ko|k|chua|kg)( co| ro| biet)?( so| sdt| dien thoai| cccd| cmnd)?")
_WITH_WOMEN = re.compile(r"(\d{1,2})\s*/\s*\d{1,2}")
_DECIMAL = re.compile(r"(?<!\d)(\d{6,})\.0$")
_THOUSANDS = re.compile(r"([12])[.,](\d{3})")
_CODE = re.compile(r"[0-9A-Za-zĐđ][0-9A-Za-zĐđ._/-]{0,31}")
_NOT_DIGITS = re.compile(r"\D")
_DITTO = re.compile(
    r"[-\s]*(?:n\.?\s?t\.?|như trên|nhu tren)[-\s]*|[\"“”″〃']{1,2}|-?\s?//\s?-?|-\s?nt\s?-|,,", re.IGNORECASE
)

_DASHES = frozenset({"-", "–", "—", "--", "...", "…", "."})
MARKS = frozenset({"x", "v", "✓", "✔", "√", "1", "co", "xx", "ü", "yes", "+", "*", "true", "dung", "☑", "☒", "■", "●"})
UNMARKS = frozenset({"", "0", "-", "khong", "ko", "k", "false", "no", "–", "☐", "□", "○"})
_SEXES = {
    **dict.fromkeys(("nam", "m", "male", "trai", "ong", "1"), Sex.MALE),
    **dict.fromkeys(("nu", "f", "female", "gai", "ba", "0", "2", "n"), Sex.FEMALE),
}
_NOT_POOR = re.compile(
    r"(ho )?(khong|k|ko)( thuoc)?( dien)?( ho)?[ .]*ngheo.*|khong|ko|khong thuoc( dien.*)?|binh thuong|bt|"
    r"(ho )?(muc song )?(trung binh|kha|giau)\b.*|tb|kg|"
    r"(ho )?(da |moi )?thoat.*|"
    r"k|kh|kn|hkn|con lai|ho khac|khac|muc song trung binh|du an|not poor|not_poor|0|-|thuong|ho thuong"
)
_NEAR_POOR = re.compile(r".*\b(can ngheo|cn|hcn|near.poor|c ngheo)\b.*")
_POOR = re.compile(r"(?!.*thoat).*\b(ngheo|hn|poor|n)\b.*")


@lru_cache(maxsize=8192)
def birth_year(cell: Cell) -> tuple[int | None, str]:
    """Return the year of a year, a date, or their text («12/3/1972», «SN 1972»), and a doubt's code."""
    if isinstance(cell, date):
        return _in_range(cell.year)
    text = _THOUSANDS.sub(r"\1\2", text_of(cell))
    if not text:
        return None, ""
    found = _FULL_YEAR.findall(text)
    if len(set(found)) == 1:
        return _in_range(int(found[0]))
    return (None, "sheets.birth_unclear") if found else _unusual_year(text)


@lru_cache(maxsize=1024)
def sex(cell: Cell) -> tuple[Sex | None, str]:
    """Return the sex of «Nam», «Nữ», «1», «0» …, and a doubt's code."""
    word = fold(text_of(cell)).strip(".")
    found = _SEXES.get(word)
    return found, "" if found or not word else "sheets.sex_unknown"


@lru_cache(maxsize=4096)
def poverty(cell: Cell) -> tuple[Poverty | None, str]:
    """Return the class of words such as «Hộ nghèo», «Cận nghèo», «Không», and a doubt's code."""
    word = fold(text_of(cell)).strip(" .")
    if not word:
        return None, ""
    for pattern, meant in ((_NOT_POOR, Poverty.NOT_POOR), (_NEAR_POOR, Poverty.NEAR_POOR), (_POOR, Poverty.POOR)):
        if pattern.fullmatch(word):
            return meant, ""
    return None, "sheets.poverty_unknown"


@lru_cache(maxsize=1024)
def mark(cell: Cell) -> bool | None:
    """Return whether a cell of a column to be ticked is ticked; None for a text that is neither."""
    word = fold(text_of(cell)).strip(" .")
    if word in MARKS:
        return True
    return False if word in UNMARKS else None


@lru_cache(maxsize=1024, typed=True)
def members(cell: Cell) -> tuple[int | None, str]:
    """Return a number of people («5», 5.0, «5 khẩu»), and a doubt's code."""
    text = text_of(cell)
    match = _NUMBER.fullmatch(text) or _WITH_WOMEN.fullmatch(text)
    if match is None or not 0 < int(match.group(1)) <= MOST_MEMBERS:
        return None, "sheets.members_unclear" if text else ""
    return int(match.group(1)), ""


@lru_cache(maxsize=16384)
def phone(cell: Cell) -> tuple[str, str]:
    """Return a telephone number as ten digits, a lost leading zero put back, and a doubt's code.

    The first of several numbers is taken. What is no number stays as it is. Both with their doubt.
    """
    text = text_of(cell)
    text = _DECIMAL.sub(r"\1", text)
    if not text or _says_nothing(text):
        return "", ""
    if label := _PHONE_LABEL.match(text):  # «ĐT: 0912345678»
        text = text[label.end() :]
    whole, doubt = _one_phone(text)
    if doubt != "sheets.phone_unclear":
        return whole, doubt
    parts = [number for part in _PHONE_BREAK.split(text) for number, unclear in [_one_phone(part)] if unclear != doubt]
    return (parts[0], "sheets.phone_several") if len(parts) > 1 else (text, doubt)


def personal_id(cell: Cell) -> tuple[str, str]:
    """Return an ID of 12 digits (9 for the old card, with a doubt), lost zeros put back, and a doubt's code.

    What has another number of digits stays as it is, with its doubt.
    """
    text = _DECIMAL.sub(r"\1", text_of(cell))
    digits = _ID_BREAKS.sub("", text)
    within = [] if digits.isdigit() else _WHOLE_ID.findall(text)
    if len(within) == 1:  # «079072000123, ngày cấp 10/5/2021»
        return within[0], ""
    if not (digits.isascii() and digits.isdigit()):
        return ("", "") if _says_nothing(text) else (text, "sheets.id_unclear" if text else "")
    length = _ID_LENGTHS.get(len(digits))
    return (digits.zfill(length[0]), length[1]) if length else (text, "sheets.id_unclear")


@lru_cache(maxsize=4096)
def ethnic_group(cell: Cell) -> tuple[str, str]:
    """Return an ethnic group's name in proper capitals; never a doubt."""
    return place_name(text_of(cell)), ""


def text(cell: Cell) -> tuple[str, str]:
    """Return the text of a cell, a mere dash as nothing; never a doubt."""
    said = text_of(cell)
    return ("" if said in _DASHES else said), ""


def code(cell: Cell) -> tuple[str, str]:
    """Return a household's code; what can't be one is left out, with its doubt."""
    said = text_of(cell).replace(" ", "")
    return ("", "sheets.code_unclear" if said else "") if not _CODE.fullmatch(said) else (said, "")


@lru_cache(maxsize=4096)
def is_ditto(text: str) -> bool:
    """Whether a cell only says «the same as above»: «nt», «như trên», a quotation mark."""
    return _DITTO.fullmatch(text) is not None


def _says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to say: «-», «không có», «chưa có»."""
    return _NOTHING.fullmatch(fold(text)) is not None


def _in_range(year: int) -> tuple[int | None, str]:
    return (year, "") if EARLIEST_YEAR <= year <= LATEST_YEAR else (None, "sheets.birth_unclear")


def _unusual_year(text: str) -> tuple[int | None, str]:
    packed = _PACKED_DATE.fullmatch(text)
    if packed:
        return int(packed.group(1) or packed.group(2)), ""
    if text.isascii() and text.isdigit() and len(text) == len("26359"):
        day = _EXCEL_DAY_ZERO + timedelta(days=int(text))
        return day.year, "sheets.birth_serial"
    short = _SHORT_YEAR.fullmatch(text)
    if short and int(short.group(1)) > _TWENTIETH_CENTURY_FROM:
        return 1900 + int(short.group(1)), "sheets.birth_two_digits"
    return None, "sheets.birth_unclear"


def _one_phone(text: str) -> tuple[str, str]:
    digits = _NOT_DIGITS.sub("", text)
    if any(char.isalpha() for char in text):
        return text, "sheets.phone_unclear"
    if digits.startswith("84") and len(digits) in {11, 12}:
        return "0" + digits[2:], ""
    if len(digits) == _WITHOUT_ZERO and digits[0] in "356789":
        return "0" + digits, "sheets.phone_zero_restored"
    good = digits.startswith("0") and len(digits) in {10, 11}
    return (digits, "") if good else (text, "sheets.phone_unclear")
