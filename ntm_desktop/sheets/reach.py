"""How far the sheets of a file reach, against what they hold.

A reader makes room for every cell between the first and the last: two cells far apart, written in a hundred bytes,
take the memory of millions. So all sheets of a file together may take only so much room, and no more than so many
times what they hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ntm_desktop.sheets import limits

# Cells as every spreadsheet program begins them, in what else one can begin, and one that is not in the near corner.
_PLAIN, _CELLS = b'<c r="', b"<c "
_OTHERWISE = re.compile(rb"<c[>/\t\n\r]")
_NOT_NEAR = re.compile(rb'<c r="(?![A-Z][0-9]{1,4}")')
_NEAR_ROWS, _NEAR_COLUMNS = 9_999, 26
# The places of cells, as spreadsheet programs write them, and however XML allows it.
_PLACE = re.compile(rb"\sr=[\"']([A-Za-z]{1,8})(\d{1,10})")
_PLACE_SPACED = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,8})(\d{1,10})")
_NAMED_ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^>]*\s)?r\s*=\s*[\"'](\d{1,10})")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_SPACES = bytes.maketrans(b"\t\n\r", b"   ")
_LONGEST_TAG = 1 << 16


@dataclass(slots=True)
class Reach:
    """The room that sheets take in memory, in cells, and how many cells are written in them."""

    room: int = 0
    cells: int = 0

    def add(self, room: int, cells: int) -> None:
        """Take in another sheet."""
        self.room += room
        self.cells += cells

    @property
    def modest(self) -> bool:
        """Whether the room is within what a file may take, and not out of proportion to what it holds."""
        return self.room <= min(limits.MAX_CELLS, limits.MAX_SPARSE + limits.MAX_SPREAD * self.cells)


@dataclass(slots=True)
class SheetReach:
    """How far a sheet's XML reaches, seen piece by piece.

    Cells need not say where they are: then each stands behind the one before, in rows that need not say it either.
    Unless `exactly` is asked for, a piece whose cells are all in the near corner counts as reaching over all of it,
    which is told without looking at each; what that says is no bound where other cells do not say where they are.
    """

    exactly: bool = False
    cells: int = 0
    last: int = 0
    right: int = 0
    last_row: int = 0
    nameless_rows: int = 0
    nameless_cells: int = 0  # of the row that has the most
    _cut: bytes = b""
    _row: int = 0  # cells so far of the row that a piece's end leaves open

    def see(self, piece: bytes) -> None:
        """Take in the next piece of the sheet's XML; ValueError where a tag is longer than any there is."""
        piece = self._cut + piece
        end = piece.rfind(b">") + 1
        whole, begun = piece[:end], piece.find(b"<", end)
        self._cut = piece[begun:] if begun >= 0 else b""  # a tag that the next piece ends
        if len(self._cut) > _LONGEST_TAG:
            raise ValueError(begun)
        if self.exactly or not _near(whole):
            self._see_rows(whole)
            self._see_cells(whole)
        elif found := whole.count(_PLAIN):
            self.cells += found
            self.last, self.right = max(self.last, _NEAR_ROWS), max(self.right, _NEAR_COLUMNS)

    def _see_rows(self, whole: bytes) -> None:
        rows = whole.count(b"<row") + whole.count(b":row")
        named = _NAMED_ROW.findall(whole)
        self.last_row = max(self.last_row, *map(int, named), 0)
        self.nameless_rows += rows - len(named)

    def _see_cells(self, whole: bytes) -> None:
        places = (_PLACE_SPACED if _spaced(whole) else _PLACE).findall(whole)
        self.right = max(self.right, *map(_column, {letters for letters, _digits in places}), 0)
        self.last = max(self.last, *map(int, {digits for _letters, digits in places}), 0)
        written = len(_CELL.findall(whole))
        self.cells += written
        first, *others = (len(_CELL.findall(row)) for row in _ROW.split(whole)) if written else (0,)
        longest = max(self._row + first, *others) if others else self._row + first
        self._row = others[-1] if others else longest
        if written > len(places):
            self.nameless_cells = max(self.nameless_cells, longest)

    @property
    def rows(self) -> int:
        """How many rows there are at most."""
        return max(self.last, self.last_row) + self.nameless_rows if self.nameless_cells else self.last

    @property
    def room(self) -> int:
        """How many cells lie between the first and the last, at most."""
        return self.rows * (self.right + self.nameless_cells)


def _near(piece: bytes) -> bool:
    """Whether all cells of a piece say in the plain way that they are in the near corner."""
    plain = piece.count(_CELLS) == piece.count(_PLAIN) and b":c" not in piece and _OTHERWISE.search(piece) is None
    return plain and _NOT_NEAR.search(piece) is None


def _spaced(chunk: bytes) -> bool:
    """Whether attributes are written with space around their sign, as no spreadsheet program does."""
    plain = chunk.translate(_SPACES) if any(space in chunk for space in (b"\t", b"\n", b"\r")) else chunk
    return b" =" in plain or b"= " in plain


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
