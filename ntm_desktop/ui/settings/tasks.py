"""Danh mục phần việc: the editions of the household task list, which one comes next, which a year uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import day, mark
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import task_sets
from ntm_desktop.ui.prompts import Choice, Message, Question
from ntm_desktop.ui.settings.section import Section, fill_table, make_table
from ntm_desktop.ui.task_list import draft as drafts
from ntm_desktop.ui.task_list.dialog import TaskListDialog

if TYPE_CHECKING:
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.ui.task_list.draft import Draft
    from ntm_desktop.ui.workplace import Workplace


class TaskListSection(Section):
    """Editions are never changed: a change is a new edition, and answers keep the one they were given for."""

    heading = mark("Danh mục phần việc")
    explanation = mark(
        "Mỗi lần sửa thành một bản mới; kết quả đã ghi giữ bản cũ. Năm mở sau dùng bản được chọn (dấu ✓)."
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.editions: list[TaskSet] = []
        self.table = make_table(6, 1)
        self.column.addWidget(self.table, 1)
        self.edit, self.new, self.choose, self.use = self.buttons(
            ("edit", self.edit_chosen), ("add", self.type_new), ("ok", self.choose_edition), ("calendar", self.use_for)
        )
        self.table.activated.connect(lambda _index: self.edit_chosen())
        self.retranslate()

    @property
    def chosen(self) -> TaskSet | None:
        """The marked edition."""
        row = self.table.currentRow()
        return self.editions[row] if 0 <= row < len(self.editions) else None

    def refresh(self) -> None:
        """Read the editions anew."""
        self.editions = task_sets.editions(self.context)
        used = task_sets.open_years(self.context)
        next_key = self.context.office.task_set
        rows = []
        for one in self.editions:
            years = ", ".join(str(year) for year, edition in used if edition.key == one.key)
            mark_next = "✓" if one.key == next_key else ""
            rows.append((mark_next, one.title, str(one.edition), str(len(one.tasks)), _standing(one), years))
        fill_table(self.table, rows)
        self.use.setEnabled(bool(used))

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        self.table.setHorizontalHeaderLabels(
            ["", _("Danh mục"), _("Bản"), _("Số phần việc"), _("Tình trạng"), _("Năm đang dùng")]
        )
        self.edit.setText(_("&Sửa thành bản mới"))
        self.new.setText(_("&Danh mục mới"))
        self.choose.setText(_("&Chọn cho năm sau"))
        self.use.setText(_("Dùng cho &năm…"))
        self.refresh()

    def edit_chosen(self) -> None:
        """Type the marked edition anew."""
        one = self.chosen
        if one is not None:
            self._open(drafts.draft_of(one))

    def type_new(self) -> None:
        """Type another list, beginning with empty lines."""
        known = {one.set_id for one in self.editions}
        number = next(at for at in range(1, len(known) + 2) if self._set_id(at) not in known)
        self._open(drafts.new_draft(self._set_id(number)))

    def choose_edition(self) -> None:
        """Use the marked edition for years opened from now on."""
        one = self.chosen
        if one is not None and one.key != self.context.office.task_set:
            self.attempt(lambda: task_sets.choose(self.context, one.key))
            self.refresh()

    def use_for(self) -> None:
        """Use the marked edition for an open year, where that loses no answer."""
        one = self.chosen
        years = [(year, edition) for year, edition in task_sets.open_years(self.context)]
        if one is None or not years:
            return
        others = [year for year, edition in years if edition.key != one.key]
        possible = [year for year in others if task_sets.hindrance(self.context, year, one) is None]
        if not possible:
            self._tell_none(one, others)
            return
        choices = tuple(Choice(str(year), _("Năm {year}").format(year=year)) for year in possible)
        why = "\n".join(drafts.refusal(self.context, year, one) for year in others if year not in possible)
        asked = _("Năm nào dùng «{title}», bản {edition}?").format(title=one.title, edition=one.edition)
        answer = self.workplace.prompter.ask(Question(_("Dùng cho năm"), asked, choices, why))
        if answer:
            self.attempt(lambda: task_sets.use_for_year(self.context, int(answer), one.key))
            self.refresh()

    def _tell_none(self, one: TaskSet, others: list[int]) -> None:
        why = "\n".join(drafts.refusal(self.context, year, one) for year in others)
        said = _("Mọi năm đang mở đã dùng bản này.") if not others else _("Không năm nào đổi sang bản này được.")
        self.workplace.prompter.tell(Message(_("Dùng cho năm"), said, remedy=why))

    def _set_id(self, number: int) -> str:
        return f"{self.context.office.code}-danh-muc-{number}"

    def _open(self, draft: Draft) -> None:
        dialog = TaskListDialog(self.context, draft, self.workplace.prompter, self.workplace.changes, self)
        dialog.exec()
        saved = dialog.saved
        dialog.deleteLater()
        self.refresh()
        at = next((at for at, one in enumerate(self.editions) if saved is not None and one.key == saved.key), -1)
        if at >= 0:
            self.table.setCurrentCell(at, 1)  # what one wants to do next is with the new edition


def _standing(one: TaskSet) -> str:
    unnamed = sum(1 for task in one.tasks if not task.name)
    if unnamed:
        return _("! {count} phần việc chưa có tên").format(count=unnamed)
    if not one.official:
        return _("! cần đối chiếu văn bản")
    return _("chính thức, từ {day}").format(day=day(one.valid_from)) if one.valid_from else _("chính thức")
