"""The household list leaves as an Excel file that the import of this program reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.errors import UserError
from ntm_desktop.services import exports, reporting, villages
from ntm_desktop.services import households as household_services

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ntm_desktop.reports.document import Document
    from ntm_desktop.services.context import Context


def build(context: Context, household_ids: Sequence[str], chosen: str = "") -> Document:
    """Build the list of these households, in the order given; `chosen` says by which filter they were picked.

    UserError(households.nothing_to_export) where there is none.
    """
    from ntm_desktop.reports.builders import household_list

    if not household_ids:
        raise UserError("households.nothing_to_export")
    everyone = household_services.find(context, household_services.Filter(status=None))
    known = {one.id: one for one in everyone}
    titles = {one.id: one.title for one in villages.listed(context, with_closed=True)}
    listed = [
        household_list.ListedHousehold(known[one], titles[known[one].village_id])
        for one in household_ids
        if one in known
    ]
    now = context.clock()
    letterhead = reporting.letterhead(context.office)
    return household_list.build(listed, letterhead, on=now.date(), chosen=chosen, created=now)


def write(
    context: Context,
    household_ids: Sequence[str],
    path: Path,
    *,
    chosen: str = "",
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the list as .xlsx, whole or not at all, and note that it left; return how many households it holds.

    EnvironmentFault `reports.file_open` or `reports.not_written` where the disk refuses.
    """
    document = build(context, household_ids, chosen)
    exports.write(context, document, "xlsx", path, cancelled=cancelled)
    return len(household_ids)
