"""What each standard of the five plans asks, read in the plans by hand: facts that keep it, and facts that miss it.

Independent of the profiles' rules. A standard is a list of ways, one of which is enough; a way is a list of
conditions, all of which are asked; a condition has the facts that it looks at, with what is enough and what is not.
"""

from __future__ import annotations

from dataclasses import dataclass

Value = bool | int | float | str


@dataclass(frozen=True)
class Asked:
    """A condition: the facts it looks at, combinations that are enough, and others that are not."""

    facts: tuple[str, ...]
    enough: tuple[tuple[Value, ...], ...]
    short: tuple[tuple[Value, ...], ...]


def yes(fact: str) -> Asked:
    return Asked((fact,), ((True,),), ((False,),))


def tick(standard: str) -> Asked:
    """Somebody says so, with evidence."""
    return yes(f"standard.{standard}")


def some(fact: str) -> Asked:
    return Asked((fact,), ((1,), (7,)), ((0,),))


def none(fact: str) -> Asked:
    return Asked((fact,), ((0,),), ((1,), (5_000_000,)))


def on_time(fact: str) -> Asked:
    return Asked((f"{fact}.on_time_rate",), ((100,),), ((99.99,), (0,)))


def level(unit: str, good: str) -> Asked:
    known = "none ntm hoan_thanh nang_cao kieu_mau" if unit == "district" else "none ntm nang_cao kieu_mau hien_dai"
    enough = tuple(good.split())
    short = tuple(one for one in known.split() if one not in enough)
    return Asked((f"{unit}.recognition.level",), tuple((one,) for one in enough), tuple((one,) for one in short))


def rises(fact: str) -> Asked:
    return Asked((fact, f"{fact}_last_year"), ((110, 100),), ((100, 100), (90, 100)))


def norm(award: str) -> Asked:
    pair = ("contribution.total_vnd", f"norm.contribution.{award}")
    return Asked(pair, ((50, 50), (51, 50)), ((49, 50),))


TYPICAL, OUTSTANDING = yes("subject.typical"), yes("subject.outstanding_quality")
NO_DEBT, NO_DISTRICT_DEBT = none("commune.construction_debt"), none("district.construction_debt")
GIVEN = [some("contribution.total_vnd"), yes("contribution.recognised")]
GIVEN_OR_MODEL = [[some("contribution.total_vnd")], [some("models.effective")]]
DISTRICT = level("district", "ntm hoan_thanh nang_cao kieu_mau")


def ocop(standard: str) -> list[list[Asked]]:
    return [[some("ocop.products.valid_3_stars"), tick(standard)]]


def initiative(standard: str) -> list[list[Asked]]:
    return [[some("initiatives.useful"), tick(standard)]]


STANDARDS: dict[str, list[list[Asked]]] = {
    "AK-III.1.a-1": [[on_time("documents"), tick("AK-III.1.a-1")]],
    "AK-III.1.a-2": [[tick("AK-III.1.a-2")]],
    "AK-III.1.a-3": [[yes("locality.targets_met"), tick("AK-III.1.a-3")]],
    "AK-III.1.b-1": [[on_time("reports"), tick("AK-III.1.b-1")]],
    "AK-III.1.b-2": [[NO_DISTRICT_DEBT]],
    "AK-III.1.c-1": [[level("commune", "ntm nang_cao"), TYPICAL, NO_DEBT]],
    "AK-III.1.c-2": [[level("commune", "kieu_mau"), OUTSTANDING, NO_DEBT]],
    "AK-III.1.d-1": [[yes("village.recognised"), TYPICAL]],
    "AK-III.1.e-1": [GIVEN],
    "AK-III.1.e-2": ocop("AK-III.1.e-2"),
    "AK-III.1.g1-1": initiative("AK-III.1.g1-1"),
    "AK-III.1.g1-2": GIVEN_OR_MODEL,
    "AK-III.1.g1-3": [
        [
            some("contribution.total_vnd"),
            yes("household.home_tidy"),
            yes("household.environment_standard"),
            yes("household.good_producer"),
            yes("household.fair_income"),
            yes("household.helps_community"),
        ]
    ],
    "AK-III.1.g2-1": [[tick("AK-III.1.g2-1")]],
    "CL-IV.1.a-1": [[on_time("committee_tasks")]],
    "CL-IV.1.a-2": [[tick("CL-IV.1.a-2")]],
    "CL-IV.1.a-3": [[some("support.named_villages")]],
    "CL-IV.1.b-1": [[yes("commune.criteria_not_lower"), OUTSTANDING]],
    "CL-IV.1.b-2": [[level("commune", "nang_cao"), NO_DEBT]],
    "CL-IV.1.c-1": [
        [
            yes("village.model_area_recognised"),
            TYPICAL,
            yes("subject.many_achievements"),
            some("models.effective"),
        ]
    ],
    "CL-IV.1.d-1": [GIVEN],
    "CL-IV.1.d-2": ocop("CL-IV.1.d-2"),
    "CL-IV.1.dd-1": initiative("CL-IV.1.dd-1"),
    "CL-IV.1.dd-2": GIVEN_OR_MODEL,
    "TH-V.1.a-1": [[tick("TH-V.1.a-1")]],
    "TH-V.1.a-2": [[on_time("documents"), on_time("owned_criteria"), tick("TH-V.1.a-2")]],
    "TH-V.1.a-3": [[yes("assigned_commune.ahead_of_plan"), tick("TH-V.1.a-3")]],
    "TH-V.1.b-1": [[level("commune", "nang_cao kieu_mau"), yes("commune.recognised_on_plan"), TYPICAL]],
    "TH-V.1.b-2": [[yes("commune.difficult"), TYPICAL]],
    "TH-V.1.c-1": [[tick("TH-V.1.c-1")]],
    "TH-V.1.c-2": [[yes("village.recognised")]],
    "TH-V.1.dd-1": [GIVEN],
    "TH-V.1.dd-2": ocop("TH-V.1.dd-2"),
    "TH-V.1.e-1": [
        [
            rises("business.revenue"),
            rises("business.profit"),
            some("business.households_helped"),
            yes("business.tax_duty_done"),
            tick("TH-V.1.e-1"),
        ]
    ],
    "TH-V.1.e-2": initiative("TH-V.1.e-2"),
    "TH-V.1.f-1": [[tick("TH-V.1.f-1")]],
    "TH-V.1.f-2": [[norm("giay_khen")]],
    "TH-V.1.g-1": initiative("TH-V.1.g-1"),
    "TH-V.1.g-2": GIVEN_OR_MODEL,
    "QN-IV.1.a-1": [[on_time("committee_tasks"), yes("owned_criteria.plan_exists")]],
    "QN-IV.1.a-2": [[tick("QN-IV.1.a-2")]],
    "QN-IV.1.a-3": [[some("support.named_localities")]],
    "QN-IV.1.b-1": [[DISTRICT, TYPICAL]],
    "QN-IV.1.b-2": [[NO_DISTRICT_DEBT]],
    "QN-IV.1.b-3": [[on_time("reports")]],
    "QN-IV.1.c-1": [[level("commune", "ntm nang_cao"), TYPICAL, NO_DEBT]],
    "QN-IV.1.c-2": [[level("commune", "kieu_mau"), OUTSTANDING, NO_DEBT]],
    "QN-IV.1.d-1": [[yes("village.recognised"), TYPICAL]],
    "QN-IV.1.dd-1": [GIVEN],
    "QN-IV.1.dd-2": ocop("QN-IV.1.dd-2"),
    "QN-IV.1.e-1": initiative("QN-IV.1.e-1"),
    "QN-IV.1.e-2": GIVEN_OR_MODEL,
    "QN-IV.1.g-1": [[tick("QN-IV.1.g-1")]],
    "KG-IV.3.2.a-1": [[on_time("documents"), tick("KG-IV.3.2.a-1")]],
    "KG-IV.3.2.a-2": [[tick("KG-IV.3.2.a-2")]],
    "KG-IV.3.2.a-3": [[some("support.difficult_communes")]],
    "KG-IV.3.2.a-4": [[yes("plan.launched")]],
    "KG-IV.3.2.a-5": [[on_time("reports")]],
    "KG-IV.3.2.b-1": [[DISTRICT]],
    "KG-IV.3.2.b-2": [[NO_DISTRICT_DEBT]],
    "KG-IV.3.2.c-1": [[level("commune", "ntm nang_cao kieu_mau")]],
    "KG-IV.3.2.c-2": [[NO_DEBT]],
    "KG-IV.3.2.d-1": [[yes("village.recognised")]],
    "KG-IV.3.2.e-1": [[yes("contribution.recognised")], [some("support.transformed_communes")]],
    "KG-IV.3.2.e-2": ocop("KG-IV.3.2.e-2"),
    "KG-IV.3.2.f-1": [[some("initiatives.useful"), yes("locality.targets_exceeded")]],
    "KG-IV.3.2.f-2": GIVEN_OR_MODEL,
    "KG-IV.3.2.g-1": [[tick("KG-IV.3.2.g-1")]],
}
# What is asked of everybody of a plan beside the category: by its general standard, or by the law it names.
OF_EVERYBODY: dict[str, list[Asked]] = {
    "AK": [tick("AK-III.3")],
    "CL": [tick("CL-IV.2.b")],
    "TH": [yes("conduct.lawful"), yes("discipline.clear")],
    "QN": [tick("QN-IV.2.b")],
    "KG": [],
}
# What is asked beside the standards: no debt of communes (DOMAIN: debt closes the way), and where a village lies.
BESIDE: dict[str, list[Asked]] = {
    "CL-IV.1.b": [NO_DEBT],
    "QN-IV.1.b": [NO_DISTRICT_DEBT],
    "KG-IV.3.2.d": [yes("commune.difficult")],
}
# Categories of persons: each standard speaks of a kind of its own.
KIND: dict[str, str] = {
    "AK-III.1.g1-1": "official",
    "AK-III.1.g1-2": "worker",
    "AK-III.1.g1-3": "household",
    "CL-IV.1.dd-1": "official",
    "CL-IV.1.dd-2": "worker",
    "TH-V.1.g-1": "official",
    "TH-V.1.g-2": "worker",
    "QN-IV.1.e-1": "reporter",
    "QN-IV.1.e-2": "worker",
    "KG-IV.3.2.f-1": "official",
    "KG-IV.3.2.f-2": "worker",
}
# Who may be given an award without a contribution that reaches the norm.
ELIGIBLE: dict[str, list[Asked]] = {
    "AK-III.2.b-3": [yes("unit.recognised_ntm")],
    "AK-III.2.b-5": [TYPICAL],
    "AK-III.2.b-7": [TYPICAL],
    "KG-IV.2.a-5": [level("linked_unit", "ntm nang_cao kieu_mau")],
    "KG-IV.2.b-1": [level("linked_unit", "nang_cao kieu_mau"), TYPICAL],
    "KG-IV.2.c-1": [level("linked_unit", "kieu_mau"), TYPICAL],
    "KG-IV.2.c-3": [level("linked_unit", "kieu_mau"), OUTSTANDING],
    "KG-IV.2.c-5": [level("district", "ntm nang_cao kieu_mau"), TYPICAL, yes("district.recognised_by_pm")],
    "KG-VI.2-3": [yes("registration.completed_early")],
}
