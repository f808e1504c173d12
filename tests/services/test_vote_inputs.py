"""Files of votes: ballots or counts, every fault at once, and the share of all members that they come to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services.vote_inputs import MAX_MEMBERS, counted, read_votes

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")


def file(tmp_path: Path, value: Any) -> Path:
    path = tmp_path / "v.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"for": 7, "against": 1, "abstain": 1, "written": 2}, (7, 1, 1, 7, 2, 0)),
        ({"votes": {"for": 8}}, (8, 0, 0, 8, 0, 1)),
        ([{"member": "a", "choice": "for"}, {"member": "b", "choice": "abstain", "written": True}], (1, 0, 1, 1, 1, 7)),
        ({}, (0, 0, 0, 0, 0, 9)),
        ("[]", (0, 0, 0, 0, 0, 9)),
        ('\ufeff{"for":\t9}', (9, 0, 0, 9, 0, 0)),
    ],
)
def test_votes_are_counted(tmp_path: Path, value: Any, expected: tuple[int, ...]) -> None:
    count = counted(9, read_votes(file(tmp_path, value), 9))
    found = (count.votes_for, count.against, count.abstained, count.present, count.written, count.missing)
    assert found == expected


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ({"for": -7, "against": -1}, ["packs.impossible", "packs.impossible"]),
        ({"for": 7, "against": 3}, ["packs.too_many_votes"]),
        ({"for": 10**11}, ["packs.too_many_votes"]),
        ({"for": 2, "written": 3}, ["packs.impossible"]),
        ({"for": 7.5}, ["packs.not_integer"]),
        ({"for": "7"}, ["packs.not_integer"]),
        ({"for": True}, ["packs.not_integer"]),
        ({"votes": {"for": 1, "thuận": 6}}, ["packs.unknown_key"]),
        ({"votes": {"for": 1}, "ballots": [{"member": "a", "choice": "for"}]}, ["packs.ballots_and_votes"]),
        ([{"member": "a", "choice": "yes"}], ["packs.not_one_of"]),
        (
            {"candidates": [{"name": "A", "votes": 10, "people": 2, "women": 3}, {"name": "A", "votes": -1}]},
            ["packs.impossible", "packs.impossible", "packs.impossible", "packs.repeated_code"],
        ),
        ({"candidates": [{"name": "A", "votes": 1, "people": -1}]}, ["packs.impossible"]),
        ({"candidates": [5]}, ["packs.not_mapping"]),
        ('{"for": 1, "for": 2}', ["packs.duplicate_key"]),
        ("{", ["packs.not_yaml"]),
        ("[" * 5000, ["packs.too_deep"]),
    ],
)
def test_every_fault_of_a_file_is_told(tmp_path: Path, value: Any, codes: list[str]) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_votes(file(tmp_path, value), 9)
    assert [one.code for one in refusal.value.problems][: len(codes)] == codes
    assert all(one.place.source == "v.json" for one in refusal.value.problems)


@pytest.mark.parametrize("members", [0, -1, MAX_MEMBERS + 1])
def test_a_council_has_members_and_not_a_million(tmp_path: Path, members: int) -> None:
    with pytest.raises(UserError, match=r"packs\.bad_members"):
        read_votes(file(tmp_path, {"for": 1}), members)


def test_a_member_votes_once(tmp_path: Path) -> None:
    twice = [{"member": "a", "choice": "for"}, {"member": "a", "choice": "for"}]
    with pytest.raises(RefusedError) as refusal:
        counted(9, read_votes(file(tmp_path, twice), 9))
    assert [one.code for one in refusal.value.problems] == ["packs.voted_twice"]


@pytest.mark.parametrize(
    ("votes_for", "award", "outcome"),
    [
        (7, "cstd_co_so", "not_met"),
        (8, "cstd_co_so", "met"),
        (8, "cstd_tinh", "not_met"),
        (9, "cstd_tinh", "met"),
        (5, "giay_khen", "met"),
        (4, "giay_khen", "not_met"),
    ],
)
def test_shares_of_all_members(tmp_path: Path, votes_for: int, award: str, outcome: str) -> None:
    found = queries.vote(CATALOGUE, 9, file(tmp_path, {"for": votes_for, "against": 9 - votes_for}), award)
    assert found["outcome"] == outcome
    assert found["in_force"] == "unverified"
