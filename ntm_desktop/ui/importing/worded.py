"""Lines of a table that are put into words when they are looked at: thousands of them cost nothing before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Line = tuple[str, ...]


class Worded(Sequence[Line], Generic[T]):
    """As many lines as things, each worded by `say` whenever it is asked for."""

    def __init__(self, things: Sequence[T], say: Callable[[T], Line]) -> None:
        self._things = things
        self._say = say

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._things)

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        """Return a line, or several."""
        if isinstance(at, slice):
            return [self._say(one) for one in self._things[at]]
        return self._say(self._things[at])
