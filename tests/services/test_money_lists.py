"""Lists of rewards and of needs: every line's amount, totals by source and year, every fault of a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.cli.main import main
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services import money_lists, plan_queries
from tests.catalog.plans import PLANS

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = queries.open_catalogue()
AN_KHE, QUANG_NAM = PLANS["AK"].id, PLANS["QN"].id
BUDGET, FUND = plan_queries.funds(CATALOGUE, AN_KHE)[0]["sources"]
PROGRAMME = "Chương trình mục tiêu quốc gia xây dựng nông thôn mới"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.requirement("AK-III.5")
def test_each_payment_has_its_source_and_totals_are_told_by_source_and_year(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.csv",
        "award;category;date;count;source",
        f"giay_khen;household;2026-07-01;12;{FUND}",
        f"giay_khen;collective;2025-10-01;2;{FUND}",
        f"bang_khen_tinh;individual;2025-10-01;1;{BUDGET}",
    )
    found = money_lists.payments(CATALOGUE, path, AN_KHE)
    assert [(one["each"], one["total"]) for one in found["lines"]] == [
        (1_140_000, 13_680_000),
        (1_410_000, 2_820_000),
        (3_510_000, 3_510_000),
    ]
    assert found["by_source"] == {BUDGET: 3_510_000, FUND: 16_500_000}
    assert [(one["year"], one["source"], one["total"]) for one in found["by_year_and_source"]] == [
        (2025, BUDGET, 3_510_000),
        (2025, FUND, 2_820_000),
        (2026, FUND, 13_680_000),
    ]
    assert found["total"] == 20_010_000


@pytest.mark.requirement("QN-VI.6-2")
def test_the_needs_of_a_year_are_multiplied_and_summed_by_source(tmp_path: Path) -> None:
    path = write(
        tmp_path / "n.csv",
        "year,item,quantity,unit_price,source",
        f"2023,Đoàn kiểm tra,4,2500000,{PROGRAMME}",
        f'2023,"Hội nghị sơ kết, in tài liệu",1.5,10000000,{PROGRAMME}',
        f"2024,Đoàn giám sát,2,2500000,{PROGRAMME}",
    )
    found = money_lists.needs(CATALOGUE, path, QUANG_NAM)
    assert [(one["item"], one["total"]) for one in found["lines"]] == [
        ("Đoàn kiểm tra", 10_000_000),
        ("Hội nghị sơ kết, in tài liệu", 15_000_000),
        ("Đoàn giám sát", 5_000_000),
    ]
    assert [(one["year"], one["total"]) for one in found["by_year_and_source"]] == [
        (2023, 25_000_000),
        (2024, 5_000_000),
    ]
    assert plan_queries.funds(CATALOGUE, QUANG_NAM)[0]["sources"] == [PROGRAMME]
    other = write(tmp_path / "o.csv", "year,item,quantity,unit_price,source", "2023,Đoàn kiểm tra,4,1,Nguồn khác")
    with pytest.raises(RefusedError) as refused:
        money_lists.needs(CATALOGUE, other, QUANG_NAM)
    assert [(one.code, one.found, one.expected) for one in refused.value.problems] == [
        ("packs.not_one_of", "Nguồn khác", PROGRAMME)
    ]
    assert money_lists.needs(CATALOGUE, other)["total"] == 4


def test_every_fault_of_a_list_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.csv",
        "award,category,date,count,source",
        "none,nobody,ngày mai,0,",
        "giay_khen,household,2026-07-01,hai,Quỹ",
    )
    with pytest.raises(RefusedError) as refused:
        money_lists.payments(CATALOGUE, path)
    assert [(one.code, one.place.row, one.place.column) for one in refused.value.problems] == [
        ("packs.not_one_of", 2, "award"),
        ("packs.not_one_of", 2, "category"),
        ("packs.not_date", 2, "date"),
        ("packs.not_integer", 2, "count"),
        ("packs.not_one_of", 2, "source"),
        ("packs.not_integer", 3, "count"),
    ]
    needs = write(tmp_path / "n.csv", "year,item,quantity,unit_price,source", "2023,,-1,NaN,x", "2023,a,x,1,x")
    with pytest.raises(RefusedError) as wrong:
        money_lists.needs(CATALOGUE, needs)
    assert [(one.code, one.place.column) for one in wrong.value.problems] == [
        ("packs.not_text", "item"),
        ("packs.not_number", "quantity"),
        ("packs.not_number", "unit_price"),
        ("packs.not_number", "quantity"),
    ]
    with pytest.raises(RefusedError) as columns:
        money_lists.payments(CATALOGUE, write(tmp_path / "c.csv", "award,date", "x,y"))
    assert [one.expected for one in columns.value.problems] == ["category", "count", "source"]


def test_lists_are_told_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "p.csv", "award,category,date,count,source", f"giay_khen,household,2026-07-01,12,{FUND}")
    assert main(["payments", str(path), "--movement", AN_KHE]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"01/07/2026  giay_khen (hộ gia đình): 12 × 1.140.000 đ: 13.680.000 đ  [{FUND}]"
    assert said[1:] == [f"năm 2026, {FUND}: 13.680.000 đ", "Tổng cộng: 13.680.000 đ"]
    needs = write(tmp_path / "n.csv", "year,item,quantity,unit_price,source", "2023,Đoàn kiểm tra,4,2500000,x")
    assert main(["needs", str(needs)]) == 0
    assert "Đoàn kiểm tra: 4 × 2.500.000 đ: 10.000.000 đ  [x]" in capsys.readouterr().out
    assert main(["needs", str(needs), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 10_000_000
