"""Opening, transactions, snapshots, and every way in which opening is refused."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import BugError, EnvironmentFault, NtmError
from ntm_desktop.store import database as database_module
from ntm_desktop.store import migrations
from ntm_desktop.store.database import Database, open_database, open_reader
from ntm_desktop.store.faults import fault_of, translated

if TYPE_CHECKING:
    from collections.abc import Callable

ADD_STAFF = "INSERT INTO staff (id, name) VALUES (?, ?)"


def refused(act: Callable[[], object]) -> NtmError:
    with pytest.raises(NtmError) as caught:
        act()
    return caught.value


def test_a_new_database_is_durable_and_careful(database: Database) -> None:
    pragmas = {name: database.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert database.value("PRAGMA trusted_schema") == 0
    assert database.value("PRAGMA application_id") == migrations.APPLICATION_ID
    assert database.value("PRAGMA user_version") == migrations.VERSION


def test_every_table_is_strict(database: Database) -> None:
    tables = database.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {name for name, strict in tables if not strict and not name.startswith(("sqlite_", "_sqlite"))}
    assert loose == set()


def test_a_block_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.atomic() as connection:
        connection.execute(ADD_STAFF, ("1", "Lê An"))
        raise ZeroDivisionError
    assert database.rows("SELECT * FROM staff") == []


def test_an_inner_block_joins_the_outer_one(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.atomic():
        with database.atomic() as connection:
            connection.execute(ADD_STAFF, ("1", "Lê An"))
        raise ZeroDivisionError
    assert database.rows("SELECT * FROM staff") == []


def test_a_commit_that_is_refused_rolls_back(database: Database) -> None:
    def break_a_reference() -> None:
        with database.atomic() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            connection.execute("INSERT INTO journal (at, action, undo_of) VALUES ('now', 'x', 999)")

    assert isinstance(refused(break_a_reference), BugError)
    assert not database.connection.in_transaction
    assert database.value("SELECT count(*) FROM journal") == 0


def test_a_snapshot_sees_one_moment(database: Database) -> None:
    reader = database.reader()
    with reader.snapshot():
        with database.atomic() as connection:
            connection.execute(ADD_STAFF, ("1", "Lê An"))
        assert reader.rows("SELECT * FROM staff") == []
        with reader.snapshot() as inner:
            assert inner.execute("SELECT count(*) FROM staff").fetchone() == (0,)
    assert len(reader.rows("SELECT * FROM staff")) == 1
    reader.close()


def test_a_reader_cannot_write(database: Database) -> None:
    with closing(open_reader(database.path)) as reader:
        assert refused(lambda: reader.rows("DELETE FROM staff")).code == "store.read_only"


def test_a_reader_of_nothing_is_refused(tmp_path: Path) -> None:
    assert refused(lambda: open_reader(tmp_path / "none.sqlite3").rows("SELECT 1 FROM office")).code == (
        "store.cannot_open"
    )


def test_a_database_of_a_newer_program_is_left_alone(database: Database) -> None:
    database.connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    before = database.path.read_bytes()
    error = refused(lambda: open_database(database.path))
    assert (error.code, error.facts["found"]) == ("store.newer_version", migrations.VERSION + 1)
    assert database.path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ntm.sqlite3"
    path.write_bytes(b"Khong phai du lieu. " * 400)
    assert refused(lambda: open_database(path)).code == "store.damaged"


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ntm.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 7")
        other.execute("CREATE TABLE t (a)")
    assert refused(lambda: open_database(path)).code == "store.not_ours"


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "office").write_text("a file")
    assert refused(lambda: open_database(tmp_path / "office" / "ntm.sqlite3")).code == "store.read_only"


def test_a_network_path_is_refused() -> None:
    assert refused(lambda: open_database(Path("//server/share/ntm.sqlite3"))).code == "store.network_path"


def test_an_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "MINIMUM_SQLITE", (99, 0, 0))
    assert refused(lambda: open_database(tmp_path / "ntm.sqlite3")).code == "store.old_sqlite"


def test_migrating_an_older_database_is_preceded_by_a_backup(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    later = (*migrations.STEPS, ("9999_later", ("CREATE TABLE later (a INTEGER) STRICT",)))
    monkeypatch.setattr(migrations, "STEPS", later)
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    asked: list[Path] = []
    opened = open_database(database.path, before_migration=asked.append)
    assert asked == [database.path]
    assert opened.value("SELECT count(*) FROM later") == 0
    opened.close()
    again = open_database(database.path, before_migration=asked.append)
    assert asked == [database.path]
    again.close()


def test_a_migration_that_fails_leaves_the_old_shape(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    database.close()
    broken = (*migrations.STEPS, ("9999_broken", ("CREATE TABLE later (a INTEGER) STRICT", "NO SQL AT ALL")))
    monkeypatch.setattr(migrations, "STEPS", broken)
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    refused(lambda: open_database(database.path))
    with closing(sqlite3.connect(database.path)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (len(migrations.STEPS) - 1,)
        assert plain.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (sqlite3.SQLITE_FULL, "store.disk_full"),
        (sqlite3.SQLITE_BUSY, "store.locked"),
        (sqlite3.SQLITE_CORRUPT, "store.damaged"),
        (sqlite3.SQLITE_CANTOPEN, "store.cannot_open"),
        (sqlite3.SQLITE_IOERR_WRITE, "store.disk_fault"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "store.read_only"),
    ],
)
def test_each_environment_fault_has_its_code(number: int, code: str) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = number
    found = fault_of(error, "ntm.sqlite3")
    assert (found.code, isinstance(found, EnvironmentFault)) == (code, True)


def test_a_broken_constraint_is_a_bug_of_ours(database: Database) -> None:
    def twice() -> None:
        with translated("ntm.sqlite3"):
            database.connection.executemany(ADD_STAFF, [("1", "An"), ("1", "An")])

    assert refused(twice).code == "store.unexpected"


def test_an_error_without_a_number_is_a_bug_of_ours() -> None:
    assert fault_of(sqlite3.ProgrammingError("closed"), "x").code == "store.unexpected"


def test_a_full_disk_is_told_and_nothing_is_half_written(database: Database) -> None:
    pages = database.value("PRAGMA page_count")
    database.connection.execute(f"PRAGMA max_page_count = {pages + 3}")

    def too_much() -> None:
        with database.atomic() as connection:
            connection.executemany(ADD_STAFF, ((str(number), "x" * 900) for number in range(100)))

    assert refused(too_much).code == "store.disk_full"
    assert database.value("SELECT count(*) FROM staff") == 0


def test_a_read_only_folder_is_told(database: Database) -> None:
    database.close()
    database.path.chmod(stat.S_IRUSR)
    with closing(open_reader(database.path)) as reader:
        assert refused(lambda: reader.rows("DELETE FROM staff")).code == "store.read_only"
