"""The law pack: award coefficients, base salaries, vote shares, forms, copies, deadlines, layout: dated data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal


class Known(StrEnum):
    """How sure a value is: seen in a copy of the text, derived from one that was, or not verified."""

    SEEN = "seen"
    DERIVED = "derived"
    UNVERIFIED = "unverified"


class Category(StrEnum):
    """Whom a reward goes to."""

    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """The base salary in force between two days, both included."""

    since: date
    vnd: Decimal
    document: str
    known: Known
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Coefficient:
    """How many base salaries an award form is worth to a category."""

    award: str
    category: Category
    value: Decimal
    known: Known


@dataclass(frozen=True, slots=True)
class RewardRules:
    """How a reward is made from salary and coefficient."""

    household_factor: Decimal
    round_up_to: Decimal
    basis: str
    document: str
    known: Known


@dataclass(frozen=True, slots=True)
class VoteRule:
    """The least share of all members; None where the law sets none and the council's own setting counts.

    `strict` asks for more than the share, not for it. `in_force` says how sure it is under the law in force.
    """

    awards: tuple[str, ...]
    min_share: Decimal | None
    denominator: str
    absent: str
    document: str
    known: Known
    strict: bool = False
    in_force: Known = Known.UNVERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form."""

    number: str
    title: str
    known: Known


@dataclass(frozen=True, slots=True)
class CopyRule:
    """Sets of a dossier in a regime; None where the province sets them. `since` dates the law's own numbers."""

    regime: str
    awards: tuple[str, ...]
    copies: int | None
    since: date | None = None
    files: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LawDeadline:
    """A deadline that the law, a province or an older procedure sets."""

    source: str
    subject: str
    month: int | None = None
    day: int | None = None
    before: bool = False
    days_before: int | None = None
    working_days: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A least and a greatest size that the layout decree allows."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of administrative documents; millimetres, points, centimetres."""

    document: str
    paper: str
    margins_mm: Mapping[str, Span]
    font: str
    page_number: str
    page_number_pt: Span
    hide_first_page_number: bool
    sizes_pt: Mapping[str, Span]
    indent_cm: Span
    paragraph_gap_pt_min: Decimal
    line_spacing: Span
    pdf_min: str
    scan_dpi_min: Decimal


@dataclass(frozen=True, slots=True)
class AwardForm:
    """An award form by its code; `level` as in the movements."""

    code: str
    title: str
    level: str


@dataclass(frozen=True, slots=True)
class LawPack:
    """What the award law of a time says, with how sure every value is."""

    id: str
    edition: int
    title: str
    note: str
    award_forms: tuple[AwardForm, ...]
    base_salaries: tuple[BaseSalary, ...]
    reward_rules: RewardRules
    coefficients: tuple[Coefficient, ...]
    votes: tuple[VoteRule, ...]
    forms: tuple[Form, ...]
    copies: tuple[CopyRule, ...]
    deadlines: tuple[LawDeadline, ...]
    layout: Layout
    abbreviations: Mapping[str, str]
    codes: Mapping[str, str]
    counts: Mapping[str, int]
    ocop_validity_months: int
    ocop_validity_provenance: str
    levels_by_period: Mapping[str, tuple[str, ...]]

    def award_form(self, code: str) -> AwardForm | None:
        """Return an award form by its code; None where the pack has none."""
        return next((one for one in self.award_forms if one.code == code), None)

    def vote_rule(self, award: str) -> VoteRule | None:
        """Return the vote rule of an award form; None where the pack has none."""
        return next((one for one in self.votes if award in one.awards), None)
