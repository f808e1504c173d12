"""What the comparison with the year before found, in words, with the signs that the cells show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui.grid.cells import BETTER, OTHER, WORSE, change_of

if TYPE_CHECKING:
    from ntm_desktop.ui.models.grid import GridModel


def compared(model: GridModel) -> str:
    """Say how many cells in view are better, worse or otherwise than in the year before; "" where none is known."""
    sheet = model.sheet
    if sheet is None or sheet.before_year is None:
        return ""
    rows = [row for line in range(len(model.order)) if (row := model.row_at(line)) is not None and row.before]
    found = Counter(change_of(*pair) for row in rows for pair in zip(row.before, row.statuses, strict=True))
    counts = {
        "better": number(found[BETTER]),
        "worse": number(found[WORSE]),
        "other": number(found[OTHER]),
    }
    words = _("So với năm {year}: ▲ {better} ô tốt hơn · ▼ {worse} ô kém hơn · ◆ {other} ô khác.")
    return words.format(year=sheet.before_year, **counts)
