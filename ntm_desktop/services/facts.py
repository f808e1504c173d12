"""Facts of an office: entered with source and day, computed from its store, stale when the data behind them changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.fact_values import MAX_TEXT, parsed
from ntm_desktop.domain.facts import Fact, FactValue, gathered
from ntm_desktop.domain.movements_check import standard_facts
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.domain.text import clean
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, fact_sources, fact_subjects
from ntm_desktop.services.context import Act, perform
from ntm_desktop.services.explaining import plain
from ntm_desktop.store import facts as store
from ntm_desktop.store import journal
from ntm_desktop.store.facts import KeptFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.facts import FactDeclaration
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.fact_subjects import Subject
    from ntm_desktop.store.database import Connection
    from ntm_desktop.store.journal import Change

__all__ = ["Computed", "Entered", "KeptFact"]  # the command line names the kept ones through here

Row = dict[str, Any]
# What a subject takes over from the office and the village that it lies in; its own conduct nobody lends it.
_LENT = {"office": ("commune.", "norm."), "village": ("village.",)}


@dataclass(frozen=True, slots=True)
class Entered:
    """Facts as a person types them: value by name, the text or paper behind them, and the day that they speak of."""

    values: Sequence[tuple[str, str]]
    source: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """What a computation kept: how many facts of how many subjects, and those whose value is another than before."""

    subjects: int
    facts: int
    changed: tuple[str, ...]


def declared(context: Context) -> dict[str, FactDeclaration]:
    """Return every fact that can be entered or computed: those of the catalogue, and a tick for each standard."""
    ticks = {name: one for movement in context.catalogue.movements for name, one in standard_facts(movement).items()}
    return {**ticks, **context.catalogue.facts}


def listed(context: Context, subject: Subject | None = None, year: int | None = None) -> list[KeptFact]:
    """Return the facts that are kept about a subject (all) for a year and for none (every year)."""
    refuse_year(year or 0)
    subjects = None if subject is None else [subject.key]
    with context.database.snapshot():
        found = store.entered(context.database, subjects, year) + store.computed(context.database, subjects, year)
    return sorted(found, key=lambda one: (one.fact.subject, one.fact.name, one.year))


def enter(context: Context, new: Entered, subject: Subject, year: int = 0) -> Changed:
    """Keep facts that a person entered, all or none; RefusedError(facts.refused) with every fault.

    UserError `facts.no_source` without a source, `answers.bad_year`.
    """
    refuse_year(year)
    source = clean(new.source)
    if not source:
        raise UserError("facts.no_source")
    if len(source) > MAX_TEXT:
        raise UserError("facts.long_source", limit=MAX_TEXT)
    on = new.on or context.clock().date()
    kept = [Fact(name, value, subject.key, on, source) for name, value in _values(context, new.values, subject)]
    act = Act("facts.entered", {"count": len(kept), "subject": subject.name, "names": _named(kept), "source": source})
    return perform(context, act, lambda connection: (store.save(connection, year, one) for one in kept))


def clear(context: Context, names: Sequence[str], subject: Subject, year: int = 0) -> Changed:
    """Take away facts that a person entered; RefusedError(facts.refused) for those that are not there."""
    there = {one.fact.name for one in store.entered(context.database, [subject.key], year) if one.year == year}
    problems = [Problem("facts.not_entered", Place(path=name), name) for name in names if name not in there]
    if problems:
        raise RefusedError("facts.refused", problems)
    act = Act("facts.cleared", {"count": len(names), "subject": subject.name, "names": ", ".join(names)})

    def work(connection: Connection) -> Iterator[Change | None]:
        return (store.remove(connection, year, name, subject.key) for name in names)

    return perform(context, act, work)


def compute(context: Context, year: int, subjects: Iterable[Subject] | None = None) -> Computed:
    """Compute facts of a year anew and keep them: of the subjects named, else of the office and its units.

    UserError `answers.year_not_open` in a commune that has no such year.
    """
    refuse_year(year)
    wanted = fact_subjects.all_of_office(context, year) if subjects is None else list(subjects)
    count, changed = 0, list[str]()
    with context.database.atomic() as connection:
        # Read inside the transaction that keeps them: nothing can change between the figures and their mark.
        mark = journal.mark(context.database)
        sources = fact_sources.Sources(context, year)
        keys = [one.key for one in wanted]
        before = {(one.fact.subject, one.fact.name): one.fact for one in store.computed(context.database, keys, year)}
        for subject in wanted:
            found = sources.facts_of(subject)
            store.keep(connection, year, subject.key, found, mark)
            count += len(found)
            for one in found:
                known = before.get((subject.key, one.name))
                if known is not None and known.value != one.value:
                    changed.append(f"{subject.key}: {one.name}")
    return Computed(len(wanted), count, tuple(changed))


def refresh(context: Context, subject: Subject, year: int) -> Computed:
    """Compute anew what a verdict about a subject looks at: its own facts, and those of what it lies in."""
    around = [fact_subjects.found(context, key) for key in fact_subjects.around(context, subject, year)]
    return compute(context, year, [*around, subject])


def of_subject(context: Context, subject: Subject, year: int) -> dict[str, Fact]:
    """Return what is known about a subject in a year, for a verdict: a fact of the year before one of none.

    What the office and the village hold for all that lie in them (`commune.…`, `norm.…`, an office's own standards,
    `village.…`) counts for the subject too. A stale fact comes along as stale: the verdict says so.
    """
    refuse_year(year)
    with context.database.snapshot():
        found: list[Fact] = []
        for key in fact_subjects.around(context, subject, year):
            found += [one for one in _in_order(context, key, year) if _lends(key, one.name)]
        return gathered([*found, *_in_order(context, subject.key, year)])


def row(context: Context, one: KeptFact, known: Mapping[str, FactDeclaration]) -> Row:
    """Return a kept fact as plain data."""
    fact, said = one.fact, known.get(one.fact.name)
    return {
        "name": fact.name,
        "title": said.title if said else fact.name,
        "subject": fact.subject,
        "subject_name": fact_subjects.named(context, fact.subject),
        "year": one.year or None,
        "value": plain(fact.value),
        "unit": said.unit if said else "",
        "date": plain(fact.on),
        "source": fact.source,
        "origin": "computed" if one.computed else "entered",
        "stale": fact.stale,
    }


def history(context: Context, name: str, subject: Subject, year: int = 0) -> list[Row]:
    """Return what happened to an entered fact, oldest first: when, by whom, its value before and after."""
    return [
        {
            "at": entry.at,
            "by": entry.author,
            "action": entry.action,
            "before": change.before,
            "after": change.after,
        }
        for entry, change in store.history(context.database, year, name, subject.key)
    ]


def refuse_unknown(context: Context, name: str) -> None:
    """Refuse a name that nobody declared; RefusedError(facts.refused)."""
    if name not in declared(context):
        raise RefusedError("facts.refused", [Problem("packs.unknown_fact", Place(path=name), name)])


def _values(context: Context, typed: Sequence[tuple[str, str]], subject: Subject) -> Iterable[tuple[str, FactValue]]:
    known, problems, found = declared(context), list[Problem](), dict[str, FactValue]()
    ours = fact_sources.names(context.office.level, subject.kind)
    for name, text in typed:
        one = known.get(name)
        if one is None:
            problems.append(Problem("packs.unknown_fact", Place(path=name), name))
        elif name in ours:
            problems.append(Problem("facts.computed", Place(path=name), name))
        elif name in found:
            problems.append(Problem("packs.duplicate_key", Place(path=name), name))
        else:
            value = parsed(one, text)
            if isinstance(value, Problem):
                problems.append(value)
            else:
                found[name] = value
    if problems or not typed:
        raise RefusedError("facts.refused", problems or [Problem("packs.empty", Place())])
    return found.items()


def _in_order(context: Context, key: str, year: int) -> list[Fact]:
    """Return the facts of a subject, those of no year first, so that the year's own take their place."""
    kept = store.entered(context.database, [key], year) + store.computed(context.database, [key], year)
    return [one.fact for one in sorted(kept, key=lambda one: one.year)]


def _lends(key: str, name: str) -> bool:
    prefixes = _LENT[key.partition(":")[0]]
    return name.startswith(prefixes) or (key == fact_subjects.OFFICE and name.endswith(".text"))


def _named(kept: Iterable[Fact]) -> str:
    return ", ".join(one.name for one in kept)


def refuse_year(year: int) -> None:
    """Refuse a year that no office has; 0 is for what no year changes. UserError(answers.bad_year)."""
    if year and not answers.FIRST_YEAR <= year <= answers.LAST_YEAR:
        raise UserError("answers.bad_year", year=year)
