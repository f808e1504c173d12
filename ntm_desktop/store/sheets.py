"""Years and who stands on their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.summaries import UnitSummary
from ntm_desktop.store import rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from ntm_desktop.store.database import Database
    from ntm_desktop.store.journal import Change

_COUNTERS = ("achieved", "not_achieved", "not_applicable", "registered")


def enrol(connection: sqlite3.Connection, year: int, placed: Mapping[str, str]) -> list[Change]:
    """Put households (id → village id) on a year's sheet, or move them on it; return what changed.

    Tallies of a year must be computed anew (`answers.retally`) where a household that has answers moved.
    """
    made = (
        rows.save(
            connection,
            "year_household",
            {"year": year, "household_id": household_id, "village_id": village_id},
        )
        for household_id, village_id in placed.items()
    )
    return [change for change in made if change is not None]


def enrol_new(connection: sqlite3.Connection, year: int, placed: Mapping[str, str]) -> list[Change]:
    """Put households that are on no sheet of the year yet on it, in bulk; return what changed."""
    new = ({"year": year, "household_id": one, "village_id": village_id} for one, village_id in placed.items())
    return rows.insert_many(connection, "year_household", new)


def take_off(connection: sqlite3.Connection, year: int, household_ids: Iterable[str]) -> list[Change]:
    """Take households that have no answers off a year's sheet."""
    made = (rows.delete(connection, "year_household", f"{year}/{household_id}") for household_id in household_ids)
    return [change for change in made if change is not None]


def enrolled(database: Database, year: int, village_id: str | None = None) -> dict[str, str]:
    """Return who stands on a year's sheet: household id → village id."""
    if village_id is None:
        return dict(database.rows("SELECT household_id, village_id FROM year_household WHERE year = ?", (year,)))
    return dict(
        database.rows(
            "SELECT household_id, village_id FROM year_household WHERE year = ? AND village_id = ?",
            (year, village_id),
        )
    )


def village_of(database: Database, year: int, household_id: str) -> str | None:
    """Return the id of the village where a household lived in a year; None where it is on no sheet of it."""
    found = database.value(
        "SELECT village_id FROM year_household WHERE year = ? AND household_id = ?", (year, household_id)
    )
    return None if found is None else str(found)


def years_of(database: Database, household_id: str) -> list[int]:
    """Return the years on whose sheets a household stands."""
    found = database.rows("SELECT year FROM year_household WHERE household_id = ? ORDER BY year", (household_id,))
    return [int(row[0]) for row in found]


def answered_years(database: Database, household_id: str) -> list[int]:
    """Return the years in which a household has any answer."""
    found = database.rows(
        "SELECT year FROM year_household WHERE household_id = ? AND EXISTS (SELECT 1 FROM answer AS a"
        " WHERE a.year = year_household.year AND a.household_id = year_household.household_id) ORDER BY year",
        (household_id,),
    )
    return [int(row[0]) for row in found]


def complete_households(database: Database, year: int) -> set[str]:
    """Return the ids of the households that achieved every required, applicable task of a year."""
    return {
        row[0] for row in database.rows("SELECT household_id FROM year_total WHERE year = ? AND complete = 1", (year,))
    }


def village_summaries(database: Database, year: int, tasks: int) -> list[UnitSummary]:
    """Return a year's figures by village, from the kept totals; `tasks` is how many the year's edition has."""
    # Summed before the join: 5,000 rows grouped by one key, then a look-up for each village.
    units = database.rows(
        "SELECT v.id, v.name, v.word, h.households, h.started, h.assessed, h.complete FROM (SELECT village_id,"
        " count(*) AS households, sum(achieved + not_achieved + not_applicable > 0) AS started,"
        " sum(achieved + not_achieved + not_applicable >= ?) AS assessed, sum(complete) AS complete"
        " FROM year_total WHERE year = ? GROUP BY village_id) AS h JOIN village AS v ON v.id = h.village_id"
        " ORDER BY v.number",
        (tasks, year),
    )
    tallies = _tallies(database, year)
    return [
        UnitSummary(
            code=row[0],
            name=row[1],
            households=row[3],
            started=row[4],
            assessed=row[5],
            all_achieved=row[6],
            **{counter: tallies.get((row[0], counter), {}) for counter in _COUNTERS},
        )
        for row in units
    ]


def household_totals(database: Database, year: int) -> dict[str, tuple[int, int, int, bool]]:
    """Return household id → (achieved, not achieved, not applicable, complete) of a year."""
    found = database.rows(
        "SELECT household_id, achieved, not_achieved, not_applicable, complete FROM year_total WHERE year = ?",
        (year,),
    )
    return {row[0]: (row[1], row[2], row[3], bool(row[4])) for row in found}


def _tallies(database: Database, year: int) -> dict[tuple[str, str], dict[str, int]]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for village_id, task, *values in database.rows(
        f"SELECT village_id, task, {','.join(_COUNTERS)} FROM village_tally WHERE year = ?",
        (year,),
    ):
        for counter, value in zip(_COUNTERS, values, strict=True):
            if value:
                found.setdefault((village_id, counter), {})[task] = value
    return found
