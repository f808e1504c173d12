"""A filled sheet comes back: checked whole, one act, and nothing typed before is lost by a blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.services import answer_import, answers, reporting, undo
from ntm_desktop.services.answers import NewAnswer
from tests.offices import settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context

NUMBERS = [str(number) for number in range(1, 16)]


def exported(office: Context, path: Path, year: int = 2025) -> Path:
    reporting.write(reporting.build(office, "task-sheet", reporting.Wanted(year)), "xlsx", path)
    return path


def by_hand(path: Path, *rows: Sequence[Any], heads: Sequence[str] = ("TT", "Họ tên chủ hộ", "Năm sinh")) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ấp Kinh 5"
    sheet.append([*heads, *NUMBERS])
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def refusals(office: Context, path: Path, year: int = 2025) -> set[str]:
    with pytest.raises(RefusedError) as refusal:
        answer_import.plan(office, path, year)
    assert refusal.value.code == "answers.import_refused"
    return {problem.code for problem in refusal.value.problems}


def test_our_own_sheet_comes_back_as_it_went(office: Context, tmp_path: Path) -> None:
    one, other = settle(office, "Kinh 5", "Lê An", "Lê Bình")
    kept = Answer(Status.NOT_ACHIEVED, registered=True, remark="xem lại")
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", kept), NewAnswer(other.id, "2", Answer(Status.ACHIEVED))])
    plan = answer_import.plan(office, exported(office, tmp_path / "a.xlsx"), 2025)
    assert (plan.households, len(plan.cells), plan.problems) == (2, 2, ())
    assert answer_import.apply(office, plan).count == 0
    assert answers.load_sheet(office, 2025).rows[0].answer("1") == kept


def test_what_was_filled_in_is_one_act_with_one_undo(office: Context, tmp_path: Path) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    answers.set_answers(office, 2025, [NewAnswer(one.id, "15", Answer(Status.ACHIEVED))])
    path = by_hand(tmp_path / "a.xlsx", [1, "Lê An", 1950, "x", "0", "-", *[None] * 12])
    assert answer_import.apply(office, answer_import.plan(office, path, 2025)).count == 3
    row = answers.load_sheet(office, 2025).rows[0]
    found = [row.status(task) for task in ("1", "2", "3", "4", "15")]
    assert found == [
        Status.ACHIEVED,
        Status.NOT_ACHIEVED,
        Status.NOT_APPLICABLE,
        Status.NOT_ASSESSED,
        Status.ACHIEVED,  # the blank in the file did not take it away
    ]
    undo.undo(office)
    assert answers.load_sheet(office, 2025).rows[0].answers.keys() == {"15"}


def test_a_year_that_is_not_open_is_opened_by_it(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An")
    path = by_hand(tmp_path / "a.xlsx", [1, "Lê An", 1950, *["x"] * 15])
    answer_import.apply(office, answer_import.plan(office, path, 2026))
    assert answers.years(office) == [2026]


def test_everything_wrong_is_listed_at_once_and_nothing_written(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An")
    settle(office, "Kinh 6", "Trần Hai")
    path = by_hand(
        tmp_path / "a.xlsx",
        [1, "Lê An", 1950, "abc", *[None] * 14],
        [2, "Lê An", 1950, "x", *[None] * 14],
        [3, "Người Lạ", 1950, "x", *[None] * 14],
    )
    found = refusals(office, path)
    assert found == {"sheets.status_unknown", "answers.import_twice", "answers.import_no_household"}
    assert answers.years(office) == []


def test_a_sheet_of_another_year_is_refused(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An")
    answers.open_year(office, 2024)
    answers.open_year(office, 2025)
    assert refusals(office, exported(office, tmp_path / "a.xlsx", 2024)) == {"answers.import_other_year"}


def test_a_code_with_another_head_is_refused(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An")
    answers.open_year(office, 2025)
    path = exported(office, tmp_path / "a.xlsx")
    book = load_workbook(path)
    for row in book["Phiếu"].iter_rows():
        for cell in row:
            if cell.value == "Lê An":
                cell.value = "Võ Khác"
    book.save(path)
    assert refusals(office, path) == {"answers.import_other_head"}


def test_two_of_one_name_need_a_year_or_a_code(office: Context, tmp_path: Path) -> None:
    settle(office, "Kinh 5", "Lê An", "Lê An")
    path = by_hand(tmp_path / "a.xlsx", [1, "Lê An", None, "x", *[None] * 14])
    assert refusals(office, path) == {"answers.import_several"}
    good = by_hand(tmp_path / "b.xlsx", [1, "Lê An", 1951, "x", *[None] * 14])
    assert answer_import.plan(office, good, 2025).households == 1


def test_a_status_that_a_task_does_not_take_is_refused(office: Context, tmp_path: Path) -> None:
    from dataclasses import replace

    from ntm_desktop.services import task_sets

    settle(office, "Kinh 5", "Lê An")
    old = task_sets.chosen(office)
    first = replace(old.tasks[0], statuses=(Status.ACHIEVED, Status.NOT_ACHIEVED))
    task_sets.save_edition(office, replace(old, tasks=(first, *old.tasks[1:])))
    path = by_hand(tmp_path / "a.xlsx", [1, "Lê An", 1950, "-", *[None] * 14])
    assert refusals(office, path) == {"answers.status_not_allowed"}
