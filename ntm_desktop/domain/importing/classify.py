"""What a row below the head is: a household, or one of the other things that stand in offices' lists."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.importing.relations import is_head_of_household, says_head, says_relation
from ntm_desktop.domain.importing.tables import is_column_numbers
from ntm_desktop.domain.importing.values import birth_year, code, mark, sex
from ntm_desktop.domain.importing.villages import begins_with_word
from ntm_desktop.domain.importing.vocabulary import Field, field_of, head_label, label_of
from ntm_desktop.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ntm_desktop.domain.importing.grid import Cell
    from ntm_desktop.domain.importing.table import Table


class Kind(Enum):
    """What a row can be."""

    BLANK = auto()
    HOUSEHOLD = auto()
    MEMBER = auto()
    SECTION = auto()
    SUBTOTAL = auto()
    HEAD = auto()
    COLUMN_NUMBERS = auto()
    SIGNATURE = auto()
    NOTE = auto()
    NUMBER_ONLY = auto()
    NAMELESS = auto()
    UNCLEAR = auto()


_TOTAL = re.compile(
    r"(tổng|cộng|số (hộ|người|khẩu|nhân khẩu)|toàn (xã|ấp|thôn|bản|khu)|trong đó|lũy kế|luỹ kế|mang sang|"
    r"chuyển trang|chuyển sang|bình quân|"
    r"tỷ lệ|tỉ lệ)"
    r"(?=$|[\s:.,/(])"
)
_PLAIN_TOTAL = re.compile(
    r"(tong cong|tong so|tong ho|tong\b\s*[:(\d]|cong\b\s*[:(\d]|cong (ap|thon|ban|khu|to)\b|cong$|tong$|"
    r"toan xa|trong do|(grand )?total$|sum$)"
)
_SIGNATURE = re.compile(
    r".*\b(nguoi (lap|tong hop|dieu tra|bao cao|viet|ke khai)|lap bieu|lap bang|thay mat|chu tich|bi thu|"
    r"truong (ap|thon|ban|khu|xom|khom)|"
    r"ghi ro ho|ky ten|ky va|dong dau|ngay\b.*\bthang\b.*\bnam|ngay [\s\d.…/\-]{4,}|"
    r"xac nhan|uy ban nhan dan|ubnd|can bo|cong chuc|noi nhan|"
    r"ban chi dao|to truong|ke toan|thu truong|truong doan|lanh dao)\b.*|(tm|kt|tl|t/m|k/t)[. ].*"
)
_NOTE = re.compile(
    r"(ghi chu|chu thich|luu y|huong dan|nguon|(\w{1,3}[.)] )?danh sach (cac |nhung )?(ho|chu ho|nhan khau|nguoi)\b|"
    r"\*|\(|- |[→⇒►»>]|[-=]+>)"
)
# A line of a class of households, numbered or not: «Hộ nghèo», «Hộ cận nghèo (12 hộ)».
_CLASS = re.compile(r"(danh sach |cac |nhom |dien )*ho (gia dinh )?(can |khong |thoat |moi thoat )?ngheo\b.*")
_SHAPE_OF_DATES = re.compile(r"d{1,2}\s*[/.\-]\s*m{1,2}\s*[/.\-]\s*y{2,4}")
_ORDINAL = re.compile(r"\d{1,6}(?:\.0)?[.)]?[a-zđ]?")
_ROMAN = re.compile(r"(?:[IVXL]+|[A-HK])[.)]?")
_ZEROS = frozenset({"0", "-", "–", "0.0"})
_FEWEST_DIGITS = 7
_HAS_DIGIT = re.compile(r"\d")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_NAME = 60
_LONGEST_YEAR = 14
_LONGEST_LABEL = 60
_LONGEST_LINE = 300
_MOST_WORDS = 8
_CELLS_OF_SECTION = 4
_KNOWN_BY_CHANCE = 2
_OTHERS = (Field.VILLAGE, Field.ADDRESS, Field.ETHNIC_GROUP, Field.POVERTY, Field.POOR, Field.NEAR_POOR)


def is_ordinal(cell: Cell) -> bool:
    """Whether a cell numbers a household: 1, «01», «1.», «12a»."""
    return _ORDINAL.fullmatch(text_of(cell).casefold()) is not None


def is_total(text: str) -> bool:
    """Whether a text begins a subtotal or total line: «Cộng Ấp Kinh 5: 120 hộ». «Tống», «Công» are names."""
    whole = clean(text).casefold()
    return _TOTAL.match(whole) is not None or (whole.isascii() and _PLAIN_TOTAL.match(whole) is not None)


def is_signature(text: str) -> bool:
    """Whether a text belongs to the block of signatures: «NGƯỜI LẬP BIỂU», «(Ký, ghi rõ họ tên)»."""
    return _SIGNATURE.fullmatch(fold(text[:_LONGEST_LINE])) is not None


def name_in(row: Sequence[Cell], columns: Sequence[int]) -> str:
    """Return the name of a row, its parts joined."""
    if len(columns) == 1:
        return text_of(row[columns[0]])
    return " ".join(text for column in columns if (text := text_of(row[column])))


def classify(row: Sequence[Cell], table: Table, *, tail: bool) -> Kind:
    """Return what a row is; `tail` where a signature block has begun above it."""
    texts = {
        column: text
        for column in range(table.left, min(table.right + 1, len(row)))
        if row[column] != "" and (text := text_of(row[column]))
    }
    if not texts:
        return Kind.BLANK
    if _repeats_head(texts, table) or any(map(_SHAPE_OF_DATES.fullmatch, map(str.casefold, texts.values()))):
        return Kind.HEAD
    if is_column_numbers(list(texts.values())):
        return Kind.COLUMN_NUMBERS
    name = name_in(row, table.columns[Field.HEAD])
    if not name and _at(table, Field.MEMBER) in texts and _at(table, Field.ORDINAL) not in texts:
        return Kind.MEMBER
    return _by_name(name, texts, table, tail=tail) if name else _without_name(texts, table, tail=tail)


def _by_name(name: str, texts: Mapping[int, str], table: Table, *, tail: bool) -> Kind:
    ordinal = texts.get(_at(table, Field.ORDINAL), "")
    numbered = is_ordinal(ordinal)
    person = _is_person(texts, table)
    if is_total(name) and not (numbered and person):
        return Kind.SUBTOTAL
    if _is_section(name, ordinal) and not person:
        return Kind.SECTION
    if not _HAS_LETTER.search(name):
        return Kind.NAMELESS if numbered or person else _only_numbers(texts, table)
    if numbered or person:
        return _household_or_member(texts, table)
    return _loose_name(name, texts, table, tail=tail)


def _loose_name(name: str, texts: Mapping[int, str], table: Table, *, tail: bool) -> Kind:
    """Judge a name without number or personal data: a household, or words of the tail."""
    if any(map(is_total, texts.values())):
        return Kind.SUBTOTAL
    if tail or any(map(is_signature, texts.values())):
        return Kind.SIGNATURE
    if _NOTE.match(fold(name)) or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return Kind.NOTE
    known = any(_at(table, which) in texts for which in _OTHERS) or bool(set(table.tasks.values()) & texts.keys())
    known = known or _HAS_DIGIT.search(texts.get(_at(table, Field.MEMBERS), "")) is not None
    only_names = len(table.columns) == 1
    if (known or only_names) and (" " in name):
        return _household_or_member(texts, table)
    return Kind.UNCLEAR


def _without_name(texts: Mapping[int, str], table: Table, *, tail: bool) -> Kind:
    first = next((text for text in texts.values() if _HAS_LETTER.search(text) and not _ROMAN.fullmatch(text)), "")
    if any(map(is_total, texts.values())):
        return Kind.SUBTOTAL
    if (
        first
        and (begins_with_word(first) or names_a_class(first))
        and not _is_person(texts, table)
        and len(texts) <= _CELLS_OF_SECTION
    ):
        return Kind.SECTION
    signed = not any(map(_HAS_DIGIT.search, texts.values())) and (tail or any(map(is_signature, texts.values())))
    if _is_person(texts, table) and not signed:
        return Kind.NAMELESS
    if tail or any(map(is_signature, texts.values())):
        return Kind.SIGNATURE
    if not any(map(_HAS_LETTER.search, texts.values())):
        return _only_numbers(texts, table)
    return Kind.NOTE if _only_words(texts, table) else Kind.UNCLEAR


def _only_numbers(texts: Mapping[int, str], table: Table) -> Kind:
    """Judge a row without any word: a number of a line that was not filled in, or sums below the columns."""
    ordinal = _at(table, Field.ORDINAL)
    filled = {column for column, text in texts.items() if text not in _ZEROS}
    if filled == {ordinal} and is_ordinal(texts[ordinal]):
        return Kind.NUMBER_ONLY
    if not any(map(_HAS_DIGIT.search, texts.values())):
        return Kind.NOTE
    if ordinal not in texts and len(texts) > 1:
        return Kind.SUBTOTAL
    return Kind.NOTE if _only_words(texts, table) else Kind.UNCLEAR


def _only_words(texts: Mapping[int, str], table: Table) -> bool:
    """Whether a row without a name is a line of words: one cell, or a note's beginning."""
    first = next(iter(texts.values()))
    numbered = is_ordinal(texts.get(_at(table, Field.ORDINAL), ""))
    return not numbered and (_NOTE.match(fold(first)) is not None or len(texts) == 1)


def _household_or_member(texts: Mapping[int, str], table: Table) -> Kind:
    crossed = table.column(Field.HEAD_MARK)
    if crossed is not None:
        said = texts.get(crossed, "")
        return Kind.HOUSEHOLD if mark(said) or says_head(said) else Kind.MEMBER
    relation = table.column(Field.RELATION)
    if relation is None:
        return Kind.MEMBER if table.heads_by and _at(table, table.heads_by) not in texts else Kind.HOUSEHOLD
    said = texts.get(relation, "")
    if said:
        return Kind.HOUSEHOLD if is_head_of_household(said) else Kind.MEMBER
    ordinal = table.column(Field.ORDINAL)
    return Kind.HOUSEHOLD if ordinal is None or ordinal in texts else Kind.MEMBER


def _is_section(name: str, ordinal: str) -> bool:
    return begins_with_word(name) or (bool(ordinal) and _ROMAN.fullmatch(ordinal) is not None) or names_a_class(name)


def names_a_class(text: str) -> bool:
    """Whether a line is about a class of households: «Hộ nghèo», «Hộ cận nghèo: 12 hộ»."""
    return _CLASS.match(fold(text[:_LONGEST_LINE])) is not None


def _is_person(texts: Mapping[int, str], table: Table) -> bool:
    """Whether a row has what only a person has: a birth year, a sex, an ID, a telephone, a relation, a code."""
    for which in (Field.BIRTH, Field.MALE, Field.FEMALE):
        text = texts.get(_at(table, which), "")
        if 0 < len(text) <= _LONGEST_YEAR and (fold(text) == "x" or _sure_year(text)):
            return True
    return any(tells(texts[column]) for which, tells in _PERSONAL.items() if (column := _at(table, which)) in texts)


def _digits(text: str) -> bool:
    """Whether a text is a telephone number or an ID, and no words."""
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def _known_sex(text: str) -> bool:
    return sex(text)[0] is not None


def _code(text: str) -> bool:
    return bool(code(text)[0])


def _sure_year(text: str) -> bool:
    year, doubt = birth_year(text)
    return year is not None and not doubt


_PERSONAL = {
    Field.SEX: _known_sex,
    Field.PERSONAL_ID: _digits,
    Field.PHONE: _digits,
    Field.RELATION: says_relation,
    Field.CODE: _code,
}


def _repeats_head(texts: Mapping[int, str], table: Table) -> bool:
    same = sum(_stands_in_head(text, table.labels.get(column, "")) for column, text in texts.items())
    known = sum(len(text) < _LONGEST_LABEL and field_of(text) is not None for text in texts.values())
    return (same > 1 and same >= 0.6 * len(texts)) or (known > _KNOWN_BY_CHANCE and known >= 0.6 * len(texts))


def _stands_in_head(text: str, label: str) -> bool:
    """Whether a cell is a part of its column's head; of one letter or digit («1» of a task) only the last part."""
    said, head = label_of(text), head_label(label)
    return said in head if len(text) > 1 else said != "" and head.split(" ")[-1] == said


def _at(table: Table, which: Field) -> int:
    return table.columns.get(which, (-1,))[0]
