"""Kiểm tra: the examination of data and machine, each finding with a sign, a name and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.services import doctor
from ntm_desktop.ui.settings.section import Section, fill_table, make_table
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.services.doctor import Finding
    from ntm_desktop.ui.workplace import Workplace

NAMES = {
    "office": mark("Cơ quan"),
    "database": mark("Tệp dữ liệu"),
    "totals": mark("Số tổng hợp"),
    "folder": mark("Quyền ghi"),
    "disk": mark("Chỗ trống trên đĩa"),
    "backup": mark("Bản sao lưu"),
    "drill": mark("Thử phục hồi"),
    "keys": mark("Khóa của cơ quan"),
    "clock": mark("Đồng hồ máy"),
}


class DoctorSection(Section):
    """Examines in a worker with a connection of its own; nothing is changed."""

    heading = mark("Kiểm tra")
    explanation = mark("Xem dữ liệu và máy tính có ổn không; không thay đổi gì.")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.findings: Sequence[Finding] = ()
        self.table = make_table(3, 2)
        self.table.setWordWrap(True)
        self.column.addWidget(self.table, 1)
        (self.again,) = self.buttons(("refresh", self.examine))
        workplace.tasks.finished.connect(self._when_free)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        self.table.setHorizontalHeaderLabels([_("Kết quả"), _("Mục"), _("Nhận xét và việc cần làm")])
        self.again.setText(_("&Kiểm tra ngay"))
        self._show()

    def refresh(self) -> None:
        """Examine when first shown; later only when asked."""
        if not self.findings:
            self.examine()

    def examine(self) -> None:
        """Examine now."""

        def job(progress: Callable[[float, str], None], _cancelled: Callable[[], bool]) -> Sequence[Finding]:
            progress(-1, "")
            reader = self.context.for_reading()
            try:
                return doctor.examine(reader)
            finally:
                reader.database.close()

        if not self.workplace.tasks.busy:
            self.workplace.tasks.start(TaskWords(_("Đang kiểm tra")), job, on_done=self._take)

    def _when_free(self) -> None:
        if self.isVisible():
            self.refresh()

    def _take(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self._show()

    def _show(self) -> None:
        rows = [
            (_("✓ tốt") if one.ok else _("✗ cần xem"), _(NAMES.get(one.name, one.name)), one.message)
            for one in self.findings
        ]
        fill_table(self.table, rows)
        self.table.resizeRowsToContents()
