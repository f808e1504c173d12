"""Who may not be nominated because of another nomination (AK-III.2.b-4, AK-III.2.b-8), and achievements used twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.movements_parts import AwardLevel, Effect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Exclusion


@dataclass(frozen=True, slots=True)
class Nomination:
    """A nomination of a subject in a round, for an award form at a level; `achievement` names what it is for."""

    id: str
    subject: str
    round: str
    level: AwardLevel
    award: str = ""
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A nomination that another one closes the way for, and the clause that says so."""

    nomination: Nomination
    because_of: Nomination
    requirement: str
    code: str


def blocked(movement: Movement, nominations: Sequence[Nomination]) -> tuple[Blocked, ...]:
    """Return every nomination that the exclusions of a movement close the way for, with its cause."""
    return tuple(
        Blocked(one, other, rule.requirement, "higher_nomination")
        for rule in movement.exclusions
        for one in nominations
        for other in nominations
        if _excluded(rule, one, other)
    )


def _excluded(rule: Exclusion, one: Nomination, other: Nomination) -> bool:
    if (one.subject, one.round) != (other.subject, other.round):
        return False
    if one.level not in rule.blocked or other.level not in rule.nominated:
        return False
    return not rule.same_achievement or _same_achievement(one, other)


def _same_achievement(one: Nomination, other: Nomination) -> bool:
    """Whether two nominations are for one achievement; one that names none may be for any."""
    return not one.achievement or not other.achievement or one.achievement == other.achievement


def used_twice(movement: Movement, nominations: Sequence[Nomination]) -> tuple[Blocked, ...]:
    """Return nominations for an achievement that an earlier one at the same level is for already (TH-I.2.c-1).

    Only where the movement holds to the principle that an achievement is rewarded once.
    """
    principles = [one for one in movement.principles if one.effect is Effect.ONE_ACHIEVEMENT_ONCE]
    return tuple(_repeated(principles[0].requirement, nominations)) if principles else ()


@dataclass(frozen=True, slots=True)
class OverQuota:
    """More nominations of an award form in a round than its quota."""

    requirement: str
    round: str
    award: str
    nominations: tuple[Nomination, ...]
    quota: int


def over_quota(movement: Movement, nominations: Sequence[Nomination]) -> tuple[OverQuota, ...]:
    """Return every award form of a round that more are nominated for than the plan's quota allows (AK-III.2.b-2)."""
    rounds = dict.fromkeys(one.round for one in nominations)
    found: list[OverQuota] = []
    for award in movement.awards:
        for form in award.forms if award.quota is not None else ():
            for name in rounds:
                asked = tuple(one for one in nominations if (one.round, one.award) == (name, form))
                if award.quota is not None and len(asked) > award.quota:
                    found.append(OverQuota(award.requirement, name, form, asked, award.quota))
    return tuple(found)


def _repeated(requirement: str, nominations: Sequence[Nomination]) -> Iterator[Blocked]:
    first: dict[tuple[str, str, AwardLevel], Nomination] = {}
    for one in nominations:
        key = (one.subject, one.achievement, one.level)
        if one.achievement and key in first:
            yield Blocked(one, first[key], requirement, "achievement_used")
        first.setdefault(key, one)
