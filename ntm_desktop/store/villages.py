"""Villages: rows in, rows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Village

if TYPE_CHECKING:
    from ntm_desktop.store.database import Database

_COLUMNS = "id, number, name, word, ethnic_minority_area, closed, note"


def all_villages(database: Database, *, with_closed: bool = False) -> list[Village]:
    """Return the villages by number; closed ones (merged into another) only when asked for."""
    where = "" if with_closed else "WHERE closed = 0"
    return [_village(row) for row in database.rows(f"SELECT {_COLUMNS} FROM village {where} ORDER BY number")]


def village(database: Database, village_id: str) -> Village | None:
    """Return one village, or None."""
    row = database.row(f"SELECT {_COLUMNS} FROM village WHERE id = ?", (village_id,))
    return None if row is None else _village(row)


def by_name(database: Database, name: str) -> Village | None:
    """Return the open village of this name: so spelled but for case and where tones stand.

    Where none is so spelled, the only one that is alike without diacritics, if there is just one.
    """
    exact = _open(database, "name_key = ?", _spelled(name))
    if exact:
        return exact[0]
    alike = _open(database, "folded = ?", _folded(name))
    return alike[0] if len(alike) == 1 else None


def named(database: Database, name: str) -> Village | None:
    """Return the open village that has just this name, or None."""
    return next(iter(_open(database, "name_key = ?", _spelled(name))), None)


def next_number(database: Database) -> int:
    """Return the first number that no village, open or closed, has had."""
    return int(database.value("SELECT coalesce(max(number), 0) + 1 FROM village"))


def as_row(value: Village) -> dict[str, object]:
    """Return the row of a village for `rows.save`."""
    return {
        "id": value.id,
        "number": value.number,
        "name": value.name,
        "word": value.word,
        "ethnic_minority_area": int(value.ethnic_minority_area),
        "closed": int(value.closed),
        "note": value.note,
        "name_key": _spelled(value.name),
        "folded": _folded(value.name),
    }


def _open(database: Database, condition: str, value: str) -> list[Village]:
    rows = database.rows(f"SELECT {_COLUMNS} FROM village WHERE closed = 0 AND {condition}", (value,))
    return [_village(row) for row in rows]


def _village(row: tuple[object, ...]) -> Village:
    identifier, number, name, word, minority, closed, note = row
    return Village(str(identifier), int(str(number)), str(name), str(word), bool(minority), bool(closed), str(note))


# The first page, which every start makes, only reads the names: what compares them is loaded when it is needed.
def _folded(name: str) -> str:
    from ntm_desktop.domain.text import fold

    return fold(name)


def _spelled(name: str) -> str:
    from ntm_desktop.domain.importing.casing import spelling_key

    return spelling_key(name)
