"""Comparing a card: 30 digits in groups of five, heard over the telephone and typed, each group checked at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from ntm_desktop.i18n import day
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import slips
from ntm_desktop.ui.exchange.panel import Said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from ntm_desktop.services.trust import CardView

_GROUP = 5
_SIZE = (620, 0)
_BIGGER = 4


def digits_of(text: str) -> str:
    """Return the digits of what was typed; everything else only parts the groups."""
    return re.sub(r"\D", "", text, flags=re.ASCII)


def groups_of(digits: str) -> tuple[str, ...]:
    """Return digits in groups of five, the last as long as it is."""
    return tuple(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def verdict(expected: str, typed: str) -> str:
    """Tell of one group whether it is «good», «bad» (as far as typed), or still open («»)."""
    if not expected.startswith(typed):
        return "bad"
    return "good" if typed == expected else ""


class CompareDialog(QDialog):
    """Shows whose card it is, and is accepted only when all 30 digits were typed as the card has them."""

    def __init__(self, card: CardView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self.setWindowTitle(_("Đối chiếu thẻ cơ quan"))
        self.setMinimumWidth(_SIZE[0])
        self._expected = groups_of(digits_of(card.fingerprint))
        self.typed = QLineEdit()
        self.groups = tuple(Said() for _group in self._expected)
        self.verdict = Said()
        self.warning = Said(backed=True)
        self.digits = Said()
        self.reveal = QCheckBox(_("&Hiện 30 chữ số của thẻ này để đọc cho bên kia so"))
        self.buttons = QDialogButtonBox()
        self.trust: QPushButton = self.buttons.addButton(_("&Tin cậy thẻ này"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self.typed.textEdited.connect(self._check)
        self.reveal.toggled.connect(lambda on: self.digits.say(card.fingerprint if on else "", "muted"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check("")

    def heard(self) -> str:
        """Return the digits that were typed."""
        return digits_of(self.typed.text())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(self._facts())
        layout.addWidget(self.warning)
        layout.addWidget(self._explanation())
        layout.addWidget(self.typed)
        layout.addLayout(self._grid())
        layout.addWidget(self.verdict)
        layout.addWidget(self.reveal)
        layout.addWidget(self.digits)
        layout.addWidget(self.buttons)
        self.warning.say(self._warned(), "warn")
        self.digits.hide()
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(self.font().pointSize() + _BIGGER)
        for widget in (self.typed, self.digits, *self.groups):
            widget.setFont(font)
        self.typed.setPlaceholderText("00000 00000 00000 00000 00000 00000")
        self.typed.setAccessibleName(_("30 chữ số nghe qua điện thoại"))

    def _facts(self) -> QFormLayout:
        card = self.card
        form = QFormLayout()
        for name, value in (
            (_("Cơ quan:"), card.name),
            (_("Cấp:"), slips.level_name(card.level)),
            (_("Mã:"), card.code),
            (_("Ngày lập thẻ:"), day(card.made)),
        ):
            said = QLabel(value)
            said.setTextFormat(Qt.TextFormat.PlainText)
            form.addRow(name, said)
        return form

    def _warned(self) -> str:
        if not self.card.replaces:
            return ""
        if self.card.replaces_name != self.card.name:
            return _(
                "! Thẻ đang được tin cậy với mã {code} mang tên «{name}» ({old}): trước và sau 01/7/2025 một mã có thể"
                " là của hai đơn vị. Thẻ mới sẽ thay thẻ đó; từ đó gói ký bằng khóa của «{name}» không được nhận nữa."
                " Chỉ tiếp tục khi cơ quan có thẻ mới xác nhận, và đối chiếu lại từ đầu."
            ).format(code=self.card.code, name=self.card.replaces_name, old=self.card.replaces)
        return _(
            "! Cơ quan này đã có một thẻ được tin cậy ({old}). Thẻ mới sẽ thay thẻ cũ; từ đó gói ký bằng khóa cũ không"
            " được nhận nữa. Chỉ tiếp tục khi chính cơ quan đó xác nhận đã đổi khóa, và đối chiếu lại từ đầu."
        ).format(old=self.card.replaces)

    @staticmethod
    def _explanation() -> Said:
        said = Said()
        said.say(
            _(
                "Gọi cho người phụ trách theo số điện thoại đã biết từ trước, nhờ đọc 30 chữ số trên màn hình hoặc"
                " phiếu của họ, và gõ đúng như nghe được. Mỗi nhóm năm chữ số được đối chiếu ngay với thẻ này."
            ),
            "muted",
        )
        return said

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        for at, label in enumerate(self.groups):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, at)
        return grid

    def _check(self, _text: str) -> None:
        typed = groups_of(self.heard())
        too_long = len(typed) > len(self._expected)
        tones = [verdict(group, typed[at] if at < len(typed) else "") for at, group in enumerate(self._expected)]
        for at, (label, tone) in enumerate(zip(self.groups, tones, strict=True)):
            sign = {"good": "✓", "bad": "✗"}.get(tone, "·")
            label.say(f"{sign} {typed[at] if at < len(typed) else '─────'}", tone or "muted")
        whole = all(tone == "good" for tone in tones) and not too_long
        self.trust.setEnabled(whole)
        self.trust.setDefault(whole)
        self._say(tones, whole=whole, too_long=too_long)

    def _say(self, tones: list[str], *, whole: bool, too_long: bool) -> None:
        wrong = ", ".join(str(at) for at, tone in enumerate(tones, start=1) if tone == "bad")
        if whole:
            self.verdict.say(_("✓ Cả sáu nhóm đều khớp. Có thể tin cậy thẻ này."), "good")
        elif wrong or too_long:
            where = _("nhóm {groups}").format(groups=wrong) if wrong else _("phần thừa ở cuối")
            words = _("✗ Chưa khớp: {where}. Hãy nghe đọc lại; nếu vẫn khác thì không dùng thẻ này.")
            self.verdict.say(words.format(where=where), "bad")
        else:
            done = sum(tone == "good" for tone in tones)
            self.verdict.say(_("Đã khớp {done} trong {all} nhóm.").format(done=done, all=len(tones)), "muted")
