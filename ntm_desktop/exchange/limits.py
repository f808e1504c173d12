"""What a package may weigh and how its entries may be called: checked before anything is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds. Five years of 5,000 households are 1.3 MB sealed, 27 MB of tables and 410,000 rows.

    `sealed`, `unpacked`, `tables`, `document` (one description or list file), `info` (what a package says of itself,
    which is read before anybody is known to have signed it: ours has 5 KiB at most) and `ratio_from` are bytes;
    `ratio` is unpacked size by packed size, judged for entries above `ratio_from`.
    """

    sealed: int = 256 * MIB
    unpacked: int = 512 * MIB
    tables: int = 128 * MIB
    document: int = 4 * MIB
    info: int = 64 * 1024
    entries: int = 5_000
    rows: int = 1_000_000
    ratio: int = 400
    ratio_from: int = MIB
    name_length: int = 160
    depth: int = 5


LIMITS = Limits()
CARD_BYTES = 16 * 1024

# Everything that we write is plain ASCII, so anything else in a name is a trick or a mistake.
_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def safe_name(name: str, limits: Limits = LIMITS) -> bool:
    """Whether a name inside a package can be unpacked on every system without leaving its folder.

    No absolute path, no drive, no `..`, no backslash, no reserved Windows name, no trailing dot, nothing but
    ASCII letters, digits, dot, hyphen and underscore.
    """
    if len(name) > limits.name_length:
        return False
    segments = name.split("/")
    return len(segments) <= limits.depth and all(_safe_segment(segment) for segment in segments)


def _safe_segment(segment: str) -> bool:
    return _SEGMENT.fullmatch(segment) is not None and not segment.endswith(".") and _RESERVED.match(segment) is None
