"""Random histories of communes, a district and a province that send one another packages, whatever befalls these.

Every step is judged by the oracle. At the end the offices send until they are heard, and all must agree.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.errors import NtmError
from tests.torture.common import BrokenError, Outcome, chance, require
from tests.torture.memory import MemoryMachine
from tests.torture.oracle import Oracle
from tests.torture.real import CODES, Town

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from tests.torture.letters import Letter, Machine

PROVINCE, DISTRICT = "91", "899"
YEARS = (2023, 2024, 2025)
_LARGEST_VALUE = 32_767
_PATIENCE = 60  # letters that a computer put back to an old state may need until its numbers are new again
REAL_SHARE = 100
_SIZES = (3, 3, 3, 4, 4, 5, 6, 8, 12, 30)


@dataclass(slots=True)
class _History:
    """One history under way."""

    random: random.Random
    machines: dict[str, list[Machine]]
    superior: Mapping[str, str]
    oracles: dict[str, Oracle]
    outcome: Outcome
    post: list[Letter] = field(default_factory=list)
    archive: list[Letter] = field(default_factory=list)
    saved: dict[str, list[object]] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    split: set[str] = field(default_factory=set)
    number: int = 0

    def office(self) -> str:
        """Return any office that reports to another."""
        return self.random.choice(list(self.superior))

    def machine(self, code: str) -> Machine:
        """Return any of an office's computers."""
        return self.random.choice(self.machines[code])


def histories(count: int, seed: int, start: int = 0) -> Outcome:
    """Play `count` histories from number `start` on; one in REAL_SHARE is played by real offices with real packages."""
    outcome = Outcome("histories", seed)
    for number in range(start, start + count):
        name = f"{seed}/{number}"
        on_disk = number % REAL_SHARE == 0
        try:
            (_played_on_disk if on_disk else play)(name, outcome)
        except (BrokenError, NtmError) as error:
            outcome.broken.append(f"history {name}{' (on disk)' if on_disk else ''}: {error}")
        outcome.count("on disk" if on_disk else "in memory")
    return outcome.ended()


def _played_on_disk(name: str, outcome: Outcome) -> None:
    with tempfile.TemporaryDirectory(prefix="ntm-history-") as folder:
        town = Town(Path(folder))
        try:
            play(name, outcome, town.machine, small=True)
        finally:
            town.close()


def play(name: str, outcome: Outcome, make: Callable[[str], Machine] = MemoryMachine, *, small: bool = False) -> None:
    """Play one history by its name; BrokenError where an office does not hold what it must."""
    history = _begun(name, outcome, make, small=small)
    steps, weights = zip(*_STEPS.items(), strict=True)
    for _step in range(history.random.randint(10, 20) if small else history.random.randint(20, 80)):
        step = history.random.choices(steps, weights)[0]
        step(history)
        outcome.count(step.__name__.strip("_").replace("_", " "))
    _converge(history)


def _begun(name: str, outcome: Outcome, make: Callable[[str], Machine], *, small: bool) -> _History:
    random = chance("history", name)
    communes = list(CODES) if small else [f"{30000 + number}" for number in range(random.choice(_SIZES))]
    district = random.random() < 0.5
    superior = {code: DISTRICT if district and random.random() < 0.6 else PROVINCE for code in communes}
    if district:
        superior[DISTRICT] = PROVINCE
    receivers = sorted({*superior.values(), PROVINCE})
    machines = {code: [make(code)] for code in {**superior, PROVINCE: ""}}
    oracles = {code: Oracle(code) for code in receivers}
    history = _History(random, machines, superior, oracles, outcome, keys=dict.fromkeys(machines, 0))
    for code in superior:
        _trust(history, code)
    for code in receivers:
        _tell_below(history, code)
    return history


def _trust(history: _History, code: str) -> None:
    receiver = history.superior[code]
    history.oracles[receiver].trusted[code] = history.keys[code]
    for machine in history.machines[receiver]:
        machine.trust(code, history.keys[code])


def _tell_below(history: _History, code: str) -> None:
    """Let all who report to an office have its card: what is under way is sealed to the old one."""
    for sender, receiver in history.superior.items():
        if receiver == code:
            for machine in history.machines[sender]:
                machine.trust(code, history.keys[code])


# --- what may happen


def _edit(history: _History) -> None:
    code = history.office()
    if code != DISTRICT:
        history.machine(code).edit(history.random.choice(YEARS), history.random.randint(0, _LARGEST_VALUE))


def _send(history: _History) -> None:
    code = history.office()
    machine = history.machine(code)
    there = sorted(machine.content())
    some = history.random.random() < 0.2 and len(there) > 1
    letter = _written(history, machine, history.random.sample(there, len(there) - 1) if some else None)
    if letter is not None:
        history.post.append(letter)


def _written(history: _History, machine: Machine, years: list[int] | None = None) -> Letter | None:
    history.number += 1
    letter = machine.send(history.superior[machine.code], years, history.number)
    if letter is not None:
        history.archive.append(letter)
    return letter


def _deliver(history: _History) -> None:
    """Take any letter of the post, early or late; some arrive twice."""
    if history.post:
        letter = history.random.choice(history.post)
        if history.random.random() < 0.8:
            history.post.remove(letter)
        _handed(history, letter.recipient, letter)


def _drop(history: _History) -> None:
    if history.post:
        history.post.remove(history.random.choice(history.post))


def _replay(history: _History) -> None:
    if history.archive:
        letter = history.random.choice(history.archive)
        _handed(history, letter.recipient, letter)


def _misdeliver(history: _History) -> None:
    if history.archive:
        _handed(history, history.random.choice(sorted(history.oracles)), history.random.choice(history.archive))


def _newer_version(history: _History) -> None:
    if history.post:
        letter = replace(history.random.choice(history.post), newer_format=True)
        _handed(history, letter.recipient, letter)


def _handed(history: _History, code: str, letter: Letter, *, decided: bool | None = None) -> bool:
    """Hand a letter to an office; a person follows another history one time in three, unless told."""
    if decided is None:
        decided = history.random.random() < 1 / 3
    answered = history.machines[code][0].take(letter, decided=decided)
    history.oracles[code].took(letter, answered, decided=decided)
    history.outcome.count("letters taken in" if answered.changed else "letters that changed nothing")
    _agree(history, code, letter.sender)
    return answered.accepted


def _agree(history: _History, code: str, sender: str) -> None:
    held = history.machines[code][0].shelf(sender)
    must = history.oracles[code].shelf.get(sender, {})
    require(held == must, f"{code} holds {held} of {sender}, and must hold {must}")


def _copy_computer(history: _History) -> None:
    code = history.office()
    if len(code) == 5:
        history.split.add(code)
        history.machines[code].append(history.machine(code).copied())


def _save(history: _History) -> None:
    code = history.office()
    if len(code) == 5:
        history.saved.setdefault(code, []).append(history.machines[code][0].save())


def _restore(history: _History) -> None:
    """Bring an old backup back by the program: a new history."""
    _put_back(history, by_program=True)


def _roll_back(history: _History) -> None:
    """Put an old file back behind the program's back: the same history, from an earlier point."""
    _put_back(history, by_program=False)


def _put_back(history: _History, *, by_program: bool) -> None:
    code = history.office()
    if history.saved.get(code):
        history.split.add(code)
        backup = history.random.choice(history.saved[code])
        history.machines[code][0] = history.machines[code][0].restored(backup, by_program=by_program)


def _undo(history: _History) -> None:
    sender = history.office()
    receiver = history.superior[sender]
    oracle = history.oracles[receiver]
    year = history.random.choice(YEARS)
    number = history.machines[receiver][0].undo(sender, year)
    oracle.undid(sender, year, number)
    _agree(history, receiver, sender)


def _set_clock(history: _History) -> None:
    history.machine(history.random.choice([*history.machines])).clock(history.random.choice((-10, -1, 1, 10)))


def _crash(history: _History) -> None:
    """Die while writing. Never on a copied computer: two faults at once that only people can tell apart."""
    code = history.office()
    if code not in history.split:
        history.machines[code][0].crash(history.superior[code])


def _renew_key(history: _History) -> None:
    code = history.office()
    history.keys[code] += 1
    for machine in history.machines[code]:
        machine.renew_key(history.keys[code])
    if code in history.oracles:
        history.oracles[code].key = history.keys[code]
        _tell_below(history, code)


def _compare_card(history: _History) -> None:
    _trust(history, history.office())


_STEPS: Mapping[Callable[[_History], None], int] = {
    _edit: 25, _send: 22, _deliver: 25, _drop: 4, _replay: 6, _misdeliver: 2, _newer_version: 1, _copy_computer: 2,
    _save: 4, _restore: 2, _roll_back: 2, _undo: 4, _set_clock: 3, _crash: 2, _renew_key: 1, _compare_card: 2,
}  # fmt: skip


# --- the end


def _converge(history: _History) -> None:
    """Let every office be heard, from below upwards; then all must show what the communes answered."""
    for code in sorted(history.superior, key=len, reverse=True):
        _trust(history, code)
        _heard(history, code)
    for code, oracle in history.oracles.items():
        for year in YEARS:
            shown = history.machines[code][0].figures(year)
            require(shown == oracle.figures(year), f"{code} shows {shown} for {year}, not {oracle.figures(year)}")


def _heard(history: _History, code: str) -> None:
    """Send until a letter is taken in, then compare content with content."""
    machine, receiver = history.machines[code][0], history.superior[code]
    for _try in range(_PATIENCE):
        letter = _written(history, machine)
        if letter is None:
            return
        if _handed(history, receiver, letter, decided=True):
            break
    else:
        raise BrokenError(f"{code} is not heard by {receiver}")
    shown = {year: history.machines[receiver][0].figures(year) for year in letter.says}
    if len(code) == 5:
        ours = {year: shown[year].get(code) for year in letter.says}
        require(ours == machine.content(), f"{receiver} shows {ours} of {code}, who answered {machine.content()}")
