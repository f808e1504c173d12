"""A long day at work does not kill the program: the pinned Qt binding keeps its references (6.12.0 did not)."""

from __future__ import annotations

import subprocess
import sys

import pytest

SIGNALS = """
import ntm_desktop.ui
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    told = Signal(object)
source = Source()
source.told.connect(lambda _value: None)
for each in range(20_000):
    source.told.emit(each)
print(True, None)
"""
ITEMS = """
import ntm_desktop.ui
from PySide6.QtGui import QStandardItem, QStandardItemModel
model = QStandardItemModel(200, 200)
for row in range(200):
    for column in range(200):
        model.setItem(row, column, QStandardItem("Đạt"))
print(True, None)
"""


@pytest.mark.parametrize("program", [SIGNALS, ITEMS], ids=["signals", "items"])
def test_many_calls(program: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-X", "utf8", "-c", program], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "True None\n"), done.stderr
