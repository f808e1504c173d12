"""`ntm movements …`, `deadlines`, `targets` and `nominee` for all six profiles, in both languages, as text and JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop.cli.main import main
from ntm_desktop.services import catalogue_queries as queries

if TYPE_CHECKING:
    from pathlib import Path

IDS = [one["id"] for one in queries.movements(queries.open_catalogue())]
DATED = ("steps", "awards", "programs", "recipients")
CODE = re.compile(r"(?:^|[ (])([a-z]+_[a-z_]+)(?:$|[ ,;:)])")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(one) for one in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def document(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    status, out, _ = run(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(out)


def calls(movement: str, results: Path) -> list[tuple[object, ...]]:
    day = ("--date", "2025-10-15")
    return [
        ("movements", "show", movement),
        *(("movements", name, movement, *day) for name in DATED),
        ("movements", "funds", movement),
        ("movements", "goals", movement),
        ("movements", "dossier", movement, "--award", "bang_khen_ttg", *day),
        ("deadlines", "--movement", movement, *day),
        ("targets", "--movement", movement, "--results", results),
    ]


@pytest.mark.parametrize("movement", IDS)
def test_every_command_answers_for_every_profile_in_both_languages(
    movement: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "r.csv"
    results.write_text("measure,year,value\ncommune.nang_cao,2025,41\n", encoding="utf-8")
    for call in calls(movement, results):
        status, vietnamese, err = run(capsys, *call)
        assert (status, err) == (0, "")
        english = run(capsys, *call, "--language", "en")[1]
        assert vietnamese.strip()
        assert len(english.splitlines()) == len(vietnamese.splitlines())
        assert "{" not in vietnamese + english
        assert "None" not in vietnamese + english
        document(capsys, *call)
        if call[1] != "show":
            left = set(CODE.findall(vietnamese)) - {"giay_khen", "bang_khen_ttg", "bang_khen_tinh", "hcld_hang_ba"}
            assert {one for one in left if not one.startswith(("lao_dong", "cstd", "co_thi"))} == set(), call


def test_a_month_or_year_of_the_plan_is_no_day(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "deadlines", "--movement", "kien-giang-2021-2025", "--date", "2022-07-20")[1]
    assert "tháng 7/2022  sắp đến hạn  KG-IV.4-1" in said
    assert "năm 2025  chưa đến hạn  KG-I.2-4" in said
    assert "Gửi đến: Hội đồng Thi đua - Khen thưởng tỉnh Kiên Giang" in said
    said = run(capsys, "deadlines", "--movement", "thach-ha-2021-2025", "--date", "2023-12-01")[1]
    assert "04/12/2023  sắp đến hạn (còn 3 ngày)  TH-V.3.a-1" in said
    assert "04/12/2022  quá hạn (đã 362 ngày)" in said
    said = run(capsys, "deadlines", "--movement", "an-khe-2021-2025", "--date", "2023-06-01", "--language", "en")[1]
    assert "first half of 2023  due soon  AK-VI.2-2" in said
    assert "half-year report" in said
    assert "(through Phòng Kinh tế thị xã" in said


def test_two_tiers_report_to_the_province_and_end_with_no_district(capsys: pytest.CaptureFixture[str]) -> None:
    steps = document(capsys, "movements", "steps", "tu-2025-07-01", "--date", "2026-03-01")
    sent = next(one for one in steps if one["requirement"] == "M25-W2")
    assert (sent["to"], sent["through"][0], sent["levels"]) == (
        ["Ủy ban nhân dân tỉnh"],
        "Sở Nội vụ",
        ["province", "state"],
    )
    awards = document(capsys, "movements", "awards", "tu-2025-07-01", "--date", "2026-03-01", "--occasion", "annual")
    assert [(one["form"], one["level"]) for one in awards] == [("giay_khen", "own"), ("bang_khen_tinh", "province")]
    dossier = document(capsys, "movements", "dossier", "tu-2025-07-01", "--award", "giay_khen", "--date", "2026-03-01")
    assert [form["number"] for form in dossier["parts"][0]["documents"][0]["forms"]] == ["01"]
    assert dossier["ways"][0]["stages"][0]["offices"][0] == "Phòng Văn hóa - Xã hội"
    shown = run(capsys, "movements", "show", "tu-2025-07-01")[1]
    assert "huyện" not in shown
    assert "mẫu, tỉnh còn phải hoàn chỉnh" in shown


def test_steps_of_one_office_or_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    call = ("movements", "steps", "thach-ha-2021-2025", "--date", "2023-01-01")
    ours = document(capsys, *call, "--office", "ubnd_xa")
    assert [one["requirement"] for one in ours] == ["TH-III.2", "TH-III.4", "TH-VII.1"]
    assert "Cấp: cấp Nhà nước" in run(capsys, "movements", "steps", "kien-giang-2021-2025", *call[3:])[1]
    status, _, err = run(capsys, *call, "--office", "nobody")
    assert status == 3
    assert "ubnd_huyen" in err


def test_a_nominee_is_checked_with_reasons(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    facts = tmp_path / "f.json"
    facts.write_text(
        json.dumps(
            {
                "commune.recognition.level": {"value": "nang_cao", "source": "QĐ 12/QĐ-UBND", "date": "2024-11-20"},
                "subject.typical": True,
                "commune.construction_debt": 0,
                "standard.AK-III.3": True,
            }
        ),
        encoding="utf-8",
    )
    call = ("nominee", "--movement", "an-khe-2021-2025", "--category", "AK-III.1.c", "--facts", facts)
    said = run(capsys, *call, "--date", "2024-12-01")[1].splitlines()
    assert said[0] == "AK-III.1.c  Đối tượng: xã: đạt"
    assert said[1] == "  Cách xét: đạt một trong các tiêu chuẩn (cách hiểu câu chữ của kế hoạch)"
    assert "      Minh chứng: quyết định công nhận; xác nhận nợ đọng" in said
    assert (
        "      Tiêu biểu trong phong trào thi đua: Đạt: có so với yêu cầu có. Căn cứ: AK-III.1.c-1. Nguồn: tệp f.json."
    ) in said
    found = document(capsys, *call, "--date", "01/12/2024", "--kind", "commune", "--level", "own")
    assert (found["verdict"]["outcome"], found["kind"], found["level"]) == ("met", "commune", "own")
    households = ("nominee", "--movement", "thach-ha-2021-2025", "--category", "TH-V.1.f", "--facts", facts)
    status, _, err = run(capsys, *households, "--date", "2024-12-01")
    assert (status, "standard.AK-III.3" in err) == (3, True)


def test_targets_say_range_share_unit_and_source(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    results = tmp_path / "r.csv"
    results.write_text("measure,year,value\ncommune.kieu_mau,2025,8\nincome.per_person,2025,66\n", encoding="utf-8")
    said = run(capsys, "targets", "--movement", "thach-ha-2021-2025", "--results", results)[1]
    assert "[commune.kieu_mau, tổng số] năm 2025 5–7 xã: 8  đạt đúng hạn, vượt kế hoạch" in said
    assert "[income.per_person, tổng số] năm 2025 65–70 triệu đồng/người/năm: 66  đạt đúng hạn" in said
    said = run(capsys, "targets", "--movement", "quang-nam-2021-2025", "--results", results)[1]
    assert "Văn bản: Nghị quyết số 21/2022/NQ-HĐND" in said
    said = run(capsys, "targets", "--movement", "kien-giang-2021-2025", "--results", results)[1]
    assert "Kế hoạch ghi 40, tính lại được 41  [commune.nang_cao, KG-II.2-2025]" in said
    said = run(capsys, "targets", "--movement", "tu-2025-07-01", "--results", results)[1]
    assert said.startswith("Lưu ý: Hồ sơ mẫu cho hai cấp chính quyền")


def test_what_a_profile_leaves_open_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    template = document(capsys, "movements", "todo", "tu-2025-07-01")
    told = {(one["code"], one["path"]) for one in template}
    assert {
        ("document", "document"),
        ("province", "province_code"),
        ("empty", "targets"),
        ("empty", "deadlines"),
        ("norm", "norms[0].values[0].vnd"),
        ("norm", "norms[0].values[1].vnd"),
        ("criteria", "criteria_sets[0]"),
        ("choice", "subjects[0].logic"),
        ("basis_date", "legal_bases[2].on"),
    } <= told
    kien_giang = {(one["code"], one["entry"]) for one in document(capsys, "movements", "todo", "kien-giang-2021-2025")}
    assert {("norm", form) for form in ("giay_khen", "bang_khen_tinh", "bang_khen_ttg", "hcld_hang_ba")} <= kien_giang
    assert "document" not in {code for code, _ in kien_giang}
    draft = {one["code"]: one["entry"] for one in document(capsys, "movements", "todo", "quang-nam-2021-2025")}
    assert draft["document"] == "/QĐ-UBND"
    said = run(capsys, "movements", "todo", "tu-2025-07-01")[1]
    assert "targets: Chưa có mục nào: Chỉ tiêu kế hoạch" in said
    assert "Nothing there yet" in run(capsys, "movements", "todo", "tu-2025-07-01", "--language", "en")[1]
