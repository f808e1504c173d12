"""Search as typed, from the key to the result set, as the list of households does it: in memory, on folded words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.services import households, villages
from ntm_desktop.ui.models.household_rows import Wanted, lines_of
from ntm_desktop.ui.models.households import HouseholdModel
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale

_TYPED = ("d", "da", "dan", "danh", "danh ", "danh v", "danh van", "n", "ng", "nguyen", "xu", "0", "0012", "zzz")


def search(scale: Scale) -> Line:
    """Measure each keystroke over four times as many households."""
    large = replace(scale, households=scale.households * 4, years=(scale.years[-1],))
    with ground.office(large) as context:
        places = {one.id: one for one in villages.listed(context, with_closed=True)}
        lines = lines_of(households.find(context), places)
    model = HouseholdModel()
    model.set_lines(lines)
    wanted = [Wanted(text=text) for _turn in range(3) for text in _TYPED]
    seconds = tuple(timed(lambda: model.look_for(one)) for one in wanted)  # noqa: B023 - called now
    name = f"A search as typed over {len(lines)} households, key to result set"
    return Line(name, seconds, bound_seconds=0.016)
