"""The texts that the cells of an old workbook share ([MS-XLS] SST): how long each is, without reading any."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_RUN = 4  # bytes of a change of font within a text


@dataclass(slots=True)
class _Cursor:
    """A place in the pieces that the list is cut into, each at most 8,224 bytes."""

    pieces: Sequence[bytes]
    piece: int = 0
    at: int = 0

    @property
    def left(self) -> int:
        """How much is left of this piece."""
        return len(self.pieces[self.piece]) - self.at

    def number(self, size: int) -> int:
        """Read a number, which no piece's end cuts in two; IndexError behind the last piece."""
        while not self.left:
            self._turn()
        value = self.pieces[self.piece][self.at : self.at + size]
        if len(value) < size:
            raise IndexError(self.at)
        self.at += size
        return int.from_bytes(value, "little")

    def skip(self, size: int) -> None:
        """Pass over bytes, in this piece and the next ones."""
        while size > self.left:
            size -= self.left
            self._turn()
        self.at += size

    def skip_text(self, letters: int, width: int) -> None:
        """Pass over letters; where a piece begins in their midst, it says anew how wide they are."""
        while letters * width > self.left:
            letters -= self.left // width
            self._turn()
            width = 1 + (self.number(1) & _WIDE)
        self.at += letters * width

    def _turn(self) -> None:
        if self.piece + 1 >= len(self.pieces):
            raise IndexError(self.piece)
        self.piece, self.at = self.piece + 1, 0


def lengths(pieces: Sequence[bytes]) -> list[int] | None:
    """Return how many letters each text of the list has; None where the list is not what it says."""
    if len(pieces[0]) < 8:  # noqa: PLR2004 - how often texts are used, and how many there are
        return None
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    cursor, found = _Cursor(pieces, at=8), []
    try:
        for _text in range(count):
            found.append(cursor.number(2))
            flags = cursor.number(1)
            runs = cursor.number(2) if flags & _RICH else 0
            more = cursor.number(4) if flags & _EXTENDED else 0
            cursor.skip_text(found[-1], 1 + (flags & _WIDE))
            cursor.skip(runs * _RUN + more)
    except IndexError:
        return None
    return found
