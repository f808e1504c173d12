"""What no package has carried yet: asked at every start and after every change, so apart from the packages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop.store import journal
from ntm_desktop.store.journal import Unsent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ntm_desktop.domain.places import Level
    from ntm_desktop.store.database import Database

# What travels of a year: a package of some years leaves that of other years unsent. Entered facts do not travel.
_OF_A_YEAR = ("answer", "year_household")
# What travels beside the years; the rest (staff, settings, cards) is this office's own business.
_OF_ALL_YEARS = ("household", "task_set", "village")


def unsent(
    database: Database, level: Level, code: str, years: Iterable[int], shared: tuple[str, ...] = _OF_ALL_YEARS
) -> Unsent:
    """Count the travelling changes that no package to an office contains, and say when the first was made.

    A package that the office refused counts as not sent; one of some years carries the lists of villages and
    households (the kinds `shared`), and the answers of those years.
    """
    marks = _marks(database, level, code)
    # What all years share is asked from the newest mark, each year from its own; sums over entries, never over rows.
    found = [journal.changed_since(database, max(marks.values(), default=0), shared)]
    found += [journal.changed_since(database, marks.get(year, 0), _OF_A_YEAR, year) for year in years]
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
