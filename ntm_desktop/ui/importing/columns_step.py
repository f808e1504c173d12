"""Step 1: what was recognised in each sheet, each column with its meaning, and the households that come of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ntm_desktop.domain.importing.proposal import decided
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui.importing import mapping, words
from ntm_desktop.ui.importing.column_table import ColumnTable
from ntm_desktop.ui.importing.table_choice import TableChoice
from ntm_desktop.ui.importing.text_table import TextTable
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ntm_desktop.domain.importing.drafts import DraftRow, SheetProposal
    from ntm_desktop.domain.importing.grid import Sheet
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.services.importing import Override
    from ntm_desktop.ui.importing.flow import Flow

_RESULTS = 40
_SHEETS_WIDTH = 190
_PAUSE = 400


class ColumnsStep(QWidget):
    """Shows one table of one sheet at a time; `decided(Override)` carries what a person decided otherwise for it."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sheets = QListWidget()
        self.choice, self.more = TableChoice(), QPushButton()
        self.told, self.result_label = QLabel(), QLabel()
        self.head_row, self.village = QSpinBox(), QLineEdit()
        self._head_label, self._village_label = QLabel(), QLabel()
        self.columns, self.result = ColumnTable(), TextTable()
        self._flow: Flow | None = None
        self._choices: dict[int, str] = {}
        self._added: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._decide_sheet)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_flow(self, flow: Flow) -> None:
        """Show the file, or what a new plan made of it."""
        if flow.opened is None:
            return
        new_file = self._flow is None or self._flow.opened is not flow.opened
        self._flow = flow
        if new_file:
            self._added = set()
            self._fill_sheets()
        self._show_sheet(anew=new_file)

    def focus_start(self) -> None:
        """Put the keyboard where something is to be decided: the sheets, else the first column."""
        target = self.sheets if self.sheets.isVisibleTo(self) else self.columns.first_combo()
        (target or self.village).setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Take over at once what is still being typed."""
        if self._pause.isActive():
            self._pause.stop()
            self._decide_sheet()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._head_label.setText(_("Dòng tên &cột cuối cùng"))
        self.head_row.setSpecialValueText(_("không có"))
        self.head_row.setAccessibleName(_("Dòng tên cột cuối cùng"))
        self.choice.retranslate()
        self.more.setText(_("Thê&m bảng"))
        self.more.setToolTip(_("Trang còn một bảng khác bên dưới mà chương trình chưa nhận ra"))
        self.village.setPlaceholderText(_("để trống: như nhận ra trong tệp"))
        self.sheets.setAccessibleName(_("Các trang tính"))
        self.columns.setAccessibleName(_("Cột trong tệp"))
        self.result.setAccessibleName(_("Sẽ được nhập thành"))
        self._show_sheet(anew=True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill_sheets(self) -> None:
        if self._flow is None or self._flow.opened is None:
            return
        blocker = QSignalBlocker(self.sheets)
        self.sheets.clear()
        for proposed in self._flow.opened.proposal.sheets:
            item = QListWidgetItem(proposed.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if proposed.holds_households else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, row_height()))
            self.sheets.addItem(item)
        first = next((at for at, one in enumerate(self._flow.opened.proposal.sheets) if one.holds_households), 0)
        self.sheets.setCurrentRow(first)
        self.sheets.setVisible(self.sheets.count() > 1)
        del blocker

    def _at(self) -> int:
        return max(0, self.sheets.currentRow())

    def _sheet(self) -> Sheet | None:
        opened = self._flow.opened if self._flow else None
        return opened.workbook.sheets[self._at()] if opened else None

    def _proposed(self) -> SheetProposal | None:
        """Return what the current sheet is understood as, under what was decided."""
        if self._flow is None or self._flow.opened is None:
            return None
        opened = self._flow.opened
        try:
            final = decided(opened.workbook, opened.proposal, self._flow.overrides)
        except UserError:
            final = opened.proposal
        return final.sheets[self._at()]

    def _tables(self, sheet: Sheet, proposed: SheetProposal) -> list[Table | None]:
        """Return the tables of a sheet, and None for the one that a person adds, until its head line is chosen."""
        opened = self._flow.opened if self._flow else None
        found = len(opened.proposal.sheets[self._at()].tables) if opened else 0
        waiting = sheet.name in self._added and len(proposed.tables) == found
        return [*proposed.tables, *([None] if waiting else [])]

    def _table(self, proposed: SheetProposal | None) -> Table | None:
        at = self.choice.which or 0
        return proposed.tables[at] if proposed is not None and at < len(proposed.tables) else None

    def _add_table(self) -> None:
        """Begin a table that was not found: its head line is the next thing to choose."""
        sheet, proposed = self._sheet(), self._proposed()
        if sheet is not None and proposed is not None:
            self._added.add(sheet.name)
            self.choice.fill(sheet.name, self._tables(sheet, proposed))
            self.choice.choose_last()
            self.head_row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.head_row.selectAll()

    def _show_sheet(self, *, anew: bool) -> None:
        """Show the sheet; `anew` also what a person might be choosing at this moment."""
        flow, sheet, proposed = self._flow, self._sheet(), self._proposed()
        if flow is None or flow.plan is None or sheet is None or proposed is None:
            return
        self.choice.fill(sheet.name, self._tables(sheet, proposed))
        self.more.setVisible(bool(proposed.tables) and sheet.name not in self._added)
        table = self._table(proposed)
        decision = flow.decision(sheet.name, self.choice.which)
        self.choice.show_taken(table)
        if anew:
            self._show_decision(decision, sheet, table)
        choices = mapping.chosen(table)
        if anew or choices != self._choices or self.columns.start != (table.bottom if table else -1):
            self._choices = choices
            self.columns.show_sheet(sheet, table, choices)
        rows = _rows_of(flow.plan.draft.rows, sheet, proposed, table if self.choice.which is not None else None)
        village = words.village_words(proposed, table, rows, decided=bool(decision.village))
        parts = (words.head_words(proposed, table), village, words.converted_words(flow.plan))
        self.told.setText(" ".join(part for part in parts if part))
        said = _("Sẽ được nhập thành ({count} hộ trong trang này):")
        if self.choice.which is not None:
            said = _("Sẽ được nhập thành ({count} hộ trong bảng này):")
        self.result_label.setText(said.format(count=number(len(rows))))
        self.result.show_rows(words.result_heads(), [words.result(row) for row in rows[:_RESULTS]])

    def _show_decision(self, decision: Override, sheet: Sheet, table: Table | None) -> None:
        blockers = [QSignalBlocker(widget) for widget in (self.head_row, self.village)]
        self.head_row.setRange(0, max(1, len(sheet.rows)))
        self.head_row.setValue(table.head_row if table else 0)
        self.village.setText(decision.village)
        whole = decision.table is None
        self._village_label.setText(_("Ấ&p, thôn của cả trang") if whole else _("Ấ&p, thôn của bảng này"))
        self.village.setAccessibleName(_("Ấp, thôn của cả trang") if whole else _("Ấp, thôn của bảng này"))
        del blockers

    def _choose(self, column: int, value: str) -> None:
        self._choices = mapping.changed(self._choices, column, value)
        self.columns.show_choices(self._choices)
        self._decide(columns=mapping.as_override(self._choices))

    def _decide_sheet(self) -> None:
        """Take over the head row and the village of the whole sheet."""
        table = self._table(self._proposed())
        now = table.head_row if table else 0
        self._decide(village=self.village.text().strip())
        if self.head_row.value() != now:
            # Another head line: what its columns are is recognised anew.
            self._decide(head_row=self.head_row.value(), columns={})

    def _decide(self, **parts: object) -> None:
        self._decide_for(self.choice.which, parts)

    def _decide_for(self, table: int | None, parts: Mapping[str, object]) -> None:
        sheet = self._sheet()
        if self._flow is None or sheet is None:
            return
        before = self._flow.decision(sheet.name, table)
        after = replace(before, **parts)  # type: ignore[arg-type] # the fields of an Override, by name
        if after != before:
            self._flow = self._flow.deciding(after)
            self.decided.emit(after)

    def _tick(self, item: QListWidgetItem) -> None:
        self.sheets.setCurrentItem(item)
        self._decide_for(None, {"take": item.checkState() is Qt.CheckState.Checked})

    def _lay_out(self) -> None:
        self.told.setWordWrap(True)
        self.sheets.setFixedWidth(_SHEETS_WIDTH)
        self.village.setFixedWidth(250)
        row = QHBoxLayout()
        for label, widget in ((self._head_label, self.head_row), (self._village_label, self.village)):
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget)
            row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self.more)
        right = QVBoxLayout()
        right.addWidget(self.choice)
        right.addWidget(self.told)
        right.addLayout(row)
        right.addWidget(self.columns)
        right.addWidget(self.result_label)
        right.addWidget(self.result, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sheets)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.sheets.currentRowChanged.connect(lambda _row: self._show_sheet(anew=True))
        self.sheets.itemChanged.connect(self._tick)
        self.choice.changed.connect(lambda: self._show_sheet(anew=True))
        self.choice.taken.connect(lambda on: self._decide(take=on))
        self.more.clicked.connect(self._add_table)
        self.columns.chosen.connect(self._choose)
        self.head_row.valueChanged.connect(lambda _value: self._pause.start())
        self.village.textEdited.connect(lambda _text: self._pause.start())
        for leave in (self.head_row.editingFinished, self.village.editingFinished):
            leave.connect(partial(self.settle))


def _rows_of(rows: Sequence[DraftRow], sheet: Sheet, proposed: SheetProposal, table: Table | None) -> list[DraftRow]:
    """Return the households of a sheet, or of one of the tables that stand below each other on it."""
    own = [row for row in rows if row.sheet == sheet.name]
    if table is None or len({one.top for one in proposed.tables}) < len(proposed.tables):
        return own
    end = len(sheet.rows) if table.end is None else table.end
    return [row for row in own if table.bottom + 1 < row.row <= end]
