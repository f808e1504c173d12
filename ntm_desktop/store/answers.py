"""Years, sheets, answers, and the totals that are kept in the same transaction as the answers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.frozen import frozen
from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ntm_desktop.store.database import Database

# An answer as the table and the journal hold it: status, registered, remark, day.
Row = tuple[str | None, int, str, str | None]
NOTHING: Row = (None, 0, "", None)
# The counters of totals and tallies, in the order of their columns.
COUNTED = (Status.ACHIEVED.value, Status.NOT_ACHIEVED.value, Status.NOT_APPLICABLE.value)
_DONE = (Status.ACHIEVED.value, Status.NOT_APPLICABLE.value)


@frozen
class NewAnswer:
    """What a cell of a year's sheet shall hold."""

    household_id: str
    task: str
    answer: Answer


class Held(NamedTuple):
    """What a year's sheet holds of a household: its village then, and its cells by task."""

    village_id: str
    cells: dict[str, Row]


class _Differing(NamedTuple):
    """A cell whose value changes."""

    household_id: str
    task: str
    before: Row
    after: Row


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


def held(connection: sqlite3.Connection, year: int, household_ids: Iterable[str]) -> dict[str, Held]:
    """Return what a year's sheet holds of some households now; those that are not on it are left out."""
    found = {}
    for household_id in household_ids:
        rows = connection.execute(_HELD, (year, household_id)).fetchall()
        if rows:
            found[household_id] = Held(rows[0][0], {row[1]: row[2:] for row in rows if row[1] is not None})
    return found


def write(
    connection: sqlite3.Connection,
    year: int,
    cells: Iterable[NewAnswer],
    sheet: Mapping[str, Held],
    required: AbstractSet[str],
) -> list[Change]:
    """Write cells inside the caller's transaction, with totals and tallies; return what really changed.

    `sheet` is what `held` says of every household in the same transaction, `required` the tasks that a complete
    household achieves. The last of two values for the same cell wins.
    """
    wanted = {(cell.household_id, cell.task): _values(cell.answer) for cell in cells}
    differing = [
        _Differing(household_id, task, before, after)
        for (household_id, task), after in wanted.items()
        if (before := sheet[household_id].cells.get(task, NOTHING)) != after
    ]
    _store(connection, year, differing)
    _tally(connection, year, sheet, differing)
    _total(connection, year, _as_written(sheet, differing), required)
    return [
        Change("answer", f"{year}/{one.household_id}/{one.task}", _kept(one.before), _kept(one.after))
        for one in differing
    ]


def recount(connection: sqlite3.Connection, year: int, household_ids: Iterable[str]) -> None:
    """Compute the totals of households of a year's sheet from their answers."""
    sheet = held(connection, year, household_ids)
    _total(connection, year, {one: has.cells for one, has in sheet.items()}, required_in(connection, year))


def required_in(connection: sqlite3.Connection, year: int) -> frozenset[str]:
    """Return the tasks that a household must achieve in a year to be complete; none where the year is not open."""
    rows = connection.execute(
        "SELECT t.code FROM year AS y JOIN task AS t ON t.task_set = y.task_set WHERE y.year = ? AND t.required",
        (year,),
    )
    return frozenset(row[0] for row in rows)


def retally(connection: sqlite3.Connection, year: int, village_ids: Iterable[str]) -> None:
    """Compute the tallies of villages of a year from the answers: after a move, a merge or an undo of one."""
    for village_id in village_ids:
        connection.execute("DELETE FROM answer_tally WHERE year = ? AND village_id = ?", (year, village_id))
        connection.execute(_RETALLY, (year, village_id))


def _store(connection: sqlite3.Connection, year: int, differing: Sequence[_Differing]) -> None:
    new = [(year, one.household_id, one.task, *one.after) for one in differing if one.before == NOTHING]
    other = [
        (*one.after, year, one.household_id, one.task) for one in differing if NOTHING not in (one.before, one.after)
    ]
    gone = [(year, one.household_id, one.task) for one in differing if one.after == NOTHING]
    for sql, rows in ((_INSERT, new), (_UPDATE, other), (_DELETE, gone)):
        if rows:
            connection.executemany(sql, rows)


def _tally(
    connection: sqlite3.Connection, year: int, sheet: Mapping[str, Held], differing: Sequence[_Differing]
) -> None:
    """Add what changed to the tallies of villages and tasks."""
    deltas: dict[tuple[str, str], list[int]] = {}
    for one in differing:
        delta = deltas.setdefault((sheet[one.household_id].village_id, one.task), [0, 0, 0, 0])
        for row, sign in ((one.before, -1), (one.after, 1)):
            if row[0] is not None:
                delta[COUNTED.index(row[0])] += sign
            delta[3] += sign * row[1]
    for (village_id, task), delta in deltas.items():
        if any(delta) and not connection.execute(_ADD_TO_TALLY, (*delta, year, village_id, task)).rowcount:
            connection.execute(_NEW_TALLY, (year, village_id, task, *delta))


def _as_written(sheet: Mapping[str, Held], differing: Iterable[_Differing]) -> dict[str, dict[str, Row]]:
    """Return the cells of every household that changed as they are after the writing."""
    after: dict[str, dict[str, Row]] = {}
    for one in differing:
        if one.household_id not in after:
            after[one.household_id] = dict(sheet[one.household_id].cells)
        after[one.household_id][one.task] = one.after
    return after


def _total(
    connection: sqlite3.Connection, year: int, cells: Mapping[str, Mapping[str, Row]], required: AbstractSet[str]
) -> None:
    """Keep the totals of households whose cells are these."""
    totals = [(*_totals(of_one, required), year, household_id) for household_id, of_one in cells.items()]
    connection.executemany(_TOTAL, totals)


def _totals(cells: Mapping[str, Row], required: AbstractSet[str]) -> tuple[int, int, int, int, int]:
    """Count a household's cells: achieved, not achieved, not applicable, registered, and whether it is complete.

    It is complete when it achieved at least one task and every required task is achieved or not applicable.
    """
    said = [row[0] for row in cells.values()]
    achieved, not_achieved, not_applicable = (said.count(status) for status in COUNTED)
    done = {task for task, row in cells.items() if row[0] in _DONE}
    registered = sum(row[1] for row in cells.values())
    return achieved, not_achieved, not_applicable, registered, int(achieved > 0 and required <= done)


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
SELECT h.village_id, a.task, a.status, a.registered, a.remark, a.answered_on
FROM year_household AS h LEFT JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
WHERE h.year = ? AND h.household_id = ?
"""
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
_TOTAL = (
    "UPDATE year_household SET achieved = ?, not_achieved = ?, not_applicable = ?, registered = ?, complete = ?"
    " WHERE year = ? AND household_id = ?"
)
_RETALLY = """
INSERT INTO answer_tally (year, village_id, task, achieved, not_achieved, not_applicable, registered)
SELECT h.year, h.village_id, a.task, sum(coalesce(a.status, '') = 'achieved'),
       sum(coalesce(a.status, '') = 'not_achieved'), sum(coalesce(a.status, '') = 'not_applicable'), sum(a.registered)
FROM year_household AS h JOIN answer AS a ON a.year = h.year AND a.household_id = h.household_id
WHERE h.year = ? AND h.village_id = ? GROUP BY a.task
"""
