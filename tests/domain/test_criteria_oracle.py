"""An independent oracle over random sets, and the laws of verdicts: monotone, unknown never met, same again.

`python3 packaging/dev.py torture --sets 100000` judges a hundred thousand sets; here it is a few.
"""

from __future__ import annotations

import random
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_desktop.domain.criteria import Case, CriteriaSet
from ntm_desktop.domain.criteria_verdicts import Evidence, NotApplicable, outcome_of, prepared, verdict_of
from ntm_desktop.domain.verdicts import Outcome, leaves, reasons_of
from tests.domain.criteria_built import built
from tests.domain.criteria_oracle import oracle, random_case

RANK = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
_SOME: dict[str, Any] = {"yes_no": True, "choice": "x", "text": "x"}
GAPS = ("verdicts.no_threshold", "verdicts.need_region", "verdicts.need_group", "verdicts.stale")
seeds = st.integers(0, 2**32)


def case_of(seed: int) -> dict[str, Any]:
    return random_case(random.Random(seed))  # noqa: S311 - repeatable on purpose


def judged(whole: CriteriaSet, context: Any, evidence: Evidence) -> Outcome:
    ready = prepared(whole, context)
    outcome = verdict_of(ready, evidence).outcome
    assert outcome_of(ready, evidence) is outcome
    return outcome


def test_an_independent_oracle_agrees_on_random_sets_and_answers() -> None:
    seen: Counter[str] = Counter()
    for seed in range(3000):
        case = case_of(seed)
        expected = oracle(case)
        assert judged(*built(case)) == expected, (seed, case)
        seen[expected] += 1
    assert min(seen[outcome] for outcome in ("met", "not_met", "unknown")) > 100, seen


def test_the_oracle_has_teeth() -> None:
    """Sets judged by other rules than asked are told apart: else the agreement above would say nothing."""
    told = 0
    for seed in range(600):
        case = case_of(seed)
        other = deepcopy(case)
        for criterion in other["criteria"]:
            for one in criterion["indicators"]:
                for threshold in one["cases"]:
                    threshold["op"] = {">=": ">", "<=": "<"}.get(threshold["op"], threshold["op"])
        told += judged(*built(other)) != oracle(case)
    assert told > 5


@given(seeds)
@settings(max_examples=150)
def test_the_same_inputs_give_the_same_verdict_with_every_reason(seed: int) -> None:
    whole, context, evidence = built(case_of(seed))
    again = built(case_of(seed))
    first, second = verdict_of(prepared(whole, context), evidence), verdict_of(prepared(again[0], again[1]), again[2])
    assert first == second
    assert first.id == whole.key == "s@1"
    later = verdict_of(prepared(replace(whole, edition=2), context), evidence)
    assert (later.id, later.outcome, later.parts) == ("s@2", first.outcome, first.parts)


@given(seeds)
@settings(max_examples=150)
def test_what_was_not_known_never_turns_a_verdict_around(seed: int) -> None:
    """Whoever fills in what is unknown may decide what was open, never undo what was decided."""
    case = case_of(seed)
    before = judged(*built(case))
    rng = random.Random(seed + 1)  # noqa: S311 - repeatable on purpose
    for criterion in case["criteria"]:
        for one in criterion["indicators"]:
            if one["answer"] is None and not one["fact"] and not one["requires"]:
                one["answer"] = {"value": _SOME.get(one["kind"], 3), "sourced": False}
            if not one["cases"] and rng.random() < 0.5:
                one["cases"] = [{"where": {}, "op": "=", "value": _SOME.get(one["kind"], 2)}]
    after = judged(*built(case))
    assert before is Outcome.UNKNOWN or after is before


@given(seeds)
@settings(max_examples=150)
def test_a_better_answer_never_makes_a_set_worse(seed: int) -> None:
    """With thresholds of «at least» alone a greater value, and «có» for «không», can only help."""
    case = case_of(seed)
    for criterion in case["criteria"]:
        for one in criterion["indicators"]:
            one["kind"], one["fact"], one["requires"] = "count", None, False
            one["cases"] = [{"where": {}, "op": ">=", "value": 2}]
            if one["answer"] is not None and "aside" not in one["answer"]:
                one["answer"] = {"value": random.Random(seed + len(one["code"])).randint(0, 3), "sourced": False}  # noqa: S311
    before = judged(*built(case))
    for criterion in case["criteria"]:
        for one in criterion["indicators"]:
            if one["answer"] is not None and "aside" not in one["answer"]:
                one["answer"]["value"] += 1
    assert RANK[judged(*built(case))] >= RANK[before]


@given(seeds)
@settings(max_examples=150)
def test_without_any_threshold_nobody_ever_passes(seed: int) -> None:
    whole, context, evidence = built(case_of(seed))
    bare = tuple(
        replace(one, indicators=tuple(replace(inner, cases=(Case(),)) for inner in one.indicators))
        for one in whole.criteria
    )
    verdict = verdict_of(prepared(replace(whole, criteria=bare), context), evidence)
    codes = {one.code for criterion in bare for one in criterion.indicators}
    assert not any(leaf.met for leaf in leaves(verdict) if leaf.id in codes)


@given(seeds)
@settings(max_examples=100)
def test_not_applicable_needs_its_reason_and_stands_aside(seed: int) -> None:
    whole, context, evidence = built(case_of(seed))
    every = {one.code: NotApplicable("xã không có") for one in whole.indicators}
    verdict = verdict_of(prepared(whole, context), replace(evidence, answers=every))
    by_code = {one.code: one for one in whole.indicators}
    for leaf in leaves(verdict):
        if leaf.id in by_code:
            aside = by_code[leaf.id].may_not_apply
            assert leaf.outcome is (Outcome.NOT_APPLICABLE if aside else Outcome.UNKNOWN)
    silent = {code: NotApplicable(" ") for code in every}
    verdict = verdict_of(prepared(whole, context), replace(evidence, answers=silent))
    assert not any(leaf.outcome is Outcome.NOT_APPLICABLE for leaf in leaves(verdict))


@given(seeds)
@settings(max_examples=100)
def test_every_leaf_gives_its_reason(seed: int) -> None:
    verdict = verdict_of(prepared(*built(case_of(seed))[:2]), built(case_of(seed))[2])
    assert all(leaf.reasons for leaf in leaves(verdict))
    assert all(one.code.startswith("verdicts.") for one in reasons_of(verdict))


@pytest.mark.parametrize("code", GAPS)
def test_the_random_sets_reach_every_kind_of_gap(code: str) -> None:
    for seed in range(4000):
        whole, context, evidence = built(case_of(seed))
        if any(one.code == code for one in reasons_of(verdict_of(prepared(whole, context), evidence))):
            return
    pytest.fail(code)
