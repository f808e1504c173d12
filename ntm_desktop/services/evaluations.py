"""Evaluations that an office keeps, and whether what they were made from still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.fact_values import written
from ntm_desktop.errors import UserError
from ntm_desktop.services import explaining, fact_subjects, facts
from ntm_desktop.services.context import Act, perform
from ntm_desktop.store import evaluations as store
from ntm_desktop.store.evaluations import Evaluation
from ntm_desktop.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.facts import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.evaluating import Judged, Question
    from ntm_desktop.services.fact_subjects import Subject

Row = dict[str, Any]


def keep(context: Context, judged: Judged, question: Question, subject: Subject) -> tuple[str, Changed]:
    """Keep a verdict with the facts of the store that its set asks for; return its id and what changed."""
    now = context.clock()
    of_store = {name: fact for name, fact in judged.facts.items() if name in judged.from_store}
    open_ = judged.asked - judged.facts.keys()
    one = Evaluation(
        id=new_id(now),
        criteria=judged.key,
        subject=subject.key,
        year=question.year or 0,
        region=question.region,
        group=question.group,
        outcome=judged.verdict.outcome.value,
        verdict=explaining.whole_document(judged.verdict),
        facts={name: _kept(of_store.get(name)) for name in sorted(of_store.keys() | open_)},
        made_at=now,
    )
    act = Act("evaluation.kept", {"subject": subject.name, "criteria": one.criteria})
    return one.id, perform(context, act, lambda connection: [store.save(connection, one)])


def remove(context: Context, evaluation_id: str) -> Changed:
    """Take away an evaluation that was kept; UserError(facts.no_such_evaluation)."""
    one = _get(context, evaluation_id)
    act = Act("evaluation.removed", {"subject": fact_subjects.named(context, one.subject), "criteria": one.criteria})
    return perform(context, act, lambda connection: [store.remove(connection, evaluation_id)])


def listed(context: Context) -> list[Row]:
    """Return the evaluations that are kept, newest first, each with the facts that have changed since."""
    with context.database.snapshot():
        return [_row(context, one) for one in store.kept(context.database)]


def shown(context: Context, evaluation_id: str) -> Row:
    """Return an evaluation with its whole verdict as it was told; UserError(facts.no_such_evaluation)."""
    one = _get(context, evaluation_id)
    return {**_row(context, one), "verdict": one.verdict}


def _get(context: Context, evaluation_id: str) -> Evaluation:
    one = store.evaluation(context.database, evaluation_id)
    if one is None:
        raise UserError("facts.no_such_evaluation", id=evaluation_id)
    return one


def _row(context: Context, one: Evaluation) -> Row:
    return {
        "id": one.id,
        "criteria": one.criteria,
        "subject": one.subject,
        "subject_name": fact_subjects.named(context, one.subject),
        "year": one.year or None,
        "region": one.region,
        "group": one.group,
        "outcome": one.outcome,
        "made_at": one.made_at.isoformat(),
        "stale": bool(changed := _changed(context, one)),
        "changed_facts": changed,
    }


def _changed(context: Context, one: Evaluation) -> list[str]:
    """Return the facts that are now another, not known any more, known since, or stale."""
    try:
        subject = fact_subjects.found(context, one.subject)
    except UserError:
        return sorted(one.facts)  # whoever it was about is gone
    now: Mapping[str, Fact] = facts.of_subject(context, subject, one.year)
    return [name for name, before in one.facts.items() if _kept(now.get(name)) != before or _kept(now.get(name))[1]]


def _kept(fact: Fact | None) -> tuple[str | None, bool]:
    if fact is None or fact.value is None:
        return None, False
    return written(fact.value), fact.stale
