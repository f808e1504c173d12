"""The sums brought up to the newest line of the journal: totals of households, tallies of villages, changes by kind.

A lone answer writes its row and its line; the views `year_total` and `village_tally` add what the latest lines say to
the sums of those before. Every so many lines, and before whatever computes a tally anew, the sums are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.store import journal_tally

if TYPE_CHECKING:
    import sqlite3

# Lines that are summed at once: a person's row of fifteen tasks changes one household and one village.
AFTER = 64

_STATEMENTS = (
    """
    UPDATE year_household AS h SET achieved = l.achieved, not_achieved = l.not_achieved,
      not_applicable = l.not_applicable, registered = l.registered, required_done = l.required_done,
      complete = l.complete
    FROM late_total AS l WHERE h.year = l.year AND h.household_id = l.household_id
    """,
    """
    INSERT INTO answer_tally (year, village_id, task)
    SELECT year, village_id, task FROM late_tally WHERE true ON CONFLICT DO NOTHING
    """,
    """
    UPDATE answer_tally AS t SET achieved = t.achieved + l.achieved, not_achieved = t.not_achieved + l.not_achieved,
      not_applicable = t.not_applicable + l.not_applicable, registered = t.registered + l.registered
    FROM late_tally AS l WHERE t.year = l.year AND t.village_id = l.village_id AND t.task = l.task
    """,
)


def settle(connection: sqlite3.Connection) -> None:
    """Write the sums up to the newest line, inside the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
    journal_tally.sum_up(connection)
