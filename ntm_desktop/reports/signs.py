"""The status signs ✓ ✗ – and the empty box, drawn as strokes: no font at hand has them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.reports.document import Sign
from ntm_desktop.reports.geometry import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.reports.geometry import Pen

Stroke = tuple[tuple[float, float], ...]
# Strokes around (0, 0) in parts of the font size, y downwards.
STROKES: Mapping[Sign, tuple[Stroke, ...]] = {
    Sign.YES: (((-0.34, 0.02), (-0.1, 0.28), (0.36, -0.32)),),
    Sign.NO: (((-0.27, -0.27), (0.27, 0.27)), ((-0.27, 0.27), (0.27, -0.27))),
    Sign.NOT_APPLICABLE: (((-0.28, 0.0), (0.28, 0.0)),),
    Sign.BOX: (((-0.4, -0.4), (0.4, -0.4), (0.4, 0.4), (-0.4, 0.4), (-0.4, -0.4)),),
}
_THICK = 0.1
_THIN = 0.05


def paint(pen: Pen, sign: Sign, x: float, y: float, size: float) -> None:
    """Draw a sign with its middle at (x, y), as large as text of this size."""
    width = round(size * (_THIN if sign is Sign.BOX else _THICK), 2)
    for stroke in STROKES[sign]:
        pen.marks.append(Mark(tuple((x + right * size, y + down * size) for right, down in stroke), width))
