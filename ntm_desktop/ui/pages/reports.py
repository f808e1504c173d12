"""«Báo cáo»: choose report and year, see it as it will print, save it as PDF or Excel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.services import reporting, villages
from ntm_desktop.services.reporting import Wanted
from ntm_desktop.ui import icons
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.print_desk import PrintDesk
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.services.reporting import Report
    from ntm_desktop.ui.workplace import Workplace

_ID = Qt.ItemDataRole.UserRole
_BOX_WIDTH, _LIST_WIDTH = 260, 300
EXPLAINED = {
    "task-sheet-blank": mark("Phiếu trống cho trưởng ấp, trưởng thôn ghi tay; mỗi ấp, thôn một phiếu."),
    "task-sheet": mark("Phiếu đã ghi kết quả của từng hộ, có chỗ ký. Bản Excel có thể điền rồi nhập lại."),
    "summary": mark("Số hộ đạt từng phần việc theo ấp, thôn; kèm biểu đồ tiến độ."),
    "achieved": mark("Danh sách công khai các hộ hoàn thành mọi phần việc: chỉ có họ tên và ấp, thôn."),
    "consolidated": mark("Kết quả của mọi đơn vị đã gửi, đúng hạn hay trễ, và các đơn vị còn thiếu."),
}


class ReportsPage(Page):
    """The list of reports at the left, what is asked of the chosen one at the right."""

    help_topic = "reports"

    def __init__(self, workplace: Workplace, years: Callable[[], list[int]]) -> None:
        super().__init__()
        self._workplace = workplace
        self._years = years
        self.desk = PrintDesk(workplace, self)
        self.list = QListWidget()
        self.explanation = QLabel()
        self.year, self.village = QComboBox(), QComboBox()
        self.year_label, self.village_label = QLabel(), QLabel()
        self.nothing = QLabel()
        self.view, self.pdf, self.excel = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        self.refresh(None)

    def refresh(self, changed: object) -> None:
        """Take over new years, villages and reports."""
        del changed
        self._fill_list(reporting.available(self._workplace.context))
        _fill(self.year, [(_("Năm {year}").format(year=one), one) for one in self._years()])
        everywhere = [(_("Tất cả các ấp, thôn"), "")]
        _fill(self.village, everywhere + [(one.title, one.id) for one in villages.listed(self._workplace.context)])
        self._choose()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.refresh(None)

    def focus_start(self) -> None:
        """Begin at the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_part(self, part: str) -> None:
        """Choose a report by its id: «reports/achieved»."""
        rows = range(self.list.count())
        self.list.setCurrentRow(next((row for row in rows if self.list.item(row).data(_ID) == part), 0))

    def wanted(self) -> Wanted:
        """Return what is asked of the report."""
        village = self.village.currentData() if self.village.isVisibleTo(self) else ""
        return Wanted(year=self.year.currentData() or 0, village_id=village or "")

    def report_id(self) -> str:
        """Return the chosen report."""
        row = self.list.currentRow()
        return "" if row < 0 else str(self.list.item(row).data(_ID))

    def _lay_out(self) -> None:
        self.list.setStyleSheet("QListWidget::item { padding-left: 8px; }")
        for box in (self.year, self.village):
            box.setMinimumWidth(_BOX_WIDTH)
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.explanation.setWordWrap(True)
        self.nothing.setWordWrap(True)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.year_label, self.year)
        form.addRow(self.village_label, self.village)
        self.year_label.setBuddy(self.year)
        self.village_label.setBuddy(self.village)
        for button, icon in ((self.view, "search"), (self.pdf, "pdf"), (self.excel, "excel")):
            icons.put(button, icon)
            button.setAutoDefault(True)  # Enter presses it, too
        buttons = QHBoxLayout()
        for button in (self.view, self.pdf, self.excel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.explanation)
        right.addLayout(form)
        right.addWidget(self.nothing)
        right.addLayout(buttons)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 10)
        whole.setSpacing(16)
        whole.addWidget(self.list)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda _new, _old: self._choose())
        self.list.itemActivated.connect(lambda _item: self._show())
        self.view.clicked.connect(self._show)
        self.pdf.clicked.connect(partial(self._save, "pdf"))
        self.excel.clicked.connect(partial(self._save, "xlsx"))

    def _fill_list(self, reports: list[Report]) -> None:
        chosen = self.report_id()
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for report in reports:
            item = QListWidgetItem(_(report.title))
            item.setData(_ID, report.id)
            item.setSizeHint(QSize(self.list.fontMetrics().horizontalAdvance(item.text()), row_height() + 4))
            self.list.addItem(item)
            if report.id == chosen:
                self.list.setCurrentItem(item)
        self.list.setFixedWidth(max(_LIST_WIDTH, self.list.sizeHintForColumn(0) + 20))
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own

    def _choose(self) -> None:
        report = reporting.REPORTS.get(self.report_id())
        ready = report is not None and self.year.count() > 0
        self.explanation.setText(_(EXPLAINED.get(self.report_id(), "")))
        by_village = report is not None and report.by_village
        for widget in (self.village, self.village_label):
            widget.setVisible(by_village)
        self.year_label.setText(_("&Năm"))
        self.village_label.setText(_("Ấ&p, thôn"))
        self.view.setText(_("&Xem trước và in"))
        self.pdf.setText(_("Lưu P&DF"))
        self.excel.setText(_("Lưu &Excel"))
        self.nothing.setText("" if ready else _("Chưa có năm nào có số liệu. Hãy mở năm ở trang Phần việc của hộ."))
        for button in (self.view, self.pdf, self.excel):
            button.setEnabled(ready)

    def _show(self) -> None:
        if self.view.isEnabled():
            self.desk.show_report(self.report_id(), self.wanted())

    def _save(self, kind: str) -> None:
        self.desk.save_report(self.report_id(), self.wanted(), kind)


def _fill(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    """Fill a box anew, keeping what was chosen where it is still there."""
    chosen = box.currentData()
    box.clear()
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
