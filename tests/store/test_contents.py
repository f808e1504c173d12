"""One hash a table: equal for equal content whatever the file's pages, different for one changed value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.store import backups
from ntm_desktop.store.contents import contents
from tests.store.test_backups import NOW, hire

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.store.database import Database


def test_a_copy_holds_the_same_and_one_value_more_is_seen(database: Database, tmp_path: Path) -> None:
    hire(database, "Lê An")
    first = contents(backups.write(database.path, tmp_path / "a", NOW, "manual").path)
    again = contents(backups.write(database.path, tmp_path / "b", NOW, "manual").path)
    assert first == again
    assert first["staff"].rows == 1
    hire(database, "Lê Bình")
    later = contents(backups.write(database.path, tmp_path / "c", NOW, "manual").path)
    assert {name for name in later if later[name] != first[name]} == {"staff"}


def test_what_belongs_to_the_copy_alone_does_not_count(database: Database, tmp_path: Path) -> None:
    columns = "level, code, name, province_code, province_name, regime, lineage, created_at"
    with database.atomic() as connection:
        connection.execute(
            f"INSERT INTO office (id, {columns}) VALUES (1,'commune','30889','Xã Mẫu','91','An Giang','r','old','now')"
        )
    made = backups.write(database.path, tmp_path / "a", NOW, "manual").path
    live = tmp_path / "restored.sqlite3"
    backups.restore(made, live, "new")
    assert contents(live) == contents(made)
    assert contents(live, {}) != contents(made, {})


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"store.cannot_open"):
        contents(tmp_path / "none")
