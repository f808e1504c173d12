"""Giao diện: language, theme and size of text, applied at once. The declarations make the lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.settings import DECLARATIONS
from ntm_desktop.ui.settings.section import Section

if TYPE_CHECKING:
    from ntm_desktop.ui.workplace import Workplace

_WIDTH = 260


class LooksSection(Section):
    """A list for each setting with choices; each choice is kept and applied at once."""

    heading = mark("Giao diện")
    explanation = mark("Chỉ cho máy này; áp dụng ngay khi chọn.")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.declared = [one for one in DECLARATIONS if one.options and not one.hidden]
        self.boxes = {one.name: QComboBox() for one in self.declared}
        self.labels = {one.name: QLabel() for one in self.declared}
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for one in self.declared:
            box = self.boxes[one.name]
            box.setFixedWidth(_WIDTH)
            for option in one.options:
                box.addItem("", option.value)
            self.labels[one.name].setBuddy(box)
            form.addRow(self.labels[one.name], box)
            box.activated.connect(partial(self._change, one.name))
        self.column.addLayout(form)
        self.column.addStretch(1)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Show the settings in use."""
        for one in self.declared:
            box = self.boxes[one.name]
            box.setCurrentIndex(box.findData(getattr(self.workplace.preferences.current, one.name)))

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        for one in self.declared:
            self.labels[one.name].setText(_(one.label))
            for row, option in enumerate(one.options):
                self.boxes[one.name].setItemText(row, _(option.label))

    def _change(self, name: str, row: int) -> None:
        try:
            self.workplace.preferences.change(**{name: self.boxes[name].itemData(row)})
        except NtmError as error:
            self.workplace.prompter.show_error(error)
            self.refresh()
