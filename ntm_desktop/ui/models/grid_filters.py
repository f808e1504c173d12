"""Which households of a sheet are shown: a choice and a search without diacritics, over the sheet in memory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.text import fold
from ntm_desktop.ui.models.grid_rows import BLANK, DONE, MISSED, OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.ui.models.grid_rows import GridData, GridRow

    Test = Callable[[GridRow], bool]


class Kind(StrEnum):
    """What a choice of the filter keeps; those of `OF_TASK` ask for a task."""

    ALL = "all"
    UNFINISHED = "unfinished"
    COMPLETE = "complete"
    ANY_BLANK = "any_blank"
    REGISTERED = "registered"
    REGISTERED_NOT_DONE = "registered_not_done"
    DIFFERS = "differs"
    NOTED = "noted"
    NOT_ACHIEVED = "not_achieved"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"
    TASK_REGISTERED = "task_registered"


OF_TASK = (Kind.NOT_ACHIEVED, Kind.NOT_ASSESSED, Kind.NOT_APPLICABLE, Kind.TASK_REGISTERED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: the choice, the code of its task where it has one, and the text looked for."""

    kind: Kind = Kind.ALL
    task: str = ""
    text: str = ""

    @property
    def everything(self) -> bool:
        """Whether this filter keeps all households."""
        return self.kind is Kind.ALL and not self.text.strip()


def matching(data: GridData, wanted: Wanted) -> list[int]:
    """Return the positions of the households that pass, in the order of the sheet."""
    words = fold(wanted.text).split()
    if wanted.kind is Kind.ALL and not words:
        return list(range(len(data.rows)))
    passes = _test(data, wanted)
    if not words:
        return [position for position, row in enumerate(data.rows) if passes(row)]
    return [
        position for position, row in enumerate(data.rows) if all(word in row.folded for word in words) and passes(row)
    ]


def _test(data: GridData, wanted: Wanted) -> Test:
    if wanted.kind in OF_TASK:
        return _task_test(wanted.kind, data.columns.get(wanted.task, 0))
    everywhere: dict[Kind, Test] = {
        Kind.ALL: lambda _row: True,
        Kind.UNFINISHED: lambda row: not row.complete,
        Kind.COMPLETE: lambda row: row.complete,
        Kind.ANY_BLANK: lambda row: BLANK in row.statuses,
        Kind.REGISTERED: lambda row: 1 in row.registered,
        Kind.REGISTERED_NOT_DONE: _registered_not_done,
        Kind.DIFFERS: lambda row: any(row.differs(column) for column in range(len(row.statuses))),
        Kind.NOTED: lambda row: 1 in row.noted,
    }
    return everywhere[wanted.kind]


def _task_test(kind: Kind, column: int) -> Test:
    if kind is Kind.TASK_REGISTERED:
        return lambda row: bool(row.registered[column])
    code = {Kind.NOT_ACHIEVED: MISSED, Kind.NOT_ASSESSED: BLANK, Kind.NOT_APPLICABLE: OUT}[kind]
    return lambda row: row.statuses[column] == code


def _registered_not_done(row: GridRow) -> bool:
    pairs = zip(row.registered, row.statuses, strict=True)
    return any(registered and status not in {DONE, OUT} for registered, status in pairs)
