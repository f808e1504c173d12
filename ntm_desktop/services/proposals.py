"""Households that a year's answers propose for the commune's giấy khen, each with its reasons (KG-IV.2.a-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.facts import Fact, gathered
from ntm_desktop.domain.movements_parts import SubjectKind
from ntm_desktop.domain.movements_verdicts import award_verdict, norm_facts
from ntm_desktop.errors import UserError
from ntm_desktop.services import summaries

if TYPE_CHECKING:
    from datetime import date

    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Award
    from ntm_desktop.domain.verdicts import Verdict
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.summaries import HouseholdTotals


@dataclass(frozen=True, slots=True)
class Proposal:
    """A household of a year with its verdict under the movement's giấy khen."""

    totals: HouseholdTotals
    verdict: Verdict


def household_award(movement: Movement) -> Award:
    """Return the award form that a plan gives for household tasks; UserError(packs.no_household_award) if none."""
    for award in movement.awards:
        if "giay_khen" in award.forms and award.standards:
            return award
    raise UserError("packs.no_household_award", id=movement.id)


def of_year(context: Context, year: int, movement_id: str = "") -> list[Proposal]:
    """Return every household of a year with its verdict, those proposed and those not, by village and code.

    The movement is the office's own if none is named; UserError(packs.no_movement) without either. Contributions are
    not recorded yet, so that way stays open.
    """
    movement = _movement(context, movement_id)
    award, on = household_award(movement), context.clock().date()
    norms = norm_facts(movement, SubjectKind.HOUSEHOLD, on)
    return [
        Proposal(
            one,
            award_verdict(award, gathered((*_facts(one, on), *norms)), SubjectKind.HOUSEHOLD, movement.law_standards),
        )
        for one in summaries.by_household(context, year)
    ]


def _movement(context: Context, movement_id: str) -> Movement:
    wanted = movement_id or context.office.movement
    if not wanted:
        known = ", ".join(one.id for one in context.catalogue.movements)
        raise UserError("packs.no_movement", office=context.office.name, known=known)
    return context.catalogue.movement(wanted)


def _facts(one: HouseholdTotals, on: date) -> tuple[Fact, ...]:
    """Return what the kept totals say; whether a year is complete is told by the store, as everywhere."""
    values = {
        "household.tasks.achieved": one.achieved,
        "household.tasks.not_achieved": one.not_achieved,
        "household.tasks.not_applicable": one.not_applicable,
        "household.tasks.complete": one.complete,
    }
    source = "computed"
    return tuple(Fact(name, value, one.household.id, on, source, ("answers",)) for name, value in values.items())
