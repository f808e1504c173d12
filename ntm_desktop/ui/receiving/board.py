"""The board of a receiving office as plain values: one row a commune, read at once off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.text import fold
from ntm_desktop.services import receiving, receiving_overview
from ntm_desktop.ui.exchange.facts import awaits_receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import InRecord
    from ntm_desktop.services.receiving_overview import UnitStatus

_ALL_PACKAGES = 1_000_000


class Standing(StrEnum):
    """Where an office stands in a year."""

    ON_TIME = "on_time"
    LATE = "late"
    RECEIVED = "received"
    MISSING = "missing"
    OVERDUE = "overdue"


class Receipt(StrEnum):
    """Whether receipts were written about all packages of an office."""

    NONE = "none"
    TO_WRITE = "to_write"
    WRITTEN = "written"


class Show(StrEnum):
    """Which rows are in view."""

    ALL = "all"
    RECEIVED = "received"
    MISSING = "missing"
    LATE = "late"
    PROBLEM = "problem"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An office of the board: its status in the year, and every package that came from it, the last first."""

    status: UnitStatus
    standing: Standing
    receipt: Receipt
    packages: tuple[InRecord, ...] = ()
    folded: str = ""

    @property
    def share(self) -> float | None:
        """The completeness as a share of one; None where nothing came."""
        status = self.status
        return status.assessed / status.households if status.received and status.households else None

    @property
    def troubled(self) -> bool:
        """Whether anything is wrong with its packages."""
        return bool(self.status.problems or self.status.missing or not self.status.expected)


@dataclass(frozen=True, slots=True)
class Board:
    """A year on the board. `due` is its deadline; `superior` whether this office itself reports upwards."""

    year: int
    years: Sequence[int]
    due: date | None
    rows: Sequence[BoardRow]
    superior: bool = False

    def count(self, show: Show) -> int:
        """Count the rows of a kind."""
        return sum(matches(row, show) for row in self.rows)


def read_apart(context: Context, year: int | None) -> Board:
    """Read the board on a reader of its own: for a worker."""
    reader = context.for_reading()
    try:
        return read(reader, year)
    finally:
        reader.database.close()


def read(context: Context, year: int | None = None) -> Board:
    """Read the board of a year, the newest one with anything in it for None."""
    today = context.clock().date()
    known = receiving_overview.years(context)
    years = sorted({*known, today.year}, reverse=True)
    shown = year if year in years else next(iter(known), today.year)
    due = receiving_overview.deadlines(context).get(shown)
    packages = _by_sender(receiving.history(context, _ALL_PACKAGES))
    rows = [
        _row(status, packages.get((status.level.value, status.code), ()), overdue=due is not None and today > due)
        for status in receiving_overview.overview(context, shown)
    ]
    return Board(shown, years, due, rows, superior=bool(context.office.superior_code))


def matches(row: BoardRow, show: Show, words: Sequence[str] = ()) -> bool:
    """Tell whether a row is of a kind and contains every (folded) word."""
    if not all(word in row.folded for word in words):
        return False
    kinds = {
        Show.RECEIVED: row.status.received,
        Show.MISSING: row.status.expected and not row.status.received,
        Show.LATE: row.standing in {Standing.LATE, Standing.OVERDUE},
        Show.PROBLEM: row.troubled,
        Show.RECEIPT: row.receipt is Receipt.TO_WRITE,
    }
    return kinds.get(show, True)


def _row(status: UnitStatus, packages: Sequence[InRecord], *, overdue: bool) -> BoardRow:
    receipt = Receipt.NONE
    if packages:
        receipt = Receipt.TO_WRITE if any(map(awaits_receipt, packages)) else Receipt.WRITTEN
    folded = fold(f"{status.name} {status.code}")
    return BoardRow(status, _standing(status, overdue=overdue), receipt, tuple(packages), folded)


def _standing(status: UnitStatus, *, overdue: bool) -> Standing:
    if not status.received:
        return Standing.OVERDUE if overdue and status.expected else Standing.MISSING
    if status.on_time is None:
        return Standing.RECEIVED
    return Standing.ON_TIME if status.on_time else Standing.LATE


def _by_sender(packages: Iterable[InRecord]) -> dict[tuple[str, str], list[InRecord]]:
    found: dict[tuple[str, str], list[InRecord]] = {}
    for one in packages:
        if one.kind == "report":
            found.setdefault((one.sender_level.value, one.sender_code), []).append(one)
    return found
