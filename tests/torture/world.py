"""A commune and its province at work, made once and copied for every trial."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.services import answers, backups, households, receiving, sending, setup, trust
from ntm_desktop.store import integrity
from tests.offices import COMMUNE, REFERENCE_TASKS, FakeClock, settle
from tests.torture.common import require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.services.context import Context

PROVINCE = "91"
YEARS = (2024, 2025)
TASKS = tuple(str(number) for number in range(1, 16))
NEW_HOUSEHOLDS = 40
_HEADS = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Danh Mẫu", "Lê Văn Thử", "Phạm Thị Mẫu", "Võ Văn Thử")


@dataclass(frozen=True, slots=True)
class World:
    """The folders of a commune and its province, the stick between them, and a list that waits to be imported."""

    root: Path

    @property
    def commune(self) -> Path:
        return self.root / "commune"

    @property
    def province(self) -> Path:
        return self.root / "province"

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    @property
    def waiting(self) -> Path:
        """The package that the province has not applied yet."""
        return next(iter(sorted(self.stick.glob("*-000002-*.ntmpkg"))))

    @property
    def household_list(self) -> Path:
        return self.root / "ds.xlsx"

    @property
    def fresh(self) -> Path:
        """A data folder in which nobody worked yet."""
        return self.root / "fresh"


def clock() -> FakeClock:
    """Return the clock of a trial: a day after the world was made."""
    return FakeClock(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))


@contextmanager
def office(folder: Path) -> Iterator[Context]:
    """Open an office of the world for a block."""
    with app.office(folder, clock()) as context:
        yield context


@contextmanager
def trial() -> Iterator[World]:
    """Give a block a copy of the world, thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="ntm-torture-") as folder:
        root = Path(folder) / "world"
        shutil.copytree(_template(), root)
        yield World(root)


def sound(folder: Path) -> None:
    """Open an office whose program died, and require that it is sound."""
    with office(folder) as context:
        faults = integrity.structure_faults(context.database)
        require(not faults, f"structure of {folder.name}: {faults}")
        require(integrity.wrong_totals(context.database) == 0, f"totals of {folder.name} differ from the answers")
        known = [one for one in receiving.history(context) if one.stands and one.state_file]
        lost = [one.state_file for one in known if not (context.paths.states / one.state_file).is_file()]
        require(not lost, f"states that are on the shelf and not there: {lost}")
    for made in backups_of(folder):
        require(backups.check(made).ok, f"a backup that does not pass its check: {made.name}")


def backups_of(folder: Path) -> list[Path]:
    """Return the backups that look finished."""
    return sorted((folder / "backups").glob("ntm-*.sqlite3"))


@cache
def _template() -> Path:
    """Make the world once a process; it goes when the process ends."""
    holder = tempfile.TemporaryDirectory(prefix="ntm-torture-template-")
    _KEPT.append(holder)
    world = World(Path(holder.name) / "world")
    for folder in (world.root, world.stick, world.fresh):
        folder.mkdir()
    with app.office(world.commune, FakeClock()) as commune, app.office(world.province, FakeClock()) as province:
        _fill(world, commune, province)
    _list(world.household_list)
    return world.root


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _fill(world: World, commune: Context, province: Context) -> None:
    for context, level, code in ((commune, Level.COMMUNE, COMMUNE), (province, Level.PROVINCE, PROVINCE)):
        setup.create(context, setup.NewOffice(level, code, task_set=REFERENCE_TASKS, staff_name="Trần Thị Mẫu"))
    for village in ("Kinh 5", "Xẻo Lùng"):
        settle(commune, village, *_HEADS)
    for year in YEARS:
        _answer_all(commune, year)
    for ours, theirs in ((commune, province), (province, commune)):
        trust.trust(ours, trust.write_card(theirs, world.stick), trust.own_card(theirs).fingerprint)
    backups.write(commune)
    first = sending.write_package(commune, PROVINCE, world.stick)
    receiving.apply(province, receiving.inspect(province, first.file))
    backups.write(province)
    one = households.find(commune)[0]
    answers.set_answers(
        commune, 2025, [answers.NewAnswer(one.id, "3", Answer(Status.NOT_ACHIEVED, remark="sau gói 1"))]
    )
    sending.write_package(commune, PROVINCE, world.stick)
    answers.set_answers(
        commune, 2025, [answers.NewAnswer(one.id, "4", Answer(Status.NOT_ACHIEVED, remark="sau gói 2"))]
    )


def _answer_all(context: Context, year: int) -> None:
    signs = (Status.ACHIEVED, Status.ACHIEVED, Status.NOT_ACHIEVED)
    cells = [
        answers.NewAnswer(one.id, task, Answer(signs[(place + int(task)) % 3]))
        for place, one in enumerate(households.find(context))
        for task in TASKS
    ]
    answers.set_answers(context, year, cells)


def _list(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    require(sheet is not None, "a new workbook has a sheet")
    names = [f"Huỳnh Văn {chr(65 + number % 26)}{chr(97 + number // 26)}" for number in range(NEW_HOUSEHOLDS)]
    rows = [[str(number), name, "1970", "Kinh 7"] for number, name in enumerate(names, start=1)]
    for row in (["TT", "Họ và tên chủ hộ", "Năm sinh", "Ấp"], *rows):
        sheet.append(row)  # type: ignore[union-attr]  # required above
    book.save(path)
