"""Problems are values: what is wrong with an input, where, what was found and what was expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ntm_desktop.errors import Fact


class Severity(StrEnum):
    """Whether a problem refuses the input, or only wants a person's eye."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands; every part is optional and 1-based as people count.

    `source` is a file, package or pack; `sheet` a worksheet or table; `row` a row number; `column` a column
    letter or field name; `path` a path inside a structured file (`criteria[3].indicators[0].threshold`).
    """

    source: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input. `code` is `area.name` of the wording catalogue."""

    code: str
    place: Place = Place()
    found: str = ""
    expected: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class RefusedError(UserError):
    """An input was checked whole and refused; nothing was applied. Carries all of its problems."""

    def __init__(self, code: str, problems: Iterable[Problem], /, **facts: Fact) -> None:
        self.problems = tuple(problems)
        super().__init__(code, **{"problems": len(self.problems), **facts})


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that refuse an input, leaving the warnings."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
