"""The one signal by which a change of the store reaches the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """A hub for what services return: each page listens here and refreshes what the change touches."""

    changed = Signal(object)

    def publish(self, change: object) -> None:
        """Tell every listener of one change (the value that a service returned)."""
        self.changed.emit(change)
