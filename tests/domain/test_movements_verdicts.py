"""Whoever keeps every standard of a category qualifies, and nobody who misses one that is asked: all plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.answers import Totals
from ntm_desktop.domain.facts import Fact, FactValue, gathered, household_facts
from ntm_desktop.domain.movements_parts import AwardLevel, Logic, NormValue, SubjectKind
from ntm_desktop.domain.movements_verdicts import (
    award_verdict,
    local_verdict,
    norm_facts,
    standard_verdict,
    subject_verdict,
)
from ntm_desktop.domain.rules import All, AnyOf, AtLeast, Between, Compare, CompareFacts, Not, OneOf, Op
from ntm_desktop.domain.verdicts import Outcome, leaves
from tests.services.standards_oracle import ELIGIBLE

if TYPE_CHECKING:
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import Award, Standard, Subject
    from ntm_desktop.domain.rules import Rule

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
MOVEMENTS = {movement.id: movement for movement in CATALOGUE.movements}
KIEN_GIANG = MOVEMENTS["kien-giang-2021-2025"]
CATEGORIES = [
    (movement, subject) for movement in CATALOGUE.movements for subject in movement.subjects if subject.standards
]
IDS = [subject.requirement for _, subject in CATEGORIES]
Values = dict[str, FactValue]


def satisfying(rule: Rule) -> Values:
    """Return facts with which a rule holds."""
    if isinstance(rule, Compare):
        if rule.op in {Op.MORE, Op.LESS}:
            assert isinstance(rule.value, Decimal)
            return {rule.fact: rule.value + (1 if rule.op is Op.MORE else -1)}
        return {rule.fact: rule.value}
    if isinstance(rule, OneOf):
        return {rule.fact: rule.values[0]}
    if isinstance(rule, CompareFacts):
        return {rule.fact: Decimal(11), rule.other: Decimal(10)}
    if isinstance(rule, All):
        return {name: value for one in rule.rules for name, value in satisfying(one).items()}
    assert isinstance(rule, AnyOf), rule
    return satisfying(rule.rules[0])


def failing(rule: Rule) -> Values:
    """Return facts with which a rule is known not to hold."""
    if isinstance(rule, Compare):
        return {rule.fact: _other(rule)}
    if isinstance(rule, OneOf):
        return {rule.fact: "none"}
    if isinstance(rule, CompareFacts):
        return {rule.fact: Decimal(9), rule.other: Decimal(10)}
    if isinstance(rule, All):
        return failing(rule.rules[0])
    assert isinstance(rule, AnyOf), rule
    return {name: value for one in rule.rules for name, value in failing(one).items()}


def _other(rule: Compare) -> FactValue:
    if isinstance(rule.value, bool):
        return not rule.value
    assert isinstance(rule.value, Decimal)
    return rule.value - 1 if rule.op in {Op.AT_LEAST, Op.MORE} else rule.value + 1


def rule_of(standard: Standard) -> Rule:
    return standard.rule or Compare("compare", standard.fact, Op.EQUAL, value=True)


def everything(movement: Movement, subject: Subject) -> Values:
    """Return facts of somebody who keeps every standard, that of plan and law too, gate and restriction."""
    values: Values = {}
    for standard in (*movement.law_standards, *movement.general_standards, *subject.standards):
        values.update(satisfying(rule_of(standard)))
    for gate in movement.gates:
        values.update({name: value for name, value in satisfying(gate.rule).items() if name not in values})
    if subject.only_if is not None:
        values.update(satisfying(subject.only_if))
    return values


def facts(values: Values) -> dict[str, Fact]:
    return gathered(Fact(name, value) for name, value in values.items())


def chosen(subject: Subject) -> tuple[str, ...]:
    return tuple(one.requirement for one in subject.standards) if subject.logic is Logic.USER else ()


@pytest.mark.parametrize(("movement", "subject"), CATEGORIES, ids=IDS)
def test_who_keeps_every_standard_qualifies(movement: Movement, subject: Subject) -> None:
    verdict = subject_verdict(movement, subject, facts(everything(movement, subject)), chosen=chosen(subject))
    assert verdict.outcome is Outcome.MET, [leaf.id for leaf in leaves(verdict) if not leaf.met]


@pytest.mark.parametrize(("movement", "subject"), CATEGORIES, ids=IDS)
def test_who_misses_one_standard_fails_where_all_are_asked_and_not_where_one_is(
    movement: Movement, subject: Subject
) -> None:
    whole = everything(movement, subject)
    for standard in subject.standards:
        values = whole | failing(rule_of(standard))
        missed = {one for one in subject.standards if not standard_verdict(one, facts(values)).met}
        assert standard in missed
        verdict = subject_verdict(movement, subject, facts(values), chosen=chosen(subject))
        one_of = subject.logic is Logic.ONE_OF and len(missed) < len(subject.standards)
        assert verdict.outcome is (Outcome.MET if one_of else Outcome.NOT_MET), standard.requirement


@pytest.mark.parametrize(("movement", "subject"), CATEGORIES, ids=IDS)
def test_who_keeps_no_standard_never_qualifies_and_who_is_not_known_is_unknown(
    movement: Movement, subject: Subject
) -> None:
    values = everything(movement, subject)
    for standard in subject.standards:
        values |= failing(rule_of(standard))
    assert subject_verdict(movement, subject, facts(values)).outcome is Outcome.NOT_MET
    assert subject_verdict(movement, subject, {}).outcome is Outcome.UNKNOWN


@pytest.mark.requirement("TH-V.0", "TH-V.1.f")
def test_thach_ha_asks_the_general_standard_of_everybody_and_the_choice_of_households() -> None:
    movement = MOVEMENTS["thach-ha-2021-2025"]
    for subject in movement.subjects:
        values = everything(movement, subject) | {"conduct.lawful": False}
        verdict = subject_verdict(movement, subject, facts(values), chosen=chosen(subject))
        assert verdict.outcome is Outcome.NOT_MET
    households = movement.subject("TH-V.1.f")
    assert households.logic is Logic.USER
    half = everything(movement, households) | {"standard.TH-V.1.f-1": False}
    assert subject_verdict(movement, households, facts(half)).outcome is Outcome.UNKNOWN
    one = subject_verdict(movement, households, facts(half), chosen=("TH-V.1.f-2",))
    assert one.outcome is Outcome.MET


@pytest.mark.requirement("AK-III.1.b", "QN-IV.1.b", "KG-IV.3.2.b")
@pytest.mark.parametrize("requirement", ["AK-III.1.b", "QN-IV.1.b", "KG-IV.3.2.b"])
def test_the_district_category_ends_with_the_districts(requirement: str) -> None:
    movement, subject = CATEGORIES[IDS.index(requirement)]
    known = facts(everything(movement, subject))
    some = chosen(subject)
    assert subject_verdict(movement, subject, known, chosen=some, on=date(2025, 6, 30)).outcome is Outcome.MET
    ended = subject_verdict(movement, subject, known, chosen=some, on=date(2025, 7, 1))
    assert ended.outcome is Outcome.NOT_APPLICABLE
    assert ended.reasons[0].code == "verdicts.category_ended"


@pytest.mark.requirement("KG-IV.3.2.d", "KG-IV.3.2.d-1")
def test_villages_of_kien_giang_qualify_only_in_difficult_communes() -> None:
    subject = KIEN_GIANG.subject("KG-IV.3.2.d")
    for difficult, outcome in ((True, Outcome.MET), (False, Outcome.NOT_MET), (None, Outcome.UNKNOWN)):
        known = gathered([Fact("village.recognised", value=True), Fact("commune.difficult", difficult)])
        assert subject_verdict(KIEN_GIANG, subject, known).outcome is outcome


@pytest.mark.requirement("KG-IV.3.2.e-1", "KG-IV.3.2.f-2", "AK-III.1.g1-2", "CL-IV.1.dd-2", "TH-V.1.g-2", "QN-IV.1.e-2")
@pytest.mark.parametrize(
    ("requirement", "first", "second"),
    [
        ("KG-IV.3.2.e-1", {"contribution.recognised": True}, {"support.transformed_communes": 1}),
        ("KG-IV.3.2.f-2", {"contribution.total_vnd": 1}, {"models.effective": 1}),
        ("AK-III.1.g1-2", {"contribution.total_vnd": 1}, {"models.effective": 1}),
        ("CL-IV.1.dd-2", {"contribution.total_vnd": 1}, {"models.effective": 1}),
        ("TH-V.1.g-2", {"contribution.total_vnd": 1}, {"models.effective": 1}),
        ("QN-IV.1.e-2", {"contribution.total_vnd": 1}, {"models.effective": 1}),
    ],
)
def test_one_of_two_ways_is_enough(requirement: str, first: Values, second: Values) -> None:
    standard = next(one for _, subject in CATEGORIES for one in subject.standards if one.requirement == requirement)
    neither: Values = {name: False if value is True else 0 for name, value in {**first, **second}.items()}
    assert standard_verdict(standard, facts(neither | first)).met
    assert standard_verdict(standard, facts(neither | second)).met
    assert standard_verdict(standard, facts(neither)).outcome is Outcome.NOT_MET


@pytest.mark.requirement("AK-III.1.g1-3", "QN-IV.1.e-1")
def test_a_standard_for_another_kind_does_not_apply() -> None:
    movement = MOVEMENTS["an-khe-2021-2025"]
    subject = movement.subject("AK-III.1.g1")
    values = everything(movement, subject) | {"models.effective": 0, "contribution.total_vnd": 0}
    assert subject_verdict(movement, subject, facts(values), SubjectKind.OFFICIAL).met
    assert not subject_verdict(movement, subject, facts(values), SubjectKind.HOUSEHOLD).met
    household = satisfying(rule_of(subject.standards[2]))
    by_law: Values = {"standard.AK-III.3": True}
    assert subject_verdict(movement, subject, facts(household | by_law), SubjectKind.HOUSEHOLD).met
    for name in household:
        wrong = facts(household | by_law | {name: Decimal(0) if name == "contribution.total_vnd" else False})
        assert not subject_verdict(movement, subject, wrong, SubjectKind.HOUSEHOLD).met
    reporter = MOVEMENTS["quang-nam-2021-2025"].subject("QN-IV.1.e")
    useful = facts({"initiatives.useful": 1, "standard.QN-IV.1.e-1": True, "standard.QN-IV.2.b": True})
    assert subject_verdict(MOVEMENTS["quang-nam-2021-2025"], reporter, useful, SubjectKind.REPORTER).met


@pytest.mark.requirement("KG-IV.2.a-3")
@pytest.mark.parametrize(
    ("totals", "outcome"),
    [
        (Totals(15, 15, 0, 0), Outcome.MET),
        (Totals(15, 13, 0, 2), Outcome.MET),
        (Totals(15, 14, 1, 0), Outcome.NOT_MET),
        (Totals(15, 14, 0, 0), Outcome.NOT_MET),
    ],
)
def test_a_household_is_proposed_for_the_merit_certificate(totals: Totals, outcome: Outcome) -> None:
    award = next(one for one in KIEN_GIANG.awards if one.requirement == "KG-IV.2.a-1")
    known = gathered(household_facts(totals, "H1", date(2024, 12, 1))) | facts({"contribution.total_vnd": 0})
    values = known | facts({"norm.contribution.giay_khen": 5_000_000})
    verdict = award_verdict(award, values, SubjectKind.HOUSEHOLD)
    assert verdict.outcome is outcome
    assert verdict.parts[0].outcome is Outcome.NOT_APPLICABLE  # that of collectives and persons


@pytest.mark.requirement("KG-IV.2.a-4", "KG-IV.2.a-6", "KG-IV.2.b-2", "KG-IV.2.c-2", "KG-IV.2.c-4", "KG-IV.2.c-6")
@pytest.mark.parametrize(
    ("award", "requirement", "form"),
    [
        ("KG-IV.2.a-1", "KG-IV.2.a-4", "giay_khen"),
        ("KG-IV.2.a-5", "KG-IV.2.a-6", "bang_khen_tinh"),
        ("KG-IV.2.b-1", "KG-IV.2.b-2", "bang_khen_tinh"),
        ("KG-IV.2.c-1", "KG-IV.2.c-2", "bang_khen_tinh"),
        ("KG-IV.2.c-3", "KG-IV.2.c-4", "bang_khen_ttg"),
        ("KG-IV.2.c-5", "KG-IV.2.c-6", "hcld_hang_ba"),
    ],
)
def test_a_contribution_is_compared_with_the_norm_of_the_award_form(award: str, requirement: str, form: str) -> None:
    found = next(one for one in KIEN_GIANG.awards if one.requirement == award)
    assert form in found.forms
    standard = next(one for one in found.standards if one.requirement == requirement)
    for given, asked, outcome in (
        (50_000_000, 50_000_000, Outcome.MET),
        (49_999_999, 50_000_000, Outcome.NOT_MET),
        (50_000_000, None, Outcome.UNKNOWN),
    ):
        known = gathered([Fact("contribution.total_vnd", given), Fact(f"norm.contribution.{form}", asked)])
        verdict = standard_verdict(standard, known)
        assert verdict.outcome is outcome
    assert verdict.parts[0].reasons[0].code == "verdicts.norm_missing"


AWARDS = {one.requirement: one for movement in MOVEMENTS.values() for one in movement.awards if one.eligible}


def test_the_oracle_knows_every_award_that_asks_for_something() -> None:
    assert set(AWARDS) == set(ELIGIBLE)


@pytest.mark.requirement("KG-IV.2.a-5", "KG-IV.2.b-1", "KG-IV.2.c-1", "KG-IV.2.c-3", "KG-IV.2.c-5", "KG-VI.2-3")
@pytest.mark.parametrize("requirement", ELIGIBLE)
def test_each_award_has_its_own_levels_and_conditions(requirement: str) -> None:
    award, asked = AWARDS[requirement], ELIGIBLE[requirement]
    nothing: Values = {name: Decimal(at) for at, name in enumerate(_norm_facts(award))}
    kept: Values = {}
    for one in asked:
        kept |= _typed(one.facts, one.enough[0])
    for one in asked:
        for values in one.enough:
            found = facts({**nothing, **kept, **_typed(one.facts, values)})
            assert award_verdict(award, found).outcome is Outcome.MET
        for values in one.short:
            found = facts({**nothing, **kept, **_typed(one.facts, values)})
            assert award_verdict(award, found).outcome is Outcome.NOT_MET


def _norm_facts(award: Award) -> tuple[str, ...]:
    """Return the facts of the other way to an award, so that it is missed: given 0 of a norm of 1."""
    norms = [f"norm.contribution.{one.norm}" for one in award.standards if one.norm]
    return ("contribution.total_vnd", *norms) if norms else ()


def _typed(names: tuple[str, ...], values: tuple[bool | int | float | str, ...]) -> dict[str, FactValue]:
    return {
        name: value if isinstance(value, bool | str) else Decimal(str(value))
        for name, value in zip(names, values, strict=True)
    }


def test_an_award_without_conditions_does_not_decide() -> None:
    award = MOVEMENTS["chi-lang-2021-2025"].awards[0]
    assert award_verdict(award, {}).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.requirement("KG-VI.2-2")
def test_norms_hold_for_their_kinds_and_between_their_dates() -> None:
    table = replace(
        KIEN_GIANG.norms[0],
        values=(
            NormValue("giay_khen", vnd=Decimal(5), valid_to=date(2023, 12, 31)),
            NormValue("giay_khen", vnd=Decimal(7), valid_from=date(2024, 1, 1)),
            NormValue("bang_khen_tinh", (SubjectKind.ENTERPRISE,), vnd=Decimal(90)),
            NormValue("bang_khen_ttg"),
        ),
    )
    movement = replace(KIEN_GIANG, norms=(table,))
    before = norm_facts(movement, SubjectKind.HOUSEHOLD, date(2023, 5, 1))
    after = norm_facts(movement, SubjectKind.ENTERPRISE, date(2024, 5, 1))
    assert [(fact.name, fact.value) for fact in before] == [("norm.contribution.giay_khen", 5)]
    assert [(fact.name, fact.value) for fact in after] == [
        ("norm.contribution.giay_khen", 7),
        ("norm.contribution.bang_khen_tinh", 90),
    ]
    assert norm_facts(KIEN_GIANG, SubjectKind.HOUSEHOLD, date(2024, 1, 1)) == ()


@pytest.mark.requirement("AK-III.1.b-1", "QN-IV.1.b-3", "KG-IV.3.2.a-5")
def test_reports_late_once_close_the_way() -> None:
    for requirement, standard in (
        ("AK-III.1.b", "AK-III.1.b-1"),
        ("QN-IV.1.b", "QN-IV.1.b-3"),
        ("KG-IV.3.2.a", "KG-IV.3.2.a-5"),
    ):
        movement, subject = CATEGORIES[IDS.index(requirement)]
        values = everything(movement, subject) | {"reports.on_time_rate": Decimal("91.67")}
        verdict = subject_verdict(movement, subject, facts(values), chosen=chosen(subject))
        assert verdict.outcome is Outcome.NOT_MET
        assert standard in {part.id for part in verdict.parts[0].parts if not part.met}


def test_a_gate_that_is_no_standard_of_the_category_still_closes_the_way() -> None:
    movement = MOVEMENTS["tu-2025-07-01"]
    subject = movement.subject("M25-S4")
    values = everything(movement, subject) | {"discipline.clear": False}
    assert subject_verdict(movement, subject, facts(values), SubjectKind.HOUSEHOLD).outcome is Outcome.NOT_MET


@pytest.mark.requirement("AK-III.3", "CL-IV.2.b", "QN-IV.2.b")
@pytest.mark.parametrize(
    ("movement_id", "requirement", "law"),
    [
        ("an-khe-2021-2025", "AK-III.3", "AK-III.3: Điều 74, Điều 75 Luật 06/2022/QH15"),
        ("chi-lang-2021-2025", "CL-IV.2.b", "CL-IV.2.b: pháp luật về thi đua, khen thưởng"),
        ("quang-nam-2021-2025", "QN-IV.2.b", "QN-IV.2.b: pháp luật về thi đua, khen thưởng"),
    ],
)
def test_the_law_is_asked_beside_the_standards_of_every_category(movement_id: str, requirement: str, law: str) -> None:
    movement = MOVEMENTS[movement_id]
    for subject in movement.subjects:
        values = everything(movement, subject)
        for tick, outcome in ((True, Outcome.MET), (False, Outcome.NOT_MET), (None, Outcome.UNKNOWN)):
            known = gathered([*facts(values).values(), Fact(f"standard.{requirement}", tick)])
            verdict = subject_verdict(movement, subject, known, chosen=chosen(subject))
            assert verdict.outcome is outcome, subject.requirement
        part = next(one for one in verdict.parts if one.id == requirement)
        assert part.parts[0].reasons[0].clause.startswith(law)


@pytest.mark.requirement("KG-IV.3.1")
def test_what_the_law_asks_of_the_state_s_awards_is_asked_there_alone() -> None:
    subject = KIEN_GIANG.subject("KG-IV.3.2.d")
    values = everything(KIEN_GIANG, subject)
    del values["standard.KG-IV.3.1"]

    def at(level: AwardLevel | None, tick: bool | None = None) -> Outcome:
        known = gathered([*facts(values).values(), Fact("standard.KG-IV.3.1", tick)])
        return subject_verdict(KIEN_GIANG, subject, known, level=level).outcome

    assert {at(level) for level in (None, AwardLevel.OWN, AwardLevel.PROVINCE)} == {Outcome.MET}
    assert at(AwardLevel.STATE) is Outcome.UNKNOWN
    assert at(AwardLevel.STATE, tick=True) is Outcome.MET
    assert at(AwardLevel.STATE, tick=False) is Outcome.NOT_MET
    aside = next(one for one in subject_verdict(KIEN_GIANG, subject, facts(values)).parts if one.id == "KG-IV.3.1")
    assert aside.reasons[0].code == "verdicts.other_levels"


@pytest.mark.requirement("KG-IV.3.1")
def test_the_law_is_asked_beside_the_ways_to_an_award_of_its_level() -> None:
    state = next(one for one in KIEN_GIANG.awards if one.standards and one.level is AwardLevel.STATE)
    own = next(one for one in KIEN_GIANG.awards if one.requirement == "KG-IV.2.a-1")
    for award, asked in ((state, True), (own, False)):
        kept: Values = {}
        for standard in award.standards:
            kept.update(satisfying(rule_of(standard)))
        if award.eligible is not None:
            kept.update(satisfying(award.eligible))
        for tick, outcome in ((True, Outcome.MET), (False, Outcome.NOT_MET), (None, Outcome.UNKNOWN)):
            known = gathered([*facts(kept).values(), Fact("standard.KG-IV.3.1", tick)])
            verdict = award_verdict(award, known, by_law=KIEN_GIANG.law_standards)
            assert verdict.outcome is (outcome if asked else Outcome.MET), (award.requirement, tick)


@pytest.mark.requirement("AK-II.2-2")
def test_an_office_s_own_standards_count_once_it_has_set_them() -> None:
    movement = MOVEMENTS["an-khe-2021-2025"]
    local = movement.local_standards[0]
    subject = movement.subject("AK-III.1.d")
    values = everything(movement, subject)
    assert subject_verdict(movement, subject, facts(values), chosen=chosen(subject)).met
    nothing = local_verdict(local, {})
    assert (nothing.outcome, nothing.reasons[0].code) == (Outcome.NOT_APPLICABLE, "verdicts.local_not_set")

    text = Fact(local.text_fact, "Thu gom 100 % rác", source="Quyết định 12/QĐ-UBND", on=date(2022, 3, 1))
    for tick, outcome in ((None, Outcome.UNKNOWN), (True, Outcome.MET), (False, Outcome.NOT_MET)):
        known = gathered([*facts(values).values(), text, Fact(local.fact, tick)])
        verdict = subject_verdict(movement, subject, known, chosen=chosen(subject))
        assert verdict.outcome is outcome
    told = local_verdict(local, gathered([text]))
    assert [(one.code, one.found, one.source) for one in told.reasons] == [
        ("verdicts.local_text", "Thu gom 100 % rác", "Quyết định 12/QĐ-UBND")
    ]
    # ticked for a subject without a text of its own, or written into the profile by the province's helper
    assert local_verdict(local, facts({local.fact: False})).outcome is Outcome.NOT_MET
    written = replace(local, rule=Compare("compare", "reports.on_time_rate", Op.EQUAL, Decimal(100)))
    assert local_verdict(written, {}).outcome is Outcome.UNKNOWN
    assert local_verdict(replace(local, parts=("sạch nhà",)), {}).outcome is Outcome.UNKNOWN


def test_a_standard_for_others_says_so() -> None:
    movement = MOVEMENTS["an-khe-2021-2025"]
    standard = next(one for one in movement.subject("AK-III.1.g1").standards if one.kinds)
    verdict = standard_verdict(standard, {}, SubjectKind.ABROAD)
    assert (verdict.outcome, verdict.reasons[0].code) == (Outcome.NOT_APPLICABLE, "verdicts.other_kinds")


def test_the_solver_of_these_tests_knows_the_rules_that_the_plans_use() -> None:
    used = {type(rule_of(one)) for _, subject in CATEGORIES for one in subject.standards}
    assert used <= {Compare, OneOf, CompareFacts, All, AnyOf}
    assert not used & {Between, AtLeast, Not}
