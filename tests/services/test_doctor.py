"""The examination: every check can find something, says it in Vietnamese, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from ntm_desktop import app
from ntm_desktop.i18n import moment
from ntm_desktop.services import answers, backups, doctor
from tests.offices import FakeClock, settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context


class Usage(NamedTuple):
    free: int


def finding(context: Context, name: str) -> doctor.Finding:
    return next(one for one in doctor.examine(context) if one.name == name)


def test_a_sound_office_passes_every_check(office: Context) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    backups.write(office)
    found = doctor.examine(office)
    assert [one.name for one in found if not one.ok] == []
    assert len({one.name for one in found}) == len(found) >= 8


def test_a_drill_that_found_damage_is_told(office: Context) -> None:
    made = backups.write(office)
    backups.keep_drill(office, backups.drill(office, lambda _share: None, lambda: False))
    assert finding(office, "drill").ok
    made.path.write_bytes(b"nothing")
    backups.keep_drill(office, backups.drill(office, lambda _share: None, lambda: False))
    assert not finding(office, "drill").ok


def test_an_empty_folder_has_no_office_yet(tmp_path: Path) -> None:
    with app.office(tmp_path / "new", FakeClock()) as context:
        assert not finding(context, "office").ok
        assert finding(context, "keys").ok
        assert finding(context, "backup").ok


@pytest.mark.parametrize("total", ["achieved", "not_achieved", "not_applicable", "registered", "required_done"])
def test_wrong_totals_are_found(office: Context, total: str) -> None:
    settle(office, "Kinh 5", "Đặng Văn Ánh")
    answers.open_year(office, 2026)
    with office.database.atomic() as connection:
        connection.execute(f"UPDATE year_household SET {total} = 7")
    assert not finding(office, "totals").ok


def test_a_broken_reference_is_found(office: Context) -> None:
    answers.open_year(office, 2026)
    office.database.connection.execute("PRAGMA foreign_keys = OFF")
    with office.database.atomic() as connection:
        connection.execute("UPDATE year SET task_set = 'nothing@1'")
    assert not finding(office, "database").ok


def test_missing_keys_are_found(office: Context) -> None:
    with office.database.atomic() as connection:
        connection.execute("DELETE FROM identity")
    assert not finding(office, "keys").ok


def test_a_clock_set_back_is_found(office: Context, clock: FakeClock) -> None:
    clock.forward(days=-3650)
    assert "chạy lùi" in finding(office, "clock").message
    assert not finding(office, "clock").ok


def test_a_full_disk_is_found(office: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(10 * 1024 * 1024))
    found = finding(office, "disk")
    assert not found.ok
    assert "10 MB" in found.message


def test_a_folder_without_rights_is_found(office: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    assert not finding(office, "folder").ok


def test_a_backup_of_the_future_is_told_and_is_not_the_newest(office: Context, clock: FakeClock) -> None:
    clock.forward(days=3650)
    backups.write(office)
    clock.forward(days=-3650)
    found = finding(office, "backup")
    assert not found.ok
    assert "sau giờ của máy này" in found.message
    right = backups.write(office)
    found = finding(office, "backup")
    assert found.ok
    assert found.message.startswith(f"Bản sao lưu tốt lúc {moment(right.made_at)}. 1 bản")
    right.path.write_bytes(b"nothing")
    assert "bị hỏng" in finding(office, "backup").message


@pytest.mark.parametrize(("spoil", "word"), [(True, "bị hỏng"), (False, "quá cũ")])
def test_a_bad_or_old_backup_is_found(office: Context, clock: FakeClock, word: str, *, spoil: bool) -> None:
    made = backups.write(office)
    if spoil:
        made.path.write_bytes(b"nothing")
    else:
        clock.forward(days=9)
    found = finding(office, "backup")
    assert not found.ok
    assert word in found.message
