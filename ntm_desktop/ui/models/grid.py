"""The item model of the grid: households down, tasks across, the totals as the last column."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ntm_desktop.domain.answers import Status
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.models.grid_rows import STATUSES, GridData, GridRow
from ntm_desktop.ui.models.grid_words import status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ntm_desktop.services.answers import NewAnswer

    Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_SIGNS = {Status.ACHIEVED: "✓", Status.NOT_ACHIEVED: "✗", Status.NOT_APPLICABLE: "–", Status.NOT_ASSESSED: ""}


class Mode(StrEnum):
    """What the keys write: the result, or the registration."""

    RESULT = "result"
    REGISTER = "register"


class GridModel(QAbstractTableModel):
    """Shows a sheet, filtered. Views paint from `rows_shown` directly; other readers use the roles of Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: GridData | None = None
        self.order: list[int] = []
        self.mode = Mode.RESULT
        self.compare = False
        self._counts: list[int] | None = None
        self._place: dict[int, int] = {}

    @property
    def task_count(self) -> int:
        """How many tasks the edition has."""
        return len(self.sheet.codes) if self.sheet else 0

    def load(self, sheet: GridData | None, order: Sequence[int] = ()) -> None:
        """Show another sheet, or none."""
        self.beginResetModel()
        self.sheet = sheet
        self._arrange(order)
        self.endResetModel()

    def show_only(self, order: Sequence[int]) -> None:
        """Show these positions of the sheet, in this order."""
        self.beginResetModel()
        self._arrange(order)
        self.endResetModel()

    def row_at(self, row: int) -> GridRow | None:
        """Return the household in a line of the view."""
        if self.sheet is None or not 0 <= row < len(self.order):
            return None
        return self.sheet.rows[self.order[row]]

    def line_of(self, household_id: str) -> int:
        """Return the line in which a household is shown; -1 where it is not."""
        position = self.sheet.position.get(household_id) if self.sheet else None
        return self._place.get(position, -1) if position is not None else -1

    def put(self, cells: Iterable[NewAnswer]) -> None:
        """Take over cells that are durable, and tell which lines changed."""
        sheet = self.sheet
        if sheet is None:
            return
        lines: dict[int, set[int]] = {}
        for cell in cells:
            position = sheet.position.get(cell.household_id)
            column = sheet.columns.get(cell.task)
            if position is None or column is None:
                continue
            sheet.put(position, column, cell.answer)
            lines.setdefault(self._place.get(position, -1), set()).add(column)
        self._tell({line: columns for line, columns in lines.items() if line >= 0})

    def replace(self, household_id: str, answers: dict[str, Any]) -> None:
        """Take over all answers of a household as they are in the store."""
        if self.sheet is None or household_id not in self.sheet.position:
            return
        position = self.sheet.position[household_id]
        self.sheet.replace(position, answers)
        line = self._place.get(position, -1)
        self._tell({line: set(range(self.task_count))} if line >= 0 else {})

    def counts(self) -> list[int]:
        """Return for each task how many households in view achieved it (in the other mode: registered for it)."""
        if self.sheet is None:
            return []
        if self._counts is None:
            count = self.sheet.counts if self.mode is Mode.RESULT else self.sheet.registrations
            self._counts = count(self.order)
        return self._counts

    def completed(self) -> int:
        """Return how many households in view completed the year."""
        return self.sheet.completed(self.order) if self.sheet else 0

    def set_mode(self, mode: Mode) -> None:
        """Show results or registrations."""
        self.mode = mode
        self.repaint_all()

    def set_compare(self, *, on: bool) -> None:
        """Show where this year differs from the one before."""
        self.compare = on
        self.repaint_all()

    def repaint_all(self) -> None:
        """Tell that every cell looks different now."""
        self._counts = None
        if self.order and self.task_count:
            last = self.index(len(self.order) - 1, self.task_count)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of households in view."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of tasks, and one for the totals."""
        return 0 if parent.isValid() or self.sheet is None else self.task_count + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let tasks be selected; totals are only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == self.task_count:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a cell for screen readers, tooltips and whoever asks."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if index.column() == self.task_count:
            return self._total(row, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return _SIGNS[STATUSES[row.statuses[index.column()]]]
        return self._answer(row, index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the short name of a task, or the head of a household."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} or self.sheet is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            row = self.row_at(section)
            return f"{row.number}. {row.household.head}" if row else None
        if section == self.task_count:
            return _("Đạt")
        if not 0 <= section < self.task_count:
            return None
        task = self.sheet.tasks.tasks[section]
        name = task.name if role == Qt.ItemDataRole.ToolTipRole else task.short_name
        return f"{task.code}. {name}" if name else task.code

    def _answer(self, row: GridRow, column: int, role: int) -> object:
        """Return the answer itself, or what a screen reader says of it: a sign alone says nothing."""
        if self.sheet is None or role not in {Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        answer = row.answer(self.sheet.codes[column])
        if role == Qt.ItemDataRole.UserRole:
            return answer
        registered = ", " + _("đã đăng ký") if answer.registered else ""
        task = self.headerData(column, Qt.Orientation.Horizontal)
        return f"{row.household.head}, {task}: {status_word(answer.status)}{registered}"

    def _total(self, row: GridRow, role: int) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or self.sheet is None:
            return None
        text = f"{row.achieved}/{row.applicable}"
        return f"{text} ✓" if row.complete else text

    def _arrange(self, order: Sequence[int]) -> None:
        self.order = list(order)
        self._place = {position: line for line, position in enumerate(self.order)}
        self._counts = None

    def _tell(self, lines: dict[int, set[int]]) -> None:
        """Emit the smallest honest signals: line by line where few changed, else one block."""
        self._counts = None
        if not lines:
            return
        few = 8
        if len(lines) > few:
            top, bottom = min(lines), max(lines)
            self.dataChanged.emit(self.index(top, 0), self.index(bottom, self.task_count))
            return
        for line, columns in lines.items():
            self.dataChanged.emit(self.index(line, min(columns)), self.index(line, max(columns)))
            total = self.index(line, self.task_count)
            self.dataChanged.emit(total, total)
