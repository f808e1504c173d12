"""Where a package stands among those received from its sender: newer, known, older, or a fork."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# How many packages before it a sender names in a package, the newest.
EARLIER_MAX = 40


@dataclass(frozen=True, slots=True)
class Held:
    """What we hold of one sender: the newest applied package of the lineage that we follow.

    `manifest` is the SHA-256 of its tag manifest, `history` the manifests by sequence that were received in
    this lineage (the newest may be left out), `former` the lineages that were given up.
    """

    lineage: str
    sequence: int
    manifest: str
    history: Mapping[int, str] = field(default_factory=dict)
    former: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a verified package says of its place.

    `previous` is the manifest of the package before it, `earlier` how the manifests of those before begin, by
    sequence: so that a history with lost packages can still be told from another history.
    """

    lineage: str
    sequence: int
    manifest: str
    previous: str = ""
    earlier: Mapping[int, str] = field(default_factory=dict)


class Standing(StrEnum):
    """What follows: apply, do nothing, refuse, or stop and let a person decide."""

    NEWER = "newer"
    ALREADY_HAVE = "already_have"
    OLDER = "older"
    FORK = "fork"


class ForkCause(StrEnum):
    """Why two histories exist."""

    SAME_NUMBER = "same_number"
    OTHER_PREVIOUS = "other_previous"
    UNKNOWN_LINEAGE = "unknown_lineage"
    FORMER_LINEAGE = "former_lineage"


@dataclass(frozen=True, slots=True)
class Decision:
    """A package's standing; `missing` are the numbers that never arrived before it, `held` what we have."""

    standing: Standing
    held: int = 0
    missing: range = range(0)
    cause: ForkCause | None = None


def decide(held: Held | None, incoming: Incoming) -> Decision:
    """Decide about a package; `held` is None where nothing of the sender was applied before."""
    if held is None:
        return Decision(Standing.NEWER, missing=range(1, incoming.sequence))
    if incoming.lineage != held.lineage:
        former = incoming.lineage in held.former
        return _fork(held, ForkCause.FORMER_LINEAGE if former else ForkCause.UNKNOWN_LINEAGE)
    if incoming.sequence > held.sequence:
        return _following(held, incoming)
    known = {**held.history, held.sequence: held.manifest}.get(incoming.sequence)
    if known is not None and known != incoming.manifest:
        return _fork(held, ForkCause.SAME_NUMBER)
    newest = incoming.sequence == held.sequence
    return Decision(Standing.ALREADY_HAVE if newest else Standing.OLDER, held.sequence)


def _following(held: Held, incoming: Incoming) -> Decision:
    if incoming.sequence == held.sequence + 1 and incoming.previous != held.manifest:
        return _fork(held, ForkCause.OTHER_PREVIOUS)
    if held.sequence in incoming.earlier:
        follows = held.manifest.startswith(incoming.earlier[held.sequence])
    else:  # a copied computer may have left numbers out, and sent none that we could compare
        follows = not _names_all_after(held.sequence, incoming)
    if not follows:
        return _fork(held, ForkCause.OTHER_PREVIOUS)
    return Decision(Standing.NEWER, held.sequence, range(held.sequence + 1, incoming.sequence))


def _names_all_after(sequence: int, incoming: Incoming) -> bool:
    """Whether a package names every one that its sender wrote from a number on; one older than the names does not."""
    named = incoming.earlier
    return min(named) <= sequence if len(named) >= EARLIER_MAX else bool(named) or not incoming.previous


def _fork(held: Held, cause: ForkCause) -> Decision:
    return Decision(Standing.FORK, held.sequence, cause=cause)
