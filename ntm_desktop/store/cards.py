"""Office cards that a person compared and trusted, and those that were replaced or given up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.frozen import frozen
from ntm_desktop.store.journal import Change, packed

if TYPE_CHECKING:
    import sqlite3

    from ntm_desktop.store.database import Database

TRUSTED, REPLACED, FORGOTTEN = "trusted", "replaced", "forgotten"
_COLUMNS = "fingerprint, level, code, name, body, state, trusted_at, trusted_by"


@frozen
class CardRecord:
    """A card as kept: `body` is the text of the card file, `state` one of trusted, replaced, forgotten."""

    fingerprint: str
    level: Level
    code: str
    name: str
    body: str
    trusted_at: datetime
    trusted_by: str = ""
    state: str = TRUSTED


def trusted(database: Database, level: Level, code: str) -> CardRecord | None:
    """Return the card that is trusted for an office, or None."""
    row = database.row(
        f"SELECT {_COLUMNS} FROM card WHERE state = 'trusted' AND level = ? AND code = ?",
        (level.value, code),
    )
    return None if row is None else _record(row)


def all_cards(database: Database, *, with_former: bool = False) -> list[CardRecord]:
    """Return the trusted cards by level and code; replaced and forgotten ones only when asked for."""
    where = "" if with_former else "WHERE state = 'trusted'"
    rows = database.rows(f"SELECT {_COLUMNS} FROM card {where} ORDER BY level, code, trusted_at")
    return [_record(row) for row in rows]


def trust(connection: sqlite3.Connection, card: CardRecord) -> list[Change]:
    """Trust a card, in the place of the one that its office had before; return what changed."""
    changes = retire(connection, card.level, card.code, REPLACED, but=card.fingerprint)
    before = _read(connection, card.fingerprint)
    values = (card.fingerprint, card.level.value, card.code, card.name, card.body)
    connection.execute(
        f"INSERT INTO card ({_COLUMNS}) VALUES (?,?,?,?,?,'trusted',?,?)"
        " ON CONFLICT (fingerprint) DO UPDATE SET name=excluded.name, body=excluded.body, state='trusted',"
        " trusted_at=excluded.trusted_at, trusted_by=excluded.trusted_by",
        (*values, card.trusted_at.isoformat(), card.trusted_by),
    )
    return [*changes, Change("card", card.fingerprint, before, _read(connection, card.fingerprint))]


def retire(connection: sqlite3.Connection, level: Level, code: str, state: str, *, but: str = "") -> list[Change]:
    """Trust an office's card no more (`state` says why), unless it is the one named by `but`."""
    found = connection.execute(
        "SELECT fingerprint FROM card WHERE state = 'trusted' AND level = ? AND code = ? AND fingerprint <> ?",
        (level.value, code, but),
    ).fetchall()
    changes = []
    for (fingerprint,) in found:
        before = _read(connection, fingerprint)
        connection.execute("UPDATE card SET state = ? WHERE fingerprint = ?", (state, fingerprint))
        changes.append(Change("card", fingerprint, before, _read(connection, fingerprint)))
    return changes


def _read(connection: sqlite3.Connection, fingerprint: str) -> str | None:
    names = ("fingerprint", "level", "code", "name", "state")
    row = connection.execute(
        f"SELECT {','.join(names)} FROM card WHERE fingerprint = ?",
        (fingerprint,),
    ).fetchone()
    return packed(None if row is None else dict(zip(names, row, strict=True)))


def _record(row: tuple[str, ...]) -> CardRecord:
    return CardRecord(
        fingerprint=row[0],
        level=Level(row[1]),
        code=row[2],
        name=row[3],
        body=row[4],
        state=row[5],
        trusted_at=datetime.fromisoformat(row[6]),
        trusted_by=row[7],
    )
