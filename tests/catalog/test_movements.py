"""Every requirement of the five plans stands in its plan's profile, in the right place and with its values."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.checking import problems_of
from ntm_desktop.domain.movements import entries, office_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.catalog.checking import PackKind
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Clause

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
REQUIREMENTS = RESOURCES.parents[1] / "shared" / "requirements" / "plans.yaml"
CATALOGUE = load_catalogue(RESOURCES)
PLANS = {movement.plan: movement for movement in CATALOGUE.movements if movement.plan}

PLACES = {
    "subject": {"subjects"},
    "standard": {
        "subjects.standards",
        "awards.standards",
        "general_standards",
        "law_standards",
        "local_standards",
    },
    "award": {"awards"},
    "rule": {"principles", "exclusions", "norms"},
    "dossier": {"dossier", "copies", "distribution"},
    "deadline": {"deadlines"},
    "report": {"reports"},
    "target": {"targets", "goals"},
    "program": {"programs"},
    "fund": {"funds"},
    "workflow": {"workflow"},
}
WORDS = {"clause", "lines", "title", "text", "requirement", "note", "evidence"}
CADENCES = {"6m": "half_year", "12m": "year"}


def _requirements() -> list[dict[str, Any]]:
    if not REQUIREMENTS.exists():
        return []
    loaded = yaml.safe_load(REQUIREMENTS.read_text(encoding="utf-8"))
    return list(loaded["requirements"])


ALL = _requirements()


def _leaves(value: object, movement: Movement, name: str = "") -> Iterator[object]:
    """Yield every typed value of an entry (no words of the plan); offices with the names they had in its time."""
    if isinstance(value, Enum):
        yield value.value
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if one.name not in WORDS:
                yield from _leaves(getattr(value, one.name), movement, one.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item, movement, name)
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _leaves(item, movement, name)
    elif name in {"offices", "to", "through", "sender"}:
        yield office_name(movement, str(value), date(2022, 7, 1))
    else:
        yield value


def _wanted(values: object) -> Iterator[object]:
    if isinstance(values, dict):
        for key, value in values.items():
            if str(key).isdigit():
                yield int(key)
            yield from _wanted(value)
    elif isinstance(values, list):
        for value in values:
            yield from _wanted(value)
    else:
        yield values


def _carries(leaves: list[object], wanted: object) -> bool:
    numbers = {Decimal(str(one)) for one in leaves if _numeric(one)}
    texts = [one for one in leaves if isinstance(one, str)]
    if isinstance(wanted, bool):
        return wanted in [one for one in leaves if isinstance(one, bool)]
    if isinstance(wanted, int | float):
        return Decimal(str(wanted)) in numbers
    text = str(wanted)
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text):
        as_day = text if len(text) > 7 else ""
        parts = {Decimal(part) for part in text.split("-")}
        return as_day in {str(one) for one in leaves if isinstance(one, date)} - {""} or parts <= numbers
    if text == "before":
        return True in [one for one in leaves if isinstance(one, bool)]
    return any(CADENCES.get(text, text) in one for one in texts)


def _numeric(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int | Decimal) or (isinstance(value, str) and bool(re.fullmatch(r"\d+", value)))


def _found(requirement: str) -> list[tuple[str, Clause, Movement]]:
    movement = PLANS[requirement.split("-", maxsplit=1)[0]]
    return [(place, entry, movement) for place, entry in entries(movement) if entry.requirement == requirement]


def test_the_requirements_stand_beside_the_checkout() -> None:
    assert len(ALL) == 362, f"{REQUIREMENTS} is not there: these tests compare the profiles with it"


@pytest.mark.parametrize("requirement", ALL, ids=lambda one: one["id"])
def test_the_profile_carries_the_requirement_in_its_place_with_its_values(requirement: dict[str, Any]) -> None:
    found = _found(requirement["id"])
    assert len(found) == 1
    place, entry, movement = found[0]
    assert place in PLACES[requirement["kind"]]
    assert (entry.clause, entry.lines) == (str(requirement["clause"]), str(requirement["lines"]))
    assert len(entry.text) > 10
    leaves = list(_leaves(entry, movement))
    missing = [one for one in _wanted(requirement.get("values", [])) if not _carries(leaves, one)]
    assert not missing
    if "logic" in requirement:
        assert _logic(entry) == (requirement["logic"], requirement.get("logic_basis", "not_stated"))


def _logic(entry: object) -> tuple[str, str]:
    logic = str(getattr(entry, "logic"))  # noqa: B009 - subjects and standards alike
    return ("unspecified" if logic == "user" else logic), str(getattr(entry, "basis"))  # noqa: B009


def test_nothing_stands_in_a_profile_that_is_not_in_its_plan() -> None:
    known = {one["id"] for one in ALL}
    carried = {entry.requirement for movement in PLANS.values() for _, entry in entries(movement)}
    assert carried == known


def test_anomalies_of_the_plans_are_kept_as_remarks() -> None:
    loaded = yaml.safe_load(REQUIREMENTS.read_text(encoding="utf-8"))
    for anomaly in loaded["anomalies"]:
        plans = PLANS if anomaly["plan"] == "all" else anomaly["plan"].split(",")
        for plan in plans:
            assert anomaly["issue"] in [remark.text for remark in PLANS[plan].remarks], (plan, anomaly["issue"])


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
