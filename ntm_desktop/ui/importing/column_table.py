"""The file's own columns: letter, what the column is (a list to choose from), its head, and the first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem

from ntm_desktop.domain.importing.grid import column_letter
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.importing import mapping
from ntm_desktop.ui.theme import prepare_table, row_height

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.importing.grid import Sheet
    from ntm_desktop.domain.importing.table import Table

_ROWS = 4
_NARROWEST, _WIDEST = 132, 220
_AIR = 20
_ARROW = 24  # beside the words of a list
_HEAD_ROWS = 2


class ColumnTable(QTableWidget):
    """Emits `chosen(column, value)`, the column 0-based, the value a field's name, a task's number or «»."""

    chosen = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.start = -1
        self.combos: list[QComboBox] = []
        prepare_table(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)
        # Heads below a common one differ at their end: «Thông tin về chủ hộ … Năm sinh».
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().show()
        self.verticalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_sheet(self, sheet: Sheet, table: Table | None, choices: Mapping[int, str]) -> None:
        """Show a sheet's columns."""
        self.start = table.bottom if table is not None else -1
        rows = mapping.first_rows(sheet, table, _ROWS)
        width = mapping.width_of(sheet)
        self.clear()
        self.setRowCount(_HEAD_ROWS + len(rows))
        self.setColumnCount(width)
        self.setHorizontalHeaderLabels([_("Cột {letter}").format(letter=column_letter(at)) for at in range(width)])
        self.setVerticalHeaderLabels(["", _("Tên cột"), *(str(row) for row, _texts in rows)])
        labels = dict(table.labels) if table is not None else {}
        bold = QFont(self.font())
        bold.setBold(True)
        self.combos = []
        for column in range(width):
            self._head(column, labels.get(column, ""), bold)
            for at, (_row, texts) in enumerate(rows):
                self.setItem(_HEAD_ROWS + at, column, _item(texts[column]))
            self.combos.append(self._combo(column, dict(table.tasks) if table is not None else {}))
            samples = [labels.get(column, "")[:30], *(texts[column] for _row, texts in rows)]
            widest = max(*map(self._wide, samples), self._wide(self._said(column, choices)) + _ARROW) + _AIR
            self.setColumnWidth(column, max(_NARROWEST, min(widest, _WIDEST)))
        self.setRowHeight(0, row_height() + 6)
        bar = self.horizontalScrollBar().sizeHint().height()
        rows_high = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows_high + bar + 2 * self.frameWidth())
        self.show_choices(choices)

    def show_choices(self, choices: Mapping[int, str]) -> None:
        """Show what each column is."""
        for column, combo in enumerate(self.combos):
            blocker = QSignalBlocker(combo)
            combo.setCurrentIndex(max(0, combo.findData(choices.get(column, ""))))
            del blocker

    def first_combo(self) -> QComboBox | None:
        """Return the first list; None without columns."""
        return self.combos[0] if self.combos else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a list into view when the keyboard comes to it."""
        if event.type() == QEvent.Type.FocusIn and watched in self.combos:
            column = next(at for at, combo in enumerate(self.combos) if combo is watched)
            self.scrollTo(self.model().index(0, column))
        return False

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _said(self, column: int, choices: Mapping[int, str]) -> str:
        """Return what a column's list will say."""
        combo = self.combos[column]
        return combo.itemText(max(0, combo.findData(choices.get(column, ""))))

    def _head(self, column: int, label: str, bold: QFont) -> None:
        item = _item(label)
        item.setFont(bold)
        self.setItem(1, column, item)

    def _combo(self, column: int, tasks: Mapping[int, int]) -> QComboBox:
        combo = QComboBox()
        for value, label in mapping.LABELS.items():
            combo.addItem(_(label), str(value))
        for task in tasks:
            combo.addItem(_("Phần việc {number}").format(number=task), str(task))
        combo.view().setMinimumWidth(combo.sizeHint().width())
        combo.setAccessibleName(_("Nội dung cột {letter}").format(letter=column_letter(column)))
        combo.currentIndexChanged.connect(lambda at: self.chosen.emit(column, str(combo.itemData(at))))
        combo.installEventFilter(self)
        self.setCellWidget(0, column, combo)
        return combo


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    return item
