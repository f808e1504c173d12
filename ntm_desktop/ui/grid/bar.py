"""The line above the table: year, village, search, filter, what the keys write, comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.ui.models.grid import Mode
from ntm_desktop.ui.models.grid_filters import OF_TASK, Kind, Wanted
from ntm_desktop.ui.search_line import SearchLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ntm_desktop.domain.places import Village
    from ntm_desktop.ui.models.grid_rows import GridData

_KINDS = {
    Kind.ALL: _("Tất cả hộ"),
    Kind.UNFINISHED: _("Chưa hoàn thành"),
    Kind.COMPLETE: _("Đã hoàn thành"),
    Kind.ANY_BLANK: _("Còn ô chưa đánh giá"),
    Kind.NOT_ACHIEVED: _("Chưa đạt việc…"),
    Kind.NOT_ASSESSED: _("Chưa đánh giá việc…"),
    Kind.NOT_APPLICABLE: _("Không áp dụng việc…"),
    Kind.TASK_REGISTERED: _("Đăng ký việc…"),
    Kind.REGISTERED: _("Có đăng ký"),
    Kind.REGISTERED_NOT_DONE: _("Đăng ký mà chưa đạt"),
    Kind.DIFFERS: _("Khác năm trước"),
    Kind.NOTED: _("Có ghi chú hoặc ngày"),
}
_OPEN_YEAR = -1
_MARGIN, _GAP = 8, 6
_SEARCH = 90  # pixels: «Tìm hộ…», and most of a name
# What is switched on must be seen in every theme; the colours are those of a selection.
_SWITCHES = """
QToolButton { border: 1px solid palette(dark); border-radius: 4px; padding: 2px 6px; background: palette(button); }
QToolButton:checked { background: palette(highlight); color: palette(highlighted-text); font-weight: bold; }
QToolButton:focus { border-color: palette(text); }
"""


class Choice(QComboBox):
    """A list that opens as wide as its words are, however narrow it stands in the line."""

    def showPopup(self) -> None:
        """Open the list."""
        view = self.view()
        air = view.verticalScrollBar().sizeHint().width() + _MARGIN
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + air))
        super().showPopup()


class GridBar(QWidget):
    """Says what is to be shown, by signals; `village_chosen` carries "" for all of them."""

    year_chosen = Signal(int)
    open_year_asked = Signal()
    village_chosen = Signal(str)
    filter_changed = Signal()
    mode_chosen = Signal(object)
    compare_toggled = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.year, self.village, self.kind, self.task = Choice(), Choice(), Choice(), Choice()
        self.search = SearchLine()
        self.result, self.register, self.compare = QToolButton(), QToolButton(), QToolButton()
        self._labels: list[tuple[QLabel, str]] = []
        self._keys: list[QShortcut] = []
        self._year = 0
        self._before: int | None = None
        self._set_up()
        self._lay_out()
        self._connect()
        self.retranslate()

    def wanted(self) -> Wanted:
        """Return the filter as it is chosen."""
        kind = Kind(self.kind.currentData() or Kind.ALL)
        task = str(self.task.currentData() or "") if kind in OF_TASK else ""
        return Wanted(kind, task, self.search.text())

    def set_wanted(self, wanted: Wanted) -> None:
        """Choose a filter, and tell of it once."""
        for widget in (self.kind, self.task, self.search):
            widget.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.kind.setCurrentIndex(self.kind.findData(wanted.kind.value))
        self.task.setCurrentIndex(max(0, self.task.findData(wanted.task)))
        self.search.setText(wanted.text)
        for widget in (self.kind, self.task, self.search):
            widget.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._kind_changed()

    def set_years(self, years: Sequence[int], current: int) -> None:
        """Offer the open years, and to open another."""
        self._year = current
        self.year.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.year.clear()
        for year in years:
            self.year.addItem(str(year), year)
        self.year.addItem(gettext("Mở năm…"), _OPEN_YEAR)
        self.year.setCurrentIndex(max(0, self.year.findData(current)))
        self.year.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def set_villages(self, villages: Sequence[Village], current: str) -> None:
        """Offer the villages, and all of them together."""
        self.village.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.village.clear()
        for village in villages:
            self.village.addItem(village.title, village.id)
        self.village.addItem(gettext("Tất cả"), "")
        self.village.setCurrentIndex(max(0, self.village.findData(current)))
        self.village.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def set_sheet(self, sheet: GridData) -> None:
        """Offer the tasks of a sheet for the filter, and the year before for comparison."""
        chosen = self.task.currentData()
        self.task.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.task.clear()
        for task in sheet.tasks.tasks:
            self.task.addItem(f"{task.code}. {task.short_name}" if task.short_name else task.code, task.code)
        self.task.setCurrentIndex(max(0, self.task.findData(chosen)))
        self.task.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._before = sheet.before_year
        self._word_compare()

    def suggest_task(self, code: str) -> None:
        """Let a filter of one task begin with the task that is current, where none is in use."""
        if Kind(self.kind.currentData() or Kind.ALL) not in OF_TASK:
            self.task.setCurrentIndex(max(0, self.task.findData(code)))

    def set_mode(self, mode: Mode) -> None:
        """Show which of the two the keys write."""
        (self.result if mode is Mode.RESULT else self.register).setChecked(True)

    def step_village(self, step: int) -> None:
        """Go to the next village, or the one before."""
        row = self.village.currentIndex() + step
        if 0 <= row < self.village.count():
            self.village.setCurrentIndex(row)

    def retranslate(self) -> None:
        """Set every text anew."""
        for (label, words), shortcut in zip(self._labels, self._keys, strict=True):
            text = gettext(words)
            label.setText(text)
            shortcut.setKey(QKeySequence.mnemonic(text))
            plain, keys = text.replace("&", ""), shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
            label.buddy().setToolTip(f"{plain} ({keys})")
            label.buddy().setAccessibleName(plain)
        self.search.setPlaceholderText(gettext("Tìm hộ…"))
        self.search.setToolTip(gettext("Tìm theo tên, mã hộ, địa chỉ; không cần gõ dấu (Ctrl+F)"))
        self.search.setAccessibleName(gettext("Tìm hộ"))
        self.task.setAccessibleName(gettext("Phần việc để lọc"))
        self.result.setText(gettext("&Kết quả"))
        self.result.setToolTip(gettext("Phím 1, 0, - ghi kết quả"))
        self.register.setText(gettext("Đăn&g ký"))
        self.register.setToolTip(gettext("Phím 1, 0 ghi đăng ký"))
        for row, words in enumerate(_KINDS.values()):
            self.kind.setItemText(row, gettext(words))
        if self.year.count():
            self.year.setItemText(self.year.count() - 1, gettext("Mở năm…"))
        if self.village.count():
            self.village.setItemText(self.village.count() - 1, gettext("Tất cả"))
        self._word_compare()
        self._fit()

    def _set_up(self) -> None:
        for kind, words in _KINDS.items():
            self.kind.addItem(gettext(words), kind.value)
        self.setStyleSheet(_SWITCHES)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH)
        self.task.hide()
        group = QButtonGroup(self)
        for button in (self.result, self.register):
            group.addButton(button)
        for button in (self.result, self.register, self.compare):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # words are never cut
        self.result.setChecked(True)
        for combo, least in ((self.year, 4), (self.village, 7), (self.kind, 10), (self.task, 3)):
            combo.setMinimumContentsLength(least)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.year.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 1, _MARGIN, 1)
        layout.setSpacing(_GAP)
        self._labelled(layout, _("&Năm"), self.year, 0)
        self._labelled(layout, _("Đị&a bàn"), self.village, 2)
        layout.addWidget(self.search, 3)
        self._labelled(layout, _("&Lọc"), self.kind, 3)
        layout.addWidget(self.task, 2)
        pair = QHBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(self.result)
        pair.addWidget(self.register)
        layout.addLayout(pair)
        layout.addWidget(self.compare)

    def _labelled(self, layout: QHBoxLayout, words: str, widget: QWidget, stretch: int) -> None:
        label = QLabel()
        label.setBuddy(widget)
        shortcut = QShortcut(self)
        shortcut.activated.connect(lambda: widget.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._keys.append(shortcut)
        self._labels.append((label, words))
        layout.addWidget(label)
        layout.addWidget(widget, stretch)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(self._choose_year)
        self.village.currentIndexChanged.connect(lambda _row: self.village_chosen.emit(self.village.currentData()))
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.task.currentIndexChanged.connect(self._task_changed)
        self.search.textChanged.connect(self.filter_changed)
        self.search.left.connect(self.left)
        self.result.toggled.connect(lambda on: self.mode_chosen.emit(Mode.RESULT if on else Mode.REGISTER))
        self.compare.toggled.connect(self.compare_toggled)

    def minimumSizeHint(self) -> QSize:
        """Return the size without the labels, which go where there is no room for them."""
        return QSize(self._needed(), super().minimumSizeHint().height())

    def _needed(self, *more: QWidget) -> int:
        """Return the width of the parts, none of them cut, and of `more`."""
        parts = [self.year, self.village, self.kind, self.result, self.register, self.compare, *more]
        if self.task.isVisibleTo(self):
            parts.append(self.task)
        return _SEARCH + 2 * _MARGIN + sum(part.minimumSizeHint().width() + _GAP for part in parts)

    def _fit(self) -> None:
        """Leave the labels away where there is no room for them; their Alt letters go on working."""
        roomy = self._needed(*(label for label, _words in self._labels)) <= self.width()
        for (label, _words), shortcut in zip(self._labels, self._keys, strict=True):
            label.setVisible(roomy)
            shortcut.setEnabled(not roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out what fits."""
        super().resizeEvent(event)
        self._fit()

    def _choose_year(self) -> None:
        year = self.year.currentData()
        if year == _OPEN_YEAR:
            self.year.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.year.setCurrentIndex(self.year.findData(self._year))
            self.year.blockSignals(False)  # noqa: FBT003 - Qt's own signature
            self.open_year_asked.emit()
        elif year is not None:
            self._year = year
            self.year_chosen.emit(year)

    def _kind_changed(self) -> None:
        self.task.setVisible(Kind(self.kind.currentData()) in OF_TASK)
        self._fit()
        self.filter_changed.emit()

    def _task_changed(self) -> None:
        if self.task.isVisibleTo(self):
            self.filter_changed.emit()

    def _word_compare(self) -> None:
        words = gettext("&So với {year}").format(year=self._before) if self._before else gettext("&So năm trước")
        self.compare.setText(words)
        self.compare.setEnabled(self._before is not None)
        self._fit()
        self.compare.setToolTip(gettext("Đánh dấu ô khác năm trước: ▲ tốt hơn, ▼ kém hơn, ◆ khác"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc go on to the table from any list or button that does not want them."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Word the line anew when the language changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
