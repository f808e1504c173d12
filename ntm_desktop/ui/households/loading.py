"""Reads the household list: at once for a small commune, in a worker with its own reader for a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.errors import NtmError
from ntm_desktop.services import households, summaries, villages
from ntm_desktop.ui.models.household_rows import lines_of
from ntm_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.models.household_rows import Line

# Measured: 5.000 households are read in 70 ms here; a slow office PC takes three times that.
LARGE_COMMUNE = 1_500


def read(context: Context) -> list[Line]:
    """Return every household as a line of the list."""
    everyone = households.find(context, households.Filter(status=None))
    places = {one.id: one for one in villages.listed(context, with_closed=True)}
    return lines_of(everyone, places)


class ListReader:
    """Reads the list; asked again, it forgets the reading before."""

    def __init__(self, parent: QObject) -> None:
        self._worker = Worker(parent)

    @property
    def busy(self) -> bool:
        """Whether the list is still being read."""
        return self._worker.busy

    def start(
        self, context: Context, done: Callable[[list[Line]], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Read and give the lines to `done`, on the GUI thread."""
        self._worker.forget()
        try:
            if sum(summaries.counts(context).values()) > LARGE_COMMUNE:
                self._worker.start(lambda: _read_apart(context), done, failed)
                return
            lines = read(context)
        except NtmError as error:
            failed(error)
            return
        done(lines)


def _read_apart(context: Context) -> list[Line]:
    reader = context.for_reading()
    try:
        return read(reader)
    finally:
        reader.database.close()
