"""Lists by how they say the village: section lines, tabs, titles, columns, addresses, several tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lists.paper import Formula, Page
from tests.lists.truth import Home, Listing, Person, people, xls, xlsx

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Ghi chú")


def _rows(persons: list[Person], start: int = 1) -> list[tuple[object, ...]]:
    return [(number, one.name, one.year, 4, "") for number, one in enumerate(persons, start)]


def _homes(persons: list[Person], village: str) -> list[Home]:
    return [Home(one.name, village, one.year, members=4) for one in persons]


def counted_sections() -> Listing:
    """«Thôn 3: 45 hộ» merged over the whole width; STT restarts."""
    persons = people(30, 31)
    page, homes = Page().add(*HEAD), []
    for number in range(3):
        some = persons[number * 10 : number * 10 + 10]
        page.wide(f"Thôn {number + 1}: {len(some)} hộ, {4 * len(some)} khẩu", 5).all(_rows(some))
        homes += _homes(some, f"Thôn {number + 1}")
    return xlsx(page, homes)


def roman_sections() -> Listing:
    """Roman numbers in STT, the village in capitals with its count beside or behind; totals of each, signatures."""
    persons = people(24, 32)
    page, homes = Page().wide("DANH SÁCH HỘ XÃ LONG HÒA", 5).add(*HEAD).add("(1)", "(2)", "(3)", "(4)", "(5)"), []
    places = (("I", "ẤP TÂN HÒA (8 hộ)", "Ấp Tân Hòa"), ("II.", "ẤP TÂN HOÀ A", "Ấp Tân Hoà A"),
              ("III", "Ấp Bờ Kè - 8 hộ", "Ấp Bờ Kè"))  # fmt: skip
    for number, (ordinal, line, village) in enumerate(places):
        some = persons[number * 8 : number * 8 + 8]
        page.add(ordinal, line, "", 32, "").all(_rows(some)).add("", f"Cộng {village.lower()}", "", 32)
        homes += _homes(some, village)
    page.add("", "TỔNG CỘNG TOÀN XÃ", "", 96).blank(2)
    page.add("", "", "Long Hòa, ngày … tháng … năm 2024")
    page.add("", "TRƯỞNG ẤP", "", "CÔNG CHỨC VHXH", "CHỦ TỊCH").blank(3).add("", "Lê Văn Trưởng", "", "Võ Thị Công")
    return xlsx(page, homes)


def sections_without_counts() -> Listing:
    """«Khu phố 2» in the name column, «Khu phố 3» in the first, STT restarts, totals in words."""
    persons = people(18, 33)
    page, homes = Page().wide("PHƯỜNG VĨNH LỢI", 5).add(*HEAD), []
    for number in range(3):
        some = persons[number * 6 : number * 6 + 6]
        page.add(*["", f"Khu phố {number + 1}"][number % 2 :]).all(_rows(some))
        page.add("", "Cộng:", f"{len(some)} hộ", 24)
        homes += _homes(some, f"Khu phố {number + 1}")
    return xlsx(page, homes)


def sections_go_on() -> Listing:
    """A village's line again on the next page, «(tiếp theo)», «(tt)»; the head of the village behind a dash."""
    persons = people(20, 34)
    page = Page().add(*HEAD).wide("Ấp 1 - Trưởng ấp: ông Nguyễn Văn Tám", 5).all(_rows(persons[:6]))
    page.add(*HEAD).wide("Ấp 1 (tiếp theo)", 5).all(_rows(persons[6:10], 7))
    page.wide("Ấp 2; Trưởng ấp: bà Lê Thị Chín, ĐT: 0911222333", 5).all(_rows(persons[10:15])).add(*HEAD)
    page.wide("Ấp 2 (tt)", 5).all(_rows(persons[15:], 6))
    return xlsx(page, _homes(persons[:10], "Ấp 1") + _homes(persons[10:], "Ấp 2"))


def groups_within_villages() -> Listing:
    """«THÔN ĐÔNG» over «Tổ 1», «Tổ 2»; «Thôn Tây» too."""
    persons = people(16, 35)
    page = Page().add(*HEAD)
    for number, village in enumerate(("THÔN ĐÔNG", "Thôn Tây")):
        page.add("AB"[number], village)
        for group in range(2):
            start = number * 8 + group * 4
            page.add(str(group + 1) if group else "", f"Tổ {group + 1}").all(_rows(persons[start : start + 4]))
    return xlsx(page, _homes(persons[:8], "Thôn Đông") + _homes(persons[8:], "Thôn Tây"))


def village_names_of_the_highlands() -> Listing:
    """Làng, buôn, bon, plei, bản as section lines."""
    persons = people(15, 36)
    places = ("Làng Kon Rẫy", "Buôn Ea Kmát", "Plei Ốp", "Bản Lũng Vài", "Bon Bu Prâng")
    page, homes = Page().add(*HEAD), []
    for number, village in enumerate(places):
        some = persons[number * 3 : number * 3 + 3]
        page.add("", village.upper(), "", "", "").all(_rows(some))
        homes += _homes(some, village)
    return xlsx(page, homes)


def village_of_the_tab() -> Listing:
    """One sheet a village, named in all ways; each with the same title of the commune."""
    persons = people(15, 37)
    tabs = (("Thôn 1", "Thôn 1"), ("Thon 2", "Thon 2"), ("Thôn 03", "Thôn 03"), ("4. Ấp Hòa Lợi", "Ấp Hòa Lợi"),
            ("DS ấp Tân Tiến", "Ấp Tân Tiến"))  # fmt: skip
    pages, homes = [], []
    for number, (tab, village) in enumerate(tabs):
        some = persons[number * 3 : number * 3 + 3]
        page = Page(tab).wide("DANH SÁCH HỘ GIA ĐÌNH XÃ PHÚ MỸ NĂM 2024", 5).add(*HEAD).all(_rows(some))
        page.add("", "Tổng cộng", "", 12)
        pages.append(page)
        homes += _homes(some, village)
    homes = [Home(one.head, one.village.replace("Thon 2", "Thôn 2"), one.year, members=4) for one in homes]
    return xlsx(pages, homes)


def many_kinds_of_sheets() -> Listing:
    """A summary first, two villages, a chart, a blank sheet, a hidden old list, a sheet of notes."""
    persons, old = people(12, 38), people(3, 39)
    summary = Page("Tổng hợp").wide("TỔNG HỢP HỘ DÂN TOÀN XÃ", 5)
    summary.add("STT", "Tên thôn", "Số hộ", "Số khẩu", "Hộ nghèo").add(1, "Thôn Thượng", 6, 24, 1)
    summary.add(2, "Thôn Hạ", 6, 24, 0).add("", "Tổng cộng", 12, 48, 1)
    first = Page("Sheet1").add("Thôn: Thượng").blank().add(*HEAD).all(_rows(persons[:6]))
    second = Page("Sheet1 (2)").add("Thôn: Hạ").blank().add(*HEAD).all(_rows(persons[6:]))
    hidden = Page("cũ", hidden=True).add("Thôn: Thượng").add(*HEAD).all(_rows(old))
    notes = Page("Ghi chú").add("1. Danh sách do thôn lập").add("2. Gửi trước ngày 10/3")

    def chart(_: Worksheet, book: xlsxwriter.Workbook) -> None:
        drawing = book.add_chart({"type": "column"})
        drawing.add_series({"values": "='Tổng hợp'!$C$3:$C$4"})
        book.add_chartsheet("Biểu đồ").set_chart(drawing)

    notes.more = chart
    pages = [summary, first, second, Page("Sheet4"), hidden, notes]
    return xlsx(pages, _homes(persons[:6], "Thôn Thượng") + _homes(persons[6:], "Thôn Hạ"))


def everything_once_more() -> Listing:
    """A sheet of the whole commune with a village column, and the same people again on sheets of their villages."""
    persons = people(12, 40)
    whole = Page("Toàn xã").add("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")
    whole.all((n, one.name, one.year, "Ấp 1" if n < 7 else "Ấp 2") for n, one in enumerate(persons, 1))
    pages = [whole]
    for number in range(2):
        some = persons[number * 6 : number * 6 + 6]
        page = Page(f"Ấp {number + 1}").add("STT", "Họ và tên chủ hộ", "Năm sinh")
        pages.append(page.all((n, one.name, one.year) for n, one in enumerate(some, 1)))
    homes = [Home(one.name, "Ấp 1" if n < 6 else "Ấp 2", one.year) for n, one in enumerate(persons)]
    return xlsx(pages, homes, duplicates=12)


def village_merged_down() -> Listing:
    """The village once, merged beside its rows, turned upright; before the number."""
    persons = people(12, 41)
    page, homes = Page().add("Thôn, xóm", "STT", "Họ và tên", "Năm sinh"), []
    for number, village in enumerate(("XÓM TRÚC", "xóm Bãi", "Xóm Chợ")):
        some = persons[number * 4 : number * 4 + 4]
        page.all((village if n == 1 else "", n, one.name, one.year) for n, one in enumerate(some, 1))
        page.merge(-3, 0, 0, 0)
        homes += [Home(one.name, f"Xóm {village[4:].title()}", one.year) for one in some]
    return xlsx(page, homes)


def village_in_first_row_only() -> Listing:
    """The village only beside its first household, no merge; .xls."""
    persons = people(12, 42)
    page, homes = Page().add("STT", "Họ và tên", "Năm sinh", "Khóm"), []
    for number, village in enumerate(("Khóm 1", "Khóm 2", "Khóm 3")):
        some = persons[number * 4 : number * 4 + 4]
        page.all((n, one.name, one.year, village if n == 1 else "") for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year) for one in some]
    return xls(page, homes)


def village_as_number() -> Listing:
    """A column «Ấp» of numbers, some as text, some with zeros."""
    persons = people(9, 43)
    page = Page().add("TT", "Chủ hộ", "Năm sinh", "Ấp")
    said = (1, "1", "01", 2, "2", " 2 ", 3.0, "03", "Ấp 3")
    page.all((n + 1, one.name, one.year, said[n]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, f"Ấp {n // 3 + 1}", one.year) for n, one in enumerate(persons)])


def village_in_address() -> Listing:
    """Only an address: «Tổ 5, ấp Tân Lợi, xã X», «Số 12 đường Lê Lợi, Khu phố 3»."""
    persons = people(6, 44)
    places = ("Tổ 5, ấp Tân Lợi, xã Tân Thạnh", "Ấp Tân Lợi - Tân Thạnh", "ấp Tân Lợi",
              "Số 12, đường Lê Lợi, Khu phố 3", "KP3, P. Vĩnh Lợi", "Khu phố 3")  # fmt: skip
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Địa chỉ thường trú")
    page.all((n + 1, one.name, one.year, places[n]) for n, one in enumerate(persons))
    homes = [
        Home(one.name, "Ấp Tân Lợi" if n < 3 else "Khu phố 3", one.year, address=places[n])
        for n, one in enumerate(persons)
    ]
    return xlsx(page, homes)


def village_spelled_many_ways() -> Listing:
    """One village as «ẤP ĐÔNG PHƯỚC», «Đông Phước», «ấp  đông phước», «Ap Dong Phuoc», NFD, tone elsewhere."""
    persons = people(8, 45)
    said = ("ẤP ĐÔNG PHƯỚC", "Đông Phước", "ấp  đông phước ", "Ấp Đông Phước", "Ap Dong Phuoc",
            "Ấp Đông Phước", "Ấp Hoà Mỹ", "ấp Hòa Mỹ")  # fmt: skip
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Tên ấp")
    page.all((n + 1, one.name, one.year, said[n]) for n, one in enumerate(persons))
    names = ["Ấp Đông Phước"] * 6 + ["Ấp Hòa Mỹ"] * 2
    return xlsx(page, [Home(one.name, names[n], one.year) for n, one in enumerate(persons)])


def village_by_failed_lookup() -> Listing:
    """A village column by VLOOKUP with errors in some rows: they take the section's village."""
    persons = people(6, 46)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Thôn").add("I", "THÔN ĐOÀI")
    for number, one in enumerate(persons, 1):
        shown = "#N/A" if number in {2, 5} else "Thôn Đoài"
        page.add(number, one.name, one.year, Formula("=VLOOKUP(1,A1:B2,2,0)", shown))
    homes = [Home(one.name, "Thôn Đoài", one.year) for one in persons]
    return xlsx(page, homes, doubts=frozenset({"sheets.formula_error"}))


def two_tables_beside() -> Listing:
    """Two halves of one list side by side, number 1–6 left and 7–12 right, under one title."""
    persons = people(12, 47)
    page = Page().wide("DANH SÁCH HỘ ẤP VÀM", 7).add("STT", "Họ và tên", "Năm sinh", "", "STT", "Họ và tên", "Năm sinh")
    for number in range(6):
        one, other = persons[number], persons[number + 6]
        page.add(number + 1, one.name, one.year, "", number + 7, other.name, other.year)
    page.add("", "Người lập", "", "", "", "Trưởng ấp").blank(2).add("", "Lê Văn Lập", "", "", "", "Võ Văn Trưởng")
    return xlsx(page, [Home(one.name, "Ấp Vàm", one.year) for one in persons])


def two_villages_beside() -> Listing:
    """Two villages side by side, each with its own title over its own table, of unequal length."""
    persons = people(9, 48)
    page = Page().add("ẤP TRONG", "", "", "", "ẤP NGOÀI").merge(0, 0, 0, 2).merge(0, 4, 0, 6)
    page.add("STT", "Họ và tên", "Năm sinh", "", "STT", "Họ và tên", "Năm sinh")
    for number in range(6):
        one = persons[number]
        right = persons[number + 6] if number < 3 else None
        page.add(number + 1, one.name, one.year, "", *((number + 1, right.name, right.year) if right else ()))
    homes = [Home(one.name, "Ấp Trong" if n < 6 else "Ấp Ngoài", one.year) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def tables_below_each_other() -> Listing:
    """Each village its own letter head, title, head, total and signatures, one below the other."""
    persons = people(12, 49)
    page = Page()
    homes = []
    for number, village in enumerate(("Thôn Nội", "Thôn Trung", "Thôn Ngoại")):
        some = persons[number * 4 : number * 4 + 4]
        page.add("UBND XÃ AN LẠC", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        page.wide(f"DANH SÁCH HỘ GIA ĐÌNH {village.upper()}", 5).add(*HEAD).all(_rows(some))
        page.add("", "Tổng cộng: 4 hộ", "", 16).add("", "", "", "Ngày 2 tháng 3 năm 2024")
        page.add("", "Người lập", "", "Trưởng thôn").blank(3).add("", "Đỗ Văn Lập", "", "Vũ Văn Trưởng").blank(3)
        homes += _homes(some, village)
    return xlsx(page, homes)


def tables_of_other_shape_below() -> Listing:
    """A second table below has its columns in another order."""
    persons = people(8, 50)
    page = Page().wide("ẤP THẠNH PHÚ", 4).add("STT", "Họ và tên", "Năm sinh", "Số khẩu")
    page.all((n, one.name, one.year, 4) for n, one in enumerate(persons[:4], 1)).blank(3)
    page.wide("ẤP THẠNH ĐÔNG", 4).add("STT", "Năm sinh", "Số khẩu", "Họ và tên")
    page.all((n, one.year, 4, one.name) for n, one in enumerate(persons[4:], 1))
    return xlsx(page, _homes(persons[:4], "Ấp Thạnh Phú") + _homes(persons[4:], "Ấp Thạnh Đông"))


def village_with_a_name_of_number() -> Listing:
    """«Tổ dân phố số 4», «TDP 5A», «Khu dân cư số 2», «Thôn 1B» as a column."""
    persons = people(8, 51)
    said = ("Tổ dân phố số 4", "TDP 5A", "Khu dân cư số 2", "Thôn 1B")
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Thôn/TDP")
    page.all((n + 1, one.name, one.year, said[n // 2]) for n, one in enumerate(persons))
    titles = ("Tổ dân phố số 4", "Tổ dân phố 5A", "Khu dân cư số 2", "Thôn 1B")
    return xlsx(page, [Home(one.name, titles[n // 2], one.year) for n, one in enumerate(persons)])


def village_beside_commune() -> Listing:
    """Columns «Xã», «Thôn», «Tổ»: the village is the thôn."""
    persons = people(6, 52)
    page = Page().add("STT", "Tỉnh", "Huyện", "Xã", "Thôn", "Tổ", "Họ và tên", "Năm sinh")
    page.all((n, "Gia Lai", "An Khê", "Tú An", "Cửu Đạo", "Tổ 2", one.name, one.year) for n, one in
             enumerate(persons, 1))  # fmt: skip
    return xlsx(page, [Home(one.name, "Thôn Cửu Đạo", one.year) for one in persons])
