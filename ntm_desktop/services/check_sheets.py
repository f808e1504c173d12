"""The check sheet of somebody who is nominated: every standard with its evidence, met or not, and why (KG-V.3.2-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.facts import gathered
from ntm_desktop.domain.movements import entries
from ntm_desktop.domain.movements_check import standard_facts
from ntm_desktop.domain.movements_parts import AwardLevel, Standard, SubjectKind
from ntm_desktop.domain.movements_verdicts import norm_facts, subject_verdict
from ntm_desktop.errors import UserError
from ntm_desktop.services import explaining
from ntm_desktop.services.catalogue_queries import movement_named
from ntm_desktop.services.evaluating import joined
from ntm_desktop.services.evidence_inputs import read_facts
from ntm_desktop.wording.plan_words import gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.domain.facts import Fact, FactDeclaration
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Subject
    from ntm_desktop.domain.verdicts import Reason, Verdict

Row = dict[str, Any]


def check_sheet(
    catalogue: Catalogue,
    movement_id: str,
    category: str,
    facts: Path | None,
    on: date,
    kind: SubjectKind | None = None,
    level: AwardLevel | None = None,
    chosen: tuple[str, ...] = (),
    own: Mapping[str, Fact] | None = None,
) -> Row:
    """Return whether somebody qualifies in a category of a plan: the whole verdict and a sheet.

    By a file of facts, by what the office's store knows (`own`), or both: the file's values go before the store's.

    `chosen` are the standards that count where the plan does not say how they combine. Where no kind is named, the
    contribution norms are those of the category's first. UserError(packs.no_such_category, packs.no_such_kind,
    packs.no_such_standard), RefusedError with every fault of the file.
    """
    movement = movement_named(catalogue, movement_id)
    subject = _category(movement, category)
    if kind is not None and kind not in subject.kinds:
        raise UserError("packs.no_such_kind", code=kind, known=", ".join(subject.kinds))
    _check_chosen(subject, chosen)
    declared = {**catalogue.facts, **standard_facts(movement)}
    given = {} if facts is None else read_facts(facts, declared)
    norms = gathered(norm_facts(movement, kind or subject.kinds[0], on))
    known, _of_store = joined({**norms, **(own or {})}, given)
    verdict = subject_verdict(movement, subject, known, kind, chosen, on, level)
    return {
        "movement": movement.id,
        "category": category,
        "title": subject.title,
        "kind": kind.value if kind else "",
        "level": level.value if level else "",
        "date": on.isoformat(),
        "logic": subject.logic.value,
        "basis": subject.basis.value,
        "sheet": list(_rows(movement, verdict, declared)),
        "verdict": explaining.whole_document(verdict),
    }


def _category(movement: Movement, category: str) -> Subject:
    try:
        return movement.subject(category)
    except KeyError:
        known = ", ".join(one.requirement for one in movement.subjects)
        raise UserError("packs.no_such_category", category=category, known=known) from None


def _check_chosen(subject: Subject, chosen: tuple[str, ...]) -> None:
    known = [one.requirement for one in subject.standards]
    for one in chosen:
        if one not in known:
            raise UserError("packs.no_such_standard", standard=one, known=", ".join(known) or "–")


def _rows(movement: Movement, verdict: Verdict, declared: Mapping[str, FactDeclaration]) -> Iterator[Row]:
    """Yield a line for each standard, gate and restriction that was judged: what proves it, its outcome, and why."""
    standards = {entry.requirement: entry for _, entry in entries(movement) if isinstance(entry, Standard)}
    for found in _within(verdict):
        standard = standards.get(found.id)
        yield {
            "requirement": found.id,
            "title": standard.title if standard else gate(found.id) or found.title or verdict.title,
            "evidence": standard.evidence if standard else "",
            "outcome": found.outcome.value,
            "why": [_why(reason, declared) for part in _leaves(found) for reason in part.reasons],
        }


def _why(reason: Reason, declared: Mapping[str, FactDeclaration]) -> str:
    """Return a reason's sentence behind what it speaks of: «Nợ đọng xây dựng cơ bản của xã: Đạt: 0 …»."""
    named = declared.get(reason.name)
    said = explaining.sentence(reason)
    return f"{named.title}: {said}" if named else said


def _within(verdict: Verdict) -> Iterator[Verdict]:
    """Yield the judgement of each standard once: not the tests inside it, which bear its name as well."""
    for part in verdict.parts:
        if part.id.endswith("#"):
            yield from part.parts
        else:
            yield part


def _leaves(verdict: Verdict) -> Iterator[Verdict]:
    if not verdict.parts:
        yield verdict
    for part in verdict.parts:
        yield from _leaves(part)
