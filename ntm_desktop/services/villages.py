"""Villages of the commune: add, rename, merge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Village
from ntm_desktop.domain.text import clean
from ntm_desktop.domain.validation import village_problems
from ntm_desktop.errors import UserError
from ntm_desktop.services.context import Act, commune_only, perform
from ntm_desktop.store import answers, households, rows, sheets, villages
from ntm_desktop.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change


def listed(context: Context, *, with_closed: bool = False) -> list[Village]:
    """Return the villages by number."""
    return villages.all_villages(context.database, with_closed=with_closed)


def get(context: Context, village_id: str) -> Village:
    """Return one village; UserError(households.no_such_village)."""
    found = villages.village(context.database, village_id)
    if found is None:
        raise UserError("households.no_such_village", village=village_id)
    return found


def add(context: Context, name: str, word: str = "", *, ethnic_minority_area: bool = False) -> Changed:
    """Add a village; its word is the office's unless given. UserError where the name is empty or taken."""
    commune_only(context)
    new = prepared(context, name, word, ethnic_minority_area=ethnic_minority_area)
    _refuse_taken(context, new)
    return perform(context, Act("village.added", {"village": new.name}), lambda c: [_save(c, new)])


def prepared(context: Context, name: str, word: str = "", *, ethnic_minority_area: bool = False) -> Village:
    """Return a new village with its id and number, not yet kept."""
    return Village(
        id=new_id(context.clock()),
        number=villages.next_number(context.database),
        name=clean(name),
        word=clean(word) or context.office.village_word,
        ethnic_minority_area=ethnic_minority_area,
    )


def edit(context: Context, changed: Village) -> Changed:
    """Rename a village, or change its word or whether it lies in an ethnic-minority area."""
    get(context, changed.id)
    new = replace(changed, name=clean(changed.name), word=clean(changed.word))
    _refuse_taken(context, new)
    return perform(context, Act("village.edited", {"village": new.name}), lambda c: [_save(c, new)])


def merge(context: Context, village_id: str, into_id: str) -> Changed:
    """Close a village; its households, and their places on the newest open year's sheet, go to another one.

    Sheets of earlier years keep the village that was.
    """
    gone, kept = get(context, village_id), get(context, into_id)
    if gone.id == kept.id:
        raise UserError("households.same_village", village=gone.name)
    act = Act("village.merged", {"village": gone.name, "into": kept.name})
    return perform(context, act, lambda c: _merge(context, c, gone, kept))


def _merge(context: Context, connection: Connection, gone: Village, kept: Village) -> Iterator[Change | None]:
    everyone = households.Filter(village_id=gone.id, status=None)
    for household in households.find(context.database, everyone):
        yield rows.save(connection, "household", households.as_row(replace(household, village_id=kept.id)))
    for year, _key in answers.years(context.database)[:1]:
        placed = dict.fromkeys(sheets.enrolled(context.database, year, gone.id), kept.id)
        yield from sheets.enrol(connection, year, placed)
        answers.retally(connection, year, (gone.id, kept.id))
    yield _save(connection, replace(gone, closed=True))


def _save(connection: Connection, village: Village) -> Change | None:
    return rows.save(connection, "village", villages.as_row(village))


def _refuse_taken(context: Context, village: Village) -> None:
    if not village.name:
        raise UserError("households.village_no_name")
    for problem in village_problems(village.name, village.word):
        raise UserError(problem.code, found=problem.found[:30], expected=problem.expected)
    other = villages.named(context.database, village.name)
    if other is not None and other.id != village.id:
        raise UserError("households.village_taken", village=other.name)
