"""Many communes, one after the other, at one receiving office: time a package and memory stay flat."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.services import demo, receiving, sending, setup, trust
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed
from tests.benchmarks.memory import peak
from tests.benchmarks.packages import PROVINCE

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from tests.benchmarks.ground import Scale

_YEAR = 2025
_FLAT = 1.5


@dataclass(frozen=True, slots=True)
class Taken:
    """What each package in turn took: seconds, and MiB of the process after it."""

    seconds: tuple[float, ...]
    memory: tuple[float, ...]


def flat(scale: Scale) -> list[Line]:
    """Compare the last tenth of the packages with the first."""
    communes, households = (10, 300) if scale.quick else (200, 3000)
    taken = take_in(communes, households)
    tenth = max(2, communes // 10)
    first, last = taken.seconds[1 : tenth + 1], taken.seconds[-tenth:]
    grown = taken.memory[-1] / taken.memory[tenth]
    name = f"{communes} communes × {households} households applied in turn"
    return [
        Line(f"{name}: the last packages against the first", last, first, _FLAT),
        Line(f"{name}: memory after the last against after the first tenth", (grown,), bound_seconds=1.25, unit="×"),
    ]


def take_in(communes: int, households: int) -> Taken:
    """Fill communes one by one, and apply the package of each at one province of its own kind."""
    place = ground.scratch("many")
    seconds: list[float] = []
    memory: list[float] = []
    with app.office(place / "province") as province:
        for code in _senders(province, communes):
            package = _package(province, place, code, households)
            seconds.append(timed(lambda: receiving.apply(province, receiving.inspect(province, package))))  # noqa: B023
            memory.append(peak())
            package.unlink()
    shutil.rmtree(place)
    return Taken(tuple(seconds), tuple(memory))


def _senders(province: Context, communes: int) -> list[str]:
    """Make the office, and return the codes of as many communes as are wanted: no province has two hundred."""
    units = province.catalogue.units
    setup.create(province, setup.NewOffice(Level.PROVINCE, PROVINCE))
    every = (units.get(Level.PROVINCE, f"{number:02d}") for number in range(99, 0, -1))
    codes = [commune.code for unit in every if unit for commune in units.communes_of(unit)]
    return codes[:communes]


def _package(province: Context, place: Path, code: str, households: int) -> Path:
    home = place / code
    with app.office(home) as commune:
        demo.fill(commune, demo.DemoPlan(households, 12, (_YEAR,), office=code))
        for one, other in ((commune, province), (province, commune)):
            card = trust.write_card(other, place / f"{other.office.code}.ntmcard")
            trust.trust(one, card, trust.read(one, card).fingerprint)
            card.unlink()
        stick = place / "usb"
        stick.mkdir(exist_ok=True)
        package = sending.write_package(commune, province.office.code, stick).file
    shutil.rmtree(home)
    return package
