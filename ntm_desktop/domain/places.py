"""Offices and the units below them."""

from __future__ import annotations

from enum import StrEnum

from ntm_desktop.frozen import frozen

# The lists of units by their regime: since the two-tier government, and before it.
TWO_TIERS = "2025-07-01"
THREE_TIERS = "until-2025-06-30"


class Level(StrEnum):
    """The three levels of office that an installation can belong to."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"


@frozen
class OfficeUnit:
    """An official unit from the administrative lists: code and name as published, in force between dates.

    `regime` is "2025-07-01" for the two-tier list of Quyết định 19/2025/QĐ-TTg and "until-2025-06-30" for the
    three-tier list before it. Codes are unique within a regime and level.
    """

    level: Level
    code: str
    name: str
    province_code: str
    province_name: str
    district_code: str = ""
    district_name: str = ""
    kind: str = ""
    regime: str = "2025-07-01"


@frozen
class Village:
    """A unit below the commune; its word (ấp, thôn, làng, khu phố …) is data."""

    id: str
    number: int
    name: str
    word: str = "thôn"
    ethnic_minority_area: bool = False
    closed: bool = False
    note: str = ""

    @property
    def title(self) -> str:
        """The name with its word, once: «Ấp Kinh 5»."""
        if self.name.casefold().startswith(self.word.casefold() + " "):
            return self.name
        return f"{self.word[:1].upper()}{self.word[1:]} {self.name}"
