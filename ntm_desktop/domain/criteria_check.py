"""The faults of a criteria set that decoding cannot see: codes, thresholds against kinds, regions, rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ntm_desktop.domain.criteria import NUMERIC, TEXTUAL, Kind, PassAtLeast, PassMandatory, PassPoints
from ntm_desktop.domain.rules_check import Fault, check_rule, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ntm_desktop.domain.criteria import Case, CriteriaSet, Criterion, Indicator, PassRule
    from ntm_desktop.domain.facts import FactDeclaration


def check_set(whole: CriteriaSet, declared: Mapping[str, FactDeclaration]) -> tuple[Fault, ...]:
    """Return every fault of a set, in the order of the file."""
    return (
        *_check_dates(whole),
        *_check_codes(whole),
        *_check_pass(whole.pass_rule, [one.code for one in whole.criteria], "pass_rule"),
        *_check_criteria(whole, declared),
        *_check_conditions(whole, declared),
        *_check_grades(whole),
    )


def _check_dates(whole: CriteriaSet) -> Iterator[Fault]:
    if whole.edition < 1:
        yield Fault("packs.impossible", "edition", str(whole.edition), "≥ 1")
    if whole.valid_from and whole.valid_to and whole.valid_from > whole.valid_to:
        yield Fault("packs.impossible", "valid_to", str(whole.valid_to), f"≥ {whole.valid_from}")


def _check_codes(whole: CriteriaSet) -> Iterator[Fault]:
    criteria = [(one.code, f"criteria[{at}].code") for at, one in enumerate(whole.criteria)]
    indicators = [
        (inner.code, f"criteria[{at}].indicators[{number}].code")
        for at, one in enumerate(whole.criteria)
        for number, inner in enumerate(one.indicators)
    ]
    yield from _repeated(criteria)
    yield from _repeated(indicators)


def _repeated(codes: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for code, path in codes:
        seen[code] += 1
        if seen[code] > 1:
            yield Fault("packs.repeated_code", path, code)


def _check_pass(rule: PassRule | None, codes: list[str], path: str) -> Iterator[Fault]:
    if isinstance(rule, PassAtLeast) and not 1 <= rule.n <= len(codes):
        yield Fault("packs.impossible", f"{path}.n", str(rule.n), f"1–{len(codes)}")
    elif isinstance(rule, PassMandatory):
        for at, code in enumerate(rule.codes):
            if code not in codes:
                yield Fault("packs.unknown_code", f"{path}.codes[{at}]", code, ", ".join(codes))
        others = len(codes) - len(rule.codes)
        if not 0 <= rule.n <= max(others, 0):
            yield Fault("packs.impossible", f"{path}.n", str(rule.n), f"0–{max(others, 0)}")


def _check_criteria(whole: CriteriaSet, declared: Mapping[str, FactDeclaration]) -> Iterator[Fault]:
    for at, criterion in enumerate(whole.criteria):
        path = f"criteria[{at}]"
        yield from _check_criterion_pass(criterion, path)
        for number, indicator in enumerate(criterion.indicators):
            yield from _check_indicator(whole, indicator, declared, f"{path}.indicators[{number}]")


def _check_criterion_pass(criterion: Criterion, path: str) -> Iterator[Fault]:
    if isinstance(criterion.pass_rule, PassPoints):
        yield Fault("packs.points_of_set_only", f"{path}.pass_rule", "points")
    codes = [one.code for one in criterion.indicators]
    yield from _check_pass(criterion.pass_rule, codes, f"{path}.pass_rule")


def _check_indicator(
    whole: CriteriaSet, indicator: Indicator, declared: Mapping[str, FactDeclaration], path: str
) -> Iterator[Fault]:
    if indicator.fact and indicator.fact not in declared:
        yield Fault("packs.unknown_fact", f"{path}.fact", indicator.fact)
    if indicator.kind is Kind.CHOICE and not indicator.choices:
        yield Fault("packs.no_choices", f"{path}.choices")
    yield from check_cases(whole, indicator, f"{path}.cases")


def check_cases(whole: CriteriaSet, indicator: Indicator, path: str) -> Iterator[Fault]:
    """Yield the faults of an indicator's thresholds, which stand at `path`: against its kind, and of their zones."""
    for at, case in enumerate(indicator.cases):
        where = f"{path}[{at}]"
        yield from _check_threshold(indicator, case, where)
        for name, zones in (("region", whole.regions), ("group", whole.groups)):
            zone = getattr(case, name)
            if zone and zone not in (zones or {}):
                yield Fault("packs.unknown_code", f"{where}.{name}", zone, ", ".join(zones or {}))


def _check_threshold(indicator: Indicator, case: Case, path: str) -> Iterator[Fault]:
    if case.op is None:
        if case.value is not None:
            yield Fault("packs.threshold_without_op", f"{path}.value", written(case.value))
    elif case.op == "between":
        yield from _check_between(indicator, case, path)
    elif case.op == "one_of":
        if not case.values:
            yield Fault("packs.empty_rule", f"{path}.values")
        if indicator.kind not in TEXTUAL:
            yield Fault("packs.wrong_threshold", f"{path}.op", case.op, indicator.kind)
    elif case.relative is not None:
        if indicator.kind not in NUMERIC:
            yield Fault("packs.wrong_threshold", f"{path}.relative", indicator.kind, "number")
    elif not _fits(indicator.kind, case):
        yield Fault("packs.wrong_threshold", f"{path}.value", written(case.value), indicator.kind)


def _check_between(indicator: Indicator, case: Case, path: str) -> Iterator[Fault]:
    if indicator.kind not in NUMERIC:
        yield Fault("packs.wrong_threshold", f"{path}.op", str(case.op), indicator.kind)
    if case.min is None or case.max is None or case.min > case.max:
        yield Fault("packs.impossible", f"{path}.max", written(case.max), f"≥ {written(case.min)}")


def _fits(kind: Kind, case: Case) -> bool:
    if kind is Kind.YES_NO:
        return isinstance(case.value, bool) and case.op == "="
    if kind in TEXTUAL:
        return isinstance(case.value, str) and case.op == "="
    return case.value is not None and not isinstance(case.value, bool | str)


def _check_conditions(whole: CriteriaSet, declared: Mapping[str, FactDeclaration]) -> Iterator[Fault]:
    for at, condition in enumerate(whole.conditions):
        yield from check_rule(condition.rule, declared, f"conditions[{at}].rule")


def _check_grades(whole: CriteriaSet) -> Iterator[Fault]:
    for at, grade in enumerate(whole.grades):
        if grade.min > grade.max:
            yield Fault("packs.impossible", f"grades[{at}].max", str(grade.max), f"≥ {grade.min}")
