"""Packs checked whole, written and read again, and the schema that comes from the same declaration."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.checking import PACK_TYPES, PackKind, problems_in, problems_of
from ntm_desktop.catalog.declarations import blank, field_types
from ntm_desktop.catalog.decoding import decode
from ntm_desktop.catalog.encoding import encode, jsonable
from ntm_desktop.catalog.schema import schema_of
from ntm_desktop.domain.criteria import Case, CriteriaSet, Indicator, Kind
from ntm_desktop.domain.movements import Movement

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
DOCUMENTS = RESOURCES.parent / "docs" / "packs"
CATALOGUE = load_catalogue(RESOURCES)
EVERY = [
    *CATALOGUE.movements,
    *CATALOGUE.criteria_sets,
    *CATALOGUE.task_sets,
    *CATALOGUE.report_forms,
    CATALOGUE.law,
]


@pytest.mark.parametrize("value", EVERY, ids=lambda one: getattr(one, "id", getattr(one, "set_id", "")))
def test_what_is_written_is_read_back_the_same(value: object) -> None:
    assert decode(encode(value).encode(), type(value), "x.yaml").value == value


def test_texts_that_look_like_something_else_stay_texts() -> None:
    for text in ("yes", "1", "01", "2024-01-01", "null", "~", "", "a: b", "a #b", "-", "*x", "≥ 95", "true"):
        indicator = Indicator("1", text, Kind.TEXT, "p", cases=(Case(op="=", value=Decimal("0.5")),))
        assert decode(encode(indicator).encode(), Indicator, "x").value == indicator


def test_days_are_texts_in_json() -> None:
    document = jsonable(CATALOGUE.movement("kien-giang-2021-2025"))
    assert document["legal_bases"][0]["on"] == "2022-02-22"
    json.dumps(document)


def test_references_are_checked_with_line_and_path() -> None:
    text = (RESOURCES / "movements" / "kien-giang-2021-2025.yaml").read_text(encoding="utf-8")
    broken = text.replace("fact: registration.completed\n", "fact: registration.complete\n")
    problems = problems_in(broken.encode(), "movement", "kg.yaml", CATALOGUE)
    assert [(one.code, one.found, one.place.path) for one in problems] == [
        ("packs.unknown_fact", "registration.complete", "awards[0].standards[0].rule.fact")
    ]
    assert broken.splitlines()[(problems[0].place.row or 0) - 1].strip() == "fact: registration.complete"


def test_faults_of_form_and_of_reference_are_told_together() -> None:
    text = (RESOURCES / "movements" / "kien-giang-2021-2025.yaml").read_text(encoding="utf-8")
    broken = (
        text.replace("fact: registration.completed\n", "fact: registration.complete\n")
        .replace("first_year: 2021", "first_year: năm 2021")
        .replace("logic: user", "logic: anybody", 1)
        .replace("issuer: Ủy ban nhân dân tỉnh Kiên Giang\n", "")
    )
    problems = problems_in(broken.encode(), "movement", "kg.yaml", CATALOGUE)
    assert {(one.code, one.place.path) for one in problems} == {
        ("packs.missing_key", "issuer"),
        ("packs.not_integer", "period.first_year"),
        ("packs.not_one_of", "subjects[2].logic"),
        ("packs.unknown_fact", "awards[0].standards[0].rule.fact"),
    }
    rows = [one.place.row or 0 for one in problems]
    assert rows == sorted(rows)


@pytest.mark.parametrize("kind", PACK_TYPES)
@pytest.mark.parametrize("text", ["x: 1", "{}", "[]", "id: [1]\ncriteria: 3\ntasks: x\ncoefficients: [1]\n"])
def test_whatever_is_missing_no_fault_is_told_of_what_was_put_in_its_place(text: str, kind: PackKind) -> None:
    form = {"packs.missing_key", "packs.unknown_key", "packs.not_mapping", "packs.not_list", "packs.not_text"}
    problems = problems_in(text.encode(), kind, "x.yaml", CATALOGUE)
    assert problems
    assert {one.code for one in problems} <= form


def test_every_declared_type_has_a_blank() -> None:
    for wanted in PACK_TYPES.values():
        assert isinstance(blank(wanted), wanted)


def test_faults_of_a_set_are_found_after_it_was_decoded() -> None:
    text = (RESOURCES / "criteria" / "sets" / "xa-ntm-2021-2025.yaml").read_text(encoding="utf-8")
    broken = text.replace("region: TDMNPB", "region: TDMN", 1).replace('code: "1.2"', 'code: "1.1"', 1)
    found = [(one.code, one.found) for one in problems_in(broken.encode(), "criteria", "x.yaml", CATALOGUE)]
    assert found == [("packs.repeated_code", "1.1"), ("packs.unknown_code", "TDMN")]


def test_a_file_that_cannot_be_decoded_tells_that_only(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: 1\nedition: 1\n", encoding="utf-8")
    problems = problems_of(tmp_path / "x.yaml", "law", CATALOGUE)
    assert problems[0].code == "packs.missing_key"
    assert "packs.not_text" in {one.code for one in problems}


@pytest.mark.parametrize("kind", PACK_TYPES)
def test_the_published_schema_is_the_one_that_the_declaration_gives(kind: str) -> None:
    wanted = next(value for key, value in PACK_TYPES.items() if key == kind)
    published = json.loads((DOCUMENTS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert published == schema_of(wanted, kind), f"write it again: ntm … schema > docs/packs/{kind}.schema.json"


def test_the_schema_names_every_field_of_every_type() -> None:
    schema = schema_of(Movement, "movement")
    assert schema["$ref"] == "#/$defs/Movement"
    definitions = schema["$defs"]
    assert set(definitions["Movement"]["properties"]) == set(field_types(Movement))
    assert set(definitions["Movement"]["required"]) == {"id", "title", "parent", "issuer", "period"}
    assert definitions["Compare"]["properties"]["kind"] == {"enum": ["compare"]}
    assert {"$ref": "#/$defs/Compare"} in definitions["All"]["properties"]["rules"]["items"]["anyOf"]
    assert definitions["Criterion" if "Criterion" in definitions else "Standard"]["description"]


def test_a_written_set_says_no_more_than_it_must() -> None:
    whole = CATALOGUE.criteria_set("kg-ap-ntm")
    assert isinstance(whole, CriteriaSet)
    assert "groups" not in encode(whole)
    assert {one.name for one in dataclasses.fields(whole)} > set(jsonable(whole))
