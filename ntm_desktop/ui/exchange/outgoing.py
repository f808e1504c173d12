"""Outgoing: what is not sent, to whom, which years, onto which stick; and when it is safe to take the stick out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel

from ntm_desktop.i18n import day, number
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange.panel import Panel, Said, main_button
from ntm_desktop.ui.exchange.volumes import TargetBox, removable_volumes, size_words
from ntm_desktop.ui.status import BusyArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.services.sending import Sent
    from ntm_desktop.ui.exchange.facts import ExchangeFacts
    from ntm_desktop.ui.exchange.volumes import Volume
    from ntm_desktop.ui.workplace import Workplace

_YEARS_A_LINE = 5


class Outgoing(Panel):
    """Emits `write_asked()` for a report, `receipts_asked()` for receipts, `card_asked()` for the superior's card."""

    write_asked = Signal()
    receipts_asked = Signal()
    card_asked = Signal()

    def __init__(self, workplace: Workplace, volumes: Callable[[], list[Volume]] = removable_volumes) -> None:
        super().__init__()
        self._facts: ExchangeFacts | None = None
        self._boxes: dict[int, QCheckBox] = {}
        self._had_keyboard = False
        self.target = TargetBox(workplace, volumes)
        self.recipient, self.unsent = Said(), Said()
        self.said = Said(backed=True)
        self.years_label, self.target_label = QLabel(), QLabel()
        self.busy = BusyArea()
        self.write = main_button(make_button("usb", "", self._go))
        self.card = make_button("key", "", self.card_asked.emit)
        self._years = QGridLayout()
        self._lay_out()
        self.retranslate()

    def show_facts(self, facts: ExchangeFacts) -> None:
        """Show the state of the exchange."""
        self._facts = facts
        self._show_years(facts)
        self.retranslate()

    def years(self) -> tuple[int, ...]:
        """Return the years that are ticked."""
        return tuple(year for year, box in self._boxes.items() if box.isChecked())

    def ready(self) -> bool:
        """Whether a report can be written now."""
        facts = self._facts
        return facts is not None and facts.superior_card is not None and bool(self.years())

    def await_card(self) -> None:
        """Let the keyboard come to the main button once the superior's card is there: what comes next is to write."""
        self._had_keyboard = self.card.isVisible()

    def begin(self) -> None:
        """Say that a package is being written."""
        self.said.say(_("Đang ghi gói. Xin đừng rút USB."), "warn")
        self._had_keyboard = self.write.hasFocus()
        self.write.setEnabled(False)

    def tell_written(self, sent: Sent) -> None:
        """Say that a package lies verified on the stick: only now is it safe to take it out."""
        safe = _("✓ Đã ghi và kiểm tra xong. Có thể rút USB an toàn.")
        detail = _("Gói số {sequence}, {size}.").format(sequence=sent.sequence, size=size_words(sent.size))
        self.said.say(f"{safe} {detail}", "good")
        self.said.setToolTip(str(sent.file))

    def tell_nothing_written(self, words: str) -> None:
        """Say that nothing was written, and that everything is as it was."""
        self.said.say(words, "warn")

    def retranslate(self) -> None:
        """Word everything anew."""
        self.years_label.setText(_("Gửi số liệu các năm:"))
        self.target_label.setText(_("Ghi vào:"))
        self.card.setText(_("Nhận thẻ của cấp t&rên…"))
        self.target.retranslate()
        if self._facts is not None:
            self._word(self._facts)

    def settle(self) -> None:
        """Let the button say whether it can be used."""
        facts = self._facts
        if facts is not None:
            self.write.setEnabled(self.ready() if facts.reports else facts.waiting > 0)
        if self._had_keyboard and self.write.isEnabled():
            self._had_keyboard = False
            self.write.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt moved it on to another button

    def _lay_out(self) -> None:
        for widget in (self.recipient, self.unsent):
            self.body.addWidget(widget)
        years = QHBoxLayout()
        years.addWidget(self.years_label, 0, Qt.AlignmentFlag.AlignTop)
        years.addLayout(self._years, 1)
        self.body.addLayout(years)
        target = QHBoxLayout()
        target.addWidget(self.target_label)
        target.addWidget(self.target, 1)
        self.body.addLayout(target)
        buttons = QHBoxLayout()
        buttons.addWidget(self.write)
        buttons.addWidget(self.card)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.said)
        self.body.addWidget(self.busy)
        self.body.addStretch(1)
        self.said.hide()

    def _word(self, facts: ExchangeFacts) -> None:
        upwards = facts.reports
        self.heading.setText(_("Gửi lên cấp trên") if upwards else _("Gửi phiếu tiếp nhận"))
        self.write.setText(_("&Ghi gói") if upwards else _("&Ghi phiếu tiếp nhận…"))
        for widget in (self.years_label, self.target, self.target_label, *self._boxes.values()):
            widget.setVisible(upwards)
        self.card.setVisible(upwards and facts.superior_card is None)
        if upwards:
            self._word_upwards(facts)
        else:
            self._word_receipts(facts)
        self.settle()

    def _word_upwards(self, facts: ExchangeFacts) -> None:
        to = _("Nơi nhận: {name} ({code})").format(name=facts.superior_name, code=facts.superior)
        if facts.superior_card is None:
            self.recipient.say(f"{to}\n" + _("✗ Chưa có thẻ được tin cậy của nơi nhận: chưa ghi gói được."), "bad")
        else:
            trusted = _("✓ thẻ đã tin cậy từ {day}").format(day=day(facts.superior_card.trusted_at))
            self.recipient.say(f"{to} – {trusted}")
        self.unsent.say(unsent_words(facts), "warn" if facts.unsent.changes else "good")
        if not facts.years:
            self.unsent.say(_("Chưa có năm nào để gửi. Hãy mở năm và nhập kết quả trước."), "warn")

    def _word_receipts(self, facts: ExchangeFacts) -> None:
        self.recipient.say(_("Cơ quan này không có cấp trên trong phong trào; phiếu tiếp nhận được gửi về các xã."))
        if facts.waiting:
            words = _("! {count} đơn vị có gói chưa được ghi phiếu tiếp nhận.").format(count=number(facts.waiting))
            self.unsent.say(words, "warn")
        else:
            self.unsent.say(_("✓ Mọi gói đã nhận đều có phiếu tiếp nhận."), "good")

    def _show_years(self, facts: ExchangeFacts) -> None:
        if tuple(self._boxes) == tuple(facts.years):
            return
        unticked = {year for year, box in self._boxes.items() if not box.isChecked()}
        for box in self._boxes.values():
            self._years.removeWidget(box)
            box.deleteLater()
        self._boxes = {year: QCheckBox(str(year)) for year in facts.years}
        for at, (year, box) in enumerate(self._boxes.items()):
            box.setChecked(year not in unticked)
            box.toggled.connect(self.settle)
            self._years.addWidget(box, at // _YEARS_A_LINE, at % _YEARS_A_LINE)
        self._years.setColumnStretch(_YEARS_A_LINE, 1)

    def _go(self) -> None:
        if self._facts is not None and not self._facts.reports:
            self.receipts_asked.emit()
        else:
            self.write_asked.emit()


def unsent_words(facts: ExchangeFacts) -> str:
    """Say what no package contains yet, out of the journal."""
    if not facts.unsent.changes:
        return _("✓ Không còn thay đổi nào chưa gửi.")
    count = number(facts.unsent.changes)
    if facts.unsent.since is None:
        return _("! Chưa gửi: {count} thay đổi.").format(count=count)
    return _("! Chưa gửi: {count} thay đổi từ {day}.").format(count=count, day=day(facts.unsent.since))
