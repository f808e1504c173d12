"""«Thiết lập»: the parts in a list at the left, the chosen one at the right, each made when first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.ui.settings.section import Section
    from ntm_desktop.ui.workplace import Workplace

_WIDTH, _AIR = 170, 20

PARTS: Mapping[str, str] = {
    "office": mark("Cơ quan"),
    "staff": mark("Người làm việc"),
    "tasks": mark("Danh mục phần việc"),
    "backups": mark("Sao lưu"),
    "looks": mark("Giao diện"),
    "doctor": mark("Kiểm tra"),
    "journal": mark("Nhật ký"),
}


class SettingsPage(Page):
    """The settings of an office and of this computer."""

    help_topic = "settings"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.sections: dict[str, Section] = {}
        self.list, self.stack = QListWidget(), QStackedWidget()
        self.list.setStyleSheet("QListWidget::item { padding-left: 8px; }")
        for part in PARTS:
            self.list.addItem(QListWidgetItem(part))
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
        return list(PARTS)[max(0, self.list.currentRow())]

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
            item.setSizeHint(QSize(self.list.fontMetrics().horizontalAdvance(_(words)), row_height() + 4))
        self.list.setFixedWidth(max(_WIDTH, self.list.sizeHintForColumn(0) + _AIR))
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
            section = self.sections[part] = _MAKERS[part](self._workplace)
            self.stack.addWidget(section)
        section.refresh()
        self.stack.setCurrentWidget(section)


def _office(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.office import OfficeSection

    return OfficeSection(workplace)


def _staff(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.staff import StaffSection

    return StaffSection(workplace)


def _tasks(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.tasks import TaskListSection

    return TaskListSection(workplace)


def _backups(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.backups import BackupsSection

    return BackupsSection(workplace)


def _looks(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.looks import LooksSection

    return LooksSection(workplace)


def _doctor(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.doctor import DoctorSection

    return DoctorSection(workplace)


def _journal(workplace: Workplace) -> Section:
    from ntm_desktop.ui.settings.journal import JournalSection

    return JournalSection(workplace)


# Each part is imported when it is first shown.
_MAKERS: Mapping[str, Callable[[Workplace], Section]] = {
    "office": _office,
    "staff": _staff,
    "tasks": _tasks,
    "backups": _backups,
    "looks": _looks,
    "doctor": _doctor,
    "journal": _journal,
}
