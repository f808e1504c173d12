"""A figure with its name, as a button that leads to its list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ntm_desktop.ui.theme import colours_in_use

_BIGGER = 1.7


class Figure(QFrame):
    """A large number over its name; Enter, Space or a click opens what it stands for."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.value = QLabel()
        self.name = QLabel()
        self.name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.name.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(0)
        layout.addWidget(self.value)
        layout.addWidget(self.name)

    def show_figure(self, value: str, name: str) -> None:
        """Show a value and what it is."""
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * _BIGGER)
        font.setBold(True)
        self.value.setFont(font)
        self.value.setText(value)
        self.name.setText(name)
        self.setAccessibleName(f"{name}: {value}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline; thick in the accent colour with the keyboard."""
        super().paintEvent(event)
        colours = colours_in_use()
        focused = self.hasFocus()
        pen = QPen(QColor(colours.selected if focused else colours.border), 2 if focused else 1)
        painter = QPainter(self)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1) if focused else self.rect().adjusted(0, 0, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard went."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
