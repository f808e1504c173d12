"""Which awards are open on an occasion and a day, and whose each form is then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.movements_parts import AwardLevel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ntm_desktop.domain.law import LawPack
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Award, Occasion, SubjectKind


@dataclass(frozen=True, slots=True)
class OpenForm:
    """An award form that may be given or asked for: its level and who gives it on that day."""

    form: str
    level: AwardLevel
    authority: str
    award: Award


def awards_open(movement: Movement, occasion: Occasion, on: date, kind: SubjectKind | None = None) -> tuple[Award, ...]:
    """Return the awards that may be given or asked for on an occasion and a day, to a kind if named.

    An award of one round (`year`, `month`) is open in that year only; one with `until` ends with that day, or is its
    successor's from then on.
    """
    return tuple(
        award
        for award in awards_on(movement, on)
        if occasion in award.occasions
        and (award.year is None or award.year == on.year)
        and (kind is None or not award.kinds or kind in award.kinds)
    )


def awards_on(movement: Movement, on: date) -> tuple[Award, ...]:
    """Return the awards that have not ended on a day, those of a successor with its level and authority."""
    return tuple(award for one in movement.awards for award in _on_a_day(one, on))


def _on_a_day(award: Award, on: date) -> Iterator[Award]:
    if award.until is None or on <= award.until:
        yield award
    elif award.then is not None:
        yield replace(award, level=award.then.level, authority=award.then.authority, until=None, then=None)


def forms_open(
    movement: Movement, law: LawPack, occasion: Occasion, on: date, kind: SubjectKind | None = None
) -> tuple[OpenForm, ...]:
    """Return the award forms that may be given or asked for, each with its level: the plan's, else the law pack's."""
    return tuple(
        OpenForm(form, level_of(award, form, law), authority_of(award, form), award)
        for award in awards_open(movement, occasion, on, kind)
        for form in award.forms
    )


def authority_of(award: Award, form: str) -> str:
    """Return who gives a form: where an award names one authority for each form, in their order, that one."""
    named = award.authority.split("; ")
    return named[award.forms.index(form)] if len(named) == len(award.forms) else award.authority


def level_of(award: Award, form: str, law: LawPack) -> AwardLevel:
    """Return whose award a form is: as the plan says, else as the law pack does; KeyError for no such form."""
    if award.level is not None:
        return award.level
    found = law.award_form(form)
    if found is None:
        raise KeyError(form)
    return AwardLevel(found.level)
