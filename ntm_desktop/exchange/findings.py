"""Collecting every problem of an input: the list is capped, the count is exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.wording.problems import facts_of

if TYPE_CHECKING:
    from ntm_desktop.errors import Fact

SHOWN_LENGTH, NAME_LENGTH = 80, 200
KEPT = 200
# Nobody mends a hundred thousand problems one by one: further looking only costs time and memory.
HOPELESS = 100_000


def shown(text: str, length: int = SHOWN_LENGTH) -> str:
    """Return foreign text as it may stand in a message: cut, and with invisible characters spelt out."""
    cut = text if len(text) <= length else text[:length] + "…"
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in cut)


def _name(text: str) -> str:
    return shown(text, NAME_LENGTH)


class Findings:
    """Problems of one input, kept up to `limit`; those beyond are counted only."""

    def __init__(self, source: str, limit: int = KEPT) -> None:
        self._source = source
        self._limit = limit
        self._kept: list[Problem] = []
        self.count = 0

    def add(
        self,
        code: str,
        *,
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        path: str = "",
        found: str = "",
        expected: str = "",
        **facts: Fact,
    ) -> None:
        """Note one problem. `row` counts from 1 with the head line, as a spreadsheet shows it."""
        self.count += 1
        if len(self._kept) < self._limit:
            place = Place(self._source, _name(sheet), row, _name(column), _name(path))
            said = {key: _name(fact) if isinstance(fact, str) else fact for key, fact in facts.items()}
            self._kept.append(Problem(code, place, shown(found), expected, said))

    @property
    def hopeless(self) -> bool:
        """Whether there are so many problems that looking for more is pointless."""
        return self.count >= HOPELESS

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._kept) >= self._limit

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems kept, and one more that says how many others there are."""
        rest = self.count - len(self._kept)
        more = (Problem("exchange.more", Place(source=self._source), facts={"count": rest}),) if rest else ()
        return (*self._kept, *more)

    def refuse_if_any(self, code: str = "exchange.refused") -> None:
        """Raise RefusedError with all problems, under their own code where they have only one."""
        if self.count:
            self.refuse(code)

    def refuse(self, code: str = "exchange.refused") -> NoReturn:
        """Raise RefusedError with what was found; there must be something."""
        codes = {problem.code for problem in self._kept}
        raise RefusedError(codes.pop() if len(codes) == 1 else code, self.problems(), **self._facts())

    def _facts(self) -> dict[str, Fact]:
        return {**facts_of(self._kept[0]), "count": self.count, "source": self._source}
