"""A set that goes to Excel and comes back is the same set: every one that ships, and each fault of the third sheet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.decoding import decode
from ntm_desktop.domain.criteria import Annex, Case, CriteriaSet, PassAtLeast
from ntm_desktop.domain.criteria_sheet import set_of, sheets_of
from ntm_desktop.services import catalogue_sheets
from ntm_desktop.services.criteria_extras import EXTRAS_SHEET, HEAD, extras_of, with_extras

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
SHIPPED = [one.id for one in CATALOGUE.criteria_sets] + [one.set_id for one in CATALOGUE.task_sets]


def said_of(whole: CriteriaSet) -> CriteriaSet:
    said, problems = set_of(sheets_of(whole))
    assert said is not None, problems
    return said


@pytest.mark.parametrize("set_id", SHIPPED)
def test_every_set_that_ships_comes_back_the_same(set_id: str, tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    catalogue_sheets.to_excel(CATALOGUE, set_id, target)
    text, problems = catalogue_sheets.from_excel(CATALOGUE, target)
    assert problems == ()
    assert decode(text.encode(), CriteriaSet, "x.yaml").value == CATALOGUE.criteria_set(set_id)


def test_what_is_typed_in_the_sheets_counts_and_the_rest_stays(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    catalogue_sheets.to_excel(CATALOGUE, "xa-ntm-2021-2025", target)
    book = openpyxl.load_workbook(target)
    info = book["Thông tin"]
    (title,) = [row for row in info.iter_rows() if row[0].value == "Tên bộ"]
    title[1].value = "Bộ của tỉnh"
    book.save(target)
    text, problems = catalogue_sheets.from_excel(CATALOGUE, target)
    assert problems == ()
    found = decode(text.encode(), CriteriaSet, "x.yaml").value
    assert found == replace(CATALOGUE.criteria_set("xa-ntm-2021-2025"), title="Bộ của tỉnh")


def test_a_long_value_goes_on_in_the_next_row() -> None:
    whole = CATALOGUE.criteria_set("ocop-2023")
    long = replace(whole, annexes=(Annex("Phụ lục", ("dòng  dài " * 9000,)),))
    rows = extras_of(long, said_of(long))
    assert max(len(row[4]) for row in rows) <= 30_000
    assert sum(row[:4] == ("bộ", "", "", "annexes") for row in rows) > 2
    assert with_extras(said_of(long), rows, "x") == (long, ())


def test_a_threshold_is_found_by_its_column_and_a_key_may_go_back_to_nothing() -> None:
    whole = CATALOGUE.criteria_set("xa-ntm-2021-2025")
    indicator = next(one for one in whole.indicators if one.code == "5.1")
    cases = tuple(replace(case, provenance=f"Điều {at}") for at, case in enumerate(indicator.cases))
    changed = replace(indicator, cases=(*cases, Case(op=">=", value=Decimal(1), year=2025)), may_not_apply=False)
    criteria = tuple(
        replace(
            one,
            indicators=tuple(changed if inner.code == "5.1" else inner for inner in one.indicators),
            pass_rule=PassAtLeast("at_least", 1),
        )
        for one in whole.criteria
    )
    other = replace(whole, criteria=criteria)
    assert with_extras(said_of(other), extras_of(other, said_of(other)), "x") == (other, ())


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (("chỉ tiêu", "99", "", "fact", '"x"'), "packs.unknown_code", "B"),
        (("chỉ tiêu", "1.1", "Ngưỡng vùng XX", "provenance", '"x"'), "packs.unknown_code", "B"),
        (("vùng", "XX", "", "definition", '"x"'), "packs.unknown_code", "B"),
        (("nhóm", "XX", "", "definition", '"x"'), "packs.unknown_code", "B"),
        (("gì đó", "", "", "x", "1"), "packs.unknown_code", "B"),
        (("bộ", "", "", "notes", "không phải JSON"), "packs.not_json", "E"),
        (("bộ", "", "", "notes", '"x"'), "packs.not_list", "E"),
        (("bộ", "", "", "no_such_key", "1"), "packs.unknown_key", "E"),
        (("chỉ tiêu", "1.1", "", "points", '"x"'), "packs.not_number", "E"),
    ],
)
def test_faults_of_the_third_sheet_are_told_with_their_cell(row: tuple[str, ...], code: str, column: str) -> None:
    said = said_of(CATALOGUE.criteria_set("xa-ntm-2021-2025"))
    blank = ("", "", "", "", "")
    found, problems = with_extras(said, (HEAD, ("bộ", "", "", "completeness", '"x"'), blank, row), "x")
    assert found is None
    assert [(one.code, one.place.sheet, one.place.row, one.place.column) for one in problems] == [
        (code, EXTRAS_SHEET, 4, column)
    ]


def test_every_fault_comes_at_once_and_names_the_file(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    catalogue_sheets.to_excel(CATALOGUE, "ocop-2023", target)
    book = openpyxl.load_workbook(target)
    book[EXTRAS_SHEET].append(("chỉ tiêu", "99", "", "fact", '"x"'))
    book[EXTRAS_SHEET].append(("bộ", "", "", "grades", "{"))
    book.save(target)
    text, problems = catalogue_sheets.from_excel(CATALOGUE, target)
    assert (text, [one.code for one in problems]) == ("", ["packs.unknown_code", "packs.not_json"])
    assert {one.place.source for one in problems} == {"x.xlsx"}
