"""The restore drill: weekly by itself, by command, and a damaged backup is found before it is needed."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import CancelledError
from ntm_desktop.services import backups, doctor, drill
from ntm_desktop.store import backups as store
from ntm_desktop.store.contents import contents
from tests.offices import settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from tests.offices import FakeClock


def finding(office: Context, name: str = "drill") -> doctor.Finding:
    return next(one for one in doctor.examine(office) if one.name == name)


def spoil(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[4096:12288] = b"\xff" * 8192
    file.write_bytes(whole)


def test_a_good_backup_is_restored_beside_the_live_data_and_compared(office: Context) -> None:
    settle(office, "Kinh 5", "An", "Bình")
    backups.write(office)
    before = list(office.database.connection.iterdump())
    done = drill.drill(office)
    assert (done.ok, done.restored, len(done.checks)) == (True, True, 1)
    now = [line for line in office.database.connection.iterdump() if backups.LAST_DRILL not in line]
    assert now == before
    assert finding(office).ok


def test_it_is_due_once_a_week_and_after_the_clock_went_back(office: Context, clock: FakeClock) -> None:
    assert drill.drill_if_due(office) is None  # no backup yet: nothing to try
    backups.write(office)
    assert drill.drill_if_due(office) is not None
    assert drill.drill_if_due(office) is None
    clock.forward(days=6)
    assert not drill.due(office)
    clock.forward(days=1)
    assert drill.due(office)
    assert drill.drill_if_due(office) is not None
    clock.forward(days=-3650)
    assert drill.due(office)


def test_a_damaged_backup_is_found_and_told(office: Context, clock: FakeClock) -> None:
    settle(office, "Kinh 5", *(f"Nguyễn Văn {number}" for number in range(40)))
    backups.write(office)
    clock.forward(hours=1)
    spoil(backups.write(office).path)
    done = drill.drill(office)
    assert (done.ok, done.restored) == (False, True)
    assert sorted(check.ok for check in done.checks.values()) == [False, True]
    told = finding(office)
    assert not told.ok
    assert "ntm backup drill" in told.message


def test_a_restore_that_brings_back_something_else_is_found(office: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(office, "Kinh 5", "An")
    backups.write(office)
    real = store.restore

    def sloppy(backup: Path, live: Path, lineage: str) -> None:
        real(backup, live, lineage)
        with closing(sqlite3.connect(live)) as copy, copy:
            copy.execute("UPDATE household SET head = 'Người khác'")

    monkeypatch.setattr(store, "restore", sloppy)
    assert not drill.drill(office).restored


def test_any_thread_may_do_it_and_cancelling_notes_nothing(office: Context) -> None:
    made = backups.write(office)
    with pytest.raises(CancelledError):
        drill.drill(office, cancelled=lambda: True)
    assert backups.last_drill(office) is None
    done: list[drill.Drill | None] = []
    worker = threading.Thread(target=lambda: done.append(drill.drill_if_due(office)))
    worker.start()
    worker.join()
    assert done[0] is not None
    assert done[0].ok
    assert contents(made.path)["staff"].rows == 1
