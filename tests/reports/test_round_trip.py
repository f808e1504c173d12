"""A task sheet that was written as a workbook is read back whole, without a single problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.importing.answersheet import interpret_answers
from ntm_desktop.reports.builders import task_sheet
from ntm_desktop.reports.xlsx import write_xlsx
from ntm_desktop.sheets.reader import read_workbook
from tests.reports import paper

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.domain.importing.answersheet import AnswerDraft
    from ntm_desktop.domain.tasks import TaskSet


def sent_and_read(path: Path, tasks: TaskSet, villages: int = 1, *, blank: bool = False) -> AnswerDraft:
    sheets = [paper.sheet(number, 30, tasks) for number in range(1, villages + 1)]
    document = task_sheet.build(sheets, tasks, 2026, paper.COMMUNE, paper.CHAIR, blank=blank)
    write_xlsx(document, path / "phieu.xlsx")
    return interpret_answers(read_workbook(path / "phieu.xlsx"), tasks.codes)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("count", [3, 15, 25])
def test_every_answer_comes_back(tmp_path: Path, count: int, named: bool) -> None:
    tasks = paper.task_set(count, named=named)
    draft = sent_and_read(tmp_path, tasks, villages=2)
    source = {row.household.code: row for number in (1, 2) for row in paper.sheet(number, 30, tasks).rows}
    assert draft.problems == ()
    assert (draft.year, draft.task_set, len(draft.rows)) == (2026, "mau@1", 60)
    for row in draft.rows:
        answers = source[row.code].answers
        wanted = {code: answers[code].status if code in answers else Status.NOT_ASSESSED for code in tasks.codes}
        assert dict(row.statuses) == wanted


def test_a_blank_sheet_says_nothing(tmp_path: Path) -> None:
    draft = sent_and_read(tmp_path, paper.task_set(), blank=True)
    assert draft.problems == ()
    assert {status for row in draft.rows for status in row.statuses.values()} == {Status.NOT_ASSESSED}
