"""Years, sheets, answers, and the totals that are kept in the same transaction as the answers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import EMPTY, Answer, Status
from ntm_desktop.frozen import frozen
from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.store.database import Database

Cell = tuple[str, str]
# Above this many cells one scan of the year is cheaper than a look-up for each.
_SCAN_FROM = 400
_COUNTED = {
    Status.ACHIEVED: "achieved",
    Status.NOT_ACHIEVED: "not_achieved",
    Status.NOT_APPLICABLE: "not_applicable",
}


@frozen
class NewAnswer:
    """What a cell of a year's sheet shall hold."""

    household_id: str
    task: str
    answer: Answer


def years(database: Database) -> list[tuple[int, str]]:
    """Return the open years with the key of their task list, newest first."""
    return [(int(year), key) for year, key in database.rows("SELECT year, task_set FROM year ORDER BY year DESC")]


def any_in(database: Database, year: int) -> bool:
    """Whether a year has any answer."""
    return database.value("SELECT 1 FROM answer WHERE year = ? LIMIT 1", (year,)) is not None


def answers_of(database: Database, year: int, village_id: str | None = None) -> dict[str, dict[str, Answer]]:
    """Return a year's answers as household id → task → answer, for one village or for all."""
    sql = "SELECT household_id, task, status, registered, remark, answered_on FROM answer WHERE year = ?"
    parameters: tuple[object, ...] = (year,)
    if village_id is not None:
        sql = (
            "SELECT a.household_id, a.task, a.status, a.registered, a.remark, a.answered_on FROM year_household AS h"
            " JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id"
            " WHERE h.year = ? AND h.village_id = ?"
        )
        parameters = (year, village_id)
    found: dict[str, dict[str, Answer]] = {}
    for household_id, task, status, registered, remark, on in database.rows(sql, parameters):
        found.setdefault(household_id, {})[task] = _answer(status, registered, remark, on)
    return found


def history_of(database: Database, household_id: str) -> dict[int, dict[str, Answer]]:
    """Return all answers of one household: year → task → answer."""
    rows = database.rows(
        "SELECT year, task, status, registered, remark, answered_on FROM answer WHERE household_id = ?"
        " AND year IN (SELECT year FROM year) ORDER BY year",
        (household_id,),
    )
    found: dict[int, dict[str, Answer]] = {}
    for year, task, status, registered, remark, on in rows:
        found.setdefault(int(year), {})[task] = _answer(status, registered, remark, on)
    return found


def write(connection: sqlite3.Connection, year: int, cells: Iterable[NewAnswer]) -> list[Change]:
    """Write cells inside the caller's transaction, with totals and tallies; return what really changed.

    Every household must stand on the year's sheet. The last of two values for the same cell wins.
    """
    wanted = {(cell.household_id, cell.task): cell.answer for cell in cells}
    before = _existing(connection, year, wanted)
    differing = {cell: answer for cell, answer in wanted.items() if before.get(cell, EMPTY) != answer}
    _store(connection, year, differing)
    _tally(connection, year, before, differing)
    recount(connection, year, {household_id for household_id, _task in differing})
    return [
        Change("answer", f"{year}/{cell[0]}/{cell[1]}", _kept(before.get(cell, EMPTY)), _kept(new))
        for cell, new in differing.items()
    ]


def recount(connection: sqlite3.Connection, year: int, household_ids: Iterable[str]) -> None:
    """Compute the totals of households of a year's sheet from their answers."""
    connection.executemany(_RECOUNT, ({"year": year, "household": household_id} for household_id in household_ids))


def retally(connection: sqlite3.Connection, year: int, village_ids: Iterable[str]) -> None:
    """Compute the tallies of villages of a year from the answers: after a move, a merge or an undo of one."""
    for village_id in village_ids:
        connection.execute("DELETE FROM answer_tally WHERE year = ? AND village_id = ?", (year, village_id))
        connection.execute(_RETALLY, (year, village_id))


def _existing(connection: sqlite3.Connection, year: int, wanted: Mapping[Cell, Answer]) -> dict[Cell, Answer]:
    columns = "household_id, task, status, registered, remark, answered_on"
    if len(wanted) >= _SCAN_FROM:
        rows = connection.execute(f"SELECT {columns} FROM answer WHERE year = ?", (year,)).fetchall()
        return {(row[0], row[1]): _answer(*row[2:]) for row in rows if (row[0], row[1]) in wanted}
    found = {}
    for household_id, task in wanted:
        row = connection.execute(
            f"SELECT {columns} FROM answer WHERE year = ? AND household_id = ? AND task = ?",
            (year, household_id, task),
        ).fetchone()
        if row is not None:
            found[household_id, task] = _answer(*row[2:])
    return found


def _store(connection: sqlite3.Connection, year: int, cells: Mapping[Cell, Answer]) -> None:
    kept = [(year, *cell, *_values(answer)) for cell, answer in cells.items() if answer != EMPTY]
    gone = [(year, *cell) for cell, answer in cells.items() if answer == EMPTY]
    connection.executemany(
        "INSERT INTO answer (year, household_id, task, status, registered, remark, answered_on) VALUES (?,?,?,?,?,?,?)"
        " ON CONFLICT (year, household_id, task) DO UPDATE SET status=excluded.status, registered=excluded.registered,"
        " remark=excluded.remark, answered_on=excluded.answered_on",
        kept,
    )
    connection.executemany("DELETE FROM answer WHERE year = ? AND household_id = ? AND task = ?", gone)


def _tally(
    connection: sqlite3.Connection, year: int, before: Mapping[Cell, Answer], after: Mapping[Cell, Answer]
) -> None:
    if not after:
        return
    villages = _villages(connection, year, {household_id for household_id, _task in after})
    deltas: Counter[tuple[str, str, str]] = Counter()
    for (household_id, task), new in after.items():
        village_id = villages[household_id]
        for answer, sign in ((before.get((household_id, task), EMPTY), -1), (new, 1)):
            for counter in _counters(answer):
                deltas[village_id, task, counter] += sign
    _add_to_tally(connection, year, deltas)


def _add_to_tally(connection: sqlite3.Connection, year: int, deltas: Mapping[tuple[str, str, str], int]) -> None:
    changed = [(key, delta) for key, delta in deltas.items() if delta]
    places = {(village_id, task) for (village_id, task, _counter), _delta in changed}
    connection.executemany(
        "INSERT INTO answer_tally (year, village_id, task) VALUES (?,?,?) ON CONFLICT DO NOTHING",
        ((year, village_id, task) for village_id, task in places),
    )
    for (village_id, task, counter), delta in changed:
        connection.execute(
            f"UPDATE answer_tally SET {counter} = {counter} + ? WHERE year = ? AND village_id = ? AND task = ?",
            (delta, year, village_id, task),
        )


def _counters(answer: Answer) -> Sequence[str]:
    named = [_COUNTED[answer.status]] if answer.status in _COUNTED else []
    return [*named, "registered"] if answer.registered else named


def _villages(connection: sqlite3.Connection, year: int, household_ids: set[str]) -> dict[str, str]:
    if len(household_ids) >= _SCAN_FROM:
        rows = connection.execute(
            "SELECT household_id, village_id FROM year_household WHERE year = ?", (year,)
        ).fetchall()
        return dict(rows)
    return {
        household_id: connection.execute(
            "SELECT village_id FROM year_household WHERE year = ? AND household_id = ?", (year, household_id)
        ).fetchone()[0]
        for household_id in household_ids
    }


@lru_cache(maxsize=4096)
def _answer(status: str | None, registered: int, remark: str, on: str | None) -> Answer:
    return Answer(
        Status(status) if status else Status.NOT_ASSESSED,
        bool(registered),
        remark,
        date.fromisoformat(on) if on else None,
    )


def _values(answer: Answer) -> tuple[str | None, int, str, str | None]:
    status = None if answer.status is Status.NOT_ASSESSED else answer.status.value
    return status, int(answer.registered), answer.remark, answer.on.isoformat() if answer.on else None


def _kept(answer: Answer) -> str | None:
    return None if answer == EMPTY else packed(_values(answer))


# A household is complete when it achieved at least one task and every required task is achieved or not applicable.
_RECOUNT = """
UPDATE year_household AS h SET
  (achieved, not_achieved, not_applicable, registered) = (
    SELECT coalesce(sum(status = 'achieved'), 0), coalesce(sum(status = 'not_achieved'), 0),
           coalesce(sum(status = 'not_applicable'), 0), coalesce(sum(registered), 0)
    FROM answer WHERE year = h.year AND household_id = h.household_id),
  complete = (
    SELECT coalesce(sum(a.status = 'achieved'), 0) > 0
       AND coalesce(sum(t.required AND coalesce(a.status, '') NOT IN ('achieved', 'not_applicable')), 0) = 0
    FROM year AS y JOIN task AS t ON t.task_set = y.task_set
    LEFT JOIN answer AS a ON a.year = y.year AND a.household_id = h.household_id AND a.task = t.code
    WHERE y.year = h.year)
WHERE h.year = :year AND h.household_id = :household
"""

_RETALLY = """
INSERT INTO answer_tally (year, village_id, task, achieved, not_achieved, not_applicable, registered)
SELECT h.year, h.village_id, a.task, sum(coalesce(a.status, '') = 'achieved'),
       sum(coalesce(a.status, '') = 'not_achieved'), sum(coalesce(a.status, '') = 'not_applicable'), sum(a.registered)
FROM year_household AS h JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
WHERE h.year = ? AND h.village_id = ? GROUP BY a.task
"""
