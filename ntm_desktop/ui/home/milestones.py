"""The next deadlines of the movement on the first page; the list of all of them is a button away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ntm_desktop.i18n import day
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.home.words import days_left

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog

    from ntm_desktop.services.milestones import Standing

_SHOWN = 2


class Milestones(QWidget):
    """The next deadlines and the button to all of them; where no movement is chosen, the button to choose one."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self._choose = choose
        self._found: Sequence[Standing] = ()
        self._movement = ""
        self.dialog: QDialog | None = None
        self.heading, self.said = QLabel(), QLabel()
        self.said.setWordWrap(True)
        self.button = make_button("calendar", "", self._act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.button)
        layout.addLayout(top)
        layout.addWidget(self.said)
        self.hide()  # until the movement was read

    def show_found(self, found: Sequence[Standing], movement: str) -> None:
        """Show the deadlines of the movement with this id; empty where none is chosen."""
        self._found, self._movement = found, movement
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.heading.setText("<b>" + _("Mốc sắp tới") + "</b>")
        ahead = [one for one in self._found if one.days_left >= 0][:_SHOWN]
        self.said.setText("\n".join(map(_line, ahead)) or self._nothing())
        self.button.setText(_("&Mọi mốc và hạn…") if self._found else _("Chọn phong trào"))
        self.button.setVisible(bool(self._found) or not self._movement)

    def _nothing(self) -> str:
        if not self._movement:
            return _("Chưa chọn phong trào: chọn ở Thiết lập thì mốc và hạn hiện ở đây.")
        return _("Phong trào đang chọn không còn mốc nào kể từ hôm nay.")

    def _act(self) -> None:
        if not self._found:
            self._choose()
            return
        from ntm_desktop.ui.home.milestones_dialog import MilestonesDialog  # not at every start

        self.dialog = MilestonesDialog(self._found, self.window())
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()


def _line(one: Standing) -> str:
    sign = "!" if one.state.value == "due" else "•"
    last = one.occurrence
    return f"{sign} {day(last.last_day)} ({days_left(one.days_left)}): {last.title}"
