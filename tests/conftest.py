"""What holds for every test: an offscreen Qt, Vietnamese, no network, no traces left behind.

A test fails here when it leaves behind a log record (warning or above), a thread, a window or a timer. A run of all
tests fails where the program never gave one of its codes, and any run where a code that it gave reads wrongly.
"""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from ntm_desktop import i18n
from ntm_desktop.wording import texts
from tests import provoked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from ntm_desktop.ui.application import Appearance

# Qt reads these when its application is made, which no import does.
# NTM_TEST_PLATFORM=xcb shows the windows, or draws them in Xvfb.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("NTM_TEST_PLATFORM", "offscreen")
os.environ.update(QT_SCALE_FACTOR="1", QT_FONT_DPI="96", QT_ACCESSIBILITY="0")
# One place on earth and one language for every machine; in POSIX words, which need no time zone data.
os.environ.update(TZ="ICT-7", LC_ALL="C.UTF-8", LANG="C.UTF-8")
for _name in (
    "LANGUAGE",
    "QT_STYLE_OVERRIDE",
    "QT_LOGGING_RULES",
    "QT_QPA_PLATFORMTHEME",
    "XDG_CURRENT_DESKTOP",
):
    os.environ.pop(_name, None)
if hasattr(time, "tzset"):
    time.tzset()

PATIENCE = 2.0  # seconds that a thread may take to end after its test
QT_OWN_WINDOWS = {"QTipLabel"}  # the one tooltip, which Qt keeps for the whole program
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

hypothesis.settings.register_profile("fast", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, print_blob=True)
hypothesis.settings.register_profile(
    "long", deadline=None, max_examples=5_000, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile(os.environ.get("NTM_HYPOTHESIS", "fast"))


class _Records(logging.Handler):
    """Keeps what was logged at warning or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep `record`."""
        self.kept.append(record)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: the program is offline, and so are its tests."""
    if event == "socket.connect":
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = arguments
    else:
        return
    if isinstance(address, tuple) and address and address[0] not in LOOPBACK:
        raise PermissionError(f"a test spoke to the network: {address!r}")


sys.addaudithook(_refuse_network)


def pytest_configure(config: pytest.Config) -> None:
    """Watch which codes of the catalogue the program gives (tests/provoked.py)."""
    config.pluginmanager.register(provoked.Plugin(texts()), "provoked")


@pytest.fixture(scope="session", autouse=True)
def _isolated_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the person's own folders."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _isolated_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name a fresh data folder in NTM_DATA; it does not exist yet."""
    folder = tmp_path_factory.getbasetemp() / "data" / str(next(_numbers))
    monkeypatch.setenv("NTM_DATA", str(folder))


@pytest.fixture
def data_folder(_isolated_data: None) -> Path:
    """Return the folder that NTM_DATA names in this test."""
    return Path(os.environ["NTM_DATA"])


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    """Speak Vietnamese again after a test that spoke English."""
    yield
    i18n.use_language(i18n.SOURCE_LANGUAGE)


@pytest.fixture
def expected_log() -> list[str]:
    """Return the patterns of the records that a test means to provoke; add to it, and each must come."""
    return []


@pytest.fixture(autouse=True)
def _no_stray_log(expected_log: list[str]) -> Iterator[None]:
    """Fail on a log record of warning or above that the test did not announce in `expected_log`."""
    records = _Records()
    logging.getLogger().addHandler(records)
    yield
    logging.getLogger().removeHandler(records)
    said = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in records.kept]
    stray = [line for line in said if not any(re.search(pattern, line) for pattern in expected_log)]
    missed = [pattern for pattern in expected_log if not any(re.search(pattern, line) for line in said)]
    if stray:
        pytest.fail("Stray log records:\n" + "\n".join(stray), pytrace=False)
    if missed:
        pytest.fail(f"Announced in expected_log, never logged: {missed}", pytrace=False)


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """Fail on a thread, of Python or of Qt's pool, that outlives its test."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + PATIENCE
    for thread in _new_threads(before):
        thread.join(max(0.0, until - time.monotonic()))
    if left := [thread.name for thread in _new_threads(before)]:
        pytest.fail(f"Threads that outlive the test: {left}", pytrace=False)
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThreadPool

        if not QThreadPool.globalInstance().waitForDone(round(PATIENCE * 1000)):
            pytest.fail("Qt's thread pool is still at work after the test", pytrace=False)


@pytest.fixture(autouse=True)
def _no_leaked_windows() -> Iterator[None]:
    """Fail on a window without a parent, or a running timer of the application, that outlives its test."""
    before = {_address(each) for each in (*_windows(), *_timers())}
    yield
    if not _leaked(before):
        return
    _delete_what_qt_put_off()
    if left := _leaked(before):
        names = sorted(f"{type(each).__name__} {each.objectName()}".strip() for each in left)
        pytest.fail(f"Windows or timers that outlive the test (qtbot.addWidget?): {names}", pytrace=False)


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    """Return the one appearance of the test application: two would each install their translations."""
    from ntm_desktop.ui.application import Appearance

    appearance = Appearance(qapp)
    appearance.finish()
    return appearance


@pytest.fixture
def dressed(appearance: Appearance) -> Iterator[Appearance]:
    """Dress the application in the light theme, in Vietnamese; and again after the test."""
    from ntm_desktop.settings import Settings

    appearance.apply(Settings(theme="light"))
    yield appearance
    appearance.apply(Settings(theme="light"))


@pytest.fixture(scope="session")
def program() -> Callable[[str], Path]:
    """Return a finder of programs that are not ours: a test without one is skipped, in CI failed."""

    def find(name: str) -> Path:
        beside_python = Path(sys.executable).parent / name
        found = str(beside_python) if beside_python.is_file() else shutil.which(name)
        if found:
            return Path(found)
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed, and CI must have it", pytrace=False)
        pytest.skip(f"{name} is not installed: `python3 packaging/dev.py test` says how")

    return find


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return the threads begun since; not the stand-ins that Python keeps for Qt's threads («Dummy-1»)."""
    return [each for each in threading.enumerate() if each not in before and not each.name.startswith("Dummy-")]


def _windows() -> list[QWidget]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    return [
        each
        for each in QApplication.topLevelWidgets()
        if each.parent() is None and each.metaObject().className() not in QT_OWN_WINDOWS
    ]


def _timers() -> list[QObject]:
    """Return the running timers that belong to the application itself."""
    if "PySide6.QtCore" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QTimer

    application = QCoreApplication.instance()
    return [each for each in application.findChildren(QTimer) if each.isActive()] if application else []


_TURNS = itertools.count(1)


@pytest.fixture(autouse=True)
def _garbage_is_collected_between_tests() -> Iterator[None]:
    """Keep the collector off while a test runs: in a worker thread it could destroy a Qt object there."""
    gc.disable()
    yield
    gc.collect(2 if next(_TURNS) % 50 == 0 else 1)


def _leaked(before: set[int]) -> list[QObject]:
    return [each for each in (*_windows(), *_timers()) if _address(each) not in before]


def _address(each: QObject) -> int:
    from shiboken6 import Shiboken

    addresses: tuple[int, ...] = Shiboken.getCppPointer(each)
    return addresses[0]


def _delete_what_qt_put_off() -> None:
    """Give objects in cycles, and those told to delete themselves later, their chance."""
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
