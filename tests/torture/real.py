"""Offices on disk for the simulator: real data folders, keys and packages, one household in each commune.

What a commune answered in a year is one number: its bits are the fifteen tasks of that household.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.services import answers, backups, households, receiving, sending, setup, trust
from ntm_desktop.store import answers as stored
from ntm_desktop.store import office, packages, received, shelf
from ntm_desktop.store.journal import Author
from ntm_desktop.store.packages import Intent
from tests.exchange.forge import Forge, unsealed
from tests.exchange.offices import Pair
from tests.offices import REFERENCE_TASKS, FakeClock, settle
from tests.torture.letters import Answered, Content, Figures, Letter, nobodys
from tests.torture.world import TASKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context

CODES = ("30733", "30736", "30739")
_LEVELS = {5: Level.COMMUNE, 3: Level.DISTRICT, 2: Level.PROVINCE}
_PERSON = Author("official", "Trần Thị Mẫu")


@dataclass(slots=True)
class Town:
    """All offices of a history: where they live, and which card and keys belong together."""

    folder: Path
    opened: list[RealMachine] = field(default_factory=list)
    identities: dict[tuple[str, int], str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    made: int = 0

    def machine(self, code: str) -> RealMachine:
        """Make an office with its first computer."""
        return RealMachine(self, code, self.fresh(code))

    def fresh(self, name: str) -> Path:
        """Return a path that nobody used."""
        self.made += 1
        return self.folder / f"{self.made}-{name}"

    def card(self, code: str, key: int) -> Path:
        """Return where the card of an office with certain keys lies."""
        return self.folder / f"{code}-{key}.ntmcard"

    def close(self) -> None:
        """Close every computer."""
        for machine in self.opened:
            machine.close()


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup's file, and the truth of what had been written by then."""

    file: Path
    written: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to a computer and its people, not to the data; `written` is the truth of the data's history."""

    clock: FakeClock = field(default_factory=FakeClock)
    key: int = 0
    cards: Mapping[str, int] = field(default_factory=dict)
    written: Mapping[str, frozenset[int]] = field(default_factory=dict)


class RealMachine:
    """A computer with a data folder. See `Machine` for what each method does."""

    def __init__(self, town: Town, code: str, folder: Path, own: Own | None = None) -> None:
        self.code = code
        self._town = town
        self._folder = folder
        self._own = Own() if own is None else replace(own, clock=FakeClock(own.clock.now))
        self._open()
        if own is None:
            self._create()

    def close(self) -> None:
        """Close the computer's office."""
        self._office.close()

    def edit(self, year: int, value: int) -> None:
        one = households.find(self._context)[0]
        signs = {True: Status.ACHIEVED, False: Status.NOT_ACHIEVED}
        cells = [
            answers.NewAnswer(one.id, task, Answer(signs[bool(value >> place & 1)])) for place, task in enumerate(TASKS)
        ]
        answers.set_answers(self._context, year, cells)

    def content(self) -> Content:
        found = {year: stored.answers_of(self._context.database, year) for year in answers.years(self._context)}
        given = {year: next(iter(sheet.values()), {}) for year, sheet in found.items()}
        return {
            year: _value({task: int(one.status is Status.ACHIEVED) for task, one in sheet.items()})
            for year, sheet in given.items()
        }

    def line(self) -> str:
        return self._context.office.lineage

    def send(self, to: str, years: Sequence[int] | None, number: int) -> Letter | None:
        if not sending.years_to_send(self._context):
            return None
        sent = sending.write_package(self._context, to, self._stick(), years)
        # Two copies of a computer that say the same in the same second have written one letter, not two.
        number = self._town.numbers.setdefault(sent.manifest_sha256, number)
        before = self._own.written.get(to, frozenset())
        self._own = replace(self._own, written={**self._own.written, to: before | {number}})
        says = self._says(sent.period)
        return Letter(
            number, self.code, to, self.line(), before, says, self._own.key, self._own.cards[to], payload=sent.file
        )

    def take(self, letter: Letter, *, decided: bool) -> Answered:
        file = self._newer(letter) if letter.newer_format else letter.payload
        seen = receiving.inspect(self._context, file)  # type: ignore[arg-type]  # a path, by `send`
        done = receiving.apply(self._context, seen, fork_reason="Đã gọi điện hỏi xã" if decided else "", backup=False)
        return Answered(done.accepted, done.accepted and done.changed is not None, seen.fork)

    def undo(self, sender: str, year: int) -> int | None:
        found = shelf.pointers(self._context.database, _LEVELS[len(sender)], sender).get(year, "")
        package = received.package(self._context.database, found)
        try:
            receiving.undo(self._context, found)
        except UserError:
            return None
        return self._town.numbers[package.manifest_sha256] if package else None

    def shelf(self, sender: str) -> dict[int, int]:
        pointers = shelf.pointers(self._context.database, _LEVELS[len(sender)], sender)
        known = {one: received.package(self._context.database, one) for one in set(pointers.values())}
        return {
            year: self._town.numbers[package.manifest_sha256]
            for year, one in pointers.items()
            if (package := known[one]) is not None
        }

    def figures(self, year: int) -> Figures:
        return {one.commune.code: _value(one.commune.achieved) for one in shelf.figures(self._context.database, year)}

    def copied(self) -> RealMachine:
        folder = self._town.fresh(self.code)
        shutil.copytree(self._folder, folder, ignore=shutil.ignore_patterns("*.lock"))
        return RealMachine(self._town, self.code, folder, self._own)

    def save(self) -> Saved:
        kept = self._town.fresh("saved.sqlite3")
        shutil.copy2(backups.write(self._context).path, kept)
        return Saved(kept, self._own.written)

    def restored(self, backup: object, *, by_program: bool) -> RealMachine:
        if not isinstance(backup, Saved):
            raise TypeError
        if by_program:
            backups.restore(self._context, backup.file)
        self.close()
        if not by_program:
            for ending in ("-wal", "-shm"):
                self._context.paths.database.with_name(f"ntm.sqlite3{ending}").unlink(missing_ok=True)
            shutil.copy2(backup.file, self._context.paths.database)
        own = replace(self._own, written={} if by_program else backup.written)
        made = RealMachine(self._town, self.code, self._folder, own)
        made.renew_key(own.key)
        for code, key in own.cards.items():
            made.trust(code, key)
        return made

    def clock(self, years: int) -> None:
        self._own.clock.forward(days=365 * years)

    def trust(self, sender: str, key: int) -> None:
        card = self._town.card(sender, key)
        self._own = replace(self._own, cards={**self._own.cards, sender: key})
        trust.trust(self._context, card, trust.read(self._context, card).fingerprint)

    def renew_key(self, key: int) -> None:
        self._own = replace(self._own, key=key)
        fresh = (self.code, key) not in self._town.identities
        secret = self._town.identities.setdefault((self.code, key), Identity.generate().to_json())
        with self._context.database.atomic() as connection:
            office.save_identity(connection, secret, self._own.clock())
        if fresh:
            trust.write_card(self._context, self._town.card(self.code, key))

    def crash(self, to: str) -> None:
        level = _LEVELS[len(to)]
        number, _previous = packages.next_number(self._context.database, level, to, self.line())
        gone = Intent(to, self.line(), number, str(self._folder / "gone" / "x.ntmpkg"), nobodys())
        with self._context.database.atomic() as connection:
            packages.intend(connection, gone)

    def _open(self) -> None:
        self._office = app.open_office(self._folder, self._own.clock)
        self._town.opened.append(self)

    @property
    def _context(self) -> Context:
        return self._office.context.working_as(_PERSON)

    def _create(self) -> None:
        level = _LEVELS[len(self.code)]
        regime = "" if level is Level.PROVINCE else setup.THREE_TIERS
        setup.create(self._context, setup.NewOffice(level, self.code, task_set=REFERENCE_TASKS, regime=regime))
        self.renew_key(0)
        if level is Level.COMMUNE:
            settle(self._context, "Kinh 5", "Nguyễn Văn Mẫu")

    def _stick(self) -> Path:
        folder = self._town.fresh("stick")
        folder.mkdir()
        return folder

    def _says(self, years: Sequence[int]) -> dict[int, Figures]:
        if len(self.code) == 5:
            return {year: {self.code: value} for year, value in self.content().items() if year in years}
        return {year: self.figures(year) for year in years}

    def _newer(self, letter: Letter) -> Path:
        """Return a letter as a program of tomorrow would have written it."""
        both = ((letter.sender, letter.key), (letter.recipient, letter.sealed_to))
        keys = [self._town.identities[code, key] for code, key in both]
        pair = Pair(*map(Identity.from_json, keys))
        forge = Forge(pair, self._stick(), unsealed(letter.payload, pair.commune))  # type: ignore[arg-type]  # a path
        forge.replace("bag-info.txt", "NTM-Reader-Minimum: 1.0", "NTM-Reader-Minimum: 9.0").manifests()
        return forge.package()


def _value(achieved: Mapping[str, int]) -> int:
    return sum(bool(achieved.get(task)) << place for place, task in enumerate(TASKS))
