"""Checking a pack file whole: decoding and references together, every fault with line and path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ntm_desktop.catalog.decoding import Decoded, draft_of
from ntm_desktop.domain.criteria import CriteriaSet
from ntm_desktop.domain.criteria_check import check_set
from ntm_desktop.domain.law import LawPack
from ntm_desktop.domain.law_check import check_law, check_tasks
from ntm_desktop.domain.movements import Movement
from ntm_desktop.domain.movements_check import check_movement
from ntm_desktop.domain.problems import Problem
from ntm_desktop.domain.tasks import TaskSet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ntm_desktop.catalog.catalogue import Catalogue
    from ntm_desktop.domain.rules_check import Fault

PackKind = Literal["movement", "criteria", "tasks", "law"]
PACK_TYPES: Mapping[PackKind, type[Any]] = {
    "movement": Movement,
    "criteria": CriteriaSet,
    "tasks": TaskSet,
    "law": LawPack,
}


def problems_of(path: Path, kind: PackKind, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return every fault of a pack file; empty where it may be used. OSError where it cannot be read."""
    return problems_in(path.read_bytes(), kind, path.name, catalogue)


def problems_in(data: bytes, kind: PackKind, source: str, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return every fault of a pack's bytes, by line: of its form, and of what it refers to as far as that was read."""
    draft = draft_of(data, PACK_TYPES[kind], source)
    if draft.value is None:
        return draft.problems
    referring = (_problem(draft.decoded, one) for one in faults_of(draft.value, catalogue) if draft.says(one.path))
    return tuple(sorted((*draft.problems, *referring), key=lambda problem: problem.place.row or 0))


def faults_of(value: object, catalogue: Catalogue) -> tuple[Fault, ...]:
    """Return the faults of a decoded pack that decoding cannot see: references, rules, thresholds."""
    if isinstance(value, Movement):
        return check_movement(value, catalogue.known)
    if isinstance(value, CriteriaSet):
        return check_set(value, catalogue.facts)
    if isinstance(value, LawPack):
        return check_law(value)
    return check_tasks(value) if isinstance(value, TaskSet) else ()


def _problem(decoded: Decoded[Any], fault: Fault) -> Problem:
    return Problem(fault.code, decoded.place(fault.path), fault.found, fault.expected)
