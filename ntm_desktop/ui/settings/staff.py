"""Người làm việc: who works here, their posts, and who no longer does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.services import setup
from ntm_desktop.ui.settings.section import Section, fill_table, make_table
from ntm_desktop.ui.staff_dialog import person_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.setup import StaffMember
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.workplace import Workplace


class StaffSection(Section):
    """The people of the office; nobody is deleted, because the journal names them."""

    heading = mark("Người làm việc")
    explanation = mark("Tên ở đây hiện khi mở chương trình và được ghi vào nhật ký bên mỗi thay đổi.")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.people: list[StaffMember] = []
        self.table = make_table(3, 0)
        self.column.addWidget(self.table, 1)
        self.add, self.edit, self.toggle = self.buttons(
            ("add", self.hire), ("edit", self.change), ("person", self.switch)
        )
        self.table.activated.connect(lambda _index: self.change())
        self.table.itemSelectionChanged.connect(self._word_toggle)
        self.retranslate()
        self.refresh()

    @property
    def chosen(self) -> StaffMember | None:
        """The marked person."""
        row = self.table.currentRow()
        return self.people[row] if 0 <= row < len(self.people) else None

    def refresh(self) -> None:
        """Read the people anew."""
        self.people = list(setup.staff(self.context, active_only=False))
        fill_table(
            self.table,
            [(one.name, one.post, _("đang làm việc") if one.active else _("đã nghỉ")) for one in self.people],
        )
        self._word_toggle()

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        self.table.setHorizontalHeaderLabels([_("Họ và tên"), _("Chức danh"), _("Tình trạng")])
        self.add.setText(_("&Thêm người…"))
        self.edit.setText(_("&Sửa…"))
        self.refresh()

    def hire(self) -> None:
        """Add a person."""

        def save(values: Mapping[str, Value]) -> None:
            _person, changed = setup.hire(self.context, str(values["name"] or ""), str(values["post"] or ""))
            self._publish(changed)

        self._ask(save)

    def change(self) -> None:
        """Change the name or post of the marked person."""
        person = self.chosen
        if person is None:
            return

        def save(values: Mapping[str, Value]) -> None:
            new = replace(person, name=str(values["name"] or ""), post=str(values["post"] or ""))
            self._publish(setup.change_staff(self.context, new))

        self._ask(save, person)

    def switch(self) -> None:
        """Note that the marked person no longer works here, or does again."""
        person = self.chosen
        if person is not None:
            self.attempt(lambda: setup.change_staff(self.context, replace(person, active=not person.active)))

    def _ask(self, save: Callable[[Mapping[str, Value]], None], person: StaffMember | None = None) -> None:
        form = person_form(save, self, person)
        form.exec()
        form.deleteLater()

    def _publish(self, changed: Changed) -> None:
        self.workplace.changes.publish(changed)

    def _word_toggle(self) -> None:
        person = self.chosen
        self.toggle.setText(_("Ghi &nghỉ việc") if person is None or person.active else _("Làm việc &lại"))
        working = person is not None and person.id == self.context.author.id
        self.toggle.setEnabled(person is not None and not working)
        self.edit.setEnabled(person is not None)
