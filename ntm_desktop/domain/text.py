"""Vietnamese text: one normal form, folding for search, and the order of the Vietnamese alphabet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
# What `clean` would change in text that is in NFC already: white space other than single spaces between words, and
# letters that only look like «Đ» («Ð» of Iceland, «Ɖ» of Africa), as converters of old fonts leave them.
_UNTIDY = re.compile(
    "[\u00d0\u00f0\u0189\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[^\\S ]|^ | $|  "
)
# a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f j w z where dictionaries put them
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
# Tones in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}
# Zero-width and bidirectional controls: invisible, so they could make two names look the same.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")

_LOOK_ALIKES = str.maketrans("ÐðƉ", "ĐđĐ")

# Every Vietnamese letter with marks to its plain one: a table is five times faster than decomposing.
_PLAIN = {
    ord(case(composed)): case(plain)
    for plain, shapes in (("a", "aăâ"), ("e", "eê"), ("i", "i"), ("o", "oôơ"), ("u", "uư"), ("y", "y"))
    for shape in shapes
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    for composed in [unicodedata.normalize("NFC", shape + tone)]
    for case in (str.lower, str.upper)
} | {ord("đ"): "d", ord("Đ"): "D"}


def clean(text: str) -> str:
    """Return `text` in NFC, without invisible controls, with runs of white space as one space, trimmed."""
    composed = unicodedata.normalize("NFC", text)
    if _UNTIDY.search(composed) is None:
        return composed
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", composed)).translate(_LOOK_ALIKES)
    return _SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """Return `text` without diacritics and case (đ→d), spaces folded: what search compares."""
    if text.isascii():
        return clean(text).casefold()
    plain = clean(text).translate(_PLAIN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain.casefold())
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_PLAIN)
    return plain.casefold()


@lru_cache(maxsize=65536)
def collation_key(text: str) -> str:
    """Return a key that sorts by the Vietnamese alphabet: letters of all syllables first, then tones, then case.

    The key is itself a string so that a database column can hold it.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in clean(text).split(" "):
        tone = 0
        for letter in unicodedata.normalize("NFD", word.casefold()):
            if letter in _TONE_RANK:
                tone = _TONE_RANK[letter]
            elif letter in _SHAPES and letters:
                base = unicodedata.normalize("NFC", _unranked(letters.pop()) + letter)
                letters.append(_ranked(base))
            elif not unicodedata.combining(letter):
                letters.append(_ranked(letter))
        letters.append("!")
        tones.append(str(tone))
    return "".join(letters) + "\x20" + "".join(tones)


def person_key(name: str) -> str:
    """Return a key that sorts people by given name, then family and middle names, as Vietnamese lists do."""
    words = clean(name).split(" ")
    return collation_key(words[-1]) + "\x1f" + collation_key(" ".join(words[:-1]))


def _ranked(letter: str) -> str:
    rank = _LETTER_RANK.get(letter)
    return chr(0x60 + rank) if rank is not None else letter


def _unranked(key: str) -> str:
    rank = ord(key) - 0x60
    return _ALPHABET[rank - 1] if 1 <= rank <= len(_ALPHABET) else key
