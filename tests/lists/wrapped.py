"""One list in all the files that offices call «tệp Excel»: web pages, XML, .ods, .xlsb, with macros, strict."""

from __future__ import annotations

import codecs
from html import escape
from typing import TYPE_CHECKING

from tests.lists.paper import Page, windows_1258
from tests.lists.truth import MALE, NEAR, NOT_POOR, POOR, Home, Listing, people, tcvn3
from tests.lists.wrapping import html_table, spreadsheetml, write_ods, write_strict, write_xlsb, write_xlsm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def _page(village: str = "ẤP HÒA BÌNH", start: int = 0, name: str = "Sheet1") -> Page:
    persons = people(12, 801)[start : start + 6]
    page = Page(name).wide("DANH SÁCH HỘ GIA ĐÌNH", 6).wide(village, 6)
    page.add("STT", "Họ và tên chủ hộ", "Năm sinh", "", "Diện hộ", "Số khẩu").merge(0, 2, 0, 3)
    page.add("", "", "Nam", "Nữ", "", "")
    for column in (0, 1, 4, 5):
        page.merge(-1, column, 0, column)
    for number, one in enumerate(persons, 1):
        years = (one.year, "") if one.sex is MALE else ("", one.year)
        page.add(number, one.name, *years, ("Hộ nghèo", "Hộ cận nghèo", "Không nghèo")[number % 3], 4)
    return page.add("", "Tổng cộng", "", "", "", 24).blank().add("", "Người lập", "", "", "Trưởng ấp")


def _homes(village: str = "Ấp Hòa Bình", start: int = 0) -> list[Home]:
    classes = (POOR, NEAR, NOT_POOR)
    return [Home(one.name, village, one.year, one.sex, classes[n % 3], members=4) for n, one in
            enumerate(people(12, 801)[start : start + 6], 1)]  # fmt: skip


def _bytes(data: bytes, suffix: str = ".xls", homes: Sequence[Home] | None = None) -> Listing:
    return Listing(lambda path: _put(path, data), tuple(_homes() if homes is None else homes), suffix)


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _written(write: Callable[[Path, Sequence[Page]], None], suffix: str) -> Listing:
    """Return two villages on two sheets and a hidden sheet, written so."""
    pages = [_page("ẤP HÒA BÌNH", 0, "Hòa Bình"), _page("ẤP HÒA LỢI", 6, "Hòa Lợi"), _page("ẤP CŨ", 0, "Cũ")]
    pages[2].hidden = True
    homes = (*_homes(), *_homes("Ấp Hòa Lợi", 6))
    return Listing(lambda path: write(path, pages), homes, suffix)


def web_page() -> Listing:
    """HTML with its charset, as report programs write .xls."""
    head = '<html xmlns:x="urn:x"><head><meta charset="utf-8"><style>td{color:red}</style></head>'
    return _bytes(f"{head}<body>{html_table(_page())}</body></html>".encode())


def web_page_in_capitals() -> Listing:
    """HTML in capitals without end tags of cells, `&nbsp;` in blanks, entities for letters."""

    def letters(said: str) -> str:
        return "".join(char if char.isascii() else f"&#{ord(char)};" for char in escape(said)) or "&nbsp;"

    made = html_table(_page(), quote=letters).replace("</td>", "").replace("<td", "<TD").replace("<tr", "<TR")
    return _bytes(("<HTML>\n<BODY>" + made.replace("table", "TABLE") + "</BODY></HTML>").encode("ascii"))


def web_page_of_fragments() -> Listing:
    """No `<html>`: a comment, a mark of the order of bytes, a heading over a table of layout and the list's table."""
    page = _page()
    page.rows, page.merges = (
        page.rows[2:],
        [(top - 2, left, bottom - 2, right) for top, left, bottom, right in page.merges[2:]],
    )
    layout = "<table><tr><td>UBND XÃ TÂN PHÚ</td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></td></tr></table>"
    made = f"<!-- báo cáo -->\r\n<h2>DANH SÁCH HỘ <br>ẤP HÒA BÌNH</h2>{layout}<div>{html_table(page)}</div>"
    return _bytes(codecs.BOM_UTF8 + made.encode())


def web_page_of_windows() -> Listing:
    """HTML in windows-1258 that says so."""
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258"></head><body>'
    return _bytes(windows_1258(f"{head}{html_table(_page())}</body></html>"))


def web_page_utf16() -> Listing:
    """HTML in UTF-16, cells with pieces of bold and paragraphs."""
    made = html_table(_page(), quote=lambda said: f"<p><b>{escape(said[:3])}</b>{escape(said[3:])}</p>" if said else "")
    return _bytes(codecs.BOM_UTF16_LE + f"<html><body>{made}</body></html>".encode("utf-16-le"))


def web_page_in_tcvn3() -> Listing:
    """HTML with letters of .VnTime, no charset."""
    made = html_table(_page(), quote=lambda said: escape(tcvn3(said))).encode("latin-1")
    return _bytes(b"<html><body>" + made + b"</body></html>")


def web_page_named_html() -> Listing:
    """The same page as .html, with `<thead>`, `<th>`, scripts and a hidden comment of Excel's."""
    made = html_table(_page()).replace("<tr><td", "<thead><tr><th", 1).replace("</td></tr>", "</th></tr></thead>", 1)
    script = "<script>var a = '<table><tr><td>1</td></tr></table>';</script>"
    script += "<!--[if gte mso 9]><xml><x:Name>a</x:Name></xml><![endif]-->"
    return _bytes(f"<!DOCTYPE html><html><head>{script}</head><body>{made}</body></html>".encode(), ".html")


def xml_of_2003() -> Listing:
    """«XML Spreadsheet 2003» saved as .xls, with a hidden sheet."""
    return _written(lambda path, pages: _put(path, spreadsheetml(pages).encode()), ".xls")


def xml_named_xml() -> Listing:
    """The same as .xml, in UTF-16."""

    def write(path: Path, pages: Sequence[Page]) -> None:
        _put(path, codecs.BOM_UTF16_LE + spreadsheetml(pages).replace("UTF-8", "UTF-16").encode("utf-16-le"))

    return _written(write, ".xml")


def with_macros() -> Listing:
    """.xlsm."""
    return _written(write_xlsm, ".xlsm")


def open_document() -> Listing:
    """.ods of LibreOffice, rows and cells repeated to the end of the sheet."""
    return _written(write_ods, ".ods")


def open_document_with_dates() -> Listing:
    """.ods with dates, numbers as text, a village column that is filled by repeated cells."""
    persons = people(6, 802)
    page = Page("DS").add("STT", "Họ và tên", "Ngày sinh", "SĐT", "Thôn")
    page.all((n, one.name, one.birth, one.phone, "Thôn Yên") for n, one in enumerate(persons, 1))
    homes = [Home(one.name, "Thôn Yên", one.year, phone=one.phone) for one in persons]
    return Listing(lambda path: write_ods(path, [page]), tuple(homes), ".ods")


def binary_workbook() -> Listing:
    """.xlsb."""
    return _written(write_xlsb, ".xlsb")


def strict_workbook() -> Listing:
    """«Strict Open XML» as .xlsx."""
    return _written(write_strict, ".xlsx")


def _csv(lines: str, encoding: str, start: bytes = b"") -> bytes:
    return start + lines.encode(encoding)


def lines_of_a_mac() -> Listing:
    """.csv whose lines end with CR alone, semicolons."""
    persons = people(6, 803)
    lines = [
        "STT;Họ và tên;Năm sinh;Thôn",
        *(f"{n};{one.name};{one.year};Thôn Yên" for n, one in enumerate(persons, 1)),
    ]
    homes = [Home(one.name, "Thôn Yên", one.year) for one in persons]
    return _bytes(_csv("\r".join(lines), "utf-8"), ".csv", homes)


def entities_in_text() -> Listing:
    """.csv of a web program that kept letters as entities: «Nguy&#7877;n V&#259;n»."""
    persons = people(6, 804)
    lines = [
        "STT,Họ và tên,Năm sinh,Thôn",
        *(f"{n},{one.name},{one.year},Thôn Yên" for n, one in enumerate(persons, 1)),
    ]
    said = "".join(char if char.isascii() else f"&#{ord(char)};" for char in "\r\n".join(lines))
    return _bytes(_csv(said, "ascii"), ".csv", [Home(one.name, "Thôn Yên", one.year) for one in persons])


def tabs_in_windows_named_xls() -> Listing:
    """Tabs in windows-1258, named .xls."""
    persons = people(6, 805)
    lines = [
        "STT\tHọ và tên\tNăm sinh\tThôn",
        *(f"{n}\t{one.name}\t{one.year}\tThôn Yên" for n, one in enumerate(persons, 1)),
    ]
    return _bytes(windows_1258("\r\n".join(lines)), ".xls", [Home(one.name, "Thôn Yên", one.year) for one in persons])


def spaces_for_columns() -> Listing:
    """.txt whose columns are parted by runs of spaces."""
    persons = people(6, 806)
    lines = ["DANH SÁCH HỘ THÔN YÊN", "STT   Họ và tên                 Năm sinh",
             *(f"{n:<6}{one.name:<26}{one.year}" for n, one in enumerate(persons, 1))]  # fmt: skip
    return _bytes(_csv("\r\n".join(lines), "utf-8"), ".txt", [Home(one.name, "Thôn Yên", one.year) for one in persons])
