"""A damaged database: the newest good backup is offered, the damaged file is kept, nothing happens unasked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups, households
from ntm_desktop.ui.rescue import RescueDialog, offer_backup
from tests.offices import FakeClock, commune, settle
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAMAGED = EnvironmentFault("store.damaged", file="ntm.sqlite3")


@pytest.fixture
def places(tmp_path: Path) -> DataPaths:
    """An office with two good backups and a third that is damaged, and a live database that is damaged too."""
    clock = FakeClock()
    folder = tmp_path / "office"
    with commune(folder, clock) as office:
        settle(office, "Kinh 5", "Đặng Văn Ánh")
        backups.write(office)
        clock.forward(hours=1)
        settle(office, "Tân Điền", "Lê Văn Đạt")
        backups.write(office)
        clock.forward(hours=1)
        newest = backups.write(office)
    newest.path.write_bytes(b"broken")
    found = DataPaths(folder)
    found.database.write_bytes(b"damaged")
    return found


def dialog_of(places: DataPaths, qtbot: QtBot, prompter: RecordingPrompter | None = None) -> RescueDialog:
    dialog = RescueDialog(DAMAGED, backups.candidates(places, NOW), prompter or RecordingPrompter(), NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.tasks.busy, timeout=10_000)
    return dialog


def answer(qtbot: QtBot, do: Callable[[RescueDialog], None]) -> None:
    """Do something with the dialog once it has opened and checked."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RescueDialog) or dialog.tasks.busy:
            QTimer.singleShot(20, look)
            return
        do(dialog)

    del qtbot
    QTimer.singleShot(0, look)


def text(dialog: RescueDialog, row: int, column: int) -> str:
    item = dialog.table.item(row, column)
    return item.text() if item is not None else ""


def test_the_newest_good_backup_is_marked(places: DataPaths, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = dialog_of(places, qtbot)
    assert [text(dialog, row, 1) for row in range(3)] == ["✗ bị hỏng", "✓ tốt", "✓ tốt"]
    assert [text(dialog, row, 2) for row in range(3)] == ["–", "2", "1"]
    assert dialog.table.currentRow() == 1
    assert dialog.chosen == dialog.found[1].path
    assert dialog.ok.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.chosen is None
    assert not dialog.ok.isEnabled()
    dialog.table.activated.emit(dialog.table.model().index(0, 0))
    assert dialog.isVisible()
    dialog.reject()


def test_a_backup_of_the_future_is_offered_last_and_told(tmp_path: Path, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    clock, folder = FakeClock(), tmp_path / "office"
    with commune(folder, clock) as office:
        clock.forward(days=3650)
        backups.write(office)
        clock.forward(days=-3650)
        settle(office, "Kinh 5", "Đặng Văn Ánh")
        backups.write(office)
    dialog = dialog_of(DataPaths(folder), qtbot)
    assert [text(dialog, row, 2) for row in range(2)] == ["1", "0"]
    assert [text(dialog, row, 0).endswith("(sau giờ của máy này)") for row in range(2)] == [False, True]
    assert dialog.table.currentRow() == 0
    assert dialog.table.columnWidth(0) >= dialog.table.sizeHintForColumn(0)  # the date is read whole
    dialog.reject()


def test_without_a_good_backup_nothing_is_marked(dressed: Appearance, qtbot: QtBot, tmp_path: Path) -> None:
    del dressed
    dialog = dialog_of(DataPaths(tmp_path), qtbot)
    assert dialog.table.rowCount() == 0
    assert dialog.chosen is None
    dialog.reject()


def test_a_chosen_backup_is_brought_back(places: DataPaths, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    prompter = RecordingPrompter()
    answer(qtbot, lambda dialog: dialog.accept())
    assert offer_backup(places.root, DAMAGED, prompter)
    assert len(prompter.told) == 1
    kept = list(places.root.glob("ntm.sqlite3.damaged-*"))
    assert [one.read_bytes() for one in kept] == [b"damaged"]
    with commune(places.root) as office:
        assert len(households.find(office)) == 2


def test_giving_up_changes_nothing(places: DataPaths, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    answer(qtbot, lambda dialog: dialog.reject())
    assert not offer_backup(places.root, DAMAGED, RecordingPrompter())
    assert places.database.read_bytes() == b"damaged"


def test_a_file_chosen_by_hand_is_checked_too(places: DataPaths, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    prompter = RecordingPrompter(paths=[backups.candidates(places, NOW)[0].path])
    answer(qtbot, lambda dialog: dialog.browse.click())
    assert not offer_backup(places.root, DAMAGED, prompter)
    assert [getattr(error, "code", "") for error in prompter.errors] == ["store.backup_damaged"]
    assert places.database.read_bytes() == b"damaged"


def test_no_file_chosen_leaves_the_dialog_open(places: DataPaths, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    dialog = dialog_of(places, qtbot)
    dialog.browse.click()
    assert dialog.isVisible()
    dialog.table.activated.emit(dialog.table.model().index(1, 0))
    assert not dialog.isVisible()


def test_another_fault_is_only_told(tmp_path: Path) -> None:
    prompter = RecordingPrompter()
    error = EnvironmentFault("store.in_use", file="ntm.lock", holder="12")
    assert not offer_backup(tmp_path, error, prompter)
    assert prompter.errors == [error]


def test_a_missing_database_comes_back_too(places: DataPaths, dressed: Appearance, qtbot: QtBot) -> None:
    del dressed
    places.database.unlink()
    prompter = RecordingPrompter()
    answer(qtbot, lambda dialog: dialog.accept())
    assert offer_backup(places.root, EnvironmentFault("store.lost", file="f", folder="b"), prompter)
    with commune(places.root) as office:
        assert len(households.find(office)) == 2
    assert "được giữ ở" not in str(prompter.told)
