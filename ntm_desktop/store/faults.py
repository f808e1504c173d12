"""What SQLite says, as our own faults: a code, the file, and never SQLite's English."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from ntm_desktop.errors import BugError, EnvironmentFault

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from ntm_desktop.errors import NtmError

_CODES = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_IOERR: "store.disk_fault",
}
# SQLite calls it a fault of the disk, not a full one, where the file that its readers share cannot grow.
_OF_A_FULL_DISK = frozenset({"store.disk_fault", "store.cannot_open"})
_LEAST_ROOM = 64 * 1024


def fault_of(error: sqlite3.Error, file: str) -> NtmError:
    """Return our fault for a SQLite error that happened on `file`; a constraint broken is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    known = _CODES.get(code & 0xFF) if isinstance(code, int) else None
    if known is not None:
        return EnvironmentFault("store.disk_full" if known in _OF_A_FULL_DISK and _is_full(file) else known, file=file)
    return BugError("store.unexpected", file=file, detail=f"{type(error).__name__}: {error}")


def _is_full(file: str) -> bool:
    """Tell whether the disk has no room for the little that opening a database writes beside it."""
    import shutil  # a fault is rare, and every start reads this module

    try:
        return shutil.disk_usage(os.path.dirname(file) or ".").free < _LEAST_ROOM  # noqa: PTH120 - text, not a path
    except OSError:
        return False


class _Translated:
    """A block whose SQLite errors come out as our faults; no generator, because every statement stands in one."""

    __slots__ = ("_file",)

    def __init__(self, file: str) -> None:
        self._file = file

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise fault_of(error, self._file) from error


def translated(file: str) -> AbstractContextManager[None]:
    """Run a block whose SQLite errors come out as our faults."""
    return _Translated(file)
