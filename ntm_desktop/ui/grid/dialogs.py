"""The two small dialogs of the grid: remark and date of a cell, and opening a year."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from ntm_desktop.domain.answers import Answer
from ntm_desktop.domain.text import clean
from ntm_desktop.domain.validation import LONGEST_REMARK
from ntm_desktop.i18n import day, number
from ntm_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.tasks import TaskSet

_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})|(\d{2})(\d{2})(\d{4})")


def read_day(text: str) -> date | None:
    """Read a date as people type it: 5/3/2025, 05-03-2025, 05032025. ValueError for anything else but nothing."""
    typed = clean(text)
    if not typed:
        return None
    found = _DATE.fullmatch(typed)
    if found is None:
        raise ValueError(typed)
    of_day, month, year = (int(part) for part in found.groups() if part is not None)
    return date(year, month, of_day)


class RemarkDialog(QDialog):
    """Remark and date of one cell, or of all cells of a block."""

    def __init__(self, about: str, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ghi chú và ngày"))
        self.remark = QLineEdit(answer.remark)
        self.remark.setMaxLength(LONGEST_REMARK)
        self.remark.setMinimumWidth(420)
        self.day = QLineEdit(day(answer.on) if answer.on else "")
        self.day.setPlaceholderText(_("ngày/tháng/năm, ví dụ 05/03/2025"))
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        self.fault.hide()
        layout = QFormLayout(self)
        heading = QLabel(about)
        heading.setWordWrap(True)
        layout.addRow(heading)
        layout.addRow(_("&Ghi chú"), self.remark)
        layout.addRow(_("&Ngày"), self.day)
        layout.addRow(self.fault)
        layout.addRow(_buttons(self, _("&Lưu")))

    def answer(self) -> Answer:
        """Return remark and date as they were typed (status and registration are not asked here)."""
        return Answer(remark=clean(self.remark.text()), on=read_day(self.day.text()))

    def accept(self) -> None:
        """Close only with a date that can be read."""
        try:
            read_day(self.day.text())
        except ValueError:
            self.fault.setText(_("⚠ Ngày chưa đúng. Hãy gõ ngày/tháng/năm, ví dụ 05/03/2025, hoặc để trống."))
            self.fault.show()
            self.adjustSize()
            self.day.setFocus()
            self.day.selectAll()
            return
        super().accept()


class YearDialog(QDialog):
    """Opens a year: which one, with which task list; says how many households it carries over."""

    def __init__(
        self, year: int, editions: Sequence[TaskSet], chosen: str, households: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mở năm"))
        self.year = QSpinBox()
        self.year.setRange(2000, 2200)
        self.year.setValue(year)
        self.year.selectAll()  # who types another year replaces this one
        self.tasks = QComboBox()
        for edition in editions:
            self.tasks.addItem(edition_words(edition), edition.key)
        self.tasks.setCurrentIndex(max(0, self.tasks.findData(chosen)))
        self.tasks.setMinimumContentsLength(40)
        self.tasks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        words = _("{count} hộ đang quản lý sẽ có tên trong sổ của năm này. Kết quả các năm khác giữ nguyên.")
        about = QLabel(words.format(count=number(households)))
        about.setWordWrap(True)
        layout = QFormLayout(self)
        layout.addRow(_("&Năm"), self.year)
        layout.addRow(_("&Danh mục phần việc"), self.tasks)
        layout.addRow(about)
        layout.addRow(_buttons(self, _("&Mở năm")))

    def choice(self) -> tuple[int, str]:
        """Return the year and the key of the edition."""
        return self.year.value(), str(self.tasks.currentData())


def edition_words(edition: TaskSet) -> str:
    """Return an edition's title with its number of tasks, and a mark where no official text stands behind it."""
    words = _("{title} (bản {edition}, {count} việc)").format(
        title=edition.title, edition=edition.edition, count=len(edition.tasks)
    )
    return words if edition.official else "⚠ " + words


def _buttons(dialog: QDialog, accept: str) -> QDialogButtonBox:
    box = QDialogButtonBox()
    box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(QDialogButtonBox.StandardButton.Cancel)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
