"""Measuring: ours and a baseline in turns, medians and spreads, a ratio against its bound."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: seconds of ours and of the baseline, and the bound on their ratio.

    Where `bound_seconds` is given, the median of ours itself is bounded instead. `unit` is what the values are in:
    seconds (shown as ms where small), MiB, or × for a figure that is a ratio already.
    """

    name: str
    ours: tuple[float, ...]
    baseline: tuple[float, ...] = ()
    bound: float = 0.0
    bound_seconds: float = 0.0
    note: str = ""
    unit: str = "s"

    @property
    def value(self) -> float:
        """The ratio of the medians, or the median in seconds."""
        mine = statistics.median(self.ours)
        return mine / statistics.median(self.baseline) if self.baseline else mine

    @property
    def limit(self) -> float:
        """What the value must not exceed."""
        return self.bound if self.baseline else self.bound_seconds

    @property
    def share(self) -> float:
        """The value as a share of its limit: 1 is just within."""
        return self.value / self.limit


def turns(count: int, ours: Callable[[], object], baseline: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Time two callables in turns, `count` times each, after one turn that does not count."""
    ours()
    baseline()
    mine, theirs = [], []
    for _turn in range(count):
        theirs.append(timed(baseline))
        mine.append(timed(ours))
    return mine, theirs


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = [
        "| what | ours (median, spread) | baseline (median, spread) | value | bound | |",
        "|---|---|---|---|---|---|",
    ]
    for line in lines:
        value = f"{line.value:.2f} ×" if line.baseline else _span((line.value,), line.unit)
        limit = f"≤ {line.limit:g} ×" if line.baseline else f"≤ {_span((line.limit,), line.unit)}"
        verdict = "" if line.share <= 1 else "**over**"
        spread = _span(line.baseline, line.unit) if line.baseline else "–"
        note = f" ({line.note})" if line.note else ""
        rows.append(f"| {line.name}{note} | {_span(line.ours, line.unit)} | {spread} | {value} | {limit} | {verdict} |")
    return "\n".join(rows)


def in_child(module: str, *words: str, folder: Path) -> dict[str, float]:
    """Run a module in a process of its own and return the JSON that it prints last: for peaks that are its own."""
    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _span(values: Sequence[float], unit: str = "s") -> str:
    middle = statistics.median(values)
    unit, factor = ("ms", 1000) if unit == "s" and middle < 1 else (unit, 1)
    digits = 2 if middle * factor < 10 else 1 if middle * factor < 100 else 0
    said = f"{middle * factor:.{digits}f} {unit}"
    if len(values) == 1:
        return said
    return f"{said} ({min(values) * factor:.{digits}f}–{max(values) * factor:.{digits}f})"
