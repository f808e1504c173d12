"""Paper: a source's pages on a printer, one page each time the event loop turns, so that Cancel is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ntm_desktop.ui.page_view import PageSource

_POINTS_PER_INCH = 72


class PrintRun(QObject):
    """Prints pages `first` to `last` (counted from 0); `finished(True)` once all are with the printer.

    `refused` tells a printer that did not even begin from a person who cancelled.
    """

    progressed = Signal(float, str, str)
    finished = Signal(bool)

    def __init__(self, source: PageSource, printer: QPrinter, first: int, last: int, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._printer = printer
        self._first = self._next = first
        self._last = last
        self._painter = QPainter()
        self._stopped = False
        self.refused = False

    def start(self) -> None:
        """Begin."""
        self._printer.setFullPage(True)
        self._set_paper(self._first)
        if not self._painter.begin(self._printer):
            self.refused = True
            self.finished.emit(False)  # noqa: FBT003 - a signal has no names
            return
        QTimer.singleShot(0, self, self._print_next)

    def cancel(self) -> None:
        """Stop before the next page; the printer throws away what it has."""
        self._stopped = True

    def _print_next(self) -> None:
        if self._stopped or self._next > self._last:
            self._end()
            return
        if self._next > self._first:
            self._set_paper(self._next)
            self._printer.newPage()
        self._painter.save()
        scale = self._printer.resolution() / _POINTS_PER_INCH
        self._painter.scale(scale, scale)
        self._source.paint(self._next, self._painter)
        self._painter.restore()
        self._next += 1
        done, total = self._next - self._first, self._last - self._first + 1
        self.progressed.emit(done / total, f"{done}/{total}", "")
        QTimer.singleShot(0, self, self._print_next)

    def _end(self) -> None:
        if self._stopped:
            self._printer.abort()
        self._painter.end()
        self.finished.emit(not self._stopped)

    def _set_paper(self, index: int) -> None:
        width, height = self._source.size(index)
        upright = width <= height
        size = QSizeF(min(width, height), max(width, height))
        orientation = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
        self._printer.setPageLayout(
            QPageLayout(QPageSize(size, QPageSize.Unit.Point), orientation, QMarginsF(0, 0, 0, 0))
        )
