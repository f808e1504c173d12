"""The rectangle of cells that is selected: a corner that stays, and one that moves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Lines and tasks from the first to the last, both included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """How many lines."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many tasks."""
        return self.right - self.left + 1

    @property
    def area(self) -> int:
        """How many cells."""
        return self.height * self.width

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.height == 1 and self.width == 1

    @property
    def lines(self) -> range:
        """The lines."""
        return range(self.top, self.bottom + 1)

    @property
    def tasks(self) -> range:
        """The tasks."""
        return range(self.left, self.right + 1)


def spanned(one: tuple[int, int], other: tuple[int, int]) -> Block:
    """Return the block between two cells (line, task)."""
    return Block(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
