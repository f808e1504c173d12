"""Undo and redo of everything that was typed, whole acts at a time, across restarts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import EMPTY, Answer, Status
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.services.context import changed
from ntm_desktop.store import answers, journal, rows
from ntm_desktop.store.journal import Note

if TYPE_CHECKING:
    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change, Entry


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer's place: year, household id, code of the task."""

    year: int
    household_id: str
    task: str


def undoable(context: Context) -> Entry | None:
    """Return the act that undo would take back, for the menu."""
    number = journal.next_undo(context.database)
    return None if number is None else journal.entry(context.database, number)


def redoable(context: Context) -> Entry | None:
    """Return the act that redo would bring back, for the menu."""
    number = journal.next_redo(context.database)
    return None if number is None else journal.entry(context.database, number)


def cells(context: Context, entry: Entry, most: int) -> list[Cell]:
    """Return the answers that an act changed, in the order it did; none for an act of over `most` changes."""
    if entry.changes > most:
        return []
    changes = journal.changes_of(context.database, entry.id)
    keys = [change.key.split("/", 2) for change in changes if change.kind == "answer"]
    return [Cell(int(year), household_id, task) for year, household_id, task in keys]


def undo(context: Context) -> Changed | None:
    """Take back the newest act that stands; None where there is nothing to take back."""
    number = journal.next_undo(context.database)
    if number is None:
        return None
    taken_back = [change.reversed() for change in reversed(journal.changes_of(context.database, number))]
    return _replay(context, taken_back, action="undo", undo_of=number)


def redo(context: Context) -> Changed | None:
    """Bring back the act undone last; None where there is none, or something else was changed since."""
    number = journal.next_redo(context.database)
    if number is None:
        return None
    return _replay(context, journal.changes_of(context.database, number), action="redo", redo_of=number)


def _replay(
    context: Context,
    changes: list[Change],
    action: str,
    undo_of: int | None = None,
    redo_of: int | None = None,
) -> Changed:
    now = context.clock()
    target = undo_of if undo_of is not None else redo_of
    original = journal.entry(context.database, target) if target is not None else None
    with context.database.atomic() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        _refuse_if_not_as_left(connection, changes)
        _apply(connection, changes)
        facts = {**original.facts, "of": original.action} if original else {}
        note = Note(action, context.author, now, facts, undoable=False, undo_of=undo_of, redo_of=redo_of)
        entry = journal.write(connection, note, changes)
        if target is not None:
            journal.mark_undone(connection, target, entry if undo_of is not None else None)
    return changed(entry, now, action, changes)


def _refuse_if_not_as_left(connection: Connection, changes: list[Change]) -> None:
    """Refuse to take back what is no longer as it was left: then somebody's later work would be lost."""
    problems = []
    seen: set[tuple[str, str]] = set()
    for change in changes:
        if (change.kind, change.key) in seen:
            continue
        seen.add((change.kind, change.key))
        found = rows.read(connection, change.kind, change.key)
        expected = rows.unpack(change.kind, change.key, change.before)
        if found != expected:
            problems.append(Problem("store.undo.changed_since", Place(sheet=change.kind, path=change.key)))
    if problems:
        raise RefusedError("store.undo.refused", problems)


def _apply(connection: Connection, changes: list[Change]) -> None:
    """Put rows first those that others need, then answers with their totals, then drop what is left over."""
    others = [change for change in changes if change.kind != "answer"]
    for change in others:
        if change.after is not None:
            rows.restore(connection, change)
    _apply_answers(connection, [change for change in changes if change.kind == "answer"], len(changes))
    moved = [change for change in others if change.kind == "year_household"]
    for change in others:
        if change.after is None:
            rows.restore(connection, change)
    _recompute(connection, moved)
    for year in {int(change.key) for change in others if change.kind == "year"}:
        ids = [row[0] for row in connection.execute("SELECT household_id FROM year_household WHERE year = ?", (year,))]
        answers.recount(connection, year, ids)


def _apply_answers(connection: Connection, changes: list[Change], in_all: int) -> None:
    by_year: dict[int, dict[str, dict[str, Answer]]] = {}
    for change in changes:
        year, household_id, task = change.key.split("/", 2)
        row = rows.unpack(change.kind, change.key, change.after)
        by_year.setdefault(int(year), {}).setdefault(household_id, {})[task] = _answer(row)
    for of_year, wanted in by_year.items():
        sheet = answers.held(connection, of_year, wanted)
        required = answers.required_in(connection, of_year)
        others = in_all - sum(map(len, wanted.values()))
        answers.write(connection, of_year, wanted, sheet, required, others=others)


def _recompute(connection: Connection, moved: list[Change]) -> None:
    villages: dict[int, set[str]] = {}
    households: dict[int, set[str]] = {}
    for change in moved:
        for text in (change.before, change.after):
            row = rows.unpack(change.kind, change.key, text)
            if row is not None:
                villages.setdefault(row["year"], set()).add(row["village_id"])
                households.setdefault(row["year"], set()).add(row["household_id"])
    for year, ids in villages.items():
        answers.retally(connection, year, ids)
        answers.recount(connection, year, households[year])


def _answer(row: dict[str, object] | None) -> Answer:
    if row is None:
        return EMPTY
    on = row["answered_on"]
    return Answer(
        Status(str(row["status"])) if row["status"] else Status.NOT_ASSESSED,
        bool(row["registered"]),
        str(row["remark"]),
        date.fromisoformat(str(on)) if on else None,
    )
