"""Web pages, XML and OpenDocument from outside: hostile ones cost no time and no memory, and are refused by name."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.importing.grid import Merge
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.sheets import binary, limits
from ntm_desktop.sheets.reader import read_workbook
from tests.lists.paper import Page
from tests.lists.wrapping import html_table, record, spreadsheetml, write_ods, write_xlsb

if TYPE_CHECKING:
    from collections.abc import Callable

SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SECONDS = 2.0
MEMORY = 300 * 2**20


def page() -> Page:
    made = Page("Ấp 1").add("STT", "Họ và tên chủ hộ", "Năm sinh").add(1, "Nguyễn Văn An", 1957)
    return made.add(2, "Trần Thị Bé", date(1960, 3, 1))


def put(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        read_workbook(path)
    return caught.value.code


def book_2003(rows: str, before: str = "") -> str:
    sheet = f'<Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?>{before}<Workbook {SS}>{sheet}</Workbook>'


def flat(rows: str, before: str = "") -> str:
    names = " ".join(f'xmlns:{one}="{ODF}:{one}:1.0"' for one in ("office", "table", "text", "style"))
    return (
        f'<?xml version="1.0"?>{before}<office:document {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document>'
    )


def cell(repeat: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{repeat}><text:p>a</text:p></table:table-cell>'


def packed(path: Path, content: bytes, **more: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("content.xml", content)
        for name, data in more.items():
            out.writestr(name.replace("__", "/"), data)
    return path


# --- what is read


def test_a_page_of_spans(tmp_path: Path) -> None:
    table = "<table><tr><td rowspan=2>a<td colspan=2>b &amp; c<tr><td>d<td> e<br>f </table>"
    sheet = read_workbook(put(tmp_path / "a.xls", table)).sheets[0]
    assert sheet.rows == (("a", "b & c", ""), ("", "d", "e f"))
    assert sheet.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2))
    assert sheet.name == "a"


def test_tables_in_tables_and_lines_between_them(tmp_path: Path) -> None:
    text = "<div>Tiêu đề</div><table><tr><td>Ngoài<table><tr><td>1<td>2</table></table>Dưới"
    rows = read_workbook(put(tmp_path / "a.html", text)).sheets[0].rows
    assert [[one for one in row if one] for row in rows] == [["Tiêu đề"], ["1", "2"], ["Ngoài"], ["Dưới"]]


def test_cells_of_2003(tmp_path: Path) -> None:
    rows = (
        '<Row ss:Index="2"><Cell ss:Index="2"><Data ss:Type="Number">1.5</Data><Comment><Data>x</Data></Comment></Cell>'
        '<Cell><Data ss:Type="DateTime">1957-03-12T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>'
        '<Cell ss:MergeAcross="1"><ss:Data ss:Type="String">'
        '<B xmlns="http://www.w3.org/TR/REC-html40">Lê</B> Tư</ss:Data>'
        "</Cell></Row>"
    )
    sheet = read_workbook(put(tmp_path / "a.xls", book_2003(rows))).sheets[0]
    assert sheet.rows[1] == ("", 1.5, date(1957, 3, 12), True, "", "Lê Tư")
    assert (sheet.errors, sheet.merges) == ({(1, 4): "#N/A"}, (Merge(1, 5, 1, 6),))


def test_flat_open_document(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    rows = (
        f'<table:table-row table:number-rows-repeated="2">{cell()}</table:table-row><table:table-row>'
        f'<table:table-cell office:value-type="string">{note}<text:p>Lê<text:s text:c="2"/>Tư</text:p>'
        "</table:table-cell>"
        f"{cell(' table:number-columns-repeated=' + chr(34) + '2' + chr(34))}</table:table-row>"
    )
    sheet = read_workbook(put(tmp_path / "a.fods", flat(rows))).sheets[0]
    assert sheet.rows == (("a", "", ""), ("a", "", ""), ("Lê  Tư", "a", "a"))


def test_text_that_only_begins_like_markup_is_told_apart(tmp_path: Path) -> None:
    assert refusal(put(tmp_path / "a.xml", '<?xml version="1.0"?><catalog><item/></catalog>')) == "sheets.other_kind"
    assert refusal(put(tmp_path / "a.xls", "<html><body>Không có bảng</body></html>")) == "sheets.other_kind"
    assert refusal(put(tmp_path / "a.xls", "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n")) == "sheets.other_kind"
    assert refusal(put(tmp_path / "a.xls", "<html><table></table></html>")) == "sheets.empty"


# --- what is hostile

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
DATA_CELL = '<Cell><Data ss:Type="String">&b;</Data></Cell>'
REPEAT = ' table:number-columns-repeated="9999999"'
MANY = ' table:number-columns-repeated="16000"'
ROWS = ' table:number-rows-repeated="9999999"'
_LONE = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
SPARSE = (
    f'<table:table-row><table:table-cell table:number-columns-repeated="900"/>{_LONE}'
    + f"<table:table-row>{_LONE}" * 300
)
EMPTY_ROW = f"<table:table-row{ROWS}><table:table-cell{REPEAT}/></table:table-row>"

HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "entities": (lambda: book_2003(f"<Row>{DATA_CELL}</Row>", LAUGHS), "sheets.unsafe"),
    "entity outside": (lambda: book_2003(f"<Row>{DATA_CELL}</Row>", OUTSIDE), "sheets.unsafe"),
    "entities of ods": (lambda: flat(f"<table:table-row>{cell()}</table:table-row>", LAUGHS), "sheets.unsafe"),
    "far row": (lambda: book_2003('<Row ss:Index="9999999"><Cell><Data ss:Type="String">a</Data></Cell></Row>'),
                "sheets.too_many_rows"),
    "far column": (lambda: book_2003('<Row><Cell ss:Index="9999999"><Data ss:Type="String">a</Data></Cell></Row>'),
                   "sheets.too_wide"),
    "wide rows": (lambda: book_2003('<Row><Cell ss:Index="16384"><Data ss:Type="String">a</Data></Cell></Row>' * 5000),
                  "sheets.too_wide"),
    "one wide row": (lambda: book_2003('<Row><Cell ss:Index="16000"><Data ss:Type="String">a</Data></Cell></Row>'
                                       + '<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>' * 5000),
                     "sheets.too_wide"),
    "rows again": (lambda: flat(f"<table:table-row{ROWS}>{cell()}</table:table-row>"), "sheets.too_many_rows"),
    "cells again": (lambda: flat(f"<table:table-row>{cell(REPEAT)}</table:table-row>"), "sheets.too_wide"),
    "blanks before": (lambda: flat(f"{EMPTY_ROW}<table:table-row>{cell()}</table:table-row>"), "sheets.too_many_rows"),
    "many cells again": (lambda: flat(f"<table:table-row>{cell(MANY)}</table:table-row>" * 400), "sheets.too_wide"),
    "deep": (lambda: flat("<table:table-row>" + "<text:p>" * 10_000), "sheets.unsafe"),
    "long tag": (lambda: flat(f'<table:table-row a="{"x" * (6 * 2**20)}">'), "sheets.unsafe"),
    "cut": (lambda: book_2003("<Row><Cell>")[:-60], "sheets.damaged"),
    "spans": (lambda: "<table>" + "<tr><td colspan=99999>a<td>b" * 1000, "sheets.too_wide"),
    "spans down": (lambda: "<table><tr>" + "<td rowspan=60000>a" * 5000 + "<tr><td>b" * 5_000, "sheets.too_wide"),
    "sparse sheets": (lambda: flat('</table:table><table:table table:name="b">'.join([SPARSE] * 8)), "sheets.too_wide"),
    "wide cells": (lambda: "<table><tr>" + "<td>" * 50_000 + "a", "sheets.too_wide"),
}  # fmt: skip
CUMBERSOME: dict[str, Callable[[], str]] = {
    "open signs": lambda: "<table><tr><td>" + "<" * 1_000_000,
    "open tags": lambda: "<table><tr><td>" + "<a " * 300_000,
    "open comments": lambda: "<table><tr><td>a</table>" + "<!--" * 200_000,
    "open scripts": lambda: "<table><tr><td>a</table>" + "<script>" * 100_000,
    "tables in tables": lambda: "<table><tr><td>a" * 40_000,
    "quotes": lambda: "<table><tr><td>a" + '<a x="' * 200_000,
    "entities": lambda: "<table><tr><td>" + "&#7877;&amp" * 100_000,
    "breaks": lambda: "<table><tr><td>a" + "<br>" * 150_000,
    "no numbers": lambda: book_2003(
        '<Row ss:Index="x"><Cell ss:Index="-5"><Data ss:Type="Number">1e999</Data></Cell></Row>'
    ),
    "huge number": lambda: book_2003(f'<Row><Cell><Data ss:Type="Number">{"9" * 100_000}</Data></Cell></Row>'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_refused_at_once(tmp_path: Path, name: str) -> None:
    make, code = HOSTILE[name]
    path = put(tmp_path / "a.xls", make())
    start = time.process_time()
    assert refusal(path) == code
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", CUMBERSOME)
def test_cumbersome_markup_takes_no_longer_than_reading_it(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "a.xls", CUMBERSOME[name]())
    start = time.process_time()
    with contextlib.suppress(RefusedError):
        read_workbook(path)
    assert time.process_time() - start < SECONDS


def test_no_hostile_file_takes_the_memory(tmp_path: Path) -> None:
    """Read all of them in a process of its own, which tells the most memory that it ever had."""
    for number, make in enumerate([*(make for make, _ in HOSTILE.values()), *CUMBERSOME.values()]):
        put(tmp_path / f"{number}.xls", make())
    program = (
        "import contextlib, pathlib, re, sys\n"
        "from ntm_desktop.domain.problems import RefusedError\n"
        "from ntm_desktop.sheets.reader import read_workbook\n"
        "for path in pathlib.Path(sys.argv[1]).iterdir():\n"
        "    with contextlib.suppress(RefusedError):\n"
        "        read_workbook(path)\n"
        # not getrusage: a process begins with the figure of the one that it was begun by
        "print(re.search(r'VmHWM:\\s*(\\d+) kB', pathlib.Path('/proc/self/status').read_text())[1])\n"
    )
    if not Path("/proc/self/status").exists():
        pytest.skip("this system tells no such figure")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=root, capture_output=True, check=True)  # noqa: S603 - our own words
    assert 0 < int(done.stdout) * 1024 < MEMORY


def test_a_bomb_in_an_open_document(tmp_path: Path) -> None:
    bomb = flat("<table:table-row/>" * 2_000_000).encode()
    assert refusal(packed(tmp_path / "a.ods", bomb)) == "sheets.unsafe"


def test_an_encrypted_open_document(tmp_path: Path) -> None:
    manifest = b"<manifest><encryption-data/></manifest>"
    assert refusal(packed(tmp_path / "a.ods", b"x" * 100, **{"META-INF__manifest.xml": manifest})) == "sheets.password"


def test_another_open_document(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        out.writestr("content.xml", "<a/>")
    assert refusal(path) == "sheets.other_kind"


def test_too_large_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MARKUP", 100)
    assert refusal(put(tmp_path / "a.xls", html_table(page()))) == "sheets.too_large"


FAR_ROW, FAR_COLUMN = (9_999_999).to_bytes(4, "little"), (50_000).to_bytes(4, "little")


@pytest.mark.parametrize(
    "part",
    [
        record(0x00, bytes(8)) + record(0x00, FAR_ROW + bytes(4)),
        record(0x00, bytes(8)) + record(0x05, FAR_COLUMN + bytes(12)) + record(0x00, (200).to_bytes(4, "little")),
        record(0x94, bytes(4) + FAR_ROW + bytes(4) + FAR_COLUMN),
        record(0x94, FAR_ROW + bytes(12)),
        record(0x9F, b"\xff" * 8),
        record(0x05, bytes(16))[:-3],
        record(0x00, bytes(25))
        + record(0x10, FAR_COLUMN + bytes(12))
        + record(0x09),  # which reads on in the one before
        record(0x00, bytes(25)) + record(0x05, (20_000).to_bytes(4, "little") + bytes(12)),
        b"\xff\xff\xff\xff\xff\xff\xff",
    ],
)
def test_records_that_lie(part: bytes) -> None:
    assert binary.look_through(part, binary.Found()) is None


def test_an_xlsb_that_lies_is_refused(tmp_path: Path) -> None:
    write_xlsb(tmp_path / "a.xlsb", [page()])
    with zipfile.ZipFile(tmp_path / "a.xlsb") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.bin"] += record(0x00, FAR_ROW + bytes(4))
    with zipfile.ZipFile(tmp_path / "b.xlsb", "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert refusal(tmp_path / "b.xlsb") == "sheets.unsafe"


def xlsb_with(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write an .xlsb whose parts were changed."""
    write_xlsb(path, [page()])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_what_an_xlsb_keeps_for_a_printer_is_no_sheet(tmp_path: Path) -> None:
    def with_printer(parts: dict[str, bytes]) -> None:
        parts["xl/printerSettings/printerSettings1.bin"] = record(0x00, FAR_ROW + bytes(4)) + b"\xff" * 40
        links = "xl/_rels/workbook.bin.rels"
        program = b'<Relationship Id="rId9" Type="http://x/vbaProject" Target="vbaProject.bin"/></Relationships>'
        parts[links] = parts[links].replace(b"</Relationships>", program)
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + b"\0\1" * 60

    assert read_workbook(xlsb_with(tmp_path / "a.xlsb", with_printer)).sheets[0].rows


@pytest.mark.parametrize("kind", ["worksheet", "vbaProject"])
def test_a_sheet_of_an_xlsb_is_looked_at_whatever_it_is_called(tmp_path: Path, kind: str) -> None:
    def hidden(parts: dict[str, bytes]) -> None:
        links = "xl/_rels/Workbook.bin.rels"
        told = parts.pop("xl/_rels/workbook.bin.rels").replace(b"worksheets/sheet1.bin", b"vbaProject.bin")
        parts[links] = told.replace(b"/worksheet", b"/" + kind.encode())
        parts["xl/vbaProject.bin"] = parts.pop("xl/worksheets/sheet1.bin") + record(0x00, FAR_ROW + bytes(4))

    assert refusal(xlsb_with(tmp_path / "a.xlsb", hidden)) == "sheets.unsafe"


def test_links_of_an_xlsb_that_define_signs_are_refused(tmp_path: Path) -> None:
    def defining(parts: dict[str, bytes]) -> None:
        parts["xl/_rels/workbook.bin.rels"] = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"

    assert refusal(xlsb_with(tmp_path / "a.xlsb", defining)) == "sheets.damaged"

    def swollen(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.bin"] += bytes(5 * 2**20)

    assert refusal(xlsb_with(tmp_path / "b.xlsb", swollen)) == "sheets.damaged"


@pytest.mark.parametrize("kind", ["html", "xml", "ods", "xlsb"])
def test_damage_anywhere_is_refused_or_read_never_a_crash(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "ods":
        write_ods(path, [page()])
    elif kind == "xlsb":
        write_xlsb(path, [page()])
    else:
        put(path, html_table(page()) if kind == "html" else spreadsheetml([page()]))
    good = path.read_bytes()
    chance = random.Random(2026)  # noqa: S311 - made-up bytes
    for _ in range(150):
        data = bytearray(good)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        with contextlib.suppress(RefusedError):
            read_workbook(path)
