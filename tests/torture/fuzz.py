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
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.errors import EnvironmentFault, UserError
from tests.torture import victims
from tests.torture.common import Outcome
from tests.torture.fuzz_targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from tests.torture.fuzz_targets import Target

SLOW_SECONDS = 2.0
MOST_MEMORY = 300 * 1024 * 1024
_ADDRESS_SPACE = 4 * 1024 * 1024 * 1024  # where a runaway ends before it takes the machine with it
_HANG_SECONDS = 20


class _HangError(Exception):
    """An input that is read without end."""


@dataclass(slots=True)
class Read:
    """What reading inputs of one target gave; `peak` is bytes of memory, `slowest` seconds."""

    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    peak: int = 0
    faults: list[str] = field(default_factory=list)


def fuzz(seconds: float, seed: int, targets: Sequence[Target] = TARGETS) -> Outcome:
    """Read mutated inputs for so long, all targets sharing the time."""
    outcome = Outcome("fuzzing", seed)
    if not victims.can_fork():
        outcome.count("skipped (this system cannot fork)")
        return outcome
    for target in targets:
        read = _in_a_child(target, seed, seconds / len(targets))
        outcome.count(f"{target.name} inputs", read.inputs)
        outcome.count(f"{target.name} refused", read.refused)
        outcome.counts["slowest ms"] = max(outcome.counts.get("slowest ms", 0), round(read.slowest * 1000))
        outcome.counts["most MiB"] = max(outcome.counts.get("most MiB", 0), read.peak // (1024 * 1024))
        outcome.broken += read.faults
        if read.peak > MOST_MEMORY:
            outcome.broken.append(f"{target.name}, seed {seed}: {read.peak:,} bytes of memory")
    return outcome


def read_for(target: Target, seed: int, seconds: float, tell: int | None = None) -> Read:
    """Read inputs of one target for so long; `tell` is a pipe that learns the number of each before it is read."""
    done = Read()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="ntm-fuzz-") as folder:
        while time.monotonic() < until:
            if tell is not None:
                os.write(tell, b"%d\n" % done.inputs)
            one(target, seed, done, Path(folder))
    return done


def one(target: Target, seed: int, done: Read, folder: Path) -> None:
    """Make and read the next input; note what should not be."""
    number = done.inputs
    data = target.make(f"{seed}/{number}")
    began = time.perf_counter()
    try:
        target.read(data, folder)
    except (UserError, EnvironmentFault):
        done.refused += 1
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        done.faults.append(f"{target.name}, seed {seed}, input {number}: {type(error).__name__}: {error}"[:500])
    took = time.perf_counter() - began
    if took > SLOW_SECONDS:
        done.faults.append(f"{target.name}, seed {seed}, input {number}: {took:.1f} s")
    done.slowest = max(done.slowest, took)
    done.inputs += 1


def _in_a_child(target: Target, seed: int, seconds: float) -> Read:
    numbers, tell = os.pipe()
    results, give = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        try:
            os.close(numbers)
            _limit()
            done = read_for(target, seed, seconds, None)
            os.write(give, json.dumps(_document(done)).encode())
        finally:
            os._exit(0)
    for end in (tell, give):
        os.close(end)
    with os.fdopen(results, "rb") as file:
        text = file.read()
    os.close(numbers)
    _pid, status = os.waitpid(pid, 0)
    if not text:
        return Read(faults=[f"{target.name}, seed {seed}: the process ended with status {status}"])
    return Read(**json.loads(text))


def _document(done: Read) -> dict[str, object]:
    faults = done.faults[:20]
    return {
        "inputs": done.inputs,
        "refused": done.refused,
        "slowest": done.slowest,
        "peak": _peak(),
        "faults": faults,
    }


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
