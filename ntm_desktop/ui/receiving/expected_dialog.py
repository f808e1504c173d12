"""Which offices must report here: a list to tick, searched without diacritics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from ntm_desktop.domain.text import fold
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.exchange.panel import Said
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from ntm_desktop.services.receiving_overview import ExpectedUnit

_SIZE = (560, 500)
_AT = Qt.ItemDataRole.UserRole


class ExpectedDialog(QDialog):
    """Ticks units; `chosen()` are those that must report."""

    def __init__(
        self, units: Sequence[ExpectedUnit], expected: Sequence[ExpectedUnit], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._units = tuple(units)
        self.setWindowTitle(_("Danh sách đơn vị phải gửi báo cáo"))
        open_at(self, _SIZE)
        self.search, self.list, self.note = QLineEdit(), QListWidget(), Said()
        self.buttons = QDialogButtonBox()
        self.go: QPushButton = self.buttons.addButton(_("&Lưu danh sách"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.all = make_button("ok", _("Chọn &tất cả"), lambda: self._tick(Qt.CheckState.Checked))
        self.none = make_button("cancel", _("&Bỏ hết"), lambda: self._tick(Qt.CheckState.Unchecked))
        self._fill({(one.level, one.code) for one in expected})
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _item: self._settle())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._settle()

    def chosen(self) -> list[ExpectedUnit]:
        """Return the units that are ticked, in the order of the official list."""
        ticked = Qt.CheckState.Checked
        return [self._units[int(item.data(_AT))] for item in self._items() if item.checkState() is ticked]

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self.list.item(row) for row in range(self.list.count()))

    def _fill(self, expected: set[tuple[object, str]]) -> None:
        for at, unit in enumerate(self._units):
            item = QListWidgetItem(f"{unit.name} ({unit.code})")
            item.setData(_AT, at)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = (unit.level, unit.code) in expected
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, row_height()))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Tìm đơn vị, không cần dấu"))
        self.search.setClearButtonEnabled(True)
        acts = QHBoxLayout()
        acts.addWidget(self.search, 1)
        for button in (self.all, self.none):
            button.setAutoDefault(False)
            acts.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(acts)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        for item in self._items():
            folded = fold(item.text())
            item.setHidden(not all(word in folded for word in words))

    def _tick(self, state: Qt.CheckState) -> None:
        """Tick, or not, all units in view."""
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _settle(self) -> None:
        count = len(self.chosen())
        self.go.setEnabled(count > 0)
        words = _("{count} trong {all} đơn vị phải gửi.").format(count=number(count), all=number(len(self._units)))
        self.note.say(words if count else _("Hãy chọn ít nhất một đơn vị."), "muted" if count else "bad")
