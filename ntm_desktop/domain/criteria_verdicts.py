"""Answers to a criteria set → the verdict at every level: set, criteria, indicators, conditions.

`prepared` resolves what depends on the context once; `outcome_of` then only compares, for thousands of
villages, and `verdict_of` tells the reasons of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import call, contains
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain import rules
from ntm_desktop.domain.criteria import (
    NUMERIC,
    Kind,
    PassAtLeast,
    PassPoints,
    applied,
    op_of,
)
from ntm_desktop.domain.criteria_passing import criterion_outcome, points_of, set_outcome
from ntm_desktop.domain.facts import is_stale
from ntm_desktop.domain.rules import Op
from ntm_desktop.domain.verdicts import Outcome, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ntm_desktop.domain.criteria import (
        Applied,
        Case,
        Context,
        CriteriaSet,
        Criterion,
        Indicator,
        PassRule,
    )
    from ntm_desktop.domain.facts import Facts, FactValue


_MARKED = (Outcome.NOT_MET, Outcome.MET)
_TURNED: Mapping[Op, Op] = {
    Op.AT_LEAST: Op.AT_MOST,
    Op.AT_MOST: Op.AT_LEAST,
    Op.MORE: Op.LESS,
    Op.LESS: Op.MORE,
    Op.EQUAL: Op.EQUAL,
}


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An answer «không áp dụng», which counts only with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Sourced:
    """An answer with where it came from and its day."""

    value: FactValue
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict is made from: answers by indicator, facts by name, outcomes of other sets by id."""

    answers: Mapping[str, FactValue | NotApplicable | Sourced]
    facts: Facts | None = None
    sets: Mapping[str, Outcome] | None = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """An indicator with the case that applies, and a test of a value of its type."""

    indicator: Indicator
    applied: Applied
    types: tuple[type, ...]
    test: Callable[[Any], bool] | None


@dataclass(frozen=True, slots=True)
class _Quick:
    """A set laid flat for many subjects: columns of codes, types and tests, and each criterion's stretch of them."""

    codes: tuple[str, ...]
    types: tuple[frozenset[type], ...]
    common: frozenset[type] | None  # the types of all, where all have the same
    tests: tuple[Callable[[Any], bool], ...]
    ready: tuple[_Ready, ...]
    criteria: tuple[tuple[Criterion, int, int], ...]
    by_points: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set in a context."""

    set: CriteriaSet
    context: Context
    ready: tuple[tuple[Criterion, tuple[_Ready, ...]], ...]
    quick: _Quick


def prepared(criteria_set: CriteriaSet, context: Context) -> Prepared:
    """Resolve the thresholds of a set in a context, once for all who are judged in it."""
    ready = tuple(
        (criterion, tuple(_ready(indicator, context) for indicator in criterion.indicators))
        for criterion in criteria_set.criteria
    )
    return Prepared(criteria_set, context, ready, _quick(criteria_set, ready))


def _quick(criteria_set: CriteriaSet, ready: Sequence[tuple[Criterion, tuple[_Ready, ...]]]) -> _Quick:
    flat = tuple(one for _, found in ready for one in found)
    criteria: list[tuple[Criterion, int, int]] = []
    for criterion, found in ready:
        first = criteria[-1][2] if criteria else 0
        criteria.append((criterion, first, first + len(found)))
    # without a threshold no type is answered by a comparison
    types = tuple(frozenset(one.types if one.test else ()) for one in flat)
    return _Quick(
        codes=tuple(one.indicator.code for one in flat),
        types=types,
        common=types[0] if len(set(types)) == 1 else None,
        tests=tuple(one.test or bool for one in flat),
        ready=flat,
        criteria=tuple(criteria),
        by_points=isinstance(criteria_set.pass_rule, PassPoints),
    )


def outcome_of(ready: Prepared, evidence: Evidence) -> Outcome:
    """Return the outcome of a set without its reasons: the same as that of `verdict_of`, many times faster."""
    quick = ready.quick
    values = list(map(evidence.answers.get, quick.codes))
    if _all_plain(quick, values):
        # everything is answered by plain values of the right types: nothing is left but to compare
        marks = list(map(call, quick.tests, values))
        results = [_marked(criterion, marks[first:last]) for criterion, first, last in quick.criteria]
        outcomes = (
            {code: _MARKED[mark] for code, mark in zip(quick.codes, marks, strict=True)} if quick.by_points else {}
        )
    else:
        found = [_judged(one, _answer(one.indicator, evidence))[0] for one in quick.ready]
        results = [criterion_outcome(criterion, found[first:last]) for criterion, first, last in quick.criteria]
        outcomes = dict(zip(quick.codes, found, strict=True)) if quick.by_points else {}
    conditions = [rules.evaluate(one.rule, evidence.facts or {}).outcome for one in ready.set.conditions]
    return set_outcome(ready.set, outcomes, results, conditions)


def _all_plain(quick: _Quick, values: Sequence[object]) -> bool:
    """Whether every value is of a type that its indicator compares."""
    if quick.common is not None:
        return quick.common.issuperset(map(type, values))
    return all(map(contains, quick.types, map(type, values)))


def _marked(criterion: Criterion, marks: list[bool]) -> Outcome:
    if criterion.pass_rule is None and criterion.complete and marks:
        return _MARKED[all(marks)]
    return criterion_outcome(criterion, [_MARKED[mark] for mark in marks])


def verdict_of(ready: Prepared, evidence: Evidence) -> Verdict:
    """Return the verdict of a set with every reason."""
    parts: list[Verdict] = []
    outcomes: dict[str, Outcome] = {}
    for criterion, indicators in ready.ready:
        leaves = tuple(_indicator_verdict(one, evidence) for one in indicators)
        outcomes.update({leaf.id: leaf.outcome for leaf in leaves})
        parts.append(_criterion_verdict(criterion, leaves))
    conditions = [
        Verdict(one.code, inner.outcome, one.name, "all", parts=(inner,))
        for one in ready.set.conditions
        for inner in (rules.evaluate(one.rule, evidence.facts or {}, one.clause),)
    ]
    whole = ready.set
    outcome = set_outcome(whole, outcomes, [part.outcome for part in parts], [one.outcome for one in conditions])
    return Verdict(
        id=whole.key,
        outcome=outcome,
        title=whole.title,
        mode=_mode(whole.pass_rule),
        reasons=_set_reasons(whole, outcomes),
        parts=(*parts, *conditions),
    )


def _ready(indicator: Indicator, context: Context) -> _Ready:
    found = applied(indicator, context)
    types: tuple[type, ...] = (int, Decimal) if indicator.kind in NUMERIC else (str,)
    if indicator.kind is Kind.YES_NO:
        types = (bool,)
    return _Ready(indicator, found, types, _test(found.case) if found.case else None)


def _test(case: Case) -> Callable[[Any], bool]:
    op = op_of(case)
    if op is not None:
        # the bound first, so that the comparison turned round needs no function of ours
        return partial(rules.OPERATORS[_TURNED[op]], _plain(case.value))
    if case.op == "one_of":
        return lambda value: value in case.values
    low, high = case.min or Decimal(0), case.max or Decimal(0)
    return lambda value: rules.within(value, low, high, max_included=case.max_included)


def _plain(value: bool | Decimal | str | None) -> bool | Decimal | str | int | None:
    """Return a whole number as int: comparing two of them is several times faster."""
    return int(value) if isinstance(value, Decimal) and value == int(value) else value


def _answer(indicator: Indicator, evidence: Evidence) -> FactValue | NotApplicable | Sourced | None:
    """Return the answer to an indicator, from a person, a fact or another set's verdict, in this order."""
    given = evidence.answers.get(indicator.code)
    if given is None and indicator.fact:
        fact = (evidence.facts or {}).get(indicator.fact)
        if fact is not None and fact.value is not None and not fact.stale:
            given = Sourced(fact.value, fact.source, fact.on)
    if given is None and indicator.requires_set:
        outcome = (evidence.sets or {}).get(indicator.requires_set)
        given = {Outcome.MET: True, Outcome.NOT_MET: False}.get(outcome) if outcome else None
    return given


def _judged(one: _Ready, answer: FactValue | NotApplicable | Sourced | None) -> tuple[Outcome, str]:
    if isinstance(answer, NotApplicable):
        if one.indicator.may_not_apply and answer.reason.strip():
            return Outcome.NOT_APPLICABLE, "verdicts.not_applicable"
        return Outcome.UNKNOWN, "verdicts.not_applicable_unfounded"
    value = answer.value if isinstance(answer, Sourced) else answer
    if value is None:
        return Outcome.UNKNOWN, "verdicts.no_answer"
    if one.test is None:
        return Outcome.UNKNOWN, one.applied.gap
    if type(value) not in one.types:
        return Outcome.UNKNOWN, "verdicts.wrong_type"
    return (Outcome.MET, "verdicts.met") if one.test(value) else (Outcome.NOT_MET, "verdicts.not_met")


def _indicator_verdict(one: _Ready, evidence: Evidence) -> Verdict:
    indicator, case = one.indicator, one.applied.case
    answer = _answer(indicator, evidence)
    outcome, code = _judged(one, answer)
    if answer is None and is_stale(evidence.facts or {}, indicator.fact):
        code = "verdicts.stale"
    sourced = answer if isinstance(answer, Sourced) else None
    op, expected = _expectation(case)
    reason = Reason(
        code=code,
        name=indicator.code,
        found=_found(answer),
        op=op,
        expected=expected,
        unit=indicator.unit,
        why=one.applied.why,
        clause=(case.provenance if case else "") or indicator.provenance,
        source=sourced.source if sourced else "",
        on=sourced.on if sourced else None,
    )
    return Verdict(indicator.code, outcome, indicator.name, reasons=(reason,))


def _found(answer: FactValue | NotApplicable | Sourced | None) -> FactValue | None:
    if isinstance(answer, NotApplicable):
        return answer.reason
    return answer.value if isinstance(answer, Sourced) else answer


def _expectation(case: Case | None) -> tuple[str, FactValue | tuple[FactValue, ...] | None]:
    if case is None:
        return "", None
    if case.op == "one_of":
        return "one_of", case.values
    if case.op == "between":
        return ("between" if case.max_included else "between_below"), (case.min or 0, case.max or 0)
    return str(case.op), case.value


def _criterion_verdict(criterion: Criterion, parts: tuple[Verdict, ...]) -> Verdict:
    whole = criterion.complete and parts
    gap = () if whole else (Reason("verdicts.incomplete_criterion", criterion.code),)
    return Verdict(
        id=criterion.code,
        outcome=criterion_outcome(criterion, [part.outcome for part in parts]),
        title=criterion.name,
        mode=_mode(criterion.pass_rule) if criterion.pass_rule else "all",
        reasons=gap,
        parts=parts,
    )


def _set_reasons(whole: CriteriaSet, indicators: Mapping[str, Outcome]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if whole.pass_rule is None:
        reasons.append(Reason("verdicts.no_pass_rule", whole.id, clause=whole.pass_provenance))
    elif isinstance(whole.pass_rule, PassPoints):
        sure, _ = points_of(whole, indicators)
        reasons.append(Reason("verdicts.points", whole.id, found=sure, op=">=", expected=whole.pass_rule.points))
    if not whole.complete:
        reasons.append(Reason("verdicts.incomplete_set", whole.id, clause=whole.completeness))
    return tuple(reasons)


def _mode(rule: PassRule | None) -> str:
    if rule is None:
        return ""
    return f"at_least:{rule.n}" if isinstance(rule, PassAtLeast) else rule.kind
