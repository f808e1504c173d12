"""What a file's safety hangs on: flushing files and folders, and renaming although an antivirus looks into the file."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Windows: access denied, sharing violation, lock violation. A scanner that opened a new file lets go of it soon.
_BUSY = frozenset({5, 32, 33})
_TRIES = 8
_FIRST_WAIT_SECONDS = 0.02
# Some sticks and shares know no flushing of folders; where it fails in any other way the folder is not safe.
_UNKNOWN_THERE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})


def rename(source: Path, target: Path) -> None:
    """Rename over an older file of that name, patiently (2.5 s) where another program holds it open on Windows.

    OSError where it stays so, or at once for any other reason; then both files are as they were.
    """
    wait = _FIRST_WAIT_SECONDS
    for _try in range(_TRIES - 1):
        try:
            source.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY:
                raise
            time.sleep(wait)
            wait *= 2
        else:
            return
    source.replace(target)


def sync(path: Path) -> None:
    """Flush a file, or a folder's list of names, to the disk; OSError where that fails.

    Windows cannot open folders, and does not need it; a file system that knows no flushing of folders is let be.
    """
    folder = path.is_dir()
    if folder and os.name == "nt":  # pragma: no cover - not on this system
        return
    descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not (folder and error.errno in _UNKNOWN_THERE):
            raise
    finally:
        os.close(descriptor)
