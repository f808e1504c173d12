"""One writer for an office's data: a lock that the operating system drops when the program dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from ntm_desktop.errors import EnvironmentFault

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path
    from types import TracebackType


class InstanceLock:
    """Holds `path` locked from `acquire` to `release`; the file stays, its lock does not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None

    def acquire(self) -> None:
        """Take the lock, or raise `store.in_use` naming the process that holds it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # without a buffer: on a full disk its rest would be written, and fail, when the file is closed
            file = self._path.open("a+b", buffering=0)
        except (FileExistsError, NotADirectoryError) as error:  # a file has the folder's name, or one above it
            raise EnvironmentFault("store.not_a_folder", file=str(self._path.parent)) from error
        except OSError as error:
            raise EnvironmentFault("store.read_only", file=str(self._path.parent)) from error
        try:
            _lock(file)
        except OSError as error:
            holder = _holder(file)
            file.close()
            raise EnvironmentFault("store.in_use", file=str(self._path.parent), holder=holder) from error
        self._file = file
        # The lock covers byte 0; what a person may read stands after it.
        with suppress(OSError):
            file.truncate(0)
            file.write(b" " + str(os.getpid()).encode())

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file is not None:
            with suppress(OSError):
                self._file.truncate(0)  # a folder that was only looked into is as it was
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        """Take the lock for a block."""
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.release()


def _holder(file: FileIO) -> str:
    try:
        file.seek(1)
        return file.read(20).decode("ascii", "replace").strip() or "?"
    except OSError:
        return "?"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: FileIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: FileIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
