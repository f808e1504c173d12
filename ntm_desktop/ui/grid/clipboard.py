"""The clipboard as Excel and LibreOffice fill and read it: plain text with tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.pasting import format_cells
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.grid.commands import statuses
from ntm_desktop.ui.models.grid_words import short_name

if TYPE_CHECKING:
    from ntm_desktop.ui.grid.blocks import Block
    from ntm_desktop.ui.models.grid import GridModel

# What offices write on paper sheets, and what pasting reads back.
_WRITTEN = {Status.ACHIEVED: "x", Status.NOT_ACHIEVED: "0", Status.NOT_APPLICABLE: "-", Status.NOT_ASSESSED: ""}


def block_text(model: GridModel, block: Block) -> str:
    """Return a block as text for Excel: x, 0, - or nothing."""
    return format_cells([[_WRITTEN[status] for status in line] for line in statuses(model, block)])


def block_text_with_heads(model: GridModel, block: Block) -> str:
    """Return a block as text for Excel with the tasks above and number, name and birth year before each line."""
    if model.sheet is None:
        return ""
    tasks = model.sheet.tasks.tasks
    heads = [_("STT"), _("Mã hộ"), _("Chủ hộ"), _("Năm sinh")]
    heads += [f"{tasks[column].code}. {short_name(tasks[column])}" for column in block.tasks]
    lines = [heads]
    for line, values in zip(block.lines, statuses(model, block), strict=True):
        row = model.row_at(line)
        if row is not None:
            born = row.household.fields.birth_year
            start = [str(row.number), row.household.code, _harmless(row.household.head), str(born) if born else ""]
            lines.append(start + [_WRITTEN[status] for status in values])
    return format_cells(lines)


def _harmless(name: str) -> str:
    """Keep Excel from taking a name for a formula."""
    return "'" + name if name[:1] in {"=", "+", "-", "@"} else name


def put_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def taken_text() -> str:
    """Return the text on the clipboard; empty where it holds none."""
    return QGuiApplication.clipboard().text()
