"""The restore drill: once a week every backup is checked and the newest is really restored, beside the live data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ntm_desktop.services import backups
from ntm_desktop.services.backups import Drill

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.services.context import Context

__all__ = ["EVERY_DAYS", "Drill", "drill", "drill_if_due", "due"]

EVERY_DAYS = 7


def due(context: Context) -> bool:
    """Whether there are backups, and the last drill is a week old, or lies in the future of a clock set back."""
    if not backups.listed(context):
        return False
    last = backups.last_drill(context)
    return last is None or not timedelta(0) <= context.clock() - last.at < timedelta(days=EVERY_DAYS)


def drill(
    context: Context,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Drill:
    """Try the backups now and note the result; may run on any thread. CancelledError notes nothing.

    Each backup is opened and checked; the newest good one is restored into a scratch folder and compared with itself:
    the same tables, the same rows, the same content by hash.
    """
    done = backups.drill(context, progress or (lambda _share: None), cancelled or (lambda: False))
    own = context.for_writing()
    try:
        backups.keep_drill(own, done)
    finally:
        own.database.close()
    return done


def drill_if_due(
    context: Context,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Drill | None:
    """Try the backups where a week has passed; None where it has not. May run on any thread.

    `Drill.ok` is False where a backup is damaged: somebody should be told before it is needed.
    """
    own = context.for_reading()
    try:
        wanted = due(own)
    finally:
        own.database.close()
    return drill(context, progress, cancelled) if wanted else None
