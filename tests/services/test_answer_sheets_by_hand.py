"""Our own answer sheet after people had it: filled in any words, sorted, cut, added to, saved by other programs."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.services import answer_import, answers, reporting, villages
from tests.offices import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.services.answer_import import AnswerPlan
    from ntm_desktop.services.context import Context

YEAR = 2025
HEADS = ("Lê An", "Đặng Thị Ơn", "H'Hen Niê", "Thạch Sô Phia", "Lê Bình")
FIRST_TASK = 5
# fmt: off
WORDS = {
    Status.ACHIEVED: ("x", "X", "đạt", "Đạt", "ĐẠT", "Đ", "đ", "1", 1, 1.0, "v", "✓", "Có", " x ", "dat", True, "x."),
    Status.NOT_ACHIEVED: ("0", 0, "KĐ", "kđ", "K.Đ", "không đạt", "Không Đạt", "CHƯA ĐẠT", "k", "Chưa", "CĐ"),
    Status.NOT_APPLICABLE: ("-", "–", "KAD", "kad", "K/A", "không áp dụng", "Không AD", "ko áp dụng", "--"),
}
# fmt: on


@pytest.fixture
def sheet_path(office: Context, tmp_path: Path) -> Path:
    """The exported sheets of two villages, blank."""
    settle(office, "Kinh 5", *HEADS)
    settle(office, "Kinh 6", "Võ Hai", "Lê An")
    answers.open_year(office, YEAR)
    path = tmp_path / "phieu.xlsx"
    reporting.write(reporting.build(office, "task-sheet-blank", reporting.Wanted(YEAR)), "xlsx", path)
    return path


def edited(path: Path, change: Callable[[Worksheet, int], None]) -> Workbook:
    """Change the first sheet: `change` gets it and the row of its first household."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    change(sheet, first_row(sheet))
    book.save(path)
    return book


def first_row(sheet: Worksheet) -> int:
    return next(int(cell.row) for cell in sheet["C"] if cell.value == "Chủ hộ") + 1


def planned(office: Context, path: Path) -> AnswerPlan:
    return answer_import.plan(office, path, YEAR)


def statuses(office: Context, head: str = "Lê An", village: str = "Kinh 5") -> list[Status]:
    names = {one.id: one.name for one in villages.listed(office)}
    rows = answers.load_sheet(office, YEAR).rows
    row = next(one for one in rows if one.household.head == head and names[one.village_id] == village)
    return [row.status(str(task)) for task in range(1, 16)]


def refused(office: Context, path: Path) -> list[Problem]:
    with pytest.raises(RefusedError) as refusal:
        planned(office, path)
    assert all(statuses(office, head) == [Status.NOT_ASSESSED] * 15 for head in HEADS)
    return list(refusal.value.problems)


def test_every_word_for_an_answer_in_every_form(office: Context, sheet_path: Path) -> None:
    said = [(word, status) for status, words in WORDS.items() for word in words]
    forms = [(form, status) for word, status in said for form in _forms(word)]
    places = itertools.product(range(len(HEADS)), range(15))
    expected: dict[tuple[int, int], Status] = {}

    def fill(sheet: Worksheet, first: int) -> None:
        for (row, column), (word, status) in zip(places, forms, strict=False):
            sheet.cell(first + row, FIRST_TASK + column, word)
            expected[row, column] = status

    edited(sheet_path, fill)
    answer_import.apply(office, planned(office, sheet_path))
    assert len(expected) == min(len(forms), 15 * len(HEADS))
    for (row, column), status in expected.items():
        assert statuses(office, HEADS[row])[column] is status, (row, column)


def _forms(word: str | float) -> list[str | float]:
    if not isinstance(word, str) or word.isascii():
        return [word]
    return [word, unicodedata.normalize("NFD", word)]


def _fill(sheet: Worksheet, first: int) -> None:
    for row in range(len(HEADS)):
        for column in range(15):
            sheet.cell(first + row, FIRST_TASK + column, "x" if column % 2 else "KĐ")


FILLED = [Status.NOT_ACHIEVED, Status.ACHIEVED] * 7 + [Status.NOT_ACHIEVED]


def _sorted_backwards(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=first + len(HEADS) - 1)]
    for number, row in enumerate(reversed(rows)):
        for column, value in enumerate(row, 1):
            sheet.cell(first + number, column, value)


def _hidden(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    sheet.row_dimensions[first].hidden = True
    for letter in "BDG":
        sheet.column_dimensions[letter].hidden = True
    sheet.auto_filter.ref = f"A{first - 1}:U{first + 4}"


def _lines_above(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    merges = [str(one) for one in sheet.merged_cells.ranges]
    for one in merges:
        sheet.unmerge_cells(one)
    sheet.insert_rows(1, 4)
    sheet["A1"] = "Kính gửi: Ủy ban nhân dân xã"
    sheet["B2"] = "Ấp xin gửi lại phiếu năm 2025"


def _without_codes(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    for row in range(first, first + len(HEADS)):
        sheet.cell(row, 2).value = None


def _unknown_codes(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    for row in range(first, first + len(HEADS)):
        sheet.cell(row, 2, f"K5-{row}")


def _capitals(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    for row in range(first, first + len(HEADS)):
        name = str(sheet.cell(row, 3).value)
        sheet.cell(row, 3, unicodedata.normalize("NFD", name.upper()))


def _totals_below(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    row = first + len(HEADS)
    for one in [str(one) for one in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(one)
    sheet.insert_rows(row, 2)
    sheet.cell(row, 3, "Tổng cộng")
    sheet.cell(row + 1, 1, "Tỷ lệ %")
    for column in range(15):
        sheet.cell(row, FIRST_TASK + column, 5)
        sheet.cell(row + 1, FIRST_TASK + column, "100%")


def _signed(sheet: Worksheet, first: int) -> None:
    _fill(sheet, first)
    last = sheet.max_row
    sheet.cell(last + 4, 9, "Nguyễn Văn Trưởng")
    sheet.cell(last + 5, 1, "Người lập phiếu: Lê Thị Lập, điện thoại 0912345678")


@pytest.mark.parametrize(
    "change",
    [
        _fill,
        _sorted_backwards,
        _hidden,
        _lines_above,
        _without_codes,
        _unknown_codes,
        _capitals,
        _totals_below,
        _signed,
    ],
)
def test_what_hands_do_to_a_sheet_changes_no_answer(
    office: Context, sheet_path: Path, change: Callable[[Worksheet, int], None]
) -> None:
    edited(sheet_path, change)
    plan = planned(office, sheet_path)
    assert plan.households == len(HEADS) + 2
    answer_import.apply(office, plan)
    assert all(statuses(office, head) == FILLED for head in HEADS)
    assert statuses(office, "Lê An", "Kinh 6") == [Status.NOT_ASSESSED] * 15


def test_households_and_tasks_cut_away_keep_their_answers(office: Context, sheet_path: Path) -> None:
    def cut(sheet: Worksheet, first: int) -> None:
        _fill(sheet, first)
        for one in [str(one) for one in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(one)
        sheet.delete_rows(first + 1)
        sheet.delete_cols(FIRST_TASK + 2, 2)

    edited(sheet_path, cut)
    plan = planned(office, sheet_path)
    assert {(one.code, one.expected) for one in plan.problems} == {
        ("sheets.task_column_missing", "3"),
        ("sheets.task_column_missing", "4"),
    }
    answer_import.apply(office, plan)
    assert statuses(office) == [*FILLED[:2], Status.NOT_ASSESSED, Status.NOT_ASSESSED, *FILLED[4:]]
    assert statuses(office, HEADS[1]) == [Status.NOT_ASSESSED] * 15


def test_tasks_in_another_order_are_told_by_their_numbers(office: Context, sheet_path: Path) -> None:
    def turn(sheet: Worksheet, first: int) -> None:
        _fill(sheet, first)
        for one in [str(one) for one in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(one)
        for row in range(first - 2, first + len(HEADS)):
            values = [sheet.cell(row, FIRST_TASK + column).value for column in range(15)]
            for column, value in enumerate(reversed(values)):
                sheet.cell(row, FIRST_TASK + column, value)

    edited(sheet_path, turn)
    plan = planned(office, sheet_path)
    answer_import.apply(office, plan)
    assert statuses(office) == FILLED


def test_without_our_hidden_sheet_it_is_still_read(office: Context, sheet_path: Path) -> None:
    book = edited(sheet_path, _fill)
    del book["_ntm"]
    book.save(sheet_path)
    answer_import.apply(office, planned(office, sheet_path))
    assert statuses(office) == FILLED


def test_what_is_not_understood_is_listed_with_its_place_and_nothing_is_written(
    office: Context, sheet_path: Path
) -> None:
    def spoil(sheet: Worksheet, first: int) -> None:
        _fill(sheet, first)
        sheet.cell(first, FIRST_TASK, "có lẽ")
        sheet.cell(first + 2, FIRST_TASK + 14, "80%")
        sheet.cell(first + 3, 2, sheet.cell(first + 4, 2).value)

    book = edited(sheet_path, spoil)
    first = first_row(book.worksheets[0])
    name = book.worksheets[0].title
    told = [(one.code, one.place.sheet, one.place.row, one.place.column) for one in refused(office, sheet_path)]
    assert ("sheets.status_unknown", name, first, "E") in told
    assert ("sheets.status_unknown", name, first + 2, "S") in told
    assert {code for code, _, row, _ in told if row in {first + 3, first + 4}} >= {"answers.import_other_head"}


@pytest.mark.parametrize("numbered", [True, False])
def test_a_household_added_by_hand_is_listed(office: Context, sheet_path: Path, *, numbered: bool) -> None:
    def add(sheet: Worksheet, first: int) -> None:
        _fill(sheet, first)
        for one in [str(one) for one in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(one)
        row = first + len(HEADS)
        sheet.insert_rows(row)
        sheet.cell(row, 1, 6 if numbered else None)
        sheet.cell(row, 3, "Hoàng Văn Mới")
        sheet.cell(row, FIRST_TASK, "x")

    book = edited(sheet_path, add)
    row = first_row(book.worksheets[0]) + len(HEADS)
    told = {(one.code, one.place.row) for one in refused(office, sheet_path)}
    assert ("answers.import_no_household", row) in told or ("sheets.row_unclear", row) in told
