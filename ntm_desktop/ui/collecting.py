"""Python's garbage collector, on the GUI thread alone.

Left to itself it starts in whatever thread makes the next object, and may then destroy a Qt object there, which Qt
answers with a crash now and then. So it is switched off, and a timer of the GUI thread does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_YOUNG, _MIDDLE, _OLD = range(3)


class Collector(QObject):
    """Collects while it lives; `stop` gives the work back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        # What the start has made lives as long as the program: it need not be looked at again and again.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> int:
        """Collect the generation that is due, as Python would; return it, or -1 where none is."""
        young, middle, old = gc.get_count()
        if old > self._thresholds[_OLD]:
            due = _OLD
        elif middle > self._thresholds[_MIDDLE]:
            due = _MIDDLE
        elif young > self._thresholds[_YOUNG]:
            due = _YOUNG
        else:
            return -1
        gc.collect(due)
        return due

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
