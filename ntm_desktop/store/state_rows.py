"""Looking into a state: households with their answers, and the task lists that it was made with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Village
from ntm_desktop.domain.tasks import Task, TaskSet
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from ntm_desktop.store.database import Database, Row


@dataclass(frozen=True, slots=True)
class StateHousehold:
    """A household on a sheet of a received state, with its totals and (where asked for) its answers by task."""

    id: str
    code: str
    head: str
    birth_year: int | None
    village_id: str
    status: str
    task_set: str
    achieved: int
    not_achieved: int
    not_applicable: int
    complete: bool
    answers: dict[str, Answer] = field(default_factory=dict)


def villages(state: Database) -> list[Village]:
    """Return the villages of a commune's state by number."""
    rows = state.rows("SELECT id, number, name, word, ethnic_minority_area, closed FROM villages ORDER BY number, id")
    return [Village(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5])) for row in rows]


def households(state: Database, year: int, village_id: str = "", text: str = "") -> list[StateHousehold]:
    """Return the households of a year's sheets with their answers, by village and code.

    `village_id` restricts to a village, `text` to names (without diacritics) and codes that contain it.
    """
    clauses, parameters = ["s.year = ?"], [year]
    wanted: list[object] = list(parameters)
    if village_id:
        clauses.append("s.village = ?")
        wanted.append(village_id)
    if text.strip():
        clauses.append("(instr(h.folded, ?) OR instr(lower(h.code), ?))")
        wanted += [fold(text)] * 2
    found = {
        row[0]: _household(row[1:])
        for row in state.rows(
            "SELECT h.n, h.id, h.code, h.head, h.birth_year, s.village, h.status, s.task_set, s.achieved,"
            " s.not_achieved, s.not_applicable, s.complete FROM sheets AS s CROSS JOIN households AS h"
            f" ON h.n = s.household LEFT JOIN villages AS v ON v.id = s.village WHERE {' AND '.join(clauses)}"
            " ORDER BY v.number, h.code",
            wanted,
        )
    }
    _add_answers(state, year, found)
    return list(found.values())


def task_sets(state: Database) -> list[TaskSet]:
    """Return the editions that a state was made with, by key."""
    sets = state.rows("SELECT key, set_id, edition, title, official, legal_basis FROM task_sets ORDER BY key")
    return [
        TaskSet(
            set_id=row[1],
            edition=row[2],
            title=row[3],
            tasks=tuple(
                Task(code, name, short_name, bool(required), tuple(Status(one) for one in statuses.split(" ")))
                for code, name, short_name, required, statuses in state.rows(
                    "SELECT code, name, short_name, required, statuses FROM tasks WHERE task_set = ?"
                    " ORDER BY position, code",
                    (row[0],),
                )
            ),
            official=bool(row[4]),
            legal_basis=row[5],
        )
        for row in sets
    ]


def has_households(state: Database) -> bool:
    """Whether a state is a commune's own, with households, and not totals that came upwards."""
    return state.value("SELECT 1 FROM sqlite_schema WHERE name = 'households'") is not None


def _add_answers(state: Database, year: int, found: dict[int, StateHousehold]) -> None:
    rows = state.rows('SELECT household, task, status, registered, remark, "on" FROM answers WHERE year = ?', (year,))
    for number, task, status, registered, remark, on in rows:
        if number in found:
            day = date.fromisoformat(on) if on else None
            found[number].answers[task] = Answer(Status(status), bool(registered), remark, day)


def _household(row: Row) -> StateHousehold:
    return StateHousehold(
        id=row[0],
        code=row[1],
        head=row[2],
        birth_year=row[3],
        village_id=row[4],
        status=row[5],
        task_set=row[6],
        achieved=row[7],
        not_achieved=row[8],
        not_applicable=row[9],
        complete=bool(row[10]),
    )
