"""Packages received: what was accepted, refused, undone, acknowledged, and what we hold of each sender."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.sequence import Held
from ntm_desktop.store.journal import Change, packed
from ntm_desktop.store.packages import period_text
from ntm_desktop.store.unsent import period_years

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.store.database import Database

Counts = dict[str, dict[str, int]]
_COLUMNS = (
    *(
        "id",
        "number",
        "kind",
        "sender_level",
        "sender_code",
        "sender_name",
        "lineage",
        "sequence",
        "previous",
    ),
    *("file_name", "sha256", "manifest_sha256", "size", "period", "bagged_on", "received_at", "staff_name"),
    *("accepted", "counts", "problems", "missing", "state_file", "replaced", "reason", "acknowledges"),
    *("acknowledges_lineage", "undone_at", "acknowledged_in"),
)
_STANDS = "accepted = 1 AND undone_at IS NULL"


@dataclass(frozen=True, slots=True)
class InRecord:
    """A package from an office that we trust, taken in or refused.

    `counts` are new, changed, removed and unchanged rows by table; `problems` as they were told; `missing` the
    numbers that never came before it; `replaced` the package that stood for each year before (None for none);
    `reason` why a person let a fork in; `acknowledged_in` the id of the receipt that spoke of it.
    `number` counts what this office received, whatever its clock said: 0 for the next one.
    """

    id: str
    kind: str
    sender_level: Level
    sender_code: str
    sender_name: str
    lineage: str
    sequence: int
    previous: str
    file_name: str
    sha256: str
    manifest_sha256: str
    size: int
    period: tuple[int, ...]
    bagged_on: str
    received_at: datetime
    accepted: bool
    staff_name: str = ""
    counts: Counts = field(default_factory=dict)
    problems: Sequence[Mapping[str, object]] = ()
    missing: Sequence[int] = ()
    state_file: str = ""
    replaced: Mapping[int, str | None] = field(default_factory=dict)
    reason: str = ""
    acknowledges: int | None = None
    acknowledges_lineage: str = ""
    undone_at: datetime | None = None
    acknowledged_in: str = ""
    number: int = 0

    @property
    def stands(self) -> bool:
        """Whether it was accepted and not taken back."""
        return self.accepted and self.undone_at is None


def record(connection: sqlite3.Connection, one: InRecord) -> Change:
    """Keep what was received, accepted or not."""
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM package_in").fetchone()[0]
    values = (
        *(one.id, number, one.kind, one.sender_level.value, one.sender_code, one.sender_name, one.lineage),
        *(one.sequence, one.previous, one.file_name, one.sha256, one.manifest_sha256, one.size),
        *(period_text(one.period), one.bagged_on, one.received_at.isoformat(), one.staff_name),
        *(int(one.accepted), packed(one.counts), packed(list(one.problems)), packed(list(one.missing))),
        *(one.state_file, packed({str(year): package for year, package in one.replaced.items()}), one.reason),
        *(one.acknowledges, one.acknowledges_lineage, None, ""),
    )
    connection.execute(
        f"INSERT INTO package_in ({','.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))})",
        values,
    )
    shown = {
        "sender": one.sender_code,
        "sequence": one.sequence,
        "accepted": one.accepted,
        "sha256": one.sha256,
    }
    return Change("package_in", one.id, None, packed(shown))


def package(database: Database, package_id: str) -> InRecord | None:
    """Return one package, or None."""
    found = _records(database, "WHERE id = ?", (package_id,))
    return found[0] if found else None


def received_from(database: Database, level: Level, code: str) -> list[InRecord]:
    """Return the packages of one sender, the last received first."""
    return _records(database, "WHERE sender_level = ? AND sender_code = ? ORDER BY number DESC", (level.value, code))


def all_received(database: Database, limit: int = 500) -> list[InRecord]:
    """Return the packages received, the last first."""
    return _records(database, "ORDER BY number DESC LIMIT ?", (limit,))


def refused_before(database: Database, sha256: str) -> bool:
    """Whether this very file was refused before, so that trying again need not be noted again."""
    return database.value("SELECT 1 FROM package_in WHERE sha256 = ? AND accepted = 0", (sha256,)) is not None


def held(database: Database, level: Level, code: str) -> Held | None:
    """Return what we hold of a sender: its newest package that stands, and the history of its lineage."""
    rows = database.rows(
        "SELECT lineage, sequence, manifest_sha256 FROM package_in WHERE sender_level = ? AND sender_code = ?"
        f" AND {_STANDS} ORDER BY number",
        (level.value, code),
    )
    if not rows:
        return None
    lineage, sequence, manifest = rows[-1]
    return Held(
        lineage=lineage,
        sequence=sequence,
        manifest=manifest,
        history={row[1]: row[2] for row in rows if row[0] == lineage},
        former=frozenset(row[0] for row in rows) - {lineage},
    )


def known_numbers(database: Database, level: Level, code: str, lineage: str) -> set[int]:
    """Return the sequence numbers that ever came from a sender's lineage, whatever became of them."""
    rows = database.rows(
        "SELECT sequence FROM package_in WHERE sender_level = ? AND sender_code = ? AND lineage = ?",
        (level.value, code, lineage),
    )
    return {int(row[0]) for row in rows}


def unacknowledged(database: Database, level: Level, code: str) -> list[InRecord]:
    """Return the packages that no receipt spoke of which the sender is known to have, in order of arrival.

    The sender says in each package up to which of our numbers it received; a lost receipt so heals with the next.
    """
    newest = database.row(
        "SELECT acknowledges, acknowledges_lineage FROM package_in WHERE sender_level = ? AND sender_code = ?"
        f" AND {_STANDS} ORDER BY number DESC LIMIT 1",
        (level.value, code),
    ) or (None, "")
    return _records(
        database,
        "WHERE sender_level = ? AND sender_code = ? AND kind = 'report' AND acknowledged_in NOT IN (SELECT id"
        " FROM package_out WHERE recipient_level = ? AND recipient_code = ? AND lineage = ? AND sequence <= ?)"
        " ORDER BY number",
        (level.value, code, level.value, code, newest[1], newest[0] or 0),
    )


def acknowledge(connection: sqlite3.Connection, ids: Iterable[str], receipt_id: str) -> None:
    """Note which receipt spoke of packages."""
    connection.executemany("UPDATE package_in SET acknowledged_in = ? WHERE id = ?", ((receipt_id, one) for one in ids))


def mark_undone(connection: sqlite3.Connection, one: InRecord, at: datetime) -> Change:
    """Note that a package was taken back; the next receipt will say so."""
    connection.execute(
        "UPDATE package_in SET undone_at = ?, acknowledged_in = '' WHERE id = ?", (at.isoformat(), one.id)
    )
    return Change("package_in", one.id, packed({"undone": False}), packed({"undone": True}))


def first_received(database: Database, year: int) -> dict[tuple[str, str], datetime]:
    """Return when each sender's first package that stands and holds a year came: (level, code) → moment."""
    rows = database.rows(
        "SELECT sender_level, sender_code, received_at FROM package_in WHERE kind = 'report'"
        f" AND {_STANDS} AND instr(',' || period || ',', ?) ORDER BY number DESC",
        (f",{year},",),
    )
    return {(row[0], row[1]): datetime.fromisoformat(row[2]) for row in rows}


def latest(database: Database) -> dict[tuple[str, str], InRecord]:
    """Return the last report received from each sender, accepted or not: (level, code) → package."""
    found = _records(
        database,
        "WHERE number IN (SELECT max(number) FROM package_in WHERE kind = 'report' GROUP BY sender_level, sender_code)",
        (),
    )
    return {(one.sender_level.value, one.sender_code): one for one in found}


@dataclass(frozen=True, slots=True)
class KeptState:
    """A state that was shelved once: its package, file, sender, and the packages that it took the place of."""

    package_id: str
    state_file: str
    sender: str
    received_at: datetime
    replaced: tuple[str, ...]


def states(database: Database) -> list[KeptState]:
    """Return the states that were ever shelved, in order of arrival."""
    rows = database.rows(
        "SELECT id, state_file, sender_level || '/' || sender_code, received_at, replaced FROM package_in"
        " WHERE state_file <> '' ORDER BY number"
    )
    return [
        KeptState(
            package_id=row[0],
            state_file=row[1],
            sender=row[2],
            received_at=datetime.fromisoformat(row[3]),
            replaced=tuple(one for one in json.loads(row[4]).values() if one),
        )
        for row in rows
    ]


def _records(database: Database, tail: str, parameters: tuple[object, ...]) -> list[InRecord]:
    rows = database.rows(f"SELECT {','.join(_COLUMNS)} FROM package_in {tail}", parameters)
    return [_record(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _record(row: dict[str, str]) -> InRecord:
    parsed: dict[str, object] = {
        "sender_level": Level(row["sender_level"]),
        "period": period_years(row["period"]),
        "received_at": datetime.fromisoformat(row["received_at"]),
        "accepted": bool(row["accepted"]),
        "undone_at": datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
        "replaced": {int(year): one for year, one in json.loads(row["replaced"]).items()},
        **{name: json.loads(row[name]) for name in ("counts", "problems", "missing")},
    }
    return InRecord(**{**row, **parsed})  # type: ignore[arg-type]  # the names are those of the columns
