"""The line above a page: its title, its actions, and undo and redo where the place has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolBar, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_action, make_reachable
from ntm_desktop.ui.status import ElidedLabel
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from ntm_desktop.ui.page import Page

_TITLE_POINTS_MORE = 4
_ICON = QSize(18, 18)
_AIR = 16


class Header(QWidget):
    """Title and actions of the page in view."""

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel(least=120)
        self.bar = QToolBar()
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bar.setIconSize(_ICON)
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.undo = make_action(self, "undo", "", self.undo_asked.emit)
        self.redo = make_action(self, "redo", "", self.redo_asked.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.title, 1)
        layout.addWidget(self.bar)
        self._size()

    def show_page(self, page: Page, title: str) -> None:
        """Show what belongs to a page; `title` where the page has none of its own."""
        self.title.setText(page.title() or title)
        self._clear()
        for action in page.actions_shown():
            self.bar.addAction(action)
        self._show_undo(page)
        make_reachable(self.bar)

    def _clear(self) -> None:
        """Take every action off the bar: `QToolBar.clear` would take the items of their menus away from Python."""
        for action in self.bar.actions():
            self.bar.removeAction(action)
            if action.isSeparator():
                action.deleteLater()

    def _show_undo(self, page: Page) -> None:
        undo, redo = page.undo_words(), page.redo_words()
        if undo is None or redo is None:
            return
        if page.actions_shown():
            self.bar.addSeparator()
        for action, words, name, keys in (
            (self.undo, undo, _("Hoàn tác"), "Ctrl+Z"),
            (self.redo, redo, _("Làm lại"), "Ctrl+Y"),
        ):
            action.setText(name)
            action.setToolTip(f"{name}: {words} ({keys})" if words else f"{name} ({keys})")
            action.setEnabled(bool(words))
            self.bar.addAction(action)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def _size(self) -> None:
        self.setFixedHeight(row_height() + _AIR)  # the same on every place, with actions or without
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + _TITLE_POINTS_MORE)
        font.setBold(True)
        self.title.setFont(font)
