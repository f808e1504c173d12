"""What the parts of the torture share: chance that comes back, an invariant that broke, and a part's counts."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass, field


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

    def count(self, what: str, number: int = 1) -> None:
        """Count something that was done or seen."""
        self.counts[what] = self.counts.get(what, 0) + number

    def line(self) -> str:
        """Return the part's result as one line."""
        numbers = ", ".join(f"{what} {number:,}" for what, number in self.counts.items())
        state = "FAILED" if self.broken else "ok"
        return f"{state:<6} {self.part}: {numbers} ({time.monotonic() - self.began:.1f} s, seed {self.seed})"


def chance(*parts: object) -> random.Random:
    """Return a source of random choices that is the same for the same parts, in every process."""
    return random.Random("/".join(map(str, parts)))  # noqa: S311 - repeatable on purpose


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def require(holds: object, what: str) -> None:
    """Break where something that must hold does not."""
    if not holds:
        raise BrokenError(what)
