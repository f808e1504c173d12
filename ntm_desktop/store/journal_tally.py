"""How much of what was changed since a line of the journal: sums by entry, kind and year, which lag a little.

Lines of one change are brought into `journal_tally` some at a time; those after the last sum are read as they are.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from ntm_desktop.store.database import Database

# Kinds of row whose key begins with a year; every other kind is shared by all years.
OF_A_YEAR = frozenset({"answer", "fact", "year_household"})


def add(connection: sqlite3.Connection, entry: int, rows: Iterable[tuple[str, str]]) -> None:
    """Keep how many rows of what an entry of several changed; `rows` are their kinds and keys."""
    tally = Counter((kind, _year(kind, key)) for kind, key in rows)
    _insert(connection, ((kind, year, entry, count) for (kind, year), count in tally.items()))


def sum_up(connection: sqlite3.Connection) -> None:
    """Bring the lines of one change into the tally, up to the newest; see `settling.settle`."""
    rows = connection.execute(
        "SELECT id, kind, key FROM journal WHERE id > (SELECT through FROM journal_summed) AND changes = 1"
    ).fetchall()
    _insert(connection, ((kind, _year(kind, key), number, 1) for number, kind, key in rows))
    connection.execute("UPDATE journal_summed SET through = (SELECT coalesce(max(id), 0) FROM journal)")


def newest(database: Database, kind: str, year: int) -> int:
    """Return the newest entry that changed rows of a kind, in a year where the kind has years; 0 for none."""
    of_year = year if kind in OF_A_YEAR else 0
    with database.snapshot():  # a line is in the tally or after it, never in neither
        summed = database.value(
            "SELECT coalesce(max(journal_id), 0) FROM journal_tally WHERE kind = ? AND year = ?", (kind, of_year)
        )
        late = [number for number, *what in _not_summed(database, summed) if what == [kind, of_year]]
    return max(late, default=int(summed))


def changed_since(
    database: Database, mark: int, kinds: Collection[str], year: int = 0, without: Collection[int] = ()
) -> tuple[int, int | None]:
    """Return how many changes of some kinds entries after `mark` made to a year, and the first such entry.

    Entries named in `without` do not count: see `taken_back_since`.
    """
    with database.snapshot():
        late = [
            (1, number)
            for number, kind, of_year in _not_summed(database, mark)
            if kind in kinds and of_year == year and number not in without
        ]
        summed = [_sum(database, (kind, year, mark), without) for kind in kinds]
    found = [row for row in summed if row[0]] + late
    return sum(count for count, _first in found), min((first for _count, first in found), default=None)


def _sum(database: Database, place: tuple[str, int, int], without: Collection[int]) -> tuple[int, int]:
    """Return the sum over a kind and year after a mark, and its first entry; what is left out is sought by its keys.

    To ask each entry whether it is among them would cost as much again as the sum.
    """
    where = "FROM journal_tally WHERE kind = ? AND year = ?"
    changes, first = database.rows(
        f"SELECT coalesce(sum(changes), 0), min(journal_id) {where} AND journal_id > ?", place
    )[0]
    if not without or not changes:
        return changes, first
    left_out = (*place, json.dumps(list(without)))
    among = "journal_id IN (SELECT value FROM json_each(?4))"
    changes -= database.value(f"SELECT coalesce(sum(changes), 0) {where} AND +journal_id > ? AND {among}", left_out)
    first = database.value(
        f"SELECT journal_id {where} AND journal_id > ? AND NOT {among} ORDER BY journal_id LIMIT 1", left_out
    )
    return changes, first or 0


def taken_back_since(database: Database, mark: int) -> list[int]:
    """Return the entries after `mark` that together changed nothing: an act with its undo, an undo with its redo."""
    acts: dict[int, list[int]] = {}
    rows = database.rows(
        "SELECT id, coalesce(undo_of, redo_of) FROM journal"
        " WHERE (undo_of IS NOT NULL OR redo_of IS NOT NULL) AND id > ? ORDER BY id",
        (mark,),
    )
    for replay, act in rows:
        acts.setdefault(act, [act] if act > mark else []).append(replay)
    # Each goes back or forth over the same rows; where their number is odd, the last is what remains.
    return [number for turns in acts.values() for number in turns[: len(turns) // 2 * 2]]


def rows_changed_since(database: Database, mark: int, kind: str) -> tuple[int, int | None]:
    """Return how many rows of a kind differ from what they were at `mark`, and the first entry that touched one.

    Reads every change after `mark`: for offices that keep few rows.
    """
    rows = database.rows(
        "SELECT journal_id, key, before, after FROM journal_row WHERE journal_id > ? AND kind = ?"
        " ORDER BY journal_id, position",
        (mark, kind),
    )
    first: dict[str, tuple[int, str | None]] = {}
    last: dict[str, str | None] = {}
    for number, key, before, after in rows:
        first.setdefault(key, (number, before))
        last[key] = after
    differing = [number for key, (number, before) in first.items() if before != last[key]]
    return len(differing), min(differing, default=None)


def _not_summed(database: Database, after: int) -> list[tuple[int, str, int]]:
    """Return number, kind and year of each line of one change after `after` that the tally does not hold yet."""
    rows = database.rows(
        "SELECT id, kind, key FROM journal WHERE id > max(?, (SELECT through FROM journal_summed)) AND changes = 1",
        (after,),
    )
    return [(number, kind, _year(kind, key)) for number, kind, key in rows]


def _insert(connection: sqlite3.Connection, rows: Iterable[tuple[str, int, int, int]]) -> None:
    connection.executemany("INSERT INTO journal_tally (kind, year, journal_id, changes) VALUES (?,?,?,?)", rows)


def _year(kind: str, key: str) -> int:
    """Return the year that a change belongs to; 0 for what all years share."""
    return int(key.partition("/")[0]) if kind in OF_A_YEAR else 0
