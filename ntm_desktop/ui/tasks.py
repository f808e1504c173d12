"""Work over half a second, off the GUI thread: progress, a time estimate, Cancel; one job at a time."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from ntm_desktop.errors import CancelledError, UserError
from ntm_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[float, str], None]
    Cancelled = Callable[[], bool]
    Job = Callable[[Progress, Cancelled], Any]

_SECONDS_BETWEEN_REPORTS = 0.05
_SECONDS_BEFORE_ESTIMATE = 1.0
_SMALLEST_SHARE = 0.02
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class TaskWords:
    """What is said of a job: its title, and whether the pages are locked while it holds the write lock."""

    title: str
    locks: bool = False


def remaining_seconds(share: float, elapsed: float) -> float | None:
    """Estimate the seconds left from the share done (0 to 1) and the seconds so far; None: too early."""
    if share < _SMALLEST_SHARE or elapsed < _SECONDS_BEFORE_ESTIMATE or share > 1:
        return None
    return elapsed * (1 - share) / share


def remaining_words(seconds: float | None) -> str:
    """Say how long it will take: «còn khoảng 12 giây»; empty where nobody can tell yet."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("còn khoảng {seconds} giây").format(seconds=max(1, round(seconds)))
    return _("còn khoảng {minutes} phút").format(minutes=round(seconds / _MINUTE))


class _Run(QObject):
    """One job on its own thread. Its signals cross to the GUI thread as queued events."""

    progressed = Signal(float, str)
    ended = Signal(object, object)  # result, error

    def __init__(self, job: Job, clock: Callable[[], float]) -> None:
        super().__init__()
        self._job = job
        self._clock = clock
        self._reported = float("-inf")
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="ntm-task", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        self._stop.set()

    def join(self, seconds: float | None = None) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        try:
            result = self._job(self._progress, self._stop.is_set)
        except BaseException as error:  # noqa: BLE001 - whatever went wrong is told on the GUI thread
            self.ended.emit(None, error)
        else:
            self.ended.emit(result, None)

    def _progress(self, share: float, words: str = "") -> None:
        now = self._clock()
        if now - self._reported >= _SECONDS_BETWEEN_REPORTS or share >= 1:
            self._reported = now
            self.progressed.emit(share, words)


class Tasks(QObject):
    """Runs one job at a time and says how it goes.

    `progressed` carries the share done (0 to 1; negative: unknown), what is done now, the estimate in words.
    A job that saw `cancelled()` raises CancelledError; one that had finished by then is told as done.
    """

    started = Signal(object)  # TaskWords
    progressed = Signal(float, str, str)
    finished = Signal()

    def __init__(
        self,
        on_error: Callable[[BaseException], None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._clock = clock
        self._run: _Run | None = None
        self._words = TaskWords("")
        self._since = 0.0
        self._on_done: Callable[[Any], None] | None = None
        self._on_failed: Callable[[BaseException], None] | None = None
        self._on_cancelled: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._run is not None

    def start(
        self,
        words: TaskWords,
        job: Job,
        *,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[BaseException], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> bool:
        """Start `job(progress, cancelled)`; False (and a message) where another job is still running.

        The callbacks run on the GUI thread. Without `on_failed` the error goes to the prompter.
        """
        if self._run is not None:
            self._on_error(UserError("shell.task_running", title=self._words.title))
            return False
        self._words, self._since = words, self._clock()
        self._on_done, self._on_failed, self._on_cancelled = on_done, on_failed, on_cancelled
        run = self._run = _Run(job, self._clock)
        run.progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        run.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.started.emit(words)
        run.start()
        return True

    def cancel(self) -> None:
        """Ask the running job to stop; it answers with `finished` once everything is as it was."""
        if self._run is not None:
            self._run.cancel()
            self.progressed.emit(-1.0, _("Đang hủy…"), "")

    def shutdown(self, seconds: float = 10.0) -> bool:
        """Cancel and wait for the thread to end; False where it did not within `seconds`."""
        run, self._run = self._run, None
        if run is None:
            return True
        run.cancel()
        return run.join(seconds)

    def _tell(self, share: float, words: str) -> None:
        if self.sender() is not self._run:
            return
        left = remaining_seconds(share, self._clock() - self._since)
        self.progressed.emit(share, words, remaining_words(left))

    def _end(self, result: object, error: BaseException | None) -> None:
        run = self._run
        if run is None or self.sender() is not run:
            return  # ended after shutdown
        run.join()
        self._run = None
        self.finished.emit()
        self._answer(result, error)

    def _answer(self, result: object, error: BaseException | None) -> None:
        if error is None:
            if self._on_done is not None:
                self._on_done(result)
        elif isinstance(error, CancelledError):
            if self._on_cancelled is not None:
                self._on_cancelled()
        else:
            (self._on_failed or self._on_error)(error)
