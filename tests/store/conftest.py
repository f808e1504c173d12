"""A real database in a folder of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.store.database import Database, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "ntm.sqlite3")
    yield opened
    opened.close()
