"""Verdicts on the office's own facts and a file: which value counts, what is stale, and what was kept of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.movements_parts import AwardLevel, SubjectKind
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.verdicts import Outcome, leaves, reasons_of
from ntm_desktop.errors import UserError
from ntm_desktop.services import answers, evaluations, explaining, fact_subjects, facts, journal_words, undo
from ntm_desktop.services.answers import NewAnswer
from ntm_desktop.services.check_sheets import check_sheet
from ntm_desktop.services.evaluating import Question, evaluate, fact_rows
from ntm_desktop.services.facts import Entered
from tests.offices import settle

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.domain.verdicts import Reason, Verdict
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.fact_subjects import Subject

SET = """
id: thon-thu
edition: 1
title: Bộ thử
level: village
level_name: thôn
legal_basis: {}
pass_rule: {kind: all}
criteria:
- code: "1"
  name: Hộ
  indicators:
  - code: "1.1"
    name: Tỷ lệ hộ đạt mọi phần việc
    kind: percent
    unit: "%"
    fact: village.households.all_tasks_rate
    provenance: thử
    cases: [{op: ">=", value: 60}]
conditions:
- code: D
  name: Không nợ đọng
  clause: Điều 1
  rule: {kind: compare, fact: commune.construction_debt, op: "=", value: 0}
"""


@pytest.fixture
def whole(tmp_path: Path) -> Question:
    path = tmp_path / "thon-thu.yaml"
    path.write_text(SET, encoding="utf-8")
    return Question(str(path), year=2025)


@pytest.fixture
def village(office: Context) -> Context:
    one, _two = settle(office, "Kinh 5", "Lê An", "Lê Bình")
    answers.open_year(office, 2025)
    answers.set_answers(office, 2025, [NewAnswer(one.id, str(task), Answer(Status.ACHIEVED)) for task in range(1, 16)])
    return office


def file(tmp_path: Path, value: Any) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def kinh_5(office: Context) -> Subject:
    return fact_subjects.found(office, "Kinh 5")


def debt(office: Context, value: str) -> None:
    entered = Entered([("commune.construction_debt", value)], "BC 12", date(2025, 12, 1))
    facts.enter(office, entered, fact_subjects.found(office), 2025)


def reason(verdict: Verdict, name: str) -> Reason:
    return next(one for one in reasons_of(verdict) if one.name == name)


def judged(office: Context, question: Question, given: Path | None = None) -> Verdict:
    return evaluate(office.catalogue, question, given, facts.of_subject(office, kinh_5(office), 2025)).verdict


def test_the_office_s_facts_answer_and_say_where_they_come_from(village: Context, whole: Question) -> None:
    facts.compute(village, 2025)
    debt(village, "0")
    verdict = judged(village, whole)
    assert verdict.outcome is Outcome.NOT_MET
    rate, owed = reason(verdict, "1.1"), reason(verdict, "commune.construction_debt")
    assert (rate.found, rate.source, rate.on) == (50, "computed", village.clock().date())
    assert (owed.source, owed.on) == ("BC 12", date(2025, 12, 1))
    assert explaining.sentence(rate).endswith("Nguồn: chương trình tính từ sổ, ngày 22/11/2026.")
    assert explaining.sentence(owed).endswith("Nguồn: BC 12, ngày 01/12/2025.")


def test_a_value_of_the_file_goes_before_that_of_the_store_and_null_does_not(
    village: Context, whole: Question, tmp_path: Path
) -> None:
    facts.compute(village, 2025)
    debt(village, "7")
    given = file(tmp_path, {"commune.construction_debt": 0, "village.households.all_tasks_rate": None})
    found = evaluate(village.catalogue, whole, given, facts.of_subject(village, kinh_5(village), 2025))
    owed = reason(found.verdict, "commune.construction_debt")
    assert (owed.found, owed.source) == (0, "file:facts.json")
    assert explaining.sentence(owed).endswith("Nguồn: tệp facts.json.")
    assert reason(found.verdict, "1.1").found == 50
    assert found.from_store == {"village.households.all_tasks_rate"}
    assert [(one["name"], one["stale"]) for one in fact_rows(found.facts)] == [
        ("commune.construction_debt", False),
        ("village.households.all_tasks_rate", False),
    ]


def test_a_verdict_on_stale_facts_says_so_and_is_never_met(village: Context, whole: Question) -> None:
    facts.compute(village, 2025)
    debt(village, "0")
    other = NewAnswer(_second(village), "1", Answer(Status.ACHIEVED))
    answers.set_answers(village, 2025, [other])
    verdict = judged(village, whole)
    assert verdict.outcome is Outcome.UNKNOWN
    assert next(leaves(verdict)).reasons[0].code == "verdicts.stale"
    assert explaining.whole_document(verdict)["stale"] == ["1.1"]
    facts.refresh(village, kinh_5(village), 2025)
    assert judged(village, whole).outcome is Outcome.NOT_MET


def test_a_kept_verdict_tells_which_of_its_facts_are_others_now(village: Context, whole: Question) -> None:
    subject = kinh_5(village)
    facts.compute(village, 2025)
    found = evaluate(village.catalogue, whole, None, facts.of_subject(village, subject, 2025))
    first, _changed = evaluations.keep(village, found, whole, subject)
    (row,) = evaluations.listed(village)
    assert (row["stale"], row["changed_facts"], row["criteria"], row["outcome"]) == (False, [], "thon-thu@1", "not_met")
    debt(village, "0")  # was not known when the verdict was made
    assert evaluations.shown(village, first)["changed_facts"] == ["commune.construction_debt"]
    answers.set_answers(village, 2025, [NewAnswer(_second(village), "1", Answer(Status.ACHIEVED))])
    both = ["commune.construction_debt", "village.households.all_tasks_rate"]
    assert evaluations.shown(village, first)["changed_facts"] == both
    facts.compute(village, 2025)  # the rate is the same again
    assert evaluations.shown(village, first)["changed_facts"] == ["commune.construction_debt"]
    undo.undo(village)
    undo.undo(village)
    facts.compute(village, 2025)
    assert not evaluations.shown(village, first)["stale"]
    assert evaluations.shown(village, first)["verdict"]["id"] == "thon-thu@1"


def test_a_kept_verdict_that_was_made_on_stale_facts_stays_marked(village: Context, whole: Question) -> None:
    subject = kinh_5(village)
    facts.compute(village, 2025)
    answers.set_answers(village, 2025, [NewAnswer(_second(village), "1", Answer(Status.ACHIEVED))])
    found = evaluate(village.catalogue, whole, None, facts.of_subject(village, subject, 2025))
    evaluations.keep(village, found, whole, subject)
    assert evaluations.listed(village)[0]["changed_facts"] == ["village.households.all_tasks_rate"]


def test_keeping_is_a_line_of_the_journal_and_can_be_taken_back(village: Context, whole: Question) -> None:
    found = evaluate(village.catalogue, whole, None, {})
    first, _changed = evaluations.keep(village, found, whole, kinh_5(village))
    assert journal_words.recent(village)[0].sentence == "Lưu kết quả đánh giá Ấp Kinh 5 theo bộ thon-thu@1"
    undo.undo(village)
    assert evaluations.listed(village) == []
    undo.redo(village)
    evaluations.remove(village, first)
    for act in (evaluations.remove, evaluations.shown):
        with pytest.raises(UserError, match=r"facts\.no_such_evaluation"):
            act(village, first)


def test_a_kept_verdict_about_somebody_gone_is_marked(village: Context, whole: Question) -> None:
    subject = fact_subjects.Subject("household:gone", "Đã đi")
    found = evaluate(village.catalogue, whole, None, {})
    evaluations.keep(village, found, whole, subject)
    (row,) = evaluations.listed(village)
    assert row["changed_facts"] == ["commune.construction_debt", "village.households.all_tasks_rate"]
    assert row["subject_name"] == "household:gone"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("1.1", "true", "packs.not_number"),
        ("1.1", True, "packs.not_number"),
        ("1.1", {"value": "x"}, "packs.not_number"),
        ("1.1", {"value": 1, "not_applicable": "x"}, "packs.two_answers"),
        ("1.1", {"giá trị": 1}, "packs.wrong_type"),
        ("1.1", [1], "packs.wrong_type"),
        ("commune.construction_debt", "0", "packs.not_number"),
        ("commune.construction_debt", {"not_applicable": "x"}, "packs.fact_applies"),
        ("commune.difficult", 1, "packs.not_true_false"),
        ("commune.recognition.level", "5 sao", "packs.not_one_of"),
        ("commune.recognition.level", 5, "packs.not_text"),
        ("nobody", 1, "packs.unknown_fact"),
    ],
)
def test_what_a_file_says_wrongly_is_refused(
    village: Context, whole: Question, tmp_path: Path, name: str, value: object, code: str
) -> None:
    given = file(tmp_path, {name: value, "nothing": 1})
    with pytest.raises(RefusedError) as refusal:
        judged(village, whole, given)
    assert [one.code for one in refusal.value.problems][:1] == [code]
    assert refusal.value.problems[0].place.row == 1
    assert refusal.value.problems[-1].found == "nothing"  # the others are told with it


def test_the_outcome_of_another_set_is_one_of_four(village: Context, tmp_path: Path) -> None:
    given = file(tmp_path, {"sets": {"xa-ntm-nang-cao-2021-2025": "đạt"}})
    with pytest.raises(RefusedError) as refusal:
        judged(village, Question("xa-ntm-kieu-mau-2021-2025"), given)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.found, problem.place.row) == ("packs.not_one_of", "đạt", None)


def test_a_name_that_two_parts_answer_is_told(village: Context, whole: Question, tmp_path: Path) -> None:
    given = file(tmp_path, {"answers": {"1.1": 70}, "facts": {"1.1": 50}})
    with pytest.raises(RefusedError) as refusal:
        judged(village, whole, given)
    assert [(one.code, one.found) for one in refusal.value.problems] == [("packs.duplicate_key", "1.1")]


def test_region_group_and_year_are_refused_together(village: Context) -> None:
    with pytest.raises(RefusedError) as refusal:
        evaluate(village.catalogue, Question("xa-ntm-2021-2025", "X", "Y", -5), None, {})
    codes = ["packs.no_such_region", "packs.no_such_group", "answers.bad_year"]
    assert [one.code for one in refusal.value.problems] == codes
    with pytest.raises(UserError, match=r"answers\.bad_year"):
        evaluate(village.catalogue, Question("xa-ntm-2021-2025", year=1999), None, {})


def test_a_province_s_thresholds_are_checked_against_the_indicators(
    village: Context, whole: Question, tmp_path: Path
) -> None:
    overlay = tmp_path / "tinh.yaml"
    overlay.write_text(
        "id: t\nset_id: thon-thu\nprovince_code: '91'\nlegal_basis: {}\n"
        'cases:\n  "1.1": [{op: ">=", value: "nhiều"}, {op: between, min: 9, max: 1},'
        ' {op: "=", value: 1, region: X}]\n',
        encoding="utf-8",
    )
    with pytest.raises(RefusedError) as refusal:
        evaluate(village.catalogue, replace(whole, overlay=overlay), None, {})
    assert [(one.code, one.place.row) for one in refusal.value.problems] == [
        ("packs.wrong_threshold", 6),
        ("packs.impossible", 6),
        ("packs.unknown_code", 6),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"1.1":\t75,\t"commune.construction_debt":\t0}',
        '{"1.1": 75, "commune.construction_debt": {"value": 0, "source": "BC 1\\/UBND \\ud83d\\udcc4"}}',
        '\ufeff{"1.1": 75, "commune.construction_debt": 0, "commune.difficult": {}}',
        '{"answers": {"1.1": 75}, "facts": {"commune.construction_debt": 0}}',
    ],
)
def test_every_spelling_of_json_is_read(village: Context, whole: Question, tmp_path: Path, text: str) -> None:
    assert judged(village, whole, file(tmp_path, text)).outcome is Outcome.MET


@pytest.mark.parametrize("text", ['{"1.1": 1, "1.1": 2}', '{"1.1": 1', "[" * 5000, '{"1.1": NaN}', "", "null", "[]"])
def test_what_is_no_json_of_ours_is_refused(village: Context, whole: Question, tmp_path: Path, text: str) -> None:
    with pytest.raises(RefusedError):
        judged(village, whole, file(tmp_path, text))


def test_a_text_that_looks_like_a_day_stays_a_text(tmp_path: Path, village: Context) -> None:
    path = tmp_path / "chu.yaml"
    path.write_text(
        SET.replace("kind: percent", "kind: text")
        .replace('op: ">=", value: 60', 'op: "=", value: "2024-01-01"')
        .replace("    fact: village.households.all_tasks_rate\n", "")
        .split("conditions")[0],
        encoding="utf-8",
    )
    given = file(tmp_path, {"1.1": "2024-01-01"})
    assert evaluate(village.catalogue, Question(str(path)), given).verdict.met
    sourced = file(tmp_path, {"1.1": {"value": "2024-01-01", "source": "BC"}})
    assert evaluate(village.catalogue, Question(str(path)), sourced).verdict.met


@pytest.mark.requirement("KG-IV.3.2.d-1")
def test_a_village_is_judged_by_a_plan_on_the_office_s_facts(village: Context, tmp_path: Path) -> None:
    subject, day = kinh_5(village), date(2025, 6, 1)

    def sheet(given: Path | None, own: dict[str, Any], **more: Any) -> str:
        found = check_sheet(village.catalogue, "kien-giang-2021-2025", "KG-IV.3.2.d", given, day, own=own, **more)
        return str(found["verdict"]["outcome"])

    assert sheet(None, {}) == "unknown"
    facts.enter(village, Entered([("commune.difficult", "có")], "QĐ 353"), fact_subjects.found(village))
    facts.enter(village, Entered([("village.recognised", "có")], "QĐ 12"), subject, 2025)
    own = facts.of_subject(village, subject, 2025)
    assert sheet(None, own) == "met"
    assert sheet(None, own, level=AwardLevel.STATE) == "unknown"
    assert sheet(file(tmp_path, {"commune.difficult": False}), own) == "not_met"
    assert sheet(file(tmp_path, {"commune.difficult": None}), own) == "met"
    with pytest.raises(RefusedError):
        sheet(file(tmp_path, {"commune.difficult": "không"}), own)
    with pytest.raises(UserError, match=r"packs\.no_such_kind"):
        sheet(None, own, kind=SubjectKind.ABROAD)


def _second(office: Context) -> str:
    from ntm_desktop.services import households

    return next(one.id for one in households.find(office) if one.head == "Lê Bình")
