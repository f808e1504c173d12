"""The records of an .xlsb ([MS-XLSB]), looked through for what would make a library take all memory."""

from __future__ import annotations

import struct
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.sheets import limits
from ntm_desktop.sheets.shared import Uses

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW, _LAST_CELL, _DIMENSIONS, _SHARED = 0x00, 0x0B, 0x94, 0x9F
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_SEVEN, _MORE = 0x7F, 0x80
# Cells with a text of their own (or a formula's), cells that share one, and the texts shared.
_SHARING, _TEXT = 0x07, 0x13
_TEXTS = {0x06: 8, 0x08: 8, _TEXT: 1}  # where in them the length of their text stands


@dataclass(slots=True)
class Found:
    """What the parts of a file say of the texts that cells share: how long each is, and which cell has which."""

    lengths: list[int] = field(default_factory=list)
    uses: Counter[int] = field(default_factory=Counter)

    @property
    def modest(self) -> bool:
        """Whether the texts are not too many when each cell has its own."""
        return Uses(self.uses).total(self.lengths) <= limits.MAX_TEXT


def look_through(part: bytes, found: Found) -> tuple[int, int] | None:
    """Return the room that a part's cells take, and how many there are; None where a record asks for too much.

    What it says of shared texts is added to `found`.
    """
    rows: set[int] = set()
    left, right, cells = _LAST_COLUMN, 0, 0
    for kind, begin, length in records(part):
        if begin + length > len(part) or not _says_enough(part, kind, begin, length):
            return None
        if kind == _ROW:
            rows.add(_number(part, begin))
        elif kind <= _LAST_CELL:
            column = _number(part, begin)
            left, right, cells = min(left, column), max(right, column), cells + 1
            if kind == _SHARING:
                found.uses[_number(part, begin + 8)] += 1
        elif kind == _TEXT:
            found.lengths.append(_number(part, begin + 1))
        elif (kind == _DIMENSIONS and not _said_modestly(part[begin : begin + length])) or (
            kind == _SHARED
            and any(count > len(part) for count in struct.unpack("<II", part[begin : begin + 8].ljust(8, b"\0")))
        ):
            return None
    if right >= _LAST_COLUMN or max(rows, default=0) >= _LAST_ROW:
        return None
    height = max(rows) - min(rows) + 1 if rows else 0
    return (height * max(0, right - left + 1), cells) if height <= limits.MAX_ROWS else None


def _says_enough(part: bytes, kind: int, begin: int, length: int) -> bool:
    """Whether a record has all that it is read for: beyond its end, a library reads what an earlier one left there."""
    if kind in _TEXTS:
        at = _TEXTS[kind]
        return length >= at + 4 and at + 4 + 2 * _number(part, begin + at) <= length
    if kind == _SHARING:
        return length >= 12  # noqa: PLR2004 - column, format, number of the text
    return kind > _LAST_CELL or length >= 4  # noqa: PLR2004 - the number of a row or column


def _number(part: bytes, begin: int) -> int:
    return int.from_bytes(part[begin : begin + 4], "little")


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
