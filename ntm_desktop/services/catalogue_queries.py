"""What the rule engine and the plans answer, as plain data for the command line and the screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntm_desktop import paths
from ntm_desktop.catalog import Catalogue, load_catalogue
from ntm_desktop.catalog.checking import PACK_TYPES, PackKind, problems_in
from ntm_desktop.catalog.encoding import jsonable
from ntm_desktop.catalog.schema import schema_of
from ntm_desktop.domain import council, deadlines, exclusions, money, targets
from ntm_desktop.domain.criteria_verdicts import prepared, verdict_of
from ntm_desktop.domain.facts import gathered, household_facts
from ntm_desktop.domain.movements import entries
from ntm_desktop.domain.movements_parts import SubjectKind
from ntm_desktop.domain.movements_verdicts import award_verdict, norm_facts
from ntm_desktop.errors import UserError
from ntm_desktop.services import catalogue_inputs as inputs
from ntm_desktop.services import explaining, vote_inputs
from ntm_desktop.services.proposals import household_award

if TYPE_CHECKING:
    from datetime import date

    from ntm_desktop.domain.answers import Totals
    from ntm_desktop.domain.criteria import Context, CriteriaSet
    from ntm_desktop.domain.criteria_verdicts import Evidence
    from ntm_desktop.domain.deadlines import Standing
    from ntm_desktop.domain.exclusions import Blocked, OverQuota
    from ntm_desktop.domain.law import Category
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_figures import Target
    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.domain.targets import FigureResult
    from ntm_desktop.domain.verdicts import Verdict

__all__ = ["Catalogue", "PackKind"]  # the command line names them through here, with everything below

Row = dict[str, Any]
plain = explaining.plain


def open_catalogue(folder: Path | None = None) -> Catalogue:
    """Return the catalogue that ships with the program, or the one in `folder`."""
    return load_catalogue(folder or paths.resources_folder())


def movements(catalogue: Catalogue) -> list[Row]:
    """Return one line for each movement; `parent_id` is that of its parent where that is here as well."""
    named = {one.title: one.id for one in catalogue.movements}
    return [
        {
            "id": one.id,
            "title": one.title,
            "issuer": one.issuer,
            "parent": one.parent,
            "parent_id": named.get(one.parent, "") if one.parent != one.title else "",
            "plan": one.plan,
            "status": one.status,
            "first_year": one.period.first_year,
            "last_year": one.period.last_year,
            "entries": sum(1 for _ in entries(one)),
        }
        for one in catalogue.movements
    ]


def movement(catalogue: Catalogue, movement_id: str) -> Row:
    """Return a whole profile as plain data, with the contradictions among its figures."""
    found = movement_named(catalogue, movement_id)
    wrong = [jsonable(one) for one in targets.contradictions(found)]
    head = {"id": found.id, "title": found.title, "level": found.level, "status": found.status}
    return {**head, **jsonable(found), "contradictions": wrong}


def criteria_sets(catalogue: Catalogue) -> list[Row]:
    """Return one line for each criteria set, task lists included."""
    tasks = [catalogue.criteria_set(one.set_id) for one in catalogue.task_sets]
    return [
        {
            "id": one.id,
            "edition": one.edition,
            "title": one.title,
            "level": one.level,
            "criteria": len(one.criteria),
            "indicators": sum(1 for _ in one.indicators),
            "without_threshold": sum(not any(case.op for case in inner.cases) for inner in one.indicators),
            "complete": one.complete,
            "valid_from": plain(one.valid_from),
            "valid_to": plain(one.valid_to),
        }
        for one in (*catalogue.criteria_sets, *tasks)
    ]


def criteria_set(catalogue: Catalogue, set_id: str) -> Row:
    """Return a whole criteria set as plain data."""
    found: Row = jsonable(criteria_set_named(catalogue, set_id))
    return found


def movement_named(catalogue: Catalogue, named: str) -> Movement:
    """Return the movement with an id, or the one in a file (`….yaml`): what a province writes can be tried at once."""
    if _is_file(named):
        found: Movement = inputs.read_pack(Path(named), "movement", catalogue)
        return found
    return catalogue.movement(named)


def criteria_set_named(catalogue: Catalogue, named: str) -> CriteriaSet:
    """Return the newest edition of a criteria set by its id, or the one in a file (`….yaml`)."""
    if _is_file(named):
        found: CriteriaSet = inputs.read_pack(Path(named), "criteria", catalogue)
        return found
    return catalogue.criteria_set(named)


def _is_file(named: str) -> bool:
    return named.endswith((".yaml", ".yml"))


def check(catalogue: Catalogue, path: Path, kind: PackKind) -> tuple[Problem, ...]:
    """Return every fault of a pack file; among criteria, a household task list is told by its `set_id`."""
    data = inputs.read_bytes(path)
    names_a_list = data.startswith(b"set_id:") or b"\nset_id:" in data
    return problems_in(data, "tasks" if kind == "criteria" and names_a_list else kind, path.name, catalogue)


def law(catalogue: Catalogue) -> Row:
    """Return the whole law pack as plain data."""
    found: Row = jsonable(catalogue.law)
    return found


def schema(kind: PackKind) -> Row:
    """Return the schema document of a kind of pack."""
    return schema_of(PACK_TYPES[kind], kind)


def evaluate_answers(catalogue: Catalogue, set_id: str, evidence: Evidence, context: Context) -> Verdict:
    """Return the verdict of a criteria set on answers and facts that the caller has."""
    return verdict_of(prepared(catalogue.criteria_set(set_id), context), evidence)


def household_proposal(catalogue: Catalogue, movement_id: str, totals: Totals, subject: str, on: date) -> Verdict:
    """Return whether a household is proposed for the own level's giấy khen, with the reasons (KG-IV.2.a-3)."""
    found = catalogue.movement(movement_id)
    award = household_award(found)
    facts = gathered((*household_facts(totals, subject, on), *norm_facts(found, SubjectKind.HOUSEHOLD, on)))
    return award_verdict(award, facts, SubjectKind.HOUSEHOLD, found.law_standards)


def target_standings(catalogue: Catalogue, movement_id: str, results: Path, year: int | None = None) -> Row:
    """Return every figure of a plan against a file of results, the yearly table and its contradictions.

    `unused` names the measures of the file that the plan has no figure for: misspelt ones, or another plan's.
    """
    found = movement_named(catalogue, movement_id)
    given = inputs.read_results(results)
    at = year or max((one.year for one in given), default=found.period.last_year)
    asked = targets.standings(found, given, at)
    return {
        "movement": found.id,
        "year": at,
        "targets": [_figure_row(one) for one in asked],
        "units": [jsonable(one) for one in targets.unit_standings(found, given, at)],
        "year_table": [jsonable(one) for one in targets.year_table(found)],
        "contradictions": [jsonable(one) for one in targets.contradictions(found)],
        "remarks": [one.text for one in found.remarks],
        "baselines": [_baseline_row(one) for one in found.targets if one.baseline_on is not None],
        "unused": sorted({one.measure for one in given} - _measures(found)),
    }


def _measures(movement: Movement) -> set[str]:
    """Return every measure that a plan has a figure for, or that one is counted from."""
    figures = [figure for target in movement.targets for figure in target.figures]
    return {name for one in figures for name in (one.measure, one.falls, *one.share)}


def _baseline_row(one: Target) -> Row:
    return {
        "requirement": one.requirement,
        "title": one.title,
        "date": plain(one.baseline_on),
        "figures": [{"measure": each.measure, "value": plain(each.value)} for each in one.figures],
    }


def _figure_row(one: FigureResult) -> Row:
    figure = one.figure
    return {
        "requirement": one.requirement,
        "title": one.title,
        "measure": figure.measure,
        "role": figure.role,
        "scope": figure.scope,
        "year": figure.year,
        "op": figure.op,
        "planned": plain(figure.value),
        "planned_max": plain(figure.max),
        "of": plain(figure.of),
        "planned_percent": plain(figure.percent),
        "value": plain(one.value),
        "percent": plain(one.percent),
        "unit": figure.unit,
        "document": one.document,
        "baseline": plain(one.baseline),
        "standing": one.standing.value,
        "exceeded": one.exceeded,
        "reached_year": one.reached_year,
    }


def reward(catalogue: Catalogue, award: str, category: Category, on: date, count: int = 1) -> Row:
    """Return the reward of an award form, and what `count` of them come to."""
    one = money.reward(catalogue.law, award, category, on)
    return {
        "award": award,
        "category": category.value,
        "date": on.isoformat(),
        "coefficient": plain(one.coefficient),
        "base_salary": plain(one.base),
        "exact": plain(one.exact),
        "amount": plain(one.amount),
        "count": count,
        "total": plain(money.total([money.Line(one, count)])),
        "document": one.document,
        "known": one.known.value,
    }


def due(catalogue: Catalogue, movement_id: str, on: date, office: str = "") -> list[Row]:
    """Return how every deadline of a movement stands on a day."""
    found = movement_named(catalogue, movement_id)
    if office and office not in {one.code for one in found.offices}:
        raise UserError("packs.no_such_office", code=office, known=", ".join(one.code for one in found.offices))
    return [_due_row(one) for one in deadlines.standings(found, on, office)]


def _due_row(one: Standing) -> Row:
    return {
        "requirement": one.occurrence.requirement,
        "title": one.occurrence.title,
        "what": one.occurrence.what,
        "last_day": one.occurrence.last_day.isoformat(),
        "exact": one.occurrence.exact,
        "state": one.state.value,
        "days_left": one.days_left,
        "offices": list(one.offices),
        "to": list(one.to),
        "through": list(one.through),
        "checklist": list(one.occurrence.checklist),
    }


def vote(catalogue: Catalogue, members: int, votes: Path, award: str) -> Row:
    """Return the count of a vote, its share of all members, and whether it is enough for the award form."""
    threshold, rule = vote_threshold(catalogue, award), catalogue.law.vote_rule(award)
    read = vote_inputs.read_votes(votes, members)
    count = vote_inputs.counted(members, read)
    return {
        "award": award,
        "members": members,
        "present": count.present,
        "written": count.written,
        "for": count.votes_for,
        "against": count.against,
        "abstain": count.abstained,
        "missing": count.missing,
        "percent": plain(count.percent),
        "threshold_percent": plain(threshold.share * 100),
        "strict": threshold.strict,
        "votes_needed": council.votes_needed(members, threshold),
        "outcome": council.decided(count, threshold).value,
        "document": threshold.document,
        "in_force": rule.in_force.value if rule else "unverified",
        "note": rule.note if rule else "",
        "ranking": [one.name for one in council.ranked(read.candidates)],
        "ties": [list(names) for names in council.undecided_ties(read.candidates)],
    }


def vote_threshold(catalogue: Catalogue, award: str) -> council.Threshold:
    """Return the least share for an award form: the law's, else the council's own (more than half)."""
    if catalogue.law.award_form(award) is None:
        known = ", ".join(one.code for one in catalogue.law.award_forms)
        raise UserError("packs.no_such_award", award=award, known=known)
    rule = catalogue.law.vote_rule(award)
    if rule is None or rule.min_share is None:
        return council.Threshold(council.DEFAULT_SHARE, strict=True)
    return council.Threshold(rule.min_share, rule.strict, rule.document)


def excluded(catalogue: Catalogue, movement_id: str, nominations: Path) -> Row:
    """Return which nominations are closed by others, which achievements are used twice, and which quotas are passed.

    A quota counts those alone that no other nomination closes the way for.
    """
    found = movement_named(catalogue, movement_id)
    given = inputs.read_nominations(nominations, catalogue.law)
    blocked = exclusions.blocked(found, given)
    closed = {one.nomination.id for one in blocked}
    allowed = [one for one in given if one.id not in closed]
    return {
        "movement": found.id,
        "blocked": [_blocked_row(one) for one in blocked],
        "used_twice": [_blocked_row(one) for one in exclusions.used_twice(found, given)],
        "over_quota": [_quota_row(one) for one in exclusions.over_quota(found, allowed)],
        "allowed": [one.id for one in allowed],
    }


def _quota_row(one: OverQuota) -> Row:
    return {
        "requirement": one.requirement,
        "round": one.round,
        "award": one.award,
        "quota": one.quota,
        "nominations": [each.id for each in one.nominations],
    }


def _blocked_row(one: Blocked) -> Row:
    return {
        "nomination": one.nomination.id,
        "subject": one.nomination.subject,
        "round": one.nomination.round,
        "level": one.nomination.level.value,
        "because_of": one.because_of.id,
        "because_of_level": one.because_of.level.value,
        "requirement": one.requirement,
        "code": one.code,
    }
