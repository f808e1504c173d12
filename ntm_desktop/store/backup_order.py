"""Which backup is the newest, judged by what is in it: its name only tells what some clock said that day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ntm_desktop.frozen import frozen
from ntm_desktop.store import backups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ntm_desktop.store.backups import Backup

CLOCKS_DIFFER = timedelta(minutes=10)


@frozen
class _History:
    """The backups of one lineage, newest first; `dated` is the newest day among them that a clock can have told."""

    backups: Sequence[Backup]
    entry: int
    dated: datetime | None


def ahead(backup: Backup, now: datetime) -> bool:
    """Whether a backup's name has a date that is still to come: it, or today, was told by a clock set wrong."""
    return backup.made_at - now > CLOCKS_DIFFER


def newest_first(found: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return backups by what they hold, newest first.

    Within one history the journal decides. Histories (a restore begins a new one) follow the newest date in each that
    is not ahead of the clock; one without such a date goes by its last journal entry. A file that cannot be read has
    only its date: it stands where that puts it, or last. Opens every file.
    """
    known, unreadable = _histories(found, now)
    dated = sorted(((one.dated, one) for one in known if one.dated is not None), key=lambda pair: pair[0], reverse=True)
    histories = [one for _day, one in dated]
    for one in (one for one in known if one.dated is None):
        after = (place for place, other in enumerate(histories) if other.entry <= one.entry)
        histories.insert(next(after, len(histories)), one)
    ordered = [backup for one in histories for backup in one.backups]
    for backup in unreadable:
        _put_by_date(ordered, backup, now)
    return ordered


def _histories(found: Iterable[Backup], now: datetime) -> tuple[list[_History], list[Backup]]:
    unreadable: list[Backup] = []
    entries: dict[str, list[tuple[int, Backup]]] = {}
    for backup in found:
        point = backups.point(backup.path)
        if point is None:
            unreadable.append(backup)
        else:
            entries.setdefault(point.lineage, []).append((point.entry, backup))
    known = []
    for rows in entries.values():
        rows.sort(key=lambda row: (row[0], not ahead(row[1], now), row[1].made_at, row[1].path.name), reverse=True)
        days = [backup.made_at for _entry, backup in rows if not ahead(backup, now)]
        known.append(_History([backup for _entry, backup in rows], rows[0][0], max(days, default=None)))
    return known, unreadable


def _put_by_date(ordered: list[Backup], backup: Backup, now: datetime) -> None:
    if ahead(backup, now):
        ordered.append(backup)
        return
    believed = [place for place, other in enumerate(ordered) if not ahead(other, now)]
    older = (place for place in believed if ordered[place].made_at < backup.made_at)
    ordered.insert(next(older, len(ordered) if believed else 0), backup)
