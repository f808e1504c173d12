"""Lists of clerks with habits of their own: broken heads, sections by anything, names with numbers, exported text."""

from __future__ import annotations

from tests.lists.paper import Page
from tests.lists.truth import MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, text, xlsx


def heads_broken_over_two_rows() -> Listing:
    """«Số / TT», «Họ và tên / chủ hộ», «Năm / sinh»: one label in two cells below each other."""
    persons = people(6, 201)
    page = (
        Page()
        .wide("ẤP THỚI HÒA", 5)
        .add("Số", "Họ và tên", "Năm", "Số", "Ghi")
        .add("TT", "chủ hộ", "sinh", "khẩu", "chú")
    )
    page.all((n, one.name, one.year, 4, "") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Thới Hòa", one.year, members=4) for one in persons])


def numbers_in_heads() -> Listing:
    """«STT (1)», «Họ và tên chủ hộ (2)», «Năm sinh (3)»."""
    persons = people(6, 202)
    page = Page().wide("Ấp 3", 4).add("STT (1)", "Họ và tên chủ hộ (2)", "Năm sinh (3)", "Dân tộc (4)")
    page.all((n, one.name, one.year, "Kinh") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp 3", one.year, ethnic="Kinh") for one in persons])


def names_merged_in_every_row() -> Listing:
    """The name's cell merged over two columns in each row, as the head's is."""
    persons = people(6, 203)
    page = Page().wide("Xóm Giữa", 4).add("STT", "Họ và tên chủ hộ", "", "Năm sinh").merge(0, 1, 0, 2)
    for number, one in enumerate(persons, 1):
        page.add(number, one.name, "", one.year).merge(0, 1, 0, 2)
    return xlsx(page, [Home(one.name, "Xóm Giữa", one.year) for one in persons])


def double_spaced() -> Listing:
    """A blank row after each household, a dotted line below the table."""
    persons = people(6, 204)
    page = Page().wide("Xóm Giữa", 3).add("STT", "Họ tên", "Năm sinh")
    for number, one in enumerate(persons, 1):
        page.add(f"{number:02d}", one.name, one.year).blank()
    page.add("", "................", "").add("", "Ngày ..../..../2024")
    return xlsx(page, [Home(one.name, "Xóm Giữa", one.year) for one in persons])


def numbers_within_names() -> Listing:
    """«1. Nguyễn Văn An» in one column, no number of its own."""
    persons = people(6, 205)
    page = Page().wide("Xóm Giữa", 3).add("Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
    page.all((f"{n}. {one.name}" if n % 2 else f"{n}/ {one.name}", one.year, 4) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Xóm Giữa", one.year, members=4) for one in persons])


def households_of_mister() -> Listing:
    """«Hộ ông Nguyễn Văn Tư», «Hộ bà …», «GĐ ông …», «Gia đình bà …»."""
    persons = people(6, 206)
    before = ("Hộ ông ", "Hộ bà ", "GĐ ông ", "Gia đình bà ", "Hộ: ", "HỘ ÔNG: ")
    page = Page().wide("Xóm Giữa", 3).add("STT", "Hộ gia đình", "Năm sinh")
    page.all((n + 1, before[n] + one.name, one.year) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Xóm Giữa", one.year) for one in persons])


def village_in_two_cells() -> Listing:
    """«Thôn:» in one cell, «Đông Hải» in the next, above the table."""
    persons = people(6, 207)
    page = Page().wide("DANH SÁCH HỘ GIA ĐÌNH", 4).add("", "Thôn:", "Đông Hải").add("", "Xã:", "Hải Ninh")
    page.add("STT", "Họ tên", "Năm sinh").all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Đông Hải", one.year) for one in persons])


def village_as_unit() -> Listing:
    """«Đơn vị: Thôn Đông Hải» over the table, «Đơn vị tính: người» beside."""
    persons = people(6, 208)
    page = Page().add("Đơn vị: Thôn Đông Hải").wide("DANH SÁCH HỘ GIA ĐÌNH", 4).add("", "", "Đơn vị tính: người")
    page.add("STT", "Họ tên", "Năm sinh").all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Đông Hải", one.year) for one in persons])


def sections_in_many_forms() -> Listing:
    """«* Thôn 1», «- Thôn 2:», «3. Thôn Ba Gà», «THÔN 4 = 3 HỘ», «Thôn 5 có 3 hộ», «thôn 6 (tổng số: …)»."""
    lines = (("* Thôn 1", "Thôn 1"), ("- Thôn 2:", "Thôn 2"), ("3. Thôn Ba Gà", "Thôn Ba Gà"),
             ("THÔN 4 = 3 HỘ", "Thôn 4"), ("Thôn 5 có 3 hộ", "Thôn 5"),
             ("thôn 6 (tổng số: 3 hộ; 12 khẩu)", "Thôn 6"), ("Thôn 7 : 3", "Thôn 7"),
             ("Thôn 8 - tổng 3 hộ", "Thôn 8"), ("THÔN 9/ 3 HỘ", "Thôn 9"))  # fmt: skip
    persons = people(27, 209)
    page, homes = Page().add("STT", "Họ tên", "Năm sinh"), []
    for number, (line, village) in enumerate(lines):
        some = persons[number * 3 : number * 3 + 3]
        page.add("", line).all((n, one.name, one.year) for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(page, homes)


def numbered_sections_with_sums() -> Listing:
    """Sections numbered 1, 2 with sums in the columns, households numbered 1.1, 1.2."""
    persons = people(8, 210)
    page, homes = Page().add("STT", "Họ tên chủ hộ", "Năm sinh", "Số khẩu", "Hộ nghèo"), []
    for number, village in enumerate(("Thôn Đông", "Thôn Tây"), 1):
        some = persons[number * 4 - 4 : number * 4]
        page.add(number, village, "", 16, 1)
        page.all((f"{number}.{n}", one.name, one.year, 4, "x" if n == 1 else "") for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year, None, POOR if n == 0 else None, members=4) for n, one in
                  enumerate(some)]  # fmt: skip
    page.add("", "Tổng", "", 32, 2)
    return xlsx(page, homes)


def sections_that_are_no_places() -> Listing:
    """«I. Hộ đăng ký mới», «II. Hộ chuyển đến», «III. Các hộ khác» in a village's list."""
    persons = people(9, 211)
    page = Page().wide("DANH SÁCH HỘ ẤP KÊNH NGANG", 3).add("STT", "Họ tên", "Năm sinh")
    for number, line in enumerate(("Hộ đăng ký mới", "Hộ chuyển đến", "Các hộ khác")):
        page.add("I" * (number + 1), line).all(
            (n, one.name, one.year) for n, one in enumerate(persons[number * 3 : number * 3 + 3], 1)
        )
    return xlsx(page, [Home(one.name, "Ấp Kênh Ngang", one.year) for one in persons])


def sections_of_places_and_classes() -> Listing:
    """Villages as sections, within them «Hộ nghèo», «Hộ cận nghèo», «Hộ không nghèo»."""
    persons = people(12, 212)
    page, homes = Page().add("STT", "Họ tên", "Năm sinh"), []
    for number, village in enumerate(("Ấp Trong", "Ấp Ngoài")):
        page.add("AB"[number], village.upper())
        for place, line in enumerate(("Hộ nghèo", "Hộ cận nghèo", "Hộ không nghèo")):
            some = persons[number * 6 + place * 2 : number * 6 + place * 2 + 2]
            page.add("I" * (place + 1), line).all((n, one.name, one.year) for n, one in enumerate(some, 1))
            homes += [Home(one.name, village, one.year, poverty=(POOR, NEAR, NOT_POOR)[place]) for one in some]
    return xlsx(page, homes)


def leaders_of_villages_between() -> Listing:
    """«Trưởng thôn: Ông …», «Tổ trưởng: bà …», «Ấp trưởng …» lines under the section lines."""
    persons = people(8, 213)
    page, homes = Page().add("STT", "Họ tên", "Năm sinh"), []
    for number, village in enumerate(("Ấp Trong", "Ấp Ngoài")):
        some = persons[number * 4 : number * 4 + 4]
        page.add("", village).add("", ("Tổ trưởng: bà Lê Thị Tám", "Ấp trưởng: ông Võ Văn Chín")[number])
        page.all((n, one.name, one.year) for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(page, homes)


def tabs_by_class() -> Listing:
    """Tabs «Hộ nghèo», «Hộ cận nghèo»; the village in the title of each."""
    persons = people(8, 214)
    pages, homes = [], []
    for number, tab in enumerate(("Hộ nghèo", "Hộ cận nghèo")):
        some = persons[number * 4 : number * 4 + 4]
        page = Page(tab).wide("DANH SÁCH HỘ THÔN BÌNH AN", 3).add("STT", "Họ tên", "Năm sinh", "Diện hộ")
        pages.append(page.all((n, one.name, one.year, tab) for n, one in enumerate(some, 1)))
        homes += [Home(one.name, "Thôn Bình An", one.year, poverty=(POOR, NEAR)[number]) for one in some]
    return xlsx(pages, homes)


def tabs_by_year() -> Listing:
    """Tabs «Năm 2023», «Năm 2024»: the same people and two more; a village column."""
    persons = people(8, 215)
    pages = []
    for tab, some in (("Năm 2023", persons[:6]), ("Năm 2024", persons)):
        page = Page(tab).add("STT", "Họ tên", "Năm sinh", "Thôn")
        pages.append(page.all((n, one.name, one.year, "Thôn Nam") for n, one in enumerate(some, 1)))
    return xlsx(pages, [Home(one.name, "Thôn Nam", one.year) for one in persons], duplicates=6)


def tabs_with_more_words() -> Listing:
    """«DS hộ thôn Đông Hải 2024», «Thôn Đoài (45 hộ)», «3-Thôn Nam», «Th. Bắc» in tabs."""
    persons = people(9, 216)
    tabs = (
        ("DS hộ thôn Đông Hải 2024", "Thôn Đông Hải"),
        ("Thôn Đoài (3 hộ)", "Thôn Đoài"),
        ("3-Thôn Nam", "Thôn Nam"),
    )
    pages, homes = [], []
    for number, (tab, village) in enumerate(tabs):
        some = persons[number * 3 : number * 3 + 3]
        page = Page(tab).add("STT", "Họ tên", "Năm sinh")
        pages.append(page.all((n, one.name, one.year) for n, one in enumerate(some, 1)))
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(pages, homes)


def village_in_the_head_of_the_address() -> Listing:
    """«Địa chỉ (ấp)» over bare names."""
    persons = people(6, 217)
    page = Page().add("STT", "Họ tên", "Năm sinh", "Địa chỉ (ấp)")
    page.all((n, one.name, one.year, "Tân Lợi" if n < 4 else "Tân Phú") for n, one in enumerate(persons, 1))
    homes = [
        Home(one.name, f"Ấp {name}", one.year, address=name)
        for n, one in enumerate(persons)
        for name in ["Tân Lợi" if n < 3 else "Tân Phú"]
    ]
    return xlsx(page, homes)


def village_of_the_file() -> Listing:
    """Nothing in the file names the village, its own name does."""
    persons = people(6, 218)
    page = Page().add("STT", "Họ tên", "Năm sinh")
    page.all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Tân Hòa", one.year) for one in persons]
    return xlsx(page, homes, file="DS ho ấp Tân Hòa nam 2024")


def members_in_a_column_of_their_own() -> Listing:
    """The head's name once, the members below in another column."""
    persons, others = people(4, 219), people(8, 220)
    page = Page().wide("Thôn Trung", 4).add("STT", "Họ tên chủ hộ", "Họ tên các thành viên", "Năm sinh")
    for number, one in enumerate(persons):
        page.add(number + 1, one.name, "", one.year)
        for other in others[number * 2 : number * 2 + 2]:
            page.add("", "", other.name, other.year)
    return xlsx(page, [Home(one.name, "Thôn Trung", one.year, members=3) for one in persons])


def exported_numbers() -> Listing:
    """Text that a program exported: 1.0, 1957.0, 973855860.0, 79072000123.0."""
    persons = people(6, 221)
    page = Page().add("STT", "Họ tên", "Năm sinh", "SĐT", "CCCD", "Thôn")
    for number, one in enumerate(persons, 1):
        page.add(float(number), one.name, float(one.year), float(one.phone), float(one.personal_id), "Thôn 2")
    homes = [Home(one.name, "Thôn 2", one.year, phone=one.phone, id=one.personal_id) for one in persons]
    return text(page, homes, "utf-8", doubts=frozenset({"sheets.phone_zero_restored", "sheets.id_zero_restored"}))


def ids_lost_in_exponents() -> Listing:
    """IDs that Excel shortened to 7.9072E+10 when it wrote text: lost, told, and no duplicates of each other."""
    persons = people(4, 222)
    page = Page().add("STT", "Họ tên", "Năm sinh", "CCCD", "Thôn")
    page.all((n, one.name, one.year, "7.90720E+10", "Thôn 2") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Thôn 2", one.year, id="7.90720E+10") for one in persons]
    doubts = frozenset({"sheets.id_unclear", "households.personal_id"})
    return text(page, homes, "utf-8", doubts=doubts)


def misread_text() -> Listing:
    """UTF-8 that was opened as Western text and saved again: «Nguyá»…n VÄƒn»."""
    persons = people(6, 223)

    def spoiled(written: str) -> str:
        return "".join(
            chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
            for byte in written.encode()
        )

    page = Page().add("STT", spoiled("Họ tên chủ hộ"), spoiled("Năm sinh"), spoiled("Ấp"))
    page.all((n, spoiled(one.name), one.year, spoiled("Ấp Lớn")) for n, one in enumerate(persons, 1))
    return text(page, [Home(one.name, "Ấp Lớn", one.year) for one in persons], "utf-8")


def english_total() -> Listing:
    """«Total», «Grand Total» below, as Excel's tables have it."""
    persons = people(6, 224)
    page = Page().wide("Thôn 2", 3).add("STT", "Họ tên", "Năm sinh", "Số khẩu")
    page.all((n, one.name, one.year, 4) for n, one in enumerate(persons, 1)).add("Total", "", "", 24)
    page.add("", "Grand Total", "", 24)
    return xlsx(page, [Home(one.name, "Thôn 2", one.year, members=4) for one in persons])


def summary_below() -> Listing:
    """Below the list a small table: village, households, poor."""
    persons = people(8, 225)
    page = Page().add("STT", "Họ tên", "Năm sinh", "Thôn")
    page.all((n, one.name, one.year, "Thôn 1" if n < 5 else "Thôn 2") for n, one in enumerate(persons, 1)).blank(2)
    page.add("", "TỔNG HỢP").add("STT", "Tên thôn", "Số hộ", "Số khẩu").add(1, "Thôn 1", 4, 16)
    page.add(2, "Thôn 2", 4, 15).add("", "Tổng cộng", 8, 31)
    homes = [Home(one.name, "Thôn 1" if n < 4 else "Thôn 2", one.year) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def committee_above() -> Listing:
    """Above the list the committee of the village with numbers, posts and telephones; no head of its own."""
    persons = people(6, 226)
    page = Page().wide("BAN PHÁT TRIỂN THÔN ĐOÀI", 4)
    page.add(1, "Ông Lê Văn Ban", "Trưởng ban", "0912345678").add(2, "Bà Đỗ Thị Phó", "Phó ban", "0912345679").blank()
    page.add("STT", "Họ và tên chủ hộ", "Năm sinh", "Ghi chú")
    page.all((n, one.name, one.year, "") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Đoài", one.year) for one in persons])


def signatures_beside() -> Listing:
    """The signatures stand to the right of the table, beside its rows."""
    persons = people(8, 227)
    page = Page().wide("Thôn Đoài", 3).add("STT", "Họ và tên", "Năm sinh")
    beside = {2: "NGƯỜI LẬP", 6: "Lê Văn Lập"}
    page.all((n, one.name, one.year, "", "", beside.get(n, "")) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Đoài", one.year) for one in persons])


def codes_of_letters_for_class() -> Listing:
    """«Loại hộ» as N, CN, K with a legend below."""
    persons = people(6, 228)
    page = Page().wide("Thôn Đoài", 3).add("STT", "Họ và tên", "Năm sinh", "Loại hộ")
    page.all((n, one.name, one.year, ("N", "CN", "K")[n % 3]) for n, one in enumerate(persons))
    page.add("", "Ghi chú: N: hộ nghèo; CN: hộ cận nghèo; K: hộ khác")
    classes = (POOR, NEAR, NOT_POOR)
    return xlsx(page, [Home(one.name, "Thôn Đoài", one.year, poverty=classes[n % 3]) for n, one in enumerate(persons)])


def class_crosses_of_three() -> Listing:
    """«Nghèo», «CN», «Không» with crosses below «Phân loại hộ gia đình»."""
    persons = people(6, 229)
    page = Page().wide("Thôn Đoài", 6).add("STT", "Họ và tên", "Phân loại hộ gia đình", "", "", "Năm sinh")
    page.merge(0, 2, 0, 4).add("", "", "HN", "HCN", "Còn lại", "")
    rows = (("x", "", ""), ("", "x", ""), ("", "", "x"))
    page.all((n + 1, one.name, *rows[n % 3], one.year) for n, one in enumerate(persons))
    classes = (POOR, NEAR, NOT_POOR)
    return xlsx(page, [Home(one.name, "Thôn Đoài", one.year, poverty=classes[n % 3]) for n, one in enumerate(persons)])


def address_in_many_columns() -> Listing:
    """«Nơi ở hiện nay» over «Số nhà», «Đường/tổ», «Khu phố»."""
    persons = people(6, 230)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Nơi ở hiện nay", "", "").merge(0, 3, 0, 5)
    page.add("", "", "", "Số nhà", "Tổ", "Khu phố")
    page.all((n, one.name, one.year, f"{n}A", 3, "Khu phố 5") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Khu phố 5", one.year, address=f"{n}A") for n, one in enumerate(persons, 1)])


def other_words_for_the_head() -> Listing:
    """«Tên chủ hộ/người đại diện», «Sinh năm», «Nam/Nữ», «Nhân khẩu (người)», «Căn cước», «Dân tộc/Tôn giáo»."""
    persons = people(6, 231)
    page = Page().add("No.", "Tên chủ hộ/người đại diện (ông, bà)", "Sinh năm", "Nam/Nữ", "Nhân khẩu (người)",
                      "Căn cước", "Số ĐT liên hệ", "Ấp/Khu phố")  # fmt: skip
    for n, one in enumerate(persons, 1):
        sex = "Nam" if one.sex is MALE else "Nữ"
        page.add(n, one.name, one.year, sex, 4, one.personal_id, one.phone, "Ấp Sua Đũa")
    homes = [
        Home(one.name, "Ấp Sua Đũa", one.year, one.sex, members=4, phone=one.phone, id=one.personal_id)
        for one in persons
    ]
    return xlsx(page, homes)


def given_names_first() -> Listing:
    """Titles such as «Ô», «B» in a column «Danh xưng», and «Họ tên» beside, «Tuổi» as well."""
    persons = people(6, 232)
    page = Page().wide("Ấp Sua Đũa", 4).add("TT", "Ông/Bà", "Họ tên", "Tuổi", "Năm sinh")
    page.all((n, "Ông" if one.sex is MALE else "Bà", one.name, 2024 - one.year, one.year) for n, one in
             enumerate(persons, 1))  # fmt: skip
    return xlsx(page, [Home(one.name, "Ấp Sua Đũa", one.year) for one in persons])


def relations_in_many_words() -> Listing:
    """Relations «Chủ hộ», «CHỦ HỘ», «Chủ», «chủ hộ »; members «Con dâu», «Mẹ vợ», «Ở nhờ»."""
    persons, others = people(4, 233), people(12, 234)
    page = Page().wide("Ấp Sua Đũa", 4).add("TT", "Họ và tên", "QH với CH", "Năm sinh")
    said = ("Chủ hộ", "CHỦ HỘ", "Chủ", "chủ hộ ")
    members = ("Con dâu", "Mẹ vợ", "Ở nhờ")
    running = 0
    for number, one in enumerate(persons):
        for place, other in enumerate((one, *others[number * 3 : number * 3 + 3])):
            running += 1
            page.add(running, other.name, members[place - 1] if place else said[number], other.year)
    return xlsx(page, [Home(one.name, "Ấp Sua Đũa", one.year, members=4) for one in persons])


def poor_by_title() -> Listing:
    """A list whose title says «DANH SÁCH HỘ NGHÈO THÔN …» and that has no column for it."""
    persons = people(6, 235)
    page = Page().wide("DANH SÁCH HỘ NGHÈO THÔN TÂN SƠN NĂM 2024", 3).add("STT", "Họ và tên", "Năm sinh")
    page.all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Tân Sơn", one.year, poverty=POOR) for one in persons])


def semicolon_titles() -> Listing:
    """Text with semicolons, titles without any, a blank line of separators, totals at the end."""
    persons = people(6, 236)
    page = (
        Page().add("UBND XÃ TÂN SƠN").add("DANH SÁCH HỘ GIA ĐÌNH").add("").add("STT", "Họ và tên", "Năm sinh", "Thôn")
    )
    page.all((n, one.name, one.year, "Thôn 3") for n, one in enumerate(persons, 1)).add("", "", "", "")
    page.add("", "Tổng cộng", "6 hộ", "")
    return text(page, [Home(one.name, "Thôn 3", one.year) for one in persons], "utf-8", ";")
