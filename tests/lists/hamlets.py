"""Lists by where they say the village, and what else stands there: other tables, pivots, sums, moved people."""

from __future__ import annotations

from tests.lists.paper import Page
from tests.lists.truth import Home, Listing, people, text, xls, xlsx

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu")


def _rows(persons, start: int = 1):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - a short hand
    return ((n, one.name, one.year, 4) for n, one in enumerate(persons, start))


def _homes(persons, village: str) -> list[Home]:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a short hand
    return [Home(one.name, village, one.year, members=4) for one in persons]


def title_with_colons() -> Listing:
    """«THÔN (BẢN): NÀ LẠI», «XÃ: …» below each other."""
    persons = people(5, 601)
    page = (
        Page().wide("DANH SÁCH CHỦ HỘ", 4).add("THÔN (BẢN): NÀ LẠI").add("XÃ: YÊN BÌNH").add(*HEAD).all(_rows(persons))
    )
    return xlsx(page, _homes(persons, "Thôn Nà Lại"))


def address_without_commas() -> Listing:
    """«Tổ 3 ấp Hòa Bình», «số 12 tổ 4 ấp Hòa Bình», «Ấp Hòa Bình - Tổ 3», «Tổ 3/Ấp Hòa Bình»."""
    said = ("Tổ 3 ấp Hòa Bình", "số 12 tổ 4 ấp Hòa Bình", "Ấp Hòa Bình - Tổ 3", "Tổ 3/Ấp Hòa Bình",
            "tổ 5, Ấp Hòa Bình.",
            "Tổ 2 - ấp Hòa Bình - xã Tân Phú")  # fmt: skip
    persons = people(len(said), 602)
    page = Page().wide("DANH SÁCH HỘ DÂN XÃ TÂN PHÚ", 4).add("STT", "Họ tên chủ hộ", "Năm sinh", "Địa chỉ")
    page.all((n + 1, one.name, one.year, said[n]) for n, one in enumerate(persons))
    homes = [Home(one.name, "Ấp Hòa Bình", one.year, address=said[n].rstrip()) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def codes_again_in_each_village() -> Listing:
    """Codes «HB-001» that a few villages share, with other people: each stays."""
    persons = people(12, 603)
    page = Page().add("Mã hộ", "Họ và tên chủ hộ", "Năm sinh", "Ấp")
    codes = [*(f"HB-{n:03d}" for n in range(1, 11)), "HB-001", "HB-002"]
    page.all((codes[n], one.name, one.year, "Hòa Bình" if n < 10 else "Hòa Lợi") for n, one in enumerate(persons))
    homes = [Home(one.name, "Ấp Hòa Bình" if n < 10 else "Ấp Hòa Lợi", one.year) for n, one in enumerate(persons)]
    return xlsx(page, homes)


def sums_in_section_lines() -> Listing:
    """«Ấp Hòa Bình | 3 hộ | 12» as section, «Cộng ấp Hòa Bình», «Cộng ấp:», «TỔNG CỘNG TOÀN XÃ», totals on top."""
    persons = people(6, 604)
    page = Page().wide("DANH SÁCH HỘ XÃ TÂN PHÚ", 4).add(*HEAD).add("", "TOÀN XÃ", "6 hộ", 24)
    page.add("I", "Ấp Hòa Bình", "3 hộ", 12).all(_rows(persons[:3])).add("", "Cộng ấp Hòa Bình", "3 hộ", 12)
    page.add("II", "Ấp Hòa Lợi", "3 hộ", 12).all(_rows(persons[3:])).add("", "Cộng ấp:", "", 12)
    page.add("", "TỔNG CỘNG TOÀN XÃ", "", 24)
    return xlsx(page, _homes(persons[:3], "Ấp Hòa Bình") + _homes(persons[3:], "Ấp Hòa Lợi"))


def villages_with_letters() -> Listing:
    """«Hòa Bình A», «Hòa Bình B», «10A», «10B» are four villages."""
    persons = people(8, 605)
    said = ("Hòa Bình A", "Hòa Bình B", "10A", "10B")
    page = Page().add("STT", "Họ tên chủ hộ", "Năm sinh", "Ấp")
    page.all((n + 1, one.name, one.year, said[n // 2]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, f"Ấp {said[n // 2]}", one.year) for n, one in enumerate(persons)])


def code_and_name_of_the_village() -> Listing:
    """«Mã thôn» before «Tên thôn», «Mã xã», «Tên xã»."""
    persons = people(5, 606)
    page = Page().add("STT", "Mã xã", "Tên xã", "Mã thôn", "Tên thôn", "Họ tên chủ hộ", "Năm sinh")
    page.all((n, 22334, "Tú An", "T05", "Thôn An Hòa", one.name, one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn An Hòa", one.year) for one in persons])


def moved_people_below() -> Listing:
    """Below the list a second one: «DANH SÁCH HỘ CHUYỂN ĐI, CHẾT TRONG NĂM», with a head of its own."""
    persons, gone = people(5, 607), people(3, 608)
    page = Page().wide("DANH SÁCH HỘ ẤP TÂN THÀNH", 4).add(*HEAD).all(_rows(persons)).add("", "Cộng", "", 20).blank(2)
    page.wide("DANH SÁCH HỘ ĐÃ CHUYỂN ĐI, CHỦ HỘ CHẾT TRONG NĂM", 4).add("STT", "Họ và tên chủ hộ", "Năm sinh", "Lý do")
    page.all((n, one.name, one.year, "Chuyển đi Bình Dương") for n, one in enumerate(gone, 1))
    return xlsx(page, _homes(persons, "Ấp Tân Thành"), doubts=frozenset({"sheets.gone_left_out"}))


def moved_people_in_a_tab() -> Listing:
    """A tab «Hộ chuyển đi» beside the tab of the households."""
    persons, gone = people(5, 609), people(3, 610)
    page = Page("Danh sách hộ").wide("DANH SÁCH HỘ ẤP TÂN THÀNH", 4).add(*HEAD).all(_rows(persons))
    other = (
        Page("Hộ chuyển đi").wide("DANH SÁCH HỘ CHUYỂN ĐI KHỎI ĐỊA PHƯƠNG ẤP TÂN THÀNH", 4).add(*HEAD).all(_rows(gone))
    )
    return xlsx([page, other], _homes(persons, "Ấp Tân Thành"), doubts=frozenset({"sheets.gone_left_out"}))


def moved_people_as_section() -> Listing:
    """The last section of the table: «III. HỘ CHUYỂN ĐI TRONG NĂM»."""
    persons, gone = people(6, 611), people(2, 612)
    page = Page().wide("DANH SÁCH HỘ ẤP TÂN THÀNH", 4).add(*HEAD).add("I", "HỘ THƯỜNG TRÚ").all(_rows(persons[:4]))
    page.add("II", "HỘ TẠM TRÚ").all(_rows(persons[4:])).add("III", "HỘ CHUYỂN ĐI TRONG NĂM").all(_rows(gone))
    return xlsx(page, _homes(persons, "Ấp Tân Thành"), doubts=frozenset({"sheets.gone_left_out"}))


def pivot_beside() -> Listing:
    """A small table at the right, «Ấp | Số hộ», beside the first rows; the list has sections."""
    persons = people(6, 613)
    page = Page().add(*HEAD, "", "", "Ấp", "Số hộ").add("", "ẤP ĐÔNG", "", "", "", "", "Đông", 3)
    side = [("", "", "Tây", 3), ("", "", "Tổng", 6), (), (), (), ()]
    rows = [*_rows(persons[:3]), ("", "ẤP TÂY", "", ""), *_rows(persons[3:])]
    for number, row in enumerate(rows):
        page.add(*row, *(side[number] if number < len(side) else ()))
    return xlsx(page, _homes(persons[:3], "Ấp Đông") + _homes(persons[3:], "Ấp Tây"))


def pivot_sheet() -> Listing:
    """A sheet «Pivot» with «Nhãn Hàng | Tổng số hộ», an empty «Sheet2», a sheet with a stray cell."""
    persons = people(6, 614)
    pivot = Page("Pivot").add("Nhãn Hàng", "Đếm của Họ và tên chủ hộ").add("Ấp Đông", 6).add("Tổng Cuối", 6)
    page = Page("DS").add("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")
    page.all((n, one.name, one.year, "Đông") for n, one in enumerate(persons, 1))
    return xlsx([pivot, page, Page("Sheet2"), Page("Sheet3").blank(4).add("", "x")],
                [Home(one.name, "Ấp Đông", one.year) for one in persons])  # fmt: skip


def list_of_values() -> Listing:
    """A sheet «DM» with the lists of the validations: villages, classes, ethnic groups, sexes."""
    persons = people(6, 615)
    page = Page("Nhập liệu").add("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")
    page.all((n, one.name, one.year, "Đông") for n, one in enumerate(persons, 1))
    lists = Page("DM").add("Ấp", "Diện hộ", "Dân tộc", "Giới tính").add("Đông", "Nghèo", "Kinh", "Nam")
    lists.add("Tây", "Cận nghèo", "Khmer", "Nữ").add("", "Không", "Hoa", "")
    return xlsx([page, lists], [Home(one.name, "Ấp Đông", one.year) for one in persons])


def file_name_without_marks() -> Listing:
    """Only the file's name says it: «DS ho ap Hoa Binh 2024 (1) - Copy»."""
    persons = people(5, 616)
    page = Page().wide("DANH SÁCH CHỦ HỘ", 4).add(*HEAD).all(_rows(persons))
    return xls(page, _homes(persons, "Ấp Hoa Binh"), file="DS ho ap Hoa Binh 2024 (1) - Copy")


def file_name_with_underscores() -> Listing:
    """«2025_DS_hộ_Ấp_Hòa_Bình_final», as .csv."""
    persons = people(5, 617)
    return text(Page().add(*HEAD).all(_rows(persons)), _homes(persons, "Ấp Hòa Bình"), "utf-8", ";",
                file="2025_DS_hộ_Ấp_Hòa_Bình_final")  # fmt: skip


def village_over_each_page() -> Listing:
    """The village merged down beside ten rows, then again beside the next page's, after a repeated head."""
    persons = people(8, 618)
    page, homes = Page().wide("DANH SÁCH HỘ", 4).add("Ấp", "STT", "Họ và tên chủ hộ", "Năm sinh"), []
    for number, village in enumerate(("Ấp Giữa", "Ấp Giữa", "Ấp Ngọn")):
        some = persons[number * 3 : number * 3 + 3]
        for at, one in enumerate(some):
            page.add("" if at else village, number * 3 + at + 1, one.name, one.year)
        page.merge(1 - len(some), 0, 0, 0)
        if number == 0:
            page.add("Ấp", "STT", "Họ và tên chủ hộ", "Năm sinh")
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(page, homes)


def villages_by_their_own_totals() -> Listing:
    """No section line: after each village «Cộng ấp Đông: 3 hộ», the village in the column «Ấp» of its rows."""
    persons = people(6, 619)
    page = Page().add(*HEAD, "Ấp")
    page.all((*row, "đông") for row in _rows(persons[:3])).add("", "Cộng ấp Đông: 3 hộ", "", 12, "")
    page.all((*row, "TÂY") for row in _rows(persons[3:])).add("", "Cộng ấp Tây: 3 hộ", "", 12, "")
    return xlsx(page, _homes(persons[:3], "Ấp Đông") + _homes(persons[3:], "Ấp Tây"))


def temporary_people_below() -> Listing:
    """A second table of households that live there for a time, other columns, no title: they are taken in."""
    persons = people(8, 620)
    page = Page().wide("KHU PHỐ 5", 4).add(*HEAD).all(_rows(persons[:5])).blank(2)
    page.add("TT", "Họ tên chủ hộ tạm trú", "Ngày sinh", "Nơi thường trú trước đây", "Số khẩu")
    page.all((n, one.name, one.birth, "Cà Mau", 4) for n, one in enumerate(persons[5:], 1))
    homes = _homes(persons[:5], "Khu phố 5")
    homes += [Home(one.name, "Khu phố 5", one.year, members=4, address="Cà Mau") for one in persons[5:]]
    return xlsx(page, homes)


def officials_beside() -> Listing:
    """A small table of the village's officials, with telephone and post, stands right above the list."""
    persons, officials = people(5, 621), people(3, 622)
    page = Page().wide("BAN NHÂN DÂN ẤP ĐÔNG THẠNH", 4).add("TT", "Họ và tên", "Chức vụ", "SĐT")
    page.all(
        (n, one.name, ("Trưởng ấp", "Phó ấp", "Công an viên")[n - 1], one.phone) for n, one in enumerate(officials, 1)
    )
    page.blank(2).wide("DANH SÁCH HỘ DÂN", 4).add(*HEAD).all(_rows(persons))
    return xlsx(page, _homes(persons, "Ấp Đông Thạnh"), doubts=frozenset({"sheets.officials_left_out"}))


def address_says_only_the_name() -> Listing:
    """«Địa chỉ (xóm)» over «Trại Mới», «nt», «nt»."""
    persons = people(5, 623)
    page = Page().add("STT", "Họ tên chủ hộ", "Năm sinh", "Xóm")
    page.all((n + 1, one.name, one.year, "nt" if n % 3 else ("Trại Mới", "Đồng Quan")[n // 3]) for n, one in
             enumerate(persons))  # fmt: skip
    return xlsx(page, [Home(one.name, f"Xóm {'Trại Mới' if n < 3 else 'Đồng Quan'}", one.year) for n, one in
                       enumerate(persons)])  # fmt: skip


def groups_as_sections_under_tab() -> Listing:
    """Tabs are villages, sections within are «Tổ tự quản số 1», «Tổ NDTQ 2»."""
    persons = people(8, 624)
    pages, homes = [], []
    for number, village in enumerate(("Ấp Long Hòa", "Ấp Long Phú")):
        page = Page(village).wide("DANH SÁCH HỘ GIA ĐÌNH", 4).add(*HEAD)
        for part in range(2):
            some = persons[number * 4 + part * 2 : number * 4 + part * 2 + 2]
            page.add("", ("Tổ tự quản số 1", "Tổ NDTQ 2")[part]).all(_rows(some))
            homes += _homes(some, village)
        pages.append(page)
    return xlsx(pages, homes)
