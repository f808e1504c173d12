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
_ANY_VILLAGE = "|".join(VILLAGE_WORDS)

# Asked in this order; the first that fits decides. None: a column that is none of ours.
_RULES: tuple[tuple[Field | None, tuple[str, ...]], ...] = (
    (Field.RELATION, ("(moi )?quan he\\b.*", "qh( voi)? ?(ch|chu ho)?", "la gi voi chu ho")),
    (
        Field.MEMBERS,
        (
            f"(tong |tong so )?(so )?({_PEOPLE})( trong ho| hien co| thuc te| cua ho)?( nguoi| khau| nu)?",
            "so nguoi( trong ho)?|tong (so )?nguoi|so nhan khau trong ho|khau ho|so khau tong( so| cong)?",
            "nhan khau tong( so)?|members",
        ),
    ),
    (Field.HEAD, ("ho (va )?ten (cua )?chu ho( va)?( cac| tung)? thanh vien.*",)),
    (Field.MEMBER, ("ho (va )?ten( cac)? thanh vien.*|ten thanh vien", "thanh vien( trong ho| ho gia dinh)")),
    (
        None,
        (
            ".*\\b(vo|chong|con|cha|me|than nhan|nguoi than|can bo|nguoi lap|thanh vien|to truong|dieu tra)\\b.*",
            ".*\\b(ky ten|ky nhan|chu ky|ky xac nhan|ngay cap|noi cap|que quan|dien tich|lao dong|tuoi|phu trach)\\b.*",
            ".*\\b(noi sinh|nghe nghiep|ton giao|trong do|thoat ngheo)\\b.*",
        ),
    ),
    (Field.ORDINAL, ("tt|stt|so tt|so thu tu|thu tu|tt ho|stt ho|so thu tu ho|no|s t t|t t",)),
    (Field.HEAD, (".*\\b(ten|ho va ten|ho ten)\\b.*\\bchu ho\\b.*",)),
    (
        Field.BIRTH,
        (".*\\b(nam sinh|ngay sinh|thang nam sinh|sinh nam)\\b.*", "ns|n s|ntns|sinh|birth.*|year of birth|yob|dob"),
    ),
    (
        Field.CODE,
        (
            "ma|ma ho|ma so|ma so ho|ma ho gia dinh|ma dinh danh ho|so so|so so ho khau|so ho khau|so shk|shk",
            "ma ho khau|so ho so|id|code|ma ho dan( cu)?",
        ),
    ),
    (Field.PERSONAL_ID, (".*\\b(cccd|cmnd|cmt|cmtnd|gcmnd|can cuoc|chung minh|dinh danh)\\b.*", "so giay to.*")),
    (
        Field.PHONE,
        (".*\\b(sdt|dien thoai|so dt|dtdd|di dong|dt lien he|phone|zalo)\\b.*", "so lien (he|lac)"),
    ),
    (Field.SEX, ("gioi tinh.*|gioi|gt|phai|nam nu|sex",)),
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
            "chu ho( gia dinh)?|ho (va )?ten.*|ten ho.*|ten nguoi dai dien.*|nguoi dai dien.*|ho gia dinh",
            "head|name|dai dien ho",
        ),
    ),
    (
        Field.POVERTY,
        (
            "dien|dien ho|dien (doi tuong|ho).*|loai ho|doi tuong|phan loai( ho)?|hoan canh.*|hien trang ho",
            "xep loai ho|muc song|ho ngheo (va )?(ho )?can ngheo|ngheo can ngheo|ho ngheo hcn",
            "ho ngheo ho can ngheo.*|poverty",
        ),
    ),
    (Field.NEAR_POOR, ("(dien |la )?(ho )?can ngheo( x)?|hcn|cn|ho cn",)),
    (Field.POOR, ("(dien |la )?(ho )?ngheo( x)?|hn|ho n",)),
    (Field.ETHNIC_GROUP, ("(thanh phan )?dan toc( .*)?|ethnic.*|tp dan toc|dt",)),
    (
        Field.ADDRESS,
        (
            ".*\\b(dia chi|cho o|noi o|cu tru|thuong tru|dktt|hktt|tam tru|so nha)\\b.*",
            "dia ban|address",
        ),
    ),
    (Field.NOTE, ("(ghi chu|gc|chu thich|chu y|note).*",)),
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
_PUNCTUATION = re.compile(r"[^\w#]+")
_TASK = re.compile(r"(?:(?:phan viec|pv|viec|noi dung|nd|tieu chi|tc|muc)(?: so)? ?)?0?(\d{1,2})")
_SHORT_LABEL = 20
_LONGEST_LABEL = 200
_TODAYS_CARD = re.compile(r"cccd|can cuoc|dinh danh")
_SMALL_PART = re.compile(r".*\b(to|doi|khu|cum)( so)?")
_STRONG_HEAD = re.compile(r"chu ho|dai dien")


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
    return next((field for field, pattern in _COMPILED if pattern.fullmatch(label)), None)


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


def names_a_small_part(text: str) -> bool:
    """Whether a column names only a part of a village: «Tổ», «Đội»."""
    return _SMALL_PART.fullmatch(label_of(text)) is not None


def names_todays_card(text: str) -> bool:
    """Whether a column of IDs says that they are of today's cards (12 digits), not the old ones' (9 digits)."""
    return _TODAYS_CARD.search(label_of(text)) is not None
