"""Backups: by themselves, by hand, to a second place, tried, brought back, and rescue from a damaged database."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import app
from ntm_desktop.errors import CancelledError, EnvironmentFault, UserError
from ntm_desktop.i18n import moment
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups, households, setup, wire
from ntm_desktop.services.context import Context
from ntm_desktop.store import backups as store
from tests.offices import FakeClock, commune, settle

if TYPE_CHECKING:
    from pathlib import Path


def never() -> bool:
    return False


def nothing(_share: float) -> None:
    """Hear of progress."""


def test_the_first_backup_is_due_and_the_next_a_day_later(office: Context, clock: FakeClock) -> None:
    assert backups.due(office)
    made = backups.write_if_due(office)
    assert made is not None
    assert made.reason == "daily"
    assert backups.write_if_due(office) is None
    clock.forward(days=1)
    assert backups.due(office)


def test_the_second_place_gets_each_backup(office: Context, tmp_path: Path, clock: FakeClock) -> None:
    second = tmp_path / "stick"
    backups.set_second_place(office, second)
    backups.write(office)
    assert len(list(second.glob("ntm-*.sqlite3"))) == 1
    assert len(backups.candidates(office.paths, clock(), second)) == 2
    backups.set_second_place(office, None)
    assert backups.second_place(office) is None


def test_the_first_backup_stands_where_the_second_place_fails(office: Context, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    backups.set_second_place(office, blocked)
    with pytest.raises(EnvironmentFault, match=r"store\.second_place_failed"):
        backups.write(office)
    assert len(backups.listed(office)) == 1


def test_a_backup_is_found_by_name_or_path(office: Context) -> None:
    made = backups.write(office)
    assert backups.find(office.paths, made.path.name) == made.path
    assert backups.find(office.paths, str(made.path)) == made.path
    with pytest.raises(UserError, match=r"store\.no_such_backup"):
        backups.find(office.paths, "nothing.sqlite3")


def test_restoring_brings_back_what_was_and_keeps_what_is(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "office"
    with commune(folder, clock) as office:
        settle(office, "Kinh 5", "Đặng Văn Ánh")
        lineage = office.office.lineage
        made = backups.write(office)
        settle(office, "Tân Điền", "Lê Văn Đạt", "Lê Thị Dung")
        lost = backups.lost_by(office, made)
        assert (lost.households, lost.answers) == (3, 0)
        assert lost.changes >= 3
        backups.restore(office, made.path)
    with commune(folder, clock) as office:
        assert [one.head for one in households.find(office)] == ["Đặng Văn Ánh"]
        assert office.office.lineage != lineage
        reasons = [one.reason for one in backups.listed(office)]
    assert sorted(reasons) == ["manual", "restore"]


def test_a_damaged_backup_is_not_restored(office: Context) -> None:
    made = backups.write(office)
    made.path.write_bytes(b"SQLite format 3\0" + bytes(4000))
    assert not backups.check(made.path).ok
    with pytest.raises(UserError, match=r"store\.backup_damaged"):
        backups.restore(office, made.path)
    assert office.office.name  # still open


def test_a_drill_restores_the_newest_and_finds_the_damaged(office: Context, clock: FakeClock) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    old = backups.write(office)
    clock.forward(minutes=1)
    backups.write(office)
    assert backups.last_drill(office) is None
    shares: list[float] = []
    done = backups.drill(office, shares.append, never)
    assert done.ok
    assert shares[-1] == 1.0
    old.path.write_bytes(b"not a database")
    done = backups.drill(office, nothing, never)
    assert not done.ok
    assert done.restored
    backups.keep_drill(office, done)
    last = backups.last_drill(office)
    assert last is not None
    assert (last.count, last.ok, last.at) == (2, False, done.at)


def test_a_drill_can_be_cancelled_and_needs_a_backup(office: Context) -> None:
    assert not backups.drill(office, nothing, never).ok
    backups.write(office)
    with pytest.raises(CancelledError):
        backups.drill(office, nothing, lambda: True)


def test_a_newer_backup_fails_the_drill(office: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.write(office)
    monkeypatch.setattr("ntm_desktop.store.migrations.VERSION", 0)
    assert not backups.drill(office, nothing, never).restored


def rescued(tmp_path: Path, clock: FakeClock) -> tuple[DataPaths, backups.Backup]:
    folder = tmp_path / "office"
    with commune(folder, clock) as office:
        settle(office, "Kinh 5", "Đặng Văn Ánh")
        made = backups.write(office)
    places = DataPaths(folder)
    places.database.write_bytes(b"damaged" * 1000)
    return places, made


def test_a_damaged_database_is_kept_beside_the_backup(tmp_path: Path, clock: FakeClock) -> None:
    places, made = rescued(tmp_path, clock)
    with pytest.raises(EnvironmentFault):
        app.open_office(places.root, clock)
    places.database.with_name("ntm.sqlite3-wal").write_bytes(b"left over")
    aside = backups.rescue(places, made.path, clock())
    assert aside.name.startswith("ntm.sqlite3.damaged-")
    assert aside.read_bytes() == b"damaged" * 1000
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"left over"
    with commune(places.root, clock) as office:
        assert [one.head for one in households.find(office)] == ["Đặng Văn Ánh"]


def test_a_disk_without_second_names_gets_a_copy(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, made = rescued(tmp_path, clock)

    def refuse(*_paths: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    assert backups.rescue(places, made.path, clock()).read_bytes() == b"damaged" * 1000


def test_rescue_refuses_a_damaged_backup_and_a_held_office(tmp_path: Path, clock: FakeClock) -> None:
    places, made = rescued(tmp_path, clock)
    with pytest.raises(UserError, match=r"store\.backup_damaged"):
        backups.rescue(places, places.database, clock())
    assert places.database.read_bytes() == b"damaged" * 1000
    backups.rescue(places, made.path, clock())
    with commune(places.root, clock), pytest.raises(EnvironmentFault, match=r"store\.in_use"):
        backups.rescue(places, made.path, clock() + timedelta(days=1))


def test_a_disk_that_refuses_leaves_all_as_it_was(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, made = rescued(tmp_path, clock)

    def refuse(*_paths: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("shutil.copy2", refuse)
    with pytest.raises(EnvironmentFault, match=r"store\.restore_failed"):
        backups.rescue(places, made.path, clock())
    assert places.database.read_bytes() == b"damaged" * 1000


def test_a_migration_is_preceded_by_a_backup(office: Context) -> None:
    made = backups.before_migration(office.paths, office.paths.database, office.clock())
    assert made.reason == "migration"


def test_a_backup_from_a_clock_set_ahead_does_not_keep_others_from_being_made(
    office: Context, clock: FakeClock
) -> None:
    clock.forward(days=3650)
    backups.write(office)
    clock.forward(days=-3650)
    assert backups.due(office)
    backups.write_if_due(office)
    assert not backups.due(office)
    assert len(backups.listed(office)) == 2


def written(office: Context, clock: FakeClock, **span: int) -> backups.Backup:
    """Let somebody work, and write a backup while the clock is wrong by a span."""
    clock.forward(days=1)
    setup.hire(office, "Lê Văn Mẫu")
    clock.forward(**span)
    made = backups.write(office)
    clock.forward(**{name: -count for name, count in span.items()})
    return made


def test_a_backup_of_the_future_is_not_the_newest(tmp_path: Path, office: Context, clock: FakeClock) -> None:
    future = written(office, clock, days=3650)
    newer = written(office, clock)
    newest = written(office, clock, days=-3650)  # the battery of the clock was empty
    found = [one.path for one in backups.candidates(office.paths, clock(), tmp_path / "no second place")]
    assert found == [newest.path, newer.path, future.path]
    assert [one.path for one in backups.newest_first(office)] == found
    assert next(iter(backups.drill(office, nothing, never).checks)) == newest.path
    assert backups.when(future, clock()) == f"{moment(future.made_at)} (sau giờ của máy này)"
    assert backups.when(newer, clock()) == moment(newer.made_at)


def test_what_a_backup_of_the_future_would_lose_is_told(office: Context, clock: FakeClock) -> None:
    future = written(office, clock, days=3650)
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    assert backups.lost_by(office, future).changes == 2


def test_the_history_begun_by_a_restore_goes_before_the_one_it_left(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "office"
    with commune(folder, clock) as office:
        early = written(office, clock)
        late = written(office, clock)
        last = written(office, clock, days=3650)
        clock.forward(hours=1)
        backups.restore(office, early.path)
    with commune(folder, clock) as office:
        clock.forward(hours=1)
        after = backups.write(office)  # at the journal entry of the early one
        found = [one.path for one in backups.newest_first(office)]
    assert found[0] == after.path
    assert found[-2:] == [late.path, early.path]
    assert set(found[1:3]) == {last.path, *(path for path in found if "restore" in path.name)}


def test_where_only_a_wrong_clock_dated_a_history_its_journal_places_it(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "office"
    with commune(folder, clock) as office:
        early = written(office, clock)
        backups.restore(office, early.path)
    with commune(folder, clock) as office:
        future = written(office, clock, days=3650)
        damaged = written(office, clock, days=3651)
        damaged.path.write_bytes(b"damaged")
        found = [one.path for one in backups.newest_first(office)]
    assert (found[0], found[-1]) == (future.path, damaged.path)


def test_another_offices_backup_is_not_restored_over_ours(tmp_path: Path, office: Context, clock: FakeClock) -> None:
    with commune(tmp_path / "other", clock, code="31108") as other:
        foreign = backups.write(other).path
    before = list(office.database.connection.iterdump())
    with pytest.raises(UserError) as caught:
        backups.restore(office, foreign)
    assert (caught.value.code, caught.value.facts["found"]) == ("store.backup_of_another", "31108")
    assert list(office.database.connection.iterdump()) == before
    assert backups.listed(office) == []


def test_offices_that_share_a_second_place_leave_one_anothers_backups_alone(
    tmp_path: Path, office: Context, clock: FakeClock
) -> None:
    second = tmp_path / "stick"
    with commune(tmp_path / "other", clock, code="31108") as other:
        backups.set_second_place(other, second)
        backups.write(other)
        theirs = set(second.glob("*.sqlite3"))
    backups.set_second_place(office, second)
    for _day in range(30):
        clock.forward(days=1)
        backups.write(office)
    assert theirs < set(second.glob("*.sqlite3"))
    assert len(list(second.glob("*.sqlite3"))) < 20  # ours were pruned
    offered = {one.path for one in backups.candidates(office.paths, clock(), second)}
    assert offered
    assert not offered & theirs


def opened_by_a_worker(office: Context) -> None:
    with wire.own_connection(office):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")
def test_a_file_swapped_under_the_program_is_neither_read_nor_backed_up_nor_written(
    tmp_path: Path, office: Context, clock: FakeClock
) -> None:
    with commune(tmp_path / "other", clock, code="31108"):
        pass
    (tmp_path / "other" / "ntm.sqlite3").replace(office.paths.database)
    for use in (
        backups.write,
        Context.for_reading,
        Context.for_writing,
        lambda one: wire.own_connection(one).__enter__(),
    ):
        with pytest.raises(EnvironmentFault, match=r"store\.swapped"):
            use(office)
    assert backups.listed(office) == []


def test_a_restore_that_fails_leaves_also_what_stood_only_in_the_log(
    tmp_path: Path, office: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.write(office)
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    crashed = DataPaths(tmp_path / "crashed")
    crashed.root.mkdir()
    for file in office.paths.root.glob("ntm.sqlite3*"):  # as a program that died leaves it: the log holds the household
        shutil.copyfile(file, crashed.root / file.name)
    assert crashed.database.with_name("ntm.sqlite3-wal").stat().st_size > 0

    def refuse(*_paths: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(store, "rename", refuse)
        with pytest.raises(EnvironmentFault, match=r"store\.restore_failed"):
            backups.put_back(crashed, made.path)
    with app.office(crashed.root) as again:
        assert [one.head for one in households.find(again)] == ["Đặng Văn Ánh"]


def test_states_come_back_before_the_database_that_points_to_them(
    office: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.paths.states.mkdir(exist_ok=True)
    (office.paths.states / "aa.sqlite3").write_bytes(b"one")
    made = backups.write(office)
    (office.paths.states / "aa.sqlite3").unlink()
    office.database.close()

    def power_cut(*_paths: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(store, "rename", power_cut)
        with pytest.raises(SystemExit):
            backups.put_back(office.paths, made.path)
    assert (office.paths.states / "aa.sqlite3").read_bytes() == b"one"
