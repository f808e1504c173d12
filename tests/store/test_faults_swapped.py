"""A database file swapped under the running program: nothing is acknowledged that nobody would find again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.store.database import Database, open_database
from tests.store.test_backups import hire

if TYPE_CHECKING:
    from collections.abc import Callable

posix = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")


def replaced(path: Path) -> None:
    other = path.with_name("other.sqlite3")
    with closing(open_database(other)) as database:
        hire(database, "Người khác")
    other.replace(path)


def copied_over(path: Path) -> None:
    """Put a copy of the same database in its place: the same content, but another file."""
    shutil.copyfile(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


@posix
@pytest.mark.parametrize("swap", [replaced, copied_over, Path.unlink])
def test_writing_stops_before_anything_is_acknowledged(database: Database, swap: Callable[[Path], object]) -> None:
    hire(database, "Lê An")
    swap(database.path)
    with pytest.raises(EnvironmentFault) as caught:
        hire(database, "Lê Bình")
    assert caught.value.code == "store.swapped"
    assert not database.connection.in_transaction
    assert database.rows("SELECT name FROM staff") == [("Lê An",)]


def test_a_database_in_memory_has_no_file_to_swap(database: Database) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        database.connection.backup(connection)
        memory = Database(Path(":memory:"), connection)
        hire(memory, "Lê An")
        assert memory.value("SELECT count(*) FROM staff") == 1
