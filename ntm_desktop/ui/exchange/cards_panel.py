"""«Thẻ cơ quan»: our own card with its 30 digits, and the offices whose cards are trusted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ntm_desktop.i18n import day, mark
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange.lines import Column, table_of
from ntm_desktop.ui.exchange.panel import Said

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ntm_desktop.services.trust import CardRecord, CardView
    from ntm_desktop.ui.exchange.facts import ExchangeFacts

_GROUP = 5
_OWN_WIDTH = 330
_BIGGER = 3


COLUMNS: tuple[Column[CardRecord], ...] = (
    Column(mark("Cơ quan"), lambda one: one.name),
    Column(mark("Mã"), lambda one: one.code, 52),
    Column(mark("Tin cậy từ"), lambda one: day(one.trusted_at), 92, key=lambda one: one.trusted_at),
    Column(mark("Người đối chiếu"), lambda one: one.trusted_by, 130),
)


def in_two_lines(fingerprint: str) -> str:
    """Return 30 digits as two lines of three groups of five."""
    digits = "".join(fingerprint.split())
    groups = [digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP)]
    half = len(groups) // 2
    return "  ".join(groups[:half]) + "\n" + "  ".join(groups[half:])


class CardsPanel(QWidget):
    """Emits what is asked for: `write_asked`, `print_asked`, `receive_asked`, `forget_asked(card)`."""

    write_asked = Signal()
    print_asked = Signal()
    receive_asked = Signal()
    forget_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._own: CardView | None = None
        self.name, self.digits = QLabel(), QLabel()
        self.explanation = Said()
        self.table = table_of(COLUMNS)
        self.empty, self.theirs = Said(), Said()
        self.write = make_button("save", "", self.write_asked.emit)
        self.slip = make_button("print", "", self.print_asked.emit)
        self.receive = make_button("key", "", self.receive_asked.emit)
        self.forget = make_button("delete", "", self._forget)
        self._lay_out()
        self.table.chosen.connect(self._settle)
        self.retranslate()

    def show_facts(self, facts: ExchangeFacts) -> None:
        """Show our card and the trusted ones."""
        self._own = facts.own
        self.table.model_of_lines.show_lines(facts.cards)
        self.table.setVisible(bool(facts.cards))
        self.table.go_to(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.write.setText(_("G&hi thẻ ra USB…"))
        self.slip.setText(_("&In phiếu đối chiếu…"))
        self.receive.setText(_("Nhận &thẻ của nơi khác…"))
        self.forget.setText(_("Thôi tin cậ&y…"))
        self.explanation.say(_("Thẻ và 30 chữ số của cơ quan này, đọc qua điện thoại để nơi kia đối chiếu:"), "muted")
        empty = _(
            "Chưa tin cậy thẻ của cơ quan nào. Hãy xin tệp thẻ (.ntmcard) của nơi kia, bấm «Nhận thẻ của nơi khác»,"
            " rồi đối chiếu 30 chữ số qua điện thoại."
        )
        self.empty.say("" if self.table.model_of_lines.rowCount() else empty)
        self.table.model_of_lines.retranslate()
        if self._own is not None:
            self.name.setText(f"<b>{escape(self._own.name)}</b> ({self._own.code})")
            self.digits.setText(in_two_lines(self._own.fingerprint))
            self.digits.setAccessibleName(self._own.fingerprint)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the trust in the current card back."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._forget()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(self.font().pointSize() + _BIGGER)
        font.setWeight(QFont.Weight.Bold)
        self.digits.setFont(font)
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        own = QWidget()
        own.setMinimumWidth(_OWN_WIDTH)
        own.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        left = QVBoxLayout(own)
        left.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.explanation, self.digits):
            left.addWidget(widget)
        acts = QHBoxLayout()
        for button in (self.write, self.slip):
            acts.addWidget(button)
        acts.addStretch(1)
        left.addLayout(acts)
        left.addStretch(1)
        right = QVBoxLayout()
        others = QHBoxLayout()
        for button in (self.receive, self.forget):
            others.addWidget(button)
        others.addStretch(1)
        right.addLayout(others)
        right.addWidget(self.empty)
        right.addWidget(self.table, 1)
        right.addWidget(self.theirs)
        whole = QHBoxLayout(self)
        whole.setSpacing(16)
        whole.addWidget(own)
        whole.addLayout(right, 1)

    def _settle(self) -> None:
        card = self.table.current()
        self.forget.setEnabled(card is not None)
        theirs = "" if card is None else _("30 chữ số của thẻ này: {digits}").format(digits=card.fingerprint)
        self.theirs.say(theirs, "muted")

    def _forget(self) -> None:
        card = self.table.current()
        if card is not None:
            self.forget_asked.emit(card)
