"""What the heads of columns are called, in all the ways that offices write them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ntm_desktop.domain.text import clean, fold


class Field(StrEnum):
    """What a column can hold. `name_*`, `male`, `poor` … are parts that make up a field of the household."""

    ORDINAL = "ordinal"
    CODE = "code"
    HEAD = "head"
    NAME_FAMILY = "name_family"
    NAME_MIDDLE = "name_middle"
    NAME_GIVEN = "name_given"
    MEMBER = "member"
    RELATION = "relation"
    HEAD_MARK = "head_mark"
    PERSON_ORDINAL = "person_ordinal"
    BIRTH = "birth_year"
    SEX = "sex"
    MALE = "male"
    FEMALE = "female"
    VILLAGE = "village"
    ADDRESS = "address"
    MEMBERS = "members"
    ETHNIC_GROUP = "ethnic_group"
    POVERTY = "poverty"
    POOR = "poor"
    NEAR_POOR = "near_poor"
    PHONE = "phone"
    PERSONAL_ID = "personal_id"
    NOTE = "note"
    REMARK = "remark"


VILLAGE_WORDS = {
    "to dan pho": "tổ dân phố",
    "tdp": "tổ dân phố",
    "khoi pho": "khối phố",
    "tieu khu": "tiểu khu",
    "khu vuc": "khu vực",
    "kv": "khu vực",
    "khu dan cu": "khu dân cư",
    "kdc": "khu dân cư",
    "khu pho": "khu phố",
    "kp": "khu phố",
    "thon": "thôn",
    "ap": "ấp",
    "xom": "xóm",
    "ban": "bản",
    "lang": "làng",
    "buon": "buôn",
    "bon": "bon",
    "khom": "khóm",
    "plei": "plei",
    "phum": "phum",
    "soc": "sóc",
    "khoi": "khối",
    "doi": "đội",
    "to": "tổ",
    "khu": "khu",
}
_PEOPLE = "nhan khau|khau|nk|sk|thanh vien"
_WHEN = r"( (sau|truoc) ra soat| (dau|cuoi) (nam|ky)| hien nay| nam \d{4})*"
_ANY_VILLAGE = "|".join(VILLAGE_WORDS)

# Asked in this order; the first that fits decides. None: a column that is none of ours.
_RULES: tuple[tuple[Field | None, tuple[str, ...]], ...] = (
    (
        Field.RELATION,
        (
            "(moi )?quan he\\b.*",
            "qh( voi)? ?(ch|chu ho)?",
            "(q he|qhe|q h)( voi)?( ch| chu ho)?",
            "qhch",
            "la gi (voi|cua) chu ho|tu cach( trong ho)?",
        ),
    ),
    (
        Field.PERSONAL_ID,  # a card's number with the day and place of its issue behind, in one cell
        ("(so )?(the )?(cccd|cmnd|cmt|cmtnd|can cuoc|ddcn|dinh danh)\\b.*\\b(ngay cap|noi cap)\\b.*",),
    ),
    (
        Field.MEMBERS,
        (
            f"(tong |tong so )?(so )?({_PEOPLE})( trong ho| hien co| thuc te| cua ho| thuong tru)*( nguoi| khau| nu)?",
            "(tong )?(so )?nguoi trong ho( gia dinh)?|so nguoi|tong (so )?nguoi|so nhan khau trong ho",
            "khau ho|so khau tong( so| cong)?",
            "t so (nhan )?khau|(tong )?so tv|so luong (nhan )?khau",
            "nhan khau (tong( so)?|cong)|members|household size|hh size|family size|no of members",
        ),
    ),
    (
        Field.HEAD,
        (
            "ho (va )?ten (cua )?chu ho( va)?( cac| tung)? (thanh vien|vo|chong).*",
            "(ho )?(va )?ten( chu ho)?( va)? (nam|ngay|ngay thang nam) sinh( chu ho)?",
        ),
    ),
    (Field.BIRTH, ("(nam|ngay|ngay thang nam) sinh tuoi",)),
    (Field.PERSON_ORDINAL, ("(tt|stt|so tt|so thu tu) (nhan khau|khau|nguoi|nk|thanh vien|tv)",)),
    (Field.MEMBER, ("ho (va )?ten( cac)? thanh vien.*|ten thanh vien", "thanh vien( trong ho| ho gia dinh)")),
    (
        None,
        (
            ".*\\b(vo|chong|con|cha|me|than nhan|nguoi than|can bo|nguoi lap|thanh vien|to truong|dieu tra)\\b.*",
            ".*\\b(ky ten|ky nhan|chu ky|ky xac nhan|ngay cap|noi cap|que quan|dien tich|lao dong|tuoi|phu trach)\\b.*",
            ".*\\b(noi sinh|nghe nghiep|ton giao|trong do|thoat ngheo)\\b.*",
        ),
    ),
    (Field.NAME_FAMILY, ("ho( cua)? chu ho",)),
    (Field.ORDINAL, ("tt|stt|so tt|so thu tu|thu tu|tt ho|stt ho|so thu tu ho|no|s t t|t t",)),
    (Field.HEAD, (".*\\b(ten|ho va ten|ho ten)\\b.*\\bchu ho\\b.*",)),
    (Field.MALE, ("(nam sinh|ngay sinh|ngay thang nam sinh|sinh nam|ns) (chu ho )?nam",)),
    (Field.FEMALE, ("(nam sinh|ngay sinh|ngay thang nam sinh|sinh nam|ns) (chu ho )?nu",)),
    (
        Field.BIRTH,
        (
            ".*\\b(nam sinh|ngay sinh|thang nam sinh|sinh nam)\\b.*",
            "ns|n s|n sinh|ntns|sinh( ngay)?|birth.*|year of birth|yob|dob",
        ),
    ),
    (
        Field.CODE,
        (
            "ma|ma (so )?ho( gia dinh| ngheo| can ngheo)?|ma so|so ho so ho|ma dinh danh ho",
            "so so|so so ho khau|so ho khau|so shk|shk",
            "ma ho khau|so ho so|id|code|ma ho dan( cu)?|(so |ma )?hsct|so (so )?hk|ma (so )?hgd|household (code|id)",
        ),
    ),
    (
        Field.PERSONAL_ID,
        (".*\\b(cccd|cmnd|cmt|cmtnd|gcmnd|ddcn|can cuoc|chung minh|dinh danh)\\b.*", "so giay to.*|(so )?gttt"),
    ),
    (
        Field.PHONE,
        (".*\\b(sdt|dien thoai|so dt|dtdd|di dong|dt lien he|phone|zalo)\\b.*", "so lien (he|lac)|tel|mobile"),
    ),
    (Field.SEX, ("gioi tinh.*|gioi|gt|g tinh|phai( nam nu)?|nam nu|sex|gender",)),
    (Field.MALE, ("nam",)),
    (Field.FEMALE, ("nu",)),
    (Field.NAME_FAMILY, ("ho",)),
    (
        Field.NAME_MIDDLE,
        ("ho (va )?(ten )?(chu )?(dem|lot|ten lot)", "ten (dem|lot)|chu lot|chu dem|dem|ho ten dem|lot"),
    ),
    (Field.NAME_GIVEN, ("ten( goi)?|(ten |chu )?(dem|lot)( va)? ten",)),
    (
        Field.HEAD,
        (
            "chu ho( gia dinh)?( ho (va )?ten| ong ba)?|ho gia dinh ong ba|ho ong ba|nguoi dung ten( ho.*)?",
            "ho (va )?(chu )?(dem|lot) (va )?ten( khai sinh)?",
            "ho (va )?ten.*|ten ho.*|ten nguoi dai dien.*|nguoi dai dien.*|ho gia dinh",
            "(name of )?(the )?(household |hh )?head( of (the )?(household|family))?",
            "(full )?name|head s name|dai dien ho",
        ),
    ),
    (
        Field.POVERTY,
        (
            "dien|dien ho|dien (doi tuong|ho).*|loai( ho)?|doi tuong|hoan canh.*|hien trang ho",
            f"(ket qua )?(phan loai|ra soat)( ho)?( gia dinh)?{_WHEN}",
            "phan loai( ho)?( \\d [a-z ]*ngheo)+( \\d [a-z ]+)*",
            "xep loai ho|muc song|ho ngheo (va )?(ho )?can ngheo|ngheo can ngheo|ho ngheo hcn",
            "ho ngheo ho can ngheo.*|poverty|muc song.*|tinh trang (ho )?(ngheo|kinh te).*|loai ho n cn( k| kn)?",
            "(?!danh sach|tong hop).{0,40}\\bngheo\\b.{0,20}\\bcan ngheo\\b.{0,20}",
        ),
    ),
    (Field.NEAR_POOR, ("(dien |la )?(ho )?can ngheo( x| hcn| cn)?( (nam )?20\\d\\d)?|hcn|cn|ho cn",)),
    (Field.POOR, ("(dien |la )?(ho )?ngheo( x| hn)?( (nam )?20\\d\\d)?|hn|ho n",)),
    (Field.ETHNIC_GROUP, ("(thanh phan )?dan toc( .*)?|ethnic.*|tp dan toc|toc nguoi|dt",)),
    (
        Field.ADDRESS,
        (
            ".*\\b(dia chi|cho o|noi o|cu tru|thuong tru|dktt|hktt|dkhktt|dkhk|tam tru|so nha)\\b.*",
            "dia ban|address",
        ),
    ),
    (Field.NOTE, ("(ghi chu|gc|g chu|chu thich|chu y|note).*",)),
    (Field.REMARK, ("nhan xet|y kien|remark",)),
    (
        Field.VILLAGE,
        (
            f"(ten |thuoc |dia ban )?({_ANY_VILLAGE})( (ten|{_ANY_VILLAGE}|v v))*",
            f"thon ban.*|village|khu vuc( ({_ANY_VILLAGE}))*|don vi",
        ),
    ),
)
_COMPILED = tuple((field, re.compile("|".join(patterns))) for field, patterns in _RULES)
_FOREIGN = next(pattern for field, pattern in _COMPILED if field is None)
_PUNCTUATION = re.compile(r"[^\w#]+|_+")
_TASK = re.compile(r"(?:(?:phan viec|pv|viec|noi dung|nd|tieu chi|tc|muc)(?: so)? ?)?0?(\d{1,2})")
_SHORT_LABEL = 20
_LONGEST_LABEL = 200
_TODAYS_CARD = re.compile(r"cccd|can cuoc|dinh danh")
_SMALL_PART = re.compile(r".*\b(to|doi|khu|cum)( so)?")
_STRONG_HEAD = re.compile(r"chu ho|dai dien")
_TWO_LANGUAGES = re.compile(r"\s*[/|\n]\s*")
# Heads that programs write without spaces («HOTEN»), and people letter by letter downwards.
_SQUEEZED = {
    label.replace(" ", ""): field
    for label, field in (
        ("ho ten", Field.HEAD), ("ho va ten", Field.HEAD), ("ten chu ho", Field.HEAD), ("ho ten chu ho", Field.HEAD),
        ("ho va ten chu ho", Field.HEAD), ("nam sinh", Field.BIRTH), ("ngay sinh", Field.BIRTH),
        ("ngay thang nam sinh", Field.BIRTH), ("gioi tinh", Field.SEX), ("quan he", Field.RELATION),
        ("quan he chu ho", Field.RELATION), ("quan he voi chu ho", Field.RELATION), ("ma ho", Field.CODE),
        ("ma so ho", Field.CODE), ("so ho khau", Field.CODE), ("dia chi", Field.ADDRESS),
        ("dan toc", Field.ETHNIC_GROUP),
        ("so cccd", Field.PERSONAL_ID), ("so cmnd", Field.PERSONAL_ID), ("so dinh danh", Field.PERSONAL_ID),
        ("dien thoai", Field.PHONE), ("so dien thoai", Field.PHONE), ("so dt", Field.PHONE), ("so khau", Field.MEMBERS),
        ("nhan khau", Field.MEMBERS), ("so nhan khau", Field.MEMBERS), ("ghi chu", Field.NOTE),
        ("dien ho", Field.POVERTY),
        ("ho ngheo", Field.POOR), ("ho can ngheo", Field.NEAR_POOR), ("can ngheo", Field.NEAR_POOR),
        ("ten thon", Field.VILLAGE), ("ten ap", Field.VILLAGE), ("thon ap", Field.VILLAGE),
        ("so thu tu", Field.ORDINAL),
    )
}  # fmt: skip
_OFFICIALS = re.compile(r".*\b(chuc vu|chuc danh|chuc trach)\b.*")
_LEADERS = re.compile(
    rf".*\b((truong|pho) ({_ANY_VILLAGE})|({_ANY_VILLAGE}) (truong|pho)|bi thu|can bo|cong tac vien|hoi truong)\b.*"
)
_GROUPS = re.compile(r".*\b(ho|shk|hsct)\b.*")
_COUNTS = re.compile(r"(tong )?(so (luong )?ho|dem cua .*|count of .*|so luong)")
_YEAR = re.compile(r"\b20\d\d\b")
_LATER, _EARLIER = re.compile(r"\b(cuoi|sau|hien|moi)\b"), re.compile(r"\b(dau|truoc|cu)\b")


def label_of(text: str) -> str:
    """Return a head's text folded, its punctuation as single spaces: «Thôn/ấp» → «thon ap»."""
    return _PUNCTUATION.sub(" ", fold(text)).strip()


@lru_cache(maxsize=256)
def head_label(text: str) -> str:
    """Return `label_of` a column's own head, which every row below it is compared with."""
    return label_of(text)


@lru_cache(maxsize=4096)
def field_of(text: str) -> Field | None:
    """Return what a column with this head holds; None where it is none of ours.

    Case and marks are set aside but where they tell two words apart: «Năm» from «Nam», «ĐT» from «DT».
    """
    text = text[:_LONGEST_LABEL]
    label = label_of(text)
    exact = clean(text).casefold()
    if not label or exact == "năm":
        return Field.BIRTH if exact == "năm" else None
    if label == "dt" and "đ" in exact:
        return Field.PHONE
    if label == "ho" and exact == "hộ":
        return Field.HEAD
    known, found = _of_label(label)
    if known:
        # «Năm sinh (năm)» asks for a year, not for men.
        return Field.BIRTH if found is Field.MALE and exact.rstrip(" )").endswith("năm") else found
    return _SQUEEZED.get(label.replace(" ", "")) or _of_first_language(text)


def _of_label(label: str) -> tuple[bool, Field | None]:
    """Return whether any rule knows a label, and what it says: it may be that the column is none of ours."""
    for field, pattern in _COMPILED:
        if pattern.fullmatch(label):
            return True, field
    return False, None


def _of_first_language(text: str) -> Field | None:
    """Return what the first part of «Số khẩu / Members» says."""
    first, *others = _TWO_LANGUAGES.split(text.strip())
    return _of_label(label_of(first))[1] if others and first else None


def is_foreign(text: str) -> bool:
    """Whether a head over others says that they are about somebody or something else («Vợ/chồng»)."""
    return _FOREIGN.fullmatch(label_of(text)) is not None


@lru_cache(maxsize=4096)
def task_number(text: str) -> int | None:
    """Return the number of a task's column: «7», «PV 7», «Phần việc 7», «7. Nhà ở»; None for others."""
    label = label_of(text[:_LONGEST_LABEL])
    match = _TASK.match(label)
    if match is None or not (match.end() == len(label) or label[match.end()] == " "):
        return None
    number = int(match.group(1))
    return number if number and (label != match.group() or len(label) < _SHORT_LABEL) else None


def names_the_head(text: str) -> bool:
    """Whether a name column says that it holds the head of household, not just anybody."""
    return _STRONG_HEAD.search(label_of(text)) is not None


def names_others_too(text: str) -> bool:
    """Whether a name column says that it holds the members of households as well as their heads."""
    return re.search(r"\b(thanh vien|vo|chong|nhan khau)\b", label_of(text)) is not None


def names_a_small_part(text: str) -> bool:
    """Whether a column names only a part of a village: «Tổ», «Đội»."""
    return _SMALL_PART.fullmatch(label_of(text)) is not None


def names_todays_card(text: str) -> bool:
    """Whether a column of IDs says that they are of today's cards (12 digits), not the old ones' (9 digits)."""
    return _TODAYS_CARD.search(label_of(text)) is not None


def names_only_the_given_name(text: str) -> bool:
    """Whether a head of household's column is the last of his name's: «Tên chủ hộ» beside «Họ chủ hộ»."""
    return label_of(text).startswith("ten ")


def names_officials(text: str) -> bool:
    """Whether a column tells posts, so that the table is of officials: «Chức vụ»."""
    return _OFFICIALS.fullmatch(label_of(text)) is not None


def names_leaders(text: str) -> bool:
    """Whether a column of names is of those who lead a village: «Họ tên trưởng ấp»."""
    return _LEADERS.fullmatch(label_of(text)) is not None


def names_households(text: str) -> bool:
    """Whether a number or code is said to be a household's: «TT hộ», «Số hộ khẩu»."""
    return _GROUPS.fullmatch(label_of(text)) is not None


def names_a_count(text: str) -> bool:
    """Whether a column counts households, as a small table of sums does: «Số hộ»."""
    return _COUNTS.fullmatch(label_of(text)) is not None


def lateness(text: str) -> tuple[int, int]:
    """Return what orders columns of one kind by time: «Phân loại đầu năm» before «… cuối năm», 2023 before 2024."""
    label = label_of(text)
    years = [int(year) for year in _YEAR.findall(label)]
    return max(years, default=0), (_LATER.search(label) is not None) - (_EARLIER.search(label) is not None)
