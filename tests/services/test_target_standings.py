"""Every planned number of every plan, as the command answers it: reached by itself, missed by less, recomputed.

What is planned is told by `targets_oracle` and by the requirement catalogue, not by the profiles: a wrong number in a
profile fails here.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop.services import catalogue_queries as queries
from tests.catalog.plans import BY_ID, PLANS, RESOURCES, entry_of, of_kind
from tests.services.targets_oracle import TARGETS, Planned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.catalogue_queries import Row

CATALOGUE = queries.open_catalogue()
NUMBERS = [(requirement, planned) for requirement, found in TARGETS.items() for planned in found]
REPEATED = "TH-II.2.2-3"
Given = tuple[str, int, Decimal | int, str, str]  # measure, year, value, role, scope
YEARLY = 2023


def standings(tmp_path: Path, plan: str, results: list[Given], year: int) -> Row:
    path = tmp_path / "results.csv"
    lines = [f"{measure},{at},{value},{role},{scope}" for measure, at, value, role, scope in results]
    path.write_text("\n".join(["measure,year,value,role,scope", *lines]), encoding="utf-8")
    return queries.target_standings(CATALOGUE, PLANS[plan].id, path, year)


def figure(found: Row, requirement: str, planned: Planned) -> Row:
    """Return the answered line of a planned number."""
    lines = [
        one
        for one in found["targets"]
        if (one["requirement"], one["measure"], one["role"], one["scope"])
        == (requirement, planned.measure, planned.role, planned.scope)
        and Decimal(str(one["planned"])) == Decimal(planned.value)
    ]
    assert len(lines) == 1, (requirement, planned)
    return dict(lines[0])


def test_the_oracle_has_every_numeric_target_with_the_catalogues_numbers() -> None:
    """A year or an «of all communes» that the catalogue leaves out may stand in the oracle; no number is missing."""
    numeric = {one for one in of_kind("target") if "values" in BY_ID[one]}
    assert numeric == {*TARGETS, "AK-0-2"}
    for requirement, planned in TARGETS.items():
        told = set(_numbers(BY_ID[requirement]["values"]))
        years = {Decimal(one.year) for one in planned if one.year} | {
            Decimal(one.year + 1) for one in planned if one.year
        }
        ours = {number for one in planned for number in one.numbers}
        since = {Decimal(2023)} if requirement == "QN-I.1.b-h3" else set()
        assert told <= ours | years | since, requirement
        implied = {Decimal(0), Decimal(1), Decimal(100), Decimal(155)}
        assert ours <= told | implied | {Decimal(key) for key in BY_ID[requirement]["values"] if str(key).isdigit()}


def _numbers(values: Any) -> Iterator[Decimal]:
    if isinstance(values, dict | list):
        for value in values.values() if isinstance(values, dict) else values:
            yield from _numbers(value)
    elif isinstance(values, int | float) and not isinstance(values, bool):
        yield Decimal(str(values))


@pytest.mark.requirement(
    "CL-II.1-1", "CL-II.1-2",
    "TH-I.1.a", "TH-II.2.1-1", "TH-II.2.1-2", "TH-II.2.1-3", "TH-II.2.1-4", "TH-II.2.1-5", "TH-II.2.1-6",
    "TH-II.2.1-7", "TH-II.2.1-9", "TH-II.2.1-10", "TH-II.2.1-11", "TH-II.2.1-12", "TH-II.2.1-13",
    "TH-II.2.1-14", "TH-II.2.1-15", "TH-II.2.2-1", "TH-II.2.2-2", "TH-II.2.3-1",
    "QN-I.1.b-x2", "QN-I.1.b-x3", "QN-I.1.b-h1", "QN-I.1.b-h2", "QN-I.1.b-h3",
    "QN-I.1.b-t1", "QN-I.1.b-t2", "KG-II.2-0a", "KG-II.2-0b", "KG-II.2-0c",
)  # fmt: skip
@pytest.mark.parametrize(
    ("requirement", "planned"),
    [one for one in NUMBERS if one[0] != REPEATED],
    ids=[f"{one}-{planned.measure}-{planned.role}-{planned.year}" for one, planned in NUMBERS if one != REPEATED],
)
def test_a_planned_number_is_reached_by_itself_and_missed_by_less(
    requirement: str, planned: Planned, tmp_path: Path
) -> None:
    plan, value, year = requirement.split("-", maxsplit=1)[0], Decimal(planned.value), planned.year or YEARLY
    step = Decimal(1) if value == value.to_integral_value() and planned.op != ">" else Decimal("0.01")
    enough = value + step if planned.op == ">" else value
    short = enough + 1 if value == 0 else enough - step

    def answered(reached: Decimal) -> Row:
        result = (planned.measure, year, reached, planned.role, planned.scope)
        return figure(standings(tmp_path, plan, [result], year), requirement, planned)

    kept, missed = answered(enough), answered(short)
    assert (kept["standing"], kept["exceeded"]) == ("on_time", planned.op == ">")
    assert (missed["standing"], missed["exceeded"]) == ("not_reached", False)
    assert kept["op"] == planned.op
    assert (kept["planned_max"], kept["of"], kept["planned_percent"]) == tuple(
        None if not one else _plain(one) for one in (planned.most, planned.of, planned.percent)
    )
    if value:
        more = answered(Decimal(planned.most or value) + step)
        assert (more["standing"], more["exceeded"]) == ("on_time", True)
    if planned.of:
        share = 100 * enough / Decimal(planned.of)
        assert Decimal(str(kept["percent"])) == share.quantize(Decimal("0.01"), ROUND_HALF_UP)
        if plan == "KG":
            assert Decimal(str(kept["percent"])) == Decimal(planned.percent)


def _plain(number: str) -> int | float:
    found = Decimal(number)
    return int(found) if found == int(found) else float(found)


@pytest.mark.requirement("AK-I.1.a", "CL-I.1", "QN-I.1.a", "KG-I.1-1")
@pytest.mark.parametrize("plan", ["AK", "CL", "TH", "QN", "KG"])
def test_every_target_of_a_plan_is_told_as_exceeded_reached_or_not(plan: str, tmp_path: Path) -> None:
    for change, expected in ((1, {("on_time", True)}), (0, {("on_time", False)}), (-1, {("not_reached", False)})):
        for requirement, planned in NUMBERS:
            if (
                requirement.startswith(f"{plan}-")
                and requirement != REPEATED
                and planned.op != ">"
                and planned.value != "0"
            ):
                top = Decimal(planned.most or planned.value) if change > 0 else Decimal(planned.value)
                year = planned.year or YEARLY
                result = (planned.measure, year, top + change, planned.role, planned.scope)
                one = figure(standings(tmp_path, plan, [result], year), requirement, planned)
                assert {(one["standing"], one["exceeded"])} == expected, (requirement, planned)


@pytest.mark.requirement("AK-0-2")
def test_the_baseline_of_an_khe_is_no_target_but_where_progress_is_counted_from(tmp_path: Path) -> None:
    found = standings(tmp_path, "AK", [], 2025)
    assert found["baselines"] == [
        {
            "requirement": "AK-0-2",
            "title": entry_of("AK-0-2").title,
            "date": "2022-06-15",
            "figures": [{"measure": "commune.ntm", "value": 5}],
        }
    ]
    assert {one["requirement"] for one in found["targets"]} == {"AK-I.1.c"}
    assert [one["baseline"] for one in found["targets"]] == [5]


@pytest.mark.requirement("AK-I.1.c")
def test_an_khe_keeps_five_of_five_and_says_how_many_it_keeps(tmp_path: Path) -> None:
    (planned,) = TARGETS["AK-I.1.c"]
    for kept, percent, standing in ((5, 100, "on_time"), (4, 80, "not_reached")):
        found = standings(tmp_path, "AK", [("commune.ntm", 2025, kept, "maintain", "")], 2025)
        one = figure(found, "AK-I.1.c", planned)
        assert (one["value"], one["of"], one["percent"], one["standing"]) == (kept, 5, percent, standing)
    assert "xa-ntm-2021-2025" in PLANS["AK"].criteria_sets
    assert queries.criteria_set(CATALOGUE, "xa-ntm-2021-2025")["edition"] == 1


@pytest.mark.requirement("TH-II.2.1-8")
def test_the_yearly_fall_of_poverty_is_computed_from_counts_of_households(tmp_path: Path) -> None:
    (planned,) = TARGETS["TH-II.2.1-8"]
    counts: list[Given] = [
        ("households.poor", 2021, 1000, "total", ""),
        ("households.total", 2021, 20000, "total", ""),
        ("households.poor", 2022, 890, "total", ""),
        ("households.total", 2022, 20000, "total", ""),
        ("poverty.rate", 2023, Decimal("3.95"), "total", ""),
    ]
    by_year = {
        year: figure(standings(tmp_path, "TH", counts, year), "TH-II.2.1-8", planned) for year in (2022, 2023, 2024)
    }
    assert [(one["value"], one["standing"]) for one in by_year.values()] == [
        (0.55, "on_time"),
        (0.5, "not_reached"),
        (None, "no_data"),
    ]
    assert standings(tmp_path, "TH", counts, 2023)["unused"] == []


@pytest.mark.requirement("TH-II.2.2-3")
def test_a_repeated_target_is_found_when_a_plan_is_read_and_counts_once(tmp_path: Path) -> None:
    text = (RESOURCES / "movements" / "thach-ha-2021-2025.yaml").read_text(encoding="utf-8")
    assert "same_as: " in text
    silent = "".join(line for line in text.splitlines(keepends=True) if "same_as: " not in line)
    path = tmp_path / "thach-ha.yaml"
    path.write_text(silent, encoding="utf-8")
    problems = queries.check(CATALOGUE, path, "movement")
    assert [(one.code, one.found, one.expected) for one in problems] == [
        ("packs.repeated_target", "TH-II.2.2-3", "TH-II.2.1-2")
    ]
    told = [one["requirement"] for one in standings(tmp_path, "TH", [], 2025)["targets"]]
    assert "TH-II.2.2-3" not in told
    assert told.count("TH-II.2.1-2") == 1


@pytest.mark.requirement("QN-I.1.b-0")
def test_every_target_of_quang_nam_carries_the_resolution_that_sets_it(tmp_path: Path) -> None:
    found = standings(tmp_path, "QN", [], 2025)["targets"]
    assert {one["document"] for one in found} == {
        "Nghị quyết số 21/2022/NQ-HĐND ngày 20/7/2022 của Hội đồng nhân dân tỉnh Quảng Nam"
    }
    assert {one["requirement"] for one in found} == {one for one in TARGETS if one.startswith("QN-")}


@pytest.mark.requirement("QN-I.1.b-x1", "QN-I.1.b-x4", "QN-I.1.b-x5")
@pytest.mark.parametrize(
    ("requirement", "added", "kept", "total", "of", "share"),
    [
        ("QN-I.1.b-x1", 42, 113, 155, 194, "79.9"),
        ("QN-I.1.b-x4", 58, 6, 64, 155, "41.3"),
        ("QN-I.1.b-x5", 15, 1, 16, 155, "10.3"),
    ],
)
def test_quang_nam_adds_to_what_it_keeps_and_counts_in_its_own_whole(
    requirement: str, added: int, kept: int, total: int, of: int, share: str, tmp_path: Path
) -> None:
    measure = TARGETS[requirement][0].measure
    results = [
        (measure, 2025, number, role, "") for number, role in ((added, "add"), (kept, "maintain"), (total, "total"))
    ]
    found = standings(
        tmp_path, "QN", [(name, year, number, role, scope) for name, year, number, role, scope in results], 2025
    )
    lines = {one["role"]: one for one in found["targets"] if one["requirement"] == requirement}
    assert {role: (one["planned"], one["standing"]) for role, one in lines.items()} == {
        "add": (added, "on_time"),
        "maintain": (kept, "on_time"),
        "total": (total, "on_time"),
    }
    assert added + kept == total
    assert lines["total"]["of"] == of
    assert Decimal(str(lines["total"]["percent"])).quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal(share)
    assert found["contradictions"] == []
