"""An old Excel file's container ([MS-CFB]) checked before a library believes it: no chain in a circle, no lying size.

The library follows the chains of sectors and makes room for what sizes say; a circle or a lie would take all memory,
and the program with it.
"""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER, _IN_HEADER = 512, 109
_SHIFTS, _MINI_SHIFT = (9, 12), 6
_LAST_SECTOR = 0xFFFFFFFA  # numbers above it mean: free, end of chain, table
_ENTRY = 128


def sound(data: bytes) -> bool:
    """Whether a compound file can be read to its end without going round in circles or reserving more than it has."""
    if len(data) < _HEADER:
        return False
    (shift, mini_shift) = struct.unpack_from("<HH", data, 30)
    if shift not in _SHIFTS or mini_shift != _MINI_SHIFT:
        return False
    sectors = max(0, (len(data) + (1 << shift) - 1 >> shift) - 1)
    counts = struct.unpack_from("<II", data, 40) + struct.unpack_from("<I", data, 64) + struct.unpack_from("<I", data, 72)
    try:
        return all(count <= sectors for count in counts) and _Container(data, shift, sectors).sound()
    except ValueError:
        return False


class _Container:
    def __init__(self, data: bytes, shift: int, sectors: int) -> None:
        self._data = data
        self._shift = shift
        self._sectors = sectors

    def sound(self) -> bool:
        first, last = struct.unpack_from("<I", self._data, 48)[0], struct.unpack_from("<I", self._data, 60)[0]
        table = self._numbers(self._table_sectors())
        if _circular(table) or _circular(self._numbers(_followed(last, table))):
            return False
        return all(size <= len(self._data) for size in self._sizes(_followed(first, table)))

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors that hold the table of chains: 109 stand in the header, the rest in a chain of their own."""
        yield from struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76)
        place = struct.unpack_from("<I", self._data, 68)[0]
        for _turn in range(self._sectors):
            if place > _LAST_SECTOR:
                return
            numbers = self._numbers([place])
            yield from numbers[:-1]
            place = numbers[-1]
        raise ValueError(place)

    def _numbers(self, places: Iterable[int]) -> array[int]:
        """Return what stands in sectors, as numbers; ValueError where one is not there whole, or there are too many."""
        found = array("I")
        size = 1 << self._shift
        for place in places:
            if place > _LAST_SECTOR:
                continue
            piece = self._data[place + 1 << self._shift : (place + 1 << self._shift) + size]
            if len(piece) < size or len(found) * 4 > len(self._data):
                raise ValueError(place)
            found.frombytes(piece)
        return found

    def _sizes(self, places: Iterable[int]) -> Iterator[int]:
        """Yield how long each stream says it is; the upper half of the number counts only in large sectors."""
        directory = self._numbers(places).tobytes()
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            low, high = struct.unpack_from("<II", directory, start + 120)
            yield low + (high << 32 if self._shift == max(_SHIFTS) else 0)


def _followed(start: int, table: array[int]) -> Iterator[int]:
    """Yield the sectors of a chain, in a table that has no circles."""
    while start < len(table):
        yield start
        start = table[start]


def _circular(table: array[int]) -> bool:
    """Whether any chain of a table comes back to itself."""
    done = bytearray(len(table))
    for first in range(len(table)):
        way, place = [], first
        while place < len(table) and not done[place]:
            done[place] = 1
            way.append(place)
            place = table[place]
        if place < len(table) and done[place] == 1:
            return True
        for seen in way:
            done[seen] = 2
    return False
