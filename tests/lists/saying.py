"""Lists by what their cells say: births, sexes, poverty, IDs and telephones in all ways of writing them."""

from __future__ import annotations

from datetime import date

from tests.lists.paper import Formula, Page, write_xlsx
from tests.lists.truth import FEMALE, MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, xls, xlsx


def births() -> Listing:
    """A year as number, text, date, text of a date, two digits, «khoảng», «?»."""
    said = (1957, "1957", "'1957", date(1957, 3, 12), "12/03/1957", "12-3-1957", "12.03.1957", "1957 ", "57",
            "12/3/57", "khoảng 1957", "1957?", "00/00/1957", "1/1957", "Năm 1957", "SN: 1957", "19570312", "1957-03-12",
            "1.957")  # fmt: skip
    persons = people(len(said), 81)
    page = Page().wide("Thôn Lai", 3).add("STT", "Họ và tên", "Ngày tháng năm sinh")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    homes = [Home(one.name, "Thôn Lai", 1957) for one in persons]
    return xlsx(page, homes, doubts=frozenset({"sheets.birth_two_digits", "sheets.birth_about"}))


def births_unknown() -> Listing:
    """Births that say nothing: «-», «không rõ», «?», «0», «.»."""
    said = ("-", "không rõ", "?", 0, ".", "không nhớ", "1857", "2957")
    persons = people(len(said), 82)
    page = Page().wide("Thôn Lai", 3).add("STT", "Họ và tên", "Năm sinh")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Thôn Lai") for one in persons], doubts=frozenset({"sheets.birth_unclear"}))


def dates_of_1904() -> Listing:
    """Dates counted from 1904, as files from a Mac have them."""
    persons = people(6, 83)
    page = Page().wide("Ấp Đìa", 3).add("STT", "Họ và tên", "Ngày sinh")
    page.all((n, one.name, one.birth) for n, one in enumerate(persons, 1))
    homes = tuple(Home(one.name, "Ấp Đìa", one.year) for one in persons)
    return Listing(lambda path: write_xlsx(path, [page], from_1904=True), homes)


def dates_in_old_excel() -> Listing:
    """Dates and years in .xls, merged title and head."""
    persons = people(6, 84)
    page = Page().wide("DANH SÁCH HỘ ẤP ĐẦM DƠI", 4).add("STT", "Họ và tên", "Ngày sinh", "Dân tộc")
    page.all((n, one.name, one.birth if n % 2 else one.year, "Hoa") for n, one in enumerate(persons, 1))
    return xls(page, [Home(one.name, "Ấp Đầm Dơi", one.year, ethnic="Hoa") for one in persons])


def sexes() -> Listing:
    """Sex in words, letters and capitals."""
    said = ("Nam", "NAM", "nam ", "Trai", "M", "Nữ", "NỮ", "nư", "Nu", "F", "gái", "N÷")
    persons = people(11, 85)
    page = Page().wide("Thôn Cao", 3).add("STT", "Họ và tên", "Giới tính")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    homes = [Home(one.name, "Thôn Cao", sex=MALE if n < 5 else FEMALE) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def sexes_by_number() -> Listing:
    """Sex as 1 and 0, numbers and text."""
    persons = people(6, 86)
    page = Page().wide("Thôn Cao", 3).add("STT", "Họ và tên", "Giới tính (Nam: 1; Nữ: 0)")
    page.all((n, one.name, (1 if one.sex is MALE else 0) if n % 2 else "10"[one.sex is FEMALE]) for n, one in
             enumerate(persons, 1))  # fmt: skip
    return xlsx(page, [Home(one.name, "Thôn Cao", sex=one.sex) for one in persons])


def poverty_in_words() -> Listing:
    """One column «Đối tượng»/«Diện hộ» in words and abbreviations."""
    said = (("Hộ nghèo", POOR), ("HN", POOR), ("nghèo", POOR), ("Hộ nghèo 2024", POOR), ("Hộ cận nghèo", NEAR),
            ("CN", NEAR), ("Cận nghèo", NEAR), ("HCN", NEAR), ("không nghèo", NOT_POOR), ("Hộ thoát nghèo", NOT_POOR),
            ("Khá", NOT_POOR), ("Không", NOT_POOR), ("H.nghèo", POOR), ("H. cận nghèo", NEAR), ("Hộ không nghèo",
            NOT_POOR), ("Trung bình", NOT_POOR), ("Mới thoát cận nghèo", NOT_POOR), ("", None))  # fmt: skip
    persons = people(len(said), 87)
    page = Page().wide("Bản Mây", 3).add("STT", "Họ và tên", "Diện hộ (nghèo, cận nghèo)")
    page.all((n + 1, one.name, said[n][0]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Bản Mây", poverty=said[n][1]) for n, one in enumerate(persons)])


def poverty_by_crosses() -> Listing:
    """«Hộ nghèo», «Hộ cận nghèo» with x, X, v, 1 and ✓ below one head."""
    crosses = (("x", ""), ("X", ""), ("1", ""), ("v", ""), ("", "x"), ("", 1), ("", "✓"), ("", ""), ("", "0"))
    persons = people(len(crosses), 88)
    page = Page().wide("Bản Mây", 4).add("STT", "Họ và tên", "Thuộc diện", "", "Ghi chú").merge(0, 2, 0, 3)
    page.add("", "", "Nghèo", "Cận nghèo", "")
    page.all((n + 1, one.name, *crosses[n]) for n, one in enumerate(persons))
    classes = [POOR] * 4 + [NEAR] * 3 + [NOT_POOR] * 2
    return xlsx(page, [Home(one.name, "Bản Mây", poverty=classes[n]) for n, one in enumerate(persons)])


def poverty_one_column_of_crosses() -> Listing:
    """One column «Hộ nghèo» alone, x for some: of the others nothing is said."""
    persons = people(6, 89)
    page = Page().wide("Bản Mây", 3).add("STT", "Họ và tên", "Hộ nghèo")
    page.all((n, one.name, "x" if n < 3 else "") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Bản Mây", poverty=POOR if n < 2 else None) for n, one in enumerate(persons)])


def poverty_by_sections() -> Listing:
    """«I. HỘ NGHÈO: 4 hộ», «II. Hộ cận nghèo» within one village's sheet, STT restarts."""
    persons = people(8, 90)
    page = Page().wide("DANH SÁCH HỘ NGHÈO, CẬN NGHÈO ẤP XẺO BẦN NĂM 2024", 3).add("STT", "Họ và tên", "Năm sinh")
    page.add("I", "HỘ NGHÈO: 4 hộ").all((n, one.name, one.year) for n, one in enumerate(persons[:4], 1))
    page.add("II", "Hộ cận nghèo").all((n, one.name, one.year) for n, one in enumerate(persons[4:], 1))
    homes = [Home(one.name, "Ấp Xẻo Bần", one.year, poverty=POOR if n < 4 else NEAR) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def personal_ids() -> Listing:
    """IDs as numbers, text, with spaces and dots, without their zero, old cards of 9 digits, as a formula."""
    persons = people(7, 91)
    known = "079072000123"
    ids = [f"0790720001{n:02d}" for n in range(7)]
    said: list[object] = [int(ids[0]), ids[1], f"{ids[2][:3]} {ids[2][3:6]} {ids[2][6:]}", f"'{ids[3]}", "370123456",
                          float(ids[5]), Formula("=TEXT(1,0)", ids[6])]  # fmt: skip
    assert len(known) == len(ids[0])
    ids[4] = "370123456"
    page = Page().wide("Khóm 2", 4).add("STT", "Họ và tên", "Số định danh cá nhân/CCCD", "Năm sinh")
    page.all((n + 1, one.name, said[n], one.year) for n, one in enumerate(persons))
    homes = [Home(one.name, "Khóm 2", one.year, id=ids[n]) for n, one in enumerate(persons)]
    return xlsx(page, homes, doubts=frozenset({"sheets.id_zero_restored", "sheets.id_old_card"}))


def id_and_old_card() -> Listing:
    """«Số CMND» of nine digits and «Số CCCD» of twelve in two columns: the newer one counts."""
    persons = people(5, 92)
    page = Page().wide("Khóm 2", 4).add("STT", "Họ và tên", "Số CMND", "Số CCCD")
    page.all((n + 1, one.name, f"37012345{n}", one.personal_id) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Khóm 2", id=one.personal_id) for one in persons])


def phones() -> Listing:
    """Telephones as numbers, with dots, with +84, two at once, «không có»."""
    said = (973855860, "0973.855.861", "+84 973 855 862", "0973855863/0911222333", "0973 855 864", "không có", "-",
            "0973-855-865")  # fmt: skip
    numbers = [f"097385586{n}" for n in range(5)] + ["", "", "0973855865"]
    persons = people(len(said), 93)
    page = Page().wide("Khóm 4", 3).add("STT", "Họ và tên", "Điện thoại", "Năm sinh")
    page.all((n + 1, one.name, said[n], one.year) for n, one in enumerate(persons))
    homes = [Home(one.name, "Khóm 4", one.year, phone=numbers[n]) for n, one in enumerate(persons)]
    return xlsx(page, homes, doubts=frozenset({"sheets.phone_zero_restored", "sheets.phone_several"}))


def counts_of_people() -> Listing:
    """Numbers of people as number, text, «5 khẩu», «04», «5/2»."""
    said = (5, "5", "5 khẩu", "05", 5.0, "5 người", "5/2", "5 nk")
    persons = people(len(said), 94)
    page = Page().wide("Khóm 4", 3).add("STT", "Họ và tên", "Số khẩu/nữ", "Năm sinh")
    page.all((n + 1, one.name, said[n], one.year) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Khóm 4", one.year, members=5) for one in persons])


def same_as_above() -> Listing:
    """«nt», quotation marks and «-nt-» for the village, the ethnic group and the address."""
    persons = people(5, 95)
    said = ("Thôn Hạ", "nt", '"', "-nt-", "//")
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Thôn")
    page.all((n + 1, one.name, one.year, "Nùng" if n == 0 else said[n], said[n]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Thôn Hạ", one.year, ethnic="Nùng") for one in persons])


def office_codes() -> Listing:
    """«Mã hộ» and «Số sổ hộ khẩu»: the first is the code."""
    persons = people(5, 96)
    page = Page().wide("Thôn Hạ", 4).add("STT", "Mã hộ", "Họ và tên", "Năm sinh")
    page.all((n + 1, f"TH-{n + 1:03d}", one.name, one.year) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Thôn Hạ", one.year, code=f"TH-{n + 1:03d}") for n, one in enumerate(persons)])


def errors_in_cells() -> Listing:
    """`#REF!`, `#VALUE!` in STT, year and number of people."""
    persons = people(5, 97)
    page = Page().wide("Ấp Chùa", 4).add("STT", "Họ và tên", "Năm sinh", "Số khẩu")
    page.all(
        (Formula("=1/0", "#DIV/0!") if n == 1 else n, one.name, Formula("=A", "#REF!") if n == 2 else one.year,
         Formula("=B", "#VALUE!") if n == 3 else 4)
        for n, one in enumerate(persons)
    )  # fmt: skip
    homes = [Home(one.name, "Ấp Chùa", None if n == 2 else one.year, members=None if n == 3 else 4) for n, one in
             enumerate(persons)]  # fmt: skip
    return xlsx(page, homes, doubts=frozenset({"sheets.formula_error"}))
