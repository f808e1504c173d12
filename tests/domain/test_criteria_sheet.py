"""A criteria set as typed sheets: cells, columns, both ways, and every fault with its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.criteria import (
    Amendment,
    Basis,
    Case,
    Counts,
    CriteriaSet,
    Criterion,
    Indicator,
    Kind,
    PassAll,
    PassAtLeast,
    PassMandatory,
    PassPoints,
    Relative,
    Zone,
)
from ntm_desktop.domain.criteria_cells import kind_of, number_of, number_text, threshold_of, threshold_text
from ntm_desktop.domain.criteria_sheet import SheetPair, rule_of, rule_text, set_of, sheets_of, where_of

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")


@pytest.mark.parametrize(
    ("text", "kind", "case"),
    [
        ("≥ 95", Kind.PERCENT, Case(op=">=", value=Decimal(95))),
        (">=95%", Kind.PERCENT, Case(op=">=", value=Decimal(95))),
        ("<= 0,5", Kind.QUANTITY, Case(op="<=", value=Decimal("0.5"))),
        ("100", Kind.PERCENT, Case(op="=", value=Decimal(100))),
        ("có", Kind.YES_NO, Case(op="=", value=True)),
        ("= Không", Kind.YES_NO, Case(op="=", value=False)),
        ("chưa có", Kind.YES_NO, Case()),
        ("Chưa  có", Kind.PERCENT, Case()),
        ("50 – <70", Kind.GRADED, Case(op="between", min=Decimal(50), max=Decimal(70), max_included=False)),
        ("90-100", Kind.GRADED, Case(op="between", min=Decimal(90), max=Decimal(100))),
        ("A | B", Kind.CHOICE, Case(op="one_of", values=("A", "B"))),
        ("= A", Kind.TEXT, Case(op="=", value="A")),
        (
            "≥ +10% so với xa-nc/10",
            Kind.MONEY_PER_YEAR,
            Case(op=">=", relative=Relative("xa-nc", "10", Decimal(10))),
        ),
    ],
)
def test_cells_say_thresholds(text: str, kind: Kind, case: Case) -> None:
    assert threshold_of(text, kind) == case
    assert threshold_of(threshold_text(case), kind) == case


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nhiều", Kind.PERCENT),
        ("1,2,3 – 5", Kind.GRADED),
        ("≥ +1,1,1% so với a/b", Kind.PERCENT),
        ("có lẽ", Kind.YES_NO),
        ("≥ NaN", Kind.COUNT),
    ],
)
def test_what_a_cell_does_not_say_is_not_guessed(text: str, kind: Kind) -> None:
    assert threshold_of(text, kind) is None


def test_kinds_by_word_or_code_and_numbers_without_needless_zeros() -> None:
    assert [kind_of(text) for text in ("Có/không", "percent", "TỶ LỆ %", "gì đó")] == [
        Kind.YES_NO,
        Kind.PERCENT,
        Kind.PERCENT,
        None,
    ]
    assert [number_text(value) for value in (Decimal("1.50"), Decimal(100), None)] == ["1.5", "100", ""]
    assert number_of("x") is None


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (None, ""),
        (PassAll("all"), "tất cả"),
        (PassAtLeast("at_least", 7), "ít nhất 7"),
        (PassMandatory("mandatory", ("A", "Đ"), 2), "bắt buộc A, Đ; và ít nhất 2"),
        (PassPoints("points", Decimal("52.5")), "điểm 52.5"),
    ],
)
def test_pass_rules_in_words(rule: object, text: str) -> None:
    assert rule_text(rule) == text  # type: ignore[arg-type]  # the five rules
    assert rule_of(text) == (rule, True)
    assert rule_of("theo cảm tính") == (None, False)


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ("Ngưỡng", {}),
        ("Ngưỡng vùng BTB", {"region": "BTB"}),
        ("NGƯỠNG nhóm nhom_1 năm 2026", {"group": "nhom_1", "year": 2026}),
        ("Ngưỡng vùng", None),
        ("Ngưỡng năm nay", None),
        ("Ngưỡng của ai", None),
        ("Tên chỉ tiêu", None),
    ],
)
def test_columns_of_thresholds_say_what_they_hold_for(head: str, where: dict[str, object] | None) -> None:
    assert where_of(head) == where


def in_order(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return cases in one order: columns have their own."""
    return tuple(sorted(cases, key=lambda one: (one.region, one.group, one.year or 0)))


def plain(whole: CriteriaSet) -> CriteriaSet:
    """Return what of a set stands in the sheets."""
    basis = replace(whole.legal_basis, note="", amended_by=())
    return replace(
        whole,
        legal_basis=basis,
        conditions=(),
        grades=(),
        annexes=(),
        notes=(),
        declared=Counts(),
        completeness="",
        valid_provenance="",
        regions={code: Zone(zone.name) for code, zone in whole.regions.items()} if whole.regions else None,
        groups={code: Zone(zone.name) for code, zone in whole.groups.items()} if whole.groups else None,
        criteria=tuple(
            replace(
                one,
                provenance="" if one.indicators else one.provenance,
                pass_rule=None,
                indicators=tuple(
                    replace(inner, requires_set="", derived_from="", fact="", cases=in_order(inner.cases))
                    for inner in one.indicators
                ),
            )
            for one in whole.criteria
        ),
    )


@pytest.mark.parametrize("whole", CATALOGUE.criteria_sets, ids=lambda one: one.id)
def test_every_set_that_ships_goes_to_the_sheets_and_back(whole: CriteriaSet) -> None:
    found, problems = set_of(sheets_of(whole))
    assert problems == ()
    assert found is not None
    assert plain(found) == plain(whole)


NINE = Case(op=">=", value=Decimal(9))


def small() -> CriteriaSet:
    return CriteriaSet(
        "thon",
        2,
        "Bộ thôn",
        "village",
        "thôn",
        Basis("1/QĐ", date(2024, 5, 1), amended_by=(Amendment("2/QĐ"),)),
        PassAll("all"),
        (
            Criterion(
                "1", "Một", (Indicator("1.1", "Điện", Kind.PERCENT, "p", cases=(Case(op=">=", value=Decimal(9)),)),)
            ),
        ),
    )


def changed(pair: SheetPair, sheet: str, row: int, column: int, text: str) -> SheetPair:
    grid = [list(cells) for cells in getattr(pair, sheet)]
    grid[row][column] = text
    return replace(pair, **{sheet: tuple(map(tuple, grid))})


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "expected"),
    [
        ("info", 0, 1, "", ("packs.missing_key", "Thông tin", 1)),
        ("info", 1, 1, "hai", ("packs.not_integer", "Thông tin", 2)),
        ("info", 3, 1, "làng", ("packs.not_one_of", "Thông tin", 4)),
        ("info", 6, 1, "31/02/2024", ("packs.not_day", "Thông tin", 7)),
        ("info", 6, 1, "2024", ("packs.not_day", "Thông tin", 7)),
        ("info", 11, 1, "đại khái", ("packs.unknown_pass_rule", "Thông tin", 12)),
        ("rows", 0, 2, "Mã", ("packs.missing_column", "Chỉ tiêu", 1)),
        ("rows", 1, 0, "", ("packs.missing_key", "Chỉ tiêu", 2)),
        ("rows", 1, 5, "cảm tính", ("packs.not_one_of", "Chỉ tiêu", 2)),
        ("rows", 1, 6, "nhiều", ("packs.wrong_threshold", "Chỉ tiêu", 2)),
    ],
)
def test_a_fault_names_its_sheet_and_row(
    sheet: str, row: int, column: int, text: str, expected: tuple[str, str, int]
) -> None:
    found, problems = set_of(changed(sheets_of(small()), sheet, row, column, text))
    assert found is None
    assert [(one.code, one.place.sheet, one.place.row) for one in problems] == [expected]


def test_all_faults_come_together_and_blank_rows_and_short_rows_do_no_harm() -> None:
    pair = sheets_of(small())
    bad = changed(changed(pair, "info", 1, 1, "x"), "rows", 1, 6, "nhiều")
    assert len(set_of(bad)[1]) == 2
    loose = replace(pair, info=(*pair.info, ("Ghi chú",)), rows=(*pair.rows, ("", " "), ("2", "Hai")))
    found, problems = set_of(loose)
    assert problems == ()
    assert found is not None
    assert [(one.code, len(one.indicators)) for one in found.criteria] == [("1", 1), ("2", 0)]


def test_without_any_rows_the_columns_are_missing() -> None:
    _, problems = set_of(SheetPair(sheets_of(small()).info, ()))
    assert {one.code for one in problems} == {"packs.missing_column"}


def test_a_set_without_thresholds_still_has_a_column_for_them() -> None:
    bare = replace(small(), criteria=(Criterion("1", "Một"),), edition=1)
    assert "Ngưỡng" in sheets_of(bare).rows[0]
    found, problems = set_of(SheetPair(sheets_of(bare).info[:1] + sheets_of(bare).info[2:], sheets_of(bare).rows))
    assert problems == ()
    assert found == plain(bare)


@pytest.mark.parametrize(
    "text", ["ít nhất ²", "ít nhất " + "9" * 5000, "điểm ,,", "điểm 1e9", "bắt buộc 1; và ít nhất " + "9" * 5000]
)
def test_a_pass_rule_with_no_number_of_ours_is_told(text: str) -> None:
    assert rule_of(text) == (None, False)


@pytest.mark.parametrize("text", ["≥ 1e999999", "≥ " + "9" * 5000, "≥ ²", "≥ ,", "= .5"])
def test_a_threshold_with_no_number_of_ours_is_told(text: str) -> None:
    assert threshold_of(text, Kind.PERCENT) is None


def test_points_are_read_with_a_comma() -> None:
    assert rule_of("điểm 50,5") == (PassPoints("points", Decimal("50.5")), True)


@pytest.mark.parametrize("edition", ["0", "-1", "²", "9" * 400, "1.5"])
def test_an_edition_is_a_count(edition: str) -> None:
    pair = sheets_of(CATALOGUE.criteria_set("ocop-2023"))
    info = tuple((row[0], edition) if row[0] == "Lần ban hành" else row for row in pair.info)
    _found, problems = set_of(SheetPair(info, pair.rows))
    assert [one.code for one in problems] == ["packs.not_integer"]


def test_a_column_of_a_year_that_is_none_holds_no_thresholds() -> None:
    assert where_of("Ngưỡng năm ²") is None
    assert where_of("Ngưỡng năm 2024") == {"year": 2024}
