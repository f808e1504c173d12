"""A plain model of what each office must hold: it knows how every letter came to be, the offices do not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.torture.common import require

if TYPE_CHECKING:
    from tests.torture.letters import Answered, Figures, Letter


@dataclass(slots=True)
class _Taken:
    letter: Letter
    replaced: dict[int, int | None]
    undone: bool = False


@dataclass(slots=True)
class Oracle:
    """What one receiving office must hold of all its senders."""

    code: str
    key: int = 0
    trusted: dict[str, int] = field(default_factory=dict)
    taken: dict[str, list[_Taken]] = field(default_factory=dict)
    shelf: dict[str, dict[int, int]] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)

    def held(self, sender: str) -> Letter | None:
        """Return the letter of a sender that stands as the newest."""
        return next((one.letter for one in reversed(self.taken.get(sender, [])) if not one.undone), None)

    def readable(self, letter: Letter) -> bool:
        """Whether a letter is for this office, from one it trusts, in a format that it knows."""
        addressed = letter.recipient == self.code and letter.sealed_to == self.key
        return addressed and self.trusted.get(letter.sender) == letter.key and not letter.newer_format

    def took(self, letter: Letter, answered: Answered, *, decided: bool) -> None:
        """Judge what an office did with a letter, and keep what it now must hold."""
        held = self.held(letter.sender)
        if not self.readable(letter):
            require(not answered.accepted, f"letter {letter.number} was taken in by {self.code}, who must not read it")
            return
        if held is not None and held.number == letter.number:
            require(answered.accepted and not answered.changed, f"letter {letter.number} again changed something")
            return
        follows = held is None or (held.line == letter.line and held.number in letter.before)
        if follows:
            require(answered.accepted, f"letter {letter.number} follows what {self.code} holds, and was refused")
        else:
            earlier = held is not None and letter.number in held.before
            told = "an older" if earlier else "another history's"
            silently = answered.accepted and not (decided and answered.fork)
            require(not silently, f"{told} letter {letter.number} silently replaced {held and held.number}")
        if answered.accepted:
            self._keep(letter)

    def undid(self, sender: str, year: int, number: int | None) -> None:
        """Keep what must stand after a letter was taken back; None where the office refused."""
        if number is None:
            return
        standing = self.shelf.get(sender, {})
        require(standing.get(year) == number, f"letter {number} was undone, which did not stand for {year}")
        one = next(one for one in reversed(self.taken[sender]) if one.letter.number == number and not one.undone)
        require(
            all(standing.get(each) == number for each in one.replaced),
            f"letter {number} was undone under one that stands on it",
        )
        one.undone = True
        for each, before in one.replaced.items():
            if before is None:
                standing.pop(each, None)
            else:
                standing[each] = before

    def figures(self, year: int) -> Figures:
        """Return what must be shown for a year: a commune's own letter goes before what its district said of it."""
        found: Figures = {}
        for sender in sorted(self.shelf):
            number = self.shelf[sender].get(year)
            for commune, value in self.letters[number].says.get(year, {}).items() if number is not None else ():
                if commune not in found or commune == sender:
                    found[commune] = value
        return found

    def _keep(self, letter: Letter) -> None:
        standing = self.shelf.setdefault(letter.sender, {})
        replaced = {year: standing.get(year) for year in letter.says}
        self.taken.setdefault(letter.sender, []).append(_Taken(letter, replaced))
        self.letters[letter.number] = letter
        standing.update(dict.fromkeys(letter.says, letter.number))
