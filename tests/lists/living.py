"""Lists by whom their lines are about: members, subtotals, odd names, namesakes, signatures, blanks."""

from __future__ import annotations

import unicodedata

from tests.lists.paper import Page, Rich
from tests.lists.truth import MALE, POOR, Home, Listing, people, xls, xlsx

RELATED = ("Vợ", "Con đẻ", "Cháu nội")


def members_by_relation() -> Listing:
    """Each member a line, «Quan hệ với chủ hộ»; the number only at the head."""
    persons, others = people(6, 61), people(18, 62)
    page = Page().wide("SỔ HỘ THÔN LÃNG", 6)
    page.add("STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Giới tính", "Số CCCD")
    for number, one in enumerate(persons):
        page.add(number + 1, one.name, "Chủ hộ", one.year, "Nam" if one.sex is MALE else "Nữ", one.personal_id)
        for place, other in enumerate(others[number * 3 : number * 3 + 3]):
            page.add("", other.name, RELATED[place], other.year, "Nữ", "")
    homes = [Home(one.name, "Thôn Lãng", one.year, one.sex, members=4, id=one.personal_id) for one in persons]
    return xlsx(page, homes)


def members_all_numbered() -> Listing:
    """Members numbered through, household number in its own column, heads in capitals, relation «CH» and others."""
    persons, others = people(5, 63), people(10, 64)
    page = Page().add("Số TT", "Hộ số", "Họ và tên", "Quan hệ", "Ngày sinh", "Ấp")
    running = 0
    for number, one in enumerate(persons):
        running += 1
        page.add(running, number + 1, one.name.upper(), "CH", one.birth, "Ấp Giồng")
        for place, other in enumerate(others[number * 2 : number * 2 + 2]):
            running += 1
            page.add(running, "", other.name, ("vợ", "con")[place], other.birth, "Ấp Giồng")
    return xlsx(page, [Home(one.name, "Ấp Giồng", one.year, members=3) for one in persons])


def members_by_relation_number() -> Listing:
    """The relation as the number of the poverty survey: 1 chủ hộ, 2 vợ/chồng, 3 con."""
    persons, others = people(5, 65), people(10, 66)
    page = Page().wide("Thôn Quán", 5).add("STT", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Dân tộc")
    running = 0
    for number, one in enumerate(persons):
        running += 1
        page.add(running, one.name, 1, one.year, "Kinh")
        for place, other in enumerate(others[number * 2 : number * 2 + 2]):
            running += 1
            page.add(running, other.name, place + 2, other.year, "Kinh")
    return xlsx(page, [Home(one.name, "Thôn Quán", one.year, ethnic="Kinh", members=3) for one in persons])


def members_with_head_column() -> Listing:
    """«Họ tên chủ hộ» on each line of «Họ tên thành viên»."""
    persons, others = people(4, 67), people(8, 68)
    page = Page().add("STT", "Mã hộ", "Họ tên chủ hộ", "Họ tên thành viên", "Năm sinh", "Thôn")
    running = 0
    for number, one in enumerate(persons):
        for other in (one, *others[number * 2 : number * 2 + 2]):
            running += 1
            page.add(running, f"H{number + 1:03d}", one.name, other.name, other.year, "Thôn Bắc")
    homes = [Home(one.name, "Thôn Bắc", one.year, members=3, code=f"H{n + 1:03d}") for n, one in enumerate(persons)]
    return xlsx(page, homes)


def members_under_merged_number() -> Listing:
    """The household's number merged over its lines, no relation at all."""
    persons, others = people(4, 69), people(8, 70)
    page = Page().wide("Bản Đồn", 3).add("Hộ", "Họ và tên", "Năm sinh")
    page = Page().wide("Bản Đồn", 4).add("STT hộ", "Họ và tên", "Năm sinh", "Ghi chú")
    for number, one in enumerate(persons):
        page.add(number + 1, one.name, one.year, "")
        for other in others[number * 2 : number * 2 + 2]:
            page.add("", other.name, other.year, "")
        page.merge(-2, 0, 0, 0)
    return xlsx(page, [Home(one.name, "Bản Đồn", one.year, members=3) for one in persons])


def names_that_look_like_words() -> Listing:
    """Tống, Công, Tổng, Khu, Bản, Làng, Đội as parts of people's names; no number, no year."""
    names = ("Tống Văn Cộng", "Công Văn Toàn", "Lò Văn Bản", "Lang Văn Út", "Bàn Văn Đội", "Khuất Thị Khu",
             "Tô Thị Tổng", "Ngày Thị Tháng", "Bế Văn Thôn", "Ông Văn Sự", "Chủ Văn Tịch")  # fmt: skip
    page = Page().wide("THÔN SƠN LA", 3).add("Họ và tên chủ hộ", "Dân tộc", "Số khẩu")
    page.all((name, "Kinh", 3) for name in names)
    return xlsx(page, [Home(name, "Thôn Sơn La", ethnic="Kinh", members=3) for name in names])


def numbered_names_that_look_like_words() -> Listing:
    """The same kind of names with numbers and years; «Cộng» as a given name is no subtotal."""
    names = ("Trần Văn Cộng", "Tổng Thị Mai", "Đội Văn Ba", "Thôn Thị Năm", "Khu Văn Tám", "Bản Thị Sáu")
    page = Page().wide("Xóm Vạn Chài", 3).add("STT", "Họ và tên", "Năm sinh")
    page.all((n + 1, name, 1960 + n) for n, name in enumerate(names))
    page.add("", "Cộng", "6 hộ").add("Tổng cộng toàn xóm", "", 6)
    return xlsx(page, [Home(name, "Xóm Vạn Chài", 1960 + n) for n, name in enumerate(names)])


def ethnic_minority_names() -> Listing:
    """Names of the Central Highlands, the Khmer and the North, with all kinds of apostrophes, in capitals too."""
    said = ("Y Blơm Niê", "H'Hen Niê", "H’Mơ Ayŭn", "K'Brể", "Thạch Sô Phia", "GIÀNG A PÁO", "A Lăng Nhớ",
            "Ksor H'Nhan", "Rơ Châm Phiơt", "ĐIỂU K'RỨT", "Siu H`Bia", "Danh Thị Sà Rây", "Kpă Y Pó", "Sùng Thị Mỷ",
            "Thào Mí Lử", "Hồ Văn Ăm", "Ro Mah H´Prih")  # fmt: skip
    names = [*said]
    names[2], names[5], names[9] = "H'Mơ Ayŭn", "Giàng A Páo", "Điểu K'Rứt"
    names[10], names[16] = "Siu H'Bia", "Ro Mah H'Prih"
    page = Page().wide("BUÔN ĐÔN", 4).add("STT", "Họ và tên", "Năm sinh", "Dân tộc")
    page.all((n + 1, name, 1950 + n, "Ê ĐÊ" if n % 2 else "Ê Đê") for n, name in enumerate(said))
    homes = [Home(name, "Buôn Đôn", 1950 + n, ethnic="Ê Đê") for n, name in enumerate(names)]
    return xlsx(page, homes, doubts=frozenset({"sheets.name_unusual"}))


def titles_and_remarks_in_names() -> Listing:
    """«Ông», «Bà:», «(chết)», «(đã mất)», nicknames, a number before the name, a star behind it."""
    said = ("Ông Nguyễn Văn Tư", "Bà: Trần Thị Sáu", "BÀ LÊ THỊ BẢY", "Ô. Phạm Văn Tám", "Nguyễn Thị Chín (chết)",
            "Võ Văn Mười (đã chết)", "Đặng Thị Một (Hai Lúa)", "Bùi Văn Hai *", "Đỗ Văn Ba - chết")  # fmt: skip
    names = ("Nguyễn Văn Tư", "Trần Thị Sáu", "Lê Thị Bảy", "Phạm Văn Tám", "Nguyễn Thị Chín", "Võ Văn Mười",
             "Đặng Thị Một (Hai Lúa)", "Bùi Văn Hai", "Đỗ Văn Ba")  # fmt: skip
    notes = {4: "chết", 5: "đã chết", 8: "chết"}
    page = Page().wide("Ấp Rạch Gốc", 3).add("STT", "Họ và tên", "Năm sinh")
    page.all((n + 1, name, 1940 + n) for n, name in enumerate(said))
    homes = [Home(name, "Ấp Rạch Gốc", 1940 + n, note=notes.get(n, "")) for n, name in enumerate(names)]
    return xlsx(page, homes, doubts=frozenset({"sheets.name_unusual", "sheets.name_remark"}))


def namesakes() -> Listing:
    """One name in two villages, with two years in one, with other marks, without years."""
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Thôn")
    rows = (("Nguyễn Văn Hùng", 1960, "Thôn 1"), ("Nguyễn Văn Hùng", 1960, "Thôn 2"),
            ("Nguyễn Văn Hùng", 1975, "Thôn 1"), ("Nguyễn Văn Hưng", 1960, "Thôn 1"),
            ("Lê Thị Hoa", "", "Thôn 1"), ("Lê Thị Hoa", "", "Thôn 1"), ("Lê Thị Hoa", 1980, "Thôn 2"))  # fmt: skip
    page.all((n, *row) for n, row in enumerate(rows, 1))
    homes = [Home(name, village, year or None) for name, year, village in rows]  # type: ignore[arg-type]  # made by hand
    return xlsx(page, homes, doubts=frozenset({"sheets.possible_duplicate"}))


def twice() -> Listing:
    """Each of these stands twice: in capitals, in NFD, with spaces, with the tone elsewhere, by ID alone."""
    persons = people(6, 71)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "CCCD", "Ấp")
    page.all((n, one.name, one.year, "", "Ấp Đông") for n, one in enumerate(persons[:5], 1))
    page.add(6, persons[5].name, persons[5].year, persons[5].personal_id, "Ấp Tây")
    again = [persons[0].name.upper(), unicodedata.normalize("NFD", persons[1].name), f" {persons[2].name}\u00a0"]
    page.all((7, name, persons[n].year, "", ("ấp đông", "Ấp  Đông", "ẤP ĐÔNG")[n]) for n, name in enumerate(again))
    page.add(10, "Người Khác Tên", 1999, f"{persons[5].personal_id[:6]} {persons[5].personal_id[6:]}", "Ấp Đông")
    homes = [Home(one.name, "Ấp Đông", one.year) for one in persons[:5]]
    homes.append(Home(persons[5].name, "Ấp Tây", persons[5].year, id=persons[5].personal_id))
    return xlsx(page, homes, duplicates=4)


def no_numbers_no_years() -> Listing:
    """Name and address only, tens of blank lines between, a note below."""
    persons = people(10, 72)
    page = Page().wide("DANH SÁCH HỘ THÔN VĨNH XUÂN", 3).blank(12).add("Chủ hộ", "Địa chỉ", "Ghi chú").blank(20)
    for one in persons[:5]:
        page.add(one.name, "Ngõ 5", "")
    page.blank(40)
    for one in persons[5:]:
        page.add(one.name, "Ngõ 7", "")
    page.blank(15).add("* Ghi chú: hộ vắng mặt thì bỏ trống.")
    homes = [Home(one.name, "Thôn Vĩnh Xuân", address="Ngõ 5" if n < 5 else "Ngõ 7") for n, one in enumerate(persons)]
    return xlsx(page, homes)


def names_alone() -> Listing:
    """Number and name, nothing else, .xls."""
    persons = people(10, 73)
    page = Page().wide("ẤP 7", 2).add("STT", "Họ và tên")
    page.all((n, one.name) for n, one in enumerate(persons, 1))
    page.blank().add("", "Ngày 1/3/2024").add("", "Trưởng ấp").blank(2).add("", "Phan Văn Trưởng")
    return xls(page, [Home(one.name, "Ấp 7") for one in persons])


def numbered_signatures() -> Listing:
    """Below: «Nơi nhận», people of the survey with numbers, posts and telephones."""
    persons = people(6, 74)
    page = Page().wide("Ấp Phú Xuân", 5).add("STT", "Họ và tên", "Năm sinh", "SĐT", "Ghi chú")
    page.all((n, one.name, one.year, one.phone, "") for n, one in enumerate(persons, 1))
    page.blank(2).add("", "TỔ ĐIỀU TRA").add("", "1. Lê Văn Tổ - Tổ trưởng").add("", "2. Võ Thị Viên - Thành viên")
    page.add("", "NGƯỜI LẬP BIỂU", "", "XÁC NHẬN CỦA UBND XÃ").add("", "(Ký, ghi rõ họ tên)", "", "(Ký, đóng dấu)")
    page.blank(4).add("", "Trần Lập", "", "Nguyễn Xác")
    return xlsx(page, [Home(one.name, "Ấp Phú Xuân", one.year, phone=one.phone) for one in persons])


def subtotals_everywhere() -> Listing:
    """«Cộng thôn 1», «Tổng», «Cộng mang sang», «Trong đó: hộ nghèo 2», «Tổng số hộ: 6» in any column."""
    persons = people(12, 75)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Số khẩu", "Hộ nghèo")
    page.add("", "Tổng số", "", 48, 12).wide("Thôn 1", 5)
    page.all((n, one.name, one.year, 4, "x") for n, one in enumerate(persons[:6], 1))
    page.add("", "Cộng thôn 1", "", 24, 6).add("Cộng mang sang", "", "", 24, 6).add("", "", "Tổng số hộ: 6", 24)
    page.wide("Thôn 2", 5).all((n, one.name, one.year, 4, "x") for n, one in enumerate(persons[6:], 1))
    page.add("", "Cộng", "6 hộ", 24, 6).add("", "Trong đó: hộ nghèo", "", "", 12).add("Tổng cộng (1+2)", "", 12, 48, 12)
    page.add("", "", "", 48, 12)
    homes = [Home(one.name, "Thôn 1" if n < 6 else "Thôn 2", one.year, None, POOR, members=4) for n, one in
             enumerate(persons)]  # fmt: skip
    return xlsx(page, homes)


def untidy_text() -> Listing:
    """Zero-width and no-break spaces, line breaks and tabs in names, NFD, numbers as text with spaces."""
    persons = people(8, 76)
    odd = ("\u00a0{} ", "{}\u200b", "\ufeff{}", " {}\t", "{}\n", "\u200e{}", "  {}  ", "{}")
    page = Page().wide("Thôn  Đoài\u00a0Thượng ", 4).add("STT ", " Họ  và tên\u00a0chủ hộ", "Năm  sinh", "Số khẩu ")
    for n, one in enumerate(persons):
        name = unicodedata.normalize("NFD", one.name) if n % 2 else one.name.replace(" ", "\u00a0 ")
        page.add(f" {n + 1} ", odd[n].format(name), f" {one.year}\u00a0", " 4 ")
    return xlsx(page, [Home(one.name, "Thôn Đoài Thượng", one.year, members=4) for one in persons])


def names_broken_in_lines() -> Listing:
    """Names with a line break between family and given name, all capitals, a few in small letters."""
    persons = people(6, 77)
    page = Page().wide("ẤP TRUNG", 3).add("STT", "HỌ TÊN CHỦ HỘ", "NĂM SINH")
    for n, one in enumerate(persons, 1):
        name = one.name.replace(" ", "\n", 1)
        page.add(n, name.upper() if n % 3 else name.lower(), one.year)
    return xlsx(page, [Home(one.name, "Ấp Trung", one.year) for one in persons])


def looks() -> Listing:
    """Pieces of different looks in one cell, comments, links, filters, frozen panes, hidden rows and columns."""
    persons = people(6, 78)
    page = Page().wide("Tổ dân phố 9", 4).add("STT", "Họ và tên", "Ẩn", "Năm sinh")
    for n, one in enumerate(persons, 1):
        first, _, last = one.name.rpartition(" ")
        page.add(n, Rich((f"{first} ", last)), "?", one.year)

    def more(sheet, _book) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - the writer's own
        sheet.freeze_panes(2, 2)
        sheet.autofilter(1, 0, 7, 3)
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.write_comment(3, 1, "Hộ này chuyển đi rồi?")
        sheet.write_url(2, 5, "https://example.vn", string="xem")

    page.more = more
    return xlsx(page, [Home(one.name, "Tổ dân phố 9", one.year) for one in persons])
