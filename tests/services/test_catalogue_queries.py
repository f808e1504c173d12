"""What the rule engine answers from files, and how it explains itself in both languages."""

from __future__ import annotations

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop import i18n, paths
from ntm_desktop.domain.answers import Totals
from ntm_desktop.domain.criteria import Context
from ntm_desktop.domain.criteria_verdicts import Evidence, NotApplicable, Sourced
from ntm_desktop.domain.facts import Fact
from ntm_desktop.domain.law import Category
from ntm_desktop.domain.movements_verdicts import subject_verdict
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.verdicts import Outcome, Reason, leaves
from ntm_desktop.errors import UserError
from ntm_desktop.services import catalogue_inputs as inputs
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services import catalogue_sheets, evidence_inputs, explaining
from ntm_desktop.services.evaluating import Question, evaluate
from ntm_desktop.wording import verdicts as words

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGUE = queries.open_catalogue()
KIEN_GIANG = "kien-giang-2021-2025"
IGNORED = shutil.ignore_patterns("fonts", "help", "icons")


def write(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def english() -> Iterator[None]:
    with i18n.language("en"):
        yield


def test_lists_name_every_profile_and_set() -> None:
    assert {one["id"] for one in queries.movements(CATALOGUE)} == {
        "an-khe-2021-2025",
        "chi-lang-2021-2025",
        KIEN_GIANG,
        "quang-nam-2021-2025",
        "thach-ha-2021-2025",
        "tu-2025-07-01",
    }
    entries = {one["plan"]: one["entries"] for one in queries.movements(CATALOGUE)}
    assert (entries["AK"], entries["CL"], entries["TH"], entries["QN"], entries["KG"]) == (78, 47, 84, 62, 91)
    sets = {one["id"]: one for one in queries.criteria_sets(CATALOGUE)}
    assert len(sets) == 17
    assert sets["xa-ntm-nang-cao-2021-2025"]["indicators"] == 75
    assert not sets["xa-ntm-2026-2030"]["complete"]
    assert queries.criteria_set(CATALOGUE, "kg-ho-15-phan-viec")["level"] == "household"


def test_a_shown_movement_carries_its_contradictions() -> None:
    shown = queries.movement(CATALOGUE, KIEN_GIANG)
    assert [(one["stated"], one["computed"]) for one in shown["contradictions"]] == [(40, 41)]
    json.dumps(shown)


def test_evaluation_takes_answers_facts_reasons_and_other_sets(tmp_path: Path) -> None:
    facts = write(
        tmp_path / "f.json",
        {
            "1": {"value": True, "source": "QĐ công nhận", "date": "2024-11-20"},
            "2": 80,
            "3": 1,
            "4": {"not_applicable": "chưa xét"},
            "xa-ntm-nang-cao-2021-2025": "met",
            "commune.construction_debt": {"value": 0, "source": "Phòng Kinh tế"},
            "commune.security_standard": None,
        },
    )
    verdict = evaluate(CATALOGUE, Question("xa-ntm-kieu-mau-2021-2025", year=2024), facts).verdict
    found = {leaf.id: leaf for leaf in leaves(verdict)}
    assert {code: leaf.outcome.value for code, leaf in found.items()} == {
        "1": "met",
        "2": "unknown",
        "3": "met",
        "4": "not_applicable",
    }
    assert found["1"].reasons[0].source == "QĐ công nhận"
    assert found["1"].reasons[0].on == date(2024, 11, 20)
    document = explaining.whole_document(verdict)
    assert [one["id"] for one in document["missing"]] == ["2"]
    json.dumps(document)


def test_evidence_is_read_into_its_kinds(tmp_path: Path) -> None:
    whole = CATALOGUE.criteria_set("xa-ntm-kieu-mau-2021-2025")
    given = {"1": True, "3": {"value": 2}, "4": {"not_applicable": "x"}, "xa-ntm-nang-cao-2021-2025": "not_met"}
    evidence = evidence_inputs.read_evidence(write(tmp_path / "f.json", given), whole, CATALOGUE.facts)
    assert evidence.answers["1"] is True
    assert evidence.answers["3"] == Sourced(Decimal(2))
    assert evidence.answers["4"] == NotApplicable("x")
    assert evidence.sets == {"xa-ntm-nang-cao-2021-2025": Outcome.NOT_MET}
    given = {"subject.typical": True, "commune.construction_debt": {"value": 1, "source": "s"}}
    facts = evidence_inputs.read_facts(write(tmp_path / "g.json", given), CATALOGUE.facts)
    debt = facts["commune.construction_debt"]
    assert (facts["subject.typical"].value, debt.value, debt.source) == (True, 1, "s")
    assert facts["subject.typical"].source == "file:g.json"


def test_facts_may_stand_in_parts(tmp_path: Path) -> None:
    parts = {"answers": {"1": True, "3": 1.5}, "facts": {}, "sets": {"xa-ntm-nang-cao-2021-2025": "met"}}
    whole = CATALOGUE.criteria_set("xa-ntm-kieu-mau-2021-2025")
    evidence = evidence_inputs.read_evidence(write(tmp_path / "f.json", parts), whole, CATALOGUE.facts)
    assert evidence.answers == {"1": True, "3": Decimal("1.5")}
    assert evidence.sets == {"xa-ntm-nang-cao-2021-2025": Outcome.MET}
    for text in ("{", '{"answers": 1}'):
        with pytest.raises(RefusedError):
            evidence_inputs.read_evidence(write(tmp_path / "f.json", text), whole, CATALOGUE.facts)


def test_unknown_names_in_a_facts_file_are_all_told(tmp_path: Path) -> None:
    facts = write(tmp_path / "f.json", {"1.1": True, "99": 1, "nobody": 2})
    with pytest.raises(RefusedError) as error:
        evaluate(CATALOGUE, Question("xa-ntm-2021-2025"), facts)
    assert [problem.found for problem in error.value.problems] == ["99", "nobody"]


@pytest.mark.parametrize(
    ("region", "group", "code"),
    [("XYZ", "", "packs.no_such_region"), ("", "nhom_9", "packs.no_such_group")],
)
def test_unknown_zones_are_refused(tmp_path: Path, region: str, group: str, code: str) -> None:
    facts = write(tmp_path / "f.json", {})
    with pytest.raises(UserError) as error:
        evaluate(CATALOGUE, Question("xa-ntm-2021-2025", region, group), facts)
    assert error.value.code == code


def test_a_province_sets_thresholds_over_the_national_set(tmp_path: Path) -> None:
    overlay = write(
        tmp_path / "kg.yaml",
        "id: kg\nset_id: xa-ntm-2021-2025\nprovince_code: '91'\nlegal_basis: {number: 1/QĐ}\n"
        'cases:\n  "2.1": [{op: "=", value: 100}]\n',
    )
    facts = write(tmp_path / "f.json", {"2.1": 100, "2.2": 100})
    verdict = evaluate(CATALOGUE, Question("xa-ntm-2021-2025", overlay=overlay), facts).verdict
    found = {leaf.id: leaf.outcome.value for leaf in leaves(verdict)}
    assert (found["2.1"], found["2.2"]) == ("met", "unknown")
    other = write(tmp_path / "o.yaml", overlay.read_text(encoding="utf-8").replace('"2.1"', '"99"'))
    with pytest.raises(RefusedError) as error:
        evaluate(CATALOGUE, Question("xa-ntm-nang-cao-2021-2025", overlay=other), facts)
    assert [(one.code, one.found) for one in error.value.problems] == [
        ("packs.unknown_code", "99"),
        ("packs.not_one_of", "xa-ntm-2021-2025"),
    ]


@pytest.mark.requirement("AK-II.2-2")
def test_standards_are_changed_in_a_file_and_every_edition_stays(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / "docs" / "packs" / "example"
    resources = Path(shutil.copytree(paths.resources_folder(), tmp_path / "resources", ignore=IGNORED))
    first = (example / "thon-mau.yaml").read_text(encoding="utf-8")
    second = first.replace("edition: 1", "edition: 2").replace("value: 70, region: KV1", "value: 80, region: KV1")
    write(resources / "criteria" / "sets" / "thon-mau.yaml", first)
    write(resources / "criteria" / "sets" / "thon-mau-2.yaml", second)
    plan = (example / "phong-trao-mau.yaml").read_text(encoding="utf-8")
    write(resources / "movements" / "phong-trao-mau.yaml", plan)
    write(
        resources / "movements" / "phong-trao-khac.yaml",
        plan.replace("id: phong-trao-mau", "id: phong-trao-khac").replace("logic: one_of", "logic: all_of"),
    )
    catalogue = queries.open_catalogue(resources)

    def outcome(named: str) -> tuple[str, str]:
        verdict = evaluate(catalogue, Question(named, "KV1"), example / "facts.json").verdict
        return verdict.id, next(leaf.outcome.value for leaf in leaves(verdict) if leaf.id == "1.1")

    assert outcome("thon-mau@1") == ("thon-mau@1", "met")
    assert outcome("thon-mau") == ("thon-mau@2", "not_met")
    recognised = {"village.recognised": Fact("village.recognised", value=True)}
    verdicts = {
        one: subject_verdict(catalogue.movement(one), catalogue.movement(one).subject("VD-2"), recognised).outcome.value
        for one in ("phong-trao-mau", "phong-trao-khac")
    }
    assert verdicts == {"phong-trao-mau": "met", "phong-trao-khac": "unknown"}


def test_faults_of_nominations_are_told_together(tmp_path: Path) -> None:
    path = write(
        tmp_path / "n.json",
        [
            {"subject": "Xã A", "award": "giay_khen"},
            {"subject": "Xã B", "round": "2024"},
            {"subject": "Xã C", "round": "2024", "award": "zz"},
            {"subject": "Xã D", "round": "2024", "award": 5},
        ],
    )
    with pytest.raises(RefusedError) as error:
        queries.excluded(CATALOGUE, "an-khe-2021-2025", path)
    assert [(one.code, one.place.path) for one in error.value.problems] == [
        ("packs.missing_key", "nominations[0].round"),
        ("packs.not_text", "nominations[3].award"),
        ("packs.missing_key", "nominations[1].level"),
        ("packs.not_one_of", "nominations[2].award"),
    ]


def test_results_of_another_measure_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "r.csv", "measure,year,value\ncommune.ntm,2024,5\ncommune.nmt,2024,5\n")
    assert queries.target_standings(CATALOGUE, "an-khe-2021-2025", path)["unused"] == ["commune.nmt"]
    nameless = write(tmp_path / "x.csv", "measure,year,value\n,2024,5\n")
    with pytest.raises(RefusedError) as error:
        queries.target_standings(CATALOGUE, "an-khe-2021-2025", nameless)
    assert [(one.code, one.place.row) for one in error.value.problems] == [("packs.missing_key", 2)]


def test_verdicts_are_explained_in_vietnamese() -> None:
    evidence = Evidence({"4.2": 97, "10": Sourced(Decimal(70), "Chi cục Thống kê", date(2024, 12, 31))})
    verdict = queries.evaluate_answers(CATALOGUE, "xa-ntm-2021-2025", evidence, Context("DBSCL", year=2024))
    said = "\n".join(explaining.lines(verdict))
    assert "Chưa đạt: 97 % so với yêu cầu ≥ 98 %. Ngưỡng áp dụng theo vùng DBSCL." in said
    assert "Đạt: 70 triệu đồng/người/năm so với yêu cầu ≥ 59 triệu đồng/người/năm." in said
    assert "Ngưỡng áp dụng theo vùng DBSCL, năm 2024." in said
    assert "Căn cứ: chưa kiểm, cần đối chiếu văn bản." in said
    assert "{" not in said


def test_a_fact_of_a_condition_is_called_by_its_title(tmp_path: Path) -> None:
    whole = Path(__file__).resolve().parents[2] / "docs" / "packs" / "example" / "thon-mau.yaml"
    facts = write(tmp_path / "f.json", {"commune.construction_debt": 0})
    verdict = evaluate(CATALOGUE, Question(str(whole)), facts).verdict
    titles = {"commune.construction_debt": "Nợ đọng"}
    assert "    Nợ đọng: đạt. Đạt: 0 so với yêu cầu = 0. Nguồn: tệp f.json." in explaining.lines(verdict, titles)


@pytest.mark.parametrize("code", words.REASONS)
def test_every_reason_has_its_sentence(code: str) -> None:
    said = explaining.sentence(Reason(code, "x", found=True, op=">=", expected=Decimal("1.5"), unit="%"))
    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("reason", "asked"),
    [
        (Reason("verdicts.met", expected=(Decimal(50), Decimal(70)), op="between", unit="điểm"), "từ 50 đến 70 điểm"),
        (Reason("verdicts.met", expected=(Decimal(50), Decimal(70)), op="between_below"), "từ 50 đến dưới 70"),
        (Reason("verdicts.met", expected=("ntm", "nang_cao"), op="one_of"), "một trong: đạt chuẩn, nâng cao"),
        (Reason("verdicts.met", expected=True, op="="), "có"),
        (Reason("verdicts.met", expected=date(2025, 6, 30), op="<"), "< 30/06/2025"),
        (Reason("verdicts.met", expected=None), "chưa có"),
    ],
)
def test_thresholds_in_words(reason: Reason, asked: str) -> None:
    assert explaining.asked(reason) == asked


def test_values_as_json_has_them() -> None:
    given = (True, None, Decimal("1.50"), Decimal(2), date(2024, 5, 1), "x", (Decimal(1), "a"))
    assert [explaining.plain(value) for value in given] == [True, None, 1.5, 2, "2024-05-01", "x", [1, "a"]]


def test_clauses_keep_their_address_and_speak_our_language() -> None:
    assert words.clause("source: https://x.vn/a") == "nguồn: https://x.vn/a"
    assert words.clause("KG-IV.2.a-3") == "KG-IV.2.a-3"
    assert words.clause("QĐ 18: Điều 2") == "QĐ 18: Điều 2"


@pytest.mark.requirement("KG-IV.2.a-3")
@pytest.mark.parametrize(
    ("totals", "outcome"), [(Totals(15, 14, 0, 1), Outcome.MET), (Totals(15, 14, 1, 0), Outcome.UNKNOWN)]
)
def test_a_household_is_proposed_with_the_reasons(totals: Totals, outcome: Outcome) -> None:
    verdict = queries.household_proposal(CATALOGUE, KIEN_GIANG, totals, "H1", date(2024, 12, 1))
    assert verdict.outcome is outcome  # contributions of this household are not known here
    tasks = next(part for part in verdict.parts if part.id == "KG-IV.2.a-3")
    assert tasks.met is (outcome is Outcome.MET)
    with pytest.raises(UserError) as error:
        queries.household_proposal(CATALOGUE, "chi-lang-2021-2025", totals, "H1", date(2024, 12, 1))
    assert error.value.code == "packs.no_household_award"


def test_targets_from_a_file_of_results(tmp_path: Path) -> None:
    text = "measure;year;value;role\ncommune.ntm;2021;90;total\ncommune.ntm;2021;11;add\npoverty;2021;0,5;\n"
    found = queries.target_standings(CATALOGUE, KIEN_GIANG, write(tmp_path / "r.csv", text))
    assert found["year"] == 2021
    rows = {(one["requirement"], one["role"], one["measure"]): one for one in found["targets"]}
    total = rows["KG-II.2-2021", "total", "commune.ntm"]
    assert (total["standing"], total["percent"], total["planned_percent"]) == ("on_time", 77.59, 77.59)
    assert rows["KG-II.2-2021", "add", "commune.ntm"]["standing"] == "on_time"
    assert rows["KG-II.2-2025", "total", "commune.ntm"]["standing"] == "pending"
    assert [one["contradicts"] for one in found["year_table"] if one["contradicts"]] == [41]
    json.dumps(found)


def test_an_empty_file_of_results_asks_for_the_last_year(tmp_path: Path) -> None:
    found = queries.target_standings(CATALOGUE, KIEN_GIANG, write(tmp_path / "r.csv", "measure,year,value\n"))
    assert found["year"] == 2025
    assert {one["standing"] for one in found["targets"]} == {"no_data"}


def test_every_fault_of_a_results_file_is_told_with_its_row(tmp_path: Path) -> None:
    text = "measure,year,value,role\na,hai,nhiều,tổng\nb,2024,1,\nc,2024,NaN,add\n"
    with pytest.raises(RefusedError) as error:
        inputs.read_results(write(tmp_path / "r.csv", text))
    assert [(one.code, one.place.row) for one in error.value.problems] == [
        ("packs.not_integer", 2),
        ("packs.not_number", 2),
        ("packs.not_one_of", 2),
        ("packs.not_number", 4),
    ]
    with pytest.raises(RefusedError) as columns:
        inputs.read_results(write(tmp_path / "r.csv", "x,y\n1,2\n"))
    assert [one.expected for one in columns.value.problems] == ["measure", "year", "value"]
    (tmp_path / "r.csv").write_bytes(b"measure,year,value\n\xff,1,1\n")
    with pytest.raises(RefusedError) as encoding:
        inputs.read_results(tmp_path / "r.csv")
    assert [(one.code, one.place.row) for one in encoding.value.problems] == [("packs.not_utf8", 2)]


def test_files_that_are_not_there_or_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError) as missing:
        inputs.read_bytes(tmp_path / "none.json")
    monkeypatch.setattr(inputs, "MAX_FILE", 3)
    with pytest.raises(UserError) as large:
        inputs.read_bytes(write(tmp_path / "x.json", "[1,2]"))
    assert (missing.value.code, large.value.code) == ("packs.no_file", "packs.too_large")


@pytest.mark.requirement("KG-V.4")
def test_rewards_and_their_total() -> None:
    found = queries.reward(CATALOGUE, "giay_khen", Category.HOUSEHOLD, date(2026, 7, 1), 12)
    assert (found["amount"], found["total"], found["exact"]) == (1_140_000, 13_680_000, 1_138_500)


def test_deadlines_of_one_office() -> None:
    rows = queries.due(CATALOGUE, KIEN_GIANG, date(2022, 8, 15), "ubnd_huyen")
    assert [one["requirement"] for one in rows] == ["KG-IV.4-2", "KG-I.2-4"]
    assert rows[0]["state"] == "due"
    with pytest.raises(UserError) as error:
        queries.due(CATALOGUE, KIEN_GIANG, date(2022, 8, 15), "none")
    assert error.value.code == "packs.no_such_office"


@pytest.mark.parametrize(
    ("award", "votes", "outcome", "needed"),
    [
        ("cstd_co_so", 7, "not_met", 8),
        ("cstd_co_so", 8, "met", 8),
        ("cstd_tinh", 8, "not_met", 9),
        ("giay_khen", 5, "met", 5),
        ("lao_dong_tien_tien", 4, "not_met", 5),
    ],
)
def test_votes_by_counts_and_the_share_of_the_law(
    tmp_path: Path, award: str, votes: int, outcome: str, needed: int
) -> None:
    counts = {"for": votes, "against": 9 - votes, "written": 2}
    for document in ({"votes": counts}, counts):
        found = queries.vote(CATALOGUE, 9, write(tmp_path / "v.json", document), award)
        assert (found["outcome"], found["votes_needed"], found["written"]) == (outcome, needed, 2)
    with pytest.raises(RefusedError):
        queries.vote(CATALOGUE, 9, write(tmp_path / "v.json", "{for: "), award)


def test_votes_by_ballots_and_a_ranking(tmp_path: Path) -> None:
    ballots = [{"member": f"m{at}", "choice": "for", "written": at == 0} for at in range(8)]
    found = queries.vote(CATALOGUE, 9, write(tmp_path / "v.json", ballots), "cstd_co_so")
    assert (found["for"], found["present"], found["missing"], found["outcome"]) == (8, 7, 1, "met")
    candidates = [{"name": "A", "votes": 5}, {"name": "B", "votes": 5, "woman": True}]
    document: Any = {"ballots": ballots, "candidates": candidates}
    ranking = queries.vote(CATALOGUE, 9, write(tmp_path / "v.json", document), "giay_khen")
    assert (ranking["ranking"], ranking["ties"]) == (["B", "A"], [])
    with pytest.raises(UserError) as error:
        queries.vote(CATALOGUE, 9, write(tmp_path / "v.json", ballots), "none")
    assert error.value.code == "packs.no_such_award"


@pytest.mark.requirement("AK-III.2.b-4", "AK-III.2.b-8")
def test_exclusions_from_a_file(tmp_path: Path) -> None:
    given = [
        {"id": "a", "subject": "xã A", "round": "2025", "award": "bang_khen_ttg"},
        {"id": "b", "subject": "xã A", "round": "2025", "award": "bang_khen_tinh"},
        {"subject": "xã A", "round": "2025", "level": "own", "award": "giay_khen"},
        {"id": "d", "subject": "xã B", "round": "2025", "level": "own"},
    ]
    path = write(tmp_path / "n.json", given)
    found = queries.excluded(CATALOGUE, "an-khe-2021-2025", path)
    assert [(one["nomination"], one["because_of"], one["requirement"]) for one in found["blocked"]] == [
        ("b", "a", "AK-III.2.b-4"),
        ("3", "a", "AK-III.2.b-8"),
        ("3", "b", "AK-III.2.b-8"),
    ]
    assert found["allowed"] == ["a", "d"]
    wrapped = write(tmp_path / "n.json", {"nominations": given})
    assert queries.excluded(CATALOGUE, "an-khe-2021-2025", wrapped) == found
    with pytest.raises(RefusedError) as error:
        queries.excluded(CATALOGUE, KIEN_GIANG, write(tmp_path / "n.json", [{"subject": "x", "round": "1"}]))
    assert [one.place.path for one in error.value.problems] == ["nominations[0].level"]


def test_a_pack_is_checked_and_its_schema_told(tmp_path: Path) -> None:
    problems = queries.check(CATALOGUE, write(tmp_path / "x.yaml", "id: 1\n"), "criteria")
    assert {"packs.not_text", "packs.missing_key"} <= {one.code for one in problems}
    assert queries.schema("law")["title"] == "law"


def test_a_set_goes_to_excel_and_back_as_a_pack(tmp_path: Path) -> None:
    target = tmp_path / "bộ.xlsx"
    catalogue_sheets.to_excel(CATALOGUE, "xa-ntm-2021-2025", target)
    text, problems = catalogue_sheets.from_excel(CATALOGUE, target)
    assert problems == ()
    assert queries.check(CATALOGUE, write(tmp_path / "x.yaml", text), "criteria") == ()
    assert "≥" not in text
    assert text.startswith("id: xa-ntm-2021-2025\n")


def test_a_sheet_typed_by_hand_with_numbers_and_dates_is_read(tmp_path: Path) -> None:
    import xlsxwriter

    target = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(target)) as book:
        info, rows = book.add_worksheet("thông tin"), book.add_worksheet("CHỈ TIÊU")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, (name, value) in enumerate(
            [("Mã bộ", "thon-kg"), ("Tên bộ", "Bộ thôn"), ("Cấp", "village"), ("Quy tắc đạt", "tất cả")]
        ):
            info.write(at, 0, name)
            info.write(at, 1, value)
        info.write(4, 0, "Ngày văn bản")
        info.write_datetime(4, 1, date(2024, 5, 1), day)
        heads = ["Mã tiêu chí", "Tên tiêu chí", "Mã chỉ tiêu", "Tên chỉ tiêu", "Kiểu", "Ngưỡng"]
        rows.write_row(0, 0, heads)
        rows.write_row(1, 0, [1, "Hạ tầng", 1.1, "Đường", "tỷ lệ %", 100])
        rows.write_row(2, 0, [1, "Hạ tầng", 1.2, "Điện", "có/không", True])
    text, problems = catalogue_sheets.from_excel(CATALOGUE, target)
    assert problems == ()
    assert queries.check(CATALOGUE, write(tmp_path / "x.yaml", text), "criteria") == ()
    assert '"on": 2024-05-01' in text
    assert 'code: "1.1"' in text


def test_faults_of_a_sheet_and_missing_sheets_are_told(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "x.xlsx")) as book:
        book.add_worksheet("Khác").write(0, 0, "x")
    _, problems = catalogue_sheets.from_excel(CATALOGUE, tmp_path / "x.xlsx")
    assert [one.expected for one in problems] == ["Thông tin", "Chỉ tiêu"]
    with xlsxwriter.Workbook(str(tmp_path / "y.xlsx")) as book:
        info, rows = book.add_worksheet("Thông tin"), book.add_worksheet("Chỉ tiêu")
        for at, pair in enumerate([("Mã bộ", "x"), ("Tên bộ", "x"), ("Cấp", "village"), ("Quy tắc đạt", "ít nhất 9")]):
            info.write_row(at, 0, pair)
        rows.write_row(0, 0, ["Mã tiêu chí", "Tên tiêu chí", "Mã chỉ tiêu", "Tên chỉ tiêu", "Kiểu", "Ngưỡng"])
        rows.write_row(1, 0, ["1", "x", "1.1", "y", "có/không", "có"])
    text, found = catalogue_sheets.from_excel(CATALOGUE, tmp_path / "y.xlsx")
    assert (text, [one.code for one in found]) == ("", ["packs.impossible"])
    with xlsxwriter.Workbook(str(tmp_path / "z.xlsx")) as book:
        book.add_worksheet("Thông tin").write(0, 0, "Mã bộ")
        book.add_worksheet("Chỉ tiêu").write(0, 0, "Mã tiêu chí")
    text, found = catalogue_sheets.from_excel(CATALOGUE, tmp_path / "z.xlsx")
    assert "packs.missing_key" in {one.code for one in found}


def test_nominations_have_a_subject_a_round_and_an_id_of_their_own(tmp_path: Path) -> None:
    given = [
        {"subject": "a", "round": "2024", "level": "own", "id": "2"},
        {"subject": " ", "round": "", "level": "state"},
    ]
    with pytest.raises(RefusedError) as error:
        inputs.read_nominations(write(tmp_path / "n.json", given), CATALOGUE.law)
    assert [(one.code, one.place.path) for one in error.value.problems] == [
        ("packs.missing_key", "nominations[1].subject"),
        ("packs.missing_key", "nominations[1].round"),
        ("packs.repeated_code", "nominations[1].id"),
    ]
