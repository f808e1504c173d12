"""What the pages of the first start share: a page's three operations, and a muted explaining line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ntm_desktop.ui.first_start.flow import Answers


class StepPage(QWidget):
    """A page of the path: shows the answers, takes in what was answered here, knows where the keyboard begins.

    `answered` tells that something was answered here, so that what was said to be missing may be so no more.
    """

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_answers(self, answers: Answers) -> None:
        """Show what was answered so far."""

    def taken(self, answers: Answers) -> Answers:
        """Return the answers with those of this page."""
        return answers

    def focus_start(self) -> None:
        """Put the keyboard where answering begins."""

    def focus_missing(self) -> None:
        """Put the keyboard on what still lacks an answer."""
        self.focus_start()

    def retranslate(self) -> None:
        """Word the page anew."""


def explaining() -> QLabel:
    """Return a label for a sentence that explains."""
    label = QLabel()
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
