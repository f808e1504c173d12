"""The backup that stands before every package: a fresh one, or a recent one with nothing but reports after it.

A backup of the whole database before each of two hundred packages made each dearer than the one before. What must hold
is that the state before any package can be had again: a report is taken back by its pointer (`receiving.undo`, for 30
days), and its state is a file that never changes; so a verified backup serves every report of the minutes after it.
What people type is never left out: after any other change a new backup goes before a package.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ntm_desktop.services import backups, receiving_keeping
from ntm_desktop.store import journal

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context

FRESH = timedelta(minutes=15)
MOST_ENTRIES = 40
# What may have happened since a backup that still serves: taken back by itself, changed no figures, or lies in a file.
_HARMLESS = frozenset({"package.applied.report", "package.refused", "card.trusted"})


def before(context: Context) -> None:
    """See to a verified backup, written now unless one serves; with a new one, drop the states nobody can ask for.

    EnvironmentFault `store.backup_failed`.
    """
    if serves(context):
        return
    backups.write_before(context, "import")
    receiving_keeping.prune(context)


def serves(context: Context) -> bool:
    """Whether the newest backup is of this history, at most 15 minutes old, and only reports and cards came after."""
    now = context.clock()
    recent = (one for one in backups.listed(context) if timedelta(0) <= now - one.made_at <= FRESH)
    newest = next(recent, None)
    point = backups.point(newest.path) if newest is not None else None
    if point is None or point.lineage != context.office.lineage:
        return False
    actions = journal.actions_since(context.database, point.entry, MOST_ENTRIES + 1)
    return len(actions) <= MOST_ENTRIES and _HARMLESS.issuperset(actions)
