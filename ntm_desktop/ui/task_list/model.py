"""The tasks of a draft as an editable table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from ntm_desktop.domain.answers import Status
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.task_list import draft as drafts
from ntm_desktop.ui.theme import colours_in_use

if TYPE_CHECKING:
    from ntm_desktop.domain.tasks import Task
    from ntm_desktop.ui.task_list.draft import Draft

    Index = QModelIndex | QPersistentModelIndex

CODE, NAME, SHORT, REQUIRED, ACHIEVED, NOT_ACHIEVED, NOT_APPLICABLE, PROBLEM = range(8)
_TEXTS = {CODE: "code", NAME: "name", SHORT: "short_name"}
_STATUSES = {
    ACHIEVED: Status.ACHIEVED,
    NOT_ACHIEVED: Status.NOT_ACHIEVED,
    NOT_APPLICABLE: Status.NOT_APPLICABLE,
}
_NOWHERE = QModelIndex()


class TaskModel(QAbstractTableModel):
    """One row a task. `edited` tells of every change of the draft."""

    edited = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.problems = drafts.problems(draft)
        self._past: list[tuple[Task, ...]] = []

    @property
    def undoable(self) -> bool:
        """Whether a change of the tasks can be taken back."""
        return bool(self._past)

    def put(self, draft: Draft) -> None:
        """Take over a draft: rows may have come, gone or moved."""
        if draft.tasks != self.draft.tasks:
            self._past.append(self.draft.tasks)
        self._take(draft)

    def take_back(self) -> bool:
        """Show the tasks as they were before the newest change; False where there is none."""
        if not self._past:
            return False
        self._take(replace(self.draft, tasks=self._past.pop()))
        return True

    def _take(self, draft: Draft) -> None:
        self.beginResetModel()
        self.draft = draft
        self.problems = drafts.problems(draft)
        self.endResetModel()
        self.edited.emit()

    def put_head(self, draft: Draft) -> None:
        """Take over a draft whose tasks are the same."""
        self.draft = draft
        self._check()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of tasks."""
        return 0 if parent.isValid() else len(self.draft.tasks)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else PROBLEM + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Texts are typed, answers ticked, problems only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in _TEXTS:
            return base | Qt.ItemFlag.ItemIsEditable
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() != PROBLEM else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if column == PROBLEM:
            return self._problem(row, role)
        task = self.draft.tasks[row]
        if column in _TEXTS:
            return self._text(task, column, role)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if _ticked(task, column) else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's own
        """Take over what was typed or ticked."""
        task = self.draft.tasks[index.row()]
        column = index.column()
        if column in _TEXTS and role == Qt.ItemDataRole.EditRole:
            given: dict[str, Any] = {_TEXTS[column]: str(value).strip()}
            new = replace(task, **given)
        elif column not in _TEXTS and role == Qt.ItemDataRole.CheckStateRole:
            new = _with_tick(task, column, on=Qt.CheckState(value) == Qt.CheckState.Checked)
        else:
            return False
        if new != task:
            self._past.append(self.draft.tasks)
            self.draft = drafts.changed(self.draft, index.row(), new)
            self._check()
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tips()[section]
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (_("Mã"), _("Tên phần việc"), _("Tên ngắn"), _("Bắt buộc"), _("Đạt"), _("Chưa đạt"), _("K.áp dụng"))
        return (*heads, _("Cần sửa"))[section]

    def _check(self) -> None:
        self.problems = drafts.problems(self.draft)
        last = self.index(self.rowCount() - 1, PROBLEM)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()

    def _problem(self, row: int, role: int) -> object:
        words = self.problems.get(row, "")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return f"✗ {words}" if words else ""
        if role == Qt.ItemDataRole.ForegroundRole and words:
            return QColor(colours_in_use().bad)
        return None

    def _text(self, task: Task, column: int, role: int) -> object:
        text = str(getattr(task, _TEXTS[column]))
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (text, task.provenance) if part)
        if role == Qt.ItemDataRole.DisplayRole:
            return text or (_("(chưa có tên)") if column == NAME else "")
        if role == Qt.ItemDataRole.ForegroundRole and column == NAME and not text:
            return QColor(colours_in_use().muted)
        return None


def _ticked(task: Task, column: int) -> bool:
    return task.required if column == REQUIRED else _STATUSES[column] in task.statuses


def _with_tick(task: Task, column: int, *, on: bool) -> Task:
    if column == REQUIRED:
        return replace(task, required=on)
    return drafts.allowing(task, _STATUSES[column], allowed=on)


def _tips() -> tuple[str, ...]:
    return (
        _("Số hoặc mã của phần việc, 1 đến 8 chữ hoặc số"),
        _("Tên đầy đủ như trong văn bản"),
        _("Hiện ở đầu cột của phiếu, hai dòng"),
        _("Hộ phải đạt phần việc này mới là hoàn thành"),
        _("Cho phép ghi «đạt»"),
        _("Cho phép ghi «chưa đạt»"),
        _("Cho phép ghi «không áp dụng»"),
        "",
    )
