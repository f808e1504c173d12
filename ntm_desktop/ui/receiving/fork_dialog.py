"""Two histories of one office: explained, and decided only by a named person with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
)

from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import setup
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.receiving.looking import Looked, Taken
from ntm_desktop.ui.sizes import open_as_high_as_needed
from ntm_desktop.wording.problems import what_is_wrong, what_to_do

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from ntm_desktop.services.context import Context

_WIDTH = 700
_SHORTEST_REASON = 5


class ForkDialog(QDialog):
    """Emits `decided(Taken)` once a reason stands there and a person is named."""

    decided = Signal(object)

    def __init__(self, context: Context, looked: Looked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._looked = looked
        self.setWindowTitle(_("Hai chuỗi gói khác nhau"))
        self.reason = QLineEdit()
        self.person = QComboBox()
        self.note = Said()
        self.buttons = QDialogButtonBox()
        self.go: QPushButton = self.buttons.addButton(
            _("&Nhận theo quyết định này"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._fill()
        self._lay_out()
        open_as_high_as_needed(self, _WIDTH)
        self.reason.textEdited.connect(lambda _text: self._settle())
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        self._settle()

    def _fill(self) -> None:
        for one in setup.staff(self._context):
            self.person.addItem(f"{one.name} – {one.post}" if one.post else one.name, one)
            if one.id == self._context.author.id:
                self.person.setCurrentIndex(self.person.count() - 1)

    def _lay_out(self) -> None:
        explanation, warning = Said(), Said(backed=True)
        told = " ".join(f"{what_is_wrong(one)} {what_to_do(one)}" for one in self._looked.problems)
        warning.say(told, "warn")
        explanation.say(
            _(
                "Điều này xảy ra khi một máy bị chép sang máy khác, hoặc máy gửi vừa khôi phục một bản sao lưu cũ. Nhận"
                " gói này nghĩa là từ nay theo chuỗi mới: số liệu đang có của đơn vị được thay bằng số liệu trong gói,"
                " và có thể hoàn tác trong 30 ngày. Hãy gọi điện hỏi đơn vị gửi trước khi quyết định."
            )
        )
        self.reason.setPlaceholderText(_("ví dụ: xã báo máy hỏng, đã khôi phục bản sao lưu ngày 20/11"))
        form = QFormLayout()
        form.addRow(_("&Lý do:"), self.reason)
        form.addRow(_("Người &quyết định:"), self.person)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (warning, explanation):
            layout.addWidget(widget)
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)
        self.reason.setFocus()
        self.cancel.setAutoDefault(False)

    def _settle(self) -> None:
        named = self.person.count() > 0
        ready = named and len(self.reason.text().strip()) >= _SHORTEST_REASON
        self.go.setEnabled(ready)
        self.go.setDefault(ready)
        if not named:
            self.note.say(_("Cơ quan chưa có tên cán bộ nào: hãy thêm người ở «Thiết lập» rồi nhận lại."), "bad")
        else:
            self.note.say("" if ready else _("Cần ghi lý do, ít nhất năm chữ, thì mới nhận được."), "muted")

    def _decide(self) -> None:
        person = self.person.currentData()
        context = self._context.working_as(setup.author(person))
        self.decided.emit(Taken(self._looked, context, self.reason.text().strip()))
        self.accept()
