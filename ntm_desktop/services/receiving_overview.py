"""What a receiving office sees: who reported and who did not, the consolidated figures, and a look into a state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level, OfficeUnit, Village
from ntm_desktop.domain.summaries import UnitSummary, total
from ntm_desktop.domain.text import collation_key
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers
from ntm_desktop.services.context import Act, perform
from ntm_desktop.store import received, shelf, state_rows, states
from ntm_desktop.store.shelf import CommuneFigures, ExpectedUnit
from ntm_desktop.store.state_rows import StateHousehold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from ntm_desktop.catalog.offices import UnitDirectory
    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Database
    from ntm_desktop.store.received import InRecord

__all__ = ["Consolidated", "DrillDown", "ExpectedUnit", "StateHousehold", "UnitStatus"]


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One office that shall report, or did, in a year.

    `received_at` is when its first package of the year came, which `on_time` is judged by (None: no deadline or
    nothing received); `sequence` and `newest_at` are those of the package that stands. `completeness` is the share
    of households with every task assessed, in per cent (None without households). `problems` counts those of the
    last package where that was refused; `missing` are numbers that never came.
    """

    level: Level
    code: str
    name: str
    expected: bool
    received: bool = False
    package_id: str = ""
    sequence: int | None = None
    received_at: datetime | None = None
    newest_at: datetime | None = None
    on_time: bool | None = None
    households: int = 0
    assessed: int = 0
    completeness: float | None = None
    all_achieved: int = 0
    problems: int = 0
    refused_at: datetime | None = None
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A year of all communes that reported: their figures with those of their villages, and the sum."""

    year: int
    communes: Sequence[CommuneFigures]
    whole: UnitSummary


@dataclass(frozen=True, slots=True)
class DrillDown:
    """A look into a commune's state as it was received: its lists and the households of a year's sheets."""

    package: InRecord
    villages: Sequence[Village]
    task_sets: Mapping[str, TaskSet]
    households: Sequence[StateHousehold]


def overview(context: Context, year: int) -> list[UnitStatus]:
    """Return one row for every office that shall report, in the order expected, then those that came unexpected."""
    _receiving_only(context)
    with context.database.snapshot():
        look = _Look(context, year)
        wanted, others = _listed(context, look.latest)
        rows = [look.status(unit, expected=True) for unit in wanted]
        return rows + [look.status(unit, expected=False) for unit in others]


def _listed(
    context: Context, latest: Mapping[tuple[str, str], InRecord]
) -> tuple[Sequence[ExpectedUnit], Sequence[ExpectedUnit]]:
    """Return the offices expected, and those that came unexpected, by the name that they gave."""
    wanted = expected(context)
    known = {(unit.level.value, unit.code) for unit in wanted}
    others = [
        ExpectedUnit(Level(level), code, latest[level, code].sender_name)
        for level, code in sorted(latest)
        if (level, code) not in known
    ]
    return wanted, others


def years(context: Context) -> list[int]:
    """Return the years with packages or deadlines, newest first."""
    return sorted({*shelf.years(context.database), *shelf.deadlines(context.database)}, reverse=True)


def deadlines(context: Context) -> dict[int, date]:
    """Return by when the reports of each year are due."""
    return shelf.deadlines(context.database)


def set_deadline(context: Context, year: int, due_on: date | None) -> Changed:
    """Say by when the reports of a year are due; None takes it back. UserError(answers.bad_year)."""
    _receiving_only(context)
    if not answers.FIRST_YEAR <= year <= answers.LAST_YEAR:
        raise UserError("answers.bad_year", year=year)
    facts: dict[str, Fact] = {"year": year, "due_on": due_on.isoformat() if due_on else ""}
    act = Act("deadline.set", facts, undoable=False)
    return perform(context, act, lambda c: [shelf.set_deadline(c, year, due_on)])


def expected(context: Context) -> list[ExpectedUnit]:
    """Return the offices that shall report here: those chosen, or all units below by the official list."""
    chosen = shelf.expected(context.database)
    chosen.sort(key=lambda unit: (unit.level, collation_key(unit.name), unit.code))
    return chosen or [ExpectedUnit(unit.level, unit.code, unit.name) for unit in units_below(context)]


def set_expected(context: Context, units: Iterable[ExpectedUnit]) -> Changed:
    """Choose the offices that shall report here; none of them brings the official list back."""
    _receiving_only(context)
    wanted = list(units)
    act = Act("expected.set", {"count": len(wanted)}, undoable=False)
    return perform(context, act, lambda c: [shelf.set_expected(c, wanted)])


def consolidated(context: Context, year: int) -> Consolidated:
    """Return the figures of all communes of a year, and their sum.

    In the order and by the names of `overview`: those that a district reported for stand where it does.
    """
    _receiving_only(context)
    office = context.office
    with context.database.snapshot():
        wanted, others = _listed(context, received.latest(context.database))
        communes = _as_listed(context, [*wanted, *others], shelf.figures(context.database, year))
    whole = total(office.code, office.name, (one.commune for one in communes))
    return Consolidated(year, communes, whole)


def _as_listed(
    context: Context, units: Iterable[ExpectedUnit], figures: Iterable[CommuneFigures]
) -> list[CommuneFigures]:
    names = {(unit.level, unit.code): unit.name for unit in units}
    places = {key: place for place, key in enumerate(names)}
    directory = context.catalogue.units

    def place(one: CommuneFigures) -> tuple[int, str, str]:
        sender = (one.sender_level, one.sender_code)
        return places.get(sender, len(places)), collation_key(one.commune.name), one.commune.code

    def named(one: CommuneFigures) -> CommuneFigures:
        listed = names.get((Level.COMMUNE, one.commune.code), one.commune.name)
        unit = ExpectedUnit(Level.COMMUNE, one.commune.code, listed)
        return replace(one, commune=replace(one.commune, name=_name(directory, unit, one.commune.name)))

    return [named(one) for one in sorted(figures, key=place)]


def task_sets(context: Context, year: int) -> list[TaskSet]:
    """Return the editions that the communes' reports of a year were made with."""
    found: dict[str, TaskSet] = {}
    for package_id in sorted(set(shelf.standing(context.database, year).values())):
        with _state(context, package_id) as state:
            for one in state_rows.task_sets(state):
                found.setdefault(one.key, one)
    return [found[key] for key in sorted(found)]


def drill_down(context: Context, commune_code: str, year: int, *, village_id: str = "", text: str = "") -> DrillDown:
    """Return the households of a commune's year with their answers, from its state as it was received.

    UserError `transport.nothing_received` where none stands, `transport.totals_only` where only totals came.
    """
    package_id = _package_of(context, commune_code, year)
    package = received.package(context.database, package_id)
    with _state(context, package_id) as state:
        if package is None or not state_rows.has_households(state):
            raise UserError("transport.totals_only", code=commune_code, year=year)
        return DrillDown(
            package,
            state_rows.villages(state),
            {one.key: one for one in state_rows.task_sets(state)},
            state_rows.households(state, year, village_id, text),
        )


class _Look:
    """What the rows of an overview share, asked once."""

    def __init__(self, context: Context, year: int) -> None:
        self._database = context.database
        self._units = context.catalogue.units
        self.latest = received.latest(context.database)
        self._standing = shelf.standing(context.database, year)
        self._first = received.first_received(context.database, year)
        self._due = shelf.deadlines(context.database).get(year)
        self._sums = by_sender(shelf.figures(context.database, year))

    def status(self, unit: ExpectedUnit, *, expected: bool) -> UnitStatus:
        """Return the row of one office."""
        key = (unit.level.value, unit.code)
        row = UnitStatus(unit.level, unit.code, unit.name, expected)
        last = self.latest.get(key)
        if last is not None and not last.accepted:
            row = replace(row, problems=len(last.problems), refused_at=last.received_at)
        package = received.package(self._database, self._standing[key]) if key in self._standing else None
        if package is None:
            return row
        first = self._first.get(key, package.received_at)
        sums = self._sums.get(key)
        return replace(
            row,
            name=_name(self._units, unit, package.sender_name),
            received=True,
            package_id=package.id,
            sequence=package.sequence,
            received_at=first,
            newest_at=package.received_at,
            on_time=None if self._due is None else first.date() <= self._due,
            households=sums.households if sums else 0,
            assessed=sums.assessed if sums else 0,
            completeness=_per_cent(sums),
            all_achieved=sums.all_achieved if sums else 0,
            missing=tuple(package.missing),
        )


def _name(units: UnitDirectory, unit: ExpectedUnit, told: str) -> str:
    """Return who reported: a code that the other list gives to another unit is that one's, where it said so itself.

    A commune of before July 2025 keeps its name in the years that it reported of.
    """
    if told == unit.name:
        return unit.name
    other = units.called(unit.level, unit.code, told)
    return unit.name if other is None or units.called(unit.level, unit.code, unit.name) == other else other.name


def by_sender(figures: Iterable[CommuneFigures]) -> dict[tuple[str, str], UnitSummary]:
    """Add the communes up by who sent their figures, (level, code): themselves, or the district above them."""
    found: dict[tuple[str, str], list[UnitSummary]] = {}
    for one in figures:
        found.setdefault((one.sender_level.value, one.sender_code), []).append(one.commune)
    return {key: total(key[1], "", units) for key, units in found.items()}


def _per_cent(sums: UnitSummary | None) -> float | None:
    return 100 * sums.assessed / sums.households if sums and sums.households else None


def units_below(context: Context) -> Sequence[OfficeUnit]:
    """Return the units that report to our office: communes, or a province's districts while there were any."""
    office = context.office
    unit = context.catalogue.units.get(office.level, office.code, office.regime)
    if unit is None:
        return ()
    superior = context.catalogue.units.superior_of
    communes = context.catalogue.units.communes_of(unit)
    today = context.clock().date()
    districts = {one.district_code for one in communes if one.district_code}
    if office.level is Level.PROVINCE and districts and communes:
        above = superior(communes[0], today)
        if above is None or above.level is Level.DISTRICT:
            found = (context.catalogue.units.get(Level.DISTRICT, code, office.regime) for code in sorted(districts))
            return [one for one in found if one is not None]
    return communes


def _receiving_only(context: Context) -> None:
    if context.office.level is Level.COMMUNE:
        raise UserError("transport.not_a_receiving_office", name=context.office.name)


def _package_of(context: Context, commune_code: str, year: int) -> str:
    for one in shelf.figures(context.database, year):
        if one.commune.code == commune_code:
            return one.package_id
    standing = shelf.standing(context.database, year).get((Level.COMMUNE.value, commune_code))
    if standing is None:
        raise UserError("transport.nothing_received", code=commune_code, year=year)
    return standing


def _state(context: Context, package_id: str) -> AbstractContextManager[Database]:
    from contextlib import closing

    package = received.package(context.database, package_id)
    name = package.state_file if package else ""
    return closing(states.open_state(context.paths.states / name))
