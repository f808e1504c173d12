"""To whom a plan's documents go on a day: the plan's own list, with the successors of offices that are no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.movements import office_name

if TYPE_CHECKING:
    from datetime import date

    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Recipient


def recipients_on(movement: Movement, listed: tuple[Recipient, ...], on: date) -> tuple[Recipient, ...]:
    """Return recipients by the names they have on a day, each once; whose office nobody holds any more is left out.

    The plan's own name stays as long as the office is held by whom the plan means.
    """
    found = (_on_a_day(movement, one, on) for one in listed)
    return tuple({one.name: one for one in found if one.name}.values())


def _on_a_day(movement: Movement, one: Recipient, on: date) -> Recipient:
    if not one.office:
        return one
    now = office_name(movement, one.office, on)
    first = next(office.held[0].name for office in movement.offices if office.code == one.office)
    return one if now == first else replace(one, name=now)
