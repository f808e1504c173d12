"""Backups: SQLite's online copy, believed only after it was opened and checked; restore; and what to keep."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ntm_desktop.disk import rename, sync
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.frozen import frozen
from ntm_desktop.store import migrations
from ntm_desktop.store.faults import translated
from ntm_desktop.store.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_STAMP = "%Y%m%d-%H%M%S"
_SUFFIX = ".sqlite3"
_TRIGGERS = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
_STATE_SECONDS = 400 * 24 * 3600
KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 7, 4, 12


@frozen
class Backup:
    """A verified copy: where it lies, when and why it was made, its size in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


@frozen
class Point:
    """Whose backup it is, and where in which history it was made: its last journal entry."""

    office: str
    lineage: str
    entry: int


@frozen
class Check:
    """What opening and checking a database file found. `faults` are SQLite's own lines, for the log."""

    ok: bool
    sha256: str = ""
    households: int = 0
    answers: int = 0
    faults: tuple[str, ...] = ()


def write(database: Path, folder: Path, now: datetime, reason: str) -> Backup:
    """Copy the database into `folder` under a temporary name, check the copy, then give it its name.

    `reason` is a short word for the file name (daily, import, migration, restore, manual). Raises EnvironmentFault
    `store.backup_failed` where the copy cannot be written or does not pass its check; nothing is left behind then.
    """
    target = folder / f"ntm-{now.strftime(_STAMP)}-{reason}{_SUFFIX}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"ntm-{now.strftime(_STAMP)}-{reason}.{number}{_SUFFIX}"
    temporary = target.with_name(f".{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(database, temporary)
        if not check(temporary).ok:
            raise EnvironmentFault("store.backup_failed", file=str(target))
        sync(temporary)
        rename(temporary, target)
        sync(folder)
    except (OSError, sqlite3.Error) as error:
        raise EnvironmentFault("store.backup_failed", file=str(target)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Backup(target, now, reason, target.stat().st_size)


def listed(folder: Path) -> list[Backup]:
    """Return the backups of a folder, newest first by their names; other files are left alone."""
    found = [backup for path in folder.glob(f"ntm-*{_SUFFIX}") if (backup := _named(path)) is not None]
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def check(path: Path) -> Check:
    """Open a database file without changing it, and check its structure, references and identity."""
    try:
        sha256 = _sha256(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            faults += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check").fetchmany(20)]
            # We have none: what runs by itself in a file from elsewhere would change what people type from then on.
            faults += [f"trigger: {row[0]}" for row in connection.execute(_TRIGGERS)]
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return Check(ok=False, sha256=sha256, faults=("application id",))
            households = connection.execute("SELECT count(*) FROM household").fetchone()[0]
            answers = connection.execute("SELECT count(*) FROM answer").fetchone()[0]
    except (OSError, sqlite3.Error) as error:
        return Check(ok=False, faults=(f"{type(error).__name__}: {error}",))
    return Check(not faults, sha256, households, answers, tuple(faults))


def point(path: Path) -> Point | None:
    """Return whose backup it is and where in which history it was made; None where it is unreadable or nobody's."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT code, lineage, (SELECT max(id) FROM journal) FROM office").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return Point(found[0], found[1], found[2] or 0) if found else None


def restore(backup: Path, live: Path, lineage: str) -> None:
    """Put a checked backup in the place of the live database (which must be closed), under a new lineage.

    The old file is replaced in one rename, so that either the old or the restored one is there; what a log beside the
    old one still holds is written into it before, so that the old one is whole without it. Raises UserError
    `store.backup_damaged` where the backup does not pass its check, `store.newer_version` where it is of a newer
    program.
    """
    if not check(backup).ok:
        raise UserError("store.backup_damaged", file=str(backup))
    temporary = live.with_name(f".{live.name}.restoring")
    try:
        _copy(backup, temporary)
        _renew(temporary, lineage)
        sync(temporary)
        _empty_log(live)
        for side in ("-wal", "-shm"):
            live.with_name(live.name + side).unlink(missing_ok=True)
        # A log that came back after a power cut would be read into the restored file: first it is surely gone.
        sync(live.parent)
        rename(temporary, live)
        sync(live.parent)
    except (OSError, sqlite3.Error) as error:
        raise EnvironmentFault("store.restore_failed", file=str(live)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def prune(folder: Path, now: datetime, office: str = "") -> list[Path]:
    """Delete backups beyond 7 daily, 4 weekly and 12 monthly ones; the newest is always kept. Return what went.

    With an office's code only its own backups count and go: several offices may share a second place.
    """
    backups = listed(folder)
    if office:
        backups = [one for one in backups if (found := point(one.path)) is not None and found.office == office]
    kept = _kept(backups, now)
    gone = [backup.path for backup in backups if backup.path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def keep_states(states: Path, folder: Path, now: datetime) -> list[Path]:
    """Keep a receiving office's states beside the backups that point to them; return what was copied.

    A state is named by its content, so that one copy serves every backup. On the same disk it is a second name for
    the same file. What left the shelf more than 400 days ago is dropped, unless a backup that is there points to it:
    a clock set ten years ahead must not make a state old.
    """
    target = folder / "states"
    made: list[Path] = []
    here = {path.name for path in states.glob(f"*{_SUFFIX}")} if states.is_dir() else set()
    if not here and not target.is_dir():
        return made
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in sorted(here):
            if not (target / name).exists():
                _keep_file(states / name, target / name)
                made.append(target / name)
        if made:
            sync(target)
        _drop_old_states(target, here, now)
    except OSError as error:
        raise EnvironmentFault("store.backup_failed", file=str(target)) from error
    return made


def _drop_old_states(kept: Path, here: Collection[str], now: datetime) -> None:
    old = [
        path
        for path in kept.glob(f"*{_SUFFIX}")
        if path.name not in here and now.timestamp() - path.stat().st_mtime > _STATE_SECONDS
    ]
    pointed = set().union(*(_states_of(one.path) for one in listed(kept.parent))) if old else set()
    for path in old:
        if path.name not in pointed:
            path.unlink()


def _states_of(backup: Path) -> set[str]:
    """Return the states that stand in a backup; nothing where it cannot be read."""
    sql = "SELECT DISTINCT state_file FROM package_in JOIN shelf ON shelf.package_id = package_in.id"
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return {row[0] for row in connection.execute(sql)}
    except (OSError, sqlite3.Error):
        return set()


def bring_states_back(folder: Path, states: Path) -> list[Path]:
    """Put kept states that are missing from the shelf back; return which."""
    kept = folder / "states"
    missing = [path for path in kept.glob(f"*{_SUFFIX}") if not (states / path.name).exists()]
    try:
        states.mkdir(parents=True, exist_ok=True)
        for path in missing:
            _keep_file(path, states / path.name)
    except OSError as error:
        raise EnvironmentFault("store.restore_failed", file=str(states)) from error
    return [states / path.name for path in missing]


def _keep_file(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        temporary = target.with_name(f".{target.name}.part")
        temporary.unlink(missing_ok=True)  # a link under that name would lead the writing elsewhere
        shutil.copyfile(source, temporary)
        sync(temporary)
        rename(temporary, target)


def _kept(backups: Iterable[Backup], now: datetime) -> set[Path]:
    rows = list(backups)
    kept = {backup.path for backup in rows[:1]}
    kept |= _newest_of_each(rows, "%Y-%m-%d", KEEP_DAILY)
    kept |= _newest_of_each(rows, "%G-%V", KEEP_WEEKLY)
    kept |= _newest_of_each(rows, "%Y-%m", KEEP_MONTHLY)
    # Whatever was made in the last day stays: it may be the one from just before a mistake.
    return kept | {backup.path for backup in rows if abs(now - backup.made_at) < timedelta(days=1)}


def _newest_of_each(backups: list[Backup], period: str, count: int) -> set[Path]:
    """Return the newest backup of each of the newest `count` periods that have any.

    Periods are counted as they are there, not from today: a clock set wrong must not make backups old.
    """
    found: dict[str, Path] = {}
    for backup in backups:
        found.setdefault(backup.made_at.strftime(period), backup.path)
    return set(list(found.values())[:count])


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)
        # A copy is one file: no write-ahead log beside it that could be forgotten.
        copy.execute("PRAGMA journal_mode = DELETE")


def _empty_log(live: Path) -> None:
    """Write what stands in the log beside a database into it; one that is too damaged for that is past saving so."""
    if not live.with_name(live.name + "-wal").exists():
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(live, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _renew(path: Path, lineage: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, translated(str(path)):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > migrations.VERSION:
            raise EnvironmentFault("store.newer_version", file=str(path), found=version, known=migrations.VERSION)
        connection.execute("UPDATE office SET lineage = ?", (lineage,))


def _named(path: Path) -> Backup | None:
    parts = path.name.removesuffix(_SUFFIX).split("-", 3)
    try:
        made_at = datetime.fromisoformat(f"{parts[1]}T{parts[2]}").astimezone()  # strptime costs a start 5 ms
        return Backup(path, made_at, parts[3].split(".")[0], path.stat().st_size)
    except (IndexError, ValueError, OSError):
        return None


def _sha256(path: Path) -> str:
    from hashlib import file_digest  # every start lists the backups, few look into them

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
