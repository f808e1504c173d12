"""The work that a plan orders: steps, deadlines, reports, and who holds an office at a date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.movements_parts import Clause

if TYPE_CHECKING:
    from datetime import date

    from ntm_desktop.domain.movements_parts import AwardLevel


class Action(StrEnum):
    """What is done in a step of work."""

    LAUNCH = "launch"
    GUIDE = "guide"
    PLAN = "plan"
    ADVISE = "advise"
    COORDINATE = "coordinate"
    ASSIGN = "assign"
    MOBILISE = "mobilise"
    PUBLICISE = "publicise"
    SUPERVISE = "supervise"
    INSPECT = "inspect"
    SPONSOR = "sponsor"
    REVISE_TARGETS = "revise_targets"
    EXEMPLARS = "exemplars"
    SEND = "send"
    COMPILE = "compile"
    APPRAISE = "appraise"
    OPINION = "opinion"
    COUNCIL = "council"
    DECIDE = "decide"
    SUBMIT_UP = "submit_up"
    OPEN_ROUND = "open_round"
    REVIEW = "review"
    REPORT_DIFFICULTIES = "report_difficulties"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Step(Clause):
    """A step of work: `actions` in their order, by `offices` (codes of the plan's offices), for `awards`' level.

    `records` names the registers that keep it; `to` and `through` the offices that get it. `when` are the dates
    that the plan sets for it: they are deadlines as well.
    """

    actions: tuple[Action, ...]
    offices: tuple[str, ...]
    to: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    awards: tuple[AwardLevel, ...] = ()
    when: tuple[When, ...] = ()


class Every(StrEnum):
    """How often something is due."""

    ONCE = "once"
    YEAR = "year"
    HALF_YEAR = "half_year"


class Milestone(StrEnum):
    """What is due."""

    PLAN = "plan"
    REGISTRATION = "registration"
    INTERIM = "interim"
    FINAL = "final"
    AWARDS = "awards"
    INSPECTION = "inspection"
    REGULATION = "regulation"
    IMPLEMENTATION = "implementation"


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as the plan gives it: a year, a month, or a day; `before` leaves the day itself out.

    `what` names the milestone where one clause sets several.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    before: bool = False
    what: Milestone | None = None


@dataclass(frozen=True, slots=True)
class Due(Clause):
    """A milestone or deadline for `offices`; yearly ones run in the years of the movement, or from–to.

    A date of a yearly one that names its year is due in that year only: «hằng năm kiểm tra; tổng kết năm 2025».
    `checklist` names what must be there for it to be done.
    """

    milestone: Milestone
    every: Every
    when: tuple[When, ...]
    offices: tuple[str, ...]
    to: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    before_parent: bool = False
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDuty(Clause):
    """A report with its cadence, sender and addressees.

    `when` are the dates of one that is not periodical, each with its milestone; periodical ones begin in `first_year`.
    """

    every: tuple[Every, ...]
    sender: tuple[str, ...]
    to: tuple[str, ...]
    through: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    first_year: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Who an office is between two dates."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the plan names, and who it is at a date: Phòng Nội vụ → Phòng Văn hóa - Xã hội."""

    code: str
    held: tuple[Held, ...]
