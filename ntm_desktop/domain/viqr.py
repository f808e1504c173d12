"""VIQR, as mails and old programs had Vietnamese: «Nguye^~n Va(n Hu`ng». Read only where it is certain."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ntm_desktop.domain.legacy_fonts import readable

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHAPES = {"(": "\u0306", "^": "\u0302", "+": "\u031b", "*": "\u031b"}
_TONES = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323", "\u2019": "\u0301"}
_LETTER = re.compile(r"([aeiouyAEIOUY])([(^+*]?)([`'?~.\u2019]?)|([dD])[dD]")
_WORD = re.compile(r"[A-Za-z(^+*`'?~.\u2019]+")
# Both shapes that no other writing has behind a vowel: one of them stands in every third word.
_SHAPED = re.compile(r"[aeoAEO]\^|[aA]\(|[ouOU]\+")
_ENOUGH, _CERTAIN = 3, 0.95


def maybe_viqr(text: str) -> bool:
    """Whether text may be VIQR: cheap, for whole sheets at once."""
    return "^" in text and ("+" in text or "(" in text)


def is_viqr(texts: Iterable[str]) -> bool:
    """Whether these texts are surely VIQR: many words with its shapes, nearly all of them Vietnamese syllables."""
    words = [word for text in texts if text.isascii() for word in _WORD.findall(text) if _SHAPED.search(word)]
    return len(words) >= _ENOUGH and sum(map(_reads_well, words)) >= _CERTAIN * len(words)


def from_viqr(text: str) -> str:
    """Return a text of a sheet kept in VIQR in Unicode; what is then no Vietnamese syllable stays as it is."""
    return _WORD.sub(lambda match: _word(match.group()), text) if text.isascii() else text


def _reads_well(word: str) -> bool:
    return readable(_converted(word).rstrip(".?')"))


def _word(word: str) -> str:
    written = _converted(word)
    return written if _reads_well(word) else word


def _converted(word: str) -> str:
    return unicodedata.normalize("NFC", _LETTER.sub(_letter, word))


def _letter(match: re.Match[str]) -> str:
    if match[4]:
        return "Đ" if match[4] == "D" else "đ"
    shape = _SHAPES.get(match[2], "")
    return f"{match[1]}{shape}{_TONES.get(match[3], '')}" if shape or match[3] else match[1]
