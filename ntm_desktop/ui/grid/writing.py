"""Where an act is written: at once for what a person types, in a worker for what would hold up the window."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from ntm_desktop.errors import NtmError
from ntm_desktop.services.wire import own_connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.services.context import Context

# Measured: a thousand cells take about 15 ms on a slow office PC's disk and processor three times that.
AT_ONCE = 2_000


class _GarbagePause:
    """Holds the collector of cycles back while sheets are read and written.

    A sheet of 5.000 households is 75.000 small values without a cycle among them; a collection in the middle of
    making them stops every thread, the window's too, for over 100 ms (measured).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            gc.disable()

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                gc.enable()


_NO_GARBAGE = _GarbagePause()


class Worker(QObject):
    """One piece of work on a thread of its own; the answer comes back on the GUI thread.

    A newer piece of work makes the answer of an older one fall away.
    """

    _ended = Signal(int, object, object)  # number, result, error

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._thread: threading.Thread | None = None
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[BaseException], None] | None = None
        self._ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._thread is not None

    def start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Begin; `done` or `failed` is called on the GUI thread."""
        self._number += 1
        self._done, self._failed = done, failed
        arguments = (self._number, work)
        self._thread = threading.Thread(target=self._run, args=arguments, name="ntm-grid", daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """Let the answer that is still to come fall away."""
        self._number += 1
        self._thread = None

    def wait(self, seconds: float = 10.0) -> None:
        """Wait for the thread to end: before the window goes."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, number: int, work: Callable[[], Any]) -> None:
        result: Any = None
        failure: BaseException | None = None
        try:
            with _NO_GARBAGE:
                result = work()
        except BaseException as error:  # noqa: BLE001 - told on the GUI thread
            failure = error
        with suppress(RuntimeError):  # the window went while the work ran
            self._ended.emit(number, result, failure)

    def _answer(self, number: int, result: object, failure: BaseException | None) -> None:
        if number != self._number:
            return
        self._thread = None
        if failure is not None and self._failed is not None:
            self._failed(failure)
        elif failure is None and self._done is not None:
            self._done(result)


class Writer(QObject):
    """Writes acts, one at a time. `began` says that one takes a while."""

    began = Signal()

    def __init__(self, parent: QObject, context: Callable[[], Context]) -> None:
        super().__init__(parent)
        self._context = context
        self._worker = Worker(self)

    @property
    def busy(self) -> bool:
        """Whether an act is still being written."""
        return self._worker.busy

    def write(
        self,
        cells: int,
        work: Callable[[Context], Any],
        done: Callable[[Any], None],
        failed: Callable[[NtmError], None],
    ) -> None:
        """Do `work`: here for up to `AT_ONCE` cells, else in a worker. `done` gets what it returned, once durable."""
        if cells <= AT_ONCE:
            self._here(work, done, failed)
        else:
            self._in_worker(work, done, failed)

    def wait(self) -> None:
        """Wait until nothing is being written."""
        self._worker.wait()

    def _here(
        self, work: Callable[[Context], Any], done: Callable[[Any], None], failed: Callable[[NtmError], None]
    ) -> None:
        try:
            result = work(self._context())
        except NtmError as error:
            failed(error)
        else:
            done(result)

    def _in_worker(
        self, work: Callable[[Context], Any], done: Callable[[Any], None], failed: Callable[[NtmError], None]
    ) -> None:
        context = self._context()

        def job() -> Any:  # noqa: ANN401 - whatever `work` returns
            with own_connection(context) as own:
                return work(own)

        self.began.emit()
        self._worker.start(job, done, _only_ours(failed))


def _only_ours(failed: Callable[[NtmError], None]) -> Callable[[Any], None]:
    def tell(error: BaseException) -> None:
        if not isinstance(error, NtmError):
            raise error
        failed(error)

    return tell
