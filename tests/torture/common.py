"""What the parts of the torture share: chance that comes back, an invariant that broke, and a part's counts."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass, field

WORST = frozenset({"slowest ms", "most MiB", "points known"})


class BrokenError(Exception):
    """An invariant that does not hold; the message says which, and how to see it again."""


@dataclass(slots=True)
class Outcome:
    """What one part of the torture did: its counts in the order counted, and what broke."""

    part: str
    seed: int
    counts: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    def count(self, what: str, number: int = 1) -> None:
        """Count something that was done or seen."""
        self.counts[what] = self.counts.get(what, 0) + number

    def ended(self) -> Outcome:
        """Note how long it took."""
        self.seconds = time.monotonic() - self.began
        return self

    def add(self, other: Outcome) -> None:
        """Add what another piece of the same part did; of what is slowest or most, the worst counts."""
        for what, number in other.counts.items():
            worst = max(self.counts.get(what, 0), number)
            self.counts[what] = worst if what in WORST else self.counts.get(what, 0) + number
        self.broken += other.broken
        self.seconds += other.seconds

    def line(self) -> str:
        """Return the part's result as one line; its seconds are those of all processes that worked on it."""
        numbers = ", ".join(f"{what} {number:,}" for what, number in self.counts.items())
        state = "FAILED" if self.broken else "ok"
        return f"{state:<6} {self.part}: {numbers} ({self.seconds:.1f} s, seed {self.seed})"


def chance(*parts: object) -> random.Random:
    """Return a source of random choices that is the same for the same parts, in every process."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311 - repeatable on purpose


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Print a line about what is under way, beside the results."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def require(holds: object, what: str) -> None:
    """Break where something that must hold does not."""
    if not holds:
        raise BrokenError(what)
