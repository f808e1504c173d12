"""Does a subject qualify? Standards of the category, the plan, the law and the place; gates; ways to an award."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ntm_desktop.domain import verdicts
from ntm_desktop.domain.facts import Fact
from ntm_desktop.domain.movements_parts import Logic
from ntm_desktop.domain.rules import Compare, Op, evaluate
from ntm_desktop.domain.verdicts import Outcome, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from ntm_desktop.domain.facts import Facts
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Award, AwardLevel, Standard, Subject, SubjectKind


def standard_verdict(
    standard: Standard, facts: Facts, kind: SubjectKind | None = None, level: AwardLevel | None = None, law: str = ""
) -> Verdict:
    """Return the verdict of one standard: by its rule, or by a person's tick where it has none.

    A standard for other kinds of the category than `kind`, or for other award levels than `level`, does not apply.
    `law` names the text that a standard stands on beside the plan.
    """
    if kind is not None and standard.kinds and kind not in standard.kinds:
        return _aside(standard, "verdicts.other_kinds")
    if standard.levels and level not in standard.levels:
        return _aside(standard, "verdicts.other_levels")
    rule = standard.rule or Compare("compare", standard.fact, Op.EQUAL, value=True)
    inner = evaluate(rule, facts, f"{standard.requirement}: {law}" if law else standard.requirement)
    return Verdict(standard.requirement, inner.outcome, standard.title, "all", parts=(inner,))


def _aside(standard: Standard, code: str) -> Verdict:
    reason = Reason(code, standard.requirement, clause=standard.requirement)
    return Verdict(standard.requirement, Outcome.NOT_APPLICABLE, standard.title, reasons=(reason,))


def law_verdicts(
    standards: tuple[Standard, ...], facts: Facts, kind: SubjectKind | None = None, level: AwardLevel | None = None
) -> tuple[Verdict, ...]:
    """Return what the law asks beside the plan, each with the text that the plan names for it (AK-III.3, KG-IV.3.1)."""
    return tuple(standard_verdict(one, facts, kind, level, law=one.evidence) for one in standards)


def local_verdict(standard: Standard, facts: Facts, kind: SubjectKind | None = None) -> Verdict:
    """Return what an office asks of its own (AK-II.2-2); nothing where it has set nothing.

    It is set by a rule or parts in the profile, by the office's own text (the fact `text_fact`), or by whoever
    answered it for this subject. Once set, it counts like any other standard.
    """
    text = facts.get(standard.text_fact)
    if standard.rule is None and not standard.parts and text is None and standard.fact not in facts:
        return _aside(standard, "verdicts.local_not_set")
    verdict = standard_verdict(standard, facts, kind)
    if text is None:
        return verdict
    reason = Reason("verdicts.local_text", text.name, found=text.value, source=text.source, on=text.on)
    return replace(verdict, reasons=(*verdict.reasons, reason))


def subject_verdict(
    movement: Movement,
    subject: Subject,
    facts: Facts,
    kind: SubjectKind | None = None,
    chosen: Collection[str] = (),
    on: date | None = None,
    level: AwardLevel | None = None,
) -> Verdict:
    """Return whether a subject qualifies in a category.

    Its standards, the general ones of the plan, those of the law and of the place, and the gates, all together.
    `chosen` names the standards that count where the plan does not say how they combine: without a choice the
    category stays unknown. `level` is that of the award asked for: what the law asks at one level is asked there
    alone. On a day after the category has ended it does not apply.
    """
    if subject.until is not None and on is not None and on > subject.until:
        reason = Reason("verdicts.category_ended", subject.requirement, expected=subject.until)
        return Verdict(subject.requirement, Outcome.NOT_APPLICABLE, subject.title, reasons=(reason,))
    parts = [_category(subject, facts, kind, chosen)]
    parts += [standard_verdict(one, facts) for one in movement.general_standards]
    parts += law_verdicts(movement.law_standards, facts, kind, level)
    parts += [local_verdict(one, facts, kind) for one in movement.local_standards]
    parts += _gates(movement, subject, facts, kind)
    if subject.only_if is not None:
        parts.append(evaluate(subject.only_if, facts, subject.requirement))
    outcome = verdicts.all_of(part.outcome for part in parts)
    return Verdict(subject.requirement, outcome, subject.title, "all", parts=tuple(parts))


def _category(subject: Subject, facts: Facts, kind: SubjectKind | None, chosen: Collection[str]) -> Verdict:
    standards = [one for one in subject.standards if not chosen or one.requirement in chosen]
    parts = tuple(standard_verdict(one, facts, kind) for one in standards)
    outcomes = [part.outcome for part in parts]
    reasons: tuple[Reason, ...] = ()
    if subject.logic is Logic.ONE_OF:
        outcome, mode = verdicts.any_of(outcomes), "at_least:1"
    else:
        outcome, mode = verdicts.all_of(outcomes), "all"
    if subject.logic is Logic.USER and not chosen and subject.standards:
        reasons = (Reason("verdicts.choose_standards", subject.requirement),)
        outcome, mode = _undecided(outcomes), "user"
    return Verdict(f"{subject.requirement}#", outcome, subject.title, mode, reasons, parts)


def _undecided(outcomes: list[Outcome]) -> Outcome:
    """Return what can be said before somebody chose the standards: only what any choice would give."""
    every, one = verdicts.all_of(outcomes), verdicts.any_of(outcomes)
    return every if every is one else Outcome.UNKNOWN


def _gates(movement: Movement, subject: Subject, facts: Facts, kind: SubjectKind | None) -> list[Verdict]:
    kinds = {kind} if kind is not None else set(subject.kinds)
    return [
        Verdict(gate.code, inner.outcome, mode="all", parts=(inner,))
        for gate in movement.gates
        if kinds & set(gate.kinds) and (gate.always or not set(gate.requirements) & _own(subject))
        for inner in (evaluate(gate.rule, facts, ", ".join(gate.requirements)),)
    ]


def _own(subject: Subject) -> set[str]:
    """Return the standards of the category itself: a gate that is one of them is judged there already."""
    return {one.requirement for one in subject.standards}


def award_verdict(
    award: Award, facts: Facts, kind: SubjectKind | None = None, by_law: tuple[Standard, ...] = ()
) -> Verdict:
    """Return whether one of the ways that the plan names leads to an award; without any it does not apply.

    `by_law` are the standards that the law asks at this award's level, beside the way.
    """
    way = _ways(award, facts, kind)
    asked = law_verdicts(by_law, facts, kind, award.level)
    asked = tuple(one for one in asked if one.outcome is not Outcome.NOT_APPLICABLE)
    if not asked:
        return way
    outcome = verdicts.all_of(one.outcome for one in (way, *asked))
    return Verdict(award.requirement, outcome, award.title, "all", parts=(way, *asked))


def _ways(award: Award, facts: Facts, kind: SubjectKind | None) -> Verdict:
    parts = [standard_verdict(one, facts, kind) for one in award.standards]
    if award.eligible is not None:
        parts.insert(0, evaluate(award.eligible, facts, award.requirement))
    outcome = verdicts.any_of(part.outcome for part in parts)
    return Verdict(award.requirement, outcome, award.title, "at_least:1", parts=tuple(parts))


def norm_facts(movement: Movement, kind: SubjectKind, on: date) -> tuple[Fact, ...]:
    """Return the contribution norms in force for a kind on a day, as the facts that standards compare with."""
    found: dict[str, Decimal] = {}
    for table in movement.norms:
        for value in table.values:
            for_kind = not value.kinds or kind in value.kinds
            since = value.valid_from is None or value.valid_from <= on
            until = value.valid_to is None or on <= value.valid_to
            if value.vnd is not None and for_kind and since and until:
                found[f"norm.contribution.{value.award}"] = value.vnd
    return tuple(Fact(name, vnd, on=on, source=movement.id) for name, vnd in found.items())
