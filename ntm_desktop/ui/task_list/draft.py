"""A task list while it is edited, as a frozen value, and everything that can be done to it. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.tasks import EVERY_STATUS, Task, TaskSet
from ntm_desktop.domain.text import clean
from ntm_desktop.domain.validation import task_set_problems
from ntm_desktop.i18n import day
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import task_sets
from ntm_desktop.wording import sentence
from ntm_desktop.wording.problems import facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.answers import Status
    from ntm_desktop.services.context import Context

_NUMBERED = re.compile(
    r"^\s*(?:(?:phần\s+việc|việc|mục|nội\s+dung)\s+(?:số\s+)?\d{1,2}|\(?\d{1,2}(?:\.\d{1,2})*\s*[.):/\-–]|[-–•*+●▪])\s*[.:)]?\s*",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(r"\s*\d{1,2}\s*[.)]?\s*")
_COMPOSED = re.compile(r"(?P<number>.+?), ngày (?P<on>\d{2}/\d{2}/\d{4})(?:, (?P<issuer>.+))?")


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that issued the list, in the parts that offices cite."""

    number: str = ""
    on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A list as it is being typed; it becomes the next edition of `set_id`."""

    set_id: str
    title: str = ""
    basis: Basis = Basis()
    valid_from: date | None = None
    official: bool = False
    note: str = ""
    tasks: tuple[Task, ...] = ()


def draft_of(tasks: TaskSet) -> Draft:
    """Return an edition as a draft of the next one."""
    return Draft(
        tasks.set_id,
        tasks.title,
        basis_of(tasks.legal_basis),
        tasks.valid_from,
        tasks.official,
        tasks.note,
        tasks.tasks,
    )


def new_draft(set_id: str, count: int = 15) -> Draft:
    """Return a list of `count` nameless tasks, to be typed or pasted."""
    return Draft(set_id, tasks=tuple(Task(str(number)) for number in range(1, count + 1)))


def task_set(draft: Draft, edition: int = 0) -> TaskSet:
    """Return a draft as the value that the service keeps (which gives it its number)."""
    return TaskSet(
        draft.set_id,
        edition,
        clean(draft.title),
        tuple(
            replace(task, code=clean(task.code), name=clean(task.name), short_name=clean(task.short_name))
            for task in draft.tasks
        ),
        draft.official,
        basis_text(draft.basis),
        draft.valid_from,
        None,
        draft.note,
    )


def basis_text(basis: Basis) -> str:
    """Return a legal basis as one line: «Quyết định 12/QĐ-UBND, ngày 01/02/2026, UBND tỉnh An Giang»."""
    on = f"ngày {day(basis.on)}" if basis.on else ""
    return ", ".join(part for part in (clean(basis.number), on, clean(basis.issuer)) if part)


def basis_of(text: str) -> Basis:
    """Return the parts of a line that `basis_text` wrote; any other text stays whole."""
    match = _COMPOSED.fullmatch(text)
    if match is None:
        return Basis(text)
    days, months, years = (int(part) for part in match["on"].split("/"))
    try:
        return Basis(match["number"], date(years, months, days), match["issuer"] or "")
    except ValueError:
        return Basis(text)


def changed(draft: Draft, row: int, task: Task) -> Draft:
    """Return the draft with one task changed; another name is no longer where the old one came from."""
    old = draft.tasks[row]
    if task.name != old.name:
        task = replace(task, provenance="")
    return replace(draft, tasks=(*draft.tasks[:row], task, *draft.tasks[row + 1 :]))


def added(draft: Draft, row: int) -> Draft:
    """Return the draft with an empty task before `row`."""
    return replace(draft, tasks=(*draft.tasks[:row], Task(free_code(draft.tasks)), *draft.tasks[row:]))


def removed(draft: Draft, row: int) -> Draft:
    """Return the draft without one task."""
    return replace(draft, tasks=(*draft.tasks[:row], *draft.tasks[row + 1 :]))


def moved(draft: Draft, row: int, step: int) -> Draft:
    """Return the draft with one task `step` places further, as far as the list goes; it keeps its code."""
    to = max(0, min(len(draft.tasks) - 1, row + step))
    tasks = list(draft.tasks)
    tasks.insert(to, tasks.pop(row))
    return replace(draft, tasks=tuple(tasks))


def numbered(draft: Draft) -> Draft:
    """Return the draft with the codes 1, 2, 3 … in its order."""
    tasks = tuple(replace(task, code=str(number)) for number, task in enumerate(draft.tasks, start=1))
    return replace(draft, tasks=tasks)


def free_code(tasks: Sequence[Task]) -> str:
    """Return the smallest number that is no task's code yet."""
    used = {task.code for task in tasks}
    return next(str(number) for number in range(1, len(tasks) + 2) if str(number) not in used)


def pasted(draft: Draft, row: int, text: str) -> Draft:
    """Return the draft with names pasted from `row` on: one a line, numbering taken off, tasks added as needed.

    Out of a table, the first column with words is the name, a second one the short name.
    """
    for offset, (name, short) in enumerate(_named(text)):
        at = row + offset
        if at >= len(draft.tasks):
            draft = added(draft, len(draft.tasks))
        task = draft.tasks[at]
        draft = changed(draft, at, replace(task, name=name, short_name=short or task.short_name))
    return draft


def problems(draft: Draft) -> dict[int, str]:
    """Return what is wrong, by row (0 is the first task, -1 the list itself), in the language in use."""
    found: dict[int, str] = {}
    for problem in task_set_problems(task_set(draft)):
        row = -1 if problem.place.row is None else problem.place.row - 1
        words = sentence(problem.code, facts_of(problem))
        found[row] = " ".join(part for part in (found.get(row, ""), words) if part)
    return found


def effects(context: Context, draft: Draft) -> list[tuple[int, str]]:
    """Return for each open year what the new list means for it, in the language in use."""
    typed = task_set(draft)
    found = []
    for year, _edition in task_sets.open_years(context):
        against = task_sets.hindrance(context, year, typed)
        usable = _("có thể chuyển sang bản này")
        kept = _("giữ bản đang dùng, vì đã có kết quả và các phần việc khác nhau")
        words = usable if against is None else kept
        found.append((year, words))
    return found


def refusal(context: Context, year: int, new: TaskSet) -> str:
    """Return why a year cannot use an edition, with what to do; empty where it can."""
    against = task_sets.hindrance(context, year, new)
    return "" if against is None else sentence(against.code, against.facts)


def allowing(task: Task, status: Status, *, allowed: bool) -> Task:
    """Return a task with one answer allowed or not, in the order of the statuses."""
    kept = {*task.statuses, status} if allowed else set(task.statuses) - {status}
    return replace(task, statuses=tuple(one for one in EVERY_STATUS if one in kept))


def _named(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.splitlines():
        cells = [clean(cell.strip('"')) for cell in line.split("\t")]
        worded = [cell for cell in cells if cell and not _ONLY_NUMBER.fullmatch(cell)]
        if worded:
            name = clean(_NUMBERED.sub("", worded[0], count=1))
            found.append((name or worded[0], worded[1] if len(worded) > 1 else ""))
    return found
