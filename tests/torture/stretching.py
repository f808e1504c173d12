"""Sheets stretched: cells far away, or not saying where they are, as no mere change of bytes would bring about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ntm_desktop.sheets import binary

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_PLACE = re.compile(rb' r="([A-Z]*)(\d+)"')
_CELL = re.compile(rb"<c [^>]*>.*?</c>", re.DOTALL)
_ROW = re.compile(rb"<row[^>]*>.*?</row>", re.DOTALL)
_TIMES = (10, 100, 1000)  # a sheet of real rows takes its time: a tenth of a millisecond each, a head more


def stretched(name: str, part: bytes, random: random.Random) -> bytes:
    """Return a part of a workbook with some of its cells elsewhere, many times, or nowhere in particular."""
    if name.endswith(".bin"):
        return _moved_record(part, random)
    return random.choice(_CHANGES)(part, random)


def _far(part: bytes, random: random.Random) -> bytes:
    places = list(_PLACE.finditer(part))
    if not places:
        return part
    column = random.choice((b"", b"A", b"Z", b"AA", b"XFD", b"XFE", b"ZZZZ", b"a"))
    far = b' r="%s%d"' % (column, random.choice((0, 1, 300, 9999, 10_000, 99_999, 200_000, 2_000_000)))
    return _put(part, random.choice(places), random.choice((far, far.replace(b"=", b" = "), far.replace(b'"', b"'"))))


def _nameless(part: bytes, random: random.Random) -> bytes:
    kind = random.choice((b"[A-Z]*", b"[A-Z]+", b""))
    return re.sub(rb' r="' + kind + rb'\d+"', b"", part, count=random.choice((0, 1, 20)))


def _again(part: bytes, random: random.Random) -> bytes:
    found = list(random.choice((_CELL, _ROW)).finditer(part))
    if not found:
        return part
    one = random.choice(found)
    return _put(part, one, one[0] * random.choice(_TIMES))


def _blank_rows(part: bytes, random: random.Random) -> bytes:
    return part.replace(b"</sheetData>", b"<row/>" * random.choice(_TIMES) + b"</sheetData>")


def _all(part: bytes, random: random.Random) -> bytes:
    for change in (_nameless, _again, _far, _blank_rows):
        part = change(part, random)
    return part


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_far, _nameless, _again, _blank_rows, _all)


def _put(part: bytes, found: re.Match[bytes], new: bytes) -> bytes:
    return part[: found.start()] + new + part[found.end() :]


def _moved_record(part: bytes, random: random.Random) -> bytes:
    """Give a record another place, or no data, or write it many times."""
    records = [(begin, length) for _kind, begin, length in binary.records(part) if begin + length <= len(part)]
    if not records:
        return part
    begin, length = random.choice(records)
    if random.random() < 0.3 and 0 < length < 128:
        return part[: begin - 1] + b"\0" + part[begin + length :]
    number = random.choice((0, 1, 300, 16_383, 16_384, 199_999, 2**20 - 1, 2**31)).to_bytes(4, "little")
    return part[:begin] + number[:length] + part[begin + len(number[:length]) :]
