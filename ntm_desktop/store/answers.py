"""Years, sheets, answers, and the totals that are kept in the same transaction as the answers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.frozen import frozen
from ntm_desktop.store import settling
from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from ntm_desktop.store.database import Database

# An answer as the table and the journal hold it: status, registered, remark, day.
Row = tuple[str | None, int, str, str | None]
NOTHING: Row = (None, 0, "", None)
_COUNTED = (Status.ACHIEVED.value, Status.NOT_ACHIEVED.value, Status.NOT_APPLICABLE.value)
_DONE = (Status.ACHIEVED.value, Status.NOT_APPLICABLE.value)
_Differing = tuple[str, str, Row, Row]  # household id, task, before, after
# What is added: achieved, not achieved, not applicable, registered, required tasks done.
Delta = tuple[int, ...]
# Above so many cells of a household, all of it is read at once.
_FEW = 2


@frozen
class NewAnswer:
    """What a cell of a year's sheet shall hold."""

    household_id: str
    task: str
    answer: Answer


class Held(NamedTuple):
    """What a year's sheet holds of a household: its village then, and those of its cells that were asked for.

    `edition` is the key of the year's task list.
    """

    village_id: str
    edition: str
    cells: dict[str, Row]


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


def edition_of(database: Database, year: int) -> str | None:
    """Return the key of the task list that a year uses; None where the year is not open."""
    found = database.value("SELECT task_set FROM year WHERE year = ?", (year,))
    return None if found is None else str(found)


def held(connection: sqlite3.Connection, year: int, wanted: Mapping[str, Collection[str]]) -> dict[str, Held]:
    """Return what a year's sheet holds in some cells (household id → tasks); who is not on it is left out."""
    found = {}
    for household_id, tasks in wanted.items():
        if len(tasks) > _FEW:
            rows = connection.execute(_HELD, (year, household_id)).fetchall()
        else:
            rows = [connection.execute(_HELD_IN, (year, household_id, task)).fetchone() for task in tasks]
        if rows and rows[0] is not None:
            village_id, edition = rows[0][:2]
            found[household_id] = Held(village_id, edition, {row[2]: row[3:] for row in rows if row[2] is not None})
    return found


def cell(connection: sqlite3.Connection, year: int, household_id: str, task: str) -> tuple[str, Row] | None:
    """Return the key of a year's task list and what its sheet holds in one cell; None for who is not on the sheet."""
    found = connection.execute(_HELD_IN, (year, household_id, task)).fetchone()
    if found is None:
        return None
    return found[1], NOTHING if found[2] is None else found[3:]


def write_one(connection: sqlite3.Connection, year: int, new: NewAnswer, before: Row) -> Change | None:
    """Write what `cell` says is different, alone in its line of the journal; None where it holds just that."""
    after = _values(new.answer)
    if before == after:
        return None
    _store(connection, (year, new.household_id, new.task), before, after)
    return Change("answer", f"{year}/{new.household_id}/{new.task}", _kept(before), _kept(after))


def write(
    connection: sqlite3.Connection,
    year: int,
    wanted: Mapping[str, Mapping[str, Answer]],
    sheet: Mapping[str, Held],
    required: Collection[str],
    *,
    others: int = 0,
) -> list[Change]:
    """Write cells inside the caller's transaction, with totals and tallies; return what really changed.

    `wanted` is household id → task → answer, `sheet` what `held` says of it in the same transaction, `required` the
    tasks that a complete household achieves. Where one answer is all that the caller's line of the journal will have
    (`others` says how many rows more), the line itself is what the sums are made of: see `settling`.
    """
    differing = [
        (household_id, task, before, after)
        for household_id, tasks in wanted.items()
        for task, answer in tasks.items()
        if (before := sheet[household_id].cells.get(task, NOTHING)) != (after := _values(answer))
    ]
    if len(differing) + others != 1:
        settling.settle(connection)  # while the answers are still those of the lines that it sums
        _add_up(connection, year, sheet, differing, required)
    for household_id, task, before, after in differing:
        _store(connection, (year, household_id, task), before, after)
    return [
        Change("answer", f"{year}/{household_id}/{task}", _kept(before), _kept(after))
        for household_id, task, before, after in differing
    ]


def recount(connection: sqlite3.Connection, year: int, household_ids: Iterable[str]) -> None:
    """Compute the totals of households of a year's sheet from their answers."""
    required = required_in(connection, year)
    # A household is complete when it achieved at least one task and every required task is achieved or not applicable.
    connection.executemany(
        _RECOUNT,
        ({"year": year, "household": one, "required": len(required)} for one in household_ids),
    )


def required_in(connection: sqlite3.Connection, year: int) -> frozenset[str]:
    """Return the tasks that a household must achieve in a year to be complete; none where the year is not open."""
    rows = connection.execute(
        "SELECT t.code FROM year AS y JOIN task AS t ON t.task_set = y.task_set WHERE y.year = ? AND t.required",
        (year,),
    )
    return frozenset(row[0] for row in rows)


def retally(connection: sqlite3.Connection, year: int, village_ids: Iterable[str]) -> None:
    """Compute the tallies of villages of a year from the answers: after a move, a merge or an undo of one."""
    settling.settle(connection)  # what lone answers add must not be added again
    for village_id in village_ids:
        connection.execute("DELETE FROM answer_tally WHERE year = ? AND village_id = ?", (year, village_id))
        connection.execute(_RETALLY, (year, village_id))


def _store(connection: sqlite3.Connection, key: tuple[int, str, str], before: Row, after: Row) -> None:
    if before == NOTHING:
        connection.execute(_INSERT, (*key, *after))
    elif after == NOTHING:
        connection.execute(_DELETE, key)
    else:
        connection.execute(_UPDATE, (*after, *key))


def _add_up(
    connection: sqlite3.Connection,
    year: int,
    sheet: Mapping[str, Held],
    differing: Iterable[_Differing],
    required: Collection[str],
) -> None:
    """Add what changes to the totals of households and to the tallies of villages and tasks."""
    households: dict[str, Delta] = {}
    villages: dict[tuple[str, str], Delta] = {}
    for household_id, task, before, after in differing:
        delta, place = _delta(*before[:2], *after[:2], task in required), (sheet[household_id].village_id, task)
        households[household_id] = _both(households[household_id], delta) if household_id in households else delta
        villages[place] = _both(villages[place], delta) if place in villages else delta
    for household_id, delta in households.items():
        connection.execute(_ADD_TO_TOTALS, (*delta, len(required), year, household_id))
    for (village_id, task), delta in villages.items():
        if not connection.execute(_ADD_TO_TALLY, (*delta[:4], year, village_id, task)).rowcount:
            connection.execute(_NEW_TALLY, (year, village_id, task, *delta[:4]))


def _both(one: Delta, other: Delta) -> Delta:
    return tuple(map(add, one, other))


@lru_cache
def _delta(before: str | None, registered: int, after: str | None, registers: int, required: bool) -> Delta:
    """Return what a change of one cell adds to each counter, and to the required tasks that are done."""
    done = (after in _DONE) - (before in _DONE) if required else 0
    return (*((after == status) - (before == status) for status in _COUNTED), registers - registered, done)


@lru_cache(maxsize=4096)
def _answer(status: str | None, registered: int, remark: str, on: str | None) -> Answer:
    return Answer(
        Status(status) if status else Status.NOT_ASSESSED,
        bool(registered),
        remark,
        date.fromisoformat(on) if on else None,
    )


def _values(answer: Answer) -> Row:
    status = None if answer.status is Status.NOT_ASSESSED else answer.status.value
    return status, int(answer.registered), answer.remark, answer.on.isoformat() if answer.on else None


@lru_cache(maxsize=4096)
def _kept(row: Row) -> str | None:
    return None if row == NOTHING else packed(row)


_HELD = """
SELECT h.village_id, y.task_set, a.task, a.status, a.registered, a.remark, a.answered_on
FROM year_household AS h JOIN year AS y ON y.year = h.year
LEFT JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
WHERE h.year = ?1 AND h.household_id = ?2
"""
_HELD_IN = _HELD.replace("WHERE", "AND a.task = ?3 WHERE")
_INSERT = (
    "INSERT INTO answer (year, household_id, task, status, registered, remark, answered_on) VALUES (?,?,?,?,?,?,?)"
)
_UPDATE = (
    "UPDATE answer SET status = ?, registered = ?, remark = ?, answered_on = ?"
    " WHERE year = ? AND household_id = ? AND task = ?"
)
_DELETE = "DELETE FROM answer WHERE year = ? AND household_id = ? AND task = ?"
_ADD_TO_TALLY = (
    "UPDATE answer_tally SET achieved = achieved + ?, not_achieved = not_achieved + ?,"
    " not_applicable = not_applicable + ?, registered = registered + ? WHERE year = ? AND village_id = ? AND task = ?"
)
_NEW_TALLY = (
    "INSERT INTO answer_tally (year, village_id, task, achieved, not_achieved, not_applicable, registered)"
    " VALUES (?,?,?,?,?,?,?)"
)
_ADD_TO_TOTALS = """
UPDATE year_household SET achieved = achieved + ?1, not_achieved = not_achieved + ?2,
  not_applicable = not_applicable + ?3, registered = registered + ?4, required_done = required_done + ?5,
  complete = achieved + ?1 > 0 AND required_done + ?5 = ?6
WHERE year = ?7 AND household_id = ?8
"""
_RECOUNT = """
WITH counted AS (
  SELECT coalesce(sum(a.status = 'achieved'), 0) AS achieved,
         coalesce(sum(a.status = 'not_achieved'), 0) AS not_achieved,
         coalesce(sum(a.status = 'not_applicable'), 0) AS not_applicable, coalesce(sum(a.registered), 0) AS registered,
         coalesce(sum(t.required AND a.status IN ('achieved', 'not_applicable')), 0) AS required_done
  FROM answer AS a JOIN year AS y ON y.year = a.year JOIN task AS t ON t.task_set = y.task_set AND t.code = a.task
  WHERE a.year = :year AND a.household_id = :household
)
UPDATE year_household SET
  (achieved, not_achieved, not_applicable, registered, required_done, complete) = (
    SELECT achieved, not_achieved, not_applicable, registered, required_done,
           achieved > 0 AND required_done = :required FROM counted)
WHERE year = :year AND household_id = :household
"""
_RETALLY = """
INSERT INTO answer_tally (year, village_id, task, achieved, not_achieved, not_applicable, registered)
SELECT h.year, h.village_id, a.task, sum(coalesce(a.status, '') = 'achieved'),
       sum(coalesce(a.status, '') = 'not_achieved'), sum(coalesce(a.status, '') = 'not_applicable'), sum(a.registered)
FROM year_household AS h JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
WHERE h.year = ? AND h.village_id = ? GROUP BY a.task
"""
