"""What an act would write: pure functions from the sheet and a block to new answers, or to what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.ui.grid.blocks import Block
from ntm_desktop.ui.models.grid_rows import MISSED, OUT
from ntm_desktop.ui.models.grid_words import status_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ntm_desktop.domain.pasting import Block as Pasted
    from ntm_desktop.ui.models.grid import GridModel
    from ntm_desktop.ui.models.grid_rows import GridRow


@dataclass(frozen=True, slots=True)
class Plan:
    """The cells that would change, or every reason why none may; `target` is where a paste goes."""

    cells: tuple[NewAnswer, ...] = ()
    problems: tuple[Problem, ...] = ()
    target: Block | None = None


def with_status(model: GridModel, block: Block, status: Status) -> Plan:
    """Give every cell of a block a status; registration, remark and date stay."""
    return _changed(model, block, lambda answer, _line, _task: replace(answer, status=status))


def with_registration(model: GridModel, block: Block, *, registered: bool) -> Plan:
    """Register every cell of a block, or take the registration back."""
    return _changed(model, block, lambda answer, _line, _task: replace(answer, registered=registered))


def toggled_registration(model: GridModel, block: Block) -> Plan:
    """Register the block where any cell of it is not registered yet, else take the registrations back."""
    everywhere = all(
        row.registered[task] for line in block.lines if (row := model.row_at(line)) for task in block.tasks
    )
    return with_registration(model, block, registered=not everywhere)


def with_answer(model: GridModel, block: Block, answer: Answer) -> Plan:
    """Give every cell of a block the same remark and date; status and registration stay."""
    return _changed(model, block, lambda old, _line, _task: replace(old, remark=answer.remark, on=answer.on))


def filled(model: GridModel, block: Block, *, down: bool) -> Plan:
    """Fill a block from its first line (or first task). One line takes the line above, as in Excel."""
    if down and block.height == 1 and block.top > 0:
        block = Block(block.top - 1, block.left, block.bottom, block.right)
    elif not down and block.width == 1 and block.left > 0:
        block = Block(block.top, block.left - 1, block.bottom, block.right)

    def source(answer: Answer, line: int, task: int) -> Answer:
        first = (block.top, task) if down else (line, block.left)
        status, registered = _state(model, *first)
        return replace(answer, status=status, registered=registered)

    return _changed(model, block, source)


def pasted(model: GridModel, block: Block, given: Pasted) -> Plan:
    """Lay a pasted block at the top left of the selection; one value fills the whole selection.

    A smaller block is repeated where it fits the selection a whole number of times, as in Excel. What was not
    understood, what a task does not allow and what would not fit are problems, and then nothing is written.
    """
    target = _target(block, given)
    problems = [*_misunderstood(model, target, given), *_outside(model, target, given)]
    if problems:
        return Plan(problems=tuple(problems))

    def source(answer: Answer, line: int, task: int) -> Answer:
        status = given.rows[(line - target.top) % len(given.rows)][(task - target.left) % given.width]
        return replace(answer, status=status or Status.NOT_ASSESSED)

    return replace(_changed(model, target, source), target=target)


def exceptions(model: GridModel, block: Block) -> int:
    """Count the cells of a block that say «chưa đạt» or «không áp dụng»."""
    lines = (row.statuses[block.left : block.right + 1] for line in block.lines if (row := model.row_at(line)))
    return sum(line.count(MISSED) + line.count(OUT) for line in lines)


def statuses(model: GridModel, block: Block) -> list[list[Status]]:
    """Return the statuses of a block, line by line."""
    return [[_state(model, line, task)[0] for task in block.tasks] for line in block.lines]


def _changed(model: GridModel, block: Block, new: Callable[[Answer, int, int], Answer]) -> Plan:
    cells: list[NewAnswer] = []
    problems: list[Problem] = []
    for row, line, column, code in _cells(model, block):
        old = row.answer(code)
        answer = new(old, line, column)
        if answer == old:
            continue
        if answer.status is not old.status and not _allowed(model, column, answer.status):
            problems.append(_not_allowed(row, code, answer.status))
        cells.append(NewAnswer(row.household.id, code, answer))
    return Plan(problems=tuple(problems)) if problems else Plan(tuple(cells))


def _cells(model: GridModel, block: Block) -> Iterator[tuple[GridRow, int, int, str]]:
    codes = model.sheet.codes if model.sheet else ()
    for line in block.lines:
        row = model.row_at(line)
        for column in block.tasks if row else ():
            if row is not None and column < len(codes):
                yield row, line, column, codes[column]


def _state(model: GridModel, line: int, task: int) -> tuple[Status, bool]:
    row = model.row_at(line)
    if row is None or model.sheet is None:
        return Status.NOT_ASSESSED, False
    answer = row.answer(model.sheet.codes[task])
    return answer.status, answer.registered


def _allowed(model: GridModel, column: int, status: Status) -> bool:
    return model.sheet is not None and model.sheet.tasks.tasks[column].allows(status)


def _not_allowed(row: GridRow, code: str, status: Status) -> Problem:
    return Problem("answers.status_not_allowed", _place(row, code), found=status_word(status))


def _place(row: GridRow, code: str) -> Place:
    return Place(row=row.number, column=code, path=row.household.head)


def _target(block: Block, given: Pasted) -> Block:
    height, width = len(given.rows), given.width
    if block.height % max(height, 1) == 0 and block.width % max(width, 1) == 0:
        return block
    return Block(block.top, block.left, block.top + height - 1, block.left + width - 1)


def _misunderstood(model: GridModel, target: Block, given: Pasted) -> Iterator[Problem]:
    """Give each problem of the text the place in the grid where its cell would have gone."""
    codes: Sequence[str] = model.sheet.codes if model.sheet else ()
    for problem in given.problems:
        place = problem.place
        line = target.top + (place.row or 1) - 1
        column = target.left + (int(place.column) if place.column.isdecimal() else 1) - 1
        row = model.row_at(line)
        if place.row is None or row is None or column >= len(codes):
            yield problem
        else:
            yield replace(problem, place=_place(row, codes[column]))


def _outside(model: GridModel, target: Block, given: Pasted) -> Iterator[Problem]:
    lines, tasks = len(model.order), model.task_count
    if target.bottom >= lines:
        fits = lines - target.top
        yield Problem("grid.too_many_lines", found=str(len(given.rows)), facts={"lines": len(given.rows), "fits": fits})
    if target.right >= tasks:
        fits = tasks - target.left
        yield Problem("grid.too_many_tasks", found=str(given.width), facts={"tasks": given.width, "fits": fits})
