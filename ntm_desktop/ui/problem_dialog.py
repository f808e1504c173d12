"""The list of everything that is wrong with an input: where, what, what to do; to filter, copy and save."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from ntm_desktop.domain.problems import Severity, errors_of
from ntm_desktop.domain.text import fold
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui import icons
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.theme import prepare_table
from ntm_desktop.wording.problems import what_is_wrong, what_to_do, where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import (
        QWidget,
    )

    from ntm_desktop.domain.problems import Problem

_FOLDED = Qt.ItemDataRole.UserRole + 1
_SIZE = (1040, 480)
_AIR = 8


def head_cells() -> tuple[str, ...]:
    """Return the heads of the columns, in the language in use."""
    return (_("Mức"), _("Nơi"), _("Điều chưa đúng"), _("Cách xử lý"), _("Mã"))


def cells(problem: Problem) -> tuple[str, ...]:
    """Return one problem as the cells of a line."""
    level = _("✗ Lỗi") if problem.severity is Severity.ERROR else _("! Lưu ý")
    return (level, where(problem.place), what_is_wrong(problem), what_to_do(problem), problem.code)


def as_text(problems: Sequence[Problem]) -> str:
    """Return the problems as tab-separated lines with a head, for pasting into Excel."""
    return _written(problems, "excel-tab")


def as_csv(problems: Sequence[Problem]) -> bytes:
    """Return the problems as a CSV file that Excel opens with its Vietnamese intact (UTF-8 with its mark)."""
    return _written(problems, "excel").encode("utf-8-sig")


def summary(problems: Sequence[Problem]) -> str:
    """Say how many there are: «12 lỗi, 3 lưu ý»."""
    errors = len(errors_of(problems))
    return _("{errors} lỗi, {warnings} lưu ý").format(errors=number(errors), warnings=number(len(problems) - errors))


class ProblemDialog(QDialog):
    """Shows problems. `proceed` names a button that accepts, offered only where none of them refuses."""

    def __init__(
        self,
        title: str,
        problems: Sequence[Problem],
        save: Callable[[bytes], None],
        proceed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._problems = tuple(problems)
        self._save = save
        self.setWindowTitle(title)
        open_at(self, _SIZE)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Lọc theo nơi, nội dung hoặc mã…"))
        self.search.setClearButtonEnabled(True)
        self.table = QTableView(self)
        self._model = _Filter(self)
        self.buttons = QDialogButtonBox(self)
        self._fill()
        self._add_buttons(proceed)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"<b>{escape(title)}</b>: {summary(self._problems)}", self))
        for widget in (self.search, self.table, self.buttons):
            layout.addWidget(widget)
        self.search.textEdited.connect(self._model.look_for)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy)

    def copy(self) -> None:
        """Put the problems in view on the clipboard, for Excel."""
        rows = [self._model.mapToSource(self._model.index(row, 0)).row() for row in range(self._model.rowCount())]
        QGuiApplication.clipboard().setText(as_text([self._problems[row] for row in rows]))

    def _fill(self) -> None:
        source = QStandardItemModel(0, len(head_cells()), self)
        source.setHorizontalHeaderLabels(list(head_cells()))
        for problem in self._problems:
            source.appendRow(_items(cells(problem)))
        self._model.setSourceModel(source)
        self.table.setModel(self._model)
        prepare_table(self.table)
        self.table.setWordWrap(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        head = self.table.horizontalHeader()
        for column, width in enumerate((80, 190, 0, 0, 200)):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
            self.table.setColumnWidth(column, width)

    def _add_buttons(self, proceed: str) -> None:
        role = QDialogButtonBox.ButtonRole
        copy = self.buttons.addButton(_("&Sao chép"), role.ActionRole)
        save = self.buttons.addButton(_("&Lưu danh sách…"), role.ActionRole)
        for button, name in ((copy, "copy"), (save, "save")):
            icons.put(button, name)
        copy.clicked.connect(self.copy)
        save.clicked.connect(lambda: self._save(as_csv(self._problems)))
        if proceed and not errors_of(self._problems):
            self.buttons.addButton(proceed, role.AcceptRole).clicked.connect(self.accept)
            close = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        else:
            close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.clicked.connect(self.reject)
        self._plain_enter(close)

    def _plain_enter(self, close: QPushButton) -> None:
        for button in self.buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        close.setDefault(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Give each line the height that its sentences need, once the widths are known."""
        super().showEvent(event)
        few = 300
        if len(self._problems) <= few:
            self.table.resizeRowsToContents()
            for row in range(self._model.rowCount()):
                self.table.setRowHeight(row, self.table.rowHeight(row) + _AIR)


class _Filter(QSortFilterProxyModel):
    """Keeps the lines that contain every word looked for, without diacritics."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        """Keep only the lines with these words."""
        self._words = tuple(fold(text).split())
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        """Tell whether a line has all of the words."""
        del source_parent
        folded = str(self.sourceModel().index(source_row, 0).data(_FOLDED))
        return all(word in folded for word in self._words)


def _items(texts: Sequence[str]) -> list[QStandardItem]:
    items = [QStandardItem(text) for text in texts]
    for item, text in zip(items, texts, strict=True):
        item.setToolTip(text)
    items[0].setData(fold(" ".join(texts)), _FOLDED)
    return items


def _written(problems: Sequence[Problem], dialect: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, dialect)
    writer.writerow(head_cells())
    writer.writerows(map(harmless, cells(problem)) for problem in problems)
    return stream.getvalue()


def harmless(cell: str) -> str:
    """Keep Excel from taking a found value for a formula."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@"} else cell
