"""The way down: a commune's villages and packages, a village's households with their answers, one household."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ntm_desktop.domain.text import fold, person_key
from ntm_desktop.i18n import day, mark, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange.lines import Column, table_of
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.grid.notice import Notice
from ntm_desktop.ui.models.grid_words import full_name
from ntm_desktop.ui.receiving import tasks_shown
from ntm_desktop.ui.receiving.commune_tables import PACKAGE_COLUMNS, UNIT_COLUMNS, unit_name
from ntm_desktop.ui.search_line import SearchLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import Task
    from ntm_desktop.services.receiving import InRecord
    from ntm_desktop.services.receiving_overview import StateHousehold
    from ntm_desktop.ui.receiving.commune import CommuneFacts

_TASK_WIDTH = 38


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One task of one household."""

    task: Task
    answer: Answer


ANSWER_COLUMNS: tuple[Column[AnswerLine], ...] = (
    Column(mark("Số"), lambda one: one.task.code, 48, right=True, key=lambda one: one.task.code.zfill(4)),
    Column(mark("Phần việc"), lambda one: full_name(one.task)),
    Column(
        mark("Kết quả"),
        lambda one: tasks_shown.answer_words(one.answer),
        118,
        tone=lambda one: tasks_shown.answer_tone(one.answer),
    ),
    Column(mark("Đăng ký"), lambda one: "✓" if one.answer.registered else "", 72, centred=True),
    Column(mark("Ngày"), lambda one: day(one.answer.on) if one.answer.on else "", 92),
    Column(mark("Ghi chú"), lambda one: one.answer.remark, 180),
)


def household_columns(tasks: Sequence[Task]) -> tuple[Column[StateHousehold], ...]:
    """Return the columns of a village's answers: the household, its sum, then every task with a sign."""
    return (
        Column(mark("Mã hộ"), lambda one: one.code, 112),
        Column(mark("Chủ hộ"), lambda one: one.head, key=lambda one: person_key(one.head)),
        Column(
            mark("Đạt"),
            lambda one: f"{one.achieved}/{len(tasks) - one.not_applicable}",
            56,
            right=True,
            tone=lambda one: "good" if one.complete else "",
            key=lambda one: one.achieved,
        ),
        *(_task_column(task) for task in tasks),
    )


class CommuneView(QWidget):
    """Emits `left()` when Esc goes above the commune; `wanted(village id)` for a village's households («» for all).

    `problems_asked`, `undo_asked`, `slip_asked` carry the package in view.
    """

    left = Signal()
    wanted = Signal(str)
    problems_asked = Signal(object)
    undo_asked = Signal(object)
    slip_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.facts: CommuneFacts | None = None
        self._households: Sequence[StateHousehold] = ()
        self._tasks: tuple[Task, ...] = ()
        self._unit: UnitSummary | None = None
        self.back = make_button("back", "", self.go_back)
        self.path, self.sum = QLabel(), Said()
        self.search = SearchLine()
        self.units = table_of(UNIT_COLUMNS)
        self.packages = table_of(PACKAGE_COLUMNS)
        self.households = table_of(household_columns(()))
        self.answers = table_of(ANSWER_COLUMNS)
        self.packages_heading = QLabel()
        self.reasons = make_button("warning", "", lambda: self._with_package(self.problems_asked))
        self.undo = make_button("undo", "", lambda: self._with_package(self.undo_asked))
        self.slip = make_button("print", "", lambda: self._with_package(self.slip_asked))
        self.notice = Notice()
        self.levels = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_commune(self, facts: CommuneFacts) -> None:
        """Show a commune's villages and packages."""
        self.facts = facts
        self.units.model_of_lines.show_lines(facts.units)
        self.packages.model_of_lines.show_lines(facts.row.packages)
        for table in (self.units, self.packages):
            table.go_to(0)
        self._go(0, self.units if facts.units else self.packages)

    def show_households(self, households: Sequence[StateHousehold], tasks: tuple[Task, ...]) -> None:
        """Show the answers of a village's households."""
        self._households, self._tasks = households, tasks
        self.search.clear()
        self.households.model_of_lines.show_lines(households, household_columns(tasks))
        self.households.go_to(0)
        self._go(1, self.households)

    def go_back(self) -> None:
        """Go up one level: household, village, commune, board."""
        level = self.levels.currentIndex()
        if level == 0:
            self.left.emit()
        elif level == 1:
            self._unit = None
            self._go(0, self.units)
        else:
            self._go(1, self.households)

    def retranslate(self) -> None:
        """Word everything anew."""
        self.back.setText(_("&Quay lại (Esc)"))
        self.reasons.setText(_("&Xem lỗi…"))
        self.undo.setText(_("&Hoàn tác gói…"))
        self.slip.setText(_("&In phiếu tiếp nhận…"))
        self.search.setPlaceholderText(_("Tìm chủ hộ, mã hộ (Ctrl+F)"))
        self.packages_heading.setText("<b>" + _("Các gói đã đến") + "</b>")
        for table in (self.units, self.packages, self.households, self.answers):
            table.model_of_lines.retranslate()
        self._word()

    def focus_start(self) -> None:
        """Begin at the table in view."""
        (self.units, self.households, self.answers)[self.levels.currentIndex()].setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def focus_search(self) -> None:
        """Begin to search, where households are in view."""
        if self.levels.currentIndex() == 1:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Backspace go up."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.path, 1)
        top.addWidget(self.search)
        self.search.setMinimumWidth(280)
        self.search.setClearButtonEnabled(True)
        self.levels.addWidget(self._commune_level())
        self.levels.addWidget(self.households)
        self.levels.addWidget(self.answers)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 8)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(self.levels, 1)
        whole.addWidget(self.sum)

    def _commune_level(self) -> QWidget:
        level = QWidget()
        heads = QHBoxLayout()
        heads.addWidget(self.packages_heading, 1)
        for button in (self.reasons, self.undo, self.slip):
            heads.addWidget(button)
        layout = QVBoxLayout(level)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.units, 3)
        layout.addWidget(self.notice, 3)
        layout.addLayout(heads)
        layout.addWidget(self.packages, 2)
        return level

    def _connect(self) -> None:
        self.units.opened.connect(self._open_unit)
        self.households.opened.connect(self._open_household)
        self.packages.chosen.connect(self._settle)
        self.households.chosen.connect(self._word)
        self.answers.chosen.connect(self._word)
        self.packages.opened.connect(lambda one: (self.slip_asked if one.accepted else self.problems_asked).emit(one))
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.households.setFocus)

    def _go(self, level: int, focus: QWidget) -> None:
        self.levels.setCurrentIndex(level)
        self._word()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_unit(self, unit: UnitSummary) -> None:
        self._unit = unit
        self.wanted.emit("" if self.facts is not None and unit is self.facts.whole else unit.code)

    def _open_household(self, household: StateHousehold) -> None:
        lines = [AnswerLine(task, tasks_shown.answer_of(household, task.code)) for task in self._tasks]
        self.answers.model_of_lines.show_lines(lines)
        self.answers.go_to(0)
        self._go(2, self.answers)

    def _search(self, text: str) -> None:
        words = fold(text).split()
        found = [one for one in self._households if all(word in fold(f"{one.head} {one.code}") for word in words)]
        self.households.model_of_lines.show_lines(found)
        self.households.go_to(0)
        self._word()

    def _with_package(self, signal: object) -> None:
        one = self.packages.current()
        if one is not None:
            signal.emit(one)  # type: ignore[attr-defined]  # a bound signal, which the stubs do not name

    def _settle(self) -> None:
        one: InRecord | None = self.packages.current()
        self.reasons.setEnabled(one is not None and bool(one.problems))
        self.undo.setEnabled(one is not None and one.stands)
        self.slip.setEnabled(one is not None)

    def _word(self) -> None:
        facts, level = self.facts, self.levels.currentIndex()
        self.search.setVisible(level == 1)
        if facts is None:
            return
        parts = [facts.row.status.name]
        if level >= 1:
            parts.append(unit_name(self._unit) if self._unit is not None else _("Tất cả các hộ"))
        household = self.households.current()
        if level > 1 and household is not None:
            parts.append(f"{household.head} ({household.code})")
        year = _("năm {year}").format(year=facts.year)
        self.path.setText(f"<b>{escape(' › '.join(parts))}</b> · {year}")
        self._say_sum(facts, level)
        self._settle()
        self.units.setVisible(bool(facts.units))
        self.notice.setVisible(not facts.units)
        self.notice.show_words(
            _("Chưa có số liệu năm {year}").format(year=facts.year),
            _("Đơn vị này chưa gửi gói nào có số liệu của năm đang xem, hoặc gói đã bị từ chối hay hoàn tác."),
        )

    def _say_sum(self, facts: CommuneFacts, level: int) -> None:
        if level == 0:
            words = _("Enter trên một dòng để xem từng hộ. Số liệu chỉ để xem, đúng như gói của xã.")
        elif level == 1:
            shown = self.households.model_of_lines.rowCount()
            legend = _("{count} hộ · ✓ đạt, ✗ chưa đạt, – không áp dụng, trống là chưa đánh giá · Enter xem một hộ")
            words = self.households.column_tip() or legend.format(count=number(shown))
        else:
            line = self.answers.current()
            words = tasks_shown.task_tip(line.task) if line is not None else ""
        self.sum.say(words if facts.units else "", "muted")


def _task_column(task: Task) -> Column[StateHousehold]:
    return Column(
        "",
        lambda one: tasks_shown.answer_sign(tasks_shown.answer_of(one, task.code)),
        _TASK_WIDTH,
        centred=True,
        tone=lambda one: tasks_shown.answer_tone(tasks_shown.answer_of(one, task.code)),
        name=task.code,
        tip=tasks_shown.task_tip(task),
    )
