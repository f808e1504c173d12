"""Work over half a second, off the GUI thread: progress, a time estimate, Cancel; one job at a time."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ntm_desktop.errors import CancelledError, UserError
from ntm_desktop.frozen import frozen
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.worker import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Progress = Callable[[float, str], None]
    Cancelled = Callable[[], bool]
    Job = Callable[[Progress, Cancelled], Any]

_SECONDS_BETWEEN_REPORTS = 0.05
_SECONDS_BEFORE_ESTIMATE = 1.0
_SMALLEST_SHARE = 0.02
_MINUTE = 60


@frozen
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


class _Job:
    """What a running job and the GUI thread say to each other: reports one way, «stop» the other."""

    def __init__(self, job: Job, clock: Callable[[], float]) -> None:
        self._job = job
        self._clock = clock
        self._reported = float("-inf")
        self._reports: deque[tuple[float, str]] = deque()  # safe between threads, as a queue
        self.stop = threading.Event()

    def work(self) -> Any:  # noqa: ANN401 - whatever the job returns
        """Do the job, on its thread."""
        return self._job(self._report, self.stop.is_set)

    def reports(self) -> Iterator[tuple[float, str]]:
        """Yield what was reported since the last look."""
        with suppress(IndexError):
            while True:
                yield self._reports.popleft()

    def _report(self, share: float, words: str = "") -> None:
        now = self._clock()
        if now - self._reported >= _SECONDS_BETWEEN_REPORTS or share >= 1:
            self._reported = now
            self._reports.append((share, words))


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
        self._run: Run | None = None
        self._job: _Job | None = None
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
        made = self._job = _Job(job, self._clock)
        run = self._run = Run(self, made.work, self._end, partial(self._listen, made))
        self.started.emit(words)
        run.start()
        return True

    def cancel(self) -> None:
        """Ask the running job to stop; it answers with `finished` once everything is as it was."""
        if self._job is not None:
            self._job.stop.set()
            self.progressed.emit(-1.0, _("Đang hủy…"), "")

    def shutdown(self, seconds: float = 10.0) -> bool:
        """Cancel and wait for the thread to end; False where it did not within `seconds`."""
        run, self._run = self._run, None
        job, self._job = self._job, None
        if run is None or job is None:
            return True
        job.stop.set()
        run.forget()
        return run.join(seconds)

    def _listen(self, job: _Job) -> None:
        for share, words in job.reports():
            left = remaining_seconds(share, self._clock() - self._since)
            self.progressed.emit(share, words, remaining_words(left))

    def _end(self, result: object, error: BaseException | None) -> None:
        self._run = self._job = None
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
