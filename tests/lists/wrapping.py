"""Writers of the files that are called Excel and are none: HTML, XML of 2003, .ods, .xlsb."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from tests.lists.paper import Page, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def shown(cell: object) -> str:
    """Return what a program writes of a cell as text."""
    return f"{cell.day:02d}/{cell.month:02d}/{cell.year}" if isinstance(cell, date) else str(cell)


# --- HTML


def html_table(page: Page, *, attributes: str = "border=1", quote: Callable[[str], str] = escape) -> str:
    """Return a page as an HTML table, its merged cells spanning."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merges}
    hidden = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = []
    for row, cells in enumerate(page.rows):
        made = []
        for column, cell in enumerate(cells):
            if (row, column) in hidden:
                continue
            high, wide = spans.get((row, column), (1, 1))
            span = (f" rowspan={high}" if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
            made.append(f"<td{span}>{quote(shown(cell))}</td>")
        lines.append(f"<tr>{''.join(made)}</tr>")
    return f"<table {attributes}>" + "\r\n".join(lines) + "</table>"


# --- the XML of Excel 2003


def spreadsheetml(pages: Sequence[Page]) -> str:
    """Return pages as «XML Spreadsheet 2003»."""
    sheets = "".join(_sheet_of_2003(page) for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
        f'<Workbook xmlns="{_SPREADSHEET}" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:ss="{_SPREADSHEET}"><Styles><Style ss:ID="d"/></Styles>{sheets}</Workbook>'
    )


def _sheet_of_2003(page: Page) -> str:
    spans = {(top, left): (bottom - top, right - left) for top, left, bottom, right in page.merges}
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>" if page.hidden else ""
    rows = []
    skipped = False
    for row, cells in enumerate(page.rows):
        if not any(cell != "" for cell in cells):
            skipped = True
            continue
        place = f' ss:Index="{row + 1}"' if skipped else ""
        skipped = False
        rows.append(f"<Row{place}>{_cells_of_2003(row, cells, spans)}</Row>")
    return f'<Worksheet ss:Name="{escape(page.name)}"><Table>{"".join(rows)}</Table>{hidden}</Worksheet>'


def _cells_of_2003(row: int, cells: Sequence[object], spans: dict[tuple[int, int], tuple[int, int]]) -> str:
    made = []
    for column, cell in enumerate(cells):
        if cell == "":
            continue
        down, across = spans.get((row, column), (0, 0))
        merge = (f' ss:MergeAcross="{across}"' if across else "") + (f' ss:MergeDown="{down}"' if down else "")
        kind = "DateTime" if isinstance(cell, date) else "Number" if isinstance(cell, int | float) else "String"
        text = f"{cell.isoformat()}T00:00:00.000" if isinstance(cell, date) else escape(str(cell))
        made.append(f'<Cell ss:Index="{column + 1}"{merge}><Data ss:Type="{kind}">{text}</Data></Cell>')
    return "".join(made)


# --- OpenDocument


def write_ods(path: Path, pages: Sequence[Page]) -> None:
    """Write pages as LibreOffice does: repeated cells and rows, covered cells, a million blank rows at the end."""
    hidden = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    sheets = "".join(map(_sheet_of_ods, pages))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_ODF}:office:1.0" '
        f'xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" '
        f'office:version="1.3"><office:automatic-styles>{hidden}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{_ODS}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)


def _sheet_of_ods(page: Page) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in page.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    rows = []
    for row, cells in enumerate(page.rows):
        made = []
        for column, cell in enumerate(cells):
            if (row, column) in covered:
                made.append("<table:covered-table-cell/>")
                continue
            high, wide = spans.get((row, column), (1, 1))
            span = (
                f' table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"' if high * wide > 1 else ""
            )
            made.append(f"<table:table-cell{span}{_value_of_ods(cell)}")
        rows.append(f"<table:table-row>{''.join(made)}{_blank_cells(1000)}</table:table-row>")
    style = ' table:style-name="h"' if page.hidden else ""
    blank = f'<table:table-row table:number-rows-repeated="1048000">{_blank_cells(1024)}</table:table-row>'
    return f'<table:table table:name="{escape(page.name)}"{style}>{"".join(rows)}{blank}</table:table>'


def _blank_cells(count: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def _value_of_ods(cell: object) -> str:
    if cell == "":
        return "/>"
    if isinstance(cell, date):
        kind = f' office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f' office:value-type="float" office:value="{cell}"'
    else:
        kind = ' office:value-type="string"'
    return f"{kind}><text:p>{escape(shown(cell))}</text:p></table:table-cell>"


# --- the binary workbook


def write_xlsb(path: Path, pages: Sequence[Page]) -> None:
    """Write pages as .xlsb: records of [MS-XLSB] with the texts in their cells."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{relation}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(pages) + 1)
    )
    package_links = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="bin" ContentType="{kinds}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package_links}"><Relationship Id="rId1" '
            f'Type="{relation}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        )
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package_links}">{links}</Relationships>',
        )
        package.writestr("xl/workbook.bin", _book_of_xlsb(pages))
        for number, page in enumerate(pages, 1):
            package.writestr(f"xl/worksheets/sheet{number}.bin", _sheet_of_xlsb(page))


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of [MS-XLSB]: its kind and length in pieces of seven bits."""
    return _sevens(kind) + _sevens(len(data)) + data


def _sevens(number: int) -> bytes:
    found = bytearray()
    while True:
        number, rest = divmod(number, 128)
        found.append(rest | (128 if number else 0))
        if not number:
            return bytes(found)


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def _book_of_xlsb(pages: Sequence[Page]) -> bytes:
    sheets = b"".join(
        record(0x9C, struct.pack("<II", 1 if page.hidden else 0, n) + _wide(f"rId{n}") + _wide(page.name))
        for n, page in enumerate(pages, 1)
    )
    return record(0x83) + record(0x99, bytes(12)) + record(0x8F) + sheets + record(0x90) + record(0x84)


def _sheet_of_xlsb(page: Page) -> bytes:
    width = max(map(len, page.rows), default=1)
    out = io.BytesIO()
    out.write(record(0x81) + record(0x94, struct.pack("<IIII", 0, max(len(page.rows) - 1, 0), 0, max(width - 1, 0))))
    out.write(record(0x91))
    for row, cells in enumerate(page.rows):
        out.write(record(0x00, struct.pack("<II", row, 0) + bytes(17)))
        for column, cell in enumerate(cells):
            place = struct.pack("<II", column, 0)
            if isinstance(cell, date):
                out.write(record(0x06, place + _wide(shown(cell))))
            elif isinstance(cell, int | float):
                out.write(record(0x05, place + struct.pack("<d", cell)))
            elif cell != "":
                out.write(record(0x06, place + _wide(str(cell))))
    out.write(record(0x92) + record(0x82))
    return out.getvalue()


# --- variants of .xlsx


def write_strict(path: Path, pages: Sequence[Page]) -> None:
    """Write pages as «Strict Open XML Spreadsheet»: other namespaces throughout."""
    write_xlsx(path, pages)
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    _rewrite(
        path,
        lambda _name, data: data.replace(old + b"spreadsheetml/2006/main", new + b"spreadsheetml/main").replace(
            old + b"officeDocument/2006/relationships", new + b"officeDocument/relationships"
        ),
    )


def write_xlsm(path: Path, pages: Sequence[Page]) -> None:
    """Write pages as .xlsm with a program inside."""
    write_xlsx(path, pages)
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    _rewrite(
        path,
        lambda _name, data: data.replace(b"openxmlformats-officedocument." + plain, macros),
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    )


def _rewrite(path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: change(name, package.read(name)) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**parts, **(more or {})}.items():
            package.writestr(name, data)
