"""Work on a thread that touches no Qt object: its answer is fetched by a timer of the GUI thread.

A signal of an object that is being deleted, emitted by another thread, would end the program; so would a window whose
last holder is a thread. So the thread gets no Qt object to speak to, and what its work holds is let go of here.
"""

from __future__ import annotations

import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from collections.abc import Callable

    Ended = Callable[[Any, BaseException | None], None]

_LOOK_EVERY_MS = 8
# How long a thread may go on in Python before it lets another have its turn, in seconds. The window's thread asks for
# its turn at every row of a table that it paints: at Python's own five milliseconds a page of rows took a tenth of a
# second while a list was read.
_TURN = 0.0002


class Run:
    """One piece of work on a thread of its own, for an owner that may go meanwhile.

    `look` is called on the GUI thread while the work runs, then `ended(result, error)`; neither where the owner went,
    or after `forget`. The run and what its work holds live until the thread has ended.
    """

    def __init__(
        self, owner: QObject, work: Callable[[], Any], ended: Ended, look: Callable[[], None] | None = None
    ) -> None:
        self._owner: QObject | None = owner
        self._work = work
        self._look = look
        self._ended = ended
        self._answer: tuple[Any, BaseException | None] = (None, None)
        self._thread = threading.Thread(target=self._do, name="ntm-work", daemon=True)

    def start(self) -> None:
        """Begin."""
        sys.setswitchinterval(_TURN)
        self._thread.start()
        self._look_again()

    def forget(self) -> None:
        """Say nothing of what is still to come."""
        self._owner = None

    def join(self, seconds: float | None = None) -> bool:
        """Wait for the thread to end; False where it did not within `seconds`."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _look_again(self) -> None:
        # A timer of nobody's: it outlives every window, and holds this run until the thread has ended.
        QTimer.singleShot(_LOOK_EVERY_MS, partial(_fetch, self))

    def fetch(self) -> None:
        """Tell how it goes, or that it ended; on the GUI thread."""
        alive = self._thread.is_alive()  # asked first: what it said before it ended is told too
        heard = self._owner is not None and Shiboken.isValid(self._owner)
        if alive:
            self._look_again()
        if heard and self._look is not None:
            self._look()
        if alive:
            return
        try:
            if heard and self._owner is not None:  # `look` may have forgotten it
                self._ended(*self._answer)
        finally:  # not before: what the work held may be all that keeps the owner
            self._work, self._ended, self._look, self._answer = _nothing, _nothing, None, (None, None)

    def _do(self) -> None:
        try:
            self._answer = (self._work(), None)
        except BaseException as error:  # noqa: BLE001 - told on the GUI thread
            self._answer = (None, error)


def _nothing(*_arguments: object) -> None:
    """Stand for work that is over, so that what it held can go."""


def _fetch(run: Run) -> None:
    run.fetch()


class Worker(QObject):
    """One piece of work at a time; a newer one makes the answer of an older one fall away."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._last: Run | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._run is not None

    def start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Begin; `done` or `failed` is called on the GUI thread."""
        self.forget()

        def ended(result: Any, error: BaseException | None) -> None:  # noqa: ANN401 - whatever `work` returns
            self._run = None
            if error is None:
                done(result)
            else:
                failed(error)

        self._run = self._last = Run(self, work, ended)
        self._run.start()

    def forget(self) -> None:
        """Let the answer that is still to come fall away."""
        if self._run is not None:
            self._run.forget()
            self._run = None

    def wait(self, seconds: float = 10.0) -> None:
        """Wait for the thread begun last to end: before its data goes."""
        if self._last is not None:
            self._last.join(seconds)
