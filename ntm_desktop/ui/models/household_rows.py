"""Which households a list shows, and in which order: plain values, fast enough for each key that is typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.domain.text import collation_key, fold, person_key
from ntm_desktop.wording import household_values as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village


class Column(StrEnum):
    """The columns of the list; the value is the field's name."""

    CODE = "code"
    HEAD = "head"
    BIRTH = "birth_year"
    SEX = "sex"
    VILLAGE = "village_id"
    MEMBERS = "members"
    POVERTY = "poverty"
    ETHNIC_GROUP = "ethnic_group"
    ADDRESS = "address"
    STATUS = "status"


COLUMNS = tuple(Column)
# What may be missing, in the order in which a list asks for it.
MISSING = ("birth_year", "sex", "personal_id", "members", "poverty", "ethnic_group", "address", "phone")
ANY_STATUS = "any"
NOT_SAID = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """A household as the list holds it: `folded` is what the search looks through."""

    household: Household
    village: str
    number: int
    folded: str

    @property
    def id(self) -> str:
        """The household's id."""
        return self.household.id


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown. Empty parts do not restrict; `poverty`, `ethnic_group` of NOT_SAID: those without one.

    `status` is a HouseholdStatus or ANY_STATUS; `missing` names a field.
    """

    text: str = ""
    village_id: str = ""
    poverty: str = ""
    ethnic_group: str = ""
    status: str = HouseholdStatus.ACTIVE.value
    missing: str = ""


def line_of(household: Household, village: Village) -> Line:
    """Return a household with its village's words and what the search looks through."""
    fields = household.fields
    parts = (fields.head, household.code, fields.personal_id, fields.phone, fields.address)
    return Line(household, village.title, village.number, fold(" | ".join(part for part in parts if part)))


def lines_of(households: Iterable[Household], villages: Mapping[str, Village]) -> list[Line]:
    """Return households as lines."""
    return [line_of(one, villages[one.village_id]) for one in households]


def passing(lines: Sequence[Line], order: Iterable[int], wanted: Wanted) -> list[int]:
    """Return those of `order` (places in `lines`) that pass everything but the text."""
    tests = _tests(wanted)
    return [place for place in order if all(test(lines[place].household) for test in tests)]


def matching(lines: Sequence[Line], places: Sequence[int], text: str) -> list[int]:
    """Return those of `places` whose line has every word of `text`, without diacritics."""
    words_wanted = fold(text).split()
    found = list(places)
    for word in words_wanted:
        found = [place for place in found if word in lines[place].folded]
    return found


def sorted_places(lines: Sequence[Line], column: Column, *, descending: bool = False) -> list[int]:
    """Return all places by a column: people by given name in the Vietnamese alphabet, villages by number and code."""
    key = _KEYS.get(column, _by_text(column))
    places = sorted(range(len(lines)), key=lambda place: (key(lines[place]), lines[place].household.code))
    return places[::-1] if descending else places


def ethnic_groups(lines: Iterable[Line]) -> list[str]:
    """Return the ethnic groups that occur, by the alphabet."""
    found = {line.household.fields.ethnic_group for line in lines} - {""}
    return sorted(found, key=collation_key)


def cell(line: Line, column: Column) -> str:
    """Return what stands in a cell."""
    return _CELLS[column](line)


def _tests(wanted: Wanted) -> list[Callable[[Household], bool]]:
    tests: list[Callable[[Household], bool]] = []
    if wanted.status != ANY_STATUS:
        tests.append(lambda one: one.status == wanted.status)
    if wanted.village_id:
        tests.append(lambda one: one.village_id == wanted.village_id)
    if wanted.poverty:
        tests.append(lambda one: (one.fields.poverty or NOT_SAID) == wanted.poverty)
    if wanted.ethnic_group:
        tests.append(lambda one: (one.fields.ethnic_group or NOT_SAID) == wanted.ethnic_group)
    if wanted.missing:
        tests.append(lambda one: getattr(one.fields, wanted.missing) in {None, ""})
    return tests


def _by_text(column: Column) -> Callable[[Line], object]:
    return lambda line: collation_key(cell(line, column))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


# A table, for it is asked thousands of times when a list is copied.
_CELLS: Mapping[Column, Callable[[Line], str]] = {
    Column.CODE: lambda line: line.household.code,
    Column.HEAD: lambda line: line.household.fields.head,
    Column.BIRTH: lambda line: _number(line.household.fields.birth_year),
    Column.SEX: lambda line: words.sex(line.household.fields.sex),
    Column.VILLAGE: lambda line: line.village,
    Column.MEMBERS: lambda line: _number(line.household.fields.members),
    Column.POVERTY: lambda line: words.poverty(line.household.fields.poverty),
    Column.ETHNIC_GROUP: lambda line: line.household.fields.ethnic_group,
    Column.ADDRESS: lambda line: line.household.fields.address,
    Column.STATUS: lambda line: words.status(line.household.status),
}
_KEYS: Mapping[Column, Callable[[Line], object]] = {
    Column.CODE: lambda line: line.household.code,
    Column.HEAD: lambda line: person_key(line.household.head),
    Column.BIRTH: lambda line: line.household.fields.birth_year or 0,
    Column.MEMBERS: lambda line: line.household.fields.members or 0,
    Column.VILLAGE: lambda line: line.number,
}
