"""A year in figures: by village, by task, by household, and what the home page shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.summaries import total
from ntm_desktop.frozen import frozen
from ntm_desktop.services import task_sets
from ntm_desktop.store import sheets, villages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.context import Context


@frozen
class YearSummary:
    """A year of the commune: its edition, its villages and their sum."""

    year: int
    tasks: TaskSet
    villages: Sequence[UnitSummary]
    commune: UnitSummary


@frozen
class HouseholdTotals:
    """A household's year."""

    household: Household
    village: Village
    achieved: int
    not_achieved: int
    not_applicable: int
    complete: bool


def of_year(context: Context, year: int) -> YearSummary:
    """Return a year's figures from the kept totals; UserError(answers.year_not_open)."""
    tasks = task_sets.of_year(context, year)
    office = context.office
    with context.database.snapshot():
        units = sheets.village_summaries(context.database, year, len(tasks.tasks))
        titles = {one.id: one.title for one in villages.all_villages(context.database, with_closed=True)}
    named = [replace(unit, name=titles[unit.code]) for unit in units]
    return YearSummary(year, tasks, named, total(office.code, office.name, named))


def by_household(context: Context, year: int, *, complete_only: bool = False) -> list[HouseholdTotals]:
    """Return the households of a year's sheets with their totals, by village and code.

    With `complete_only`: those proposed for the commune's giấy khen (KG-IV.2.a-3).
    """
    from ntm_desktop.services import answers  # the first page, which every start makes, needs only `of_year`

    sheet = answers.load_sheet(context, year)
    totals = sheets.household_totals(context.database, year)
    found = []
    for row in sheet.rows:
        achieved, not_achieved, not_applicable, complete = totals[row.household.id]
        if complete or not complete_only:
            village = sheet.villages[row.village_id]
            found.append(HouseholdTotals(row.household, village, achieved, not_achieved, not_applicable, complete))
    return found


def counts(context: Context) -> dict[str, int]:
    """Return how many households have each status."""
    from ntm_desktop.store import households

    return households.counts(context.database)
