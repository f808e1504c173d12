"""Who works now: chosen by name at start, because the journal carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import setup
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.forms.fields import Field
from ntm_desktop.ui.households.form_dialog import FormDialog, FormSpec
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.setup import StaffMember
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.prompts import Prompter

_SIZE = QSize(420, 340)


class StaffDialog(QDialog):
    """The people of the office; Enter takes the marked one, «Người mới» adds one."""

    def __init__(self, context: Context, people: Sequence[StaffMember], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.people = people
        self.setWindowTitle(_("Ai đang làm việc?"))
        self.resize(_SIZE)
        said = QLabel(_("Nhật ký ghi tên người đang làm việc bên mỗi thay đổi."))
        said.setWordWrap(True)
        self.list = QListWidget()
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(_("&Làm việc"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.new = make_button("add", _("Người &mới…"), self.hire)
        self.buttons.addButton(self.new, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self.show_people(people, context.author.id)

    @property
    def chosen(self) -> StaffMember | None:
        """The marked person."""
        row = self.list.currentRow()
        return self.people[row] if 0 <= row < len(self.people) else None

    def show_people(self, people: Sequence[StaffMember], marked: str) -> None:
        """Fill the list and mark one person, else the first."""
        self.people = people
        self.list.clear()
        for person in self.people:
            item = QListWidgetItem(f"{person.name} – {person.post}" if person.post else person.name)
            item.setSizeHint(QSize(1, row_height()))
            self.list.addItem(item)
        at = next((at for at, one in enumerate(self.people) if one.id == marked), 0)
        self.list.setCurrentRow(at)
        self.list.setFocus()

    def hire(self) -> None:
        """Add a person and mark them."""
        form = person_form(self._save_new, self)
        form.exec()
        form.deleteLater()

    def _save_new(self, values: Mapping[str, Value]) -> None:
        person, _changed = setup.hire(self._context, str(values["name"] or ""), str(values["post"] or ""))
        self.show_people(setup.staff(self._context), person.id)


def person_form(
    save: Callable[[Mapping[str, Value]], None], parent: QWidget | None, person: StaffMember | None = None
) -> FormDialog:
    """Return a form for a person's name and post; `save` gets the values."""
    fields = (
        Field("name", _("Họ và tên"), required=True, most=120),
        Field("post", _("Chức danh"), most=120),
    )
    title = _("Người mới") if person is None else _("Sửa người làm việc")
    start: dict[str, Value] = {} if person is None else {"name": person.name, "post": person.post}
    return FormDialog(FormSpec(title, fields, _("&Lưu")), save, start=start, parent=parent)


def choose_staff(context: Context, prompter: Prompter, parent: QWidget | None) -> StaffMember | None:
    """Ask who works; None where nobody was chosen."""
    try:
        people = setup.staff(context)
    except NtmError as error:
        prompter.show_error(error)
        return None
    dialog = StaffDialog(context, people, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen if accepted else None
    dialog.deleteLater()
    return chosen
