"""Single cells: years, sex, poverty, telephones, IDs, heads, villages, names."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_desktop.domain.households import Poverty, Sex
from ntm_desktop.domain.importing import casing, grid, tables, values, villages
from ntm_desktop.domain.importing.classify import is_ordinal, is_signature, is_total
from ntm_desktop.domain.importing.relations import is_head_of_household
from ntm_desktop.domain.importing.vocabulary import Field, field_of, is_foreign, names_the_head, task_number

CELLS = st.one_of(st.text(max_size=30), st.integers(-10, 10**13), st.floats(allow_nan=False), st.dates(), st.booleans())


@pytest.mark.parametrize(
    ("cell", "year", "doubt"),
    [
        (1972, 1972, ""),
        (1972.0, 1972, ""),
        ("1972", 1972, ""),
        ("SN 1972", 1972, ""),
        ("12/3/1972", 1972, ""),
        ("1972-03-12", 1972, ""),
        ("12031972", 1972, ""),
        ("19720312", 1972, ""),
        (dt.date(1972, 3, 12), 1972, ""),
        (dt.datetime(1972, 3, 12, tzinfo=dt.UTC), 1972, ""),
        (26359, 1972, "sheets.birth_serial"),
        ("72", 1972, "sheets.birth_two_digits"),
        ("12/3/72", 1972, "sheets.birth_two_digits"),
        ("12/3/05", None, "sheets.birth_unclear"),
        ("1972 hoặc 1973", None, "sheets.birth_unclear"),
        ("không rõ", None, "sheets.birth_unclear"),
        (1850, None, "sheets.birth_unclear"),
        (dt.date(1850, 1, 1), None, "sheets.birth_unclear"),
        ("", None, ""),
        (" ", None, ""),
    ],
)
def test_birth_year(cell: grid.Cell, year: int | None, doubt: str) -> None:
    assert values.birth_year(cell) == (year, doubt)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Nam", Sex.MALE), ("NỮ", Sex.FEMALE), ("nu", Sex.FEMALE), (1.0, Sex.MALE), (0, Sex.FEMALE), ("Ông", Sex.MALE)],
)
def test_sex(cell: grid.Cell, expected: Sex) -> None:
    assert values.sex(cell) == (expected, "")


def test_unknown_sex() -> None:
    assert values.sex("?") == (None, "sheets.sex_unknown")
    assert values.sex("") == (None, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hộ nghèo", Poverty.POOR),
        ("NGHÈO", Poverty.POOR),
        ("HN", Poverty.POOR),
        ("Cận nghèo", Poverty.NEAR_POOR),
        ("hộ cận nghèo", Poverty.NEAR_POOR),
        ("HCN", Poverty.NEAR_POOR),
        ("Không nghèo", Poverty.NOT_POOR),
        ("Thoát nghèo", Poverty.NOT_POOR),
        ("mới thoát cận nghèo", Poverty.NOT_POOR),
        ("Trung bình", Poverty.NOT_POOR),
        ("Khá", Poverty.NOT_POOR),
        ("0", Poverty.NOT_POOR),
    ],
)
def test_poverty(text: str, expected: Poverty) -> None:
    assert values.poverty(text) == (expected, "")


def test_unknown_poverty() -> None:
    assert values.poverty("chính sách") == (None, "sheets.poverty_unknown")
    assert values.poverty(" ") == (None, "")


@pytest.mark.parametrize(
    ("cell", "ticked"), [("x", True), (1, True), (True, True), ("", False), (0, False), ("?", None)]
)
def test_marks(cell: grid.Cell, ticked: bool | None) -> None:
    assert values.mark(cell) is ticked


@pytest.mark.parametrize(
    ("cell", "number", "doubt"),
    [
        (5, 5, ""),
        (5.0, 5, ""),
        ("05", 5, ""),
        ("5 khẩu", 5, ""),
        ("5,0", 5, ""),
        (0, None, "sheets.members_unclear"),
        (4.5, None, "sheets.members_unclear"),
        (200, None, "sheets.members_unclear"),
        ("nhiều", None, "sheets.members_unclear"),
        (" ", None, ""),
    ],
)
def test_members(cell: grid.Cell, number: int | None, doubt: str) -> None:
    assert values.members(cell) == (number, doubt)


@pytest.mark.parametrize(
    ("cell", "number", "doubt"),
    [
        ("0973855860", "0973855860", ""),
        (973855860.0, "0973855860", "sheets.phone_zero_restored"),
        ("+84 973 855 860", "0973855860", ""),
        ("0973.855.860", "0973855860", ""),
        ("02973855860", "02973855860", ""),
        ("0973855860 / 0912345678", "0973855860", "sheets.phone_several"),
        ("0973855860 - 912345678", "0973855860", "sheets.phone_several"),
        ("0973855860 (con)", "0973855860 (con)", "sheets.phone_unclear"),
        ("12345", "12345", "sheets.phone_unclear"),
        (" ", "", ""),
    ],
)
def test_phone(cell: grid.Cell, number: str, doubt: str) -> None:
    assert values.phone(cell) == (number, doubt)


@pytest.mark.parametrize(
    ("cell", "number", "doubt"),
    [
        ("079072000123", "079072000123", ""),
        ("079 072 000 123", "079072000123", ""),
        (79072000123.0, "079072000123", "sheets.id_zero_restored"),
        ("371234567", "371234567", "sheets.id_old_card"),
        (71234567, "071234567", "sheets.id_old_card"),
        ("1234", "1234", "sheets.id_unclear"),
        ("chưa có", "", ""),
        ("", "", ""),
    ],
)
def test_personal_id(cell: grid.Cell, number: str, doubt: str) -> None:
    assert values.personal_id(cell) == (number, doubt)


def test_codes_and_texts() -> None:
    assert values.code("01-0001") == ("01-0001", "")
    assert values.code(12.0) == ("12", "")
    assert values.code("mã số?") == ("", "sheets.code_unclear")
    assert values.code(" ") == ("", "")
    assert values.text("  a  b ") == ("a b", "")
    assert values.ethnic_group("BA NA") == ("Ba Na", "")


@given(CELLS)
def test_no_cell_is_too_strange(cell: grid.Cell) -> None:
    for reader in (values.birth_year, values.sex, values.poverty, values.members, values.phone, values.personal_id):
        assert len(reader(cell)) == 2
    assert isinstance(values.mark(cell), bool | None)
    assert grid.blank(cell) == (grid.text_of(cell) == "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  CHÂM  QUỐC  NGA ", "Châm Quốc Nga"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("Nguyễn văn AN", "Nguyễn Văn An"),
        ("H'NHUNG MLÔ", "H'Nhung Mlô"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Bà: Trần Thị Bé", "Trần Thị Bé"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Y Brê", "Y Brê"),
    ],
)
def test_person_names(text: str, name: str) -> None:
    assert casing.person_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KINH 5B", "Kinh 5B"),
        ("THÔN II", "Thôn II"),
        ("kinh năm", "Kinh Năm"),
        ("Xẻo lùng", "Xẻo lùng"),
        ("h'lang", "H'Lang"),
    ],
)
def test_place_names(text: str, name: str) -> None:
    assert casing.place_name(text) == name


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("TT", Field.ORDINAL),
        ("Số TT", Field.ORDINAL),
        ("S.T.T", Field.ORDINAL),
        ("Họ và tên\nchủ hộ", Field.HEAD),
        ("HỌ TÊN CHỦ HỘ", Field.HEAD),
        ("Tên chủ hộ", Field.HEAD),
        ("Hộ", Field.HEAD),
        ("Họ", Field.NAME_FAMILY),
        ("Họ, chữ lót", Field.NAME_MIDDLE),
        ("Tên", Field.NAME_GIVEN),
        ("NS", Field.BIRTH),
        ("Ngày tháng năm sinh", Field.BIRTH),
        ("Năm", Field.BIRTH),
        ("Nam", Field.MALE),
        ("Nữ", Field.FEMALE),
        ("Phái", Field.SEX),
        ("Giới tính (Nam/Nữ)", Field.SEX),
        ("Thôn", Field.VILLAGE),
        ("Thôn/ấp", Field.VILLAGE),
        ("Khu phố", Field.VILLAGE),
        ("KDC", Field.VILLAGE),
        ("Tổ", Field.VILLAGE),
        ("Địa chỉ", Field.ADDRESS),
        ("Nơi ở hiện nay", Field.ADDRESS),
        ("Số khẩu", Field.MEMBERS),
        ("Số NK", Field.MEMBERS),
        ("Dân tộc", Field.ETHNIC_GROUP),
        ("DT", Field.ETHNIC_GROUP),
        ("ĐT", Field.PHONE),
        ("SĐT", Field.PHONE),
        ("Hộ nghèo (x)", Field.POOR),
        ("Cận nghèo (x)", Field.NEAR_POOR),
        ("Diện hộ", Field.POVERTY),
        ("Loại hộ", Field.POVERTY),
        ("CCCD", Field.PERSONAL_ID),
        ("Số CMND", Field.PERSONAL_ID),
        ("Số định danh", Field.PERSONAL_ID),
        ("Ngày cấp CCCD", None),
        ("Mã hộ", Field.CODE),
        ("Số sổ", Field.CODE),
        ("Ghi chú", Field.NOTE),
        ("Nhận xét", Field.REMARK),
        ("Họ và tên vợ/chồng", None),
        ("Quan hệ với chủ hộ", Field.RELATION),
        ("Họ tên thành viên", Field.MEMBER),
        ("Diện tích", None),
        ("", None),
        ("???", None),
    ],
)
def test_heads(label: str, expected: Field | None) -> None:
    assert field_of(label) is expected


def test_heads_of_others() -> None:
    assert is_foreign("Vợ/chồng")
    assert not is_foreign("Chủ hộ")
    assert names_the_head("Họ tên chủ hộ")
    assert not names_the_head("Họ và tên")


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("1", 1),
        ("15", 15),
        ("PV 3", 3),
        ("Phần việc 12", 12),
        ("1. Nhà ở", 1),
        ("(4)", 4),
        ("0", None),
        ("2024", None),
        ("Nhà", None),
        ("7b", None),
    ],
)
def test_task_numbers(label: str, number: int | None) -> None:
    assert task_number(label) == number


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  ẤP KINH 5 ", "Ấp Kinh 5"),
        ("Ấp Tân Điền (120 hộ)", "Ấp Tân Điền"),
        ("II. ẤP ĐÔNG PHƯỚC: 20 hộ", "Ấp Đông Phước"),
        ("Thôn: Đồng Bành   Xã: Chi Lăng", "Thôn Đồng Bành"),
        ("Thôn Làng Trung", "Thôn Làng Trung"),
        ("Khu phố 3", "Khu phố 3"),
        ("TDP số 4", "Tổ dân phố số 4"),
        ("* Bản Nà Lầu", "Bản Nà Lầu"),
        ("KINH 5", "Kinh 5"),
        ("Ban Nhân dân ấp", "Ban Nhân dân ấp"),
    ],
)
def test_villages(text: str, title: str) -> None:
    found = villages.village_of(text)
    assert found is not None
    assert found.title == title


def test_no_village() -> None:
    assert villages.village_of("…………") is None
    assert villages.village_of("Thôn/Ấp: .........") is None
    assert villages.village_of("x" * 80) is None
    assert villages.village_of("Ấp", "thôn") == villages.VillageName("thôn", "Ấp")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("DANH SÁCH HỘ GIA ĐÌNH ẤP KINH 5, XÃ ĐÔNG HÒA", "Ấp Kinh 5"),
        ("Danh sách hộ dân bản Nà Lầu năm 2024", "Bản Nà Lầu"),
        ("BAN NHÂN DÂN THÔN ĐỒNG BÀNH", "Thôn Đồng Bành"),
        ("xây dựng nông thôn mới năm 2024", None),
        ("Bản đăng ký của hộ gia đình", None),
        ("khu dân cư văn hóa", None),
        ("Thôn: .......... Xã: ........", None),
    ],
)
def test_villages_in_titles(line: str, title: str | None) -> None:
    found = villages.village_in_line(line)
    assert (found.title if found else None) == title


def test_villages_in_addresses_and_tabs() -> None:
    assert str(villages.village_in_address("Tổ 3, Ấp Kinh 5")) == str(villages.VillageName("ấp", "Kinh 5"))
    assert villages.village_in_address("Tổ 3") is None
    assert villages.village_of_sheet("Sheet1", alone=False) is None
    assert villages.village_of_sheet("12", alone=False) is None
    assert villages.village_of_sheet("Kinh_5", alone=False) == villages.VillageName("", "Kinh 5")
    assert villages.village_of_sheet("Kinh 5", alone=True) is None
    assert villages.village_of_sheet("Ấp Kinh 5", alone=True) == villages.VillageName("ấp", "Kinh 5")
    assert villages.village_of_sheet("DS ấp Kinh 5", alone=True) == villages.VillageName("ấp", "Kinh 5")
    assert villages.word_of_head("Ấp") == "ấp"
    assert villages.word_of_head("Thôn/ấp") == ""


def test_small_judgements() -> None:
    assert is_ordinal("12a")
    assert is_ordinal(3.0)
    assert not is_ordinal("II")
    assert is_head_of_household("Chủ hộ")
    assert not is_head_of_household("Vợ")
    assert is_total("Cộng Ấp Kinh 5: 120 hộ")
    assert is_total("TONG CONG")
    assert not is_total("Tống Văn Cộng")
    assert not is_total("Công Tằng")
    assert is_signature("(Ký, ghi rõ họ tên)")
    assert not is_signature("Nguyễn Văn An")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1", "2", "3"], True),
        (["(1)", "(2)", "(3)"], True),
        (["A", "B", "1", "2"], True),
        (["1", "2"], False),
        (["1", "3", "4"], False),
        (["A", "C", "1", "2"], False),
        (["5", "6", "7"], False),
        (["A", "B", "C"], False),
        (["1", "2", "3", "x y"], False),
    ],
)
def test_column_numbers(texts: list[str], expected: bool) -> None:
    assert tables.is_column_numbers(texts) is expected


@given(st.integers(0, 16383))
def test_column_letters_come_back(index: int) -> None:
    assert grid.column_index(grid.column_letter(index)) == index
    assert grid.column_index(str(index + 1)) == index


@pytest.mark.parametrize("letter", ["", "0", "A1", "AAAA", "Đ", "99999", "²"])
def test_no_column(letter: str) -> None:
    assert grid.column_index(letter) is None


def test_what_is_seen_in_a_cell() -> None:
    assert grid.text_of(1972.0) == "1972"
    assert grid.text_of(1.5) == "1.5"
    assert grid.text_of(dt.date(1972, 3, 1)) == "01/03/1972"
    assert grid.text_of(dt.time(7, 30)) == "07:30:00"
    assert grid.blank("\u00a0")
    assert not grid.blank(0)
