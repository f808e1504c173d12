"""TCVN3 (ABC) and VNI-Windows text to Unicode, and telling such text from Unicode.

Both are one-byte conventions of old fonts (.VnTime, VNI-Times): a file keeps «Hä tªn» or «Hoï teân» and only
the font makes it «Họ tên». Tables after TCVN 5712:1993 (VN3) and the VNI-Windows convention.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Legacy(StrEnum):
    """The two conventions that offices still keep lists in."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3_BYTES = "µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ® ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ ßãáâä «åèæçé ¬êíëìî ïóñòô \u00adõøö÷ù úýûüþ ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ ĂÂĐÊÔƠƯ"
TCVN3_TABLE = {byte: letter for byte, letter in zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True) if byte != " "}

# VNI writes the letter, then one character for tone, or for shape and tone together.
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_BREVE = {
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_SINGLE = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "ì": "ì",
    "í": "í",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni_table() -> dict[str, str]:
    marks = [(base, _TONES) for base in "aeouyôö"]
    marks += [(base, _CIRCUMFLEX) for base in "aeo"] + [("a", _BREVE)]
    table = dict(_SINGLE)
    for base, kinds in marks:
        letter = _SINGLE.get(base, base)
        for mark, combining in kinds.items():
            table[base + mark] = unicodedata.normalize("NFC", letter + combining)
    upper = {source.upper(): target.upper() for source, target in table.items()}
    # A capital with a small mark («Aù») is seen where a font has no capital marks.
    mixed = {source[0].upper() + source[1:]: target.upper() for source, target in table.items()}
    return {**mixed, **upper, **table}


VNI_TABLE = _vni_table()
_TCVN3_MAP = str.maketrans(TCVN3_TABLE)
_VNI_PATTERN = re.compile("|".join(re.escape(key) for key in sorted(VNI_TABLE, key=len, reverse=True)))

# Characters of Latin-1 that no Vietnamese text in Unicode holds, but both conventions are full of.
_FOREIGN = "µ¸¶·¹¨»¾¼½Æ©ÇË®ÎÏÑªÖ×ØÜÞßäå«æç¬ëîïñö÷øûüþ¡¢§£¤¥¦\u00adÐÅÄÛ"
_SUSPECT = re.compile(f"[{_FOREIGN}]")
_HIGH = re.compile("[\u00a1-\u00ff]")
_UNICODE_ONLY = re.compile("[\u0100-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
_WORDS = re.compile(r"[^\W\d_]+")
# In old text a letter may be a symbol («»», «¶»), so that a word is all that no space or plain mark parts.
_RAW_WORDS = re.compile("[A-Za-z\u00a1-\u00ff]+")

_ONSETS = "ngh|ng|nh|gh|gi|ch|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx]"
# What ends a syllable by itself, and what a consonant may close.
_OPEN = "iêu|yêu|ươu|ươi|uôi|uya|oai|oay|oao|oeo|uây|uyu|uơ|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu"
_CLOSED = "uyê|iê|yê|ươ|uô|uâ|uê|uy|oa|oă|oe|oo|[aăâeêioôơuưy]"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_OPEN}|(?:{_CLOSED})(?:ch|ng|nh|[cmnpt])?)")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def to_unicode(text: str, legacy: Legacy, *, capitals: bool = False) -> str:
    """Return `text` of the convention `legacy` as Unicode NFC; `capitals` for fonts such as .VnTimeH.

    Old fonts have no capitals with marks, so that «BµNH» is meant as «BÀNH».
    """
    if legacy is Legacy.TCVN3:
        written = text.translate(_TCVN3_MAP)
    else:
        written = _VNI_PATTERN.sub(lambda match: VNI_TABLE[match.group()], text)
    written = unicodedata.normalize("NFC", written)
    if capitals or _meant_as_capitals(written):
        return written.upper()
    return _WORDS.sub(lambda match: _word_of_capitals(match.group()), written)


def _word_of_capitals(word: str) -> str:
    """Return a word in capitals where its plain letters are, at least two: «HòA BìNH» within a title."""
    plain = [char for char in word if char.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def legacy_of_font(name: str) -> tuple[Legacy, bool] | None:
    """Return the convention of a font by its name, and whether it shows capitals only; None for others."""
    folded = name.strip().casefold()
    if folded.startswith(".vn"):
        return Legacy.TCVN3, name.strip().endswith("H")
    return (Legacy.VNI, False) if folded.startswith("vni") else None


def suspect(text: str) -> bool:
    """Whether `text` holds characters that Unicode Vietnamese never has: cheap, for whole sheets at once."""
    return _SUSPECT.search(text) is not None


def surely_unicode(text: str) -> bool:
    """Whether `text` holds Vietnamese letters that only Unicode has."""
    return _UNICODE_ONLY.search(text) is not None


def score(text: str, legacy: Legacy | None) -> float:
    """Return how Vietnamese `text` reads when taken as `legacy` (None: as it stands), from 0 to 1.

    The share of its words with marks that become spellable Vietnamese syllables; 0 where no word has marks.
    """
    words = [word for word in _RAW_WORDS.findall(text) if _HIGH.search(word)]
    good = sum(_reads_well(word, legacy) for word in words)
    return good / len(words) if words else 0.0


def vietnamese_share(text: str) -> float:
    """Return the share of words with marks that are spellable Vietnamese syllables in Unicode, from 0 to 1."""
    words = [word for word in _WORDS.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(_reads_well(word, None) for word in words) / len(words) if words else 0.0


def detect(texts: Iterable[str]) -> Legacy | None:
    """Return the convention that these texts (of one column or sheet) are kept in; None for Unicode."""
    sample = " ".join(text for text in texts if _HIGH.search(text) and not surely_unicode(text))
    best = max(Legacy, key=lambda legacy: score(sample, legacy))
    wins = score(sample, best) > max(score(sample, None), 0.5)
    return best if wins and suspect(sample) else None


def repair(text: str, legacy: Legacy | None) -> str:
    """Bring one text of a column kept in `legacy` to Unicode; text that already is Unicode stays."""
    if legacy is None or not _HIGH.search(text) or surely_unicode(text):
        return text
    if not suspect(text) and score(text, None) > score(text, legacy):
        return text
    return to_unicode(text, legacy)


@lru_cache(maxsize=16384)
def _reads_well(word: str, legacy: Legacy | None) -> bool:
    written = word if legacy is None else to_unicode(word, legacy)
    if not _WORDS.fullmatch(written):
        return False
    plain = _TONE_MARKS.sub("", unicodedata.normalize("NFD", written.lower()))
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def readable(word: str) -> bool:
    """Whether a word in Unicode is a Vietnamese syllable that can be spelled."""
    return _reads_well(word, None)


def _meant_as_capitals(text: str) -> bool:
    """Whether all plain letters are capitals, and some word has two of them: «THôN ĐồNG»."""
    words = [[char for char in word if char.isascii()] for word in _WORDS.findall(text)]
    plain = [char for word in words for char in word]
    return bool(plain) and all(map(str.isupper, plain)) and max(map(len, words)) > 1
