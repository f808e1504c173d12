"""The line below the table: for each task how many households achieved it, and how many completed the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number, percent
from ntm_desktop.ui.grid.look import FOOT_HEIGHT, line_colour, mixed
from ntm_desktop.ui.models.grid import Mode
from ntm_desktop.ui.theme import colours_in_use, row_height

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ntm_desktop.ui.grid.view import GridView

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class GridFoot(QWidget):
    """Totals of the households in view, under their columns."""

    def __init__(self, view: GridView) -> None:
        super().__init__()
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        view.grid.dataChanged.connect(self.update)
        view.grid.modelReset.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return one line's height, growing with the text."""
        return QSize(200, round(FOOT_HEIGHT * row_height() / 28))

    def label(self) -> str:
        """Say what the figures count."""
        count = number(len(self._view.grid.order))
        words = _("Số hộ đạt / {count} hộ") if self._view.grid.mode is Mode.RESULT else _("Số hộ đăng ký / {count} hộ")
        return words.format(count=count)

    def texts(self) -> list[str]:
        """Return the figure of each task, and at the end the households that completed the year."""
        grid = self._view.grid
        return [number(count) for count in grid.counts()] + [f"{number(grid.completed())} ✓"]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures under their columns."""
        del event
        painter = QPainter(self)
        colours = colours_in_use()
        painter.fillRect(self.rect(), QColor(mixed(colours.border, colours.window, 0.25)))
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(colours.border))
        painter.setPen(QColor(colours.text))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        frozen = self._view.shares.frozen
        self._draw_texts(painter, frozen, QColor(line_colour(colours)))
        # The label last: it covers what is scrolled below it.
        box = QRect(0, 1, frozen, self.height() - 1)
        painter.fillRect(box, QColor(mixed(colours.border, colours.window, 0.25)))
        fitted = QFontMetrics(font).elidedText(self.label(), Qt.TextElideMode.ElideRight, frozen - 12)
        painter.drawText(box.adjusted(8, 0, -4, 0), _LEFT, fitted)

    def _draw_texts(self, painter: QPainter, frozen: int, line: QColor) -> None:
        for column, text in enumerate(self.texts()):
            box = self._box(column, frozen)
            painter.drawText(box, _MIDDLE, text)
            painter.fillRect(QRect(box.right(), 1, 1, self.height()), line)

    def _box(self, column: int, frozen: int) -> QRect:
        left = self._view.frameWidth() + frozen + self._view.columnViewportPosition(column)
        return QRect(left, 1, self._view.columnWidth(column), self.height() - 1)

    def event(self, event: QEvent) -> bool:
        """Tell the share of a column as a percentage."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(event.pos().x()), self)
            return True
        return super().event(event)

    def tip(self, x: int) -> str:
        """Return the sentence for the column at `x` pixels; empty beside the columns."""
        grid, frozen = self._view.grid, self._view.shares.frozen
        households = len(grid.order)
        for column, count in enumerate([*grid.counts(), grid.completed()] if grid.sheet else ()):
            if x >= frozen and self._box(column, frozen).contains(x, 2):
                share = percent(count, households)
                return _("{count} trên {households} hộ: {share}").format(
                    count=number(count), households=number(households), share=share
                )
        return ""
