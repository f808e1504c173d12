"""Results against the targets of a plan: ahead, on time, late, not reached; and where the plan contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.rules import OPERATORS, Op

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_figures import Figure, Target


class Standing(StrEnum):
    """How a figure stands at the end of the year asked for."""

    AHEAD = "ahead"
    ON_TIME = "on_time"
    LATE = "late"
    NOT_REACHED = "not_reached"
    PENDING = "pending"
    NO_DATA = "no_data"


REACHED = frozenset({Standing.AHEAD, Standing.ON_TIME, Standing.LATE})


@dataclass(frozen=True, slots=True)
class Result:
    """A number reached at the end of a year. `role` as in the figures: a total, or what was added in the year."""

    measure: str
    year: int
    value: Decimal
    role: str = "total"
    scope: str = ""


@dataclass(frozen=True, slots=True)
class FigureResult:
    """A planned figure with what was reached by the year asked for, and when it was reached first.

    `baseline` is what the plan says stood of this measure before, `document` the text that sets the target, where
    the plan names one.
    """

    requirement: str
    title: str
    document: str
    figure: Figure
    value: Decimal | None
    percent: Decimal | None
    standing: Standing
    exceeded: bool
    reached_year: int | None
    baseline: Decimal | None = None


def standings(movement: Movement, results: Iterable[Result], year: int) -> tuple[FigureResult, ...]:
    """Return every figure of a plan with its standing at the end of `year`; a repeated target counts once.

    A baseline is no target: it stands for a result of its year that nobody gave.
    """
    baseline = baseline_results(movement)
    table = _Table((*results, *baseline), baseline)
    return tuple(
        _standing(target, figure, table, year, movement.period.last_year)
        for target in movement.targets
        if not target.same_as and target.baseline_on is None
        for figure in target.figures
    )


def baseline_results(movement: Movement) -> tuple[Result, ...]:
    """Return what a plan says stood before it, as results of that year."""
    return tuple(
        Result(figure.measure, target.baseline_on.year, figure.value, figure.role, figure.scope)
        for target in movement.targets
        if target.baseline_on is not None
        for figure in target.figures
    )


@dataclass(frozen=True, slots=True)
class _Table:
    results: tuple[Result, ...]
    baseline: tuple[Result, ...]

    def value(self, figure: Figure, year: int) -> Decimal | None:
        """Return what was reached of a figure's measure at the end of a year; what was added is counted from totals."""
        direct = self._one(figure.measure, figure.role, figure.scope, year)
        if direct is None and figure.falls:
            before, now = self._share(figure, year - 1), self._share(figure, year)
            return None if before is None or now is None else before - now
        if direct is not None or figure.role != "add":
            return direct
        now = self._one(figure.measure, "total", figure.scope, year)
        before = self._one(figure.measure, "total", figure.scope, (figure.since_year or year) - 1)
        return None if now is None or before is None else now - before

    def _share(self, figure: Figure, year: int) -> Decimal | None:
        """Return the measure that falls at the end of a year: as given, or in per cent of its two counts."""
        direct = self._one(figure.falls, "total", figure.scope, year)
        if direct is not None or not figure.share:
            return direct
        part, whole = (self._one(name, "total", figure.scope, year) for name in figure.share)
        return percent_of(part, whole)

    def _one(self, measure: str, role: str, scope: str, year: int) -> Decimal | None:
        for one in self.results:
            if (one.measure, one.role, one.scope, one.year) == (measure, role, scope, year):
                return one.value
        return None


def _standing(target: Target, figure: Figure, table: _Table, year: int, last_year: int) -> FigureResult:
    due = _due_year(figure, year, last_year)
    value = table.value(figure, min(year, due) if figure.role == "add" else year)
    reached = _reached_year(figure, table, year, due)
    stood = [one.value for one in table.baseline if (one.measure, one.scope) == (figure.measure, figure.scope)]
    return FigureResult(
        requirement=target.requirement,
        title=target.title,
        document=target.document,
        figure=figure,
        value=value,
        percent=percent_of(value, figure.of),
        standing=_judged(value, reached, year, due),
        exceeded=value is not None and meets(figure, value) and value > (figure.max or figure.value),
        reached_year=reached,
        baseline=stood[0] if stood else None,
    )


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit that the plan names for a target: whether and when it reached it."""

    requirement: str
    measure: str
    unit: str
    standing: Standing
    reached_year: int | None


def unit_standings(movement: Movement, results: Iterable[Result], year: int) -> tuple[UnitResult, ...]:
    """Return how each unit that a target names stands; a result names its unit as scope, and 1 says reached."""
    found = tuple(results)
    rows: list[UnitResult] = []
    for target in movement.targets:
        for figure in target.figures if target.units else ():
            due = _due_year(figure, year, movement.period.last_year)
            for unit in target.units:
                years = [
                    one.year
                    for one in found
                    if (one.measure, one.scope) == (figure.measure, unit) and one.value > 0 and one.year <= year
                ]
                reached = min(years, default=None)
                known = None if reached is None else Decimal(1)
                standing = _judged(known, reached, year, due)
                rows.append(UnitResult(target.requirement, figure.measure, unit, standing, reached))
    return tuple(rows)


def _due_year(figure: Figure, year: int, last_year: int) -> int:
    """Return the last year in which a figure is reached in time; a yearly one is asked for anew each year."""
    if figure.yearly:
        return year
    due = figure.year if figure.year is not None else last_year
    return due - 1 if figure.before_year else due


def _reached_year(figure: Figure, table: _Table, year: int, due: int) -> int | None:
    if figure.role == "add" or figure.yearly:  # what is added in a year can only be reached in it
        value = table.value(figure, due)
        return due if due <= year and value is not None and meets(figure, value) else None
    years = sorted({one.year for one in table.results if one.year <= year})
    for one in years:
        value = table.value(figure, one)
        if value is not None and meets(figure, value):
            return one
    return None


def _judged(value: Decimal | None, reached: int | None, year: int, due: int) -> Standing:
    if reached is not None:
        if reached < due:
            return Standing.AHEAD
        return Standing.ON_TIME if reached == due else Standing.LATE
    if year < due:
        return Standing.PENDING
    return Standing.NO_DATA if value is None else Standing.NOT_REACHED


def meets(figure: Figure, value: Decimal) -> bool:
    """Whether a value reaches what is planned. «Có thêm 02» is reached by more too; a zero only by zero."""
    if figure.op == "=" and figure.value != 0:
        return value >= figure.value
    return OPERATORS[Op(figure.op)](value, figure.value)


def percent_of(value: Decimal | None, whole: Decimal | None, digits: int = 2) -> Decimal | None:
    """Return value in per cent of the plan's denominator; None without one of them."""
    if value is None or not whole:
        return None
    return round(100 * value / whole, digits)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where the numbers of a plan do not agree; it is shown, and the plan's own number is kept.

    `code`: `running_total` (before + added ≠ total), `parts` (added + kept ≠ total), `percent`, `sum_of_years`.
    """

    code: str
    requirement: str
    measure: str
    year: int | None
    stated: Decimal
    computed: Decimal


def contradictions(movement: Movement) -> tuple[Contradiction, ...]:
    """Return every contradiction among the figures of a plan."""
    return (
        *_percent_faults(movement),
        *_parts_faults(movement),
        *_running_faults(movement),
        *_sum_faults(movement),
    )


def _percent_faults(movement: Movement) -> Iterator[Contradiction]:
    for target in movement.targets:
        for figure in target.figures:
            if figure.of is None or figure.percent is None:
                continue
            exponent = figure.percent.as_tuple().exponent
            digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            found = percent_of(figure.value, figure.of, digits)
            if found is not None and not _percent_agrees(figure, found):
                yield Contradiction("percent", target.requirement, figure.measure, figure.year, figure.percent, found)


def _percent_agrees(figure: Figure, found: Decimal) -> bool:
    stated = figure.percent or Decimal(0)
    return found >= stated if figure.percent_op == ">=" else found == stated


def _parts_faults(movement: Movement) -> Iterator[Contradiction]:
    """In one target: what is added and what is kept must come to the total."""
    for target in movement.targets:
        for total in _of_role(target.figures, "total"):
            parts = [
                one.value
                for role in ("add", "maintain")
                for one in _of_role(target.figures, role)
                if (one.measure, one.year, one.scope) == (total.measure, total.year, total.scope)
            ]
            both = len(parts) > 1
            if both and sum(parts) != total.value:
                yield Contradiction(
                    "parts", target.requirement, total.measure, total.year, total.value, Decimal(sum(parts))
                )


def _of_role(figures: Sequence[Figure], role: str) -> list[Figure]:
    return [one for one in figures if one.role == role and one.max is None]


def _running_faults(movement: Movement) -> Iterator[Contradiction]:
    """From year to year: the total before and what is added must come to the total."""
    for (measure, year), (requirement, total) in _by_year(movement, "total").items():
        before = _by_year(movement, "total").get((measure, year - 1))
        added = _by_year(movement, "add").get((measure, year))
        if before is None or added is None:
            continue
        computed = before[1] + added[1]
        if computed != total:
            yield Contradiction("running_total", requirement, measure, year, total, computed)


def _by_year(movement: Movement, role: str) -> dict[tuple[str, int], tuple[str, Decimal]]:
    """Return the figures of the yearly table: those of targets that speak of one year and have running totals."""
    return {
        (figure.measure, figure.year): (target.requirement, figure.value)
        for target in yearly_targets(movement)
        for figure in target.figures
        if figure.role == role and figure.year is not None
    }


def yearly_targets(movement: Movement) -> tuple[Target, ...]:
    """Return the targets that make up the plan's yearly table: each with totals and additions of one year."""
    return tuple(
        target
        for target in movement.targets
        if {"add", "total"} <= {figure.role for figure in target.figures}
        and len({figure.year for figure in target.figures}) == 1
        and not any(figure.role == "maintain" or figure.max is not None for figure in target.figures)
        and all(figure.of is not None for figure in target.figures if figure.role == "total")
    )


def _sum_faults(movement: Movement) -> Iterator[Contradiction]:
    """Over all years: what every year adds must come to what the plan says is added by its end, or stands then."""
    added: dict[str, Decimal] = {}
    for (measure, _), (_, value) in _by_year(movement, "add").items():
        added[measure] = added.get(measure, Decimal(0)) + value
    yearly = {target.requirement for target in yearly_targets(movement)}
    for target in movement.targets:
        for figure in target.figures if target.requirement not in yearly else ():
            stated_addition = figure.role == "add" and figure.year == movement.period.last_year
            if stated_addition and figure.measure in added and added[figure.measure] != figure.value:
                yield Contradiction(
                    "sum_of_years",
                    target.requirement,
                    figure.measure,
                    None,
                    figure.value,
                    added[figure.measure],
                )


@dataclass(frozen=True, slots=True)
class YearRow:
    """A line of the yearly table: what is added, the total, and its percentage as printed and recomputed."""

    year: int
    measure: str
    added: Decimal | None
    total: Decimal | None
    of: Decimal | None
    printed: Decimal | None
    computed: Decimal | None
    contradicts: Decimal | None


def year_table(movement: Movement) -> tuple[YearRow, ...]:
    """Return the plan's yearly table, with percentages to two decimals and what contradicts its totals."""
    wrong = {(one.measure, one.year): one.computed for one in _running_faults(movement)}
    rows: list[YearRow] = []
    for target in yearly_targets(movement):
        year = target.figures[0].year or 0
        for measure in dict.fromkeys(figure.measure for figure in target.figures):
            found: dict[str, Figure] = {one.role: one for one in target.figures if one.measure == measure}
            rows.append(_row(year, measure, found, wrong.get((measure, year))))
    return tuple(rows)


def _row(year: int, measure: str, found: Mapping[str, Figure], contradicts: Decimal | None) -> YearRow:
    total, added = found.get("total"), found.get("add")
    return YearRow(
        year=year,
        measure=measure,
        added=added.value if added else None,
        total=total.value if total else None,
        of=total.of if total else None,
        printed=total.percent if total else None,
        computed=percent_of(total.value, total.of) if total else None,
        contradicts=contradicts,
    )
