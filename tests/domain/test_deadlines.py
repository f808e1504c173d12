"""Deadlines and reports of the plans, before, due and late, with the offices of both regimes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.deadlines import Occurrence, State, is_review, last_day_of, occurrences, standings
from ntm_desktop.domain.movements_work import When

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
MOVEMENTS = {movement.plan: movement for movement in CATALOGUE.movements}
INSPECTED = [
    *[("inspection", f"{year}-12-31", "year") for year in (2022, 2023, 2024)],
    ("final", "2025-12-31", "year"),
    ("inspection", "2025-12-31", "year"),
]


def of(plan: str, requirement: str) -> list[Occurrence]:
    return [one for one in occurrences(MOVEMENTS[plan]) if one.requirement == requirement]


@pytest.mark.requirement(
    "AK-V-1", "AK-V-2", "AK-V-3", "CL-I.2-3", "CL-III.3-2", "CL-V.1", "CL-V.2",
    "TH-V.3.a-1", "TH-VI.1", "TH-VI.2-1", "TH-VI.2-2", "QN-V.2", "QN-V.4",
    "KG-I.2-4", "KG-IV.4-1", "KG-IV.4-3", "KG-IV.4-4",
)  # fmt: skip
@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("AK-I.2.d", [("final", "2025-12-31", "year")]),
        ("AK-V-1", [("plan", "2022-12-31", "year")]),
        ("AK-V-2", [("awards", f"{year}-12-31", "year") for year in (2022, 2023, 2024, 2025)]),
        ("AK-V-3", [("interim", "2023-12-31", "year"), ("interim", "2024-12-31", "year")]),
        ("AK-V-4", [("final", "2025-12-31", "year")]),
        ("CL-I.2-3", [("final", "2025-12-31", "year")]),
        ("CL-III.3-2", [("interim", "2023-12-31", "year"), ("final", "2025-12-31", "year")]),
        ("CL-V.1", [("interim", "2023-12-31", "year"), ("final", "2025-12-31", "year")]),
        ("CL-V.2", INSPECTED),
        ("TH-V.3.a-1", [("awards", f"{year}-12-04", "day") for year in (2022, 2023, 2024, 2025)]),
        ("TH-VI.1", [("plan", "2022-03-31", "month")]),
        ("TH-VI.2-1", [("plan", "2022-12-31", "year")]),
        ("TH-VI.2-2", [("interim", "2023-06-11", "day")]),
        ("TH-VI.2-3", [("final", "2025-12-31", "year")]),
        ("QN-I.2.d", [("interim", "2023-12-31", "year"), ("final", "2025-12-31", "year")]),
        ("QN-V.1", [("regulation", "2022-12-31", "year")]),
        (
            "QN-V.2",
            [("plan", "2022-12-31", "year"), ("interim", "2023-12-31", "year"), ("final", "2025-12-31", "year")],
        ),
        ("QN-V.4", INSPECTED),
        ("KG-I.2-4", [("final", "2025-12-31", "year")]),
        ("KG-IV.4-1", [("plan", "2022-07-31", "month")]),
        ("KG-IV.4-2", [("registration", "2022-08-31", "month")]),
        ("KG-IV.4-3", [("interim", "2023-07-31", "month")]),
        ("KG-IV.4-4", [("final", "2025-07-31", "month")]),
    ],
)
def test_deadlines_fall_on_the_last_day_that_the_plan_allows(
    requirement: str, expected: list[tuple[str, str, str]]
) -> None:
    found = of(requirement.split("-", maxsplit=1)[0], requirement)
    assert [(one.what, one.last_day.isoformat(), one.exact) for one in found] == expected


def test_reports_come_at_the_end_of_their_periods() -> None:
    half = of("AK", "AK-VI.2-2")
    assert [(one.what, one.last_day.isoformat()) for one in half[:3]] == [
        ("report_half_year", "2022-06-30"),
        ("report_year", "2022-12-31"),
        ("report_half_year", "2023-06-30"),
    ]
    assert len(half) == 8
    dated = [(one.what, one.last_day.isoformat(), one.exact) for one in of("KG", "KG-VI.3-2")]
    assert dated == [("report_interim", "2023-12-31", "year"), ("report_final", "2025-12-31", "year")]
    assert {one.to for one in of("QN", "QN-VI.4")} == {("so_noi_vu",)}


@pytest.mark.requirement("TH-V.3.a-1")
@pytest.mark.parametrize(
    ("on", "done", "state", "left"),
    [
        (date(2023, 11, 3), None, State.BEFORE, 31),
        (date(2023, 11, 4), None, State.DUE, 30),
        (date(2023, 12, 4), None, State.DUE, 0),
        (date(2023, 12, 5), None, State.LATE, -1),
        (date(2023, 12, 20), date(2023, 12, 4), State.DONE, -16),
        (date(2023, 12, 20), date(2023, 12, 5), State.DONE_LATE, -16),
    ],
)
def test_before_the_fifth_of_december_means_the_fourth_at_the_latest(
    on: date, done: date | None, state: State, left: int
) -> None:
    one = next(found for found in of("TH", "TH-V.3.a-1") if found.last_day.year == 2023)
    marks = {one.key: done} if done else {}
    found = next(s for s in standings(MOVEMENTS["TH"], on, done=marks) if s.occurrence == one)
    assert (found.state, found.days_left) == (state, left)


def test_registration_in_august_2022_goes_to_the_council() -> None:
    found = standings(MOVEMENTS["KG"], date(2022, 8, 15), office="ubnd_huyen")
    registration = next(one for one in found if one.occurrence.what == "registration")
    assert registration.state is State.DUE
    assert registration.to == ("Hội đồng Thi đua - Khen thưởng tỉnh Kiên Giang",)


@pytest.mark.requirement("AK-V-4")
def test_offices_are_those_of_the_day_and_the_districts_are_gone_after_june_2025() -> None:
    def offices(on: date) -> tuple[str, ...]:
        found = standings(MOVEMENTS["AK"], on)
        return next(one.offices for one in found if one.occurrence.requirement == "AK-V-4")

    assert offices(date(2025, 6, 30))[1].startswith("Phòng Nội vụ thị xã")
    assert offices(date(2025, 7, 1)) == ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    district = standings(MOVEMENTS["KG"], date(2025, 7, 1), office="ubnd_huyen")
    assert all("huyện" not in name for one in district for name in one.offices)
    with pytest.raises(KeyError):
        standings(MOVEMENTS["KG"], date(2025, 7, 1), office="none")


@pytest.mark.requirement("QN-I.2.d")
def test_units_hold_their_review_before_the_province() -> None:
    found = of("QN", "QN-I.2.d")
    assert all(one.before_parent and is_review(one) for one in found)
    assert not is_review(of("QN", "QN-V.1")[0])


def test_states_move_only_from_before_to_due_to_late() -> None:
    order = [State.BEFORE, State.DUE, State.LATE]
    day, last = date(2022, 6, 1), -1
    while day < date(2022, 9, 30):
        state = next(one.state for one in standings(MOVEMENTS["KG"], day) if one.occurrence.requirement == "KG-IV.4-2")
        assert order.index(state) >= last
        last = order.index(state)
        day += timedelta(days=1)
    assert last == 2


def test_last_days_of_months_know_leap_years() -> None:
    assert last_day_of(2024, When(month=2))[0] == date(2024, 2, 29)
    assert last_day_of(2023, When(month=2))[0] == date(2023, 2, 28)
