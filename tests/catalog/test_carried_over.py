"""Nothing of the gathered data is lost on its way into the packs: values, empty thresholds, every provenance."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.criteria import Context, applied
from ntm_desktop.domain.criteria_passing import grade_of
from ntm_desktop.domain.criteria_verdicts import Evidence, prepared, verdict_of
from ntm_desktop.domain.verdicts import Outcome, leaves
from tests.beside import SHARED, skip_without_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.domain.criteria import Case, CriteriaSet

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
skip_without_shared()
DATA = SHARED / "data"
CATALOGUE = load_catalogue(RESOURCES)
SETS = {one.id: one for one in CATALOGUE.criteria_sets}
SOURCES = sorted((DATA / "criteria").glob("*.yaml"))


def source(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from strings(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def provenances(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if str(key).endswith("provenance") and isinstance(item, str):
                yield item
            else:
                yield from provenances(item)
    elif isinstance(value, list):
        for item in value:
            yield from provenances(item)


def pack_of(data: dict[str, Any]) -> object:
    if data["id"] in SETS:
        return SETS[data["id"]]
    forms = {one.id: one for one in CATALOGUE.report_forms}
    return forms.get(data["id"]) or CATALOGUE.task_set(data["id"])


def test_the_gathered_data_stands_beside_the_checkout() -> None:
    assert len(SOURCES) == 18, f"{DATA} is not there: these tests compare the packs with it"


@pytest.mark.parametrize("path", SOURCES, ids=lambda one: one.stem)
def test_every_provenance_and_note_is_kept(path: Path) -> None:
    data = source(path)
    kept = " | ".join(strings(pack_of(data)))
    tasks = path.stem.startswith("ho_15")  # their provenance stands in words beside every task
    for provenance in () if tasks else provenances(data):
        assert provenance in kept, provenance
    for note in data["notes"]:
        assert tasks or note in kept, note
    assert data["title"] in kept


@pytest.mark.parametrize(
    "path", [one for one in SOURCES if not one.stem.startswith(("ho_15", "bieu"))], ids=lambda one: one.stem
)
def test_every_criterion_and_threshold_is_kept(path: Path) -> None:
    data = source(path)
    ours = SETS[data["id"]]
    assert [one.code for one in ours.criteria] == [one["code"] for one in data["criteria"]]
    if data["id"] == "ocop-2023":
        _check_grades(ours, data)
        return
    for criterion, theirs in zip(ours.criteria, data["criteria"], strict=True):
        assert criterion.name == theirs["name"]
        assert [one.code for one in criterion.indicators] == [one["code"] for one in theirs["indicators"]]
        for indicator, given in zip(criterion.indicators, theirs["indicators"], strict=True):
            assert indicator.name == given["name"]
            assert indicator.provenance == given["provenance"]
            if data["id"] != "xa-ntm-kieu-mau-2021-2025" or given["code"] != "2":
                assert (indicator.kind, indicator.unit) == (given["kind"], given["unit"] or "")
                assert sorted(map(_plain, indicator.cases), key=str) == sorted(_given(given), key=str)


def _plain(case: Case) -> tuple[object, ...]:
    return case.region or case.group, case.year, case.op, case.value


def _given(given: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    if given["threshold"] is not None:
        yield "", None, given["threshold"]["op"], _value(given["threshold"]["value"])
    for zone, threshold in (given.get("thresholds") or {}).items():
        if threshold is None:
            yield zone, None, None, None
        elif "op" in threshold:
            yield zone, None, threshold["op"], _value(threshold["value"])
        else:
            for year, one in threshold.items():
                yield zone, int(year), one["op"], _value(one["value"])


def _value(value: object) -> object:
    return value if isinstance(value, bool) else Decimal(str(value))


def _check_grades(ours: CriteriaSet, data: dict[str, Any]) -> None:
    given = data["criteria"][0]["indicators"]
    assert [grade.name for grade in ours.grades] == [one["name"] for one in given]
    expected = {100: "5", 90: "5", 89: "4", 70: "4", 69: "3", 50: "3", 49: "2", 30: "2", 29: "1"}
    for points, code in expected.items():
        grade = grade_of(ours.grades, points)
        assert grade is not None
        assert grade.code == code


@pytest.mark.parametrize("whole", CATALOGUE.criteria_sets, ids=lambda one: one.id)
def test_an_empty_threshold_is_never_a_pass(whole: CriteriaSet) -> None:
    regions = list(whole.regions or [""])
    groups = list(whole.groups or [""])
    for region in regions:
        for group in groups:
            context = Context(region, group, 2024, SETS)
            answers = {one.code: True if one.kind == "yes_no" else 10**9 for one in whole.indicators}
            verdict = verdict_of(prepared(whole, context), Evidence(answers))
            for leaf, indicator in zip(_indicator_leaves(verdict), whole.indicators, strict=True):
                if applied(indicator, context).case is None:
                    assert leaf is Outcome.UNKNOWN
            assert verdict.outcome is not Outcome.MET


def _indicator_leaves(verdict: Any) -> list[Outcome]:
    codes = [part for part in verdict.parts if not part.id.startswith("DK")]
    return [leaf.outcome for part in codes for leaf in leaves(part) if part.parts]


def test_income_is_asked_by_region_and_year() -> None:
    whole = SETS["xa-ntm-2021-2025"]
    income = next(one for one in whole.indicators if one.code == "10")
    found = {
        (region, year): applied(income, Context(region, year=year)).case
        for region, year in (("DBSCL", 2022), ("DBSCL", 2025), ("TN", 2024))
    }
    values = {key: case.value if case else None for key, case in found.items()}
    assert values == {("DBSCL", 2022): Decimal(53), ("DBSCL", 2025): Decimal(62), ("TN", 2024): None}


def test_the_model_commune_stands_on_the_advanced_one() -> None:
    whole = SETS["xa-ntm-kieu-mau-2021-2025"]
    answers = {"2": 80, "3": 1, "4": 1}
    context = Context("BTB", year=2024, related=SETS)
    advanced = Evidence(answers, sets={"xa-ntm-nang-cao-2021-2025": Outcome.MET})
    found = {leaf.id: leaf for leaf in leaves(verdict_of(prepared(whole, context), advanced))}
    assert found["1"].outcome is Outcome.MET
    assert found["2"].outcome is Outcome.UNKNOWN  # the advanced income has no threshold yet
    assert found["2"].reasons[0].code == "verdicts.no_threshold"
    failed = Evidence(answers, sets={"xa-ntm-nang-cao-2021-2025": Outcome.NOT_MET})
    assert verdict_of(prepared(whole, context), failed).outcome is Outcome.NOT_MET


def test_the_law_pack_keeps_every_value_with_how_sure_it_is() -> None:
    data = source(DATA / "law.yaml")
    law = CATALOGUE.law
    given = {
        (one["award"], category): Decimal(str(one[category]))
        for one in data["coefficients"]
        for category in ("individual", "household", "collective")
        if category in one
    }
    assert {(one.award, one.category): one.value for one in law.coefficients} == given
    assert [(one.since.isoformat(), int(one.vnd)) for one in law.base_salaries] == [
        (one["from"], one["vnd"]) for one in data["base_salary"]
    ]
    sure = {"seen": "seen", "derived": "derived", "mk": "unverified"}
    assert [(one.number, one.known) for one in law.forms] == [
        (number, sure[status]) for number, (_, status) in data["forms_nd152"].items()
    ]
    assert [one.min_share for one in law.votes] == [
        None if one["min_share"] is None else Decimal(str(one["min_share"])) for one in data["vote"]
    ]
    assert dict(law.abbreviations) == data["abbr"]
    layout = {name: (int(span.least), int(span.most)) for name, span in law.layout.margins_mm.items()}
    assert layout == {name: tuple(span) for name, span in data["layout_nd30"]["mm"].items()}
    assert set(law.layout.sizes_pt) == set(data["layout_nd30"]["size"])
    form = law.award_form("giay_khen")
    assert form is not None
    assert form.title == "Giấy khen"
    assert law.award_form("none") is None


@pytest.mark.requirement("KG-V.2.a", "KG-V.2.b", "KG-V.2.c")
def test_copies_of_kien_giang_stay_reproducible_beside_the_law_since() -> None:
    copies = {one.forms[0]: one.copies for one in CATALOGUE.movement("kien-giang-2021-2025").copies}
    assert copies == {"hcld_hang_ba": 3, "bang_khen_ttg": 2, "bang_khen_tinh": 1}
    since = {award: one.copies for one in CATALOGUE.law.copies if one.regime == "từ 2024" for award in one.awards}
    assert since == {"hcld_hang_ba": 1, "bang_khen_ttg": 1, "bang_khen_tinh": 1, "giay_khen": None}
