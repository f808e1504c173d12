"""What is due for whom at a date: milestones, yearly deadlines and reports, under both regimes of offices."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from ntm_desktop.domain.movements import office_name
from ntm_desktop.domain.movements_route import names_on
from ntm_desktop.domain.movements_work import Every, Milestone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_work import Due, ReportDuty, Step, When

REMIND_DAYS = 30
YEAR_END = (12, 31)
PERIOD_ENDS = {Every.HALF_YEAR: (6, 30), Every.YEAR: YEAR_END}
Exact = Literal["day", "month", "year", "period"]


class State(StrEnum):
    """How a deadline stands at a date."""

    BEFORE = "before"
    DUE = "due"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One deadline with its last day. `exact` says how exactly the plan gives it; the rest is the end of that.

    `offices`, `to` and `through` are codes of the plan's offices.
    """

    requirement: str
    title: str
    what: str
    last_day: date
    exact: Exact
    offices: tuple[str, ...]
    to: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    before_parent: bool = False
    checklist: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a person's «đã làm» is kept under."""
        return f"{self.requirement}/{self.what}/{self.last_day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A deadline as it stands at a date: days left (negative when late), and who everybody is on that day."""

    occurrence: Occurrence
    state: State
    days_left: int
    offices: tuple[str, ...]
    to: tuple[str, ...]
    through: tuple[str, ...]


def occurrences(movement: Movement) -> tuple[Occurrence, ...]:
    """Return every deadline, report and dated step of a movement, by date."""
    found = [
        *(one for due in movement.deadlines for one in _of_due(movement, due)),
        *(one for report in movement.reports for one in _of_report(movement, report)),
        *(one for step in movement.workflow for one in _of_step(step)),
    ]
    return tuple(sorted(found, key=lambda one: (one.last_day, one.requirement, one.what)))


def standings(
    movement: Movement,
    on: date,
    office: str = "",
    done: Mapping[str, date] | None = None,
    remind_days: int = REMIND_DAYS,
) -> tuple[Standing, ...]:
    """Return how every deadline stands on a day, those of one office (its code) if named; KeyError if unknown."""
    if office:
        office_name(movement, office, on)
    return tuple(
        _standing(movement, one, on, (done or {}).get(one.key), remind_days)
        for one in occurrences(movement)
        if not office or office in one.offices
    )


def _standing(movement: Movement, one: Occurrence, on: date, done: date | None, remind_days: int) -> Standing:
    left = (one.last_day - on).days
    return Standing(
        occurrence=one,
        state=_state(one, left, done, remind_days),
        days_left=left,
        offices=names_on(movement, one.offices, on),
        to=names_on(movement, one.to, on),
        through=names_on(movement, one.through, on),
    )


def _state(one: Occurrence, left: int, done: date | None, remind_days: int) -> State:
    if done is not None:
        return State.DONE if done <= one.last_day else State.DONE_LATE
    if left < 0:
        return State.LATE
    return State.DUE if left <= remind_days else State.BEFORE


def _of_due(movement: Movement, due: Due) -> Iterator[Occurrence]:
    for when in due.when:
        for year in _years(movement, due, when):
            last_day, exact = last_day_of(year, when)
            yield Occurrence(
                requirement=due.requirement,
                title=due.title,
                what=(when.what or due.milestone).value,
                last_day=last_day,
                exact=exact,
                offices=due.offices,
                to=due.to,
                before_parent=due.before_parent,
                checklist=due.checklist,
            )


def _years(movement: Movement, due: Due, when: When) -> tuple[int, ...]:
    if when.year is not None or due.every is Every.ONCE:
        return (when.year or movement.period.last_year,)
    first = due.first_year or movement.period.first_year
    return tuple(range(first, (due.last_year or movement.period.last_year) + 1))


def last_day_of(year: int, when: When) -> tuple[date, Exact]:
    """Return the last day that is still in time, and how exactly the plan gives it."""
    if when.month is None:
        return date(year, *YEAR_END), "year"
    if when.day is None:
        return date(year, when.month, monthrange(year, when.month)[1]), "month"
    day = date(year, when.month, when.day)
    return (day - timedelta(days=1) if when.before else day), "day"


def _of_report(movement: Movement, report: ReportDuty) -> Iterator[Occurrence]:
    found = [*_periods_of(movement, report), *(_dated(when) for when in report.when)]
    for what, last_day, exact in found:
        yield Occurrence(
            requirement=report.requirement,
            title=report.title,
            what=f"report_{what}",
            last_day=last_day,
            exact=exact,
            offices=report.sender,
            to=report.to,
            through=report.through,
        )


def _periods_of(movement: Movement, report: ReportDuty) -> Iterator[tuple[str, date, Exact]]:
    """Yield the ends of a cadence's periods; plans name no day, so it is the last of the period."""
    first = report.first_year or movement.period.first_year
    for every in report.every:
        if every in PERIOD_ENDS:
            for year in range(first, movement.period.last_year + 1):
                yield every.value, date(year, *PERIOD_ENDS[every]), "period"


def _of_step(step: Step) -> Iterator[Occurrence]:
    for what, last_day, exact in map(_dated, step.when):
        yield Occurrence(
            requirement=step.requirement,
            title=step.title,
            what=what,
            last_day=last_day,
            exact=exact,
            offices=step.offices,
            to=step.to,
            through=step.through,
        )


def _dated(when: When) -> tuple[str, date, Exact]:
    """Return the milestone of a date that names its year (checked when a profile is read), and its last day."""
    return (when.what or Milestone.FINAL).value, *last_day_of(when.year or 0, when)


def is_review(one: Occurrence) -> bool:
    """Whether a deadline is a review (sơ kết, tổng kết): a unit holds its own before its superior's."""
    return one.what in {Milestone.INTERIM, Milestone.FINAL}
