"""Yet other lists: surveys with their own codes, halves on other sheets, odd separators, heads of other trades."""

from __future__ import annotations

from tests.lists.paper import Formula, Page
from tests.lists.truth import MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, text, xls, xlsx


def survey_of_poverty() -> Listing:
    """The survey's own form: code of household, members below with relation numbers, sex as number, ID, class."""
    persons, others = people(4, 301), people(8, 302)
    page = Page().wide("BIỂU TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024", 9)
    page.add("", "Thôn: Nà Lại", "", "Xã: Yên Bình")
    page.add("STT", "Mã hộ", "Họ và tên", "Ngày tháng năm sinh", "Giới tính", "Số CCCD/ĐDCN", "Quan hệ với chủ hộ",
             "Dân tộc", "Phân loại")  # fmt: skip
    page.add(1, 2, 3, 4, 5, 6, 7, 8, 9)
    homes = []
    for number, one in enumerate(persons):
        sex = "Nam" if one.sex is MALE else "Nữ"
        said, poverty = (("Hộ nghèo", POOR), ("Hộ cận nghèo", NEAR))[number % 2]
        page.add(number + 1, f"HN{number + 1:02d}", one.name, one.birth, sex, one.personal_id, "1. Chủ hộ", "Tày", said)
        for place, other in enumerate(others[number * 2 : number * 2 + 2]):
            page.add("", "", other.name, other.birth, "Nam", "", ("2. Vợ/chồng", "3. Con")[place], "Tày", "")
        homes.append(Home(one.name, "Thôn Nà Lại", one.year, one.sex, poverty, "Tày", 3, id=one.personal_id,
                          code=f"HN{number + 1:02d}"))  # fmt: skip
    return xlsx(page, homes)


def code_on_every_member() -> Listing:
    """Members by a household's code on each line and «Chủ hộ» crossed in a column of its own."""
    persons, others = people(4, 303), people(8, 304)
    page = Page().wide("Thôn Nà Lại", 5).add("STT", "Mã hộ", "Họ và tên", "Năm sinh", "Quan hệ")
    running = 0
    for number, one in enumerate(persons):
        for place, other in enumerate((one, *others[number * 2 : number * 2 + 2])):
            running += 1
            page.add(running, f"H{number}", other.name, other.year, ("Chủ hộ", "Vợ", "Con")[place])
    homes = [Home(one.name, "Thôn Nà Lại", one.year, members=3, code=f"H{n}") for n, one in enumerate(persons)]
    return xlsx(page, homes)


def widows_and_titles() -> Listing:
    """«Bà quả phụ …» no; «Cụ», «Anh», «Chị» before known family names; names of one word."""
    said = ("Cụ Nguyễn Văn Tư", "Anh Trần Văn Sáu", "Chị Lê Thị Bảy", "Páo", "Ông Văn Minh")
    names = ("Nguyễn Văn Tư", "Trần Văn Sáu", "Lê Thị Bảy", "Páo", "Ông Văn Minh")
    page = Page().wide("Bản Lác", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    page.all((n + 1, name, 1950 + n) for n, name in enumerate(said))
    homes = [Home(name, "Bản Lác", 1950 + n) for n, name in enumerate(names)]
    return xlsx(page, homes, doubts=frozenset({"sheets.name_unusual"}))


def letters_that_look_alike() -> Listing:
    """«Ðặng» with the letter of Iceland, «Ðỗ Ðình» too, in the section as well."""
    page = Page().add("STT", "Họ và tên", "Năm sinh").add("", "THÔN ÐÔNG HẢI")
    page.add(1, "Ðặng Văn Ðức", 1960).add(2, "Ðỗ Thị Ðào", 1961)
    return xlsx(page, [Home("Đặng Văn Đức", "Thôn Đông Hải", 1960), Home("Đỗ Thị Đào", "Thôn Đông Hải", 1961)])


def land_list() -> Listing:
    """A list of land: «Tên chủ sử dụng đất» with address, plot numbers that look like years, areas."""
    persons = people(6, 305)
    page = Page().wide("DANH SÁCH HỘ HIẾN ĐẤT LÀM ĐƯỜNG ẤP BÌNH ĐÔNG", 6)
    page.add("TT", "Họ tên chủ hộ", "Số tờ", "Số thửa", "Diện tích (m2)", "Năm sinh", "Thành tiền (đồng)")
    page.all((n, one.name, 12, 1957, 120.5, one.year, 25_000_000) for n, one in enumerate(persons, 1))
    page.add("", "Tổng cộng", "", "", 723, "", 150_000_000)
    return xlsx(page, [Home(one.name, "Ấp Bình Đông", one.year) for one in persons])


def sums_in_numbered_rows() -> Listing:
    """Subtotals that carry a number: «11 | Cộng | …»; the grand total first."""
    persons = people(6, 306)
    page = Page().wide("Ấp Bình Đông", 4).add("TT", "Họ tên chủ hộ", "Năm sinh", "Số khẩu")
    page.add("*", "TỔNG SỐ: 6 HỘ", "", 24)
    page.all((n, one.name, one.year, 4) for n, one in enumerate(persons, 1)).add(7, "Cộng", "", 24)
    return xlsx(page, [Home(one.name, "Ấp Bình Đông", one.year, members=4) for one in persons])


def columns_hidden_between_names() -> Listing:
    """An empty column between each two; the name in three columns."""
    persons = people(6, 307)
    page = Page().wide("Xóm Núi", 9).add("TT", "", "Họ", "", "Đệm", "", "Tên", "", "Năm sinh")
    for n, one in enumerate(persons, 1):
        first, *middle, last = one.name.split(" ")
        page.add(n, "", first, "", " ".join(middle), "", last, "", one.year)
    return xlsx(page, [Home(one.name, "Xóm Núi", one.year) for one in persons])


def heads_with_units_below() -> Listing:
    """A line of units under the heads: «(người)», «(đồng)»."""
    persons = people(6, 308)
    page = Page().wide("Xóm Núi", 5).add("TT", "Họ tên chủ hộ", "Năm sinh", "Số khẩu", "Thu nhập")
    page.add("", "", "", "(người)", "(1.000 đồng)")
    page.all((n, one.name, one.year, 4, 56000) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Xóm Núi", one.year, members=4) for one in persons])


def names_in_quotes_and_tabs() -> Listing:
    """Text with tabs, each cell in quotes, an apostrophe before numbers."""
    persons = people(6, 309)
    page = Page().add('"STT"', '"Họ tên"', '"Năm sinh"', '"CCCD"', '"Thôn"')
    rows = [(n, one.name, f"'{one.year}", f"'{one.personal_id}", "Thôn 9") for n, one in enumerate(persons, 1)]
    page = Page().add("STT", "Họ tên", "Năm sinh", "CCCD", "Thôn").all(rows)
    homes = [Home(one.name, "Thôn 9", one.year, id=one.personal_id) for one in persons]
    return text(page, homes, "utf-8", "\t")


def bars_between() -> Listing:
    """Text with upright bars."""
    persons = people(6, 310)
    page = Page().add("STT", "Họ tên", "Năm sinh", "Địa chỉ")
    page.all((n, one.name, one.year, "Tổ 1, ấp Tân Lợi") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Tân Lợi", one.year, address="Tổ 1, ấp Tân Lợi") for one in persons]
    return text(page, homes, "utf-8", "|", suffix=".txt")


def half_on_another_sheet() -> Listing:
    """The list goes on, on «Sheet2», without heads and title."""
    persons = people(20, 311)
    first = Page("Sheet1").wide("DANH SÁCH HỘ ẤP CÁI NƯỚC", 3).add("STT", "Họ tên", "Năm sinh")
    first.all((n, one.name, one.year) for n, one in enumerate(persons[:10], 1))
    second = Page("Sheet2").all((n, one.name, one.year) for n, one in enumerate(persons[10:], 11))
    return xlsx([first, second], [Home(one.name, "Ấp Cái Nước", one.year) for one in persons])


def village_by_formula() -> Listing:
    """The village by `=D$2` and names by CONCATENATE, kept values."""
    persons = people(6, 312)
    page = Page().add("STT", "Họ tên", "Năm sinh", "Ấp")
    page.all((n, Formula('=CONCATENATE("a","b")', one.name), one.year, Formula("=$D$2", "Ấp Cái Nước")) for n, one in
             enumerate(persons, 1))  # fmt: skip
    return xlsx(page, [Home(one.name, "Ấp Cái Nước", one.year) for one in persons])


def ethnic_group_crosses() -> Listing:
    """«Dân tộc» over «Kinh», «Khmer», «Hoa» to be crossed."""
    persons = people(6, 313)
    page = Page().wide("Ấp Cái Nước", 6).add("STT", "Họ tên", "Năm sinh", "Dân tộc", "", "").merge(0, 3, 0, 5)
    page.add("", "", "", "Kinh", "Khmer", "Hoa")
    crosses = (("x", "", ""), ("", "x", ""), ("", "", "x"))
    page.all((n + 1, one.name, one.year, *crosses[n % 3]) for n, one in enumerate(persons))
    said = ("Kinh", "Khmer", "Hoa")
    return xlsx(page, [Home(one.name, "Ấp Cái Nước", one.year, ethnic=said[n % 3]) for n, one in enumerate(persons)])


def class_by_section_and_letters() -> Listing:
    """«A. Hộ nghèo» over villages as sections: the class holds for all villages below it."""
    persons = people(8, 314)
    page, homes = Page().add("STT", "Họ tên", "Năm sinh"), []
    for number, (line, poverty) in enumerate((("HỘ NGHÈO", POOR), ("HỘ CẬN NGHÈO", NEAR))):
        page.add("AB"[number], line)
        for place, village in enumerate(("Thôn Tả", "Thôn Hữu")):
            some = persons[number * 4 + place * 2 : number * 4 + place * 2 + 2]
            page.add("I" * (place + 1), village).all((n, one.name, one.year) for n, one in enumerate(some, 1))
            homes += [Home(one.name, village, one.year, poverty=poverty) for one in some]
    return xlsx(page, homes)


def not_poor_in_words() -> Listing:
    """«Hộ nghèo» and «Hộ cận nghèo» columns with «Có», «Không»."""
    persons = people(6, 315)
    page = Page().wide("Thôn Tả", 5).add("STT", "Họ tên", "Năm sinh", "Hộ nghèo", "Hộ cận nghèo")
    rows = (("Có", "Không"), ("Không", "Có"), ("không", "không"))
    page.all((n + 1, one.name, one.year, *rows[n % 3]) for n, one in enumerate(persons))
    classes = (POOR, NEAR, NOT_POOR)
    return xlsx(page, [Home(one.name, "Thôn Tả", one.year, poverty=classes[n % 3]) for n, one in enumerate(persons)])


def long_blank_end() -> Listing:
    """A thousand formatted, numbered lines without names behind ten households; .xls."""
    persons = people(10, 316)
    page = Page().wide("Thôn Tả", 3).add("STT", "Họ tên", "Năm sinh")
    page.all((n, one.name, one.year) for n, one in enumerate(persons, 1)).all((n, "", "") for n in range(11, 400))
    return xls(page, [Home(one.name, "Thôn Tả", one.year) for one in persons])


def village_head_says_the_word() -> Listing:
    """«Tên thôn (xóm)» over bare names and numbers; NFD heads in capitals."""
    persons = people(6, 317)
    page = Page().add("STT", "HỌ TÊN", "NĂM SINH", "THÔN")
    page.all((n, one.name, one.year, "Đồng Găng" if n < 4 else "7") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Thôn Đồng Găng" if n < 3 else "Thôn 7", one.year) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def years_with_remarks() -> Listing:
    """«1957 (75 tuổi)», «1957 - chết 2020», «sinh năm 1957»."""
    said = ("1957 (67 tuổi)", "sinh năm 1957", "ngày 12 tháng 3 năm 1957", "12/3 / 1957", "1957.", "~1957", "57")
    persons = people(len(said), 318)
    page = Page().wide("Thôn Tả", 3).add("STT", "Họ tên", "Năm sinh")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    homes = [Home(one.name, "Thôn Tả", 1957) for one in persons]
    return xlsx(page, homes, doubts=frozenset({"sheets.birth_two_digits"}))


def section_in_the_last_column() -> Listing:
    """The village's line stands in the middle or at the right, merged there."""
    persons = people(6, 319)
    page, homes = Page().add("STT", "Họ tên", "Năm sinh", "Số khẩu", "Ghi chú"), []
    for number, village in enumerate(("Ấp Một", "Ấp Hai")):
        some = persons[number * 3 : number * 3 + 3]
        page.add("", "", "", village.upper()).all((n, one.name, one.year, 4, "") for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year, members=4) for one in some]
    return xlsx(page, homes)


def members_without_anything() -> Listing:
    """Members below the head without number or relation, only name and year, the number blank."""
    persons, others = people(4, 320), people(8, 321)
    page = Page().wide("Ấp Một", 4).add("STT", "Họ và tên chủ hộ, các thành viên", "Năm sinh", "Quan hệ")
    for number, one in enumerate(persons):
        page.add(number + 1, one.name, one.year, "Chủ hộ")
        page.all(("", other.name, other.year, "") for other in others[number * 2 : number * 2 + 2])
    return xlsx(page, [Home(one.name, "Ấp Một", one.year, members=3) for one in persons])
