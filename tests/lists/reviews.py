"""Lists of the yearly review of poor households, as the decree's forms and what clerks make of them."""

from __future__ import annotations

from tests.lists.paper import Page
from tests.lists.truth import FEMALE, MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, xls, xlsx


def result_of_the_review() -> Listing:
    """«Kết quả rà soát» over points B1, B2 and «Phân loại hộ sau rà soát» as N, CN, KN."""
    persons = people(6, 401)
    page = Page().wide("TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ GIA ĐÌNH", 9).wide("Thôn: Pá Nim, xã Chiềng Sơ", 9)
    page.add("STT", "Họ và tên chủ hộ", "Giới tính", "Năm sinh", "Kết quả rà soát", "", "", "Ghi chú")
    page.merge(0, 4, 0, 6).add("", "", "", "", "Điểm B1", "Điểm B2", "Phân loại hộ sau rà soát", "")
    said = (("N", POOR), ("CN", NEAR), ("KN", NOT_POOR))
    for n, one in enumerate(persons):
        page.add(n + 1, one.name, "Nam" if one.sex is MALE else "Nữ", one.year, 120 + n, 30, said[n % 3][0], "")
    homes = [Home(one.name, "Thôn Pá Nim", one.year, one.sex, said[n % 3][1]) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def poor_then_near_poor_below() -> Listing:
    """«A. DANH SÁCH HỘ NGHÈO», its table, then «B. DANH SÁCH HỘ CẬN NGHÈO» with a head and numbers of its own."""
    persons = people(8, 402)
    page = Page().wide("PHỤ LỤC DANH SÁCH ẤP PHƯỚC LỘC", 4).blank()
    homes = []
    for number, (line, poverty) in enumerate((("HỘ NGHÈO", POOR), ("HỘ CẬN NGHÈO", NEAR))):
        some = persons[number * 4 : number * 4 + 4]
        page.wide(f"{'AB'[number]}. DANH SÁCH {line} NĂM 2025", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
        page.all((n, one.name, one.year, 3) for n, one in enumerate(some, 1)).blank()
        homes += [Home(one.name, "Ấp Phước Lộc", one.year, None, poverty, members=3) for one in some]
    return xlsx(page, homes)


def class_before_and_after() -> Listing:
    """«Phân loại hộ đầu năm» and «Phân loại hộ cuối năm»: the later one counts."""
    persons = people(6, 403)
    page = Page().wide("DANH SÁCH HỘ BIẾN ĐỘNG BẢN NÀ PHẠ", 5)
    page.add("STT", "Họ và tên chủ hộ", "Năm sinh", "Phân loại hộ đầu năm", "Phân loại hộ cuối năm")
    said = (("Hộ nghèo", "Hộ cận nghèo", NEAR), ("Hộ cận nghèo", "Không nghèo", NOT_POOR), ("", "Hộ nghèo", POOR))
    page.all((n + 1, one.name, one.year, *said[n % 3][:2]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Bản Nà Phạ", one.year, poverty=said[n % 3][2]) for n, one in enumerate(persons)])


def lacks_of_services() -> Listing:
    """The twelve lacks of basic services crossed under numbers, beside the household; «Tổng số» of them behind."""
    persons = people(6, 404)
    page = Page().wide("DANH SÁCH HỘ NGHÈO THIẾU HỤT CÁC DỊCH VỤ XÃ HỘI CƠ BẢN THÔN BẢN LẺ", 17)
    page.add("STT", "Chủ hộ", "Năm sinh", "Các chỉ số thiếu hụt dịch vụ xã hội cơ bản", *[""] * 11, "Tổng số chỉ số")
    page.merge(0, 3, 0, 14).add("", "", "", *range(1, 13), "")
    page.all((n + 1, one.name, one.year, *("x" if (n + at) % 3 else "" for at in range(12)), 8) for n, one in
             enumerate(persons))  # fmt: skip
    page.add("", "Cộng", "", *[4] * 12, 48)
    return xlsx(page, [Home(one.name, "Thôn Bản Lẻ", one.year, poverty=POOR) for one in persons])


def other_crosses() -> Listing:
    """«Hộ DTTS», «Hộ có công», «Hộ BTXH», «Chủ hộ là nữ» to be crossed beside «Hộ nghèo», «Hộ cận nghèo»."""
    persons = people(6, 405)
    page = Page().wide("Ấp Cây Dương", 8)
    page.add("TT", "Họ và tên chủ hộ", "Năm sinh", "Hộ nghèo", "Hộ cận nghèo", "Hộ DTTS", "Hộ có công", "Hộ BTXH")
    crosses = (("x", "", "x", "", ""), ("", "x", "", "x", ""), ("", "", "", "", "x"))
    page.all((n + 1, one.name, one.year, *crosses[n % 3]) for n, one in enumerate(persons))
    classes = (POOR, NEAR, NOT_POOR)
    return xlsx(page, [Home(one.name, "Ấp Cây Dương", one.year, poverty=classes[n % 3]) for n, one in
                       enumerate(persons)])  # fmt: skip


def class_by_numbers() -> Listing:
    """«Phân loại hộ (1: Hộ nghèo; 2: Hộ cận nghèo; 3: Hộ không nghèo)» over 1, 2, 3."""
    persons = people(6, 406)
    page = Page().wide("Thôn Trung Lèng", 5)
    page.add("STT", "Họ tên chủ hộ", "Năm sinh", "Phân loại hộ (1: Hộ nghèo; 2: Hộ cận nghèo; 3: Hộ không nghèo)")
    page.all((n + 1, one.name, one.year, n % 3 + 1) for n, one in enumerate(persons))
    classes = (POOR, NEAR, NOT_POOR)
    return xlsx(page, [Home(one.name, "Thôn Trung Lèng", one.year, poverty=classes[n % 3]) for n, one in
                       enumerate(persons)])  # fmt: skip


def near_poor_by_the_standard() -> Listing:
    """The title names the standard as well: «DANH SÁCH HỘ CẬN NGHÈO … THEO CHUẨN NGHÈO ĐA CHIỀU»."""
    persons = people(5, 407)
    page = Page().wide("DANH SÁCH HỘ CẬN NGHÈO NĂM 2025 THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022 - 2025", 4)
    page.wide("Ấp: Rạch Gỗ", 4).add("STT", "Họ và tên chủ hộ", "Ngày sinh", "Số khẩu")
    page.all((n, one.name, one.birth, 4) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Rạch Gỗ", one.year, poverty=NEAR, members=4) for one in persons])


def escaped_poverty() -> Listing:
    """«DANH SÁCH HỘ THOÁT NGHÈO, THOÁT CẬN NGHÈO»: what they became is not said."""
    persons = people(5, 408)
    page = Page().wide("DANH SÁCH HỘ THOÁT NGHÈO, HỘ THOÁT CẬN NGHÈO NĂM 2025 ẤP RẠCH GỖ", 4)
    page.add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
    page.all((n, one.name, one.year, 4) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Rạch Gỗ", one.year, members=4) for one in persons])


def classes_as_numbered_lines() -> Listing:
    """«1 | Hộ nghèo | 3 hộ», «2 | Hộ cận nghèo | 3 hộ»: Arabic numbers, bold, over households that count from 1."""
    persons = people(6, 409)
    page = Page().wide("THÔN SUỐI BÙN", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")
    homes = []
    for number, (line, poverty) in enumerate((("Hộ nghèo", POOR), ("Hộ cận nghèo", NEAR)), 1):
        some = persons[number * 3 - 3 : number * 3]
        page.add(number, line, "3 hộ", 12).all((n, one.name, one.year, 4) for n, one in enumerate(some, 1))
        homes += [Home(one.name, "Thôn Suối Bùn", one.year, None, poverty, members=4) for one in some]
    return xlsx(page, homes)


def classes_in_many_words() -> Listing:
    """«Tái nghèo», «Hộ nghèo phát sinh mới», «Nghèo (BTXH)», «HN - không có khả năng lao động»."""
    said = (("Tái nghèo", POOR), ("Hộ nghèo phát sinh mới", POOR), ("Nghèo (BTXH)", POOR),
            ("HN - không có khả năng lao động", POOR), ("Cận nghèo phát sinh", NEAR), ("Tái cận nghèo", NEAR),
            ("Không thuộc diện", NOT_POOR), ("Hộ trung bình", NOT_POOR), ("Hộ khá, giàu", NOT_POOR),
            ("Nghèo đa chiều", POOR), ("K.Nghèo", NOT_POOR))  # fmt: skip
    persons = people(len(said), 410)
    page = Page().wide("Thôn Suối Bùn", 3).add("STT", "Họ và tên chủ hộ", "Đối tượng")
    page.all((n + 1, one.name, said[n][0]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Thôn Suối Bùn", poverty=said[n][1]) for n, one in enumerate(persons)])


def members_of_poor_households() -> Listing:
    """Form of members: «STT hộ» at the head only, «STT người» for all, sex and ethnic group, relation in words."""
    persons, others = people(4, 411), people(8, 412)
    page = Page().wide("DANH SÁCH THÀNH VIÊN HỘ NGHÈO THÔN TÀ CÓ", 8)
    page.add("STT hộ", "STT người", "Họ và tên", "Quan hệ với chủ hộ", "Ngày, tháng, năm sinh", "Nam", "Nữ", "Dân tộc")
    homes = []
    for n, one in enumerate(persons):
        family = (one, *others[n * 2 : n * 2 + 2])
        for place, other in enumerate(family):
            sexes = ("x", "") if other.sex is MALE else ("", "x")
            relation = ("Chủ hộ", "Vợ/chồng", "Con ruột")[place]
            page.add(n + 1 if not place else "", place + 1, other.name, relation, other.birth, *sexes, "Mông")
        homes.append(Home(one.name, "Thôn Tà Có", one.year, one.sex, POOR, "Mông", 3))
    return xlsx(page, homes)


def annex_of_a_decision() -> Listing:
    """Annex of a decision in .xls: bases, articles, then the list; «Nơi nhận» below, the class in the section lines."""
    persons = people(6, 413)
    page = Page().add("ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page.add("XÃ BÌNH SƠN", "", "", "Độc lập - Tự do - Hạnh phúc").blank()
    page.wide("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO ĐƯỢC CÔNG NHẬN NĂM 2025", 5)
    page.wide("(Ban hành kèm theo Quyết định số 215/QĐ-UBND ngày 10 tháng 12 năm 2024 của Chủ tịch UBND xã)", 5)
    page.add("TT", "Họ tên chủ hộ", "Năm sinh", "Thôn", "Số khẩu").add("I", "HỘ NGHÈO (03 hộ)")
    page.all((n, one.name, one.year, "Suối Rè", 5) for n, one in enumerate(persons[:3], 1)).add(
        "II", "HỘ CẬN NGHÈO (03 hộ)"
    )
    page.all((n, one.name, one.year, "Suối Rè", 5) for n, one in enumerate(persons[3:], 1))
    page.add("", "Tổng cộng: 06 hộ; 30 khẩu").blank().add("", "", "", "CHỦ TỊCH").blank(3).add(
        "", "", "", "Lê Văn Chức"
    )
    homes = [Home(one.name, "Thôn Suối Rè", one.year, None, POOR if n < 3 else NEAR, members=5) for n, one in
             enumerate(persons)]  # fmt: skip
    return xls(page, homes)


def women_at_the_head() -> Listing:
    """«Chủ hộ là nữ» to be crossed: those crossed are women, of the others nothing is sure but by that column."""
    persons = people(6, 414)
    page = Page().wide("Thôn Tà Có", 4).add("STT", "Họ tên chủ hộ", "Năm sinh", "Giới tính chủ hộ (Nam/Nữ)")
    page.all((n, one.name, one.year, "Nam" if one.sex is MALE else "Nữ") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Tà Có", one.year, one.sex) for one in persons])


def income_and_class() -> Listing:
    """Incomes with dots beside the class, «Thu nhập bình quân/người/tháng», «Nguyên nhân nghèo», «Hộ nghèo» as «Có»."""
    persons = people(6, 415)
    page = Page().wide("ẤP TÂN HƯNG", 7)
    page.add(
        "Số TT", "Tên chủ hộ", "Năm sinh", "Thu nhập bình quân/người/tháng", "Nguyên nhân nghèo", "Hộ nghèo", "Khẩu"
    )
    page.all((n, one.name, one.year, "1.450.000", "Thiếu vốn", "Có" if n % 2 else "", 4) for n, one in
             enumerate(persons, 1))  # fmt: skip
    homes = [Home(one.name, "Ấp Tân Hưng", one.year, poverty=POOR if n % 2 else None, members=4) for n, one in
             enumerate(persons, 1)]  # fmt: skip
    return xlsx(page, homes)


def women_years_only() -> Listing:
    """«Năm sinh: Nam | Nữ» written in one line of heads: «Năm sinh Nam», «Năm sinh Nữ»."""
    persons = people(6, 416)
    page = Page().wide("ẤP TÂN HƯNG", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh: Nam", "Năm sinh: Nữ")
    page.all(
        (n, one.name, *((one.year, "") if one.sex is MALE else ("", one.year))) for n, one in enumerate(persons, 1)
    )
    return xlsx(page, [Home(one.name, "Ấp Tân Hưng", one.year, one.sex) for one in persons])


def near_poor_alone_crossed() -> Listing:
    """«Diện hộ» over «Hộ nghèo» alone and «Hộ cận nghèo», crosses of one only; women by «Nữ chủ hộ»."""
    persons = people(6, 417)
    page = Page().wide("Buôn Cư Blang", 5).add("STT", "Họ tên chủ hộ", "Nam", "Nữ", "Hộ cận nghèo")
    page.all(
        (n, one.name, *((one.year, "") if one.sex is MALE else ("", one.year)), "x" if n < 3 else "")
        for n, one in enumerate(persons, 1)
    )
    homes = [Home(one.name, "Buôn Cư Blang", one.year, one.sex, NEAR if n < 2 else None) for n, one in
             enumerate(persons)]  # fmt: skip
    assert FEMALE in {home.sex for home in homes}
    return xlsx(page, homes)
