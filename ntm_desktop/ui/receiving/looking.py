"""What the worker does with packages: look at each, let a person decide, then apply those chosen. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import Problem, RefusedError, errors_of
from ntm_desktop.domain.sequence import Standing
from ntm_desktop.errors import CancelledError, NtmError, UserError
from ntm_desktop.services import receiving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import Applied, Inspected

    Progress = Callable[[float, str], None]
    Cancelled = Callable[[], bool]

SUFFIX = ".ntmpkg"
# Each package that was looked at keeps a draft of its state on our disk until it is applied; of a province's whole
# year only so many are kept, and the others are looked at again when their turn comes.
DRAFTS_KEPT = 24
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """A package that was looked at. `kept` says that its draft is still there; `fault` is what the machine did."""

    seen: Inspected
    kept: bool = True
    fault: NtmError | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self.seen.path

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it."""
        if self.fault is not None:
            return problems_of(self.fault, self.path.name)
        return self.seen.problems

    @property
    def sound(self) -> bool:
        """Whether it can be applied as it is."""
        return self.fault is None and self.seen.acceptable

    @property
    def known(self) -> bool:
        """Whether the very same package was applied before."""
        return self.sound and self.seen.standing is Standing.ALREADY_HAVE

    @property
    def decidable(self) -> bool:
        """Whether only a fork stands against it, so that a person can decide."""
        if self.fault is not None or not self.seen.fork:
            return False
        return all(problem.code.startswith("transport.fork.") for problem in errors_of(self.problems))


@dataclass(frozen=True, slots=True)
class Taken:
    """A package to apply; `reason` and `context` (with the person who answers for it) where it is a fork."""

    looked: Looked
    context: Context
    reason: str = ""


def problems_of(error: NtmError, source: str) -> tuple[Problem, ...]:
    """Return an error as problems: those of a refusal, or the error itself as one."""
    if isinstance(error, RefusedError) and error.problems:
        return error.problems
    return (Problem(error.code, facts={"file": source, **error.facts}),)


def packages_in(folder: Path) -> list[Path]:
    """Return the package files in a folder or on a stick, a few folders deep, by name."""
    found: list[Path] = []
    folders = [(folder, 0)]
    while folders:
        here, depth = folders.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError:
            continue  # a folder that may not be opened holds nothing for us
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.suffix.casefold() == SUFFIX and entry.is_file():
                found.append(entry)
            elif depth < _DEEPEST and entry.is_dir() and not entry.is_symlink():
                folders.append((entry, depth + 1))
    return sorted(found)


def look_at(context: Context, paths: Sequence[Path], progress: Progress, cancelled: Cancelled) -> list[Looked]:
    """Look at packages, one after the other, in the order of their senders and numbers. CancelledError leaves nothing.

    One that cannot be read does not keep the others from being looked at.
    """
    found: list[Looked] = []
    try:
        for at, path in enumerate(paths):
            found.append(_look(context, path, _part(progress, at, len(paths), path), cancelled, found))
    except BaseException:
        let_go(found)
        raise
    return sorted(found, key=_order)


def let_go(looked: Iterable[Looked]) -> None:
    """Remove what looking left on our disk."""
    for one in looked:
        receiving.discard(one.seen)


def apply_all(taken: Sequence[Taken], progress: Progress, cancelled: Cancelled) -> list[Applied]:
    """Apply packages, one transaction each, one backup before the first.

    Cancelling keeps what was applied before; the one at work is left out whole. What fails is told with the others.
    """
    done: list[Applied] = []
    backed_up = False
    for at, one in enumerate(taken):
        if cancelled():
            break
        told = _part(progress, at, len(taken), one.looked.path)
        told(0.0)
        try:
            applied = _apply(one, told, cancelled, backup=not backed_up)
        except CancelledError:
            break
        except NtmError as error:
            applied = receiving.Applied(one.looked.seen, accepted=False, fault=error)
        backed_up = backed_up or applied.changed is not None
        done.append(applied)
    let_go(one.looked for one in taken)
    return done


def _look(
    context: Context, path: Path, told: Callable[[float], None], cancelled: Cancelled, before: Sequence[Looked]
) -> Looked:
    try:
        seen = receiving.inspect(context, path, progress=told, cancelled=cancelled)
    except NtmError as error:
        return Looked(receiving.Inspected(path), kept=False, fault=error)
    if sum(one.kept for one in before) < DRAFTS_KEPT:
        return Looked(seen)
    receiving.discard(seen)
    return Looked(seen, kept=False)


def _apply(one: Taken, told: Callable[[float], None], cancelled: Cancelled, *, backup: bool) -> Applied:
    seen = one.looked.seen
    if not one.looked.kept:
        seen = receiving.inspect(one.context, seen.path, progress=told, cancelled=cancelled)
    try:
        return receiving.apply(one.context, seen, fork_reason=one.reason, backup=backup, cancelled=cancelled)
    except UserError as error:
        if error.code != "transport.plan_stale":
            raise
    # Another package of the same sender went in before it: look again, from where that one left things.
    again = receiving.inspect(one.context, seen.path, progress=told, cancelled=cancelled)
    return receiving.apply(one.context, again, fork_reason=one.reason, backup=backup, cancelled=cancelled)


def _part(progress: Progress, at: int, total: int, path: Path) -> Callable[[float], None]:
    return lambda share: progress((at + share) / total, path.name)


def _order(one: Looked) -> tuple[str, int, str]:
    info = one.seen.info
    return (info.sender, info.sequence, one.path.name) if info else ("~", 0, one.path.name)
