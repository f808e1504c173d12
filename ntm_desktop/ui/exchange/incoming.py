"""Incoming: receipts for a commune, packages of those below for a receiving office; one button, and the stick's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ntm_desktop.i18n import day
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange import sent_table
from ntm_desktop.ui.exchange.panel import Panel, Said, main_button

if TYPE_CHECKING:
    from ntm_desktop.ui.exchange.facts import ExchangeFacts


class Incoming(Panel):
    """Emits `files_asked()` for files, `folder_asked()` for a whole stick or folder."""

    files_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._facts: ExchangeFacts | None = None
        self.newest, self.explanation = Said(), Said()
        self.said = Said(backed=True)
        self.files = main_button(make_button("import", "", self.files_asked.emit))
        self.folder = make_button("usb", "", self.folder_asked.emit)
        buttons = QHBoxLayout()
        buttons.addWidget(self.files)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        self.body.addWidget(self.newest)
        self.body.addWidget(self.explanation)
        self.body.addLayout(buttons)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.said.hide()
        self.retranslate()

    def show_facts(self, facts: ExchangeFacts) -> None:
        """Show the state of the exchange."""
        self._facts = facts
        self.retranslate()

    def tell(self, words: str, tone: str) -> None:
        """Say what came of receiving."""
        self.said.say(words, tone)

    def retranslate(self) -> None:
        """Word everything anew."""
        receives = self._facts is not None and self._facts.receives
        self.heading.setText(_("Nhận gói của cấp dưới") if receives else _("Nhận phiếu tiếp nhận"))
        self.files.setText(_("&Nhận gói…") if receives else _("&Nhận phiếu…"))
        self.folder.setText(_("Nhận cả &USB hoặc thư mục…"))
        self.explanation.say(_explained_receiving() if receives else _explained_receipts(), "muted")
        self._show_newest(receives=receives)

    def _show_newest(self, *, receives: bool) -> None:
        newest = self._facts.newest_report() if self._facts is not None else None
        if receives or newest is None:
            self.newest.say("" if receives else _("Chưa ghi gói nào, nên chưa có phiếu tiếp nhận nào để chờ."))
            return
        words = _("Gói mới nhất: số {sequence}, ghi ngày {day}.").format(
            sequence=newest.sequence, day=day(newest.written_at)
        )
        tone = sent_table.tone(newest)
        self.newest.say(f"{words}\n{sent_table.state_words(newest)}", "" if tone == "muted" else tone)


def _explained_receipts() -> str:
    return _(
        "Cấp trên nhận gói xong thì ghi phiếu tiếp nhận vào USB để mang về. Cắm USB vào máy rồi bấm nút dưới đây;"
        " gói nào được tiếp nhận, gói nào bị từ chối và vì sao sẽ hiện trong danh sách bên dưới."
    )


def _explained_receiving() -> str:
    return _(
        "Mọi gói được kiểm tra và cho xem trước sẽ thay đổi gì; chỉ ghi vào sổ sau khi đồng ý."
        " Kết quả theo từng đơn vị ở trang «Nơi nhận»."
    )
