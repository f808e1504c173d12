"""Votes: shares of all members, written votes of the absent, thresholds, ties."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.council import (
    Ballot,
    Candidate,
    Choice,
    Threshold,
    decided,
    ranked,
    tally,
    undecided_ties,
    votes_needed,
)
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.verdicts import Outcome

LAW = load_catalogue(Path(__file__).resolve().parents[2] / "resources").law
EIGHTY, NINETY = Threshold(Decimal("0.8")), Threshold(Decimal("0.9"))
HALF = Threshold(Decimal("0.5"), strict=True)


def ballots(votes_for: int, against: int = 0, abstained: int = 0, written: int = 0) -> list[Ballot]:
    choices = [Choice.FOR] * votes_for + [Choice.AGAINST] * against + [Choice.ABSTAIN] * abstained
    return [Ballot(f"tv{at}", choice, at < written) for at, choice in enumerate(choices)]


@pytest.mark.parametrize(
    ("votes", "percent", "eighty", "ninety"),
    [
        (7, "77.8", Outcome.NOT_MET, Outcome.NOT_MET),
        (8, "88.9", Outcome.MET, Outcome.NOT_MET),
        (9, "100.0", Outcome.MET, Outcome.MET),
    ],
)
def test_shares_are_of_all_nine_members(votes: int, percent: str, eighty: Outcome, ninety: Outcome) -> None:
    count = tally(9, ballots(votes, against=9 - votes))
    assert str(count.percent) == percent
    assert (decided(count, EIGHTY), decided(count, NINETY)) == (eighty, ninety)


def test_who_is_absent_votes_in_writing_and_counts_the_same() -> None:
    count = tally(9, ballots(6, against=1, written=2))
    assert (count.present, count.written, count.missing) == (5, 2, 2)
    assert decided(count, EIGHTY) is Outcome.UNKNOWN
    assert decided(tally(9, ballots(8, written=3)), EIGHTY) is Outcome.MET


def test_an_abstention_is_no_vote_for_and_no_missing_vote() -> None:
    count = tally(9, ballots(7, abstained=2))
    assert (count.abstained, count.missing) == (2, 0)
    assert decided(count, EIGHTY) is Outcome.NOT_MET


def test_the_councils_own_rule_asks_for_more_than_half() -> None:
    assert decided(tally(8, ballots(4, against=4)), HALF) is Outcome.NOT_MET
    assert decided(tally(8, ballots(5, against=3)), HALF) is Outcome.MET
    assert [votes_needed(members, HALF) for members in (7, 8, 9)] == [4, 5, 5]
    assert [votes_needed(9, one) for one in (EIGHTY, NINETY)] == [8, 9]
    assert votes_needed(3, Threshold(Decimal(1), strict=True)) == 4


@pytest.mark.parametrize(
    ("award", "share"),
    [
        ("cstd_tinh", "0.9"),
        ("cstd_toan_quoc", "0.9"),
        ("cstd_co_so", "0.8"),
        ("co_thi_dua_tinh", "0.8"),
        ("giay_khen", None),
    ],
)
def test_the_law_pack_names_the_share_of_an_award(award: str, share: str | None) -> None:
    rule = LAW.vote_rule(award)
    assert rule is not None
    assert rule.min_share == (Decimal(share) if share else None)
    assert rule.strict is (share is None)


def test_more_votes_than_members_and_two_of_one_member_are_refused_together() -> None:
    with pytest.raises(RefusedError) as error:
        tally(1, [Ballot("a", Choice.FOR), Ballot("a", Choice.AGAINST)])
    assert [problem.code for problem in error.value.problems] == ["packs.too_many_votes", "packs.voted_twice"]


@given(st.integers(1, 40), st.data())
def test_no_vote_more_ever_hurts(members: int, data: st.DataObject) -> None:
    votes = data.draw(st.integers(0, members))
    share = Threshold(data.draw(st.decimals(0, 1, places=2)), strict=data.draw(st.booleans()))
    passed = decided(tally(members, ballots(votes, against=members - votes)), share) is Outcome.MET
    assert passed == (votes >= votes_needed(members, share))


def test_women_and_collectives_of_women_go_first_on_a_tie_only() -> None:
    candidates = [
        Candidate("Nam", 7),
        Candidate("Nữ", 7, woman=True),
        Candidate("Tổ 69 %", 7, people=100, women=69),
        Candidate("Tổ 70 %", 7, people=10, women=7),
        Candidate("Nhiều phiếu", 8),
    ]
    assert [one.name for one in ranked(candidates)] == ["Nhiều phiếu", "Nữ", "Tổ 70 %", "Nam", "Tổ 69 %"]
    assert undecided_ties(candidates) == (("Nam", "Tổ 69 %"), ("Nữ", "Tổ 70 %"))
