"""Horizontal bars from 0 to 100 %, from the same counts as the tables, readable in black and white."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.reports import figures, fonts, nd30
from ntm_desktop.reports.boxes import Slot, Space, baseline, text_lines
from ntm_desktop.reports.document import Percent
from ntm_desktop.reports.geometry import Fill, Line, Text

if TYPE_CHECKING:
    from ntm_desktop.reports.document import Bar, BarChart
    from ntm_desktop.reports.geometry import Colour, Pen

ACCENT: Colour = (0.16, 0.42, 0.55)
_GREY: Colour = (0.78, 0.78, 0.78)
_LABEL_SHARE = 0.28
_VALUE_WIDTH = 96.0
_SIZE = 10.0
_LEADING = _SIZE * 1.16
_BAR = 9.0
_PAD = 2.5
_TICKS = 4


def bar_chart(block: BarChart, width: float, language: str) -> list[Slot]:
    """Lay a chart out: its title, a slot a bar, and the scale below."""
    title = text_lines(block.title, fonts.BOLD, nd30.TEXT_SIZE, width)
    slots = [Slot(line, 1.5 * nd30.PARAGRAPH_GAP if not i else 0.0, keep=True) for i, line in enumerate(title)]
    title_room = Slot(Space(4.0), keep=True)
    bars = [Slot(_bar(bar, block.digits, width, language)) for bar in block.bars]
    for slot in bars[:2] + bars[-2:]:
        slot.keep = True
    return [*slots, title_room, *bars, Slot(Scale(width))]


def _bar(bar: Bar, digits: int, width: float, language: str) -> BarBox:
    label = fonts.wrap(bar.label, fonts.REGULAR, _SIZE, width * _LABEL_SHARE - 6)
    share = figures.percent_text(Percent(bar.part, bar.whole, digits), language, "%")
    counts = f"{figures.number_text(bar.part, language)}/{figures.number_text(bar.whole, language)}"
    filled = min(1.0, bar.part / bar.whole) if bar.whole else 0.0
    return BarBox(label, f"{counts} ({share})", filled, width)


def _span(width: float) -> tuple[float, float]:
    """Return where the bars begin, and how long 100 % is."""
    left = width * _LABEL_SHARE
    return left, width - left - _VALUE_WIDTH


def _ticks(pen: Pen, x: float, y: float, height: float, width: float) -> None:
    left, length = _span(width)
    for tick in range(_TICKS + 1):
        pen.fills.append(Fill(x + left + length * tick / _TICKS, y, 0.5, height, _GREY))


@dataclass(frozen=True, slots=True)
class BarBox:
    """One bar with its label at the left and its figures at the right. `filled` is from 0 to 1."""

    label: tuple[str, ...]
    value: str
    filled: float
    width: float

    @property
    def height(self) -> float:
        """Height in points."""
        return max(_BAR, len(self.label) * _LEADING) + 2 * _PAD

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the label, the ticks, the bar and the figures."""
        left, length = _span(self.width)
        _ticks(pen, x, y, self.height, self.width)
        top = y + (self.height - len(self.label) * _LEADING) / 2
        for line in self.label:
            pen.texts.append(Text(x, baseline(top, _LEADING, _SIZE), line, fonts.REGULAR, _SIZE))
            top += _LEADING
        if self.filled:
            middle = y + (self.height - _BAR) / 2
            pen.fills.append(Fill(x + left, middle, length * self.filled, _BAR, ACCENT))
        base = baseline(y, self.height, _SIZE)
        pen.texts.append(Text(x + left + length + 6, base, self.value, fonts.REGULAR, _SIZE))


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale under the bars: 0, 25, 50, 75, 100 %."""

    width: float
    height: float = 16.0

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the axis and its numbers."""
        left, length = _span(self.width)
        pen.lines.append(Line(x + left, y, x + left + length, y, 0.6))
        for tick in range(_TICKS + 1):
            text = f"{100 * tick // _TICKS}%"
            start = x + left + length * tick / _TICKS - fonts.width(text, fonts.REGULAR, 9.0) / 2
            pen.texts.append(Text(start, y + 11, text, fonts.REGULAR, 9.0))
