"""Figures of a year: what the home page, the reports and the receiving office show, computed once."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from ntm_desktop.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@frozen
class UnitSummary:
    """A village's or a commune's year.

    `households` are those on the year's sheets; `assessed` those with every task assessed; `started` those with
    at least one; `all_achieved` those that achieved every applicable task. `achieved` (…) count per task code.
    """

    code: str
    name: str
    households: int
    started: int
    assessed: int
    all_achieved: int
    achieved: Mapping[str, int] = field(default_factory=dict)
    not_achieved: Mapping[str, int] = field(default_factory=dict)
    not_applicable: Mapping[str, int] = field(default_factory=dict)
    registered: Mapping[str, int] = field(default_factory=dict)

    def task_rate(self, task: str) -> float | None:
        """Share of achieved among the applicable and assessed answers to a task; None where there is none."""
        base = self.achieved.get(task, 0) + self.not_achieved.get(task, 0)
        return self.achieved.get(task, 0) / base if base else None


def total(code: str, name: str, units: Iterable[UnitSummary]) -> UnitSummary:
    """Add units up: villages to a commune, communes to a district or province."""
    rows = tuple(units)
    return UnitSummary(
        code=code,
        name=name,
        households=sum(row.households for row in rows),
        started=sum(row.started for row in rows),
        assessed=sum(row.assessed for row in rows),
        all_achieved=sum(row.all_achieved for row in rows),
        achieved=_added(row.achieved for row in rows),
        not_achieved=_added(row.not_achieved for row in rows),
        not_applicable=_added(row.not_applicable for row in rows),
        registered=_added(row.registered for row in rows),
    )


def _added(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    result: Counter[str] = Counter()
    for part in parts:
        result.update(part)
    return dict(result)
