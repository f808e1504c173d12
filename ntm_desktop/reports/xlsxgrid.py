"""The columns of a worksheet: one grid a sheet, made from its widest table; everything else is merged over it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ntm_desktop.reports import nd30
from ntm_desktop.reports.document import Align, KeepTogether, Table
from ntm_desktop.reports.layout import paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ntm_desktop.reports.document import Block, Section

_DEFAULT_COLUMNS = 8
_PIXELS = 96 / 72
_CELL_PADDING = 5
_DIGIT = 7


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of the columns in points from the left; column i lies between edges i and i + 1."""

    edges: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    @property
    def width(self) -> float:
        """Width of the whole grid in points."""
        return self.edges[-1]

    def room(self, first: int, last: int) -> float:
        """Width in points of the columns from `first` to `last`, both included."""
        return self.edges[last + 1] - self.edges[first]

    def characters(self, column: int) -> float:
        """Width of a column in a spreadsheet's own measure."""
        pixels = self.room(column, column) * _PIXELS
        return max(1.0, (pixels - _CELL_PADDING) / _DIGIT)

    def nearest(self, share: float) -> int:
        """Return the inner edge nearest to this share of the width, at least one column from both sides."""
        inner = range(1, self.count) if self.count > 1 else range(1)
        return min(inner, key=lambda edge: abs(self.edges[edge] - share * self.width))

    def spans(self, widths: Iterable[float]) -> tuple[tuple[int, int], ...]:
        """Map columns of these widths onto the grid: (first, last) of each, none empty, none overlapping."""
        parts = tuple(widths)
        total = sum(parts)
        cuts = [0]
        so_far = 0.0
        for index, part in enumerate(parts[:-1], start=1):
            so_far += part
            lowest, highest = cuts[-1] + 1, self.count - (len(parts) - index)
            wanted = so_far / total * self.width
            cuts.append(min(range(lowest, highest + 1), key=lambda edge: abs(self.edges[edge] - wanted)))
        cuts.append(self.count)
        return tuple((first, last - 1) for first, last in itertools.pairwise(cuts))


def grid_of(section: Section) -> Grid:
    """Return the grid of a section: the columns of its widest table, or eight equal ones."""
    tables = list(_tables(section.blocks))
    most = max((len(table.columns) for table in tables), default=0)
    widths: tuple[float, ...] = (1.0,) * _DEFAULT_COLUMNS
    if most:
        table = next(each for each in tables if len(each.columns) == most)
        widths = tuple(column.width for column in table.columns)
    if len(widths) == 1:
        widths = (widths[0] / 2,) * 2
    room = paper(section)[0] - nd30.MARGINS.left - nd30.MARGINS.right
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width / sum(widths) * room)
    return Grid(tuple(edges))


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, KeepTogether):
            yield from _tables(block.blocks)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

    size: float = nd30.TEXT_SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = Align.LEFT
    border: bool = False
    number: str = ""
    upwards: bool = False
    open_top: bool = False
    open_bottom: bool = False


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._book = book
        self._made: dict[Look, Any] = {}

    def get(self, look: Look) -> Any:  # noqa: ANN401 - as above
        """Return the workbook's format for a look."""
        if look not in self._made:
            self._made[look] = self._book.add_format(_options(look))
        return self._made[look]


def _options(look: Look) -> dict[str, object]:
    options: dict[str, object] = {
        "font_name": nd30.FONT_NAME,
        "font_size": look.size,
        "bold": look.bold,
        "italic": look.italic,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "justify" if look.align is Align.JUSTIFY else look.align.value,
    }
    if look.underline:
        options["underline"] = 1
    if look.border:
        options["border"] = 1
    if look.open_top:
        options["top"] = 0
    if look.open_bottom:
        options["bottom"] = 0
    if look.number:
        # A number that is too wide would show as ###: make it smaller rather than hide it.
        options |= {"num_format": look.number, "text_wrap": False, "shrink": True}
    if look.border and look.align is Align.LEFT:
        options["indent"] = 1
    if look.upwards:
        options["rotation"] = 90
    return options
