"""The faults of a criteria set that decoding cannot see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ntm_desktop.domain.criteria import (
    Basis,
    Case,
    Condition,
    CriteriaSet,
    Criterion,
    Grade,
    Indicator,
    Kind,
    PassAll,
    PassAtLeast,
    PassMandatory,
    PassPoints,
    Relative,
    Zone,
)
from ntm_desktop.domain.criteria_check import check_set
from ntm_desktop.domain.facts import FactDeclaration, FactType
from ntm_desktop.domain.rules import Compare, Op

DECLARED = {"debt": FactDeclaration("debt", FactType.NUMBER, "Nợ", "xã")}
GOOD = CriteriaSet(
    "s",
    1,
    "Bộ",
    "commune",
    "xã",
    Basis(),
    PassAll("all"),
    (
        Criterion("1", "Một", (Indicator("1.1", "x", Kind.YES_NO, "p", cases=(Case(op="=", value=True),)),)),
        Criterion("2", "Hai", (Indicator("2.1", "x", Kind.PERCENT, "p", fact="debt"),)),
    ),
    conditions=(Condition("D", "x", Compare("compare", "debt", Op.EQUAL, Decimal(0))),),
    grades=(Grade("3", "3 sao", Decimal(50), Decimal(70), max_included=False),),
    regions={"N": Zone("Bắc")},
)


def with_indicator(kind: Kind, *cases: Case, **more: Any) -> CriteriaSet:
    indicator = Indicator("1.1", "x", kind, "p", cases=cases, **more)
    return replace(GOOD, criteria=(Criterion("1", "Một", (indicator,)), GOOD.criteria[1]))


def with_criterion(**more: Any) -> CriteriaSet:
    return replace(GOOD, criteria=(replace(GOOD.criteria[0], **more), GOOD.criteria[1]))


INSIDE = "criteria[0].indicators[0]"


@pytest.mark.parametrize(
    ("whole", "faults"),
    [
        (GOOD, []),
        (with_indicator(Kind.TEXT, Case(op="=", value="A")), []),
        (with_indicator(Kind.CHOICE, Case(op="one_of", values=("A",)), choices=("A",)), []),
        (with_indicator(Kind.COUNT, Case(op="between", min=Decimal(1), max=Decimal(2), region="N")), []),
        (with_indicator(Kind.PERCENT, Case(region="N")), []),
        (with_indicator(Kind.PERCENT, Case(op=">=", relative=Relative("o", "1", Decimal(10)))), []),
        (
            replace(GOOD, valid_from=date(2025, 1, 2), valid_to=date(2025, 1, 1)),
            [("packs.impossible", "valid_to")],
        ),
        (
            replace(GOOD, criteria=(GOOD.criteria[0], GOOD.criteria[0])),
            [
                ("packs.repeated_code", "criteria[1].code"),
                ("packs.repeated_code", "criteria[1].indicators[0].code"),
            ],
        ),
        (replace(GOOD, pass_rule=PassAtLeast("at_least", 3)), [("packs.impossible", "pass_rule.n")]),
        (replace(GOOD, pass_rule=PassAtLeast("at_least", 2)), []),
        (replace(GOOD, pass_rule=PassMandatory("mandatory", ("1",), 1)), []),
        (
            replace(GOOD, pass_rule=PassMandatory("mandatory", ("1", "9"), 1)),
            [("packs.unknown_code", "pass_rule.codes[1]"), ("packs.impossible", "pass_rule.n")],
        ),
        (
            with_criterion(pass_rule=PassPoints("points", Decimal(5))),
            [("packs.points_of_set_only", "criteria[0].pass_rule")],
        ),
        (
            with_criterion(pass_rule=PassAtLeast("at_least", 2)),
            [("packs.impossible", "criteria[0].pass_rule.n")],
        ),
        (with_indicator(Kind.YES_NO, fact="none"), [("packs.unknown_fact", f"{INSIDE}.fact")]),
        (with_indicator(Kind.CHOICE), [("packs.no_choices", f"{INSIDE}.choices")]),
        (
            with_indicator(Kind.PERCENT, Case(op=">=", value=Decimal(1), region="S", group="g")),
            [
                ("packs.unknown_code", f"{INSIDE}.cases[0].region"),
                ("packs.unknown_code", f"{INSIDE}.cases[0].group"),
            ],
        ),
        (
            with_indicator(Kind.PERCENT, Case(value=Decimal(1))),
            [("packs.threshold_without_op", f"{INSIDE}.cases[0].value")],
        ),
        (
            with_indicator(Kind.YES_NO, Case(op="between", min=Decimal(3), max=Decimal(2))),
            [
                ("packs.wrong_threshold", f"{INSIDE}.cases[0].op"),
                ("packs.impossible", f"{INSIDE}.cases[0].max"),
            ],
        ),
        (
            with_indicator(Kind.COUNT, Case(op="one_of")),
            [
                ("packs.empty_rule", f"{INSIDE}.cases[0].values"),
                ("packs.wrong_threshold", f"{INSIDE}.cases[0].op"),
            ],
        ),
        (
            with_indicator(Kind.YES_NO, Case(op=">=", relative=Relative("o", "1", Decimal(10)))),
            [("packs.wrong_threshold", f"{INSIDE}.cases[0].relative")],
        ),
        (
            with_indicator(Kind.YES_NO, Case(op=">=", value=True)),
            [("packs.wrong_threshold", f"{INSIDE}.cases[0].value")],
        ),
        (
            with_indicator(Kind.PERCENT, Case(op=">=", value="nhiều")),
            [("packs.wrong_threshold", f"{INSIDE}.cases[0].value")],
        ),
        (
            with_indicator(Kind.TEXT, Case(op="=", value=Decimal(1))),
            [("packs.wrong_threshold", f"{INSIDE}.cases[0].value")],
        ),
        (
            replace(GOOD, conditions=(Condition("D", "x", Compare("compare", "x", Op.EQUAL, Decimal(0))),)),
            [("packs.unknown_fact", "conditions[0].rule.fact")],
        ),
        (
            replace(GOOD, grades=(Grade("3", "x", Decimal(70), Decimal(50), max_included=True),)),
            [("packs.impossible", "grades[0].max")],
        ),
    ],
)
def test_every_fault_of_a_set_is_listed(whole: CriteriaSet, faults: list[tuple[str, str]]) -> None:
    assert [(fault.code, fault.path) for fault in check_set(whole, DECLARED)] == faults


def test_an_edition_is_counted_from_one() -> None:
    whole = CriteriaSet("s", 0, "x", "commune", "xã", Basis(), None, (Criterion("1", "x"),))
    assert [(one.code, one.path) for one in check_set(whole, {})] == [("packs.impossible", "edition")]
