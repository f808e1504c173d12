"""Lists by letters once more: VIQR, one old column among new ones, capitals of old fonts, names of many peoples."""

from __future__ import annotations

import unicodedata

from tests.lists.paper import Font, Page
from tests.lists.truth import Home, Listing, people, tcvn3, text, vni, xls, xlsx

_VIQR_TONES = {"\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": "."}
_VIQR_SHAPES = {"\u0306": "(", "\u0302": "^", "\u031b": "+"}


def _viqr(written: str) -> str:
    """Return text as it was typed in mails: «Nguye^~n Va(n Hu`ng»."""
    found = ""
    for letter in written:
        if letter in "đĐ":
            found += "dd" if letter == "đ" else "DD"
            continue
        marks = unicodedata.normalize("NFD", letter)
        found += marks[0] + "".join(_VIQR_SHAPES.get(mark, "") for mark in marks)
        found += "".join(_VIQR_TONES.get(mark, "") for mark in marks)
    return found


def typed_in_viqr() -> Listing:
    """All in VIQR, as old programs and mails had it."""
    persons = people(8, 901)
    page = (
        Page()
        .wide(_viqr("Danh sách hộ ấp Đông Phước"), 4)
        .add(*map(_viqr, ("STT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc")))
    )
    page.all((n, _viqr(one.name), one.year, _viqr("Khơ Me")) for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Đông Phước", one.year, ethnic="Khơ Me") for one in persons])


def names_in_viqr() -> Listing:
    """Only the names in VIQR, heads and village in Unicode."""
    persons = people(8, 902)
    page = Page().add("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")
    page.all((n, _viqr(one.name), one.year, "Đông Phước") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Đông Phước", one.year) for one in persons])


def one_column_in_vni() -> Listing:
    """The village column in VNI without a font, everything else in Unicode."""
    persons = people(8, 903)
    page = Page().add("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")
    page.all((n, one.name, one.year, vni("Ấp Tân Đức" if n < 5 else "Ấp Cỏ Ống")) for n, one in enumerate(persons, 1))
    return xlsx(
        page, [Home(one.name, "Ấp Tân Đức" if n < 5 else "Ấp Cỏ Ống", one.year) for n, one in enumerate(persons, 1)]
    )


def heads_old_rows_new() -> Listing:
    """Title and heads of an old template in TCVN3 without a font, rows in Unicode."""
    persons = people(8, 904)
    page = (
        Page()
        .add(tcvn3("Danh sách hộ ấp Đông Phước"))
        .add(*map(tcvn3, ("STT", "Họ và tên chủ hộ", "Năm sinh", "Địa chỉ")))
    )
    page.all((n, one.name, one.year, f"Tổ {n}") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Ấp Đông Phước", one.year, address=f"Tổ {n}") for n, one in enumerate(persons, 1)]
    return xls(page, homes)


def capitals_in_old_text() -> Listing:
    """TCVN3 typed with Caps Lock: «NGUYÔN V¡N HïNG», as text."""
    persons = people(8, 905)

    def capitals(said: str) -> str:
        return "".join(letter.upper() if letter.isascii() else letter for letter in tcvn3(said.lower()))

    page = Page().add(*map(capitals, ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn")))
    page.all((n, capitals(one.name), one.year, capitals("Đồng Bành")) for n, one in enumerate(persons, 1))
    return text(page, [Home(one.name, "Thôn Đồng Bành", one.year) for one in persons], "latin-1", ";")


def village_composed_and_not() -> Listing:
    """One village in NFC and NFD in turn, heads in NFD with zero-width letters in them."""
    persons = people(8, 906)
    nfd = unicodedata.normalize("NFD", "Ấp Xẻo Trâm")
    heads = ("S\u200bTT", unicodedata.normalize("NFD", "Họ và tên\u200b chủ hộ"), "\ufeffNăm\u00a0sinh", "Ấp\u200c")
    page = Page().add(*heads)
    page.all((n, one.name, one.year, nfd if n % 2 else "Ấp Xẻo Trâm") for n, one in enumerate(persons, 1))
    return xlsx(page, [Home(one.name, "Ấp Xẻo Trâm", one.year) for one in persons])


def names_of_many_peoples() -> Listing:
    """Khmer, Mông, Ê Đê, Gia Rai, Cơ Ho, Chăm, Hoa and Hà Nhì names, of one word to six."""
    names = ("Danh Thị Sà Rên", "Thị Hồng", "Neàng Sóc Kha", "Giàng A Páo", "Sùng Thị Mỷ", "Y Blok Êban", "H'Bia Niê",
             "Rơ Châm H'Lan", "Ksor Y Tin", "K'Brể", "Ka Să K'Thị", "Mang Thị Ếch", "Lỳ Lò Xá", "Pờ Ha Xè",
             "Đàng Năng Thành", "Hồ Văn Ta Rùng", "A Viết Thị Nhi", "Lù Seo Dín", "Tẩn Mẩy",
             "Trượng Mlô H'Oanh")  # fmt: skip
    page = Page().wide("Bản Sín Chải", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    page.all((n, name.upper() if n % 3 == 0 else name, 1950 + n) for n, name in enumerate(names, 1))
    return xlsx(page, [Home(name, "Bản Sín Chải", 1950 + n) for n, name in enumerate(names, 1)])


def thi_at_the_start() -> Listing:
    """Khmer women without a family name, «Thị Sel», and men «Danh Út», as a whole list, no year; in capitals."""
    names = ("Thị Sel", "Thị Nga", "Danh Út", "Danh Sà Phol", "Thị Út Em", "Tiên Văn Nho", "Thị Cộng", "Danh Tổng")
    page = Page().wide("PHUM SOÀI", 2).add("STT", "HỌ TÊN")
    page.all((n, name.upper()) for n, name in enumerate(names, 1))
    return xlsx(page, [Home(name, "Phum Soài") for name in names])


def old_font_in_the_section_only() -> Listing:
    """Section lines in VNI-Times, everything else in Times New Roman and Unicode."""
    persons = people(6, 907)
    page, homes = Page(font="Times New Roman").add("STT", "Họ và tên chủ hộ", "Năm sinh"), []
    for number, village in enumerate(("Ấp Rạch Gốc", "Ấp Xẻo Bần")):
        some = persons[number * 3 : number * 3 + 3]
        page.add("", Font(vni(village), "VNI-Times")).all((n, one.name, one.year) for n, one in enumerate(some, 1))
        homes += [Home(one.name, village, one.year) for one in some]
    return xlsx(page, homes)


def names_upside_down() -> Listing:
    """Names in small letters, in capitals, with double spaces, a full stop behind, a comma between."""
    persons = people(6, 908)
    shapes = (str.lower, str.upper, lambda said: said.replace(" ", "  "), "{}.".format, " {} ".format, str.swapcase)
    page = Page().wide("Thôn Yên", 3).add("STT", "Họ và tên chủ hộ", "Năm sinh")
    page.all((n + 1, shapes[n](one.name), one.year) for n, one in enumerate(persons))
    return xlsx(page, [Home(one.name, "Thôn Yên", one.year) for one in persons])
