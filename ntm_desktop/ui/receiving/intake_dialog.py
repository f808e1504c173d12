"""Before anything is written: each package, what it would change, what is wrong with it, and who decides on a fork."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, number
from ntm_desktop.services.receiving import TablePlan
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange import sent_table
from ntm_desktop.ui.exchange.lines import Column, table_of
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.receiving import words
from ntm_desktop.ui.receiving.fork_dialog import ForkDialog
from ntm_desktop.ui.receiving.looking import Looked, Taken
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.wording.tables import table_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.prompts import Prompter

_SIZE = (1020, 540)
# Every package brings these whole; their rows say nothing to a person.
_SILENT = frozenset({"office"})
PlanLine = tuple[str, TablePlan]


def _sender(one: Looked) -> str:
    return one.seen.info.sender_name if one.seen.info else "–"


def _sequence(one: Looked) -> int:
    return one.seen.info.sequence if one.seen.info else 0


def _sum(one: Looked, part: str) -> str:
    plans = [plan for name, plan in one.seen.plan.items() if name not in _SILENT]
    return number(sum(getattr(plan, part) for plan in plans)) if plans else "–"


PLAN_COLUMNS: tuple[Column[PlanLine], ...] = (
    Column(mark("Bảng"), lambda line: table_name(line[0])),
    Column(mark("Mới"), lambda line: number(line[1].new), 84, right=True),
    Column(mark("Thay đổi"), lambda line: number(line[1].changed), 84, right=True),
    Column(mark("Bỏ đi"), lambda line: number(line[1].removed), 84, right=True),
    Column(mark("Giữ nguyên"), lambda line: number(line[1].unchanged), 96, right=True),
)


class IntakeDialog(QDialog):
    """Shows packages that were looked at; `taken()` are those that shall be applied."""

    decided = Signal()

    def __init__(self, context: Context, prompter: Prompter, looked: Sequence[Looked], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._prompter = prompter
        self.looked = tuple(looked)
        self.decisions: dict[int, Taken] = {}
        self.fork: ForkDialog | None = None
        self.setWindowTitle(_("Xem trước khi nhận gói"))
        open_at(self, _SIZE)
        self.heading, self.detail = QLabel(), Said()
        self.table = table_of(self._columns())
        self.plan = table_of(PLAN_COLUMNS)
        self.problems_button = make_button("warning", "", self.show_problems)
        self.decide_button = make_button("person", _("&Quyết định…"), self.decide)
        self.buttons = QDialogButtonBox()
        self.go: QPushButton = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel: QPushButton = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel_words = self.cancel.text()
        self._lay_out()
        self._connect()
        self.table.model_of_lines.show_lines(self.looked)
        self.table.go_to(0)
        self._show()

    def taken(self) -> list[Taken]:
        """Return what shall be applied, in order."""
        found = []
        for one in self.looked:
            if one.sound:
                found.append(Taken(one, self._context))
            elif id(one) in self.decisions:
                found.append(self.decisions[id(one)])
        return found

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with any of the packages."""
        return tuple(problem for one in self.looked for problem in one.problems)

    def show_problems(self) -> None:
        """List the problems of all packages at once."""
        self._prompter.problems(_("Những điều chưa đúng của các gói"), self.problems())

    def decide(self) -> None:
        """Let a named person decide on the fork in view."""
        one = self.table.current()
        if one is None or not one.decidable:
            return
        self.fork = ForkDialog(self._context, one, self)
        self.fork.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fork.decided.connect(lambda taken: self._decided(one, taken))
        self.fork.open()

    def _decided(self, one: Looked, taken: Taken) -> None:
        self.decisions[id(one)] = taken
        self.table.model_of_lines.retranslate()
        self._show()
        self.decided.emit()

    def _columns(self) -> tuple[Column[Looked], ...]:
        return (
            Column(mark("Đơn vị gửi"), _sender, 150),
            Column(mark("Số"), lambda one: number(_sequence(one)) if _sequence(one) else "–", 44, right=True),
            Column(mark("Các năm"), lambda one: sent_table.years_words(one.seen.period), 104),
            Column(mark("Mới"), lambda one: _sum(one, "new"), 62, right=True),
            Column(mark("Thay đổi"), lambda one: _sum(one, "changed"), 72, right=True),
            Column(mark("Bỏ đi"), lambda one: _sum(one, "removed"), 62, right=True),
            Column(mark("Giữ nguyên"), lambda one: _sum(one, "unchanged"), 94, right=True),
            Column(
                mark("Kết quả kiểm tra"),
                lambda one: words.verdict(one, self.decisions.get(id(one)))[0],
                tone=lambda one: words.verdict(one, self.decisions.get(id(one)))[1],
            ),
            Column(mark("Tệp"), lambda one: one.path.name, 104),
        )

    def _lay_out(self) -> None:
        lower = QWidget()
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 4, 0, 0)
        under.addWidget(self.detail)
        under.addWidget(self.plan, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(lower)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        acts = QHBoxLayout()
        acts.addWidget(self.problems_button)
        acts.addWidget(self.decide_button)
        acts.addStretch(1)
        acts.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(split, 1)
        layout.addLayout(acts)
        for button in (self.problems_button, self.decide_button):
            button.setAutoDefault(False)
        self.plan.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _line: self._go_on())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _go_on(self) -> None:
        """Do what Enter does in the list: decide where there is something to decide, else what the buttons offer."""
        one = self.table.current()
        if one is not None and one.decidable and id(one) not in self.decisions:
            self.decide()
        else:
            (self.go if self.go.isEnabled() else self.cancel).click()

    def _show(self) -> None:
        taken, problems = self.taken(), self.problems()
        self.heading.setText(words.looked_at(self.looked, taken))
        new = sum(not one.looked.known for one in taken)
        self.go.setText(_("&Nhận {count} gói").format(count=number(new)))
        self.go.setEnabled(new > 0)
        self.go.setVisible(new > 0)
        self.go.setDefault(new > 0)
        self.cancel.setText(self._cancel_words if new else _("Đón&g"))
        self.cancel.setDefault(not new)
        self.problems_button.setText(_("&Xem lỗi và lưu ý ({count})…").format(count=number(len(problems))))
        self.problems_button.setEnabled(bool(problems))
        self._show_current()

    def _show_current(self) -> None:
        one = self.table.current()
        self.decide_button.setVisible(any(each.decidable for each in self.looked))
        self.decide_button.setEnabled(one is not None and one.decidable)
        if one is None:
            return
        lines = [(name, plan) for name, plan in one.seen.plan.items() if name not in _SILENT]
        self.plan.model_of_lines.show_lines(lines)
        self.plan.setVisible(bool(lines))
        decided = "warn" if id(one) in self.decisions else "bad"
        self.detail.say(_about(one), "" if one.sound else decided)


def _about(one: Looked) -> str:
    """Say what the package in view would do, or the first thing that stands against it."""
    if one.problems:
        first = one.problems[0]
        from ntm_desktop.wording.problems import inside, what_is_wrong, what_to_do

        place = inside(first.place)  # which file is to be seen in its line
        said = f"{what_is_wrong(first)} {what_to_do(first)}".strip()
        said = f"{place[:1].upper()}{place[1:]}: {said}" if place else said
        more = len(one.problems) - 1
        return said + (" " + _("Và {count} điều khác.").format(count=number(more)) if more else "")
    return _("Nếu nhận gói của {sender}, sổ sẽ thay đổi như sau:").format(sender=_sender(one))
