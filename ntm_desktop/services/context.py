"""What every use case is given: the office's store, the catalogue, the clock, and who works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.changes import Changed
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.frozen import frozen
from ntm_desktop.store import journal, office
from ntm_desktop.store.database import Connection, open_database
from ntm_desktop.store.journal import Author, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.errors import Fact
    from ntm_desktop.paths import DataPaths
    from ntm_desktop.store.database import Database
    from ntm_desktop.store.journal import Change
    from ntm_desktop.store.office import OfficeRecord


@frozen
class Context:
    """One open office. Frozen: another author is another context on the same database.

    `clock` returns the local time, aware of its zone; tests give their own.
    """

    paths: DataPaths
    database: Database
    catalogue: Catalogue
    clock: Callable[[], datetime]
    author: Author = Author()

    def working_as(self, author: Author) -> Context:
        """Return the context with another person at work."""
        return replace(self, author=author)

    def for_reading(self) -> Context:
        """Return a context with a read-only connection of its own, for a worker; close its database after use."""
        self.database.refuse_swapped()
        return replace(self, database=self.database.reader())

    def for_writing(self) -> Context:
        """Return a context with a writing connection of its own, for a worker; close its database after use."""
        self.database.refuse_swapped()
        return replace(self, database=open_database(self.database.path))

    @property
    def office(self) -> OfficeRecord:
        """The office; raises `general.no_office` before the first start is finished."""
        found = office.load(self.database)
        if found is None:
            raise UserError("general.no_office", folder=str(self.paths.root))
        return found


def commune_only(context: Context) -> None:
    """Refuse households and answers in a receiving office's data: the two roles never mix (general.commune_only)."""
    found = office.load(context.database)
    if found is not None and found.level is not Level.COMMUNE:
        raise UserError("general.commune_only", name=found.name)


@frozen
class Act:
    """What a use case is called in the journal, with the facts that its sentence needs."""

    name: str
    facts: Mapping[str, Fact]
    undoable: bool = True


def perform(context: Context, act: Act, work: Callable[[Connection], Iterable[Change | None]]) -> Changed:
    """Do `work` and write its journal line in one transaction; return what changed once it is on the disk."""
    now = context.clock()
    with context.database.atomic() as connection:
        changes = [change for change in work(connection) if change is not None]
        entry = 0
        if changes:
            note = Note(act.name, context.author, now, act.facts, undoable=act.undoable)
            entry = journal.write(connection, note, changes)
    return changed(entry, now, act.name, changes)


def changed(entry: int, now: datetime, action: str, changes: Sequence[Change]) -> Changed:
    """Return the value that tells the screens what a set of row changes touched.

    A row means to a screen its table and id: the household's id for sheets and answers.
    """
    rows: dict[str, set[str]] = {}
    for change in changes:
        kind, key = change.kind, change.key
        identifier = key.split("/")[1] if kind in _OF_A_HOUSEHOLD else key
        rows.setdefault(kind, set()).add(identifier)
    return Changed(entry, now, action, {table: frozenset(ids) for table, ids in rows.items()}, len(changes))


_OF_A_HOUSEHOLD = ("answer", "year_household")
