"""How the tests of «Gửi – nhận» and «Nơi nhận» make a page, wait for it, and put a stick into the machine."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ntm_desktop.settings import Settings
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.exchange.volumes import Volume
from ntm_desktop.ui.pages.exchange import ExchangePage
from ntm_desktop.ui.pages.receiving import ReceivingPage
from ntm_desktop.ui.preferences import Preferences
from ntm_desktop.ui.tasks import Tasks
from ntm_desktop.ui.workplace import Workplace
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.receiving.board import BoardRow

P = TypeVar("P", ExchangePage, ReceivingPage)


@dataclass
class Desk(Generic[P]):
    """A page with everything that it was given."""

    page: P
    prompter: RecordingPrompter
    workplace: Workplace
    qtbot: QtBot
    went: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing runs and nothing is being read."""
        self.qtbot.waitUntil(lambda: not self.workplace.tasks.busy and not self.page.busy, timeout=20_000)


@contextmanager
def desk(
    kind: type[P],
    context: Context,
    folder: Path,
    qtbot: QtBot,
    appearance: Appearance,
    volumes: Callable[[], list[Volume]] = list,
) -> Iterator[Desk[P]]:
    """Show a page of an office as the window would, refreshed by every change."""
    prompter, changes, went = RecordingPrompter(), Changes(), []
    tasks = Tasks(prompter.show_error)
    preferences = Preferences(folder / "settings.json", Settings())

    def go(place: str) -> bool:
        went.append(place)
        return True

    workplace = Workplace(context, prompter, changes, tasks, preferences, appearance, go, lambda: None)
    page = kind(workplace, volumes)
    qtbot.addWidget(page)
    changes.changed.connect(page.refresh)
    page.resize(1100, 600)
    page.show()
    made = Desk(page, prompter, workplace, qtbot, went)
    made.settle()
    yield made
    made.settle()
    page.wait()
    tasks.shutdown()
    page.close()


def stick(folder: Path, label: str = "KINGSTON") -> Callable[[], list[Volume]]:
    """Return a machine with one stick plugged in."""
    return lambda: [Volume(folder, label, 12_400_000_000)]


def row(made: Desk[ReceivingPage], code: str) -> BoardRow:
    """Return the row of an office on the board."""
    found = made.page.board
    assert found is not None
    return next(one for one in found.rows if one.status.code == code)


def take_in(made: Desk[ReceivingPage], *files: Path) -> None:
    """Choose files, agree to the plan, wait."""
    made.prompter.paths = list(files)
    made.page.intake.ask_files()
    made.settle()
    dialog = made.page.intake.dialog
    assert dialog is not None
    dialog.go.click()
    made.settle()


def names(made: Desk[ReceivingPage]) -> list[str]:
    """Return the codes of the offices in view, in order."""
    return [one.status.code for one in made.page.view.table.model_of_lines.lines()]


def open_commune(made: Desk[ReceivingPage], code: str) -> None:
    """Go down to an office by the keyboard."""
    made.page.refresh(None)
    made.settle()
    table = made.page.view.table
    table.go_to(names(made).index(code))
    QTest.keyClick(table, Qt.Key.Key_Return)
    made.settle()
    assert made.page.stack.currentWidget() is made.page.commune
