"""Exclusions of An Khê in one round, and one achievement once in Thạch Hà."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.exclusions import Nomination, blocked, used_twice
from ntm_desktop.domain.movements_parts import AwardLevel

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
AN_KHE = CATALOGUE.movement("an-khe-2021-2025")
THACH_HA = CATALOGUE.movement("thach-ha-2021-2025")
STATE, PROVINCE, OWN = AwardLevel.STATE, AwardLevel.PROVINCE, AwardLevel.OWN


def nominated(*levels: AwardLevel, subject: str = "xã A", round_: str = "2025") -> list[Nomination]:
    return [Nomination(f"{subject}-{level}", subject, round_, level) for level in levels]


@pytest.mark.requirement("AK-III.2.b-4", "AK-III.2.b-8")
@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ((STATE, PROVINCE), [("province", "state", "AK-III.2.b-4")]),
        ((STATE, OWN), [("own", "state", "AK-III.2.b-8")]),
        ((PROVINCE, OWN), [("own", "province", "AK-III.2.b-8")]),
        (
            (STATE, PROVINCE, OWN),
            [
                ("province", "state", "AK-III.2.b-4"),
                ("own", "state", "AK-III.2.b-8"),
                ("own", "province", "AK-III.2.b-8"),
            ],
        ),
        ((OWN,), []),
        ((PROVINCE,), []),
    ],
)
def test_a_higher_nomination_closes_the_way_below(
    levels: tuple[AwardLevel, ...], found: list[tuple[str, str, str]]
) -> None:
    result = blocked(AN_KHE, nominated(*levels))
    assert [(one.nomination.level, one.because_of.level, one.requirement) for one in result] == found


def test_another_round_or_subject_closes_nothing() -> None:
    assert blocked(AN_KHE, [*nominated(STATE), *nominated(OWN, round_="2023")]) == ()
    assert blocked(AN_KHE, [*nominated(STATE), *nominated(OWN, subject="xã B")]) == ()


def test_another_achievement_does_not_close_the_own_level_but_an_unnamed_one_does() -> None:
    state = Nomination("1", "xã A", "2025", STATE, achievement="đường hoa")
    for achievement, closes in (("đường hoa", True), ("nước sạch", False), ("", True)):
        own = Nomination("2", "xã A", "2025", OWN, achievement=achievement)
        assert bool(blocked(AN_KHE, [state, own])) is closes
    province = Nomination("3", "xã A", "2025", PROVINCE, achievement="nước sạch")
    assert blocked(AN_KHE, [state, province])


@pytest.mark.requirement("TH-I.2.c-1")
def test_one_achievement_is_rewarded_once_at_a_level() -> None:
    first = Nomination("1", "hộ A", "2023", OWN, achievement="hiến đất")
    again = Nomination("2", "hộ A", "2025", OWN, achievement="hiến đất")
    above = Nomination("3", "hộ A", "2025", PROVINCE, achievement="hiến đất")
    unnamed = [Nomination("4", "hộ A", "2025", OWN), Nomination("5", "hộ A", "2025", OWN)]
    found = used_twice(THACH_HA, [first, again, above, *unnamed])
    assert [(one.nomination.id, one.because_of.id, one.code) for one in found] == [("2", "1", "achievement_used")]
    assert used_twice(AN_KHE, [first, again]) == ()
