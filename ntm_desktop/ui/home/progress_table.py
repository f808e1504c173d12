"""Units as rows with a bar: how many households are assessed, and how many achieved everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number, percent
from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

    from ntm_desktop.domain.summaries import UnitSummary

    Index = QModelIndex | QPersistentModelIndex

NAME, HOUSEHOLDS, ASSESSED, ACHIEVED = range(4)
BAR = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_ROOM = 16  # what a style leaves around the words of a cell
_LONGEST = "0.000 (100,0%)"  # of a village's figures beside a bar


class ProgressModel(QAbstractTableModel):
    """One row a unit; the sum is shown beneath by the page."""

    def __init__(self) -> None:
        super().__init__()
        self._units: Sequence[UnitSummary] = ()

    def show_units(self, units: Sequence[UnitSummary]) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._units = units
        self.endResetModel()

    def unit(self, row: int) -> UnitSummary:
        """Return the unit of a row."""
        return self._units[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of units."""
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return name, households, assessed, achieved."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell shows."""
        unit = self._units[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(unit, index.column())
        if role == BAR and index.column() >= ASSESSED:
            part = unit.assessed if index.column() == ASSESSED else unit.all_achieved
            return part / unit.households if unit.households else 0.0
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == HOUSEHOLDS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (_("Đơn vị"), _("Số hộ"), _("Đã đánh giá đủ"), _("Hoàn thành mọi phần việc"))[section]

    def retranslate(self) -> None:
        """Word the heads anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @staticmethod
    def _text(unit: UnitSummary, column: int) -> str:
        if column == NAME:
            return unit.name
        if column == HOUSEHOLDS:
            return number(unit.households)
        part = unit.assessed if column == ASSESSED else unit.all_achieved
        return f"{number(part)} ({percent(part, unit.households)})"


def fit_columns(table: QTableView, units: Sequence[UnitSummary]) -> None:
    """Make the first columns as wide as their words; the bars share what is left.

    Measured by the font alone: Qt's own way asks the delegate for every cell, twice, and a start waits for it.
    """
    metrics, heads = QFontMetrics(table.font()), table.horizontalHeader()
    widest = max((metrics.horizontalAdvance(unit.name) for unit in units), default=0) + _ROOM
    table.setColumnWidth(NAME, max(widest, heads.sectionSizeHint(NAME)))
    counts = max((metrics.horizontalAdvance(number(unit.households)) for unit in units), default=0) + _ROOM
    table.setColumnWidth(HOUSEHOLDS, max(counts, heads.sectionSizeHint(HOUSEHOLDS)))


class BarDelegate(QStyledItemDelegate):
    """Draws a bar before the figures of a cell."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words to `paint`, which draws them beside the bar."""
        super().initStyleOption(option, index)
        if index.column() >= ASSESSED:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        super().paint(painter, option, index)
        share = index.data(BAR)
        if share is None:
            return
        rect: QRect = option.rect
        colours = colours_in_use()
        room = option.fontMetrics.horizontalAdvance(_LONGEST)
        track = rect.adjusted(8, 7, -room - 16, -7)
        painter.fillRect(track, QColor(colours.resting))
        filled = QRect(track)
        filled.setWidth(round(track.width() * float(share)))
        full = index.column() == ACHIEVED
        painter.fillRect(filled, QColor(colours.good if full else colours.link))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        words = QRect(track.right() + 8, rect.top(), room, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
