"""Whatever is typed, undone and redone in any order, the office equals a plain model of it."""

from __future__ import annotations

import copy
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ntm_desktop.domain.answers import EMPTY, Answer, Status
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.services import answers, households, undo, villages
from ntm_desktop.store import integrity
from tests.offices import commune, settle

STATUSES = st.sampled_from([Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE, Status.NOT_ASSESSED])
ANSWERS = st.builds(Answer, STATUSES, st.booleans(), st.sampled_from(["", "xem lại"]))
TASKS = st.sampled_from(["1", "2", "15"])
YEARS = st.sampled_from([2024, 2025])
WHO = st.integers(min_value=0, max_value=3)


class History(RuleBasedStateMachine):
    """The model: villages of households, answers by year, and two stacks of whole copies of it."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.model: dict[str, Any] = {"answers": {}, "village": {}, "head": {}}
        self.done: list[dict[str, Any]] = []
        self.undone: list[dict[str, Any]] = []

    @initialize()
    def office_is_made(self) -> None:
        folder = self._open.enter_context(tempfile.TemporaryDirectory())
        self.office = self._open.enter_context(commune(Path(folder)))
        self.people = settle(self.office, "Kinh 5", "An", "Bình", "Châu", "Dũng")
        settle(self.office, "Kinh 6")
        answers.open_year(self.office, 2024)
        answers.open_year(self.office, 2025)
        self.places = [one.id for one in villages.listed(self.office)]
        for one in self.people:
            self.model["village"][one.id] = one.village_id
            self.model["head"][one.id] = one.head
        self.floor = self.office.database.value("SELECT count(*) FROM journal WHERE undoable = 1")

    def _did(self, changed: bool, before: dict[str, Any]) -> None:
        if changed:
            self.done.append(before)
            self.undone.clear()

    @rule(year=YEARS, cells=st.dictionaries(st.tuples(WHO, TASKS), ANSWERS, min_size=1, max_size=6))
    def answer(self, year: int, cells: dict[tuple[int, str], Answer]) -> None:
        before = copy.deepcopy(self.model)
        new = [answers.NewAnswer(self.people[who].id, task, answer) for (who, task), answer in cells.items()]
        changed = answers.set_answers(self.office, year, new)
        for (who, task), answer in cells.items():
            self.model["answers"][year, self.people[who].id, task] = answer
            if answer == EMPTY:
                del self.model["answers"][year, self.people[who].id, task]
        assert (changed.count > 0) == (before != self.model)
        self._did(changed.count > 0, before)

    @rule(who=WHO, where=st.integers(min_value=0, max_value=1))
    def move(self, who: int, where: int) -> None:
        before = copy.deepcopy(self.model)
        changed = households.move(self.office, [self.people[who].id], self.places[where])
        self.model["village"][self.people[who].id] = self.places[where]
        self._did(changed.count > 0, before)

    @rule(who=WHO, head=st.sampled_from(["Lê Văn An", "Trần Bình"]))
    def rename(self, who: int, head: str) -> None:
        before = copy.deepcopy(self.model)
        changed = households.edit(self.office, self.people[who].id, HouseholdFields(head, birth_year=1950 + who))
        self.model["head"][self.people[who].id] = head
        self._did(changed.count > 0, before)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        assert undo.undo(self.office) is not None
        self.undone.append(copy.deepcopy(self.model))
        self.model = self.done.pop()

    @rule()
    def redo(self) -> None:
        changed = undo.redo(self.office)
        assert (changed is not None) == bool(self.undone)
        if changed is not None:
            self.done.append(copy.deepcopy(self.model))
            self.model = self.undone.pop()

    @invariant()
    def office_equals_model(self) -> None:
        if not hasattr(self, "office"):
            return
        found = {}
        for year in (2024, 2025):
            for row in answers.load_sheet(self.office, year).rows:
                for task, answer in row.answers.items():
                    found[year, row.household.id, task] = answer
        assert found == self.model["answers"]
        people = households.find(self.office)
        assert {one.id: one.village_id for one in people} == self.model["village"]
        assert {one.id: one.head for one in people} == self.model["head"]
        assert integrity.wrong_totals(self.office.database) == 0
        assert integrity.structure_faults(self.office.database) == []

    def teardown(self) -> None:
        self._open.close()


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
