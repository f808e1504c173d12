"""Villages out of text: their word split off, spelled one way, variants brought together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.casing import place_name, spelling_key, unmarked
from ntm_desktop.domain.importing.vocabulary import VILLAGE_WORDS
from ntm_desktop.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPELLED = (
    "tổ dân phố|to dan pho|tdp|khu dân cư|khu dan cu|kdc|khu phố|khu pho|kp|khu vực|khu vuc|khối phố|khoi pho|"
    "kv|tiểu khu|tieu khu|thôn|thon|ấp|ap|xóm|xom|bản|ban|làng|lang|buôn|buon|bon|khóm|khom|plei|phum|sóc|soc|"
    "khối|khoi|đội|doi|khu|tổ|to"
)
_LEADING = re.compile(
    rf"^[\s*+•–\-]*(?:(?:[IVX]+|[A-Z]|\d{{1,2}})\s*[.)/:\-]\s*)?(?P<word>{_SPELLED})(?:\b|(?=\d))[\s.:]*(?P<name>.*)$",
    re.IGNORECASE,
)
# «bản» and «ban» are also a paper and a board, «nông thôn mới» is no village: only what clearly names one.
_INSIDE = re.compile(
    r"(?<!nông )(?<!nong )\b(?P<word>tổ dân phố|tdp|khu dân cư|kdc|khu phố|khối phố|tiểu khu|thôn|ấp|xóm|làng|buôn|"
    r"bon|khóm|plei|phum|sóc|thon|ap|xom|buon|khom|khu pho|to dan pho|"
    r"(?<!văn )(?<!cơ )(?<!căn )(?<!phiên )(?<!xuất )(?<!ấn )(?<!biên )(?<!nhật )(?<!lâm )(?<!bài )(?<=\w )bản)\b"
    r"[\s.:]*(?P<name>[^\s.:…].*)$",
    re.IGNORECASE,
)
# «THÔN (BẢN): NÀ LẠI», «Ấp/khóm: …»: a form that leaves the choice of the word.
_CHOICE = re.compile(
    rf"\b(?P<word>{_SPELLED})(?:\s*[(/,]\s*(?:{_SPELLED})\s*\)?)+\s*[:.]\s*(?=\S)",
    re.IGNORECASE,
)
# What is named after a village is not the village: «đường Xóm Chiếu», «chợ Thôn Hai».
_NAMED_AFTER = re.compile(r".*\b(đường|phố|hẻm|ngõ|ngách|cầu|chợ|chùa|trường|quốc lộ|tỉnh lộ)\s+$", re.IGNORECASE)
# What copies and versions add to the names of files and tabs.
_FILE_TAIL = re.compile(
    r"(?:[\s,.–\-]+(?:\(\d+\)|copy|bản sao|ban sao|final|(?:bản )?cuối cùng|mới nhất|moi nhat|v\d+|đã sửa|da sua|"
    r"chính thức|chinh thuc|(?:nộp|gửi|gui|nop) (?:xã|xa)|"
    r"(?:năm |(?-i:nam ))?(?:\d{1,2}[.\-]){0,2}(?:19|20)\d\d(?:[.\-]\d{1,2}){0,2}))+\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[,;:(\[–—|].*|-\s.*|\b(?:xã|phường|thị trấn|huyện|tỉnh|tx)\b.*|"
    r"\b(?:năm|quý|tháng|có|gồm)\s*[\d.…].*|\d+\s*(?:hộ|ho|khẩu|nk)\b.*)$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*[:(\-–]*\s*\d+\s*(?:hộ|ho|khẩu)\b.*$", re.IGNORECASE)
_GENERIC = re.compile(
    r"(sheet|trang tinh|trang|bang|bieu|mau|danh sach|ds|du lieu|data|tong hop|toan xa|tong|ho|phu luc|pl|ket qua|"
    r"ho gia dinh|danh sach ho|danh sach ho gia dinh|ds ho|ho dan|nhap|list|"
    r"(?:ds |danh sach )?(?:ho )?(?:moi |da |khong )?(?:thoat )?(?:can )?ngheo|hn|hcn|cn|nam|quy|thang|to|"
    r"chinh thuc|bo sung|du phong|ban nhap|da duyet|moi|cu|nguon|"
    r"ho moi|ho khac|khac|chua duyet|bao cao|thong ke|nong thon moi|ntm)[\s_\d.\-()]*"
)
_ADDRESS_PARTS = re.compile(r"[,;–/]| - ")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")
_NUMBERED = re.compile(r"s(?:ố|o) (?=\d)", re.IGNORECASE)
_GAPS = re.compile(r"(?<=[^\W\d])(?=\d)|[\s.'’\-]+")
_SMALL_WORDS = frozenset({"to", "doi", "khu", "khoi"})
_WORDS = frozenset(VILLAGE_WORDS.values())
_SMALL_TITLES = frozenset(VILLAGE_WORDS[word] for word in _SMALL_WORDS)
# «Ấp Mới», «Xóm Mới» are villages; «thôn mới nâng cao» is a standard.
_NO_NAME = re.compile(
    r"[.…_\s]*|(?:van hoa|moi (?:nang cao|kieu mau|thong minh|hien dai|giai doan|nam)|nong thon moi|kieu mau|tien tien|"
    r"nghe|tu quan)\b.*",
    re.IGNORECASE,
)
_OFFICER = re.compile(r"(?:trưởng|phó)\b\s*(?:$|[:(]|(?:là|ông|bà)\b)", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"(?<=\w)[\s,–\-]+(?:n[aă]m\s+)?(?:19|20)\d\d\s*$", re.IGNORECASE)
# Papers and bodies that begin with a village's word.
_PAPER = re.compile(
    r"(?:ban (?:ke|tong hop|danh sach|dang ky|cam ket|sao|chinh|thao|bao cao|khai|tu|nhan xet|do$|quan ly|chi dao|dieu|"
    r"cong tac|phat trien|van dong)|to (?:cong tac|chuc|dieu tra|giup|truong|khai|trinh)|doi (?:tuong|san xuat|ngu)|"
    r"lang nghe|khu (?:di tich|cong nghiep|vuc nay))\b.*"
)
LONGEST_NAME = 60
_LONG_ENOUGH, _ALIKE = 5, 0.85
# A commune has some dozens of villages; what a hostile file makes of it must cost no more.
_MOST_COMPARED = 300
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class VillageName:
    """A village as text says it: its word («» where none is said) and its name without the word."""

    word: str
    name: str

    @property
    def key(self) -> str:
        """The name folded, leading zeros and spaces before digits aside."""
        return _key(self.name)

    @property
    def spelling(self) -> str:
        """The name with its marks, but for case, zeros, spaces and where the tone stands."""
        return _spaced(spelling_key(self.name))

    @property
    def title(self) -> str:
        """The name with its word: «Ấp Kinh 5»."""
        return f"{self.word[:1].upper()}{self.word[1:]} {self.name}" if self.word else self.name


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _spaced(fold(name))


def _spaced(name: str) -> str:
    plain = _LEADING_ZEROS.sub("", _GAPS.sub(" ", name)).strip()
    numbered = _NUMBERED.match(plain)
    return plain[numbered.end() :] if numbered else plain


@lru_cache(maxsize=8192)
def village_of(text: str, word: str = "") -> VillageName | None:
    """Return the village that a cell of a village column, or a section line, names; None where it names none.

    `word` is the column head's own («Ấp»), for cells that hold the name alone.
    """
    whole = _one_word(text)
    match = _LEADING.match(whole)
    if match is None:
        return (_of_later_part(whole) if "-" in whole else None) or _named(word, _COUNT.sub("", whole))
    if fold(match["word"]) in _SMALL_WORDS and (larger := village_in_address(match["name"])):
        return larger  # «Tổ 1 - Ấp Đông»
    if _another_word(match["word"], match["name"]):
        return _named(word, whole)
    said = VILLAGE_WORDS[fold(match["word"])]
    return _named(said, match["name"]) or (_named(word, whole) if word else None)


def _of_later_part(text: str) -> VillageName | None:
    """Return the village behind a dash that begins with a village's word: «T3 - Ấp Tây»."""
    later = text.partition(" - ")[2]
    return village_in_address(later) if begins_with_word(later) else None


@lru_cache(maxsize=8192)
def village_in_line(text: str) -> VillageName | None:
    """Return the village that a title names somewhere («Danh sách hộ … ấp Kinh 5»); None where none."""
    match = _INSIDE.search(_YEAR_BEHIND.sub("", _one_word(text)))
    # «Các thôn, bản», «hộ thôn bản» name none.
    if match is None or match["name"].strip(" .,").casefold() in _WORDS or _PAPER.match(fold(match.group())):
        return None
    return _named(VILLAGE_WORDS[fold(match["word"])], match["name"])


@lru_cache(maxsize=8192)
def village_of_title(text: str) -> VillageName | None:
    """Return the village that a title line names: somewhere in it, or as all that it says («BẢN ĐỒN»)."""
    found = village_in_line(text)
    if found or not begins_with_word(text) or _PAPER.match(fold(text[:_LONGEST_LINE])):
        return found
    return village_of(text)


@lru_cache(maxsize=65536)
def village_in_address(text: str) -> VillageName | None:
    """Return the village of an address: the part with a village's word («Tổ 3, Ấp Kinh 5»); None where none."""
    for part in _ADDRESS_PARTS.split(clean(text[:_LONGEST_LINE])):
        match = _LEADING.match(part)
        if match and fold(match["word"]) not in _SMALL_WORDS and not _another_word(match["word"], match["name"]):
            return _named(VILLAGE_WORDS[fold(match["word"])], match["name"])
    return _within(clean(text[:_LONGEST_LINE]))


def _within(address: str) -> VillageName | None:
    """Return the village that an address without commas names after other things: «số 12 tổ 4 ấp Hòa Bình»."""
    for part in _ADDRESS_PARTS.split(address):
        match = _INSIDE.search(part)
        if match and not _NAMED_AFTER.match(part[: match.start()]):
            return _named(VILLAGE_WORDS[fold(match["word"])], match["name"])
    return None


def village_of_file(name: str) -> VillageName | None:
    """Return the village that a file's name says, without what copies and versions add: «… ấp Hòa Bình 2024 (1)»."""
    return village_in_line(_FILE_TAIL.sub("", name.rpartition(".")[0].replace("_", " ")))


def village_of_sheet(name: str, *, alone: bool) -> VillageName | None:
    """Return the village that a sheet's tab names; a tab without a village's word counts only among several."""
    text = _FILE_TAIL.sub("", clean(name[:_LONGEST_LINE].replace("_", " ")))
    if _GENERIC.fullmatch(fold(text)) or text.isdigit():
        return None
    found = village_in_line(text)
    return found or village_of(text) if begins_with_word(text) or not alone else found


def _one_word(text: str) -> str:
    """Return a line cleaned, with one village word where it offers several."""
    whole = clean(text[:_LONGEST_LINE])
    return _CHOICE.sub(r"\g<word> ", whole) if "(" in whole or "/" in whole or "," in whole else whole


def begins_with_word(text: str) -> bool:
    """Whether a line begins with a village's word, numbering aside: «I. ẤP KINH 5», «Ấp: Tân Điền»."""
    match = _LEADING.match(_one_word(text))
    return match is not None and not _another_word(*match.groups()) and _named("", match["name"]) is not None


def word_of_head(text: str) -> str:
    """Return the village word that a column's head says («Ấp»); empty where it says several, or none."""
    said = {VILLAGE_WORDS[fold(match)] for match in re.findall(rf"\b(?:{_SPELLED})\b", clean(text), re.IGNORECASE)}
    return said.pop() if len(said) == 1 else ""


def names_a_word(text: str) -> bool:
    """Whether a column's head says some village's word: «Địa chỉ (thôn, xóm)»."""
    return re.search(rf"\b(?:{_SPELLED})\b", clean(text), re.IGNORECASE) is not None


def is_small(village: VillageName, word: str = "") -> bool:
    """Whether the word, else `word`, is one of a part of a village (tổ, đội, khu), which may also be an address."""
    return (village.word or word) in _SMALL_TITLES


def unify(names: Iterable[VillageName]) -> Mapping[VillageName, VillageName]:
    """Return for each spelling the one that stands for its village.

    Case, spaces and leading zeros make no other village; a spelling without marks, or without a word, joins the one
    of its key that has them, if there is only one. Other marks are another village («Hòa», «Hóa»). The most frequent
    spelling stands for all.
    """
    counts = Counter(names)
    words: dict[str, set[str]] = {}
    spellings: dict[str, set[str]] = {}
    for name in counts:
        words.setdefault(name.key, set()).update({name.word} - {""})
        if not unmarked(name.name):
            spellings.setdefault(name.key, set()).add(name.spelling)
    groups: dict[tuple[str, str], list[VillageName]] = {}
    for name in counts:
        word = name.word or _only(words[name.key])
        spelling = _only(spellings.get(name.key, set())) if unmarked(name.name) else name.spelling
        groups.setdefault((word, spelling or name.key), []).append(name)
    return {
        member: VillageName(word, _best(members, counts).name)
        for (word, _), members in groups.items()
        for member in members
    }


def _only(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def near_misses(villages: Iterable[VillageName]) -> list[tuple[VillageName, VillageName]]:
    """Return pairs of villages that differ so little that one may be a slip of the pen for the other."""
    ordered = list(villages)[:_MOST_COMPARED]
    return [
        (other, one)
        for position, one in enumerate(ordered)
        for other in ordered[position + 1 :]
        if _digits(one.key) == _digits(other.key) and _alike(one, other)
    ]


def _alike(one: VillageName, other: VillageName) -> bool:
    if one.key == other.key:
        return True
    if min(len(one.key), len(other.key)) < _LONG_ENOUGH:
        return False
    return SequenceMatcher(None, one.key, other.key).ratio() >= _ALIKE


def _another_word(word: str, rest: str) -> bool:
    """Whether a word without marks before a marked rest is another one: «Ban Nhân dân», «Lang Văn Út»."""
    return fold(word) in {"ban", "lang", "to", "doi", "soc"} and unmarked(word) and not unmarked(rest)


def _digits(key: str) -> list[str]:
    return re.findall(r"\d+|\b[ivx]+\b|\b\w\b", key)


def _named(word: str, name: str) -> VillageName | None:
    cut = _TAIL.sub("", clean(name)).rstrip(" =/").strip(" .:-–…*_\"'“”«»)")
    if not cut[:1].isalnum() or len(cut) > LONGEST_NAME or _NO_NAME.fullmatch(fold(cut)):
        return None
    if _OFFICER.match(cut):  # «Ấp trưởng: ông …» is a person
        return None
    numbered = _NUMBERED.match(cut)
    return VillageName(word, f"số {place_name(cut[numbered.end() :])}" if numbered and word else place_name(cut))


def _best(members: list[VillageName], counts: Mapping[VillageName, int]) -> VillageName:
    return max(members, key=lambda name: (not unmarked(name.name), counts[name], name.name))
