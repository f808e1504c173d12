"""Whatever is typed, pasted, taken back and brought back: the screen shows what the database holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from PySide6.QtCore import Qt

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers, summaries
from ntm_desktop.ui.grid.keys import Do
from ntm_desktop.ui.models.grid_filters import Kind, Wanted
from tests.ui.pages.grid_demo import NEW, Shop, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

COMMANDS = [what for what in Do if what not in {Do.REMARK, Do.PASTE}]
CELLS = st.tuples(st.integers(0, 2), st.integers(0, 14))
TEXTS = st.lists(
    st.lists(st.sampled_from(["x", "0", "-", "", "KĐ", "?!"]), min_size=1, max_size=4), min_size=1, max_size=3
)


@pytest.fixture
def shop(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    del dressed
    with opened(qtbot, data_folder) as made:
        yield made


class Typing(RuleBasedStateMachine):
    """Someone at the keyboard, and now and then somebody else."""

    shop: ClassVar[Shop]

    @rule(what=st.sampled_from(COMMANDS))
    def command(self, what: Do) -> None:
        self.shop.page.editor.do(what)

    @rule(text=st.text("10- rR", min_size=1, max_size=8))
    def typing(self, text: str) -> None:
        self.shop.key(text)

    @rule(start=CELLS, end=CELLS)
    def selection(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.shop.view.go_to(*start)
        self.shop.view.go_to(*end, stretch=True)

    @rule(lines=TEXTS)
    def paste(self, lines: list[list[str]]) -> None:
        self.shop.page.editor.paste("\r\n".join("\t".join(line) for line in lines))

    @rule(line=st.integers(0, 2), task=st.integers(1, 15), status=st.sampled_from(Status))
    def edit_elsewhere(self, line: int, task: int, status: Status) -> None:
        assert self.shop.page.model.sheet is not None
        household = self.shop.page.model.sheet.rows[line].household.id
        cell = answers.NewAnswer(household, str(task), Answer(status))
        self.shop.page.refresh(answers.set_answers(self.shop.context, NEW, [cell]))

    @rule(mode=st.booleans(), downwards=st.booleans())
    def switch(self, *, mode: bool, downwards: bool) -> None:
        (self.shop.page.bar.register if mode else self.shop.page.bar.result).click()
        self.shop.page.set_downwards(downwards)

    @rule(kind=st.sampled_from([Kind.ALL, Kind.UNFINISHED, Kind.REGISTERED, Kind.ANY_BLANK]))
    def look(self, kind: Kind) -> None:
        self.shop.page.bar.set_wanted(Wanted(kind))

    @rule(key=st.sampled_from([Qt.Key.Key_Z, Qt.Key.Key_Y]), times=st.integers(1, 4))
    def take_back(self, key: Qt.Key, times: int) -> None:
        for _time in range(times):
            self.shop.key(key, held=Qt.KeyboardModifier.ControlModifier)

    @invariant()
    def as_stored(self) -> None:
        sheet = self.shop.page.model.sheet
        assert sheet is not None
        stored = answers.load_sheet(self.shop.context, NEW, self.shop.page.village_id)
        assert [row.answers for row in sheet.rows] == [row.answers for row in stored.rows]

    @invariant()
    def totals_as_stored(self) -> None:
        sheet = self.shop.page.model.sheet
        assert sheet is not None
        kept = {one.household.id: one for one in summaries.by_household(self.shop.context, NEW)}
        for row in sheet.rows:
            one = kept[row.household.id]
            assert (row.achieved, row.complete) == (one.achieved, one.complete)
        unit = summaries.of_year(self.shop.context, NEW).villages[0]
        everyone = range(len(sheet.rows))
        assert sheet.counts(everyone) == [unit.achieved.get(code, 0) for code in sheet.codes]
        assert sheet.registrations(everyone) == [unit.registered.get(code, 0) for code in sheet.codes]


def test_the_screen_shows_what_the_database_holds(shop: Shop) -> None:
    Typing.shop = shop
    quick = settings(max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Typing, settings=quick)
    assert shop.prompter.errors == []
