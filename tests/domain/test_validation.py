"""What a person typed is checked whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ntm_desktop.domain.answers import EMPTY, Answer, Status, Totals, totals
from ntm_desktop.domain.changes import Changed
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.domain.problems import Severity
from ntm_desktop.domain.summaries import UnitSummary, total
from ntm_desktop.domain.tasks import Task, TaskSet
from ntm_desktop.domain.validation import answer_problems, household_problems, task_set_problems, village_problems

TASKS = TaskSet("x", 1, "Danh mục", (Task("1", "Nhà ở"), Task("2", statuses=(Status.ACHIEVED,))))


@pytest.mark.parametrize(
    ("fields", "code", "expected"),
    [
        (HouseholdFields("Lê An"), "", []),
        (HouseholdFields(""), "", ["households.no_head"]),
        (HouseholdFields("12 / 3"), "", ["households.no_letter"]),
        (HouseholdFields("x" * 121), "", ["households.too_long"]),
        (HouseholdFields("An"), "có dấu cách", ["households.bad_code"]),
        (HouseholdFields("An"), "A" * 33, ["households.bad_code"]),
        (HouseholdFields("An", birth_year=2027), "", ["households.birth_year"]),
        (HouseholdFields("An", members=51), "", ["households.members"]),
        (HouseholdFields("An", personal_id="09108500123"), "", ["households.personal_id"]),
        (HouseholdFields("An", personal_id="091085001234", phone="0912 345 678"), "", []),
        (HouseholdFields("An", phone="x"), "", ["households.phone"]),
    ],
)
def test_households(fields: HouseholdFields, code: str, expected: list[str]) -> None:
    assert [problem.code for problem in household_problems(fields, code, 2026)] == expected


def test_what_the_paper_may_say_is_only_a_warning() -> None:
    found = household_problems(HouseholdFields("An", personal_id="1", phone="x"), "", 2026)
    assert {problem.severity for problem in found} == {Severity.WARNING}


def test_answers() -> None:
    assert answer_problems(TASKS, "1", Answer(Status.NOT_APPLICABLE)) == ()
    assert answer_problems(TASKS, "2", Answer(Status.NOT_ASSESSED)) == ()
    assert [one.code for one in answer_problems(TASKS, "2", Answer(Status.NOT_ACHIEVED, remark="x" * 501))] == [
        "answers.status_not_allowed",
        "answers.remark_too_long",
    ]
    assert [one.code for one in answer_problems(TASKS, "3", EMPTY)] == ["answers.no_such_task"]


def test_a_typed_list_is_checked_row_by_row() -> None:
    rows = (Task("1"), Task("1"), Task("mã dài quá"), Task("4", statuses=(Status.NOT_ACHIEVED,)))
    found = task_set_problems(replace(TASKS, title=" ", tasks=rows))
    assert [(one.code, one.place.row) for one in found] == [
        ("answers.set.no_title", None),
        ("answers.set.twice", 2),
        ("answers.set.bad_code", 3),
        ("answers.set.never_achieved", 4),
    ]
    assert [one.code for one in task_set_problems(replace(TASKS, tasks=()))] == ["answers.set.count"]
    assert task_set_problems(TASKS) == ()


def test_a_task_set_finds_its_tasks() -> None:
    assert (TASKS.key, TASKS.codes, TASKS.task("2").code) == ("x@1", ("1", "2"), "2")
    with pytest.raises(KeyError):
        TASKS.task("9")


def test_totals_of_a_household() -> None:
    counted = totals(3, [Status.ACHIEVED, Status.NOT_APPLICABLE, Status.NOT_ASSESSED])
    assert counted == Totals(3, 1, 0, 1)
    assert (counted.assessed, counted.complete) == (2, False)
    assert totals(2, [Status.ACHIEVED, Status.NOT_APPLICABLE]).complete
    assert not totals(1, [Status.NOT_APPLICABLE]).complete
    assert (EMPTY.empty, Answer(remark="x").empty) == (True, False)


def test_units_add_up() -> None:
    one = UnitSummary("1", "Ấp 1", 3, 2, 2, 1, {"1": 2}, {"1": 1}, {}, {"2": 1})
    two = UnitSummary("2", "Ấp 2", 4, 4, 3, 2, {"1": 1, "2": 1})
    both = total("x", "Xã", [one, two])
    assert (both.households, both.started, both.assessed, both.all_achieved) == (7, 6, 5, 3)
    assert (both.achieved, both.not_achieved, both.registered) == ({"1": 3, "2": 1}, {"1": 1}, {"2": 1})
    assert (one.task_rate("1"), one.task_rate("9")) == (2 / 3, None)


def test_a_change_says_what_it_touches() -> None:
    from datetime import UTC, datetime

    change = Changed(1, datetime.now(UTC), "x", {"answer": frozenset({"h"})}, 1)
    assert (change.touches("answer"), change.touches("village")) == (True, False)


def test_what_no_package_could_carry_is_told_when_it_is_typed() -> None:
    """The limits of what may be typed are never above those of the exchange format."""
    long = HouseholdFields("Lê An", address="x" * 501, ethnic_group="y" * 61)
    assert [(one.code, one.place.column) for one in household_problems(long, "", 2026)] == [
        ("households.address_too_long", "address"),
        ("households.ethnic_group_too_long", "ethnic_group"),
    ]
    assert [(one.code, one.expected) for one in village_problems("x" * 121, "y" * 41)] == [
        ("households.village_too_long", "120"),
        ("households.village_too_long", "40"),
    ]
    assert village_problems("x" * 120, "y" * 40) == ()
    tasks = TaskSet("a", 1, "x" * 501, (Task("1", "y" * 1001, "z" * 201),), legal_basis="w" * 1001)
    assert {one.code for one in task_set_problems(tasks)} == {"answers.set.too_long"}
    assert [(one.place.row, one.place.column) for one in task_set_problems(tasks)] == [
        (1, "name"),
        (1, "short_name"),
        (None, "title"),
        (None, "legal_basis"),
    ]
