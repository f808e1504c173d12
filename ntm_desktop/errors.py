"""The three roots of everything that can go wrong, and the silent fourth: a person changed their mind.

An error carries a code and facts, never a sentence. `ntm_desktop.wording` turns the code into what a person
reads: what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Fact = str | int | float | None


class NtmError(Exception):
    """A failure with a code of the catalogue (`area.name`) and the facts that its sentence needs."""

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, Fact] = facts

    def __str__(self) -> str:
        """Return the code and the facts, for logs only."""
        inside = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({inside})"

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle by state: the constructor takes facts by name, which exceptions do not keep."""
        return _again, (type(self), *self.args), self.__dict__


def _again(kind: type[NtmError], code: str, facts: Mapping[str, Fact]) -> NtmError:
    return kind.__new__(kind, code, facts)


class UserError(NtmError):
    """What the user must know and can mend: input refused, a rule not kept (exit status 3)."""


class EnvironmentFault(NtmError):  # noqa: N818 (a fault of the machine, told apart from our errors)
    """What the machine did: disk full, file locked, rights missing, database damaged (exit status 4)."""


class BugError(NtmError):
    """A mistake of ours: something that the program's own rules exclude (exit status 1)."""


class CancelledError(Exception):
    """A person cancelled; nothing happened and nothing needs to be said."""
