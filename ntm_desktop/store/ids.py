"""Ids made on the spot, unique across offices: UUID version 7 (RFC 9562), which sorts by time of making."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_VERSION_7 = 0x7000
_VARIANT = 0x8000_0000_0000_0000


def new_id(now: datetime) -> str:
    """Return a fresh id carrying the millisecond `now` (an aware time)."""
    return next(iter(new_ids(now, 1)))


def new_ids(now: datetime, count: int) -> list[str]:
    """Return `count` fresh ids of the same millisecond that sort in the order given (12-bit counter + random)."""
    milliseconds = int(now.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    made = []
    for index in range(count):
        moment = milliseconds + (index >> 12)
        high = (moment << 16) | _VERSION_7 | (index & 0xFFF)
        low = _VARIANT | (int.from_bytes(os.urandom(8), "big") >> 2)
        digits = f"{high:016x}{low:016x}"
        made.append(f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}")
    return made
