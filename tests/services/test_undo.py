"""Undo and redo: whole acts, across restarts, and never over somebody's later work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.services import answers, households, undo
from ntm_desktop.services.answers import NewAnswer
from tests.offices import commune, settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context


def test_there_is_nothing_to_undo_at_first(office: Context) -> None:
    assert (undo.undoable(office), undo.undo(office)) == (None, None)
    assert (undo.redoable(office), undo.redo(office)) == (None, None)


def test_it_is_known_what_would_be_undone_and_redone(office: Context) -> None:
    settle(office, "Kinh 5", "Lê An")
    line = undo.undoable(office)
    assert line is not None
    assert (line.action, line.facts["head"]) == ("household.added", "Lê An")
    undo.undo(office)
    back = undo.redoable(office)
    assert back is not None
    assert back.id == line.id


def test_something_new_ends_redo(office: Context) -> None:
    settle(office, "Kinh 5", "Lê An")
    undo.undo(office)
    settle(office, "Kinh 6")
    assert undo.redo(office) is None


def test_undo_outlives_the_program(tmp_path: Path) -> None:
    with commune(tmp_path / "a") as office:
        settle(office, "Kinh 5", "Lê An")
    with commune(tmp_path / "a") as office:
        assert undo.undo(office) is not None
        assert households.find(office) == []
    with commune(tmp_path / "a") as office:
        assert undo.redo(office) is not None
        assert len(households.find(office)) == 1


def test_what_was_changed_behind_its_back_is_not_taken_back(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    households.edit(office, one.id, HouseholdFields("Lê Ba", birth_year=1950))
    with office.database.atomic() as connection:
        connection.execute("UPDATE household SET head = 'Lê Tư' WHERE id = ?", (one.id,))
    with pytest.raises(RefusedError) as refusal:
        undo.undo(office)
    assert refusal.value.code == "store.undo.refused"
    assert households.get(office, one.id).head == "Lê Tư"


def test_undoing_an_answer_brings_back_remark_and_date(office: Context) -> None:
    one = settle(office, "Kinh 5", "Lê An")[0]
    first = Answer(Status.NOT_ACHIEVED, registered=True, remark="chờ", on=None)
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", first)])
    answers.set_answers(office, 2025, [NewAnswer(one.id, "1", Answer(Status.ACHIEVED))])
    undo.undo(office)
    assert answers.load_sheet(office, 2025).rows[0].answer("1") == first
