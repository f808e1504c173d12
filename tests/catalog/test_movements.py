"""The six profiles as they ship: without fault, with their record, offices under both regimes and recipients."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.checking import problems_of
from ntm_desktop.domain.movements import office_name
from ntm_desktop.services import catalogue_queries as queries
from tests.catalog.plans import TEXTS, entry_of, words

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


RECORDS = {
    "AK": (
        "An Khê chung sức xây dựng nông thôn mới",
        "Gia Lai chung sức xây dựng nông thôn mới",
        ("district", "signed", "64"),
        [("1485/KH-UBND", date(2022, 7, 11)), ("05-NQ/TU", date(2021, 7, 19))],
    ),
    "CL": (
        "Lạng Sơn cùng cả nước chung sức xây dựng nông thôn mới",
        "Lạng Sơn cùng cả nước chung sức xây dựng nông thôn mới (huyện Chi Lăng)",
        ("commune", "signed", "20"),
        [("219/KH-UBND", date(2022, 8, 3))],
    ),
    "TH": (
        "Toàn huyện chung sức xây dựng huyện đạt chuẩn nông thôn mới nâng cao",
        "Cả tỉnh chung sức xây dựng tỉnh Hà Tĩnh đạt chuẩn nông thôn mới",
        ("district", "draft", "42"),
        [("", None), ("3351/QĐ-UBND", date(2021, 11, 24))],
    ),
    "QN": (
        "Quảng Nam chung sức xây dựng nông thôn mới",
        "Cả nước chung sức xây dựng nông thôn mới",
        ("province", "draft", "49"),
        [("587/QĐ-TTg", date(2022, 5, 18)), ("21/2022/NQ-HĐND", date(2022, 7, 20))],
    ),
    "KG": (
        "Kiên Giang chung sức xây dựng nông thôn mới",
        "Cả nước chung sức xây dựng nông thôn mới",
        ("province", "signed", "91"),
        [
            ("263/QĐ-TTg", date(2022, 2, 22)),
            ("587/QĐ-TTg", date(2022, 5, 18)),
            ("1303/QĐ-UBND", date(2022, 5, 30)),
        ],
    ),
}


@pytest.mark.requirement("AK-T", "AK-0-1", "CL-T", "CL-0", "TH-T", "TH-0", "QN-T", "QN-0", "KG-T", "KG-0")
@pytest.mark.parametrize("plan", RECORDS)
def test_every_movement_has_its_record_parent_and_bases(plan: str) -> None:
    title, parent, kind, bases = RECORDS[plan]
    shown = queries.movement(queries.open_catalogue(), PLANS[plan].id)
    assert (shown["title"], shown["parent"], shown["plan"]) == (title, parent, plan)
    assert (shown["level"], shown["status"], shown["province_code"]) == kind
    assert shown["period"] == {"first_year": 2021, "last_year": 2025}
    movement = PLANS[plan]
    assert [(basis.number, basis.on) for basis in movement.legal_bases] == bases
    text = "\n".join(TEXTS[plan])
    for basis in movement.legal_bases:
        assert basis.subject
        assert basis.issuer
        assert basis.number in text
        assert re.fullmatch(rf"{plan} dòng \d+", basis.provenance)
    record = entry_of(f"{plan}-T")
    assert words(title) == words(" ".join(words(record.title)))[4 : 4 + len(words(title))]


@pytest.mark.requirement("TH-0", "QN-0")
def test_a_draft_has_no_number_and_no_date() -> None:
    for plan, number, issuer in (
        ("TH", "/KH-UBND", "Ủy ban nhân dân huyện Thạch Hà"),
        ("QN", "/QĐ-UBND", "Chủ tịch Ủy ban nhân dân tỉnh Quảng Nam"),
    ):
        document = PLANS[plan].document
        assert document is not None
        assert (document.number, document.on, document.issuer) == (number, None, issuer)
    annexed = PLANS["QN"].document
    assert annexed is not None
    assert annexed.subject == "Kế hoạch kèm theo Quyết định"
    assert all(PLANS[plan].document is None for plan in ("AK", "CL", "KG"))


def test_a_new_plan_is_one_file_and_nothing_else(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(RESOURCES / "movements", tmp_path / "movements")
    text = (RESOURCES / "movements" / "tu-2025-07-01.yaml").read_text(encoding="utf-8")
    text = text.replace('id: "tu-2025-07-01"', "id: an-giang-2026-2030").replace("status: template", "status: draft")
    (tmp_path / "movements" / "an-giang-2026-2030.yaml").write_text(text, encoding="utf-8")
    assert load_catalogue(tmp_path).movement("an-giang-2026-2030").status == "draft"
    assert problems_of(tmp_path / "movements" / "an-giang-2026-2030.yaml", "movement", CATALOGUE) == ()
