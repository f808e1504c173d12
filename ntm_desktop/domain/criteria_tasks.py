"""A household task list as the criteria set that it is: one yes-or-no indicator a task, all of them asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.criteria import Basis, Case, CriteriaSet, Criterion, Indicator, Kind, PassAll
from ntm_desktop.domain.criteria_verdicts import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.facts import FactValue
    from ntm_desktop.domain.tasks import TaskSet


def criteria_set_of(tasks: TaskSet) -> CriteriaSet:
    """Return the criteria set of a task list; tasks that are not required are asked, but do not decide."""
    required = tuple(_indicator(task.code, task.name, task.provenance) for task in tasks.tasks if task.required)
    return CriteriaSet(
        id=tasks.set_id,
        edition=tasks.edition,
        title=tasks.title,
        level="household",
        level_name="hộ gia đình",
        legal_basis=Basis(number=tasks.legal_basis, provenance=tasks.note),
        pass_rule=PassAll("all"),
        criteria=(Criterion("PV", "Phần việc", required),),
        valid_from=tasks.valid_from,
        valid_to=tasks.valid_to,
    )


def answers_of(statuses: Mapping[str, Status], reason: str) -> dict[str, FactValue | NotApplicable]:
    """Return a household's statuses as answers; `reason` stands for every «không áp dụng»."""
    answers: dict[str, FactValue | NotApplicable] = {}
    for code, status in statuses.items():
        if status is Status.NOT_APPLICABLE:
            answers[code] = NotApplicable(reason)
        elif status is not Status.NOT_ASSESSED:
            answers[code] = status is Status.ACHIEVED
    return answers


def _indicator(code: str, name: str, provenance: str) -> Indicator:
    return Indicator(code, name, Kind.YES_NO, provenance, cases=(Case(op="=", value=True),))
