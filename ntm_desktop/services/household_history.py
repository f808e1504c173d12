"""A household's past, field by field: what was changed, by whom, and how its years went."""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.services import households, task_sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.journal import Change, Entry

# Made from other columns: they change with the name and tell a person nothing.
COMPUTED = frozenset({"id", "folded", "person_key"})
Value = str | int | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as the store keeps them (enum values, ISO dates, ids)."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act that touched the household. `added` is an act that made it, then `changes` is empty.

    `others` are named where the act made or closed other households and left this one as it was: split off, merged in.
    """

    at: datetime
    author: str
    action: str
    facts: Mapping[str, Fact]
    changes: tuple[FieldChange, ...]
    added: bool = False
    undone: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year that the household was on a sheet of: how many of the edition's tasks it achieved."""

    year: int
    achieved: int
    tasks: int
    answered: int


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a household's past: acts newest first, years newest first."""

    lines: tuple[HistoryLine, ...]
    years: tuple[YearLine, ...]


def history(context: Context, household_id: str) -> History:
    """Return a household's past; an id that is not there has none."""
    past = households.past(context, household_id)
    own = [(entry.id, _line(entry, change)) for entry, change in past.lines]
    others = [(entry.id, _line_of_others(entry, changes)) for entry, changes in past.others]
    lines = [line for _number, line in sorted(own + others, key=itemgetter(0), reverse=True)]
    years = [_year(context, year, past) for year in sorted(past.years, reverse=True)]
    return History(tuple(lines), tuple(years))


def _line(entry: Entry, change: Change) -> HistoryLine:
    return HistoryLine(
        at=entry.at,
        author=entry.author,
        action=entry.action,
        facts=entry.facts,
        changes=tuple(changed_fields(change.before, change.after)),
        added=change.before is None,
        undone=entry.undone,
    )


def _line_of_others(entry: Entry, changes: Iterable[Change]) -> HistoryLine:
    rows = [json.loads(change.after) for change in changes if change.after is not None]
    named = tuple(f"{row['code']} ({row['head']})" for row in rows)
    return HistoryLine(entry.at, entry.author, entry.action, entry.facts, (), undone=entry.undone, others=named)


def changed_fields(before: str | None, after: str | None) -> Iterator[FieldChange]:
    """Yield the fields that differ between two rows of the journal; nothing where a row was made or removed."""
    if before is None or after is None:
        return
    old, new = json.loads(before), json.loads(after)
    for name, value in new.items():
        if name not in COMPUTED and old.get(name) != value:
            yield FieldChange(name, old.get(name), value)


def _year(context: Context, year: int, past: households.Past) -> YearLine:
    given = past.answers.get(year, {})
    achieved = sum(answer.status is Status.ACHIEVED for answer in given.values())
    answered = sum(answer.status is not Status.NOT_ASSESSED for answer in given.values())
    return YearLine(year, achieved, len(task_sets.of_year(context, year).tasks), answered)
