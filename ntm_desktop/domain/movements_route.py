"""The way of a nomination: which steps an award level goes through, by whom on a day, with how many copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.movements import office_name
from ntm_desktop.domain.movements_work import Action

if TYPE_CHECKING:
    from datetime import date

    from ntm_desktop.domain.law import LawPack
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import AwardLevel
    from ntm_desktop.domain.movements_work import Step

ON_THE_WAY = frozenset(
    {
        Action.SEND,
        Action.COMPILE,
        Action.APPRAISE,
        Action.OPINION,
        Action.COUNCIL,
        Action.DECIDE,
        Action.SUBMIT_UP,
    }
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way with who it is on a day: `offices` do it, `to` get it, `through` it passes."""

    requirement: str
    title: str
    actions: tuple[Action, ...]
    offices: tuple[str, ...]
    to: tuple[str, ...]
    through: tuple[str, ...]


def route(movement: Movement, level: AwardLevel, on: date) -> tuple[Stage, ...]:
    """Return the steps that a nomination at a level goes through, in the plan's order.

    A step bound to other levels is left out: the opinion of the head for the State, of the deputy for the province.
    """
    return tuple(
        _stage(movement, step, on)
        for step in movement.workflow
        if ON_THE_WAY.issuperset(step.actions) and (not step.awards or level in step.awards)
    )


def _stage(movement: Movement, step: Step, on: date) -> Stage:
    return Stage(
        step.requirement,
        step.title,
        step.actions,
        names_on(movement, step.offices, on),
        names_on(movement, step.to, on),
        names_on(movement, step.through, on),
    )


def names_on(movement: Movement, codes: tuple[str, ...], on: date) -> tuple[str, ...]:
    """Return who the offices of these codes are on a day, each once; those that nobody is any more fall out."""
    names = (office_name(movement, code, on) for code in codes)
    return tuple(dict.fromkeys(name for name in names if name))


def copies_for(movement: Movement, law: LawPack, form: str, on: date) -> int | None:
    """Return how many sets of the dossier an award form asks for on a day; None where the province says.

    The plan's own number holds until the law in force names another (KG-V.2: 3, 2 and 1; since 2024 one set and files).
    """
    by_law = [one for one in law.copies if form in one.awards and one.since is not None and one.since <= on]
    if by_law:
        newest = max(by_law, key=lambda one: (one.since is not None, one.since))
        if newest.copies is not None:
            return newest.copies
    for one in movement.copies:
        if form in one.forms and (one.valid_to is None or on <= one.valid_to):
            return one.copies
    return None
