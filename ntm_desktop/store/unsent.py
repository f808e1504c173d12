"""What no package has carried yet: asked at every start and after every change, so apart from the packages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop.store import journal_tally
from ntm_desktop.store.journal import Unsent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ntm_desktop.domain.places import Level
    from ntm_desktop.store.database import Database

# What travels of a year: a package of some years leaves that of other years unsent. Entered facts do not travel.
_OF_A_YEAR = ("answer", "year_household")
# What travels beside the years; the rest (staff, settings, cards) is this office's own business.
_OF_ALL_YEARS = ("household", "task_set", "village")
# What stands on a receiving office's shelf: few rows, so that each is looked at, and a package taken in and taken
# back again is nothing to send.
_SHELF = "shelf"


def unsent(database: Database, level: Level, code: str, years: Iterable[int]) -> Unsent:
    """Count a commune's travelling changes that no package to an office contains, and say when the first was made.

    A package that the office refused counts as not sent; one of some years carries the lists of villages and
    households, and the answers of those years. What was undone does not count, nor does its undoing.
    """
    marks = _marks(database, level, code)
    newest = max(marks.values(), default=0)
    # What all years share is asked from the newest mark, each year from its own; sums over entries, never over rows.
    asked = [(newest, _OF_ALL_YEARS, 0), *((marks.get(year, 0), _OF_A_YEAR, year) for year in years)]
    undone = {mark: journal_tally.taken_back_since(database, mark) for mark in {mark for mark, _kinds, _year in asked}}
    return _told(
        database,
        [journal_tally.changed_since(database, mark, kinds, year, undone[mark]) for mark, kinds, year in asked],
    )


def unsent_shelf(database: Database, level: Level, code: str) -> Unsent:
    """Count the senders' years that stand otherwise than in the newest package of a receiving office upwards."""
    newest = max(_marks(database, level, code).values(), default=0)
    return _told(database, [journal_tally.rows_changed_since(database, newest, _SHELF)])


def _told(database: Database, found: list[tuple[int, int | None]]) -> Unsent:
    firsts = [first for _count, first in found if first is not None]
    if not firsts:
        return Unsent(0, None)
    at = database.value("SELECT at FROM journal WHERE id = ?", (min(firsts),))
    return Unsent(sum(count for count, _first in found), datetime.fromisoformat(at))


def period_years(text: str) -> tuple[int, ...]:
    """Return the years of a kept period."""
    return tuple(int(part) for part in text.split(",") if part)


def _marks(database: Database, level: Level, code: str) -> dict[int, int]:
    marks: dict[int, int] = {}
    rows = database.rows(
        "SELECT period, journal_mark FROM package_out WHERE kind = 'report' AND recipient_level = ?"
        " AND recipient_code = ? AND receipt_state IS NOT 'refused'",
        (level.value, code),
    )
    for period, mark in rows:
        for year in period_years(period) or (0,):
            marks[year] = max(marks.get(year, 0), int(mark))
    return marks
