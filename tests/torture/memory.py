"""Offices in memory: the real store and the real decision, with packages that are values instead of files."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.sequence import Incoming, Standing, decide
from ntm_desktop.store import packages, received, shelf
from ntm_desktop.store.database import Database, open_database
from ntm_desktop.store.ids import new_id
from ntm_desktop.store.packages import Intent, OutRecord
from ntm_desktop.store.received import InRecord
from ntm_desktop.store.shelf import Figures as Rows
from tests.torture.letters import Answered, Content, Figures, Letter, nobodys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEVELS = {5: Level.COMMUNE, 3: Level.DISTRICT, 2: Level.PROVINCE}
_UNDO = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: the database, and the truth that goes with it."""

    image: bytes
    line: str
    content: Content = field(default_factory=dict)
    written: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to the computer and its people, not to the data: clock, keys, and whom they trust."""

    now: datetime = datetime(2026, 11, 22, tzinfo=UTC)
    key: int = 0
    trusted: Mapping[str, int] = field(default_factory=dict)


class MemoryMachine:
    """A computer whose database lives in memory. See `Machine` for what each method does."""

    def __init__(self, code: str, saved: Saved | None = None, own: Own | None = None) -> None:
        self.code = code
        saved = saved or Saved(_empty(), new_id(datetime.now(UTC)))
        self._own = own or Own()
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.deserialize(saved.image)
        self._database = Database(Path(":memory:"), self._connection)
        self._line = saved.line
        self._content: Content = dict(saved.content)
        self._written = dict(saved.written)

    def edit(self, year: int, value: int) -> None:
        self._content[year] = value

    def content(self) -> Content:
        return dict(self._content)

    def line(self) -> str:
        return self._line

    def send(self, to: str, years: Sequence[int] | None, number: int) -> Letter | None:
        says = self._says(years)
        if not says:
            return None
        level = _LEVELS[len(to)]
        earlier = packages.earlier(self._database, level, to, self._line)
        sequence, previous = packages.next_number(self._database, level, to, self._line)
        manifest = f"{number:016x}" * 4
        incoming = Incoming(self._line, sequence, manifest, previous, {one: m[:16] for one, m in earlier.items()})
        with self._database.atomic() as connection:
            packages.record_sent(connection, self._out(to, incoming, tuple(says)))
        before = self._written.get(to, frozenset())
        self._written[to] = before | {number}
        return Letter(
            number,
            self.code,
            to,
            self._line,
            before,
            says,
            self._own.key,
            self._own.trusted.get(to, 0),
            payload=incoming,
        )

    def _says(self, years: Sequence[int] | None) -> dict[int, Figures]:
        if len(self.code) == 5:
            return {year: {self.code: self._content[year]} for year in sorted(years or self._content)}
        return {year: self.figures(year) for year in years or shelf.years(self._database)}

    def take(self, letter: Letter, *, decided: bool) -> Answered:
        refused = Answered(accepted=False, changed=False)
        if (
            (letter.recipient, letter.sealed_to) != (self.code, self._own.key)
            or letter.newer_format
            or self._own.trusted.get(letter.sender) != letter.key
        ):
            return refused
        incoming = letter.payload
        if not isinstance(incoming, Incoming):
            return refused
        level = _LEVELS[len(letter.sender)]
        decision = decide(received.held(self._database, level, letter.sender), incoming)
        fork = decision.standing is Standing.FORK
        if decision.standing is Standing.ALREADY_HAVE:
            return Answered(accepted=True, changed=False)
        if decision.standing is Standing.OLDER or (fork and not decided):
            return replace(refused, fork=fork)
        self._keep(letter, incoming, level)
        return Answered(accepted=True, changed=True, fork=fork)

    def _keep(self, letter: Letter, incoming: Incoming, level: Level) -> None:
        base = shelf.pointers(self._database, level, letter.sender)
        record = self._in(letter, incoming, level, {year: base.get(year) for year in letter.says})
        units = tuple(
            (year, commune, commune, "", 0, "", value, 0, 0, 0)
            for year, figures in letter.says.items()
            for commune, value in figures.items()
        )
        with self._database.atomic() as connection:
            received.record(connection, record)
            shelf.keep_figures(connection, record.id, Rows(units, ()))
            shelf.point(connection, level, letter.sender, dict.fromkeys(letter.says, record.id))

    def undo(self, sender: str, year: int) -> int | None:
        level = _LEVELS[len(sender)]
        pointers = shelf.pointers(self._database, level, sender)
        package = received.package(self._database, pointers.get(year, ""))
        if package is None or self._own.now - package.received_at > _UNDO:
            return None
        if any(pointers.get(each) != package.id for each in package.replaced):
            return None
        with self._database.atomic() as connection:
            shelf.point(connection, level, sender, package.replaced)
            received.mark_undone(connection, package, self._own.now)
        return _number(package)

    def shelf(self, sender: str) -> dict[int, int]:
        pointers = shelf.pointers(self._database, _LEVELS[len(sender)], sender)
        known = {one: received.package(self._database, one) for one in set(pointers.values())}
        return {year: _number(package) for year, one in pointers.items() if (package := known[one]) is not None}

    def figures(self, year: int) -> Figures:
        return {one.commune.code: one.commune.households for one in shelf.figures(self._database, year)}

    def copied(self) -> MemoryMachine:
        return MemoryMachine(self.code, self.save(), self._own)

    def save(self) -> Saved:
        image = self._connection.serialize()
        return Saved(image, self._line, dict(self._content), dict(self._written))

    def restored(self, backup: object, *, by_program: bool) -> MemoryMachine:
        if not isinstance(backup, Saved):
            raise TypeError
        self._connection.close()
        renewed = replace(backup, line=new_id(datetime.now(UTC)), written={})
        return MemoryMachine(self.code, renewed if by_program else backup, self._own)

    def clock(self, years: int) -> None:
        self._own = replace(self._own, now=self._own.now + timedelta(days=365 * years))

    def trust(self, sender: str, key: int) -> None:
        self._own = replace(self._own, trusted={**self._own.trusted, sender: key})

    def renew_key(self, key: int) -> None:
        self._own = replace(self._own, key=key)

    def crash(self, to: str) -> None:
        number, _previous = packages.next_number(self._database, _LEVELS[len(to)], to, self._line)
        with self._database.atomic() as connection:
            packages.give_up(connection, self._database, Intent(to, self._line, number, "x.ntmpkg", nobodys()))

    def _out(self, to: str, one: Incoming, years: tuple[int, ...]) -> OutRecord:
        return OutRecord(
            id=new_id(self._own.now),
            kind="report",
            recipient_level=_LEVELS[len(to)],
            recipient_code=to,
            recipient_name=to,
            lineage=one.lineage,
            sequence=one.sequence,
            previous=one.previous,
            file_name=f"{one.manifest}.ntmpkg",
            sha256=one.manifest,
            manifest_sha256=one.manifest,
            size=1,
            period=years,
            counts={},
            journal_mark=0,
            written_at=self._own.now,
        )

    def _in(self, letter: Letter, one: Incoming, level: Level, replaced: dict[int, str | None]) -> InRecord:
        return InRecord(
            id=new_id(self._own.now),
            kind="report",
            sender_level=level,
            sender_code=letter.sender,
            sender_name=letter.sender,
            lineage=one.lineage,
            sequence=one.sequence,
            previous=one.previous,
            file_name=str(letter.number),
            sha256=one.manifest,
            manifest_sha256=one.manifest,
            size=1,
            period=tuple(letter.says),
            bagged_on="2026-11-22",
            received_at=self._own.now,
            accepted=True,
            replaced=replaced,
        )


def _number(package: InRecord) -> int:
    return int(package.file_name)


@cache
def _empty() -> bytes:
    """Return a database without an office, as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "empty.sqlite3")
        database.connection.execute("PRAGMA journal_mode = DELETE")
        image = database.connection.serialize()
        database.close()
        return image
