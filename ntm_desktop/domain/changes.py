"""What a use case changed: the value that every writing service returns, and that the screens refresh by."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@frozen
class Changed:
    """A durable change: the journal entry, when it was committed, and which rows of which tables it touched.

    `rows` maps a table name to the ids touched (household ids for answers). An empty set of ids means «ask again
    for all of it»: a bulk change does not name each row.
    """

    entry: int
    at: datetime
    action: str
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    count: int = 0

    def touches(self, table: str) -> bool:
        """Whether rows of `table` changed."""
        return table in self.rows
