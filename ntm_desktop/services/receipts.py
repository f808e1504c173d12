"""Receipts: what a receiving office says about each package, and what a sender does with that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import Severity
from ntm_desktop.errors import UserError
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData
from ntm_desktop.exchange.schemas import RECEIPT_COUNTS, RECEIPT_PROBLEMS, RECEIPTS
from ntm_desktop.services import wire
from ntm_desktop.services.wire import Sent
from ntm_desktop.store import packages, received
from ntm_desktop.store.states import TablePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.exchange.cards import OfficeRef
    from ntm_desktop.exchange.package import OpenedPackage
    from ntm_desktop.exchange.tables import Row
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change
    from ntm_desktop.store.packages import OutRecord
    from ntm_desktop.store.received import InRecord

__all__ = ["Receipt", "Sent", "Slip", "slip", "waiting", "write_receipts"]

_PLAN = ("new", "changed", "removed", "unchanged")
# What a receipt says of a package that was taken back after it had been accepted.
UNDONE = "transport.undone"
_CODE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was said about one package: accepted or not, when, why not, and the rows applied by table.

    `package_sha256` is that of the package file.
    """

    package_sha256: str
    sequence: int
    lineage: str
    accepted: bool
    decided_at: datetime
    period: str = ""
    remark: str = ""
    problems: tuple[Mapping[str, object], ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slip:
    """A receipt slip for printing: who received what from whom, package by package."""

    office_name: str
    sender_code: str
    sender_name: str
    written_at: datetime
    staff_name: str
    packages: tuple[InRecord, ...]


def waiting(context: Context, sender_code: str) -> list[InRecord]:
    """Return the packages of a sender that no receipt spoke of which it is known to have, in order of arrival."""
    with wire.own_connection(context) as own:
        return received.unacknowledged(own.database, wire.level_of(sender_code), sender_code)


def write_receipts(
    context: Context,
    sender_code: str,
    folder: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Sent:
    """Write a receipt package for a sender about all its packages that it has no receipt of, as far as we know.

    May run on any thread. UserError: `transport.no_card`, `transport.nothing_to_acknowledge`.
    """
    with wire.own_connection(context) as own:
        card = wire.trusted_card(own, sender_code)
        found = received.unacknowledged(own.database, card.office.level, card.office.code)
        if not found:
            raise UserError("transport.nothing_to_acknowledge", name=card.office.name)
        told = [_told(one) for one in _last_words(found)]
        years = sorted({year for one in found for year in one.period})
        return wire.write(
            own,
            wire.Message(Kind.RECEIPT, card, tuple(years)),
            folder,
            lambda: _tables(own, told),
            progress=progress,
            cancelled=cancelled,
            recorded=lambda c, receipt_id: received.acknowledge(c, [one.id for one in found], receipt_id),
        )


def slip(context: Context, sender_code: str, packages_: Sequence[InRecord]) -> Slip:
    """Return what the printed slip says about packages of a sender."""
    name = packages_[0].sender_name if packages_ else sender_code
    return Slip(context.office.name, sender_code, name, context.clock(), context.author.name, tuple(packages_))


def read(package: OpenedPackage) -> tuple[Receipt, ...]:
    """Return the receipts of a package that was found sound."""
    tables = package.tables
    problems: dict[object, list[Mapping[str, object]]] = {}
    names = tables["receipt_problems"].schema.names
    for row in tables["receipt_problems"].rows():
        said = dict(zip(names, row, strict=True))
        problems.setdefault(said.pop("package_sha256"), []).append(said)
    counts: dict[object, dict[str, dict[str, int]]] = {}
    for sha256, table, *numbers in tables["receipt_counts"].rows():
        counts.setdefault(sha256, {})[str(table)] = dict(zip(_PLAN, map(_number, numbers), strict=True))
    return tuple(
        Receipt(
            package_sha256=str(row[0]),
            sequence=_number(row[1]),
            lineage=str(row[2]),
            accepted=bool(row[3]),
            decided_at=datetime.fromisoformat(str(row[4])),
            period=str(row[5]),
            remark=str(row[6]),
            problems=tuple(problems.get(row[0], ())),
            counts=counts.get(row[0], {}),
        )
        for row in tables["receipts"].rows()
    )


def plan(
    context: Context, read_: Sequence[Receipt], counts: Mapping[str, int], sender: OfficeRef
) -> dict[str, TablePlan]:
    """Return what a receipt package changes: receipts that are new, that say something else, and known ones."""
    whole = {name: TablePlan(new=count) for name, count in counts.items() if name != "receipts"}
    own = TablePlan()
    for one in read_:
        sent = _answered(context, one, sender)
        if sent is None or sent.receipt_state is None:
            own += TablePlan(new=1)
        elif sent.receipt_state == _state(one):
            own += TablePlan(unchanged=1)
        else:
            own += TablePlan(changed=1)
    return {**whole, "receipts": own}


def take_in(
    context: Context, connection: Connection, read_: Iterable[Receipt], sender: OfficeRef, at: datetime
) -> Iterator[Change]:
    """Note on our packages what their addressee said about them, inside the caller's transaction.

    A package that we do not know (this database may be a restored backup) is passed over, and so is one that was sent
    to another: whoever saw a stick knows what its packages are called, but only their addressee may answer for them.
    """
    for one in read_:
        sent = _answered(context, one, sender)
        if sent is not None:
            yield packages.set_receipt(connection, sent, accepted=one.accepted, at=at, receipt=_document(one))


def _answered(context: Context, one: Receipt, sender: OfficeRef) -> OutRecord | None:
    sent = packages.by_sha256(context.database, one.package_sha256)
    ours = sent is not None and (sent.recipient_level, sent.recipient_code) == (sender.level, sender.code)
    return sent if ours else None


def _state(one: Receipt) -> str:
    return "accepted" if one.accepted else "refused"


def _document(one: Receipt) -> dict[str, object]:
    return {
        "decided_at": one.decided_at.isoformat(),
        "period": one.period,
        "remark": one.remark,
        "problems": [dict(problem) for problem in one.problems],
        "counts": {name: dict(numbers) for name, numbers in one.counts.items()},
    }


def _last_words(found: Iterable[InRecord]) -> list[InRecord]:
    """Return one record a file: a package refused first and accepted later is accepted."""
    return list({one.sha256: one for one in found}.values())


def _told(one: InRecord) -> Receipt:
    problems = [*one.problems]
    if one.undone_at is not None:
        problems = [{"code": UNDONE, "severity": Severity.ERROR.value}]
    return Receipt(
        package_sha256=one.sha256,
        sequence=one.sequence,
        lineage=one.lineage,
        accepted=one.stands,
        decided_at=one.undone_at or one.received_at,
        period=", ".join(str(year) for year in one.period),
        remark=one.reason,
        problems=tuple(problems),
        counts=one.counts if one.stands else {},
    )


def _tables(context: Context, told: Sequence[Receipt]) -> Iterator[TableData]:
    yield wire.office_table(context.office)
    yield TableData(RECEIPTS, [_receipt_row(one) for one in told])
    yield TableData(
        RECEIPT_PROBLEMS,
        [
            _problem_row(one.package_sha256, number, problem)
            for one in told
            for number, problem in enumerate(one.problems, start=1)
        ],
    )
    yield TableData(
        RECEIPT_COUNTS,
        [
            (one.package_sha256, table, *(numbers[name] for name in _PLAN))
            for one in told
            for table, numbers in one.counts.items()
        ],
    )


def _receipt_row(one: Receipt) -> Row:
    head = (one.package_sha256, one.sequence, one.lineage, int(one.accepted))
    return (*head, one.decided_at.isoformat(timespec="seconds"), one.period, one.remark)


def _problem_row(sha256: str, number: int, problem: Mapping[str, object]) -> Row:
    row = problem.get("row")
    texts = (str(problem.get(name) or "") for name in ("column", "found", "expected"))
    code = str(problem["code"])[:_CODE_LENGTH]
    return (sha256, number, code, str(problem.get("table") or ""), row if isinstance(row, int) else None, *texts)


def _number(value: object) -> int:
    return int(str(value))
