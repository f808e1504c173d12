"""Backups as an office uses them: by themselves, by hand, checked, and brought back."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop import disk
from ntm_desktop.errors import CancelledError, EnvironmentFault, NtmError, UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import moment
from ntm_desktop.store import backup_order, backups, journal, office
from ntm_desktop.store.backups import Backup, Check, Point
from ntm_desktop.store.contents import contents
from ntm_desktop.store.lock import InstanceLock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ntm_desktop.paths import DataPaths
    from ntm_desktop.services.context import Context

__all__ = ["Backup", "Check", "check", "listed", "restore", "write"]

SECOND_PLACE = "backup.second_place"
LAST_DRILL = "backup.last_drill"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Loss:
    """What bringing a backup back touches: households and answers now, row changes made after the backup."""

    households: int
    answers: int
    changes: int


@dataclass(frozen=True, slots=True)
class Drill:
    """A try of every backup: what each check found, and whether the newest good one could really be restored."""

    at: datetime
    checks: Mapping[Path, Check]
    restored: bool

    @property
    def ok(self) -> bool:
        """Whether all are good and the newest was restored."""
        return self.restored and all(check.ok for check in self.checks.values())


@dataclass(frozen=True, slots=True)
class LastDrill:
    """When the backups were last tried, how many there were, and whether all were good."""

    at: datetime
    count: int
    ok: bool


def write(context: Context, reason: str = "manual") -> Backup:
    """Write a verified backup, drop what is beyond the plan, and copy it to the second place where there is one.

    Raises EnvironmentFault(store.backup_failed); the second place failing is `store.second_place_failed`, and then
    the first backup stands. `store.swapped` where another file lies under our database's name: it is not ours to keep.
    """
    context.database.refuse_swapped()
    made = backups.write(context.paths.database, context.paths.backups, context.clock(), reason)
    backups.keep_states(context.paths.states, context.paths.backups, context.clock())
    backups.prune(context.paths.backups, context.clock())
    second = second_place(context)
    if second is not None:
        try:
            backups.write(context.paths.database, second, context.clock(), reason)
            backups.keep_states(context.paths.states, second, context.clock())
            backups.prune(second, context.clock(), _code(context))
        except EnvironmentFault as error:
            raise EnvironmentFault("store.second_place_failed", file=str(second)) from error
    return made


def write_before(context: Context, reason: str) -> Backup | None:
    """Write the backup that goes before work; a second place that is not there does not keep the work from being done.

    None where only the second place failed: the daily backup tells of it. EnvironmentFault(store.backup_failed).
    """
    try:
        return write(context, reason)
    except EnvironmentFault as error:
        if error.code != "store.second_place_failed":
            raise
        return None


def due(context: Context) -> bool:
    """Whether there is no backup of the last 24 hours.

    One from the future does not count: it was made under a clock set wrong, and would keep all others from being
    made until that day comes.
    """
    now = context.clock()
    return not any(now - one.made_at < _DAY and not ahead(one, now) for one in listed(context))


def write_if_due(context: Context) -> Backup | None:
    """Write the daily backup where it is due."""
    return write(context, "daily") if due(context) else None


def before_migration(places: DataPaths, live: Path, now: datetime) -> Backup:
    """Write the backup that every migration is preceded by."""
    return backups.write(live, places.backups, now, "migration")


def listed(context: Context) -> list[Backup]:
    """Return the backups of this office, newest first by their dates; nothing is opened."""
    return backups.listed(context.paths.backups)


def newest_first(context: Context) -> list[Backup]:
    """Return the backups of this office, newest first by what is in them: each is opened."""
    return backup_order.newest_first(listed(context), context.clock())


def ahead(one: Backup, now: datetime) -> bool:
    """Whether a backup has a date that is still to come: this clock or that one was set wrong."""
    return backup_order.ahead(one, now)


def when(one: Backup, now: datetime) -> str:
    """Say when a backup was made, and that this cannot be so where its date is still to come."""
    if ahead(one, now):
        return _("{when} (sau giờ của máy này)").format(when=moment(one.made_at))
    return moment(one.made_at)


def point(path: Path) -> Point | None:
    """Return whose backup it is and where in its history it was made; None where it cannot be read."""
    return backups.point(path)


def check(path: Path) -> Check:
    """Open a backup and check it, without changing anything."""
    return backups.check(path)


def find(places: DataPaths, name: str) -> Path:
    """Return the path of a backup named by path or file name; UserError(store.no_such_backup)."""
    for candidate in (Path(name), places.backups / name):
        if candidate.is_file():
            return candidate
    raise UserError("store.no_such_backup", file=name)


def restore(context: Context, backup: Path) -> None:
    """Bring a backup back in the place of the live database, after a backup of what is there now.

    The database is closed: open the office anew afterwards. The lineage is renewed, so that the office above sees
    that this is another history (EXCHANGE.md, step 5).
    """
    before_restore(context, backup)
    context.database.close()
    put_back(context.paths, backup)


def before_restore(context: Context, backup: Path) -> Backup:
    """Check a backup and write one of what is there now: the first half of `restore`, for a worker.

    UserError `store.backup_damaged`, `store.backup_of_another` where it is another office's.
    """
    if not backups.check(backup).ok:
        raise UserError("store.backup_damaged", file=str(backup))
    ours, theirs = _code(context), backups.point(backup)
    if ours and theirs is not None and theirs.office != ours:
        raise UserError("store.backup_of_another", file=str(backup), found=theirs.office, ours=ours)
    context.database.refuse_swapped()
    return backups.write(context.paths.database, context.paths.backups, context.clock(), "restore")


def _code(context: Context) -> str:
    found = office.load(context.database)
    return found.code if found else ""


def put_back(places: DataPaths, backup: Path) -> None:
    """Put a backup in the place of a database that is closed: the second half of `restore`."""
    # The states first: those that nobody points to harm nobody, and those that are pointed to must be there.
    backups.bring_states_back(backup.parent, places.states)
    backups.restore(backup, places.database, str(uuid.uuid4()))


def lost_by(context: Context, backup: Backup) -> Loss:
    """Return in numbers what bringing a backup back means: what is there now, and what came after it."""
    return Loss(
        households=int(context.database.value("SELECT count(*) FROM household")),
        answers=int(context.database.value("SELECT count(*) FROM answer")),
        changes=_changes_after(context, backup),
    )


def _changes_after(context: Context, backup: Backup) -> int:
    """Return how many changes came after a backup: by the journal where it is of this history, else by its date."""
    at = point(backup.path)
    if at is not None and (at.lineage == context.office.lineage or ahead(backup, context.clock())):
        return journal.count_after(context.database, at.entry)
    return journal.count_since(context.database, backup.made_at)


def drill(context: Context, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Drill:
    """Check every backup, and restore the newest good one into a scratch folder, compared by every table's content.

    Changes nothing; CancelledError where the person gave up.
    """
    found = newest_first(context)
    checks: dict[Path, Check] = {}
    for done, one in enumerate(found, start=1):
        if cancelled():
            raise CancelledError
        checks[one.path] = backups.check(one.path)
        progress(done / (len(found) + 1))
    good = next((one.path for one in found if checks[one.path].ok), None)
    restored = good is not None and _restores(good, checks[good])
    progress(1.0)
    return Drill(context.clock(), checks, restored)


def keep_drill(context: Context, done: Drill) -> None:
    """Note when the backups were last tried, and with what result."""
    with context.database.atomic() as connection:
        office.save_setting(connection, LAST_DRILL, f"{done.at.isoformat()}|{len(done.checks)}|{int(done.ok)}")


def last_drill(context: Context) -> LastDrill | None:
    """Return when the backups were last tried; None before the first time."""
    at, _, rest = office.setting(context.database, LAST_DRILL).partition("|")
    count, _, ok = rest.partition("|")
    return LastDrill(datetime.fromisoformat(at), int(count), ok == "1") if at else None


def _restores(backup: Path, expected: Check) -> bool:
    """Whether a backup, restored into a scratch folder, opens and holds what it should."""
    with tempfile.TemporaryDirectory(prefix="ntm-") as folder:
        target = Path(folder) / "ntm.sqlite3"
        try:
            backups.restore(backup, target, str(uuid.uuid4()))
            same = contents(target) == contents(backup)
        except NtmError:
            return False
        found = backups.check(target)
        return same and found.ok and (found.households, found.answers) == (expected.households, expected.answers)


def candidates(places: DataPaths, now: datetime, second: Path | None = None) -> list[Backup]:
    """Return the backups that a damaged database could be replaced by, newest first; none is checked yet.

    The newest by what is in it: one written while a clock was ahead has a later date than all that came after.
    """
    here = backups.listed(places.backups)
    found = here + (_ours(backups.listed(second), here) if second is not None else [])
    return backup_order.newest_first(found, now)


def _ours(others: Sequence[Backup], here: Sequence[Backup]) -> list[Backup]:
    """Return the backups of a second place without those of other offices, as far as the first place tells ours."""
    codes = {found.office for one in here if (found := point(one.path)) is not None}
    points = ((one, point(one.path)) for one in others)
    return [one for one, found in points if not codes or found is None or found.office in codes]


def rescue(places: DataPaths, backup: Path, now: datetime) -> Path:
    """Put a good backup in the place of a damaged database that nobody holds open; return where the damaged one went.

    The damaged file stays beside it, for whoever can save more of it. Raises UserError(store.backup_damaged) and
    EnvironmentFault(store.in_use, store.restore_failed); nothing is changed then.
    """
    if not backups.check(backup).ok:
        raise UserError("store.backup_damaged", file=str(backup))
    lock = InstanceLock(places.lock)
    lock.acquire()
    try:
        aside = _set_aside(places.database, now)
        put_back(places, backup)
    except OSError as error:
        raise EnvironmentFault("store.restore_failed", file=str(places.database)) from error
    finally:
        lock.release()
    return aside


def _set_aside(live: Path, now: datetime) -> Path:
    """Keep a damaged file under a second name: it never leaves its first one before another is in its place."""
    first = aside = live.with_name(f"{live.name}.damaged-{now:%Y%m%d-%H%M%S}")
    number = 1
    while aside.exists():  # a rescue that was cut off, tried again at once
        number += 1
        aside = first.with_name(f"{first.name}.{number}")
    for ending in ("", "-wal"):
        source, target = live.with_name(live.name + ending), aside.with_name(aside.name + ending)
        if not source.exists():
            continue
        try:
            os.link(source, target)
        except OSError:  # FAT knows no second name
            shutil.copy2(source, target)
            disk.sync(target)
    return aside


def second_place(context: Context) -> Path | None:
    """Return the second folder that backups also go to, or None."""
    named = office.setting(context.database, SECOND_PLACE)
    return Path(named) if named else None


def set_second_place(context: Context, folder: Path | None) -> None:
    """Choose the second folder for backups, or none."""
    with context.database.atomic() as connection:
        office.save_setting(connection, SECOND_PLACE, "" if folder is None else str(folder))
