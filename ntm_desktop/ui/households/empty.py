"""What stands in place of the list while there is no household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button

if TYPE_CHECKING:
    from collections.abc import Callable

_POINTS_MORE = 3


class EmptyList(QWidget):
    """Says that there is no household yet, and offers both ways to begin."""

    def __init__(self, import_list: Callable[[], None], add: Callable[[], None]) -> None:
        super().__init__()
        self.title, self.detail = QLabel(), QLabel()
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + _POINTS_MORE)
        font.setBold(True)
        self.title.setFont(font)
        self.importing = make_button("import", "", import_list)
        self.adding = make_button("add", "", add)
        self.setFocusProxy(self.importing)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for label in (self.title, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.importing)
        row.addWidget(self.adding)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(3)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(_("Chưa có hộ nào."))
        self.detail.setText(_("Nhập từ Excel (Ctrl+I) hoặc thêm từng hộ (Ctrl+N)."))
        self.importing.setText(_("&Nhập từ Excel…"))
        self.adding.setText(_("&Thêm hộ…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
