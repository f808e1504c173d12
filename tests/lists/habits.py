"""Lists by the habits of who typed them: heads of templates, names with years, broken numbers, notes between."""

from __future__ import annotations

from datetime import datetime

from tests.lists.paper import Formula, Page
from tests.lists.truth import MALE, NOT_POOR, POOR, Home, Listing, people, text, xls, xlsx


def name_and_year_in_one_cell() -> Listing:
    """«Nguyễn Văn An (1957)», «Nguyễn Văn An - 1957», «Nguyễn Văn An, sinh năm 1957», «… SN 1957»."""
    said = ("{} (1957)", "{} - 1957", "{}, sinh năm 1957", "{} SN 1957", "{} SN: 1957", "{} 1957")
    persons = people(len(said), 701)
    page = Page().wide("Ấp Phú Hòa", 3).add("STT", "Họ tên chủ hộ, năm sinh", "Số khẩu")
    page.all((n + 1, said[n].format(one.name), 4) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp Phú Hòa", 1957, members=4) for one in persons])


def namesakes_with_cards() -> Listing:
    """Two people of one name, year and village, with cards of their own: both stay."""
    persons = people(4, 702)
    other = people(8, 703)
    page = Page().wide("Ấp Phú Hòa", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD")
    page.all((n, one.name, one.year, one.personal_id) for n, one in enumerate(persons, 1))
    page.add(5, persons[0].name, persons[0].year, other[7].personal_id)
    homes = [Home(one.name, "Ấp Phú Hòa", one.year, id=one.personal_id) for one in persons]
    homes.append(Home(persons[0].name, "Ấp Phú Hòa", persons[0].year, id=other[7].personal_id))
    return xlsx(page, homes, doubts=frozenset({"sheets.possible_duplicate"}))


def some_without_number() -> Listing:
    """Rows put in later have no number, some only name and number of people."""
    persons = people(8, 704)
    page = Page().wide("Ấp Phú Hòa", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
    page.all(("" if n in {3, 6} else n, one.name, "" if n == 6 else one.year, 4) for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Phú Hòa", None if n == 6 else one.year, members=4) for n, one in enumerate(persons, 1)]
    return xlsx(page, homes)


def two_languages() -> Listing:
    """«Họ và tên chủ hộ / Head of household», «Năm sinh / Year of birth»."""
    persons = people(5, 705)
    page = Page().wide("Thôn Hạ Long", 5)
    page.add(
        "STT/No.",
        "Họ và tên chủ hộ / Head of household",
        "Năm sinh / Year of birth",
        "Giới tính / Sex",
        "Số khẩu / Members",
    )
    page.all((n, one.name, one.year, "Nam" if one.sex is MALE else "Nữ", 4) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Hạ Long", one.year, one.sex, members=4) for one in persons])


def project_in_english() -> Listing:
    """A project's list: «No.», «Name of household head», «Year of birth», «Gender», «Village», «Ethnicity»."""
    persons = people(5, 706)
    page = Page().add(
        "No.", "Name of household head", "Year of birth", "Gender", "Village", "Ethnicity", "Household size"
    )
    page.all((n, one.name, one.year, "Male" if one.sex is MALE else "Female", "Thôn Pa Hy", "Pa Cô", 4) for n, one in
             enumerate(persons, 1))  # fmt: skip
    return xlsx(page, [Home(one.name, "Thôn Pa Hy", one.year, one.sex, ethnic="Pa Cô", members=4) for one in persons])


def misspelled_heads() -> Listing:
    """«Họ và tện chử hộ», «Nắm sinh», «Giới tinh», «Sô khẩu», «Sồ TT»."""
    persons = people(5, 707)
    page = Page().wide("Thôn Hạ Long", 5).add("Sồ TT", "Họ và tện chử hộ", "Nắm sinh", "Giới tinh", "Sô khẩu")
    page.all((n, one.name, one.year, "Nam" if one.sex is MALE else "Nữ", 4) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Hạ Long", one.year, one.sex, members=4) for one in persons])


def template_with_field_codes() -> Listing:
    """A program's template: stars at required heads, a line of field codes, a line of types below."""
    persons = people(5, 708)
    page = Page().add("STT", "Họ và tên (*)", "Ngày sinh (*)", "Giới tính (*)", "Số CCCD/ĐDCN", "Tên thôn (*)")
    page.add("STT", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "SO_CCCD", "TEN_THON")
    page.add("Số", "Chuỗi", "dd/mm/yyyy", "Nam/Nữ", "12 số", "Chuỗi")
    place = "Thôn Bãi Trành"
    page.all((n, one.name, f"{one.birth:%d/%m/%Y}", "Nam" if one.sex is MALE else "Nữ", one.personal_id, place)
             for n, one in enumerate(persons, 1))  # fmt: skip
    homes = [Home(one.name, "Thôn Bãi Trành", one.year, one.sex, id=one.personal_id) for one in persons]
    return xlsx(page, homes)


def letters_and_sums_under_heads() -> Listing:
    """«(A) (B) (1) (2) (3)=(4)+(5) (4) (5)» under the heads."""
    persons = people(5, 709)
    page = (
        Page()
        .wide("Thôn Hạ Long", 7)
        .add("TT", "Họ tên chủ hộ", "Năm sinh", "Dân tộc", "Nhân khẩu", "", "")
        .merge(0, 4, 0, 6)
    )
    page.add("", "", "", "", "Tổng số", "Trên 18 tuổi", "Dưới 18 tuổi").add(
        "(A)", "(B)", "(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)"
    )
    page.all((n, one.name, one.year, "Tày", 5, 3, 2) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Hạ Long", one.year, ethnic="Tày", members=5) for one in persons])


def total_of_people_last() -> Listing:
    """«Nhân khẩu» over «Nam», «Nữ», «Cộng»."""
    persons = people(5, 710)
    page = Page().wide("Thôn Hạ Long", 6).add("TT", "Họ tên chủ hộ", "Năm sinh", "Nhân khẩu", "", "").merge(0, 3, 0, 5)
    page.add("", "", "", "Nam", "Nữ", "Cộng").all((n, one.name, one.year, 2, 3, 5) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Hạ Long", one.year, members=5) for one in persons])


def vertical_heads() -> Listing:
    """Heads written letter by letter downwards, each letter on a line of its own."""
    persons = people(5, 711)
    page = Page().wide("Thôn Hạ Long", 4).add("S\nT\nT", "Họ và tên chủ hộ", "N\nă\nm\n\ns\ni\nn\nh", "Ghi chú")
    page.all((n, one.name, one.year, "") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Hạ Long", one.year) for one in persons])


def notes_under_households() -> Listing:
    """Remarks of a line of their own under a household: «(Hộ này đi làm ăn xa)», «Ghi chú: …», «→ chuyển sang tổ 2»."""
    persons = people(6, 712)
    notes = ("(Hộ này đi làm ăn xa từ năm 2021)", "Ghi chú: chưa có nhà ở ổn định", "→ đã bàn giao sang tổ 2")
    page = Page().wide("Ấp Kinh Giữa", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    for n, one in enumerate(persons):
        page.add(n + 1, one.name, one.year)
        if n % 2:
            page.add("", notes[n // 2])
    return xlsx(page, [Home(one.name, "Ấp Kinh Giữa", one.year) for one in persons])


def page_numbers_between() -> Listing:
    """«Trang 1/3», «Trang 2», «-- 2 --», «Người lập» of each page, the head again."""
    persons = people(9, 713)
    page = Page().wide("ẤP KINH GIỮA", 3)
    for number in range(3):
        page.add("STT", "Họ và tên chủ hộ", "Năm sinh")
        page.all((number * 3 + n, one.name, one.year) for n, one in enumerate(persons[number * 3 : number * 3 + 3], 1))
        page.add("", "", ("Trang 1/3", "Trang 2", "-- 3 --")[number]).blank()
    return xlsx(page, [Home(one.name, "Ấp Kinh Giữa", one.year) for one in persons])


def legend_on_top() -> Listing:
    """«Ghi chú: N: hộ nghèo; K: không nghèo» and «Họ tên ghi chữ in hoa» above the head."""
    persons = people(5, 714)
    page = (
        Page().wide("Ấp Kinh Giữa", 4).add("Ghi chú: N: hộ nghèo; K: không nghèo").add("- Họ tên ghi chữ in hoa có dấu")
    )
    page.add("- Năm sinh ghi 4 chữ số").add("STT", "Họ và tên chủ hộ", "Năm sinh", "Loại")
    page.all((n, one.name.upper(), one.year, "N" if n % 2 else "K") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Kinh Giữa", one.year, poverty=POOR if n % 2 else NOT_POOR) for n, one in
             enumerate(persons, 1)]  # fmt: skip
    return xlsx(page, homes)


def tasks_by_their_names() -> Listing:
    """The fifteen tasks' sheet: long heads numbered «1. …» to «15. …», x, Đ, KĐ and blanks."""
    persons = people(5, 715)
    tasks = [f"{n}. Phần việc thứ {n} của hộ gia đình trong xây dựng nông thôn mới" for n in range(1, 16)]
    page = Page().wide("BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN 15 PHẦN VIỆC ẤP KINH GIỮA", 20)
    page.add("STT", "Họ và tên chủ hộ", "Năm sinh", *tasks, "Tổng số đạt", "Xếp loại")
    marks = ("x", "Đ", "KĐ", "", "x")
    page.all((n + 1, one.name, one.year, *[marks[n]] * 15, 15, "Đạt") for n, one in enumerate(persons))
    page.add("", "Tổng số hộ đạt", "", *[3] * 15, 45, "")
    return xlsx(page, [Home(one.name, "Ấp Kinh Giữa", one.year) for one in persons])


def tasks_by_two_columns() -> Listing:
    """Each task over «Đăng ký» and «Đạt», head in two lines."""
    persons = people(5, 716)
    page = (
        Page()
        .wide("ẤP KINH GIỮA", 10)
        .add("STT", "Họ và tên chủ hộ", *(cell for n in (1, 2, 3) for cell in (f"Phần việc {n}", "")))
    )
    for n in range(3):
        page.merge(0, 2 + 2 * n, 0, 3 + 2 * n)
    page.add("", "", *("Đăng ký", "Đạt") * 3).all((n, one.name, *("x", "") * 3) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Kinh Giữa") for one in persons])


def agriculture_census() -> Listing:
    """The census of farms: «Địa bàn số», «Hộ số», «Loại hộ» of its own codes, land in many columns."""
    persons = people(5, 717)
    page = Page().wide("BẢNG KÊ HỘ NÔNG, LÂM NGHIỆP VÀ THỦY SẢN THÔN YÊN THỊNH", 9)
    kinds = "Loại hộ (1. Nông nghiệp; 2. Lâm nghiệp; 3. Thủy sản)"
    page.add("Địa bàn số", "Hộ số", "Họ và tên chủ hộ", "Năm sinh", kinds,
             "Diện tích đất (m2)", "Số con trâu, bò", "Số nhân khẩu thực tế thường trú", "Ghi chú")  # fmt: skip
    page.all((3, n, one.name, one.year, n % 3 + 1, 1957, 12, 4, "") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Yên Thịnh", one.year, members=4) for one in persons])


def codes_and_no_numbers() -> Listing:
    """«Mã» with «HB-001», no running number, the name behind, sorted backwards."""
    persons = people(5, 718)
    page = Page().wide("ẤP HÒA BÌNH", 3).add("Mã", "Họ và tên chủ hộ", "Năm sinh")
    page.all((f"HB-{9 - n:03d}", one.name, one.year) for n, one in enumerate(persons))
    return xlsx(
        page, [Home(one.name, "Ấp Hòa Bình", one.year, code=f"HB-{9 - n:03d}") for n, one in enumerate(persons)]
    )


def day_and_year_apart() -> Listing:
    """«Ngày, tháng sinh» as «12/3» and «Năm sinh» in the next column."""
    persons = people(5, 719)
    page = Page().wide("ẤP HÒA BÌNH", 4).add("STT", "Họ và tên chủ hộ", "Ngày, tháng sinh", "Năm sinh")
    page.all((n, one.name, f"{one.birth.day}/{one.birth.month}", one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year) for one in persons])


def date_or_year() -> Listing:
    """«Ngày sinh» is filled for some, «Năm sinh» beside for the others."""
    persons = people(6, 720)
    page = Page().wide("ẤP HÒA BÌNH", 4).add("STT", "Họ và tên chủ hộ", "Ngày sinh", "Năm sinh")
    page.all((n, one.name, one.birth if n % 2 else "", "" if n % 2 else one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year) for one in persons])


def card_with_its_day_and_place() -> Listing:
    """«Số CCCD, ngày cấp, nơi cấp» in one cell; «Ngày cấp», «Nơi cấp» elsewhere in other lists."""
    persons = people(5, 721)
    page = Page().wide("ẤP HÒA BÌNH", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD, ngày cấp, nơi cấp")
    page.all(
        (n, one.name, one.year, f"{one.personal_id}, 10/05/2021, Cục CS QLHC về TTXH")
        for n, one in enumerate(persons, 1)
    )
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year, id=one.personal_id) for one in persons])


def births_as_days_of_excel() -> Listing:
    """Dates that lost their format: 26359; and dates with a time of day."""
    persons = people(6, 722)
    page = Page().wide("ẤP HÒA BÌNH", 3).add("STT", "Họ và tên chủ hộ", "Ngày sinh")
    for n, one in enumerate(persons, 1):
        days = (datetime(one.year, one.birth.month, one.birth.day) - datetime(1899, 12, 30)).days  # noqa: DTZ001 - no zone
        page.add(n, one.name, days if n % 2 else datetime(one.year, one.birth.month, one.birth.day, 7, 30))  # noqa: DTZ001 - no zone
    homes = [Home(one.name, "Ấp Hòa Bình", one.year) for one in persons]
    return xlsx(page, homes, doubts=frozenset({"sheets.birth_serial"}))


def births_out_of_range() -> Listing:
    """Years that can't be: 2097, 1890, 3000, a date in the future; told, the household stays where it may."""
    said = (1890, 3000, 19570, "31/02/1957", "1957/1975")
    persons = people(len(said), 723)
    page = Page().wide("ẤP HÒA BÌNH", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    page.all((n + 1, one.name, said[n]) for n, one in enumerate(persons))
    years = (None, None, 1953, 1957, None)
    homes = [Home(one.name, "Ấp Hòa Bình", years[n]) for n, one in enumerate(persons)]
    return xlsx(page, homes, doubts=frozenset({"sheets.birth_unclear", "sheets.birth_serial"}))


def names_that_failed() -> Listing:
    """A name by a broken formula: told, not taken; the others are."""
    persons = people(5, 724)
    page = Page().wide("ẤP HÒA BÌNH", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    page.all((n, Formula("=A1&Z9", "#NAME?") if n == 3 else one.name, one.year) for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Hòa Bình", one.year) for n, one in enumerate(persons, 1) if n != 3]
    return xlsx(page, homes, doubts=frozenset({"sheets.formula_error"}), refused=frozenset({"sheets.name_missing"}))


def yes_and_no_of_excel() -> Listing:
    """TRUE and FALSE in «Hộ nghèo» and in «Nữ»."""
    persons = people(5, 725)
    page = Page().wide("ẤP HÒA BÌNH", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Hộ nghèo")
    page.all((n, one.name, one.year, n % 2 == 0) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year, poverty=None if n % 2 else POOR) for n, one in
                       enumerate(persons, 1)])  # fmt: skip


def middle_name_with_the_family() -> Listing:
    """«Họ, chữ lót» and «Tên» under no common head, .xls; a widow's «Thị» at the end of the first."""
    persons = people(6, 726)
    page = Page().wide("ẤP HÒA BÌNH", 4).add("STT", "Họ, chữ lót", "Tên", "Năm sinh")
    page.all((n, *one.name.rsplit(" ", 1), one.year) for n, one in enumerate(persons, 1))
    return xls(page, [Home(one.name, "Ấp Hòa Bình", one.year) for one in persons])


def family_and_given_of_the_head() -> Listing:
    """«Họ chủ hộ», «Tên đệm», «Tên chủ hộ» in three columns."""
    persons = people(6, 727)
    page = Page().wide("ẤP HÒA BÌNH", 5).add("STT", "Họ chủ hộ", "Tên đệm", "Tên chủ hộ", "Năm sinh")
    for n, one in enumerate(persons, 1):
        first, *middle, last = one.name.split(" ")
        page.add(n, first, " ".join(middle), last, one.year)
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year) for one in persons])


def age_beside_the_year() -> Listing:
    """«Tuổi» only: a year can't be known; «Nam/Nữ» as «1/2» no."""
    persons = people(5, 728)
    page = Page().wide("ẤP HÒA BÌNH", 3).add("STT", "Họ và tên chủ hộ", "Tuổi")
    page.all((n, one.name, 2026 - one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình") for one in persons])


def two_people_sign() -> Listing:
    """Posts without any known word side by side, names below them: «Kiểm tra», «Thủ quỹ», «Đại diện các hộ»."""
    persons = people(6, 729)
    page = Page().wide("ẤP HÒA BÌNH", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
    page.all((n, one.name, one.year, 4) for n, one in enumerate(persons, 1)).blank()
    page.add("", "Kiểm tra", "", "Thủ quỹ").add("", "(đã ký)", "", "(đã ký)").blank(2).add(
        "", "Lê Thị Kiểm", "", "Võ Văn Quỹ"
    )
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình", one.year, members=4) for one in persons],
                refused=frozenset({"sheets.row_unclear"}))  # fmt: skip


def money_collected() -> Listing:
    """Contributions: «Họ và tên người nộp», sums, dates of payment that look like births, «Ký nhận»."""
    persons = people(5, 730)
    page = Page().wide("DANH SÁCH ĐÓNG GÓP QUỸ NÔNG THÔN MỚI ẤP HÒA BÌNH", 6)
    page.add("STT", "Họ và tên chủ hộ", "Số tiền", "Ngày nộp", "Người thu", "Ký nhận")
    page.all((n, one.name, 200_000, "12/03/1957", "Lê Văn Thu", "") for n, one in enumerate(persons, 1))
    page.add("", "Tổng cộng", 1_000_000).add("Bằng chữ: Một triệu đồng chẵn./.")
    return xlsx(page, [Home(one.name, "Ấp Hòa Bình") for one in persons])


def numbers_with_points() -> Listing:
    """«1,0», «2,0» as numbers, «1957,0» as years, «4,0» people: an export with decimal commas."""
    persons = people(5, 731)
    page = Page().add("STT", "Họ tên", "Năm sinh", "Số khẩu", "Thôn")
    page.all((f"{n},0", one.name, f"{one.year},0", "4,0", "Thôn 9") for n, one in enumerate(persons, 1))
    return text(page, [Home(one.name, "Thôn 9", one.year, members=4) for one in persons], "utf-8", ";")


def excel_texts_as_formulas() -> Listing:
    """Text that keeps zeros by `="079…"`, as programs write .csv for Excel."""
    persons = people(5, 732)
    page = Page().add("STT", "Họ tên", "Năm sinh", "CCCD", "SĐT", "Thôn")
    page.all(
        (n, one.name, one.year, f'="{one.personal_id}"', f'="{one.phone}"', "Thôn 9")
        for n, one in enumerate(persons, 1)
    )
    homes = [Home(one.name, "Thôn 9", one.year, id=one.personal_id, phone=one.phone) for one in persons]
    return text(page, homes, "utf-8", ",")
