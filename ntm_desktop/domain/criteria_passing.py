"""How a set is passed: all, at least n, mandatory and n others, points; grades by points."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ntm_desktop.domain import rules, verdicts
from ntm_desktop.domain.criteria import PassAtLeast, PassMandatory, PassPoints
from ntm_desktop.domain.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.criteria import CriteriaSet, Criterion, Grade, PassRule


def grade_of(grades: Iterable[Grade], points: Decimal | int) -> Grade | None:
    """Return the grade that a number of points falls into; None where it falls into none."""
    for grade in grades:
        if rules.within(points, grade.min, grade.max, max_included=grade.max_included):
            return grade
    return None


def points_of(criteria_set: CriteriaSet, outcomes: Mapping[str, Outcome]) -> tuple[Decimal, Decimal]:
    """Return the points that are sure, and those that could still come from what is unknown."""
    sure = open_ = Decimal(0)
    for indicator in criteria_set.indicators:
        outcome = outcomes.get(indicator.code, Outcome.UNKNOWN)
        if outcome is Outcome.MET:
            sure += indicator.points or 0
        elif outcome is Outcome.UNKNOWN:
            open_ += indicator.points or 0
    return sure, open_


def criterion_outcome(criterion: Criterion, outcomes: Sequence[Outcome]) -> Outcome:
    """Return what the outcomes of its indicators make of a criterion; one without any is not known."""
    if not outcomes:
        return Outcome.UNKNOWN
    if criterion.pass_rule is None:
        outcome = verdicts.all_of(outcomes)
    else:
        codes = [indicator.code for indicator in criterion.indicators]
        outcome = _by_count(criterion.pass_rule, dict(zip(codes, outcomes, strict=True)))
    return outcome if criterion.complete else verdicts.capped(outcome)


def _by_count(rule: PassRule, outcomes: Mapping[str, Outcome]) -> Outcome:
    if isinstance(rule, PassAtLeast):
        return verdicts.at_least(rule.n, outcomes.values())
    if isinstance(rule, PassMandatory):
        must = [outcomes.get(code, Outcome.UNKNOWN) for code in rule.codes]
        others = [outcome for code, outcome in outcomes.items() if code not in rule.codes]
        return verdicts.all_of((verdicts.all_of(must), verdicts.at_least(rule.n, others)))
    return verdicts.all_of(outcomes.values())


def set_outcome(
    whole: CriteriaSet,
    indicators: Mapping[str, Outcome],
    criteria: Sequence[Outcome],
    conditions: Sequence[Outcome],
) -> Outcome:
    """Return what criteria (or points of indicators) and conditions make of a set; an incomplete one never passes."""
    rule = whole.pass_rule
    if rule is None:
        return Outcome.UNKNOWN
    if isinstance(rule, PassPoints):
        outcome = _by_points(whole, rule, indicators)
    else:
        codes = [criterion.code for criterion in whole.criteria]
        outcome = _by_count(rule, dict(zip(codes, criteria, strict=True)))
    if outcome is Outcome.NOT_APPLICABLE:
        outcome = Outcome.UNKNOWN  # a set of which nothing applies says nothing
    outcome = verdicts.all_of((outcome, *conditions))
    return outcome if whole.complete else verdicts.capped(outcome)


def _by_points(whole: CriteriaSet, rule: PassPoints, indicators: Mapping[str, Outcome]) -> Outcome:
    sure, open_ = points_of(whole, indicators)
    if sure >= rule.points:
        return Outcome.MET
    return Outcome.UNKNOWN if sure + open_ >= rule.points else Outcome.NOT_MET
