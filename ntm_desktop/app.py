"""Composition root: opens an office's data and hands out one frozen context."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
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
    return datetime.now().astimezone()


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
        refuse_lost(places)
        database = open_database(places.database, before_migration=lambda live: _back_up(places, live, clock()))
    except BaseException:
        lock.release()
        raise
    catalogue = load_catalogue(paths.resources_folder())
    return OpenOffice(Context(places, database, catalogue, clock), lock)


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
