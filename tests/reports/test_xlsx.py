"""The workbook, read by a program that is not the writer's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import openpyxl
import pytest

from ntm_desktop.domain.documents import CommuneVillages
from ntm_desktop.errors import CancelledError, EnvironmentFault
from ntm_desktop.reports.builders import (
    achieved_list,
    card_slip,
    consolidated,
    receipt_slip,
    summary,
    task_sheet,
)
from ntm_desktop.reports.document import (
    BarChart,
    Column,
    Document,
    HeadCell,
    Heading,
    PageBreak,
    Paragraph,
    Percent,
    Points,
    Properties,
    Row,
    Run,
    Section,
    Table,
)
from ntm_desktop.reports.xlsx import sheet_name, write_xlsx
from ntm_desktop.reports.xlsxgrid import Grid
from ntm_desktop.reports.xlsxsheet import LONGEST_TEXT, shortened
from tests.reports import paper

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TASKS = paper.task_set()


def read(document: Document) -> Workbook:
    stream = io.BytesIO()
    write_xlsx(document, stream)
    return openpyxl.load_workbook(stream)


def first(document: Document) -> Worksheet:
    book = read(document)
    return cast("Worksheet", book[book.sheetnames[0]])


def values(sheet: Worksheet) -> list[object]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def filled(*, blank: bool = False) -> Document:
    return task_sheet.build([paper.sheet(1, 30, TASKS)], TASKS, 2026, paper.COMMUNE, paper.CHAIR, blank=blank)


def head_row(sheet: Worksheet) -> int:
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return next(number for number, row in rows if "Mã hộ" in row)


def test_the_task_sheet_can_be_read_back() -> None:
    book = read(filled())
    assert book.sheetnames == ["Phiếu", "_ntm"]
    assert book["_ntm"].sheet_state == "hidden"
    hidden = {row[0]: row[1] for row in book["_ntm"].iter_rows(values_only=True)}
    assert (hidden["kind"], hidden["year"], hidden["task_set"], hidden["village"]) == ("answers", "2026", "mau@1", "v1")
    sheet = book["Phiếu"]
    rows = list(sheet.iter_rows(min_row=head_row(sheet), values_only=True))
    assert rows[0] == ("STT", "Mã hộ", "Chủ hộ", "Năm sinh", *TASKS.codes, "Đạt", "Ghi chú")
    letters = {"x", "0", "-", None}
    given = paper.sheet(1, 30, TASKS).rows
    for row, source in zip(rows[1:], given, strict=False):
        assert (row[1], row[2]) == (source.household.code, source.household.head)
        assert set(row[4:19]) <= letters
    assert rows[1][5] == "x"


def test_a_blank_task_sheet_offers_the_letters() -> None:
    sheet = first(filled(blank=True))
    top = head_row(sheet) + 1
    assert all(sheet.cell(top, column).value is None for column in range(5, 20))
    rules = sheet.data_validations.dataValidation
    assert len(rules) == 15
    assert {rule.formula1 for rule in rules} == {'"x,0,-"'}
    assert f"E{top}:E{top + 29}" in {str(rule.sqref) for rule in rules}
    assert str(sheet.cell(top, 20).value).startswith(f'=IF(COUNTA(E{top}:S{top})=0,"",COUNTIF')


def test_the_task_sheets_head_is_repeated_and_frozen_and_its_lowest_line_names_every_column() -> None:
    sheet = first(filled())
    top = head_row(sheet)
    assert not [area for area in sheet.merged_cells.ranges if area.min_row in {top - 1, top}]
    assert sheet.print_title_rows == f"${top - 1}:${top}"
    assert sheet.freeze_panes == f"A{top + 1}"
    assert sheet.cell(top - 1, 5).value == "Nhà ở"
    assert sheet.cell(top - 1, 5).alignment.textRotation == 90


def test_heads_of_reports_are_merged() -> None:
    sheet = first(summary.build([paper.unit(1, TASKS)], TASKS, 2026, paper.COMMUNE, paper.CHAIR))
    top = next(number for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if row[0] == "STT")
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A{top}:A{top + 1}", f"F{top}:F{top + 1}", f"G{top}:U{top}"} <= merged


def test_print_settings_follow_the_decree() -> None:
    sheet = first(filled())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    margins = [round(side * 25.4) for side in (
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.left, sheet.page_margins.right,
    )]  # fmt: skip
    assert margins == [20, 20, 30, 15]
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.right is not None
    assert "Trang &P/&N" in str(footer.right.text)
    assert sheet["A1"].font.name == "Times New Roman"


def test_pages_are_numbered_from_the_second_on_each_sheet_by_itself() -> None:
    villages = (paper.unit(1, TASKS),)
    commune = CommuneVillages(paper.unit(1, TASKS, "Xã Mẫu 1"), villages)
    document = consolidated.build(paper.returns(2, TASKS), TASKS, 2026, paper.PROVINCE, paper.CHAIR, communes=[commune])
    book = read(document)
    printed = [cast("Worksheet", book[name]) for name in book.sheetnames if book[name].sheet_state == "visible"]
    assert len(printed) == 2
    for sheet in printed:
        later, top = sheet.oddHeader, sheet.firstHeader
        assert sheet.HeaderFooter.differentFirst
        assert later is not None
        assert "&P" in str(later.center.text)
        assert top is None or not top.center.text
        assert sheet.page_setup.useFirstPageNumber
        assert sheet.page_setup.firstPageNumber in {None, 1}  # 1 is what the format takes where nothing is written
    assert not first(filled()).HeaderFooter.differentFirst  # a task sheet says «Trang 1/3» on each page


def test_figures_are_numbers_and_totals_are_right() -> None:
    units = [paper.unit(index, TASKS) for index in range(1, 4)]
    sheet = first(summary.build(units, TASKS, 2026, paper.COMMUNE, paper.CHAIR))
    row = next(row for row in sheet.iter_rows() if row[0].value == "Tổng cộng")
    assert row[2].value == sum(unit.households for unit in units)
    assert row[5].value == pytest.approx(
        sum(unit.all_achieved for unit in units) / sum(unit.households for unit in units)
    )
    assert (row[2].number_format, row[5].number_format) == ("#,##0", "0.00%")


def test_charts_are_drawn_from_a_hidden_sheet_of_the_same_figures() -> None:
    units = [paper.unit(index, TASKS) for index in range(1, 4)]
    stream = io.BytesIO()
    write_xlsx(summary.build(units, TASKS, 2026, paper.COMMUNE, paper.CHAIR), stream)
    book = openpyxl.load_workbook(stream)
    data = book["_so_lieu"]
    assert data.sheet_state == "hidden"
    rows = list(data.iter_rows(values_only=True))
    assert [row[:3] for row in rows[:3]] == [(unit.name, unit.all_achieved, unit.households) for unit in units]
    assert len(rows) == 3 + 15


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "http://a.vn", "12", "{=1}"])
def test_no_text_becomes_a_formula_a_number_or_a_link(text: str) -> None:
    table = Table((Column(1), Column(1)), ((HeadCell("a"), HeadCell("b")),), (Row((text, "")),))
    sheet = first(Document("t", Properties("t"), (Section("s", (table,)),)))
    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_every_document_becomes_a_workbook_with_its_texts() -> None:
    documents = {
        "DANH SÁCH": achieved_list.build(paper.achieved(2, 3), TASKS, 2026, paper.COMMUNE, paper.CHAIR),
        "BÁO CÁO": consolidated.build(paper.returns(6, TASKS), TASKS, 2026, paper.PROVINCE, paper.CHAIR),
        "PHIẾU TIẾP NHẬN": receipt_slip.build(paper.receipt(problems=("lưu ý",)), paper.PROVINCE),
        "PHIẾU ĐỐI CHIẾU THẺ ĐƠN VỊ": card_slip.build(paper.card(), paper.COMMUNE),
    }
    for title, document in documents.items():
        found = values(first(document))
        assert title in found
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found
    found = values(first(documents["PHIẾU ĐỐI CHIẾU THẺ ĐƠN VỊ"]))
    assert {"12345", "89900"} <= set(found)


def test_loose_blocks() -> None:
    one = Table((Column(1),), (), (Row((Percent(0, 0),)), Row((3,))))
    blocks = (
        Heading("I. Một"), Heading("1. Hai", 2), Paragraph((Run("đậm", bold=True),)), PageBreak(),
        Points(((Run("ý"),),)), one, BarChart("Trống", ()),
    )  # fmt: skip
    sheet = first(Document("t", Properties("t"), (Section("s", blocks),)))
    assert values(sheet) == ["I. MỘT", "1. Hai", "đậm", "a) ý", "–", 3, "Trống"]
    assert [each.id for each in sheet.row_breaks.brk] == [3]


def test_a_sheet_without_tables_has_a_grid_too() -> None:
    sheet = first(Document("t", Properties("t"), (Section("s", (Heading("a"),)),)))
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:H1"}


def test_narrow_tables_cover_the_grid_without_overlap() -> None:
    grid = Grid((0.0, 10.0, 20.0, 30.0, 100.0))
    assert grid.spans((1, 1)) == ((0, 2), (3, 3))
    assert grid.spans((1, 1, 1, 1)) == ((0, 0), (1, 1), (2, 2), (3, 3))
    assert grid.spans((9, 1)) == ((0, 2), (3, 3))


def test_names_of_sheets_and_long_texts() -> None:
    assert sheet_name("Ấp [1]: a/b") == "Ấp -1-- a-b"
    assert len(sheet_name("x" * 50)) == 31
    assert shortened("a") == "a"
    assert len(shortened("x" * 40000)) == LONGEST_TEXT


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(filled(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_progress_and_cancelling(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_xlsx(filled(), tmp_path / "a.xlsx", lambda done, of: seen.append((done, of)))
    assert seen == [(1, 1)]
    with pytest.raises(CancelledError):
        write_xlsx(filled(), tmp_path / "b.xlsx", cancelled=lambda: True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_disk_that_refuses_is_the_environments_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: object, *_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    document = filled()
    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(EnvironmentFault) as fault:
        write_xlsx(document, tmp_path / "a.xlsx")
    assert fault.value.code == "reports.not_written"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_the_environments_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        write_xlsx(filled(), tmp_path / "gone" / "a.xlsx")
    assert fault.value.code == "reports.not_written"
