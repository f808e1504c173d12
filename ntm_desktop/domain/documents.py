"""What a printed document needs besides the figures: whose paper it is, who signs, what came and what did not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village
    from ntm_desktop.domain.summaries import UnitSummary


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is: «ỦY BAN NHÂN DÂN / XÃ CỬU AN», with the place that stands before the date.

    `superior` is the line above the issuing body; empty for a body that names none. `symbol` is the issuer's
    part of the document number (`UBND` in «Số:     /BC-UBND»), `place` the short name («Cửu An»).
    """

    issuer: str
    superior: str = ""
    place: str = ""
    symbol: str = "UBND"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the lines of authority in capitals («TM. ỦY BAN NHÂN DÂN», «CHỦ TỊCH») and the name, if known."""

    authority: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A household's line of a task sheet: the household and its answers by task code, none on a blank sheet."""

    household: Household
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class VillageSheet:
    """A village's task sheet: its households in the order that the list keeps, and the head of the village."""

    village: Village
    rows: tuple[SheetRow, ...]
    head_name: str = ""


@dataclass(frozen=True, slots=True)
class AchievedHousehold:
    """A household of the public list. It carries nothing that must not be published: no ID, phone or birth date."""

    head: str
    village: str
    birth_year: int | None = None


class Timeliness(StrEnum):
    """When a commune's package came, against the deadline, if there is one."""

    ON_TIME = "on_time"
    LATE = "late"
    NO_DEADLINE = "no_deadline"
    NOT_RECEIVED = "not_received"


@dataclass(frozen=True, slots=True)
class CommuneReturn:
    """An office below as the receiving office sees it: what was received, when, its figures (None: nothing came).

    `expected` is false for one that reported though it is not on the list of those that must.
    """

    code: str
    name: str
    timeliness: Timeliness
    sequence: int | None = None
    received_on: date | None = None
    summary: UnitSummary | None = None
    expected: bool = True


@dataclass(frozen=True, slots=True)
class CommuneVillages:
    """A commune's figures with those of its villages, which add up to them."""

    commune: UnitSummary
    villages: tuple[UnitSummary, ...]


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt slip says of one package. `counts` name tables with their number of rows."""

    accepted: bool
    package: str
    sender: str
    recipient: str
    sequence: int
    sha256: str
    received_at: datetime
    period: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = ()
    receiver: str = ""
    deliverer: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """An office card as it is compared over the telephone: `fingerprint` is 30 digits, spaces ignored."""

    office: str
    code: str
    level: str
    fingerprint: str
    made_on: date | None = None
