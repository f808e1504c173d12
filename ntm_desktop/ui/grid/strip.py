"""The strip below the table: what the current task asks for in full, whose cell it is, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ntm_desktop.i18n import day
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.models.grid_rows import BLANK, STATUSES
from ntm_desktop.ui.models.grid_words import full_name, status_word
from ntm_desktop.ui.status import ElidedLabel
from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.ui.models.grid_rows import GridData, GridRow


def task_words(sheet: GridData, column: int) -> str:
    """Return number and full wording of a task."""
    task = sheet.tasks.tasks[column]
    return _("Việc {code}. {name}").format(code=task.code, name=full_name(task))


def household_words(sheet: GridData, row: GridRow) -> str:
    """Return who a household is: name, birth year, village, address, code."""
    fields = row.household.fields
    village = sheet.villages.get(row.village_id)
    parts = (
        row.household.head,
        str(fields.birth_year) if fields.birth_year else "",
        village.title if village else "",
        fields.address,
        row.household.code,
    )
    return " · ".join(part for part in parts if part)


def answer_words(answer: Answer) -> str:
    """Return the answer in words, with registration, remark and date."""
    word = status_word(answer.status)
    parts = [word[:1].upper() + word[1:]]
    if answer.registered:
        parts.append(_("đã đăng ký"))
    if answer.on:
        parts.append(_("ngày {day}").format(day=day(answer.on)))
    return " · ".join(parts)


def before_words(sheet: GridData, row: GridRow, column: int) -> str:
    """Return last year's answer; empty where that year is not known."""
    if sheet.before_year is None:
        return ""
    code = row.before[column] if row.before else BLANK
    word = status_word(STATUSES[code]) if code != BLANK else _("không có")
    return _("Năm {year}: {status}").format(year=sheet.before_year, status=word)


class GridStrip(QWidget):
    """Two lines that follow the current cell. `say` puts a line in the place of the first until the next move."""

    remark_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.task = ElidedLabel(least=120)
        self.mark = QLabel()
        self.message = ElidedLabel(least=120)
        self.household = ElidedLabel(least=120)
        self.answer = QLabel()
        self.before = QLabel()
        self.remark = QToolButton()
        self.remark.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.remark.setAutoRaise(True)
        self.remark.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remark.clicked.connect(self.remark_asked)
        icons.put(self.remark, "edit")
        self._bad = False
        self._shown: tuple[str, int] | None = None
        self._official = True
        self._lay_out()
        self.dress()
        self.retranslate()

    def show_cell(self, sheet: GridData, row: GridRow, column: int) -> None:
        """Show a cell; what was said of the last act stays until another cell is shown."""
        shown = (row.household.id, column)
        answer = row.answer(sheet.codes[column])
        self._official = sheet.tasks.official
        self.task.setText(task_words(sheet, column))
        self.household.setText(household_words(sheet, row))
        self.answer.setText(answer_words(answer))
        self.before.setText(before_words(sheet, row, column))
        self.before.setVisible(bool(self.before.text()))
        self._show_remark(answer.remark)
        self.remark.setEnabled(True)
        if shown != self._shown:
            self._shown = shown
            self._quiet()

    def clear(self) -> None:
        """Show no cell."""
        for label in (self.task, self.household, self.answer, self.before):
            label.setText("")
        self.remark.setEnabled(False)
        self._shown = None
        self._official = True
        self._show_remark("")
        self._quiet()

    def say(self, text: str, *, bad: bool) -> None:
        """Show a line about the last act; a refusal in the colour and with the sign of a warning; "" ends it."""
        if not text:
            self._quiet()
            return
        self._bad = bad
        self.message.setText(f"⚠ {text}" if bad else text)
        self.message.setVisible(True)
        self.mark.hide()
        self.task.hide()
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme."""
        colours = colours_in_use()
        _ink(self.message, colours.warn if self._bad else colours.good)
        _ink(self.mark, colours.warn)
        _ink(self.before, colours.muted)

    def retranslate(self) -> None:
        """Word what does not come from the sheet."""
        self.mark.setText(_("⚠ Cần đối chiếu văn bản"))
        self.mark.setToolTip(_("Danh mục này chưa có văn bản chính thức; đối chiếu rồi sửa ở mục Thiết lập."))
        self.remark.setToolTip(_("Ghi chú và ngày của ô này (F2)"))
        self.setAccessibleName(_("Nội dung phần việc và thông tin hộ"))

    def _quiet(self) -> None:
        self.message.hide()
        self.task.show()
        self.mark.setVisible(not self._official)

    def _show_remark(self, remark: str) -> None:
        shown = self.fontMetrics().elidedText(remark, Qt.TextElideMode.ElideRight, 260)
        self.remark.setText(shown or _("Ghi chú (F2)"))
        self.remark.setToolTip(remark or _("Ghi chú và ngày của ô này (F2)"))

    def _lay_out(self) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        for label in (self.task, self.message, self.answer):
            label.setFont(bold)
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget, stretch in ((self.task, 1), (self.message, 1), (self.mark, 0)):
            first.addWidget(widget, stretch)
        second.addWidget(self.household, 1)
        for part in (self.answer, self.before, self.remark):
            second.addWidget(part)
        second.setSpacing(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 1, 8, 0)
        layout.setSpacing(0)
        layout.addLayout(first)
        layout.addLayout(second)
        self.remark.setStyleSheet("QToolButton { padding: 0 4px; border: 1px solid transparent; }")
        self._size_button()
        self.message.hide()

    def _size_button(self) -> None:
        """Keep the button from making the strip higher than its two lines of text."""
        self.remark.setFixedHeight(self.fontMetrics().height() + 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme, size of text and language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_button()
        if event.type() == QEvent.Type.PaletteChange:
            self.dress()
            icons.redraw(self)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _ink(label: QLabel, colour: str) -> None:
    palette = QPalette(label.palette())
    if palette.color(QPalette.ColorRole.WindowText).name() != colour:
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        label.setPalette(palette)
