"""One answer made durable, against the same commit in plain sqlite3 with a journal row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers, summaries
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed, turns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.ground import Scale

_MANY = 100
STATUSES = (Status.ACHIEVED, Status.NOT_ACHIEVED)


def durable(scale: Scale) -> Line:
    """Measure single answers, a hundred a turn."""
    with ground.office(scale) as context, closing(_plain(ground.scratch("plain") / "plain.sqlite3")) as plain:
        year = scale.years[-1]
        households = [row.household.id for row in answers.load_sheet(context, year).rows[:_MANY]]
        blank = [answers.NewAnswer(household, "3", Answer(Status.NOT_APPLICABLE)) for household in households]
        answers.set_answers(context, year, blank)  # neither of the two that follow, whatever a run before left
        mine_turn, plain_turn = count(), count()  # each its own, so that every turn changes every answer

        def ours() -> None:
            status = STATUSES[next(mine_turn) % 2]
            for household in households:
                changed = answers.set_answers(context, year, [answers.NewAnswer(household, "3", Answer(status))])
                if changed.count != 1:
                    raise AssertionError(changed)

        def baseline() -> None:
            status = STATUSES[next(plain_turn) % 2].value
            for household in households:
                _plain_answer(plain, household, status)

        mine, theirs = turns(scale.turns, ours, baseline)
    per_answer = tuple(seconds / _MANY for seconds in mine)
    return Line(
        "One answer made durable, journal line included, against plain sqlite3 (WAL, FULL)",
        per_answer,
        tuple(seconds / _MANY for seconds in theirs),
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
