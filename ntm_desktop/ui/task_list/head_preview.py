"""The column heads as the task grid will show them, while the short names are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ntm_desktop.ui.grid.heads import fitting, head_height, small_font
from ntm_desktop.ui.grid.look import line_colour, widths
from ntm_desktop.ui.theme import colours_in_use, row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.tasks import Task

_SHEET = 1366 - 190  # the grid of a whole window less the list of places
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class HeadPreview(QWidget):
    """A strip of heads of the width that the grid gives them on a 1366-pixel screen; one is marked."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: Sequence[Task] = ()
        self._marked = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tasks(self, tasks: Sequence[Task], marked: int) -> None:
        """Show the heads of these tasks."""
        self._tasks, self._marked = tasks, marked
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line of heads."""
        return QSize(400, head_height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads; the marked one is always among them."""
        del event
        painter = QPainter(self)
        colours = colours_in_use()
        width = widths(_SHEET, max(1, len(self._tasks)), villages=False, scale=row_height() / 28).task
        fitting_in = max(1, self.width() // width)
        first = max(0, min(self._marked - fitting_in // 2, len(self._tasks) - fitting_in))
        for place, task in enumerate(self._tasks[first : first + fitting_in]):
            rect = QRect(place * width, 0, width, head_height())
            painter.fillRect(rect, QColor(colours.resting if first + place == self._marked else colours.button))
            painter.setPen(QColor(line_colour(colours)))
            painter.drawRect(rect.adjusted(0, 0, 0, -1))
            painter.setPen(QColor(colours.text))
            self._draw(painter, rect.adjusted(2, 2, -3, -2), task)

    def _draw(self, painter: QPainter, rect: QRect, task: Task) -> None:
        words = task.short_name or task.name
        font, first, second = fitting(words, task.code, small_font(self.font()), rect.width())
        bold = QFont(font)
        bold.setBold(True)
        if not words:
            painter.setFont(bold)
            painter.drawText(rect, _MIDDLE, task.code)
            return
        half = rect.height() // 2
        used = QFontMetrics(bold).horizontalAdvance(task.code + " ")
        upper = QRect(rect.left(), rect.top(), rect.width(), half)
        painter.setFont(bold)
        painter.drawText(upper, _LEFT, task.code)
        painter.setFont(font)
        painter.drawText(upper.adjusted(used, 0, 0, 0), _LEFT, first)
        painter.drawText(QRect(rect.left(), rect.top() + half, rect.width(), half), _MIDDLE, second)
