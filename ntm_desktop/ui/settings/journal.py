"""Nhật ký: who did what and when, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit

from ntm_desktop.domain.text import fold
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, moment, number
from ntm_desktop.services import journal_words
from ntm_desktop.ui.settings.section import Section, fill_table, make_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.services.journal_words import Line
    from ntm_desktop.ui.workplace import Workplace

SHOWN = 500


class JournalSection(Section):
    """The newest lines of the journal, searched without diacritics."""

    heading = mark("Nhật ký")
    explanation = mark("Mọi thay đổi đều có tên người làm và giờ làm; chương trình không cho sửa hay xóa nhật ký.")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.lines: list[Line] = []
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.table = make_table(4, 2)
        self.foot = QLabel()
        self.column.addWidget(self.search)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.foot)
        self.search.textChanged.connect(lambda _text: self._show())
        self.retranslate()

    def retranslate(self) -> None:
        """Word the part anew."""
        super().retranslate()
        self.search.setPlaceholderText(_("Tìm trong nhật ký, không cần dấu"))
        self.table.setHorizontalHeaderLabels([_("Lúc"), _("Người làm"), _("Việc"), _("Số thay đổi")])
        self.refresh()

    def refresh(self) -> None:
        """Read the newest lines anew."""
        self.lines = journal_words.recent(self.context, SHOWN)
        self._show()

    def shown(self) -> Sequence[Line]:
        """Return the lines that have every typed word."""
        words = fold(self.search.text()).split()
        return [one for one in self.lines if all(word in fold(f"{one.author} {one.sentence}") for word in words)]

    def _show(self) -> None:
        found = self.shown()
        fill_table(
            self.table,
            [
                (
                    moment(one.at.astimezone()),
                    one.author or "–",
                    _("{act} (đã hoàn tác)").format(act=one.sentence) if one.undone else one.sentence,
                    number(one.changes),
                )
                for one in found
            ],
        )
        self.foot.setText(_("{count} dòng gần nhất").format(count=number(len(found))))
