"""Lists to be made on the spot: pages of cells with what offices do to them, and their writers."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter
import xlwt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that Excel kept of it (`#N/A` for an error)."""

    text: str
    value: object


@dataclass(frozen=True, slots=True)
class Rich:
    """Text in pieces of different looks."""

    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Font:
    """A text in a font of its own: `.VnTime`, `VNI-Times`, `Times New Roman`."""

    text: str
    name: str


@dataclass(slots=True)
class Page:
    """One worksheet to be written."""

    name: str = "Sheet1"
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    left: int = 0
    hidden: bool = False
    font: str = ""
    more: Callable[[Worksheet, xlsxwriter.Workbook], None] | None = None

    def add(self, *cells: object) -> Page:
        """Put a row below."""
        self.rows.append([""] * self.left + list(cells))
        return self

    def blank(self, count: int = 1) -> Page:
        """Put blank rows below."""
        self.rows += [[] for _ in range(count)]
        return self

    def all(self, rows: Iterable[Sequence[object]]) -> Page:
        """Put several rows below."""
        for row in rows:
            self.add(*row)
        return self

    def wide(self, text: object, width: int, column: int = 0) -> Page:
        """Put a row below that is one text merged over columns."""
        self.add(*[""] * column, text)
        self.merge(0, column, 0, column + width - 1)
        return self

    def merge(self, top: int, left: int, bottom: int, right: int) -> Page:
        """Merge cells, `top` and `bottom` counted from the last row (0, -1 …)."""
        last = len(self.rows) - 1
        self.merges.append((last + top, self.left + left, last + bottom, self.left + right))
        return self


def write_xlsx(path: Path, pages: Sequence[Page], *, from_1904: bool = False) -> None:
    """Write pages as .xlsx."""
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        looks: dict[str, Any] = {"": None, "day": book.add_format({"num_format": "dd/mm/yyyy"})}
        looks["bold"] = book.add_format({"bold": True})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for top, left, bottom, right in page.merges:
                sheet.merge_range(top, left, bottom, right, "")
            for row, cells in enumerate(page.rows):
                for column, cell in enumerate(cells):
                    text, font = (cell.text, cell.name) if isinstance(cell, Font) else (cell, page.font)
                    if font not in looks:
                        looks[font] = book.add_format({"font_name": font})
                    _write(sheet, row, column, text, looks, looks[font])
            if page.more:
                page.more(sheet, book)
            if page.hidden:
                sheet.hide()


def _write(sheet: Worksheet, row: int, column: int, text: object, looks: dict[str, Any], look: object) -> None:
    if isinstance(text, Formula):
        sheet.write_formula(row, column, text.text, look, text.value)
    elif isinstance(text, date):
        sheet.write_datetime(row, column, text, looks["day"])
    elif isinstance(text, Rich):
        sheet.write_rich_string(row, column, *(part for piece in text.pieces for part in (looks["bold"], piece)))
    elif isinstance(text, str) and text:
        sheet.write_string(row, column, text, look)
    elif text != "":
        sheet.write(row, column, text, look)


def write_xls(path: Path, pages: Sequence[Page]) -> None:
    """Write pages as the .xls of Excel 97–2003."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for page in pages:
        sheet = book.add_sheet(page.name)
        merged = {(top, left) for top, left, _, _ in page.merges}
        for top, left, bottom, right in page.merges:
            cells = page.rows[top]
            sheet.write_merge(top, bottom, left, right, cells[left] if left < len(cells) else "")
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                text, font = (cell.text, cell.name) if isinstance(cell, Font) else (cell, page.font)
                if text == "" or (row, column) in merged:
                    continue
                if isinstance(text, date):
                    sheet.write(row, column, text, day)
                else:
                    style = xlwt.easyxf(f"font: name {font}") if font else xlwt.Style.default_style
                    sheet.write(row, column, text, style)
        if page.hidden:
            sheet.visibility = 1
    book.save(str(path))


def write_text(
    path: Path, page: Page, encoding: str = "utf-8", separator: str = ",", *, start: bytes = b"", end: str = "\r\n"
) -> None:
    """Write a page as text in `encoding` (windows-1258 too), with `start` as its byte order mark."""
    width = max(map(len, page.rows))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    for row in page.rows:
        writer.writerow([_shown(cell) for cell in row] + [""] * (width - len(row)))
    text = out.getvalue()
    path.write_bytes(start + (windows_1258(text) if encoding == "cp1258" else text.encode(encoding)))


def _shown(cell: object) -> str:
    return f"{cell.day:02d}/{cell.month:02d}/{cell.year}" if isinstance(cell, date) else str(cell)


def windows_1258(text: str) -> bytes:
    """Return text as Vietnamese Windows keeps it: shaped letters whole, tones behind them."""
    found = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in _TONES)
            base = unicodedata.normalize("NFC", marks.replace(tone, ""))
            found += (base + tone).encode("cp1258")
    return bytes(found)
