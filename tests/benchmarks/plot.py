"""Curves on logarithmic axes as a PNG, drawn with the painter that the program has anyway."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from ntm_desktop.ui.application import make_application

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.benchmarks.growth import Curve

_WIDE, _HIGH = 1000, 640
_AREA = QRectF(90, 60, 640, 500)
_COLOURS = ("#1f5f99", "#1c6b34", "#a3221f", "#7d4a00", "#56636f")


def draw(curves: Sequence[Curve], path: Path) -> None:
    """Draw the curves, and grey lines along which cost grows with size."""
    make_application(sys.argv[:1])  # fonts need one
    image = QImage(_WIDE, _HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    points = [point for curve in curves for point in curve.points]
    across = _decades([size for size, _seconds in points])
    up = _decades([seconds for _size, seconds in points])
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("sans-serif", 10))
    _axes(painter, across, up)
    for number, curve in enumerate(curves):
        _curve(painter, curve, QColor(_COLOURS[number % len(_COLOURS)]), number, (across, up))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(path)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def _at(size: float, seconds: float, axes: tuple[tuple[int, int], tuple[int, int]]) -> QPointF:
    (left, right), (low, high) = axes
    x = (math.log10(size) - left) / max(1, right - left)
    y = (math.log10(seconds) - low) / max(1, high - low)
    return QPointF(_AREA.left() + x * _AREA.width(), _AREA.bottom() - y * _AREA.height())


def _axes(painter: QPainter, across: tuple[int, int], up: tuple[int, int]) -> None:
    axes = across, up
    painter.setPen(QPen(QColor("#c3ccd4"), 1))
    painter.drawRect(_AREA)
    for power in range(across[0], across[1] + 1):
        foot = _at(10**power, 10 ** up[0], axes)
        painter.setPen(QPen(QColor("#e5e9ed"), 1))
        painter.drawLine(foot, QPointF(foot.x(), _AREA.top()))
        painter.setPen(QColor("#1c2630"))
        painter.drawText(QRectF(foot.x() - 40, foot.y() + 6, 80, 20), Qt.AlignmentFlag.AlignCenter, f"{10**power:,}")
    for power in range(up[0], up[1] + 1):
        foot = _at(10 ** across[0], 10**power, axes)
        painter.setPen(QPen(QColor("#e5e9ed"), 1))
        painter.drawLine(foot, QPointF(_AREA.right(), foot.y()))
        painter.setPen(QColor("#1c2630"))
        words = QRectF(foot.x() - 84, foot.y() - 10, 76, 20)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{10.0**power:g} s")
    painter.drawText(
        QRectF(_AREA.left(), 16, 800, 24),
        Qt.AlignmentFlag.AlignLeft,
        "Seconds as work grows (both axes logarithmic; dashed: linear)",
    )


def _curve(
    painter: QPainter,
    curve: Curve,
    colour: QColor,
    number: int,
    axes: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    first, last = curve.points[0], curve.points[-1]
    painter.setPen(QPen(QColor("#aab4be"), 1, Qt.PenStyle.DashLine))
    painter.setClipRect(_AREA)
    painter.drawLine(_at(*first, axes), _at(last[0], first[1] * last[0] / first[0], axes))
    painter.setClipping(False)
    painter.setPen(QPen(colour, 2))
    places = [_at(size, seconds, axes) for size, seconds in curve.points]
    painter.drawPolyline(QPolygonF(places))
    for place in places:
        painter.drawEllipse(place, 4, 4)
    words = QRectF(_AREA.right() + 14, _AREA.top() + number * 84, _WIDE - _AREA.right() - 24, 80)
    painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, curve.name)
