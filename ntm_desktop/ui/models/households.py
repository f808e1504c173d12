"""The household list as a table model: everything in memory, so that a key typed costs a few milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor

from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.ui.models.household_rows import (
    COLUMNS,
    Column,
    Line,
    Wanted,
    cell,
    matching,
    passing,
    sorted_places,
)
from ntm_desktop.ui.theme import colours_in_use
from ntm_desktop.wording import household_values as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QPersistentModelIndex

_CENTRED = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBERS = frozenset({Column.BIRTH, Column.MEMBERS})
_LONG = frozenset({Column.HEAD, Column.ADDRESS, Column.VILLAGE})


class HouseholdModel(QAbstractTableModel):
    """Lines of `household_rows`, sorted and filtered here."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._sorted: list[int] = []
        self._passing: list[int] = []
        self._shown: list[int] = []
        self._totals: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._sort = (Column.VILLAGE, False)
        self.wanted = Wanted()

    @property
    def lines(self) -> Sequence[Line]:
        """Every line, shown or not."""
        return self._lines

    @property
    def shown(self) -> list[Line]:
        """The lines in view, in their order."""
        return [self._lines[place] for place in self._shown]

    @property
    def total(self) -> int:
        """How many there are under the same status."""
        if self.wanted.status not in self._totals:
            counted = Wanted(status=self.wanted.status)
            self._totals[self.wanted.status] = len(passing(self._lines, range(len(self._lines)), counted))
        return self._totals[self.wanted.status]

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines."""
        self._arrange(list(lines))

    def update(self, changed: Mapping[str, Line | None]) -> None:
        """Take over changed lines by id; None removes one, a new id adds one."""
        left = dict(changed)
        kept: list[Line] = []
        for line in self._lines:
            new = left.pop(line.id, line)
            if new is not None:
                kept.append(new)
        self._arrange(kept + [line for line in left.values() if line is not None])

    def look_for(self, wanted: Wanted) -> None:
        """Show what is wanted; where only the text differs, only the text is looked at."""
        before, self.wanted = self.wanted, wanted
        if before == wanted:
            return
        self.beginResetModel()
        if _without_text(before) != _without_text(wanted):
            self._passing = passing(self._lines, self._sorted, wanted)
        self._shown = matching(self._lines, self._passing, wanted.text)
        self.endResetModel()

    def line_at(self, row: int) -> Line | None:
        """Return the line in a row."""
        return self._lines[self._shown[row]] if 0 <= row < len(self._shown) else None

    def row_of(self, household_id: str) -> int:
        """Return the row of a household, -1 where it is not in view."""
        place = self._places.get(household_id)
        return self._shown.index(place) if place is not None and place in self._shown else -1

    def table(self, lines: Iterable[Line], columns: Sequence[Column]) -> list[list[str]]:
        """Return lines as texts with their heads, for the clipboard."""
        return [[words.field(one) for one in columns], *([cell(line, one) for one in columns] for line in lines)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return how many lines are in view."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell shows."""
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole or (role == Qt.ItemDataRole.ToolTipRole and column in _LONG):
            return cell(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRED if column in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole and line.household.status is not HouseholdStatus.ACTIVE:
            return QColor(colours_in_use().muted)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        """Return a column's head."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.heading(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.field(column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return _CENTRED
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if 0 <= column < len(COLUMNS):
            self._sort = (COLUMNS[column], order == Qt.SortOrder.DescendingOrder)
            self._arrange(self._lines)

    def retranslate(self) -> None:
        """Word heads and cells anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(COLUMNS) - 1))

    def _arrange(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self._lines, self._totals = lines, {}
        self._places = {line.id: place for place, line in enumerate(lines)}
        column, descending = self._sort
        self._sorted = sorted_places(self._lines, column, descending=descending)
        self._passing = passing(self._lines, self._sorted, self.wanted)
        self._shown = matching(self._lines, self._passing, self.wanted.text)
        self.endResetModel()


def _without_text(wanted: Wanted) -> tuple[str, ...]:
    return (wanted.village_id, wanted.poverty, wanted.ethnic_group, wanted.status, wanted.missing)
