"""`ntm movements|criteria|evaluate|targets|money|deadlines|council|exclusions` as people and machines call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntm_desktop.cli.main import main

if TYPE_CHECKING:
    import pytest

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(one) for one in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def document(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    status, out, _ = run(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(out)


def write(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_six_movements_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    ids = [one["id"] for one in document(capsys, "movements", "list")]
    assert len(ids) == 6
    for one in ids:
        assert document(capsys, "movements", "show", one)["id"] == one
    status, out, _ = run(capsys, "movements", "show", "kien-giang-2021-2025")
    assert status == 0
    assert "Tên: Kiên Giang chung sức xây dựng nông thôn mới" in out
    assert "title:" not in out
    assert "Kiên Giang chung sức xây dựng nông thôn mới" in run(capsys, "movements", "list")[1]


def test_criteria_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "xa-ntm-2021-2025" in run(capsys, "criteria", "list")[1]
    shown = document(capsys, "criteria", "show", "ocop-2023")
    assert [grade["code"] for grade in shown["grades"]] == ["5", "4", "3", "2", "1"]
    assert "Hạng sao" in run(capsys, "criteria", "show", "ocop-2023")[1]


def test_the_law_pack_is_shown_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "law", "show")["counts"]["communes"] == 3321
    assert "giay_khen" in run(capsys, "law", "show")[1]
    assert run(capsys, "law", "check", RESOURCES / "law" / "thi-dua-khen-thuong.yaml")[0] == 0
    households = RESOURCES / "criteria" / "households" / "kg-ho-15-phan-viec.yaml"
    assert run(capsys, "criteria", "check", households)[0] == 0


def test_unknown_ids_are_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, todo in (
        (("movements", "show", "x"), "kien-giang-2021-2025"),
        (("criteria", "show", "x"), "danh sách"),
    ):
        status, _, err = run(capsys, *arguments)
        assert status == 3
        assert todo in err


def test_a_good_pack_passes_and_a_bad_one_tells_all_its_faults(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good = RESOURCES / "movements" / "an-khe-2021-2025.yaml"
    assert run(capsys, "movements", "check", good)[1].strip() == "Tệp an-khe-2021-2025.yaml dùng được."
    assert document(capsys, "criteria", "check", RESOURCES / "criteria" / "sets" / "ocop-2023.yaml")["accepted"]
    bad = write(tmp_path / "x.yaml", "id: x\nedition: một\nlevel: làng\n")
    status, out, err = run(capsys, "criteria", "check", bad)
    assert (status, out) == (3, "")
    assert "x.yaml · dòng 2 · edition: «một» không phải số nguyên." in err
    assert "«làng» không nằm trong các giá trị được dùng." in err
    status, out, _ = run(capsys, "criteria", "check", bad, "--json")
    listed = json.loads(out)
    assert status == 3
    assert not listed["accepted"]
    assert {one["row"] for one in listed["problems"]} == {1, 2, 3}
    status, _, err = run(capsys, "criteria", "check", tmp_path / "none.yaml")
    assert status == 3
    assert "Không tìm thấy tệp none.yaml" in err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "movements", "schema")
    assert status == 0
    assert json.loads(out)["title"] == "movement"


def test_excel_there_and_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    sheet, pack = tmp_path / "x.xlsx", tmp_path / "x.yaml"
    assert document(capsys, "criteria", "to-excel", "xa-ntm-2026-2030", "--out", sheet)["file"] == str(sheet)
    assert run(capsys, "criteria", "from-excel", sheet)[0] == 0
    status, _, said = run(capsys, "criteria", "from-excel", sheet)
    assert (status, "packs.exists" in said) == (3, True)  # written over only where it is named
    assert run(capsys, "criteria", "from-excel", sheet, "--out", sheet.with_suffix(".yaml"))[0] == 0
    assert run(capsys, "criteria", "check", pack)[0] == 0
    status, _, err = run(capsys, "criteria", "from-excel", write(tmp_path / "y.csv", "a,b\n1,2\n"))
    assert status == 3
    assert "Thiếu trang «Thông tin»" in err


def test_evaluation_tells_the_tree_and_the_reasons(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    facts = write(tmp_path / "f.json", {"4.2": 95, "commune.construction_debt": 0})
    common = ("evaluate", "--criteria", "xa-ntm-2021-2025", "--facts", facts, "--region", "TDMNPB", "--year", "2024")
    found = document(capsys, *common)
    electricity = next(one for one in found["parts"] if one["id"] == "4")
    leaf = next(one for one in electricity["parts"] if one["id"] == "4.2")
    assert leaf["outcome"] == "met"
    reason = leaf["reasons"][0]
    assert (reason["found"], reason["op"], reason["threshold"], reason["why"]) == (95, ">=", 95, "region=TDMNPB")
    assert found["outcome"] == "unknown"
    assert {one["id"] for one in found["missing"]} >= {"1.1", "10"}
    said = run(capsys, *common)[1]
    assert "Đạt: 95 % so với yêu cầu ≥ 95 %." in said
    spoken = run(capsys, *common, "--language", "en")[1]
    assert "The threshold applies by" in spoken


def test_targets_name_the_contradiction_of_the_plan(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    results = write(tmp_path / "r.csv", "measure,year,value\ncommune.nang_cao,2025,41\n")
    common = ("targets", "--movement", "kien-giang-2021-2025", "--results", results, "--year", "2025")
    found = document(capsys, *common)
    assert found["contradictions"][0]["computed"] == 41
    said = run(capsys, *common)[1]
    assert "Lũy kế nâng cao 39 + 2 = 41 nhưng kế hoạch ghi 40/116" in said
    assert "đạt đúng hạn" in said


def test_money_in_both_ways_of_writing_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    common = ("money", "--award", "giay_khen", "--category", "household", "--date")
    assert document(capsys, *common, "2026-07-01")["amount"] == 1_140_000
    assert document(capsys, *common, "30/06/2026")["amount"] == 1_060_000
    assert "1.140.000 đ" in run(capsys, *common, "2026-07-01")[1]
    status, _, err = run(capsys, *common, "2020-01-01")
    assert status == 3
    assert "mức lương cơ sở" in err
    assert run(capsys, *common, "hôm nay")[0] == 2


def test_deadlines_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    common = ("deadlines", "--movement", "thach-ha-2021-2025", "--date", "2023-12-01")
    found = document(capsys, *common)
    due = [one for one in found["deadlines"] if one["state"] == "due"]
    assert {(one["requirement"], one["last_day"]) for one in due} == {
        ("TH-V.3.a-1", "2023-12-04"),
        ("TH-VI.3", "2023-12-31"),
    }
    assert "04/12/2023  sắp đến hạn" in run(capsys, *common)[1]


def test_votes_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    votes = write(tmp_path / "v.json", {"votes": {"for": 7, "against": 2}})
    common = ("council", "--members", "9", "--votes", votes, "--award", "cstd_co_so")
    assert document(capsys, *common)["percent"] == 77.8
    assert "7/9 phiếu thuận, 77,8%, cần ít nhất 8 phiếu: không đủ phiếu" in run(capsys, *common)[1]
    twice = write(tmp_path / "w.json", [{"member": "a", "choice": "for"}, {"member": "a", "choice": "for"}])
    status, _, err = run(capsys, "council", "--members", "9", "--votes", twice, "--award", "giay_khen")
    assert status == 3
    assert "Thành viên «a» có hai phiếu." in err


def test_households_are_proposed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = ("--data", tmp_path / "office")
    assert run(capsys, "demo", *data, "--households", "20", "--villages", "2", "--years", "2024")[0] == 0
    common = ("proposals", *data, "--year", "2024", "--movement", "kien-giang-2021-2025")
    rows = document(capsys, *common)
    assert len(rows) == 20
    assert all(one["proposed"] == one["complete"] for one in rows)
    assert {one["verdict"]["id"] for one in rows} == {"KG-IV.2.a-1"}
    said = run(capsys, *common)[1]
    proposed = [one for one in rows if one["proposed"]]
    assert said.count("\n") == max(len(proposed), 1)


def test_exclusions_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    given = write(
        tmp_path / "n.json",
        [{"subject": "A", "round": "1", "award": "bang_khen_ttg"}, {"subject": "A", "round": "1", "level": "own"}],
    )
    common = ("exclusions", "--movement", "an-khe-2021-2025", "--nominations", given)
    assert document(capsys, *common)["allowed"] == ["1"]
    assert "Đề nghị 2 (A) bị loại vì đã có đề nghị 1 [AK-III.2.b-8]" in run(capsys, *common)[1]
    other = ("exclusions", "--movement", "kien-giang-2021-2025", "--nominations", given)
    assert run(capsys, *other)[1].strip() == "Không đề nghị nào bị loại."


def test_an_excel_file_that_cannot_be_written_is_a_fault_of_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "criteria", "to-excel", "ocop-2023", "--out", tmp_path / "none" / "x.xlsx")
    assert status == 4
    assert "x.xlsx" in err
