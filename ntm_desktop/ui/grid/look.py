"""Colours and widths of the grid: pure values, so that a test can compute contrast and fit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntm_desktop.ui.colours import Colours

# Whole device pixels at 100, 125, 150 and 200 percent.
STEP = 4
NARROWEST_TASK, WIDEST_TASK = 36, 96
COMFORTABLE_TASK = 44
# With 28 for the bar and 36 for the strip, 18 rows fit a maximised window at 1366 × 768 (taskbar taken off).
HEAD_HEIGHT, FOOT_HEIGHT = 34, 22
# Where 18 lines do not fit at the house's height (28), they go down to that of Excel's own rows.
LINES, LOWEST = 18, 20 / 28
_DIGIT, _NUMBER_AIR = 8.75, 12


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns of the sheet in logical pixels; 0 for one that is not shown."""

    number: int
    name: int
    village: int
    year: int
    task: int
    total: int

    @property
    def frozen(self) -> int:
        """The width of what stays in view at the left."""
        return self.number + self.name + self.village + self.year


def widths(available: int, tasks: int, *, villages: bool, scale: float = 1.0, households: int = 99) -> Widths:
    """Divide the width of the table; where it is narrow the birth year goes (the strip says it) and names shrink.

    The running number of the last of the `households` fits whole.
    """
    number = STEP * ceil((_NUMBER_AIR + _DIGIT * len(str(households))) / STEP)
    roomy = _divided(available, tasks, Widths(max(40, number), 184, 84 if villages else 0, 48, 0, 72), scale)
    if roomy.task >= _stepped(COMFORTABLE_TASK * scale):
        return roomy
    return _divided(available, tasks, Widths(max(36, number), 124, 64 if villages else 0, 0, 0, 68), scale)


def line_height(room: int, comfortable: int) -> int:
    """Return the height of a line where `room` is for all: the house's, or less so that 18 lines are in view."""
    height = comfortable
    while room < LINES * height and height - STEP >= comfortable * LOWEST:
        height -= STEP
    return height


def mixed(one: str, other: str, share: float) -> str:
    """Return the colour that is `share` of the first and the rest of the second, as #rrggbb."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def line_colour(colours: Colours) -> str:
    """Return the quiet colour of the lines between cells."""
    return mixed(colours.border, colours.base, 0.55)


def _divided(available: int, tasks: int, fixed: Widths, scale: float) -> Widths:
    number, name, village, year, total = (
        _stepped(width * scale) for width in (fixed.number, fixed.name, fixed.village, fixed.year, fixed.total)
    )
    rest = available - number - name - village - year - total
    task = min(max(_floored(rest / max(tasks, 1)), NARROWEST_TASK), _stepped(WIDEST_TASK * scale))
    spare = max(0, rest - task * tasks)
    return Widths(number, name + _floored(min(spare, name // 2)), village, year, task, total)


def _stepped(width: float) -> int:
    return round(width / STEP) * STEP


def _floored(width: float) -> int:
    return int(width // STEP) * STEP
