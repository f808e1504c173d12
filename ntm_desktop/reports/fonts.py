"""The embedded font: Liberation Serif (SIL OFL), as wide as Times New Roman letter by letter; widths and wrapping."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ntm_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REGULAR = "NtmSerif"
BOLD = "NtmSerif-Bold"
ITALIC = "NtmSerif-Italic"
BOLD_ITALIC = "NtmSerif-BoldItalic"
FACES: Mapping[str, str] = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
ASCENT = 0.891
DESCENT = 0.216
NO_BREAK = "\u00a0"


def style(*, bold: bool = False, italic: bool = False) -> str:
    """Return the face for a style."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR


def file_of(name: str) -> Path:
    """Return the file of a face: a preview loads the very font that is embedded in the PDF."""
    return paths.resources_folder() / "fonts" / FACES[name]


@cache
def face(name: str) -> Any:  # noqa: ANN401 - reportlab has no types
    """Load a face once and make it known to reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(file_of(name)))
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=65536)
def unit_width(text: str, font: str) -> float:
    """Return the width of a text at size 1, in points."""
    metrics = face(font).face
    widths: Mapping[int, float] = metrics.charWidths
    default: float = metrics.defaultWidth
    return sum([widths.get(ord(letter), default) for letter in text]) / 1000


def width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    return unit_width(text, font) * size


@lru_cache(maxsize=65536)
def wrap(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines no wider than `room` points, at spaces, and inside a word only where it is too long.

    Line feeds break too. Nothing is ever cut off: a letter wider than the room still gets its line.
    """
    if "\n" not in text and unit_width(text, font) * size <= room:
        return (text,)
    lines: list[str] = []
    for part in text.split("\n"):
        lines.extend(_wrapped(part, font, size, room))
    return tuple(lines)


def _wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, font, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = pieces(word, font, size, room)
        lines.extend(full)
    return [*lines, line]


def pieces(word: str, font: str, size: float, room: float) -> list[str]:
    """Break a word into pieces no wider than `room`, each of one letter at least."""
    result = [""]
    for letter in word:
        if result[-1] and width(result[-1] + letter, font, size) > room:
            result.append("")
        result[-1] += letter
    return result
