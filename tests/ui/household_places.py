"""A commune with households for tests of the screen, and its page in a window."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import HouseholdFields, Poverty, Sex
from ntm_desktop.domain.text import fold
from ntm_desktop.services import answers, households, villages
from ntm_desktop.settings import Settings
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.pages.households import HouseholdsPage
from ntm_desktop.ui.preferences import Preferences
from ntm_desktop.ui.tasks import Tasks
from ntm_desktop.ui.workplace import Workplace
from tests.offices import commune
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance

PEOPLE = (
    ("Kinh 5", HouseholdFields("Đặng Văn Ánh", 1960, Sex.MALE, "Kinh", Poverty.POOR, 4, "Tổ 1", "0912345678")),
    ("Kinh 5", HouseholdFields("Nguyễn Thị Bé", 1971, Sex.FEMALE, "Khmer", Poverty.NOT_POOR, 3, "Tổ 2")),
    ("Kinh 5", HouseholdFields("Trần Văn An", 1955, Sex.MALE, "Kinh", Poverty.NEAR_POOR, None, "Tổ 2")),
    ("Tân Điền", HouseholdFields("Lê Văn Đạt", 1980, None, "", None, 5)),
    ("Tân Điền", HouseholdFields("Lê Thị Dung", 1982, Sex.FEMALE, "Kinh", Poverty.NOT_POOR, 2, "Tổ 9")),
)


def settle_people(context: Context) -> None:
    """Make two villages with five households, on the sheet of 2025."""
    for name in dict.fromkeys(village for village, _fields in PEOPLE):
        villages.add(context, name)
    places = {one.name: one.id for one in villages.listed(context)}
    answers.open_year(context, 2025)
    for village, fields in PEOPLE:
        households.add(context, places[village], fields)


class Placed:
    """The page with what stands around it."""

    def __init__(self, context: Context, folder: Path, appearance: Appearance) -> None:
        self.context = context
        self.prompter = RecordingPrompter()
        self.hub = Changes()
        self.tasks = Tasks(self.prompter.show_error)
        self.workplace = Workplace(
            context,
            self.prompter,
            self.hub,
            self.tasks,
            Preferences(folder / "settings.json", Settings()),
            appearance,
            go=lambda _place: True,
            restart=lambda: None,
        )
        self.page = HouseholdsPage(self.workplace)
        self.hub.changed.connect(self.page.refresh)

    def heads(self) -> list[str]:
        """Return the names in view, from top to bottom."""
        return [line.household.head for line in self.page.model.shown]

    def select(self, *heads: str) -> None:
        """Select households by (part of) their names, the last one current."""
        page = self.page
        page.table.clearSelection()
        model, selection = page.model, page.table.selectionModel()
        for head in heads:
            wanted = fold(head)
            row = next(row for row in range(model.rowCount()) if wanted in fold(model.index(row, 1).data()))
            flag = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            selection.setCurrentIndex(model.index(row, 0), flag)


@contextmanager
def household_page(
    qtbot: QtBot, folder: Path, appearance: Appearance, *, people: bool = True, alone: bool = True
) -> Iterator[Placed]:
    """Open a commune and show its household page."""
    with commune(folder / "office") as context:
        if people:
            settle_people(context)
        placed = Placed(context, folder, appearance)
        qtbot.addWidget(placed.page)
        if alone:
            placed.page.resize(1200, 640)
            placed.page.show()
            placed.page.activateWindow()
            qtbot.waitUntil(placed.page.isActiveWindow)
        yield placed
        placed.tasks.shutdown()
