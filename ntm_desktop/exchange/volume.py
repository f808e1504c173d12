"""Files on a stick: written under a temporary name, flushed, read back, renamed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import uuid
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Protocol

from ntm_desktop import disk
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.errors import EnvironmentFault, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BLOCK = 1 << 18
# A full commune's archive is 1.3 MB; only attachments make one larger than this.
_SPOOLED = 32 * 1024 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE}
# Windows: drive not ready, device not connected, no such device; write-protected; disk full; held by another program.
_WINDOWS = {
    21: "exchange.volume.vanished",
    55: "exchange.volume.vanished",
    433: "exchange.volume.vanished",
    1167: "exchange.volume.vanished",
    19: "exchange.volume.read_only",
    39: "exchange.volume.full",
    112: "exchange.volume.full",
    32: "exchange.volume.busy",
    33: "exchange.volume.busy",
}


class FileSystem(Protocol):
    """The few file operations that a package's life depends on, so that a test can let each of them fail."""

    def create(self, path: Path) -> IO[bytes]:
        """Open a file for writing, empty."""

    def open(self, path: Path) -> IO[bytes]:
        """Open a file for reading, from the medium rather than from memory where the system allows."""

    def fsync(self, file: IO[bytes]) -> None:
        """Flush a file to the medium."""

    def replace(self, source: Path, target: Path) -> None:
        """Rename, over an older file of that name."""

    def fsync_folder(self, folder: Path) -> None:
        """Flush a folder's list of names to the medium, where the system can."""

    def remove(self, path: Path) -> None:
        """Delete a file."""


class RealFileSystem:
    """The operations as the operating system does them."""

    def create(self, path: Path) -> IO[bytes]:
        """Open a file for writing, empty and new: what a stick has under that name, a link say, is not written to."""
        return disk.create(path)

    def open(self, path: Path) -> IO[bytes]:
        """Open a file for reading; on Linux its cached pages are dropped first."""
        file = disk.reading(path)
        if hasattr(os, "posix_fadvise"):  # pragma: no branch - Windows has none
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file

    def fsync(self, file: IO[bytes]) -> None:
        """Flush a file to the medium."""
        file.flush()
        os.fsync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Rename, over an older file of that name."""
        disk.rename(source, target)

    def fsync_folder(self, folder: Path) -> None:
        """Flush a folder's list of names; Windows has no such call and needs none."""
        disk.sync(folder)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()


REAL = RealFileSystem()


@contextlib.contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn what the system says into an EnvironmentFault `exchange.volume.*` with the path."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFault(_code(error), path=str(path)) from error


def write_finished(
    fs: FileSystem, target: Path, write: Callable[[IO[bytes]], None], check: Callable[[Path], None]
) -> None:
    """Write a file that is either whole and checked under its name, or not there at all.

    `write` fills the temporary file, `check` reads it back and raises where it is not what it should be.
    UserError `exchange.volume.is_folder` where a folder has that name.
    """
    part = target.parent / f".~{target.name}.part"
    try:
        with faults_of(target):
            _refuse_folder(target)
            disk.refuse_special(target)
            with fs.create(part) as file:
                write(file)
                fs.fsync(file)
            check(part)
            fs.replace(part, target)
            fs.fsync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.remove(part)
        raise


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise UserError("exchange.volume.is_folder", path=str(target))


def quarantine(source: Path, folder: Path, limit: int, fs: FileSystem = REAL) -> Path:
    """Copy a foreign file into our own folder before looking into it; the name is the SHA-256 of its content.

    RefusedError `exchange.limit.sealed` above `limit` bytes however long the file says it is,
    `exchange.volume.no_file` where it is no regular file; EnvironmentFault where reading or writing fails.
    """
    with faults_of(source):
        if not stat.S_ISREG(source.stat().st_mode):
            raise _refused("exchange.volume.no_file", source)
        # Its own name may be as long as names can be, or hold what our disk does not take.
        part = folder / f".~{uuid.uuid4().hex}.part"
        try:
            digest = _copied(fs, source, part, limit)
            target = folder / f"{digest}.ntmpkg"
            fs.replace(part, target)
        except BaseException:
            with contextlib.suppress(OSError):
                fs.remove(part)
            raise
    return target


def spooled(workdir: Path | None) -> SpooledTemporaryFile[bytes]:
    """Return a nameless file that stays in memory up to 32 MiB, then goes to `workdir`."""
    return SpooledTemporaryFile(max_size=_SPOOLED, dir=None if workdir is None else str(workdir))


def digest_of(file: IO[bytes]) -> tuple[str, int]:
    """Return SHA-256 in hex and size of what is left to read of a file."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _copied(fs: FileSystem, source: Path, part: Path, limit: int) -> str:
    digest, size = hashlib.sha256(), 0
    with fs.open(source) as incoming, _on_our_disk(part.parent), fs.create(part) as outgoing:
        while block := _read(source, incoming):
            size += len(block)
            if size > limit:
                raise _refused("exchange.limit.sealed", source, f"≤ {limit}")
            digest.update(block)
            outgoing.write(block)
        fs.fsync(outgoing)
    return digest.hexdigest()


def _read(source: Path, incoming: IO[bytes]) -> bytes:
    with faults_of(source):
        return incoming.read(_BLOCK)


@contextlib.contextmanager
def _on_our_disk(folder: Path) -> Iterator[None]:
    """Tell what happens to our own disk from what happens to the stick: there is nothing to be deleted on a stick."""
    try:
        yield
    except OSError as error:
        code = "store.disk_full" if error.errno in _FULL else _code(error)
        raise EnvironmentFault(code, file=str(folder), path=str(folder)) from error


def _refused(code: str, source: Path, expected: str = "") -> RefusedError:
    problem = Problem(code, Place(source=source.name), expected=expected)
    return RefusedError(code, [problem], source=source.name)


def _code(error: OSError) -> str:
    windows = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    if windows:
        return windows
    if error.errno in _FULL:
        return "exchange.volume.full"
    if error.errno in _READ_ONLY:
        return "exchange.volume.read_only"
    return "exchange.volume.vanished" if error.errno in _GONE else "exchange.volume.failed"
