"""This computer's settings while the program runs: read once, written at each change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ntm_desktop import settings

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.settings import Settings


class Preferences(QObject):
    """Holds the settings in use; a change is written before it is announced."""

    changed = Signal(object)

    def __init__(self, path: Path, current: Settings) -> None:
        super().__init__()
        self._path = path
        self.current = current

    def change(self, **values: Any) -> None:  # noqa: ANN401 - the settings' own fields
        """Change settings by name and write them; EnvironmentFault where the disk refuses."""
        new = replace(self.current, **values)
        if new == self.current:
            return  # a write that reaches the disk costs every start some milliseconds
        settings.save(self._path, new)
        self.current = new
        self.changed.emit(new)
