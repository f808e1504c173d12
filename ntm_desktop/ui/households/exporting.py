"""The filtered list as an Excel file: where to, written in the background, told when it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import household_export
from ntm_desktop.ui.prompts import Message
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.prompts import Prompter
    from ntm_desktop.ui.tasks import Tasks


def export_list(context: Context, ids: Sequence[str], chosen: str, prompter: Prompter, tasks: Tasks) -> None:
    """Ask where to, and write these households in their order; `chosen` says how the list was narrowed."""
    suggested = _("Danh sách hộ {office}.xlsx").format(office=context.office.name)
    path = prompter.save_file(_("Xuất danh sách hộ"), suggested, "Excel (*.xlsx)")
    if path is None:
        return
    words = TaskWords(_("Đang xuất {count} hộ").format(count=number(len(ids))))
    said = _("Đã xuất {count} hộ.").format(count=number(len(ids)))
    tasks.start(
        words,
        lambda _progress, cancelled: _write(context, ids, path, chosen, cancelled),
        on_done=lambda _count: prompter.tell(Message(_("Xuất Excel"), said, where=str(path))),
    )


def _write(context: Context, ids: Sequence[str], path: Path, chosen: str, cancelled: Callable[[], bool]) -> int:
    reader = context.for_reading()
    try:
        return household_export.write(reader, ids, path, chosen=chosen, cancelled=cancelled)
    finally:
        reader.database.close()
