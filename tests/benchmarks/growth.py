"""Cost as work grows: households and communes by tens and hundreds, as lines of the table and as a plot.

A line's value is how much dearer one household (or one commune's package) is at the largest size than at the one
before: 1 is linear, less is better than linear. The plot shows seconds over size on logarithmic axes.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.services import receiving, sending, setup, summaries
from tests.benchmarks import ground, many, packages
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
    curves = _households((250, 500, 1000) if scale.quick else (500, 5000, 50000))
    curves.append(_communes((1, 2, 5) if scale.quick else (1, 10, 100, 200), 100))
    path = ground.FOLDER / PLOT
    from tests.benchmarks.plot import draw

    draw(curves, path)
    print(f"drawn: {path}", file=sys.stderr)
    return [curve.line() for curve in curves]


def _households(sizes: tuple[int, ...]) -> list[Curve]:
    written, applied, summed = [], [], []
    place = ground.scratch("growth")
    for size in sizes:
        stick = place / f"usb-{size}"
        stick.mkdir()
        with (
            ground.office(ground.Scale(households=size, years=(_YEAR,))) as commune,
            app.office(place / f"province-{size}") as province,
        ):
            setup.create(province, setup.NewOffice(Level.PROVINCE, packages.PROVINCE))
            packages.introduce(commune, province, place)
            written.append((size, timed(lambda: sending.write_package(commune, packages.PROVINCE, stick))))  # noqa: B023
            package = next(stick.glob("*.ntmpkg"))
            applied.append((size, timed(lambda: receiving.apply(province, receiving.inspect(province, package)))))  # noqa: B023
            summed.append((size, min(timed(lambda: summaries.of_year(commune, _YEAR)) for _turn in range(5))))
    shutil.rmtree(place)
    return [
        Curve("a package written and verified, by households", tuple(written)),
        Curve("a package applied, by households", tuple(applied)),
        Curve("a year's summary opened, by households", tuple(summed)),
    ]


def _communes(counts: tuple[int, ...], households: int) -> Curve:
    taken = many.take_in(counts[-1], households)
    points = tuple((count, sum(taken.seconds[:count])) for count in counts)
    return Curve(f"packages of {households} households applied in turn, by communes", points)
