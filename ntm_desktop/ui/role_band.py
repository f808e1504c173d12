"""The band above the places: office and role, in the role's colour, so that nobody mistakes the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ntm_desktop.ui.theme import colours_in_use, role_colour

if TYPE_CHECKING:
    from ntm_desktop.ui.theme import Role


class RoleBand(QWidget):
    """Office and role on the accent colour of the role."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role
        self._dressing = False
        self.office = QLabel()
        self.office.setWordWrap(True)  # «Thị trấn Thứ Mười Một» takes two lines; cut it would name nobody
        self.role = QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 7)
        layout.setSpacing(0)
        layout.addWidget(self.office)
        layout.addWidget(self.role)
        self.setAutoFillBackground(True)
        self._dress()

    def set_words(self, office: str, role: str) -> None:
        """Show an office and the words for its role."""
        self.office.setText(office)
        self.role.setText(role)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and size of text."""
        super().changeEvent(event)
        if event.type() in {
            QEvent.Type.ApplicationPaletteChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
        }:
            self._dress()

    def _dress(self) -> None:
        if self._dressing:
            return
        self._dressing = True
        colours = colours_in_use()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(role_colour(self._role, colours)))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours.on_role))
        for widget in (self, self.office, self.role):  # a style sheet stops the labels from inheriting it
            widget.setPalette(palette)
        font = QFont(self.font())
        font.setBold(True)
        self.office.setFont(font)
        self._dressing = False
