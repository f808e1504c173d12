"""Villages, duplicates, decisions and odd rows of a list, and what a hostile file could make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.households import Poverty, Sex
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.recognition import (
    Cell,
    Draft,
    Field,
    Merge,
    Override,
    Reason,
    Workbook,
    interpret,
    labels_of,
    propose,
)
from tests.domain.recognising import (
    AN,
    BE,
    HEAD,
    codes,
    draft,
    draft_of,
    make_sheet,
    names,
    reasons,
    villages,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


# --- villages


def test_spellings_of_a_village_are_brought_together() -> None:
    cells = ["Ấp Kinh 5", "ẤP KINH 5 ", "ap kinh 5", "Kinh 5", "Ấp Kinh 05"]
    found = draft([HEAD, *[(number, "Lê An", 1950 + number, cell) for number, cell in enumerate(cells, start=1)]])
    assert villages(found) == [("Ấp Kinh 5", 5)]


def test_a_near_miss_is_only_a_warning() -> None:
    cells = ["Ấp Tân Điền", "Ấp Tân Điềnn", "Ấp Hòa", "Ấp Hóa", "Ấp Kinh 5", "Ấp Kinh 6"]
    found = draft([HEAD, *[(number, "Lê An", 1950, cell) for number, cell in enumerate(cells, start=1)]])
    assert len(found.villages) == 6
    assert [{problem.found, problem.expected} for problem in found.problems] == [
        {"Ấp Hòa", "Ấp Hóa"},
        {"Ấp Tân Điền", "Ấp Tân Điềnn"},
    ]


# --- duplicates


def duplicates(*rows: Sequence[Cell], head: Sequence[str] = HEAD) -> tuple[list[tuple[int, int, str]], list[str]]:
    found = draft([head, *rows])
    return [(one.row.row, one.first.row, one.by) for one in found.duplicates], [code for code, _, _ in codes(found)]


def test_same_name_year_and_village_is_a_duplicate() -> None:
    assert duplicates(AN, BE, (3, "NGUYỄN  VĂN AN", "1972", "ẤP KINH 5")) == ([(4, 2, "person")], [])
    assert duplicates(AN, (2, "nguyen van an", 1972, "Ấp Kinh 5")) == ([(3, 2, "person")], [])


def test_where_the_tone_stands_makes_no_second_person() -> None:
    assert duplicates((1, "Lê Hòa", 1972, "A"), (2, "Lê Hoà", 1972, "A")) == ([(3, 2, "person")], [])


def test_marks_make_another_person_with_a_warning() -> None:
    assert duplicates((1, "Lê Hùng", 1972, "A"), (2, "Lê Hưng", 1972, "A")) == ([], ["sheets.possible_duplicate"])


def test_another_year_or_village_is_another_person() -> None:
    assert duplicates(AN, (2, AN[1], 1973, "Ấp Kinh 5"), (3, AN[1], 1972, "Ấp Kinh 6")) == ([], [])


def test_without_a_year_there_is_only_a_warning() -> None:
    assert duplicates((1, "Lê An", "", "A"), (2, "Lê An", "", "A")) == ([], ["sheets.possible_duplicate"])


def test_same_id_and_same_code() -> None:
    head = ("STT", "Chủ hộ", "Mã hộ", "CCCD", "Thôn")
    rows = [(n, f"Lê {chr(64 + n)}n", f"0{n}", f"07907200000{n}", "A") for n in range(1, 6)]
    again = (6, "Lê Khác", "06", "079072000001", "A")
    code = (7, "Lê Nữa", "02", "", "A")
    assert duplicates(*rows, again, code, head=head)[0] == [(7, 2, "personal_id"), (8, 3, "code")]


def test_a_code_that_repeats_all_over_is_no_code() -> None:
    rows = [(n, f"Lê {chr(64 + n)}n", "X1", "A") for n in range(1, 5)]
    assert duplicates(*rows, head=("STT", "Chủ hộ", "Mã số", "Thôn"))[0] == []


# --- a person decides otherwise


def test_a_mapping_is_changed() -> None:
    sheet = make_sheet([("A", "B", "C", "Thôn"), ("Nguyễn Văn", "An", 1950, "Đông")])
    override = Override("Sheet1", {"head": "A+B", "birth_year": "3", "village": ""}, head_row=1, village="Ấp Kinh 5")
    found = draft_of(sheet, overrides=[override])
    assert names(found) == ["Nguyễn Văn An"]
    assert villages(found) == [("Ấp Kinh 5", 1)]
    assert found.rows[0].fields.birth_year == 1950


def test_a_list_without_head_is_mapped_by_hand() -> None:
    sheet = make_sheet([("Lê An", "x"), ("Lê Bé", "0")])
    found = draft_of(sheet, overrides=[Override("Sheet1", {"head": "A", "1": "B"}, head_row=0)])
    assert [dict(row.answers) for row in found.rows] == [{"1": Status.ACHIEVED}, {"1": Status.NOT_ACHIEVED}]
    found = draft_of(sheet, overrides=[Override("Sheet1", {"head": "A", "1": ""})])
    assert len(found.rows) == 2


BELOW: list[Sequence[Cell]] = [
    ("ẤP ĐÔNG",),
    ("STT", "Chủ hộ", "Năm sinh", "Số khẩu"),
    (1, "Lê Văn An", 1950, 4),
    ("ẤP TÂY",),
    ("STT", "Người kê khai", "Họ và tên", "Chủ hộ", "Năm sinh"),
    (1, "Đỗ Thị Kê", "Lê Thị Bé", "Trần Văn Cam", 1960),
    ("Danh sách thêm",),
    ("Số", "A", "B"),
    (1, "Võ Văn Dần", 1970),
]
"""Two tables that are found, and a third that is not."""


def found_below(*overrides: Override) -> list[tuple[str, str, int | None]]:
    return [
        (row.fields.head, row.village, row.fields.birth_year)
        for row in draft_of(make_sheet(BELOW), overrides=overrides).rows
    ]


def test_each_table_of_a_sheet_is_mapped_by_itself() -> None:
    assert found_below()[:2] == [("Lê Văn An", "Ấp Đông", 1950), ("Trần Văn Cam", "Ấp Tây", 1960)]
    second = Override("Sheet1", {"head": "C", "birth_year": ""}, table=1, village="Ấp Giữa")
    assert found_below(second)[:2] == [("Lê Văn An", "Ấp Đông", 1950), ("Lê Thị Bé", "Ấp Giữa", None)]


def test_a_table_is_left_out_and_its_rows_are_listed() -> None:
    found = draft_of(make_sheet(BELOW), overrides=[Override("Sheet1", table=1, take=False)])
    assert names(found) == ["Lê Văn An"]
    assert [one.row for one in found.skipped if one.reason is Reason.NOT_WANTED] == [6, 7, 8, 9]


def test_a_table_whose_head_is_pointed_at_where_nothing_is_waits() -> None:
    found = draft_of(make_sheet(BELOW), overrides=[Override("Sheet1", table=1, head_row=8)])
    assert names(found) == ["Lê Văn An", "Đỗ Thị Kê"]  # the first table goes on to where the second now begins
    named = Override("Sheet1", {"head": "$B"}, table=1, head_row=8)
    assert names(draft_of(make_sheet(BELOW), overrides=[named]))[-1] == "Võ Văn Dần"


def test_a_table_that_was_not_found_is_added() -> None:
    third = Override("Sheet1", {"head": "$B", "birth_year": "$C"}, table=2, head_row=8, village="Ấp Nam")
    assert found_below(third) == [
        ("Lê Văn An", "Ấp Đông", 1950),
        ("Trần Văn Cam", "Ấp Tây", 1960),
        ("Võ Văn Dần", "Ấp Nam", 1970),
    ]
    assert found_below(Override("Sheet1", {"head": "B"}, table=2)) == found_below()
    assert found_below(Override("Sheet1", {"head": "B"}, table=7)) == found_below()


def test_decisions_for_tables_of_a_sheet_that_is_left_out_count_nothing() -> None:
    out = (Override("Sheet1", table=0, take=True), Override("Sheet1", take=False))
    assert draft_of(make_sheet(BELOW), make_sheet([HEAD, AN], "Hai"), overrides=out).rows[0].sheet == "Hai"


def test_one_field_for_all_sheets() -> None:
    rows = [("STT", "Chủ hộ", "Năm sinh", "Khác"), (1, "Lê An", 1950, "Kinh 5")]
    found = draft_of(
        make_sheet(rows), make_sheet([("bìa",)], "Bìa"), overrides=[Override(columns={"village": "D", "note": "D"})]
    )
    assert [row.fields.note for row in found.rows] == ["Kinh 5"]


def test_a_sheet_is_left_out() -> None:
    found = draft_of(make_sheet([HEAD, AN]), make_sheet([HEAD, BE], "Hai"), overrides=[Override("Hai", take=False)])
    assert names(found) == ["Nguyễn Văn An"]


def test_impossible_decisions_are_refused_together() -> None:
    workbook = Workbook("ho.xlsx", (make_sheet([HEAD, AN]),))
    wrong = [Override("Không có"), Override(columns={"tên": "A", "head": "?", "1": "A1"})]
    with pytest.raises(RefusedError) as caught:
        interpret(workbook, propose(workbook), wrong)
    assert [problem.code for problem in caught.value.problems] == [
        "sheets.no_such_sheet",
        "sheets.no_such_field",
        "sheets.no_such_column",
        "sheets.no_such_column",
    ]


def test_what_is_left_to_map() -> None:
    sheet = make_sheet([("STT", "Chủ hộ", "Nghề nghiệp"), (1, "Lê An", "Nông")])
    table = propose(Workbook("x", (sheet,))).sheets[0].tables[0]
    assert labels_of(sheet, table) == ((0, "STT"), (1, "Chủ hộ"), (2, "Nghề nghiệp"))
    assert table.unused == (2,)
    assert table.column(Field.HEAD) == 1


# --- heads of two lines, and odd rows


def two_lines(upper: Sequence[object], lower: Sequence[object], row: Sequence[object], *merges: Merge) -> Draft:
    return draft([upper, lower, row, (2, "Lê Hai", "", "", "", "")], merges)


def test_members_in_parts_are_the_whole_once() -> None:
    upper = ("TT", "Chủ hộ", "Số khẩu", "", "", "Thôn")
    found = two_lines(upper, ("", "", "Nam", "Nữ", "Tổng", ""), (1, "Lê An", 2, 3, 5, "A"), Merge(0, 2, 0, 4))
    assert (found.rows[0].fields.members, found.rows[0].fields.sex) == (5, None)


def test_men_and_women_of_something_else_say_nothing_of_the_head() -> None:
    upper = ("TT", "Chủ hộ", "Số học sinh", "", "", "Thôn")
    found = two_lines(upper, ("", "", "Nam", "Nữ", "", ""), (1, "Lê An", 1950, "x", "", "A"), Merge(0, 2, 0, 3))
    assert (found.rows[0].fields.birth_year, found.rows[0].fields.sex) == (None, None)


def test_name_in_parts_below_an_unknown_head() -> None:
    upper = ("TT", "Thông tin", "", "", "Năm sinh", "Thôn")
    found = two_lines(upper, ("", "Họ", "Chữ lót", "Tên", "", ""), (1, "Lê", "Văn", "An", 1950, "A"), Merge(0, 1, 0, 3))
    assert found.rows[0].fields.head == "Lê Văn An"


def test_parts_of_a_birth_date() -> None:
    upper = ("TT", "Chủ hộ", "Ngày sinh", "", "", "Thôn")
    found = two_lines(upper, ("", "", "Ngày", "Tháng", "Năm", ""), (1, "Lê An", 3, 4, 1950, "A"), Merge(0, 2, 0, 4))
    assert found.rows[0].fields.birth_year == 1950


def test_a_head_above_and_one_below() -> None:
    upper = ("TT", "Thông tin về hộ", "", "", "Ghi chú", "")
    found = two_lines(
        upper, ("", "Họ và tên", "Năm sinh", "Ấp", "", ""), (1, "Lê An", 1950, "B", "g", ""), Merge(0, 1, 0, 3)
    )
    assert (found.rows[0].fields.note, found.rows[0].village) == ("g", "Ấp B")


def test_a_head_broken_over_two_lines() -> None:
    found = two_lines(
        ("TT", "Họ và tên", "Năm", "Thôn", "", ""), ("", "chủ hộ", "sinh", "", "", ""), (1, "Lê An", 1950, "A")
    )
    assert (found.rows[0].fields.head, found.rows[0].fields.birth_year) == ("Lê An", 1950)


def test_address_in_two_columns() -> None:
    upper = ("TT", "Chủ hộ", "Địa chỉ", "", "", "Ghi chú")
    found = two_lines(upper, ("",), (1, "Lê An", "Số 5", "Ấp Kinh 5", "", ""), Merge(0, 2, 0, 3))
    assert (found.rows[0].fields.address, found.rows[0].village) == ("Số 5, Ấp Kinh 5", "Ấp Kinh 5")


def test_tasks_begin_again_after_other_numbers() -> None:
    found = draft([("TT", "Chủ hộ", "5", "1", "1", "2", "3"), (9, "Lê An", "x", "x", "0", "0", "0")])
    assert found.rows[0].answers == {"1": Status.NOT_ACHIEVED, "2": Status.NOT_ACHIEVED, "3": Status.NOT_ACHIEVED}


def test_a_section_line_in_the_first_column() -> None:
    found = draft([HEAD[:3], ("Ấp Kinh 5 (1 hộ)", "", ""), (1, "Lê An", 1950), ("", "phụ lục", "Tổng cộng")])
    assert villages(found) == [("Ấp Kinh 5", 1)]
    assert [reason for _, reason in reasons(found)] == ["head", "section", "subtotal"]


def test_zero_in_a_column_to_be_ticked() -> None:
    found = draft([("STT", "Chủ hộ", "Nam", "Nữ", "Thôn"), (1, "Lê An", 0, 1, "A")])
    assert found.rows[0].fields.sex is Sex.FEMALE


def test_a_list_of_empty_rows_only() -> None:
    found = draft([("STT", "Chủ hộ", "Thôn"), ("", "", ""), ("", "", "")])
    assert (found.rows, found.problems) == ((), ())


def test_a_sex_in_the_first_household_is_no_head() -> None:
    found = draft([("Họ tên chủ hộ", "Giới tính", "Thôn"), ("Lê An", "Nam", "A"), ("Lê Bé", "Nữ", "A")])
    assert [(row.fields.head, row.fields.sex) for row in found.rows] == [("Lê An", Sex.MALE), ("Lê Bé", Sex.FEMALE)]


def test_a_title_in_two_cells() -> None:
    found = draft([("THÔN:", "ĐỒNG BÀNH", ""), HEAD[:3], (1, "Lê An", 1950)])
    assert villages(found) == [("Thôn Đồng Bành", 1)]
    assert reasons(found) == [(1, "title"), (2, "head")]


def test_classes_below_one_head() -> None:
    upper = ("TT", "Họ và tên", "Diện hộ", "", "", "Thôn")
    lower = ("", "", "Nghèo", "Cận nghèo", "Khác", "")
    found = draft([upper, lower, (1, "Lê An", "x", "", "", "A"), (2, "Lê Cu", "", "", "x", "A")], [Merge(0, 2, 0, 4)])
    assert [row.fields.poverty for row in found.rows] == [Poverty.POOR, Poverty.NOT_POOR]
    assert found.problems == ()


def test_short_words_and_english_heads() -> None:
    found = draft([("No", "Name", "Birth year", "Village"), (1, "Le An", 1950, "KP3"), (2, "Le Be", 1951, "KP. 3")])
    assert villages(found) == [("Khu phố 3", 2)]
    assert found.rows[0].fields.birth_year == 1950


# --- what a hostile file could make of it


def test_one_name_ten_thousand_times_costs_no_more_than_another() -> None:
    rows = [HEAD, *[(number, "Lê An", "", "Ấp Kinh 5") for number in range(1, 10_001)]]
    workbook = Workbook("a.xlsx", (make_sheet(rows),))
    found = interpret(workbook, propose(workbook))
    assert len(found.rows) == 10_000
    assert len(found.problems) == 9_999


def test_a_village_for_every_household() -> None:
    rows = [HEAD, *[(number, "Lê An", 1950, f"Ấp {chr(97 + number % 26)}{number * 7919}") for number in range(1, 3000)]]
    workbook = Workbook("a.xlsx", (make_sheet(rows),))
    assert len(interpret(workbook, propose(workbook)).villages) == 2999


def test_merges_on_top_of_each_other_end() -> None:
    rows = [HEAD, *[(number, "Lê An", 1900 + number, "A") for number in range(1, 100)]]
    merges = [Merge(1, column, 10**6, column) for column in (0, 3)] * 10_000
    assert draft(rows, merges).villages != ()


@pytest.mark.parametrize("text", ["9" * 30_000, "ngay thang " * 3000, "( " * 15_000, "ấp " * 10_000, "-" * 30_000])
def test_long_texts_do_not_hang(text: str) -> None:
    good = [(number, "Lê An", 1950 + number, "A") for number in range(9)]
    odd = [(10, "Lê Bé", text, text), (11, text, 1950, text), ("", text, "", ""), (text, "", "", "")]
    found = draft([(text,), HEAD, *good, *odd])
    assert [row.fields.head for row in found.rows[:10]] == [*["Lê An"] * 9, "Lê Bé"]
