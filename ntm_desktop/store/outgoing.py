"""What an office's report holds, as streams of rows in the order of the package's columns, straight from SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ntm_desktop.store.database import Database, Row

# The columns stand in the order of the tables in `exchange.schemas`; a test holds the two together.
_VILLAGES = "SELECT id, number, name, word, ethnic_minority_area, closed FROM village ORDER BY number"
_HOUSEHOLDS = (
    "SELECT id, code, village_id, head, birth_year, sex, ethnic_group, poverty, members, address, status, status_on,"
    " nullif(successor_id, '') FROM household ORDER BY id"
)
_TASK_SETS = (
    "SELECT key, set_id, edition, title, official, legal_basis FROM task_set"
    " WHERE key IN (SELECT task_set FROM year WHERE year IN ({years})) ORDER BY key"
)
_TASKS = (
    "SELECT task_set, code, position, name, short_name, required,"
    " (SELECT group_concat(value, ' ') FROM json_each(statuses)) FROM task"
    " WHERE task_set IN (SELECT task_set FROM year WHERE year IN ({years})) ORDER BY task_set, position"
)
_SHEETS = (
    "SELECT h.household_id, h.year, h.village_id, y.task_set FROM year_household AS h JOIN year AS y ON y.year = h.year"
    " WHERE h.year IN ({years}) ORDER BY h.year, h.household_id"
)
_ANSWERS = (
    "SELECT household_id, year, task, coalesce(status, 'not_assessed'), registered, remark, answered_on FROM answer"
    " WHERE year IN ({years}) ORDER BY year, household_id, task"
)
_RECEIVED = (
    "SELECT p.sender_code, p.sequence, substr(p.received_at, 1, 10), CASE WHEN d.due_on IS NULL THEN NULL"
    " ELSE substr(p.received_at, 1, 10) <= d.due_on END, p.sha256 FROM package_in AS p"
    " LEFT JOIN report_deadline AS d ON d.year = ? WHERE p.id IN (SELECT package_id FROM shelf WHERE year = ?)"
    " AND p.sender_level = 'commune' ORDER BY p.sender_code"
)


def commune_rows(database: Database, years: Iterable[int]) -> dict[str, Iterator[Row]]:
    """Return a commune's tables by name, each read as it goes; ask inside a snapshot."""
    return {
        "villages": _stream(database, _VILLAGES, ()),
        "task_sets": _stream(database, _TASK_SETS, years),
        "tasks": _stream(database, _TASKS, years),
        "households": _stream(database, _HOUSEHOLDS, ()),
        "sheets": _stream(database, _SHEETS, years),
        "answers": _stream(database, _ANSWERS, years),
    }


def row_count(database: Database, years: Iterable[int]) -> int:
    """Return about how many rows a commune's report has, to tell progress by."""
    wanted = tuple(years)
    marks = ",".join("?" * len(wanted))
    sheets = database.row(
        f"SELECT count(*), coalesce(sum(achieved + not_achieved + not_applicable), 0) FROM year_household"
        f" WHERE year IN ({marks})",
        wanted,
    ) or (0, 0)
    return int(sheets[0]) * 2 + int(sheets[1])


def received_rows(database: Database, years: Iterable[int]) -> list[Row]:
    """Return the communes' packages that stand, for the report upwards; on time for the newest year they hold."""
    found: dict[tuple[object, ...], Row] = {}
    for year in sorted(years):
        for row in database.rows(_RECEIVED, (year, year)):
            found[row[0], row[1], row[4]] = row
    return [found[key] for key in sorted(found, key=str)]


def _stream(database: Database, sql: str, years: Iterable[int]) -> Iterator[Row]:
    wanted = tuple(years)
    marks = ",".join("?" * len(wanted)) or "NULL"
    yield from database.connection.execute(sql.format(years=marks), wanted)
