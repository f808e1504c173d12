"""Small spreadsheets take little memory: a library makes room for every cell between the first and the last."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.sheets.packed import check_package
from ntm_desktop.sheets.reader import read_workbook
from tests.sheets.test_reader import refusal, rewritten, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path


def refused_unread(path: Path) -> str:
    """Return why a file is refused before the library, which would take the memory, gets to see it."""
    with pytest.raises(RefusedError) as refused:
        check_package(path, path.read_bytes())
    return refused.value.code


ONE = b'<c t="inlineStr"><is><t>a</t></is></c>'


@pytest.mark.parametrize(
    "cells",
    [
        b"<row>" + ONE * 16_000 + b"</row>" + (b"<row>" + ONE + b"</row>") * 4000,
        b"<row>" + ONE * 16_000 + b"</row>" + b"<row/>" * 4000 + b"<row>" + ONE + b"</row>",
        b"<row>" + ONE * 16_000 + b'</row><row spans="1" r="4000">' + ONE + b"</row>",
        b'<row r="1">' + ONE.replace(b"<c ", b'<c r="NTP1" ') + ONE * 9000 + b'</row><row r="9000">' + ONE + b"</row>",
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="240"><c r="XFD240"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99000"><c r="Z99000"><v>1</v></c></row>',
        b'<row r="1"><c\nr="A1"><v>1</v></c></row><row r="240"><c\nr\t=\n\'XFD240\'><v>1</v></c></row>',
        b"<row>" + ONE * 230_000 + b"</row>" + (b"<row>" + ONE + b"</row>") * 30,
        b"<row>" + ONE.replace(b"<c ", b"<c\t") * 9000 + b"</row>" + (b"<row>" + ONE + b"</row>") * 4000,
    ],
    ids=["nameless", "blank rows", "far row", "behind a name", "far corner", "far down", "spaced", "long row", "tabs"],
)
def test_a_small_file_takes_little_memory(tmp_path: Path, cells: bytes) -> None:
    good = write_xlsx(tmp_path / "good.xlsx", [("a",)])

    def filled(name: str, data: bytes) -> bytes:
        head, rest = data.split(b"<sheetData>") if "worksheets/" in name else (data, b"")
        return head + b"<sheetData>" + cells + b"</sheetData>" + rest.split(b"</sheetData>")[1] if rest else data

    path = rewritten(good, filled, tmp_path / "a.xlsx")
    assert path.stat().st_size < 100_000
    assert refused_unread(path) == "sheets.too_wide"


@pytest.mark.parametrize("before", range(0, 300, 20))
def test_a_far_cell_is_seen_where_a_piece_ends_in_its_tag(tmp_path: Path, before: int) -> None:
    good = write_xlsx(tmp_path / "good.xlsx", [("a",)])
    first = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    far = b'<row r="9000"><c ' + b" " * 200 + b'r="XFD9000"><v>1</v></c></row>'

    def filled(name: str, data: bytes) -> bytes:
        if "worksheets/" not in name:
            return data
        head, rest = data.split(b"<sheetData>")
        start = head + b"<sheetData>" + first
        air = b" " * ((1 << 20) - len(start) - before)  # the first piece ends in or near the tag
        return start + air + far + b"</sheetData>" + rest.split(b"</sheetData>")[1]

    assert refused_unread(rewritten(good, filled, tmp_path / "a.xlsx")) == "sheets.too_wide"


def test_many_small_sheets_take_little_memory(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for _number in range(30):
            sheet = book.add_worksheet()
            sheet.write("A1", "Họ tên")
            sheet.write("Z9000", "x")
    assert refused_unread(tmp_path / "a.xlsx") == "sheets.too_wide"


def test_one_sheet_under_many_names_takes_little_memory(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "good.xlsx") as book:
        for _number in range(30):
            book.add_worksheet().write("A1", "Họ tên")
        book.worksheets()[0].write("Z9000", "x")

    def named_again(name: str, data: bytes) -> bytes:
        again = name == "xl/_rels/workbook.xml.rels"
        return re.sub(rb"worksheets/sheet\d+\.xml", b"worksheets/sheet1.xml", data) if again else data

    path = rewritten(tmp_path / "good.xlsx", named_again, tmp_path / "a.xlsx")
    assert refusal(path) == "sheets.too_wide"


def test_many_sheets_of_many_households_are_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for _number in range(20):
            sheet = book.add_worksheet()
            for row in range(150):
                sheet.write_row(row, 0, ["a"] * 5)
    assert [len(sheet.rows) for sheet in read_workbook(tmp_path / "a.xlsx").sheets] == [150] * 20


def test_cells_that_do_not_say_where_they_are_are_read(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")

    def nameless(name: str, data: bytes) -> bytes:
        return re.sub(rb' r="[A-Z]*\d+"', b"", data) if "worksheets/" in name else data

    path = rewritten(good, nameless, tmp_path / "a.xlsx")
    assert read_workbook(path).sheets[0].rows == read_workbook(good).sheets[0].rows


def test_a_sheet_is_looked_at_wherever_it_lies(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    for name, code in (("xl/hidden.xml", "sheets.too_wide"), ("xl/media/picture.png", "sheets.unsafe")):
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as out:
            for entry in source.infolist():
                data = source.read(entry)
                moved = entry.filename == "xl/worksheets/sheet1.xml"
                if moved:
                    data = data.replace(b'r="D3"', b'r="XFD9000"')
                elif entry.filename == "xl/_rels/workbook.xml.rels":
                    data = data.replace(b"worksheets/sheet1.xml", name.removeprefix("xl/").encode())
                out.writestr(name if moved else entry.filename, data)
        assert refusal(path) == code
