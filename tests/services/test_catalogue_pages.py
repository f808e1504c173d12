"""Whole packs as a person reads them: no key without words, no threshold left out, no rule as code."""

from __future__ import annotations

import re

import pytest

from ntm_desktop import i18n
from ntm_desktop.services import catalogue_pages
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.wording import plan_words

CATALOGUE = queries.open_catalogue()
MOVEMENTS = {one.id: queries.movement(CATALOGUE, one.id) for one in CATALOGUE.movements}
SETS = {one.id: queries.criteria_set(CATALOGUE, one.id) for one in CATALOGUE.criteria_sets}
PAGES = {**MOVEMENTS, **SETS, "law": queries.law(CATALOGUE)}
# Values of a plan by its own names: what they are called there is a figure's or a unit's name, not a key of ours.
OWN_NAMES = re.compile(r"3 có|4 có|nhom_[123]|KV[123]|[A-Z]{2,6}|20[0-9]{2}-20[0-9]{2}")


@pytest.mark.parametrize("name", PAGES)
def test_every_key_has_words(name: str) -> None:
    lines = catalogue_pages.lines(CATALOGUE, PAGES[name])
    keys = {found[1] for line in lines if (found := re.match(r" *(?:- )?([a-z_]+):(?: |$)", line))}
    assert {key for key in keys if not OWN_NAMES.fullmatch(key)} == set()


def _below(name: str, line: str) -> list[str]:
    """Return what stands from a line to the end of a page, without its indent."""
    found = [one.strip() for one in catalogue_pages.lines(CATALOGUE, PAGES[name])]
    return found[found.index(line) :]


def test_a_threshold_that_nobody_has_found_is_said_at_its_indicator() -> None:
    lines = _below("xa-ntm-2021-2025", "- Mã: 2.1")
    indicator = lines[: lines.index("- Mã: 2.2")]
    assert "Nguồn: chưa kiểm, cần đối chiếu văn bản" in indicator
    assert "Nơi quy định ngưỡng: UBND cấp tỉnh (một số vùng 100%)" in indicator
    assert indicator[-1] == "Ngưỡng: chưa có ngưỡng"


def test_thresholds_say_where_they_apply() -> None:
    lines = _below("xa-ntm-2021-2025", "Tên: Thu nhập bình quân đầu người")
    assert "Ngưỡng: ≥ 39 (vùng TDMNPB, năm 2022)" in lines
    assert "Ngưỡng: chưa có ngưỡng (vùng TN)" in lines


def test_every_indicator_of_every_set_says_its_threshold() -> None:
    for whole in CATALOGUE.criteria_sets:
        lines = catalogue_pages.lines(CATALOGUE, SETS[whole.id])
        said = sum("Ngưỡng:" in line for line in lines)
        asked = sum(max(len(one.cases), 1) for one in whole.indicators if not one.requires_set)
        assert said >= asked, whole.id


def test_rules_are_sentences_and_offices_have_names() -> None:
    text = "\n".join(catalogue_pages.lines(CATALOGUE, PAGES["kien-giang-2021-2025"]))
    assert "Điều kiện: Nợ đọng xây dựng cơ bản của huyện: = 0 đồng" in text
    assert "Tỷ lệ văn bản ban hành đúng hạn: = 100 % và tiêu chuẩn KG-IV.3.2.a-1, do người ghi nhận: có" in text
    assert "Số liệu: commune.nang_cao: = 40/116 (34,48 %); 2025" in text
    assert "Qua: Sở Nội vụ (Ban Thi đua - Khen thưởng) tỉnh Kiên Giang" in text
    assert "kind:" not in text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            {"kind": "between", "fact": "commune.satisfaction_rate", "min": 80, "max": 90, "max_included": False},
            "từ 80 đến dưới 90 %",
        ),
        (
            {
                "kind": "at_least",
                "n": 1,
                "rules": [
                    {"kind": "compare", "fact": "standard.X-1", "op": "=", "value": True},
                    {
                        "kind": "not",
                        "rule": {"kind": "one_of", "fact": "commune.recognition.level", "values": ["ntm"]},
                    },
                ],
            },
            "ít nhất 1 trong các điều kiện: tiêu chuẩn X-1, do người ghi nhận: có; không phải: ",
        ),
        (
            {
                "kind": "any",
                "rules": [
                    {"kind": "compare_facts", "fact": "business.profit", "op": ">=", "other": "standard.X-2"},
                    {"kind": "compare", "fact": "commune.construction_debt", "op": "=", "value": 0},
                ],
            },
            "≥ tiêu chuẩn X-2, do người ghi nhận hoặc ",
        ),
    ],
)
def test_every_kind_of_rule_has_its_sentence(rule: dict[str, object], said: str) -> None:
    (line,) = catalogue_pages.lines(CATALOGUE, {"rule": rule})
    assert line.startswith("Điều kiện: ")
    assert said in line


def test_a_relative_threshold_names_the_other_set() -> None:
    text = "\n".join(catalogue_pages.lines(CATALOGUE, PAGES["xa-ntm-kieu-mau-2021-2025"]))
    assert re.search(r"Ngưỡng: xa-ntm-nang-cao-2021-2025 \S+ \+ 10 %", text)


def test_pages_speak_english_too() -> None:
    i18n.use_language("en")
    text = "\n".join(catalogue_pages.lines(CATALOGUE, PAGES["xa-ntm-2021-2025"]))
    i18n.use_language(i18n.SOURCE_LANGUAGE)
    assert "Threshold: no threshold yet" in text
    assert "Source: not verified, to be compared with the text" in text


def test_unknown_codes_and_keys_stay_as_they_are() -> None:
    assert (plan_words.key("colour"), plan_words.code("level", "moon")) == ("colour", "moon")
