"""UTF-8 that a program took for Western text and saved again: «Nguyá»…n VÄƒn» back to «Nguyễn Văn»."""

from __future__ import annotations

import re

# How the bytes of Vietnamese letters look in windows-1252: á» and áº (ạ … ỹ), Ä‘ Äƒ Æ° Æ¡ (đ ă ư ơ), Ã and one more.
_LOOKS = re.compile(
    "á[º»][\u0080-\u00bf\u0152-\u2122]|Ä[\u0090\u0091\u0192\u201a\u2018\x83\x82]|Æ[°¡¯\u00a0]|Ã[\u00a0-\u00bf]"
)


def misread(text: str) -> bool:
    """Whether a text looks like UTF-8 taken for Western text."""
    return _LOOKS.search(text) is not None


def reread(text: str) -> str:
    """Return the text as it was written; unchanged where it does not go back whole."""
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(letter: str) -> bytes:
    """Return the byte of a letter of windows-1252; the five bytes that it leaves out stand for themselves."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
