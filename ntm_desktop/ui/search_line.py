"""The line that one searches a list with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_CONTROL = Qt.KeyboardModifier.ControlModifier
# On Linux a line takes these for the end of the line and for deleting to it; here they are the window's.
_NOT_OURS = (QKeyCombination(_CONTROL, Qt.Key.Key_E), QKeyCombination(_CONTROL, Qt.Key.Key_K))


class SearchLine(QLineEdit):
    """Enter and the down arrow go on to the list, Esc empties the line first."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave the window its own keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination() in _NOT_OURS
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Enter, Down and (when empty) Esc."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)
