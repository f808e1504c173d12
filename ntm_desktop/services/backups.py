"""Backups as an office uses them: by themselves, by hand, checked, and brought back."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.store import backups, office
from ntm_desktop.store.backups import Backup, Check

if TYPE_CHECKING:
    from datetime import datetime

    from ntm_desktop.paths import DataPaths
    from ntm_desktop.services.context import Context

__all__ = ["Backup", "Check", "check", "listed", "restore", "write"]

SECOND_PLACE = "backup.second_place"
_DAY_SECONDS = 24 * 3600


def write(context: Context, reason: str = "manual") -> Backup:
    """Write a verified backup, drop what is beyond the plan, and copy it to the second place where there is one.

    Raises EnvironmentFault(store.backup_failed); the second place failing is `store.second_place_failed`, and then
    the first backup stands.
    """
    made = backups.write(context.paths.database, context.paths.backups, context.clock(), reason)
    backups.prune(context.paths.backups, context.clock())
    second = second_place(context)
    if second is not None:
        try:
            backups.write(context.paths.database, second, context.clock(), reason)
            backups.prune(second, context.clock())
        except EnvironmentFault as error:
            raise EnvironmentFault("store.second_place_failed", file=str(second)) from error
    return made


def due(context: Context) -> bool:
    """Whether the newest backup is older than a day, or there is none."""
    newest = next(iter(listed(context)), None)
    return newest is None or (context.clock() - newest.made_at).total_seconds() >= _DAY_SECONDS


def write_if_due(context: Context) -> Backup | None:
    """Write the daily backup where it is due."""
    return write(context, "daily") if due(context) else None


def before_migration(places: DataPaths, live: Path, now: datetime) -> Backup:
    """Write the backup that every migration is preceded by."""
    return backups.write(live, places.backups, now, "migration")


def listed(context: Context) -> list[Backup]:
    """Return the backups of this office, newest first."""
    return backups.listed(context.paths.backups)


def check(path: Path) -> Check:
    """Open a backup and check it, without changing anything."""
    return backups.check(path)


def find(context: Context, name: str) -> Path:
    """Return the path of a backup named by path or file name; UserError(store.no_such_backup)."""
    for candidate in (Path(name), context.paths.backups / name):
        if candidate.is_file():
            return candidate
    raise UserError("store.no_such_backup", file=name)


def restore(context: Context, backup: Path) -> None:
    """Bring a backup back in the place of the live database, after a backup of what is there now.

    The database is closed: open the office anew afterwards. The lineage is renewed, so that the office above sees
    that this is another history (EXCHANGE.md, step 5).
    """
    if not backups.check(backup).ok:
        raise UserError("store.backup_damaged", file=str(backup))
    backups.write(context.paths.database, context.paths.backups, context.clock(), "restore")
    context.database.close()
    backups.restore(backup, context.paths.database, str(uuid.uuid4()))


def second_place(context: Context) -> Path | None:
    """Return the second folder that backups also go to, or None."""
    named = office.setting(context.database, SECOND_PLACE)
    return Path(named) if named else None


def set_second_place(context: Context, folder: Path | None) -> None:
    """Choose the second folder for backups, or none."""
    with context.database.atomic() as connection:
        office.save_setting(connection, SECOND_PLACE, "" if folder is None else str(folder))
