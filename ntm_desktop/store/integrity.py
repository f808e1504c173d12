"""Whether the database is sound: SQLite's own checks, and our invariants computed anew."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntm_desktop.store.database import Database


def structure_faults(database: Database) -> list[str]:
    """Return what SQLite's integrity and reference checks complain of; empty when all is well."""
    try:
        faults = [row[0] for row in database.connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        faults += [
            f"foreign key: {row}" for row in database.connection.execute("PRAGMA foreign_key_check").fetchmany(20)
        ]
    except sqlite3.Error as error:
        return [str(error)]
    return faults


def wrong_totals(database: Database) -> int:
    """Return how many kept totals and tallies differ from the answers that they are made of."""
    return int(database.value(_WRONG_HOUSEHOLDS)) + int(database.value(_WRONG_TALLIES))


def newest_moment(database: Database) -> datetime | None:
    """Return the latest moment among the last 200 journal lines.

    Not that of the last line: where the clock was set back and work went on, the last line is not the latest.
    """
    found = database.value("SELECT max(at) FROM (SELECT at FROM journal ORDER BY id DESC LIMIT 200)")
    return None if found is None else datetime.fromisoformat(found)


_WRONG_HOUSEHOLDS = """
SELECT count(*) FROM year_total AS h LEFT JOIN (
  SELECT year, household_id, sum(coalesce(status, '') = 'achieved') AS achieved,
         sum(coalesce(status, '') = 'not_achieved') AS not_achieved,
         sum(coalesce(status, '') = 'not_applicable') AS not_applicable, sum(registered) AS registered
  FROM answer GROUP BY year, household_id
) AS a ON a.year = h.year AND a.household_id = h.household_id
WHERE h.achieved <> coalesce(a.achieved, 0) OR h.not_achieved <> coalesce(a.not_achieved, 0)
   OR h.not_applicable <> coalesce(a.not_applicable, 0) OR h.registered <> coalesce(a.registered, 0)
   OR h.complete <> (coalesce(a.achieved, 0) > 0 AND NOT EXISTS (
        SELECT 1 FROM year AS y JOIN task AS t ON t.task_set = y.task_set
        LEFT JOIN answer AS one ON one.year = h.year AND one.household_id = h.household_id AND one.task = t.code
        WHERE y.year = h.year AND t.required
          AND coalesce(one.status, '') NOT IN ('achieved', 'not_applicable')))
   OR h.required_done <> (
        SELECT count(*) FROM year AS y JOIN task AS t ON t.task_set = y.task_set AND t.required
        JOIN answer AS one ON one.year = h.year AND one.household_id = h.household_id AND one.task = t.code
        WHERE y.year = h.year AND one.status IN ('achieved', 'not_applicable'))
"""

_WRONG_TALLIES = """
WITH counted AS (
  SELECT h.year, h.village_id, a.task, sum(coalesce(a.status, '') = 'achieved') AS achieved,
         sum(coalesce(a.status, '') = 'not_achieved') AS not_achieved,
         sum(coalesce(a.status, '') = 'not_applicable') AS not_applicable, sum(a.registered) AS registered
  FROM year_household AS h JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
  GROUP BY h.year, h.village_id, a.task
)
SELECT (SELECT count(*) FROM counted AS c LEFT JOIN village_tally AS t
          ON t.year = c.year AND t.village_id = c.village_id AND t.task = c.task
        WHERE (t.year IS NULL AND c.achieved + c.not_achieved + c.not_applicable + c.registered > 0)
           OR (t.year IS NOT NULL AND (t.achieved, t.not_achieved, t.not_applicable, t.registered)
           IS NOT (c.achieved, c.not_achieved, c.not_applicable, c.registered)))
     + (SELECT count(*) FROM village_tally AS t LEFT JOIN counted AS c
          ON t.year = c.year AND t.village_id = c.village_id AND t.task = c.task
        WHERE c.year IS NULL AND t.achieved + t.not_achieved + t.not_applicable + t.registered > 0)
"""
