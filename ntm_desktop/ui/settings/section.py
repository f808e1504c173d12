"""What every part of the settings is: a page of its own with a heading, an explanation and buttons below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.theme import colours_in_use, prepare_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.workplace import Workplace

_TITLE_POINTS_MORE = 2
_ROWS_MEASURED = 60  # measuring hundreds of rows would hold the window up


class Section(QWidget):
    """A part of the settings. `heading` and `explanation` are message ids."""

    heading = ""
    explanation = ""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 4, 0, 4)
        self.column.setSpacing(8)
        self.title, self.said = QLabel(), QLabel()
        self.said.setWordWrap(True)
        self.said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + _TITLE_POINTS_MORE)
        font.setBold(True)
        self.title.setFont(font)
        self.column.addWidget(self.title)
        self.column.addWidget(self.said)

    @property
    def context(self) -> Context:
        """The open office."""
        return self.workplace.context

    def refresh(self) -> None:
        """Read everything shown anew."""

    def retranslate(self) -> None:
        """Word the part anew."""
        self.title.setText(_(self.heading))
        self.said.setText(_(self.explanation))
        self.said.setVisible(bool(self.explanation))

    def attempt(self, do: Callable[[], Changed | None]) -> bool:
        """Do something that changes the office; tell what was saved, or why it could not be."""
        try:
            changed = do()
        except NtmError as error:
            self.workplace.prompter.show_error(error)
            return False
        if changed is not None:
            self.workplace.changes.publish(changed)
        return True

    def buttons(self, *pairs: tuple[str, Callable[[], object]]) -> list[QPushButton]:
        """Add a line of buttons, each with its icon; `retranslate` words them."""
        line = QHBoxLayout()
        made = []
        for icon, do in pairs:
            button = QPushButton()
            button.setAutoDefault(True)  # Enter presses it, too
            icons.put(button, icon)
            button.clicked.connect(lambda _on=False, do=do: do())
            line.addWidget(button)
            made.append(button)
        line.addStretch(1)
        self.column.addLayout(line)
        return made


def make_table(columns: int, stretched: int) -> QTableWidget:
    """Return a table of rows to choose from, one at a time; column `stretched` takes what is left."""
    table = QTableWidget(0, columns)
    prepare_table(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    heads = table.horizontalHeader()
    heads.setResizeContentsPrecision(_ROWS_MEASURED)
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def fill_table(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    """Fill a table anew, keeping the row that was marked."""
    marked = max(0, table.currentRow())
    table.setRowCount(len(rows))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            item = table.item(at, column)
            if item is None:
                item = QTableWidgetItem()
                table.setItem(at, column, item)
            item.setText(words)
            item.setToolTip(words)
            paint_sign(item)
    if rows:
        table.selectRow(min(marked, len(rows) - 1))


def paint_sign(item: QTableWidgetItem) -> None:
    """Give a cell that begins with a sign its colour: the sign says the same without it."""
    colours = colours_in_use()
    colour = {"✓": colours.good, "✗": colours.bad, "!": colours.warn}.get(item.text()[:1])
    if colour:
        item.setForeground(QColor(colour))
    else:
        item.setData(Qt.ItemDataRole.ForegroundRole, None)


def line() -> QFrame:
    """Return a thin line between two halves of a part."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine)
    made.setForegroundRole(QPalette.ColorRole.Mid)
    return made
