"""A framed panel with a heading, and a sentence in a colour that also follows the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

BACKED = frozenset({"good", "bad", "warn"})
_HEADING_POINTS_MORE = 2


class Said(QLabel):
    """A sentence with a tone: «good», «bad», «warn», «muted» or none; `backed` gives it a quiet background."""

    def __init__(self, *, backed: bool = False) -> None:
        super().__init__()
        self._tone = ""
        self._backed = backed
        self._tinting = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if backed:
            self.setMargin(6)

    def say(self, text: str, tone: str = "") -> None:
        """Say something in a tone; an empty sentence takes no room."""
        self._tone = tone
        self.setText(text)
        self._tint()
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and not self._tinting:
            self._tint()

    def _tint(self) -> None:
        colours = colours_in_use()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(getattr(colours, self._tone or "text")))
        backed = self._backed and self._tone in BACKED
        if backed:
            palette.setColor(QPalette.ColorRole.Window, QColor(getattr(colours, f"{self._tone}_back")))
        self._tinting = True
        self.setAutoFillBackground(backed)
        self.setPalette(palette)
        self._tinting = False


class Panel(QFrame):
    """A frame on the base colour: a heading, then what is added to `body`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.heading = QLabel()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(7)
        self.body.addWidget(self.heading)
        self._size()

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
    button.setDefault(True)
    button.setMinimumHeight(36)
    return button
