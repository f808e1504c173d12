"""The database's shape, as numbered frozen steps. A step is never edited after a release; a new one follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.store import schema_0001, schema_0002, schema_0003, schema_0004

if TYPE_CHECKING:
    import sqlite3

# "NTMD" in ASCII: tells `file` and us that a SQLite file is one of ours.
APPLICATION_ID = 0x4E544D44
STEPS = (
    ("0001_first", schema_0001.STATEMENTS),
    ("0002_facts", schema_0002.STATEMENTS),
    ("0003_replay", schema_0003.STATEMENTS),
    ("0004_journal_line", schema_0004.STATEMENTS),
)
VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the pending steps, each in its own transaction, and note the version.

    sqlite-utils keeps the list of applied steps; it is imported only when there is something to do, because it
    costs a tenth of a second at every start.
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("ntm")
    for number, (name, statements) in enumerate(STEPS, start=1):
        steps(name=name)(_step(number, statements))
    steps.apply(Database(connection, execute_plugins=False))


def _step(number: int, statements: tuple[str, ...]) -> _Step:
    return _Step(number, statements)


class _Step:
    """One migration: its statements, then its number as user_version, in the same transaction."""

    def __init__(self, number: int, statements: tuple[str, ...]) -> None:
        self.__name__ = f"step_{number:04d}"
        self._number = number
        self._statements = statements

    def __call__(self, db: object) -> None:
        connection: sqlite3.Connection = db.conn  # type: ignore[attr-defined]  # sqlite-utils' own attribute
        for statement in self._statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {self._number}")
