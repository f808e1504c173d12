"""A sender's accepted state as one SQLite file of its own: built beside, checked, flushed, then given its name.

Households have a number inside their file, which keeps the answers small; nothing outside a file knows it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ntm_desktop.disk import rename, sync
from ntm_desktop.errors import BugError
from ntm_desktop.store import state_figures
from ntm_desktop.store.database import open_reader
from ntm_desktop.store.faults import translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.store.database import Database
    from ntm_desktop.store.shelf import Figures
    from ntm_desktop.store.state_figures import Columns

# "NTMS" in ASCII.
APPLICATION_ID = 0x4E544D53
VERSION = 1
_NUMBERED = "households"
_INTEGERS = frozenset(
    {
        *("number", "ethnic_minority_area", "closed", "edition", "official", "position", "required", "birth_year"),
        *("members", "year", "registered", "households", "started", "assessed", "all_achieved", "achieved"),
        *("not_achieved", "not_applicable", "sequence", "on_time", "complete"),
    }
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A table of a state: its columns as in the package, its key, and columns that are computed when it is built."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    computed: tuple[str, ...] = ()


_TASK_SETS = (
    _Kept("task_sets", ("key", "set_id", "edition", "title", "official", "legal_basis"), ("key",)),
    _Kept(
        "tasks",
        ("task_set", "code", "position", "name", "short_name", "required", "statuses"),
        ("task_set", "code"),
    ),
)
_OFFICE = _Kept("office", ("code", "name", "level", "province_code", "village_word", "movement"), ("code",))
_COMMUNE = (
    _OFFICE,
    *_TASK_SETS,
    _Kept("villages", ("id", "number", "name", "word", "ethnic_minority_area", "closed"), ("id",)),
    _Kept(
        _NUMBERED,
        (
            *("id", "code", "village", "head", "birth_year", "sex", "ethnic_group", "poverty", "members", "address"),
            *("status", "status_on", "successor", "phone", "personal_id"),
        ),
        ("id",),
        ("folded",),
    ),
    _Kept(
        "sheets",
        ("household", "year", "village", "task_set"),
        ("year", "household"),
        state_figures.SHEET_COLUMNS,
    ),
    _Kept(
        "answers",
        ("household", "year", "task", "status", "registered", "remark", "on"),
        ("year", "household", "task"),
    ),
)
_UPWARD = (
    _OFFICE,
    *_TASK_SETS,
    _Kept(
        "unit_totals",
        (
            *("commune", "commune_name", "year", "village", "village_name", "households", "started", "assessed"),
            "all_achieved",
        ),
        ("commune", "year", "village"),
    ),
    _Kept(
        "task_totals",
        ("commune", "year", "village", "task", "achieved", "not_achieved", "not_applicable", "registered"),
        ("commune", "year", "village", "task"),
    ),
    _Kept("received", ("commune", "sequence", "received_on", "on_time", "sha256"), ("commune", "sequence", "sha256")),
)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What applying a package does to one table, in rows."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: TablePlan) -> TablePlan:
        """Add the rows of another part of the same table."""
        return TablePlan(
            self.new + other.new,
            self.changed + other.changed,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )


def path_of(folder: Path, manifest_sha256: str) -> Path:
    """Return where the state of a package lies: a name by content."""
    return folder / f"{manifest_sha256}.sqlite3"


def build(draft: Path, tables: Mapping[str, Columns], sender: str = "") -> Figures:
    """Write the state of a package to `draft`, check it, flush it to the disk, and return its figures.

    A commune's figures bear the name `sender`, where one is given, and not what its package calls it.
    An existing draft is replaced. A failure leaves none. EnvironmentFault `store.*` where the disk fails.
    """
    draft.unlink(missing_ok=True)
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        with translated(str(draft)):
            figures = _fill(draft, tables, sender)
            _check(draft, {name: len(table) for name, table in tables.items()})
        sync(draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return figures


def shelve(draft: Path, target: Path) -> None:
    """Give a built state its name; a state of the same content that is there already is replaced."""
    rename(draft, target)
    sync(target.parent)


def open_state(path: Path) -> Database:
    """Open a state read-only; EnvironmentFault `store.cannot_open` where it is missing. Close it after use."""
    return open_reader(path)


def compare(new: Path, years: Iterable[int], old: Mapping[int, Path], newest: Path | None) -> dict[str, TablePlan]:
    """Return by table what a state changes against those that stand.

    `years` are those that it replaces; `old` gives the state that stands for each, `newest` the one whose lists
    (villages, households …) stand.
    """
    with translated(str(new)), closing(_connect_readonly(new)) as connection:
        specs = _specs_of(connection)
        plans = {spec.name: TablePlan() if _yearly(spec) else TablePlan(new=_count(connection, spec)) for spec in specs}
        if newest is not None:
            with _attached(connection, newest):
                plans |= {spec.name: _difference(connection, spec, None) for spec in specs if not _yearly(spec)}
        for year in years:
            plans = _with_year(connection, specs, plans, year, old.get(year))
    return plans


def _with_year(
    connection: sqlite3.Connection,
    specs: Sequence[_Kept],
    plans: Mapping[str, TablePlan],
    year: int,
    old: Path | None,
) -> dict[str, TablePlan]:
    added = dict(plans)
    yearly = [spec for spec in specs if _yearly(spec)]
    if old is None:
        for spec in yearly:
            added[spec.name] += TablePlan(new=_count(connection, spec, year))
        return added
    with _attached(connection, old):
        for spec in yearly:
            added[spec.name] += _difference(connection, spec, year)
    return added


def _difference(connection: sqlite3.Connection, spec: _Kept, year: int | None) -> TablePlan:
    same, differing = connection.execute(_comparison(spec), () if year is None else (year,)).fetchone()
    return TablePlan(
        new=_count(connection, spec, year) - same,
        changed=differing,
        removed=_count(connection, spec, year, "old") - same,
        unchanged=same - differing,
    )


def _comparison(spec: _Kept) -> str:
    """Return the question: rows with the same key in both states, and how many of them differ.

    CROSS JOIN keeps the order as written: each new row looks its old one up by key.
    """
    rest = [name for name in spec.columns if name not in spec.key]
    differs = " OR ".join(f'n."{name}" IS NOT o."{name}"' for name in rest) or "0"
    keys = [f'o."{name}" = n."{name}"' for name in spec.key if name != "household"]
    between = ""
    if "household" in spec.key:
        between = " CROSS JOIN temp.same AS s ON s.new = n.household"
        keys.append("o.household = s.old")
    where = " WHERE n.year = ?" if _yearly(spec) else ""
    return (
        f'SELECT count(*), coalesce(sum({differs}), 0) FROM main."{spec.name}" AS n{between}'
        f' CROSS JOIN old."{spec.name}" AS o ON {" AND ".join(keys)}{where}'
    )


class _attached:  # noqa: N801 - used as a context manager, like those of contextlib
    """Another state beside the open one, as «old», with the numbers of the households that both have."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def __enter__(self) -> None:
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection.execute("ATTACH ? AS old", (uri,))
        self._connection.execute("CREATE TEMP TABLE same (new INTEGER PRIMARY KEY, old INTEGER)")
        if _has(self._connection, "main") and _has(self._connection, "old"):
            self._connection.execute(
                "INSERT INTO temp.same SELECT n.n, o.n FROM main.households AS n"
                " CROSS JOIN old.households AS o ON o.id = n.id"
            )

    def __exit__(self, *_: object) -> None:
        self._connection.execute("DROP TABLE temp.same")
        self._connection.execute("DETACH old")


def _fill(draft: Path, tables: Mapping[str, Columns], sender: str) -> Figures:
    specs = _specs(tables)
    figures, computed = state_figures.compute(tables, sender)
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        # Nothing of this file counts before it is whole, checked and flushed: no log, no waiting for the disk.
        connection.executescript(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000; PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {VERSION};"
        )
        connection.execute("BEGIN")
        for spec in specs:
            connection.execute(_declaration(spec))
        numbers = _numbers(tables)
        for spec in specs:
            _insert(connection, spec, tables[spec.name], numbers, computed.get(spec.name, {}))
        connection.execute("COMMIT")
    return figures


def _insert(
    connection: sqlite3.Connection,
    spec: _Kept,
    table: Columns,
    numbers: Mapping[str, int],
    computed: Mapping[str, Sequence[Any]],
) -> None:
    columns: list[Iterable[Any]] = [
        map(numbers.__getitem__, table.columns[name]) if name == "household" else table.columns[name]
        for name in spec.columns
    ]
    columns += [computed[name] for name in spec.computed]
    marks = ",".join("?" * len(columns))
    names = ",".join(f'"{name}"' for name in (*spec.columns, *spec.computed))
    connection.executemany(
        f'INSERT INTO "{spec.name}" ({names}) VALUES ({marks})',
        zip(*columns, strict=True),
    )


def _numbers(tables: Mapping[str, Columns]) -> dict[str, int]:
    found = tables.get(_NUMBERED)
    return {} if found is None else {one: index for index, one in enumerate(found.columns["id"], start=1)}


def _declaration(spec: _Kept) -> str:
    names = (*spec.columns, *spec.computed)
    columns = ", ".join(f'"{name}" {_type(name)}' for name in names)
    key = ", ".join(f'"{name}"' for name in spec.key)
    if spec.name == _NUMBERED:
        # The rowid is the household's number; rows go in in the package's order, as `_numbers` counts them.
        return f'CREATE TABLE "{spec.name}" (n INTEGER PRIMARY KEY, {columns}, UNIQUE ({key})) STRICT'
    return f'CREATE TABLE "{spec.name}" ({columns}, PRIMARY KEY ({key})) STRICT, WITHOUT ROWID'


def _type(name: str) -> str:
    return "INTEGER" if name in _INTEGERS or name == "household" else "TEXT"


def _check(draft: Path, counts: Mapping[str, int]) -> None:
    """Read the finished file: whole, and every row of the package there."""
    with closing(_connect_readonly(draft)) as connection:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        kept = {spec.name: _count(connection, spec) for spec in _specs_of(connection)}
    if not sound or kept != counts:
        raise BugError("store.unexpected", file=str(draft), detail="state incomplete")


def _specs(names: Iterable[str]) -> tuple[_Kept, ...]:
    return _COMMUNE if "answers" in set(names) else _UPWARD


def _specs_of(connection: sqlite3.Connection) -> tuple[_Kept, ...]:
    return _COMMUNE if _has(connection, "main") else _UPWARD


def _has(connection: sqlite3.Connection, schema: str) -> bool:
    """Whether a state has households: a commune's, not one that came upwards."""
    found = connection.execute(f"SELECT 1 FROM {schema}.sqlite_schema WHERE name = ?", (_NUMBERED,))
    return found.fetchone() is not None


def _yearly(spec: _Kept) -> bool:
    return "year" in spec.key


def _count(connection: sqlite3.Connection, spec: _Kept, year: int | None = None, schema: str = "main") -> int:
    where, parameters = ("", ()) if year is None else (" WHERE year = ?", (year,))
    sql = f'SELECT count(*) FROM {schema}."{spec.name}"{where}'
    return int(connection.execute(sql, parameters).fetchone()[0])


def _connect_readonly(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
