"""Read-only tables declared by their columns: sorted, opened with Enter, copied to Excel, with bars for shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ntm_desktop.domain.pasting import format_cells
from ntm_desktop.domain.text import collation_key
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.theme import colours_in_use, prepare_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    Index = QModelIndex | QPersistentModelIndex

T = TypeVar("T")
SHARE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_BASE_POINTS = 10
_WORDS_WIDTH = 52
_AIR = 8
_HEAD_AIR = 14
_LEAST_WORDS = 150
_AFTER_NUMBER = "\u00a0\u00a0"  # between a number and the words of the next column; hard, lest it be dropped


def _no_tone(_line: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: `title` is a message id, `text` what a line shows.

    `width` is in pixels at 10 points, 0 takes what is left. `tone` names a colour of the theme for a line; `key` sorts,
    by the Vietnamese alphabet where there is none; `share` (0 to 1, None for none) draws a bar. `name` is a title out
    of data, which is not translated; `tip` is what the head says when asked. `least` is what a column without a width
    keeps in a narrow table, at 10 points.
    """

    title: str
    text: Callable[[T], str]
    width: int = 0
    right: bool = False
    centred: bool = False
    tone: Callable[[T], str] = _no_tone
    key: Callable[[T], Any] | None = None
    share: Callable[[T], float | None] | None = None
    name: str = ""
    tip: str = ""
    least: int = _LEAST_WORDS

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where the text stands in its cell."""
        across = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        if self.centred:
            across = Qt.AlignmentFlag.AlignHCenter
        return across | Qt.AlignmentFlag.AlignVCenter

    def head(self) -> str:
        """Return the title in the language in use."""
        return self.name or _(self.title)


class LinesModel(QAbstractTableModel, Generic[T]):
    """Lines of any kind, shown by declared columns. `strong` says which of them are sums."""

    def __init__(self, columns: Sequence[Column[T]], strong: Callable[[T], bool] = lambda _line: False) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._strong = strong
        self._given: list[T] = []
        self._shown: list[T] = []
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_lines(self, lines: Iterable[T], columns: Sequence[Column[T]] | None = None) -> None:
        """Show other lines, in the order that was chosen; with other columns where they are given."""
        self.beginResetModel()
        if columns is not None:
            self.columns = tuple(columns)
        self._given = list(lines)
        self._shown = self._sorted()
        self.endResetModel()

    def lines(self) -> tuple[T, ...]:
        """Return the lines in the order in view."""
        return tuple(self._shown)

    def line(self, row: int) -> T | None:
        """Return the line of a row, None for no row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell shows."""
        line, column = self._shown[index.row()], self.columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.text(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role == SHARE and column.share is not None:
            return column.share(line)
        if role == Qt.ItemDataRole.ForegroundRole and (tone := column.tone(line)):
            return QColor(getattr(colours_in_use(), tone))
        if role == Qt.ItemDataRole.FontRole and self._strong(line):
            font = QFont(QApplication.font())
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the title of a column, and what it says when asked."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head()
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(column.tip) or column.head()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; sums stay where they stand."""
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        self._shown = self._sorted()
        self.layoutChanged.emit()

    def retranslate(self) -> None:
        """Word heads and cells anew; what is current and selected stays so."""
        last_row, last_column = self.rowCount() - 1, self.columnCount() - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last_column)
        if last_row >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(last_row, last_column))

    def texts(self, lines: Iterable[T]) -> list[list[str]]:
        """Return lines as texts with their heads, for the clipboard."""
        return [[column.head() for column in self.columns], *([c.text(line) for c in self.columns] for line in lines)]

    def _sorted(self) -> list[T]:
        at, order = self._order
        if not 0 <= at < len(self.columns):
            return list(self._given)
        column = self.columns[at]
        key = column.key or (lambda line: collation_key(column.text(line)))
        sums = [line for line in self._given if self._strong(line)]
        others = [line for line in self._given if not self._strong(line)]
        return [*sorted(others, key=key, reverse=order is Qt.SortOrder.DescendingOrder), *sums]


class ShareDelegate(QStyledItemDelegate):
    """Draws a bar beside the text of a cell that has a share, and a thin frame around the current cell.

    Fusion's own sign of the current cell lies over its text and makes it faint.
    """

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Keep a number away from the next column."""
        super().initStyleOption(option, index)
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += _AFTER_NUMBER

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        own = QStyleOptionViewItem(option)
        current = bool(own.state & QStyle.StateFlag.State_HasFocus)
        own.state &= ~QStyle.StateFlag.State_HasFocus
        share = index.data(SHARE)
        if share is None:
            super().paint(painter, own, index)
        else:
            self._paint_share(painter, own, index, float(share))
        if current:
            painter.setPen(_ink(own))
            painter.drawRect(own.rect.adjusted(1, 1, -2, -2))

    @staticmethod
    def _paint_share(painter: QPainter, option: QStyleOptionViewItem, index: Index, share: float) -> None:
        QApplication.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter)
        rect: QRect = option.rect
        track = rect.adjusted(_AIR, 8, -_WORDS_WIDTH - _AIR, -8)
        filled = QRect(track)
        filled.setWidth(round(track.width() * min(1.0, share)))
        colours, ink = colours_in_use(), _ink(option)
        if _lit(option):
            painter.setPen(ink)
            painter.drawRect(track.adjusted(0, 0, -1, -1))
            painter.fillRect(filled, ink)
        else:
            painter.fillRect(track, QColor(colours.border))
            painter.fillRect(filled, QColor(colours.good if share >= 1 else colours.link))
        painter.setPen(ink)
        words = QRect(track.right() + _AIR, rect.top(), _WORDS_WIDTH, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))


def _lit(option: QStyleOptionViewItem) -> bool:
    """Whether a cell is selected in a table that has the keyboard."""
    state = option.state
    return bool(state & QStyle.StateFlag.State_Selected) and bool(state & QStyle.StateFlag.State_Active)


def _ink(option: QStyleOptionViewItem) -> QColor:
    """Return the colour of a cell's text."""
    palette: QPalette = option.palette
    active = bool(option.state & QStyle.StateFlag.State_Active)
    group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return palette.color(group, QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)


class LinesView(QTableView, Generic[T]):
    """A table of lines. Enter or a double click emits `opened(line)`, another line `chosen()`."""

    opened = Signal(object)
    chosen = Signal()

    def __init__(self, model: LinesModel[T], *, several: bool = False, sorting: bool = True) -> None:
        super().__init__()
        self.model_of_lines = model
        prepare_table(self)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(ShareDelegate(self))
        if sorting:
            self.horizontalHeader().setSortIndicatorClearable(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._settle)
        model.headerDataChanged.connect(lambda *_sections: self.set_widths())
        self.selectionModel().selectionChanged.connect(lambda *_sides: self.chosen.emit())
        self.selectionModel().currentColumnChanged.connect(lambda *_sides: self.chosen.emit())
        self.set_widths()

    def set_widths(self) -> None:
        """Give the columns their widths for the size of text in use."""
        scale = max(self.font().pointSize(), _BASE_POINTS) / _BASE_POINTS
        heads = self.horizontalHeader()
        metrics = heads.fontMetrics()
        for at, column in enumerate(self.model_of_lines.columns):
            heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            if column.width:
                head = metrics.horizontalAdvance(column.head()) + _HEAD_AIR
                self.setColumnWidth(at, max(round(column.width * scale), head, self._number_width(column)))
        self._fill_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the column of words take what is left."""
        super().resizeEvent(event)
        self._fill_up()

    def _fill_up(self) -> None:
        """Stretch the columns without a width; where too little is left they keep enough to be read."""
        heads, columns = self.horizontalHeader(), self.model_of_lines.columns
        scale = max(self.font().pointSize(), _BASE_POINTS) / _BASE_POINTS
        least = {at: round(column.least * scale) for at, column in enumerate(columns) if not column.width}
        taken = sum(heads.sectionSize(at) for at in range(heads.count()) if at not in least)
        wide = self.viewport().width() - taken >= sum(least.values())
        for at, width in least.items():
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
            heads.setSectionResizeMode(at, mode)
            if not wide:
                self.setColumnWidth(at, width)

    def current(self) -> T | None:
        """Return the current line."""
        return self.model_of_lines.line(self.currentIndex().row())

    def column_tip(self) -> str:
        """Return what the head of the current column says when asked, where it has more to say than its title."""
        at = self.currentIndex().column()
        columns = self.model_of_lines.columns
        return _(columns[at].tip) if 0 <= at < len(columns) else ""

    def selected(self) -> list[T]:
        """Return the selected lines in the order in view."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [line for row in rows if (line := self.model_of_lines.line(row)) is not None]

    def go_to(self, row: int, column: int | None = None) -> None:
        """Make a row the current one, as far as there is one; in the column given, or the same as before."""
        row = min(max(row, 0), self.model_of_lines.rowCount() - 1)
        if row >= 0:
            index = self.model_of_lines.index(row, max(0, self.currentIndex().column() if column is None else column))
            self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
            self.scrollTo(index)

    def copy(self) -> None:
        """Put the selected lines (all of them for one or none) with their heads on the clipboard, for Excel."""
        chosen = self.selected()
        lines = chosen if len(chosen) > 1 else self.model_of_lines.lines()
        QGuiApplication.clipboard().setText(format_cells(self.model_of_lines.texts(lines)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def _number_width(self, column: Column[T]) -> int:
        """Return the room that a column's longest number needs, as a sum; a number is never cut."""
        if not column.right:
            return 0
        longest = max((column.text(line) for line in self.model_of_lines.lines()), key=len, default="")
        font = QFont(self.font())
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(longest + _AFTER_NUMBER) + _AIR

    def _open(self) -> None:
        line = self.current()
        if line is not None:
            self.opened.emit(line)

    def _settle(self) -> None:
        """Give columns that are new their widths."""
        self.set_widths()
        self.chosen.emit()


def table_of(
    columns: Sequence[Column[T]],
    *,
    several: bool = False,
    sorting: bool = True,
    strong: Callable[[T], bool] = lambda _line: False,
) -> LinesView[T]:
    """Return a table with a model of its own."""
    view: LinesView[T] = LinesView(LinesModel(columns, strong), several=several, sorting=sorting)
    view.model_of_lines.setParent(view)
    return view
