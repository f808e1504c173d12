"""The consolidated table: communes (and their villages) against tasks, in numbers or per cent, with the sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ntm_desktop.domain.text import collation_key
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, number, percent
from ntm_desktop.services import receiving_overview
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange.lines import Column, table_of
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.receiving import tasks_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent

    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import Task
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving_overview import Consolidated

_TASK_WIDTH, _RATE_WIDTH = 44, 60
_INDENT = "      "


@dataclass(frozen=True, slots=True)
class Sums:
    """A year's figures and the tasks that they are about."""

    figures: Consolidated
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line of the table: a commune, one of its villages, or the sum of all."""

    unit: UnitSummary
    depth: int = 0
    whole: bool = False


def read_apart(context: Context, year: int) -> Sums:
    """Read a year's figures on a reader of its own: for a worker."""
    reader = context.for_reading()
    try:
        figures = receiving_overview.consolidated(reader, year)
        return Sums(figures, tasks_shown.tasks_of(receiving_overview.task_sets(reader, year)))
    finally:
        reader.database.close()


def lines_of(sums: Sums, *, villages: bool) -> Iterator[SumLine]:
    """Yield the lines: communes by name, each followed by its villages where they are asked for, the sum last."""
    for one in sorted(sums.figures.communes, key=lambda one: collation_key(one.commune.name)):
        yield SumLine(one.commune)
        if villages:
            for village in one.villages:
                yield SumLine(village, depth=1)
    yield SumLine(sums.figures.whole, whole=True)


def columns_of(tasks: tuple[Task, ...], *, rates: bool) -> tuple[Column[SumLine], ...]:
    """Return the columns: the unit, its households, then every task, achieved in numbers or per cent."""
    return (
        Column(mark("Đơn vị"), _name, 184),
        Column(mark("Số hộ"), lambda one: number(one.unit.households), 60, right=True),
        Column(mark("Đánh giá đủ"), lambda one: _figure(one.unit.assessed, one, rates=rates), 98, right=True),
        Column(mark("Hoàn thành"), lambda one: _figure(one.unit.all_achieved, one, rates=rates), 94, right=True),
        *(_task_column(task, rates=rates) for task in tasks),
    )


class SumsView(QWidget):
    """Emits `left()` for Esc, `print_asked()` and `excel_asked()`."""

    left = Signal()
    print_asked = Signal()
    excel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sums: Sums | None = None
        self.back = make_button("back", "", self.left.emit)
        self.heading, self.note = QLabel(), Said()
        self.by, self.unit = QComboBox(), QComboBox()
        self.print = make_button("print", "", self.print_asked.emit)
        self.excel = make_button("excel", "", self.excel_asked.emit)
        self.table = table_of(columns_of((), rates=False), several=True, sorting=False, strong=_strong)
        self._lay_out()
        self.by.currentIndexChanged.connect(lambda _at: self._show())
        self.unit.currentIndexChanged.connect(lambda _at: self._show())
        self.table.chosen.connect(self._explain)
        self.retranslate()

    def show_sums(self, sums: Sums) -> None:
        """Show a year."""
        self.sums = sums
        self._show()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.back.setText(_("&Quay lại (Esc)"))
        self.print.setText(_("&In báo cáo…"))
        self.excel.setText(_("Lưu &Excel…"))
        _fill(self.by, (_("Theo xã"), _("Theo xã và thôn, ấp")))
        _fill(self.unit, (_("Số hộ đạt"), _("Tỷ lệ đạt (%)")))
        self.by.setAccessibleName(_("Đơn vị"))
        self.unit.setAccessibleName(_("Cách tính"))
        self._show()

    def focus_start(self) -> None:
        """Begin at the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Backspace go back."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for box in (self.by, self.unit):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        top.addWidget(self.back)
        top.addWidget(self.heading, 1)
        for widget in (self.by, self.unit, self.print, self.excel):
            top.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 8)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.note)

    def _show(self) -> None:
        sums = self.sums
        if sums is None:
            return
        rates = self.unit.currentIndex() == 1
        lines = lines_of(sums, villages=self.by.currentIndex() == 1)
        column = self.table.currentIndex().column()
        self.table.model_of_lines.show_lines(lines, columns_of(sums.tasks, rates=rates))
        self.table.go_to(0, column)
        self.heading.setText(_("<b>Tổng hợp năm {year}</b>").format(year=sums.figures.year))
        for button in (self.print, self.excel):
            button.setEnabled(bool(sums.figures.communes))
        self._explain()

    def _explain(self) -> None:
        """Say what the current column is, so that nobody guesses what task 7 was."""
        if self.sums is not None:
            count = number(len(self.sums.figures.communes))
            words = _("{count} xã đã có số liệu. Mũi tên trái, phải để đọc tên phần việc; Ctrl+C để chép sang Excel.")
            self.note.say(self.table.column_tip() or words.format(count=count), "muted")


def _strong(line: SumLine) -> bool:
    return line.whole


def _name(line: SumLine) -> str:
    return _("Tổng cộng") if line.whole else _INDENT * line.depth + line.unit.name


def _figure(part: int, line: SumLine, *, rates: bool) -> str:
    return percent(part, line.unit.households) if rates else number(part)


def _task_column(task: Task, *, rates: bool) -> Column[SumLine]:
    def text(line: SumLine) -> str:
        if not rates:
            return number(line.unit.achieved.get(task.code, 0))
        rate = line.unit.task_rate(task.code)
        return "–" if rate is None else percent(rate, 1)

    return Column(
        "", text, _RATE_WIDTH if rates else _TASK_WIDTH, right=True, name=task.code, tip=tasks_shown.task_tip(task)
    )


def _fill(box: QComboBox, words: tuple[str, ...]) -> None:
    at = max(0, box.currentIndex())
    box.blockSignals(True)  # noqa: FBT003 - Qt's own
    box.clear()
    box.addItems(words)
    box.setCurrentIndex(at)
    box.blockSignals(False)  # noqa: FBT003 - Qt's own
