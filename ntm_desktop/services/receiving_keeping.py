"""How long states are kept: those that stand, those that an undo may bring back, each half-year's last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ntm_desktop.store import received, shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ntm_desktop.services.context import Context
    from ntm_desktop.store.received import KeptState

UNDO_DAYS = 30
_FIRST_HALF = 6


def prune(context: Context) -> int:
    """Remove the state files that nobody can ask for any more; return how many. Figures and records stay."""
    known = received.states(context.database)
    kept = _kept(context, known)
    gone = {one.state_file for one in known} - kept
    count = 0
    for name in gone:
        file = context.paths.states / name
        if file.is_file():
            file.unlink()
            count += 1
    return count


def _kept(context: Context, known: Sequence[KeptState]) -> set[str]:
    files = {one.package_id: one.state_file for one in known}
    since = context.clock() - timedelta(days=UNDO_DAYS)
    wanted = set(shelf.all_standing(context.database))
    for one in known:
        if one.received_at >= since:
            wanted |= {one.package_id, *one.replaced}
    for one in {one.sender: one for one in known}.values():  # the newest of each: a clock set ahead spoils no undo
        wanted |= {one.package_id, *one.replaced}
    last_of_half_year = {(one.sender, _half_year(one.received_at)): one.package_id for one in known}
    wanted |= set(last_of_half_year.values())
    return {files[package_id] for package_id in wanted if package_id in files}


def _half_year(moment: datetime) -> tuple[int, bool]:
    return moment.year, moment.month > _FIRST_HALF
