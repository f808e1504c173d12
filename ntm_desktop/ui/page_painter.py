"""Draws a laid-out page with QPainter: the same commands, fonts and points as the PDF.

The page is known by its shape only (`PageLike`); the reports that make it are another layer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPen, QPolygonF, QRawFont

from ntm_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = 100  # letters are measured at this many pixels, where hinting no longer moves them
_UPRIGHT = -90.0
_INK = QColor(0, 0, 0)


class TextLike(Protocol):
    """A text whose baseline begins at (x, y)."""

    @property
    def x(self) -> float:
        """Points from the left."""

    @property
    def y(self) -> float:
        """Points from the top, of the baseline."""

    @property
    def text(self) -> str:
        """What is written."""

    @property
    def font(self) -> str:
        """The face: its name tells bold and italic."""

    @property
    def size(self) -> float:
        """The size in points."""

    @property
    def word_space(self) -> float:
        """Points added to each space."""

    @property
    def upwards(self) -> bool:
        """Whether it runs from the bottom to the top."""


class LineLike(Protocol):
    """A straight black line."""

    @property
    def x0(self) -> float:
        """Where it begins, from the left."""

    @property
    def y0(self) -> float:
        """Where it begins, from the top."""

    @property
    def x1(self) -> float:
        """Where it ends, from the left."""

    @property
    def y1(self) -> float:
        """Where it ends, from the top."""

    @property
    def width(self) -> float:
        """Its thickness in points."""


class FillLike(Protocol):
    """A filled rectangle."""

    @property
    def x(self) -> float:
        """Points from the left."""

    @property
    def y(self) -> float:
        """Points from the top."""

    @property
    def width(self) -> float:
        """Its width."""

    @property
    def height(self) -> float:
        """Its height."""

    @property
    def colour(self) -> tuple[float, float, float]:
        """Red, green, blue from 0 to 1."""


class MarkLike(Protocol):
    """An open stroke with round ends."""

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Its corners."""

    @property
    def width(self) -> float:
        """Its thickness in points."""


class PageLike(Protocol):
    """One page: its size in points from the top left corner, and what to draw in this order."""

    @property
    def width(self) -> float:
        """Its width."""

    @property
    def height(self) -> float:
        """Its height."""

    @property
    def fills(self) -> Sequence[FillLike]:
        """Grounds, drawn first."""

    @property
    def lines(self) -> Sequence[LineLike]:
        """Rules."""

    @property
    def marks(self) -> Sequence[MarkLike]:
        """Signs."""

    @property
    def texts(self) -> Sequence[TextLike]:
        """Texts, drawn last."""


def paint_page(painter: QPainter, page: PageLike) -> None:
    """Draw a page at the origin; one unit of the painter is one point."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for fill in page.fills:
        painter.fillRect(QRectF(fill.x, fill.y, fill.width, fill.height), QColor.fromRgbF(*fill.colour))
    for line in page.lines:
        painter.setPen(QPen(_INK, line.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(line.x0, line.y0), QPointF(line.x1, line.y1))
    for mark in page.marks:
        round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(_INK, mark.width, *round_ends))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in mark.points]))
    painter.setPen(_INK)
    for text in page.texts:
        _write(painter, text)


def text_width(text: str, face: str, size: float) -> float:
    """Return the width in points of a text as this painter draws it."""
    font = _font(face)
    advances = font.advancesForGlyphIndexes(font.glyphIndexesForString(text))
    return sum(advance.x() for advance in advances) * size / _UNIT


def _write(painter: QPainter, text: TextLike) -> None:
    painter.save()
    painter.translate(text.x, text.y)
    if text.upwards:
        painter.rotate(_UPRIGHT)
    scale = text.size / _UNIT
    painter.scale(scale, scale)
    painter.drawGlyphRun(QPointF(0, 0), _run(text.text, _font(text.font), text.word_space / scale))
    painter.restore()


def _run(text: str, font: QRawFont, word_space: float) -> QGlyphRun:
    glyphs = font.glyphIndexesForString(text)
    places, x = [], 0.0
    for letter, advance in zip(text, font.advancesForGlyphIndexes(glyphs), strict=False):
        places.append(QPointF(x, 0))
        x += advance.x() + (word_space if letter == " " else 0.0)
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(glyphs[: len(places)])
    run.setPositions(places)
    return run


@cache
def _font(face: str) -> QRawFont:
    """Load a face from its own file: a system's font of the same name may lack Vietnamese letters."""
    style = ("Bold" if "Bold" in face else "") + ("Italic" if "Italic" in face else "") or "Regular"
    file = paths.resources_folder() / "fonts" / f"LiberationSerif-{style}.ttf"
    return QRawFont(str(file), _UNIT, QFont.HintingPreference.PreferNoHinting)
