"""A task sheet that was filled in elsewhere comes back: checked whole, then applied as one act with one undo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.importing.answersheet import interpret_answers
from ntm_desktop.domain.importing.casing import spelling_key
from ntm_desktop.domain.importing.villages import village_of
from ntm_desktop.domain.problems import Place, Problem, RefusedError, Severity, errors_of
from ntm_desktop.domain.text import fold
from ntm_desktop.domain.validation import answer_problems
from ntm_desktop.services import answers, task_sets
from ntm_desktop.services.context import commune_only
from ntm_desktop.sheets.reader import read_workbook
from ntm_desktop.store import answers as answer_store
from ntm_desktop.store import households, villages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.importing.answersheet import AnswerDraft, AnswerRow
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """What a filled sheet would change. `problems` are warnings only: a sheet with errors is refused whole.

    Of the cells `new` have no result yet, and `replaced` have another one; the rest say what is there already.
    """

    source: str
    year: int
    cells: tuple[answers.NewAnswer, ...]
    households: int
    problems: tuple[Problem, ...] = ()
    new: int = 0
    replaced: int = 0


def plan(context: Context, path: Path, year: int) -> AnswerPlan:
    """Read a filled sheet and say what it would change; RefusedError(answers.import_refused) with all its errors.

    A blank cell changes nothing: it may mean «not visited», and what was typed before is never lost by it. Remarks,
    dates and registrations stay as they are.
    """
    commune_only(context)
    workbook = read_workbook(path)
    known = year in answers.years(context)
    tasks = task_sets.of_year(context, year) if known else task_sets.chosen(context)
    draft = interpret_answers(workbook, tasks.codes)
    problems = [*draft.problems, *_other_sheet(draft, year, tasks)]
    finder = _Finder(context)
    given = answer_store.answers_of(context.database, year) if known else {}
    cells: list[answers.NewAnswer] = []
    found: dict[str, AnswerRow] = {}
    for row in draft.rows:
        household = finder.find(row)
        if isinstance(household, Problem):
            problems.append(household)
        elif household.id in found:
            problems.append(_twice(row, found[household.id], household))
        else:
            found[household.id] = row
            cells += _cells(row, household, given.get(household.id, {}))
            problems += _not_allowed(row, tasks)
    if errors_of(problems):
        raise RefusedError("answers.import_refused", problems, file=draft.source, year=year)
    before = [given.get(cell.household_id, {}).get(cell.task, Answer()).status for cell in cells]
    new = before.count(Status.NOT_ASSESSED)
    same = sum(cell.answer.status is status for cell, status in zip(cells, before, strict=True))
    replaced = len(cells) - new - same
    return AnswerPlan(draft.source, year, tuple(cells), len(found), tuple(problems), new, replaced)


def apply(context: Context, planned: AnswerPlan) -> Changed:
    """Write what a plan says, as one act with one undo; returns when it is durable."""
    return answers.set_answers(context, planned.year, planned.cells, action="answers.imported")


class _Finder:
    """The households that are here, found by code, or by name, birth year and village."""

    def __init__(self, context: Context) -> None:
        everyone = households.find(context.database, households.Filter(status=None))
        names = {one.id: fold(one.name) for one in villages.all_villages(context.database, with_closed=True)}
        self._by_code = {one.code.casefold(): one for one in everyone}
        self._by_name: dict[str, list[Household]] = {}
        self._village = {one.id: names[one.village_id] for one in everyone}
        for one in everyone:
            self._by_name.setdefault(spelling_key(one.head), []).append(one)

    def find(self, row: AnswerRow) -> Household | Problem:
        """Return the household of a line, or the problem that tells why there is none or more than one."""
        place = Place(sheet=row.sheet, row=row.row)
        if row.code and row.code.casefold() in self._by_code:
            household = self._by_code[row.code.casefold()]
            if row.head and spelling_key(row.head) != spelling_key(household.head):
                return Problem("answers.import_other_head", place, row.head, household.head, {"code": row.code})
            return household
        fitting = [one for one in self._by_name.get(spelling_key(row.head), ()) if self._fits(one, row)]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            return Problem("answers.import_no_household", place, row.head or row.code)
        codes = ", ".join(one.code for one in fitting)
        return Problem("answers.import_several", place, row.head, codes, {"count": len(fitting)})

    def _fits(self, household: Household, row: AnswerRow) -> bool:
        if row.birth_year is not None and household.fields.birth_year not in {None, row.birth_year}:
            return False
        if not row.village:
            return True
        named = village_of(row.village)
        return fold(named.name if named else row.village) == self._village[household.id]


def _other_sheet(draft: AnswerDraft, year: int, tasks: TaskSet) -> Iterator[Problem]:
    place = Place(source=draft.source)
    if draft.year is not None and draft.year != year:
        yield Problem("answers.import_other_year", place, str(draft.year), str(year))
    if draft.task_set and draft.task_set != tasks.key:
        yield Problem("answers.import_other_tasks", place, draft.task_set, tasks.key, severity=Severity.WARNING)


def _cells(row: AnswerRow, household: Household, given: Mapping[str, Answer]) -> Sequence[answers.NewAnswer]:
    return [
        answers.NewAnswer(household.id, task, replace(given.get(task, Answer()), status=status))
        for task, status in row.statuses.items()
        if status is not None and status is not Status.NOT_ASSESSED
    ]


def _not_allowed(row: AnswerRow, tasks: TaskSet) -> Iterator[Problem]:
    for task, status in row.statuses.items():
        if status is not None:
            for problem in answer_problems(tasks, task, Answer(status)):
                yield replace(problem, place=Place(sheet=row.sheet, row=row.row, column=task))


def _twice(row: AnswerRow, first: AnswerRow, household: Household) -> Problem:
    facts: dict[str, Fact] = {"first_row": first.row, "first_sheet": first.sheet, "code": household.code}
    return Problem("answers.import_twice", Place(sheet=row.sheet, row=row.row), household.head, facts=facts)
