"""Background work: progress, estimate, cancel, errors, and no thread left behind."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import CancelledError, UserError
from ntm_desktop.ui.tasks import Tasks, TaskWords, remaining_seconds, remaining_words
from ntm_desktop.ui.watchdog import Watchdog, watched
from tests.ui.fakes import FakeClock, RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    Progress = Callable[[float, str], None]
    Cancelled = Callable[[], bool]

WORDS = TaskWords("Nhập danh sách hộ")


@pytest.fixture
def prompter() -> RecordingPrompter:
    return RecordingPrompter()


@pytest.fixture
def tasks(prompter: RecordingPrompter) -> Iterator[Tasks]:
    tasks = Tasks(prompter.show_error)
    yield tasks
    assert tasks.shutdown()


def wait_for_cancel(_progress: Progress, cancelled: Cancelled) -> None:
    until = time.monotonic() + 5
    while not cancelled() and time.monotonic() < until:
        time.sleep(0.002)
    raise CancelledError


def test_a_job_gives_its_result_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    results: list[object] = []
    where: list[object] = []

    def job(progress: Progress, cancelled: Cancelled) -> int:
        assert not cancelled()
        progress(0.5, "ấp 1")
        where.append(threading.current_thread())
        return 42

    def done(result: object) -> None:
        results.append((result, threading.current_thread() is threading.main_thread()))

    with qtbot.waitSignals([tasks.started, tasks.progressed, tasks.finished], timeout=3000):
        assert tasks.start(WORDS, job, on_done=done)
        assert tasks.busy
    assert results == [(42, True)]
    assert where != [threading.main_thread()]
    assert not tasks.busy


def test_cancelling(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []
    seen: list[str] = []
    tasks.progressed.connect(lambda _share, words, _left: seen.append(words))
    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, wait_for_cancel, on_done=told.append, on_cancelled=lambda: told.append("cancelled"))
        tasks.cancel()
    assert told == ["cancelled"]
    assert seen == ["Đang hủy…"]


def test_a_cancel_that_comes_too_late_is_told_as_done(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[object] = []

    def job(_progress: Progress, cancelled: Cancelled) -> str:
        while not cancelled():
            time.sleep(0.002)
        return "written"

    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, job, on_done=told.append)
        tasks.cancel()
    assert told == ["written"]


def test_cancelling_without_listener_says_nothing(tasks: Tasks, qtbot: QtBot, prompter: RecordingPrompter) -> None:
    tasks.cancel()
    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, wait_for_cancel)
        tasks.cancel()
    assert prompter.errors == []


def test_an_error_goes_to_the_prompter_or_to_who_asked(tasks: Tasks, qtbot: QtBot, prompter: RecordingPrompter) -> None:
    error = UserError("shell.no_printer")
    own: list[BaseException] = []

    def job(_progress: Progress, _cancelled: Cancelled) -> None:
        raise error

    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, job)
    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, job, on_failed=own.append)
    assert prompter.errors == [error]
    assert own == [error]


def test_only_one_job_at_a_time(tasks: Tasks, qtbot: QtBot, prompter: RecordingPrompter) -> None:
    tasks.start(WORDS, wait_for_cancel)
    assert not tasks.start(TaskWords("In"), lambda _progress, _cancelled: None)
    assert isinstance(prompter.errors[0], UserError)
    assert prompter.errors[0].code == "shell.task_running"
    assert prompter.errors[0].facts == {"title": "Nhập danh sách hộ"}
    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.cancel()


def test_shutdown_ends_the_thread_and_silences_it(qtbot: QtBot, prompter: RecordingPrompter) -> None:
    tasks = Tasks(prompter.show_error)
    told: list[str] = []
    tasks.start(WORDS, wait_for_cancel, on_cancelled=lambda: told.append("late"))
    assert tasks.shutdown()
    qtbot.wait(20)
    assert told == []
    assert not [each for each in threading.enumerate() if each.name == "ntm-task"]


def test_reports_are_few_however_many_a_job_makes(qtbot: QtBot, prompter: RecordingPrompter) -> None:
    clock = FakeClock()
    tasks = Tasks(prompter.show_error, clock)
    shares: list[float] = []
    tasks.progressed.connect(lambda share, _words, _left: shares.append(share))

    def job(progress: Progress, _cancelled: Cancelled) -> None:
        for step in range(10_000):
            progress(step / 10_000, "")
        progress(1.0, "")

    with qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, job)
    assert shares == [0.0, 1.0]


@pytest.mark.parametrize(
    ("share", "elapsed", "left"),
    [(0.5, 10, 10), (0.25, 10, 30), (1.0, 9, 0), (0.01, 60, None), (0.5, 0.5, None), (-1, 9, None), (2, 9, None)],
)
def test_the_estimate(share: float, elapsed: float, left: float | None) -> None:
    assert remaining_seconds(share, elapsed) == left


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.2, "còn khoảng 1 giây"), (12.3, "còn khoảng 12 giây"), (130, "còn khoảng 2 phút")],
)
def test_the_estimate_in_words(seconds: float | None, words: str) -> None:
    assert remaining_words(seconds) == words


def test_the_watchdog_sees_a_stall() -> None:
    clock = FakeClock()
    dog = Watchdog(0.1, clock)
    for passed in (0.05, 0.09, 0.25):
        clock.now += passed
        dog.beat()
    assert dog.stalls == [pytest.approx(0.25)]


def test_the_watchdog_watches_a_block(qtbot: QtBot) -> None:
    with watched() as quiet:
        qtbot.wait(30)
    with watched(0.05) as stalls:
        time.sleep(0.08)
    assert quiet == []
    assert len(stalls) == 1


def test_a_job_does_not_stall_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    def job(progress: Progress, _cancelled: Cancelled) -> None:
        for step in range(30):
            time.sleep(0.005)
            progress(step / 30, "")

    with watched(0.1) as stalls, qtbot.waitSignal(tasks.finished, timeout=3000):
        tasks.start(WORDS, job)
    assert stalls == []
