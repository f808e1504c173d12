"""The province takes in five thousand households by window: no wait above 100 ms, and given up it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from ntm_desktop import app, settings
from ntm_desktop.domain.places import Level
from ntm_desktop.domain.text import fold
from ntm_desktop.services import demo, receiving, sending, setup, trust
from ntm_desktop.settings import Settings
from ntm_desktop.ui.collecting import Collector
from ntm_desktop.ui.pages.receiving import ReceivingPage
from ntm_desktop.ui.receiving.intake_dialog import IntakeDialog
from tests.acceptance.test_year_by_window_large import COUNT, PATIENCE, VILLAGES, assert_quiet, quiet
from tests.acceptance.window import Screen, office, press, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def screen(tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[Screen]:
    """Sit down before a province that waits for a commune of five thousand; two packages are on the stick."""
    usb = tmp_path / "usb"
    usb.mkdir()
    with app.office(tmp_path / "xa") as commune, app.office(tmp_path / "tinh") as province:
        demo.fill(commune, demo.DemoPlan(households=COUNT, villages=VILLAGES))
        setup.create(province, setup.NewOffice(Level.PROVINCE, commune.office.superior_code, staff_name="Lê Thị Mẫu"))
        for one, other in ((commune, province), (province, commune)):
            trust.trust(one, trust.write_card(other, tmp_path), trust.own_card(other).fingerprint)
        for number in range(3):
            (usb / str(number)).mkdir()
            sending.write_package(commune, None, usb / str(number))
        chosen = Settings(theme="light", last_staff=setup.staff(province)[0].id)
        settings.save(province.paths.settings, chosen)
    collector = Collector()
    try:
        with office(tmp_path / "tinh", qtbot, dressed) as made:
            yield made
    finally:
        collector.stop()
        collector.deleteLater()


def looked_at(screen: Screen, folder: Path) -> IntakeDialog:
    """Open the packages of a folder, up to the plan of what they change."""
    screen.prompter.paths = [folder]
    press(screen.window, "Ctrl+Shift+O")
    screen.qtbot.waitUntil(lambda: not screen.window.shell.tasks.busy, timeout=PATIENCE)
    screen.settle()
    return screen.modal(IntakeDialog)


def test_five_thousand_households_come_in(
    screen: Screen, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    page = screen.go("Alt+1", ReceivingPage)
    turns = iter("012")

    def take_in() -> None:
        dialog = looked_at(screen, tmp_path / "usb" / next(turns))
        dialog.go.setFocus()
        press(None, "Space")
        screen.qtbot.waitUntil(lambda: not screen.window.shell.tasks.busy, timeout=PATIENCE)
        screen.settle()

    def look() -> None:
        press(page, "Ctrl+F")
        write(fold(receiving.history(screen.context)[0].sender_name))
        press(page.view.table, "Return")
        screen.settle()
        view = page.commune
        press(view.units, "Down")
        press(view.units, "Return")
        screen.settle()
        QTest.qWait(50)
        assert len(list(view.households.model_of_lines.lines())) > 100
        for widget in (view.households, view.units):
            press(widget, "Esc")

    measured = {"taking in": quiet(take_in, tries=3)}
    assert receiving.history(screen.context)[0].counts["households"]["new"] in {0, COUNT}
    measured["a village"] = quiet(look, tries=3)
    assert_quiet(measured, record_property)


def test_looking_given_up_changes_nothing(screen: Screen, tmp_path: Path) -> None:
    screen.go("Alt+1", ReceivingPage)
    before = list(screen.context.database.connection.iterdump())
    screen.prompter.paths = [tmp_path / "usb" / "0"]
    press(screen.window, "Ctrl+Shift+O")
    screen.qtbot.waitUntil(lambda: screen.window.shell.tasks.busy, timeout=PATIENCE)
    screen.window.shell.tasks.cancel()
    screen.qtbot.waitUntil(lambda: not screen.window.shell.tasks.busy, timeout=PATIENCE)
    screen.settle()
    assert list(screen.context.database.connection.iterdump()) == before
    folders = (screen.context.paths.states, screen.context.paths.quarantine)
    assert [file for folder in folders for file in folder.glob("*")] == []
    dialog = looked_at(screen, tmp_path / "usb" / "0")
    dialog.reject()
    screen.settle()
    assert receiving.history(screen.context) == []
