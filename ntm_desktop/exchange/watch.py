"""Progress and cancelling of long work, as two plain functions that the caller may leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.errors import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Watch:
    """`progress` takes a share from 0 to 1; `cancelled` says whether to stop."""

    progress: Callable[[float], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def at(self, share: float) -> None:
        """Tell how far the work is; CancelledError where a person wants it to stop."""
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.progress is not None:
            self.progress(min(1.0, share))
