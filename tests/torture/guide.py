"""Coverage as a guide: an input that takes a step of ours that none took before is kept, and changed further."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import ntm_desktop
from tests.torture.common import chance

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from tests.torture.fuzz_targets import Target

_OURS = str(Path(ntm_desktop.__file__).parent)
_MOST = 400
_GROWN = 0.7
Step = tuple[str, int, int]


class Guide:
    """What was reached so far, and the inputs that reached something first."""

    def __init__(self) -> None:
        self.known: set[Step] = set()
        self.kept: list[bytes] = []
        self._last = 0

    def next(self, target: Target, fresh: bytes, seed: object) -> bytes:
        """Return the next input: grown from one that was kept, or the fresh one."""
        random = chance("guide", seed)
        if not self.kept or random.random() > _GROWN:
            return fresh
        return target.grow(random.choice(self.kept), seed)

    def watch(self, data: bytes, read: Callable[[], object]) -> None:
        """Read an input while its steps are noted; keep it where one is new."""
        before = len(self.known)
        sys.settrace(self._entered)  # type: ignore[arg-type]  # typeshed names the type by itself
        try:
            read()
        finally:
            sys.settrace(None)
            if len(self.known) > before and len(self.kept) < _MOST:
                self.kept.append(data)

    def _entered(self, frame: FrameType, _event: str, _argument: object) -> object:
        self._last = frame.f_lineno
        return self._stepped if frame.f_code.co_filename.startswith(_OURS) else None

    def _stepped(self, frame: FrameType, event: str, _argument: object) -> object:
        if event == "line":
            self.known.add((frame.f_code.co_filename, self._last, frame.f_lineno))
            self._last = frame.f_lineno
        return self._stepped
