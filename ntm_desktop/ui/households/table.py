"""The list of households: selected in rows, worked by keys, copied to Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ntm_desktop.domain.pasting import format_cells
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.households.commands import named
from ntm_desktop.ui.models.household_rows import COLUMNS, Column, Line
from ntm_desktop.ui.theme import prepare_table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from ntm_desktop.ui.models.households import HouseholdModel

# At 10 points; they grow with the text. The address takes what is left.
_WIDTHS = {
    Column.CODE: 116,
    Column.HEAD: 172,
    Column.BIRTH: 60,
    Column.SEX: 58,
    Column.VILLAGE: 118,
    Column.MEMBERS: 56,
    Column.POVERTY: 108,
    Column.ETHNIC_GROUP: 96,
    Column.ADDRESS: 100,
    Column.STATUS: 116,
}
_BASE_POINTS = 10
# What the details tell as well, in the order in which it makes room.
_GIVING_WAY = (Column.ADDRESS, Column.SEX, Column.MEMBERS, Column.BIRTH)
_AIR = 24
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class HouseholdTable(QTableView):
    """Emits `asked(name)` for an act by key, `menu_asked(point)`, `chosen()` on another selection."""

    asked = Signal(str)
    menu_asked = Signal(QPoint)
    chosen = Signal()

    def __init__(self, model: HouseholdModel) -> None:
        super().__init__()
        self.households = model
        self._kept: tuple[str, ...] = ()
        self._current = ""
        prepare_table(self)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(COLUMNS.index(Column.ADDRESS), QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(40)
        self.sortByColumn(COLUMNS.index(Column.VILLAGE), Qt.SortOrder.AscendingOrder)
        self.set_widths()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda _index: self.asked.emit("edit"))
        self.selectionModel().selectionChanged.connect(lambda *_sides: self.chosen.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_sides: self.chosen.emit())

    def set_widths(self) -> None:
        """Give the columns their widths for the size of text in use."""
        scale = max(self.font().pointSize(), _BASE_POINTS) / _BASE_POINTS
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, round(_WIDTHS[column] * scale))

    def show_status(self, *, on: bool) -> None:
        """Show the status column only where households with another status are in view."""
        self.setColumnHidden(COLUMNS.index(Column.STATUS), not on)
        self._make_room()

    def _make_room(self) -> None:
        """Leave away what would push the status out of view; the details have it."""
        scale = max(self.font().pointSize(), _BASE_POINTS) / _BASE_POINTS
        with_status = not self.isColumnHidden(COLUMNS.index(Column.STATUS))
        over = sum(_WIDTHS.values()) * scale - self.viewport().width() if with_status else 0
        for column in _GIVING_WAY:
            self.setColumnHidden(COLUMNS.index(column), over > 0)
            over -= _WIDTHS[column] * scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out what fits."""
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why nothing is shown, and how to see everybody again."""
        super().paintEvent(event)
        if self.households.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        area = self.viewport().rect().adjusted(_AIR, _AIR, -_AIR, -_AIR)
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.empty_words())

    @staticmethod
    def empty_words() -> str:
        """Say what stands in the place of the list where no household is as wanted."""
        return _("Không có hộ nào khớp với tìm kiếm và bộ lọc.") + "\n" + _("Alt+L: bỏ lọc, xem lại tất cả hộ đang ở.")

    def current(self) -> Line | None:
        """Return the current line."""
        return self.households.line_at(self.currentIndex().row())

    def selected(self) -> list[Line]:
        """Return the selected lines in the order of the list."""
        return [line for row in self.selected_rows() if (line := self.households.line_at(row)) is not None]

    def selected_rows(self) -> list[int]:
        """Return the selected rows from top to bottom; by ranges, for a list of thousands may be selected whole."""
        rows: set[int] = set()
        spans = self.selectionModel().selection()
        for at in range(spans.size()):
            rows.update(range(spans.at(at).top(), spans.at(at).bottom() + 1))
        return sorted(rows)

    def go_to(self, household_id: str) -> bool:
        """Make a household the current one; False where it is not in view."""
        row = self.households.row_of(household_id)
        if row < 0:
            return False
        self.selectionModel().setCurrentIndex(self.households.index(row, 0), _ROWS)
        self.scrollTo(self.currentIndex())
        return True

    def go_to_row(self, row: int) -> None:
        """Make the household in a row the current one; the last one where there are not so many."""
        last = self.households.rowCount() - 1
        if min(row, last) >= 0:
            self.selectionModel().setCurrentIndex(self.households.index(min(row, last), 0), _ROWS)
            self.scrollTo(self.currentIndex())

    def ensure_current(self) -> None:
        """Make the first line current where none is."""
        if not self.currentIndex().isValid() and self.households.rowCount():
            self.selectionModel().setCurrentIndex(self.households.index(0, 0), _ROWS)

    def copy(self) -> None:
        """Put the selected lines with their heads on the clipboard, for Excel."""
        status = self.isColumnHidden(COLUMNS.index(Column.STATUS))
        columns = [one for one in COLUMNS if one is not Column.STATUS or not status]
        text = format_cells(self.households.table(self.selected(), columns))
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Insert adds, Delete closes, Ctrl+C copies."""
        keys = {
            Qt.Key.Key_Return: "edit",
            Qt.Key.Key_Enter: "edit",
            Qt.Key.Key_Insert: "add",
            Qt.Key.Key_Delete: "close",
        }
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and event.key() in keys:
            self.asked.emit(keys[Qt.Key(event.key())])
        elif name := named(QKeySequence(event.keyCombination())):
            self.asked.emit(name)  # its action is off, else it had taken the key: the page says why
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._to_end(first=event.key() == Qt.Key.Key_Home, stretch=event.modifiers() & _SHIFT == _SHIFT)
        else:
            super().keyPressEvent(event)

    def toggle_sort(self) -> bool:
        """Sort by given name, or by village where it is sorted so; True for by name."""
        by_name = self.horizontalHeader().sortIndicatorSection() != COLUMNS.index(Column.HEAD)
        column = Column.HEAD if by_name else Column.VILLAGE
        self.sortByColumn(COLUMNS.index(column), Qt.SortOrder.AscendingOrder)
        return by_name

    def _to_end(self, *, first: bool, stretch: bool) -> None:
        """Go to the first or the last household, and not to a column: whole lines are selected."""
        last = self.households.rowCount() - 1
        if last < 0:
            return
        row, before = (0 if first else last), max(self.currentIndex().row(), 0)
        index, chosen = self.households.index(row, 0), self.selectionModel()
        if stretch:
            lines = QItemSelection(
                self.households.index(min(row, before), 0),
                self.households.index(max(row, before), len(COLUMNS) - 1),
            )
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            chosen.select(lines, _ROWS)
        else:
            chosen.setCurrentIndex(index, _ROWS)
        self.scrollTo(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by key below the current line."""
        point = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            point = self.viewport().mapToGlobal(rect.bottomLeft())
        self.menu_asked.emit(point)

    def _remember(self) -> None:
        current = self.current()
        self._current = current.id if current else ""
        few = 200
        self._kept = tuple(line.id for line in self.selected()) if len(self.selected_rows()) <= few else ()

    def _restore(self) -> None:
        """Select again what is still in view; else the first line."""
        model, selection = self.households, QItemSelection()
        if self._current and self.go_to(self._current):
            for household_id in self._kept if len(self._kept) > 1 else ():
                row = model.row_of(household_id)
                if row >= 0:
                    selection.select(model.index(row, 0), model.index(row, len(COLUMNS) - 1))
            if not selection.isEmpty():
                self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)
        else:
            self.ensure_current()
        self.chosen.emit()
