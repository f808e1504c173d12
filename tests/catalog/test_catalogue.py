"""The shipped catalogue, as the program loads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.answers import Status
from ntm_desktop.errors import UserError

if TYPE_CHECKING:
    from ntm_desktop.catalog import Catalogue

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES)


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path / "nothing here").resources == tmp_path / "nothing here"


def test_official_frame_has_fifteen_rows_without_names(catalogue: Catalogue) -> None:
    frame = catalogue.task_set("kg-ho-15-phan-viec")
    assert frame.official
    assert frame.codes == tuple(str(number) for number in range(1, 16))
    assert {task.name for task in frame.tasks} == {""}
    assert all(task.provenance for task in frame.tasks)
    assert frame.valid_to == date(2025, 12, 31)
    assert "KHÔNG TÌM ĐƯỢC" in frame.note


def test_reference_list_is_marked_and_has_heads_for_columns(catalogue: Catalogue) -> None:
    reference = catalogue.task_set("ho-15-phan-viec-phuc-dung", 1)
    assert not reference.official
    assert reference.title.startswith("DANH SÁCH PHỤC DỰNG (không chính thức)")
    assert len(reference.tasks) == 15
    assert all(1 <= len(task.short_name) <= 14 for task in reference.tasks)
    assert all(task.provenance.startswith("phục dựng (không chính thức)") for task in reference.tasks)
    assert reference.tasks[0].allows(Status.NOT_APPLICABLE)


def test_official_frame_comes_first(catalogue: Catalogue) -> None:
    assert [one.official for one in catalogue.task_sets] == sorted(
        (one.official for one in catalogue.task_sets), reverse=True
    )


def test_units_come_with_the_catalogue(catalogue: Catalogue) -> None:
    assert catalogue.units.search("an giang")[0].code == "91"
    assert catalogue.units is catalogue.units


def test_unknown_ids_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UserError) as set_error:
        catalogue.task_set("kg-ho-15-phan-viec", 99)
    with pytest.raises(UserError) as movement_error:
        catalogue.movement("none")
    assert (set_error.value.code, movement_error.value.code) == (
        "packs.no_such_set",
        "packs.no_such_movement",
    )


@pytest.mark.requirement("KG-T", "KG-0")
def test_kien_giang_movement_has_its_period_and_legal_bases(catalogue: Catalogue) -> None:
    movement = catalogue.movement("kien-giang-2021-2025")
    assert movement.title == "Kiên Giang chung sức xây dựng nông thôn mới"
    assert movement.period.years == (2021, 2022, 2023, 2024, 2025)
    assert [(basis.number, basis.on) for basis in movement.legal_bases] == [
        ("263/QĐ-TTg", date(2022, 2, 22)),
        ("587/QĐ-TTg", date(2022, 5, 18)),
        ("1303/QĐ-UBND", date(2022, 5, 30)),
    ]
