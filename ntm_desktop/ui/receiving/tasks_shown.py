"""Columns of tasks: heads with number and short name, cells with a sign beside the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import EMPTY, Status
from ntm_desktop.ui.models.grid_words import full_name, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.tasks import Task, TaskSet
    from ntm_desktop.services.receiving_overview import StateHousehold

_SIGNS = {Status.ACHIEVED: "✓", Status.NOT_ACHIEVED: "✗", Status.NOT_APPLICABLE: "–", Status.NOT_ASSESSED: ""}
_TONES = {Status.ACHIEVED: "good", Status.NOT_ACHIEVED: "bad", Status.NOT_APPLICABLE: "muted"}


def tasks_of(lists: Iterable[TaskSet]) -> tuple[Task, ...]:
    """Return the tasks of several editions by code, in order; the first edition that has a code names it."""
    found: dict[str, Task] = {}
    for one in lists:
        for task in one.tasks:
            found.setdefault(task.code, task)
    return tuple(found.values())


def task_tip(task: Task) -> str:
    """Return number and full wording of a task."""
    return f"{task.code}. {full_name(task)}"


def answer_of(household: StateHousehold, code: str) -> Answer:
    """Return what a household's state says of a task."""
    return household.answers.get(code, EMPTY)


def answer_sign(answer: Answer) -> str:
    """Return the sign of an answer."""
    return _SIGNS[answer.status]


def answer_words(answer: Answer) -> str:
    """Return an answer in words with its sign."""
    return f"{_SIGNS[answer.status]} {status_word(answer.status)}".strip()


def answer_tone(answer: Answer) -> str:
    """Return the colour of an answer."""
    return _TONES.get(answer.status, "")
