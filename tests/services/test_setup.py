"""The first start: who the office is by the official list, its superior by date, its people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.services import setup
from tests.offices import COMMUNE, REFERENCE_TASKS, FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context

BEFORE_REFORM = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Context]:
    with app.office(tmp_path / "new", FakeClock()) as context:
        yield context


def test_a_commune_of_today_reports_to_its_province(empty: Context) -> None:
    setup.create(empty, setup.NewOffice(Level.COMMUNE, "30850", staff_name="  Trần Thị  Mẫu ", staff_post="Công chức"))
    made = empty.office
    assert (made.name, made.province_name, made.superior_level, made.superior_name) == (
        "Xã Tân Hiệp",
        "An Giang",
        "province",
        "An Giang",
    )
    assert made.regime == setup.TWO_TIERS
    assert [(one.name, one.post) for one in setup.staff(empty)] == [("Trần Thị Mẫu", "Công chức")]


def test_a_commune_before_the_reform_reports_to_its_district(tmp_path: Path) -> None:
    with app.office(tmp_path / "old", FakeClock(BEFORE_REFORM)) as context:
        setup.create(context, setup.NewOffice(Level.COMMUNE, COMMUNE, regime=setup.THREE_TIERS))
        assert context.office.superior_level == "district"
        above = setup.superior_of(context, Level.COMMUNE, COMMUNE, setup.THREE_TIERS)
        assert above is not None
        assert above.name == context.office.superior_name


def test_another_superior_can_be_chosen(empty: Context) -> None:
    wanted = setup.NewOffice(Level.COMMUNE, COMMUNE, regime=setup.THREE_TIERS, superior_code="905")
    setup.create(empty, wanted)
    assert (empty.office.superior_level, empty.office.superior_code) == ("district", "905")


@pytest.mark.parametrize(("regime", "name"), [(setup.TWO_TIERS, "An Giang"), (setup.THREE_TIERS, "Tỉnh Kiên Giang")])
def test_a_superior_is_of_the_list_that_it_was_chosen_from(empty: Context, regime: str, name: str) -> None:
    wanted = setup.NewOffice(
        Level.COMMUNE, COMMUNE, regime=setup.THREE_TIERS, superior_code="91", superior_regime=regime
    )
    setup.create(empty, wanted)
    assert (empty.office.superior_code, empty.office.superior_name) == ("91", name)


@pytest.mark.parametrize(
    ("name", "regime", "province", "other"),
    [
        ("", "", "An Giang", "Xã Mong Thọ B"),
        ("Xã Thạnh Lộc", "", "An Giang", "Xã Mong Thọ B"),
        ("xã mong thọ b", "", "Tỉnh Kiên Giang", "Xã Thạnh Lộc"),
        ("Xã Mẫu", "", "An Giang", "Xã Mong Thọ B"),
        ("", setup.THREE_TIERS, "Tỉnh Kiên Giang", "Xã Thạnh Lộc"),
    ],
)
def test_a_code_of_both_lists_is_told_apart(empty: Context, name: str, regime: str, province: str, other: str) -> None:
    setup.create(empty, setup.NewOffice(Level.COMMUNE, "30886", name, regime=regime))
    assert empty.office.province_name == province
    namesake = setup.namesake(empty)
    assert namesake is not None
    assert namesake.name == other


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (setup.NewOffice(Level.COMMUNE, "00000"), "general.unknown_office"),
        (setup.NewOffice(Level.COMMUNE, "30850", superior_code="000"), "general.unknown_superior"),
        (setup.NewOffice(Level.COMMUNE, "30850", movement="no-such"), "packs.no_such_movement"),
        (setup.NewOffice(Level.COMMUNE, "30850", task_set="no-such"), "packs.no_such_set"),
    ],
)
def test_what_no_list_knows_is_refused(empty: Context, wanted: setup.NewOffice, code: str) -> None:
    with pytest.raises(UserError) as caught:
        setup.create(empty, wanted)
    assert caught.value.code == code
    assert setup.current(empty) is None


def test_a_folder_has_one_office(office: Context) -> None:
    with pytest.raises(UserError) as caught:
        setup.create(office, setup.NewOffice(Level.COMMUNE, "30850"))
    assert caught.value.code == "general.office_exists"


def test_an_edition_of_the_task_list_can_be_named(empty: Context) -> None:
    setup.create(empty, setup.NewOffice(Level.COMMUNE, "30850", task_set=f"{REFERENCE_TASKS}@1"))
    assert empty.office.task_set == f"{REFERENCE_TASKS}@1"


def test_a_province_reports_to_nobody(empty: Context) -> None:
    setup.create(empty, setup.NewOffice(Level.PROVINCE, "91"))
    assert empty.office.superior_code == ""
    assert empty.office.receives


def test_code_level_and_lineage_stay(office: Context) -> None:
    before = office.office
    setup.change(
        office, replace(before, name="Xã khác", code="99999", level=Level.PROVINCE, lineage="x", village_word="thôn")
    )
    after = office.office
    assert (after.name, after.village_word) == ("Xã khác", "thôn")
    assert (after.code, after.level, after.lineage) == (before.code, before.level, before.lineage)


def test_people_come_are_renamed_and_go(office: Context) -> None:
    person, changed = setup.hire(office, " Lê Văn  Thử ", "Văn thư")
    assert changed.action == "staff.added"
    setup.change_staff(office, replace(person, name="Lê Văn Thử Hai", active=False))
    assert "Lê Văn Thử Hai" not in [one.name for one in setup.staff(office)]
    everyone = setup.staff(office, active_only=False)
    assert [one.active for one in everyone if one.id == person.id] == [False]
    assert setup.author(person).name == "Lê Văn Thử"


def test_a_person_has_a_name(office: Context) -> None:
    person, _changed = setup.hire(office, "Lê Văn Thử")
    for attempt in (lambda: setup.hire(office, "  "), lambda: setup.change_staff(office, replace(person, name=" "))):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "general.no_staff_name"


def test_nobody_is_above_an_unknown_unit(office: Context) -> None:
    assert setup.superior_of(office, Level.COMMUNE, "00000") is None
    assert office.clock().date() > date(2025, 7, 1)
