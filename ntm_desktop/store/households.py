"""Households: rows in, rows out, and the search as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.households import Household, HouseholdFields, HouseholdStatus, Poverty, Sex
from ntm_desktop.domain.text import fold, person_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ntm_desktop.store.database import Database

_COLUMNS = (
    "id, code, village_id, head, birth_year, sex, ethnic_group, poverty, members, address, phone, personal_id, note,"
    " status, status_on, successor_id"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the household list shows. Empty parts do not restrict; `text` is searched without diacritics.

    `missing` names one of: birth_year, sex, personal_id, members, poverty, ethnic_group, address.
    """

    text: str = ""
    village_id: str = ""
    status: HouseholdStatus | None = HouseholdStatus.ACTIVE
    poverty: Poverty | None = None
    ethnic_group: str = ""
    missing: str = ""


_LONGEST_SEARCH = 1000  # longer than any name; SQLite takes no endless pattern
_MISSING = {
    "birth_year": "birth_year IS NULL",
    "sex": "sex IS NULL",
    "members": "members IS NULL",
    "poverty": "poverty IS NULL",
    "personal_id": "personal_id = ''",
    "ethnic_group": "ethnic_group = ''",
    "address": "address = ''",
    "phone": "phone = ''",
}


def find(database: Database, wanted: Filter = Filter(), *, sort: str = "village") -> list[Household]:
    """Return the households that pass a filter, by village and code, or by given name (`sort="name"`)."""
    clauses, parameters = _where(wanted)
    order = "person_key, code" if sort == "name" else "(SELECT number FROM village WHERE id = village_id), code"
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    rows = database.rows(f"SELECT {_COLUMNS} FROM household {where} ORDER BY {order}", parameters)
    return [_household(row) for row in rows]


def household(database: Database, household_id: str) -> Household | None:
    """Return one household by its id, or None."""
    row = database.row(f"SELECT {_COLUMNS} FROM household WHERE id = ?", (household_id,))
    return None if row is None else _household(row)


def is_there(database: Database, household_id: str) -> bool:
    """Whether there is a household with this id, open or closed."""
    return database.row("SELECT 1 FROM household WHERE id = ?", (household_id,)) is not None


def by_code(database: Database, code: str) -> Household | None:
    """Return one household by its readable code, or None."""
    row = database.row(f"SELECT {_COLUMNS} FROM household WHERE code = ?", (code,))
    return None if row is None else _household(row)


def many(database: Database, ids: Iterable[str]) -> Iterator[Household]:
    """Yield households by id, in no particular order; ids that are not there yield nothing."""
    for household_id in ids:
        found = household(database, household_id)
        if found is not None:
            yield found


def codes(database: Database) -> set[str]:
    """Return all codes that are or were in use."""
    return {row[0] for row in database.rows("SELECT code FROM household")}


def ethnic_groups(database: Database) -> list[str]:
    """Return the ethnic groups that occur, for a filter."""
    return [
        row[0]
        for row in database.rows("SELECT DISTINCT ethnic_group FROM household WHERE ethnic_group <> '' ORDER BY 1")
    ]


def counts(database: Database) -> dict[str, int]:
    """Return how many households have each status."""
    return {row[0]: int(row[1]) for row in database.rows("SELECT status, count(*) FROM household GROUP BY status")}


def as_row(value: Household) -> dict[str, Any]:
    """Return the row of a household for `rows.save`."""
    fields = value.fields
    return {
        "id": value.id,
        "code": value.code,
        "village_id": value.village_id,
        "head": fields.head,
        "birth_year": fields.birth_year,
        "sex": fields.sex.value if fields.sex else None,
        "ethnic_group": fields.ethnic_group,
        "poverty": fields.poverty.value if fields.poverty else None,
        "members": fields.members,
        "address": fields.address,
        "phone": fields.phone,
        "personal_id": fields.personal_id,
        "note": fields.note,
        "status": value.status.value,
        "status_on": value.status_on.isoformat() if value.status_on else None,
        "successor_id": value.successor_id,
        "folded": fold(fields.head),
        "person_key": person_key(fields.head),
    }


def _where(wanted: Filter) -> tuple[list[str], list[object]]:
    clauses: list[str] = []
    parameters: list[object] = []
    if wanted.text.strip():
        pattern = f"%{_like(fold(wanted.text[:_LONGEST_SEARCH]))}%"
        clauses.append(
            "(folded LIKE ? ESCAPE '\\' OR code LIKE ? ESCAPE '\\'"
            " OR (personal_id <> '' AND personal_id LIKE ? ESCAPE '\\'))"
        )
        parameters += [pattern, pattern, pattern]
    for column, value in (
        ("village_id", wanted.village_id),
        ("status", wanted.status.value if wanted.status else ""),
        ("poverty", wanted.poverty.value if wanted.poverty else ""),
        ("ethnic_group", wanted.ethnic_group),
    ):
        if value:
            clauses.append(f"{column} = ?")
            parameters.append(value)
    if wanted.missing:
        clauses.append(_MISSING[wanted.missing])
    return clauses, parameters


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _household(row: tuple[Any, ...]) -> Household:
    fields = HouseholdFields(
        head=row[3],
        birth_year=row[4],
        sex=Sex(row[5]) if row[5] else None,
        ethnic_group=row[6],
        poverty=Poverty(row[7]) if row[7] else None,
        members=row[8],
        address=row[9],
        phone=row[10],
        personal_id=row[11],
        note=row[12],
    )
    return Household(
        id=row[0],
        code=row[1],
        village_id=row[2],
        fields=fields,
        status=HouseholdStatus(row[13]),
        status_on=date.fromisoformat(row[14]) if row[14] else None,
        successor_id=row[15],
    )
