"""Verdicts of a criteria set and of a plan's categories: on a file of facts, on the office's own, or on both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.criteria import Context as Zone
from ntm_desktop.domain.criteria_overlay import overlaid
from ntm_desktop.domain.criteria_verdicts import Evidence, prepared, verdict_of
from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, evidence_inputs
from ntm_desktop.services import catalogue_inputs as inputs
from ntm_desktop.services.catalogue_queries import criteria_set_named
from ntm_desktop.services.explaining import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.domain.criteria import CriteriaSet
    from ntm_desktop.domain.facts import Fact
    from ntm_desktop.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Question:
    """By which set somebody is judged, and where and when: what thresholds depend on.

    `overlay` is a province's pack of thresholds over the national set.
    """

    set_id: str
    region: str = ""
    group: str = ""
    year: int | None = None
    overlay: Path | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the set that it was made by, and every fact that the set asks for and somebody knew.

    `from_store` names those that came from the office's store, not from the file.
    """

    verdict: Verdict
    key: str
    facts: Mapping[str, Fact]
    asked: frozenset[str]
    from_store: frozenset[str]


def evaluate(
    catalogue: Catalogue, question: Question, file: Path | None = None, own: Mapping[str, Fact] | None = None
) -> Judged:
    """Return the verdict of a set on a file of answers and facts, and on the office's own facts.

    A value in the file comes before that of the store; `null` in the file says nothing. RefusedError with every
    fault of the file; UserError `packs.no_such_set`, `packs.no_such_region`, `packs.no_such_group`.
    """
    whole = criteria_set_named(catalogue, question.set_id)
    if question.overlay is not None:
        whole = overlaid(whole, inputs.read_overlay(question.overlay, whole))
    _refuse_zone(whole, question)
    given = Evidence({}) if file is None else evidence_inputs.read_evidence(file, whole, catalogue.facts)
    facts, from_store = joined(own or {}, given.facts or {})
    zone = Zone(question.region, question.group, question.year, {one.id: one for one in catalogue.criteria_sets})
    verdict = verdict_of(prepared(whole, zone), replace(given, facts=facts))
    used = {name: fact for name, fact in facts.items() if name in whole.facts}
    return Judged(verdict, whole.key, used, whole.facts, from_store & used.keys())


def fact_rows(facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    """Return facts as plain data, with where each came from."""
    return [
        {
            "name": one.name,
            "value": plain(one.value),
            "date": plain(one.on),
            "source": one.source,
            "stale": one.stale,
        }
        for _, one in sorted(facts.items())
    ]


def joined(own: Mapping[str, Fact], given: Mapping[str, Fact]) -> tuple[dict[str, Fact], frozenset[str]]:
    """Return the facts of the store and of a file as one, and the names that the store answers: `null` says nothing."""
    said = {name: fact for name, fact in given.items() if fact.value is not None}
    return {**given, **own, **said}, frozenset(own.keys() - said.keys())


def _refuse_zone(whole: CriteriaSet, question: Question) -> None:
    """Refuse a region, a group and a year that the set cannot have, all of them at once."""
    problems: list[Problem] = []
    for code, asked, zones in (
        ("packs.no_such_region", question.region, whole.regions or {}),
        ("packs.no_such_group", question.group, whole.groups or {}),
    ):
        if asked and asked not in zones:
            facts: Mapping[str, str] = {"code": asked, "known": ", ".join(zones) or "–"}
            problems.append(Problem(code, found=asked, expected=facts["known"], facts=facts))
    year = question.year
    if year is not None and not answers.FIRST_YEAR <= year <= answers.LAST_YEAR:
        problems.append(Problem("answers.bad_year", found=str(year), facts={"year": year}))
    if len(problems) > 1:
        raise RefusedError(problems[0].code, problems, **problems[0].facts)
    for one in problems:
        raise UserError(one.code, **one.facts)
