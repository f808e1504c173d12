"""What nobody caught ends in the log and in words, never in a trace on the screen."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import qWarning

from ntm_desktop.ui.faults import FaultHooks, log_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def shown() -> list[BaseException]:
    return []


@pytest.fixture
def hooks(shown: list[BaseException], qtbot: QtBot) -> Iterator[FaultHooks]:
    del qtbot
    hooks = FaultHooks(shown.append)
    hooks.install()
    yield hooks
    hooks.remove()


def _raised(error: BaseException) -> BaseException:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


@pytest.mark.usefixtures("hooks")
def test_what_python_did_not_catch(shown: list[BaseException], qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("not caught")
    error = _raised(ValueError("x"))
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: shown == [error], timeout=1000)


@pytest.mark.usefixtures("hooks")
def test_what_a_thread_did_not_catch(shown: list[BaseException], qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("not caught in a thread")

    def work() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: [str(error) for error in shown] == ["in a thread"], timeout=1000)


def test_one_dialog_at_a_time(qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("not caught")
    seen: list[str] = []

    def show(error: BaseException) -> None:
        seen.append(str(error))
        sys.excepthook(ValueError, ValueError("second"), None)
        qtbot.wait(10)  # the person reads, events go on

    hooks = FaultHooks(show)
    hooks.install()
    try:
        sys.excepthook(ValueError, ValueError("first"), None)
        qtbot.wait(30)
    finally:
        hooks.remove()
    assert seen == ["first"]


def test_the_keyboard_still_interrupts(hooks: FaultHooks, shown: list[BaseException], qtbot: QtBot) -> None:
    passed: list[object] = []
    hooks.before = (lambda *given: passed.append(given[0]), hooks.before[1])
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    qtbot.wait(10)
    assert shown == []
    assert passed == [KeyboardInterrupt]


@pytest.mark.usefixtures("hooks")
def test_qt_speaks_to_the_log(expected_log: list[str]) -> None:
    expected_log.append("Qt default: a warning of Qt")
    qWarning("a warning of Qt")


def test_the_log_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    handler = log_to(tmp_path / "logs")
    try:
        logging.getLogger("ntm_desktop.ui").info("mở chương trình")
        handler.flush()
        assert "mở chương trình" in (tmp_path / "logs" / "ntm.log").read_text(encoding="utf-8")
    finally:
        logging.getLogger("ntm_desktop").removeHandler(handler)
        logging.getLogger("ntm_desktop").setLevel(logging.NOTSET)
        handler.close()
