"""Editions of the task list: kept, chosen, used for a year where no answer loses its question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.tasks import Task
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, task_sets
from tests.offices import REFERENCE_TASKS, settle

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context

OFFICIAL = "kg-ho-15-phan-viec"


def answered(office: Context, year: int = 2026) -> None:
    (one,) = settle(office, "Kinh 5", "Đặng Văn Ánh")
    answers.open_year(office, year)
    answers.set_answers(office, year, [answers.NewAnswer(one.id, "1", Answer(Status.NOT_APPLICABLE))])


def test_editions_are_those_kept_and_those_that_ship(office: Context) -> None:
    keys = [one.key for one in task_sets.editions(office)]
    assert keys == [f"{REFERENCE_TASKS}@1", f"{OFFICIAL}@1"]
    assert task_sets.edition(office, OFFICIAL).key == f"{OFFICIAL}@1"
    assert task_sets.chosen(office).set_id == REFERENCE_TASKS


def test_a_typed_list_is_the_next_edition_and_is_chosen(office: Context) -> None:
    base = task_sets.chosen(office)
    typed = replace(base, tasks=(*base.tasks, Task("16", "  Việc   mới ", "Mới", required=False)), official=True)
    new, changed = task_sets.save_edition(office, typed)
    assert (new.key, new.tasks[-1].name) == (f"{REFERENCE_TASKS}@2", "Việc mới")
    assert changed.action == "task_set.saved"
    assert office.office.task_set == new.key
    assert task_sets.edition(office, new.key) == new
    answers.open_year(office, 2027)
    assert task_sets.of_year(office, 2027) == new


def test_all_faults_of_a_list_come_at_once(office: Context) -> None:
    base = task_sets.chosen(office)
    wrong = replace(base, title=" ", tasks=(Task("1"), Task("1"), Task("?"), Task("4", statuses=())))
    with pytest.raises(RefusedError) as caught:
        task_sets.save_edition(office, wrong)
    codes = {problem.code for problem in caught.value.problems}
    assert codes == {
        "answers.set.no_title",
        "answers.set.twice",
        "answers.set.bad_code",
        "answers.set.never_achieved",
    }
    assert len(task_sets.editions(office)) == 2


def test_choosing_leaves_open_years_alone(office: Context) -> None:
    answers.open_year(office, 2026)
    task_sets.choose(office, f"{OFFICIAL}@1")
    task_sets.choose(office, f"{REFERENCE_TASKS}@1")
    task_sets.choose(office, f"{OFFICIAL}@1")
    assert office.office.task_set == f"{OFFICIAL}@1"
    assert [(year, one.set_id) for year, one in task_sets.open_years(office)] == [(2026, REFERENCE_TASKS)]


def test_a_year_without_answers_takes_any_list(office: Context) -> None:
    answers.open_year(office, 2026)
    new, _changed = task_sets.save_edition(office, replace(task_sets.chosen(office), tasks=(Task("a", "Một việc"),)))
    assert task_sets.hindrance(office, 2026, new) is None
    task_sets.use_for_year(office, 2026, new.key)
    assert task_sets.of_year(office, 2026) == new


def test_a_year_with_answers_takes_other_words_only(office: Context) -> None:
    answered(office)
    base = task_sets.of_year(office, 2026)
    worded = replace(base, tasks=tuple(replace(task, name=f"{task.name}!") for task in base.tasks))
    new, _changed = task_sets.save_edition(office, worded)
    task_sets.use_for_year(office, 2026, new.key)
    assert task_sets.of_year(office, 2026).key == new.key


@pytest.mark.parametrize("change", ["fewer", "required", "statuses"])
def test_no_answer_loses_its_question(office: Context, change: str) -> None:
    answered(office)
    base = task_sets.of_year(office, 2026)
    first = {
        "fewer": (),
        "required": (replace(base.tasks[0], required=False),),
        "statuses": (replace(base.tasks[0], statuses=(Status.ACHIEVED,)),),
    }[change]
    new, _changed = task_sets.save_edition(office, replace(base, tasks=(*first, *base.tasks[1:])))
    with pytest.raises(UserError) as caught:
        task_sets.use_for_year(office, 2026, new.key)
    assert (caught.value.code, caught.value.facts["year"]) == ("answers.set.has_answers", 2026)
    assert task_sets.of_year(office, 2026).key == base.key


def test_what_is_not_there_is_said(office: Context) -> None:
    with pytest.raises(UserError, match=r"answers\.set\.unknown"):
        task_sets.edition(office, "nowhere")
    with pytest.raises(UserError, match=r"answers\.year_not_open"):
        task_sets.of_year(office, 1999)
