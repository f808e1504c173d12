"""Verdicts: met, not met or unknown at every level, with the reasons and what is missing.

Three values and one aside: what does not apply counts as neither, and unknown never becomes met.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ntm_desktop.domain.facts import FactValue


class Outcome(StrEnum):
    """What follows for one condition; NOT_MET < UNKNOWN < MET, and NOT_APPLICABLE stands aside."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a condition has its outcome: a code of the wording catalogue (`verdicts.*`) and what it speaks of.

    `name` is the fact or indicator looked at, `found` its value, `expected` the threshold that applied, `why`
    what made that threshold apply (`region=DBSCL`, `year=2024` …), `clause` the text it stands on.
    """

    code: str
    name: str = ""
    found: FactValue | None = None
    op: str = ""
    expected: FactValue | tuple[FactValue, ...] | None = None
    unit: str = ""
    why: str = ""
    clause: str = ""
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a set, criterion, indicator, standard or rule, and those that it follows from.

    `mode` says how the parts combine: all, at_least:n, mandatory, points, not; empty for a leaf.
    """

    id: str
    outcome: Outcome
    title: str = ""
    mode: str = ""
    reasons: tuple[Reason, ...] = ()
    parts: tuple[Verdict, ...] = ()

    @property
    def met(self) -> bool:
        """Whether it is met, and known to be."""
        return self.outcome is Outcome.MET


_WORST_FIRST = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET)


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Met where every one that applies is met; does not apply where none does."""
    found = tuple(outcomes)
    for outcome in _WORST_FIRST:
        if outcome in found:
            return outcome
    return Outcome.NOT_APPLICABLE


def at_least(wanted: int, outcomes: Iterable[Outcome]) -> Outcome:
    """Met where at least `wanted` are met; unknown while those not known could still make it up."""
    found = tuple(outcomes)
    met = found.count(Outcome.MET)
    if met >= wanted:
        return Outcome.MET
    return Outcome.UNKNOWN if met + found.count(Outcome.UNKNOWN) >= wanted else Outcome.NOT_MET


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Met where one is met; does not apply where none does."""
    applicable = tuple(one for one in outcomes if one is not Outcome.NOT_APPLICABLE)
    return at_least(1, applicable) if applicable else Outcome.NOT_APPLICABLE


_OPPOSITE = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}


def negated(outcome: Outcome) -> Outcome:
    """Met becomes not met and the other way round; unknown stays unknown."""
    return _OPPOSITE.get(outcome, outcome)


def capped(outcome: Outcome) -> Outcome:
    """Return what is left of an outcome whose basis is incomplete: not met stays, met becomes unknown."""
    return outcome if outcome is Outcome.NOT_MET else Outcome.UNKNOWN


def leaves(verdict: Verdict) -> Iterator[Verdict]:
    """Yield the verdicts that follow from no others, in their order."""
    if not verdict.parts:
        yield verdict
    for part in verdict.parts:
        yield from leaves(part)


def reasons_of(verdict: Verdict) -> Iterator[Reason]:
    """Yield every reason of a verdict and of those that it follows from."""
    yield from verdict.reasons
    for part in verdict.parts:
        yield from reasons_of(part)


def missing(verdict: Verdict) -> tuple[Verdict, ...]:
    """Return what is missing: every unknown part that no other part explains."""
    return _unexplained(verdict, Outcome.UNKNOWN)


def failing(verdict: Verdict) -> tuple[Verdict, ...]:
    """Return what stands in the way: every part not met that no other part explains."""
    return _unexplained(verdict, Outcome.NOT_MET)


def _unexplained(verdict: Verdict, outcome: Outcome) -> tuple[Verdict, ...]:
    below: Sequence[Verdict] = [one for part in verdict.parts for one in _unexplained(part, outcome)]
    if below or verdict.outcome is not outcome:
        return tuple(below)
    return (verdict,)
