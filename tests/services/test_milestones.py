"""The deadlines of a movement, as they stand on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import UserError
from ntm_desktop.services import milestones

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context


TODAY = date(2026, 11, 22)


def test_without_a_movement_there_are_none(office: Context) -> None:
    assert milestones.of_movement(office.catalogue, "", TODAY) == ()


def test_they_count_from_the_day(office: Context) -> None:
    found = milestones.of_movement(office.catalogue, "tu-2025-07-01", TODAY)
    ahead = next(one for one in found if one.days_left >= 0)
    assert ahead.occurrence.last_day == date(2026, 12, 31)
    assert ahead.days_left == 39
    assert ahead.offices == ("Ủy ban nhân dân xã, phường, đặc khu",)


def test_a_movement_that_nobody_knows_is_refused(office: Context) -> None:
    with pytest.raises(UserError) as refused:
        milestones.of_movement(office.catalogue, "khong-co", TODAY)
    assert refused.value.code == "packs.no_such_movement"
