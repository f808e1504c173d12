"""A movement: the profile of one emulation plan, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


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
    """The profile of a plan: what follows from it for entry, assessment, award and report is data here."""

    id: str
    title: str
    parent: str
    issuer: str
    period: Period
    legal_bases: tuple[LegalBasis, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
