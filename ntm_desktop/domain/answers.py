"""An answer: what a household did about one task in one year."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Status(StrEnum):
    """The four statuses of DOMAIN.md; «không áp dụng» counts as neither achieved nor not."""

    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"


ASSESSED = frozenset({Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE})


@frozen
class Answer:
    """One cell of the task grid: status, whether the household registered for it, a remark and a date."""

    status: Status = Status.NOT_ASSESSED
    registered: bool = False
    remark: str = ""
    on: date | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all was said, so that no row needs to be kept."""
        return self == EMPTY


EMPTY = Answer()


@frozen
class Totals:
    """A household's year in numbers, over the tasks of its edition."""

    tasks: int
    achieved: int
    not_achieved: int
    not_applicable: int

    @property
    def assessed(self) -> int:
        """How many tasks have any status but «chưa đánh giá»."""
        return self.achieved + self.not_achieved + self.not_applicable

    @property
    def complete(self) -> bool:
        """Whether every applicable task was achieved, and at least one was (KG-IV.2.a-3)."""
        return self.achieved > 0 and self.achieved + self.not_applicable == self.tasks


def totals(tasks: int, statuses: Iterable[Status]) -> Totals:
    """Count the statuses of one household; `tasks` is how many the edition asks for."""
    counts = dict.fromkeys(Status, 0)
    for status in statuses:
        counts[status] += 1
    return Totals(
        tasks,
        counts[Status.ACHIEVED],
        counts[Status.NOT_ACHIEVED],
        counts[Status.NOT_APPLICABLE],
    )
