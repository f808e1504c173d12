"""What the program computes from the store: of whom, which facts, and on what they depend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.facts import OF_SHEETS, Fact, ReportSent, commune_facts, report_facts, village_facts
from ntm_desktop.domain.places import Level
from ntm_desktop.services import receiving_overview, summaries
from ntm_desktop.services.fact_subjects import OFFICE
from ntm_desktop.store import sheets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.fact_subjects import Subject

_OF_PACKAGES = ("package_in", "shelf", "report_deadline")
_OF_A_UNIT = ("total", "assessed", "all_tasks", "all_tasks_rate")
_OF_A_REPORT = ("due", "on_time", "late", "missing", "on_time_rate")
_OF_A_HOUSEHOLD = ("achieved", "not_achieved", "not_applicable", "complete")


def names(level: Level, kind: str) -> frozenset[str]:
    """Return the facts that an office of a level computes about a kind of subject; the rest are entered."""
    communes = [f"commune.households.{one}" for one in _OF_A_UNIT]
    if level is not Level.COMMUNE:
        return frozenset([*communes, *(f"reports.{one}" for one in _OF_A_REPORT)] if kind == "unit" else ())
    by_kind: Mapping[str, list[str]] = {
        OFFICE: communes,
        "village": [f"village.households.{one}" for one in _OF_A_UNIT],
        "household": [f"household.tasks.{one}" for one in _OF_A_HOUSEHOLD],
    }
    return frozenset(by_kind.get(kind, ()))


class Sources:
    """The figures of one year, asked of the store once for all subjects."""

    def __init__(self, context: Context, year: int) -> None:
        self._context = context
        self._year = year
        self._on: date = context.clock().date()
        self._totals: Mapping[str, tuple[int, int, int, bool]] | None = None
        if context.office.level is Level.COMMUNE:
            self._summary = summaries.of_year(context, year)
        else:
            self._units = {f"{one.level.value}/{one.code}": one for one in receiving_overview.overview(context, year)}
            figures = receiving_overview.consolidated(context, year).communes
            self._communes = {one.commune.code: one.commune for one in figures}

    def facts_of(self, subject: Subject) -> tuple[Fact, ...]:
        """Return what is computed about a subject; nothing where the year knows nothing of it."""
        if self._context.office.level is not Level.COMMUNE:
            return self._of_unit(subject) if subject.kind == "unit" else ()
        if subject.kind == OFFICE:
            return commune_facts(self._summary.commune, self._on)
        if subject.kind == "village":
            return tuple(
                fact
                for one in self._summary.villages
                if one.code == subject.id
                for fact in village_facts(one, self._on)
            )
        return self._of_household(subject) if subject.kind == "household" else ()

    def _of_household(self, subject: Subject) -> tuple[Fact, ...]:
        if self._totals is None:
            self._totals = sheets.household_totals(self._context.database, self._year)
        counts = self._totals.get(subject.id, ())
        return tuple(
            Fact(f"household.tasks.{name}", value, subject.key, self._on, "computed", OF_SHEETS)
            for name, value in zip(_OF_A_HOUSEHOLD, counts, strict=False)  # none where it is on no sheet
        )

    def _of_unit(self, subject: Subject) -> tuple[Fact, ...]:
        found: list[Fact] = []
        code = subject.id.partition("/")[2]
        if code in self._communes:
            found += commune_facts(self._communes[code], self._on, _OF_PACKAGES)
        due = receiving_overview.deadlines(self._context).get(self._year)
        status = self._units.get(subject.id)
        if due is not None and status is not None:
            sent = status.received_at.date() if status.received_at else None
            found += report_facts([ReportSent(due, sent)], subject.key, self._on, _OF_PACKAGES)
        return tuple(found)
