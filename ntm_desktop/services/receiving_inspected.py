"""A package that was looked at: what it says, what is wrong with it, and what it would change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import Problem, errors_of
from ntm_desktop.domain.sequence import Held, Standing
from ntm_desktop.store.states import TablePlan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ntm_desktop.exchange.cards import OfficeRef
    from ntm_desktop.exchange.manifest import Kind, PackageInfo
    from ntm_desktop.services.receipts import Receipt
    from ntm_desktop.store.shelf import Figures

__all__ = ["Inspected", "TablePlan", "discard", "numbers_shown", "problem_document"]
_NUMBERS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Inspected:
    """A package that was looked at. `info` is what it says of itself (None where it cannot be read so far).

    `sender` is the trusted office that signed it, None where that is not certain; `faulty` says that the package
    itself is refused, not its place in the sequence. `plan` counts rows by table. `held` and `base` are what we held
    of the sender and which package stood for each year when the plan was made.
    """

    path: Path
    problems: tuple[Problem, ...] = ()
    info: PackageInfo | None = None
    sender: OfficeRef | None = None
    sha256: str = ""
    manifest_sha256: str = ""
    size: int = 0
    faulty: bool = False
    standing: Standing | None = None
    missing: tuple[int, ...] = ()
    plan: Mapping[str, TablePlan] = field(default_factory=dict)
    period: tuple[int, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    held: Held | None = None
    base: Mapping[int, str] = field(default_factory=dict)
    quarantined: Path | None = None
    draft: Path | None = None
    figures: Figures | None = None

    @property
    def acceptable(self) -> bool:
        """Whether nothing speaks against applying it."""
        return not errors_of(self.problems)

    @property
    def authentic(self) -> bool:
        """Whether a trusted office signed what the package says of itself."""
        return self.sender is not None

    @property
    def kind(self) -> Kind | None:
        """What the package is for."""
        return self.info.kind if self.info else None

    @property
    def fork(self) -> bool:
        """Whether a person has to decide between two histories."""
        return self.standing is Standing.FORK


def discard(inspected: Inspected) -> None:
    """Remove what looking at a package left on our disk; what was shelved stays."""
    for file in (inspected.quarantined, inspected.draft):
        if file is not None:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def numbers_shown(numbers: Sequence[int]) -> str:
    """Return sequence numbers as a sentence names them: not more of them than anybody would read."""
    more = "…" if len(numbers) > _NUMBERS_SHOWN else ""
    return ", ".join(str(number) for number in numbers[:_NUMBERS_SHOWN]) + more


def problem_document(problem: Problem) -> dict[str, object]:
    """Return a problem as it is kept with a refused package and travels in a receipt."""
    where = problem.place
    kept = {"code": problem.code, "table": where.sheet, "row": where.row, "column": where.column}
    return {**kept, "found": problem.found, "expected": problem.expected, "severity": problem.severity.value}
