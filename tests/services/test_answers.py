"""Opening years and answering cells: checked whole, durable, one act with one undo."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, households, summaries, undo
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.store import integrity, journal
from tests.offices import settle

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context

ACHIEVED = Answer(Status.ACHIEVED)


def test_opening_a_year_carries_every_active_household_over(office: Context) -> None:
    settle(office, "Kinh 5", "Lê An", "Lê Bình")
    answers.open_year(office, 2025)
    sheet = answers.load_sheet(office, 2025)
    assert [row.household.head for row in sheet.rows] == ["Lê An", "Lê Bình"]
    assert len(sheet.tasks.tasks) == 15
    assert answers.years(office) == [2025]


def test_a_year_out_of_range_is_refused(office: Context) -> None:
    with pytest.raises(UserError, match=r"answers\.bad_year"):
        answers.open_year(office, 1900)


def test_a_sheet_of_a_year_that_is_not_open_is_refused(office: Context) -> None:
    with pytest.raises(UserError, match=r"answers\.year_not_open"):
        answers.load_sheet(office, 2025)


def test_opening_again_adds_who_is_missing(office: Context) -> None:
    settle(office, "Kinh 5", "Lê An")
    answers.open_year(office, 2024)
    answers.open_year(office, 2025)
    settle(office, "Kinh 6", "Lê Bình")  # goes to the newest year only
    assert len(answers.load_sheet(office, 2024).rows) == 1
    assert len(answers.load_sheet(office, 2025).rows) == 2
    answers.open_year(office, 2024)
    assert len(answers.load_sheet(office, 2024).rows) == 2


def test_an_answer_is_on_the_disk_when_the_call_returns(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    changed = answers.set_answers(office, 2025, [NewAnswer(one.id, "3", ACHIEVED)])
    other = sqlite3.connect(office.paths.database)
    assert other.execute("SELECT status FROM answer").fetchall() == [("achieved",)]
    journal = "SELECT kind, key, before, after FROM journal_row WHERE journal_id = ? AND kind = 'answer'"
    lines = other.execute(journal, (changed.entry,)).fetchall()
    other.close()
    assert lines == [("answer", f"2025/{one.id}/3", None, '["achieved",0,"",null]')]
    assert changed.rows["answer"] == {one.id}


def test_every_fault_of_a_block_is_listed_and_nothing_is_written(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    cells = [
        NewAnswer(one.id, "1", ACHIEVED),
        NewAnswer(one.id, "99", ACHIEVED),
        NewAnswer("nobody", "1", ACHIEVED),
        NewAnswer(one.id, "2", Answer(Status.ACHIEVED, remark="x" * 501)),
    ]
    with pytest.raises(RefusedError) as refusal:
        answers.set_answers(office, 2025, cells)
    codes = {problem.code for problem in refusal.value.problems}
    assert codes == {"answers.no_such_task", "households.no_such_household", "answers.remark_too_long"}
    assert answers.years(office) == []


def test_a_bad_year_is_listed_with_the_rest(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    with pytest.raises(RefusedError) as refusal:
        answers.set_answers(office, 1999, [NewAnswer(one.id, "99", ACHIEVED)])
    assert [problem.code for problem in refusal.value.problems] == ["answers.bad_year", "answers.no_such_task"]


@pytest.mark.requirement("KG-IV.2.a-3")
def test_not_applicable_counts_as_neither_for_a_complete_household(office: Context) -> None:
    one, other = settle(office, "Kinh 5", "Lê An", "Lê Bình")
    cells = [NewAnswer(one.id, str(task), ACHIEVED) for task in range(1, 15)]
    cells.append(NewAnswer(one.id, "15", Answer(Status.NOT_APPLICABLE)))
    cells += [NewAnswer(other.id, str(task), ACHIEVED) for task in range(1, 15)]
    answers.set_answers(office, 2025, cells)
    proposed = summaries.by_household(office, 2025, complete_only=True)
    assert [row.household.head for row in proposed] == ["Lê An"]
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", Answer(Status.NOT_ACHIEVED))])
    assert summaries.by_household(office, 2025, complete_only=True) == []


def test_a_household_with_nothing_applicable_is_not_complete(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    answers.set_answers(
        office, 2025, [NewAnswer(one.id, str(task), Answer(Status.NOT_APPLICABLE)) for task in range(1, 16)]
    )
    assert summaries.of_year(office, 2025).commune.all_achieved == 0
    assert summaries.of_year(office, 2025).commune.assessed == 1


def test_remark_date_and_registration_are_kept(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    said = Answer(Status.NOT_ACHIEVED, registered=True, remark="Đang sửa nhà", on=date(2025, 6, 30))
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", said)])
    assert answers.load_sheet(office, 2025).rows[0].answer("1") == said
    assert summaries.of_year(office, 2025).commune.registered == {"1": 1}
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", Answer())])
    assert answers.load_sheet(office, 2025).rows[0].answers == {}
    assert office.database.value("SELECT count(*) FROM answer") == 0


def test_an_answer_that_is_the_same_writes_no_journal_line(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", ACHIEVED)])
    again = answers.set_answers(office, 2025, [NewAnswer(one.id, "1", ACHIEVED)])
    assert (again.entry, again.count) == (0, 0)


SAID = (
    ACHIEVED,
    Answer(Status.NOT_ACHIEVED, registered=True),
    Answer(remark='Nói «mai sửa» — "\\" và \''),
    Answer(Status.NOT_APPLICABLE, on=date(2025, 6, 30)),
    Answer(),
    Answer(registered=True),
)


def test_an_answer_alone_is_kept_as_the_same_one_in_a_block_is(office: Context) -> None:
    alone, in_a_block = settle(office, "Kinh 5", "Lê An", "Lê Bình")
    answers.open_year(office, 2025)
    for said in SAID:
        line = answers.set_answers(office, 2025, [NewAnswer(alone.id, "1", said)]).entry
        block = answers.set_answers(office, 2025, [NewAnswer(in_a_block.id, task, said) for task in ("1", "2")]).entry
        (one,), (other, _second) = (journal.changes_of(office.database, entry) for entry in (line, block))
        assert (one.before, one.after) == (other.before, other.after)
        assert one.key.replace(alone.id, in_a_block.id) == other.key
        lines = office.database.rows("SELECT facts, undoable, staff_id, action FROM journal WHERE id >= ?", (line,))
        assert lines == [('{"year":2025,"count":1}', *lines[0][1:]), ('{"year":2025,"count":2}', *lines[0][1:])]
        rows = answers.load_sheet(office, 2025).rows
        assert [row.answer("1") for row in rows] == [said, said]
        assert integrity.wrong_totals(office.database) == 0


def test_last_years_answers_are_there_to_compare(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    answers.set_answers(office, 2023, [NewAnswer(one.id, "1", ACHIEVED)])
    answers.open_year(office, 2025)
    assert answers.last_year(office, 2025) == {one.id: {"1": ACHIEVED}}
    assert answers.last_year(office, 2023) == {}


def test_a_block_of_thousands_is_one_act_with_one_undo(office: Context) -> None:
    people = settle(office, "Kinh 5", *(f"Lê An {number}" for number in range(40)))
    cells = [NewAnswer(one.id, str(task), ACHIEVED) for one in people for task in range(1, 16)]
    answers.set_answers(office, 2025, cells)
    assert summaries.of_year(office, 2025).commune.all_achieved == 40
    mixed = [NewAnswer(one.id, "1", Answer(Status.NOT_ACHIEVED, registered=True)) for one in people]
    answers.set_answers(office, 2025, mixed)
    assert undo.undo(office) is not None
    assert summaries.of_year(office, 2025).commune.all_achieved == 40
    assert undo.undo(office) is not None
    assert answers.years(office) == []
    assert undo.redo(office) is not None
    assert undo.redo(office) is not None
    year = summaries.of_year(office, 2025).commune
    assert (year.all_achieved, year.not_achieved, year.registered) == (0, {"1": 40}, {"1": 40})
    assert integrity.wrong_totals(office.database) == 0


def test_a_household_that_moved_keeps_its_past_village(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    settle(office, "Kinh 6", "Lê Bình")
    answers.set_answers(office, 2024, [NewAnswer(one.id, "1", ACHIEVED)])
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", ACHIEVED)])
    kinh_6 = households.find(office, households.Filter(text="binh"))[0].village_id
    households.move(office, [one.id], kinh_6)
    by_village = {unit.name: unit.achieved.get("1", 0) for unit in summaries.of_year(office, 2025).villages}
    assert by_village == {"Ấp Kinh 6": 1}
    past = {unit.name: unit.achieved.get("1", 0) for unit in summaries.of_year(office, 2024).villages}
    assert past["Ấp Kinh 5"] == 1
    assert integrity.wrong_totals(office.database) == 0
    undo.undo(office)
    assert {unit.name: unit.households for unit in summaries.of_year(office, 2025).villages} == {
        "Ấp Kinh 5": 1,
        "Ấp Kinh 6": 1,
    }
    assert integrity.wrong_totals(office.database) == 0
