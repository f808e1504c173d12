"""A year's sheet in memory: one byte a cell, so that counting and filtering 5.000 households takes no time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import EMPTY, Answer, Status
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.answers import Sheet, SheetRow

STATUSES = (Status.NOT_ASSESSED, Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE)
BLANK, DONE, MISSED, OUT = range(4)
CODES = {status: code for code, status in enumerate(STATUSES)}


@dataclass(slots=True)
class GridRow:
    """A household on the sheet. `statuses`, `registered`, `noted` and `before` hold one byte a task.

    `before` is the year before (empty: nothing known); `number` the running number on the sheet, from 1;
    `complete` whether every required task is achieved or does not apply, and at least one is achieved.
    """

    household: Household
    village_id: str
    number: int
    answers: dict[str, Answer]
    statuses: bytearray
    registered: bytearray
    noted: bytearray
    before: bytes
    folded: str
    complete: bool = False

    def answer(self, task: str) -> Answer:
        """Return the answer to a task; the empty one where nothing was said."""
        return self.answers.get(task, EMPTY)

    @property
    def achieved(self) -> int:
        """How many tasks were achieved."""
        return self.statuses.count(DONE)

    @property
    def applicable(self) -> int:
        """How many tasks apply: all but «không áp dụng»."""
        return len(self.statuses) - self.statuses.count(OUT)

    def differs(self, column: int) -> bool:
        """Whether both years have an answer to a task, and not the same one."""
        return bool(self.before) and BLANK != self.before[column] != self.statuses[column] != BLANK


class GridData:
    """The sheet with its edition: rows by position, and where each household stands."""

    def __init__(self, sheet: Sheet, before: Mapping[str, Mapping[str, Answer]], before_year: int | None) -> None:
        self.year = sheet.year
        self.tasks: TaskSet = sheet.tasks
        self.codes = sheet.tasks.codes
        self.villages = sheet.villages
        self.before = before
        self.before_year = before_year
        self.columns = {code: column for column, code in enumerate(self.codes)}
        required = sheet.tasks.required_codes
        self._required = tuple(column for column, code in enumerate(self.codes) if code in required)
        self.rows = [self._row(row, number) for number, row in enumerate(sheet.rows, start=1)]
        self.position = {row.household.id: position for position, row in enumerate(self.rows)}

    def put(self, position: int, column: int, answer: Answer) -> None:
        """Take over one cell."""
        row, code = self.rows[position], self.codes[column]
        if answer.empty:
            row.answers.pop(code, None)
        else:
            row.answers[code] = answer
        _mark(row, column, answer)
        row.complete = self._is_complete(row)

    def replace(self, position: int, answers: Mapping[str, Answer]) -> None:
        """Take over all cells of a household."""
        for column, code in enumerate(self.codes):
            self.put(position, column, answers.get(code, EMPTY))

    def counts(self, order: Sequence[int], code: int = DONE) -> list[int]:
        """Count by task the households of `order` that have the status with this code."""
        joined = b"".join([self.rows[position].statuses for position in order])
        return self._by_task(joined, code)

    def registrations(self, order: Sequence[int]) -> list[int]:
        """Count by task the households of `order` that registered."""
        return self._by_task(b"".join([self.rows[position].registered for position in order]), 1)

    def completed(self, order: Iterable[int]) -> int:
        """Count the households of `order` that completed the year."""
        return sum([self.rows[position].complete for position in order])

    def _is_complete(self, row: GridRow) -> bool:
        """Whether every required task is achieved or does not apply, and at least one is achieved."""
        statuses = row.statuses
        return statuses.count(DONE) > 0 and all(statuses[column] in {DONE, OUT} for column in self._required)

    def _by_task(self, joined: bytes, code: int) -> list[int]:
        width = len(self.codes)
        return [joined[column::width].count(code) for column in range(width)]

    def _row(self, source: SheetRow, number: int) -> GridRow:
        width = len(self.codes)
        home = source.household
        row = GridRow(
            household=home,
            village_id=source.village_id,
            number=number,
            answers=dict(source.answers),
            statuses=bytearray(width),
            registered=bytearray(width),
            noted=bytearray(width),
            before=self._earlier(home.id),
            folded=fold(f"{home.head} {home.code} {home.fields.address}"),
        )
        for code, answer in row.answers.items():
            if code in self.columns:
                _mark(row, self.columns[code], answer)
        row.complete = self._is_complete(row)
        return row

    def _earlier(self, household_id: str) -> bytes:
        """Return last year's statuses for tasks of the same code; the lists of two years may differ."""
        known = self.before.get(household_id)
        if not known:
            return b""
        return bytes(CODES[known[code].status] if code in known else BLANK for code in self.codes)


def _mark(row: GridRow, column: int, answer: Answer) -> None:
    row.statuses[column] = CODES[answer.status]
    row.registered[column] = answer.registered
    row.noted[column] = bool(answer.remark) or answer.on is not None
