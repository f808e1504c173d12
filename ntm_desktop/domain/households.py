"""A household, as an office's list knows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Sex(StrEnum):
    """Sex of the head of household, where the list says it."""

    MALE = "male"
    FEMALE = "female"


class Poverty(StrEnum):
    """Poverty class of the household."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    NOT_POOR = "not_poor"


class HouseholdStatus(StrEnum):
    """Whether the household is still here. A closed household keeps its past."""

    ACTIVE = "active"
    MOVED_AWAY = "moved_away"
    DISSOLVED = "dissolved"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class HouseholdFields:
    """What a person types about a household; empty means «not known»."""

    head: str
    birth_year: int | None = None
    sex: Sex | None = None
    ethnic_group: str = ""
    poverty: Poverty | None = None
    members: int | None = None
    address: str = ""
    phone: str = ""
    personal_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """A household of the store: its fields, its readable code, its village and its status."""

    id: str
    code: str
    village_id: str
    fields: HouseholdFields
    status: HouseholdStatus = HouseholdStatus.ACTIVE
    status_on: date | None = None
    successor_id: str = ""

    @property
    def head(self) -> str:
        """The head's name."""
        return self.fields.head
