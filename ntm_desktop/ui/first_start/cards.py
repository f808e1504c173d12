"""Choices with an explanation each: radio buttons that arrows, a letter or a click choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_INDENT = 26


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class _Choice(QRadioButton):
    """A radio button whose arrows always choose; Qt's only move the keyboard while nothing is chosen yet."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of an arrow."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class Card(QFrame):
    """One choice: its name, and what it means below it."""

    def __init__(self, key: str, name: str, explanation: str) -> None:
        super().__init__()
        self.key = key
        self._name, self._explanation = name, explanation
        self.button = _Choice()
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.explanation.setContentsMargins(_INDENT, 0, 0, 0)
        self.explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.explanation.setVisible(bool(explanation))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(self.button)
        layout.addWidget(self.explanation)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the choice anew."""
        font = QFont(self.font())
        font.setBold(bool(self._explanation))
        self.button.setFont(font)
        self.button.setText(_(self._name))
        self.explanation.setText(_(self._explanation))
        self.button.setAccessibleDescription(_(self._explanation))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose with a click anywhere on the card."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.button.isChecked():
            self.button.click()


class ChoiceCards(QWidget):
    """Choices below each other; nothing is chosen silently. `key` is the chosen one's, "" for none."""

    changed = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.cards = tuple(Card(*choice) for choice in choices)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(8)
        for card in self.cards:
            layout.addWidget(card)
            self.group.addButton(card.button)
            card.button.toggled.connect(self._tell)
            card.button.stepped.connect(partial(self._step, card))
        self._chain()

    @property
    def key(self) -> str:
        """The key of the chosen card."""
        return next((card.key for card in self.cards if card.button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a card without telling anybody; an unknown key leaves all as it is."""
        for card in self.cards:
            if card.key == key:
                card.button.blockSignals(True)  # noqa: FBT003 - Qt's own
                card.button.setChecked(True)
                card.button.blockSignals(False)  # noqa: FBT003 - Qt's own

    def focus(self) -> None:
        """Put the keyboard on the chosen card, or the first."""
        chosen = next((card for card in self.cards if card.button.isChecked()), self.cards[0])
        chosen.button.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Word the choices anew."""
        for card in self.cards:
            card.retranslate()

    def _tell(self, on: bool) -> None:
        if on:
            self.changed.emit(self.key)

    def _step(self, card: Card, step: int) -> None:
        """Choose the neighbour of a card; at the end the card itself."""
        at = max(0, min(len(self.cards) - 1, self.cards.index(card) + step))
        button = self.cards[at].button
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.setChecked(True)

    def _chain(self) -> None:
        for first, second in zip(self.cards, self.cards[1:], strict=False):
            QWidget.setTabOrder(first.button, second.button)
