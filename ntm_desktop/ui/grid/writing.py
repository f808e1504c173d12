"""Where an act is written: at once for what a person types, in a worker for what would hold up the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ntm_desktop.errors import NtmError
from ntm_desktop.services.wire import own_connection
from ntm_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.services.context import Context

# Measured: a thousand cells take about 15 ms on a slow office PC's disk and processor three times that.
AT_ONCE = 2_000


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
