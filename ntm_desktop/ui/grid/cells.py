"""The pictures of cells, each drawn once: background, sign, and the small marks in the corners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.grid.look import line_colour, mixed
from ntm_desktop.ui.models.grid_rows import BLANK, DONE, MISSED, OUT

if TYPE_CHECKING:
    from ntm_desktop.ui.colours import Colours

SAME, BETTER, WORSE, OTHER = range(4)
_REGISTERED, _NOTED, _ASKED = 4, 8, 16
_CHANGE_SHIFT = 5
_MARK = 5.0


def cell_key(status: int, *, registered: bool, noted: bool, change: int, register_mode: bool) -> int:
    """Return the number of a cell's picture: all that it shows."""
    return (
        status
        | (_REGISTERED if registered else 0)
        | (_NOTED if noted else 0)
        | (_ASKED if register_mode else 0)
        | change << _CHANGE_SHIFT
    )


def change_of(before: int, now: int) -> int:
    """Return how a cell compares with the year before, where both years have an answer."""
    if BLANK in {before, now} or before == now:
        return SAME
    if now == DONE:
        return BETTER
    return WORSE if before == DONE else OTHER


@dataclass(frozen=True, slots=True)
class Frame:
    """What pictures are drawn for: size in logical pixels, device pixels per logical one, font, colours."""

    width: int
    height: int
    ratio: float
    font: QFont
    colours: Colours


class CellPictures:
    """Keeps the pictures of one frame; another frame is another instance."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._cells: dict[int, QPixmap] = {}
        self._totals: dict[tuple[str, bool, int], QPixmap] = {}

    def cell(self, key: int) -> QPixmap:
        """Return the picture of a cell."""
        picture = self._cells.get(key)
        if picture is None:
            picture = self._cells[key] = self._draw_cell(key)
        return picture

    def total(self, text: str, *, complete: bool, width: int) -> QPixmap:
        """Return the picture of a household's total."""
        key = (text, complete, width)
        picture = self._totals.get(key)
        if picture is None:
            picture = self._totals[key] = self._draw_total(text, complete=complete, width=width)
        return picture

    def _blank(self, width: int, back: str) -> tuple[QPixmap, QPainter]:
        frame = self._frame
        picture = QPixmap(round(width * frame.ratio), round(frame.height * frame.ratio))
        picture.setDevicePixelRatio(frame.ratio)
        picture.fill(QColor(back))
        painter = QPainter(picture)
        line = QColor(line_colour(frame.colours))
        painter.fillRect(QRectF(0, frame.height - 1, width, 1), line)
        painter.fillRect(QRectF(width - 1, 0, 1, frame.height), line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return picture, painter

    def _draw_cell(self, key: int) -> QPixmap:
        frame, status = self._frame, key & 3
        asked = bool(key & _ASKED)
        registered = bool(key & _REGISTERED)
        picture, painter = self._blank(frame.width, self._back(status, asked=asked, registered=registered))
        if asked:
            self._draw_registration(painter, status, registered=registered)
        else:
            middle = QPointF(frame.width / 2 - 0.5, frame.height / 2 - 0.5)
            _draw_sign(painter, status, middle, 6.0 * frame.height / 28, QColor(_ink(frame.colours, status)))
            if registered:
                _draw_dot(painter, QColor(frame.colours.link))
        if key & _NOTED:
            _draw_note(painter, frame.width, QColor(frame.colours.warn))
        _draw_change(painter, key >> _CHANGE_SHIFT, frame)
        painter.end()
        return picture

    def _back(self, status: int, *, asked: bool, registered: bool) -> str:
        colours = self._frame.colours
        if asked:
            return mixed(colours.link, colours.base, 0.16) if registered else colours.base
        quiet = mixed(colours.muted, colours.base, 0.12)
        return {BLANK: colours.base, DONE: colours.good_back, MISSED: colours.bad_back, OUT: quiet}[status]

    def _draw_registration(self, painter: QPainter, status: int, *, registered: bool) -> None:
        frame = self._frame
        if registered:
            font = QFont(frame.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(frame.colours.link))
            box = QRectF(0, 0, frame.width - 8, frame.height - 3)  # the corner is for the result
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("ĐK"))
        corner = QPointF(frame.width - 9.0, frame.height - 9.0)
        _draw_sign(painter, status, corner, 3.0, QColor(_ink(frame.colours, status)))

    def _draw_total(self, text: str, *, complete: bool, width: int) -> QPixmap:
        frame = self._frame
        back = frame.colours.good_back if complete else frame.colours.alternate
        picture, painter = self._blank(width, back)
        font = QFont(frame.font)
        font.setBold(complete)
        painter.setFont(font)
        painter.setPen(QColor(frame.colours.good if complete else frame.colours.text))
        painter.drawText(
            QRectF(0, 0, width - 21, frame.height - 1),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            text,
        )
        if complete:
            _draw_sign(painter, DONE, QPointF(width - 11, frame.height / 2 - 0.5), 4.5, QColor(frame.colours.good))
        painter.end()
        return picture


def _ink(colours: Colours, status: int) -> str:
    return {BLANK: colours.muted, DONE: colours.good, MISSED: colours.bad, OUT: colours.muted}[status]


def _draw_sign(painter: QPainter, status: int, middle: QPointF, size: float, ink: QColor) -> None:
    """Draw ✓, ✗ or – as strokes: the same on every computer, whatever its fonts."""
    painter.setPen(
        QPen(ink, max(1.4, size / 2.8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    x, y = middle.x(), middle.y()
    if status == DONE:
        painter.drawPolyline(
            QPolygonF(
                [QPointF(x - size, y), QPointF(x - size * 0.3, y + size * 0.75), QPointF(x + size, y - size * 0.75)]
            )
        )
    elif status == MISSED:
        arm = size * 0.72
        painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
        painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))
    elif status == OUT:
        painter.drawLine(QPointF(x - size * 0.8, y), QPointF(x + size * 0.8, y))


def _draw_dot(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QRectF(3, 3, _MARK, _MARK))


def _draw_note(painter: QPainter, width: int, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    side = _MARK + 2
    painter.drawPolygon(QPolygonF([QPointF(width - 1 - side, 0), QPointF(width - 1, 0), QPointF(width - 1, side)]))


def _draw_change(painter: QPainter, change: int, frame: Frame) -> None:
    """Draw at the lower left: a triangle up for better, down for worse, a diamond for otherwise different."""
    if change == SAME:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    ink = {BETTER: frame.colours.good, WORSE: frame.colours.bad, OTHER: frame.colours.text}[change]
    painter.setBrush(QColor(ink))
    left, low, side = 3.0, frame.height - 4.0, _MARK + 1
    middle = left + side / 2
    if change == BETTER:
        points = [QPointF(left, low), QPointF(left + side, low), QPointF(middle, low - side)]
    elif change == WORSE:
        points = [QPointF(left, low - side), QPointF(left + side, low - side), QPointF(middle, low)]
    else:
        half = side / 2
        points = [
            QPointF(left, low - half),
            QPointF(middle, low - side),
            QPointF(left + side, low - half),
            QPointF(middle, low),
        ]
    painter.drawPolygon(QPolygonF(points))
