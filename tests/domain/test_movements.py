"""A movement's entries and offices, and the faults of a profile that decoding cannot see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.movements import Period, entries, office_name
from ntm_desktop.domain.movements_check import check_movement, placed, standard_facts
from ntm_desktop.domain.movements_parts import Gate, SubjectKind
from ntm_desktop.domain.movements_work import Held, Office, When
from ntm_desktop.domain.rules import Compare, Op

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
KIEN_GIANG = CATALOGUE.movement("kien-giang-2021-2025")
BAD_RULE = Compare("compare", "none", Op.EQUAL, Decimal(0))


def faults(**changes: object) -> list[tuple[str, str]]:
    movement = replace(KIEN_GIANG, **changes)  # type: ignore[arg-type]  # any field of a movement
    return [(fault.code, fault.path) for fault in check_movement(movement, CATALOGUE.known)]


def test_an_office_is_declared_once_and_held_from_a_day_to_a_later_one() -> None:
    day = date(2024, 5, 1)
    wrong = (
        *KIEN_GIANG.offices,
        Office(KIEN_GIANG.offices[0].code, (Held("A", since=day, until=date(2024, 4, 30)),)),
    )
    at = len(KIEN_GIANG.offices)
    assert faults(offices=wrong) == [
        ("packs.repeated_code", f"offices[{at}].code"),
        ("packs.impossible", f"offices[{at}].held[0].until"),
    ]


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        (When(month=13), [("packs.impossible", "deadlines[0].when[0].month")]),
        (When(month=0, day=1), [("packs.impossible", "deadlines[0].when[0].month")]),
        (When(month=4, day=31), [("packs.impossible", "deadlines[0].when[0].day")]),
        (When(year=2023, month=2, day=29), [("packs.impossible", "deadlines[0].when[0].day")]),
        (When(month=2, day=29), []),
        (When(day=5), [("packs.missing_key", "deadlines[0].when[0].month")]),
        (When(year=2025), []),
    ],
)
def test_a_deadline_is_a_day_that_there_is(when: When, fault: list[tuple[str, str]]) -> None:
    assert faults(deadlines=(replace(KIEN_GIANG.deadlines[0], when=(when,)),)) == fault


def test_the_date_of_a_step_names_its_year() -> None:
    step = replace(KIEN_GIANG.workflow[0], when=(When(month=7), When(year=2023)))
    report = replace(KIEN_GIANG.reports[0], when=(When(month=13),))
    assert faults(workflow=(step,), reports=(report,)) == [
        ("packs.missing_key", "workflow[0].when[0].year"),
        ("packs.missing_key", "reports[0].when[0].year"),
        ("packs.impossible", "reports[0].when[0].month"),
    ]


def test_a_norm_is_of_an_award_form_of_the_law() -> None:
    award = next(one for one in KIEN_GIANG.awards if one.standards)
    standard = replace(award.standards[0], norm="none")
    assert ("packs.unknown_code", "awards[0].standards[0].norm") in faults(
        awards=(replace(award, standards=(standard,)),)
    )


def test_entries_come_with_their_place_and_their_exact_path() -> None:
    found = {entry.requirement: place for place, entry in entries(KIEN_GIANG)}
    assert found["KG-IV.3.2.c"] == "subjects"
    assert found["KG-IV.3.2.c-1"] == "subjects.standards"
    assert found["KG-IV.2.a-3"] == "awards.standards"
    paths = {entry.requirement: path for path, entry in placed(KIEN_GIANG)}
    assert paths["KG-IV.3.2.c"] == "subjects[4]"
    assert paths["KG-IV.3.2.c-2"] == "subjects[4].standards[1]"
    assert paths["KG-V.2.a"] == "copies[0]"


def test_every_standard_has_a_fact_that_a_person_ticks() -> None:
    assert "standard.KG-IV.3.2.a-2" in standard_facts(KIEN_GIANG)


def test_a_subject_is_found_by_its_requirement() -> None:
    assert KIEN_GIANG.subject("KG-IV.3.2.c").kinds == (SubjectKind.COMMUNE,)
    with pytest.raises(KeyError):
        KIEN_GIANG.subject("KG-IV.3.2.z")


def test_an_office_has_holders_between_dates() -> None:
    day = date(2024, 5, 1)
    office = Office("x", (Held("Cũ", until=date(2024, 4, 30)), Held("Mới", since=day)))
    movement = replace(KIEN_GIANG, offices=(*KIEN_GIANG.offices, office))
    assert [office_name(movement, "x", one) for one in (date(2020, 1, 1), day)] == ["Cũ", "Mới"]


def test_a_good_profile_has_no_fault() -> None:
    assert faults() == []


def test_every_fault_of_a_profile_is_listed() -> None:
    subject = replace(KIEN_GIANG.subjects[4], standards=(replace(KIEN_GIANG.subjects[4].standards[0], rule=BAD_RULE),))
    award = replace(KIEN_GIANG.awards[0], forms=("giay_khen", "none"), standards=(), eligible=BAD_RULE)
    step = replace(KIEN_GIANG.workflow[0], offices=("nobody",), to=("nowhere",))
    village = replace(KIEN_GIANG.subjects[5].standards[0], criteria_set="none")
    assert faults(
        period=Period(2025, 2021),
        criteria_sets=("none",),
        task_sets=("kg-ho-15-phan-viec", "none"),
        offices=(*KIEN_GIANG.offices, Office("leer", ())),
        subjects=(subject, replace(KIEN_GIANG.subjects[5], standards=(village,), only_if=BAD_RULE)),
        awards=(award,),
        workflow=(step, step),
        gates=(Gate("construction_debt", BAD_RULE, (SubjectKind.COMMUNE,), ()),),
    ) == [
        ("packs.impossible", "period.last_year"),
        ("packs.unknown_code", "criteria_sets[0]"),
        ("packs.unknown_code", "task_sets[1]"),
        ("packs.empty_rule", f"offices[{len(KIEN_GIANG.offices)}].held"),
        ("packs.repeated_code", "workflow[1].requirement"),
        ("packs.unknown_fact", "subjects[0].standards[0].rule.fact"),
        ("packs.unknown_fact", "subjects[1].only_if.fact"),
        ("packs.unknown_code", "subjects[1].standards[0].criteria_set"),
        ("packs.unknown_code", "awards[0].forms[1]"),
        ("packs.unknown_fact", "awards[0].eligible.fact"),
        ("packs.unknown_code", "workflow[0].offices[0]"),
        ("packs.unknown_code", "workflow[0].to[0]"),
        ("packs.unknown_code", "workflow[1].offices[0]"),
        ("packs.unknown_code", "workflow[1].to[0]"),
        ("packs.unknown_fact", "gates[0].rule.fact"),
    ]
