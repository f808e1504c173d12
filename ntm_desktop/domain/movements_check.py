"""The faults of a movement profile that decoding cannot see: references, rules, years, repeated requirements."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.facts import FactDeclaration, FactType
from ntm_desktop.domain.movements import Movement, entries
from ntm_desktop.domain.movements_parts import Distribution, Standard
from ntm_desktop.domain.movements_work import Due, ReportDuty, Step
from ntm_desktop.domain.rules_check import Fault, check_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ntm_desktop.domain.movements_figures import Figure
    from ntm_desktop.domain.movements_parts import Clause

_MONTHS, _LEAP_YEAR = 12, 2024
_OFFICE_FIELDS = ("offices", "to", "through", "sender")


@dataclass(frozen=True, slots=True)
class Known:
    """What a profile may refer to: declared facts, award forms of the law pack, criteria and task sets."""

    facts: Mapping[str, FactDeclaration]
    award_forms: frozenset[str]
    criteria_sets: frozenset[str]
    task_sets: frozenset[str]


def check_movement(movement: Movement, known: Known) -> tuple[Fault, ...]:
    """Return every fault of a profile."""
    facts = {**known.facts, **standard_facts(movement)}
    return (
        *_check_header(movement, known),
        *_check_repeated(movement),
        *_check_repeated_targets(movement),
        *(fault for path, entry in placed(movement) for fault in _check_entry(movement, entry, path, known, facts)),
        *(
            fault
            for at, gate in enumerate(movement.gates)
            for fault in check_rule(gate.rule, facts, f"gates[{at}].rule")
        ),
    )


def standard_facts(movement: Movement) -> dict[str, FactDeclaration]:
    """Return the facts that a person ticks, one for each standard, and the texts of an office's own standards."""
    ticked = {
        entry.fact: FactDeclaration(entry.fact, FactType.TRUE_FALSE, entry.title, "")
        for _, entry in entries(movement)
        if isinstance(entry, Standard)
    }
    texts = {
        one.text_fact: FactDeclaration(one.text_fact, FactType.TEXT, one.title, "") for one in movement.local_standards
    }
    return ticked | texts


def placed(movement: Movement) -> Iterator[tuple[str, Clause]]:
    """Yield every entry with its exact path: `subjects[2].standards[0]`."""
    counts: dict[str, int] = {}
    outer = ""
    for place, entry in entries(movement):
        if "." in place:
            at = counts[outer] = counts.get(outer, -1) + 1
            yield f"{outer}.standards[{at}]", entry
            continue
        counts[place] = counts.get(place, -1) + 1
        outer = f"{place}[{counts[place]}]"
        yield outer, entry


def _check_header(movement: Movement, known: Known) -> Iterator[Fault]:
    period = movement.period
    if period.first_year > period.last_year:
        yield Fault("packs.impossible", "period.last_year", str(period.last_year), f"≥ {period.first_year}")
    yield from _unknown(movement.criteria_sets, known.criteria_sets, "criteria_sets")
    yield from _unknown(movement.task_sets, known.task_sets, "task_sets")
    yield from _check_offices(movement)


def _check_offices(movement: Movement) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, office in enumerate(movement.offices):
        if office.code in seen:
            yield Fault("packs.repeated_code", f"offices[{at}].code", office.code)
        seen.add(office.code)
        if not office.held:
            yield Fault("packs.empty_rule", f"offices[{at}].held")
        for number, held in enumerate(office.held):
            if held.since and held.until and held.since > held.until:
                yield Fault(
                    "packs.impossible", f"offices[{at}].held[{number}].until", str(held.until), f"≥ {held.since}"
                )


def _check_days(entry: Due | ReportDuty | Step, path: str) -> Iterator[Fault]:
    """Yield days that no calendar has: a 13th month, 31 February, a day without its month.

    The date of a step or report stands for itself, so it names its year; that of a deadline may come every year.
    """
    for at, when in enumerate(entry.when):
        if when.year is None and not isinstance(entry, Due):
            yield Fault("packs.missing_key", f"{path}.when[{at}].year", "", "year")
        if when.month is not None and not 1 <= when.month <= _MONTHS:
            yield Fault("packs.impossible", f"{path}.when[{at}].month", str(when.month), f"1–{_MONTHS}")
        elif when.day is not None and when.month is None:
            yield Fault("packs.missing_key", f"{path}.when[{at}].month", "", "month")
        elif when.day is not None and when.month is not None:
            last = monthrange(when.year or _LEAP_YEAR, when.month)[1]  # every year may have a 29 February
            if not 1 <= when.day <= last:
                yield Fault("packs.impossible", f"{path}.when[{at}].day", str(when.day), f"1–{last}")


def _check_repeated(movement: Movement) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, entry in placed(movement):
        if entry.requirement in seen:
            yield Fault("packs.repeated_code", f"{path}.requirement", entry.requirement)
        seen.add(entry.requirement)


def _check_repeated_targets(movement: Movement) -> Iterator[Fault]:
    """Yield targets with the very figures of an earlier one that do not say so: they would count twice."""
    seen: dict[tuple[Figure, ...], str] = {}
    for at, target in enumerate(movement.targets):
        first = seen.setdefault(target.figures, target.requirement)
        if first not in {target.requirement, target.same_as}:
            yield Fault("packs.repeated_target", f"targets[{at}]", target.requirement, first)


def _check_entry(
    movement: Movement, entry: Clause, path: str, known: Known, facts: Mapping[str, FactDeclaration]
) -> Iterator[Fault]:
    yield from _check_entry_offices(movement, entry, path)
    if isinstance(entry, Due | ReportDuty | Step):
        yield from _check_days(entry, path)
    yield from _unknown(getattr(entry, "forms", ()), known.award_forms, f"{path}.forms")
    for name in ("rule", "only_if", "eligible"):
        rule = getattr(entry, name, None)
        if rule is not None:
            yield from check_rule(rule, facts, f"{path}.{name}")
    for name, codes in (("norm", known.award_forms), ("criteria_set", known.criteria_sets | known.task_sets)):
        code = getattr(entry, name, "")
        if code and code not in codes:
            yield Fault("packs.unknown_code", f"{path}.{name}", code)


def _check_entry_offices(movement: Movement, entry: Clause, path: str) -> Iterator[Fault]:
    known = frozenset(office.code for office in movement.offices)
    for name in _OFFICE_FIELDS:
        yield from _unknown(getattr(entry, name, ()), known, f"{path}.{name}")
    if isinstance(entry, Distribution):
        for at, one in enumerate(entry.recipients):
            if one.office and one.office not in known:
                yield Fault("packs.unknown_code", f"{path}.recipients[{at}].office", one.office)


def _unknown(codes: tuple[str, ...], known: frozenset[str], path: str) -> Iterator[Fault]:
    for at, code in enumerate(codes):
        if code not in known:
            yield Fault("packs.unknown_code", f"{path}[{at}]", code)
