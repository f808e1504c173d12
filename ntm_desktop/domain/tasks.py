"""The household task list: a dated edition of a criteria set of level household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

EVERY_STATUS = (Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE)


@frozen
class Task:
    """One of a household's tasks. `name` is empty while the province's paper has not been typed in."""

    code: str
    name: str = ""
    short_name: str = ""
    required: bool = True
    statuses: tuple[Status, ...] = EVERY_STATUS
    provenance: str = ""

    def allows(self, status: Status) -> bool:
        """Whether this task may be answered with `status`; «chưa đánh giá» always may."""
        return status is Status.NOT_ASSESSED or status in self.statuses


@frozen
class TaskSet:
    """An edition of the task list. Answers keep the edition that they were given for.

    `set_id` names the list (`kg-ho-15-phan-viec`), `edition` one dated wording of it (1, 2, 3 …).
    `official` is False for a list that no official text stands behind: it is shown with a mark.
    """

    set_id: str
    edition: int
    title: str
    tasks: tuple[Task, ...]
    official: bool = False
    legal_basis: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """The id of this very edition: `set_id@edition`."""
        return f"{self.set_id}@{self.edition}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The task codes in their order."""
        return tuple(task.code for task in self.tasks)

    @property
    def required_codes(self) -> frozenset[str]:
        """The tasks that a household must achieve to be complete."""
        return frozenset(task.code for task in self.tasks if task.required)

    def task(self, code: str) -> Task:
        """Return the task with this code; KeyError where the edition has none."""
        for task in self.tasks:
            if task.code == code:
                return task
        raise KeyError(code)
