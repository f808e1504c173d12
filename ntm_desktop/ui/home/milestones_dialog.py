"""Every deadline of the movement as it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from ntm_desktop.i18n import day, mark
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.exchange.lines import Column, table_of
from ntm_desktop.ui.home.words import days_left
from ntm_desktop.ui.sizes import open_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.services.milestones import Standing

_SIZE = (980, 480)
_TONES = {"late": "muted", "due": "warn", "before": "", "done": "good", "done_late": "warn"}

COLUMNS: tuple[Column[Standing], ...] = (
    Column(mark("Hạn"), lambda one: day(one.occurrence.last_day), 92, key=lambda one: one.occurrence.last_day),
    Column(
        mark("Còn lại"),
        lambda one: days_left(one.days_left),
        136,
        tone=lambda one: _TONES[one.state.value],
        key=lambda one: one.days_left,
    ),
    Column(mark("Việc phải làm"), lambda one: one.occurrence.title),
    Column(mark("Ai làm"), lambda one: "; ".join(one.offices), 250),
    Column(mark("Điểm của kế hoạch"), lambda one: one.occurrence.requirement, 130),
)


class MilestonesDialog(QDialog):
    """The list, beginning at the next deadline."""

    def __init__(self, found: Sequence[Standing], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Mốc và hạn của phong trào"))
        open_at(self, _SIZE)
        self.note = QLabel(_("Kế hoạch chỉ nêu tháng, kỳ hay năm thì hạn ở đây là ngày cuối của kỳ đó."))
        self.note.setWordWrap(True)
        self.table = table_of(COLUMNS)
        self.table.model_of_lines.show_lines(found)
        self.table.go_to(next((at for at, one in enumerate(found) if one.days_left >= 0), len(found) - 1))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.table, self.note, self.buttons):
            layout.addWidget(widget)
        self.table.setFocus()
