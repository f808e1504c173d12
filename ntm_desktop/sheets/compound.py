"""An old Excel file's container ([MS-CFB]) checked before a library believes it: no chain in a circle, no lying size.

The library follows the chains of sectors and makes room for what sizes say; a circle or a lie would take all memory,
and the program with it.
"""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

from ntm_desktop.sheets.records import modest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER, _IN_HEADER = 512, 109
_SHIFTS, _MINI_SHIFT = (9, 12), 6
_LAST_SECTOR = 0xFFFFFFFA  # numbers above it mean: free, end of chain, table
_ENTRY = 128
_SHORT = 4096
_BOOKS = frozenset({"workbook", "book"})


def sound(data: bytes) -> bool:
    """Whether a compound file can be read to its end without going round in circles or reserving more than it has."""
    if len(data) < _HEADER:
        return False
    (shift, mini_shift) = struct.unpack_from("<HH", data, 30)
    if shift not in _SHIFTS or mini_shift != _MINI_SHIFT:
        return False
    sectors = max(0, (len(data) + (1 << shift) - 1 >> shift) - 1)
    counts = (
        struct.unpack_from("<II", data, 40) + struct.unpack_from("<I", data, 64) + struct.unpack_from("<I", data, 72)
    )
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
        directory = self._numbers(_followed(first, table)).tobytes()
        entries = [directory[start : start + _ENTRY] for start in range(0, len(directory), _ENTRY)]
        if any(self._size(entry) > len(self._data) for entry in entries):
            return False
        small = self._numbers(_followed(last, table))
        return all(modest(self._stream(entry, entries[0], table, small)) for entry in entries if _is_book(entry))

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors that hold the table of chains: 109 stand in the header, the others in a chain."""
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

    def _size(self, entry: bytes) -> int:
        """Return how long a stream says it is; the upper half of the number counts only in large sectors."""
        low, high = struct.unpack_from("<II", entry, 120)
        return int(low) + (int(high) << 32 if self._shift == max(_SHIFTS) else 0)

    def _stream(self, entry: bytes, root: bytes, table: array[int], small: array[int]) -> bytes:
        """Return a stream: from its own sectors, or from pieces of 64 bytes in the root's stream where it is short."""
        size, start = self._size(entry), int.from_bytes(entry[116:120], "little")
        if size >= _SHORT:
            return self._pieces(self._data[1 << self._shift :], _followed(start, table), self._shift)[:size]
        first = int.from_bytes(root[116:120], "little")
        whole = self._pieces(self._data[1 << self._shift :], _followed(first, table), self._shift)
        return self._pieces(whole, _followed(start, small), _MINI_SHIFT)[:size]

    @staticmethod
    def _pieces(whole: bytes, places: Iterable[int], shift: int) -> bytes:
        return b"".join(whole[place << shift : place + 1 << shift] for place in places)


def _is_book(entry: bytes) -> bool:
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace").lower() in _BOOKS


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
