"""Packages written: which number comes next for whom, what was sent, and what has changed since."""

from __future__ import annotations

import json
from dataclasses import asdict, field
from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.frozen import frozen
from ntm_desktop.store import office
from ntm_desktop.store.journal import Change, packed
from ntm_desktop.store.unsent import period_years

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from ntm_desktop.store.database import Database

_INTENT = "package.intent"
_GIVEN_UP = "packages_given_up"
_SHARED = ""
_COLUMNS = (
    *("id", "kind", "recipient_level", "recipient_code", "recipient_name", "lineage", "sequence", "previous"),
    *("file_name", "sha256", "manifest_sha256", "size", "period", "counts", "journal_mark", "written_at"),
    *("staff_name", "receipt_state", "receipt_at", "receipt"),
)


@frozen
class OutRecord:
    """A package that was written and verified. `period` is its years; `receipt` what the addressee answered.

    `journal_mark` is the newest journal entry that it contains; `receipt_state` is None before a receipt came.
    """

    id: str
    kind: str
    recipient_level: Level
    recipient_code: str
    recipient_name: str
    lineage: str
    sequence: int
    previous: str
    file_name: str
    sha256: str
    manifest_sha256: str
    size: int
    period: tuple[int, ...]
    counts: Mapping[str, int]
    journal_mark: int
    written_at: datetime
    staff_name: str = ""
    receipt_state: str | None = None
    receipt_at: datetime | None = None
    receipt: Mapping[str, object] = field(default_factory=dict)


@frozen
class Intent:
    """A package that is about to be written to `file`.

    Noted before the file gets its name: a program that dies before the number is kept must not give it again.
    `manifest` is "" until the file is verified and gets its name next; None in a note of an older program.
    """

    recipient: str
    lineage: str
    sequence: int
    file: str
    manifest: str | None = None


def intent(database: Database) -> Intent | None:
    """Return the package that was being written when the program last ended, or None."""
    found = office.setting(database, _INTENT)
    return Intent(**json.loads(found)) if found else None


def intend(connection: sqlite3.Connection, one: Intent | None) -> None:
    """Note what is about to be written; None once it was kept or is known not to be there."""
    if one is None:
        connection.execute("DELETE FROM setting WHERE name = ?", (_INTENT,))
    else:
        office.save_setting(connection, _INTENT, json.dumps(asdict(one)))


def give_up(connection: sqlite3.Connection, database: Database, one: Intent) -> None:
    """Keep a package that may be out in the world though its record is not here: others follow it, or its number."""
    office.save_setting(connection, _GIVEN_UP, json.dumps([asdict(each) for each in [*_given_up(database), one]]))
    intend(connection, None)


def _given_up(database: Database) -> list[Intent]:
    return [Intent(**one) for one in json.loads(office.setting(database, _GIVEN_UP) or "[]")]


def _given_up_to(database: Database, code: str, lineage: str) -> dict[int, str]:
    mine = (one for one in _given_up(database) if (one.recipient, one.lineage) == (code, lineage))
    return {one.sequence: one.manifest or "" for one in mine}


def next_number(database: Database, level: Level, code: str, lineage: str) -> tuple[int, str]:
    """Return the next sequence number for a recipient and the manifest of the package before («» for none)."""
    newest = max(earlier(database, level, code, lineage, limit=1).items(), default=(0, ""))
    return newest[0] + 1, newest[1]


def earlier(database: Database, level: Level, code: str, lineage: str, limit: int = 40) -> dict[int, str]:
    """Return the manifests of the newest packages written for a recipient, by sequence; those given up, too."""
    rows = database.rows(
        "SELECT sequence, manifest_sha256 FROM package_out WHERE recipient_level = ? AND recipient_code = ?"
        " AND lineage = ? ORDER BY sequence DESC LIMIT ?",
        (level.value, code, lineage, limit),
    )
    written = {int(number): str(manifest) for number, manifest in rows} | _given_up_to(database, code, lineage)
    return {number: written[number] for number in sorted(written, reverse=True)[:limit]}


def record_sent(connection: sqlite3.Connection, sent: OutRecord) -> Change:
    """Keep a package that lies verified on its medium: only now is its number used up."""
    values = (
        *(sent.id, sent.kind, sent.recipient_level.value, sent.recipient_code, sent.recipient_name),
        *(sent.lineage, sent.sequence, sent.previous, sent.file_name, sent.sha256, sent.manifest_sha256),
        *(sent.size, period_text(sent.period), packed(dict(sent.counts)), sent.journal_mark),
        *(sent.written_at.isoformat(), sent.staff_name, None, None, ""),
    )
    connection.execute(
        f"INSERT INTO package_out ({','.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))})",
        values,
    )
    shown = {"recipient": sent.recipient_code, "sequence": sent.sequence, "sha256": sent.sha256}
    return Change("package_out", sent.id, None, packed(shown))


def sent_to(database: Database, level: Level, code: str) -> list[OutRecord]:
    """Return the packages written for an office, newest first."""
    return _out(database, "WHERE recipient_level = ? AND recipient_code = ? ORDER BY id DESC", (level.value, code))


def all_sent(database: Database, limit: int = 500) -> list[OutRecord]:
    """Return the packages written, newest first."""
    return _out(database, "ORDER BY id DESC LIMIT ?", (limit,))


def last_answered(database: Database) -> OutRecord | None:
    """Return the package that the newest receipt is about, or None before the first receipt."""
    found = _out(database, "WHERE receipt_at IS NOT NULL ORDER BY receipt_at DESC, id DESC LIMIT 1", ())
    return found[0] if found else None


def by_sha256(database: Database, sha256: str) -> OutRecord | None:
    """Return the package written with this content, or None."""
    found = _out(database, "WHERE sha256 = ?", (sha256,))
    return found[0] if found else None


def set_receipt(
    connection: sqlite3.Connection,
    sent: OutRecord,
    *,
    accepted: bool,
    at: datetime,
    receipt: Mapping[str, object],
) -> Change:
    """Note what the addressee said about a package."""
    state = "accepted" if accepted else "refused"
    connection.execute(
        "UPDATE package_out SET receipt_state = ?, receipt_at = ?, receipt = ? WHERE id = ?",
        (state, at.isoformat(), packed(receipt), sent.id),
    )
    before = {"receipt_state": sent.receipt_state}
    return Change("package_out", sent.id, packed(before), packed({"receipt_state": state}))


def period_text(years: Iterable[int]) -> str:
    """Return years as they are kept: «2023,2024»."""
    return ",".join(str(year) for year in sorted(years))


def _out(database: Database, tail: str, parameters: tuple[object, ...]) -> list[OutRecord]:
    rows = database.rows(f"SELECT {','.join(_COLUMNS)} FROM package_out {tail}", parameters)
    return [_record(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _record(row: dict[str, str]) -> OutRecord:
    parsed: dict[str, object] = {
        "recipient_level": Level(row["recipient_level"]),
        "period": period_years(row["period"]),
        "counts": json.loads(row["counts"]),
        "written_at": datetime.fromisoformat(row["written_at"]),
        "receipt_at": datetime.fromisoformat(row["receipt_at"]) if row["receipt_at"] else None,
        "receipt": json.loads(row["receipt"] or "{}"),
    }
    return OutRecord(**{**row, **parsed})  # type: ignore[arg-type]  # the names are those of the columns
