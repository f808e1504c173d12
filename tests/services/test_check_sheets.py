"""Check sheets: for every category of every plan somebody who qualifies, and somebody who fails for each single thing.

What each standard asks is told by `standards_oracle`, not by the profiles: a wrong rule in a profile fails here.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.movements_parts import AwardLevel, SubjectKind
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import UserError
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services.check_sheets import check_sheet
from tests.catalog.plan_tables import DEFAULT_LOGIC
from tests.catalog.plans import BY_ID, PLANS, of_kind
from tests.services.standards_oracle import BESIDE, KIND, OF_EVERYBODY, STANDARDS, Asked, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ntm_desktop.services.check_sheets import Row

CATALOGUE = queries.open_catalogue()
DAY = date(2024, 12, 1)
Facts = dict[str, Value]
CATEGORIES = sorted({one.rpartition("-")[0] for one in STANDARDS})


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., Row]:
    """Return the command's own service, over a file of facts."""

    def judged(category: str, facts: Facts, **more: object) -> Row:
        path = tmp_path / "facts.json"
        path.write_text(json.dumps(facts), encoding="utf-8")
        movement = PLANS[category.split("-", maxsplit=1)[0]].id
        return check_sheet(CATALOGUE, movement, category, path, DAY, **more)  # type: ignore[arg-type]  # its own

    return judged


def outcome(row: Row) -> str:
    return str(row["verdict"]["outcome"])


def kept(conditions: Iterable[Asked]) -> Facts:
    return {name: value for one in conditions for name, value in zip(one.facts, one.enough[0], strict=True)}


def missed(conditions: Iterable[Asked]) -> Facts:
    return {name: value for one in conditions for name, value in zip(one.facts, one.short[0], strict=True)}


def every_miss(conditions: Iterable[Asked]) -> Iterator[Facts]:
    """Yield facts that miss one condition, for each and in each way."""
    for one in conditions:
        for values in one.short:
            yield dict(zip(one.facts, values, strict=True))


def beside(category: str) -> list[Asked]:
    """Return what is asked beside the category's standards."""
    return [*OF_EVERYBODY[category.split("-", maxsplit=1)[0]], *BESIDE.get(category, [])]


def of(category: str) -> list[str]:
    return [one for one in STANDARDS if one.rpartition("-")[0] == category]


def logic(category: str) -> str:
    return str(BY_ID[category].get("logic", DEFAULT_LOGIC.get(category, "all_of")))


def test_the_oracle_knows_every_standard_of_every_category() -> None:
    others = {one for one in of_kind("standard") if one not in STANDARDS}
    assert others == {
        "AK-II.2-2", "AK-III.3", "CL-IV.2.b", "TH-V.0", "QN-IV.2.b", "KG-IV.3.1",
        "KG-IV.2.a-2", "KG-IV.2.a-3", "KG-IV.2.a-4", "KG-IV.2.a-6",
        "KG-IV.2.b-2", "KG-IV.2.c-2", "KG-IV.2.c-4", "KG-IV.2.c-6",
    }  # fmt: skip
    assert set(CATEGORIES) == set(of_kind("subject")) - {"KG-IV.1.a", "KG-IV.1.b"}


@pytest.mark.requirement(
    "AK-III.1.a-1",
    "AK-III.1.b-2",
    "AK-III.1.c-1",
    "AK-III.1.c-2",
    "AK-III.1.d-1",
    "AK-III.1.g2-1",
    "CL-IV.1.a-2",
    "CL-IV.1.b-2",
    "CL-IV.1.c-1",
    "QN-IV.1.b-1",
    "QN-IV.1.b-2",
    "QN-IV.1.c-1",
    "QN-IV.1.c-2",
    "QN-IV.1.g-1",
    "TH-V.1.a-1",
    "TH-V.1.c-1",
    "TH-V.1.g-1",
    "KG-IV.3.2.a-1",
    "KG-IV.3.2.a-2",
    "KG-IV.3.2.b-2",
    "KG-IV.3.2.c-2",
    "KG-IV.3.2.g-1",
)
@pytest.mark.parametrize("requirement", STANDARDS)
def test_each_standard_is_met_by_its_facts_missed_by_one_less_and_unknown_without(
    requirement: str, judge: Callable[..., Row]
) -> None:
    category, ways = requirement.rpartition("-")[0], STANDARDS[requirement]

    def said(facts: Facts) -> str:
        return next(str(one["outcome"]) for one in judge(category, facts)["sheet"] if one["requirement"] == requirement)

    for at, way in enumerate(ways):
        others = missed(chain.from_iterable(ways[:at] + ways[at + 1 :]))
        for condition in way:
            for values in condition.enough:
                assert said(others | kept(way) | dict(zip(condition.facts, values, strict=True))) == "met"
            without = {name: value for name, value in kept(way).items() if name not in condition.facts}
            assert said(others | without) == "unknown"
        for miss in every_miss(way):
            assert said(others | kept(way) | miss) == "not_met"


@pytest.mark.requirement(
    "AK-III.1.a",
    "AK-III.1.c",
    "AK-III.1.d",
    "AK-III.1.e",
    "AK-III.1.g1",
    "AK-III.1.g2",
    "CL-IV.1.a",
    "CL-IV.1.b",
    "CL-IV.1.c",
    "CL-IV.1.d",
    "CL-IV.1.dd",
    "QN-IV.1.a",
    "QN-IV.1.c",
    "QN-IV.1.d",
    "QN-IV.1.dd",
    "QN-IV.1.e",
    "QN-IV.1.g",
    "TH-V.1.a",
    "TH-V.1.b",
    "TH-V.1.c",
    "TH-V.1.dd",
    "TH-V.1.e",
    "TH-V.1.g",
    "KG-IV.3.2.a",
    "KG-IV.3.2.c",
    "KG-IV.3.2.e",
    "KG-IV.3.2.f",
    "KG-IV.3.2.g",
)
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_has_one_who_qualifies_and_one_who_fails_for_each_single_thing(
    category: str, judge: Callable[..., Row]
) -> None:
    everything = [condition for one in of(category) for condition in STANDARDS[one][0]]
    if logic(category) == "all_of":
        whole = kept(everything) | kept(beside(category))
        assert outcome(judge(category, whole)) == "met"
        alternatives = missed(chain.from_iterable(chain.from_iterable(STANDARDS[one][1:] for one in of(category))))
        for miss in every_miss(everything):
            assert outcome(judge(category, whole | alternatives | miss)) == "not_met"
    else:
        for standard in of(category):
            _one_alone(category, standard, judge)
    for miss in every_miss(beside(category)):
        chosen = tuple(of(category)[:1]) if logic(category) == "unspecified" else ()
        first = kept(STANDARDS[of(category)[0]][0]) if chosen or logic(category) == "one_of" else kept(everything)
        assert outcome(judge(category, first | kept(beside(category)) | miss, chosen=chosen)) == "not_met"


def _one_alone(category: str, standard: str, judge: Callable[..., Row]) -> None:
    """Check a category of which one standard is enough, or the one that a person chose: kept alone, then missed."""
    ways = STANDARDS[standard]
    shared = {name for condition in ways[0] for name in condition.facts}
    others = {
        name: value
        for one in of(category)
        if one != standard
        for name, value in missed(chain.from_iterable(STANDARDS[one])).items()
        if name not in shared
    }
    more: dict[str, object] = {"chosen": (standard,)} if logic(category) == "unspecified" else {}
    more["kind"] = SubjectKind(KIND[standard]) if standard in KIND else None
    whole = others | missed(chain.from_iterable(ways[1:])) | kept(ways[0]) | kept(beside(category))
    assert outcome(judge(category, whole, **more)) == "met"
    for miss in every_miss(ways[0]):
        assert outcome(judge(category, whole | miss, **more)) == "not_met"


@pytest.mark.requirement("TH-V.1.f")
@pytest.mark.parametrize("category", [one for one in CATEGORIES if logic(one) == "unspecified"])
def test_where_the_plan_does_not_say_how_a_person_chooses(category: str, judge: Callable[..., Row]) -> None:
    everything = [condition for one in of(category) for condition in STANDARDS[one][0]]
    whole = kept(everything) | kept(beside(category))
    sheet = judge(category, whole)
    assert (sheet["logic"], outcome(sheet)) == ("user", "met")
    last = missed(chain.from_iterable(STANDARDS[of(category)[-1]]))
    first = kept(STANDARDS[of(category)[0]][0])
    assert outcome(judge(category, whole | last | first)) in {"unknown", "not_met"}
    undecided = judge(category, whole | last | first)["verdict"]["parts"][0]
    assert undecided["reasons"][0]["code"] == "verdicts.choose_standards"


@pytest.mark.requirement("KG-V.3.2-1")
def test_a_check_sheet_has_every_standard_with_its_evidence_and_why(judge: Callable[..., Row]) -> None:
    facts: Facts = {"commune.recognition.level": "ntm", "commune.construction_debt": 7}
    sheet = judge("KG-IV.3.2.c", facts, level=AwardLevel.PROVINCE, kind=SubjectKind.COMMUNE)
    assert (sheet["title"], sheet["level"], sheet["kind"]) == ("UBND xã", "province", "commune")
    assert [(one["requirement"], one["evidence"], one["outcome"]) for one in sheet["sheet"]] == [
        ("KG-IV.3.2.c-1", "quyết định công nhận", "met"),
        ("KG-IV.3.2.c-2", "xác nhận nợ đọng xây dựng cơ bản", "not_met"),
        ("KG-IV.3.1", "Quyết định 587/QĐ-TTg ngày 18/5/2022; pháp luật về thi đua, khen thưởng", "not_applicable"),
        ("construction_debt", "", "not_met"),
    ]
    assert sheet["sheet"][1]["why"] == [
        "Nợ đọng xây dựng cơ bản của xã: Chưa đạt: 7 so với yêu cầu = 0. Căn cứ: KG-IV.3.2.c-2. Nguồn: tệp facts.json."
    ]
    assert sheet["sheet"][3]["title"] == "Không nợ đọng xây dựng cơ bản"
    state = judge("KG-IV.3.2.c", facts | {"commune.construction_debt": 0}, level=AwardLevel.STATE)
    assert [one["outcome"] for one in state["sheet"]] == ["met", "met", "unknown", "met"]


@pytest.mark.requirement("CL-IV.1.b-2", "AK-III.1.b-2", "QN-IV.1.b-2")
@pytest.mark.parametrize(
    ("category", "chosen", "debt"),
    [
        ("CL-IV.1.b", ("CL-IV.1.b-1",), "commune.construction_debt"),
        ("QN-IV.1.b", ("QN-IV.1.b-1",), "district.construction_debt"),
        ("AK-III.1.b", (), "district.construction_debt"),
    ],
)
def test_debt_closes_the_way_whichever_standards_were_chosen(
    category: str, chosen: tuple[str, ...], debt: str, judge: Callable[..., Row]
) -> None:
    counted = chosen or tuple(of(category))
    facts = kept(condition for one in counted for condition in STANDARDS[one][0]) | kept(beside(category))
    assert outcome(judge(category, facts | {debt: 0}, chosen=chosen)) == "met"
    assert outcome(judge(category, facts | {debt: 1}, chosen=chosen)) == "not_met"


def test_unknown_categories_standards_and_facts_are_refused(judge: Callable[..., Row]) -> None:
    with pytest.raises(UserError) as category:
        judge("KG-IV.9", {})
    with pytest.raises(UserError) as standard:
        judge("KG-IV.3.2.a", {}, chosen=("KG-IV.3.2.b-1",))
    with pytest.raises(RefusedError) as fact:
        judge("KG-IV.3.2.a", {"no.such": True, "standard.KG-IV.3.2.a-2": True, "other": 1})
    assert (category.value.code, standard.value.code) == ("packs.no_such_category", "packs.no_such_standard")
    assert [one.found for one in fact.value.problems] == ["no.such", "other"]
