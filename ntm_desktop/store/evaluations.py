"""Evaluations that an office keeps: the verdict as it was, and the facts of the store that it was made from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ntm_desktop.store import rows
from ntm_desktop.store.journal import packed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from ntm_desktop.store.database import Database
    from ntm_desktop.store.journal import Change

_COLUMNS = "id, criteria, subject, year, region, zone_group, outcome, verdict, facts, made_at"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A verdict as it was told: by which edition, of whom, for which year (0 for none), region and group.

    `facts` are those of the store that the set asks for, each as [value as kept, or None; stale].
    """

    id: str
    criteria: str
    subject: str
    year: int
    region: str
    group: str
    outcome: str
    verdict: Mapping[str, Any]
    facts: Mapping[str, tuple[str | None, bool]]
    made_at: datetime


def save(connection: sqlite3.Connection, one: Evaluation) -> Change | None:
    """Keep an evaluation."""
    row = {
        "id": one.id,
        "criteria": one.criteria,
        "subject": one.subject,
        "year": one.year,
        "region": one.region,
        "zone_group": one.group,
        "outcome": one.outcome,
        "verdict": packed(one.verdict),
        "facts": packed(one.facts),
        "made_at": one.made_at.isoformat(),
    }
    return rows.save(connection, "evaluation", row)


def remove(connection: sqlite3.Connection, evaluation_id: str) -> Change | None:
    """Take an evaluation away; None where there is none."""
    return rows.delete(connection, "evaluation", evaluation_id)


def kept(database: Database) -> list[Evaluation]:
    """Return every evaluation, the newest first."""
    return [_evaluation(row) for row in database.rows(f"SELECT {_COLUMNS} FROM evaluation ORDER BY id DESC")]


def evaluation(database: Database, evaluation_id: str) -> Evaluation | None:
    """Return one evaluation, or None."""
    row = database.row(f"SELECT {_COLUMNS} FROM evaluation WHERE id = ?", (evaluation_id,))
    return None if row is None else _evaluation(row)


def _evaluation(row: tuple[Any, ...]) -> Evaluation:
    facts = {name: (value, bool(stale)) for name, (value, stale) in json.loads(row[8]).items()}
    return Evaluation(
        id=row[0],
        criteria=row[1],
        subject=row[2],
        year=row[3],
        region=row[4],
        group=row[5],
        outcome=row[6],
        verdict=json.loads(row[7]),
        facts=facts,
        made_at=datetime.fromisoformat(row[9]),
    )
