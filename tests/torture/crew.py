"""Several processes share the torture: pieces of every part in one queue, merged as they come, told on the way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.torture import flips, fuzz, kills, sets, simulator
from tests.torture.common import Outcome, tell
from tests.torture.fuzz_targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

# How many of a part go into one piece: some ten seconds of work, so that a run can be told of and cut off.
_PIECE = {"kills": 45, "flips": 1000, "histories": 200, "sets": 5000}
_TOLD_SECONDS = 10.0
_KILLED = 128 + signal.SIGTERM
PARTS = ("fuzz", "guided", "crash_points", "kills", "flips", "sets", "histories")  # the longest pieces first


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one part: `amount` of it (seconds of fuzzing, numbers of all else) from `start` on, of `whole`."""

    part: str
    amount: float
    seed: int
    start: int = 0
    whole: float = 0


@dataclass(slots=True)
class Run:
    """What came of a run: the outcome of each part, and whether it was cut off."""

    outcomes: dict[str, Outcome]
    interrupted: bool = False


def pieces(part: str, amount: float, seed: int, jobs: int) -> Iterator[Piece]:
    """Cut one part into pieces."""
    if part in _PIECE:
        size, whole = _PIECE[part], int(amount)
        for start in range(0, whole, size):
            yield Piece(part, min(size, whole - start), seed, start, whole)
    elif part == "crash_points":
        for share in range(jobs):
            yield Piece(part, amount, seed, share, jobs)
    else:
        for number in range(len(TARGETS)):
            yield Piece(part, amount / len(TARGETS), seed, number, amount)


def run(asked: Sequence[Piece], jobs: int) -> Run:
    """Do all pieces, in this process for one job; stop at an interruption with what was done until then."""
    done = Run({})
    told = _Teller(asked)
    previous = signal.signal(signal.SIGTERM, _as_interruption)
    try:
        for piece, outcome in _done(asked, jobs):
            if piece.part in done.outcomes:
                done.outcomes[piece.part].add(outcome)
            else:
                done.outcomes[piece.part] = outcome
            told.after(piece, outcome)
    except KeyboardInterrupt:
        done.interrupted = True
    finally:
        signal.signal(signal.SIGTERM, previous)
    return done


def work(piece: Piece) -> tuple[Piece, Outcome]:
    """Do one piece."""
    number = int(piece.amount)
    if piece.part == "kills":
        return piece, kills.kills(number, piece.seed, start=piece.start)
    if piece.part == "crash_points":
        return piece, kills.crash_points(number, piece.seed, share=(piece.start, int(piece.whole)))
    if piece.part == "flips":
        return piece, flips.flips(number, piece.seed, piece.start)
    if piece.part == "histories":
        return piece, simulator.histories(number, piece.seed, piece.start)
    if piece.part == "sets":
        return piece, sets.sets(number, piece.seed, piece.start)
    return piece, fuzz.fuzz(piece.amount, piece.seed, [TARGETS[piece.start]], guided=piece.part == "guided")


def _done(asked: Sequence[Piece], jobs: int) -> Iterator[tuple[Piece, Outcome]]:
    if jobs == 1:
        yield from map(work, asked)
        return
    # Fresh processes: each forks its victims, which one with threads must not.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_deaf) as pool:
        try:
            for future in as_completed([pool.submit(work, piece) for piece in asked]):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise


def _deaf() -> None:
    """In a worker: an interruption is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: os._exit(_KILLED))


def _as_interruption(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class _Teller:
    """Tells now and then how far each part is, and at once what broke."""

    def __init__(self, asked: Sequence[Piece]) -> None:
        self._pieces = {part: sum(one.part == part for one in asked) for part in PARTS}
        self._done = dict.fromkeys(PARTS, 0)
        self._began = self._last = time.monotonic()

    def after(self, piece: Piece, outcome: Outcome) -> None:
        """Count a piece that is done."""
        self._done[piece.part] += 1
        for line in outcome.broken:
            tell(f"BROKEN {line}")
        now = time.monotonic()
        if now - self._last >= _TOLD_SECONDS:
            self._last = now
            shares = (f"{part} {self._done[part]}/{count}" for part, count in self._pieces.items() if count)
            tell(f"… pieces done: {', '.join(shares)} ({now - self._began:.0f} s)")
