"""What looks like something else and is not: nothing may be left out, or put together, on a mere likeness."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.importing.aside import says_gone
from ntm_desktop.domain.importing.casing import without_phone, without_year
from ntm_desktop.domain.importing.grid import Cell, Row, Sheet, Workbook
from ntm_desktop.domain.importing.interpret import interpret
from ntm_desktop.domain.importing.proposal import propose
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.relations import are_relations
from ntm_desktop.domain.importing.villages import village_in_address, village_in_line, village_of_file
from ntm_desktop.domain.importing.vocabulary import Field, field_of
from ntm_desktop.domain.viqr import from_viqr, is_viqr

if TYPE_CHECKING:
    from ntm_desktop.domain.recognition import Draft

NAMES = ("Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cường", "Phạm Thị Dung", "Võ Văn Em", "Đỗ Thị Giàu")


def draft(*rows: tuple[Cell, ...], name: str = "Sheet1") -> Draft:
    workbook = Workbook("a.xlsx", (Sheet(name, tuple(map(_row, rows))),))
    return interpret(workbook, propose(workbook))


def _row(cells: tuple[Cell, ...]) -> Row:
    return cells


def heads(found: Draft) -> list[str]:
    return [row.fields.head for row in found.rows]


@pytest.mark.parametrize(
    "line",
    ["HỘ CHUYỂN ĐẾN TRONG NĂM", "Hộ thường trú, đã chuyển đi làm xa", "Hộ mất đất sản xuất", "Nguyễn Văn Chết",
     "Hộ đã chuyển khẩu về, nhập khẩu năm 2024", "Danh sách hộ gia đình hiện có"],
)  # fmt: skip
def test_who_is_here_is_not_left_out(line: str) -> None:
    assert not says_gone(line)


@pytest.mark.parametrize(
    "line", ["DANH SÁCH HỘ CHUYỂN ĐI", "III. Hộ đã chuyển khỏi địa phương", "Chủ hộ chết năm 2024", "HỘ XÓA ĐĂNG KÝ"]
)
def test_who_is_gone_is_seen(line: str) -> None:
    assert says_gone(line)


def test_a_list_of_nobody_but_those_who_moved_is_taken_all_the_same() -> None:
    rows = [(n, name, 1950 + n, "Ấp 3") for n, name in enumerate(NAMES, 1)]
    found = draft(("DANH SÁCH HỘ CHUYỂN ĐI", "", "", ""), ("STT", "Họ tên chủ hộ", "Năm sinh", "Ấp"), *rows)
    assert heads(found) == list(NAMES)


def test_rows_that_were_left_out_are_listed_and_told() -> None:
    head = ("STT", "Họ tên chủ hộ", "Năm sinh", "Ấp")
    found = draft(
        head,
        *((n, name, 1950 + n, "Ấp 3") for n, name in enumerate(NAMES[:3], 1)),
        ("", "DANH SÁCH HỘ ĐÃ CHUYỂN ĐI", "", ""),
        head,
        *((n, name, 1960 + n, "Ấp 3") for n, name in enumerate(NAMES[3:], 1)),
    )
    assert heads(found) == list(NAMES[:3])
    assert [one.row for one in found.skipped if one.reason is Reason.GONE] == [7, 8, 9]
    assert [problem.code for problem in found.problems] == ["sheets.gone_left_out"]


def test_one_code_for_all_is_no_household() -> None:
    rows = [(n, "X01", name, 1950 + n, "Ấp 3") for n, name in enumerate(NAMES, 1)]
    assert len(draft(("STT", "Mã hộ", "Họ tên", "Năm sinh", "Ấp"), *rows).rows) == len(NAMES)


def test_a_code_typed_twice_by_mistake_is_no_list_of_people() -> None:
    codes = ("H1", "H2", "H2", "H3", "H4", "H5")
    rows = [(n, codes[n - 1], name, 1950 + n, f"Ấp {n}") for n, name in enumerate(NAMES, 1)]
    assert len(draft(("STT", "Mã hộ", "Họ tên", "Năm sinh", "Ấp"), *rows).rows) == len(NAMES)


def test_notes_about_heads_are_no_relations() -> None:
    assert not are_relations(["Chủ hộ đi làm xa", "Hộ mới tách", "Có nhà kiên cố", "Con nhỏ"])
    assert not are_relations(["Chủ hộ", "Chủ hộ", "Chủ hộ"])
    assert are_relations(["Chủ hộ", "Vợ", "Con", "Con", "Chủ hộ", "Mẹ đẻ"])


def test_a_number_left_out_makes_nobody_a_member() -> None:
    rows = [(n if n % 2 else "", name, 1950 + n, "Ấp 3") for n, name in enumerate(NAMES, 1)]
    assert len(draft(("STT", "Họ tên", "Năm sinh", "Ấp"), *rows).rows) == len(NAMES)


def test_households_without_codes_are_no_members() -> None:
    rows = [(n, f"H{n}" if n % 2 else "", name, 1950 + n, "Ấp 3") for n, name in enumerate(NAMES, 1)]
    assert len(draft(("STT", "Mã hộ", "Họ tên chủ hộ", "Năm sinh", "Ấp"), *rows).rows) == len(NAMES)


def test_numbers_that_end_early_make_nobody_a_member() -> None:
    rows = [(n if n < 3 else "", name, 1950 + n, "Ấp 3") for n, name in enumerate(NAMES, 1)]
    assert len(draft(("STT", "Họ tên", "Năm sinh", "Ấp"), *rows).rows) == len(NAMES)


@pytest.mark.parametrize(
    ("said", "name", "year"),
    [
        ("Nguyễn Văn An (1957)", "Nguyễn Văn An", 1957),
        ("Nguyễn Văn An - 12/3/1957", "Nguyễn Văn An", 1957),
        ("Nguyễn Văn An sn 1957", "Nguyễn Văn An", 1957),
        ("Nguyễn Văn An 3", "Nguyễn Văn An 3", None),
        ("Nguyễn Văn An 1857", "Nguyễn Văn An 1857", None),
        ("Nguyễn Văn Sinh", "Nguyễn Văn Sinh", None),
    ],
)
def test_a_year_behind_a_name(said: str, name: str, year: int | None) -> None:
    assert without_year(said) == (name, year)


@pytest.mark.parametrize(
    "line",
    ["Thiếu hụt dịch vụ xã hội cơ bản", "Các văn bản có liên quan", "Theo biên bản họp thôn", "Kèm theo BẢN TỔNG HỢP"],
)
def test_papers_are_no_villages(line: str) -> None:
    assert village_in_line(line) is None


@pytest.mark.parametrize("address", ["Số 5 đường Xóm Chiếu", "Hẻm 12 chợ Thôn Hai", "Tổ 3"])
def test_what_is_named_after_a_village_is_none(address: str) -> None:
    assert village_in_address(address) is None


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("DS hộ ấp Mới.xlsx", "Ấp Mới"),
        ("ấp Hòa Bình 2024 (2).xlsx", "Ấp Hòa Bình"),
        ("Ấp Hòa Bình_final.xls", "Ấp Hòa Bình"),
        ("Xóm Cuối.xls", "Xóm Cuối"),
        ("thôn Nam 01-2024.xls", "Thôn Nam"),
    ],
)
def test_the_village_of_a_file(file: str, title: str) -> None:
    village = village_of_file(file)
    assert village is not None
    assert village.title == title


def test_viqr_only_where_it_is_certain() -> None:
    assert is_viqr(["Nguye^~n Va(n Hu`ng", "Tra^`n Thi. Be'", "Le^ Va(n Cu+o+`ng"])
    assert from_viqr("Nguye^~n Va(n Hu`ng") == "Nguyễn Văn Hùng"
    assert from_viqr("DDo^~ DDi`nh Tu+o+?ng") == "Đỗ Đình Tưởng"
    assert from_viqr("NGUYE^~N THI. MY~") == "NGUYỄN THỊ MỸ"
    assert not is_viqr(["a^2+b^2", "x^2 (cm)", "m^2 + n^2"])
    assert not is_viqr(["Nguyen Van An", "Tran Thi Be", "Le Van Cuong"])
    assert from_viqr("H'Bia Nie^ 12 (a+b)") == "H'Bia Niê 12 (a+b)"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (Field.HEAD, "Tên hộ|Hộ gia đình ông (bà)|Chủ hộ (Họ và tên)|Người đứng tên|Hộ ông (bà)|Chủ hộ (ông, bà)"),
        (Field.HEAD, "Họ và tên đại diện hộ gia đình|Họ, chữ đệm và tên|Họ, chữ đệm, tên khai sinh|Hộ, tên chủ hộ"),
        (Field.HEAD, "Họ và tên chủ hộ nghèo|Tên chủ hộ (viết in hoa)|Họ tên người dân|Họ và tên chủ hộ, vợ (chồng)"),
        (Field.BIRTH, "N.Sinh|Sinh ngày|Năm sinh (tuổi)|Năm sinh CH|N\nă\nm\n \ns\ni\nn\nh|NGAYSINH|Year of birth"),
        (Field.SEX, "G.tính|Phái (Nam/Nữ)|GT|Giới tính chủ hộ|Gender"),
        (Field.VILLAGE, "Thôn/Bản/Tổ|Thôn, ấp, bản, tổ dân phố|Ấp, khu vực|Tên ấp/khóm|KV"),
        (Field.ADDRESS, "Nơi ĐKHKTT|Chỗ ở hiện tại|Nơi thường trú/tạm trú|Số nhà, đường"),
        (Field.MEMBERS, "T.số khẩu|Số TV|Số lượng nhân khẩu|Tổng số người trong hộ|Household size|Số khẩu / Members"),
        (
            Field.POVERTY,
            "Phân loại hộ nghèo, cận nghèo|Đối tượng (nghèo, cận nghèo)|Tình trạng hộ nghèo|Mức sống của hộ",
        ),
        (Field.POVERTY, "Loại hộ (N/CN/K)|Hộ nghèo (HN), hộ cận nghèo (HCN)|Kết quả phân loại|Phân loại hộ cuối năm"),
        (Field.POOR, "Hộ nghèo năm 2024|Hộ nghèo (x)|Diện nghèo"),
        (Field.NEAR_POOR, "Hộ cận nghèo 2024|Cận nghèo (x)|HCN"),
        (Field.ETHNIC_GROUP, "Tộc người|Dân tộc [2]|Thành phần dân tộc"),
        (Field.PHONE, "Tel|SĐT chủ hộ|Điện thoại (nếu có)|ĐT"),
        (Field.PERSONAL_ID, "Số GTTT|Số ĐDCN/CCCD|Số CCCD, ngày cấp, nơi cấp"),
        (Field.CODE, "Số HK|Mã HGĐ|Mã hộ nghèo|Số hồ sơ hộ|Mã số hộ gia đình|Số HSCT"),
        (Field.NOTE, "G/chú|Ghi chú khác"),
        (Field.RELATION, "Là gì của chủ hộ|Tư cách trong hộ|Q.hệ với chủ hộ|QH với CH"),
        (None, "Tên vợ|Họ tên con|Ngày cấp|Nơi cấp|Tuổi|Nghề nghiệp|Số con|Diện tích|Thu nhập|Số hộ|Tổng số hộ|Lý do"),
        (None, "Ngày nộp|Số thửa|Danh sách hộ nghèo, hộ cận nghèo năm 2024|Hộ thoát nghèo|Điểm B1|Nguyên nhân nghèo"),
    ],
)
def test_heads_of_many_offices(field: Field | None, said: str) -> None:
    assert {head: field_of(head) for head in said.split("|")} == dict.fromkeys(said.split("|"), field)


@pytest.mark.parametrize("name", ["a" + "." * 30_000 + "11", "a " * 15_000 + "1957x1", "Lê " + "(" * 30_000 + "1957"])
def test_a_name_of_dots_costs_no_time(name: str) -> None:
    start = time.process_time()
    without_year(name)
    without_phone(name)
    assert time.process_time() - start < 0.5


def test_heads_without_end_cost_no_more_than_their_rows() -> None:
    head = ("STT", "Họ tên chủ hộ", "Năm sinh", "Ấp")
    rows: list[tuple[Cell, ...]] = [head, (1, NAMES[0], 1950, "Ấp 3"), *[("DANH SÁCH HỘ", "", "", ""), head] * 1_500]
    start = time.process_time()
    assert heads(draft(*rows)) == [NAMES[0]]
    assert time.process_time() - start < 5
