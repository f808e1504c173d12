"""From nothing to a usable window, whole process, against a bare window of the same library."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.benchmarks import ground
from tests.benchmarks.measure import Line, turns

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale

_LONGEST = 120  # seconds
BARE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableView())
window.show()
QTimer.singleShot(0, lambda: os._exit(0))  # as below: what is measured is the start
application.exec()
"""
OURS = """
import gc
gc.disable()  # as ntm_desktop.__main__ does
import os, sys
from ntm_desktop.ui import program
from PySide6.QtCore import QTimer
class Shown(program.Program):
    def start(self):
        begun = super().start()
        # What a person waits for is over; closing well is not part of the start.
        QTimer.singleShot(0, lambda: os._exit(0 if begun else 1))
        return begun
program.Program = Shown
program.run_window(sys.argv)
"""


def start(scale: Scale) -> Line:
    """Measure the start of the program on a filled commune."""
    # A program that is installed has its modules compiled; the first turn, which does not count, compiles ours.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**inherited, "QT_QPA_PLATFORM": "offscreen", "NTM_DATA": str(ground.folder(scale))}

    def run(code: str) -> None:
        # A question at the start (another one at work in the same folder) would wait for an answer for ever.
        command = [sys.executable, "-c", code]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603

    mine, bare = turns(max(5, scale.turns), lambda: run(OURS), lambda: run(BARE))
    return Line("Start to a usable window, against a bare window with an empty table", tuple(mine), tuple(bare), 1.5)
