"""Lists in which one household is more than one name: spouses, members without relations, telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lists.paper import Page
from tests.lists.truth import MALE, Home, Listing, Person, people, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator


def _families(count: int, seed: int) -> Iterator[tuple[int, tuple[Person, ...]]]:
    everybody = people(count * 3, seed)
    for number in range(count):
        yield number + 1, tuple(everybody[number * 3 : number * 3 + 3])


def spouse_first_in_one_line() -> Listing:
    """«Họ tên vợ | Năm sinh | Họ tên chủ hộ | Năm sinh» in one line of heads."""
    persons, wives = people(5, 1001), people(5, 1002)
    page = Page().wide("Ấp Vàm Rầy", 5).add("STT", "Họ tên vợ", "Năm sinh", "Họ tên chủ hộ", "Năm sinh")
    page.all((n + 1, wives[n].name, wives[n].year, one.name, one.year) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp Vàm Rầy", one.year) for one in persons])


def spouse_behind_in_one_line() -> Listing:
    """«Chủ hộ | Năm sinh | Vợ hoặc chồng | Năm sinh | Số con»; one head's year is missing and stays so."""
    persons, wives = people(5, 1003), people(5, 1004)
    page = (
        Page().wide("Ấp Vàm Rầy", 6).add("STT", "Họ tên chủ hộ", "Năm sinh", "Họ tên vợ (chồng)", "Năm sinh", "Số con")
    )
    page.all(
        (n + 1, one.name, "" if n == 2 else one.year, wives[n].name, wives[n].year, 2) for n, one in enumerate(persons)
    )
    return xlsx(page, [Home(one.name, "Ấp Vàm Rầy", None if n == 2 else one.year) for n, one in enumerate(persons)])


def spouse_within_the_cell() -> Listing:
    """«Nguyễn Văn An (vợ: Trần Thị Bé)», «… (chồng Lê Văn Cam)», «… - vợ Trần Thị Bé»: the first is the head."""
    persons, others = people(4, 1005), people(4, 1006)
    said = ("{} (vợ: {})", "{} (chồng {})", "{} - vợ {}", "{}, chồng: {}")
    notes = ("vợ: {}", "chồng {}", "vợ {}", "chồng: {}")
    page = Page().wide("Ấp Vàm Rầy", 3).add("STT", "Họ tên chủ hộ", "Năm sinh")
    page.all((n + 1, said[n].format(one.name, others[n].name), one.year) for n, one in enumerate(persons))
    homes = [
        Home(one.name, "Ấp Vàm Rầy", one.year, note=notes[n].format(others[n].name)) for n, one in enumerate(persons)
    ]
    return xlsx(page, homes)


def telephone_within_the_cell() -> Listing:
    """«Nguyễn Văn An (0912345678)», «… - ĐT: 0912.345.678», «… SĐT 0912345678»."""
    persons = people(4, 1007)
    said = ("{} ({})", "{} - ĐT: {}", "{} SĐT {}", "{}\n{}")
    page = Page().wide("Ấp Vàm Rầy", 3).add("STT", "Họ tên chủ hộ, số điện thoại", "Năm sinh")
    page.all((n + 1, said[n].format(one.name, one.phone), one.year) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp Vàm Rầy", one.year, phone=one.phone) for one in persons])


def members_without_number_or_relation() -> Listing:
    """Only the head has a number, which goes on 1, 2, 3; the members stand below with their years, nothing else."""
    page = Page().wide("DANH SÁCH NHÂN KHẨU ẤP VÀM RẦY", 3).add("STT", "Họ và tên", "Năm sinh")
    homes = []
    for number, family in _families(5, 1008):
        page.all(("" if at else number, one.name, one.year) for at, one in enumerate(family))
        homes.append(Home(family[0].name, "Ấp Vàm Rầy", family[0].year, members=3))
    return xlsx(page, homes)


def code_at_the_head_only() -> Listing:
    """All rows numbered through, the household's code only at its head."""
    page, running, homes = Page().wide("DANH SÁCH NHÂN KHẨU ẤP VÀM RẦY", 4), 0, []
    page.add("STT", "Mã hộ", "Họ và tên", "Năm sinh")
    for number, family in _families(5, 1009):
        for at, one in enumerate(family):
            running += 1
            page.add(running, "" if at else f"VR{number:03d}", one.name, one.year)
        homes.append(Home(family[0].name, "Ấp Vàm Rầy", family[0].year, members=3, code=f"VR{number:03d}"))
    return xlsx(page, homes)


def head_without_relation() -> Listing:
    """«Quan hệ» is blank at the head, who alone has a number; «vợ», «con» below."""
    page, homes = Page().wide("ẤP VÀM RẦY", 4).add("STT", "Họ và tên", "Năm sinh", "Quan hệ"), []
    for number, family in _families(5, 1010):
        page.all(("" if at else number, one.name, one.year, ("", "vợ", "con")[at]) for at, one in enumerate(family))
        homes.append(Home(family[0].name, "Ấp Vàm Rầy", family[0].year, members=3))
    return xls(page, homes)


def head_of_household_in_capitals() -> Listing:
    """Relations in capitals and without marks: «CHU HO», «VO», «CON»; households parted by blank rows."""
    page, running, homes = Page().wide("ẤP VÀM RẦY", 4).add("STT", "HO VA TEN", "NAM SINH", "QUAN HE"), 0, []
    for _, family in _families(5, 1011):
        for at, one in enumerate(family):
            running += 1
            page.add(running, one.name.upper(), one.year, ("CHU HO", "VO", "CON")[at])
        page.blank()
        homes.append(Home(family[0].name, "Ấp Vàm Rầy", family[0].year, members=3))
    return xlsx(page, homes)


def members_in_one_cell() -> Listing:
    """«Các thành viên trong hộ» lists them in one cell, line by line; their number is in «Tổng số»."""
    page = (
        Page()
        .wide("Ấp Vàm Rầy", 5)
        .add("STT", "Chủ hộ", "Năm sinh", "Các thành viên trong hộ", "Tổng số người trong hộ")
    )
    homes = []
    for number, (one, *others) in _families(5, 1012):
        page.add(number, one.name, one.year, "\n".join(f"- {other.name}, {other.year}" for other in others), 3)
        homes.append(Home(one.name, "Ấp Vàm Rầy", one.year, members=3))
    return xlsx(page, homes)


def two_lines_for_each_household() -> Listing:
    """Head above, spouse below, number and address merged over both; «Nam» and «Nữ» years."""
    page, homes = Page().wide("Ấp Vàm Rầy", 5).add("STT", "Họ và tên chủ hộ, vợ (chồng)", "Năm sinh", "", "Số khẩu"), []
    page.merge(0, 2, 0, 3).add("", "", "Nam", "Nữ", "")
    for number, family in _families(5, 1013):
        for at, one in enumerate(family[:2]):
            years = (one.year, "") if one.sex is MALE else ("", one.year)
            page.add("" if at else number, one.name, *years, "" if at else 5)
        page.merge(-1, 0, 0, 0).merge(-1, 4, 0, 4)
        homes.append(Home(family[0].name, "Ấp Vàm Rầy", family[0].year, family[0].sex, members=5))
    return xlsx(page, homes)


def people_of_several_villages_on_tabs() -> Listing:
    """A tab a village, a row per person, relation as «QH với CH»."""
    pages, homes = [], []
    for place, village in enumerate(("Ấp Một", "Ấp Hai")):
        page, running = Page(village).add("STT", "Họ và tên", "Năm sinh", "QH với CH"), 0
        for _, family in _families(3, 1014 + place):
            for at, one in enumerate(family):
                running += 1
                page.add(running, one.name, one.year, ("CH", "Vợ", "Con")[at])
            homes.append(Home(family[0].name, village, family[0].year, members=3))
        pages.append(page)
    return xlsx(pages, homes)
