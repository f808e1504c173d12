"""One page of a document on the screen, at any zoom; the keyboard goes through it and on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from ntm_desktop.ui.page_painter import paint_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from ntm_desktop.ui.page_painter import PageLike

_MARGIN = 16
_STEP = 1.2
_SMALLEST, _LARGEST = 0.2, 6.0
_SCREEN = 96 / 72  # logical pixels of a point at 100 %


class PageSource(Protocol):
    """The pages of a document, each drawn when it is asked for."""

    def __len__(self) -> int:
        """Return how many pages there are."""

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page in points."""

    def paint(self, index: int, painter: QPainter) -> None:
        """Draw a page; one unit of the painter is one point."""


@dataclass(frozen=True, slots=True)
class LaidOutPages:
    """The pages of a layout as a source."""

    pages: Sequence[PageLike]

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self.pages)

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page in points."""
        page = self.pages[index]
        return page.width, page.height

    def paint(self, index: int, painter: QPainter) -> None:
        """Draw a page."""
        paint_page(painter, self.pages[index])


class Fit(Enum):
    """How the zoom follows the window."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PageView(QAbstractScrollArea):
    """Shows one page. Page Down at its end goes to the next one, Page Up at its head to the one before."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self.source = source
        self._index = 0
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._drawn: tuple[tuple[int, float, float], QPixmap] | None = None
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def index(self) -> int:
        """The page in view, from 0."""
        return self._index

    @property
    def zoom(self) -> float:
        """The zoom, 1.0 for the size of the paper."""
        return self._zoom

    def go_to(self, index: int, *, at_end: bool = False) -> None:
        """Show a page; an index outside the document shows its first or last."""
        if not len(self.source):
            return
        self._index = max(0, min(len(self.source) - 1, index))
        self._adjust()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if at_end else 0)
        self.page_changed.emit(self._index)

    def set_fit(self, fit: Fit) -> None:
        """Let the zoom follow the window."""
        self._fit = fit
        self._adjust()

    def set_zoom(self, zoom: float) -> None:
        """Show at a zoom of one's own, between 20 % and 600 %."""
        self._fit = Fit.FREE
        self._zoom = max(_SMALLEST, min(_LARGEST, zoom))
        self._adjust()

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out."""
        self.set_zoom(self._zoom * _STEP**steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the page and on; + and - zoom."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self._onwards(1, at_edge=bar.value() == bar.maximum())
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self._onwards(-1, at_edge=bar.value() == bar.minimum())
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self.source) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self._adjust()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw at the new place."""
        del dx, dy
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, white as paper in every theme."""
        del event
        if not len(self.source):
            return
        painter = QPainter(self.viewport())
        painter.drawPixmap(self._corner(), self._pixmap())

    def sizeHint(self) -> QSize:
        """Return room for half a page."""
        return QSize(860, 480)

    def _onwards(self, step: int, *, at_edge: bool) -> None:
        bar = self.verticalScrollBar()
        if not at_edge:
            bar.setValue(bar.value() + step * bar.pageStep())
        elif 0 <= self._index + step < len(self.source):
            self.go_to(self._index + step, at_end=step < 0)

    def _paper(self) -> tuple[float, float]:
        width, height = self.source.size(self._index)
        return width * _SCREEN * self._zoom, height * _SCREEN * self._zoom

    def _corner(self) -> QPointF:
        width, _height = self._paper()
        left = max(_MARGIN, (self.viewport().width() - width) / 2)
        return QPointF(left - self.horizontalScrollBar().value(), _MARGIN - self.verticalScrollBar().value())

    def _adjust(self) -> None:
        if not len(self.source):
            return
        room = self.viewport().size()
        width, height = self.source.size(self._index)
        across = max(50, room.width() - 2 * _MARGIN) / (width * _SCREEN)
        down = max(50, room.height() - 2 * _MARGIN) / (height * _SCREEN)
        if self._fit is not Fit.FREE:
            zoom = across if self._fit is Fit.WIDTH else min(across, down)
            self._zoom = max(_SMALLEST, min(_LARGEST, zoom))
        self._set_bars(room)
        self.zoom_changed.emit(self._zoom)
        self.viewport().update()

    def _set_bars(self, room: QSize) -> None:
        for bar, paper, seen in zip(
            (self.horizontalScrollBar(), self.verticalScrollBar()),
            self._paper(),
            (room.width(), room.height()),
            strict=True,
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(24)
            bar.setRange(0, max(0, round(paper) + 2 * _MARGIN - seen))

    def _pixmap(self) -> QPixmap:
        key = (self._index, self._zoom, self.devicePixelRatioF())
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, draw_page(self.source, self._index, self._zoom * _SCREEN, key[2]))
        return self._drawn[1]


def draw_page(source: PageSource, index: int, scale: float, ratio: float = 1.0) -> QPixmap:
    """Return a page as a picture, `scale` logical pixels a point, on white paper with a thin edge."""
    width, height = source.size(index)
    pixmap = QPixmap(round(width * scale * ratio), round(height * scale * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(255, 255, 255))
    painter = QPainter(pixmap)
    painter.setPen(QColor(150, 150, 150))
    painter.drawRect(QRectF(0, 0, width * scale - 1, height * scale - 1))
    painter.scale(scale, scale)
    source.paint(index, painter)
    painter.end()
    return pixmap
