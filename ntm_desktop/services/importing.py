"""A household list comes in: what the file holds, what of it is new here, and one transaction that adds it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import Household
from ntm_desktop.domain.importing.casing import spelling_key
from ntm_desktop.domain.importing.drafts import Draft, DraftRow, Override
from ntm_desktop.domain.importing.interpret import interpret
from ntm_desktop.domain.importing.proposal import propose
from ntm_desktop.domain.places import Village
from ntm_desktop.domain.problems import Place, Problem, RefusedError, errors_of
from ntm_desktop.domain.validation import household_problems, village_problems
from ntm_desktop.services import backups
from ntm_desktop.services.context import Act, commune_only, perform
from ntm_desktop.sheets.reader import read_workbook
from ntm_desktop.store import answers, households, rows, sheets, villages
from ntm_desktop.store.ids import new_id, new_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.importing.drafts import DraftVillage, Proposal
    from ntm_desktop.domain.importing.grid import Workbook
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change

__all__ = ["Draft", "DraftRow", "ImportPlan", "Opened", "Override", "apply", "open_file", "plan"]


_CARD_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read, and how the program proposes to understand it."""

    path: Path
    workbook: Workbook
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the file whose household is here already. `by` is `code`, `personal_id`, `person` or `name`."""

    row: DraftRow
    household: Household
    by: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, before anything is written.

    `new` are the rows that would be added; `unchanged` those that are here already; `doubtful` those with a name that
    is here in the same village, where a birth year is missing on one side or the cards are two people's: they are not
    added unless a person says so. `problems` are all problems, of the file and of its rows.
    """

    draft: Draft
    new: tuple[DraftRow, ...]
    unchanged: tuple[Known, ...]
    doubtful: tuple[Known, ...]
    new_villages: tuple[DraftVillage, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    changed: Changed
    added: int
    villages: tuple[str, ...]


def open_file(path: Path) -> Opened:
    """Read a spreadsheet and propose how to understand it; RefusedError with all that stands against it."""
    workbook = read_workbook(path)
    return Opened(path, workbook, propose(workbook))


def plan(context: Context, opened: Opened, overrides: Sequence[Override] = ()) -> ImportPlan:
    """Return what importing an opened file would do, compared with the households that are here."""
    commune_only(context)
    draft = interpret(opened.workbook, opened.proposal, overrides)
    good, problems = _checked(draft, context.clock().year)
    compared = _Comparison(context)
    new, unchanged, doubtful = compared.sort(draft, good)
    wanted = {row.village for row in new}
    return ImportPlan(
        draft=draft,
        new=tuple(new),
        unchanged=tuple(unchanged),
        doubtful=tuple(doubtful),
        new_villages=tuple(
            one
            for one in draft.villages
            if one.title in wanted and villages.by_name(context.database, one.name) is None
        ),
        problems=(*draft.problems, *problems),
    )


def apply(
    context: Context,
    planned: ImportPlan,
    *,
    add_doubtful: bool = False,
    before_write: Callable[[], None] | None = None,
) -> Imported:
    """Add what a plan calls new, with its villages, in one transaction with one undo.

    A backup is written first where there is anything to lose. `before_write` may raise CancelledError: then nothing
    was changed. RefusedError(households.import_nothing) where the plan adds nobody because of its problems.
    """
    chosen = [*planned.new, *(known.row for known in planned.doubtful if add_doubtful)]
    if not chosen and errors_of(planned.problems) and not planned.unchanged:
        raise RefusedError("households.import_nothing", planned.problems, file=planned.draft.source)
    if chosen and sum(households.counts(context.database).values()):
        backups.write_before(context, "import")
    if before_write is not None:
        before_write()
    act = Act("household.imported", {"file": planned.draft.source, "count": len(chosen)})
    changed = perform(context, act, lambda c: _write(context, c, planned, chosen))
    return Imported(changed, len(chosen), tuple(one.title for one in planned.new_villages))


def _checked(draft: Draft, this_year: int) -> tuple[list[DraftRow], list[Problem]]:
    """Return the rows that may be added, and what is wrong with the others."""
    good: list[DraftRow] = []
    problems: list[Problem] = []
    for row in draft.rows:
        found = [_placed(problem, row) for problem in household_problems(row.fields, row.code, this_year)]
        if not row.village:
            found.append(Problem("households.import_no_village", Place(sheet=row.sheet, row=row.row), row.fields.head))
        found += [_placed(problem, row) for problem in village_problems(row.village)]
        problems += found
        if not errors_of(found):
            good.append(row)
    return good, problems


def _placed(problem: Problem, row: DraftRow) -> Problem:
    return replace(problem, place=replace(problem.place, sheet=row.sheet, row=row.row))


class _Comparison:
    """The households that are here, ready to be found by what a file says of them; each is found once."""

    def __init__(self, context: Context) -> None:
        everyone = households.find(context.database, households.Filter(status=None))
        names = {one.id: one.name for one in villages.all_villages(context.database, with_closed=True)}
        self._context = context
        self._by: dict[tuple[object, ...], list[Household]] = {}
        self._found: set[str] = set()
        for one in everyone:
            for key in _keys(
                one.fields.head,
                one.fields.birth_year,
                one.fields.personal_id,
                one.code,
                names[one.village_id],
            ):
                self._by.setdefault(key, []).append(one)

    def sort(self, draft: Draft, given: Sequence[DraftRow]) -> tuple[list[DraftRow], list[Known], list[Known]]:
        """Return the rows that are new, those that are here, and those that may be."""
        names = self._villages(draft)
        unchanged: list[Known] = []
        rest: list[DraftRow] = []
        # Sure matches take their household first, so that a doubtful one does not take it away from them.
        for row in given:
            known = self._sure(row, names[row.village])
            if known is None:
                rest.append(row)
            else:
                unchanged.append(known)
        new: list[DraftRow] = []
        doubtful: list[Known] = []
        for row in rest:
            known = self._doubtful(row, names[row.village])
            if known is None:
                new.append(row)
            else:
                doubtful.append(known)
        return new, unchanged, doubtful

    def _villages(self, draft: Draft) -> dict[str, str]:
        """Return, for each village of the file, the name that it has here, or its own."""
        found = {}
        for one in draft.villages:
            here = villages.by_name(self._context.database, one.name)
            found[one.title] = here.name if here else one.name
        return found

    def _sure(self, row: DraftRow, village: str) -> Known | None:
        fields = row.fields
        keys = _keys(fields.head, fields.birth_year, fields.personal_id, row.code, village)
        for key in keys:
            if key[0] != "name":
                for one in self._by.get(key, ()):
                    if one.id not in self._found and not (key[0] == "person" and _two_cards(one, row)):
                        self._found.add(one.id)
                        return Known(row, one, str(key[0]))
        return None

    def _doubtful(self, row: DraftRow, village: str) -> Known | None:
        for one in self._by.get(("name", spelling_key(row.fields.head), village), ()):
            one_known = one.fields.birth_year is None or row.fields.birth_year is None or _two_cards(one, row)
            if one.id not in self._found and one_known:
                self._found.add(one.id)
                same = one.fields.birth_year == row.fields.birth_year
                return Known(row, one, "person" if same else "name")
        return None


def _two_cards(household: Household, row: DraftRow) -> bool:
    """Whether a household and a row have today's cards of two people: then the same name and year prove nothing."""
    cards = (household.fields.personal_id, row.fields.personal_id)
    return cards[0] != cards[1] and all(len(card) == _CARD_DIGITS and card.isdigit() for card in cards)


def _keys(head: str, birth_year: int | None, personal_id: str, code: str, village: str) -> list[tuple[object, ...]]:
    name = spelling_key(head)
    keys: list[tuple[object, ...]] = []
    if personal_id:
        keys.append(("personal_id", personal_id))
    if code:
        # A code alone may be another list's running number: with the name it is the same household.
        keys.append(("code", code.casefold(), name))
    # Two rows without a birth year are the same as often as there are such households here: a file imported twice
    # adds nobody twice, and two people of one name in one file stay two.
    keys.append(("person", name, birth_year, village))
    keys.append(("name", name, village))
    return keys


def _write(
    context: Context, connection: Connection, planned: ImportPlan, chosen: Sequence[DraftRow]
) -> Iterator[Change | None]:
    made = [_village(context, number, one) for number, one in enumerate(planned.new_villages)]
    yield from rows.insert_many(connection, "village", (villages.as_row(one) for one in made))
    homes = _homes(context, planned.draft, chosen)
    new = _households(context, chosen, homes)
    yield from rows.insert_many(connection, "household", (households.as_row(one) for one in new))
    for year, _key in answers.years(context.database)[:1]:
        yield from sheets.enrol_new(connection, year, {one.id: one.village_id for one in new})


def _village(context: Context, offset: int, wanted: DraftVillage) -> Village:
    number = villages.next_number(context.database) + offset
    return Village(new_id(context.clock()), number, wanted.name, wanted.word or context.office.village_word)


def _homes(context: Context, draft: Draft, chosen: Sequence[DraftRow]) -> dict[str, Village]:
    bare = {one.title: one.name for one in draft.villages}
    found = {}
    for title in {row.village for row in chosen}:
        village = villages.by_name(context.database, bare.get(title, title))
        if village is not None:
            found[title] = village
    return found


def _households(context: Context, chosen: Sequence[DraftRow], homes: Mapping[str, Village]) -> list[Household]:
    taken = households.codes(context.database)
    office = context.office.code
    running: Counter[str] = Counter()
    made = []
    for household_id, row in zip(new_ids(context.clock(), len(chosen)), chosen, strict=True):
        village = homes[row.village]
        code = row.code if row.code and row.code not in taken else ""
        while not code or code in taken:
            running[village.id] += 1
            code = f"{office}-{village.number:02d}-{running[village.id]:04d}"
        taken.add(code)
        made.append(Household(household_id, code, village.id, row.fields))
    return made
