"""What stays in view: the tasks above, the households at the left, and the corner between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.grid.look import HEAD_HEIGHT, Widths, line_colour, mixed
from ntm_desktop.ui.models.grid_words import short_name
from ntm_desktop.ui.theme import colours_in_use, row_height

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from ntm_desktop.ui.colours import Colours
    from ntm_desktop.ui.grid.blocks import Block
    from ntm_desktop.ui.models.grid import GridModel
    from ntm_desktop.ui.models.grid_rows import GridRow

_PAD = 6
_SMALLER = 2
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def head_height() -> int:
    """Return the height of the heads: two lines, growing with the text."""
    return round(HEAD_HEIGHT * row_height() / 28)


def small_font(font: QFont) -> QFont:
    """Return the font of the heads."""
    smaller = QFont(font)
    smaller.setPointSize(max(8, font.pointSize() - _SMALLER))
    return smaller


def two_lines(words: str, metrics: QFontMetrics, width: int, used: int) -> tuple[str, str]:
    """Break words into two lines; the first has `used` pixels less, for the number."""
    rest = words.split()
    first = ""
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width - used:
        first = f"{first} {rest.pop(0)}".strip()
    return first, " ".join(rest)


def fitting(words: str, code: str, font: QFont, width: int) -> tuple[QFont, str, str]:
    """Return the widest of three widths of a font in which words fit two lines, and the lines, cut if need be."""
    first, second = "", ""
    tried = QFont(font)
    for stretch in (QFont.Stretch.Unstretched, QFont.Stretch.SemiCondensed, QFont.Stretch.Condensed):
        tried.setStretch(stretch)
        metrics = QFontMetrics(tried)
        first, second = two_lines(words, metrics, width, QFontMetrics(_bold(tried)).horizontalAdvance(code + " "))
        if metrics.horizontalAdvance(second) <= width:
            break
    return tried, first, QFontMetrics(tried).elidedText(second, Qt.TextElideMode.ElideRight, width)


class Host(Protocol):
    """The table, as its heads see it."""

    @property
    def grid(self) -> GridModel:
        """The sheet."""

    @property
    def block(self) -> Block | None:
        """What is selected."""


class TaskHead(QHeaderView):
    """Number and short name of each task in two lines; a click selects the column."""

    column_pressed = Signal(int, bool)

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._view = host
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Return two lines' height."""
        return QSize(super().sizeHint().width(), head_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw the head of a task, or of the totals."""
        sheet = self._view.grid.sheet
        if sheet is None:
            return
        colours = colours_in_use()
        block = self._view.block
        chosen = block is not None and block.left <= logicalIndex <= block.right
        _ground(painter, rect, colours, chosen=chosen)
        if logicalIndex >= len(sheet.codes):
            painter.setFont(_bold(small_font(self.font())))
            painter.drawText(rect.adjusted(2, 2, -2, -2), _MIDDLE | Qt.TextFlag.TextWordWrap, _("Đạt/\ntổng"))
            return
        task = sheet.tasks.tasks[logicalIndex]
        words = short_name(task) if task.short_name or task.name else ""
        self._words(painter, rect.adjusted(2, 2, -3, -2), task.code, words)

    def _words(self, painter: QPainter, rect: QRect, code: str, words: str) -> None:
        if not words:
            painter.setFont(_bold(self.font()))
            painter.drawText(rect, _MIDDLE, code)
            return
        font, first, second = fitting(words, code, small_font(self.font()), rect.width())
        bold, half = _bold(font), rect.height() // 2
        used = QFontMetrics(bold).horizontalAdvance(code + (" " if first else ""))
        spare = rect.width() - used - QFontMetrics(font).horizontalAdvance(first)
        height = half if second else rect.height()
        upper = QRect(rect.left() + max(0, spare // 2), rect.top(), rect.width() + 4, height)
        painter.setFont(bold)
        painter.drawText(upper, _LEFT, code)
        painter.setFont(font)
        painter.drawText(upper.adjusted(used, 0, 0, 0), _LEFT, first)
        painter.drawText(QRect(rect.left() - 2, rect.top() + half, rect.width() + 4, half), _MIDDLE, second)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a column; with Shift up to it."""
        column = self.logicalIndexAt(event.position().toPoint())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and column >= 0:
            self.column_pressed.emit(column, shift)


class NameHead(QHeaderView):
    """Number, name, village and birth year of each household, as the table's own frozen row heads."""

    line_pressed = Signal(int, bool)

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._view = host
        self.widths = Widths(40, 184, 0, 48, 48, 68)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Return the width of the columns."""
        return QSize(self.widths.frozen, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one household."""
        row = self._view.grid.row_at(logicalIndex)
        if row is None:
            return
        colours = colours_in_use()
        block = self._view.block
        chosen = block is not None and block.top <= logicalIndex <= block.bottom
        painter.fillRect(rect, QColor(colours.resting if chosen else colours.base))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(line_colour(colours)))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(colours.border))
        painter.setFont(self.font())
        self._texts(painter, rect, row, colours, chosen=chosen)

    def _texts(self, painter: QPainter, rect: QRect, row: GridRow, colours: Colours, *, chosen: bool) -> None:
        strong = QColor(colours.resting_text if chosen else colours.text)
        quiet = QColor(colours.resting_text if chosen else colours.muted)
        metrics = QFontMetrics(self.font())
        texts = self._cells(row)
        for (left, width, align), (text, weak) in zip(columns(self.widths), texts, strict=True):
            if width:
                box = QRect(rect.left() + left + _PAD, rect.top(), width - 2 * _PAD, rect.height() - 1)
                painter.setPen(quiet if weak else strong)
                fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
                painter.drawText(box, align, fitted)

    def _cells(self, row: GridRow) -> tuple[tuple[str, bool], ...]:
        sheet = self._view.grid.sheet
        village = sheet.villages.get(row.village_id) if sheet else None
        born = row.household.fields.birth_year
        return (
            (str(row.number), True),
            (row.household.head, False),
            (village.name if village else "", True),
            (str(born) if born else "", True),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a line; with Shift up to it."""
        line = self.logicalIndexAt(event.position().toPoint())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and line >= 0:
            self.line_pressed.emit(line, shift)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the selection over the lines that the mouse is drawn over."""
        line = self.logicalIndexAt(QPoint(0, event.position().toPoint().y()))
        if event.buttons() & Qt.MouseButton.LeftButton and line >= 0:
            self.line_pressed.emit(line, True)  # noqa: FBT003 - Qt's own signature


class Corner(QWidget):
    """The heads of the frozen columns; a click selects everything."""

    pressed = Signal()

    def __init__(self, names: NameHead, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads."""
        del event
        painter = QPainter(self)
        colours = colours_in_use()
        _ground(painter, self.rect(), colours, chosen=False)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), QColor(colours.border))
        painter.setFont(_bold(small_font(self.font())))
        words = (_("STT"), _("Chủ hộ"), _("Thôn/ấp"), _("Năm\nsinh"))
        for (left, width, align), text in zip(columns(self._names.widths), words, strict=True):
            if width:
                painter.drawText(QRect(left + _PAD, 0, width - 2 * _PAD, self.height() - 1), align, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select everything."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()


def columns(widths: Widths) -> Iterator[tuple[int, int, Qt.AlignmentFlag]]:
    """Yield left edge, width and alignment of number, name, village and birth year."""
    left = 0
    parts = ((widths.number, _RIGHT), (widths.name, _LEFT), (widths.village, _LEFT), (widths.year, _RIGHT))
    for width, align in parts:
        yield left, width, align
        left += width


def _ground(painter: QPainter, rect: QRect, colours: Colours, *, chosen: bool) -> None:
    painter.fillRect(rect, QColor(colours.resting if chosen else mixed(colours.border, colours.window, 0.25)))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.border))
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(line_colour(colours)))
    painter.setPen(QColor(colours.resting_text if chosen else colours.text))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
