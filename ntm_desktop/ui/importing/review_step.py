"""Step 2: what would be added, what is wrong, what is a duplicate, what was left out and why; in numbers and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui.importing import words
from ntm_desktop.ui.importing.text_table import TextTable
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from ntm_desktop.ui.importing.flow import Flow

_LISTS_WIDTH = 190


class ReviewStep(QWidget):
    """Shows the plan; `doubtful_toggled(on)` says whether the doubtful households are added too."""

    doubtful_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.summary, self.converted = QLabel(), QLabel()
        self.lists, self.table = QListWidget(), TextTable()
        self.doubtful = QCheckBox()
        self._flow: Flow | None = None
        self._lay_out()
        self.lists.currentRowChanged.connect(lambda _row: self._show_list())
        self.doubtful.toggled.connect(self.doubtful_toggled)

    def show_flow(self, flow: Flow) -> None:
        """Show a plan; the list that needs eyes most is opened first."""
        plan = flow.plan
        anew = self._flow is None or self._flow.plan is not plan
        self._flow = flow
        if plan is None:
            return
        self.summary.setText(words.summary(flow))
        self.converted.setText(words.converted_words(plan))
        self.converted.setVisible(bool(self.converted.text()))
        blocker = QSignalBlocker(self.doubtful)
        self.doubtful.setChecked(flow.add_doubtful)
        del blocker
        self.doubtful.setText(_("Thêm cả &{count} hộ nghi trùng này").format(count=number(len(plan.doubtful))))
        self.doubtful.setVisible(bool(plan.doubtful))
        if anew:
            self._fill()

    def focus_start(self) -> None:
        """Put the keyboard into the lists."""
        self.lists.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._flow is not None:
            flow, self._flow = self._flow, None
            self.show_flow(flow)

    def _fill(self) -> None:
        plan = self._flow.plan if self._flow else None
        if plan is None:
            return
        blocker = QSignalBlocker(self.lists)
        self.lists.clear()
        for key, label, rows in words.LISTS:
            count = len(rows(plan)[1])
            item = QListWidgetItem(_(label).format(count=number(count)))
            item.setData(Qt.ItemDataRole.UserRole, key)
            if not count:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            item.setSizeHint(QSize(0, row_height()))
            self.lists.addItem(item)
        self.lists.setCurrentRow(-1)
        del blocker
        keys = [key for key, _label, _rows in words.LISTS]
        first = "problems" if plan.problems else "new"
        self.lists.setCurrentRow(keys.index(first if plan.problems or plan.new else "unchanged"))

    def _show_list(self) -> None:
        plan = self._flow.plan if self._flow else None
        at = self.lists.currentRow()
        if plan is not None and at >= 0:
            heads, lines = words.LISTS[at][2](plan)
            self.table.show_rows(heads, lines, words.SENTENCES.get(words.LISTS[at][0], ()))
            self.table.setAccessibleName(self.lists.item(at).text())

    def _lay_out(self) -> None:
        font = self.summary.font()
        font.setPointSize(font.pointSize() + 1)
        font.setBold(True)
        self.summary.setFont(font)
        self.summary.setWordWrap(True)
        self.lists.setFixedWidth(_LISTS_WIDTH)
        right = QVBoxLayout()
        right.addWidget(self.table, 1)
        right.addWidget(self.doubtful)
        row = QHBoxLayout()
        row.addWidget(self.lists)
        row.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.converted)
        layout.addLayout(row, 1)
