"""A province and two communes that trust each other, with people and answers, for the pages of the exchange."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.services import answers, receiving, sending, setup, trust
from tests.offices import REFERENCE_TASKS, FakeClock, commune, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context

FIRST, SECOND, PROVINCE = "30985", "30988", "91"
YEAR, BEFORE = 2026, 2025


@dataclass(frozen=True, slots=True)
class Offices:
    """The open offices, and the stick that goes between them."""

    first: Context
    second: Context
    province: Context
    stick: Path
    clock: FakeClock


@contextmanager
def receiving_office(
    folder: Path, clock: FakeClock, level: Level = Level.PROVINCE, code: str = PROVINCE, superior: str = ""
) -> Iterator[Context]:
    """Open a receiving office, made on first use, with a person at work."""
    with app.office(folder, clock) as context:
        if setup.current(context) is None:
            wanted = setup.NewOffice(
                level, code, superior_code=superior, staff_name="Lê Thị Mẫu", staff_post="Chuyên viên"
            )
            setup.create(context, wanted)
        yield context.working_as(setup.author(setup.staff(context)[0]))


@contextmanager
def offices(folder: Path) -> Iterator[Offices]:
    """Open a province and two communes with three villages between them; nobody trusts anybody yet."""
    clock = FakeClock()
    stick = folder / "usb"
    stick.mkdir(exist_ok=True)
    with ExitStack() as stack:
        first = stack.enter_context(commune(folder / "a", clock, FIRST, REFERENCE_TASKS))
        second = stack.enter_context(commune(folder / "b", clock, SECOND, REFERENCE_TASKS))
        province = stack.enter_context(receiving_office(folder / "p", clock))
        people(first, "Kinh 5", "Nguyễn Văn An", "Trần Thị Đào", "Danh Mẫu")
        people(first, "Kinh 6", "Lê Thị Sen")
        people(second, "Hòa Bình", "Phạm Văn Ước", "Võ Thị Út")
        yield Offices(first, second, province, stick, clock)


def people(context: Context, village: str, *heads: str) -> None:
    """Settle households and answer: the first achieves everything, the others a part."""
    homes = settle(context, village, *heads)
    for year in (BEFORE, YEAR):
        if year not in answers.years(context):
            answers.open_year(context, year)
        for at, home in enumerate(homes):
            answers.set_answers(context, year, [_new(home.id, code, at) for code in range(1, 16 - at)])


def introduce(one: Context, other: Context, stick: Path) -> None:
    """Let two offices trust each other's cards."""
    for mine, theirs in ((one, other), (other, one)):
        card = trust.write_card(mine, stick)
        trust.trust(theirs, card, trust.own_card(mine).fingerprint)


def deliver(sender: Context, receiver: Context, stick: Path) -> receiving.Applied:
    """Write a package and take it in."""
    sent = sending.write_package(sender, receiver.office.code, stick)
    return receiving.apply(receiver, receiving.inspect(receiver, sent.file))


def _new(household: str, code: int, at: int) -> answers.NewAnswer:
    status = Status.NOT_ACHIEVED if at and code % 4 == 0 else Status.ACHIEVED
    return answers.NewAnswer(household, str(code), Answer(status, registered=code == 1))
