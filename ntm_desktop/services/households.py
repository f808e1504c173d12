"""Households one at a time: add, edit, move, split, merge, close; the past is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import Household, HouseholdStatus
from ntm_desktop.domain.problems import Place, Problem, RefusedError, errors_of
from ntm_desktop.domain.text import clean, fold
from ntm_desktop.domain.validation import household_problems
from ntm_desktop.errors import UserError
from ntm_desktop.services import villages as village_services
from ntm_desktop.services.context import Act, perform
from ntm_desktop.store import answers, households, journal, rows, sheets
from ntm_desktop.store.households import Filter
from ntm_desktop.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.households import HouseholdFields
    from ntm_desktop.domain.places import Village
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change, Entry

__all__ = [
    "Filter",
    "Past",
    "add",
    "close",
    "edit",
    "find",
    "get",
    "merge",
    "move",
    "past",
    "reopen",
    "split",
]

CLOSED = frozenset({HouseholdStatus.MOVED_AWAY, HouseholdStatus.DISSOLVED})


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a household's history: who changed what, and its answers by year.

    `others` are the acts by which households were split off it or merged into it, with the rows of those households.
    """

    lines: tuple[tuple[Entry, Change], ...]
    answers: dict[int, dict[str, Answer]]
    years: tuple[int, ...]
    others: tuple[tuple[Entry, tuple[Change, ...]], ...] = ()


def find(context: Context, wanted: Filter = Filter(), *, sort: str = "village") -> list[Household]:
    """Return the households that pass a filter, by village and code or by given name (`sort="name"`)."""
    return households.find(context.database, wanted, sort=sort)


def get(context: Context, household_id: str) -> Household:
    """Return a household by id or by readable code; UserError(households.no_such_household)."""
    found = households.household(context.database, household_id) or households.by_code(context.database, household_id)
    if found is None:
        raise UserError("households.no_such_household", household=household_id)
    return found


def past(context: Context, household_id: str) -> Past:
    """Return a household's history, oldest first."""
    return Past(
        lines=tuple(journal.history(context.database, household_id)),
        answers=answers.history_of(context.database, household_id),
        years=tuple(sheets.years_of(context.database, household_id)),
        others=_others(context, household_id),
    )


def _others(context: Context, household_id: str) -> tuple[tuple[Entry, tuple[Change, ...]], ...]:
    one = households.household(context.database, household_id)
    if one is None:
        return ()
    acts = journal.naming(context.database, one.code, ("household.split", "household.merged"))
    return tuple((act, tuple(_households_in(context, act))) for act in acts)


def _households_in(context: Context, act: Entry) -> Iterator[Change]:
    return (change for change in journal.changes_of(context.database, act.id) if change.kind == "household")


def add(context: Context, village_id: str, fields: HouseholdFields, code: str = "") -> Changed:
    """Add a household to a village and to the newest open year's sheet.

    RefusedError(households.refused) lists everything that is wrong with the fields.
    """
    village = village_services.get(context, village_id)
    new = prepared(context, village, fields, code)
    act = Act("household.added", {"household": new.code, "head": new.head})
    return perform(context, act, lambda c: place(context, c, [new]))


def edit(context: Context, household_id: str, fields: HouseholdFields, code: str = "") -> Changed:
    """Change what is known of a household; an empty code keeps the one it has."""
    old = get(context, household_id)
    new = replace(old, fields=_cleaned(fields), code=clean(code) or old.code)
    _refuse_faults(context, new)
    act = Act("household.edited", {"household": new.code, "head": new.head})
    return perform(context, act, lambda c: [_save(c, new)])


def move(context: Context, household_ids: Iterable[str], village_id: str) -> Changed:
    """Move households to another village, on the newest open year's sheet too; earlier sheets stay as they were."""
    village = village_services.get(context, village_id)
    moving = [get(context, household_id) for household_id in household_ids]
    act = Act("household.moved", {"count": len(moving), "village": village.name})
    return perform(context, act, lambda c: _move(context, c, moving, village))


def split(context: Context, household_id: str, new_heads: Sequence[HouseholdFields]) -> Changed:
    """Split new households off one; they live in its village and say in their note where they come from."""
    origin = get(context, household_id)
    village = village_services.get(context, origin.village_id)
    taken = households.codes(context.database)
    made = []
    for fields in new_heads:
        noted = replace(fields, note=clean(f"{fields.note} Tách từ hộ {origin.code}"))
        new = prepared(context, village, noted, "", taken)
        taken.add(new.code)
        made.append(new)
    act = Act("household.split", {"household": origin.code, "head": origin.head, "count": len(made)})
    return perform(context, act, lambda c: place(context, c, made))


def merge(context: Context, household_ids: Iterable[str], into_id: str, on: date) -> Changed:
    """Merge households into one: they are closed, and name it as their successor."""
    kept = get(context, into_id)
    gone = [get(context, household_id) for household_id in household_ids if household_id != kept.id]
    closed = [replace(one, status=HouseholdStatus.MERGED, status_on=on, successor_id=kept.id) for one in gone]
    act = Act("household.merged", {"household": kept.code, "head": kept.head, "count": len(closed)})
    return perform(context, act, lambda c: _close(context, c, closed))


def close(context: Context, household_ids: Iterable[str], status: HouseholdStatus, on: date) -> Changed:
    """Close households that moved away or were dissolved.

    A closed household leaves the newest open year's sheet only where it has no answer there: answers are kept.
    """
    if status not in CLOSED:
        raise UserError("households.not_a_closing", status=status.value)
    closed = [replace(get(context, household_id), status=status, status_on=on) for household_id in household_ids]
    act = Act(f"household.{status.value}", {"count": len(closed), "head": closed[0].head if closed else ""})
    return perform(context, act, lambda c: _close(context, c, closed))


def reopen(context: Context, household_ids: Iterable[str]) -> Changed:
    """Open closed households again, and put them back on the newest open year's sheet."""
    opened = [
        replace(get(context, household_id), status=HouseholdStatus.ACTIVE, status_on=None, successor_id="")
        for household_id in household_ids
    ]
    act = Act("household.reopened", {"count": len(opened), "head": opened[0].head if opened else ""})
    return perform(context, act, lambda c: place(context, c, opened))


def prepared(
    context: Context, village: Village, fields: HouseholdFields, code: str = "", taken: set[str] | None = None
) -> Household:
    """Return a new household with id and code, checked but not yet kept; `taken` are codes not to be used."""
    used = households.codes(context.database) if taken is None else taken
    new = Household(
        id=new_id(context.clock()),
        code=clean(code) or next_code(context.office.code, village, used),
        village_id=village.id,
        fields=_cleaned(fields),
    )
    _refuse_faults(context, new)
    return new


def place(context: Context, connection: Connection, new: Iterable[Household]) -> Iterator[Change | None]:
    """Keep households and put them on the newest open year's sheet, inside the caller's transaction."""
    newest = answers.years(context.database)[:1]
    for household in new:
        yield _save(connection, household)
        for year, _key in newest:
            yield from sheets.enrol(connection, year, {household.id: household.village_id})


def next_code(office_code: str, village: Village, taken: set[str]) -> str:
    """Return the first free code of a village: commune, village number, running number (30769-01-0001)."""
    start = f"{office_code}-{village.number:02d}-"
    pattern = re.compile(re.escape(start) + r"(\d+)")
    used = (int(found[1]) for code in taken if (found := pattern.fullmatch(code)))
    return f"{start}{max(used, default=0) + 1:04d}"


def _cleaned(fields: HouseholdFields) -> HouseholdFields:
    return replace(
        fields,
        head=clean(fields.head),
        ethnic_group=clean(fields.ethnic_group),
        address=clean(fields.address),
        phone=clean(fields.phone),
        personal_id=clean(fields.personal_id),
        note=clean(fields.note),
    )


def _refuse_faults(context: Context, household: Household) -> None:
    problems = list(errors_of(household_problems(household.fields, household.code, context.clock().year)))
    other = households.by_code(context.database, household.code)
    if other is not None and other.id != household.id:
        problems.append(
            Problem(
                "households.code_taken",
                Place(column="code"),
                found=household.code,
                facts={"head": other.head},
            )
        )
    if problems:
        raise RefusedError("households.refused", problems, head=household.head)


def _move(
    context: Context, connection: Connection, moving: Iterable[Household], village: Village
) -> Iterator[Change | None]:
    newest = answers.years(context.database)[:1]
    for household in moving:
        yield _save(connection, replace(household, village_id=village.id))
        for year, _key in newest:
            on_sheet = sheets.enrolled(context.database, year)
            if household.id in on_sheet:
                yield from sheets.enrol(connection, year, {household.id: village.id})
                answers.retally(connection, year, {on_sheet[household.id], village.id})


def _close(context: Context, connection: Connection, closed: Iterable[Household]) -> Iterator[Change | None]:
    newest = answers.years(context.database)[:1]
    for household in closed:
        yield _save(connection, household)
        answered = sheets.answered_years(context.database, household.id)
        for year, _key in newest:
            if year not in answered:
                yield from sheets.take_off(connection, year, [household.id])


def _save(connection: Connection, household: Household) -> Change | None:
    return rows.save(connection, "household", households.as_row(household))


def same_person(one: Household, other: HouseholdFields, village_id: str) -> bool:
    """Whether a household is the one described: same id number, or same name, birth year and village."""
    mine = one.fields
    if mine.personal_id and mine.personal_id == other.personal_id:
        return True
    return (
        one.village_id == village_id
        and fold(mine.head) == fold(other.head)
        and mine.birth_year is not None
        and mine.birth_year == other.birth_year
    )
