"""Names as they are written: «  CHÂM  QUỐC  NGA » → «Châm Quốc Nga», «ẤP KINH 5 » → «Ấp Kinh 5»."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ntm_desktop.domain.text import clean, fold

_PIECES = re.compile(r"([\s'’.()/,\-]+)")
_ROMAN = re.compile(r"[IVX]+")
_TITLE = r"(?:ông\s*[(/]\s*bà\s*\)?|ông|bà|ô|b|anh|chị|cụ)(?:[.:]\s*|\s+)"
_HONORIFIC = re.compile(rf"{_TITLE}(?=\S+\s+\S)", re.IGNORECASE)
_HOUSEHOLD_OF = re.compile(rf"(?:hộ|gđ|gia đình)(?:\s*[.:]\s*|\s+)(?:{_TITLE})?(?=\S+\s+\S)|hộ\s*:\s*", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"\d{1,4}\s*[.)/\-]\s*(?=[^\W\d_])")
# fmt: off
_FAMILY_NAMES = frozenset({
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
    "dương", "lý", "đinh", "trương", "lâm", "đoàn", "mai", "trịnh", "đào", "thạch", "danh", "châu", "kim",
    "sơn", "lương", "lưu", "tô", "tạ", "hà", "cao", "thái", "quách", "triệu", "vi", "nông", "hứa", "siu",
    "đàm", "chu", "phùng",
})
# fmt: on
# Apostrophes of names of the Central Highlands («H’Hen», «K`Brể»), however they were typed.
_APOSTROPHE = re.compile(r"(?<=[A-Za-zĐđ])[’‘`´ʼ′](?=\w)")
# What was written behind a name about the person: that somebody died, moved, … It is a remark, not a name.
_REMARK = re.compile(
    r"(?P<name>.*?[^\W\d_])\s*(?:[(\[]\s*(?P<inside>{0})\s*[)\]]?|[-–—,;:]\s*(?P<behind>{0}))\s*".format(
        r"(?:(?:đã|mới|hộ|vừa|đang|bị)\s+)*(?:chết|mất|qua đời|từ trần|khai tử|chuyển|tách|vắng|đi vắng|đi làm|bỏ đi|"
        r"nhập hộ|vợ|chồng|tức|bí danh|thường gọi|tên khác|"
        r"độc thân|neo đơn|già|tàn tật|khuyết tật|thoát|nghèo|cận nghèo|tạm trú|hn|cn|hcn)\b[^()\[\]]*"
    ),
    re.IGNORECASE,
)
# «Nguyễn Văn An (1957)», «… - SN 1957», «…, sinh năm 1957»: the year stands behind the name.
_YEAR = re.compile(
    r"(?P<name>.*?[^\W\d_][.\s]*?)\s*[-–—,;:(\[/]*\s*(?:sinh\s+(?:năm|ngày)|năm\s+sinh|s\.?\s?n\.?|sinh)?[:.\s]*"
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-])?(?P<year>19\d\d|20[012]\d)\s*[)\]]?\s*",
    re.IGNORECASE,
)
# «Nguyễn Văn An (0912345678)», «… - ĐT: 0912.345.678».
_PHONE = re.compile(
    r"(?P<name>.*?[^\W\d_][.\s]*?)\s*[-–—,;:(\[/]*\s*(?:(?:số\s+)?(?:s?đt|dđ|điện thoại|tel|zalo)\b)?[.:\s]*"
    r"(?P<phone>(?:\+?84|0)\d(?:[ .\-]?\d){7,9})\s*[)\]]?\s*",
    re.IGNORECASE,
)
_LONGEST = 120
_STARS = " *.,;:-–—"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def person_name(text: str) -> str:
    """Return a person's name with single spaces and proper capitals, without «1.», «Hộ», «Ông», «Bà» before it."""
    name = _APOSTROPHE.sub("'", clean(text).strip(_STARS))
    for before in (_NUMBER_BEFORE, _HOUSEHOLD_OF):
        if match := before.match(name):
            name = name[match.end() :]
    match = _HONORIFIC.match(name)
    if match and name[match.end() :].split(" ")[0].casefold() in _FAMILY_NAMES:
        name = name[match.end() :]
    return name if name.istitle() else name.title()


def without_remark(text: str) -> tuple[str, str]:
    """Return a name, and the remark that was written behind it: «Lê Văn Tám (đã chết)» → name, «đã chết»."""
    match = _REMARK.fullmatch(clean(text))
    return (match["name"], (match["inside"] or match["behind"]).strip()) if match else (text, "")


def without_year(text: str) -> tuple[str, int | None]:
    """Return a name, and the birth year that was written behind it."""
    dated = len(text) <= _LONGEST and (text[-3:-1].isdigit() or text[-2:].isdigit())
    match = _YEAR.fullmatch(text) if dated else None
    return (match["name"].strip(_STARS), int(match["year"])) if match else (text, None)


def without_phone(text: str) -> tuple[str, str]:
    """Return a name, and the telephone number that was written behind it."""
    match = _PHONE.fullmatch(text) if len(text) <= _LONGEST and text[-3:-1].isdigit() else None
    return (match["name"].strip(_STARS), match["phone"]) if match else (text, "")


@lru_cache(maxsize=4096)
def place_name(text: str) -> str:
    """Return a village's name: capitals or small letters throughout become proper ones; numerals stay."""
    name = clean(text)
    if not (name.isupper() or name.islower()):
        return name[:1].upper() + name[1:]
    return "".join(piece if _numeral(piece) else _capitalised(piece) for piece in _PIECES.split(name))


@lru_cache(maxsize=16384)
def spelling_key(name: str) -> str:
    """Return what makes two spellings one name: case, spaces and where the tone stands (hoà = hòa) aside."""
    words = []
    for word in clean(name).casefold().split(" "):
        marks = unicodedata.normalize("NFD", word)
        letters = "".join(char for char in marks if char not in _TONES)
        words.append(letters + "".join(char for char in marks if char in _TONES))
    return " ".join(words)


def unmarked(name: str) -> bool:
    """Whether a name was typed without any diacritics, so that it may stand for several."""
    return fold(name) == clean(name).casefold()


def _capitalised(piece: str) -> str:
    return piece[:1].upper() + piece[1:].lower()


def _numeral(piece: str) -> bool:
    return _ROMAN.fullmatch(piece) is not None or any(char.isdigit() for char in piece)
