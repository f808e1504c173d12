"""One commune as plain values, read at once off the GUI thread: its villages' figures, its packages, its households."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.services import receiving_overview
from ntm_desktop.ui.receiving.tasks_shown import tasks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import Task
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving_overview import StateHousehold
    from ntm_desktop.ui.receiving.board import BoardRow


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """A commune's year: the whole first (without a name), then its villages; none of them where nothing stands.

    A district's row holds its communes instead of villages.
    """

    year: int
    row: BoardRow
    whole: UnitSummary | None
    units: Sequence[UnitSummary]


def read_apart(context: Context, row: BoardRow, year: int) -> CommuneFacts:
    """Read one commune on a reader of its own: for a worker."""
    reader = context.for_reading()
    try:
        return read(reader, row, year)
    finally:
        reader.database.close()


def read(context: Context, row: BoardRow, year: int) -> CommuneFacts:
    """Read the figures of what an office sent for a year."""
    status = row.status
    of_it = [
        one
        for one in receiving_overview.consolidated(context, year).communes
        if (one.sender_level, one.sender_code) == (status.level, status.code)
    ]
    if len(of_it) == 1 and of_it[0].commune.code == status.code:
        whole = replace(of_it[0].commune, name="")
        return CommuneFacts(year, row, whole, (whole, *of_it[0].villages))
    return CommuneFacts(year, row, None, tuple(one.commune for one in of_it))


def households_apart(
    context: Context, code: str, year: int, village_id: str
) -> tuple[Sequence[StateHousehold], tuple[Task, ...]]:
    """Read a village's households («» for all) with their answers and the tasks asked, on a reader of its own."""
    reader = context.for_reading()
    try:
        look = receiving_overview.drill_down(reader, code, year, village_id=village_id)
    finally:
        reader.database.close()
    used = {one.task_set for one in look.households}
    return look.households, tasks_of(one for key, one in look.task_sets.items() if key in used or not used)
