"""Facts computed from what an office records: contributions, deadlines kept, recognitions, targets, criteria."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.facts import Fact
from ntm_desktop.domain.targets import REACHED, Standing
from ntm_desktop.domain.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ntm_desktop.domain.facts import FactValue, ReportSent
    from ntm_desktop.domain.targets import FigureResult
    from ntm_desktop.domain.verdicts import Verdict


class ContributionKind(StrEnum):
    """What people give; ideas and works are valued by agreement, as money."""

    MONEY = "money"
    LAND = "land_m2"
    LABOUR = "labour_days"
    MATERIALS = "materials"
    WORKS = "works"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution: đồng for money, materials and works; m² for land; days for labour."""

    kind: ContributionKind
    quantity: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Rates:
    """What a square metre of land and a day of labour are worth in đồng; None until the authority says."""

    land_m2: Decimal | None = None
    labour_day: Decimal | None = None


def value_of(one: Contribution, rates: Rates) -> Decimal | None:
    """Return a contribution in đồng; None where nobody has set the rate that it needs."""
    factors: Mapping[ContributionKind, Decimal | None] = {
        ContributionKind.LAND: rates.land_m2,
        ContributionKind.LABOUR: rates.labour_day,
    }
    factor = factors.get(one.kind, Decimal(1))
    return None if factor is None else one.quantity * factor


def contribution_facts(contributions: Iterable[Contribution], rates: Rates, subject: str, on: date) -> tuple[Fact, ...]:
    """Return what a subject gave until a day, valued in đồng; unknown where a rate is missing (KG-IV.2.a-4)."""
    values = [value_of(one, rates) for one in contributions if one.on <= on]
    whole = None if None in values else sum((value for value in values if value is not None), Decimal(0))
    return (Fact("contribution.total_vnd", whole, subject, on, "computed", ("contributions",)),)


def on_time_fact(name: str, items: Iterable[ReportSent], subject: str, on: date) -> tuple[Fact, ...]:
    """Return the rate on time of what was due by a day: documents, tasks, criteria (`documents.on_time_rate` …).

    No fact where nothing was due.
    """
    due = [one for one in items if one.due <= on]
    if not due:
        return ()
    kept = sum(one.sent is not None and one.sent <= one.due for one in due)
    return (Fact(name, round(Decimal(100 * kept) / len(due), 2), subject, on, "computed", ("documents",)),)


@dataclass(frozen=True, slots=True)
class Registered:
    """Something that was registered at the start: by when it is to be done, and when it was."""

    due: date
    done: date | None = None


def registration_facts(registered: Iterable[Registered], subject: str, on: date) -> tuple[Fact, ...]:
    """Return whether all that was registered is done in time, and whether all of it was early (KG-IV.2.a-2, KG-VI.2-3).

    Unknown as long as something open is not due yet; no facts where nothing was registered.
    """
    items = tuple(registered)
    if not items:
        return ()
    late = any((one.done or on) > one.due for one in items)
    open_yet = any(one.done is None or one.done > on for one in items)
    done = False if late else None if open_yet else True
    early = None if done is None else done and all(one.done is not None and one.done < one.due for one in items)
    values: dict[str, FactValue | None] = {"registration.completed": done, "registration.completed_early": early}
    return tuple(Fact(name, value, subject, on, "computed", ("registrations",)) for name, value in values.items())


def recognition_facts(
    level: str, recognised_on: date | None, planned_by: date, subject: str, on: date
) -> tuple[Fact, ...]:
    """Return a commune's level, and whether it came by the planned day, or before the year of the plan."""
    reached = recognised_on is not None and recognised_on <= on
    in_time = reached and recognised_on is not None and recognised_on <= planned_by
    ahead = in_time and recognised_on is not None and recognised_on.year < planned_by.year
    values: dict[str, FactValue] = {
        "commune.recognition.level": level if reached else "none",
        "commune.recognised_on_plan": in_time,
        "assigned_commune.ahead_of_plan": ahead,
    }
    return _computed(values, subject, on, ("recognitions",))


def target_facts(results: Iterable[FigureResult], year: int, subject: str, on: date) -> tuple[Fact, ...]:
    """Return whether a locality met and exceeded what was planned for a year; unknown where a result is missing."""
    asked = [one for one in results if one.figure.year == year]
    known = bool(asked) and all(one.standing is not Standing.NO_DATA for one in asked)
    met = all(one.standing in REACHED for one in asked)
    exceeded = met and any(one.exceeded for one in asked)
    return (
        Fact("locality.targets_met", met if known else None, subject, on, "computed", ("targets",)),
        Fact("locality.targets_exceeded", exceeded if known else None, subject, on, "computed", ("targets",)),
    )


def fallen(before: Verdict, now: Verdict) -> tuple[str, ...]:
    """Return the criteria and indicators that were met before and are not met any more."""
    was = {one.id for one in _every(before) if one.outcome is Outcome.MET}
    return tuple(one.id for one in _every(now) if one.id in was and one.outcome is Outcome.NOT_MET)


def trend_facts(before: Verdict, now: Verdict, subject: str, on: date) -> tuple[Fact, ...]:
    """Return whether nothing that was met a year ago has fallen; unknown where something is not known any more."""
    was = {one.id for one in _every(before) if one.outcome is Outcome.MET}
    lost = [one for one in _every(now) if one.id in was and one.outcome is Outcome.UNKNOWN]
    kept = not fallen(before, now)
    value = kept if not kept or not lost else None
    return (Fact("commune.criteria_not_lower", value, subject, on, "computed", ("assessments",)),)


def _every(verdict: Verdict) -> Iterable[Verdict]:
    for part in verdict.parts:
        yield part
        yield from _every(part)


def _computed(values: Mapping[str, FactValue], subject: str, on: date, depends: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(name, value, subject, on, "computed", depends) for name, value in values.items())
