"""The examination sees damage, totals that went wrong, and a clock that was set back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ntm_desktop.store import integrity
from tests.store.test_backups import hire

if TYPE_CHECKING:
    import pytest

    from ntm_desktop.store.database import Database


def test_a_sound_database_has_no_faults(database: Database) -> None:
    hire(database, "Lê An")
    assert integrity.structure_faults(database) == []
    assert integrity.wrong_totals(database) == 0
    assert integrity.newest_moment(database) is None


def test_a_reference_to_nothing_is_seen(database: Database) -> None:
    database.connection.execute("PRAGMA foreign_keys = OFF")
    database.connection.execute("INSERT INTO year (year, task_set, opened_at) VALUES (2025, 'none', 'now')")
    (fault,) = integrity.structure_faults(database)
    assert fault.startswith("foreign key")


def test_what_sqlite_cannot_even_read_is_a_fault(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def execute(self, _sql: str) -> object:
            raise sqlite3.DatabaseError("malformed")

    monkeypatch.setattr(database, "connection", Broken())
    assert integrity.structure_faults(database) == ["malformed"]
    monkeypatch.undo()


def test_totals_that_went_wrong_are_counted(database: Database) -> None:
    database.connection.execute("PRAGMA foreign_keys = OFF")
    database.connection.execute(
        "INSERT INTO year_household (year, household_id, village_id, achieved) VALUES (2025, 'h', 'v', 3)"
    )
    database.connection.execute(
        "INSERT INTO answer_tally (year, village_id, task, achieved) VALUES (2025, 'v', '1', 2)"
    )
    assert integrity.wrong_totals(database) == 2


def test_the_newest_moment_is_the_latest_not_the_last(database: Database) -> None:
    with database.atomic() as connection:
        for year in (2026, 2016):
            at = datetime(year, 11, 22, tzinfo=UTC).isoformat()
            connection.execute("INSERT INTO journal (at, action) VALUES (?, 'x')", (at,))
    newest = integrity.newest_moment(database)
    assert newest is not None
    assert newest.year == 2026
