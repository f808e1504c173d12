"""One answer made durable, against the same commit in plain sqlite3 with a journal row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers, summaries
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.ground import Scale

_MANY = 100
# A log that still grows costs more at each commit: both are brought to the thousand pages after which SQLite begins
# them anew, ours and the plain one at two pages a commit.
_UNTIL_LOGS_ARE_REUSED = 6
STATUSES = (Status.ACHIEVED, Status.NOT_ACHIEVED)


def durable(scale: Scale) -> Line:
    """Measure single answers, a hundred a turn."""
    with ground.office(scale) as context, closing(_plain(ground.scratch("plain") / "plain.sqlite3")) as plain:
        year = scale.years[-1]
        households = [row.household.id for row in answers.load_sheet(context, year).rows[:_MANY]]
        blank = [answers.NewAnswer(household, "3", Answer(Status.NOT_APPLICABLE)) for household in households]
        answers.set_answers(context, year, blank)  # neither of the two that follow, whatever a run before left
        for turn in range(_UNTIL_LOGS_ARE_REUSED):
            for household in households:
                answers.set_answers(context, year, [answers.NewAnswer(household, "3", Answer(STATUSES[turn % 2]))])
                _plain_answer(plain, household, STATUSES[turn % 2].value)
        mine: list[float] = []
        theirs: list[float] = []
        # One of ours, one of theirs: the disk and its other users are the same for both.
        for turn in range(scale.turns + 1):
            status = STATUSES[turn % 2]
            for household in households:
                new = [answers.NewAnswer(household, "3", Answer(status))]
                mine.append(timed(lambda: answers.set_answers(context, year, new)))  # noqa: B023 - called now
                theirs.append(timed(lambda: _plain_answer(plain, household, status.value)))  # noqa: B023 - called now
            kept = {one.answers["3"].status for one in answers.load_sheet(context, year).rows[:_MANY]}
            if kept != {status}:
                raise AssertionError(kept)
    return Line(
        "One answer made durable, journal line included, against plain sqlite3 (WAL, FULL)",
        tuple(mine[_MANY:]),
        tuple(theirs[_MANY:]),
        1.5,
    )


def summary(scale: Scale) -> Line:
    """Measure the year's summary from the kept totals."""
    with ground.office(scale) as context:
        summaries.of_year(context, scale.years[-1])
        seconds = tuple(timed(lambda: summaries.of_year(context, scale.years[-1])) for _turn in range(scale.turns))
    return Line("Opening the year's summary", seconds, bound_seconds=0.05)


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE answer (year INTEGER, household TEXT, task TEXT, status TEXT,"
        " PRIMARY KEY (year, household, task)) WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE journal (id INTEGER PRIMARY KEY, at TEXT, who TEXT, key TEXT, before TEXT, after TEXT)"
    )
    return connection


def _plain_answer(connection: sqlite3.Connection, household: str, status: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO answer VALUES (2025, ?, '3', ?) ON CONFLICT DO UPDATE SET status = excluded.status",
        (household, status),
    )
    connection.execute(
        "INSERT INTO journal (at, who, key, before, after) VALUES ('2026-11-22T09:00:00+07:00', 'A', ?, NULL, ?)",
        (f"2025/{household}/3", status),
    )
    connection.execute("COMMIT")
