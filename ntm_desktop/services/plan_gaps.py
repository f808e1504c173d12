"""What a movement profile still leaves open: what a province fills in before it uses the template of two tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.movements_parts import Logic
from ntm_desktop.services.catalogue_queries import movement_named
from ntm_desktop.wording import plan_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.domain.movements import Movement

Row = dict[str, Any]
# What a plan is expected to have something of; an empty one is told, whatever the reason.
_EXPECTED = ("targets", "deadlines", "reports", "programs", "distribution", "dossier", "copies", "norms")


def open_points(catalogue: Catalogue, movement_id: str) -> list[Row]:
    """Return every open point of a profile: a code, the place in the file, what stands there, and a sentence."""
    movement = movement_named(catalogue, movement_id)
    found = [*_of_the_text(movement), *_of_the_parts(movement), *_of_the_sets(catalogue, movement)]
    return [
        {"code": code, "path": path, "entry": entry, "message": plan_words.gap(code, entry)}
        for code, path, entry in found
    ]


def _of_the_text(movement: Movement) -> Iterator[tuple[str, str, str]]:
    document = movement.document
    if movement.status != "signed" and (document is None or document.on is None or document.number.startswith("/")):
        yield "document", "document", document.number if document else ""
    if not movement.province_code:
        yield "province", "province_code", ""
    for at, basis in enumerate(movement.legal_bases):
        if basis.on is None:
            yield "basis_date", f"legal_bases[{at}].on", basis.number or basis.subject


def _of_the_parts(movement: Movement) -> Iterator[tuple[str, str, str]]:
    for name in _EXPECTED:
        if not getattr(movement, name):
            yield "empty", name, plan_words.key(name)
    for at, table in enumerate(movement.norms):
        for number, value in enumerate(table.values):
            if value.vnd is None:
                yield "norm", f"norms[{at}].values[{number}].vnd", value.award
    for at, subject in enumerate(movement.subjects):
        if subject.logic is Logic.USER:
            yield "choice", f"subjects[{at}].logic", f"{subject.requirement} {subject.title}"


def _of_the_sets(catalogue: Catalogue, movement: Movement) -> Iterator[tuple[str, str, str]]:
    for at, set_id in enumerate(movement.criteria_sets):
        whole = catalogue.criteria_set(set_id)
        if not whole.complete or any(not one.cases and not one.requires_set for one in whole.indicators):
            yield "criteria", f"criteria_sets[{at}]", set_id
