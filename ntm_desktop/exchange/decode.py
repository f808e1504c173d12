"""CSV to rows, fast and suspicious: a column's distinct values are checked once, keys by whole columns."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from itertools import chain, filterfalse, islice
from operator import lt
from typing import TYPE_CHECKING, Any, Protocol

from ntm_desktop.exchange.findings import HOPELESS
from ntm_desktop.exchange.values import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ntm_desktop.exchange.findings import Findings
    from ntm_desktop.exchange.tables import Field, ForeignKey, Row, Table, Value
    from ntm_desktop.exchange.values import Fault

# Small enough to stay in the processor's cache: thousands of rows at a time take twice as long.
CHUNK = 128
REMEMBERED = 65_536


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table that was read and checked, column by column; equal values of a column are one object.

    `numbers` are the rows' line numbers in the file (the head line is 1); `sound` is False for a column with
    faults.
    """

    schema: Table
    columns: Mapping[str, Sequence[Value]]
    numbers: Sequence[int]
    sound: Mapping[str, bool]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def rows(self, *names: str) -> Iterator[Row]:
        """Return the rows as tuples, of the named columns or of all: made for `executemany`."""
        return zip(*(self.columns[name] for name in names or self.schema.names), strict=True)


class _Values(dict[str, "Value"]):
    """A column's cells already read; a new one is checked when it is first met."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.faults: dict[str, Fault] = {}
        self.sound = True

    def __missing__(self, cell: str) -> Value:
        value, fault = parse(self.field, cell)
        if fault:
            self.faults[cell] = fault
            self.sound = False
        self[cell] = value
        return value


class CsvRows(Protocol):
    """Rows as the standard library's reader gives them."""

    @property
    def line_num(self) -> int:
        """Return the number of lines read."""

    def __iter__(self) -> Iterator[list[str]]:
        """Return itself."""

    def __next__(self) -> list[str]:
        """Return the next row."""


def csv_rows(lines: Iterable[str]) -> CsvRows:
    """Read CSV strictly; csv.Error where quotes do not match."""
    return csv.reader(lines, strict=True)


def decode(
    table: Table, chunks: Iterator[list[list[str]]], findings: Findings, *, limit: int, lenient: bool = False
) -> TableRows:
    """Read a table whole, head line first, its rows coming many at a time.

    All faults go to `findings`; faulty cells read as empty. At most about `limit` rows are read. `lenient` passes
    over columns that the schema does not know, for packages of a later minor version.
    """
    first = next(chunks, [])
    head = first[0] if first else []
    if not _head_fits(table, head, findings, lenient=lenient):
        return TableRows(table, dict.fromkeys(table.names, ()), (), dict.fromkeys(table.names, False))
    columns = _Columns(table, head)
    for chunk in chain([first[1:]], chunks):
        columns.take(chunk, findings)
        if findings.hopeless:
            break
        if columns.seen > limit:
            findings.add("exchange.limit.rows", sheet=table.name, expected=f"≤ {limit}", limit=limit)
            break
    return columns.result()


class _Columns:
    """The columns of a table while they grow."""

    def __init__(self, table: Table, head: Sequence[str]) -> None:
        self._table = table
        self._width = len(head)
        self._known = [(head.index(field.name), _Values(field)) for field in table.fields if field.name in head]
        self._lists: dict[str, list[Value]] = {values.field.name: [] for _, values in self._known}
        self._numbers: list[int] | None = None
        self.seen = 0

    @property
    def numbers(self) -> Sequence[int]:
        """Return the line numbers of the rows kept; a plain range as long as none was left out."""
        return range(2, 2 + self.seen) if self._numbers is None else self._numbers

    def take(self, chunk: list[list[str]], findings: Findings) -> None:
        """Check and add some rows."""
        if not chunk:
            return
        total = len(chunk)
        numbers: Sequence[int] = range(2 + self.seen, 2 + self.seen + total)
        if set(map(len, chunk)) != {self._width}:
            chunk, numbers = self._without_odd(chunk, numbers, findings)
        elif self._numbers is not None:
            self._numbers.extend(numbers)
        self.seen += total
        by_column = list(zip(*chunk, strict=True))
        for index, values in self._known:
            cells = by_column[index] if by_column else ()
            self._lists[values.field.name].extend(map(values.__getitem__, cells))
            if values.faults:
                _note(self._table, values, cells, numbers, findings)
            if len(values) > REMEMBERED:
                values.clear()
                values.faults.clear()

    def result(self) -> TableRows:
        """Return the table; optional columns that are absent are filled with their blank."""
        columns: dict[str, Sequence[Value]] = {}
        for field in self._table.fields:
            columns[field.name] = self._lists.get(field.name) or [field.blank] * len(self.numbers)
        sound = dict.fromkeys(self._table.names, True) | {v.field.name: v.sound for _, v in self._known}
        return TableRows(self._table, columns, self.numbers, sound)

    def _without_odd(
        self, chunk: list[list[str]], numbers: Sequence[int], findings: Findings
    ) -> tuple[list[list[str]], Sequence[int]]:
        if self._numbers is None:
            self._numbers = list(self.numbers)
        for row, number in zip(chunk, numbers, strict=True):
            if len(row) != self._width:
                found, expected = str(len(row)), str(self._width)
                findings.add("exchange.table.width", sheet=self._table.name, row=number, found=found, expected=expected)
        kept = [(row, number) for row, number in zip(chunk, numbers, strict=True) if len(row) == self._width]
        self._numbers.extend(number for _, number in kept)
        return [row for row, _ in kept], [number for _, number in kept]


def _note(table: Table, values: _Values, cells: Sequence[str], numbers: Sequence[int], findings: Findings) -> None:
    if findings.full:
        findings.count += sum(map(values.faults.__contains__, cells))
        return
    for cell, number in zip(cells, numbers, strict=True):
        if fault := values.faults.get(cell):
            findings.add(
                fault.code,
                sheet=table.name,
                row=number,
                column=values.field.name,
                found=cell,
                expected=fault.expected,
            )


def _head_fits(table: Table, head: Sequence[str], findings: Findings, *, lenient: bool) -> bool:
    known = set(table.names)
    needed = {field.name for field in table.fields if not field.optional}
    wrong = sorted(needed - set(head)) + ([] if lenient else sorted(set(head) - known))
    if len(set(head)) != len(head):
        wrong = sorted(name for name, count in Counter(head).items() if count > 1)
    if wrong:
        findings.add(
            "exchange.table.head",
            sheet=table.name,
            row=1,
            found=", ".join(wrong),
            expected=", ".join(table.names),
        )
    return not wrong


def check_keys(table: TableRows, others: Mapping[str, TableRows], findings: Findings) -> None:
    """Find doubled primary keys and unique values, and references to rows that are not there."""
    keys = (table.schema.primary_key, *((field.name,) for field in table.schema.fields if field.unique))
    for names in keys:
        _check_unique(table, names, findings)
    for reference in table.schema.foreign_keys:
        _check_reference(table, reference, others, findings)


def _check_unique(table: TableRows, names: tuple[str, ...], findings: Findings) -> None:
    if not all(table.sound[name] for name in names) or _ascending(table, names):
        return
    if len(_key_set(table, names)) == len(table):
        return
    seen: set[object] = set()
    for key, number in zip(_key_column(table, names), table.numbers, strict=True):
        if key in seen:
            _add_key(findings, "exchange.key.twice", table, names, number=number, key=key)
        seen.add(key)


def _ascending(table: TableRows, names: tuple[str, ...]) -> bool:
    """Whether each key is greater than the one before: quick to see, and then none is there twice."""
    try:
        return all(map(lt, _key_column(table, names), islice(_key_column(table, names), 1, None)))
    except TypeError:  # an empty part has no order
        return False


def _check_reference(
    table: TableRows, reference: ForeignKey, others: Mapping[str, TableRows], findings: Findings
) -> None:
    target = others.get(reference.table)
    if target is None or not all(target.sound[name] for name in reference.keys):
        return
    known = _key_set(target, reference.keys)
    strays = filterfalse(known.__contains__, _key_column(table, reference.fields))
    loose = set(islice(filter(_whole, strays), HOPELESS))
    if not loose:
        return
    for key, number in zip(_key_column(table, reference.fields), table.numbers, strict=True):
        if key in loose:
            code = "exchange.key.loose"
            _add_key(findings, code, table, reference.fields, number=number, key=key, target=reference.table)


def _whole(key: object) -> bool:
    return key is not None and not (isinstance(key, tuple) and None in key)


def _key_column(table: TableRows, names: tuple[str, ...]) -> Iterable[Any]:
    return table.columns[names[0]] if len(names) == 1 else table.rows(*names)


def _key_set(table: TableRows, names: tuple[str, ...]) -> set[object]:
    return set(_key_column(table, names))


def _add_key(
    findings: Findings,
    code: str,
    table: TableRows,
    names: tuple[str, ...],
    *,
    number: int,
    key: object,
    target: str = "",
) -> None:
    parts = key if isinstance(key, tuple) else (key,)
    found = ", ".join(str(part) for part in parts)
    sheet = table.schema.name
    findings.add(code, sheet=sheet, row=number, column=", ".join(names), found=found, expected=target, target=target)
