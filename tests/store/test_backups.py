"""Backups are believed only after they were opened; restoring is all or nothing; the plan of what is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.errors import EnvironmentFault, NtmError, UserError
from ntm_desktop.store import backups, migrations, received, shelf
from ntm_desktop.store.database import Database, open_database
from tests.store.test_received import one as report

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def hire(database: Database, name: str) -> None:
    with database.atomic() as connection:
        connection.execute("INSERT INTO staff (id, name) VALUES (?, ?)", (name, name))


def test_a_backup_holds_what_was_committed_and_nothing_lies_beside_it(database: Database, folder: Path) -> None:
    hire(database, "Lê An")
    made = backups.write(database.path, folder, NOW, "manual")
    assert [path.name for path in folder.iterdir()] == ["ntm-20261122-093000-manual.sqlite3"]
    checked = backups.check(made.path)
    assert checked.ok
    assert len(checked.sha256) == 64
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("SELECT name FROM staff").fetchall() == [("Lê An",)]


def test_two_backups_of_one_second_have_two_names(database: Database, folder: Path) -> None:
    one = backups.write(database.path, folder, NOW, "manual")
    two = backups.write(database.path, folder, NOW, "manual")
    assert one.path != two.path
    assert [backup.path for backup in backups.listed(folder)] == sorted([one.path, two.path], reverse=True)


def test_a_damaged_backup_is_found(database: Database, folder: Path) -> None:
    for number in range(300):
        hire(database, f"Lê An {number}")
    made = backups.write(database.path, folder, NOW, "manual")
    assert backups.check(made.path).ok
    content = bytearray(made.path.read_bytes())
    content[5000:9000] = b"\xff" * 4000
    made.path.write_bytes(content)
    assert not backups.check(made.path).ok


def test_a_file_that_is_no_backup_of_ours_is_found(folder: Path) -> None:
    folder.mkdir()
    (folder / "ntm-20261122-093000-x.sqlite3").write_text("not a database")
    with closing(sqlite3.connect(folder / "ntm-20261123-093000-x.sqlite3")) as other:
        other.execute("CREATE TABLE t (a)")
    (folder / "ntm-nonsense.sqlite3").write_text("left alone")
    assert [backups.check(backup.path).ok for backup in backups.listed(folder)] == [False, False]
    assert not backups.check(folder / "none").ok


def test_a_folder_that_cannot_be_written_is_told(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault) as caught:
        backups.write(database.path, tmp_path / "file", NOW, "manual")
    assert caught.value.code == "store.backup_failed"


def test_a_copy_that_does_not_pass_its_check_leaves_nothing(database: Database, folder: Path) -> None:
    database.connection.execute("PRAGMA application_id = 7")
    with pytest.raises(EnvironmentFault) as caught:
        backups.write(database.path, folder, NOW, "manual")
    assert caught.value.code == "store.backup_failed"
    assert list(folder.iterdir()) == []


def test_restoring_brings_the_old_state_back_under_a_new_lineage(database: Database, folder: Path) -> None:
    with database.atomic() as connection:
        columns = "level, code, name, province_code, province_name, regime, lineage, created_at"
        connection.execute(
            f"INSERT INTO office (id, {columns}) VALUES (1,'commune','30889','Xã Mẫu','91','An Giang','r','old','now')"
        )
    made = backups.write(database.path, folder, NOW, "manual")
    hire(database, "Lê An")
    database.close()
    backups.restore(made.path, database.path, "new")
    with closing(open_database(database.path)) as again:
        assert again.value("SELECT lineage FROM office") == "new"
        assert again.value("SELECT count(*) FROM staff") == 0


def test_a_backup_that_would_act_by_itself_is_not_restored(database: Database, folder: Path) -> None:
    """A sound database of ours, but for a trigger that changes what is typed."""
    hire(database, "Lê An")
    made = backups.write(database.path, folder, NOW, "manual")
    with closing(sqlite3.connect(made.path)) as copy:
        copy.execute("CREATE TRIGGER evil AFTER INSERT ON staff BEGIN UPDATE staff SET name = 'X'; END")
    assert backups.check(made.path).faults == ("trigger: evil",)
    before = database.path.read_bytes()
    with pytest.raises(UserError) as caught:
        backups.restore(made.path, database.path, "new")
    assert caught.value.code == "store.backup_damaged"
    assert database.path.read_bytes() == before


def test_a_damaged_backup_is_not_restored(database: Database, folder: Path) -> None:
    made = backups.write(database.path, folder, NOW, "manual")
    made.path.write_bytes(made.path.read_bytes()[:3000])
    before = database.path.read_bytes()
    with pytest.raises(UserError) as caught:
        backups.restore(made.path, database.path, "new")
    assert caught.value.code == "store.backup_damaged"
    assert database.path.read_bytes() == before


def test_a_backup_of_a_newer_program_is_not_restored(database: Database, folder: Path) -> None:
    made = backups.write(database.path, folder, NOW, "manual")
    with closing(sqlite3.connect(made.path)) as copy:
        copy.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(NtmError) as caught:
        backups.restore(made.path, database.path, "new")
    assert caught.value.code == "store.newer_version"
    assert database.path.read_bytes() == before


def test_a_place_that_cannot_be_restored_into_is_told(database: Database, folder: Path, tmp_path: Path) -> None:
    made = backups.write(database.path, folder, NOW, "manual")
    with pytest.raises(EnvironmentFault) as caught:
        backups.restore(made.path, tmp_path / "none" / "ntm.sqlite3", "new")
    assert caught.value.code == "store.restore_failed"


def test_of_three_years_of_daily_backups_the_plan_keeps_days_weeks_and_months(database: Database, folder: Path) -> None:
    first = backups.write(database.path, folder, NOW, "daily")
    for age in range(1, 1000):
        moment = NOW - timedelta(days=age)
        shutil.copyfile(first.path, folder / f"ntm-{moment:%Y%m%d-%H%M%S}-daily.sqlite3")
    backups.prune(folder, NOW)
    ages = [(NOW - backup.made_at).days for backup in backups.listed(folder)]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert max(ages) >= 300
    assert len(ages) <= 7 + 4 + 12
    # A clock ten years ahead does not make them old.
    assert backups.prune(folder, NOW + timedelta(days=3650)) == []


def test_everything_of_the_last_day_and_the_newest_is_kept(database: Database, folder: Path) -> None:
    for hour in range(5):
        backups.write(database.path, folder, NOW - timedelta(hours=hour), "import")
    assert backups.prune(folder, NOW) == []
    for path in folder.iterdir():
        path.unlink()
    old = backups.write(database.path, folder, NOW - timedelta(days=900), "daily")
    assert backups.prune(folder, NOW) == []
    assert backups.listed(folder) == [old]


def test_states_are_kept_beside_the_backups_once_and_come_back(folder: Path, tmp_path: Path) -> None:
    states = tmp_path / "states"
    assert backups.keep_states(states, folder, NOW) == []
    states.mkdir()
    (states / "aa.sqlite3").write_bytes(b"one")
    assert [path.name for path in backups.keep_states(states, folder, NOW)] == ["aa.sqlite3"]
    assert backups.keep_states(states, folder, NOW) == []
    (states / "aa.sqlite3").unlink()
    assert backups.bring_states_back(folder, states) == [states / "aa.sqlite3"]
    assert (states / "aa.sqlite3").read_bytes() == b"one"
    assert backups.bring_states_back(folder, states) == []


def test_a_state_that_left_the_shelf_long_ago_is_dropped(folder: Path, tmp_path: Path) -> None:
    states = tmp_path / "states"
    states.mkdir()
    (states / "aa.sqlite3").write_bytes(b"one")
    backups.keep_states(states, folder, NOW)
    (states / "aa.sqlite3").unlink()
    backups.keep_states(states, folder, NOW + timedelta(days=30))
    assert (folder / "states" / "aa.sqlite3").exists()
    backups.keep_states(states, folder, NOW + timedelta(days=500))
    assert not (folder / "states" / "aa.sqlite3").exists()


def test_a_clock_set_ahead_drops_no_state_that_a_backup_points_to(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    states = tmp_path / "states"
    states.mkdir()
    (states / "aa.sqlite3").write_bytes(b"one")
    one = replace(report(1), state_file="aa.sqlite3", replaced={})
    with database.atomic() as connection:
        received.record(connection, one)
        shelf.point(connection, Level.COMMUNE, "30889", {2025: one.id})
    backups.write(database.path, folder, NOW, "manual")
    backups.keep_states(states, folder, NOW)
    (states / "aa.sqlite3").unlink()
    backups.keep_states(states, folder, NOW + timedelta(days=3650))
    assert (folder / "states" / "aa.sqlite3").exists()
    (folder / "ntm-20250101-000000-manual.sqlite3").write_bytes(b"rubbish")  # tells nothing, and stops nothing
    backups.listed(folder)[0].path.unlink()
    backups.keep_states(states, folder, NOW + timedelta(days=3650))
    assert not (folder / "states" / "aa.sqlite3").exists()


def test_states_go_to_another_disk_as_copies(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    states = tmp_path / "states"
    states.mkdir()
    (states / "aa.sqlite3").write_bytes(b"one")
    backups.keep_states(states, folder, NOW)
    assert (folder / "states" / "aa.sqlite3").read_bytes() == b"one"
    assert (folder / "states" / "aa.sqlite3").stat().st_nlink == 1


def test_a_place_where_states_cannot_be_kept_is_told(tmp_path: Path) -> None:
    states = tmp_path / "states"
    states.mkdir()
    (states / "aa.sqlite3").write_bytes(b"one")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault):
        backups.keep_states(states, tmp_path / "file", NOW)
    with pytest.raises(EnvironmentFault):
        backups.bring_states_back(tmp_path, tmp_path / "file")
