"""Which of several tables on a sheet is shown, and whether it is taken in; hidden where a sheet is one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.importing import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.importing.table import Table


class TableChoice(QWidget):
    """Emits `changed` when another table is to be shown, `taken(bool)` when one is ticked or not."""

    changed = Signal()
    taken = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.label, self.tables, self.take = QLabel(), QComboBox(), QCheckBox()
        self.label.setBuddy(self.tables)
        self._sheet = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.tables, self.take):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.tables.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.take.toggled.connect(self.taken)
        self.hide()

    @property
    def which(self) -> int | None:
        """Return which table is shown; None where the sheet is the table."""
        return self.tables.currentIndex() if self.tables.count() > 1 else None

    def fill(self, sheet: str, tables: Sequence[Table | None]) -> None:
        """List the tables of a sheet: None is one whose head line is still to be chosen."""
        before = self.tables.currentIndex() if sheet == self._sheet else 0
        self._sheet = sheet
        blocker = QSignalBlocker(self.tables)
        self.tables.clear()
        self.tables.addItems([words.table_words(at, table) for at, table in enumerate(tables)])
        self.tables.setCurrentIndex(min(max(before, 0), len(tables) - 1))
        del blocker
        self.setVisible(len(tables) > 1)

    def show_taken(self, table: Table | None) -> None:
        """Show whether the table is taken in."""
        blocker = QSignalBlocker(self.take)
        self.take.setChecked(table is not None and table.left_out is None)
        self.take.setEnabled(table is not None and table.left_out is not Reason.NO_TABLE)
        del blocker

    def choose_last(self) -> None:
        """Show the last table."""
        self.tables.setCurrentIndex(self.tables.count() - 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.label.setText(_("&Bảng"))
        self.tables.setAccessibleName(_("Các bảng trong trang"))
        self.take.setText(_("Nhập bảng &này"))
