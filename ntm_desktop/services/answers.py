"""A year's sheets: open a year, load a sheet, answer cells. Each returns only when the disk has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import EMPTY
from ntm_desktop.domain.changes import Changed
from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.domain.validation import answer_problems
from ntm_desktop.errors import UserError
from ntm_desktop.services import task_sets
from ntm_desktop.services.context import Act, commune_only, perform
from ntm_desktop.store import answers, households, journal, rows, sheets, villages
from ntm_desktop.store.answers import NewAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ntm_desktop.domain.answers import Answer, Status
    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.answers import Held
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change

__all__ = ["NewAnswer", "Sheet", "SheetRow", "load_sheet", "open_year", "set_answers", "years"]

FIRST_YEAR, LAST_YEAR = 2000, 2200
_Wanted = dict[str, dict[str, "Answer"]]  # household id → task → answer


@dataclass(slots=True)
class SheetRow:
    """A household on a sheet. `answers` holds only cells that say something; a screen may keep it up to date."""

    household: Household
    village_id: str
    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, task: str) -> Answer:
        """Return the answer to a task; the empty one where nothing was said."""
        return self.answers.get(task, EMPTY)

    def status(self, task: str) -> Status:
        """Return the status of a task."""
        return self.answers.get(task, EMPTY).status


@dataclass(frozen=True, slots=True)
class Sheet:
    """A year's sheet of one village, or of all of them: households down, the edition's tasks across."""

    year: int
    tasks: TaskSet
    villages: Mapping[str, Village]
    rows: Sequence[SheetRow]


def years(context: Context) -> list[int]:
    """Return the open years, newest first."""
    return [year for year, _key in answers.years(context.database)]


def open_year(context: Context, year: int, task_set: str = "") -> Changed:
    """Open a year with an edition (the chosen one unless named) and carry every active household over to it.

    Opening an open year puts on its sheet the active households that are missing. UserError(answers.bad_year).
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError("answers.bad_year", year=year)
    act = Act("year.opened", {"year": year})
    return perform(context, act, lambda c: opening(context, c, year, task_set))


def opening(context: Context, connection: Connection, year: int, task_set: str = "") -> Iterator[Change | None]:
    """Open a year inside the caller's transaction; see `open_year`."""
    commune_only(context)
    now = context.clock()
    if year not in years(context):
        tasks = task_sets.edition(context, task_set) if task_set else task_sets.chosen(context)
        yield task_sets.keep(connection, tasks)
        yield rows.save(connection, "year", {"year": year, "task_set": tasks.key, "opened_at": now.isoformat()})
    there = sheets.enrolled(context.database, year)
    active = households.find(context.database, households.Filter())
    yield from sheets.enrol_new(connection, year, {one.id: one.village_id for one in active if one.id not in there})


def load_sheet(context: Context, year: int, village_id: str | None = None) -> Sheet:
    """Return a year's sheet with households by village number and code; UserError(answers.year_not_open)."""
    tasks = task_sets.of_year(context, year)
    with context.database.snapshot():
        placed = sheets.enrolled(context.database, year, village_id)
        given = answers.answers_of(context.database, year, village_id)
        everyone = households.find(context.database, households.Filter(status=None))
        places = {village.id: village for village in villages.all_villages(context.database, with_closed=True)}
    rows_ = [SheetRow(one, placed[one.id], given.get(one.id, {})) for one in everyone if one.id in placed]
    rows_.sort(key=lambda row: (places[row.village_id].number, row.household.code))
    return Sheet(year, tasks, places, rows_)


def last_year(context: Context, year: int) -> Mapping[str, Mapping[str, Answer]]:
    """Return the answers of the open year before `year`, for comparison: household id → task → answer."""
    earlier = [one for one in years(context) if one < year]
    return answers.answers_of(context.database, earlier[0]) if earlier else {}


def set_answers(context: Context, year: int, cells: Sequence[NewAnswer], action: str = "answers.set") -> Changed:
    """Write cells of a year as one act with one undo; returns when they are durable.

    The year is opened, and a household put on its sheet, where that was not done before. Every cell is checked
    first: RefusedError(answers.refused) lists all that is wrong, and then nothing is written.
    """
    alone = _set_one(context, year, cells[0], action) if len(cells) == 1 else None
    if alone is not None:
        return alone
    act = Act(action, {"year": year, "count": len(cells)})
    return perform(context, act, lambda c: _write(context, c, year, cells))


def _set_one(context: Context, year: int, new: NewAnswer, action: str) -> Changed | None:
    """Write one right answer of a household that is on an open year's sheet; None, and nothing, for any other.

    What people do all day, therefore in as few steps as can be: a processor that waited for the disk takes three times
    as long for each.
    """
    now = context.clock()
    with context.database.atomic() as connection:
        found = answers.cell(connection, year, new.household_id, new.task)
        if found is None or answer_problems(task_sets.kept(context, found[0]), new.task, new.answer):
            return None
        change = answers.write_one(connection, year, new, found[1])
        if change is None:
            return Changed(0, now, action)
        entry = journal.write_one(connection, now, context.author, action, _facts_of_one(year), change)
    return Changed(entry, now, action, {"answer": frozenset((new.household_id,))}, 1)


@lru_cache
def _facts_of_one(year: int) -> str:
    return str(journal.packed({"year": year, "count": 1}))


def _write(context: Context, connection: Connection, year: int, cells: Sequence[NewAnswer]) -> Sequence[Change]:
    """Check cells and write them: in one transaction, so that what was checked is what is written to."""
    wanted: _Wanted = {}
    for cell in cells:
        wanted.setdefault(cell.household_id, {})[cell.task] = cell.answer  # the last of two for a cell wins
    sheet = answers.held(connection, year, wanted)
    key = next(iter(sheet.values())).edition if sheet else answers.edition_of(context.database, year)
    tasks = task_sets.chosen(context) if key is None else task_sets.kept(context, key)
    _refuse(context, year, tasks, wanted, sheet)
    if len(sheet) == len(wanted):
        return answers.write(connection, year, wanted, sheet, _required(context, tasks))
    enrolled, sheet = _enrol(context, connection, year, wanted, known=key is not None)
    written = answers.write(connection, year, wanted, sheet, _required(context, tasks), others=len(enrolled))
    return [*enrolled, *written]


def _enrol(
    context: Context, connection: Connection, year: int, wanted: _Wanted, *, known: bool
) -> tuple[list[Change], dict[str, Held]]:
    """Open the year and put households on its sheet where that was not done; return the sheet as it is then."""
    made = [] if known else [change for change in opening(context, connection, year) if change is not None]
    missing = wanted.keys() - answers.held(connection, year, wanted).keys()
    homes = {one.id: one.village_id for one in households.many(context.database, missing)}
    made += sheets.enrol_new(connection, year, homes)
    return made, answers.held(connection, year, wanted)


def _required(context: Context, tasks: TaskSet) -> frozenset[str]:
    """Return the required tasks of an edition, which never changes."""
    name = f"required {tasks.key}"
    known = context.database.unchanging.get(name)
    if isinstance(known, frozenset):
        return known
    return context.database.unchanging.setdefault(name, tasks.required_codes)  # type: ignore[return-value] # put here


def _refuse(context: Context, year: int, tasks: TaskSet, wanted: _Wanted, sheet: Mapping[str, Held]) -> None:
    problems = [] if FIRST_YEAR <= year <= LAST_YEAR else [Problem("answers.bad_year", facts={"year": year})]
    if len(sheet) < len(wanted):
        problems += [
            Problem("households.no_such_household", found=household_id, facts={"household": household_id})
            for household_id in wanted
            if household_id not in sheet and not households.is_there(context.database, household_id)
        ]
    told: set[tuple[str, Answer]] = set()  # the same answer to the same task is complained of once
    for cells in wanted.values():
        for task, answer in cells.items():
            found = answer_problems(tasks, task, answer)
            if found and (task, answer) not in told:
                told.add((task, answer))
                problems.extend(found)
    if problems:
        raise RefusedError("answers.refused", problems, year=year)
