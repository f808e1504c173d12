"""Reward money: both base salaries, households, rounding, totals, and how sure it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.law import Category, Known
from ntm_desktop.domain.money import Line, highest, reward, rounded_up, total
from ntm_desktop.errors import UserError

LAW = load_catalogue(Path(__file__).resolve().parents[2] / "resources").law
NEW, OLD = date(2026, 7, 1), date(2026, 6, 30)


@pytest.mark.requirement("KG-V.4")
@pytest.mark.parametrize(
    ("award", "category", "on", "amount"),
    [
        ("giay_khen", Category.HOUSEHOLD, NEW, 1_140_000),
        ("giay_khen", Category.HOUSEHOLD, OLD, 1_060_000),
        ("giay_khen", Category.INDIVIDUAL, NEW, 760_000),
        ("giay_khen", Category.INDIVIDUAL, OLD, 710_000),
        ("giay_khen", Category.COLLECTIVE, NEW, 1_520_000),
        ("bang_khen_tinh", Category.COLLECTIVE, date(2024, 7, 1), 7_020_000),
        ("bang_khen_ttg", Category.COLLECTIVE, NEW, 17_710_000),
        ("hcld_hang_ba", Category.COLLECTIVE, NEW, 22_770_000),
    ],
)
def test_amounts_are_coefficient_times_base_salary_rounded_up(
    award: str, category: Category, on: date, amount: int
) -> None:
    assert reward(LAW, award, category, on).amount == amount


def test_the_exact_amount_and_its_sources_stay_with_it() -> None:
    found = reward(LAW, "giay_khen", Category.HOUSEHOLD, OLD)
    assert (found.exact, found.base, found.coefficient) == tuple(
        Decimal(value) for value in ("1053000", "2340000", "0.45")
    )
    assert "NĐ 73/2024/NĐ-CP" in found.document
    assert found.known is Known.DERIVED
    assert reward(LAW, "giay_khen", Category.COLLECTIVE, NEW).known is Known.SEEN
    assert reward(LAW, "gia_dinh_van_hoa", Category.HOUSEHOLD, NEW).known is Known.UNVERIFIED


def test_a_household_gets_one_and_a_half_times_an_individual() -> None:
    by_award = {(one.award, one.category): one.value for one in LAW.coefficients}
    pairs = [
        (by_award[award, Category.INDIVIDUAL], value)
        for (award, category), value in by_award.items()
        if category is Category.HOUSEHOLD and (award, Category.INDIVIDUAL) in by_award
    ]
    assert len(pairs) == 4
    assert all(household == individual * LAW.reward_rules.household_factor for individual, household in pairs)


@pytest.mark.parametrize(
    ("award", "category", "on", "code"),
    [
        ("giay_khen", Category.HOUSEHOLD, date(2024, 6, 30), "packs.no_base_salary"),
        ("thon_van_hoa", Category.HOUSEHOLD, NEW, "packs.no_coefficient"),
        ("none", Category.HOUSEHOLD, NEW, "packs.no_coefficient"),
    ],
)
def test_what_the_law_pack_does_not_know_is_never_guessed(award: str, category: Category, on: date, code: str) -> None:
    with pytest.raises(UserError) as error:
        reward(LAW, award, category, on)
    assert error.value.code == code


def test_totals_of_a_list_and_the_highest_of_several() -> None:
    household = reward(LAW, "giay_khen", Category.HOUSEHOLD, NEW)
    collective = reward(LAW, "giay_khen", Category.COLLECTIVE, NEW)
    assert total([Line(household, 12), Line(collective, 3)]) == 12 * 1_140_000 + 3 * 1_520_000
    assert total([]) == 0
    assert highest([household, collective]) is collective
    assert highest([]) is None


@given(st.decimals(0, 10**9, places=1))
def test_rounding_goes_up_by_less_than_a_step(amount: Decimal) -> None:
    found = rounded_up(amount, Decimal(10_000))
    assert found % 10_000 == 0
    assert 0 <= found - amount < 10_000
