"""Lists with a row per person: registers of residents, of the police, of health insurance; heads must be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lists.paper import Page
from tests.lists.truth import MALE, Home, Listing, Person, people, text, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

_RELATIONS = ("Chủ hộ", "Vợ", "Con đẻ")


def _families(count: int, seed: int) -> Iterator[tuple[int, tuple[Person, ...]]]:
    """Yield families of three with their number from 1."""
    everybody = people(count * 3, seed)
    for number in range(count):
        yield number + 1, tuple(everybody[number * 3 : number * 3 + 3])


def _homes(village: str, count: int, seed: int) -> list[Home]:
    return [Home(family[0].name, village, family[0].year, members=3) for _, family in _families(count, seed)]


def export_of_the_register() -> Listing:
    """The national register's export: «Số hộ», all rows numbered through, village in the address, ID of each."""
    page = Page("Danh sách công dân")
    page.add("STT", "Số hộ", "Họ và tên", "Ngày sinh", "Giới tính", "Số ĐDCN", "Quan hệ với chủ hộ", "Nơi thường trú")
    running, homes = 0, []
    for number, family in _families(5, 501):
        place = f"Tổ {number}, Ấp Mỹ Thuận, Xã Mỹ An"
        for at, one in enumerate(family):
            running += 1
            page.add(running, f"SH{number:04d}", one.name, f"{one.birth:%d/%m/%Y}", "Nam" if one.sex is MALE else "Nữ",
                     one.personal_id, _RELATIONS[at], place)  # fmt: skip
        head = family[0]
        homes.append(Home(head.name, "Ấp Mỹ Thuận", head.year, head.sex, members=3, address=place, id=head.personal_id,
                          code=f"SH{number:04d}"))  # fmt: skip
    return xlsx(page, homes)


def sorted_by_given_name() -> Listing:
    """The same sorted by given name: the head is not the first of his household, its code ties them."""
    rows = [
        (f"K{number}", one, _RELATIONS[at]) for number, family in _families(5, 502) for at, one in enumerate(family)
    ]
    rows.sort(key=lambda row: row[1].name.split(" ")[-1] + row[1].name)
    page = Page().wide("ẤP MỸ THUẬN", 5).add("STT", "Mã hộ", "Họ và tên", "Năm sinh", "Quan hệ")
    page.all((n, code, one.name, one.year, relation) for n, (code, one, relation) in enumerate(rows, 1))
    homes = [Home(family[0].name, "Ấp Mỹ Thuận", family[0].year, members=3, code=f"K{number}") for number, family in
             _families(5, 502)]  # fmt: skip
    return xlsx(page, homes)


def health_insurance() -> Listing:
    """Health insurance by household (form TK1): card numbers, clinic, relation as «QHCH», monthly sums."""
    page = Page().wide("DANH SÁCH THAM GIA BHYT HỘ GIA ĐÌNH", 9).wide("Khóm Bình Đức 3", 9)
    page.add(
        "STT", "Mã số BHXH", "Họ và tên", "Ngày sinh", "Giới tính", "QHCH", "Nơi đăng ký KCB", "Số tiền", "Ghi chú"
    )
    running, homes = 0, []
    for _, family in _families(4, 503):
        for at, one in enumerate(family):
            running += 1
            page.add(running, f"87230{running:05d}", one.name, one.birth, "Nam" if one.sex is MALE else "Nữ",
                     ("Chủ hộ", "Chồng", "Bố đẻ")[at], "TYT xã", 1_263_600, "")  # fmt: skip
        homes.append(Home(family[0].name, "Khóm Bình Đức 3", family[0].year, family[0].sex, members=3))
    page.add("", "", "Cộng: 12 người", "", "", "", "", 15_163_200)
    return xlsx(page, homes)


def police_list() -> Listing:
    """«DANH SÁCH NHÂN KHẨU THƯỜNG TRÚ»: «Số HSCT», birthplace, trade, religion, «Q.hệ với chủ hộ»."""
    page = Page().wide("CÔNG AN XÃ TÂN PHÚ", 4).wide("DANH SÁCH NHÂN KHẨU THƯỜNG TRÚ ẤP TÂN HÒA", 9)
    page.add("STT", "Số HSCT", "Họ và tên", "Năm sinh", "", "Quê quán", "Nghề nghiệp", "Dân tộc", "Q.hệ với chủ hộ")
    page.merge(0, 3, 0, 4).add("", "", "", "Nam", "Nữ")
    homes = []
    for number, family in _families(4, 504):
        for at, one in enumerate(family):
            years = (one.year, "") if one.sex is MALE else ("", one.year)
            page.add(at + 1, f"77{number:03d}", one.name, *years, "Long An", "Làm ruộng", "Kinh",
                     ("Chủ hộ", "Con", "Cháu nội")[at])  # fmt: skip
        homes.append(Home(family[0].name, "Ấp Tân Hòa", family[0].year, family[0].sex, ethnic="Kinh", members=3))
    return xls(page, homes)


def relation_in_the_note() -> Listing:
    """No relation column: «Ghi chú» says «Chủ hộ», «vợ», «con»."""
    page = Page().wide("DANH SÁCH NHÂN KHẨU THÔN PHÚ LÂM", 4).add("STT", "Họ và tên", "Năm sinh", "Ghi chú")
    running = 0
    for _, family in _families(5, 505):
        for at, one in enumerate(family):
            running += 1
            page.add(running, one.name, one.year, ("Chủ hộ", "vợ", "con")[at])
    return xlsx(page, _homes("Thôn Phú Lâm", 5, 505))


def head_marked_by_a_cross() -> Listing:
    """A column «Chủ hộ» with crosses beside «Họ và tên»."""
    page = Page().wide("DANH SÁCH NHÂN KHẨU THÔN PHÚ LÂM", 4).add("STT", "Họ và tên", "Năm sinh", "Chủ hộ")
    running = 0
    for _, family in _families(5, 506):
        for at, one in enumerate(family):
            running += 1
            page.add(running, one.name, one.year, "" if at else "x")
    return xlsx(page, _homes("Thôn Phú Lâm", 5, 506))


def numbers_of_households_and_people() -> Listing:
    """«TT hộ» at the first of each household, «TT khẩu» through all, no relation."""
    page = Page().wide("DANH SÁCH HỘ, NHÂN KHẨU ẤP 4", 4).add("TT hộ", "TT khẩu", "Họ và tên", "Năm sinh")
    running = 0
    for number, family in _families(5, 507):
        for at, one in enumerate(family):
            running += 1
            page.add("" if at else number, running, one.name, one.year)
    return xlsx(page, _homes("Ấp 4", 5, 507))


def same_code_on_following_rows() -> Listing:
    """No relation: the number of the register stands on each row of a household, the head first."""
    page = Page().wide("SỔ THEO DÕI NHÂN KHẨU THÔN 6", 4).add("STT", "Số sổ hộ khẩu", "Họ và tên", "Năm sinh")
    running = 0
    for number, family in _families(5, 508):
        for one in family:
            running += 1
            page.add(running, f"3500{number:05d}", one.name, one.year)
    return xlsx(page, _homes("Thôn 6", 5, 508))


def lines_between_households() -> Listing:
    """A line «Hộ số 1: Nguyễn Văn Hùng» over each household's own rows, which count from 1."""
    page = Page().wide("Thôn 6", 4).add("STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ")
    for number, family in _families(4, 509):
        page.add(f"Hộ số {number}: {family[0].name}")
        page.all((at + 1, one.name, one.year, _RELATIONS[at]) for at, one in enumerate(family))
    return xlsx(page, _homes("Thôn 6", 4, 509))


def relations_of_every_kind() -> Listing:
    """Grandparents, in-laws, lodgers, «Cùng ở thuê»; the head as «Là chủ hộ», «Chủ hộ (đã ly hôn)», «C.hộ»."""
    heads = ("Là chủ hộ", "Chủ hộ (đơn thân)", "C.hộ", "Chủ hộ")
    others = (
        ("Ông nội", "Bà nội"),
        ("Con rể", "Cháu ngoại"),
        ("Em ruột", "Cùng ở thuê"),
        ("Mẹ chồng", "Người giúp việc"),
    )
    page = Page().wide("Tổ dân phố 11", 4).add("STT", "Họ và tên", "Năm sinh", "Mối quan hệ")
    running = 0
    for number, family in _families(4, 510):
        for at, one in enumerate(family):
            running += 1
            page.add(running, one.name, one.year, (heads[number - 1], *others[number - 1])[at])
    return xlsx(page, _homes("Tổ dân phố 11", 4, 510))


def address_merged_over_people() -> Listing:
    """Number, address and telephone merged over the rows of a household, relation in a column."""
    page = Page().wide("DANH SÁCH HỘ DÂN TỔ DÂN PHỐ 12", 6)
    page.add("STT", "Họ và tên", "Năm sinh", "Quan hệ", "Địa chỉ", "SĐT")
    homes = []
    for number, family in _families(4, 511):
        head = family[0]
        for at, one in enumerate(family):
            page.add(*(("" if at else number), one.name, one.year, _RELATIONS[at]),
                     *(("", "") if at else (f"Ngõ {number}", head.phone)))  # fmt: skip
        for column in (0, 4, 5):
            page.merge(-2, column, 0, column)
        homes.append(Home(head.name, "Tổ dân phố 12", head.year, members=3, address=f"Ngõ {number}", phone=head.phone))
    return xlsx(page, homes)


def head_beside_and_again_below() -> Listing:
    """«Họ tên chủ hộ» on the first row only, «Họ tên thành viên» from the head himself on."""
    page = Page().wide("Thôn Lũng Pô", 5).add("STT", "Họ tên chủ hộ", "Họ và tên thành viên", "Năm sinh", "Quan hệ")
    for number, family in _families(4, 512):
        for at, one in enumerate(family):
            page.add("" if at else number, "" if at else one.name, one.name, one.year, _RELATIONS[at])
    return xlsx(page, _homes("Thôn Lũng Pô", 4, 512))


def people_in_text() -> Listing:
    """An export as .csv with semicolons: «QUANHE», «HOTEN», «NGAYSINH», «MAHO», everything quoted by tabs."""
    page = Page().add("STT", "MAHO", "HOTEN", "NGAYSINH", "QUANHE", "THON")
    running, homes = 0, []
    for number, family in _families(4, 513):
        for at, one in enumerate(family):
            running += 1
            page.add(
                running, f"H{number:03d}", one.name.upper(), f"{one.birth:%Y%m%d}", _RELATIONS[at].upper(), "Thôn Vại"
            )
        homes.append(Home(family[0].name, "Thôn Vại", family[0].year, members=3, code=f"H{number:03d}"))
    return text(page, homes, "utf-8", ";")


def women_of_the_union() -> Listing:
    """Members of an association: each row one person with «Họ tên chồng», «Tên chủ hộ» of their household."""
    persons, heads = people(5, 514), people(5, 515)
    page = (
        Page().wide("DANH SÁCH HỘI VIÊN PHỤ NỮ ẤP 4", 5).add("STT", "Họ tên hội viên", "Năm sinh", "Tên chủ hộ", "Nghề")
    )
    page.all((n + 1, one.name, one.year, heads[n].name, "Làm ruộng") for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Ấp 4") for one in heads])


def count_of_people_in_the_list() -> Listing:
    """A row per person and a column «Số khẩu» at the head: the column goes before counting rows."""
    page = Page().wide("Thôn Lũng Pô", 5).add("STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ", "Số khẩu")
    for number, family in _families(4, 516):
        for at, one in enumerate(family):
            page.add("" if at else number, one.name, one.year, _RELATIONS[at], "" if at else 6)
    homes = [Home(family[0].name, "Thôn Lũng Pô", family[0].year, members=6) for _, family in _families(4, 516)]
    return xlsx(page, homes)


def relation_before_the_name() -> Listing:
    """The relation stands before the name, its head empty."""
    page = Page().wide("DANH SÁCH NHÂN KHẨU THÔN PHÚ LÂM", 4).add("STT", "", "Họ và tên", "Năm sinh")
    running = 0
    for _, family in _families(5, 517):
        for at, one in enumerate(family):
            running += 1
            page.add(running, _RELATIONS[at], one.name, one.year)
    return xlsx(page, _homes("Thôn Phú Lâm", 5, 517))
