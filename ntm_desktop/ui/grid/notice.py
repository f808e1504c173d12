"""What stands in place of the table where there is nothing to show: why, and the button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ntm_desktop.ui import icons

if TYPE_CHECKING:
    from collections.abc import Callable


class Notice(QWidget):
    """A title, a sentence, and one button."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.detail = QLabel(), QLabel()
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + 3)
        font.setBold(True)
        self.title.setFont(font)
        self.detail.setWordWrap(True)
        self.button = QPushButton()
        self.button.setAutoDefault(True)  # Enter presses it, too
        self._do: Callable[[], object] | None = None
        self.button.clicked.connect(self._pressed)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        for label in (self.title, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)

    def show_words(
        self, title: str, detail: str, button: str = "", icon: str = "next", do: Callable[[], object] | None = None
    ) -> None:
        """Say why there is nothing, and offer what helps."""
        self.title.setText(title)
        self.detail.setText(detail)
        self.button.setText(button)
        icons.put(self.button, icon)
        self.button.setVisible(bool(button))
        self._do = do

    def _pressed(self) -> None:
        if self._do is not None:
            self._do()
