"""Every requirement of the five plans stands in its plan's profile: place, clause, lines, title, words and values.

The requirement catalogue and the plans' own texts are read here without the program; what a profile says is compared
with both. One test for each of the eleven kinds.
"""

from __future__ import annotations

import copy
import dataclasses
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop.catalog.encoding import jsonable
from ntm_desktop.domain.movements import office_name
from ntm_desktop.domain.movements_figures import Figure, Target
from ntm_desktop.domain.movements_parts import (
    Award,
    Copies,
    Distribution,
    DossierPart,
    Exclusion,
    Fund,
    Goal,
    NormTable,
    Principle,
    Program,
    Standard,
    Subject,
)
from ntm_desktop.domain.movements_work import Due, Every, ReportDuty, Step
from tests.catalog import plan_tables as tables
from tests.catalog.plan_values import IN_THE_PLANS_TIME, differences, numbers_of
from tests.catalog.plans import (
    ALL,
    ANOMALIES,
    BY_ID,
    FOUND,
    PLANS,
    entry_of,
    movement_of,
    of_kind,
    plan_text,
    words,
    written_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ntm_desktop.domain.movements_parts import Clause


def stands(requirement: str, *kinds: type[Clause]) -> Clause:
    """Check what every entry has: the type made for its kind, clause, lines, title, the plan's words, and values."""
    told = BY_ID[requirement]
    entry = entry_of(requirement)
    assert type(entry) in kinds
    assert (entry.clause, entry.lines) == (str(told["clause"]), str(told["lines"]))
    assert words(entry.title) == words(written_out(told["vi"]))
    assert words(entry.text) == words(plan_text(told["plan"], entry.lines))
    assert differences(told) == []
    return entry


def said_by_the_plan(requirement: str, texts: Iterable[str]) -> list[str]:
    """Return those of some texts whose words the plan does not say, in their order, on the requirement's lines."""
    plan = " ".join(words(entry_of(requirement).text))
    return [text for text in texts if " ".join(words(text)) not in plan]


def test_the_catalogue_holds_what_it_is_said_to_hold() -> None:
    assert len(ALL) == 362
    assert set(FOUND) == set(BY_ID), "a profile has an entry that no plan has, or misses one"
    assert sum(len(of_kind(kind)) for kind in tables.KINDS) == 362


@pytest.mark.parametrize("requirement", of_kind("subject"))
def test_subjects(requirement: str) -> None:
    entry = stands(requirement, Subject)
    assert isinstance(entry, Subject)
    assert (entry.logic.value, entry.basis.value) == _logic(requirement)
    assert {kind.value for kind in entry.kinds} == set(tables.SUBJECT_KINDS[requirement].split())
    standards = {one for one in of_kind("standard") if _belongs(one, requirement)}
    assert {one.requirement for one in entry.standards} == standards
    assert entry.until == (date(2025, 6, 30) if entry.kinds[0].value == "district" else None)


def _logic(requirement: str) -> tuple[str, str]:
    told = BY_ID[requirement]
    logic = told.get("logic", tables.DEFAULT_LOGIC.get(requirement, "all_of"))
    return logic.replace("unspecified", "user"), told.get("logic_basis", "not_stated")


def _belongs(standard: str, subject: str) -> bool:
    """Whether a standard is one of a subject by its id: AK-III.1.a-1 of AK-III.1.a."""
    return standard.rpartition("-")[0] == subject


@pytest.mark.parametrize("requirement", of_kind("standard"))
def test_standards(requirement: str) -> None:
    entry = stands(requirement, Standard)
    assert isinstance(entry, Standard)
    assert FOUND[requirement][0] == tables.STANDARD_PLACES.get(requirement, "subjects.standards")
    if "logic" in BY_ID[requirement]:
        assert (entry.logic.value, entry.basis.value) == _logic(requirement)
    assert entry.evidence
    assert entry.norm == tables.NORMS.get(requirement, "")
    assert entry.criteria_set == tables.CRITERIA_SETS.get(requirement, "")


@pytest.mark.parametrize("requirement", of_kind("award"))
def test_awards(requirement: str) -> None:
    entry = stands(requirement, Award)
    assert isinstance(entry, Award)
    forms, level, occasions = tables.AWARDS[requirement]
    assert entry.forms == tuple(forms.split())
    assert (entry.level.value if entry.level else "") == level
    assert {one.value for one in entry.occasions} == set(occasions.split())
    assert entry.authority
    assert entry.until == (date(2025, 6, 30) if level == "district" else None)


@pytest.mark.parametrize("requirement", of_kind("rule"))
def test_rules(requirement: str) -> None:
    entry = stands(requirement, Principle, Exclusion, NormTable)
    if isinstance(entry, Principle):
        assert entry.effect.value == tables.EFFECTS[requirement]
    elif isinstance(entry, Exclusion):
        blocked, nominated = tables.EXCLUSIONS[requirement]
        assert {one.value for one in entry.blocked} == {blocked}
        assert {one.value for one in entry.nominated} == set(nominated.split())
    else:
        assert isinstance(entry, NormTable)
        assert {one.award for one in entry.values} == set(tables.NORMS.values())
        assert all(one.vnd is None for one in entry.values), "the plan leaves the norms to the council"


@pytest.mark.parametrize("requirement", of_kind("target"))
def test_targets(requirement: str) -> None:
    entry = stands(requirement, Target, Goal)
    assert isinstance(entry, Target) is ("values" in BY_ID[requirement])
    if isinstance(entry, Target):
        assert len(set(numbers_of(entry))) == len(entry.figures)
        said = _numbers(entry.text) | {Decimal(tables.SAID_IN_WORDS.get(requirement, 0))}
        for figure in entry.figures:
            assert [number for number in _of(figure) if number not in said] == []
    else:
        assert isinstance(entry, Goal)
        assert entry.tracks


def _numbers(text: str) -> set[Decimal]:
    """Return every number of a text as it stands: «17,5», «05», «33,33%»; «không còn» is a zero, «xã … đạt» a one."""
    found = {Decimal(one.replace(",", ".")) for one in re.findall(r"\d+(?:,\d+)?", text)}
    return found | {Decimal(0), Decimal(1)}


def _of(figure: Figure) -> list[Decimal]:
    """Return a figure's numbers; Quảng Nam's denominator 155 stands in another line of its plan."""
    whole = figure.of if figure.of != Decimal(155) else None
    return [one for one in (figure.value, figure.max, whole, figure.percent) if one is not None]


@pytest.mark.parametrize("requirement", of_kind("deadline"))
def test_deadlines(requirement: str) -> None:
    entry = stands(requirement, Due)
    assert isinstance(entry, Due)
    assert [(when.what or entry.milestone).value for when in entry.when] == tables.DEADLINES[requirement].split()
    assert _named(requirement, entry.offices) == set()
    said = _numbers(entry_of(tables.YEARS_SAID_BY.get(requirement, requirement)).text)
    numbers = [Decimal(n) for when in entry.when for n in (when.year, when.month, when.day) if n is not None]
    years = [
        one for one in (entry.first_year, entry.last_year) if one not in {None, *movement_of(requirement).period.years}
    ]
    assert [number for number in numbers if number not in said] == []
    assert years == []


@pytest.mark.parametrize("requirement", of_kind("report"))
def test_reports(requirement: str) -> None:
    entry = stands(requirement, ReportDuty)
    assert isinstance(entry, ReportDuty)
    every, sender, to, through = tables.REPORTS[requirement]
    assert [one.value for one in entry.every] == every.split()
    assert (entry.sender, entry.to, entry.through) == tuple(tuple(one.split()) for one in (sender, to, through))
    dated = [(when.what.value if when.what else "", when.year) for when in entry.when]
    assert dated == ([("interim", 2023), ("final", 2025)] if every == "once" else [])
    assert (Every.ONCE in entry.every) == bool(dated)


@pytest.mark.parametrize("requirement", of_kind("program"))
def test_programs(requirement: str) -> None:
    entry = stands(requirement, Program)
    assert isinstance(entry, Program)
    assert len(entry.items) == tables.PROGRAM_ITEMS.get(requirement, 0)
    assert entry.task_set == tables.TASK_SETS.get(requirement, "")


def test_every_sub_movement_of_quang_nam_is_one_that_the_plan_names() -> None:
    """What the plan puts in quotation marks are its sub-movements; four more it describes without."""
    entry = entry_of("QN-II.3-2")
    assert isinstance(entry, Program)
    named = entry.text.split("Tham gia thực hiện tốt các phong trào")[1]
    quoted = [words(one) for one in re.findall(r"“([^”]{3,})”", re.sub("[()].*?[()]", "", named))]
    items = [words(item) for item in entry.items]
    missing = [one for one in quoted if not any(" ".join(one) in " ".join(item) for item in items)]
    assert missing == []
    assert len(quoted) >= 20


@pytest.mark.parametrize("requirement", of_kind("fund"))
def test_funds(requirement: str) -> None:
    entry = stands(requirement, Fund)
    assert isinstance(entry, Fund)
    said = set(words(entry.text))
    for source in entry.sources:
        assert {word for word in words(source) if word not in said} <= {"theo"}, source
    assert (entry.voluntary, entry.by_law) == tables.FUNDS[requirement]


@pytest.mark.parametrize("requirement", of_kind("dossier"))
def test_dossiers(requirement: str) -> None:
    entry = stands(requirement, DossierPart, Copies, Distribution)
    if isinstance(entry, DossierPart):
        assert entry.document == tables.DOSSIER[requirement]
        assert entry.documents
    elif isinstance(entry, Copies):
        assert entry.forms == tuple(tables.COPIES[requirement].split())
        assert entry.copies in _numbers(entry.text)
        assert entry.valid_to is None
    else:
        assert isinstance(entry, Distribution)
        _recipients(requirement, entry)


def _recipients(requirement: str, entry: Distribution) -> None:
    """Compare «Nơi nhận» with the plan's own list, line by line: name, «(3b)», «B/c»."""
    listed = [line for line in _lines(requirement) if re.match(r"(\[bookmark[^]]*\])?- ", line)]
    ours = [*entry.recipients, *entry.filed]
    assert len(ours) == len(listed)
    for line, recipient in zip(listed, ours, strict=True):
        assert words(recipient.name)[-1] in words(line)
        assert set(words(recipient.name)) <= set(words(line))
        copies = re.search(r"\((\d+)b\)", line)
        assert recipient.copies == (int(copies[1]) if copies else None)
        assert (recipient.group == "b/c") == ("b/c" in line.casefold())
    assert all("lưu" in words(one.name) for one in entry.filed)
    signed = [one for one in _lines(requirement, after=8) if one.strip(" *").isupper() and one[0] != "-"]
    assert [words(one) for one in entry.signature] == [words(one) for one in signed]


def _lines(requirement: str, after: int = 0) -> list[str]:
    told = BY_ID[requirement]
    first, _, last = str(told["lines"]).partition("-")
    return plan_text(told["plan"], f"{first}-{int(last) + after}").splitlines()


@pytest.mark.parametrize("requirement", of_kind("workflow"))
def test_workflow(requirement: str) -> None:
    entry = stands(requirement, Step)
    assert isinstance(entry, Step)
    actions, offices, to, through = tables.STEPS[requirement]
    assert [one.value for one in entry.actions] == actions.split()
    assert (entry.offices, entry.to, entry.through) == tuple(tuple(one.split()) for one in (offices, to, through))
    assert {one.value for one in entry.awards} == set(tables.STEP_LEVELS.get(requirement, "").split())
    assert entry.records
    dated = tuple((when.what.value if when.what else "", when.year) for when in entry.when)
    assert dated == tables.STEP_DATES.get(requirement, ())
    assert _named(requirement, (*entry.offices, *entry.to, *entry.through)) == set()


def _named(requirement: str, codes: Iterable[str]) -> set[str]:
    """Return the offices of an entry that its plan does not know at the time."""
    movement = movement_of(requirement)
    return {code for code in codes if not office_name(movement, code, IN_THE_PLANS_TIME)}


MUTABLE = [one for one in ALL if one.get("values")]


@pytest.mark.parametrize("requirement", MUTABLE, ids=lambda one: str(one["id"]))
def test_these_tests_see_every_single_value_that_is_changed(requirement: dict[str, Any]) -> None:
    for path in _paths(requirement["values"]):
        changed = copy.deepcopy(requirement)
        holder = changed["values"]
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = _other(holder[path[-1]])
        assert differences(changed) != [], path


def _paths(values: Any) -> Iterable[tuple[Any, ...]]:
    if isinstance(values, dict | list):
        for key, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield from ((key, *rest) for rest in _paths(value))
    else:
        yield ()


def _other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else f"{value} khác"


@pytest.mark.parametrize("anomaly", ANOMALIES, ids=lambda one: f"{one['plan']}-{one['where']}")
def test_anomalies_of_the_plans_are_kept_as_remarks(anomaly: dict[str, Any]) -> None:
    for plan in PLANS if anomaly["plan"] == "all" else anomaly["plan"].split(","):
        kept = [one for one in PLANS[plan].remarks if one.text == anomaly["issue"]]
        assert [one.where for one in kept] == [anomaly["where"]]
        unknown = set(kept[0].requirements) - set(BY_ID)
        assert unknown == set()
        assert all(one.startswith(f"{plan}-") for one in kept[0].requirements)


def test_nothing_of_a_profile_is_kept_in_a_free_note_alone() -> None:
    """A note may explain a figure; no number stands in it that is in no typed field."""
    for plan, movement in PLANS.items():
        for target in movement.targets:
            typed = _typed(jsonable(target.figures)) | {Decimal(194)}
            assert _numbers(target.note) - {Decimal(0), Decimal(1)} <= typed, (plan, target.requirement)
    assert "values" not in {one.name for one in dataclasses.fields(Principle)}


def _typed(value: Any) -> set[Decimal]:
    if isinstance(value, dict):
        return {found for one in value.values() for found in _typed(one)}
    if isinstance(value, list | tuple):
        return {found for one in value for found in _typed(one)}
    return {Decimal(str(value))} if isinstance(value, int | float) and not isinstance(value, bool) else set()
