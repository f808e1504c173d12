"""Verdicts of criteria sets: reasons, gaps, pass rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.criteria import (
    Basis,
    Case,
    Condition,
    Context,
    CriteriaSet,
    Criterion,
    Grade,
    Indicator,
    Kind,
    PassAll,
    PassAtLeast,
    PassMandatory,
    PassPoints,
)
from ntm_desktop.domain.criteria_passing import grade_of, points_of
from ntm_desktop.domain.criteria_tasks import answers_of, criteria_set_of
from ntm_desktop.domain.criteria_verdicts import (
    Evidence,
    NotApplicable,
    Sourced,
    outcome_of,
    prepared,
    verdict_of,
)
from ntm_desktop.domain.facts import Fact, gathered
from ntm_desktop.domain.rules import Compare, Op
from ntm_desktop.domain.tasks import Task, TaskSet
from ntm_desktop.domain.verdicts import Outcome, leaves, missing

if TYPE_CHECKING:
    from ntm_desktop.domain.criteria import PassRule
    from ntm_desktop.domain.verdicts import Verdict

MET, NOT_MET, UNKNOWN, ASIDE = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
YES = (Case(op="=", value=True),)
EVERY = PassAll("all")


def yes_no(code: str, **more: Any) -> Indicator:
    return Indicator(code, f"Chỉ tiêu {code}", Kind.YES_NO, "p", cases=YES, **more)


def a_set(*criteria: Criterion, rule: PassRule | None = EVERY, conditions: tuple[Condition, ...] = ()) -> CriteriaSet:
    return CriteriaSet("s", 1, "Bộ", "commune", "xã", Basis(), rule, criteria, conditions=conditions)


def judged(whole: CriteriaSet, answers: dict[str, Any], **evidence: Any) -> Verdict:
    ready = prepared(whole, Context())
    found = Evidence(answers, **evidence)
    verdict = verdict_of(ready, found)
    assert outcome_of(ready, found) is verdict.outcome
    return verdict


@pytest.mark.parametrize(
    ("indicator", "answer", "outcome", "code"),
    [
        (yes_no("1"), True, MET, "verdicts.met"),
        (yes_no("1"), False, NOT_MET, "verdicts.not_met"),
        (yes_no("1"), 1, UNKNOWN, "verdicts.wrong_type"),
        (yes_no("1"), None, UNKNOWN, "verdicts.no_answer"),
        (yes_no("1"), Sourced(value=True, source="biên bản", on=date(2024, 5, 1)), MET, "verdicts.met"),
        (yes_no("1"), NotApplicable(" "), UNKNOWN, "verdicts.not_applicable_unfounded"),
        (yes_no("1", may_not_apply=False), NotApplicable("x"), UNKNOWN, "verdicts.not_applicable_unfounded"),
        (Indicator("1", "x", Kind.PERCENT, "p"), 100, UNKNOWN, "verdicts.no_threshold"),
        (
            Indicator("1", "x", Kind.PERCENT, "p", cases=(Case(op=">=", value=Decimal("0.5")),)),
            Decimal("0.5"),
            MET,
            "verdicts.met",
        ),
        (
            Indicator("1", "x", Kind.GRADED, "p", cases=(Case(op="between", min=Decimal(50), max=Decimal(70)),)),
            70,
            MET,
            "verdicts.met",
        ),
        (
            Indicator("1", "x", Kind.COUNT, "p", cases=(Case(op="between", max_included=False),)),
            0,
            NOT_MET,
            "verdicts.not_met",
        ),
        (
            Indicator("1", "x", Kind.CHOICE, "p", cases=(Case(op="one_of", values=("A", "B")),)),
            "B",
            MET,
            "verdicts.met",
        ),
        (
            Indicator("1", "x", Kind.TEXT, "p", cases=(Case(op="=", value="A"),)),
            "C",
            NOT_MET,
            "verdicts.not_met",
        ),
    ],
)
def test_one_indicator(indicator: Indicator, answer: object, outcome: Outcome, code: str) -> None:
    verdict = judged(a_set(Criterion("C", "x", (indicator,))), {"1": answer})
    leaf = next(leaves(verdict))
    assert (leaf.outcome, leaf.reasons[0].code) == (outcome, code)
    assert verdict.outcome is outcome


def test_a_reason_names_value_threshold_clause_source_and_day() -> None:
    on = date(2024, 5, 1)
    verdict = judged(
        a_set(Criterion("C", "x", (yes_no("1"),))), {"1": Sourced(value=False, source="biên bản 01", on=on)}
    )
    reason = next(leaves(verdict)).reasons[0]
    assert (reason.found, reason.op, reason.expected, reason.clause) == (False, "=", True, "p")
    assert (reason.source, reason.on) == ("biên bản 01", on)


def test_not_applicable_with_a_reason_stands_aside_but_never_alone() -> None:
    whole = a_set(Criterion("C", "x", (yes_no("1"), yes_no("2"))))
    aside = NotApplicable("xã không có chợ theo quy hoạch")
    assert judged(whole, {"1": True, "2": aside}).outcome is MET
    verdict = judged(whole, {"1": aside, "2": aside})
    assert verdict.outcome is UNKNOWN
    assert verdict.parts[0].outcome is ASIDE
    assert next(leaves(verdict)).reasons[0].found == aside.reason


def test_facts_and_other_sets_answer_where_no_person_did() -> None:
    whole = a_set(Criterion("C", "x", (yes_no("1", fact="commune.ok"), yes_no("2", requires_set="nang-cao"))))
    facts = gathered([Fact("commune.ok", value=True)])
    assert judged(whole, {}, facts=facts, sets={"nang-cao": MET}).outcome is MET
    assert judged(whole, {}, facts=facts, sets={"nang-cao": UNKNOWN}).outcome is UNKNOWN
    assert judged(whole, {}, facts=facts).outcome is UNKNOWN
    assert judged(whole, {"1": False}, facts=facts, sets={"nang-cao": NOT_MET}).outcome is NOT_MET


def test_conditions_beside_the_criteria_decide_with_them() -> None:
    debt = Compare("compare", "commune.construction_debt", Op.EQUAL, Decimal(0))
    whole = a_set(Criterion("C", "x", (yes_no("1"),)), conditions=(Condition("DK1", "Không nợ đọng", debt),))
    for owed, outcome in ((0, MET), (5, NOT_MET), (None, UNKNOWN)):
        facts = gathered([Fact("commune.construction_debt", owed)])
        assert judged(whole, {"1": True}, facts=facts).outcome is outcome
    verdict = judged(whole, {"1": True})
    assert [one.id for one in missing(verdict)] == ["commune.construction_debt"]


def test_pass_rules_at_least_mandatory_and_points() -> None:
    criteria = tuple(Criterion(code, code, (yes_no(code, points=Decimal(10)),)) for code in "abc")
    at_least = a_set(*criteria, rule=PassAtLeast("at_least", 2))
    assert judged(at_least, {"a": True, "b": True}).outcome is MET
    assert judged(at_least, {"a": True, "b": False}).outcome is UNKNOWN
    assert judged(at_least, {"a": True, "b": False, "c": False}).outcome is NOT_MET
    assert judged(at_least, {}).mode == "at_least:2"
    mandatory = a_set(*criteria, rule=PassMandatory("mandatory", ("a",), 1))
    assert judged(mandatory, {"a": True, "c": True}).outcome is MET
    assert judged(mandatory, {"a": False, "b": True, "c": True}).outcome is NOT_MET
    points = a_set(*criteria, rule=PassPoints("points", Decimal(20)))
    assert judged(points, {"a": True, "b": True}).outcome is MET
    assert judged(points, {"a": True, "b": False}).outcome is UNKNOWN
    failed = judged(points, {"a": True, "b": False, "c": False})
    assert failed.outcome is NOT_MET
    assert failed.reasons[0].found == 10
    assert points_of(points, {"a": MET, "b": UNKNOWN, "c": ASIDE}) == (Decimal(10), Decimal(10))
    assert points_of(a_set(Criterion("C", "x", (yes_no("1"),))), {"1": MET}) == (Decimal(0), Decimal(0))


def test_what_is_not_complete_is_never_passed() -> None:
    whole = a_set(Criterion("C", "x", (yes_no("1"),)), Criterion("D", "chưa có chỉ tiêu"))
    verdict = judged(whole, {"1": True})
    assert verdict.outcome is UNKNOWN
    assert [one.code for one in verdict.reasons] == ["verdicts.incomplete_set"]
    assert verdict.parts[1].reasons[0].code == "verdicts.incomplete_criterion"
    part = a_set(Criterion("C", "x", (yes_no("1"),), complete=False))
    assert judged(part, {"1": True}).outcome is UNKNOWN
    assert judged(part, {"1": False}).outcome is NOT_MET
    unruled = judged(a_set(Criterion("C", "x", (yes_no("1"),)), rule=None), {"1": True})
    assert (unruled.outcome, unruled.mode) == (UNKNOWN, "")
    assert unruled.reasons[0].code == "verdicts.no_pass_rule"


def test_points_fall_into_grades() -> None:
    grades = (
        Grade("5", "5 sao", Decimal(90), Decimal(100), max_included=True),
        Grade("4", "4 sao", Decimal(70), Decimal(90), max_included=False),
    )
    found = [grade_of(grades, points) for points in (100, 90, Decimal("89.9"), 70, 69)]
    assert [grade.code if grade else None for grade in found] == ["5", "5", "4", "4", None]


@pytest.mark.requirement("KG-IV.2.a-3")
@pytest.mark.parametrize(
    ("others", "outcome"),
    [
        (Status.ACHIEVED, MET),
        (Status.NOT_APPLICABLE, MET),
        (Status.NOT_ACHIEVED, NOT_MET),
        (Status.NOT_ASSESSED, UNKNOWN),
    ],
)
def test_a_household_passes_with_every_applicable_task(others: Status, outcome: Outcome) -> None:
    tasks = TaskSet("kg", 1, "15 phần việc", tuple(Task(str(number)) for number in range(1, 16)))
    statuses = {str(number): Status.ACHIEVED for number in range(1, 16)} | {"7": others}
    assert judged(criteria_set_of(tasks), dict(answers_of(statuses, "hộ không chăn nuôi"))).outcome is outcome


def test_a_task_that_is_not_required_does_not_decide() -> None:
    tasks = TaskSet("t", 2, "x", (Task("1"), Task("2", required=False)))
    assert judged(criteria_set_of(tasks), {"1": True, "2": False}).outcome is MET
