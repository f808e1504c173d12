"""The sheet in memory: totals as the store keeps them, filters by their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import Household, HouseholdFields
from ntm_desktop.domain.tasks import Task, TaskSet
from ntm_desktop.services.answers import Sheet, SheetRow
from ntm_desktop.ui.models.grid_filters import Kind, Wanted, matching
from ntm_desktop.ui.models.grid_rows import DONE, MISSED, STATUSES, GridData

if TYPE_CHECKING:
    from collections.abc import Sequence

A, N, X, B = Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE, Status.NOT_ASSESSED
TASKS = TaskSet("s", 1, "", (Task("1"), Task("2"), Task("3", required=False)))
NAMES = ("Đặng Văn Bưởi", "Trần Thị Ổi", "Nguyễn Văn An", "Lê Đức Đệ")


def sheet(*lines: Sequence[Status], registered: str = "", before: Sequence[Sequence[Status]] = ()) -> GridData:
    """Return a sheet with these statuses; `registered` names cells as «line:task»."""
    marked = set(registered.split())
    rows = []
    for number, line in enumerate(lines):
        answers = {
            str(task): Answer(status, f"{number}:{task}" in marked)
            for task, status in enumerate(line, start=1)
            if status is not B or f"{number}:{task}" in marked
        }
        home = Household(f"h{number}", f"c{number}", "v", HouseholdFields(NAMES[number % 4], 1970))
        rows.append(SheetRow(home, "v", answers))
    earlier = {
        f"h{number}": {str(task): Answer(status) for task, status in enumerate(line, start=1)}
        for number, line in enumerate(before)
    }
    return GridData(Sheet(2025, TASKS, {}, rows), earlier, 2024 if before else None)


FOUR = sheet((A, A, N), (A, N, B), (A, X, A), (B, B, B), registered="1:2 3:1", before=((A, N, N), (A, N, X), (X, X, A)))


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        (Wanted(), [0, 1, 2, 3]),
        (Wanted(Kind.COMPLETE), [0, 2]),
        (Wanted(Kind.UNFINISHED), [1, 3]),
        (Wanted(Kind.ANY_BLANK), [1, 3]),
        (Wanted(Kind.NOT_ACHIEVED, "2"), [1]),
        (Wanted(Kind.NOT_ACHIEVED, "3"), [0]),
        (Wanted(Kind.NOT_ASSESSED, "3"), [1, 3]),
        (Wanted(Kind.NOT_APPLICABLE, "2"), [2]),
        (Wanted(Kind.REGISTERED), [1, 3]),
        (Wanted(Kind.TASK_REGISTERED, "2"), [1]),
        (Wanted(Kind.REGISTERED_NOT_DONE), [1, 3]),
        (Wanted(Kind.DIFFERS), [0, 2]),
        (Wanted(Kind.NOTED), []),
        (Wanted(text="dang"), [0]),
        (Wanted(text="ĐỨC đệ"), [3]),
        (Wanted(text="van"), [0, 2]),
        (Wanted(text="van c2"), [2]),
        (Wanted(Kind.COMPLETE, text="van"), [0, 2]),
        (Wanted(Kind.UNFINISHED, text="  "), [1, 3]),
    ],
)
def test_filters_keep_what_they_say(wanted: Wanted, lines: list[int]) -> None:
    assert matching(FOUR, wanted) == lines


def test_everything_is_told_from_a_choice() -> None:
    assert Wanted().everything
    assert not Wanted(text="a").everything
    assert not Wanted(Kind.NOTED).everything


def test_counts_are_of_the_lines_shown() -> None:
    assert FOUR.counts([0, 1, 2, 3]) == [3, 1, 1]
    assert FOUR.counts([1, 3]) == [1, 0, 0]
    assert FOUR.counts([0, 1], MISSED) == [0, 1, 1]
    assert FOUR.registrations([0, 1, 2, 3]) == [1, 1, 0]
    assert FOUR.completed([0, 1, 2, 3]) == 2
    assert FOUR.counts([]) == [0, 0, 0]


def test_not_applicable_counts_as_neither() -> None:
    assert (FOUR.rows[2].achieved, FOUR.rows[2].applicable) == (2, 2)


def test_an_empty_answer_leaves_nothing_behind() -> None:
    data = sheet((A, A, A))
    data.put(0, 0, Answer(remark="x"))
    assert data.rows[0].noted[0] == 1
    data.put(0, 0, Answer())
    assert data.rows[0].answers.keys() == {"2", "3"}
    assert data.rows[0].noted[0] == 0


@given(st.lists(st.lists(st.sampled_from(STATUSES), min_size=3, max_size=3), min_size=1, max_size=6))
def test_totals_agree_with_the_answers(lines: list[list[Status]]) -> None:
    data = sheet(*lines)
    for row, line in zip(data.rows, lines, strict=True):
        assert row.achieved == line.count(A)
        assert row.applicable == 3 - line.count(X)
        assert row.complete == (A in line and all(status in {A, X} for status in line[:2]))
        assert list(row.statuses) == [STATUSES.index(status) for status in line]
    assert data.counts(range(len(lines)), DONE) == [sum(line[task] is A for line in lines) for task in range(3)]
