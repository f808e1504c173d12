"""The first and the last step: which file; and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui import icons

if TYPE_CHECKING:
    from ntm_desktop.ui.importing.flow import Flow

_POINTS_MORE = 3


class PlainStep(QWidget):
    """A title, a sentence, and one button; the step's owner connects the button."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.title, self.detail, self.button = QLabel(), QLabel(), QPushButton()
        self.button.setAutoDefault(False)
        icons.put(self.button, icon)
        font = self.title.font()
        font.setPointSize(font.pointSize() + _POINTS_MORE)
        font.setBold(True)
        self.title.setFont(font)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for label in (self.title, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(3)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class FileStep(PlainStep):
    """Which file."""

    def __init__(self) -> None:
        super().__init__("folder")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.title.setText(_("Nhập danh sách hộ từ Excel"))
        self.detail.setText(
            _(
                "Chọn tệp .xlsx, .xls hoặc .csv như cơ quan đang dùng, hoặc kéo tệp thả vào đây.\n"
                "Chưa có gì được ghi cho đến khi bạn xem trước và bấm «Nhập»."
            )
        )
        self.button.setText(_("&Chọn tệp…"))


class DoneStep(PlainStep):
    """What was done."""

    def __init__(self) -> None:
        self._flow: Flow | None = None
        super().__init__("undo")

    def show_flow(self, flow: Flow) -> None:
        """Say what an import did."""
        self._flow = flow
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        imported = self._flow.imported if self._flow else None
        plan = self._flow.plan if self._flow else None
        self.button.setText(_("&Hoàn tác lần nhập này"))
        if imported is None or plan is None:
            return
        self.title.setText(_("Đã thêm {count} hộ.").format(count=number(imported.added)))
        said = []
        if imported.villages:
            said.append(_("Ấp, thôn mới: {names}.").format(names=", ".join(imported.villages)))
        said.append(
            _("{unchanged} hộ đã có được giữ nguyên; {skipped} dòng không phải hộ hoặc bị trùng được bỏ qua.").format(
                unchanged=number(len(plan.unchanged)), skipped=number(len(plan.draft.skipped))
            )
        )
        said.append(_("Nếu nhập nhầm, bấm «Hoàn tác»: danh sách trở lại như trước."))
        self.detail.setText("\n".join(said))

    def focus_start(self) -> None:
        """Leave the keyboard with the button that closes: undoing is not what Enter should do."""
        self.clearFocus()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
