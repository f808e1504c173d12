"""The tables of a bag: which must be there; read in one pass with their hash, upgraded, checked."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Self

from ntm_desktop.exchange.bag import DAMAGED, PAYLOAD, check_digest
from ntm_desktop.exchange.consistency import check_answers, check_office, check_task_sets, check_totals
from ntm_desktop.exchange.decode import CHUNK, check_keys, csv_rows, decode
from ntm_desktop.exchange.documents import read_object
from ntm_desktop.exchange.schemas import tables_for
from ntm_desktop.exchange.upgrades import Content, upgraded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ntm_desktop.exchange.bag import Bag, HashingReader
    from ntm_desktop.exchange.cards import OfficeRef
    from ntm_desktop.exchange.decode import TableRows
    from ntm_desktop.exchange.findings import Findings
    from ntm_desktop.exchange.limits import Limits
    from ntm_desktop.exchange.manifest import PackageInfo
    from ntm_desktop.exchange.tables import Table
    from ntm_desktop.exchange.upgrades import Upgrade

DESCRIPTION = PAYLOAD + "datapackage.json"
_TABLES = PAYLOAD + "tables/"
_BLOCK = 1 << 18
_SMALL = 1 << 14


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one table after the other shares.

    `lenient` for a later minor version: it may have added columns and tables, and what we know of it is
    whole. `progress` is told how many bytes went by, and may raise to stop.
    """

    bag: Bag
    manifest: Mapping[str, str]
    findings: Findings
    limits: Limits
    lenient: bool
    progress: Callable[[int], None]


def read_tables(reading: Reading, info: PackageInfo, office: OfficeRef, way: Sequence[Upgrade]) -> dict[str, TableRows]:
    """Return every table, checked; what is wrong goes to the findings."""
    schemas = tables_for(info.kind, office.level)
    if not schemas:
        reading.findings.add("exchange.kind.unsupported", found=info.kind, kind=info.kind)
        return {}
    _check_description(reading)
    if not _sizes_fit(reading):
        return {}
    tables = _upgraded_tables(reading, info, schemas, way) if way else _plain_tables(reading, schemas)
    if reading.findings.hopeless:
        return tables
    for table in tables.values():
        check_keys(table, tables, reading.findings)
    check_office(tables, office, reading.findings)
    check_task_sets(tables, reading.findings)
    check_answers(tables, reading.findings)
    check_totals(tables, reading.findings)
    return tables


def _check_description(reading: Reading) -> None:
    """Check `datapackage.json`: it must describe exactly the tables that are there."""
    data = reading.bag.read(DESCRIPTION, reading.limits.document) or b""
    content = read_object(data) or {}
    resources = content.get("resources")
    listed = resources if isinstance(resources, list) else []
    described = {PAYLOAD + str(item.get("path")) for item in listed if isinstance(item, dict)}
    there = {path for path in reading.bag.payload() if path.startswith(_TABLES)}
    if described != there or len(listed) != len(there):
        found = ", ".join(sorted(described ^ there))
        reading.findings.add("exchange.description.wrong", path=DESCRIPTION, found=found)
    if DESCRIPTION in reading.bag.entries:
        check_digest(DESCRIPTION, _drained(reading.bag.open(DESCRIPTION)), reading.manifest, reading.findings)
    for path in reading.bag.payload():
        if path != DESCRIPTION and not path.startswith((_TABLES, PAYLOAD + "attachments/")):
            reading.findings.add("exchange.bag.extra", path=path, found=path, name=path)


def _drained(raw: HashingReader) -> str:
    try:
        return raw.drain()
    except DAMAGED:
        return ""


def _sizes_fit(reading: Reading) -> bool:
    total = sum(entry.file_size for path, entry in reading.bag.entries.items() if path.startswith(_TABLES))
    if total > reading.limits.tables:
        reading.findings.add("exchange.limit.unpacked", found=str(total), expected=f"≤ {reading.limits.tables}")
        return False
    return True


def _plain_tables(reading: Reading, schemas: Sequence[Table]) -> dict[str, TableRows]:
    tables: dict[str, TableRows] = {}
    left = reading.limits.rows
    for path in _known_paths(reading, schemas):
        table = next(table for table in schemas if PAYLOAD + table.path == path)
        with _Source(reading, path) as source:
            chunks = source.chunks()
            tables[table.name] = decode(table, chunks, reading.findings, limit=left, lenient=reading.lenient)
        left -= len(tables[table.name])
    return tables


def _known_paths(reading: Reading, schemas: Sequence[Table]) -> list[str]:
    """Return the table files in the schemas' order, noting those that are missing or unknown."""
    wanted = [PAYLOAD + table.path for table in schemas]
    there = {path for path in reading.bag.payload() if path.startswith(_TABLES)}
    for path in wanted:
        if path not in there:
            reading.findings.add("exchange.table.missing", path=path, sheet=_name(path), name=_name(path))
    if not reading.lenient:
        for path in sorted(there - set(wanted)):
            reading.findings.add("exchange.table.unknown", path=path, sheet=_name(path), name=_name(path))
    return [path for path in wanted if path in there]


def _upgraded_tables(
    reading: Reading, info: PackageInfo, schemas: Sequence[Table], way: Sequence[Upgrade]
) -> dict[str, TableRows]:
    """Old formats are few and small: read as text, carry up, then check like any other."""
    texts: dict[str, Sequence[Sequence[str]]] = {}
    for path in (path for path in reading.bag.payload() if path.startswith(_TABLES)):
        with _Source(reading, path) as source:
            texts[_name(path)] = list(islice(chain.from_iterable(source.chunks()), reading.limits.rows))
    content = upgraded(Content(info.format, texts), way)
    tables: dict[str, TableRows] = {}
    for table in schemas:
        if table.name not in content.tables:
            reading.findings.add("exchange.table.missing", sheet=table.name, name=table.name)
            continue
        rows = [list(row) for row in content.tables[table.name]]
        tables[table.name] = decode(table, iter([rows]), reading.findings, limit=reading.limits.rows)
    return tables


class _Source:
    """One table file while it is read: rows out, hash checked at the end, damage told instead of raised."""

    def __init__(self, reading: Reading, path: str) -> None:
        self._findings = reading.findings
        self._manifest = reading.manifest
        self._path = path
        self._raw = reading.bag.open(path, reading.progress)
        self._rows = csv_rows(chain.from_iterable(_texts(self._raw)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            check_digest(self._path, _drained(self._raw), self._manifest, self._findings)

    def chunks(self) -> Iterator[list[list[str]]]:
        """Yield the rows, many at a time, until the end or the first place where the file is no CSV any more."""
        chunk: list[list[str]] = []
        while self._extended(chunk):
            yield chunk
            chunk = []
        if chunk:
            yield chunk

    def _extended(self, chunk: list[list[str]]) -> bool:
        """Add rows; False where the file ends, after the rows that stand before its damage."""
        try:
            chunk.extend(islice(self._rows, CHUNK))
        except UnicodeDecodeError:
            self._note("exchange.table.encoding")
        except csv.Error:
            self._note("exchange.table.csv")
        except DAMAGED:
            self._note("exchange.table.damaged")
        return len(chunk) == CHUNK

    def _note(self, code: str) -> None:
        name = _name(self._path)
        self._findings.add(code, sheet=name, row=self._rows.line_num + 1, name=name)


def _texts(raw: HashingReader) -> Iterator[io.StringIO]:
    """Yield the file in pieces that end where a line ends, each to be read line by line.

    A line longer than a piece is broken there: it can be no good row, and must not fill the memory.
    """
    rest = b""
    while block := raw.read(_BLOCK):
        cut = block.rfind(b"\n") + 1 or len(block)
        yield _text(rest + block[:cut])
        rest = block[cut:]
    if rest:
        yield _text(rest)


def _text(piece: bytes) -> io.StringIO:
    """Return a piece as lines; csv.Error where it is hardly more than commas, whose empty cells would fill memory."""
    if len(piece) > _SMALL and piece.count(b",") > len(piece) // 2:
        raise csv.Error
    return io.StringIO(piece.decode("utf-8"), newline="")


def _name(path: str) -> str:
    return path.removeprefix(_TABLES).removesuffix(".csv")
