"""The six profiles as they ship: without fault, with their record, offices under both regimes and recipients."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.checking import problems_of
from ntm_desktop.domain.movements import office_name

if TYPE_CHECKING:
    from ntm_desktop.catalog.checking import PackKind

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CATALOGUE = load_catalogue(RESOURCES)
PLANS = {movement.plan: movement for movement in CATALOGUE.movements if movement.plan}


def test_every_pack_that_ships_is_without_fault() -> None:
    packs: tuple[tuple[PackKind, str], ...] = (
        ("movement", "movements"),
        ("criteria", "criteria/sets"),
        ("tasks", "criteria/households"),
        ("law", "law"),
    )
    checked = 0
    for kind, folder in packs:
        for path in (RESOURCES / folder).glob("*.yaml"):
            assert problems_of(path, kind, CATALOGUE) == (), path.name
            checked += 1
    assert checked >= 24


def test_the_sixth_profile_knows_two_tiers_only() -> None:
    movement = CATALOGUE.movement("tu-2025-07-01")
    assert movement.status == "template"
    assert {basis.number for basis in movement.legal_bases} >= {"51/2025/QĐ-TTg", "152/2025/NĐ-CP"}
    assert office_name(movement, "ubnd_tinh", date(2025, 7, 1)) == "Ủy ban nhân dân tỉnh"
    assert office_name(movement, "ubnd_tinh", date(2025, 6, 30)) == ""
    send = next(step for step in movement.workflow if "province" in step.awards)
    assert (send.to, send.through) == (("ubnd_tinh",), ("so_noi_vu", "vpdp"))


@pytest.mark.requirement("CL-VI.3-1")
def test_standing_offices_change_with_the_regime() -> None:
    movement = PLANS["CL"]
    on = [office_name(movement, "thuong_truc_bcd", day) for day in (date(2025, 6, 30), date(2025, 7, 1))]
    assert on[0].startswith("Công chức Địa chính")
    assert on[1] == "Phòng Kinh tế"
    assert office_name(movement, "thuong_truc_hd", date(2026, 1, 1)) == "Phòng Văn hóa - Xã hội"
    with pytest.raises(KeyError):
        office_name(movement, "none", date(2025, 7, 1))


@pytest.mark.requirement("AK-T", "AK-0-1", "CL-T", "CL-0", "TH-T", "TH-0", "QN-T", "QN-0", "KG-T", "KG-0")
def test_every_movement_has_its_record_parent_and_bases() -> None:
    for movement in PLANS.values():
        assert movement.period.years == (2021, 2022, 2023, 2024, 2025)
        assert movement.parent
        assert movement.legal_bases
        assert all(basis.subject for basis in movement.legal_bases)
    assert {plan for plan, movement in PLANS.items() if movement.status == "draft"} == {"TH", "QN"}


@pytest.mark.requirement("KG-NN", "TH-NN")
def test_recipients_keep_copies_and_groups() -> None:
    kien_giang = PLANS["KG"].distribution[0]
    assert [(one.name, one.copies) for one in kien_giang.recipients if one.copies] == [("Sở Nội vụ (Ban TĐKT tỉnh)", 3)]
    assert (kien_giang.filed[0].name, kien_giang.filed[0].copies) == ("Lưu: VT", 1)
    assert kien_giang.signature == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert [one.name for one in PLANS["TH"].distribution[0].recipients if one.group == "b/c"] == [
        "Chủ tịch, PCT UBND huyện"
    ]


def test_a_new_plan_is_one_file_and_nothing_else(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(RESOURCES / "movements", tmp_path / "movements")
    text = (RESOURCES / "movements" / "tu-2025-07-01.yaml").read_text(encoding="utf-8")
    text = text.replace('id: "tu-2025-07-01"', "id: an-giang-2026-2030").replace("status: template", "status: draft")
    (tmp_path / "movements" / "an-giang-2026-2030.yaml").write_text(text, encoding="utf-8")
    assert load_catalogue(tmp_path).movement("an-giang-2026-2030").status == "draft"
    assert problems_of(tmp_path / "movements" / "an-giang-2026-2030.yaml", "movement", CATALOGUE) == ()
