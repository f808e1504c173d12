"""A framed panel with a heading, and a sentence in a colour that also follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QPushButton

BACKED = frozenset({"good", "bad", "warn"})
_HEADING_POINTS_MORE = 2
_MARGIN = 6


class Said(QLabel):
    """A sentence with a tone: «good», «bad», «warn», «muted» or none; `backed` gives it a quiet background.

    It is painted in the colours in use at that moment, for a palette of its own would not outlive a change of theme.
    """

    def __init__(self, *, backed: bool = False) -> None:
        super().__init__()
        self.tone = ""
        self._backed = backed
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if backed:
            self.setMargin(_MARGIN)

    def say(self, text: str, tone: str = "") -> None:
        """Say something in a tone; an empty sentence takes no room."""
        self.tone = tone
        self.setText(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentence, and what lies behind it."""
        del event
        painter = QPainter(self)
        colours = colours_in_use()
        if self._backed and self.tone in BACKED:
            painter.fillRect(self.rect(), QColor(getattr(colours, f"{self.tone}_back")))
        painter.setPen(QColor(getattr(colours, self.tone or "text")))
        margin = self.margin()
        room = self.contentsRect().adjusted(margin, margin, -margin, -margin)
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextWordWrap, self.text())


class Panel(QFrame):
    """A frame on the base colour: a heading, then what is added to `body`."""

    def __init__(self) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.heading = QLabel()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(7)
        self.body.addWidget(self.heading)
        self._size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame in the theme's own line colour: Fusion's is not seen on dark ground."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(colours_in_use().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def _size(self) -> None:
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + _HEADING_POINTS_MORE)
        font.setBold(True)
        self.heading.setFont(font)


def main_button(button: QPushButton) -> QPushButton:
    """Make a button the one that a panel is about: larger, with the accent's outline."""
    button.setAutoDefault(False)  # it would be the default no more once the keyboard went elsewhere
    button.setDefault(True)
    button.setMinimumHeight(36)
    return button
