"""«Thiết lập»: the parts in a list at the left, the chosen one at the right, each made when first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark as msg
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.ui.settings.section import Section
    from ntm_desktop.ui.workplace import Workplace

_ID = Qt.ItemDataRole.UserRole
_WIDTH = 210

PARTS: Mapping[str, str] = {
    "office": msg("Cơ quan"),
    "staff": msg("Người làm việc"),
    "tasks": msg("Danh mục phần việc"),
    "backups": msg("Sao lưu"),
    "looks": msg("Giao diện"),
    "doctor": msg("Kiểm tra"),
    "journal": msg("Nhật ký"),
}


class SettingsPage(Page):
    """The settings of an office and of this computer."""

    help_topic = "settings"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.sections: dict[str, Section] = {}
        self.list, self.stack = QListWidget(), QStackedWidget()
        self.list.setFixedWidth(_WIDTH)
        for part in PARTS:
            item = QListWidgetItem()
            item.setData(_ID, part)
            self.list.addItem(item)
        body = QHBoxLayout(self)
        body.setContentsMargins(12, 10, 12, 10)
        body.addWidget(self.list)
        body.addWidget(self.stack, 1)
        self.list.currentItemChanged.connect(lambda _new, _old: self._show())
        self.retranslate()
        self.list.setCurrentRow(0)

    @property
    def part(self) -> str:
        """The id of the part in view."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    @property
    def section(self) -> Section:
        """The part in view."""
        return self.sections[self.part]

    def open_part(self, part: str) -> None:
        """Show a part and put the keyboard into it."""
        if part in PARTS:
            self.list.setCurrentRow(list(PARTS).index(part))
            self.stack.setFocus()
            self.stack.focusNextChild()

    def refresh(self, changed: object) -> None:
        """Read the part in view anew; the others when they are next shown."""
        del changed
        self.section.refresh()

    def retranslate(self) -> None:
        """Word list and parts anew."""
        for row, words in enumerate(PARTS.values()):
            item = self.list.item(row)
            item.setText(_(words))
            item.setSizeHint(QSize(1, row_height() + 4))
        for section in self.sections.values():
            section.retranslate()

    def focus_start(self) -> None:
        """Begin at the list of parts."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> None:
        """Search the journal."""
        from ntm_desktop.ui.settings.journal import JournalSection

        self.open_part("journal")
        if isinstance(self.section, JournalSection):
            self.section.search.setFocus()

    def _show(self) -> None:
        part = self.part
        section = self.sections.get(part)
        if section is None:
            section = self.sections[part] = _made(part, self._workplace)
            self.stack.addWidget(section)
        section.refresh()
        self.stack.setCurrentWidget(section)


def _made(part: str, workplace: Workplace) -> Section:
    match part:
        case "office":
            from ntm_desktop.ui.settings.office import OfficeSection as Made
        case "staff":
            from ntm_desktop.ui.settings.staff import StaffSection as Made
        case "tasks":
            from ntm_desktop.ui.settings.tasks import TaskListSection as Made
        case "backups":
            from ntm_desktop.ui.settings.backups import BackupsSection as Made
        case "looks":
            from ntm_desktop.ui.settings.looks import LooksSection as Made
        case "doctor":
            from ntm_desktop.ui.settings.doctor import DoctorSection as Made
        case _:
            from ntm_desktop.ui.settings.journal import JournalSection as Made
    return Made(workplace)
