"""Keeps Python alive under a fault of its Qt binding.

PySide6 6.12 gives away references that it never took: one to True with each `Signal.emit`, one to None with each
`QStandardItemModel.setItem`, and more of the kind. Before Python 3.12 nothing protects these values, so that a
program dies («bool_dealloc», «none_dealloc») after some hundred signals. Shown by tests/ui/test_references.py.
"""

from __future__ import annotations

import ctypes
import sys

_SPARE = 1 << 40  # more than the calls of a life
_CONSTANTS = (True, False, None, NotImplemented, ...)


def keep_constants() -> None:
    """Give Python's constants so many references that the missing ones are never felt; immortal since 3.12."""
    if sys.version_info < (3, 12):
        for value in _CONSTANTS:
            ctypes.c_ssize_t.from_address(id(value)).value += _SPARE
