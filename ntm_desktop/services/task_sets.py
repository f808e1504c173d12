"""The household task list: which editions there are, typing a new one, and which one a year uses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.errors import UserError
from ntm_desktop.services.context import Act, perform
from ntm_desktop.store import answers, office, rows, sheets, task_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change


def editions(context: Context) -> list[TaskSet]:
    """Return every edition that can be chosen: those kept here, and those that ship and are not kept yet."""
    kept = task_sets.editions(context.database)
    keys = {edition.key for edition in kept}
    return kept + [edition for edition in context.catalogue.task_sets if edition.key not in keys]


def edition(context: Context, key: str) -> TaskSet:
    """Return an edition by its key, or the newest of a set by the set's id; UserError(answers.set.unknown)."""
    found = [one for one in editions(context) if key in {one.key, one.set_id}]
    if not found:
        raise UserError("answers.set.unknown", key=key)
    return max(found, key=lambda one: one.edition)


def of_year(context: Context, year: int) -> TaskSet:
    """Return the edition that an open year uses; UserError(answers.year_not_open)."""
    for open_year, key in answers.years(context.database):
        if open_year == year:
            return kept(context, key)
    raise UserError("answers.year_not_open", year=year)


def kept(context: Context, key: str) -> TaskSet:
    """Return the edition of a year by its key; it is kept here, and read only once."""
    return task_sets.edition(context.database, key) or edition(context, key)


def chosen(context: Context) -> TaskSet:
    """Return the edition that the next opened year will use."""
    return edition(context, context.office.task_set)


def save_edition(context: Context, typed: TaskSet) -> tuple[TaskSet, Changed]:
    """Keep a typed list as the next edition of its set, and choose it for the years opened from now on.

    RefusedError(answers.set.refused) lists everything that is wrong with it.
    """
    from ntm_desktop.domain.problems import RefusedError  # every start reads an edition, few ever type one
    from ntm_desktop.domain.text import clean
    from ntm_desktop.domain.validation import task_set_problems

    numbers = [one.edition for one in editions(context) if one.set_id == typed.set_id]
    tasks = tuple(
        replace(task, code=clean(task.code), name=clean(task.name), short_name=clean(task.short_name))
        for task in typed.tasks
    )
    new = replace(typed, edition=max(numbers, default=0) + 1, title=clean(typed.title), tasks=tasks)
    problems = task_set_problems(new)
    if problems:
        raise RefusedError("answers.set.refused", problems, title=new.title)
    act = Act("task_set.saved", {"title": new.title, "edition": new.edition}, undoable=False)
    return new, perform(context, act, lambda c: _keep_and_choose(context, c, new))


def choose(context: Context, key: str) -> Changed:
    """Choose the edition for the years opened from now on."""
    new = edition(context, key)
    act = Act("task_set.chosen", {"title": new.title, "edition": new.edition}, undoable=False)
    return perform(context, act, lambda c: _keep_and_choose(context, c, new))


def open_years(context: Context) -> list[tuple[int, TaskSet]]:
    """Return the open years with the edition that each uses, newest first."""
    return [(year, edition(context, key)) for year, key in answers.years(context.database)]


def hindrance(context: Context, year: int, new: TaskSet) -> UserError | None:
    """Return why an open year cannot use an edition; None where it can.

    With answers in it this is possible only where the tasks are the same ones (codes, what is required, and every
    answer still allowed), so that no answer loses its question: only the wording may differ.
    """
    old = of_year(context, year)
    same = old.codes == new.codes and old.required_codes == new.required_codes
    if same and all(set(task.statuses) <= set(new.task(task.code).statuses) for task in old.tasks):
        return None
    if not answers.any_in(context.database, year):
        return None
    return UserError("answers.set.has_answers", year=year, title=new.title)


def use_for_year(context: Context, year: int, key: str) -> Changed:
    """Let an open year use another edition; UserError(answers.set.has_answers) where `hindrance` names one."""
    new = edition(context, key)
    against = hindrance(context, year, new)
    if against is not None:
        raise against
    act = Act("task_set.used", {"year": year, "title": new.title, "edition": new.edition}, undoable=False)
    return perform(context, act, lambda c: _use(context, c, year, new))


def keep(connection: Connection, new: TaskSet) -> Change | None:
    """Keep an edition in the store, inside the caller's transaction, so that answers can refer to it."""
    return task_sets.add(connection, new)


def _keep_and_choose(context: Context, connection: Connection, new: TaskSet) -> Iterator[Change | None]:
    kept = keep(connection, new)
    yield kept
    record = replace(context.office, task_set=new.key)
    office.save(connection, record, context.clock())
    if kept is None:
        from ntm_desktop.store.journal import Change, packed

        yield Change("office", "1", None, packed({"task_set": new.key}))


def _use(context: Context, connection: Connection, year: int, new: TaskSet) -> Iterator[Change | None]:
    yield keep(connection, new)
    kept = rows.read(connection, "year", str(year)) or {}
    yield rows.save(connection, "year", {**kept, "year": year, "task_set": new.key})
    answers.recount(connection, year, sheets.enrolled(context.database, year))
