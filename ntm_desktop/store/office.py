"""The office itself: who it is, who works there, its keys and small settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from ntm_desktop.store.database import Database

_COLUMNS = (
    *("level", "code", "name", "province_code", "province_name", "district_code", "district_name", "regime"),
    *("superior_level", "superior_code", "superior_name", "movement", "task_set", "village_word", "lineage"),
)


@frozen
class OfficeRecord:
    """The owner of this installation. `lineage` names this very database; a restored backup gets a new one."""

    level: Level
    code: str
    name: str
    province_code: str
    province_name: str
    lineage: str
    district_code: str = ""
    district_name: str = ""
    regime: str = "2025-07-01"
    superior_level: str = ""
    superior_code: str = ""
    superior_name: str = ""
    movement: str = ""
    task_set: str = ""
    village_word: str = "thôn"

    @property
    def receives(self) -> bool:
        """Whether this is a receiving office (district or province)."""
        return self.level is not Level.COMMUNE


@frozen
class StaffMember:
    """A person of the office, as the journal names them."""

    id: str
    name: str
    post: str = ""
    active: bool = True


def load(database: Database) -> OfficeRecord | None:
    """Return the office, or None before the first start is finished."""
    row = database.row(f"SELECT {','.join(_COLUMNS)} FROM office")
    if row is None:
        return None
    values = dict(zip(_COLUMNS, row, strict=True))
    return OfficeRecord(**{**values, "level": Level(values["level"])})


def save(connection: sqlite3.Connection, office: OfficeRecord, now: datetime) -> None:
    """Write the office, keeping the moment it was first made."""
    values = [str(getattr(office, name)) for name in _COLUMNS]
    updates = ",".join(f"{name}=excluded.{name}" for name in _COLUMNS)
    connection.execute(
        f"INSERT INTO office (id, created_at, {','.join(_COLUMNS)}) VALUES (1, ?, {','.join('?' * len(_COLUMNS))})"
        f" ON CONFLICT (id) DO UPDATE SET {updates}",
        (now.isoformat(), *values),
    )


def staff(database: Database) -> list[StaffMember]:
    """Return all staff, those at work first."""
    rows = database.rows("SELECT id, name, post, active FROM staff ORDER BY active DESC, id")
    return [StaffMember(row[0], row[1], row[2], bool(row[3])) for row in rows]


def identity(database: Database) -> str | None:
    """Return the office's secret keys as the text that exchange wrote, or None before they are made."""
    found = database.value("SELECT secret FROM identity")
    return None if found is None else str(found)


def save_identity(connection: sqlite3.Connection, secret: str, now: datetime) -> None:
    """Keep the office's secret keys (in the database, so that they are in every backup)."""
    connection.execute(
        "INSERT INTO identity (id, secret, created_at) VALUES (1, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET secret=excluded.secret, created_at=excluded.created_at",
        (secret, now.isoformat()),
    )


def setting(database: Database, name: str, default: str = "") -> str:
    """Return a small setting of the office."""
    found = database.value("SELECT value FROM setting WHERE name = ?", (name,))
    return default if found is None else str(found)


def save_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write a small setting of the office."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value",
        (name, value),
    )
