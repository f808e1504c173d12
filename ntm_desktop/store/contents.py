"""What a database file holds, as one hash a table: two files hold the same when all of these are equal."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.store.faults import translated

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

# A restored backup is another history: only the name of the history differs.
OF_THE_COPY: Mapping[str, Collection[str]] = {"office": ("lineage",)}


@dataclass(frozen=True, slots=True)
class TableContent:
    """The rows of a table: how many, and the SHA-256 of all their values in the order of the key."""

    rows: int
    sha256: str


def contents(path: Path, without: Mapping[str, Collection[str]] = OF_THE_COPY) -> dict[str, TableContent]:
    """Return the content of every table of a database file that nobody writes to, leaving out some columns.

    EnvironmentFault `store.*` where the file cannot be read.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with translated(str(path)), closing(sqlite3.connect(uri, uri=True)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        return {name: _content(connection, name, without.get(name, ())) for (name,) in names.fetchall()}


def _content(connection: sqlite3.Connection, table: str, without: Collection[str]) -> TableContent:
    info = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    columns = [name for name, _key in info if name not in without]
    key = [name for name, place in sorted(info, key=lambda column: column[1]) if place] or columns
    sql = f"SELECT {_listed(columns)} FROM {_listed([table])} ORDER BY {_listed(key)}"
    digest, count = hashlib.sha256(), 0
    for row in connection.execute(sql):
        digest.update(repr(row).encode())
        count += 1
    return TableContent(count, digest.hexdigest())


def _listed(names: Collection[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
