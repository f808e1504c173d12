"""What a file's safety hangs on: flushing, patient renaming, and opening only what is a file and makes an end."""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Windows: access denied, sharing violation, lock violation. A scanner that opened a new file lets go of it soon.
_BUSY = frozenset({5, 32, 33})
_TRIES = 8
_FIRST_WAIT_SECONDS = 0.02
# Some sticks and shares know no flushing of folders; where it fails in any other way the folder is not safe.
_UNKNOWN_THERE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for somebody who writes into it


def reading(path: Path) -> IO[bytes]:
    """Open a file that somebody else made; OSError where it is a pipe or a device, which may wait or never end."""
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE))  # noqa: SIM115 - Path.open has no opener; it is the caller's to close
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def read(path: Path, most: int) -> bytes:
    """Return the content of a file that somebody else made; one byte more than `most` says that it is longer."""
    with reading(path) as file:
        return file.read(most + 1)


def refuse_special(path: Path) -> None:
    """Raise OSError where a pipe, a device or a folder lies under a name that a file shall get."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def create(path: Path) -> IO[bytes]:
    """Open a new file for writing; what stood under that name goes, and nothing is written through a link."""
    path.unlink(missing_ok=True)
    return path.open("xb")


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
