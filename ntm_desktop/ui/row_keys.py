"""Home and End in tables whose whole lines are marked: to the first and the last line, not to a column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class RowKeys(QObject):
    """Watches the keys of one table, which owns it."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Home and End where a column means nothing."""
        table = self._table
        if watched is not table or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        whole = table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        if not whole or event.key() not in {Qt.Key.Key_Home, Qt.Key.Key_End} or event.modifiers() not in _PLAIN:
            return False
        row = 0 if event.key() == Qt.Key.Key_Home else table.model().rowCount() - 1
        table.setCurrentIndex(table.model().index(row, max(table.currentIndex().column(), 0)))
        return True
