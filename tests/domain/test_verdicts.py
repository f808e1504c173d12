"""Laws of verdicts: monotone, all/any/at least, unknown never becomes met, «không áp dụng» stands aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.verdicts import (
    Outcome,
    Reason,
    Verdict,
    all_of,
    any_of,
    at_least,
    capped,
    failing,
    leaves,
    missing,
    negated,
)

MET, NOT_MET, UNKNOWN, ASIDE = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
RANK = {NOT_MET: 0, UNKNOWN: 1, MET: 2}
ordered = st.sampled_from([NOT_MET, UNKNOWN, MET])
every = st.sampled_from(list(Outcome))


@pytest.mark.parametrize(
    ("outcomes", "all_", "any_"),
    [
        ((), ASIDE, ASIDE),
        ((ASIDE, ASIDE), ASIDE, ASIDE),
        ((MET, ASIDE), MET, MET),
        ((MET, UNKNOWN), UNKNOWN, MET),
        ((MET, NOT_MET), NOT_MET, MET),
        ((UNKNOWN, NOT_MET), NOT_MET, UNKNOWN),
        ((NOT_MET, ASIDE), NOT_MET, NOT_MET),
    ],
)
def test_all_and_any(outcomes: tuple[Outcome, ...], all_: Outcome, any_: Outcome) -> None:
    assert (all_of(outcomes), any_of(outcomes)) == (all_, any_)


def test_at_least_counts_what_is_met_and_what_may_still_be() -> None:
    assert at_least(2, [MET, MET, NOT_MET]) is MET
    assert at_least(2, [MET, UNKNOWN, NOT_MET]) is UNKNOWN
    assert at_least(2, [MET, ASIDE, NOT_MET]) is NOT_MET
    assert at_least(0, []) is MET


@given(st.lists(ordered, min_size=1), st.integers(0, 5), st.data())
def test_a_better_answer_never_makes_a_verdict_worse(outcomes: list[Outcome], wanted: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(outcomes) - 1))
    better = data.draw(st.sampled_from([one for one in RANK if RANK[one] >= RANK[outcomes[at]]]))
    raised = [*outcomes[:at], better, *outcomes[at + 1 :]]
    for before, after in (
        (all_of(outcomes), all_of(raised)),
        (any_of(outcomes), any_of(raised)),
        (at_least(wanted, outcomes), at_least(wanted, raised)),
    ):
        assert RANK[before] <= RANK[after]


@given(st.lists(every), st.integers(1, 5))
def test_unknown_never_turns_into_met(outcomes: list[Outcome], wanted: int) -> None:
    as_failed = [NOT_MET if one is UNKNOWN else one for one in outcomes]
    for found, sure in (
        (all_of(outcomes), all_of(as_failed)),
        (any_of(outcomes), any_of(as_failed)),
        (at_least(wanted, outcomes), at_least(wanted, as_failed)),
    ):
        assert (found is MET) == (sure is MET)


@given(st.lists(every))
def test_all_is_at_least_as_many_as_apply_and_any_is_at_least_one(outcomes: list[Outcome]) -> None:
    applicable = [one for one in outcomes if one is not ASIDE]
    assert all_of(outcomes) == (at_least(len(applicable), applicable) if applicable else ASIDE)
    assert any_of(outcomes) == (at_least(1, applicable) if applicable else ASIDE)


@given(every)
def test_not_twice_is_the_same_and_a_cap_never_passes(outcome: Outcome) -> None:
    assert negated(negated(outcome)) is outcome
    assert capped(outcome) in {NOT_MET, UNKNOWN}
    assert (capped(outcome) is NOT_MET) == (outcome is NOT_MET)


def test_missing_and_failing_name_the_deepest_causes() -> None:
    unknown = Verdict("1.1", UNKNOWN, reasons=(Reason("verdicts.no_answer", "1.1"),))
    failed = Verdict("1.2", NOT_MET)
    inner = Verdict("1", NOT_MET, parts=(unknown, failed, Verdict("1.3", MET)))
    tree = Verdict("set", NOT_MET, parts=(inner, Verdict("2", UNKNOWN)))
    assert [one.id for one in missing(tree)] == ["1.1", "2"]
    assert [one.id for one in failing(tree)] == ["1.2"]
    assert [one.id for one in leaves(tree)] == ["1.1", "1.2", "1.3", "2"]
    assert not tree.met
    assert Verdict("x", MET).met
