"""Sending upwards: what has changed since the last package, and writing the next one on a stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData
from ntm_desktop.exchange.schemas import (
    ANSWERS,
    HOUSEHOLDS,
    RECEIVED,
    SHEETS,
    TASK_SETS,
    TASK_TOTALS,
    TASKS,
    UNIT_TOTALS,
    VILLAGES,
)
from ntm_desktop.services import wire
from ntm_desktop.services.unsent import unsent
from ntm_desktop.services.wire import Sent
from ntm_desktop.store import answers, households, outgoing, packages, received, shelf, state_rows, states
from ntm_desktop.store.journal import Unsent
from ntm_desktop.store.packages import OutRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.exchange.cards import OfficeCard
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Row
_LEVELS = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)

__all__ = ["OutRecord", "Sent", "Unsent", "sent", "superior", "unsent", "write_package"]

_COMMUNE = {table.name: table for table in (VILLAGES, TASK_SETS, TASKS, HOUSEHOLDS, SHEETS, ANSWERS)}


def superior(context: Context) -> str:
    """Return the code of the office that receives our reports; UserError(transport.no_superior)."""
    code = context.office.superior_code
    if not code:
        raise UserError("transport.no_superior", name=context.office.name)
    return code


def sent(context: Context, limit: int = 500) -> list[OutRecord]:
    """Return the packages written, newest first, with what their addressees answered."""
    return packages.all_sent(context.database, limit)


def years_to_send(context: Context) -> list[int]:
    """Return the years that a whole report holds, newest first."""
    if context.office.level is Level.COMMUNE:
        return [year for year, _key in answers.years(context.database)]
    return shelf.years(context.database)


def write_package(
    context: Context,
    recipient_code: str | None,
    folder: Path,
    years: Sequence[int] | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Sent:
    """Write the report for an office (the superior for None) to `folder`: some years, or all of them for None.

    A commune that has opened no year yet sends its lists of villages and households.

    May run on any thread. Returns once the file was read back and verified: only then is it safe to remove the
    stick, and only then is the package's number used up. UserError: `transport.no_superior`, `transport.no_card`,
    `transport.not_above`, `transport.nothing_to_send`,
    `transport.year_not_there`; EnvironmentFault `exchange.volume.*`; CancelledError.
    """
    with wire.own_connection(context) as own:
        recipient = wire.trusted_card(own, recipient_code or superior(own))
        _upwards_only(own, recipient)
        chosen = _chosen(own, years)
        commune = own.office.level is Level.COMMUNE
        message = wire.Message(Kind.REPORT, recipient, chosen, _catalogue(own, chosen))
        return wire.write(
            own,
            message,
            folder,
            lambda: _commune_tables(own, chosen) if commune else _upward_tables(own, chosen),
            expected_rows=outgoing.row_count(own.database, chosen),
            progress=progress,
            cancelled=cancelled,
        )


def _upwards_only(context: Context, recipient: OfficeCard) -> None:
    to = recipient.office
    if _LEVELS.index(to.level) <= _LEVELS.index(context.office.level):
        raise UserError("transport.not_above", name=to.name, code=to.code)


def _chosen(context: Context, years: Sequence[int] | None) -> tuple[int, ...]:
    there = years_to_send(context)
    if not there and not households.counts(context.database):
        raise UserError("transport.nothing_to_send")
    for year in years or ():
        if year not in there:
            raise UserError("transport.year_not_there", year=year, there=", ".join(map(str, sorted(there))))
    return tuple(sorted(set(years or there)))


def _catalogue(context: Context, years: tuple[int, ...]) -> str:
    """Return the movement and the editions of the task lists that a report is made with."""
    used = sorted({key for year, key in answers.years(context.database) if year in years})
    return ", ".join(part for part in (context.office.movement, *used) if part)


def _commune_tables(context: Context, years: tuple[int, ...]) -> Iterator[TableData]:
    yield wire.office_table(context.office)
    rows = outgoing.commune_rows(context.database, years)
    for name, table in _COMMUNE.items():
        yield TableData(table, rows[name])


def _upward_tables(context: Context, years: tuple[int, ...]) -> Iterator[TableData]:
    yield wire.office_table(context.office)
    sets = _editions(context, years)
    yield TableData(TASK_SETS, [_set_row(one) for one in sets])
    yield TableData(TASKS, [row for one in sets for row in _task_rows(one)])
    yield TableData(UNIT_TOTALS, shelf.unit_rows(context.database, years))
    yield TableData(TASK_TOTALS, shelf.task_rows(context.database, years))
    yield TableData(RECEIVED, outgoing.received_rows(context.database, years))


def _editions(context: Context, years: Iterable[int]) -> list[TaskSet]:
    """Return the editions of the states that stand; of two lists under one key the first sender's is named."""
    found: dict[str, TaskSet] = {}
    ids = {one for year in years for one in shelf.standing(context.database, year).values()}
    for package_id in sorted(ids):
        package = received.package(context.database, package_id)
        file = context.paths.states / (package.state_file if package else "")
        if not file.is_file():  # lost with the disk that a backup was restored after: its totals are still here
            continue
        state = states.open_state(file)
        try:
            for one in state_rows.task_sets(state):
                found.setdefault(one.key, one)
        finally:
            state.close()
    return [found[key] for key in sorted(found)]


def _set_row(one: TaskSet) -> Row:
    return (one.key, one.set_id, one.edition, one.title, int(one.official), one.legal_basis)


def _task_rows(one: TaskSet) -> Iterator[Row]:
    for position, task in enumerate(one.tasks, start=1):
        statuses = " ".join(status.value for status in task.statuses)
        yield (one.key, task.code, position, task.name, task.short_name, int(task.required), statuses)
