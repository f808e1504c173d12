"""The backup before a package: one for a stack of reports, a new one after anything that people typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.services import backups, receiving, receiving_backup, receiving_overview
from ntm_desktop.services.context import Act, perform
from ntm_desktop.store import shelf
from ntm_desktop.store.contents import contents
from tests.network import FIRST, Network, answer

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context


def count(context: Context) -> int:
    return len(backups.listed(context))


def type_something(context: Context) -> None:
    perform(
        context,
        Act("receiving.deadline_set", {}),
        lambda connection: [shelf.set_deadline(connection, 2025, date(2026, 12, context.clock().minute % 27 + 1))],
    )


def test_a_stack_of_reports_has_one_backup_and_each_can_be_taken_back(
    net: Network, commune: Context, province: Context
) -> None:
    shown = []
    taken = []
    for task in ("3", "4", "5"):
        shown.append(dict(receiving_overview.consolidated(province, 2025).whole.achieved))
        answer(commune, 2025, [task])
        taken.append(net.pass_on(commune, province).package_id)
    assert count(province) == 1
    for before, package in zip(reversed(shown), reversed(taken), strict=True):
        receiving.undo(province, package)
        assert dict(receiving_overview.consolidated(province, 2025).whole.achieved) == before


def test_what_people_typed_since_is_backed_up_before_the_next_report(
    net: Network, commune: Context, province: Context
) -> None:
    net.pass_on(commune, province)
    type_something(province)
    before = list(province.database.connection.iterdump())
    net.pass_on(commune, province)
    assert count(province) == 2
    newest = backups.listed(province)[0].path
    assert list(province.database.connection.iterdump()) != before
    assert contents(newest)["report_deadline"].rows == 1


def test_an_old_or_foreign_or_missing_or_damaged_backup_does_not_serve(
    net: Network, commune: Context, province: Context
) -> None:
    net.pass_on(commune, province)
    assert receiving_backup.serves(province)
    net.clock.forward(minutes=16)
    assert not receiving_backup.serves(province)
    net.clock.forward(minutes=-60 * 24 * 3650)
    assert not receiving_backup.serves(province)  # the clock was set back: nothing is known about its age
    net.clock.forward(minutes=60 * 24 * 3650 - 16)
    assert receiving_backup.serves(province)
    newest = backups.listed(province)[0].path
    whole = newest.read_bytes()
    newest.write_bytes(b"rubbish" * 900)
    assert not receiving_backup.serves(province)
    newest.write_bytes(whole)
    backups.restore(province, newest)
    again = net.reopened(province)
    assert not receiving_backup.serves(again)  # another history
    for one in backups.listed(again):
        one.path.unlink()
    assert not receiving_backup.serves(again)


def test_a_long_stack_is_backed_up_again(net: Network, commune: Context, province: Context) -> None:
    net.pass_on(commune, province)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving_backup, "MOST_ENTRIES", 2)
        for _turn in range(3):
            net.pass_on(commune, province)
    assert count(province) == 2


def test_a_second_place_that_is_not_there_does_not_keep_a_report_out(
    net: Network, commune: Context, province: Context, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    backups.set_second_place(province, tmp_path / "file" / "gone")
    assert net.pass_on(commune, province).accepted
    assert count(province) == 1


def test_reports_that_came_after_the_backup_can_be_taken_in_again_after_a_restore(
    net: Network, commune: Context, province: Context
) -> None:
    files = []
    for task in ("3", "4"):
        answer(commune, 2025, [task])
        files.append(net.send(commune, province).file)
        net.take(province, files[-1])
    shown = dict(receiving_overview.consolidated(province, 2025).whole.achieved)
    backups.restore(province, backups.listed(province)[-1].path)
    again = net.reopened(province)
    assert dict(receiving_overview.consolidated(again, 2025).whole.achieved) != shown
    assert all(one.accepted for one in receiving.apply_many(again, files))
    assert dict(receiving_overview.consolidated(again, 2025).whole.achieved) == shown


def test_an_import_of_households_goes_on_without_the_second_place(tmp_path: Path, net: Network) -> None:
    office = net.commune(FIRST, "Nguyễn Văn Mẫu")
    (tmp_path / "file").touch()
    backups.set_second_place(office, tmp_path / "file" / "gone")
    assert backups.write_before(office, "import") is None
    assert count(office) == 1
    (tmp_path / "file").unlink()
    assert backups.write_before(office, "import") is not None


def test_a_clock_set_ten_years_ahead_spoils_no_undo(net: Network, commune: Context, province: Context) -> None:
    for _turn in range(3):
        net.pass_on(commune, province)
    now = net.clock.now
    net.clock.forward(days=3650)
    net.pass_on(commune, province)
    net.clock.now = now
    for _turn in range(2):
        newest = next(one for one in receiving.history(province) if one.stands)
        receiving.undo(province, newest.id)
        assert len(receiving_overview.drill_down(province, FIRST, 2025).households) == 2
