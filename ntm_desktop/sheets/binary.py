"""The records of an .xlsb ([MS-XLSB]), looked through for what would make a library take all memory."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ntm_desktop.sheets import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW, _LAST_CELL, _DIMENSIONS, _SHARED = 0x00, 0x0B, 0x94, 0x9F
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_SEVEN, _MORE = 0x7F, 0x80
_PLACE = 4  # bytes of the number of a row, or of a cell's column


def reach(part: bytes) -> tuple[int, int] | None:
    """Return the room that a part's cells take, and how many there are; None where a record asks for too much."""
    rows: set[int] = set()
    left, right, cells = _LAST_COLUMN, 0, 0
    for kind, begin, length in records(part):
        # Of a row or a cell too short to say where it is, a library would read the place that an earlier record left.
        if begin + length > len(part) or (kind <= _LAST_CELL and length < _PLACE):
            return None
        if kind == _ROW:
            rows.add(int.from_bytes(part[begin : begin + _PLACE], "little"))
        elif kind <= _LAST_CELL:
            column = int.from_bytes(part[begin : begin + _PLACE], "little")
            left, right, cells = min(left, column), max(right, column), cells + 1
        elif (kind == _DIMENSIONS and not _said_modestly(part[begin : begin + length])) or (
            kind == _SHARED
            and any(count > len(part) for count in struct.unpack("<II", part[begin : begin + 8].ljust(8, b"\0")))
        ):
            return None
    if right >= _LAST_COLUMN or max(rows, default=0) >= _LAST_ROW:
        return None
    height = max(rows) - min(rows) + 1 if rows else 0
    return (height * max(0, right - left + 1), cells) if height <= limits.MAX_ROWS else None


def _said_modestly(dimensions: bytes) -> bool:
    if len(dimensions) < 16:  # noqa: PLR2004 - four numbers
        return False
    top, bottom, left, right = struct.unpack_from("<IIII", dimensions)
    if bottom < top or right < left:
        return False
    cells = int((bottom - top + 1) * (right - left + 1))
    return bool(bottom < _LAST_ROW and right < _LAST_COLUMN) and cells <= limits.MAX_CELLS


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each record's kind, where its data begins, and its length; both are written in pieces of seven bits."""
    place, end = 0, len(part)
    while place < end:
        kind = part[place]
        place += 1
        if kind & _MORE and place < end:
            kind = (kind & _SEVEN) | (part[place] & _SEVEN) << 7
            place += 1
        length = shift = 0
        while place < end:
            length |= (part[place] & _SEVEN) << shift
            place += 1
            shift += 7
            if not part[place - 1] & _MORE or shift > 21:  # noqa: PLR2004 - four pieces at most
                break
        yield kind, place, length
        place += length
