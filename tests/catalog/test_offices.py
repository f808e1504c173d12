"""The official lists of units, with the shipped files."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest

from ntm_desktop.catalog.offices import UnitDirectory
from ntm_desktop.domain.places import THREE_TIERS, TWO_TIERS, Level
from tests.beside import SHARED, needs_shared

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)


@pytest.fixture(scope="module")
def units() -> UnitDirectory:
    return UnitDirectory({path.name: path.read_bytes() for path in (RESOURCES / "offices").glob("*.tsv")})


def _first(units: UnitDirectory, text: str, level: Level | None = None, regime: str | None = None) -> str:
    unit = units.search(text, level, regime)[0]
    return f"{unit.name} | {unit.district_name} | {unit.province_name}"


def test_numbers_of_units_agree_with_the_decision(units: UnitDirectory) -> None:
    found = {
        (regime, level): len(units.search("", level, regime, limit=99999))
        for regime in (TWO_TIERS, THREE_TIERS)
        for level in Level
    }
    assert found == {
        (TWO_TIERS, Level.PROVINCE): 34,
        (TWO_TIERS, Level.DISTRICT): 0,
        (TWO_TIERS, Level.COMMUNE): 3321,
        (THREE_TIERS, Level.PROVINCE): 63,
        (THREE_TIERS, Level.DISTRICT): 696,
        (THREE_TIERS, Level.COMMUNE): 10051,
    }


def test_a_code_means_another_commune_in_each_list(units: UnitDirectory) -> None:
    now, before = units.coded(Level.COMMUNE, "30886")
    assert (now.name, now.regime) == ("Xã Thạnh Lộc", TWO_TIERS)
    assert (before.name, before.district_name, before.regime) == ("Xã Mong Thọ B", "Huyện Châu Thành", THREE_TIERS)
    assert units.called(Level.COMMUNE, "30886", "xã mong  thọ b") == before
    assert units.called(Level.COMMUNE, "30886", "Thạnh Lộc") == now
    assert units.called(Level.COMMUNE, "30886", "Xã Mẫu") is None
    assert (units.namesake(now), units.namesake(before)) == (before, now)
    kept = units.get(Level.PROVINCE, "96")
    assert kept is not None
    assert units.namesake(kept) is None
    assert units.coded(Level.DISTRICT, "000") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rach gia", "Phường Rạch Giá |  | An Giang"),
        ("RẠCH GIÁ", "Phường Rạch Giá |  | An Giang"),
        ("chi lang lang son", "Xã Chi Lăng |  | Lạng Sơn"),
        ("lang son chi lang", "Xã Chi Lăng |  | Lạng Sơn"),
        ("an giang", "An Giang |  | An Giang"),
        ("da nang", "Thành phố Đà Nẵng |  | Thành phố Đà Nẵng"),
        ("tan hiep a", "Xã Tân Hiệp A | Huyện Tân Hiệp | Tỉnh Kiên Giang"),
        ("huyen chi lang", "Huyện Chi Lăng | Huyện Chi Lăng | Tỉnh Lạng Sơn"),
        ("xom ch", "Phường Xóm Chiếu |  | Thành phố Hồ Chí Minh"),
    ],
)
def test_typing_without_diacritics_finds_the_unit_first(units: UnitDirectory, text: str, expected: str) -> None:
    assert _first(units, text) == expected


def test_level_and_regime_narrow_the_search(units: UnitDirectory) -> None:
    assert _first(units, "chi lang", Level.COMMUNE, THREE_TIERS).startswith("Phường Chi Lăng")
    assert _first(units, "chi lang", Level.DISTRICT).startswith("Huyện Chi Lăng")
    assert units.search("chi lang", Level.DISTRICT, TWO_TIERS) == ()
    assert units.search("khong co xa nay") == ()


def test_limit_holds_for_many_hits_and_keeps_the_best(units: UnitDirectory) -> None:
    found = units.search("an", limit=7)
    assert len(found) == 7
    assert all(unit.name.split(" ", 1)[-1].casefold().startswith(("an", "ấn", "ân")) for unit in found[1:])


def test_get_takes_the_list_in_force_unless_told(units: UnitDirectory) -> None:
    now = units.get(Level.PROVINCE, "91")
    before = units.get(Level.PROVINCE, "91", THREE_TIERS)
    assert now is not None
    assert before is not None
    assert (now.name, now.kind, now.regime) == ("An Giang", "tỉnh", TWO_TIERS)
    assert before.name == "Tỉnh Kiên Giang"
    district = units.get(Level.DISTRICT, "178")
    assert district is not None
    assert (district.name, district.district_code) == ("Thành phố Lạng Sơn", "178")
    assert units.get(Level.COMMUNE, "no such code") is None


def test_receiving_office_is_the_district_until_june_2025_and_the_province_since(
    units: UnitDirectory,
) -> None:
    commune = units.search("tan hiep a", Level.COMMUNE, THREE_TIERS)[0]
    district = units.superior_of(commune, LAST_DAY)
    province = units.superior_of(commune, FIRST_DAY)
    assert district is not None
    assert province is not None
    assert (district.name, province.name) == ("Huyện Tân Hiệp", "An Giang")
    above = units.superior_of(district, LAST_DAY)
    assert above is not None
    assert above.name == "Tỉnh Kiên Giang"
    assert units.superior_of(district, FIRST_DAY) is None
    assert units.superior_of(above, LAST_DAY) is None


def test_a_unit_of_today_answers_to_its_province(units: UnitDirectory) -> None:
    commune = units.search("rach gia", Level.COMMUNE, TWO_TIERS)[0]
    assert units.superior_of(commune, FIRST_DAY) == units.get(Level.PROVINCE, "91", TWO_TIERS)
    assert units.province_now(commune) == units.get(Level.PROVINCE, "91", TWO_TIERS)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Kiên Giang", "An Giang"), ("Quảng Nam", "Thành phố Đà Nẵng"), ("Bình Định", "Gia Lai")],
)
def test_old_provinces_lie_where_the_law_note_says(units: UnitDirectory, old: str, new: str) -> None:
    unit = units.search("tinh " + old, Level.PROVINCE, THREE_TIERS)[0]
    now = units.province_now(unit)
    assert now is not None
    assert now.name == new


def test_communes_of_a_province_and_of_a_district(units: UnitDirectory) -> None:
    kien_giang = units.get(Level.PROVINCE, "91", THREE_TIERS)
    assert kien_giang is not None
    communes = units.communes_of(kien_giang)
    assert sum(unit.kind == "xã" for unit in communes) == 116
    tan_hiep = units.search("huyen tan hiep", Level.DISTRICT)[0]
    assert {unit.district_name for unit in units.communes_of(tan_hiep)} == {"Huyện Tân Hiệp"}


@needs_shared
def test_nothing_of_the_published_lists_is_lost(units: UnitDirectory) -> None:
    for name, regime in (
        ("admin_units_2025-07-01.csv", TWO_TIERS),
        ("admin_units_until_2025-06-30.csv", THREE_TIERS),
    ):
        with (SHARED / "data" / name).open(encoding="utf-8", newline="") as file:
            published = {
                (row["commune_code"], row["commune_name"], row["province_name"], row.get("district_name", ""))
                for row in csv.DictReader(file)
                if row["commune_code"]
            }
        ours = {
            (unit.code, unit.name, unit.province_name, unit.district_name)
            for unit in units.search("", Level.COMMUNE, regime, limit=99999)
        }
        assert ours == published


def test_a_search_is_quick_enough_for_every_key(units: UnitDirectory) -> None:
    units.search("x")
    took = []
    for _ in range(5):
        start = time.perf_counter()
        units.search("chi lang lang son")
        took.append(time.perf_counter() - start)
    assert min(took) < 0.010
