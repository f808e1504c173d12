"""What a plan is made of: every entry carries its requirement, its clause and lines, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from ntm_desktop.domain.rules import Rule


class Occasion(StrEnum):
    """When awards are given and what a round is opened for."""

    ANNUAL = "annual"
    INTERIM = "interim"
    FINAL = "final"
    PROMPT = "prompt"


class AwardLevel(StrEnum):
    """Whose award it is: the unit's or commune's own, the district's, the province's, the State's."""

    OWN = "own"
    DISTRICT = "district"
    PROVINCE = "province"
    STATE = "state"


class Logic(StrEnum):
    """How the standards of a subject category combine."""

    ALL_OF = "all_of"
    ONE_OF = "one_of"
    USER = "user"


class LogicBasis(StrEnum):
    """Where that reading comes from: the plan's own words, our reading of it, or nothing in the plan."""

    EXPLICIT = "explicit"
    INTERPRETED = "interpreted"
    NOT_STATED = "not_stated"


class SubjectKind(StrEnum):
    """Kinds of those who are nominated."""

    AGENCY = "agency"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"
    QUARTER = "quarter"
    RESIDENTIAL_AREA = "residential_area"
    ENTERPRISE = "enterprise"
    COOPERATIVE = "cooperative"
    MODEL = "model"
    ASSOCIATION = "association"
    RELIGIOUS = "religious"
    INTERNATIONAL = "international"
    UNIVERSITY = "university"
    HOUSEHOLD = "household"
    OFFICIAL = "official"
    REPORTER = "reporter"
    WORKER = "worker"
    INDIVIDUAL = "individual"
    ABROAD = "abroad"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Clause:
    """Where an entry stands in its plan: requirement, clause as labelled there, lines, title, full text."""

    requirement: str
    clause: str
    lines: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Standard(Clause):
    """A condition of a subject category or award.

    With a `rule` it is tied to facts. Without one a person ticks it, with evidence: the fact `standard.<id>`.
    `parts` lists what the plan names inside it; `logic` says whether all or one of them is asked. `kinds` are
    those of the category that it speaks of, all of them if none is named; `levels` the award levels that it is
    asked for, every one if none is named.
    """

    rule: Rule | None = None
    kinds: tuple[SubjectKind, ...] = ()
    levels: tuple[AwardLevel, ...] = ()
    parts: tuple[str, ...] = ()
    logic: Logic = Logic.ALL_OF
    basis: LogicBasis = LogicBasis.NOT_STATED
    evidence: str = ""
    criteria_set: str = ""
    norm: str = ""

    @property
    def fact(self) -> str:
        """The name of the fact that a person ticks."""
        return f"standard.{self.requirement}"

    @property
    def text_fact(self) -> str:
        """The name of the fact that holds what an office asks where the plan leaves the standard to it."""
        return f"{self.fact}.text"


@dataclass(frozen=True, slots=True)
class Subject(Clause):
    """A subject category with its standards. `until` ends it: the district, on 30/6/2025.

    `only_if` restricts who belongs to it: villages of difficult communes, say.
    """

    kinds: tuple[SubjectKind, ...]
    standards: tuple[Standard, ...] = ()
    logic: Logic = Logic.ALL_OF
    basis: LogicBasis = LogicBasis.NOT_STATED
    only_if: Rule | None = None
    until: date | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Successor:
    """Who gives an award after the level that the plan names has ended."""

    level: AwardLevel
    authority: str


@dataclass(frozen=True, slots=True)
class Award(Clause):
    """Award forms (codes of the law pack) that may be given or asked for: when, to whom, by whom.

    Without a `level` each form is of its own level in the law pack. `authority` is one for all forms, or one for
    each in their order, divided by «; ». After `until` the award is at an end, or goes on as `then` says: the
    district's giấy khen is the commune's since 1/7/2025. `quota` is how many of each form a round may ask for, where
    somebody has set it.
    """

    forms: tuple[str, ...]
    authority: str
    occasions: tuple[Occasion, ...]
    level: AwardLevel | None = None
    kinds: tuple[SubjectKind, ...] = ()
    standards: tuple[Standard, ...] = ()
    eligible: Rule | None = None
    year: int | None = None
    month: int | None = None
    until: date | None = None
    then: Successor | None = None
    quota: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion(Clause):
    """Who was nominated at one of `nominated` is not nominated at one of `blocked`.

    In the same round, and, where `same_achievement`, for the same achievement.
    """

    blocked: tuple[AwardLevel, ...]
    nominated: tuple[AwardLevel, ...]
    same_achievement: bool = False


class Effect(StrEnum):
    """What a principle of a plan makes the program do."""

    MOVEMENT_RECORD = "movement_record"
    LEGAL_BASES = "legal_bases"
    PARTICIPATION = "participation"
    ANNUAL_GRADE = "annual_grade"
    EVIDENCE_AND_SHARES = "evidence_and_shares"
    COUNT_ONCE = "count_once"
    PUBLIC_POSTING = "public_posting"
    EXEMPLARS = "exemplars"
    CONTRIBUTIONS = "contributions"
    TIMELINESS = "timeliness"
    ROUND_GUIDANCE = "round_guidance"
    ONE_ACHIEVEMENT_ONCE = "one_achievement_once"
    DIRECT_WORKERS_FIRST = "direct_workers_first"
    TARGET_SOURCE = "target_source"
    UNIT_KINDS = "unit_kinds"


@dataclass(frozen=True, slots=True)
class Principle(Clause):
    """A rule of conduct of the plan and its effect in the program."""

    effect: Effect


@dataclass(frozen=True, slots=True)
class NormValue:
    """What contributes enough for an award form; None until the authority sets it."""

    award: str
    kinds: tuple[SubjectKind, ...] = ()
    vnd: Decimal | None = None
    land_m2: Decimal | None = None
    labour_days: Decimal | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class NormTable(Clause):
    """Contribution norms and who sets them."""

    set_by: str
    values: tuple[NormValue, ...]


@dataclass(frozen=True, slots=True)
class DossierPart(Clause):
    """A document of the dossier."""

    document: Literal["submission", "minutes", "achievement_report", "by_law"]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copies(Clause):
    """How many sets of the dossier an award form asks for."""

    forms: tuple[str, ...]
    copies: int
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient of the plan, with its number of copies and group («b/c») where they are given.

    `office` is its code among the plan's offices: since another holds the office, it goes to that one.
    """

    name: str
    copies: int | None = None
    group: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Distribution(Clause):
    """«Nơi nhận» and the signature block of the plan."""

    recipients: tuple[Recipient, ...]
    filed: tuple[Recipient, ...]
    signature: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Program(Clause):
    """A content, programme or sub-movement of the plan, with its items and the offices that lead them."""

    items: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] | None = None
    records: tuple[str, ...] = ()
    task_set: str = ""


@dataclass(frozen=True, slots=True)
class Fund(Clause):
    """Where money comes from, and under which rules it is given."""

    sources: tuple[str, ...]
    voluntary: bool = False
    by_law: bool = False
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal(Clause):
    """A goal without a number, and what the program shows for it."""

    tracks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the plan that contradicts itself or is missing; kept and shown, never repaired."""

    where: str
    text: str
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """What closes the way to every nomination of some kinds: debt, late reports, expired OCOP certificates.

    `requirements` are the standards that ask for it: a category that has one of them judges it there. `always` closes
    the way even so, whichever standards of the category were chosen: debt does.
    """

    code: Literal["construction_debt", "reports_on_time", "ocop_validity", "discipline"]
    rule: Rule
    kinds: tuple[SubjectKind, ...]
    requirements: tuple[str, ...]
    always: bool = False
