"""What a criteria set has beyond the two sheets that people type: a third sheet carries it, so that nothing is lost.

A row names a part of the set (the set, its text, a zone, a criterion, an indicator, a threshold), a key of it, and the
value as JSON. A long value goes on in the next row of the same address: a cell holds 32,767 characters.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ntm_desktop.catalog.decoding import decode
from ntm_desktop.catalog.encoding import encode, jsonable
from ntm_desktop.domain.criteria import CriteriaSet
from ntm_desktop.domain.criteria_sheet import column_of, where_of
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ntm_desktop.domain.criteria_sheet import Grid

EXTRAS_SHEET = "Phần khác"
HEAD = ("Phần", "Mã", "Cột ngưỡng", "Mục", "Giá trị")
_SET, _BASIS, _REGION, _GROUP, _CRITERION, _INDICATOR = "bộ", "văn bản", "vùng", "nhóm", "tiêu chí", "chỉ tiêu"
_MOST = 30_000
# What the two sheets say themselves: there alone it is changed.
_SAID: Mapping[str, frozenset[str]] = {
    _SET: frozenset(
        (
            *("id", "edition", "title", "level", "level_name", "legal_basis", "pass_rule", "pass_text"),
            *("pass_provenance", "valid_from", "valid_to", "regions", "groups", "criteria"),
        )
    ),
    _BASIS: frozenset(("number", "on", "issuer", "provenance")),
    _REGION: frozenset(("name",)),
    _GROUP: frozenset(("name",)),
    _CRITERION: frozenset(("code", "name", "complete", "indicators")),
    _INDICATOR: frozenset(("code", "name", "kind", "unit", "set_by", "provenance", "note", "cases")),
}
Address = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """One value of the sheet, with the first of its rows."""

    row: int
    address: Address
    text: str


def extras_of(whole: CriteriaSet, said: CriteriaSet) -> Grid:
    """Return the rows of the third sheet: what `said`, the set that the two sheets alone make, lacks of the whole."""
    rows = [(*address, text) for address, value in _differences(whole, said) for text in _pieces(value)]
    return (HEAD, *rows)


def with_extras(said: CriteriaSet, grid: Grid, source: str) -> tuple[CriteriaSet | None, tuple[Problem, ...]]:
    """Return the set with what the third sheet adds, or every problem of it with its cell."""
    data: dict[str, Any] = jsonable(said)
    problems: list[Problem] = []
    placed: dict[str, int] = {}
    for one in _joined(grid):
        found = _container(data, one.address)
        if found is None:
            problems.append(_problem("packs.unknown_code", one, "B", one.address[1]))
            continue
        container, path = found
        try:
            container[one.address[3]] = json.loads(one.text)
        except ValueError:
            problems.append(_problem("packs.not_json", one, "E", one.text[:80]))
        placed[f"{path}{one.address[3]}"] = one.row
    if problems:
        return None, tuple(problems)
    try:
        return decode(encode(data).encode(), CriteriaSet, source).value, ()
    except RefusedError as refusal:
        return None, tuple(_at_its_row(one, placed) for one in refusal.problems)


def _differences(whole: CriteriaSet, said: CriteriaSet) -> Iterator[tuple[Address, Any]]:
    yield from _of(whole, said, _SET)
    yield from _of(whole.legal_basis, said.legal_basis, _BASIS)
    for part, zones, others in ((_REGION, whole.regions, said.regions), (_GROUP, whole.groups, said.groups)):
        for code, zone in (zones or {}).items():
            yield from _of(zone, (others or {})[code], part, code)
    for criterion, other in zip(whole.criteria, said.criteria, strict=True):
        yield from _of(criterion, other, _CRITERION, criterion.code)
    for indicator, same in zip(whole.indicators, said.indicators, strict=True):
        yield from _of(indicator, same, _INDICATOR, indicator.code)
        for case in indicator.cases:
            if case.provenance:
                yield (_INDICATOR, indicator.code, column_of(case), "provenance"), case.provenance


def _of(whole: object, said: object, part: str, code: str = "") -> Iterator[tuple[Address, Any]]:
    for one in fields(whole):  # type: ignore[arg-type]  # a declared record
        value = getattr(whole, one.name)
        if one.name not in _SAID[part] and value != getattr(said, one.name):
            yield (part, code, "", one.name), value


def _pieces(value: object) -> Iterator[str]:
    listed = [jsonable(one) for one in value] if isinstance(value, tuple) else jsonable(value)
    text = json.dumps(listed, ensure_ascii=False)
    yield from (text[at : at + _MOST] for at in range(0, len(text), _MOST))


def _joined(grid: Grid) -> Iterator[_Said]:
    held: _Said | None = None
    for number, row in enumerate(grid[1:], 2):
        cells = (*row, *("" for _ in HEAD))[: len(HEAD)]
        part, code, column, key = (clean(one) for one in cells[:4])
        address, text = (part, code, column, key), cells[4]
        if held is not None and held.address == address:
            held = _Said(held.row, address, held.text + text)
            continue
        if held is not None:
            yield held
        held = _Said(number, address, text) if any(cells) else None
    if held is not None:
        yield held


def _container(data: dict[str, Any], address: Address) -> tuple[dict[str, Any], str] | None:
    """Return the mapping that an address speaks of, and its path in the pack; None where there is no such part."""
    part, code, column, _key = address
    if part == _SET:
        return data, ""
    if part == _BASIS:
        return data["legal_basis"], "legal_basis."
    if part in {_REGION, _GROUP}:
        name = "regions" if part == _REGION else "groups"
        zone = (data.get(name) or {}).get(code)
        return None if zone is None else (zone, f"{name}.{code}.")
    for at, criterion in enumerate(data["criteria"]):
        if part == _CRITERION and criterion["code"] == code:
            return criterion, f"criteria[{at}]."
        for number, indicator in enumerate(criterion.get("indicators", ())):
            if part == _INDICATOR and indicator["code"] == code:
                return _case(indicator, column, f"criteria[{at}].indicators[{number}].")
    return None


def _case(indicator: dict[str, Any], column: str, path: str) -> tuple[dict[str, Any], str] | None:
    if not column:
        return indicator, path
    where = where_of(column)
    for at, case in enumerate(indicator.get("cases", ())):
        if where == {name: case[name] for name in ("region", "group", "year") if case.get(name)}:
            return case, f"{path}cases[{at}]."
    return None


def _problem(code: str, one: _Said, column: str, found: str) -> Problem:
    return Problem(code, Place(sheet=EXTRAS_SHEET, row=one.row, column=column), found)


def _at_its_row(problem: Problem, placed: Mapping[str, int]) -> Problem:
    """Return a fault of form at the row that said it."""
    path = problem.place.path
    row = next((row for start, row in placed.items() if path.startswith(start)), None)
    return Problem(
        problem.code, Place(sheet=EXTRAS_SHEET, row=row, column="E", path=path), problem.found, problem.expected
    )
