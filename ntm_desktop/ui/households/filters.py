"""The line above the list: search as it is typed, and what else the list is narrowed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.models.household_rows import ANY_STATUS, MISSING, NOT_SAID, Wanted
from ntm_desktop.ui.search_line import SearchLine
from ntm_desktop.wording import household_values as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent

    from ntm_desktop.domain.places import Village

_LEAST = 6
_STATUSES = (HouseholdStatus.ACTIVE.value, "moved_away", "dissolved", "merged")
_POVERTY = ("poor", "near_poor", "not_poor")


class FilterBar(QWidget):
    """Says what is wanted: `changed()` after each choice and each letter, `left()` when work goes on in the list."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchLine()
        self.village, self.poverty, self.ethnic = QComboBox(), QComboBox(), QComboBox()
        self.status, self.missing = QComboBox(), QComboBox()
        self.clear_button = QToolButton()
        self._villages: list[tuple[str, str]] = []
        self._groups: list[str] = []
        self._lay_out()
        self.retranslate()
        self.search.textChanged.connect(self._choose)
        self.search.left.connect(self.left)
        for combo in self.combos:
            combo.currentIndexChanged.connect(self._choose)
        self.clear_button.clicked.connect(self.clear)

    @property
    def combos(self) -> tuple[QComboBox, ...]:
        """The lists, from left to right."""
        return (self.village, self.poverty, self.ethnic, self.status, self.missing)

    def wanted(self) -> Wanted:
        """Return what is wanted."""
        village, poverty, ethnic, status, missing = (str(combo.currentData() or "") for combo in self.combos)
        return Wanted(self.search.text(), village, poverty, ethnic, status or Wanted().status, missing)

    def set_wanted(self, wanted: Wanted) -> None:
        """Choose what is wanted, and tell of it once."""
        chosen = (wanted.village_id, wanted.poverty, wanted.ethnic_group, wanted.status, wanted.missing)
        blockers = [QSignalBlocker(widget) for widget in (self.search, *self.combos)]
        self.search.setText(wanted.text)
        for combo, value in zip(self.combos, chosen, strict=True):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        del blockers
        self._choose()

    def clear(self) -> None:
        """Show all households that are still here."""
        self.set_wanted(Wanted())

    def offer(self, villages: Sequence[Village], ethnic_groups: Iterable[str]) -> None:
        """Offer the villages and ethnic groups that there are now; what was chosen stays where it can."""
        self._villages = [(one.title, one.id) for one in villages]
        self._groups = list(ethnic_groups)
        self._fill()

    def described(self) -> str:
        """Say what the list is narrowed by, for a printed list: «Ấp 1; Hộ nghèo»; empty where by nothing."""
        wanted = self.wanted()
        parts = [f"«{wanted.text.strip()}»" if wanted.text.strip() else ""]
        parts += [
            combo.currentText()
            for combo, first in zip(self.combos, ("", "", "", Wanted().status, ""), strict=True)
            if (combo.currentData() or "") != first
        ]
        return "; ".join(part for part in parts if part)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.search.setPlaceholderText(_("Tìm tên, mã, số điện thoại… (không cần dấu)"))
        self.search.setAccessibleName(_("Tìm hộ"))
        self.search.setToolTip(_("Tìm theo tên, mã hộ, số định danh, điện thoại, địa chỉ (Ctrl+F)"))
        names = (_("Ấp, thôn"), _("Diện hộ"), _("Dân tộc"), _("Tình trạng"), _("Thông tin còn thiếu"))
        for combo, name in zip(self.combos, names, strict=True):
            combo.setAccessibleName(name)
            combo.setToolTip(_("Lọc theo: {name}").format(name=name))
        self.clear_button.setText(_("Bỏ &lọc"))
        self.clear_button.setToolTip(_("Xem lại tất cả hộ đang ở"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc go on to the list from any of the choices."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.clear_button.setEnabled(self.wanted() != Wanted())
        self.changed.emit()

    def _fill(self) -> None:
        not_said = _("(chưa ghi)")
        missing = _("Thiếu: {name}")
        _refill(self.village, _("Mọi ấp, thôn"), self._villages)
        poverty = [(words.poverty(value), value) for value in _POVERTY]
        _refill(self.poverty, _("Mọi diện hộ"), [*poverty, (not_said, NOT_SAID)])
        groups = [(group, group) for group in self._groups]
        _refill(self.ethnic, _("Mọi dân tộc"), [*groups, (not_said, NOT_SAID)])
        statuses = [(words.status(value), value) for value in _STATUSES]
        _refill(self.status, "", [*statuses, (_("Mọi tình trạng"), ANY_STATUS)])
        lacking = [(missing.format(name=words.field(name).lower()), name) for name in MISSING]
        _refill(self.missing, _("Đủ hay thiếu"), lacking)
        self.clear_button.setEnabled(self.wanted() != Wanted())

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 2)
        layout.setSpacing(6)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        layout.addWidget(self.search, 5)
        for combo in self.combos:
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_LEAST)
            combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            layout.addWidget(combo, 3)
        self.clear_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.put(self.clear_button, "filter")
        layout.addWidget(self.clear_button)


def _refill(combo: QComboBox, every: str, choices: Iterable[tuple[str, str]]) -> None:
    chosen = combo.currentData()
    blocker = QSignalBlocker(combo)
    combo.clear()
    if every:
        combo.addItem(every, "")
    for label, value in choices:
        combo.addItem(label, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    del blocker
