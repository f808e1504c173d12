"""Lists by how they say the place once more: dots of forms, groups before villages, abbreviations, officials."""

from __future__ import annotations

from tests.lists.paper import Page
from tests.lists.truth import Home, Listing, people, xls, xlsx

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh")


def dots_of_a_form() -> Listing:
    """«Thôn/ấp: ......Hòa Bình......., xã: ....Tân Phú....»: a form filled in over its dots."""
    persons = people(5, 1101)
    page = (
        Page().wide("BIỂU KÊ KHAI HỘ GIA ĐÌNH", 3).add("Thôn/ấp: ......Hòa Bình......., xã: ....Tân Phú....").add(*HEAD)
    )
    page.all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Thôn Hòa Bình", one.year) for one in persons])


def place_among_other_facts() -> Listing:
    """«Địa bàn: Ấp 3; Tổ: 5; Tổng số hộ: 25» above the table."""
    persons = people(5, 1102)
    page = Page().add("Địa bàn: Ấp 3; Tổ: 5; Tổng số hộ: 5").add(*HEAD)
    page.all((n, one.name, one.year) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp 3", one.year) for one in persons])


def group_before_its_village() -> Listing:
    """Section lines «Tổ 1 - Ấp Đông», «Tổ 2 - Ấp Đông», «Tổ 1, ấp Tây»."""
    persons = people(6, 1103)
    lines = (("Tổ 1 - Ấp Đông", "Ấp Đông"), ("TỔ 2 - ẤP ĐÔNG", "Ấp Đông"), ("Tổ 1, ấp Tây", "Ấp Tây"))
    page, homes = Page().wide("DANH SÁCH HỘ XÃ TÂN PHÚ", 3).add(*HEAD), []
    for number, (line, village) in enumerate(lines):
        some = persons[number * 2 : number * 2 + 2]
        page.add("", line).all((n, one.name, one.year) for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(page, homes)


def group_before_its_village_in_a_column() -> Listing:
    """A column «Tổ, ấp» with «Tổ 1, Ấp Đông», «Tổ 2 ấp Tây», «T3 - Ấp Tây»."""
    persons = people(6, 1104)
    said = (("Tổ 1, Ấp Đông", "Ấp Đông"), ("Tổ 2 ấp Tây", "Ấp Tây"), ("T3 - Ấp Tây", "Ấp Tây"))
    page = Page().add(*HEAD, "Tổ, ấp").all((n + 1, one.name, one.year, said[n % 3][0]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, said[n % 3][1], one.year) for n, one in enumerate(persons)])


def abbreviated_villages() -> Listing:
    """«KP3», «Kp.3», «KP 3»; «KV Bình Hòa», «Kv. Bình Hòa»."""
    persons = people(5, 1105)
    said = ("KP3", "Kp.3", "KP 3", "KV Bình Hòa", "Kv. Bình Hòa")
    page = (
        Page().add(*HEAD, "Khu phố/khu vực").all((n + 1, one.name, one.year, said[n]) for n, one in enumerate(persons))
    )
    return xlsx(page, [Home(one.name, "Khu phố 3" if n < 3 else "Khu vực Bình Hòa", one.year) for n, one in
                       enumerate(persons)])  # fmt: skip


def heads_of_villages_in_a_tab() -> Listing:
    """A first tab «Trưởng ấp» with «Họ tên trưởng ấp | Ấp | SĐT | Số hộ», the lists behind."""
    persons, officials = people(6, 1106), people(2, 1107)
    first = Page("Trưởng ấp").add("STT", "Họ tên trưởng ấp", "Ấp", "SĐT", "Số hộ")
    first.all((n, one.name, ("Đông", "Tây")[n - 1], one.phone, 3) for n, one in enumerate(officials, 1))
    page = Page("Danh sách").add(*HEAD, "Ấp")
    page.all((n + 1, one.name, one.year, ("Đông", "Tây")[n // 3]) for n, one in enumerate(persons))
    homes = [Home(one.name, ("Ấp Đông", "Ấp Tây")[n // 3], one.year) for n, one in enumerate(persons)]
    return xlsx([first, page], homes, doubts=frozenset({"sheets.officials_left_out"}))


def sections_with_their_leader() -> Listing:
    """«TỔ DÂN PHỐ 1 (Tổ trưởng: Lê Văn Tổ - 0912345678)», «Tổ dân phố 2: bà Trần Thị Hai, ĐT 0912345679»."""
    persons = people(6, 1108)
    lines = ("TỔ DÂN PHỐ 1 (Tổ trưởng: Lê Văn Tổ - 0912345678)", "Tổ dân phố 2: bà Trần Thị Hai, ĐT 0912345679",
             "III. Tổ dân phố 3 – 2 hộ")  # fmt: skip
    page, homes = Page().add(*HEAD), []
    for number, line in enumerate(lines):
        some = persons[number * 2 : number * 2 + 2]
        page.wide(line, 3).all((n, one.name, one.year) for n, one in enumerate(some, 1))
        homes += [Home(one.name, f"Tổ dân phố {number + 1}", one.year) for one in some]
    return xlsx(page, homes)


def summary_by_village_first() -> Listing:
    """A first tab of sums by village with a total, «Tên ấp | Số hộ | Hộ nghèo», and formulas to the others."""
    persons = people(6, 1109)
    first = Page("Tổng hợp").wide("TỔNG HỢP SỐ HỘ", 5).add("STT", "Tên ấp", "Số hộ", "Số khẩu", "Hộ nghèo")
    first.add(1, "Ấp Đông", 3, 12, 0).add(2, "Ấp Tây", 3, 12, 0).add("", "Tổng cộng", 6, 24, 0)
    pages, homes = [first], []
    for number, village in enumerate(("Ấp Đông", "Ấp Tây")):
        some = persons[number * 3 : number * 3 + 3]
        pages.append(Page(village).add(*HEAD).all((n, one.name, one.year) for n, one in enumerate(some, 1)))
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(pages, homes)


def village_in_the_note() -> Listing:
    """«Ghi chú» says «Ấp Đông» for all: it is a note, the title says the same."""
    persons = people(5, 1110)
    page = Page().wide("DANH SÁCH HỘ DÂN - ẤP ĐÔNG", 4).add(*HEAD, "Ghi chú")
    page.all((n, one.name, one.year, "Ấp Đông") for n, one in enumerate(persons, 1))
    return xls(page, [Home(one.name, "Ấp Đông", one.year, note="Ấp Đông") for one in persons])


def village_upright_letters() -> Listing:
    """The village merged at the left, written letter by letter downwards with line breaks between words."""
    persons = people(6, 1111)
    page, homes = Page().add("Ấp", *HEAD), []
    for number, village in enumerate(("Ấp\nThạnh\nPhú", "ẤP\nTHẠNH\nĐÔNG")):
        some = persons[number * 3 : number * 3 + 3]
        page.all(("" if n > 1 else village, n, one.name, one.year) for n, one in enumerate(some, 1)).merge(-2, 0, 0, 0)
        homes += [Home(one.name, ("Ấp Thạnh Phú", "Ấp Thạnh Đông")[number], one.year) for one in some]
    return xlsx(page, homes)


def two_villages_in_one_title() -> Listing:
    """The title names both villages, the column says which."""
    persons = people(6, 1112)
    page = Page().wide("DANH SÁCH HỘ ẤP ĐÔNG VÀ ẤP TÂY", 4).add(*HEAD, "Ấp")
    page.all((n + 1, one.name, one.year, ("Đông", "Tây")[n % 2]) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, ("Ấp Đông", "Ấp Tây")[n % 2], one.year) for n, one in enumerate(persons)])
