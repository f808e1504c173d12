"""Undo and redo: at once where little changes, in a worker with its own writing connection where much does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import undo
from ntm_desktop.ui.households.acts import menu_words
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.changes import Changes
    from ntm_desktop.ui.prompts import Prompter
    from ntm_desktop.ui.tasks import Tasks

# Measured: an import of 5.000 households (10.000 changes) is taken back in 220 ms.
AT_ONCE = 500


class Replay:
    """Takes back the newest act of the office, or brings back what was taken back last.

    `told` gets a sentence that says so and what changed, after the screens took it over.
    """

    def __init__(
        self,
        context: Callable[[], Context],
        prompter: Prompter,
        hub: Changes,
        tasks: Tasks,
        told: Callable[[str, Changed], object],
    ) -> None:
        self._context = context
        self._told = told
        self._prompter = prompter
        self._hub = hub
        self._tasks = tasks

    def run(self, *, redo: bool) -> None:
        """Undo (or redo), and tell the screens."""
        context = self._context()
        work = undo.redo if redo else undo.undo
        try:
            entry = (undo.redoable if redo else undo.undoable)(context)
            if entry is None:
                return
            act = menu_words(entry.action, entry.facts)
            said = (_("Đã làm lại: {act}.") if redo else _("Đã hoàn tác: {act}.")).format(act=act)
            if entry.changes <= AT_ONCE:
                self._publish(work(context), said)
                return
        except NtmError as error:
            self._prompter.show_error(error)
            return
        words = TaskWords(_("Đang làm lại") if redo else _("Đang hoàn tác"), locks=True)
        self._tasks.start(
            words, lambda _progress, _cancelled: apart(context, work), on_done=partial(self._publish, said=said)
        )

    def _publish(self, changed: Changed | None, said: str) -> None:
        if changed is not None:
            self._hub.publish(changed)
            self._told(said, changed)


def apart(context: Context, work: Callable[[Context], Changed | None]) -> Changed | None:
    """Do `work` with a writing connection of its own, on the thread that calls."""
    own = context.for_writing()
    try:
        return work(own)
    finally:
        own.database.close()
