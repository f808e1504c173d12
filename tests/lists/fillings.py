"""Lists by what their heads and cells look like once more: footnotes, units, boxes to tick, months in words."""

from __future__ import annotations

from tests.lists.paper import Page
from tests.lists.truth import MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, text, xls, xlsx


def footnotes_and_units() -> Listing:
    """«Họ và tên chủ hộ1», «Năm sinh (dương lịch)», «Số khẩu (người)», «Điện thoại (nếu có)», «Dân tộc [2]»."""
    persons = people(5, 1201)
    page = Page().wide("Ấp Phú Mỹ", 6)
    page.add(
        "Stt", "Họ và tên chủ hộ¹", "Năm sinh (dương lịch)", "Số khẩu (người)", "Điện thoại (nếu có)", "Dân tộc [2]"
    )
    page.all((n, one.name, one.year, 4, one.phone, "Kinh") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Phú Mỹ", one.year, ethnic="Kinh", members=4, phone=one.phone) for one in persons]
    return xlsx(page, homes)


def boxes_to_tick() -> Listing:
    """«☑», «☐», «■», «□», «●» under «Nghèo», «Cận nghèo»."""
    persons = people(6, 1202)
    crosses = (("☑", "☐"), ("■", "□"), ("☐", "☒"), ("", "●"), ("☐", "☐"), ("□", "□"))
    classes = (POOR, POOR, NEAR, NEAR, NOT_POOR, NOT_POOR)
    page = Page().wide("Ấp Phú Mỹ", 5).add("TT", "Chủ hộ", "Năm sinh", "Hộ nghèo", "Hộ cận nghèo")
    page.all((n + 1, one.name, one.year, *crosses[n]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp Phú Mỹ", one.year, poverty=classes[n]) for n, one in enumerate(persons)])


def months_in_words() -> Listing:
    """«12-thg 3-1957», «12-Mar-1957», «12 tháng 3 1957», «ngày 12/3 năm 1957», «1957 (Đinh Dậu)», «Đinh Dậu 1957»."""
    said = ("12-thg 3-1957", "12-Mar-1957", "12 tháng 3 1957", "ngày 12/3 năm 1957", "1957 (Đinh Dậu)", "Đinh Dậu 1957",
            "12/Th3/1957")  # fmt: skip
    persons = people(len(said), 1203)
    page = Page().wide("Ấp Phú Mỹ", 3).add("TT", "Chủ hộ", "Ngày sinh")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp Phú Mỹ", 1957) for one in persons])


def people_with_women() -> Listing:
    """«04 người (02 nữ)», «4 (2 nữ)», «4 khẩu/2 nữ», «4NK», «bốn»."""
    said = ("04 người (02 nữ)", "4 (2 nữ)", "4 khẩu/2 nữ", "4NK", "4 nhân khẩu")
    persons = people(len(said), 1204)
    page = Page().wide("Ấp Phú Mỹ", 3).add("TT", "Chủ hộ", "Nhân khẩu")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp Phú Mỹ", members=4) for one in persons])


def telephones_with_words() -> Listing:
    """«ĐT: 0912345678», «SĐT 0912345678», «84912345678» as number, «Zalo 0912345678», «0912345678.»."""
    persons = people(5, 1205)
    shapes = ("ĐT: {}", "SĐT {}", None, "Zalo {}", "{}.")
    page = Page().wide("Ấp Phú Mỹ", 3).add("TT", "Chủ hộ", "SĐT liên hệ")
    for n, one in enumerate(persons):
        shape = shapes[n]
        page.add(n + 1, one.name, shape.format(one.phone) if shape else int(f"84{one.phone[1:]}"))
    return xlsx(page, [Home(one.name, "Ấp Phú Mỹ", phone=one.phone) for one in persons])


def english_line_below_the_heads() -> Listing:
    """The heads' English in brackets on a line of its own."""
    persons = people(5, 1206)
    page = Page().wide("Thôn Phú Mỹ", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính")
    page.add("(No.)", "(Full name)", "(Year of birth)", "(Sex)")
    page.all((n, one.name, one.year, "Nam" if one.sex is MALE else "Nữ") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Phú Mỹ", one.year, one.sex) for one in persons])


def number_at_the_right() -> Listing:
    """No number at the left; the name first, the number last; heads in capitals without marks."""
    persons = people(5, 1207)
    page = Page().wide("THON PHU MY", 4).add("HO TEN CHU HO", "NAM SINH", "SO NHAN KHAU", "SO TT")
    page.all((one.name, one.year, 4, n) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Phu My", one.year, members=4) for one in persons])


def sums_as_names() -> Listing:
    """Lines «Tổng số hộ nghèo: 3», «Số hộ thoát nghèo: 1», «Bằng chữ: …», «Ấn định danh sách có 5 hộ» below."""
    persons = people(5, 1208)
    page = Page().wide("Thôn Phú Mỹ", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    page.all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    page.add("", "Tổng số hộ nghèo: 3").add("", "Số hộ thoát nghèo: 1").add(
        "Ấn định danh sách này có 05 hộ (năm hộ)./."
    )
    page.add("", "Tổng nhân khẩu:", 20).add("Bằng chữ: Năm hộ")
    return xlsx(page, [Home(one.name, "Thôn Phú Mỹ", one.year) for one in persons])


def blank_template_rows_between() -> Listing:
    """Numbered blank lines between villages, «0» by formulas in blank rows, a dash for what is unknown."""
    persons = people(6, 1209)
    page = Page().wide("THÔN PHÚ MỸ", 5).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Địa chỉ")
    page.all((n, one.name, one.year if n % 2 else "-", 4, "-") for n, one in enumerate(persons, 1))
    page.all((n, "", 0, 0, "") for n in range(7, 15)).add("", "", 0, 24, "")
    homes = [Home(one.name, "Thôn Phú Mỹ", one.year if n % 2 else None, members=4, address="") for n, one in
             enumerate(persons, 1)]  # fmt: skip
    return xlsx(page, homes, doubts=frozenset({"sheets.birth_unclear"}))


def separators_in_the_titles() -> Listing:
    """.csv with commas; the title has more commas than the rows; decimal points in money; a blank first line."""
    persons = people(6, 1210)
    page = Page().blank().add("Danh sách, hộ, nghèo, thôn Phú Mỹ, xã, huyện, tỉnh, năm 2024, đợt 1, lần 2")
    page.add("STT", "Họ tên", "Năm sinh", "Số tiền").all(
        (n, one.name, one.year, "1,500,000") for n, one in enumerate(persons, 1)
    )
    return text(page, [Home(one.name, "Thôn Phú Mỹ", one.year) for one in persons], "utf-8")


def all_heads_in_one_merged_title() -> Listing:
    """Above the heads a merged band «THÔNG TIN HỘ», «THÔNG TIN CHUNG VỀ CHỦ HỘ», «PHÂN LOẠI»; .xls."""
    persons = people(5, 1211)
    page = (
        Page().wide("THÔN PHÚ MỸ", 8).add("THÔNG TIN HỘ", "", "THÔNG TIN CHUNG VỀ CHỦ HỘ", "", "", "", "PHÂN LOẠI", "")
    )
    page.merge(0, 0, 0, 1).merge(0, 2, 0, 5).merge(0, 6, 0, 7)
    page.add("STT", "Mã hộ", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Nghèo", "Cận nghèo")
    for n, one in enumerate(persons, 1):
        page.add(
            n, f"PM{n:03d}", one.name, "Nam" if one.sex is MALE else "Nữ", one.birth, "Dao", "x" if n < 3 else "", ""
        )
    homes = [Home(one.name, "Thôn Phú Mỹ", one.year, one.sex, POOR if n < 3 else NOT_POOR, "Dao", code=f"PM{n:03d}")
             for n, one in enumerate(persons, 1)]  # fmt: skip
    return xls(page, homes)


def years_of_two_ways() -> Listing:
    """«Sinh năm» with «1957» for some, «12/03/57» for others, «Giới» as «♂», «♀» no: «nam», «nữ» in small letters."""
    persons = people(6, 1212)
    page = Page().wide("THÔN PHÚ MỸ", 4).add("Số\nthứ tự", "Họ, tên\nchủ hộ", "Sinh\nnăm", "Giới")
    for n, one in enumerate(persons, 1):
        page.add(n, one.name, one.year if n % 2 else f"{one.birth:%d/%m/%y}", "nam" if one.sex is MALE else "nữ")
    homes = [Home(one.name, "Thôn Phú Mỹ", one.year, one.sex) for one in persons]
    return xlsx(page, homes, doubts=frozenset({"sheets.birth_two_digits"}))
