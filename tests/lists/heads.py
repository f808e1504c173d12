"""Lists by what stands above the households: NĐ 30 heads, merged heads, numbered columns, titles, odd columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lists.paper import Formula, Page
from tests.lists.truth import FEMALE, MALE, NEAR, NOT_POOR, POOR, Home, Listing, Person, people, xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence


def _named(persons: Sequence[Person], village: str) -> list[Home]:
    return [Home(one.name, village, one.year) for one in persons]


def decree_30() -> Listing:
    """The two corners of an official letter, number and date, title, annex line; three signatures below."""
    persons = people(7)
    page = Page("Danh sách")
    page.add("ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").merge(0, 0, 0, 2).merge(0, 3, 0, 5)
    page.add("XÃ TÂN THẠNH", "", "", "Độc lập - Tự do - Hạnh phúc").merge(0, 0, 0, 2).merge(0, 3, 0, 5)
    page.add("Số:      /DS-UBND", "", "", "Tân Thạnh, ngày 05 tháng 3 năm 2024").merge(0, 0, 0, 2).blank()
    page.wide("DANH SÁCH HỘ GIA ĐÌNH ĐĂNG KÝ XÂY DỰNG NÔNG THÔN MỚI NĂM 2024", 6)
    page.wide("(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2024 của Ủy ban nhân dân xã Tân Thạnh)", 6)
    page.add("", "", "", "", "", "Đơn vị tính: hộ")
    page.add("TT", "HỌ VÀ TÊN CHỦ HỘ", "NĂM SINH", "SỐ NHÂN KHẨU", "ẤP", "GHI CHÚ")
    for number, one in enumerate(persons, 1):
        page.add(number, one.name, one.year, 3, "Tân Lợi", "")
    page.wide("Danh sách này có 7 hộ gia đình./.", 6)
    page.add("", "", "", "Tân Thạnh, ngày 05 tháng 3 năm 2024")
    page.add("Nơi nhận:", "NGƯỜI LẬP BIỂU", "", "", "TM. ỦY BAN NHÂN DÂN")
    page.add("- Như trên;", "", "", "", "KT. CHỦ TỊCH").add("- Lưu: VT.", "", "", "", "PHÓ CHỦ TỊCH").blank(4)
    page.add("", "Lê Thị Lập", "", "", "Nguyễn Văn Chủ")
    return xlsx(page, [Home(one.name, "Ấp Tân Lợi", one.year, members=3) for one in persons])


def two_lines_years_by_sex() -> Listing:
    """«Năm sinh» over «Nam» and «Nữ», column numbers with a sum under it."""
    persons = people(8, 2)
    page = Page().wide("DANH SÁCH HỘ DÂN ẤP HÒA BÌNH", 8).blank()
    page.add("STT", "Họ và tên chủ hộ", "Năm sinh", "", "Số khẩu", "", "", "Ghi chú")
    page.merge(0, 2, 0, 3).merge(0, 4, 0, 6)
    page.add("", "", "Nam", "Nữ", "Tổng số", "Nam", "Nữ", "")
    for column in (0, 1, 7):
        page.merge(-1, column, 0, column)
    page.add("(1)", "(2)", "(3)", "(4)", "(5)=(6)+(7)", "(6)", "(7)", "(8)")
    for number, one in enumerate(persons, 1):
        years = (one.year, "") if one.sex is MALE else ("", one.year)
        page.add(number, one.name, *years, 5, 2, 3)
    page.add("", "Tổng cộng", "", "", 40, 16, 24)
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year, one.sex, members=5) for one in persons])


def three_lines() -> Listing:
    """Three lines of heads, the person's things under «Thông tin chủ hộ», poverty crosses under «Phân loại hộ»."""
    persons = people(6, 3)
    page = Page().add("Biểu số 01").wide("THÔN ĐÔNG HẢI", 10)
    page.add("TT", "Thông tin về chủ hộ", "", "", "", "", "Phân loại hộ", "", "", "Ghi chú")
    page.merge(0, 1, 0, 5).merge(0, 6, 0, 8)
    page.add("", "Họ và tên", "Năm sinh", "", "Dân tộc", "Số CCCD", "Hộ nghèo", "Hộ cận nghèo", "Hộ khác", "")
    page.merge(0, 2, 0, 3)
    page.add("", "", "Nam", "Nữ")
    page.merge(-2, 0, 0, 0).merge(-2, 9, 0, 9)
    for column in (1, 4, 5, 6, 7, 8):
        page.merge(-1, column, 0, column)
    page.add("A", "B", 1, 2, 3, 4, 5, 6, 7, 8)
    homes = []
    for number, one in enumerate(persons):
        years = (one.year, "") if one.sex is MALE else ("", one.year)
        crosses = [("x", "", ""), ("", "x", ""), ("", "", "x")][number % 3]
        page.add(number + 1, one.name, *years, "Kinh", one.personal_id, *crosses)
        poverty = (POOR, NEAR, NOT_POOR)[number % 3]
        homes.append(Home(one.name, "Thôn Đông Hải", one.year, one.sex, poverty, "Kinh", id=one.personal_id))
    return xlsx(page, homes)


def line_breaks_in_heads() -> Listing:
    """Heads broken into lines within their cells, with colons and double spaces."""
    persons = people(5, 4)
    page = Page().wide("DANH SÁCH", 5)
    page.add("Số\nTT", "Họ và tên\nchủ hộ", "Ngày, tháng,\nnăm sinh", "Giới\ntính:", "Thôn,\nbản", "Số  điện\nthoại")
    for number, one in enumerate(persons, 1):
        page.add(f"{number}.", one.name, one.birth, "Nam" if one.sex is MALE else "Nữ", "Bản Nà Lốc", one.phone)
    return xlsx(page, [Home(one.name, "Bản Nà Lốc", one.year, one.sex, phone=one.phone) for one in persons])


def short_heads() -> Listing:
    """Heads as abbreviations."""
    persons = people(5, 5)
    page = Page().add("STT", "HỌ TÊN CH", "NS", "GT", "DT", "SĐT", "CCCD", "NK", "KP", "GC")
    for number, one in enumerate(persons, 1):
        sex = "Nam" if one.sex is MALE else "Nữ"
        page.add(number, one.name, one.year, sex, "Kinh", one.phone, one.personal_id, "4", "KP 2", "")
    homes = [
        Home(one.name, "Khu phố 2", one.year, one.sex, None, "Kinh", 4, phone=one.phone, id=one.personal_id)
        for one in persons
    ]
    return xlsx(page, homes)


def heads_on_every_page() -> Listing:
    """Heads, title and footer again on each printed page; STT goes on."""
    persons = people(30, 6)
    page = Page()
    for start in range(0, 30, 10):
        page.wide("DANH SÁCH HỘ GIA ĐÌNH ẤP VĨNH THẠNH", 4)
        page.add("STT", "Họ và tên", "Năm sinh", "Ghi chú")
        for number, one in enumerate(persons[start : start + 10], start + 1):
            page.add(number, one.name, one.year, "")
        page.add("", "", "", f"Trang {start // 10 + 1}/3").blank(2)
    return xlsx(page, _named(persons, "Ấp Vĩnh Thạnh"))


def heads_far_down() -> Listing:
    """A page of explanations with numbered lines before the head."""
    persons = people(5, 7)
    page = Page().wide("HƯỚNG DẪN LẬP DANH SÁCH", 5)
    for number in range(1, 25):
        page.add(f"{number}. Cột {number}: ghi họ và tên chủ hộ, năm sinh theo giấy tờ, không viết tắt.")
    page.blank(3).wide("DANH SÁCH HỘ THÔN PHÚ LÂM", 4).add("STT", "Họ tên chủ hộ", "Năm sinh", "Ghi chú")
    page.all((number, one.name, one.year, "") for number, one in enumerate(persons, 1))
    return xlsx(page, _named(persons, "Thôn Phú Lâm"))


def no_heads() -> Listing:
    """No head at all: number, name, year, village."""
    persons = people(20, 8)
    page = Page().all((number, one.name, one.year, "Ấp 4") for number, one in enumerate(persons, 1))
    return xlsx(page, _named(persons, "Ấp 4"))


def title_without_heads() -> Listing:
    """A title, then no head: number, name, sex, birth date."""
    persons = people(20, 9)
    page = Page().wide("Danh sách hộ gia đình xóm Đồi", 4).blank()
    page.all((n, one.name, "Nam" if one.sex is MALE else "Nữ", one.birth) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Xóm Đồi", one.year, one.sex) for one in persons])


def columns_backwards() -> Listing:
    """The columns from the last to the first, the number at the end."""
    persons = people(6, 10)
    page = Page().add("Ghi chú", "Thôn", "Số CMND/CCCD", "Dân tộc", "Giới tính", "Năm sinh", "Họ và tên chủ hộ", "STT")
    for number, one in enumerate(persons, 1):
        sex = "nam" if one.sex is MALE else "nữ"
        page.add("", "Thôn 1", one.personal_id, "Tày", sex, str(one.year), one.name, number)
    homes = [Home(one.name, "Thôn 1", one.year, one.sex, ethnic="Tày", id=one.personal_id) for one in persons]
    return xlsx(page, homes)


def spouse_and_head() -> Listing:
    """Head and spouse side by side under merged heads, the spouse first."""
    persons, spouses = people(6, 11), people(6, 12)
    page = Page().add("STT", "Vợ (chồng)", "", "", "Chủ hộ", "", "", "Địa chỉ")
    page.merge(0, 1, 0, 3).merge(0, 4, 0, 6)
    page.add("", "Họ và tên", "Năm sinh", "Số CCCD", "Họ và tên", "Năm sinh", "Số CCCD", "")
    page.merge(-1, 0, 0, 0).merge(-1, 7, 0, 7)
    for number, (one, other) in enumerate(zip(persons, spouses, strict=True), 1):
        page.add(number, other.name, other.year, other.personal_id, one.name, one.year, one.personal_id, "Ấp Mới")
    homes = [Home(one.name, "Ấp Mới", one.year, id=one.personal_id, address="Ấp Mới") for one in persons]
    return xlsx(page, homes)


def spouse_beside() -> Listing:
    """Head, then «Họ tên vợ hoặc chồng» and «Họ tên cha/mẹ» in columns of their own."""
    persons, spouses = people(5, 13), people(5, 14)
    page = Page().wide("Danh sách hộ Khu dân cư số 2", 6)
    page.add("TT", "Họ và tên", "Năm sinh", "Họ tên vợ hoặc chồng", "Năm sinh vợ/chồng", "Ghi chú")
    for number, (one, other) in enumerate(zip(persons, spouses, strict=True), 1):
        page.add(number, one.name, one.year, other.name, other.year, "")
    return xlsx(page, _named(persons, "Khu dân cư số 2"))


def many_columns() -> Listing:
    """Sixty columns: land, trades, religion, fifteen tasks, blanks between."""
    persons = people(6, 15)
    heads = ["STT", "Họ tên chủ hộ", "Năm sinh", "Giới tính", "Nghề nghiệp", "Tôn giáo", "Trình độ học vấn", "Số khẩu"]
    heads += ["Lao động trong độ tuổi", "Diện tích đất ở (m2)", "Diện tích đất lúa", "Nhà ở", "", "Năm xây nhà"]
    heads += ["Ngày cấp CCCD", "Nơi cấp", "Thu nhập năm 2023", "BHYT", "Nước sạch", "Nhà tiêu HVS"]
    page = Page().wide("Ấp Thạnh Lợi", 20).add(*heads, *[f"Khoản {number}" for number in range(40)], "Dân tộc")
    for number, one in enumerate(persons, 1):
        sex = "Nam" if one.sex is MALE else "Nữ"
        page.add(number, one.name, one.year, sex, "Nông", "Phật", "9/12", 4, 2, 120.5, 5000, "Kiên cố", "", 1999,
                 "12/03/2021", "Cục CS", 56000000, "x", "x", "x", *[1] * 40, "Khmer")  # fmt: skip
    homes = [Home(one.name, "Ấp Thạnh Lợi", one.year, one.sex, ethnic="Khmer", members=4) for one in persons]
    return xlsx(page, homes)


def empty_columns_at_left() -> Listing:
    """Three empty columns and five empty lines before everything."""
    persons = people(5, 16)
    page = Page(left=3).blank(5).wide("HỘ DÂN KHÓM 3", 4).blank(2).add("STT", "Chủ hộ", "", "Năm sinh", "", "Ghi chú")
    page.all((number, one.name, "", one.year, "", "") for number, one in enumerate(persons, 1))
    return xlsx(page, _named(persons, "Khóm 3"))


def birth_in_three_columns() -> Listing:
    """«Ngày sinh» over «Ngày», «Tháng», «Năm»."""
    persons = people(6, 17)
    page = Page().wide("DANH SÁCH HỘ THÔN CẦU ĐẤT", 6)
    page.add("STT", "Họ và tên", "Ngày sinh", "", "", "Giới tính").merge(0, 2, 0, 4)
    page.add("", "", "Ngày", "Tháng", "Năm", "").merge(-1, 0, 0, 0).merge(-1, 1, 0, 1).merge(-1, 5, 0, 5)
    for number, one in enumerate(persons, 1):
        day = one.birth
        page.add(number, one.name, day.day, day.month, day.year, "Nam" if one.sex is MALE else "Nữ")
    return xlsx(page, [Home(one.name, "Thôn Cầu Đất", one.year, one.sex) for one in persons])


def name_in_two_columns() -> Listing:
    """«Họ và tên đệm» and «Tên» in two columns."""
    persons = people(6, 18)
    page = Page().add("TT", "Họ và chữ lót", "Tên", "Năm sinh", "Xóm")
    for number, one in enumerate(persons, 1):
        first, _, last = one.name.rpartition(" ")
        page.add(number, first.upper(), last.upper(), one.year, "Xóm 7")
    return xlsx(page, _named(persons, "Xóm 7"))


def name_under_one_head() -> Listing:
    """«Họ và tên» merged over family and given name, in a two-line head."""
    persons = people(6, 19)
    page = Page().add("STT", "Họ và tên chủ hộ", "", "Năm sinh", "Địa bàn").merge(0, 1, 0, 2)
    page.add("", "Họ và đệm", "Tên", "", "").merge(-1, 0, 0, 0).merge(-1, 3, 0, 3).merge(-1, 4, 0, 4)
    for number, one in enumerate(persons, 1):
        first, _, last = one.name.rpartition(" ")
        page.add(number, first, last, one.year, "Thôn Bình Minh")
    return xlsx(page, [Home(h.head, h.village, h.year, address="Thôn Bình Minh") for h in
                       _named(persons, "Thôn Bình Minh")])  # fmt: skip


def title_names_the_columns() -> Listing:
    """A title that itself says «họ và tên chủ hộ», «năm sinh»."""
    persons = people(5, 20)
    page = Page().wide("BẢNG KÊ HỌ VÀ TÊN CHỦ HỘ, NĂM SINH, SỐ CCCD CÁC HỘ DÂN THÔN TRÀNG AN", 5)
    page.add("Họ và tên chủ hộ:", "", "Năm sinh:", "", "")
    page.add("STT", "Họ tên", "Năm sinh", "CCCD", "Ký nhận")
    page.all((number, one.name, one.year, one.personal_id, "") for number, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Tràng An", one.year, id=one.personal_id) for one in persons])


def numbers_by_formula() -> Listing:
    """STT, names and years as formulas with kept values, column numbers as formulas."""
    persons = people(6, 21)
    page = Page().wide("Ấp Kinh 2", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
    page.add(1, Formula("=A3+1", 2), Formula("=B3+1", 3), Formula("=C3+1", 4))
    for number, one in enumerate(persons, 1):
        page.add(
            Formula("=ROW()-3", number),
            Formula('=PROPER("x")', one.name.upper()),
            Formula("=1+1", float(one.year)),
            Formula("=SUM(1,2)", 3),
        )
    return xlsx(page, [Home(one.name, "Ấp Kinh 2", one.year, members=3) for one in persons])


def task_list_with_answers() -> Listing:
    """The fifteen tasks beside the household: numbers under «Phần việc», the total under «Tổng»."""
    persons = people(5, 22)
    page = Page().wide("KẾT QUẢ THỰC HIỆN 15 PHẦN VIỆC - ẤP BÀ XÉO", 19)
    page.add("TT", "Họ tên chủ hộ", "Phần việc", *[""] * 14, "Tổng số đạt", "Ghi chú").merge(0, 2, 0, 16)
    page.add("", "", *range(1, 16)).merge(-1, 0, 0, 0).merge(-1, 1, 0, 1).merge(-1, 17, 0, 17)
    page.all((number, one.name, *["x"] * 15, 15, "") for number, one in enumerate(persons, 1))
    page.add("", "Cộng", *[5] * 15)
    return xlsx(page, [Home(one.name, "Ấp Bà Xéo") for one in persons])


def women_and_men_by_number() -> Listing:
    """«Giới tính» over «Nam» and «Nữ» to be ticked with 1."""
    persons = people(6, 23)
    page = Page().wide("TDP 4", 6).add("STT", "Họ và tên", "Giới tính", "", "Ngày sinh", "Ghi chú").merge(0, 2, 0, 3)
    page.add("", "", "Nam", "Nữ", "", "")
    for number, one in enumerate(persons, 1):
        page.add(number, one.name, *((1, "") if one.sex is MALE else ("", 1)), one.birth.strftime("%d-%m-%Y"), "")
    return xlsx(page, [Home(one.name, "Tổ dân phố 4", one.year, one.sex) for one in persons])


def only_women_ticked() -> Listing:
    """One column «Nữ» with crosses: all others are men."""
    persons = people(8, 24)
    page = Page().wide("Thôn An Phú", 4).add("STT", "Họ và tên", "Nữ", "Năm sinh")
    page.all((n, one.name, "x" if one.sex is FEMALE else "", one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn An Phú", one.year, one.sex) for one in persons])
