"""One office's database: opening, pragmas, transactions and read snapshots."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.store import migrations
from ntm_desktop.store.faults import fault_of, translated
from ntm_desktop.store.volumes import refuse_network_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

MINIMUM_SQLITE = (3, 37, 0)
_BUSY_MILLISECONDS = 5000
Row = tuple[Any, ...]
Connection = sqlite3.Connection


class Database:
    """A connection to an office's live database, or a reader beside it.

    Writes happen only inside `atomic`; what a block wrote is on the disk when the block ends (WAL with
    synchronous=FULL), and nothing of it is there when the block fails.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        # Rows that never change once written (editions of the task list), decoded once.
        self.unchanging: dict[str, object] = {}
        self.name = str(path)
        self._file = _identity(self.name)

    def atomic(self) -> AbstractContextManager[sqlite3.Connection]:
        """Run a block as one transaction; nested blocks join the outer one."""
        return _Atomic(self)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Run a block of reads that all see the same moment."""
        if self._in_transaction():
            yield self.connection
            return
        with translated(self.name):
            self.connection.execute("BEGIN")
            try:
                # A deferred transaction takes its snapshot at its first read.
                self.connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
                yield self.connection
            finally:
                self.connection.rollback()

    def _in_transaction(self) -> bool:
        with translated(self.name):  # a closed connection does not even tell this
            return self.connection.in_transaction

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Row]:
        """Return all rows of a query."""
        with translated(self.name):
            return self.connection.execute(sql, tuple(parameters)).fetchall()

    def row(self, sql: str, parameters: Iterable[Any] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with translated(self.name):
            found: Row | None = self.connection.execute(sql, tuple(parameters)).fetchone()
            return found

    def value(self, sql: str, parameters: Iterable[Any] = ()) -> Any:  # noqa: ANN401 - SQLite's own value
        """Return the first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def reader(self) -> Database:
        """Return a read-only connection of its own to the same file, for a worker; close it after use."""
        return open_reader(self.path)

    def refuse_swapped(self) -> None:
        """Write nothing where another file lies under our name: SQLite would write to one that nobody finds again."""
        if self._file is not None and _identity(self.name) != self._file:
            raise EnvironmentFault("store.swapped", file=self.name)

    def close(self) -> None:
        """Close the connection; what was committed is safe."""
        self.connection.close()


class _Atomic:
    """A block as one transaction; no generator, because every answer stands in one."""

    __slots__ = ("_database", "_joined")

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> sqlite3.Connection:
        database = self._database
        try:
            self._joined = database.connection.in_transaction
            if not self._joined:
                database.refuse_swapped()
                database.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as fault:
            raise fault_of(fault, database.name) from fault
        return database.connection

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if not self._joined:
            try:
                self._end(error)
            except sqlite3.Error as fault:
                raise fault_of(fault, self._database.name) from fault

    def _end(self, error: BaseException | None) -> None:
        connection = self._database.connection
        if error is None:
            try:
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.rollback()
                raise
        else:
            connection.rollback()
            if isinstance(error, sqlite3.Error):
                raise error


def _identity(path: str) -> tuple[int, int] | None:
    """Return what tells a file from another under the same name; None where there is none (a database in memory)."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked before every change
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_database(path: Path, before_migration: Callable[[Path], object] | None = None) -> Database:
    """Open (or make) the live database at `path` and bring it to this version.

    `before_migration` is called with the path when an existing database needs migrating: it makes the backup.
    Raises EnvironmentFault: `store.network_path`, `store.newer_version`, `store.damaged`, `store.read_only`,
    `store.cannot_open`, `store.old_sqlite`.
    """
    refuse_network_path(path)
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        raise EnvironmentFault("store.old_sqlite", found=sqlite3.sqlite_version)
    existed = path.exists() and path.stat().st_size > 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault("store.read_only", file=str(path.parent)) from error
    with translated(str(path)):
        connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        try:
            _prepare(connection)
            _bring_up_to_date(connection, path, existed=existed, before_migration=before_migration)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return Database(path, connection)


def open_reader(path: Path) -> Database:
    """Open an existing database read-only; raises `store.cannot_open` where there is none."""
    with translated(str(path)):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    return Database(path, connection)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")


def _bring_up_to_date(
    connection: sqlite3.Connection,
    path: Path,
    *,
    existed: bool,
    before_migration: Callable[[Path], object] | None,
) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.VERSION:
        raise EnvironmentFault("store.newer_version", file=str(path), found=version, known=migrations.VERSION)
    if existed and connection.execute("PRAGMA application_id").fetchone()[0] not in {
        0,
        migrations.APPLICATION_ID,
    }:
        raise EnvironmentFault("store.not_ours", file=str(path))
    if version == migrations.VERSION:
        return
    if existed and version and before_migration is not None:
        before_migration(path)
    migrations.migrate(connection)
