"""A receiving office's shelf: which package stands for each sender's year, its figures, who is expected and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.summaries import UnitSummary
from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from ntm_desktop.store.database import Database, Row

_COUNTERS = ("achieved", "not_achieved", "not_applicable", "registered")
_UNIT_COLUMNS = (
    *("year", "commune_code", "commune_name", "village_id", "village_number", "village_name"),
    *("households", "started", "assessed", "all_achieved"),
)
_TASK_COLUMNS = ("year", "commune_code", "village_id", "task", *_COUNTERS)


@dataclass(frozen=True, slots=True)
class Figures:
    """The summary rows of a state, in the order of the tables `state_unit` and `state_task` without package."""

    units: tuple[Row, ...]
    tasks: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """An office that shall report here."""

    level: Level
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CommuneFigures:
    """A commune's year on the shelf: who sent it, the commune and its villages."""

    sender_level: Level
    sender_code: str
    package_id: str
    commune: UnitSummary
    villages: tuple[UnitSummary, ...]


def pointers(database: Database, level: Level, code: str) -> dict[int, str]:
    """Return which package stands for each year of a sender."""
    rows = database.rows(
        "SELECT year, package_id FROM shelf WHERE sender_level = ? AND sender_code = ?", (level.value, code)
    )
    return {int(year): package_id for year, package_id in rows}


def standing(database: Database, year: int) -> dict[tuple[str, str], str]:
    """Return the packages that stand for a year: (level, code) of the sender → package."""
    rows = database.rows("SELECT sender_level, sender_code, package_id FROM shelf WHERE year = ?", (year,))
    return {(level, code): package_id for level, code, package_id in rows}


def all_standing(database: Database) -> list[str]:
    """Return the packages that stand for any year of any sender."""
    return [row[0] for row in database.rows("SELECT DISTINCT package_id FROM shelf")]


def years(database: Database) -> list[int]:
    """Return the years of which anything is on the shelf, newest first."""
    return [int(row[0]) for row in database.rows("SELECT DISTINCT year FROM shelf ORDER BY year DESC")]


def point(connection: sqlite3.Connection, level: Level, code: str, packages: Mapping[int, str | None]) -> list[Change]:
    """Let a sender's years be held by these packages; None takes a year off the shelf."""
    changes = []
    for year, package_id in packages.items():
        key = (level.value, code, year)
        row = connection.execute(
            "SELECT package_id FROM shelf WHERE sender_level = ? AND sender_code = ? AND year = ?", key
        ).fetchone()
        before = row[0] if row else None
        if package_id is None:
            connection.execute("DELETE FROM shelf WHERE sender_level = ? AND sender_code = ? AND year = ?", key)
        else:
            connection.execute(
                "INSERT INTO shelf (sender_level, sender_code, year, package_id) VALUES (?,?,?,?)"
                " ON CONFLICT (sender_level, sender_code, year) DO UPDATE SET package_id = excluded.package_id",
                (*key, package_id),
            )
        changes.append(Change("shelf", f"{level.value}/{code}/{year}", packed([before]), packed([package_id])))
    return changes


def keep_figures(connection: sqlite3.Connection, package_id: str, figures: Figures) -> None:
    """Keep the figures of a package, which stand as long as a pointer names it."""
    for table, columns, found in (
        ("state_unit", _UNIT_COLUMNS, figures.units),
        ("state_task", _TASK_COLUMNS, figures.tasks),
    ):
        names = ("package_id", *columns)
        connection.executemany(
            f"INSERT INTO {table} ({','.join(names)}) VALUES ({','.join('?' * len(names))})",
            ((package_id, *row) for row in found),
        )


def figures(database: Database, year: int) -> list[CommuneFigures]:
    """Return the communes of a year by code; one that came by itself goes before what its district said of it."""
    found: dict[str, CommuneFigures] = {}
    tallies = _tallies(database, year)
    for one in _units(database, year, tallies):
        code = one.commune.code
        if code not in found or one.sender_code == code:
            found[code] = one
    return [found[code] for code in sorted(found)]


def _units(
    database: Database, year: int, tallies: Mapping[tuple[str, str, str], list[Row]]
) -> Iterable[CommuneFigures]:
    rows = database.rows(
        f"SELECT p.sender_level, p.sender_code, p.package_id, {','.join('u.' + name for name in _UNIT_COLUMNS)}"
        " FROM shelf AS p JOIN state_unit AS u ON u.package_id = p.package_id AND u.year = p.year"
        " WHERE p.year = ? ORDER BY p.sender_level, p.sender_code, u.commune_code, u.village_number, u.village_id",
        (year,),
    )
    groups: dict[tuple[str, ...], list[UnitSummary]] = {}
    for level, sender, package, _year, commune, name, village, _number, title, *numbers in rows:
        counted = _counted(tallies.get((package, commune, village), ()))
        unit = UnitSummary(village, title, *numbers, *(counted[counter] for counter in _COUNTERS))
        groups.setdefault((level, sender, package, commune, name), []).append(unit)
    from ntm_desktop.domain.summaries import total

    for (level, sender, package, commune, name), villages in groups.items():
        yield CommuneFigures(Level(level), sender, package, total(commune, name, villages), tuple(villages))


def _counted(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {counter: {} for counter in _COUNTERS}
    for task, *values in rows:
        for counter, value in zip(_COUNTERS, values, strict=True):
            if value:
                found[counter][task] = value
    return found


def _tallies(database: Database, year: int) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = {}
    rows = database.rows(
        f"SELECT t.package_id, t.commune_code, t.village_id, t.task, {','.join('t.' + name for name in _COUNTERS)}"
        " FROM shelf AS p JOIN state_task AS t ON t.package_id = p.package_id AND t.year = p.year WHERE p.year = ?",
        (year,),
    )
    for package, commune, village, *rest in rows:
        found.setdefault((package, commune, village), []).append(tuple(rest))
    return found


def unit_rows(database: Database, chosen: Iterable[int]) -> list[Row]:
    """Return what stands for some years, for the report upwards: the columns of the package's `unit_totals`."""
    return _upwards(
        database,
        "SELECT u.commune_code, u.commune_name, u.year, u.village_id, u.village_name, u.households, u.started,"
        " u.assessed, u.all_achieved, p.sender_code FROM shelf AS p JOIN state_unit AS u"
        " ON u.package_id = p.package_id AND u.year = p.year",
        chosen,
        year_at=2,
        # By number and not by id: the office above shows the villages as they come.
        order="u.commune_code, u.year, u.village_number, u.village_id",
    )


def task_rows(database: Database, chosen: Iterable[int]) -> list[Row]:
    """Return what stands for some years by task: the columns of the package's `task_totals`."""
    return _upwards(
        database,
        "SELECT t.commune_code, t.year, t.village_id, t.task, t.achieved, t.not_achieved, t.not_applicable,"
        " t.registered, p.sender_code FROM shelf AS p JOIN state_task AS t"
        " ON t.package_id = p.package_id AND t.year = p.year",
        chosen,
        year_at=1,
    )


def _upwards(database: Database, sql: str, chosen: Iterable[int], year_at: int, order: str = "1, 2, 3, 4") -> list[Row]:
    """Return rows without their last column, the sender: a commune's own word goes before its district's."""
    wanted = tuple(chosen)
    rows = database.rows(f"{sql} WHERE p.year IN ({','.join('?' * len(wanted))}) ORDER BY {order}", wanted)
    own = {(row[0], row[year_at]) for row in rows if row[-1] == row[0]}
    return [row[:-1] for row in rows if row[-1] == row[0] or (row[0], row[year_at]) not in own]


def expected(database: Database) -> list[ExpectedUnit]:
    """Return the offices that shall report here, as a person chose them; empty where nobody did."""
    rows = database.rows("SELECT level, code, name FROM expected_unit WHERE expected = 1 ORDER BY level, code")
    return [ExpectedUnit(Level(level), code, name) for level, code, name in rows]


def set_expected(connection: sqlite3.Connection, units: Iterable[ExpectedUnit]) -> Change | None:
    """Choose the offices that shall report here."""
    before = [row[0] for row in connection.execute("SELECT code FROM expected_unit ORDER BY level, code")]
    wanted = {(unit.level.value, unit.code): unit.name for unit in units}
    connection.execute("DELETE FROM expected_unit")
    connection.executemany(
        "INSERT INTO expected_unit (level, code, name) VALUES (?,?,?)",
        ((*key, name) for key, name in wanted.items()),
    )
    after = [code for _level, code in sorted(wanted)]
    return None if before == after else Change("expected_unit", "all", packed(before), packed(after))


def deadlines(database: Database) -> dict[int, date]:
    """Return by when the reports of each year are due."""
    rows = database.rows("SELECT year, due_on FROM report_deadline ORDER BY year")
    return {int(year): date.fromisoformat(due_on) for year, due_on in rows}


def set_deadline(connection: sqlite3.Connection, year: int, due_on: date | None) -> Change | None:
    """Say by when the reports of a year are due; None takes it back."""
    row = connection.execute("SELECT due_on FROM report_deadline WHERE year = ?", (year,)).fetchone()
    before, after = row[0] if row else None, due_on.isoformat() if due_on else None
    if before == after:
        return None
    if after is None:
        connection.execute("DELETE FROM report_deadline WHERE year = ?", (year,))
    else:
        connection.execute(
            "INSERT INTO report_deadline (year, due_on) VALUES (?,?)"
            " ON CONFLICT (year) DO UPDATE SET due_on = excluded.due_on",
            (year, after),
        )
    return Change("report_deadline", str(year), packed([before]), packed([after]))
