"""Boxes: pieces of a page that know their height and paint themselves; slots say how they follow each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ntm_desktop.reports import fonts
from ntm_desktop.reports.document import Align
from ntm_desktop.reports.geometry import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.reports.geometry import Pen

LEADING = 1.15


class Box(Protocol):
    """Something with a height in points that paints itself with its top left corner at (x, y)."""

    @property
    def height(self) -> float:
        """Height in points."""

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""


@runtime_checkable
class Splittable(Protocol):
    """A box that may be higher than a page and can then be parted."""

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Return a part that fits into `room` points, and the rest; None where nothing can be parted."""


@dataclass(slots=True)
class Slot:
    """A box in the flow.

    `gap` is the space above it, dropped at the top of a page. `keep` holds it on one page with the next slot.
    `head` is what a new page that begins with this slot begins with (a table's head). `new_page` forces a page.
    """

    box: Box
    gap: float = 0.0
    keep: bool = False
    head: Box | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room."""

    height: float

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Boxes with places of their own, painted as one."""

    parts: tuple[tuple[float, float, Box], ...]
    height: float

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw every part at its offset."""
        for right, down, box in self.parts:
            box.paint(pen, x + right, y + down)


Segment = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LineBox:
    """One line of text of one or more styles, `width` points wide. A justified line stretches its spaces."""

    segments: tuple[Segment, ...]
    size: float
    width: float
    align: Align = Align.LEFT
    leading: float = LEADING

    @property
    def height(self) -> float:
        """Height in points."""
        return self.size * self.leading

    @property
    def natural(self) -> float:
        """The width of the text itself."""
        return sum(fonts.width(text, font, self.size) for text, font in self.segments)

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the segments one after the other."""
        slack = max(0.0, self.width - self.natural)
        spaces = sum(text.count(" ") for text, _font in self.segments)
        stretch = slack / spaces if self.align is Align.JUSTIFY and spaces else 0.0
        left = x + slack * {Align.CENTER: 0.5, Align.RIGHT: 1.0}.get(self.align, 0.0)
        base = baseline(y, self.height, self.size)
        for text, font in self.segments:
            if text:
                pen.texts.append(Text(left, base, text, font, self.size, stretch))
            left += fonts.width(text, font, self.size) + stretch * text.count(" ")


def baseline(top: float, height: float, size: float) -> float:
    """Return where the baseline stands so that a line of this size is in the middle of a height."""
    return top + (height + size * (fonts.ASCENT - fonts.DESCENT)) / 2


def text_lines(text: str, font: str, size: float, width: float, align: Align = Align.LEFT) -> tuple[LineBox, ...]:
    """Wrap a text of one style into lines."""
    return tuple(LineBox(((line, font),), size, width, align) for line in fonts.wrap(text, font, size, width))


def stack(boxes: Sequence[Box], offset: float = 0.0) -> Pieces:
    """Put boxes below each other, `offset` points to the right."""
    parts: list[tuple[float, float, Box]] = []
    down = 0.0
    for box in boxes:
        parts.append((offset, down, box))
        down += box.height
    return Pieces(tuple(parts), down)


def side_by_side(columns: tuple[tuple[float, Pieces], ...]) -> Pieces:
    """Put stacks beside each other, each at its offset from the left."""
    height = max(pieces.height for _x, pieces in columns)
    return Pieces(tuple((offset, 0.0, pieces) for offset, pieces in columns), height)
