"""Checks of an .xlsx as the ZIP of XML files that it is, before a reader gets to see it.

Nothing that the file says about itself is believed: sizes are counted while unpacking, and the extent of a sheet is
taken from its cells, because a reader makes room for every cell between the first and the last. An .xlsb and an .ods
are ZIPs too, and checked in the same way.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.sheets import binary, limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_OVERLAP = 64
_LETTERS = 26
_READ_PARTS = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_BINARY_PARTS = re.compile(r"\.bin$", re.IGNORECASE)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_SHEET_PART = re.compile(r"worksheets/[^/]+\.xml$", re.IGNORECASE)
# Neither has a place in a spreadsheet, and UTF-16 (full of zero bytes) would hide them.
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
# Cells beyond column Z or row 99,999: only then is it worth while to look at every single one.
_FAR_CELL = re.compile(rb"r=[\"'](?:[A-Za-z]{2,}\d|[A-Za-z]*\d{6})")
_CELL = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{0,4})(\d{1,9})[\"']")
_SPACES = bytes.maketrans(b"\t\n\r", b"   ")
_SHARED_STRING = re.compile(rb"<(?:\w+:)?si[\s>/]")


@dataclass(slots=True)
class Findings:
    """What the checks saw on their way: the kind, parts with error cells, how many cells share texts, the longest text.

    `kind` is `xlsx`, `xlsb` or `ods`.
    """

    kind: str = "xlsx"
    sheets_with_errors: list[str] = field(default_factory=list)
    unpacked: int = 0
    shared_cells: int = 0
    longest_shared: int = 0


def check_package(path: Path, data: bytes) -> Findings:
    """Check the ZIP in `data`, read from `path`; RefusedError names what makes it unsafe or damaged to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _check(package, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _refused("sheets.damaged", path) from error


def _check(package: zipfile.ZipFile, path: Path) -> Findings:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused("sheets.password", path)
    kind = _kind(package, names)
    if not kind:
        raise _refused(_kind_refusal(names), path)
    if len(entries) > limits.MAX_ENTRIES or len(set(names)) != len(names):
        raise _refused("sheets.unsafe", path)
    findings = Findings(kind)
    for entry in entries:
        if kind == "ods":
            _check_open_document(package, entry, findings, path)
        elif _READ_PARTS.search(entry.filename):
            _check_part(package, entry, findings, path)
        elif kind == "xlsb" and _BINARY_PARTS.search(entry.filename):
            _check_binary(package, entry, findings, path)
    if findings.shared_cells * findings.longest_shared > limits.MAX_SHARED_TEXT * 16:
        raise _refused("sheets.unsafe", path)
    return findings


def _kind(package: zipfile.ZipFile, names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if {"mimetype", _CONTENT} <= set(names):
        with package.open("mimetype") as stream:
            return "ods" if stream.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT else ""
    return ""


def _check_open_document(package: zipfile.ZipFile, entry: zipfile.ZipInfo, findings: Findings, path: Path) -> None:
    """Check the size of the content while it is unpacked, and that it is not encrypted."""
    if entry.filename == _MANIFEST:
        with package.open(entry) as stream:
            if b"encryption-data" in stream.read(_CHUNK):
                raise _refused("sheets.password", path)
    elif entry.filename == _CONTENT:
        size = 0
        for chunk in _chunks(package, entry):
            size = size + len(chunk) - (_OVERLAP if size else 0)
            findings.unpacked += len(chunk)
            _check_size(size, entry, findings, path)


def _check_binary(package: zipfile.ZipFile, entry: zipfile.ZipInfo, findings: Findings, path: Path) -> None:
    """Check a part of an .xlsb, whole: its records follow each other without any sign between them."""
    pieces, size = [], 0
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            findings.unpacked += len(chunk)
            _check_size(size, entry, findings, path)
            if size > limits.MAX_FILE:
                raise _refused("sheets.too_large", path)
            pieces.append(chunk)
    if not binary.modest(b"".join(pieces)):
        raise _refused("sheets.unsafe", path)


def content_of(data: bytes) -> Iterator[bytes]:
    """Yield the content of an OpenDocument that was checked, piece by piece."""
    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(_CONTENT) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _kind_refusal(names: list[str]) -> str:
    """Tell other documents that are ZIPs (.odt, .docx) from any ZIP."""
    known = ("mimetype", "word/document.xml", "ppt/presentation.xml")
    return "sheets.other_kind" if any(name in names for name in known) else "sheets.not_excel"


def _check_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo, findings: Findings, path: Path) -> None:
    size = 0
    extent = _Extent()
    is_sheet = _SHEET_PART.search(entry.filename) is not None
    is_shared = entry.filename.endswith("sharedStrings.xml")
    for chunk in _chunks(package, entry):
        size = size + len(chunk) - (_OVERLAP if size else 0)
        findings.unpacked += len(chunk)
        _check_size(size, entry, findings, path)
        if any(found in chunk for found in _FORBIDDEN):
            raise _refused("sheets.unsafe", path)
        if is_sheet:
            extent.see(chunk)
            findings.shared_cells += chunk.count(b't="s"') + chunk.count(b"t='s'")
            if b't="e"' in chunk and entry.filename not in findings.sheets_with_errors:
                findings.sheets_with_errors.append(entry.filename)
        elif is_shared:
            findings.longest_shared = max(findings.longest_shared, *map(len, _SHARED_STRING.split(chunk)))
    extent.check(path, entry.filename)


def _chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack piece by piece, each beginning with the end of the one before, so that nothing hides at a seam."""
    before = b""
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:].rjust(_OVERLAP)


def _check_size(size: int, entry: zipfile.ZipInfo, findings: Findings, path: Path) -> None:
    bloated = size > limits.RATIO_FROM and size > limits.MAX_RATIO * max(entry.compress_size, 1)
    if bloated or findings.unpacked > limits.MAX_UNPACKED or size > entry.file_size:
        raise _refused("sheets.unsafe", path)


@dataclass(slots=True)
class _Extent:
    """How far a sheet reaches."""

    rows: int = 0
    columns: int = _LETTERS
    last: int = 0

    def see(self, chunk: bytes) -> None:
        """Take in a piece of the sheet's XML."""
        self.rows += chunk.count(b"<row") + chunk.count(b":row")
        if _FAR_CELL.search(chunk) or _spaced(chunk):
            for letters, digits in _CELL.findall(chunk):
                self.last = max(self.last, int(digits))
                self.columns = max(self.columns, _column(letters))

    def check(self, path: Path, part: str) -> None:
        """Refuse a sheet that is too long, or too wide for its length."""
        rows = max(self.rows, self.last, 99_999 if self.columns > _LETTERS and not self.last else 0)
        if rows > limits.MAX_ROWS:
            place = Place(source=path.name, sheet=part.rsplit("/", 1)[-1])
            raise RefusedError(
                "sheets.too_many_rows",
                [Problem("sheets.too_many_rows", place, str(rows), facts={"rows": rows, "most": limits.MAX_ROWS})],
                file=path.name,
                rows=rows,
                most=limits.MAX_ROWS,
            )
        if rows * self.columns > limits.MAX_CELLS and self.columns > _LETTERS:
            raise _refused("sheets.too_wide", path)


def _spaced(chunk: bytes) -> bool:
    """Whether attributes are written with space around their sign, as no spreadsheet program does."""
    plain = chunk.translate(_SPACES) if any(space in chunk for space in (b"\t", b"\n", b"\r")) else chunk
    return b" =" in plain or b"= " in plain


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refused(code: str, path: Path) -> RefusedError:
    return RefusedError(code, [Problem(code, Place(source=path.name), facts={"file": path.name})], file=path.name)
