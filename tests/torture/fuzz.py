"""Fuzzing: whatever strangers send is read or refused in words, within 2 seconds and 300 MiB; nothing else comes out.

Each target is read in a process of its own, so that a crash of a library is found and does not end the run. Every
input comes back from its seed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.errors import EnvironmentFault, UserError
from tests.torture import victims
from tests.torture.common import Outcome
from tests.torture.fuzz_targets import TARGETS
from tests.torture.guide import Guide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from tests.torture.fuzz_targets import Target

SLOW_SECONDS = 2.0
MOST_MEMORY = 300 * 1024 * 1024
_ADDRESS_SPACE = 4 * 1024 * 1024 * 1024  # where a runaway ends before it takes the machine with it
_HANG_SECONDS = 20
_FAULTS = 10
_WATCHED = 10  # times slower is a reader whose every line is watched
_TOLD = 8192  # bytes: a read with its faults, as JSON


class _HangError(Exception):
    """An input that is read without end."""


@dataclass(slots=True)
class Read:
    """What reading inputs of one target gave; `peak` is bytes of memory, `slowest` seconds."""

    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    peak: int = 0
    lines: int = 0
    faults: list[str] = field(default_factory=list)


def fuzz(seconds: float, seed: int, targets: Sequence[Target] = TARGETS, *, guided: bool = False) -> Outcome:
    """Read mutated inputs for so long, all targets sharing the time; `guided` by the lines of ours that they reach."""
    outcome = Outcome("guided fuzzing" if guided else "fuzzing", seed)
    if not victims.can_fork():
        outcome.count("skipped (this system cannot fork)")
        return outcome
    for target in targets:
        read = _in_children(target, seed, seconds / len(targets), guided=guided)
        outcome.count(f"{target.name} inputs", read.inputs)
        outcome.count(f"{target.name} refused", read.refused)
        outcome.counts["slowest ms"] = max(outcome.counts.get("slowest ms", 0), round(read.slowest * 1000))
        outcome.counts["most MiB"] = max(outcome.counts.get("most MiB", 0), read.peak // (1024 * 1024))
        if guided:
            outcome.count(f"{target.name} steps reached", read.lines)
        outcome.broken += read.faults
        if read.peak > MOST_MEMORY:
            outcome.broken.append(f"{target.name}, seed {seed}: {read.peak:,} bytes of memory")
    return outcome.ended()


def read_for(target: Target, seed: int, until: float, done: Read, told: int, *, guided: bool) -> None:
    """Read inputs of one target until a moment; `told` is a file that learns what is read before it is."""
    with tempfile.TemporaryDirectory(prefix="ntm-fuzz-") as folder:
        guide = Guide() if guided else None
        parent = os.getppid()
        while time.monotonic() < until and os.getppid() == parent:  # nobody waits for an orphan
            os.pwrite(told, json.dumps(asdict(done)).encode().ljust(_TOLD), 0)
            one(target, seed, done, Path(folder), guide)
            done.lines = len(guide.known) if guide else 0


def one(target: Target, seed: int, done: Read, folder: Path, guide: Guide | None = None) -> None:
    """Make and read the next input; note what should not be."""
    number = done.inputs
    data = target.make(f"{seed}/{number}")
    if guide is not None:
        data = guide.next(target, data, f"{seed}/{number}")
    signal.alarm(_HANG_SECONDS)
    began = time.process_time()  # by its own work: what waits for the other core is not slow
    try:
        if guide is None:
            target.read(data, folder)
        else:
            guide.watch(data, lambda: target.read(data, folder))
    except (UserError, EnvironmentFault):
        done.refused += 1
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        if len(done.faults) < _FAULTS:
            done.faults.append(f"{target.name}, seed {seed}, input {number}: {type(error).__name__}: {error}"[:300])
    finally:
        signal.alarm(0)
    took = time.process_time() - began
    if took > SLOW_SECONDS * (_WATCHED if guide else 1):
        done.faults.append(f"{target.name}, seed {seed}, input {number}: {took:.1f} s")
    done.slowest = max(done.slowest, took)
    done.inputs += 1


def _in_children(target: Target, seed: int, seconds: float, *, guided: bool) -> Read:
    """Read in a process of its own; where that dies, note the input and go on behind it with another."""
    done = Read()
    until = time.monotonic() + seconds
    with tempfile.TemporaryFile() as told:
        while True:
            status = _in_a_child(target, seed, until, done, told.fileno(), guided=guided)
            done = Read(**json.loads(os.pread(told.fileno(), _TOLD, 0)))
            if status == 0 or len(done.faults) >= _FAULTS:
                return done
            done.faults.append(f"{target.name}, seed {seed}, input {done.inputs}: the process died ({status})")
            done.inputs += 1


def _in_a_child(target: Target, seed: int, until: float, done: Read, told: int, *, guided: bool) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    status = 1
    try:
        _limit()
        read_for(target, seed, until, done, told, guided=guided)
        done.peak = max(done.peak, _peak())
        os.pwrite(told, json.dumps(asdict(done)).encode().ljust(_TOLD), 0)
        status = 0
    finally:
        os._exit(status)


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    signal.signal(signal.SIGALRM, _hang)


def _hang(_number: int, _frame: FrameType | None) -> None:
    raise _HangError


def _peak() -> int:
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
