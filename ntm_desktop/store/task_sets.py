"""Editions of the household task list that this office has used or typed in. An edition is never changed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.tasks import Task, TaskSet
from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3

    from ntm_desktop.store.database import Database


def editions(database: Database) -> list[TaskSet]:
    """Return every edition kept, by set and edition."""
    rows = database.rows("SELECT key FROM task_set ORDER BY set_id, edition")
    return [found for (key,) in rows if (found := edition(database, key)) is not None]


def edition(database: Database, key: str) -> TaskSet | None:
    """Return one edition with its tasks, or None. An edition never changes, so it is read once."""
    known = database.unchanging.get(key)
    if isinstance(known, TaskSet):
        return known
    found = _read(database, key)
    if found is not None:
        database.unchanging[key] = found
    return found


def _read(database: Database, key: str) -> TaskSet | None:
    row = database.row(
        "SELECT set_id, edition, title, official, legal_basis, valid_from, valid_to, note FROM task_set WHERE key = ?",
        (key,),
    )
    if row is None:
        return None
    tasks = database.rows(
        "SELECT code, name, short_name, required, statuses, provenance FROM task WHERE task_set = ? ORDER BY position",
        (key,),
    )
    return TaskSet(
        set_id=row[0],
        edition=row[1],
        title=row[2],
        tasks=tuple(_task(task) for task in tasks),
        official=bool(row[3]),
        legal_basis=row[4],
        valid_from=_day(row[5]),
        valid_to=_day(row[6]),
        note=row[7],
    )


def add(connection: sqlite3.Connection, new: TaskSet) -> Change | None:
    """Keep an edition; None where that very edition is there already."""
    if connection.execute("SELECT 1 FROM task_set WHERE key = ?", (new.key,)).fetchone():
        return None
    connection.execute(
        "INSERT INTO task_set (key, set_id, edition, title, official, legal_basis, valid_from, valid_to, note)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (
            new.key,
            new.set_id,
            new.edition,
            new.title,
            int(new.official),
            new.legal_basis,
            new.valid_from.isoformat() if new.valid_from else None,
            new.valid_to.isoformat() if new.valid_to else None,
            new.note,
        ),
    )
    connection.executemany(
        "INSERT INTO task (task_set, code, position, name, short_name, required, statuses, provenance)"
        " VALUES (?,?,?,?,?,?,?,?)",
        [
            (
                new.key,
                task.code,
                position,
                task.name,
                task.short_name,
                int(task.required),
                json.dumps([status.value for status in task.statuses]),
                task.provenance,
            )
            for position, task in enumerate(new.tasks, start=1)
        ],
    )
    return Change("task_set", new.key, None, packed({"key": new.key, "title": new.title, "tasks": list(new.codes)}))


def _task(row: tuple[object, ...]) -> Task:
    code, name, short_name, required, statuses, provenance = row
    return Task(
        code=str(code),
        name=str(name),
        short_name=str(short_name),
        required=bool(required),
        statuses=tuple(Status(status) for status in json.loads(str(statuses))),
        provenance=str(provenance),
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
