"""Facts: named, typed values about a subject at a date, with where they came from.

They are computed from the store where that is possible, and entered by a person where not. A fact is stale
when the data behind it changed after it was made: it then counts as not known until it is made again.
"""

from __future__ import annotations

import dataclasses
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ntm_desktop.domain.answers import Totals
    from ntm_desktop.domain.summaries import UnitSummary

FactValue = bool | int | Decimal | str | date


class FactType(StrEnum):
    """The types that a fact can be declared with."""

    TRUE_FALSE = "true_false"
    NUMBER = "number"
    TEXT = "text"
    DAY = "date"


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """A fact that rules may name. `choices` closes the values of a text; `subject` is what it is about."""

    name: str
    type: FactType
    title: str
    subject: str
    unit: str = ""
    origin: Literal["computed", "entered"] = "entered"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactCatalogue:
    """The facts that rules may use."""

    facts: tuple[FactDeclaration, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value about `subject` on a day. `depends` names the kinds of row whose change makes it stale."""

    name: str
    value: FactValue | None
    subject: str = ""
    on: date | None = None
    source: str = ""
    depends: tuple[str, ...] = ()
    stale: bool = False


Facts = Mapping[str, Fact]
# What the sheets of a year are made of: answers, who stands on them, and which edition of the tasks is asked.
OF_SHEETS = ("answer", "year_household", "year")


def known(facts: Facts, name: str) -> FactValue | None:
    """Return the value of a fact; None where nobody knows it, or where it is stale."""
    fact = facts.get(name)
    return None if fact is None or fact.stale else fact.value


def is_stale(facts: Facts, name: str) -> bool:
    """Whether a fact is there, and the data behind it changed since it was computed."""
    fact = facts.get(name)
    return fact is not None and fact.stale


def type_of(value: FactValue) -> FactType:
    """Return the type of a value; true and false are no numbers here."""
    if isinstance(value, bool):
        return FactType.TRUE_FALSE
    if isinstance(value, int | Decimal):
        return FactType.NUMBER
    return FactType.DAY if isinstance(value, date) else FactType.TEXT


def gathered(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return facts by name; a later one of the same name replaces an earlier one."""
    return {fact.name: fact for fact in facts}


def stale_after(facts: Facts, changed: frozenset[str]) -> dict[str, Fact]:
    """Return the facts after rows of the kinds `changed` were written: those that depend on one are stale."""
    return {
        name: dataclasses.replace(fact, stale=True) if changed.intersection(fact.depends) else fact
        for name, fact in facts.items()
    }


def household_facts(totals: Totals, subject: str, on: date) -> tuple[Fact, ...]:
    """Return what a household's year of tasks says (KG-III.5-2, KG-IV.2.a-3)."""
    values: Mapping[str, FactValue] = {
        "household.tasks.total": totals.tasks,
        "household.tasks.achieved": totals.achieved,
        "household.tasks.not_achieved": totals.not_achieved,
        "household.tasks.not_applicable": totals.not_applicable,
        "household.tasks.complete": totals.complete,
    }
    return _computed(values, subject, on, OF_SHEETS)


def village_facts(summary: UnitSummary, on: date) -> tuple[Fact, ...]:
    """Return what the households of a village make together; no rate without a household."""
    return _unit_facts("village", summary, on, OF_SHEETS)


def commune_facts(summary: UnitSummary, on: date, depends: tuple[str, ...] = OF_SHEETS) -> tuple[Fact, ...]:
    """Return what the households of a commune make together; a receiving office knows them from packages."""
    return _unit_facts("commune", summary, on, depends)


def _unit_facts(unit: str, summary: UnitSummary, on: date, depends: tuple[str, ...]) -> tuple[Fact, ...]:
    values: dict[str, FactValue] = {
        f"{unit}.households.total": summary.households,
        f"{unit}.households.assessed": summary.assessed,
        f"{unit}.households.all_tasks": summary.all_achieved,
    }
    if summary.households:
        rate = Decimal(100 * summary.all_achieved) / summary.households
        values[f"{unit}.households.all_tasks_rate"] = round(rate, 2)
    return _computed(values, summary.code, on, depends)


@dataclass(frozen=True, slots=True)
class Product:
    """An OCOP product: its stars, and the day on which its certificate was issued."""

    name: str
    stars: int
    certified_on: date


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the last day where that month has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ocop_facts(products: Iterable[Product], subject: str, on: date, validity_months: int) -> tuple[Fact, ...]:
    """Count the products whose certificate is valid on the day, by least number of stars (KG-IV.3.2.e-2).

    A certificate runs `validity_months` from its date; the day on which it ends no longer counts.
    """
    valid = [
        product.stars
        for product in products
        if product.certified_on <= on < months_after(product.certified_on, validity_months)
    ]
    values: dict[str, FactValue] = {
        f"ocop.products.valid_{stars}_stars": sum(one >= stars for one in valid) for stars in (3, 4, 5)
    }
    return _computed(values, subject, on, ("ocop_products",))


@dataclass(frozen=True, slots=True)
class ReportSent:
    """One report that was due, and the day on which it was sent; None where it was not."""

    due: date
    sent: date | None = None


def report_facts(
    reports: Iterable[ReportSent], subject: str, on: date, depends: tuple[str, ...] = ("reports",)
) -> tuple[Fact, ...]:
    """Count reports due by the day: on time, late, missing, and the rate on time (QN-IV.1.b-3)."""
    due = [one for one in reports if one.due <= on]
    on_time = sum(one.sent is not None and one.sent <= one.due for one in due)
    late = sum(one.sent is not None and one.sent > one.due for one in due)
    values: dict[str, FactValue] = {
        "reports.due": len(due),
        "reports.on_time": on_time,
        "reports.late": late,
        "reports.missing": len(due) - on_time - late,
    }
    if due:
        values["reports.on_time_rate"] = round(Decimal(100 * on_time) / len(due), 2)
    return _computed(values, subject, on, depends)


def _computed(values: Mapping[str, FactValue], subject: str, on: date, depends: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(name, value, subject, on, "computed", depends) for name, value in values.items())
