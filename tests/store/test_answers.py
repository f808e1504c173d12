"""Rows of answers: by village, by household, and kept totals over many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers as answer_services
from ntm_desktop.services import villages
from ntm_desktop.store import answers, households, integrity, journal, rows, sheets, task_sets
from ntm_desktop.store.answers import NewAnswer
from tests.offices import commune, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context

ACHIEVED = Answer(Status.ACHIEVED)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        yield context


def test_a_villages_answers_are_its_own(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    other = settle(office, "Kinh 6", "Bình")[0]
    for household in (one, other):
        answer_services.set_answers(office, 2025, [NewAnswer(household.id, "1", ACHIEVED)])
    assert answers.answers_of(office.database, 2025, one.village_id) == {one.id: {"1": ACHIEVED}}
    assert set(answers.answers_of(office.database, 2025)) == {one.id, other.id}
    assert sheets.enrolled(office.database, 2025, other.village_id) == {other.id: other.village_id}


def test_thousands_of_cells_are_written_with_their_totals(office: Context) -> None:
    people = settle(office, "Kinh 5", *(f"An {number}" for number in range(401)))
    cells = [NewAnswer(one.id, "1", ACHIEVED) for one in people]
    answer_services.set_answers(office, 2025, cells)
    assert integrity.wrong_totals(office.database) == 0
    assert sheets.village_summaries(office.database, 2025, 15)[0].achieved == {"1": 401}


def test_households_are_found_by_id_and_not_at_all(office: Context) -> None:
    one = settle(office, "Kinh 5", "An")[0]
    assert list(households.many(office.database, [one.id, "nobody"])) == [one]
    assert households.ethnic_groups(office.database) == []


def test_a_row_that_is_not_there_is_not_deleted(office: Context) -> None:
    with office.database.atomic() as connection:
        assert rows.delete(connection, "village", "nowhere") is None
        assert sheets.take_off(connection, 2025, ["nobody"]) == []


def test_an_edition_is_kept_once_and_read_once(office: Context) -> None:
    tasks = task_sets.editions(office.database)[0]
    with office.database.atomic() as connection:
        assert task_sets.add(connection, tasks) is None
    assert task_sets.edition(office.database, tasks.key) is task_sets.edition(office.database, tasks.key)
    assert task_sets.edition(office.database, "nothing@1") is None


def test_the_newest_entries_come_first(office: Context) -> None:
    villages.add(office, "Kinh 5")
    villages.add(office, "Kinh 6")
    lines = journal.recent(office.database, limit=2)
    assert [line.facts["village"] for line in lines] == ["Kinh 6", "Kinh 5"]
    assert journal.entry(office.database, 999) is None
    assert journal.mark(office.database) == lines[0].id


def test_a_file_that_sqlite_cannot_check_is_a_fault(office: Context) -> None:
    office.database.connection.execute("PRAGMA foreign_keys = OFF")
    office.database.connection.execute("INSERT INTO journal_change VALUES (999, 0, 'x', 'y', NULL, NULL)")
    assert any("foreign key" in fault for fault in integrity.structure_faults(office.database))
    office.database.connection.execute("DELETE FROM journal_change WHERE journal_id = 999")
    office.database.connection.execute("PRAGMA foreign_keys = ON")
