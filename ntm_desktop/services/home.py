"""What the first page shows: the year's progress by village, and what waits for a person."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.summaries import UnitSummary, total
from ntm_desktop.frozen import frozen
from ntm_desktop.services import summaries, task_sets
from ntm_desktop.services.unsent import unsent
from ntm_desktop.store import answers, backup_order, backups, cards, packages, tallies
from ntm_desktop.store.packages import OutRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context

__all__ = ["Home", "OutRecord", "Waiting", "figures"]

STALE_BACKUP_DAYS = 7


@frozen
class Waiting:
    """Something that waits for a person: a code, the facts of its sentence, and the place where it is done."""

    code: str
    place: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@frozen
class Home:
    """The figures of the first page. `year` is None while no year is open, `last_receipt` before the first receipt.

    `backup_ahead`: the last backup has a date that is still to come, and there is no other.
    """

    year: int | None
    years: Sequence[int]
    households: int
    villages: Sequence[UnitSummary]
    whole: UnitSummary
    unsent: int
    unsent_since: datetime | None
    last_backup: datetime | None
    backup_ahead: bool = False
    last_receipt: OutRecord | None = None
    waiting: Sequence[Waiting] = ()


def figures(context: Context, year: int | None = None) -> Home:
    """Return the figures of a commune's first page, for `year` or the newest open one."""
    years = [open_year for open_year, _key in answers.years(context.database)]
    shown = year if year in years else next(iter(years), None)
    units: Sequence[UnitSummary] = summaries.of_year(context, shown).villages if shown is not None else ()
    households = tallies.active_households(context.database)
    waiting = unsent(context)
    now = context.clock()
    # By the names alone: a start opens no backup. One from the future is the last only where there is no other.
    found = sorted(backups.listed(context.paths.backups), key=lambda one: backup_order.ahead(one, now))
    newest = next(iter(found), None)
    whole = total("", "", units)
    home = Home(
        year=shown,
        years=years,
        households=households,
        villages=units,
        whole=whole,
        unsent=waiting.changes,
        unsent_since=waiting.since,
        last_backup=newest.made_at if newest else None,
        backup_ahead=newest is not None and backup_order.ahead(newest, now),
        last_receipt=packages.last_answered(context.database),
    )
    return replace(home, waiting=tuple(_waiting(context, home)))


def _waiting(context: Context, home: Home) -> Iterator[Waiting]:
    if not home.households:
        yield Waiting("no_households", "households")
        return
    if home.year is None:
        yield Waiting("no_year", "tasks", {"year": context.clock().year})
        return
    yield from _unfinished_tasks(context, home.year)
    if home.year < context.clock().year:
        yield Waiting("new_year", "tasks", {"year": context.clock().year})
    left = home.whole.households - home.whole.assessed
    if left:
        yield Waiting("not_assessed", f"tasks/{home.year}//any_blank", {"count": left, "year": home.year})
    if home.whole.all_achieved:
        yield Waiting("to_reward", "reports/achieved", {"count": home.whole.all_achieved, "year": home.year})
    yield from _to_send(context, home)
    told = None if home.backup_ahead else home.last_backup
    if told is None or (context.clock() - told).days >= STALE_BACKUP_DAYS:
        yield Waiting("no_backup", "settings/backups")


def _to_send(context: Context, home: Home) -> Iterator[Waiting]:
    last = home.last_receipt
    if last is not None and last.receipt_state == "refused":
        yield Waiting("refused", "exchange", {"sequence": last.sequence})
    if not home.unsent:
        return
    office = context.office
    above = (office.superior_level, office.superior_code)
    if office.superior_code and cards.trusted(context.database, Level(above[0]), above[1]) is None:
        yield Waiting("untrusted", "exchange")
    yield Waiting("not_sent", "exchange", {"count": home.unsent})


def _unfinished_tasks(context: Context, year: int) -> Iterator[Waiting]:
    tasks = task_sets.of_year(context, year)
    unnamed = sum(1 for task in tasks.tasks if not task.name)
    if unnamed:
        yield Waiting("unnamed_tasks", "settings/tasks", {"count": unnamed})
    elif not tasks.official:
        yield Waiting("unofficial_tasks", "settings/tasks", {"title": tasks.title})
