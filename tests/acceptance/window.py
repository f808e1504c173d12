"""An office before the screen: the real program, its keys pressed, its dialogs answered, its pictures kept.

Set NTM_PICTURES to a folder to keep a picture of the window wherever a walk calls `look`.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QListWidget, QTableView, QWidget

from ntm_desktop import settings
from ntm_desktop.paths import DataPaths
from ntm_desktop.settings import Settings
from ntm_desktop.ui.first_start.dialog import FirstStart
from ntm_desktop.ui.program import Program
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.main_window import MainWindow
    from ntm_desktop.ui.page import Page

P = TypeVar("P")
K = Qt.Key
PATIENCE_MS = 15_000
SIZE = (1366, 768)


@dataclass
class Screen:
    """A running program, and the person before it. `prompter` answers what Qt's own dialogs would ask."""

    program: Program
    qtbot: QtBot
    prompter: RecordingPrompter
    looked: list[str] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        assert self.program.window is not None
        return self.program.window

    @property
    def context(self) -> Context:
        """The open office."""
        assert self.program.opened is not None
        return self.program.opened.context

    def page(self, kind: type[P]) -> P:
        """Return the page in view."""
        page = self.window.page
        assert isinstance(page, kind)
        return page

    def go(self, keys: str, kind: type[P]) -> P:
        """Go to a place by its key, and return its page once it has read what it shows."""
        press(self.window, keys)
        self.settle()
        return self.page(kind)

    def attend(self) -> None:
        """Make the main window active: a screen without a window manager does not do so by itself."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Wait until nothing runs and the page in view has read what it shows; then look at the window again."""
        window = self.window
        self.qtbot.waitUntil(lambda: not window.shell.tasks.busy and not _reading(window.page), timeout=PATIENCE_MS)
        if QApplication.activeModalWidget() is None:
            self.attend()

    def modal(self, kind: type[P]) -> P:
        """Return the dialog that has opened, once it has the keyboard."""
        return modal(self.qtbot, kind)

    def look(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture of the window, where pictures are wanted."""
        self.looked.append(name)
        folder = os.environ.get("NTM_PICTURES")
        if folder:
            QTest.qWait(60)
            (widget or self.window).grab().save(str(Path(folder) / f"{name}.png"))

    def said(self) -> str:
        """Return the title of the last message to the person."""
        return self.prompter.told[-1].title if self.prompter.told else ""


def press(widget: QWidget | None, keys: str) -> None:
    """Press keys on a widget («Ctrl+Z»), or on the one that has the keyboard."""
    target = widget or QApplication.focusWidget()
    assert target is not None, f"nobody has the keyboard for {keys}"
    for combination in QKeySequence(keys):  # type: ignore[attr-defined]  # stubs
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def write(text: str) -> None:
    """Type into the widget that has the keyboard: letters with diacritics as an input method commits them."""
    target = QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def put_on_clipboard(text: str) -> None:
    """Let another program have copied something."""
    QGuiApplication.clipboard().setText(text)


def modal(qtbot: QtBot, kind: type[P]) -> P:
    """Return the dialog that opens, once it has the keyboard."""

    def there() -> bool:
        dialog = QApplication.activeModalWidget()
        return isinstance(dialog, kind) and isinstance(dialog, QWidget) and dialog.isActiveWindow()

    qtbot.waitUntil(there, timeout=PATIENCE_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def soon(qtbot: QtBot, kind: type[P], do: Callable[[P], object]) -> None:
    """Do something in a dialog that will hold the program up until it is answered."""

    def answer() -> None:
        try:
            do(modal(qtbot, kind))
        except BaseException:
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog):
                    dialog.done(0)  # else the program would wait for ever
            raise

    QTimer.singleShot(0, answer)


@contextmanager
def office(
    folder: Path, qtbot: QtBot, appearance: Appearance, first: Callable[[FirstStart], object] | None = None
) -> Iterator[Screen]:
    """Start the program on a folder, `first` walking through its first start; closed at the end, as a person does."""
    known = DataPaths(folder).settings
    if folder.exists() and not known.exists():
        settings.save(known, Settings(theme="light"))
    program = Program(folder, appearance)
    program.preferences.current = replace(program.preferences.current, theme="light", window_geometry="AdnQywADAAA=")
    prompter = RecordingPrompter()
    program.prompter = prompter  # type: ignore[assignment] # the same protocol
    if first is not None:
        soon(qtbot, FirstStart, first)
    try:
        assert program.start(), prompter.errors
        screen = Screen(program, qtbot, prompter)
        screen.window.resize(*SIZE)
        screen.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not None, timeout=PATIENCE_MS)
        screen.settle()
        yield screen
        screen.settle()
        assert prompter.errors == []
    finally:
        program.preferences.changed.disconnect(appearance.apply)
        program.close()


def begin(qtbot: QtBot, search: str, person: str, *, receives: bool, path: FirstStart) -> None:
    """Walk through the first start by the keyboard alone."""
    qtbot.waitUntil(lambda: path.isActiveWindow() and not path.reading.busy, timeout=PATIENCE_MS)
    press(None, "Return")  # Vietnamese stays
    for key in ("Down", "Space") if receives else ("Space",):
        press(None, key)
    press(None, "Return")
    write(search)
    press(None, "Return")  # the first of the list
    press(None, "Return")
    if not receives:
        for key in ("Tab", "Space", "Down"):  # the reference list, with its warning
            press(None, key)
    press(None, "Return")
    write(person)
    press(None, "Return")
    press(None, "Return")
    assert path.outcome.made, (path.step, path.fault.text())


def beginning(qtbot: QtBot, search: str, person: str, *, receives: bool = False) -> Callable[[FirstStart], None]:
    """Return the walk through the first start of an office."""
    return lambda path: begin(qtbot, search, person, receives=receives, path=path)


def texts(page: Page | QWidget) -> list[str]:
    """Return every word that a widget shows on labels, buttons, heads of tables, and in lists."""
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    buttons = [one.text() for one in page.findChildren(QAbstractButton) if one.isVisible()]
    tables = (one.model() for one in page.findChildren(QTableView) if one.isVisible() and one.model() is not None)
    across = Qt.Orientation.Horizontal
    heads = [str(model.headerData(at, across)) for model in tables for at in range(model.columnCount())]
    lists = (one for one in page.findChildren(QListWidget) if one.isVisible())
    return [*labels, *buttons, *heads, *(one.item(at).text() for one in lists for at in range(one.count()))]


def _reading(page: Page | None) -> bool:
    busy = getattr(page, "busy", None)
    reader = getattr(page, "reader", None)
    return bool(busy) or bool(getattr(reader, "busy", False))


__all__ = [
    "K",
    "Screen",
    "beginning",
    "modal",
    "office",
    "partial",
    "press",
    "put_on_clipboard",
    "soon",
    "texts",
    "write",
]
