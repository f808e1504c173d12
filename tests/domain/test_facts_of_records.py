"""Facts computed from records, and the standards of the plans that stand on them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.facts import Fact, Product, ReportSent, gathered, known, ocop_facts
from ntm_desktop.domain.facts_of_records import (
    Contribution,
    ContributionKind,
    Rates,
    Registered,
    contribution_facts,
    fallen,
    on_time_fact,
    recognition_facts,
    registration_facts,
    target_facts,
    trend_facts,
    value_of,
)
from ntm_desktop.domain.movements import entries
from ntm_desktop.domain.movements_awards import awards_open, forms_open
from ntm_desktop.domain.movements_parts import AwardLevel, Occasion, Standard, SubjectKind
from ntm_desktop.domain.movements_verdicts import award_verdict, standard_verdict
from ntm_desktop.domain.targets import Result, standings
from ntm_desktop.domain.verdicts import Outcome, Verdict

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources")
MOVEMENTS = {movement.plan: movement for movement in CATALOGUE.movements}
DAY = date(2024, 12, 1)
SETS = {
    "TH-V.1.c-2": "hatinh-kdc-ntm-kieu-mau-2014",
    "QN-IV.1.d-1": "qnam-thon-ntm-kieu-mau-2022-2025",
    "KG-IV.3.2.c-1": "xa-ntm-2021-2025",
}
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN


def standard(requirement: str) -> Standard:
    movement = MOVEMENTS[requirement.split("-", maxsplit=1)[0]]
    found = next(entry for _, entry in entries(movement) if entry.requirement == requirement)
    assert isinstance(found, Standard)
    return found


def ticked(requirement: str) -> Fact:
    return Fact(f"standard.{requirement}", value=True)


@pytest.mark.requirement("KG-IV.2.a-4", "TH-V.1.f-2")
@pytest.mark.parametrize("requirement", ["KG-IV.2.a-4", "TH-V.1.f-2"])
def test_contributions_in_kind_are_valued_and_compared_with_the_norm(requirement: str) -> None:
    given = [
        Contribution(ContributionKind.MONEY, Decimal(2_000_000), DAY),
        Contribution(ContributionKind.LAND, Decimal(30), DAY),
        Contribution(ContributionKind.LABOUR, Decimal(4), DAY),
        Contribution(ContributionKind.MATERIALS, Decimal(500_000), DAY),
        Contribution(ContributionKind.WORKS, Decimal(9_000_000), date(2025, 1, 1)),
    ]
    rates = Rates(land_m2=Decimal(100_000), labour_day=Decimal(250_000))
    facts = gathered(contribution_facts(given, rates, "H1", DAY))
    assert known(facts, "contribution.total_vnd") == 2_000_000 + 3_000_000 + 1_000_000 + 500_000
    for norm, outcome in ((6_500_000, MET), (6_500_001, NOT_MET)):
        compared = facts | gathered([Fact("norm.contribution.giay_khen", norm)])
        assert standard_verdict(standard(requirement), compared).outcome is outcome


def test_without_a_rate_land_has_no_value_and_the_total_is_not_known() -> None:
    land = Contribution(ContributionKind.LAND, Decimal(30), DAY)
    assert value_of(land, Rates()) is None
    assert known(gathered(contribution_facts([land], Rates(), "H1", DAY)), "contribution.total_vnd") is None
    assert known(gathered(contribution_facts([], Rates(), "H1", DAY)), "contribution.total_vnd") == 0


@pytest.mark.requirement("AK-III.1.e-2", "CL-IV.1.d-2", "TH-V.1.dd-2", "QN-IV.1.dd-2", "KG-IV.3.2.e-2")
@pytest.mark.parametrize("requirement", ["AK-III.1.e-2", "CL-IV.1.d-2", "TH-V.1.dd-2", "QN-IV.1.dd-2", "KG-IV.3.2.e-2"])
def test_ocop_products_feed_the_standard_of_enterprises(requirement: str) -> None:
    for certified, stars, outcome in (
        (date(2022, 1, 1), 3, MET),
        (date(2021, 12, 1), 4, NOT_MET),  # 36 months ended on this very day
        (date(2024, 1, 1), 2, NOT_MET),
    ):
        facts = gathered(ocop_facts([Product("x", stars, certified)], "HTX", DAY, CATALOGUE.law.ocop_validity_months))
        facts |= gathered([ticked(requirement)])
        assert standard_verdict(standard(requirement), facts).outcome is outcome


@pytest.mark.requirement("AK-III.1.a-1", "TH-V.1.a-2", "CL-IV.1.a-1", "QN-IV.1.a-1")
def test_deadlines_kept_feed_the_standards_that_ask_for_them() -> None:
    kept = [ReportSent(date(2024, 5, 1), date(2024, 5, 1)), ReportSent(date(2024, 6, 1), date(2024, 5, 2))]
    late = [*kept, ReportSent(date(2024, 7, 1), date(2024, 7, 2))]
    ahead = [*kept, ReportSent(date(2025, 7, 1))]
    names = ("documents", "owned_criteria", "committee_tasks")
    for items, outcome in ((kept, MET), (late, NOT_MET), (ahead, MET)):
        facts = gathered(fact for name in names for fact in on_time_fact(f"{name}.on_time_rate", items, "đơn vị", DAY))
        facts |= gathered(
            [ticked("AK-III.1.a-1"), ticked("TH-V.1.a-2"), Fact("owned_criteria.plan_exists", value=True)]
        )
        for requirement in ("AK-III.1.a-1", "TH-V.1.a-2", "CL-IV.1.a-1", "QN-IV.1.a-1"):
            assert standard_verdict(standard(requirement), facts).outcome is outcome
    assert on_time_fact("documents.on_time_rate", [ReportSent(date(2025, 1, 1))], "đơn vị", DAY) == ()


@pytest.mark.requirement("KG-IV.2.a-2", "KG-VI.2-3")
@pytest.mark.parametrize(
    ("done", "completed", "early"),
    [
        ((date(2024, 5, 1), date(2024, 8, 31)), MET, MET),
        ((date(2024, 5, 1), date(2024, 9, 30)), MET, NOT_MET),
        ((date(2024, 5, 1), date(2024, 10, 1)), NOT_MET, NOT_MET),
        ((date(2024, 5, 1), None), NOT_MET, NOT_MET),
        ((date(2025, 5, 1), date(2024, 8, 31)), NOT_MET, NOT_MET),
    ],
)
def test_what_was_registered_is_compared_with_when_it_was_done(
    done: tuple[date | None, ...], completed: Outcome, early: Outcome
) -> None:
    dues = (date(2024, 6, 30), date(2024, 9, 30))
    items = [Registered(due, one) for due, one in zip(dues, done, strict=True)]
    facts = gathered(registration_facts(items, "đơn vị", DAY))
    assert standard_verdict(standard("KG-IV.2.a-2"), facts).outcome is completed
    prompt = awards_open(MOVEMENTS["KG"], Occasion.PROMPT, DAY)
    assert [award.requirement for award in prompt] == ["KG-VI.2-3"]
    assert award_verdict(prompt[0], facts).outcome is early


def test_what_is_open_and_not_due_yet_is_not_known() -> None:
    facts = gathered(registration_facts([Registered(date(2025, 6, 30))], "đơn vị", DAY))
    assert standard_verdict(standard("KG-IV.2.a-2"), facts).outcome is UNKNOWN
    assert registration_facts([], "đơn vị", DAY) == ()


@pytest.mark.requirement("TH-V.1.b-1", "TH-V.1.a-3")
@pytest.mark.parametrize(
    ("recognised", "on_plan", "ahead"),
    [
        (date(2023, 6, 1), MET, MET),
        (date(2024, 6, 1), MET, NOT_MET),
        (date(2025, 6, 1), NOT_MET, NOT_MET),
        (None, NOT_MET, NOT_MET),
    ],
)
def test_a_recognition_is_compared_with_the_plan(recognised: date | None, on_plan: Outcome, ahead: Outcome) -> None:
    facts = gathered(recognition_facts("nang_cao", recognised, date(2024, 12, 31), "xã", date(2025, 12, 31)))
    facts |= gathered([Fact("subject.typical", value=True), ticked("TH-V.1.a-3")])
    assert standard_verdict(standard("TH-V.1.b-1"), facts).outcome is on_plan
    assert standard_verdict(standard("TH-V.1.a-3"), facts).outcome is ahead


@pytest.mark.requirement("AK-III.1.a-3", "KG-IV.3.2.f-1")
@pytest.mark.parametrize(
    ("values", "met", "exceeded"),
    [
        ({"commune.nang_cao": 13, "ocop": 1}, MET, NOT_MET),
        ({"commune.nang_cao": 14, "ocop": 1}, MET, MET),
        ({"commune.nang_cao": 12, "ocop": 1}, NOT_MET, NOT_MET),
        ({"ocop": 1}, UNKNOWN, UNKNOWN),
    ],
)
def test_results_of_the_locality_feed_who_is_in_charge_of_it(
    values: dict[str, int], met: Outcome, exceeded: Outcome
) -> None:
    others = {"district.nang_cao": 1, "ocop.min_3_stars": 35, "ocop.4_stars": 8, "ocop.5_stars": 1}
    results = [Result(name, 2024, Decimal(value)) for name, value in (others | values).items()]
    found = standings(MOVEMENTS["TH"], results, 2024)
    facts = gathered(target_facts(found, 2024, "xã", DAY)) | gathered(
        [ticked("AK-III.1.a-3"), Fact("initiatives.useful", 1)]
    )
    assert standard_verdict(standard("AK-III.1.a-3"), facts).outcome is met
    assert standard_verdict(standard("KG-IV.3.2.f-1"), facts).outcome is exceeded


@pytest.mark.requirement("CL-IV.1.b-1")
def test_criteria_of_this_year_are_compared_with_the_last() -> None:
    def whole(*outcomes: Outcome) -> Verdict:
        parts = tuple(Verdict(str(at), outcome) for at, outcome in enumerate(outcomes, 1))
        return Verdict("s", UNKNOWN, parts=(Verdict("C", UNKNOWN, parts=parts),))

    before = whole(MET, MET, NOT_MET)
    for now, outcome, lost in (
        (whole(MET, MET, MET), MET, ()),
        (whole(MET, NOT_MET, MET), NOT_MET, ("2",)),
        (whole(MET, UNKNOWN, MET), UNKNOWN, ()),
        (whole(NOT_MET, UNKNOWN, MET), NOT_MET, ("1",)),
    ):
        assert fallen(before, now) == lost
        facts = gathered(trend_facts(before, now, "xã", DAY))
        facts |= gathered([Fact("subject.outstanding_quality", value=True)])
        assert standard_verdict(standard("CL-IV.1.b-1"), facts).outcome is outcome


@pytest.mark.requirement("TH-V.1.e-1")
def test_revenue_and_profit_must_rise() -> None:
    good = {
        "business.revenue": 110,
        "business.revenue_last_year": 100,
        "business.profit": 11,
        "business.profit_last_year": 10,
        "business.households_helped": 2,
    }
    marks = [Fact("business.tax_duty_done", value=True), ticked("TH-V.1.e-1")]
    for changes, outcome in (
        ({}, MET),
        ({"business.revenue": 100}, NOT_MET),
        ({"business.profit": 9}, NOT_MET),
        ({"business.households_helped": 0}, NOT_MET),
        ({"business.profit_last_year": None}, UNKNOWN),
    ):
        facts = gathered([*(Fact(name, value) for name, value in (good | changes).items()), *marks])
        assert standard_verdict(standard("TH-V.1.e-1"), facts).outcome is outcome


@pytest.mark.requirement("AK-III.1.e-1", "CL-IV.1.d-1", "TH-V.1.dd-1", "QN-IV.1.dd-1")
@pytest.mark.parametrize("requirement", ["AK-III.1.e-1", "CL-IV.1.d-1", "TH-V.1.dd-1", "QN-IV.1.dd-1"])
def test_a_contribution_counts_only_when_it_was_recognised(requirement: str) -> None:
    for given, recognised, outcome in ((5, True, MET), (5, False, NOT_MET), (0, True, NOT_MET), (5, None, UNKNOWN)):
        facts = gathered([Fact("contribution.total_vnd", given), Fact("contribution.recognised", recognised)])
        assert standard_verdict(standard(requirement), facts).outcome is outcome


@pytest.mark.requirement(
    "KG-IV.3.2.a-3", "KG-IV.3.2.a-4", "KG-IV.3.2.b-1", "KG-IV.3.2.c-1", "TH-V.1.c-2", "TH-V.1.b-2", "QN-IV.1.d-1",
)  # fmt: skip
@pytest.mark.parametrize(
    ("requirement", "good", "bad"),
    [
        ("KG-IV.3.2.a-3", {"support.difficult_communes": 1}, {"support.difficult_communes": 0}),
        ("KG-IV.3.2.a-4", {"plan.launched": True}, {"plan.launched": False}),
        ("KG-IV.3.2.b-1", {"district.recognition.level": "ntm"}, {"district.recognition.level": "none"}),
        ("KG-IV.3.2.c-1", {"commune.recognition.level": "kieu_mau"}, {"commune.recognition.level": "none"}),
        ("TH-V.1.c-2", {"village.recognised": True}, {"village.recognised": False}),
        (
            "TH-V.1.b-2",
            {"commune.difficult": True, "subject.typical": True},
            {"commune.difficult": False, "subject.typical": True},
        ),
        (
            "QN-IV.1.d-1",
            {"village.recognised": True, "subject.typical": True},
            {"village.recognised": False, "subject.typical": True},
        ),
    ],
)
def test_standards_that_stand_on_one_fact(
    requirement: str, good: dict[str, bool | int | str], bad: dict[str, bool | int | str]
) -> None:
    one = standard(requirement)
    assert one.criteria_set == SETS.get(requirement, "")
    assert standard_verdict(one, gathered(Fact(name, value) for name, value in good.items())).outcome is MET
    assert standard_verdict(one, gathered(Fact(name, value) for name, value in bad.items())).outcome is NOT_MET
    assert standard_verdict(one, {}).outcome is UNKNOWN


def forms(plan: str, occasion: Occasion, on: date, kind: SubjectKind | None = None) -> list[tuple[str, str]]:
    found = forms_open(MOVEMENTS[plan], CATALOGUE.law, occasion, on, kind)
    return [(one.form, one.level.value) for one in found]


@pytest.mark.requirement("AK-III.2.b-1", "AK-III.2.b-3", "AK-III.2.b-5", "AK-III.2.b-7")
def test_an_khe_gives_state_and_provincial_awards_at_reviews_only() -> None:
    annual = forms("AK", Occasion.ANNUAL, DAY)
    final = forms("AK", Occasion.FINAL, DAY)
    assert {level for _, level in annual} == {"own"}
    assert {("hcld_hang_ba", "state"), ("bang_khen_ttg", "state"), ("co_thi_dua_tinh", "province")} <= set(final)
    assert ("giay_khen", "own") in final
    person = forms("AK", Occasion.FINAL, DAY, SubjectKind.OFFICIAL)
    assert ("bang_khen_tinh", "province") in person
    assert ("co_thi_dua_tinh", "province") not in person


@pytest.mark.requirement("CL-IV.2.a-1", "CL-IV.2.a-2", "CL-IV.2.a-3", "CL-IV.2.a-4", "CL-IV.2.a-5")
def test_the_districts_certificate_ends_with_the_districts() -> None:
    before = forms("CL", Occasion.FINAL, date(2025, 6, 30))
    since = forms("CL", Occasion.FINAL, date(2025, 7, 1))
    assert before == [
        ("hcld_hang_ba", "state"),
        ("bang_khen_ttg", "state"),
        ("bang_khen_tinh", "province"),
        ("giay_khen", "district"),
        ("giay_khen", "own"),
    ]
    assert since == [one for one in before if one[1] != "district"]


@pytest.mark.requirement("TH-V.1")
def test_thach_has_certificate_is_the_communes_own_since_the_districts_are_gone() -> None:
    before = awards_open(MOVEMENTS["TH"], Occasion.ANNUAL, date(2025, 6, 30))[0]
    since = awards_open(MOVEMENTS["TH"], Occasion.ANNUAL, date(2025, 7, 1))[0]
    assert (before.forms, before.level, before.authority) == (
        ("giay_khen",),
        AwardLevel.DISTRICT,
        "Chủ tịch UBND huyện",
    )
    assert (since.forms, since.level, since.authority) == (("giay_khen",), AwardLevel.OWN, "Chủ tịch UBND xã")
    assert since.requirement == "TH-V.1"


@pytest.mark.requirement("TH-IV.1-2", "QN-IV.2.a", "KG-IV.2.a-1")
def test_households_may_be_rewarded_wherever_persons_may() -> None:
    assert forms("TH", Occasion.PROMPT, DAY, SubjectKind.HOUSEHOLD) == [("giay_khen", "own")]
    assert forms("KG", Occasion.ANNUAL, DAY, SubjectKind.HOUSEHOLD) == [("giay_khen", "own")]
    assert forms("QN", Occasion.FINAL, DAY, SubjectKind.HOUSEHOLD) == [
        ("hcld_hang_ba", "state"),
        ("bang_khen_ttg", "state"),
        ("bang_khen_tinh", "province"),
        ("giay_khen", "own"),
    ]
    authority = awards_open(MOVEMENTS["KG"], Occasion.ANNUAL, DAY)[0].authority
    assert authority == "Thủ trưởng cơ quan, đơn vị; Chủ tịch UBND huyện, thành phố; Chủ tịch UBND xã"


@pytest.mark.requirement("KG-IV.2.b-1", "KG-IV.2.c-3", "KG-IV.2.c-5")
def test_rounds_of_kien_giang_open_in_their_year() -> None:
    assert forms("KG", Occasion.INTERIM, date(2023, 7, 15)) == [("bang_khen_tinh", "province")]
    assert forms("KG", Occasion.INTERIM, date(2024, 7, 15)) == []
    final = forms("KG", Occasion.FINAL, date(2025, 7, 15))
    assert final == [("bang_khen_tinh", "province"), ("bang_khen_ttg", "state"), ("hcld_hang_ba", "state")]
    commune = forms("KG", Occasion.FINAL, date(2025, 7, 15), SubjectKind.COMMUNE)
    assert ("hcld_hang_ba", "state") not in commune
    order = next(one for one in MOVEMENTS["KG"].awards if one.requirement == "KG-IV.2.c-5")
    facts: dict[str, bool | int | str] = {
        "district.recognition.level": "nang_cao",
        "subject.typical": True,
        "district.recognised_by_pm": True,
        "contribution.total_vnd": 0,
        "norm.contribution.hcld_hang_ba": 1,
    }
    for name, bad in (("none", None), ("district.recognised_by_pm", False), ("district.recognition.level", "none")):
        known_facts = gathered(
            Fact(key, value) for key, value in (facts | ({} if bad is None else {name: bad})).items()
        )
        assert award_verdict(order, known_facts).met is (bad is None)


@pytest.mark.requirement("KG-IV.1.a", "KG-IV.1.b")
def test_kien_giang_names_every_kind_of_collective_and_person() -> None:
    collectives = MOVEMENTS["KG"].subject("KG-IV.1.a").kinds
    assert {kind.value for kind in collectives} == {
        "agency",
        "district",
        "commune",
        "enterprise",
        "cooperative",
        "association",
        "household",
        "model",
        "quarter",
        "residential_area",
    }
    assert SubjectKind.ABROAD in MOVEMENTS["KG"].subject("KG-IV.1.b").kinds
