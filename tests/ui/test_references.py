"""A long day of signals does not kill the program (see `ntm_desktop.ui.references`)."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import ntm_desktop.ui
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    told = Signal(object)
source = Source()
source.told.connect(lambda _value: None)
for each in range(20_000):
    source.told.emit(each)
print(True, False)
"""


def test_many_signals() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "True False\n"), done.stderr
