"""Rules over facts, and the faults of a rule against the declared facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.facts import Fact, FactDeclaration, FactType, gathered
from ntm_desktop.domain.rules import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    CompareFacts,
    Not,
    OneOf,
    Op,
    evaluate,
    facts_of,
)
from ntm_desktop.domain.rules_check import check_rule
from ntm_desktop.domain.verdicts import Outcome

if TYPE_CHECKING:
    from ntm_desktop.domain.rules import Rule

FACTS = gathered(
    [
        Fact("debt", 0),
        Fact("level", "nang_cao"),
        Fact("typical", value=True),
        Fact("rate", Decimal("87.5")),
        Fact("last", 80),
        Fact("day", date(2024, 5, 1)),
        Fact("old", 1, stale=True),
        Fact("word", "nhiều"),
    ]
)
NO_DEBT = Compare("compare", "debt", Op.EQUAL, Decimal(0))
TYPICAL = Compare("compare", "typical", Op.EQUAL, value=True)
LEVEL = OneOf("one_of", "level", ("ntm", "nang_cao"))


@pytest.mark.parametrize(
    ("rule", "outcome", "code"),
    [
        (NO_DEBT, "met", "verdicts.met"),
        (Compare("compare", "debt", Op.OTHER, Decimal(0)), "not_met", "verdicts.not_met"),
        (Compare("compare", "rate", Op.AT_LEAST, Decimal("87.5")), "met", "verdicts.met"),
        (Compare("compare", "rate", Op.MORE, Decimal("87.5")), "not_met", "verdicts.not_met"),
        (Compare("compare", "day", Op.LESS, date(2024, 6, 1)), "met", "verdicts.met"),
        (Compare("compare", "word", Op.AT_LEAST, Decimal(3)), "unknown", "verdicts.wrong_type"),
        (Compare("compare", "typical", Op.EQUAL, Decimal(1)), "unknown", "verdicts.wrong_type"),
        (Compare("compare", "nothing", Op.EQUAL, Decimal(1)), "unknown", "verdicts.fact_missing"),
        (Compare("compare", "old", Op.EQUAL, Decimal(1)), "unknown", "verdicts.stale"),
        (Between("between", "rate", Decimal(80), Decimal("87.5")), "met", "verdicts.met"),
        (
            Between("between", "rate", Decimal(80), Decimal("87.5"), max_included=False),
            "not_met",
            "verdicts.not_met",
        ),
        (LEVEL, "met", "verdicts.met"),
        (OneOf("one_of", "level", ("kieu_mau",)), "not_met", "verdicts.not_met"),
        (CompareFacts("compare_facts", "rate", Op.MORE, "last"), "met", "verdicts.met"),
        (CompareFacts("compare_facts", "rate", Op.MORE, "nothing"), "unknown", "verdicts.norm_missing"),
    ],
)
def test_leaves(rule: Compare, outcome: str, code: str) -> None:
    verdict = evaluate(rule, FACTS, "III.1.c")
    assert (verdict.outcome, verdict.reasons[0].code) == (outcome, code)
    assert verdict.reasons[0].clause == "III.1.c"


def test_composite_rule_of_an_khe_names_what_fails() -> None:
    rule = All("all", (LEVEL, TYPICAL, NO_DEBT))
    assert evaluate(rule, FACTS).outcome is Outcome.MET
    owing = {**FACTS, "debt": Fact("debt", 5)}
    verdict = evaluate(rule, owing)
    assert verdict.outcome is Outcome.NOT_MET
    assert [part.id for part in verdict.parts if not part.met] == ["debt"]


def test_any_at_least_and_not() -> None:
    missing = Compare("compare", "nothing", Op.EQUAL, Decimal(1))
    owing = Not("not", NO_DEBT)
    assert evaluate(AnyOf("any", (owing, TYPICAL)), FACTS).outcome is Outcome.MET
    assert evaluate(AtLeast("at_least", 2, (TYPICAL, missing, owing)), FACTS).outcome is Outcome.UNKNOWN
    assert evaluate(AtLeast("at_least", 2, (TYPICAL, LEVEL, missing)), FACTS).outcome is Outcome.MET
    assert evaluate(owing, FACTS).outcome is Outcome.NOT_MET
    assert evaluate(Not("not", missing), FACTS).outcome is Outcome.UNKNOWN


def test_facts_of_a_rule_are_all_that_it_looks_at() -> None:
    rule = All("all", (NO_DEBT, Not("not", CompareFacts("compare_facts", "rate", Op.MORE, "last")), LEVEL))
    assert facts_of(rule) == {"debt", "rate", "last", "level"}


DECLARED = {
    one.name: one
    for one in (
        FactDeclaration("debt", FactType.NUMBER, "Nợ", "xã"),
        FactDeclaration("norm", FactType.NUMBER, "Định mức", "xã"),
        FactDeclaration("level", FactType.TEXT, "Mức", "xã", choices=("ntm", "nang_cao")),
        FactDeclaration("typical", FactType.TRUE_FALSE, "Tiêu biểu", "xã"),
        FactDeclaration("day", FactType.DAY, "Ngày", "xã"),
    )
}


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        (NO_DEBT, []),
        (Compare("compare", "day", Op.LESS, date(2024, 6, 1)), []),
        (Compare("compare", "none", Op.EQUAL, Decimal(0)), [("packs.unknown_fact", "rule.fact")]),
        (Compare("compare", "debt", Op.EQUAL, value=True), [("packs.wrong_fact_type", "rule.value")]),
        (Compare("compare", "typical", Op.MORE, value=True), [("packs.impossible", "rule.op")]),
        (Compare("compare", "level", Op.EQUAL, "kieu_mau"), [("packs.not_one_of", "rule.value")]),
        (Compare("compare", "level", Op.EQUAL, "ntm"), []),
        (CompareFacts("compare_facts", "debt", Op.LESS, "norm"), []),
        (CompareFacts("compare_facts", "debt", Op.LESS, "none"), [("packs.unknown_fact", "rule.other")]),
        (CompareFacts("compare_facts", "debt", Op.LESS, "day"), [("packs.wrong_fact_type", "rule.other")]),
        (Between("between", "level", Decimal(1), Decimal(2)), [("packs.wrong_fact_type", "rule.fact")]),
        (Between("between", "debt", Decimal(3), Decimal(2)), [("packs.impossible", "rule.max")]),
        (Between("between", "debt", Decimal(2), Decimal(2)), []),
        (
            Between("between", "debt", Decimal(2), Decimal(2), max_included=False),
            [("packs.impossible", "rule.max")],
        ),
        (OneOf("one_of", "debt", ("x",)), [("packs.wrong_fact_type", "rule.fact")]),
        (OneOf("one_of", "level", ()), [("packs.empty_rule", "rule.values")]),
        (OneOf("one_of", "level", ("ntm", "x")), [("packs.not_one_of", "rule.values[1]")]),
        (All("all", ()), [("packs.empty_rule", "rule.rules")]),
        (AtLeast("at_least", 3, (NO_DEBT, NO_DEBT)), [("packs.impossible", "rule.n")]),
        (
            Not("not", AnyOf("any", (NO_DEBT, OneOf("one_of", "none", ("a",))))),
            [("packs.unknown_fact", "rule.rule.rules[1].fact")],
        ),
    ],
)
def test_faults_of_a_rule_are_listed_with_their_path(rule: Rule, faults: list[tuple[str, str]]) -> None:
    assert [(fault.code, fault.path) for fault in check_rule(rule, DECLARED, "rule")] == faults
