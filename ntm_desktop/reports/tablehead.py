"""A table's head: cells over several columns and rows, and narrow ones whose text runs upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.reports import fonts
from ntm_desktop.reports.geometry import Text

if TYPE_CHECKING:
    from ntm_desktop.reports.document import HeadCell
    from ntm_desktop.reports.geometry import Pen

PAD = 2.0
LINE = 0.5
_LEADING = 1.12
_LOWEST = 36.0
_HIGHEST = 200.0
_STEP = 4.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A head cell with the grid place of its top left corner."""

    cell: HeadCell
    row: int
    column: int


def place_cells(head: tuple[tuple[HeadCell, ...], ...]) -> tuple[Placed, ...]:
    """Find each cell's place: a row is filled from the left, over what cells from above leave free."""
    taken: set[tuple[int, int]] = set()
    result: list[Placed] = []
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            result.append(Placed(cell, row, column))
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
    return tuple(result)


def head_box(
    head: tuple[tuple[HeadCell, ...], ...], edges: tuple[float, ...], size: float, *, bordered: bool = True
) -> HeadBox:
    """Measure a head: each row as high as its highest cell; a cell over several rows widens the last of them."""
    cells = tuple(_measured(placed, edges, size) for placed in place_cells(head))
    heights = [0.0] * len(head)
    for cell in sorted(cells, key=lambda each: each.placed.cell.rows):
        placed = cell.placed
        last = placed.row + placed.cell.rows - 1
        missing = cell.needed - sum(heights[placed.row : last + 1])
        heights[last] += max(0.0, missing)
    return HeadBox(edges, tuple(heights), cells, size, bordered)


@dataclass(frozen=True, slots=True)
class Measured:
    """A head cell with its lines and the height it needs."""

    placed: Placed
    lines: tuple[str, ...]
    needed: float

    @property
    def font(self) -> str:
        """Names that run upwards are many and long: they are not bold."""
        return fonts.REGULAR if self.placed.cell.vertical else fonts.BOLD


def _measured(placed: Placed, edges: tuple[float, ...], size: float) -> Measured:
    cell = placed.cell
    room = edges[placed.column + cell.columns] - edges[placed.column] - 2 * PAD
    if cell.vertical:
        return _upright(placed, room, size)
    lines = fonts.wrap(cell.text, fonts.BOLD, size, room)
    return Measured(placed, lines, len(lines) * size * _LEADING + 2 * PAD)


def _upright(placed: Placed, room: float, size: float) -> Measured:
    """Find the least height at which the lines of a text that runs upwards fit beside each other."""
    most = max(1, int((room + PAD) / (size * _LEADING)))
    height = _LOWEST
    while True:
        lines = fonts.wrap(placed.cell.text, fonts.REGULAR, size, height - 2 * PAD)
        if len(lines) <= most or height >= _HIGHEST:
            longest = max(fonts.width(line, fonts.REGULAR, size) for line in lines)
            return Measured(placed, lines, longest + 3 * PAD)
        height += _STEP


@dataclass(frozen=True, slots=True)
class HeadBox:
    """A measured head."""

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Measured, ...]
    size: float
    bordered: bool = True

    @property
    def height(self) -> float:
        """Height in points."""
        return sum(self.heights)

    def paint(self, pen: Pen, x: float, y: float) -> None:
        """Draw every cell with its frame."""
        for cell in self.cells:
            placed = cell.placed
            top = y + sum(self.heights[: placed.row])
            bottom = top + sum(self.heights[placed.row : placed.row + placed.cell.rows])
            left, right = x + self.edges[placed.column], x + self.edges[placed.column + placed.cell.columns]
            if self.bordered:
                _framed(pen, left, right, top, bottom)
            paint_lines = _paint_upwards if placed.cell.vertical else _paint_level
            paint_lines(pen, cell, self.size, (left, right, top, bottom))


Rectangle = tuple[float, float, float, float]


def _framed(pen: Pen, left: float, right: float, top: float, bottom: float) -> None:
    pen.horizontal(left, right, top, LINE)
    pen.horizontal(left, right, bottom, LINE)
    pen.vertical(left, top, bottom, LINE)
    pen.vertical(right, top, bottom, LINE)


def _paint_level(pen: Pen, cell: Measured, size: float, place: Rectangle) -> None:
    left, right, top, bottom = place
    leading = size * _LEADING
    base = (top + bottom - len(cell.lines) * leading) / 2 + (leading + size * (fonts.ASCENT - fonts.DESCENT)) / 2
    for line in cell.lines:
        start = (left + right - fonts.width(line, cell.font, size)) / 2
        pen.texts.append(Text(start, base, line, cell.font, size))
        base += leading


def _paint_upwards(pen: Pen, cell: Measured, size: float, place: Rectangle) -> None:
    left, right, _top, bottom = place
    leading = size * _LEADING
    base = (left + right - len(cell.lines) * leading) / 2
    base += (leading + size * (fonts.ASCENT - fonts.DESCENT)) / 2
    for line in cell.lines:
        pen.texts.append(Text(base, bottom - 1.5 * PAD, line, cell.font, size, upwards=True))
        base += leading
