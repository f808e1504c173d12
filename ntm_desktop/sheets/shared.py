"""Texts that cells share: a library gives each cell a copy of its own, so that a few bytes a cell can take all memory.

Where the longest text would be within bounds in every cell, nothing more is looked at; else each cell's own is added.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.sheets import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TEXT = re.compile(rb"<(?:\w+:)?si[\s>/]")
_LIST = re.compile(rb"<(?:\w+:)?sst[\s>/]")
# A cell that names its text in the way of every program; in any way; and a kind that is spelled by signs of XML.
_USE = re.compile(rb't="s"[^>]*><v>(\d{1,9})</v>')
_SHARING = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_SPELLED = re.compile(rb"\st\s*=\s*[\"'][^\"'>]*&")


@dataclass(slots=True)
class Uses:
    """Which texts cells name, by number, and how many cells name one in a way of their own."""

    named: Counter[int] = field(default_factory=Counter)
    others: int = 0

    def see(self, chunk: bytes) -> None:
        """Take in a piece of a sheet's XML."""
        found = _USE.findall(chunk)
        self.named.update(map(int, found))
        self.others += max(0, len(_SHARING.findall(chunk)) - len(found)) + len(_SPELLED.findall(chunk))

    def total(self, lengths: Sequence[int]) -> int:
        """Return how long all cells' texts are together; what cannot be told counts as the longest."""
        told = sum(lengths[at] * count for at, count in self.named.items() if at < len(lengths))
        return told + self.others * max(lengths, default=0)


@dataclass(slots=True)
class Longest:
    """The longest text of a list seen piece by piece; it may be longer than a piece."""

    length: int = 0
    _open: int = 0

    def see(self, chunk: bytes) -> None:
        """Take in a piece of the list."""
        first, *others = _TEXT.split(chunk)
        self._open += len(first)
        for piece in others:
            self.length, self._open = max(self.length, self._open), len(piece)
        self.length = max(self.length, self._open)


def is_list(chunk: bytes) -> bool:
    """Whether a piece of a part is the beginning of a list of texts."""
    return _LIST.search(chunk) is not None


def lengths(part: bytes) -> list[int]:
    """Return how long each text of a list is at most, in bytes."""
    return [len(piece) for piece in _TEXT.split(part)[1:]]


def fits(cells: int, longest: int) -> bool:
    """Whether so many cells could each have a text as long as the longest."""
    return cells * longest <= limits.MAX_TEXT


def within(pieces: Iterable[bytes], texts: bytes) -> bool:
    """Whether the texts of all cells of sheets, given in pieces, take no more than there may be."""
    uses = Uses()
    for piece in pieces:
        uses.see(piece)
    return uses.total(lengths(texts)) <= limits.MAX_TEXT
