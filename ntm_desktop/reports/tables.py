"""Tables as slots: one box a row, measured once with cached widths, so that the cost grows with the rows only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.reports import figures, fonts, nd30, signs
from ntm_desktop.reports.boxes import Slot, baseline, text_lines
from ntm_desktop.reports.document import Align, RowKind, Sign
from ntm_desktop.reports.geometry import Text
from ntm_desktop.reports.tablehead import head_box

if TYPE_CHECKING:
    from ntm_desktop.reports.boxes import Box
    from ntm_desktop.reports.document import Cell, Row, Table
    from ntm_desktop.reports.geometry import Pen
    from ntm_desktop.reports.tablehead import HeadBox

SIDE = 3.0
_SIDE_SHARE = 0.06
LINE = 0.5
_LEADING = 1.16
Content = tuple[str, ...] | Sign


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows of a table share: column edges from the left, alignments, text size, borders, language."""

    edges: tuple[float, ...]
    aligns: tuple[Align, ...]
    size: float
    pad: float
    bordered: bool
    language: str

    @property
    def leading(self) -> float:
        """Distance of two lines of a cell."""
        return self.size * _LEADING


def table(block: Table, width: float, language: str) -> list[Slot]:
    """Lay a table out `width` points wide: head, then a slot a row, the head repeated on each page."""
    frame = _frame(block, width, language)
    head = head_box(block.head, frame.edges, block.size, bordered=block.bordered) if block.head else None
    slots = _opening(block, head, width)
    slots += [Slot(row_box(row, frame), keep=row.kind is RowKind.GROUP, head=head) for row in block.rows]
    first = len(slots) - len(block.rows)
    for index, row in enumerate(block.rows):
        if row.kind is RowKind.TOTAL and index:
            slots[first + index - 1].keep = True
    if slots and not slots[0].gap:
        slots[0].gap = nd30.PARAGRAPH_GAP
    return slots


def _opening(block: Table, head: HeadBox | None, width: float) -> list[Slot]:
    caption = text_lines(block.caption, fonts.BOLD, nd30.TEXT_SIZE, width) if block.caption else ()
    slots = [
        Slot(line, nd30.PARAGRAPH_GAP * 1.5 if not index else 0.0, keep=True) for index, line in enumerate(caption)
    ]
    if head is not None:
        slots.append(Slot(head, nd30.PARAGRAPH_GAP, keep=True))
    return slots


def _frame(block: Table, width: float, language: str) -> Frame:
    total = sum(column.width for column in block.columns)
    edges = [0.0]
    for column in block.columns:
        edges.append(edges[-1] + column.width / total * width)
    aligns = tuple(column.align for column in block.columns)
    return Frame(tuple(edges), aligns, block.size, block.pad, block.bordered, language)


def row_box(row: Row, frame: Frame) -> RowBox:
    """Measure one row."""
    bold = row.kind is not RowKind.BODY
    font = fonts.BOLD if bold else fonts.REGULAR
    edges, size, language = frame.edges, frame.size, frame.language
    if row.kind is RowKind.GROUP:
        spans = [(0, len(edges) - 1)]
    else:
        spans = [(0, row.lead), *((column, column + 1) for column in range(row.lead, len(edges) - 1))]
    cells: list[Content] = []
    most = 1
    for cell, (start, end) in zip(row.cells, spans, strict=True):
        content = _content(cell, language, font, size, edges[end] - edges[start])
        if not isinstance(content, Sign) and len(content) > most:
            most = len(content)
        cells.append(content)
    return RowBox(frame, tuple(cells), row.kind, row.lead, most)


def _content(cell: Cell, language: str, font: str, size: float, room: float) -> Content:
    if isinstance(cell, Sign):
        return cell
    text = figures.written(cell, language)
    return fonts.wrap(text, font, size, room - 2 * side(room)) if text else ()


def side(width: float) -> float:
    """Return the room left and right of a cell's text: little in a narrow column."""
    return min(SIDE, width * _SIDE_SHARE)


@dataclass(frozen=True, slots=True)
class RowBox:
    """One measured row: the lines of each cell; `lines` is the most of them."""

    frame: Frame
    cells: tuple[Content, ...]
    kind: RowKind
    lead: int
    lines: int

    @property
    def height(self) -> float:
        """Height in points."""
        return self.lines * self.frame.leading + 2 * self.frame.pad

    @property
    def font(self) -> str:
        """The face of the row's text."""
        return fonts.REGULAR if self.kind is RowKind.BODY else fonts.BOLD

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw the cells and, where the table has them, its borders."""
        edges = self.frame.edges
        column = 0
        for index, content in enumerate(self.cells):
            end = self._end(index, column)
            if content:
                self._cell(pen, content, (x + edges[column], x + edges[end], y), self._align(column))
            column = end
        if self.frame.bordered:
            self._borders(pen, x, y)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Part a row that is higher than the page at a line."""
        count = int((room - 2 * self.frame.pad) / self.frame.leading)
        if count < 1 or count >= self.lines:
            return None
        top = tuple(cell if isinstance(cell, Sign) else cell[:count] for cell in self.cells)
        rest = tuple(() if isinstance(cell, Sign) else cell[count:] for cell in self.cells)
        return (
            RowBox(self.frame, top, self.kind, self.lead, count),
            RowBox(self.frame, rest, self.kind, self.lead, self.lines - count),
        )

    def _end(self, index: int, column: int) -> int:
        if self.kind is RowKind.GROUP:
            return len(self.frame.edges) - 1
        return column + (self.lead if index == 0 else 1)

    def _align(self, column: int) -> Align:
        if self.kind is RowKind.GROUP:
            return Align.LEFT
        if self.lead > 1 and column == 0:
            return Align.CENTER
        return self.frame.aligns[column]

    def _cell(self, pen: Pen, content: Content, place: tuple[float, float, float], align: Align) -> None:
        left, right, y = place
        frame = self.frame
        if isinstance(content, Sign):
            signs.paint(pen, content, (left + right) / 2, y + self.height / 2, frame.size)
            return
        leading, size, font = frame.leading, frame.size, self.font
        top = y + frame.pad + (self.lines - len(content)) * leading / 2
        for line in content:
            if align is Align.LEFT:
                start = left + side(right - left)
            else:
                slack = right - left - fonts.unit_width(line, font) * size
                start = left + (slack / 2 if align is Align.CENTER else slack - side(right - left))
            pen.texts.append(Text(start, baseline(top, leading, size), line, font, size))
            top += leading

    def _borders(self, pen: Pen, x: float, y: float) -> None:
        edges, bottom = self.frame.edges, y + self.height
        pen.horizontal(x, x + edges[-1], y, LINE)
        pen.horizontal(x, x + edges[-1], bottom, LINE)
        inner = () if self.kind is RowKind.GROUP else edges[self.lead : -1]
        for edge in (edges[0], *inner, edges[-1]):
            pen.vertical(x + edge, y, bottom, LINE)
