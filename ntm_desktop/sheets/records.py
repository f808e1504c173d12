"""The records of an old Excel workbook ([MS-XLS]), looked through for what would make a library take all memory."""

from __future__ import annotations

import struct
from collections import Counter
from dataclasses import dataclass, field

from ntm_desktop.sheets import limits, oldtexts, shared
from ntm_desktop.sheets.reach import Reach

_DIMENSIONS, _SHARED_TEXTS, _SHEET, _MANY_NUMBERS = 0x0200, 0x00FC, 0x0085, 0x00BD
_SHARING, _GOES_ON = 0x00FD, 0x003C
_LONGEST = 0xFFFF  # letters that a text can say that it has
_BEGINNINGS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
# FORMULA, LABELSST, RSTRING, NUMBER, LABEL, BOOLERR, RK and MULRK: each begins with its row and column.
_CELLS = frozenset({0x0006, 0x00FD, 0x00D6, 0x0203, 0x0204, 0x0205, 0x027E, _MANY_NUMBERS})
_HEAD = struct.Struct("<HH")
_SHORTEST = 6  # bytes of a MULRK: row, first column, last column


def modest(book: bytes) -> bool:
    """Whether nothing in a workbook stream asks for more cells or texts than there can be.

    A sheet that begins in the midst of a record would let the library see other records than we do.
    """
    starts: set[int] = set()
    extent, whole, texts = _Extent(), Reach(), _Texts()
    place = 0
    while place + 4 <= len(book):
        starts.discard(place)
        kind, length = _HEAD.unpack_from(book, place)
        begin, place = place + 4, place + 4 + length
        texts.see(kind, book, begin, length)
        if kind in _CELLS:
            extent.see(book, begin, length, many=kind == _MANY_NUMBERS)
        elif kind in _BEGINNINGS:
            whole.add(extent.room(), extent.cells)
            extent = _Extent()
        elif kind == _SHEET:
            starts.add(int.from_bytes(book[begin : begin + 4], "little"))
        elif not _said_modestly(kind, book[begin : begin + min(length, 14)], len(book)):
            return False
    whole.add(extent.room(), extent.cells)
    return not starts and whole.modest and texts.modest


@dataclass(slots=True)
class _Extent:
    """From where to where the cells of a sheet reach."""

    rows: set[int] = field(default_factory=set)
    left: int = 0xFFFF
    right: int = 0
    cells: int = 0

    def see(self, book: bytes, begin: int, length: int, *, many: bool) -> None:
        if begin + 4 > len(book):
            return
        row, column = _HEAD.unpack_from(book, begin)
        last = column
        if many and length >= _SHORTEST and begin + length <= len(book):
            last = int.from_bytes(book[begin + length - 2 : begin + length], "little")
        self.rows.add(row)
        self.cells += last - column + 1 if last > column else 1
        self.left, self.right = min(self.left, column), max(self.right, column, last)

    def room(self) -> int:
        """Return the area of the rectangle that holds all cells."""
        if not self.rows:
            return 0
        return (max(self.rows) - min(self.rows) + 1) * (self.right - self.left + 1)


@dataclass(slots=True)
class _Texts:
    """The list of texts, in the pieces that records cut it into, and which cells have which."""

    pieces: list[bytes] = field(default_factory=list)
    uses: Counter[int] = field(default_factory=Counter)
    lists: int = 0
    goes_on: bool = False

    def see(self, kind: int, book: bytes, begin: int, length: int) -> None:
        if kind == _SHARED_TEXTS:
            self.lists += 1
        if kind == _SHARED_TEXTS or (kind == _GOES_ON and self.goes_on):
            self.pieces.append(book[begin : begin + length])
        elif kind == _SHARING:
            self.uses[int.from_bytes(book[begin + 6 : begin + 10], "little")] += 1
        self.goes_on = kind == _SHARED_TEXTS or (kind == _GOES_ON and self.goes_on)

    @property
    def modest(self) -> bool:
        """Whether the texts are not too many when each cell has its own; exactly, where that is in doubt."""
        longest = min(_LONGEST, sum(map(len, self.pieces)))
        if self.lists <= 1 and shared.fits(self.uses.total(), longest):
            return True
        lengths = oldtexts.lengths(self.pieces) if self.lists == 1 else None
        return lengths is not None and shared.Uses(self.uses).total(lengths) <= limits.MAX_TEXT


def _said_modestly(kind: int, record: bytes, most: int) -> bool:
    if kind == _DIMENSIONS:
        return _cells_said(record) <= limits.MAX_CELLS
    if kind == _SHARED_TEXTS:
        return all(count <= most for count in struct.unpack("<II", record[:8].ljust(8, b"\0")))
    return True


def _cells_said(record: bytes) -> int:
    """Return how many cells a sheet says it has: rows and columns in the two ways of writing them."""
    for shape, size in (("<IIHH", 12), ("<HHHH", 8)):
        if len(record) >= size:
            top, bottom, left, right = struct.unpack_from(shape, record)
            # A range that ends before it begins wraps around in the library.
            return int((bottom - top) * (right - left)) if bottom >= top and right >= left else limits.MAX_CELLS + 1
    return 0
