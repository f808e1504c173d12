"""Facts as rows: entered by people, or computed and kept with the line of the journal that they were computed at.

A computed fact is stale when the journal has a later line of a kind that it depends on. That is asked of
`journal_tally`, one seek a kind and year, so nothing is counted again to know it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.fact_values import read, written
from ntm_desktop.domain.facts import Fact, FactType, type_of
from ntm_desktop.store import journal, journal_tally, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from ntm_desktop.store.database import Database, Row
    from ntm_desktop.store.journal import Change, Entry


@dataclass(frozen=True, slots=True)
class KeptFact:
    """A fact as it is kept: of a year (0 for none), computed by the program or entered by a person."""

    year: int
    fact: Fact
    computed: bool = False


def save(connection: sqlite3.Connection, year: int, fact: Fact) -> Change | None:
    """Keep what a person entered; None where it was there already. The fact has a value, a day and a source."""
    if fact.value is None or fact.on is None:
        raise ValueError(fact.name)
    row = {
        "year": year,
        "name": fact.name,
        "subject": fact.subject,
        "type": type_of(fact.value).value,
        "value": written(fact.value),
        "on_day": fact.on.isoformat(),
        "source": fact.source,
    }
    return rows.save(connection, "fact", row)


def remove(connection: sqlite3.Connection, year: int, name: str, subject: str) -> Change | None:
    """Take away what a person entered; None where there is nothing."""
    return rows.delete(connection, "fact", f"{year}/{name}/{subject}")


def entered(database: Database, subjects: Iterable[str] | None = None, year: int | None = None) -> list[KeptFact]:
    """Return what people entered about subjects (all) for a year and for none, or for every year."""
    found = _found(database, "name, value, subject, on_day, source, type", "fact", subjects, year)
    return [
        KeptFact(row[6], Fact(row[0], read(FactType(row[5]), row[1]), row[2], date.fromisoformat(row[3]), row[4]))
        for row in found
    ]


def keep(connection: sqlite3.Connection, year: int, subject: str, facts: Iterable[Fact], mark: int) -> None:
    """Keep what was computed about a subject in the same transaction, in place of what was kept before.

    There is no line in the journal: nobody decided anything, and it can be computed again at any time.
    """
    connection.execute("DELETE FROM fact_computed WHERE year = ? AND subject = ?", (year, subject))
    connection.executemany(
        "INSERT INTO fact_computed (year, subject, name, type, value, on_day, journal_mark, depends)"
        " VALUES (?,?,?,?,?,?,?,?)",
        [
            (
                *(year, subject, one.name, type_of(one.value).value, written(one.value)),
                *(one.on.isoformat() if one.on else "", mark, ",".join(one.depends)),
            )
            for one in facts
            if one.value is not None
        ],
    )


def computed(database: Database, subjects: Iterable[str] | None = None, year: int | None = None) -> list[KeptFact]:
    """Return what was computed about subjects (all) for a year, or for every year; stale where data changed since."""
    found = _found(
        database, "name, value, subject, on_day, depends, type, journal_mark", "fact_computed", subjects, year
    )
    newest: dict[tuple[str, int], int] = {}
    kept = []
    for name, value, subject, on_day, depends, type_, mark, of_year in found:
        kinds = tuple(depends.split(","))
        fact = Fact(
            name,
            read(FactType(type_), value),
            subject,
            date.fromisoformat(on_day) if on_day else None,
            "computed",
            kinds,
        )
        stale = any(_newest(database, newest, kind, of_year) > mark for kind in kinds)
        kept.append(KeptFact(of_year, replace(fact, stale=stale), computed=True))
    return kept


def history(database: Database, year: int, name: str, subject: str) -> list[tuple[Entry, Change]]:
    """Return what happened to an entered fact, oldest first; before and after are JSON objects."""
    return journal.history(database, f"{year}/{name}/{subject}", "fact")


def _newest(database: Database, known: dict[tuple[str, int], int], kind: str, year: int) -> int:
    if (kind, year) not in known:
        known[kind, year] = journal_tally.newest(database, kind, year)
    return known[kind, year]


def _found(database: Database, columns: str, table: str, subjects: Iterable[str] | None, year: int | None) -> list[Row]:
    conditions, values = ["1"], list[object]()
    if subjects is not None:
        wanted = tuple(subjects)
        conditions.append(f"subject IN ({','.join('?' * len(wanted))})")
        values += wanted
    if year is not None:
        conditions.append("year IN (0, ?)")
        values.append(year)
    where = " AND ".join(conditions)
    return database.rows(f"SELECT {columns}, year FROM {table} WHERE {where} ORDER BY subject, name, year", values)
