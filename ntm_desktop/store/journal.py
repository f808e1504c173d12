"""The journal: every change writes who, when, what, before and after, in the same transaction as the change."""

from __future__ import annotations

import json
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ntm_desktop.frozen import frozen
from ntm_desktop.store import journal_tally, settling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from ntm_desktop.errors import Fact
    from ntm_desktop.store.database import Database


@frozen
class Change:
    """One row before and after: JSON text of the row, None where there was or is none."""

    kind: str
    key: str
    before: str | None
    after: str | None

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.kind, self.key, self.after, self.before)


@frozen
class Author:
    """Who works: the staff member chosen at start; empty for the command line without a name."""

    id: str = ""
    name: str = ""


@frozen
class Entry:
    """A line of the journal as a person reads it."""

    id: int
    at: datetime
    author: str
    action: str
    facts: Mapping[str, Fact]
    changes: int
    undoable: bool
    undone: bool


@frozen
class Note:
    """What is written into the journal beside the changes."""

    action: str
    author: Author
    at: datetime
    facts: Mapping[str, Fact] = field(default_factory=dict)
    undoable: bool = True
    undo_of: int | None = None
    redo_of: int | None = None


@frozen
class Unsent:
    """How much has changed since the last package to the superior, and since when."""

    changes: int
    since: datetime | None


def packed(row: Mapping[str, object] | Sequence[object] | None) -> str | None:
    """Return a value as compact JSON text."""
    return None if row is None else _COMPACT.encode(row)


# A line without changes: an export of people's data.
_NO_CHANGE = (None, None, None, None)
_LINE = (
    "INSERT INTO journal (at, staff_id, staff_name, action, facts, undoable, undo_of, redo_of, changes,"
    " kind, key, before, after) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
# Made once: json.dumps makes an encoder for each call that asks for anything but its own defaults.
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write(connection: sqlite3.Connection, note: Note, changes: Sequence[Change]) -> int:
    """Write an entry with its changes inside the caller's transaction; return its number."""
    facts = _packed_facts(tuple(note.facts.items()), tuple(map(type, note.facts.values())))
    replay = int(note.undoable), note.undo_of, note.redo_of
    first = _columns(changes[0]) if changes else _NO_CHANGE
    what = (note.at.isoformat(), note.author.id, note.author.name, note.action, facts, *replay, len(changes), *first)
    entry = _insert(connection, what)
    if len(changes) > 1:
        _write_the_rest(connection, entry, changes)
    return entry


def write_one(
    connection: sqlite3.Connection, at: datetime, author: Author, action: str, facts: str, one: Change
) -> int:
    """Write an undoable entry of one change, its facts packed before; return its number: what every answer does."""
    change = one.kind, one.key, one.before, one.after
    return _insert(connection, (at.isoformat(), author.id, author.name, action, facts, 1, None, None, 1, *change))


def _insert(connection: sqlite3.Connection, line: tuple[object, ...]) -> int:
    entry = connection.execute(_LINE, line).lastrowid or 0  # never 0: SQLite gives a rowid after an INSERT
    if entry % settling.AFTER == 0:
        settling.settle(connection)
    return entry


@lru_cache(maxsize=256)
def _packed_facts(facts: tuple[tuple[str, Fact], ...], _types: tuple[type, ...]) -> str | None:
    """Return facts as JSON; the same ones come again and again. 1 and 1.0 are equal, so their types tell them apart."""
    return packed(dict(facts))


def _columns(change: Change) -> tuple[str, str, str | None, str | None]:
    return change.kind, change.key, change.before, change.after


def _write_the_rest(connection: sqlite3.Connection, entry: int, changes: Sequence[Change]) -> None:
    """Write the changes after the first, and how many there are of what."""
    connection.executemany(
        "INSERT INTO journal_change (journal_id, position, kind, key, before, after) VALUES (?,?,?,?,?,?)",
        ((entry, position, *_columns(changes[position])) for position in range(1, len(changes))),
    )
    journal_tally.add(connection, entry, ((change.kind, change.key) for change in changes))


def changes_of(database: Database, entry: int) -> list[Change]:
    """Return the changes of an entry, in the order they were made."""
    rows = database.rows(
        "SELECT kind, key, before, after FROM journal_row WHERE journal_id = ? ORDER BY position", (entry,)
    )
    return [Change(*row) for row in rows]


def actions_since(database: Database, entry: int, limit: int) -> list[str]:
    """Return what was done after an entry, oldest first, at most `limit` of it."""
    rows = database.rows("SELECT action FROM journal WHERE id > ? ORDER BY id LIMIT ?", (entry, limit))
    return [row[0] for row in rows]


def next_undo(database: Database) -> int | None:
    """Return the entry that undo would take back: the newest that stands and can be undone."""
    found = database.value(
        "SELECT max(id) FROM journal WHERE undoable = 1 AND undone_by IS NULL AND undo_of IS NULL AND redo_of IS NULL"
    )
    return None if found is None else int(found)


def next_redo(database: Database) -> int | None:
    """Return the undone entry that redo would bring back, unless something else was changed since its undoing."""
    newest = database.value("SELECT max(id) FROM journal WHERE undo_of IS NULL AND redo_of IS NULL AND undoable = 1")
    found = database.row(
        "SELECT undo.id, undo.undo_of FROM journal AS undo JOIN journal AS done ON done.undone_by = undo.id"
        " WHERE undo.undo_of IS NOT NULL ORDER BY undo.id DESC LIMIT 1"
    )
    if found is None or (newest is not None and newest > found[0]):
        return None
    return int(found[1])


def mark_undone(connection: sqlite3.Connection, entry: int, by: int | None) -> None:
    """Note that `entry` was undone by another entry, or (None) that it stands again."""
    connection.execute("UPDATE journal SET undone_by = ? WHERE id = ?", (by, entry))


def entry(database: Database, number: int) -> Entry | None:
    """Return one entry, or None."""
    rows = _entries(database, "WHERE id = ?", (number,))
    return rows[0] if rows else None


def recent(database: Database, limit: int = 200) -> list[Entry]:
    """Return the newest entries, newest first."""
    return _entries(database, "ORDER BY id DESC LIMIT ?", (limit,))


def count_since(database: Database, moment: datetime) -> int:
    """Return how many row changes were made after a moment."""
    found = database.value("SELECT coalesce(sum(changes), 0) FROM journal WHERE at > ?", (moment.isoformat(),))
    return int(found)


def count_after(database: Database, entry: int) -> int:
    """Return how many row changes were made after an entry."""
    return int(database.value("SELECT coalesce(sum(changes), 0) FROM journal WHERE id > ?", (entry,)))


def history(
    database: Database, key: str, kind: Literal["household", "fact"] = "household"
) -> list[tuple[Entry, Change]]:
    """Return what happened to one row of these kinds, oldest first; before and after are JSON objects."""
    rows = database.rows(
        # the kind stands in the text, so that its partial index is used
        f"SELECT journal_id, kind, key, before, after FROM journal_row WHERE kind = '{kind}' AND key = ?"
        " ORDER BY journal_id, position",
        (key,),
    )
    found = []
    for number, *change in rows:
        line = entry(database, number)
        if line is not None:
            found.append((line, Change(*change)))
    return found


def naming(database: Database, code: str, actions: Sequence[str]) -> list[Entry]:
    """Return what some actions did with households in the name of the one that has this code, oldest first."""
    marks = ",".join("?" * len(actions))
    # The index holds the few lines that begin with a household; the many that begin with an answer are not looked at.
    tail = f"INDEXED BY journal_household WHERE kind = 'household' AND action IN ({marks})"
    return _entries(database, f"{tail} AND json_extract(facts, '$.household') = ? ORDER BY id", (*actions, code))


def mark(database: Database) -> int:
    """Return the number of the newest entry: what a package written now contains."""
    return int(database.value("SELECT coalesce(max(id), 0) FROM journal"))


def _entries(database: Database, tail: str, parameters: tuple[object, ...]) -> list[Entry]:
    rows = database.rows(
        f"SELECT id, at, staff_name, action, facts, changes, undoable, undone_by FROM journal {tail}",
        parameters,
    )
    return [
        Entry(
            id=row[0],
            at=datetime.fromisoformat(row[1]),
            author=row[2],
            action=row[3],
            facts=json.loads(row[4]),
            changes=row[5],
            undoable=bool(row[6]),
            undone=row[7] is not None,
        )
        for row in rows
    ]
