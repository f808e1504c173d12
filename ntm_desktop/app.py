"""Composition root: opens an office's data and hands out one frozen context."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop import paths
from ntm_desktop.catalog import load_catalogue
from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.frozen import frozen
from ntm_desktop.paths import DataPaths
from ntm_desktop.services.context import Context
from ntm_desktop.store.database import open_database
from ntm_desktop.store.lock import InstanceLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def local_now() -> datetime:
    """Return the local time, aware of its zone."""
    seconds = time.time()
    return datetime.fromtimestamp(seconds, _zone(int(seconds) // 60))


@lru_cache(maxsize=2)
def _zone(minute: int) -> timezone:
    """Return the zone in a minute since 1970: asked at each answer, and no clock is put forward within a minute."""
    return timezone(timedelta(seconds=time.localtime(minute * 60).tm_gmtoff))


@frozen
class OpenOffice:
    """An office whose data this program holds open: close it to let others in."""

    context: Context
    lock: InstanceLock

    def close(self) -> None:
        """Close the database and give the lock back."""
        self.context.database.close()
        self.lock.release()


def open_office(folder: Path, clock: Callable[[], datetime] = local_now) -> OpenOffice:
    """Lock and open the data in `folder`, made if need be; raises EnvironmentFault where it cannot be."""
    places = DataPaths(folder)
    lock = InstanceLock(places.lock)
    lock.acquire()
    try:
        return _opened(places, lock, clock)
    except BaseException:
        lock.release()
        raise


def _opened(places: DataPaths, lock: InstanceLock, clock: Callable[[], datetime]) -> OpenOffice:
    refuse_lost(places)
    database = open_database(places.database, before_migration=lambda live: _back_up(places, live, clock()))
    try:
        return OpenOffice(Context(places, database, load_catalogue(paths.resources_folder()), clock), lock)
    except BaseException:
        database.close()
        raise


def refuse_lost(places: DataPaths) -> None:
    """Refuse an empty or missing database beside backups; EnvironmentFault(store.lost).

    That is no first start: whoever met its questions there would take the work of years for gone.
    """
    live = places.database
    gone = not live.exists() or live.stat().st_size == 0
    if gone and any(places.backups.glob("*.sqlite3")):
        raise EnvironmentFault("store.lost", file=str(live), folder=str(places.backups))


def _back_up(places: DataPaths, live: Path, now: datetime) -> None:
    from ntm_desktop.services import backups  # rarely needed, and not at every start

    backups.before_migration(places, live, now)


@contextmanager
def office(folder: Path, clock: Callable[[], datetime] = local_now) -> Iterator[Context]:
    """Hold the data in `folder` open for a block."""
    opened = open_office(folder, clock)
    try:
        yield opened.context
    finally:
        opened.close()


@contextmanager
def new_office(folder: Path, clock: Callable[[], datetime] = local_now) -> Iterator[Context]:
    """Hold the data in `folder` open for a block that makes an office of it.

    Where the block fails, nothing stays that was not there before: neither an empty database nor a folder.
    """
    places = DataPaths(folder)
    missing = _Missing.of(places)
    lock = InstanceLock(places.lock)
    lock.acquire()
    try:
        opened = _opened(places, lock, clock)
        try:
            yield opened.context
        finally:
            opened.context.database.close()
    except BaseException:
        missing.remove_data()  # while the lock is ours: nobody else has begun to work in here
        if not missing.remove_lock():  # Windows gives a file up only when it is closed
            lock.release()
            missing.remove_lock()
        raise
    finally:
        lock.release()


@frozen
class _Missing:
    """What of an office's folder was not there: what may be removed again."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    lock: tuple[Path, ...]
    parents: tuple[Path, ...]

    @classmethod
    def of(cls, places: DataPaths) -> _Missing:
        """Look at the folder before anything is made."""

        def new(*paths: Path) -> tuple[Path, ...]:
            return tuple(path for path in paths if not path.exists())

        return cls(
            new(places.database),
            new(places.states, places.quarantine, places.backups),
            new(places.lock),
            new(places.root, *places.root.parents),
        )

    def remove_data(self) -> None:
        """Remove the database and the folders beside it."""
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)
        for file in self.files:
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def remove_lock(self) -> bool:
        """Remove the lock, then the folders that are empty now; whether the lock could be removed."""
        with suppress(OSError):
            for file in self.lock:
                file.unlink(missing_ok=True)
            for parent in self.parents:
                parent.rmdir()  # not where something of somebody else's lies in it
        return not any(file.exists() for file in self.lock)
