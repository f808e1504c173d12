"""Lists as offices keep them, one awkwardness each: all households come out, nothing else does."""

from __future__ import annotations

from datetime import date

import pytest

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.households import HouseholdFields, Poverty, Sex
from ntm_desktop.domain.problems import Severity
from ntm_desktop.domain.recognition import (
    Merge,
    Override,
    Reason,
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


def test_a_plain_list() -> None:
    found = draft([HEAD, AN, BE])
    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bé"]
    assert villages(found) == [("Ấp Kinh 5", 2)]
    assert reasons(found) == [(1, "head")]
    assert found.problems == ()
    assert found.rows[0].fields == HouseholdFields("Nguyễn Văn An", 1972)
    assert (found.rows[0].sheet, found.rows[0].row) == ("Sheet1", 2)


def test_every_field() -> None:
    head = (
        "TT", "Mã hộ", "Họ tên chủ hộ", "Ngày, tháng, năm sinh", "Giới tính", "Dân tộc", "Diện hộ", "Số NK",
        "Chỗ ở hiện nay", "SĐT", "Số CCCD", "Ghi chú", "Khóm",
    )  # fmt: skip
    row = ("01", "A-1", "LÒ  THỊ\u00a0ON", "12/03/1972", "nữ", "THÁI", "Hộ cận nghèo", "5 khẩu", "Tổ 3", 973855860,
           79072000123, "mới tách", "Tân Lập")  # fmt: skip
    found = draft([head, row])
    expected = HouseholdFields(
        "Lò Thị On", 1972, Sex.FEMALE, "Thái", Poverty.NEAR_POOR, 5, "Tổ 3", "0973855860", "079072000123", "mới tách"
    )  # fmt: skip
    assert found.rows[0].fields == expected
    assert found.rows[0].code == "A-1"
    assert villages(found) == [("Khóm Tân Lập", 1)]
    assert codes(found) == [("sheets.phone_zero_restored", 2, "J"), ("sheets.id_zero_restored", 2, "K")]
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}


def test_title_two_line_head_sections_subtotals_and_signatures() -> None:
    merges = [Merge(3, 2, 3, 3), Merge(3, 0, 4, 0), Merge(3, 1, 4, 1)]
    found = draft(
        [
            ("ỦY BAN NHÂN DÂN XÃ", "", "", "CỘNG HÒA XÃ HỘI"),
            ("DANH SÁCH HỘ GIA ĐÌNH XÂY DỰNG NÔNG THÔN MỚI",),
            ("",),
            ("TT", "Họ và tên", "Năm sinh", "", "Ghi chú"),
            ("", "", "Nam", "Nữ", ""),
            (1, 2, 3, 4, 5),
            ("I", " ẤP KINH 5 "),
            (1, "  CHÂM  QUỐC  NGA ", 1942, ""),
            (2, "Lý Thúy Loan", "", "1974"),
            ("", "Cộng Ấp Kinh 5: 2 hộ"),
            ("II", "ẤP TÂN ĐIỀN (1 hộ)"),
            (1, "tống văn công", 1950, ""),
            ("", "Tổng cộng: 3 hộ"),
            ("", "", "", "Ngày 5 tháng 3 năm 2024"),
            ("", "NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"),
            ("", "Nguyễn Văn Ký"),
        ],
        merges,
    )
    assert [(row.fields.head, row.fields.birth_year, row.fields.sex, row.village) for row in found.rows] == [
        ("Châm Quốc Nga", 1942, Sex.MALE, "Ấp Kinh 5"),
        ("Lý Thúy Loan", 1974, Sex.FEMALE, "Ấp Kinh 5"),
        ("Tống Văn Công", 1950, Sex.MALE, "Ấp Tân Điền"),
    ]
    assert reasons(found) == [
        (1, "title"), (2, "title"), (4, "head"), (5, "head"), (6, "column_numbers"), (7, "section"),
        (10, "subtotal"), (11, "section"), (13, "subtotal"), (14, "signature"), (15, "signature"), (16, "signature"),
    ]  # fmt: skip
    assert found.problems == ()


def test_three_line_head_with_task_columns() -> None:
    merges = [
        Merge(0, 3, 0, 6),
        Merge(1, 3, 1, 5),
        Merge(0, 0, 2, 0),
        Merge(0, 1, 2, 1),
        Merge(0, 2, 2, 2),
        Merge(1, 6, 2, 6),
    ]
    found = draft(
        [
            ("TT", "Chủ hộ", "Năm sinh", "Kết quả thực hiện", "", "", ""),
            ("", "", "", "15 phần việc", "", "", "Ghi chú"),
            ("", "", "", 1, 2, 3, ""),
            (1, "Nguyễn Văn An", 1972, "x", "0", "-", "tốt"),
            (2, "Trần Thị Bé", 1980, "", "đạt", "??", ""),
        ],
        merges,
    )
    assert [dict(row.answers) for row in found.rows] == [
        {"1": Status.ACHIEVED, "2": Status.NOT_ACHIEVED, "3": Status.NOT_APPLICABLE},
        {"2": Status.ACHIEVED},
    ]
    assert found.rows[0].fields.note == "tốt"
    assert ("sheets.status_unknown", 5, "F") in codes(found)


def test_heads_without_merges_still_spread() -> None:
    found = draft(
        [("TT", "Họ tên", "Năm sinh", ""), ("", "", "Nam", "Nữ"), (1, "Lê An", 1950, ""), (2, "Lê Bé", "", 1951)]
    )
    assert [(row.fields.birth_year, row.fields.sex) for row in found.rows] == [(1950, Sex.MALE), (1951, Sex.FEMALE)]


def test_name_in_parts() -> None:
    found = draft([("TT", "Họ", "Tên đệm", "Tên", "Năm sinh"), (1, "Nguyễn", "Văn", "An", 1950)])
    assert names(found) == ["Nguyễn Văn An"]


def test_name_merged_over_two_columns() -> None:
    merges = [Merge(0, 1, 0, 2)]
    found = draft(
        [("TT", "Họ và tên", "", "Năm sinh"), (1, "Nguyễn Văn", "An", 1950), (2, "Lê Thị", "Bé", 1960)], merges
    )
    assert names(found) == ["Nguyễn Văn An", "Lê Thị Bé"]


def test_given_name_in_an_unnamed_column() -> None:
    found = draft([("TT", "Họ và tên", "", "Năm sinh"), (1, "Nguyễn Văn", "An", 1950), (2, "Lê Thị", "Bé", 1960)])
    assert names(found) == ["Nguyễn Văn An", "Lê Thị Bé"]


def test_spouse_is_not_the_head() -> None:
    found = draft(
        [("TT", "Họ và tên vợ/chồng", "Họ và tên chủ hộ", "Năm sinh"), (1, "Lê Thị Bé", "Nguyễn Văn An", 1950)],
    )
    assert names(found) == ["Nguyễn Văn An"]


def test_a_head_over_the_spouse_is_foreign() -> None:
    merges = [Merge(0, 1, 0, 2), Merge(0, 3, 0, 4)]
    found = draft(
        [
            ("TT", "Chủ hộ", "", "Vợ/chồng", ""),
            ("", "Họ và tên", "Năm sinh", "Họ và tên", "Năm sinh"),
            (1, "Nguyễn Văn An", 1950, "Lê Thị Bé", 1955),
        ],
        merges,
    )
    assert names(found) == ["Nguyễn Văn An"]
    assert found.rows[0].fields.birth_year == 1950


def test_members_by_relation() -> None:
    head = ("STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Thôn")
    found = draft(
        [
            head,
            (1, "Nguyễn Văn An", "Chủ hộ", 1950, "Kinh 5"),
            ("", "Lê Thị Bé", "Vợ", 1955, ""),
            ("", "Nguyễn Văn Con", "Con", 1980, ""),
            (2, "Lò Văn Dũng", "CH", 1960, "Kinh 5"),
            (3, "Lò Văn Em", "", 1970, "Kinh 5"),
            ("", "Lò Thị Út", "", 1999, ""),
        ]
    )
    assert [(row.fields.head, row.fields.members) for row in found.rows] == [
        ("Nguyễn Văn An", 3),
        ("Lò Văn Dũng", None),
        ("Lò Văn Em", 2),
    ]
    assert [reason for _, reason in reasons(found)] == ["head", "member", "member", "member"]


def test_members_under_a_merged_number() -> None:
    rows = [
        ("STT", "Họ và tên", "Năm sinh"),
        (1, "Lê An", 1950),
        ("", "Lê Bé", 1980),
        ("", "", "1981"),
        (2, "Lê Cam", 1951),
    ]
    found = draft(rows, [Merge(1, 0, 3, 0)])
    assert [(row.fields.head, row.fields.members) for row in found.rows] == [("Lê An", 3), ("Lê Cam", None)]


def test_members_with_the_head_named_on_each_row() -> None:
    head = ("STT", "Họ tên chủ hộ", "Họ tên thành viên", "Năm sinh")
    found = draft([head, (1, "Lê An", "Lê An", 1950), (2, "Lê An", "Lê Bé", 1980), (3, "Lê Cam", "Lê Cam", 1951)])
    assert [(row.fields.head, row.fields.members) for row in found.rows] == [("Lê An", 2), ("Lê Cam", None)]


def test_two_name_columns_with_a_relation() -> None:
    head = ("STT", "Họ tên chủ hộ", "Họ và tên", "Quan hệ", "Năm sinh")
    found = draft([head, (1, "Lê An", "Lê An", "Chủ hộ", 1950), ("", "Lê An", "Lê Bé", "Vợ", 1980)])
    assert [(row.fields.head, row.fields.members) for row in found.rows] == [("Lê An", 2)]


def test_village_by_vertical_merge() -> None:
    rows = [HEAD, AN, (2, "Lê Bé", 1960, ""), (3, "Lê Cam", 1970, "Thôn Đông"), (4, "Lê Dân", 1971, "")]
    found = draft(rows, [Merge(1, 3, 2, 3), Merge(3, 3, 4, 3)])
    assert villages(found) == [("Ấp Kinh 5", 2), ("Thôn Đông", 2)]


def test_village_only_beside_the_first() -> None:
    rows = [
        HEAD,
        AN,
        (2, "Lê Bé", 1960, ""),
        (3, "Lê Cam", 1970, " "),
        (4, "Lê Dân", 1971, "Thôn Đông"),
        (5, "Lê Em", 1, ""),
    ]
    assert villages(draft(rows)) == [("Ấp Kinh 5", 3), ("Thôn Đông", 2)]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "như trên", '"', "NT", "//", "n.t"])
def test_ditto(ditto: str) -> None:
    rows = [("STT", "Chủ hộ", "Dân tộc", "Ấp"), (1, "Lê An", "Khmer", "Kinh 5"), (2, "Lê Bé", ditto, ditto)]
    found = draft(rows)
    assert villages(found) == [("Ấp Kinh 5", 2)]
    assert found.rows[1].fields.ethnic_group == "Khmer"


def test_village_of_each_sheet() -> None:
    rows = [("STT", "Chủ hộ", "Năm sinh"), (1, "Lê An", 1950)]
    found = draft_of(
        make_sheet(rows, "Kinh 5"), make_sheet(rows, "ẤP TÂN ĐIỀN"), make_sheet([("Hướng dẫn",)], "Đọc trước")
    )
    assert villages(found) == [("Kinh 5", 1), ("Ấp Tân Điền", 1)]
    assert ("Đọc trước", 1, Reason.NO_TABLE) in [(one.sheet, one.row, one.reason) for one in found.skipped]


def test_village_of_the_title() -> None:
    rows = [("DANH SÁCH HỘ GIA ĐÌNH ẤP KINH 5, XÃ ĐÔNG HÒA",), ("STT", "Chủ hộ", "Năm sinh"), (1, "Lê An", 1950)]
    assert villages(draft(rows)) == [("Ấp Kinh 5", 1)]


def test_a_title_copied_to_all_sheets_says_nothing() -> None:
    rows = [("DANH SÁCH HỘ ẤP KINH 5",), ("STT", "Chủ hộ", "Năm sinh"), (1, "Lê An", 1950)]
    found = draft_of(make_sheet(rows, "Ấp Kinh 5"), make_sheet(rows, "Ấp Kinh 6"))
    assert villages(found) == [("Ấp Kinh 5", 1), ("Ấp Kinh 6", 1)]


def test_village_of_the_address() -> None:
    rows = [
        ("STT", "Chủ hộ", "Địa chỉ"),
        (1, "Lê An", "Tổ 3, Ấp Kinh 5"),
        (2, "Lê Bé", "Ấp Tân Điền - xã X"),
        (3, "Lê Cam", "Tổ 1"),
    ]
    found = draft(rows)
    assert villages(found) == [("Ấp Kinh 5", 1), ("Ấp Tân Điền", 1) ]  # fmt: skip
    assert codes(found) == [("sheets.village_missing", 4, "")]
    assert found.rows[2].village == ""


def test_small_sections_do_not_hide_the_village() -> None:
    rows = [
        ("Danh sách hộ ấp Kinh 5",),
        ("STT", "Chủ hộ", "Tổ"),
        ("", "Tổ 1"),
        (1, "Lê An", 1),
        ("", "Tổ 2"),
        (2, "Lê Bé", 2),
    ]
    found = draft(rows)
    assert villages(found) == [("Ấp Kinh 5", 2)]


def test_sections_by_poverty() -> None:
    rows = [HEAD[:3], ("A", "HỘ NGHÈO"), (1, "Lê An", 1950), ("B", "Hộ cận nghèo"), (1, "Lê Bé", 1960)]
    found = draft([("Ấp Kinh 5",), *rows])
    assert [row.fields.poverty for row in found.rows] == [Poverty.POOR, Poverty.NEAR_POOR]
    assert villages(found) == [("Ấp Kinh 5", 2)]


def test_a_lone_line_above_number_one_is_a_section() -> None:
    rows = [
        HEAD[:3],
        ("KINH NĂM", "", ""),
        ("1", "Lê An", 1950),
        ("Rạch Giồng", "", ""),
        ("", "", ""),
        ("01", "Lê Bé", 1960),
    ]
    assert villages(draft(rows)) == [("Kinh Năm", 1), ("Rạch Giồng", 1)]


def test_repeated_heads_and_page_breaks() -> None:
    found = draft([HEAD, AN, HEAD, (1, 2, 3, 4), BE, ("TT", "Họ và tên", "Năm sinh", "Ấp")])
    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bé"]
    assert [reason for _, reason in reasons(found)] == ["head", "head", "column_numbers", "head"]


def test_total_in_the_first_line() -> None:
    found = draft([HEAD, ("", "Tổng số: 2 hộ", "", ""), ("TỔNG CỘNG", "", 2, ""), AN, BE, ("", "CONG: 2", "", "")])
    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bé"]


def test_crosses_for_sex_and_poverty() -> None:
    head = ("STT", "Chủ hộ", "Nam", "Nữ", "Hộ nghèo", "Hộ cận nghèo", "Thôn")
    found = draft(
        [
            head,
            (1, "Lê An", "x", "", "x", "", "A"),
            (2, "Lê Bé", "", "X", "", "v", "A"),
            (3, "Lê Cam", 1950, "", "", "", "A"),
            (4, "Lê Dân", "", "sn?", "Cận nghèo", "0", "A"),
            (5, "Lê Em", "x", "", "gì", "", "A"),
        ]
    )
    assert [(row.fields.sex, row.fields.birth_year, row.fields.poverty) for row in found.rows] == [
        (Sex.MALE, None, Poverty.POOR),
        (Sex.FEMALE, None, Poverty.NEAR_POOR),
        (Sex.MALE, 1950, Poverty.NOT_POOR),
        (Sex.FEMALE, None, Poverty.NEAR_POOR),
        (Sex.MALE, None, Poverty.NOT_POOR),
    ]
    assert [(code, row) for code, row, _ in codes(found)] == [
        ("sheets.birth_unclear", 5),
        ("sheets.poverty_unknown", 6),
    ]


def test_only_a_column_for_women() -> None:
    found = draft([("STT", "Chủ hộ", "Nữ", "Thôn"), (1, "Lê An", "", "A"), (2, "Lê Bé", "x", "A")])
    assert [row.fields.sex for row in found.rows] == [Sex.MALE, Sex.FEMALE]


def test_excel_dates_and_numbers() -> None:
    rows = [HEAD, (1.0, "Lê An", date(1972, 3, 1), "A"), ("2.", "Lê Bé", 1972.0, "A"), ("3", "Lê Cam", 26359, "A")]
    assert [row.fields.birth_year for row in draft(rows).rows] == [1972, 1972, 1972]


def test_decomposed_text() -> None:
    import unicodedata

    rows = [tuple(unicodedata.normalize("NFD", str(cell)) for cell in row) for row in (HEAD, AN, BE)]
    found = draft(rows)
    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bé"]
    assert villages(found) == [("Ấp Kinh 5", 2)]


def test_two_tables_side_by_side() -> None:
    head = ("STT", "Họ và tên", "Năm sinh")
    found = draft(
        [
            ("Ấp Kinh 5",),
            (*head, "", *head),
            (1, "Lê An", 1950, "", 3, "Lê Cam", 1952),
            (2, "Lê Bé", 1951, "", "", "", ""),
        ]
    )
    assert sorted(names(found)) == ["Lê An", "Lê Bé", "Lê Cam"]


def test_columns_in_any_order_and_unknown_ones() -> None:
    found = draft(
        [
            ("Nghề nghiệp", "Thôn, bản", "Ngày cấp CCCD", "Năm sinh", "Họ tên chủ hộ", "Tuổi"),
            ("Nông", "Bản Nà", "x", 1950, "Lê An", 74),
        ]
    )
    assert names(found) == ["Lê An"]
    assert villages(found) == [("Bản Nà", 1)]


def test_dt_is_an_ethnic_group_or_a_telephone() -> None:
    found = draft([("STT", "Chủ hộ", "DT", "Thôn"), (1, "Lê An", "Kinh", "A")])
    assert found.rows[0].fields.ethnic_group == "Kinh"
    found = draft([("STT", "Chủ hộ", "DT", "Thôn"), (1, "Lê An", "0912345678", "A")])
    assert (found.rows[0].fields.phone, found.rows[0].fields.ethnic_group) == ("0912345678", "")
    found = draft([("STT", "Chủ hộ", "DT", "Thôn"), (1, "Lê An", "500", "A")])
    assert (found.rows[0].fields.phone, found.rows[0].fields.ethnic_group) == ("", "")


def test_a_summary_by_village_is_no_list() -> None:
    found = draft([("TT", "Ấp", "Hộ", "Số khẩu"), (1, "Kinh 5", 120, 480)])
    assert names(found) == []
    assert codes(found) == [("sheets.no_household_table", None, "")]


def test_a_list_without_head_is_guessed() -> None:
    rows = [
        (number, f"Nguyễn Văn {name}", "Nam", 1950 + number, "Ấp Kinh 5")
        for number, name in enumerate("ABCDE", start=1)
    ]
    found = draft(rows)
    assert len(found.rows) == 5
    assert found.rows[4].fields == HouseholdFields("Nguyễn Văn E", 1955, Sex.MALE)
    assert villages(found) == [("Ấp Kinh 5", 5)]


def test_unclear_rows_are_problems_not_silence() -> None:
    found = draft(
        [HEAD, AN, ("", "Lê Văn Lạc", "", ""), (3, "", 1950, "Ấp Kinh 5"), (4, "???", "", ""), (5, "", "", ""), BE]
    )
    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bé"]
    assert [(problem.code, problem.place.row, problem.severity) for problem in found.problems] == [
        ("sheets.row_unclear", 3, Severity.ERROR),
        ("sheets.name_missing", 4, Severity.ERROR),
        ("sheets.name_missing", 5, Severity.ERROR),
    ]
    assert (6, "number_only") in reasons(found)


def test_notes_between_and_below() -> None:
    rows = [
        HEAD,
        AN,
        ("* Ghi chú: danh sách rà soát", "", "", ""),
        ("", "", "", "xem mặt sau"),
        ("", "- Hộ mới tách thì ghi rõ ngày tách hộ vào cột ghi chú", "", ""),
    ]
    assert [reason for _, reason in reasons(draft(rows))] == ["head", "note", "note", "note"]


def test_households_without_number() -> None:
    rows = [HEAD, AN, ("", "Lê Bé", 1960, ""), ("", "Lê Cam", "", "Ấp Kinh 5")]
    assert len(draft(rows).rows) == 3
    assert len(draft([("Họ và tên chủ hộ", "Thôn"), ("Lê An", "A"), ("Lê Bé", "A")]).rows) == 2


def test_formula_errors_are_named() -> None:
    sheet = make_sheet(
        [HEAD, AN, (2, "Lê Bé", "", "Ấp Kinh 5")], errors={(2, 2): "#REF!", (0, 0): "#N/A", (2, 9): "#REF!"}
    )
    found = draft_of(sheet)
    assert [(problem.code, problem.place.row, problem.place.column, problem.found) for problem in found.problems] == [
        ("sheets.formula_error", 3, "C", "#REF!")
    ]


def test_hidden_sheets_are_listed_not_taken() -> None:
    hidden = make_sheet([HEAD, BE], "Ẩn", hidden=True)
    found = draft_of(make_sheet([HEAD, AN]), hidden)
    assert names(found) == ["Nguyễn Văn An"]
    assert {one.reason for one in found.skipped if one.sheet == "Ẩn"} == {Reason.HIDDEN_SHEET}
    assert len(draft_of(make_sheet([HEAD, AN]), hidden, overrides=[Override("Ẩn", take=True)]).rows) == 2


def test_unusual_names_are_kept_with_a_warning() -> None:
    found = draft([HEAD, (1, "Hoa", 1950, "A"), (2, "Lê An 2", 1950, "A")])
    assert [code for code, _, _ in codes(found)] == ["sheets.name_unusual", "sheets.name_unusual"]
    assert len(found.rows) == 2
