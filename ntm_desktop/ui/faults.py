"""What nobody caught: written to the log with its trace, shown to the person as words and a code."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

LOGGER = logging.getLogger("ntm_desktop.ui")
_LOG_BYTES = 1_000_000
_LOG_FILES = 3

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_to(folder: Path) -> logging.Handler:
    """Write technical logs below `folder`, turned over at a start (3 × 1 MB); the caller closes the handler.

    The standard library's rotating handler would do it while running, and cost 12 ms at every start for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "ntm.log"
    with suppress(OSError):
        if file.stat().st_size > _LOG_BYTES:
            for number in range(_LOG_FILES - 1, 0, -1):
                older = file if number == 1 else folder / f"ntm.log.{number - 1}"
                if older.exists():
                    older.replace(folder / f"ntm.log.{number}")
    handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("ntm_desktop")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


class FaultHooks(QObject):
    """Takes over the hooks of Python, its threads and Qt; `remove` gives them back.

    `show` runs on the GUI thread, also for what happened on another one, and never twice at once.
    """

    _seen = Signal(object)

    def __init__(self, show: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._show = show
        self._showing = False
        self.before = (sys.excepthook, threading.excepthook)
        self._seen.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks."""
        sys.excepthook = self._python
        threading.excepthook = self._thread
        qInstallMessageHandler(_qt_message)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self.before
        qInstallMessageHandler(None)

    def _python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self.before[0](kind, error, trace)
            return
        LOGGER.error("not caught", exc_info=(kind, error, trace))
        self._seen.emit(error)

    def _thread(self, told: threading.ExceptHookArgs) -> None:
        error = told.exc_value or told.exc_type()
        LOGGER.error("not caught in a thread", exc_info=(told.exc_type, error, told.exc_traceback))
        self._seen.emit(error)

    def _tell(self, error: BaseException) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            self._show(error)
        finally:
            self._showing = False


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    LOGGER.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category, message)
