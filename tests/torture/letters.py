"""What travels in the simulator, and what an office must be able to do, real or in memory."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Content = dict[int, int]  # year → a number that stands for all that was answered in it
Figures = dict[str, int]  # commune → the number that an office shows for it in a year


@dataclass(frozen=True, slots=True)
class Letter:
    """A package as the simulator sees it: where it goes, and the truth about how it came to be.

    `line` names the history (of one database, renewed by a restore) that it was written in, `before` the letters
    written to the same office earlier in that history, `says` what it says of each year, by commune. `key` is
    the sender's, `sealed_to` that of the office which may open it, by their numbers. `payload` is what
    the offices themselves need of it.
    """

    number: int
    sender: str
    recipient: str
    line: str
    before: frozenset[int]
    says: Mapping[int, Figures]
    key: int = 0
    sealed_to: int = 0
    newer_format: bool = False
    payload: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an office did with a letter."""

    accepted: bool
    changed: bool
    fork: bool = False


class Machine(Protocol):
    """One computer of one office. A copied computer is another machine of the same office."""

    code: str

    def edit(self, year: int, value: int) -> None:
        """Change the answers of a year; opens it where it is new."""

    def content(self) -> Content:
        """Return what was answered."""

    def line(self) -> str:
        """Return the name of the history that this computer writes."""

    def send(self, to: str, years: Sequence[int] | None, number: int) -> Letter | None:
        """Write a package; None where there is nothing to send."""

    def take(self, letter: Letter, *, decided: bool) -> Answered:
        """Receive a package; `decided` says that a person answers for following another history."""

    def undo(self, sender: str, year: int) -> int | None:
        """Take back the letter that stands for a sender's year; return its number, None where that was refused."""

    def shelf(self, sender: str) -> dict[int, int]:
        """Return which letter stands for each year of a sender."""

    def figures(self, year: int) -> Figures:
        """Return what the office shows for a year, by commune."""

    def copied(self) -> Machine:
        """Return a copy of this computer."""

    def save(self) -> object:
        """Return a backup."""

    def restored(self, backup: object, *, by_program: bool) -> Machine:
        """Return the computer after a backup was put back: by the program, or as a file behind its back."""

    def clock(self, years: int) -> None:
        """Set the clock forwards or backwards."""

    def trust(self, sender: str, key: int) -> None:
        """Compare and trust an office's card."""

    def renew_key(self, key: int) -> None:
        """Replace our own keys."""

    def crash(self, to: str) -> None:
        """Die while a package is written, the number perhaps given out."""


def nobodys() -> str:
    """Return the manifest of a package that nobody received."""
    return secrets.token_hex(32)
