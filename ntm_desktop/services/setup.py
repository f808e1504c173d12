"""The first start: who the office is, its superior, movement, task list and keys; and the people who work there."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import THREE_TIERS, TWO_TIERS, Level
from ntm_desktop.errors import UserError
from ntm_desktop.frozen import frozen
from ntm_desktop.services.context import Act, perform
from ntm_desktop.store import office, rows, task_sets
from ntm_desktop.store.ids import new_id
from ntm_desktop.store.journal import Author, Change, packed
from ntm_desktop.store.office import OfficeRecord, StaffMember

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.places import OfficeUnit
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection

__all__ = [
    "THREE_TIERS", "TWO_TIERS", "NewOffice", "OfficeRecord", "StaffMember", "create", "current", "hire", "staff",
]  # fmt: skip

DEFAULT_TASK_SET = "kg-ho-15-phan-viec"
# What the exchange format takes for a name, and for the word before a village's name.
MOST_LETTERS, MOST_WORD_LETTERS = 200, 40
VILLAGE_WORDS = ("ấp", "thôn", "làng", "bản", "buôn", "xóm", "khóm", "khu phố", "tổ dân phố", "khu dân cư")


@frozen
class NewOffice:
    """What the first start asks for. Empty parts are found from the official list by code and date.

    A code means another unit in each list: `regime` and `superior_regime` name the list that it is of.
    """

    level: Level
    code: str
    name: str = ""
    superior_code: str = ""
    movement: str = ""
    task_set: str = DEFAULT_TASK_SET
    village_word: str = "ấp"
    regime: str = ""
    staff_name: str = ""
    staff_post: str = ""
    superior_regime: str = ""


def current(context: Context) -> OfficeRecord | None:
    """Return the office, or None before the first start is finished."""
    return office.load(context.database)


def create(context: Context, wanted: NewOffice) -> Changed:
    """Make the office of this data folder, with its keys; only once. UserError(general.office_exists)."""
    if current(context) is not None:
        raise UserError("general.office_exists", folder=str(context.paths.root))
    record = _record(context, wanted)
    for text in (wanted.staff_name, wanted.staff_post):
        _clean(text)  # before anything is made
    tasks = _task_set(context, wanted.task_set)
    from ntm_desktop.exchange.keys import Identity  # only the first start makes keys

    secret = Identity.generate().to_json()
    act = Act("office.created", {"office": record.name}, undoable=False)
    return perform(
        context,
        act,
        lambda c: _create(context, c, replace(record, task_set=tasks.key), tasks, secret, wanted),
    )


def change(context: Context, record: OfficeRecord) -> Changed:
    """Change what may change about an office: its superior, movement, village word or name. Code and level stay.

    UserError(general.long_text).
    """
    old = context.office
    names = {"name": _clean(record.name), "village_word": _clean(record.village_word, MOST_WORD_LETTERS)}
    kept = replace(record, level=old.level, code=old.code, lineage=old.lineage, **names)
    act = Act("office.changed", {"office": kept.name}, undoable=False)

    def work(connection: Connection) -> Iterator[Change]:
        office.save(connection, kept, context.clock())
        yield Change("office", "1", packed({"name": old.name}), packed({"name": kept.name}))

    return perform(context, act, work)


def superior_of(context: Context, level: Level, code: str, regime: str = "") -> OfficeUnit | None:
    """Return who receives this office's reports today: the district in the plans, the province since 1/7/2025."""
    unit = context.catalogue.units.get(level, code, regime or None)
    return None if unit is None else context.catalogue.units.superior_of(unit, context.clock().date())


def staff(context: Context, *, active_only: bool = True) -> Sequence[StaffMember]:
    """Return the people of the office."""
    return [one for one in office.staff(context.database) if one.active or not active_only]


def hire(context: Context, name: str, post: str = "") -> tuple[StaffMember, Changed]:
    """Add a person to the office; UserError(general.no_staff_name)."""
    person = StaffMember(new_id(context.clock()), _clean(name), _clean(post))
    if not person.name:
        raise UserError("general.no_staff_name")
    return person, _save_staff(context, person, "staff.added")


def change_staff(context: Context, person: StaffMember) -> Changed:
    """Rename a person, change the post, or note that they no longer work here."""
    cleaned = replace(person, name=_clean(person.name), post=_clean(person.post))
    if not cleaned.name:
        raise UserError("general.no_staff_name")
    return _save_staff(context, cleaned, "staff.changed")


def author(person: StaffMember) -> Author:
    """Return the person as the journal carries them."""
    return Author(person.id, person.name)


def _save_staff(context: Context, person: StaffMember, action: str) -> Changed:
    row = {"id": person.id, "name": person.name, "post": person.post, "active": int(person.active)}
    return perform(context, Act(action, {"name": person.name}), lambda c: [rows.save(c, "staff", row)])


def _record(context: Context, wanted: NewOffice) -> OfficeRecord:
    unit = _unit(context, wanted)
    superior = _superior(context, wanted, unit)
    return OfficeRecord(
        level=wanted.level,
        code=unit.code,
        name=_clean(wanted.name) or unit.name,
        province_code=unit.province_code,
        province_name=unit.province_name,
        district_code=unit.district_code,
        district_name=unit.district_name,
        regime=unit.regime,
        superior_level=superior.level.value if superior else "",
        superior_code=superior.code if superior else "",
        superior_name=superior.name if superior else "",
        movement=context.catalogue.movement(wanted.movement).id if wanted.movement else "",
        village_word=_clean(wanted.village_word, MOST_WORD_LETTERS) or "ấp",
        lineage=new_id(context.clock()),
    )


def _unit(context: Context, wanted: NewOffice) -> OfficeUnit:
    """Return the unit meant: of the list asked for, else the one of this name, else the one in force."""
    units = context.catalogue.units
    code = wanted.code.strip()
    named = units.called(wanted.level, code, wanted.name) if wanted.name and not wanted.regime else None
    unit = named or units.get(wanted.level, code, wanted.regime or None)
    if unit is None:
        raise UserError("general.unknown_office", code=wanted.code)
    return unit


def namesake(context: Context) -> OfficeUnit | None:
    """Return the other unit that our office's code stands for in the other list; None where both mean the same."""
    units, ours = context.catalogue.units, context.office
    unit = units.get(ours.level, ours.code, ours.regime)
    return None if unit is None else units.namesake(unit)


def _superior(context: Context, wanted: NewOffice, unit: OfficeUnit) -> OfficeUnit | None:
    if not wanted.superior_code:
        return context.catalogue.units.superior_of(unit, context.clock().date())
    chosen = wanted.superior_regime
    received = superior_of(context, unit.level, unit.code, unit.regime)
    if received is not None and received.code == wanted.superior_code and chosen in {"", received.regime}:
        return received  # a code stands in both lists: who is the superior today goes before who was
    levels = (Level.DISTRICT, Level.PROVINCE) if unit.level is Level.COMMUNE else (Level.PROVINCE,)
    for level in levels:
        for regime in (chosen,) if chosen else (unit.regime, None):
            found = context.catalogue.units.get(level, wanted.superior_code, regime)
            if found is not None:
                return found
    raise UserError("general.unknown_superior", code=wanted.superior_code)


def _task_set(context: Context, key: str) -> TaskSet:
    set_id, _, edition = (key or DEFAULT_TASK_SET).partition("@")
    return context.catalogue.task_set(set_id, int(edition) if edition.isdigit() else None)


def _create(
    context: Context,
    connection: Connection,
    record: OfficeRecord,
    tasks: TaskSet,
    secret: str,
    wanted: NewOffice,
) -> Iterator[Change | None]:
    now = context.clock()
    office.save(connection, record, now)
    office.save_identity(connection, secret, now)
    yield task_sets.add(connection, tasks)
    yield Change("office", "1", None, packed({"code": record.code, "name": record.name}))
    if _clean(wanted.staff_name):
        row = {
            "id": new_id(now),
            "name": _clean(wanted.staff_name),
            "post": _clean(wanted.staff_post),
            "active": 1,
        }
        yield rows.save(connection, "staff", row)


def _clean(text: str, most: int = MOST_LETTERS) -> str:
    """Return a name as it is printed and sent: one line, no control characters; UserError(general.long_text)."""
    from ntm_desktop.domain.text import clean  # the names of this module are read at every start, cleaned once

    cleaned = clean("".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) != "Cc"))
    if len(cleaned) > most:
        raise UserError("general.long_text", text=cleaned[:30], most=most)
    return cleaned
