"""Lists by how their letters are kept: TCVN3, VNI, with and without fonts, windows-1258, UTF-8, UTF-16."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from ntm_desktop.domain.text import fold
from tests.lists.paper import Font, Page
from tests.lists.truth import MALE, NOT_POOR, Home, Listing, people, tcvn3, text, vni, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Dân tộc", "Diện hộ")


def _plain(convert: Callable[[str], str] = str, font: str = "") -> Page:
    page = Page(font=font)
    page.wide(convert("Danh sách hộ gia đình Ấp Đông Phước năm 2024"), 6).add(*map(convert, HEAD))
    for number, one in enumerate(people(8, 101), 1):
        sex = convert("Nam" if one.sex is MALE else "Nữ")
        page.add(number, convert(one.name), one.year, sex, convert("Khơ Me"), convert("Hộ không nghèo"))
    page.add("", convert("Tổng cộng: 8 hộ")).add("", convert("Trưởng ấp")).blank(2).add("", convert("Đỗ Văn Trưởng"))
    return page


def _homes() -> list[Home]:
    return [Home(p.name, "Ấp Đông Phước", p.year, p.sex, NOT_POOR, "Khơ Me") for p in people(8, 101)]


def tcvn3_with_font() -> Listing:
    """All in .VnTime."""
    return xlsx(_plain(tcvn3, ".VnTime"), _homes())


def tcvn3_capital_font() -> Listing:
    """Title, head and section in .VnTimeH, names in .VnTimeH too: small letters shown as capitals."""
    persons = people(6, 102)
    page = Page().add(Font(tcvn3("danh sách hộ gia đình"), ".VnTimeH"))
    page.add(*(Font(tcvn3(label), ".VnTimeH") for label in ("stt", "họ và tên chủ hộ", "năm sinh", "ghi chú")))
    page.add("", Font(tcvn3("i. thôn đồng bành"), ".VnTimeH"))
    for number, one in enumerate(persons, 1):
        page.add(number, Font(tcvn3(one.name.lower()), ".VnTimeH"), one.year)
    page.add("", Font(tcvn3("Cộng thôn đồng bành: 6 hộ"), ".VnTime"))
    return xlsx(page, [Home(one.name, "Thôn Đồng Bành", one.year) for one in persons])


def tcvn3_in_old_excel() -> Listing:
    """.xls with .VnTime, title in .VnTimeH."""
    return xls(_plain(tcvn3, ".VnTime"), _homes())


def tcvn3_capitals_in_old_excel() -> Listing:
    """.xls, section lines and heads in .VnTimeH."""
    persons = people(8, 103)
    page = Page().add(*(Font(tcvn3(label), ".VnTimeH") for label in ("stt", "họ và tên", "năm sinh")))
    for number, village in enumerate(("ấp tân điền", "ấp xẻo lùng")):
        page.add("", Font(tcvn3(village), ".VnTimeH"))
        page.all((n, Font(tcvn3(one.name), ".VnTime"), one.year) for n, one in
                 enumerate(persons[number * 4 : number * 4 + 4], 1))  # fmt: skip
    homes = [Home(one.name, "Ấp Tân Điền" if n < 4 else "Ấp Xẻo Lùng", one.year) for n, one in enumerate(persons)]
    return xls(page, homes)


def tcvn3_without_font() -> Listing:
    """TCVN3 letters in Arial: nothing but how it reads tells."""
    return xlsx(_plain(tcvn3), _homes())


def tcvn3_in_text() -> Listing:
    """TCVN3 in .csv."""
    return text(_plain(tcvn3), _homes(), "latin-1")


def tcvn3_in_text_windows() -> Listing:
    """TCVN3 in .csv, saved on a Windows of Western Europe."""
    return text(_plain(tcvn3), _homes(), "cp1252", ";")


def vni_with_font() -> Listing:
    """All in VNI-Times."""
    return xlsx(_plain(vni, "VNI-Times"), _homes())


def vni_capitals() -> Listing:
    """VNI in capitals throughout, font VNI-Helve."""
    return xlsx(_plain(lambda written: vni(written.upper()), "VNI-Helve"), _homes())


def vni_in_old_excel() -> Listing:
    """VNI in .xls without its font."""
    return xls(_plain(vni), _homes())


def vni_in_text() -> Listing:
    """VNI in .csv."""
    return text(_plain(vni), _homes(), "cp1252", "\t")


def fonts_mixed() -> Listing:
    """Title in Times New Roman and Unicode, heads in VNI, names in .VnTime, villages in Unicode."""
    persons = people(8, 104)
    page = Page().wide(Font("DANH SÁCH HỘ GIA ĐÌNH XÃ TÂN ĐỨC", "Times New Roman"), 4)
    page.add(*(Font(vni(label), "VNI-Times") for label in ("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")))
    for number, one in enumerate(persons, 1):
        page.add(number, Font(tcvn3(one.name), ".VnTime"), one.year, Font("Ấp Tân Phú", "Arial"))
    return xlsx(page, [Home(one.name, "Ấp Tân Phú", one.year) for one in persons])


def fonts_mixed_and_lost() -> Listing:
    """The same in .xls, whose fonts are not looked at: heads in VNI, names in TCVN3, villages in Unicode."""
    persons = people(8, 110)
    page = Page().add(*map(vni, ("STT", "Họ và tên chủ hộ", "Năm sinh", "Ấp")))
    page.all((number, tcvn3(one.name), one.year, "Ấp Tân Phú") for number, one in enumerate(persons, 1))
    return xls(page, [Home(one.name, "Ấp Tân Phú", one.year) for one in persons])


def fonts_mixed_by_row() -> Listing:
    """Some rows typed in .VnTime, others in Unicode, below each other in one column."""
    persons = people(8, 105)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Thôn")
    for number, one in enumerate(persons, 1):
        old = number % 2 == 0
        name = Font(tcvn3(one.name), ".VnTime") if old else Font(one.name, "Times New Roman")
        page.add(number, name, one.year, Font(tcvn3("Thôn Đoài"), ".VnTime") if old else "Thôn Đoài")
    return xlsx(page, [Home(one.name, "Thôn Đoài", one.year) for one in persons])


def mixed_by_row_without_font() -> Listing:
    """The same without any font that tells."""
    persons = people(12, 106)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Thôn")
    for number, one in enumerate(persons, 1):
        convert = tcvn3 if number % 3 == 0 else str
        page.add(number, convert(one.name), one.year, convert("Thôn Phước Đồng"))
    return xlsx(page, [Home(one.name, "Thôn Phước Đồng", one.year) for one in persons])


def old_font_over_unicode() -> Listing:
    """A template in .VnTime whose cells were filled in Unicode."""
    return xlsx(_plain(str, ".VnTime"), _homes())


def decomposed() -> Listing:
    """NFD throughout, capitals."""
    return xlsx(_plain(lambda written: unicodedata.normalize("NFD", written.upper())), _homes())


def windows_1258() -> Listing:
    """.csv in Vietnamese Windows' own encoding."""
    return text(_plain(), _homes(), "cp1258")


def windows_1258_tabs() -> Listing:
    """.txt in it, with tabs."""
    return text(_plain(), _homes(), "cp1258", "\t", suffix=".txt")


def utf8() -> Listing:
    """UTF-8 without a mark, commas."""
    return text(_plain(), _homes(), "utf-8")


def utf8_marked() -> Listing:
    """UTF-8 with its mark, semicolons."""
    return text(_plain(), _homes(), "utf-8", ";", codecs.BOM_UTF8)


def utf8_separator_line() -> Listing:
    """Excel's own «sep=;»."""
    return text(_plain(), _homes(), "utf-8", ";", codecs.BOM_UTF8 + b"sep=;\r\n")


def utf16_tabs() -> Listing:
    """«Unicode Text» of Excel: UTF-16 with tabs, .txt."""
    return text(_plain(), _homes(), "utf-16-le", "\t", codecs.BOM_UTF16_LE, suffix=".txt")


def utf16_big() -> Listing:
    """UTF-16 the other way round, .csv with semicolons."""
    return text(_plain(), _homes(), "utf-16-be", ";", codecs.BOM_UTF16_BE)


def utf16_unmarked() -> Listing:
    """UTF-16 without its mark."""
    return text(_plain(), _homes(), "utf-16-le", "\t")


def quoted_text() -> Listing:
    """Commas, quotes and line breaks inside quoted cells; addresses with commas in every row."""
    persons = people(8, 107)
    page = Page().add('Danh sách hộ "chung sức xây dựng nông thôn mới", xã Tân Đức')
    page.add("STT", "Họ và tên\nchủ hộ", "Năm sinh", "Địa chỉ", "Ghi chú")
    homes = []
    for number, one in enumerate(persons, 1):
        page.add(number, one.name, one.year, "Tổ 2, ấp Tân Phú", 'nói "có"')
        homes.append(Home(one.name, "Ấp Tân Phú", one.year, address="Tổ 2, ấp Tân Phú", note='nói "có"'))
    return text(page, homes, "utf-8")


def semicolons_with_commas() -> Listing:
    """Semicolons between cells, three commas in each address."""
    persons = people(8, 108)
    page = Page().add("STT", "Họ và tên", "Năm sinh", "Địa chỉ")
    said = "Số 5, tổ 2, ấp Tân Phú, xã Tân Đức"
    page.all((n, one.name, one.year, said) for n, one in enumerate(persons, 1))
    return text(page, [Home(one.name, "Ấp Tân Phú", one.year, address=said) for one in persons], "utf-8", ";")


def text_named_xls() -> Listing:
    """Text with tabs that some program named .xls."""
    return text(_plain(), _homes(), "utf-8", "\t", suffix=".xls")


def without_marks() -> Listing:
    """No marks at all: «NGUYEN VAN HUNG»."""
    persons = people(6, 109)
    page = Page().wide("DANH SACH HO GIA DINH AP TAN PHU", 4).add("STT", "HO VA TEN CHU HO", "NAM SINH", "GIOI TINH")
    for number, one in enumerate(persons, 1):
        page.add(number, fold(one.name).upper(), one.year, "NAM" if one.sex is MALE else "NU")
    page.add("", "TONG CONG: 6 HO").add("", "NGUOI LAP BIEU").blank(2).add("", "LE VAN LAP")
    return xlsx(page, [Home(fold(one.name).title(), "Ấp Tan Phu", one.year, one.sex) for one in persons])
