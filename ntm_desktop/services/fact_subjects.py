"""Whom a fact is about: the office itself, a village, a household, a unit below, or somebody that no list has.

A subject is kept as `office`, `village:<id>`, `household:<id>`, `unit:<level>/<code>` or `other:<name>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.text import clean, fold
from ntm_desktop.errors import UserError
from ntm_desktop.services import receiving_overview, villages
from ntm_desktop.store import households, received, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village
    from ntm_desktop.services.context import Context

OFFICE = "office"
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something that facts are about, with a name for people."""

    key: str
    name: str

    @property
    def kind(self) -> str:
        """What it is: office, village, household, unit, other."""
        return self.key.partition(":")[0]

    @property
    def id(self) -> str:
        """The id behind its kind; empty for the office."""
        return self.key.partition(":")[2]


def found(context: Context, text: str = "") -> Subject:
    """Return the subject that a person named; the office where nothing is named.

    By key, household code, village name or number, unit code, or `other:<name>`; UserError(facts.no_such_subject).
    """
    wanted = clean(text)
    if wanted in {"", OFFICE, context.office.code}:
        return Subject(OFFICE, context.office.name)
    subject = _other(wanted) or _household(context, wanted) or _village(context, wanted) or _unit(context, wanted)
    if subject is None:
        raise UserError("facts.no_such_subject", subject=wanted)
    return subject


def named(context: Context, key: str) -> str:
    """Return the name of a subject as it is kept; the key itself where it is known no more."""
    try:
        return found(context, key).name
    except UserError:
        return key


def around(context: Context, subject: Subject, year: int) -> Iterator[str]:
    """Yield the keys of what a subject lies in, the widest first: the office, then the village where it lived then."""
    if subject.kind != OFFICE:
        yield OFFICE
    if subject.kind == "household":
        village_id = sheets.village_of(context.database, year, subject.id)
        one = households.household(context.database, subject.id) if village_id is None else None
        if village_id is not None or one is not None:
            yield f"village:{village_id or (one.village_id if one else '')}"


def all_of_office(context: Context, year: int) -> list[Subject]:
    """Return the subjects of which an office computes facts together: itself and its villages, or the units below."""
    if context.office.level is not Level.COMMUNE:
        units = receiving_overview.overview(context, year)
        return [
            Subject(f"unit:{one.level.value}/{one.code}", one.name) for one in units if one.received or one.expected
        ]
    listed = villages.listed(context, with_closed=True)
    return [found(context), *(_of_village(one) for one in listed)]


def _other(wanted: str) -> Subject | None:
    kind, colon, name = wanted.partition(":")
    if kind != "other" or not colon or not name.strip():
        return None
    if len(name) > MAX_NAME:
        raise UserError("facts.long_subject", limit=MAX_NAME)
    return Subject(f"other:{clean(name)}", clean(name))


def _household(context: Context, wanted: str) -> Subject | None:
    one: Household | None
    if wanted.startswith("household:"):
        one = households.household(context.database, wanted.removeprefix("household:"))
    else:
        one = households.by_code(context.database, wanted)
    return None if one is None else Subject(f"household:{one.id}", f"{one.head} ({one.code})")


def _village(context: Context, wanted: str) -> Subject | None:
    text = wanted.removeprefix("village:")
    for one in villages.listed(context, with_closed=wanted.startswith("village:")):
        if text == one.id or fold(text) in {fold(one.name), fold(one.title), str(one.number)}:
            return _of_village(one)
    return None


def _of_village(one: Village) -> Subject:
    return Subject(f"village:{one.id}", one.title)


def _unit(context: Context, wanted: str) -> Subject | None:
    if context.office.level is Level.COMMUNE:
        return None
    units = {f"{one.level.value}/{one.code}": one.name for one in receiving_overview.expected(context)}
    for (level, code), last in received.latest(context.database).items():  # those too that nobody expected
        units.setdefault(f"{level}/{code}", last.sender_name)
    text = wanted.removeprefix("unit:")
    for key, name in units.items():
        if text in {key, key.partition("/")[2]} or fold(text) == fold(name):
            return Subject(f"unit:{key}", name)
    return None
