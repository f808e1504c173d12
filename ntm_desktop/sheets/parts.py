"""What the cell reader does not tell of an .xlsx: fonts of cells, and cells that show an error of a formula."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ntm_desktop.domain.importing.grid import column_index
from ntm_desktop.domain.legacy_fonts import Legacy, legacy_of_font

if TYPE_CHECKING:
    from collections.abc import Iterator

Fonts = dict[tuple[int, int], tuple[Legacy, bool]]
Errors = dict[tuple[int, int], str]

_OLD_FONT = re.compile(rb"<(?:\w+:)?name[^>]+val\s*=\s*[\"'](?:\.Vn|VNI)", re.IGNORECASE)
_CELL = re.compile(r"<(?:\w+:)?c\s([^>]*)>")
_ERROR_CELL = re.compile(r"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
_REFERENCE = re.compile(r"\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(r"\bs=[\"'](\d{1,6})[\"']")
_LARGEST_TREE = 24 * 2**20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Parts:
    """An .xlsx that `packed.check_package` has found safe, opened for what lies beside the values."""

    def __init__(self, data: bytes, with_errors: list[str]) -> None:
        """Look at the fonts; the sheets are read only where there is something to find."""
        self._data = data
        self._with_errors = set(with_errors)
        self._part_of: dict[str, str] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            styles = _whole(package, "xl/styles.xml") if "xl/styles.xml" in package.namelist() else b""
            self._styles = _old_styles(styles) if _OLD_FONT.search(styles) else {}
            if self._styles or self._with_errors:
                self._part_of = _parts_of_sheets(package)

    def fonts(self, sheet: str) -> Fonts:
        """Return the old fonts of a sheet's cells; empty where the workbook has none."""
        if not self._styles:
            return {}
        return {
            place: self._styles[int(style.group(1))]
            for place, attributes, _ in self._cells(sheet, _CELL)
            if (style := _STYLE.search(attributes)) and int(style.group(1)) in self._styles
        }

    def errors(self, sheet: str) -> Errors:
        """Return the cells of a sheet that show an error, with its text (`#REF!`)."""
        if self._part_of.get(sheet) not in self._with_errors:
            return {}
        return {place: text for place, _, text in self._cells(sheet, _ERROR_CELL)}

    def _cells(self, sheet: str, pattern: re.Pattern[str]) -> Iterator[tuple[tuple[int, int], str, str]]:
        part = self._part_of.get(sheet)
        if part is None:
            return
        with zipfile.ZipFile(io.BytesIO(self._data)) as package:
            text = package.read(part).decode("utf-8", "replace")
        for match in pattern.finditer(text):
            reference = _REFERENCE.search(match.group(1))
            column = column_index(reference.group(1)) if reference else None
            if reference and column is not None:
                place = (int(reference.group(2)) - 1, column)
                yield place, match.group(1), match.group(2) if pattern.groups > 1 else ""


def _whole(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part that is made into a tree, which takes ten times its room; ValueError where it is too large."""
    with package.open(name) as stream:
        data = stream.read(_LARGEST_TREE + 1)
    if len(data) > _LARGEST_TREE:
        raise ValueError(name)
    return data


def _old_styles(xml: bytes) -> dict[int, tuple[Legacy, bool]]:
    """Return the cell formats whose font is an old one, by their number."""
    root = ET.fromstring(xml)  # noqa: S314 - packed.check_package refuses documents with a DTD
    fonts = [legacy_of_font(_font_name(font)) for font in root.iterfind("{*}fonts/{*}font")]
    found: dict[int, tuple[Legacy, bool]] = {}
    for number, form in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        font = int(form.get("fontId", "0"))
        old = fonts[font] if font < len(fonts) else None
        if old:
            found[number] = old
    return found


def _font_name(font: ET.Element) -> str:
    name = font.find("{*}name")
    return "" if name is None else name.get("val", "")


def _parts_of_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the package that holds each sheet, by the sheet's name."""
    book = ET.fromstring(_whole(package, "xl/workbook.xml"))  # noqa: S314 - no DTD gets here
    links = ET.fromstring(_whole(package, "xl/_rels/workbook.xml.rels"))  # noqa: S314 - no DTD gets here
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    present = set(package.namelist())
    found: dict[str, str] = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in present:
            found[sheet.get("name", "")] = part
    return found
