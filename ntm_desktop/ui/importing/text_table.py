"""A table of texts that were worked out before: thousands of lines cost nothing until they are looked at."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ntm_desktop.domain.pasting import format_cells
from ntm_desktop.ui.theme import prepare_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_WIDEST = 360
_AIR = 24
_SAMPLE = 60
_HEIGHTENED = 200
_GAP = 8
_AT_A_TIME = 0.012  # seconds
_STRETCH = QHeaderView.ResizeMode.Stretch


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
        self._heights = QTimer(self)  # once the columns have their widths
        self._heights.setSingleShot(True)
        self._heights.setInterval(0)
        self._heights.timeout.connect(self._heighten)
        self._next = 0

    def show_rows(
        self, heads: tuple[str, ...], lines: Sequence[tuple[str, ...]], sentences: tuple[int, ...] = ()
    ) -> None:
        """Show other texts, each column as wide as its first lines need; `sentences` share the rest and wrap."""
        self.texts.show_rows(heads, lines)
        self.setWordWrap(bool(sentences))
        metrics, head = self.fontMetrics(), self.horizontalHeader()
        for column, title in enumerate(heads):
            stretches = column in sentences
            head.setSectionResizeMode(column, _STRETCH if stretches else QHeaderView.ResizeMode.Interactive)
            samples = [title, *(line[column] for line in lines[:_SAMPLE])]
            widest = max(metrics.horizontalAdvance(text) for text in samples)
            if not stretches:
                self.setColumnWidth(column, min(widest + _AIR, _WIDEST))
        head.setStretchLastSection(not sentences)
        self._again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give wrapped lines their new heights."""
        super().resizeEvent(event)
        self._again()

    def _again(self) -> None:
        self._next = 0
        self._heights.start()

    def _heighten(self) -> None:
        """Give each of the first lines the height of its sentences, some at a time: the window goes on meanwhile.

        Thousands of lines stay as they are.
        """
        last = min(len(self.texts.lines), _HEIGHTENED) if self.wordWrap() else 0
        until = perf_counter() + _AT_A_TIME
        while self._next < last and perf_counter() < until:
            self.resizeRowToContents(self._next)
            self.setRowHeight(self._next, self.rowHeight(self._next) + _GAP)
            self._next += 1
        if self._next < last:
            self._heights.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C; else as any table."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [self.texts.heads, *(self.texts.lines[row] for row in rows)]
        QGuiApplication.clipboard().setText(format_cells(lines))
