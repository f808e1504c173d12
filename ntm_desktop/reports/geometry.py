"""Pages as drawing commands, in points from the top left corner: one layout for PDF, preview and printer.

A painter draws, in this order, `fills`, `lines`, `marks` and `texts`. NamedTuples, since a sheet of 5,000 rows has
hundreds of thousands of them and they cost a third of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Colour = tuple[float, float, float]
_HAIR = 0.01


class Text(NamedTuple):
    """A text whose baseline begins at (x, y). `font` is a face of `fonts.FACES`; `upwards` turns it by 90 degrees."""

    x: float
    y: float
    text: str
    font: str
    size: float
    word_space: float = 0.0
    upwards: bool = False


class Line(NamedTuple):
    """A straight line, black, `width` points thick."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


class Fill(NamedTuple):
    """A filled rectangle without border."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Mark(NamedTuple):
    """An open stroke through points with round ends, black: the status signs."""

    points: tuple[tuple[float, float], ...]
    width: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points and what to draw."""

    width: float
    height: float
    fills: tuple[Fill, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]


class Pen:
    """Collects the commands of one page. Vertical strokes that touch become one line."""

    def __init__(self) -> None:
        self.fills: list[Fill] = []
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.texts: list[Text] = []
        self._open: dict[tuple[float, float], tuple[float, float]] = {}
        self._across: set[tuple[float, float, float]] = set()

    def horizontal(self, x0: float, x1: float, y: float, width: float) -> None:
        """Draw a horizontal line once, however many cells share it."""
        key = (x0, x1, round(y, 2))
        if key not in self._across:
            self._across.add(key)
            self.lines.append(Line(x0, y, x1, y, width))

    def vertical(self, x: float, y0: float, y1: float, width: float) -> None:
        """Draw a vertical line, joined to the one at the same place that ends where this begins.

        Two cells that share an edge draw it once.
        """
        key = (x, width)
        start, end = self._open.get(key, (y0, y0))
        if start - _HAIR <= y0 and y1 <= end + _HAIR:
            return
        if abs(end - y0) > _HAIR:
            self.lines.append(Line(x, start, x, end, width))
            start = y0
        self._open[key] = (start, y1)

    def page(self, width: float, height: float) -> Page:
        """Return what was drawn as a page of this size."""
        joined = [Line(x, y0, x, y1, stroke) for (x, stroke), (y0, y1) in self._open.items()]
        return Page(
            width,
            height,
            tuple(self.fills),
            (*self.lines, *joined),
            tuple(self.marks),
            tuple(self.texts),
        )
