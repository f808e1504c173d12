"""Work beside the window: told on the GUI thread, and harmless to a window that goes meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from ntm_desktop.ui.worker import Run, Worker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[2]
# What once ended the program: pages that are closed while their bulk writes and readings still run.
_CLOSING = """
import sys, time
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from ntm_desktop.ui.tasks import Tasks, TaskWords
from ntm_desktop.ui.worker import Worker

application = QApplication(sys.argv[:1])
done = []

def page(turn):
    made = QWidget()
    label, worker, tasks = QLabel(made), Worker(made), Tasks(done.append, parent=made)
    cells = [(number, str(number)) for number in range(200)]

    def work():
        time.sleep((turn % 7) / 1000)
        label, made  # the work holds on to widgets, as a plan holds on to its model
        return [(number, text * 2, {}) for number, text in cells]

    worker.start(work, lambda found: label.setText(str(len(found))), done.append)
    tasks.start(TaskWords("x"), lambda progress, off: [progress(share / 9, "") for share in range(9)] and work())
    if turn % 3 == 0:
        worker.start(work, lambda found: label.setText(str(len(found))), done.append)
    return made

for turn in range(int(sys.argv[1])):
    made = page(turn)
    until = time.monotonic() + (turn % 5) / 500
    while time.monotonic() < until:
        application.processEvents()
    if turn % 2:
        made.deleteLater()
        QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    del made
until = time.monotonic() + 0.2
while time.monotonic() < until:
    application.processEvents()
print("sound", done)
"""


def test_the_answer_comes_on_the_gui_thread(qtbot: QtBot) -> None:
    owner = QObject()
    worker = Worker(owner)
    told: list[tuple[object, bool, bool]] = []
    failed: list[BaseException] = []

    def done(result: object) -> None:
        told.append((result, threading.current_thread() is threading.main_thread(), worker.busy))

    worker.start(threading.current_thread, done, failed.append)
    assert worker.busy
    qtbot.waitUntil(lambda: bool(told))
    ((thread, on_gui, busy),) = told
    assert (thread is threading.main_thread(), on_gui, busy) == (False, True, False)


def test_what_the_work_holds_goes_on_the_gui_thread(qtbot: QtBot) -> None:
    gone: list[str] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.current_thread().name)

    def begin(owner: QObject) -> None:
        held = Held()
        Worker(owner).start(lambda: (go.wait(5), held)[0], lambda _result: None, lambda _error: None)

    owner, go = QObject(), threading.Event()
    begin(owner)
    Shiboken.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.main_thread().name]


def test_an_owner_that_went_is_told_nothing(qtbot: QtBot) -> None:
    owner, go = QWidget(), threading.Event()
    told: list[object] = []
    run = Run(owner, lambda: go.wait(5), lambda *answer: told.append(answer), lambda: told.append("look"))
    run.start()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] == "look"
    Shiboken.delete(owner)
    told.clear()
    go.set()
    assert run.join(5)
    qtbot.wait(30)
    assert told == []


def test_pages_may_close_while_their_work_runs() -> None:
    words = [sys.executable, "-X", "faulthandler", "-c", _CLOSING, "60"]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own
    assert (ended.returncode, ended.stdout.strip()) == (0, "sound []"), ended.stderr
    assert "Error" not in ended.stderr
