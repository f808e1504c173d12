"""Counts for the first page, apart from the rows themselves, so that a start loads nothing of households."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntm_desktop.store.database import Database


def active_households(database: Database) -> int:
    """Return how many households the office looks after now."""
    return int(database.value("SELECT count(*) FROM household WHERE status = 'active'"))
