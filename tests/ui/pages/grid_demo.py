"""Made-up households with two years of answers, for the tests of the grid: the same for the same numbers."""

from __future__ import annotations

import random
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import Household, HouseholdFields
from ntm_desktop.domain.places import Level
from ntm_desktop.services import answers, households, setup, villages
from ntm_desktop.services.context import Act, perform
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.models.grid_rows import STATUSES
from ntm_desktop.ui.pages.tasks import TasksPage
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.places import Village
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.grid.view import GridView

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Danh", "Thị")
MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Thanh", "Quốc", "Kim", "Thị Mỹ", "Hoàng")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Đào", "Giang", "Hạnh", "Hùng", "Khánh", "Lan", "Mai", "Nam", "Phúc", "Yến")
SET = "ho-15-phan-viec-phuc-dung"
OLD, NEW = 2024, 2025


def found(context: Context, task_set: str = SET) -> None:
    """Make the office of a made-up person in the first commune of the list."""
    unit = next(iter(context.catalogue.units.search("an giang", level=Level.COMMUNE, limit=1)))
    setup.create(context, setup.NewOffice(Level.COMMUNE, unit.code, task_set=task_set, staff_name="Lê Thị Hoa"))


def people(context: Context, count: int, village_count: int = 2, seed: int = 7) -> list[Household]:
    """Add households, dealt evenly to villages, in one transaction."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    for number in range(village_count):
        villages.add(context, f"Kinh {number + 5}")
    places = villages.listed(context)
    office = context.office.code
    made = [_household(office, chance, number, places[number * village_count // count]) for number in range(count)]
    perform(context, Act("households.imported", {"count": count}), lambda c: households.place(context, c, made))
    return made


def answered(context: Context, year: int, homes: list[Household], share: float = 0.9, seed: int = 3) -> None:
    """Give made-up answers to a share of all cells of a year."""
    chance = random.Random(seed)  # noqa: S311 - made-up answers
    codes = [str(number) for number in range(1, 16)]
    cells = [
        answers.NewAnswer(home.id, code, _answer(chance)) for home in homes for code in codes if chance.random() < share
    ]
    answers.set_answers(context, year, cells)


def fill(context: Context, count: int, villages: int = 2) -> list[Household]:
    """Make an office with households and two years of answers."""
    found(context)
    homes = people(context, count, villages)
    answers.open_year(context, OLD)
    answered(context, OLD, homes, share=1.0, seed=3)
    answers.open_year(context, NEW)
    answered(context, NEW, homes[: count * 4 // 5], share=0.96, seed=4)
    return homes


def _household(office: str, chance: random.Random, number: int, village: Village) -> Household:
    name = " ".join(chance.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
    fields = HouseholdFields(name, chance.randint(1945, 1995), address=f"Tổ {chance.randint(1, 9)}")
    code = f"{office}-{village.number:02d}-{number + 1:04d}"
    return Household(f"h{number:07d}", code, village.id, fields)


def _answer(chance: random.Random) -> Answer:
    status = chance.choices((Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE), weights=(90, 8, 2))[0]
    noted = chance.random() < 0.02
    return Answer(
        status,
        registered=chance.random() < 0.1,
        remark="Có giấy xác nhận của ấp" if noted else "",
        on=date(2025, 3, 5) if noted else None,
    )


@dataclass
class Shop:
    """An office with its page, and all that the page said."""

    context: Context
    page: TasksPage
    prompter: RecordingPrompter
    qtbot: QtBot
    published: list[Changed] = field(default_factory=list)

    @property
    def view(self) -> GridView:
        return self.page.view

    def key(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys in the table: a `Qt.Key`, or the characters of a text one by one."""
        for one in keys:
            if isinstance(one, str):
                QTest.keyClicks(self.view, one, held)
            else:
                QTest.keyClick(self.view, one, held)

    def stored(self, line: int, task: int, year: int | None = None) -> Answer:
        """Return the answer of a cell as the database has it."""
        row = self.page.model.row_at(line)
        assert row is not None
        past = households.past(self.context, row.household.id).answers
        return past.get(year or self.page.year, {}).get(str(task + 1), Answer())

    def shown(self, line: int, task: int) -> Status:
        """Return the status of a cell as the screen has it."""
        row = self.page.model.row_at(line)
        assert row is not None
        return STATUSES[row.statuses[task]]

    def line(self, line: int = 0) -> str:
        """Return a household's statuses on the screen as signs."""
        row = self.page.model.row_at(line)
        assert row is not None
        return "".join(".x0-"[status] for status in row.statuses)

    def said(self) -> str:
        """Return the line that the strip says of the last act; empty where it says none."""
        strip = self.page.strip
        return strip.message.text() if not strip.message.isHidden() else ""

    def settle(self) -> None:
        """Wait for what runs in the background."""
        self.qtbot.waitUntil(lambda: not self.page.busy, timeout=20_000)


@contextmanager
def opened(
    qtbot: QtBot, folder: Path, count: int = 6, *, prepare: Callable[[Context], object] | None = None
) -> Iterator[Shop]:
    """Open an office with made-up households in two villages and the year 2025, or as `prepare` makes it."""
    with app.office(folder) as context:
        if prepare is None:
            found(context)
            people(context, count)
            answers.open_year(context, NEW)
        else:
            prepare(context)
        prompter, hub = RecordingPrompter(), Changes()
        page = TasksPage(context, prompter, hub)
        qtbot.addWidget(page)
        page.resize(1198, 620)
        shop = Shop(context, page, prompter, qtbot)
        hub.changed.connect(shop.published.append)
        with qtbot.waitExposed(page):
            page.show()
        shop.settle()
        page.view.setFocus()
        yield shop
        shop.settle()
        page.close()
