"""Cost as work grows: households and communes by tens and hundreds, as lines of the table and as a plot.

A line's value is how much dearer one household (or one commune's package) is at the largest size than at the one
before: 1 is linear, less is better than linear. The plot shows seconds over size on logarithmic axes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.services import receiving_overview, sending, summaries, trust
from tests.benchmarks import ground, many
from tests.benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale

PLOT = "growth.png"
_YEAR = 2025
_LINEAR = 1.5


@dataclass(frozen=True, slots=True)
class Curve:
    """Seconds by size."""

    name: str
    points: tuple[tuple[int, float], ...]

    def line(self) -> Line:
        """Return the line of the table: the unit cost at the end against the unit cost before it."""
        (before, cheap), (size, dear) = self.points[-2:]
        said = ", ".join(f"{at}: {seconds:.3g} s" for at, seconds in self.points)
        return Line(f"Growth: {self.name}", (dear / size,), (cheap / before,), _LINEAR, note=said)


def lines(scale: Scale) -> list[Line]:
    """Measure the curves, draw them, and return their lines."""
    curves = [*_households((250, 500, 1000) if scale.quick else (500, 5000, 50000))]
    curves.append(_communes((1, 2, 5) if scale.quick else (1, 10, 100, 200), 100))
    path = ground.FOLDER / PLOT
    from tests.benchmarks.plot import draw

    draw(curves, path)
    print(f"drawn: {path}", file=sys.stderr)
    return [curve.line() for curve in curves]


def _households(sizes: tuple[int, ...]) -> list[Curve]:
    written, summed = [], []
    place = ground.scratch("growth")
    for size in sizes:
        with ground.office(ground.Scale(households=size, years=(_YEAR,))) as context:
            _trust_itself(context)
            code = context.office.superior_code
            stick = place / str(size)
            stick.mkdir()
            written.append((size, timed(lambda: sending.write_package(context, code, stick))))  # noqa: B023 - now
            summed.append((size, min(timed(lambda: summaries.of_year(context, _YEAR)) for _turn in range(5))))  # noqa: B023
    return [
        Curve("a package written and verified, by households", tuple(written)),
        Curve("the summary of a year opened, by households", tuple(summed)),
    ]
