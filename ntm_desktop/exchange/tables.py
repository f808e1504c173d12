"""Tables as they are declared: fields, keys, and the Table Schema that travels with every package.

A cell of free text that begins with one of `= + - @ '` (or their full-width twins) is written with one
apostrophe before it, so that no spreadsheet takes it for a formula; the reader takes exactly that apostrophe
away again, and refuses a cell that begins like a formula without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

Value = str | int | None
Row = tuple[Value, ...]

ESCAPE_NOTE = "A text that begins with = + - @ or ' is written with one ' before it; take that one away."


class Type(StrEnum):
    """The types of a column, named as Table Schema names them."""

    TEXT = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "datetime"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `free` is text that a person typed; `blank` is what an empty cell becomes when read.

    `pattern` must match the whole cell. `optional` columns may be absent from a package: phone numbers, say,
    travel only where the office decided so.
    """

    name: str
    type: Type = Type.TEXT
    required: bool = True
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    pattern: str = ""
    max_length: int = 200
    free: bool = False
    unique: bool = False
    optional: bool = False
    blank: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """The columns that must name a row of `table` by its columns `keys`; rows with an empty part are free."""

    fields: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a package: `tables/<name>.csv`."""

    name: str
    title: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(field.name for field in self.fields)

    @property
    def path(self) -> str:
        """Where the table stands below `data/`."""
        return f"tables/{self.name}.csv"

    def without(self, *names: str) -> Table:
        """Return the same table without some of its optional columns."""
        return replace(self, fields=tuple(field for field in self.fields if field.name not in names))


def resource(table: Table, digest: str, size: int) -> dict[str, object]:
    """Return the table's entry in `datapackage.json`; `digest` is SHA-256 in hex, `size` in bytes."""
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_described(field) for field in table.fields],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [_reference(key, table.name) for key in table.foreign_keys]
    return schema


def _reference(key: ForeignKey, own: str) -> dict[str, object]:
    target = "" if key.table == own else key.table.replace("_", "-")
    return {"fields": list(key.fields), "reference": {"resource": target, "fields": list(key.keys)}}


def _described(field: Field) -> dict[str, object]:
    described: dict[str, object] = {"name": field.name, "type": field.type.value}
    if field.type is Type.BOOLEAN:
        described |= {"trueValues": ["1"], "falseValues": ["0"]}
    if field.free:
        described["description"] = ESCAPE_NOTE
    constraints = {key: value for key, value in _constraints(field).items() if value not in (None, "", [], False)}
    return described | ({"constraints": constraints} if constraints else {})


def _constraints(field: Field) -> dict[str, object]:
    text = field.type is Type.TEXT
    return {
        "required": field.required,
        "unique": field.unique,
        "enum": list(field.enum),
        "minimum": field.minimum,
        "maximum": field.maximum,
        "pattern": field.pattern,
        # One more for the apostrophe of an escaped text.
        "maxLength": field.max_length + field.free if text else None,
    }
