"""Offices for tests: real data folders, a clock that obeys, made-up people."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.domain.places import Level
from ntm_desktop.services import households, setup, villages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.domain.households import Household
    from ntm_desktop.services.context import Context

REFERENCE_TASKS = "ho-15-phan-viec-phuc-dung"
COMMUNE = "30889"
VIETNAM = timezone(timedelta(hours=7))


class FakeClock:
    """A clock that goes one second further at each look, and can be set."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)) -> None:
        self.now = start.astimezone(VIETNAM)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def forward(self, **span: int) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@contextmanager
def commune(
    folder: Path, clock: FakeClock | None = None, code: str = COMMUNE, tasks: str = REFERENCE_TASKS
) -> Iterator[Context]:
    """Open a commune's office, made on first use."""
    with app.office(folder, clock or FakeClock()) as context:
        if setup.current(context) is None:
            setup.create(context, setup.NewOffice(Level.COMMUNE, code, task_set=tasks, staff_name="Trần Thị Mẫu"))
        yield context


def settle(context: Context, village: str, *heads: str) -> list[Household]:
    """Add a village with households of these heads; return them in the order given."""
    villages.add(context, village)
    place = next(one for one in villages.listed(context) if one.name == village)
    for number, head in enumerate(heads):
        households.add(context, place.id, HouseholdFields(head, birth_year=1950 + number % 50))
    found = households.find(context, households.Filter(village_id=place.id))
    return sorted(found, key=lambda one: one.code)
