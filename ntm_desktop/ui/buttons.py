"""Buttons and actions made the same way everywhere: an icon with words, reachable by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton

from ntm_desktop.ui import icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QToolBar


def make_action(parent: QObject, icon: str, words: str, do: Callable[[], object], shortcut: str = "") -> QAction:
    """Return an action with an icon, words and a shortcut, which its tooltip tells."""
    action = QAction(words, parent)
    icons.put(action, icon)
    action.triggered.connect(lambda: do())  # noqa: PLW0108 - drops Qt's `checked`
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    word_action(action, words)
    return action


def word_action(action: QAction, words: str) -> None:
    """Set the words of an action, and its tooltip with the keys that do the same."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setText(words)
    action.setIconText(words)  # what a button of the header says; without it Qt drops the Alt letter
    plain = words.replace("&", "")
    action.setToolTip(f"{plain} ({keys})" if keys else plain)


def add_action(bar: QToolBar, icon: str, do: Callable[[], object], words: str = "") -> QAction:
    """Add an action to a tool bar."""
    action = make_action(bar, icon, words, do)
    bar.addAction(action)
    return action


def make_button(icon: str, words: str, do: Callable[[], object]) -> QPushButton:
    """Return a push button with an icon and words."""
    button = QPushButton(words)
    icons.put(button, icon)
    button.clicked.connect(lambda: do())  # noqa: PLW0108 - drops Qt's `checked`
    button.setAutoDefault(True)  # Enter presses it on a page as well, where Qt hears only the space bar
    return button


def make_reachable(bar: QToolBar) -> None:
    """Let Tab reach the buttons of a tool bar, which Qt makes deaf to the keyboard, and Enter press them."""
    for action in bar.actions():
        button = bar.widgetForAction(action)
        if isinstance(button, QToolButton) and button.focusPolicy() is not Qt.FocusPolicy.StrongFocus:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            EnterPresses(button)


class EnterPresses(QObject):
    """Lets Enter press a tool button, of which Qt lets only the space bar do so."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self._button = button
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press it, or open its menu."""
        if watched is not self._button or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return False
        if self._button.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup:
            self._button.showMenu()
        else:
            self._button.click()
        return True
