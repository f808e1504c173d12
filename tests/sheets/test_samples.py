"""Lists as files, whole: the way from bytes to households, and how long it takes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from ntm_desktop.domain.recognition import Draft, interpret, interpret_answers, propose
from ntm_desktop.sheets.reader import read_workbook
from tests.beside import SHARED, needs_shared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

SAMPLES = SHARED / "data" / "samples"


def build(path: Path, fill: Callable[[Worksheet, xlsxwriter.Workbook], None], *names: str) -> Draft:
    with xlsxwriter.Workbook(path) as book:
        for name in names or ("Sheet1",):
            fill(book.add_worksheet(name), book)
    workbook = read_workbook(path)
    return interpret(workbook, propose(workbook))


@needs_shared
@pytest.mark.parametrize(
    ("name", "households", "villages", "duplicates", "converted"),
    [
        ("sach", 1200, ["Ấp Kinh 5", "Ấp Đông Phước", "Ấp Tân Điền", "Ấp Xẻo Lùng"], [], set()),
        ("thuc_te", 360, ["Ấp Kinh 5", "Ấp Đông Phước", "Ấp Tân Điền"], [(130, 129)], set()),
        ("font_vntime", 160, ["Thôn Đồng Bành", "Thôn Làng Trung"], [(90, 89)], {"TCVN3"}),
    ],
)
def test_samples(
    name: str, households: int, villages: list[str], duplicates: list[tuple[int, int]], converted: set[str]
) -> None:
    workbook = read_workbook(SAMPLES / f"ho_gia_dinh_{name}.xlsx")
    draft = interpret(workbook, propose(workbook))
    assert len(draft.rows) == households
    assert [village.title for village in draft.villages] == villages
    assert len({village.households for village in draft.villages}) == 1
    assert [(one.row.row, one.first.row) for one in draft.duplicates] == duplicates
    assert draft.converted == converted
    assert draft.problems == ()
    assert all(row.fields.head == row.fields.head.title() and row.fields.birth_year for row in draft.rows)


def test_one_sheet_a_village_with_hidden_rows_and_columns(tmp_path: Path) -> None:
    def fill(sheet: Worksheet, _: xlsxwriter.Workbook) -> None:
        sheet.write_row(0, 0, ["STT", "Họ và tên", "Nghề", "Năm sinh"])
        sheet.write_row(1, 0, [1, "LÊ VĂN AN", "nông", 1950])
        sheet.write_row(2, 0, [2, "Lê Thị Bé", "nông", 1951])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})

    draft = build(tmp_path / "a.xlsx", fill, "Ấp Kinh 5", "Ấp Kinh 6")
    assert [(village.title, village.households) for village in draft.villages] == [("Ấp Kinh 5", 2), ("Ấp Kinh 6", 2)]
    assert [row.fields.head for row in draft.rows[:2]] == ["Lê Văn An", "Lê Thị Bé"]


def test_merged_heads_decomposed_text_and_formulas(tmp_path: Path) -> None:
    def fill(sheet: Worksheet, _: xlsxwriter.Workbook) -> None:
        sheet.merge_range("A1:F1", unicodedata.normalize("NFD", "DANH SÁCH HỘ THÔN ĐỒNG BÀNH"))
        sheet.merge_range("A3:A4", "TT")
        sheet.merge_range("B3:B4", unicodedata.normalize("NFD", "Họ tên chủ hộ"))
        sheet.merge_range("C3:D3", "Năm sinh")
        sheet.write_row(3, 2, ["Nam", "Nữ"])
        sheet.merge_range("E3:E4", "Số khẩu")
        sheet.write_formula("A5", "=1", None, 1)
        sheet.write_row(4, 1, [unicodedata.normalize("NFD", "NGUYỄN VĂN AN"), 1950])
        sheet.write_formula("E5", "=2+2", None, 4)
        sheet.write_row(5, 0, [2, "Trần Thị Bé", "", "1951 "])
        sheet.write_formula("E6", "=A1+1", None, "#VALUE!")

    draft = build(tmp_path / "a.xlsx", fill)
    assert [(row.fields.head, row.fields.birth_year, row.fields.members, row.village) for row in draft.rows] == [
        ("Nguyễn Văn An", 1950, 4, "Thôn Đồng Bành"),
        ("Trần Thị Bé", 1951, None, "Thôn Đồng Bành"),
    ]
    assert [(problem.code, problem.place.row, problem.place.column) for problem in draft.problems] == [
        ("sheets.formula_error", 6, "E")
    ]


def test_our_task_sheet_comes_back_from_excel(tmp_path: Path) -> None:
    codes = [str(number) for number in range(1, 16)]
    path = tmp_path / "phieu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Phiếu")
        sheet.merge_range("A1:S1", "PHIẾU 15 PHẦN VIỆC")
        sheet.write_row(2, 0, ["TT", "Mã hộ", "Chủ hộ", "Năm sinh", *codes])
        sheet.write_row(3, 0, [1, "K5-001", "Lê Văn An", 1950, "x", 1, "Đ", 0, "KĐ", "-"])
        hidden = book.add_worksheet("_ntm")
        hidden.hide()
        for row, pair in enumerate(
            [("kind", "answers"), ("year", 2024), ("task_set", "kg@1"), ("village", "Ấp Kinh 5")]
        ):
            hidden.write_row(row, 0, pair)
    draft = interpret_answers(read_workbook(path), codes)
    assert (draft.year, draft.task_set, draft.problems, draft.rows[0].code) == (2024, "kg@1", (), "K5-001")
    assert [str(status) for status in draft.rows[0].statuses.values()][:7] == [
        *["achieved"] * 3,
        *["not_achieved"] * 2,
        "not_applicable",
        "not_assessed",
    ]
