"""Reading off the GUI thread for what is in view: the thread touches no Qt object, so that a window may go."""

from __future__ import annotations

import gc
import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_EVERY_MS = 8
Answer = tuple[Any, BaseException | None]


class Reader(QObject):
    """One reading at a time; a newer one makes the answer of an older one fall away.

    The answer is fetched by a timer of the GUI thread. A signal of an object that is being deleted, emitted by
    another thread, would end the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._answers: SimpleQueue[Answer] | None = None
        self._thread: threading.Thread | None = None
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[BaseException], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._fetch)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._answers is not None

    def start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Begin; `done` or `failed` is called on the GUI thread."""
        self._done, self._failed = done, failed
        answers: SimpleQueue[Answer] = SimpleQueue()
        self._answers = answers
        self._thread = threading.Thread(target=_run, args=(work, answers), name="ntm-read", daemon=True)
        self._thread.start()
        self._timer.start()

    def forget(self) -> None:
        """Let the answer that is still to come fall away."""
        self._timer.stop()
        self._answers = None

    def wait(self, seconds: float = 10.0) -> None:
        """Wait for the thread to end: before its data goes."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _fetch(self) -> None:
        if self._answers is None:
            return
        try:
            result, error = self._answers.get_nowait()
        except Empty:
            return
        self.forget()
        done, failed = self._done, self._failed
        if error is None and done is not None:
            done(result)
        elif error is not None and failed is not None:
            failed(error)


def _run(work: Callable[[], Any], answers: SimpleQueue[Answer]) -> None:
    """Work with the collector of cycles held back, to the thread's last line.

    In the middle of 75.000 new values it would stop the window's thread too; and it must not begin in this thread,
    where it might delete widgets that only the window's thread may touch.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        answers.put((work(), None))
    except BaseException as error:  # noqa: BLE001 - told on the GUI thread
        answers.put((None, error))
    finally:
        if was:
            gc.enable()
