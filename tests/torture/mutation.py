"""Inputs for the fuzzing: sound ones, and what a seed makes of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.torture.common import chance

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

TOKENS = (
    b"\x00", b"\xff\xff\xff\xff",
    b"\xef\xbb\xbf", b"\xff\xfe", b"'", b'"', b"\n", b"\r\n", b"\t", b"\\", b"../", b"=1+1",
    b"=cmd|' /C calc'!A0", b"-0", b"1e999", b"nan", b"99999999999999999999", b"-1", b"2025-02-30", b"\xe2\x80\xae",
    b"\xe2\x80\x8b", b"\xcc\x81" * 40, b"&a;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"]]>", b"<![CDATA[", b"*a", b"&a ",
    b"!!python/object:os.system", b"? ", b"- - - - ", b"{[{[", b"%YAML 9.9", b"kind: ", b"PK\x05\x06", b"PK\x01\x02",
    b"1" * 5000, b"(" * 500, b"\xf0\x9f\x98\x80", "Đ".encode(), "ﬁ".encode(), b"\x1b[2J", b"%s%n",
    b"';DROP TABLE t;--",
)  # fmt: skip
_ROUNDS = (1, 1, 1, 2, 3, 5, 12)
_LONGEST = 4 * 1024 * 1024


def mutated(data: bytes, others: Sequence[bytes], *seed: object) -> bytes:
    """Return what a seed makes of sound bytes: some changes out of flips, cuts, copies, tokens and splices."""
    random = chance("mutation", *seed)
    made = bytearray(data)
    for _round in range(random.choice(_ROUNDS)):
        random.choice(_CHANGES)(made, others, random)
    return bytes(made[:_LONGEST])


def _flip(made: bytearray, _others: Sequence[bytes], random: random.Random) -> None:
    if made:
        made[random.randrange(len(made))] ^= 1 << random.randrange(8)


def _set(made: bytearray, _others: Sequence[bytes], random: random.Random) -> None:
    if made:
        made[random.randrange(len(made))] = random.choice((0, 1, 0x7F, 0x80, 0xFF, 0x20, 0x2C, 0x3A))


def _cut(made: bytearray, _others: Sequence[bytes], random: random.Random) -> None:
    start, length = _span(made, random)
    del made[start : start + length]


def _copy(made: bytearray, _others: Sequence[bytes], random: random.Random) -> None:
    start, length = _span(made, random)
    piece = bytes(made[start : start + length]) * random.choice((1, 1, 2, 50))
    place = random.randint(0, len(made))
    made[place:place] = piece


def _token(made: bytearray, _others: Sequence[bytes], random: random.Random) -> None:
    place = random.randint(0, len(made))
    replaced = random.choice((0, 0, 1, 4))
    made[place : place + replaced] = random.choice(TOKENS)


def _splice(made: bytearray, others: Sequence[bytes], random: random.Random) -> None:
    other = random.choice(others) if others else b""
    start, length = _span(bytearray(other), random)
    place = random.randint(0, len(made))
    made[place : place + random.choice((0, length))] = other[start : start + length]


def _truncate(made: bytearray, _others: Sequence[bytes], random: random.Random) -> None:
    del made[random.randint(0, len(made)) :]


def _span(made: bytearray, random: random.Random) -> tuple[int, int]:
    start = random.randint(0, len(made))
    return start, random.choice((1, 2, 8, 64, 1024))


_CHANGES: Sequence[Callable[[bytearray, Sequence[bytes], random.Random], None]] = (
    _flip, _flip, _set, _cut, _copy, _token, _token, _splice, _truncate,
)  # fmt: skip


@cache
def words() -> tuple[str, ...]:
    """Return what people paste: signs, words, and what is none of them."""
    signs: Mapping[str, str] = {"Đ": "", "KĐ": "", "-": "", "x": "", "đạt": "", "chưa đạt": "", "k/a": "", "?": ""}
    return (*signs, '"', '""', "\t", "\n", "\r\n", "\u200b", "\u202e", "x" * 3000, "\x00", "1,0", "０", "=1")
