"""A table of texts that were worked out before: thousands of lines cost nothing until they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ntm_desktop.domain.pasting import format_cells
from ntm_desktop.ui.theme import prepare_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

_WIDEST = 360
_AIR = 24
_SAMPLE = 60


class TextModel(QAbstractTableModel):
    """Heads and lines of texts."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[str, ...] = ()
        self.lines: Sequence[tuple[str, ...]] = ()

    def show_rows(self, heads: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> None:
        """Show other texts."""
        self.beginResetModel()
        self.heads, self.lines = heads, lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a cell's text, also as its tooltip."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        return self.lines[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return a head."""
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.heads[section] if across and 0 <= section < len(self.heads) else None


class TextTable(QTableView):
    """Shows a TextModel; Ctrl+C copies the selected lines with their heads for Excel."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = TextModel()
        self.texts.setParent(self)
        self.setModel(self.texts)
        prepare_table(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)

    def show_rows(self, heads: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> None:
        """Show other texts, each column as wide as its first lines need."""
        self.texts.show_rows(heads, lines)
        metrics = self.fontMetrics()
        for column, head in enumerate(heads):
            samples = [head, *(line[column] for line in lines[:_SAMPLE])]
            widest = max(metrics.horizontalAdvance(text) for text in samples)
            self.setColumnWidth(column, min(widest + _AIR, _WIDEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C; else as any table."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [self.texts.heads, *(self.texts.lines[row] for row in rows)]
        QGuiApplication.clipboard().setText(format_cells(lines))
