"""Processes that die: forked from this warm one, killed after a time, or at the n-th thing that they do to a disk."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.torture import tracing

if TYPE_CHECKING:
    from collections.abc import Callable

_FAILED = 70
_GLANCE = 0.002  # seconds between two looks at a victim


@dataclass(frozen=True, slots=True)
class Death:
    """How a victim ended: what it told, whether it was killed before its end, and how long it lived in seconds."""

    told: tuple[str, ...]
    killed: bool
    seconds: float
    points: tuple[str, ...] = ()


class VictimError(Exception):
    """The victim failed by itself: its traceback stands above."""


def can_fork() -> bool:
    """Whether this system can fork (Windows cannot)."""
    return hasattr(os, "fork")


def killed_after(work: Callable[[Callable[[str], None]], None], seconds: float | None) -> Death:
    """Run `work` in a process that gets SIGKILL after `seconds`; None lets it live."""
    pid, told = _born(work, traced=False)
    began = time.monotonic()
    ended = 0
    while seconds is not None and not ended and (left := began + seconds - time.monotonic()) > 0:
        time.sleep(min(left, _GLANCE))
        ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        if seconds is not None:
            os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
    return _buried(told, status, time.monotonic() - began)


def killed_at(work: Callable[[Callable[[str], None]], None], point: int | None) -> Death:
    """Run `work` in a process that is killed before its `point`-th write, flush, rename or removal (from 1).

    None lets it live; the names of the points that it passed stand in the result.
    """
    pid, told = _born(work, traced=True)
    began = time.monotonic()
    points, status = tracing.follow(pid, point)
    return _buried(told, status, time.monotonic() - began, points)


def _born(work: Callable[[Callable[[str], None]], None], *, traced: bool) -> tuple[int, int]:
    read, write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    status = _FAILED
    try:
        os.close(read)
        if traced:
            tracing.wait_for_tracer()
        work(lambda text: tracing.tell(write, text))
        status = 0
    except BaseException:  # noqa: BLE001 - a victim must never come back into its parent's code
        traceback.print_exc()
    finally:
        os._exit(status)


def _buried(told: int, status: int, seconds: float, points: tuple[str, ...] = ()) -> Death:
    with os.fdopen(told, "rb") as file:
        lines = file.read().decode().splitlines()
    killed = os.WIFSIGNALED(status)
    if not killed and os.WEXITSTATUS(status):
        raise VictimError
    return Death(tuple(lines), killed, seconds, points)
