"""The fixtures of tests/conftest.py really fail what they say they fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each inner test, and what becomes of it.
INNER = """
import logging, os, socket, threading, time, warnings
from pathlib import Path
import pytest
from ntm_desktop import i18n, paths

def test_stray_warning_error():
    logging.getLogger("x").warning("disk")

def test_info_record_passed():
    logging.getLogger("x").info("all is well")

def test_expected_warning_passed(expected_log):
    expected_log.append("disk .*full")
    logging.getLogger("x").warning("disk is full")

def test_expected_but_missed_error(expected_log):
    expected_log.append("disk")

def test_other_than_expected_error(expected_log):
    expected_log.append("disk")
    logging.getLogger("x").error("disk")
    logging.getLogger("x").error("net")

def test_thread_left_error():
    threading.Thread(target=time.sleep, args=(4,), daemon=True, name="lazy").start()

def test_thread_soon_over_passed():
    threading.Thread(target=time.sleep, args=(0.1,)).start()

def test_pool_left_error(qapp):
    from PySide6.QtCore import QThreadPool
    QThreadPool.globalInstance().start(lambda: time.sleep(4))

def test_window_left_error(qapp):
    from PySide6.QtWidgets import QWidget
    global kept
    kept = QWidget(objectName="forgotten")

def test_window_added_passed(qtbot):
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_window_closed_passed(qapp):
    from PySide6.QtWidgets import QDialog
    window = QDialog()
    window.show()
    window.deleteLater()

def test_tooltip_passed(qtbot):
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QLabel, QToolTip
    label = QLabel("x")
    qtbot.addWidget(label)
    QToolTip.showText(QPoint(1, 1), "tip", label)

def test_timer_left_error(qapp):
    from PySide6.QtCore import QTimer
    QTimer(qapp, objectName="tick").start(1000)

def test_offscreen_messages_passed(qtbot):
    from PySide6.QtWidgets import QDialog, QMenu
    window = QDialog()
    qtbot.addWidget(window)
    window.setFixedSize(200, 100)
    window.show()
    window.raise_()
    QMenu(window).popup(window.pos())

def test_qt_warning_failed(qapp):
    from PySide6.QtCore import qWarning
    qWarning("QPainter::begin: paint device returned engine == 0")

def test_python_warning_failed():
    warnings.warn("old", DeprecationWarning)

def test_english_passed():
    i18n.use_language("en")

def test_vietnamese_after_english_passed():
    assert i18n.current_language() == "vi"

def test_network_failed():
    socket.create_connection(("192.0.2.1", 9), timeout=0.1)

def test_loopback_passed():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_data_folder_passed(data_folder):
    assert paths.default_data_folder() == data_folder
    assert not data_folder.exists()
    data_folder.mkdir(parents=True)

def test_another_data_folder_passed(data_folder):
    assert not data_folder.exists()

def test_home_passed(tmp_path_factory, monkeypatch):
    monkeypatch.delenv("NTM_DATA")
    assert paths.default_data_folder().is_relative_to(tmp_path_factory.getbasetemp())

def test_place_on_earth_passed(qapp):
    assert time.strftime("%H:%M", time.localtime(0)) == "07:00"
    assert qapp.platformName() == "offscreen"

def test_missing_program_skipped(program):
    program("no-such-program")

def test_program_beside_python_passed(program):
    assert program("pytest").is_file()
"""
NAMES = re.findall(r"def (test_\w+)\(", INNER)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Run the inner tests once under our conftest and settings; return what was said of each."""
    folder = tmp_path_factory.mktemp("inner")
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_inner.py").write_text(INNER, encoding="utf-8")
    options = [
        "-rA",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:cov",
        "--rootdir",
        str(folder),
    ]
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *options, str(folder)]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    done = subprocess.run(  # noqa: S603 (our own command)
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    said: dict[str, set[str]] = {name: set() for name in NAMES}
    for word, name in re.findall(r"^(PASSED|FAILED|ERROR) \S*::(test_\w+)", done.stdout, re.MULTILINE):
        said[name].add(word.lower())
    if skipped := re.findall(r"^SKIPPED.*no-such-program", done.stdout, re.MULTILINE):
        assert len(skipped) == 1
        said["test_missing_program_skipped"].add("skipped")
    assert any(said.values()), done.stdout + done.stderr
    return said


@pytest.mark.parametrize("name", NAMES)
def test_each_inner_test_ends_as_its_name_says(name: str, outcomes: dict[str, set[str]]) -> None:
    expected = name.rpartition("_")[2]
    words = outcomes[name]
    assert expected in words
    assert expected != "passed" or words == {"passed"}
