"""Rows to CSV, fast: a column keeps what it has checked and quoted, so a value costs one look-up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ntm_desktop.errors import BugError
from ntm_desktop.exchange.values import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ntm_desktop.exchange.findings import Findings
    from ntm_desktop.exchange.tables import Field, Row, Table, Value
    from ntm_desktop.exchange.values import Fault

# Small enough to stay in the processor's cache.
CHUNK = 512
# Columns of values that hardly repeat (remarks) must not hold them all.
REMEMBERED = 65_536
_TO_QUOTE = frozenset(',"\r\n')


@dataclass(frozen=True, slots=True)
class TableData:
    """A table with its rows, in the order of its fields; `rows` is read once, as it comes."""

    schema: Table
    rows: Iterable[Row]


class _Cells(dict["Value", str]):
    """A column's values already written as cells; a new one is checked and quoted when it is first met."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.faults: dict[Value, Fault] = {}

    def __missing__(self, value: Value) -> str:
        cell, fault = written(self.field, value)
        if fault:
            self.faults[value] = fault
        self[value] = cell = _quoted(cell)
        return cell


@dataclass(slots=True)
class Encoded:
    """How many rows went through an encoder so far."""

    rows: int = 0


def encode(data: TableData, findings: Findings, done: Encoded) -> Iterator[bytes]:
    """Yield the table as CSV in pieces, head line first. Faulty values are noted and written as they are."""
    columns = [_Cells(field) for field in data.schema.fields]
    yield (",".join(data.schema.names) + "\r\n").encode()
    rows = iter(data.rows)
    while chunk := list(islice(rows, CHUNK)):
        yield _piece(data.schema, columns, chunk)
        for index, column in enumerate(columns):
            if column.faults:
                _note(data.schema, column, [row[index] for row in chunk], done.rows, findings)
            if len(column) > REMEMBERED:
                column.clear()
        done.rows += len(chunk)


def _piece(table: Table, columns: Sequence[_Cells], chunk: Sequence[Row]) -> bytes:
    if any(len(row) != len(columns) for row in chunk):
        raise BugError("exchange.bug", what="columns", table=table.name, expected=len(columns))
    cells = [map(column.__getitem__, values) for column, values in zip(columns, zip(*chunk, strict=True), strict=True)]
    return ("\r\n".join(map(",".join, zip(*cells, strict=True))) + "\r\n").encode("utf-8", "surrogatepass")


def _note(table: Table, column: _Cells, values: Sequence[Value], before: int, findings: Findings) -> None:
    for index, value in enumerate(values):
        if fault := column.faults.get(value):
            findings.add(
                fault.code,
                sheet=table.name,
                row=before + index + 2,
                column=column.field.name,
                found="" if value is None else str(value),
                expected=fault.expected,
            )


def _quoted(cell: str) -> str:
    if _TO_QUOTE.isdisjoint(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'
