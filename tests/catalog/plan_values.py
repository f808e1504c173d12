"""The values of a requirement beside the typed field of its profile that must hold each: read here, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.movements import office_name
from ntm_desktop.domain.movements_figures import Figure, Target
from ntm_desktop.domain.movements_parts import Award, Copies, Principle, Program, Standard
from ntm_desktop.domain.movements_work import Due, Every, Milestone, ReportDuty, Step, When
from ntm_desktop.domain.rules import Compare, Op
from tests.catalog.plans import entry_of, movement_of, words, written_out

if TYPE_CHECKING:
    from ntm_desktop.domain.movements_parts import Clause
    from tests.catalog.plans import Requirement

MEASURES = {
    "huyen": "district.ntm",
    "huyen_nc": "district.nang_cao",
    "xa": "commune.ntm",
    "nc": "commune.nang_cao",
    "km": "commune.kieu_mau",
    "ntm": "commune.ntm",
    "nang_cao": "commune.nang_cao",
    "kieu_mau": "commune.kieu_mau",
}
MILESTONES = {"so_ket": Milestone.INTERIM, "tong_ket": Milestone.FINAL, "plan": Milestone.PLAN}
CADENCES = {"6m": Every.HALF_YEAR, "12m": Every.YEAR}
IN_THE_PLANS_TIME = date(2022, 7, 1)


@dataclass(frozen=True)
class Wrong:
    """A value that the profile has not, or has otherwise."""

    key: str
    wanted: object
    found: object


def differences(requirement: Requirement) -> list[Wrong]:
    """Return every value of a requirement that its profile's entry does not hold in the field made for it."""
    entry = entry_of(requirement["id"])
    given: dict[str, Any] = requirement.get("values") or {}
    wrong = []
    for key, wanted in given.items():
        found = _reader(entry)(requirement["id"], entry, str(key), given)
        if found != _normal(wanted):
            wrong.append(Wrong(str(key), wanted, found))
    return wrong


def _normal(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(str(value))
    if isinstance(value, list):
        return [_normal(one) for one in value]
    return words(written_out(value)) if isinstance(value, str) else value


Reader = Callable[[str, Any, str, dict[str, Any]], object]


def _reader(entry: Clause) -> Reader:
    readers: dict[type, Reader] = {
        Target: _target,
        Principle: _rule,
        Due: _deadline,
        Step: _deadline,
        ReportDuty: _report,
        Award: _award,
        Standard: _standard,
        Copies: _copies,
        Program: _program,
    }
    return readers[type(entry)]


def one(target: Target, role: str, measure: str = "", scope: str = "", *, within: bool = False) -> Figure:
    """Return the only figure of a role, a measure if named, and a scope; whole ones unless `within` another."""
    found = [
        figure
        for figure in target.figures
        if figure.role == role and figure.scope == scope and bool(figure.within) is within
        if not measure or figure.measure == measure
    ]
    assert len(found) == 1, (target.requirement, role, measure, scope)
    return found[0]


def _pair(figure: Figure) -> list[Decimal | None]:
    return [figure.value, figure.max]


def _percent(target: Target, op: str) -> object:
    """Return the percentage of a target, as a share of a whole that it names, or as its own unit."""
    shared = [figure for figure in target.figures if figure.percent is not None]
    if shared:
        return shared[0].percent if shared[0].percent_op in {op, "="} else ("wrong comparison", shared[0].percent_op)
    figure = one(target, "total")
    right = figure.op == op and (figure.unit.startswith("%") or figure.yearly)
    return figure.value if right else ("wrong comparison", figure.op, figure.unit)


def _table(target: Target, key: str, given: dict[str, Any]) -> object:
    """Read the yearly table of Kiên Giang: `add_xa` a number, `cum_xa` [number, of, percent]."""
    found = re.fullmatch(r"(?:(add|cum)_)?(huyen_nc|huyen|xa|nc|km|ntm|nang_cao|kieu_mau)", key)
    assert found, key
    figure = one(target, "add" if found[1] == "add" else "total", MEASURES[found[2]])
    if figure.year != int(given.get("year", 2025)):
        return "wrong year", figure.year
    if isinstance(given[key], list):
        return [figure.value, figure.of, figure.percent]
    return figure.value


def _target(_requirement: str, target: Target, key: str, given: dict[str, Any]) -> object:  # noqa: PLR0911 - a table of keys
    if key in _TARGET_KEYS:
        return _TARGET_KEYS[key](target)
    if key.isdigit():
        return next((figure.value for figure in target.figures if figure.year == int(key)), None)
    if key == "year":
        years = sorted({figure.year or 0 for figure in target.figures})
        return Decimal(years[0]) if len(years) == 1 else years
    if key == "level":
        levels = {figure.measure.removesuffix(".rate").rpartition(".")[2] for figure in target.figures}
        return words(" ".join(levels))
    if key in {"min", "max"}:
        figure = target.figures[0]
        return figure.value if key == "min" else figure.max
    if key in {"add", "total"}:
        figure = one(target, key)
        return _pair(figure) if isinstance(given[key], list) else figure.value
    if key == "op":
        return words(" ".join({figure.op for figure in target.figures}))
    return _table(target, key, given)


_TARGET_KEYS: dict[str, Callable[[Target], object]] = {
    "date": lambda target: words(str(target.baseline_on)),
    "xa_dat_chuan": lambda target: one(target, "total", "commune.ntm").value,
    "of": lambda target: one(target, "maintain").of,
    "maintain": lambda target: one(target, "maintain").value,
    "unit": lambda target: words(target.figures[0].unit),
    "pct": lambda target: _percent(target, ">="),
    "ge_pct": lambda target: _percent(target, ">="),
    "pct_ge": lambda target: _percent(target, ">="),
    "gt_pct": lambda target: _percent(target, ">"),
    "gt_pct_per_year": lambda target: _percent(target, ">") if one(target, "total").yearly else None,
    "of_which_pct": lambda target: one(target, "total", within=True).value,
    "of_which_ge_pct": lambda target: one(target, "total", within=True).value,
    "criteria_before": lambda target: _before(target, "commune.nang_cao.new_criteria.rate"),
    "model_before": lambda target: _before(target, "commune.nang_cao.to_kieu_mau.rate"),
    "ge3": lambda target: one(target, "total", "ocop.min_3_stars").value,
    "s4": lambda target: one(target, "total", "ocop.4_stars").value,
    "s5": lambda target: one(target, "total", "ocop.5_stars").value,
    "add_ge": lambda target: _at_least(one(target, "add")),
    "total_ge": lambda target: _at_least(one(target, "total")),
    "denominator": lambda target: one(target, "total").of,
    "avg_gt": lambda target: one(target, "total").value if one(target, "total").op == ">" else None,
    "nui_cao": lambda target: one(target, "total", scope="núi cao").value,
    "nui_thap": lambda target: one(target, "total", scope="núi thấp").value,
    "dong_bang": lambda target: one(target, "total", scope="đồng bằng").value,
    "min_criteria": lambda target: one(target, "total", "commune.criteria_least").value,
    "mountain_pct_ge": lambda target: _at_least(one(target, "total", scope="miền núi")),
    "new": lambda target: one(target, "add").value,
    "continue": lambda target: one(target, "carry_on").value,
    "count": lambda target: one(target, "total").value,
    "units": lambda target: [words(unit) for unit in target.units],
    "from": lambda target: Decimal(target.figures[0].since_year or 0),
    "to": lambda target: Decimal(target.figures[0].year or 0),
}


def _at_least(figure: Figure) -> object:
    return figure.value if figure.op == ">=" else ("wrong comparison", figure.op)


def _before(target: Target, measure: str) -> object:
    figure = next(figure for figure in target.figures if figure.measure == measure)
    return Decimal(figure.year or 0) if figure.before_year else ("not before", figure.year)


def _rule(requirement: str, _entry: Principle, key: str, _given: dict[str, Any]) -> object:
    period = movement_of(requirement).period
    return Decimal({"from": period.first_year, "to": period.last_year}[key])


def _deadline(_requirement: str, due: Due | Step, key: str, _given: dict[str, Any]) -> object:  # noqa: PLR0911 - of keys
    when = due.when[0]
    if key == "year":
        return Decimal(when.year or 0)
    if key == "years":
        return [Decimal(each.year or 0) for each in due.when]
    if key in {"from", "to"}:
        assert isinstance(due, Due)
        assert due.every is Every.YEAR
        return Decimal((due.first_year if key == "from" else due.last_year) or 0)
    if key == "ym":
        return words(f"{when.year}-{when.month or 0:02}") if when.day is None else ("a day", when.day)
    if key == "date":
        return words(f"{when.year}-{when.month or 0:02}-{when.day or 0:02}")
    if key in {"month", "day"}:
        return Decimal(getattr(when, key))
    if key == "op":
        return words("before" if when.before else "by")
    if key == "before_parent":
        return getattr(due, key)
    return _year_of(due.when, MILESTONES[key])


def _year_of(found: tuple[When, ...], what: Milestone) -> object:
    years = [each.year for each in found if each.what is what]
    return Decimal(years[0] or 0) if len(years) == 1 else years


def _report(requirement: str, report: ReportDuty, key: str, _given: dict[str, Any]) -> object:
    if key == "cadence":
        names = {every: name for name, every in CADENCES.items()}
        return [words(names[every]) for every in report.every]
    assert key == "to"
    movement = movement_of(requirement)
    called = {word for code in report.to for word in words(office_name(movement, code, IN_THE_PLANS_TIME))}
    wanted = words("Sở Nội vụ")
    return wanted if set(wanted) <= called else called


def _award(_requirement: str, award: Award, key: str, _given: dict[str, Any]) -> object:
    if key == "ym":
        return words(f"{award.year}-{award.month or 0:02}")
    return Decimal(award.year or 0)


def _standard(_requirement: str, standard: Standard, key: str, _given: dict[str, Any]) -> object:
    """Read a least number out of the standard's rule: «ít nhất 01 xã»."""
    assert key in {"min", "min_xa"}
    rules = getattr(standard.rule, "rules", (standard.rule,))
    least = [rule.value for rule in rules if isinstance(rule, Compare) and rule.op is Op.AT_LEAST]
    return least[0] if len(least) == 1 else least


def _copies(_requirement: str, copies: Copies, _key: str, _given: dict[str, Any]) -> object:
    return Decimal(copies.copies)


def _program(_requirement: str, program: Program, key: str, _given: dict[str, Any]) -> object:
    items = program.items if key == "programs" else (program.groups or {})[key.replace("_co", " có")]
    return [words(item) for item in items]


def numbers_of(target: Target) -> list[tuple[str, str, str, str]]:
    """Return what tells the figures of a target apart: no two of them may be the same."""
    return [(figure.measure, figure.role, figure.scope, str(figure.year)) for figure in target.figures]
