"""Facts: values, staleness, and those computed from what the store knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ntm_desktop.domain.answers import Totals
from ntm_desktop.domain.facts import (
    Fact,
    FactType,
    Product,
    ReportSent,
    gathered,
    household_facts,
    known,
    months_after,
    ocop_facts,
    report_facts,
    stale_after,
    type_of,
    village_facts,
)
from ntm_desktop.domain.summaries import UnitSummary

DAY = date(2024, 12, 31)


def test_types_of_values_keep_truth_apart_from_numbers() -> None:
    assert [type_of(value) for value in (True, 1, Decimal("0.5"), "x", DAY)] == [
        FactType.TRUE_FALSE,
        FactType.NUMBER,
        FactType.NUMBER,
        FactType.TEXT,
        FactType.DAY,
    ]


def test_a_stale_fact_is_not_known_until_it_is_made_again() -> None:
    facts = gathered([Fact("a", 1, depends=("answers",)), Fact("b", 2, depends=("reports",))])
    after = stale_after(facts, frozenset({"answers"}))
    assert (known(after, "a"), known(after, "b"), known(after, "none")) == (None, 2, None)
    assert known(gathered([*after.values(), Fact("a", 3)]), "a") == 3


def test_a_household_is_complete_only_with_every_applicable_task() -> None:
    facts = gathered(household_facts(Totals(15, 14, 0, 1), "H1", DAY))
    assert known(facts, "household.tasks.complete") is True
    assert known(facts, "household.tasks.achieved") == 14
    assert facts["household.tasks.achieved"].depends == ("answer", "year_household", "year")


def test_a_village_has_a_rate_only_with_households() -> None:
    full = gathered(village_facts(UnitSummary("A1", "Ấp 1", 30, 30, 30, 7), DAY))
    empty = gathered(village_facts(UnitSummary("A2", "Ấp 2", 0, 0, 0, 0), DAY))
    assert known(full, "village.households.all_tasks_rate") == Decimal("23.33")
    assert known(empty, "village.households.all_tasks_rate") is None


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2021, 7, 15), 36, date(2024, 7, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2023, 12, 31), 1, date(2024, 1, 31)),
        (date(2023, 10, 31), 1, date(2023, 11, 30)),
    ],
)
def test_months_end_on_the_last_day_where_the_day_is_missing(start: date, months: int, expected: date) -> None:
    assert months_after(start, months) == expected


@pytest.mark.requirement("KG-IV.3.2.e-2")
def test_ocop_products_count_only_while_their_certificate_is_valid() -> None:
    products = [
        Product("nước mắm", 4, date(2021, 12, 31)),
        Product("khóm", 3, date(2022, 1, 1)),
        Product("sắp có", 5, date(2025, 1, 1)),
    ]
    facts = gathered(ocop_facts(products, "HTX", DAY, 36))
    assert [known(facts, f"ocop.products.valid_{stars}_stars") for stars in (3, 4, 5)] == [1, 0, 0]
    earlier = gathered(ocop_facts(products, "HTX", date(2024, 12, 30), 36))
    assert known(earlier, "ocop.products.valid_3_stars") == 2


@pytest.mark.requirement("QN-IV.1.b-3", "AK-III.1.b-1", "KG-IV.3.2.a-5")
def test_reporting_discipline_counts_on_time_late_and_missing() -> None:
    reports = [
        ReportSent(date(2024, 6, 15), date(2024, 6, 15)),
        ReportSent(date(2024, 9, 15), date(2024, 9, 16)),
        ReportSent(date(2024, 12, 15)),
        ReportSent(date(2025, 6, 15)),
    ]
    facts = gathered(report_facts(reports, "xã", DAY))
    assert {name: known(facts, f"reports.{name}") for name in ("due", "on_time", "late", "missing")} == {
        "due": 3,
        "on_time": 1,
        "late": 1,
        "missing": 1,
    }
    assert known(facts, "reports.on_time_rate") == Decimal("33.33")
    assert "reports.on_time_rate" not in gathered(report_facts([], "xã", DAY))
