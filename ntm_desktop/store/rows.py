"""Rows by their key, for the journal: read one as JSON, put one back, whatever the table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

# Columns that make the key (joined by "/" in the journal) and columns that are kept; totals are computed anew.
KEYS: Mapping[str, tuple[str, ...]] = {
    "village": ("id",),
    "household": ("id",),
    "staff": ("id",),
    "year": ("year",),
    "year_household": ("year", "household_id"),
    "answer": ("year", "household_id", "task"),
    "fact": ("year", "name", "subject"),
    "evaluation": ("id",),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "village": (
        "id",
        "number",
        "name",
        "word",
        "ethnic_minority_area",
        "closed",
        "note",
        "name_key",
        "folded",
    ),
    "household": (
        *("id", "code", "village_id", "head", "birth_year", "sex", "ethnic_group", "poverty", "members"),
        *(
            "address",
            "phone",
            "personal_id",
            "note",
            "status",
            "status_on",
            "successor_id",
            "folded",
            "person_key",
        ),
    ),
    "staff": ("id", "name", "post", "active"),
    "year": ("year", "task_set", "opened_at"),
    "year_household": ("year", "household_id", "village_id"),
    "answer": ("year", "household_id", "task", "status", "registered", "remark", "answered_on"),
    "fact": ("year", "name", "subject", "type", "value", "on_day", "source"),
    "evaluation": (
        *("id", "criteria", "subject", "year", "region", "zone_group", "outcome", "verdict", "facts", "made_at"),
    ),
}


# Kept by the hundred thousand: the journal writes only their values, in the order of COLUMNS without the key.
COMPACT = frozenset({"answer", "year_household"})


def pack(table: str, row: Mapping[str, object] | None) -> str | None:
    """Return a row as the text that the journal keeps of it."""
    if row is None or table not in COMPACT:
        return packed(row)
    return packed([row[name] for name in COLUMNS[table][len(KEYS[table]) :]])


def unpack(table: str, key: str, text: str | None) -> dict[str, Any] | None:
    """Return the row that the journal's text stands for."""
    if text is None:
        return None
    if table not in COMPACT:
        row: dict[str, Any] = json.loads(text)
        return row
    values = [int(part) if part.isdigit() and at == 0 else part for at, part in enumerate(_parts(table, key))]
    return dict(zip(COLUMNS[table], [*values, *json.loads(text)], strict=True))


def read(connection: sqlite3.Connection, table: str, key: str) -> dict[str, object] | None:
    """Return the kept columns of a row, or None where there is none."""
    names = COLUMNS[table]
    where = " AND ".join(f"{name} = ?" for name in KEYS[table])
    row = connection.execute(f"SELECT {','.join(names)} FROM {table} WHERE {where}", _parts(table, key)).fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def put(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    """Insert a row, or update it where its key is there (so that computed columns and references stay)."""
    names = COLUMNS[table]
    keys = KEYS[table]
    updates = ",".join(f"{name}=excluded.{name}" for name in names if name not in keys)
    connection.execute(
        f"INSERT INTO {table} ({','.join(names)}) VALUES ({','.join('?' * len(names))})"
        f" ON CONFLICT ({','.join(keys)}) DO UPDATE SET {updates}",
        tuple(row[name] for name in names),
    )


def remove(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Delete a row; a reference to it refuses at the end of the transaction."""
    where = " AND ".join(f"{name} = ?" for name in KEYS[table])
    connection.execute(f"DELETE FROM {table} WHERE {where}", _parts(table, key))


def save(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> Change | None:
    """Put a row and return the change, or None where nothing differs."""
    key = key_of(table, row)
    before = read(connection, table, key)
    kept = {name: row[name] for name in COLUMNS[table]}
    if before == kept:
        return None
    put(connection, table, kept)
    return Change(table, key, pack(table, before), pack(table, kept))


def insert_many(connection: sqlite3.Connection, table: str, new: Iterable[Mapping[str, object]]) -> list[Change]:
    """Insert rows that are known to be new, in bulk; return the changes. A row that is there fails the transaction."""
    names = COLUMNS[table]
    kept = [{name: row[name] for name in names} for row in new]
    connection.executemany(
        f"INSERT INTO {table} ({','.join(names)}) VALUES ({','.join('?' * len(names))})",
        [tuple(row.values()) for row in kept],
    )
    return [Change(table, key_of(table, row), None, pack(table, row)) for row in kept]


def delete(connection: sqlite3.Connection, table: str, key: str) -> Change | None:
    """Remove a row and return the change, or None where there was none."""
    before = read(connection, table, key)
    if before is None:
        return None
    remove(connection, table, key)
    return Change(table, key, pack(table, before), None)


def restore(connection: sqlite3.Connection, change: Change) -> None:
    """Bring a row to the `after` of a change."""
    row = unpack(change.kind, change.key, change.after)
    if row is None:
        remove(connection, change.kind, change.key)
    else:
        put(connection, change.kind, row)


def key_of(table: str, row: Mapping[str, object]) -> str:
    """Return the journal's key of a row."""
    return "/".join(str(row[name]) for name in KEYS[table])


def _parts(table: str, key: str) -> tuple[str, ...]:
    # Ids and codes have no slash; a task code might, and it stands last.
    return tuple(key.split("/", len(KEYS[table]) - 1))
