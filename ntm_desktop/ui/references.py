"""Keeps Python alive under a fault of its Qt binding.

PySide6 6.12 gives away a reference to True with each `Signal.emit` that it never took. Before Python 3.12 nothing
protects True, so that a program dies («bool_dealloc») after some hundred signals. Shown by tests/ui/test_references.py.
"""

from __future__ import annotations

import ctypes
import sys

_SPARE = 1 << 40  # more than the signals of a life


def keep_booleans() -> None:
    """Give True and False so many references that the missing ones are never felt; immortal since 3.12."""
    if sys.version_info < (3, 12):
        for value in (True, False):
            ctypes.c_ssize_t.from_address(id(value)).value += _SPARE
