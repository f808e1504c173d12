"""A workplace for tests of pages: the real office, a recording prompter, and what was asked of the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.settings import Settings
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.preferences import Preferences
from ntm_desktop.ui.tasks import Tasks
from ntm_desktop.ui.workplace import Workplace
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance


@dataclass
class Bench:
    """A workplace and what it was asked: places gone to, restarts, folders to open."""

    prompter: RecordingPrompter
    changes: list[object] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    restarts: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    workplace: Workplace = field(init=False)

    def wait(self, qtbot: QtBot) -> None:
        """Wait until no job runs."""
        qtbot.waitUntil(lambda: not self.workplace.tasks.busy, timeout=10_000)

    def _go(self, place: str) -> bool:
        self.gone.append(place)
        return True


def bench(context: Context, appearance: Appearance) -> Bench:
    """Return a workplace on an open office."""
    prompter = RecordingPrompter()
    made = Bench(prompter)
    hub = Changes()
    hub.changed.connect(made.changes.append)
    preferences = Preferences(context.paths.settings, Settings(theme="light"))
    restart: Callable[[], None] = lambda: made.restarts.append("again")  # noqa: E731 - a field
    made.workplace = Workplace(
        context,
        prompter,
        hub,
        Tasks(prompter.show_error),
        preferences,
        appearance,
        made._go,  # noqa: SLF001 - its own
        restart,
        made.folders.append,
    )
    return made
