"""From one format version to the next, by pure functions over tables as text. Format 1.0 is the first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ntm_desktop.exchange.manifest import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ntm_desktop.exchange.manifest import Version


@dataclass(frozen=True, slots=True)
class Content:
    """A package's tables as text: for each the head line and then the rows, as they stand in its CSV."""

    format: Version
    tables: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """One step: `apply` takes the tables of format `source` and returns those of format `target`."""

    source: Version
    target: Version
    apply: Callable[[Mapping[str, Sequence[Sequence[str]]]], Mapping[str, Sequence[Sequence[str]]]]


UPGRADES: tuple[Upgrade, ...] = ()


def path_from(version: Version, steps: Sequence[Upgrade] = UPGRADES) -> tuple[Upgrade, ...] | None:
    """Return the steps from a version to ours, none for our own major; None where no way leads here."""
    way: list[Upgrade] = []
    while version[0] != FORMAT[0] or version < FORMAT:
        step = next((step for step in steps if step.source == version and step.target > version), None)
        if step is None:
            return None
        way.append(step)
        version = step.target
    return tuple(way)


def upgraded(content: Content, way: Sequence[Upgrade]) -> Content:
    """Return the content after all steps; the given one is left as it was."""
    for step in way:
        content = replace(content, format=step.target, tables=step.apply(content.tables))
    return content
