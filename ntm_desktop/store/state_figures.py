"""The figures of a state, counted from the columns of a package as they were read: no query, no second pass."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Any, Protocol

from ntm_desktop.domain.places import Village
from ntm_desktop.domain.text import fold
from ntm_desktop.store.shelf import Figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ntm_desktop.store.database import Row

SHEET_COLUMNS = ("achieved", "not_achieved", "not_applicable", "registered", "complete")
_STATUSES = ("achieved", "not_achieved", "not_applicable")
_GOOD = ("achieved", "not_applicable")
_Computed = dict[str, dict[str, "Sequence[Any]"]]
_Totals = tuple[int, int, int, int, int]


class Columns(Protocol):
    """A table that was read and checked, column by column (`exchange.decode.TableRows`, seen from here)."""

    @property
    def columns(self) -> Mapping[str, Sequence[Any]]:
        """Values by column."""

    def __len__(self) -> int:
        """Return the number of rows."""


def compute(tables: Mapping[str, Columns], sender: str = "") -> tuple[Figures, _Computed]:
    """Return the figures of a package's tables, and columns that its state keeps beside its own, by table.

    A package from above a commune brings its figures itself.
    """
    if "answers" not in tables:
        return _brought(tables), {}
    sheets = tables["sheets"].columns
    keys = list(zip(sheets["household"], sheets["year"], strict=True))
    numbers = {key: number for number, key in enumerate(keys)}
    answers = tables["answers"].columns
    # Which sheet each answer stands on, as a number: everything after this counts small whole numbers.
    on = list(map(numbers.__getitem__, zip(answers["household"], answers["year"], strict=True)))
    totals = _sheet_totals(tables, on)
    computed: _Computed = {
        "sheets": {name: [row[at] for row in totals] for at, name in enumerate(SHEET_COLUMNS)},
        "households": {"folded": [fold(head) for head in tables["households"].columns["head"]]},
    }
    return Figures(_unit_rows(tables, totals, sender), _task_rows(tables, on)), computed


def _sheet_totals(tables: Mapping[str, Columns], on: Sequence[int]) -> list[_Totals]:
    """Return the totals of each sheet, in the order of the sheets; `on` says where each answer stands."""
    answers, sheets = tables["answers"].columns, tables["sheets"].columns
    by_status = Counter(zip(on, answers["status"], strict=True))
    registered = Counter(compress(on, answers["registered"]))
    beside = _good_beside(tables, on)
    required = {edition: len(codes) for edition, codes in _tasks(tables, required=True).items()}
    totals: list[_Totals] = []
    for number, edition in enumerate(sheets["task_set"]):
        achieved, not_achieved, not_applicable = (by_status[number, status] for status in _STATUSES)
        good = achieved + not_applicable - beside[number]
        complete = achieved > 0 and good == required.get(edition, 0)
        totals.append((achieved, not_achieved, not_applicable, registered[number], int(complete)))
    return totals


def _good_beside(tables: Mapping[str, Columns], on: Sequence[int]) -> Counter[int]:
    """Count, by sheet, the good answers to tasks that its edition does not require."""
    spare = _tasks(tables, required=False)
    if not spare:
        return Counter()
    answers, editions = tables["answers"].columns, tables["sheets"].columns["task_set"]
    good = {(edition, task, status) for edition, tasks in spare.items() for task in tasks for status in _GOOD}
    cells = zip(map(editions.__getitem__, on), answers["task"], answers["status"], strict=True)
    return Counter(compress(on, map(good.__contains__, cells)))


def _tasks(tables: Mapping[str, Columns], *, required: bool) -> dict[str, set[str]]:
    """Return the tasks by edition, those that are required or those that are not."""
    found: dict[str, set[str]] = {}
    tasks = tables["tasks"].columns
    for edition, code, needed in zip(tasks["task_set"], tasks["code"], tasks["required"], strict=True):
        if bool(needed) is required:
            found.setdefault(edition, set()).add(code)
    return found


def _unit_rows(tables: Mapping[str, Columns], totals: Sequence[_Totals], sender: str) -> tuple[Row, ...]:
    sheets = tables["sheets"].columns
    tasks = Counter(tables["tasks"].columns["task_set"])
    counts: dict[tuple[int, str], list[int]] = {}
    for year, village, edition, sums in zip(sheets["year"], sheets["village"], sheets["task_set"], totals, strict=True):
        assessed = sum(sums[:3])
        row = counts.setdefault((year, village), [0, 0, 0, 0])
        row[0] += 1
        row[1] += assessed > 0
        row[2] += assessed >= tasks[edition]
        row[3] += sums[4]
    code, said = _office(tables)
    name = sender or said
    places = _villages(tables)
    return tuple(
        (year, code, name, village, *places[village], *numbers) for (year, village), numbers in sorted(counts.items())
    )


def _task_rows(tables: Mapping[str, Columns], on: Sequence[int]) -> tuple[Row, ...]:
    answers, sheets = tables["answers"].columns, tables["sheets"].columns
    places = list(zip(sheets["year"], sheets["village"], strict=True))
    # Equal places are one object, so that counting by them is fast.
    known = {place: place for place in places}
    homes = [known[place] for place in places]
    where = list(map(homes.__getitem__, on))
    by_status = Counter(zip(where, answers["task"], answers["status"], strict=True))
    registered = Counter(compress(zip(where, answers["task"], strict=True), answers["registered"]))
    code, _name = _office(tables)
    return tuple(
        (*place[:1], code, place[1], task, *(by_status[place, task, one] for one in _STATUSES), registered[place, task])
        for place, task in sorted({cell[:2] for cell in by_status})
    )


def _brought(tables: Mapping[str, Columns]) -> Figures:
    units, tasks = tables["unit_totals"].columns, tables["task_totals"].columns
    names = ("year", "commune", "commune_name", "village")
    numbers = ("households", "started", "assessed", "all_achieved")
    rows = zip(*(units[name] for name in (*names, "village_name", *numbers)), strict=True)
    counters = (*_STATUSES, "registered")
    return Figures(
        tuple((*row[:4], position, *row[4:]) for position, row in enumerate(rows, start=1)),
        tuple(zip(*(tasks[name] for name in ("year", "commune", "village", "task", *counters)), strict=True)),
    )


def _office(tables: Mapping[str, Columns]) -> tuple[str, str]:
    office = tables["office"].columns
    return office["code"][0], office["name"][0]


def _villages(tables: Mapping[str, Columns]) -> dict[str, tuple[int, str]]:
    columns = tables["villages"].columns
    rows = zip(*(columns[name] for name in ("id", "number", "name", "word")), strict=True)
    return {
        identifier: (number, Village(identifier, number, name, word).title) for identifier, number, name, word in rows
    }
