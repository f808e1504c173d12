"""What the superior does not have yet: asked at every start and after every change, so it needs nothing of exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.store import answers
from ntm_desktop.store import unsent as store
from ntm_desktop.store.journal import Unsent

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context


def unsent(context: Context) -> Unsent:
    """Return how many changes no package to the superior contains, and since when; nothing without a superior."""
    office = context.office
    if not office.superior_code:
        return Unsent(0, None)
    level = Level(office.superior_level)
    if office.level is Level.COMMUNE:
        years = [year for year, _key in answers.years(context.database)]
        return store.unsent(context.database, level, office.superior_code, years)
    return store.unsent_shelf(context.database, level, office.superior_code)
