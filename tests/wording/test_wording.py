"""Codes become sentences, whatever the facts are."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import wording
from ntm_desktop.domain.places import Level
from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.schemas import ANSWERS, HOUSEHOLDS_WITH_CONTACTS, tables_for
from ntm_desktop.i18n import language
from ntm_desktop.wording import Text, remedy, sentence, texts, what
from ntm_desktop.wording.problems import inside, what_is_wrong, where
from ntm_desktop.wording.tables import COLUMNS, column_name

if TYPE_CHECKING:
    from ntm_desktop.errors import Fact


@pytest.fixture
def a_text(monkeypatch: pytest.MonkeyPatch) -> str:
    """Add a text to the catalogue for one test; return its code."""
    text = Text("Tệp {path} có {count} lỗi ({ratio}).", "Hãy sửa {path}.")
    monkeypatch.setattr(wording, "texts", lambda: {**texts(), "store.made_up": text})
    return "store.made_up"


def test_the_facts_stand_in_the_sentences(a_text: str) -> None:
    facts: dict[str, Fact] = {"path": "a{b}.xlsx", "count": 3, "ratio": 12.5, "other": 1}
    assert what(a_text, facts) == "Tệp a{b}.xlsx có 3 lỗi (12,5)."
    assert remedy(a_text, facts) == "Hãy sửa a{b}.xlsx."
    assert sentence(a_text, facts) == "Tệp a{b}.xlsx có 3 lỗi (12,5). Hãy sửa a{b}.xlsx."


def test_a_year_is_no_amount(a_text: str) -> None:
    assert "có 2026 lỗi" in what(a_text, {"count": 2026})


def test_a_missing_fact_is_a_dash(a_text: str) -> None:
    assert what(a_text, {"path": None}) == "Tệp – có – lỗi (–)."


def test_an_unknown_code_is_said_with_its_name() -> None:
    assert "(mã store.nobody_wrote_this)" in what("store.nobody_wrote_this", {})
    assert remedy("store.nobody_wrote_this", {}) == texts()["general.unknown"].remedy


def test_a_text_without_remedy_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "texts", lambda: {"a.b": Text("Một.")})
    assert sentence("a.b", {}) == "Một."


@pytest.mark.parametrize("code", sorted(texts()))
def test_every_text_can_be_said_without_any_fact(code: str) -> None:
    for name in ("vi", "en"):
        with language(name):
            assert sentence(code, {}).strip()


def test_a_place_in_a_package_is_named_in_words() -> None:
    problem = Problem("exchange.value.range", Place("a.ntmpkg", "answers", 10, "year"), "1871", "2000 – 2100")
    assert inside(problem.place) == "bảng «Kết quả phần việc», dòng 10, cột năm (year)"
    assert where(problem.place) == "tệp a.ntmpkg, bảng «Kết quả phần việc», dòng 10, cột năm (year)"
    assert what_is_wrong(problem) == "«1871» nằm ngoài khoảng cho phép: 2000 – 2100."
    assert where(Place("a.xlsx", "answers", 10, "year")) == "tệp a.xlsx, trang answers, dòng 10, cột year"


def test_every_column_with_words_is_one_of_a_package() -> None:
    sent = [*tables_for(Kind.REPORT, Level.COMMUNE), *tables_for(Kind.REPORT, Level.DISTRICT)]
    known = {f"{table.name}/{name}" for table in sent for name in table.names}
    assert {column for column in COLUMNS if "/" in column} <= known
    assert {column for column in COLUMNS if "/" not in column} <= {one.partition("/")[2] for one in known}
    for table in (HOUSEHOLDS_WITH_CONTACTS, ANSWERS):
        assert {name for name in table.names if column_name(table.name, name) == name} <= {"id", "code"}


def test_no_area_takes_the_code_of_another_and_none_is_forgotten() -> None:
    names = [each.name for each in pkgutil.iter_modules(wording.__path__)]
    modules = {name: import_module(f"ntm_desktop.wording.{name}") for name in names}
    with_texts = {name: module.TEXTS for name, module in modules.items() if hasattr(module, "TEXTS")}
    assert set(with_texts) == set(wording.AREAS)
    assert sum(map(len, with_texts.values())) == len(texts()), "a code in two areas"
