"""Which movement, and which list of the household's tasks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.ui.first_start.cards import ChoiceCards
from ntm_desktop.ui.first_start.parts import StepPage, explaining
from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.first_start.flow import Answers

OFFICIAL, REFERENCE = "kg-ho-15-phan-viec", "ho-15-phan-viec-phuc-dung"
TWO_TIER_MOVEMENT = "tu-2025-07-01"


class MovementPage(StepPage):
    """The movement's profile and the task list. `show_movements` comes when the profiles have been read."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answers: Answers | None = None
        self.ready = False
        self.label, self.hint = QLabel(), explaining()
        self.movement = QComboBox()
        self.movement.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label.setBuddy(self.movement)
        self.tasks_label = QLabel()
        self.tasks = ChoiceCards(
            [
                (
                    OFFICIAL,
                    mark("&Khung chính thức: nhập tên 15 phần việc từ văn bản của tỉnh"),
                    mark("Mười lăm dòng để trống tên. Ghi kết quả theo số được ngay; nhập tên sau ở Thiết lập."),
                ),
                (
                    REFERENCE,
                    mark("&Danh sách tham khảo (phục dựng, không chính thức)"),
                    mark("Có sẵn tên để dùng thử. Chương trình luôn ghi chú «cần đối chiếu văn bản»."),
                ),
            ]
        )
        self.warning = QLabel()
        self.warning.setWordWrap(True)
        upper: tuple[QWidget, ...] = (self.label, self.movement, self.hint)
        for widget in upper:
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        lower: tuple[QWidget, ...] = (self.tasks_label, self.tasks, self.warning)
        for widget in lower:
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.tasks.changed.connect(self._warn)
        self.tasks.changed.connect(lambda _key: self.answered.emit())
        self.retranslate()

    def show_movements(self) -> None:
        """Fill the list of movements; the profiles must have been read by now."""
        self.ready = True
        self.movement.clear()
        self.movement.addItem(_("Chưa chọn"), "")
        for one in self._context.catalogue.movements:
            years = f"{one.period.first_year}–{one.period.last_year}"
            self.movement.addItem(f"{one.title} ({years})" if years not in one.title else one.title, one.id)
        if self._answers is not None:
            self._choose(self._answers)

    def show_answers(self, answers: Answers) -> None:
        """Show movement and task list; the first time, what fits the list of offices."""
        self._answers = answers
        for widget in (self.tasks_label, self.tasks, self.warning):
            widget.setVisible(not answers.receives)
        self.tasks.choose(answers.task_set)
        if not self.ready:
            self.movement.setPlaceholderText(_("Đang đọc danh mục phong trào…"))
        self._choose(answers)
        self._warn("")

    def taken(self, answers: Answers) -> Answers:
        """Take movement and task list."""
        data = self.movement.currentData() if self.movement.currentIndex() >= 0 else None
        return replace(answers, movement=data, task_set=self.tasks.key)

    def focus_start(self) -> None:
        """Begin at the movement."""
        self.movement.setFocus()

    def focus_missing(self) -> None:
        """Go to the lists of tasks where one of them must still be chosen."""
        if self.movement.currentIndex() >= 0 and self.tasks.isVisible() and not self.tasks.key:
            self.tasks.focus()
        else:
            self.focus_start()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.label.setText(_("&Phong trào thi đua"))
        self.hint.setText(_("Kế hoạch mà cơ quan đang thực hiện. Chọn hoặc đổi sau cũng được, ở Thiết lập."))
        self.tasks_label.setText(_("Danh mục phần việc của hộ"))
        self.tasks.retranslate()
        if self.movement.count():
            self.movement.setItemText(0, _("Chưa chọn"))
        self._warn("")

    def _choose(self, answers: Answers) -> None:
        if not self.ready:
            return
        wanted = answers.movement
        if wanted is None:
            wanted = self._fitting(answers)
        self.movement.setCurrentIndex(max(0, self.movement.findData(wanted)))

    def _fitting(self, answers: Answers) -> str:
        """Return the movement of the office's own province and list; empty where none is known."""
        unit = answers.unit
        for one in self._context.catalogue.movements:
            if unit is not None and one.province_code == unit.province_code and answers.old_list:
                return one.id
        return "" if answers.old_list else TWO_TIER_MOVEMENT

    def _warn(self, _key: str) -> None:
        words = {
            REFERENCE: _("Không phải văn bản của tỉnh: không dùng để báo cáo chính thức khi chưa đối chiếu."),
        }.get(self.tasks.key, "")
        palette = self.warning.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours_in_use().warn))
        self.warning.setPalette(palette)
        self.warning.setText(f"! {words}" if words else "")
