"""The figures of a state, counted from the columns of a package as they were read: no query, no second pass."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Any, Protocol

from ntm_desktop.domain.places import Village
from ntm_desktop.domain.text import fold
from ntm_desktop.store.shelf import Figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.store.database import Row

SHEET_COLUMNS = ("achieved", "not_achieved", "not_applicable", "registered", "complete")
_STATUSES = ("achieved", "not_achieved", "not_applicable")
_GOOD = ("achieved", "not_applicable")
_Computed = dict[str, dict[str, "Sequence[Any]"]]
_Sheet = tuple[str, int]


class Columns(Protocol):
    """A table that was read and checked, column by column (`exchange.decode.TableRows`, seen from here)."""

    @property
    def columns(self) -> Mapping[str, Sequence[Any]]:
        """Values by column."""

    def __len__(self) -> int:
        """Return the number of rows."""


def compute(tables: Mapping[str, Columns]) -> tuple[Figures, _Computed]:
    """Return the figures of a package's tables, and columns that its state keeps beside its own, by table.

    A package from above a commune brings its figures itself.
    """
    if "answers" not in tables:
        return _brought(tables), {}
    totals = _sheet_totals(tables)
    heads = tables["households"].columns["head"]
    computed: _Computed = {
        "sheets": dict(zip(SHEET_COLUMNS, zip(*totals.values(), strict=True), strict=True))
        if totals
        else dict.fromkeys(SHEET_COLUMNS, ()),
        "households": {"folded": [fold(head) for head in heads]},
    }
    return Figures(_unit_rows(tables, totals), _task_rows(tables)), computed


def _sheet_totals(tables: Mapping[str, Columns]) -> dict[_Sheet, tuple[int, int, int, int, int]]:
    """Return the totals of each sheet, in the order of the sheets."""
    answers, sheets = tables["answers"].columns, tables["sheets"].columns
    by_status = Counter(zip(answers["household"], answers["year"], answers["status"], strict=True))
    registered = Counter(compress(zip(answers["household"], answers["year"], strict=True), answers["registered"]))
    required = Counter(compress(zip(answers["household"], answers["year"], strict=True), _good(tables)))
    needed = _tasks(tables, required_only=True)
    totals = {}
    for household, year, edition in zip(sheets["household"], sheets["year"], sheets["task_set"], strict=True):
        counts = tuple(by_status[household, year, status] for status in _STATUSES)
        complete = counts[0] > 0 and required[household, year] == len(needed.get(edition, ()))
        totals[household, year] = (*counts, registered[household, year], int(complete))
    return totals


def _good(tables: Mapping[str, Columns]) -> Iterable[bool]:
    """Say of each answer whether it fulfils a task that its sheet's edition requires."""
    answers, sheets = tables["answers"].columns, tables["sheets"].columns
    keys = zip(sheets["household"], sheets["year"], strict=True)
    edition = dict(zip(keys, sheets["task_set"], strict=True))
    good = {
        (key, task, status)
        for key, tasks in _tasks(tables, required_only=True).items()
        for task in tasks
        for status in _GOOD
    }
    editions = map(edition.__getitem__, zip(answers["household"], answers["year"], strict=True))
    return map(good.__contains__, zip(editions, answers["task"], answers["status"], strict=True))


def _tasks(tables: Mapping[str, Columns], *, required_only: bool = False) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    tasks = tables["tasks"].columns
    for edition, code, required in zip(tasks["task_set"], tasks["code"], tasks["required"], strict=True):
        if required or not required_only:
            found.setdefault(edition, set()).add(code)
    return found


def _unit_rows(
    tables: Mapping[str, Columns], totals: Mapping[_Sheet, tuple[int, int, int, int, int]]
) -> tuple[Row, ...]:
    sheets = tables["sheets"].columns
    tasks = {edition: len(codes) for edition, codes in _tasks(tables).items()}
    counts: dict[tuple[int, str], list[int]] = {}
    for (_household, year), village, edition, sums in zip(
        totals, sheets["village"], sheets["task_set"], totals.values(), strict=True
    ):
        assessed = sum(sums[:3])
        row = counts.setdefault((year, village), [0, 0, 0, 0])
        row[0] += 1
        row[1] += assessed > 0
        row[2] += assessed >= tasks.get(edition, 0)
        row[3] += sums[4]
    code, name = _office(tables)
    places = _villages(tables)
    return tuple(
        (year, code, name, village, *places[village], *numbers)
        for (year, village), numbers in sorted(counts.items())
    )


def _task_rows(tables: Mapping[str, Columns]) -> tuple[Row, ...]:
    answers, sheets = tables["answers"].columns, tables["sheets"].columns
    homes = dict(
        zip(zip(sheets["household"], sheets["year"], strict=True), sheets["village"], strict=True)
    )
    villages = list(
        map(homes.__getitem__, zip(answers["household"], answers["year"], strict=True))
    )
    cells = list(zip(answers["year"], villages, answers["task"], strict=True))
    by_status = Counter(zip(cells, answers["status"], strict=True))
    registered = Counter(compress(cells, answers["registered"]))
    code, _name = _office(tables)
    return tuple(
        (year, code, village, task, *(by_status[(year, village, task), status] for status in _STATUSES), registered[year, village, task])
        for year, village, task in sorted(set(cells))
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
        identifier: (number, Village(identifier, number, name, word).title)
        for identifier, number, name, word in rows
    }
