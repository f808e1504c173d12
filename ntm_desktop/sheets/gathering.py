"""Rows and merges of a sheet as a reader of markup comes by them, with the limits watched at every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import LAST_COLUMN, Cell, Merge, Row, Sheet
from ntm_desktop.sheets import limits
from ntm_desktop.sheets.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Iterator


class TooManyRowsError(ValueError):
    """A sheet with more rows than there may be."""


class TooWideError(ValueError):
    """A sheet, or sheets together, with more cells than there may be."""


@dataclass(slots=True)
class Budget:
    """How many cells all sheets of a file may still have, and what those so far take."""

    cells: int = limits.MAX_CELLS
    reach: Reach = field(default_factory=Reach)

    def spend(self, cells: int) -> None:
        """Take cells from the budget; TooWideError where it is used up."""
        self.cells -= cells
        if self.cells < 0:
            raise TooWideError

    def take(self, room: int, written: int) -> None:
        """Make room for a sheet; TooWideError where all together take too much for what is written in them."""
        self.reach.add(room, written)
        if not self.reach.modest:
            raise TooWideError


@dataclass(slots=True)
class Gathered:
    """One sheet under way. Blank rows and cells are only made when something stands behind them."""

    name: str
    budget: Budget
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    _cells: list[Cell] = field(default_factory=list)
    _written: int = 0  # what a file says to repeat counts once

    def go_to_row(self, row: int) -> None:
        """Say where the next row stands, 0-based."""
        self.row = row

    def put(self, cell: Cell, *, across: int = 1, down: int = 1, times: int = 1) -> None:
        """Put a cell at the current column, merged over some, and go on behind it."""
        if cell != "":
            self._written += 1
            self._fill(cell, times)
            if across > 1 or down > 1:
                last = min(self.column + across, LAST_COLUMN) - 1
                self.merges.append(Merge(self.row, self.column, self.row + down - 1, last))
        self.column += max(across, times)

    def fail(self, text: str) -> None:
        """Put a cell that shows an error."""
        self.errors[self.row, self.column] = text
        self.column += 1

    def end_row(self, times: int = 1) -> None:
        """Keep the row that was put together, and begin the next one."""
        if self._cells:
            self.row = max(self.row, len(self.rows))
            if self.row + times > limits.MAX_ROWS:
                raise TooManyRowsError(self.row + times)
            self.rows += [()] * (self.row - len(self.rows))
            self.rows += [tuple(self._cells)] * times
            self.budget.spend(len(self._cells) * (times - 1))
        self._cells = []
        self.row += times
        self.column = 0

    def made(self) -> Sheet:
        """Return the sheet, each row as wide as the widest."""
        width = max(map(len, self.rows), default=0)
        self.budget.take(width * len(self.rows), self._written)
        return Sheet(self.name, tuple(self._wide(width)), tuple(self.merges), self.hidden, self.errors)

    def _wide(self, width: int) -> Iterator[Row]:
        blank = ("",) * width
        for row in self.rows:
            yield row + blank[len(row) :] if row else blank

    def _fill(self, cell: Cell, times: int) -> None:
        if self.column + times > LAST_COLUMN:
            raise TooWideError
        gap = self.column - len(self._cells)
        self.budget.spend(gap + times)
        self._cells += [""] * gap
        self._cells += [cell] * times
