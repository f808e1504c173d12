"""What an official types, decided by a seed, and a plain model of what must then be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import EMPTY, Answer, Status
from ntm_desktop.services import answers, households, undo
from ntm_desktop.store import answers as stored
from tests.torture.common import chance, require
from tests.torture.world import TASKS, YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ntm_desktop.services.context import Context

ACTS = 60
Cells = dict[tuple[int, str, str], Answer]
_SIGNS = (Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_ASSESSED)
_UNDO_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Typed:
    """One act: cells of a year, or an undo where there are none."""

    year: int = 0
    cells: Mapping[tuple[str, str], Answer] | None = None


def typing(seed: object, people: list[str]) -> Iterator[Typed]:
    """Yield the acts of a seed; an undo never reaches behind the first of them."""
    random = chance("typing", seed)
    depth = 0
    for number in range(ACTS):
        if depth and random.random() < _UNDO_SHARE:
            depth -= 1
            yield Typed()
            continue
        depth += 1
        cells = {
            (random.choice(people), random.choice(TASKS)): Answer(random.choice(_SIGNS), remark=f"lần {number}")
            for _cell in range(random.randint(1, 6))
        }
        yield Typed(random.choice(YEARS), cells)


def type_all(context: Context, seed: object, told: Callable[[str], None]) -> None:
    """Do the acts, telling each once it is durable."""
    people = sorted(one.id for one in households.find(context))
    for number, act in enumerate(typing(seed, people), start=1):
        if act.cells is None:
            undo.undo(context)
        else:
            new = [answers.NewAnswer(who, task, answer) for (who, task), answer in act.cells.items()]
            answers.set_answers(context, act.year, new)
        told(str(number))


def require_typed(context: Context, seed: object, before: Cells, acknowledged: int) -> None:
    """Require the answers after the acknowledged acts, or after one more whose answer nobody heard."""
    people = sorted(one.id for one in households.find(context))
    acts = list(typing(seed, people))
    now = cells_of(context)
    expected = [_after(before, acts[: acknowledged + more]) for more in (0, 1)]
    require(now in expected, f"answers differ from what was typed after {acknowledged} acknowledged acts")


def cells_of(context: Context) -> Cells:
    """Return every cell that says something."""
    return {
        (year, who, task): answer
        for year in YEARS
        for who, given in stored.answers_of(context.database, year).items()
        for task, answer in given.items()
        if answer != EMPTY
    }


def _after(before: Cells, acts: list[Typed]) -> Cells:
    stack = [before]
    for act in acts:
        if act.cells is None:
            stack.pop()
        else:
            written = {(act.year, who, task): answer for (who, task), answer in act.cells.items()}
            stack.append({key: answer for key, answer in (stack[-1] | written).items() if answer != EMPTY})
    return stack[-1]
