"""A movement: the profile of one emulation plan, as data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from ntm_desktop.domain.movements_parts import Clause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ntm_desktop.domain.movements_figures import Target
    from ntm_desktop.domain.movements_parts import (
        Award,
        Copies,
        Distribution,
        DossierPart,
        Exclusion,
        Fund,
        Gate,
        Goal,
        NormTable,
        Principle,
        Program,
        Remark,
        Standard,
        Subject,
    )
    from ntm_desktop.domain.movements_work import Due, Office, ReportDuty, Step


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A text that a plan, set or value stands on. Empty parts are not known, and never guessed."""

    number: str = ""
    issuer: str = ""
    on: date | None = None
    subject: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The years of a movement, first and last included."""

    first_year: int
    last_year: int

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the period."""
        return tuple(range(self.first_year, self.last_year + 1))


@dataclass(frozen=True, slots=True)
class Movement:
    """The profile of a plan: what follows from it for entry, assessment, award and report is data here.

    `document` is the text that issues it, or that it is annexed to, as far as its number and date are there.
    """

    id: str
    title: str
    parent: str
    issuer: str
    period: Period
    plan: str = ""
    level: Literal["commune", "district", "province"] = "province"
    status: Literal["signed", "draft", "template"] = "signed"
    document: LegalBasis | None = None
    province_code: str = ""
    slogan: str = ""
    legal_bases: tuple[LegalBasis, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    participants: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    principles: tuple[Principle, ...] = ()
    goals: tuple[Goal, ...] = ()
    targets: tuple[Target, ...] = ()
    programs: tuple[Program, ...] = ()
    subjects: tuple[Subject, ...] = ()
    general_standards: tuple[Standard, ...] = ()
    law_standards: tuple[Standard, ...] = ()
    local_standards: tuple[Standard, ...] = ()
    awards: tuple[Award, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    gates: tuple[Gate, ...] = ()
    norms: tuple[NormTable, ...] = ()
    dossier: tuple[DossierPart, ...] = ()
    copies: tuple[Copies, ...] = ()
    distribution: tuple[Distribution, ...] = ()
    workflow: tuple[Step, ...] = ()
    deadlines: tuple[Due, ...] = ()
    reports: tuple[ReportDuty, ...] = ()
    funds: tuple[Fund, ...] = ()
    remarks: tuple[Remark, ...] = ()
    criteria_sets: tuple[str, ...] = ()
    task_sets: tuple[str, ...] = ()

    def subject(self, requirement: str) -> Subject:
        """Return the subject category with this requirement id; KeyError where there is none."""
        for one in self.subjects:
            if one.requirement == requirement:
                return one
        raise KeyError(requirement)


def entries(movement: Movement) -> Iterator[tuple[str, Clause]]:
    """Yield every entry of a profile with its place: (`subjects.standards`, the standard) …."""
    for one in fields(Movement):
        value = getattr(movement, one.name)
        for entry in value if isinstance(value, tuple) else ():
            if isinstance(entry, Clause):
                yield one.name, entry
                yield from ((f"{one.name}.standards", inner) for inner in getattr(entry, "standards", ()))


def office_name(movement: Movement, code: str, on: date) -> str:
    """Return who an office of the plan is on a day, empty where nobody; KeyError for no such office."""
    for office in movement.offices:
        if office.code == code:
            for held in office.held:
                if (held.since is None or held.since <= on) and (held.until is None or on <= held.until):
                    return held.name
            return ""
    raise KeyError(code)
