"""What the import does off the GUI thread: read and plan, write, take back; each with a connection of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.errors import CancelledError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import importing, undo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.importing import Imported, ImportPlan, Opened
    from ntm_desktop.ui.importing.flow import Flow

    Progress = Callable[[float, str], None]
    Cancelled = Callable[[], bool]

_READ, _BACKED_UP = 0.3, 0.6


def read(context: Context, path: Path, progress: Progress, cancelled: Cancelled) -> tuple[Opened, ImportPlan]:
    """Read a file and plan its import; RefusedError where it is no spreadsheet."""
    opened = importing.open_file(path)
    _go_on(cancelled)
    progress(_READ, _("đang nhận dạng các cột"))
    return opened, _planned(context, opened, ())


def plan(context: Context, flow: Flow, cancelled: Cancelled) -> ImportPlan | None:
    """Plan the import again under what the person decided."""
    _go_on(cancelled)
    return None if flow.opened is None else _planned(context, flow.opened, flow.overrides)


def write(context: Context, flow: Flow, progress: Progress, cancelled: Cancelled) -> Imported | None:
    """Write the import in one transaction; until it begins it can be cancelled, and then nothing was changed."""

    def before_write() -> None:
        _go_on(cancelled)
        progress(_BACKED_UP, _("đang ghi"))

    if flow.plan is None:
        return None
    progress(0.0, _("đang sao lưu"))
    own = context.for_writing()
    try:
        return importing.apply(own, flow.plan, add_doubtful=flow.add_doubtful, before_write=before_write)
    finally:
        own.database.close()


def take_back(context: Context, entry: int) -> Changed | None:
    """Undo the import, unless something else was done since: then None, and nothing is changed."""
    own = context.for_writing()
    try:
        newest = undo.undoable(own)
        return undo.undo(own) if newest is not None and newest.id == entry else None
    finally:
        own.database.close()


def _planned(context: Context, opened: Opened, overrides: tuple[importing.Override, ...]) -> ImportPlan:
    own = context.for_reading()
    try:
        return importing.plan(own, opened, overrides)
    finally:
        own.database.close()


def _go_on(cancelled: Cancelled) -> None:
    if cancelled():
        raise CancelledError
