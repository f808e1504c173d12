"""The way of a nomination and the copies of its dossier, by level and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.movements_parts import AwardLevel
from ntm_desktop.domain.movements_route import copies_for, route

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
MOVEMENTS = {movement.plan: movement for movement in CATALOGUE.movements}
BEFORE, SINCE = date(2023, 7, 1), date(2025, 7, 1)


@pytest.mark.requirement("KG-V.3.2-2", "KG-V.3.2-3")
def test_the_opinion_step_is_bound_to_the_award_level() -> None:
    state = {stage.requirement: stage for stage in route(MOVEMENTS["KG"], AwardLevel.STATE, BEFORE)}
    province = {stage.requirement: stage for stage in route(MOVEMENTS["KG"], AwardLevel.PROVINCE, BEFORE)}
    assert list(state) == ["KG-V.3.1", "KG-V.3.2-1", "KG-V.3.2-2", "KG-V.3.3"]
    assert list(province) == ["KG-V.3.1", "KG-V.3.2-1", "KG-V.3.2-3", "KG-V.3.3"]
    assert state["KG-V.3.2-2"].offices[0].startswith("Trưởng Ban Chỉ đạo")
    assert province["KG-V.3.2-3"].offices[0].startswith("Phó Trưởng Ban Chỉ đạo")
    assert province["KG-V.3.1"].through == ("Sở Nội vụ (Ban Thi đua - Khen thưởng) tỉnh Kiên Giang",)


@pytest.mark.requirement("AK-III.4-2")
def test_stages_name_who_they_are_under_both_regimes() -> None:
    def stage(on: date) -> tuple[str, ...]:
        found = route(MOVEMENTS["AK"], AwardLevel.OWN, on)
        return next(one.offices for one in found if one.requirement == "AK-III.4-2")

    assert [name.split(" ")[1] for name in stage(BEFORE)] == ["Kinh", "Nội", "tịch"]
    assert stage(SINCE) == ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Chủ tịch Ủy ban nhân dân xã, phường")


@pytest.mark.requirement("TH-VII.5", "TH-VII.6")
def test_the_opinion_of_the_committee_comes_before_the_chairman() -> None:
    found = [one.requirement for one in route(MOVEMENTS["TH"], AwardLevel.OWN, BEFORE)]
    assert found.index("TH-VII.5") < found.index("TH-VII.6")
    opinion = next(one for one in route(MOVEMENTS["TH"], AwardLevel.OWN, BEFORE) if one.requirement == "TH-VII.5")
    assert [action.value for action in opinion.actions] == ["compile", "opinion", "submit_up"]


def test_two_tiers_go_to_the_province_through_its_department() -> None:
    found = route(CATALOGUE.movement("tu-2025-07-01"), AwardLevel.PROVINCE, SINCE)
    assert [(one.to, one.through[0]) for one in found] == [(("Ủy ban nhân dân tỉnh",), "Sở Nội vụ")]


@pytest.mark.requirement("KG-V.2.a", "KG-V.2.b", "KG-V.2.c")
@pytest.mark.parametrize(
    ("form", "on", "copies"),
    [
        ("hcld_hang_ba", BEFORE, 3),
        ("bang_khen_ttg", BEFORE, 2),
        ("bang_khen_tinh", BEFORE, 1),
        ("hcld_hang_ba", date(2024, 1, 1), 1),
        ("bang_khen_ttg", SINCE, 1),
        ("giay_khen", SINCE, None),
    ],
)
def test_copies_are_the_plans_until_the_law_names_others(form: str, on: date, copies: int | None) -> None:
    assert copies_for(MOVEMENTS["KG"], CATALOGUE.law, form, on) == copies


def test_a_plans_number_may_end() -> None:
    ended = replace(MOVEMENTS["KG"].copies[0], forms=("giay_khen",), copies=2, valid_to=BEFORE)
    movement = replace(MOVEMENTS["KG"], copies=(ended,))
    assert copies_for(movement, CATALOGUE.law, "giay_khen", BEFORE) == 2
    assert copies_for(movement, CATALOGUE.law, "giay_khen", SINCE) is None
