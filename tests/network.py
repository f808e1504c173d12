"""Offices that send one another packages on a stick: real data folders, real keys, made-up people."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import THREE_TIERS, Level
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.services import answers, households, receiving, sending, setup, trust
from ntm_desktop.store import office
from ntm_desktop.store.journal import Author
from tests.exchange.forge import Forge, unsealed
from tests.exchange.offices import Pair
from tests.offices import REFERENCE_TASKS, FakeClock, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import Applied
    from ntm_desktop.services.sending import Sent

FIRST, SECOND, PROVINCE = "30889", "31108", "91"
OFFICIAL = Author("official", "Trần Thị Mẫu")


class Network:
    """Offices in folders of their own, one clock for all, and one stick."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder = folder
        self.clock = clock
        self.stick = folder / "stick"
        self.stick.mkdir()
        self._opened: list[app.OpenOffice] = []

    def commune(self, code: str = FIRST, *heads: str, village: str = "Kinh 5") -> Context:
        """Open a commune's office; with households where heads are named."""
        context = self.office(Level.COMMUNE, code)
        if heads:
            settle(context, village, *heads)
        return context

    def province(self, code: str = PROVINCE) -> Context:
        """Open a province's office."""
        return self.office(Level.PROVINCE, code)

    def district(self, code: str) -> Context:
        """Open a district's office, as there were until 30/6/2025."""
        return self.office(Level.DISTRICT, code, THREE_TIERS)

    def office(self, level: Level, code: str, regime: str = "", name: str = "") -> Context:
        """Open an office in a folder of its own, made on first use."""
        opened = app.open_office(self.folder / (name or f"{level}-{code}"), self.clock)
        self._opened.append(opened)
        if setup.current(opened.context) is None:
            wanted = setup.NewOffice(level, code, task_set=REFERENCE_TASKS, regime=regime, staff_name=OFFICIAL.name)
            setup.create(opened.context, wanted)
        return opened.context.working_as(OFFICIAL)

    def copy(self, context: Context, name: str) -> Context:
        """Open a copy of an office's computer, as someone who clones a disk would."""
        shutil.copytree(context.paths.root, self.folder / name, ignore=shutil.ignore_patterns("*.lock"))
        opened = app.open_office(self.folder / name, self.clock)
        self._opened.append(opened)
        return opened.context.working_as(OFFICIAL)

    def reopened(self, context: Context) -> Context:
        """Close an office and open it again, as after a restore."""
        for opened in self._opened:
            if opened.context.paths == context.paths:
                opened.close()
        self._opened = [opened for opened in self._opened if opened.context.paths != context.paths]
        self._opened.append(app.open_office(context.paths.root, self.clock))
        return self._opened[-1].context.working_as(OFFICIAL)

    def introduce(self, one: Context, other: Context) -> None:
        """Let two offices trust one another's cards, fingerprints compared."""
        for ours, theirs in ((one, other), (other, one)):
            card = trust.write_card(theirs, self.stick)
            trust.trust(ours, card, trust.own_card(theirs).fingerprint)

    def send(self, sender: Context, to: Context, years: Sequence[int] | None = None) -> Sent:
        """Write a package on the stick."""
        return sending.write_package(sender, to.office.code, self.stick, years)

    def take(self, receiver: Context, file: Path, fork_reason: str = "") -> Applied:
        """Look at a package and apply it."""
        return receiving.apply(receiver, receiving.inspect(receiver, file), fork_reason=fork_reason)

    def pass_on(self, sender: Context, receiver: Context) -> Applied:
        """Write a package and apply it."""
        return self.take(receiver, self.send(sender, receiver).file)

    def forge(self, sender: Context, receiver: Context, sent: Sent) -> Forge:
        """Take a package apart, to be changed and signed again with the sender's own key."""
        pair = Pair(keys_of(sender), keys_of(receiver))
        return Forge(pair, self.stick, unsealed(sent.file, pair.commune))

    def close(self) -> None:
        """Close all offices."""
        for opened in self._opened:
            opened.close()


@contextmanager
def network(folder: Path, clock: FakeClock | None = None) -> Iterator[Network]:
    """Hold a network of offices open for a block."""
    folder.mkdir(parents=True, exist_ok=True)
    one = Network(folder, clock or FakeClock())
    try:
        yield one
    finally:
        one.close()


def keys_of(context: Context) -> Identity:
    """Return an office's secret keys."""
    return Identity.from_json(office.identity(context.database) or "")


def answer(context: Context, year: int, tasks: Sequence[str], status: Status = Status.ACHIEVED) -> None:
    """Answer tasks of a year for every household."""
    cells = [answers.NewAnswer(one.id, task, Answer(status)) for one in households.find(context) for task in tasks]
    answers.set_answers(context, year, cells)
