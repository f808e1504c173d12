"""Targets of the five plans: every figure recomputed from its parts, and results judged against it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.movements_figures import Figure
from ntm_desktop.domain.targets import (
    REACHED,
    Contradiction,
    Result,
    Standing,
    contradictions,
    meets,
    percent_of,
    standings,
    unit_standings,
    year_table,
    yearly_targets,
)

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
MOVEMENTS = {movement.plan: movement for movement in CATALOGUE.movements}
KIEN_GIANG = MOVEMENTS["KG"]
FIGURES = [
    (movement, target, figure)
    for movement in CATALOGUE.movements
    for target in movement.targets
    if not target.same_as and target.baseline_on is None
    for figure in target.figures
]


def year_of(figure: Figure, last: int) -> int:
    due = figure.year if figure.year is not None else last
    return due - 1 if figure.before_year else due


@pytest.mark.parametrize(
    ("movement", "target", "figure"),
    FIGURES,
    ids=[f"{target.requirement}-{figure.measure}-{figure.role}" for _, target, figure in FIGURES],
)
def test_every_figure_is_reached_by_its_number_and_missed_by_less(
    movement: object, target: object, figure: Figure
) -> None:
    plan = next(one for one in CATALOGUE.movements if one is movement)
    year = year_of(figure, plan.period.last_year)
    step = Decimal("0.01") if figure.value != int(figure.value) or figure.op in {">", "<"} else Decimal(1)
    enough = figure.value + step if figure.op == ">" else figure.value
    short = enough + 1 if figure.op == "=" and figure.value == 0 else enough - step
    for value, expected in ((enough, Standing.ON_TIME), (short, Standing.NOT_REACHED)):
        result = Result(figure.measure, year, value, figure.role, figure.scope)
        found = [one for one in standings(plan, [result], year) if one.figure is figure]
        assert [one.standing for one in found] == [expected]
        assert found[0].reached_year == (year if expected is Standing.ON_TIME else None)
    assert target


@pytest.mark.requirement("AK-II.3", "QN-II.2-3")
@pytest.mark.parametrize(
    ("results", "year", "standing", "reached"),
    [
        ({2023: 13}, 2023, Standing.AHEAD, 2023),
        ({2023: 12, 2024: 13}, 2024, Standing.ON_TIME, 2024),
        ({2024: 12, 2025: 13}, 2025, Standing.LATE, 2025),
        ({2024: 12}, 2024, Standing.NOT_REACHED, None),
        ({2023: 12}, 2023, Standing.PENDING, None),
        ({}, 2024, Standing.NO_DATA, None),
        ({}, 2023, Standing.PENDING, None),
    ],
)
def test_a_target_is_reached_ahead_on_time_late_or_not(
    results: dict[int, int], year: int, standing: Standing, reached: int | None
) -> None:
    given = [Result("commune.nang_cao", at, Decimal(value)) for at, value in results.items()]
    found = next(one for one in standings(MOVEMENTS["TH"], given, year) if one.requirement == "TH-II.2.2-1")
    assert (found.standing, found.reached_year) == (standing, reached)
    assert (standing in REACHED) == (reached is not None)


@pytest.mark.requirement("KG-II.2-0d", "KG-II.2-2021", "KG-II.2-2022", "KG-II.2-2023", "KG-II.2-2024", "KG-II.2-2025")
def test_the_yearly_table_of_kien_giang_keeps_its_percentages_and_warns_of_2025() -> None:
    rows = year_table(KIEN_GIANG)
    assert len(rows) == 20
    assert all(row.printed == row.computed for row in rows)
    communes = [(row.year, row.added, row.total, row.computed) for row in rows if row.measure == "commune.ntm"]
    assert [[str(value) for value in row] for row in communes] == [
        ["2021", "11", "90", "77.59"],
        ["2022", "11", "101", "87.07"],
        ["2023", "12", "113", "97.41"],
        ["2024", "1", "114", "98.28"],
        ["2025", "2", "116", "100.00"],
    ]
    wrong = [row for row in rows if row.contradicts is not None]
    assert [(row.year, row.measure, row.total, row.contradicts) for row in wrong] == [
        (2025, "commune.nang_cao", Decimal(40), Decimal(41))
    ]
    assert contradictions(KIEN_GIANG) == (
        Contradiction(
            "running_total", "KG-II.2-2025", "commune.nang_cao", 2025, stated=Decimal(40), computed=Decimal(41)
        ),
    )


def test_sums_of_the_years_of_kien_giang_come_to_what_it_adds_by_2025() -> None:
    added: dict[str, Decimal] = {}
    for target in yearly_targets(KIEN_GIANG):
        for figure in target.figures:
            if figure.role == "add":
                added[figure.measure] = added.get(figure.measure, Decimal(0)) + figure.value
    assert added == {
        "district.ntm": 6,
        "district.nang_cao": 2,
        "commune.ntm": 37,
        "commune.nang_cao": 41,
        "commune.kieu_mau": 15,
    }


@pytest.mark.requirement("QN-I.1.b-x1", "QN-I.1.b-x4", "QN-I.1.b-x5")
@pytest.mark.parametrize(
    ("requirement", "value", "of", "one_decimal"),
    [
        ("QN-I.1.b-x1", 155, 194, "79.9"),
        ("QN-I.1.b-x4", 64, 155, "41.3"),
        ("QN-I.1.b-x5", 16, 155, "10.3"),
    ],
)
def test_quang_nam_counts_in_the_denominator_that_the_plan_means(
    requirement: str, value: int, of: int, one_decimal: str
) -> None:
    target = next(one for one in MOVEMENTS["QN"].targets if one.requirement == requirement)
    total = next(figure for figure in target.figures if figure.role == "total")
    assert (total.value, total.of) == (Decimal(value), Decimal(of))
    assert str(percent_of(total.value, total.of, 1)) == one_decimal
    kept = sum(figure.value for figure in target.figures if figure.role in {"add", "maintain"})
    assert kept == total.value


def test_what_is_added_is_counted_from_the_totals_of_two_years() -> None:
    totals = [Result("commune.ntm", 2020, Decimal(79)), Result("commune.ntm", 2021, Decimal(90))]
    found = {
        (one.requirement, one.figure.role): one
        for one in standings(KIEN_GIANG, totals, 2021)
        if one.figure.measure == "commune.ntm" and one.figure.year == 2021
    }
    assert found["KG-II.2-2021", "add"].value == 11
    assert found["KG-II.2-2021", "total"].percent == Decimal("77.59")
    assert {one.standing for one in found.values()} == {Standing.ON_TIME}
    later = standings(KIEN_GIANG, totals[1:], 2021)
    unknown = next(one for one in later if one.requirement == "KG-II.2-2021" and one.figure.role == "add")
    assert (unknown.value, unknown.standing) == (None, Standing.NO_DATA)


def test_a_city_of_quang_nam_may_come_in_either_of_two_years() -> None:
    totals = [Result("city.completed", 2022, Decimal(1)), Result("city.completed", 2024, Decimal(2))]
    found = next(one for one in standings(MOVEMENTS["QN"], totals, 2024) if one.requirement == "QN-I.1.b-h3")
    assert (found.value, found.standing) == (Decimal(1), Standing.ON_TIME)


@pytest.mark.requirement("TH-II.2.2-3")
def test_a_target_that_the_plan_repeats_counts_once() -> None:
    found = standings(MOVEMENTS["TH"], [], 2025)
    assert "TH-II.2.2-3" not in {one.requirement for one in found}
    assert len({one.requirement for one in found if one.requirement.startswith("TH-II.2.1-")}) == 16


@pytest.mark.requirement("TH-II.2.1-8")
def test_a_yearly_decrease_is_asked_anew_each_year() -> None:
    results = [Result("poverty.decrease", 2022, Decimal("0.6")), Result("poverty.decrease", 2023, Decimal("0.5"))]
    by_year = {
        year: next(one for one in standings(MOVEMENTS["TH"], results, year) if one.requirement == "TH-II.2.1-8")
        for year in (2022, 2023, 2024)
    }
    assert [by_year[year].standing for year in (2022, 2023, 2024)] == [
        Standing.ON_TIME,
        Standing.NOT_REACHED,
        Standing.NO_DATA,
    ]


def test_exceeded_is_more_than_the_plan_or_than_the_end_of_its_range() -> None:
    def of(value: int) -> bool:
        results = [Result("commune.kieu_mau", 2025, Decimal(value))]
        found = standings(MOVEMENTS["TH"], results, 2025)
        return next(one for one in found if one.requirement == "TH-II.2.1-2").exceeded

    assert [of(value) for value in (4, 5, 7, 8)] == [False, False, False, True]


@pytest.mark.requirement("KG-II.2-0a", "KG-II.2-0b")
def test_units_that_the_plan_names_are_followed_one_by_one() -> None:
    results = [
        Result("district.ntm", 2021, Decimal(1), scope="Hà Tiên"),
        Result("district.ntm", 2025, Decimal(1), scope="An Minh"),
        Result("district.ntm", 2025, Decimal(0), scope="Kiên Hải"),
    ]
    found = {
        (one.requirement, one.unit): (one.standing, one.reached_year)
        for one in unit_standings(KIEN_GIANG, results, 2025)
    }
    assert len(found) == 8
    assert found["KG-II.2-0a", "Hà Tiên"] == (Standing.AHEAD, 2021)
    assert found["KG-II.2-0a", "An Minh"] == (Standing.ON_TIME, 2025)
    assert found["KG-II.2-0a", "Kiên Hải"] == (Standing.NO_DATA, None)
    assert found["KG-II.2-0b", "Tân Hiệp"] == (Standing.NO_DATA, None)
    early = unit_standings(KIEN_GIANG, results, 2024)
    assert {one.standing for one in early if one.unit == "An Minh"} == {Standing.PENDING}


def test_zero_is_reached_only_by_zero_and_others_by_more() -> None:
    assert meets(Figure("x", "=", Decimal(2)), Decimal(3))
    assert not meets(Figure("x", "=", Decimal(0)), Decimal(1))
    assert meets(Figure("x", "<", Decimal(2)), Decimal(1))
    assert percent_of(Decimal(1), None) is None
    assert percent_of(None, Decimal(2)) is None


def test_contradictions_of_every_kind_are_found() -> None:
    target = next(one for one in MOVEMENTS["QN"].targets if one.requirement == "QN-I.1.b-x1")
    added, kept, total = target.figures
    wrong = (replace(added, value=Decimal(43)), kept, replace(total, percent=Decimal("80.5")))
    movement = replace(MOVEMENTS["QN"], targets=(replace(target, figures=wrong),))
    assert [(one.code, one.stated, one.computed) for one in contradictions(movement)] == [
        ("percent", Decimal("80.5"), Decimal("79.9")),
        ("parts", Decimal(155), Decimal(156)),
    ]
    targets = list(KIEN_GIANG.targets)
    named = targets[0]
    assert named.requirement == "KG-II.2-0a"
    targets[0] = replace(named, figures=(replace(named.figures[0], value=Decimal(7)),))
    found = contradictions(replace(KIEN_GIANG, targets=tuple(targets)))
    assert ("sum_of_years", Decimal(7), Decimal(6)) in [(one.code, one.stated, one.computed) for one in found]
