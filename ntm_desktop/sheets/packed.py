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
from ntm_desktop.sheets import binary, limits, shared
from ntm_desktop.sheets.linked import base_name, linked_parts
from ntm_desktop.sheets.reach import Reach, SheetReach

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.errors import Fact

_CHUNK = 1 << 20
_CELL_BYTES = 30  # of XML around what a cell holds, and its share of the row's
_OVERLAP = 64
_READ_PARTS = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
# Neither has a place in a spreadsheet, and UTF-16 (full of zero bytes) would hide them.
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
_SHEET = b"sheetData"  # wherever in the package it lies: its name is what the package says


@dataclass(slots=True)
class Findings:
    """What the checks saw on their way: the kind, the sheets, the room that they take, their error cells and texts.

    `kind` is `xlsx`, `xlsb` or `ods`; `texts` are the lists of texts that cells share, one at most in a sound file.
    """

    kind: str = "xlsx"
    sheets: list[zipfile.ZipInfo] = field(default_factory=list)
    texts: list[zipfile.ZipInfo] = field(default_factory=list)
    longest: shared.Longest = field(default_factory=shared.Longest)
    binary: binary.Found = field(default_factory=binary.Found)
    sheets_with_errors: list[str] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    unpacked: int = 0
    written: int = 0  # bytes of all sheets


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
    read = linked_parts(package) if kind == "xlsb" else frozenset()
    for entry in entries:
        if kind == "ods":
            _check_open_document(package, entry, findings, path)
        elif kind == "xlsb" and base_name(entry.filename) in read:
            _check_binary(package, entry, findings, path)
        else:
            _check_part(package, entry, findings, path)
    if not findings.reach.modest and kind == "xlsx":
        _measure_exactly(package, findings, path)
    if not findings.reach.modest:
        raise _refused("sheets.too_wide", path)
    if not _texts_are_modest(package, findings):
        raise _refused("sheets.unsafe", path)
    return findings


def _texts_are_modest(package: zipfile.ZipFile, findings: Findings) -> bool:
    """Whether the texts of cells are not too many, those that they share counted for each."""
    if findings.kind == "xlsb":
        return findings.binary.modest
    if findings.written - _CELL_BYTES * findings.reach.cells > limits.MAX_TEXT:  # texts in the cells themselves
        return False
    if len(findings.texts) > 1 or shared.fits(findings.reach.cells, findings.longest.length):
        return len(findings.texts) <= 1
    pieces = (chunk for entry in findings.sheets for chunk in _chunks(package, entry))
    return shared.within(pieces, package.read(findings.texts[0]))


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
    reach = binary.look_through(b"".join(pieces), findings.binary)
    if reach is None:
        raise _refused("sheets.unsafe", path)
    findings.reach.add(*reach)


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
    """Check any other part: XML in full, pictures and the like for their size and that no sheet hides in them."""
    size = 0
    sheet: SheetReach | None = None
    is_xml = _READ_PARTS.search(entry.filename) is not None
    for chunk in _chunks(package, entry):
        size = size + len(chunk) - (_OVERLAP if size else 0)
        findings.unpacked += len(chunk)
        _check_size(size, entry, findings, path)
        if is_xml and any(found in chunk for found in _FORBIDDEN):
            raise _refused("sheets.unsafe", path)
        if sheet is not None:
            sheet.see(chunk[_OVERLAP:])
        elif _SHEET in chunk:
            if not is_xml:
                raise _refused("sheets.unsafe", path)
            sheet = SheetReach()
            sheet.see(chunk)
        if sheet is not None and b't="e"' in chunk and entry.filename not in findings.sheets_with_errors:
            findings.sheets_with_errors.append(entry.filename)
        if is_xml:
            _see_texts(chunk, entry, findings)
    if sheet is not None:
        findings.sheets.append(entry)
        findings.written += size
        _add(sheet if not sheet.nameless_cells else _exactly(package, entry), entry, findings, path)


def _see_texts(chunk: bytes, entry: zipfile.ZipInfo, findings: Findings) -> None:
    """Take in a piece of a list of texts, where it is one."""
    if entry not in findings.texts and shared.is_list(chunk):
        findings.texts.append(entry)
    if entry in findings.texts:
        findings.longest.see(chunk)


def _measure_exactly(package: zipfile.ZipFile, findings: Findings, path: Path) -> None:
    """Look at every single cell, where what was told without that would not do."""
    findings.reach = Reach()
    for entry in findings.sheets:
        _add(_exactly(package, entry), entry, findings, path)


def _exactly(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> SheetReach:
    sheet = SheetReach(exactly=True)
    for at, chunk in enumerate(_chunks(package, entry)):
        sheet.see(chunk[_OVERLAP:] if at else chunk)
    return sheet


def _add(sheet: SheetReach, entry: zipfile.ZipInfo, findings: Findings, path: Path) -> None:
    """Add a sheet to what all take; RefusedError where it alone is too long."""
    rows = sheet.rows
    if rows > limits.MAX_ROWS:
        place = Place(source=path.name, sheet=entry.filename.rsplit("/", 1)[-1])
        facts: dict[str, Fact] = {"rows": rows, "most": limits.MAX_ROWS}
        problem = Problem("sheets.too_many_rows", place, str(rows), facts=facts)
        raise RefusedError("sheets.too_many_rows", [problem], file=path.name, **facts)
    findings.reach.add(sheet.room, sheet.cells)


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


def _refused(code: str, path: Path) -> RefusedError:
    return RefusedError(code, [Problem(code, Place(source=path.name), facts={"file": path.name})], file=path.name)
