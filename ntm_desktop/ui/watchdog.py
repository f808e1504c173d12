"""Measures how long the GUI thread kept a person waiting: for tests and for the diagnosis of a slow place."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PULSE_MS = 10
LIMIT_SECONDS = 0.1


class Watchdog(QObject):
    """Beats every 10 ms on the thread it watches; a beat that comes late is a stall."""

    def __init__(self, limit: float = LIMIT_SECONDS, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self._limit = limit
        self._clock = clock
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to watch."""
        self._last = self._clock()
        self._timer.start(PULSE_MS)

    def stop(self) -> None:
        """End watching; what passed since the last beat counts too."""
        self.beat()
        self._timer.stop()

    def beat(self) -> None:
        """Note the time since the last beat, in seconds, where it is over the limit."""
        now = self._clock()
        if now - self._last > self._limit:
            self.stalls.append(now - self._last)
        self._last = now


@contextmanager
def watched(limit: float = LIMIT_SECONDS) -> Iterator[list[float]]:
    """Watch the GUI thread for a while; yields the list of stalls in seconds, complete after the block."""
    dog = Watchdog(limit)
    dog.start()
    try:
        yield dog.stalls
    finally:
        dog.stop()
