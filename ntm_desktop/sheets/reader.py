"""Read a spreadsheet from outside into plain values, checked before it is believed.

Excel's own (.xlsx, .xlsm, .xlsb, .xls), OpenDocument (.ods, .fods), «XML Spreadsheet 2003» and web pages, which many
programs save under the name .xls, and text (.csv, .txt).
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from xml.parsers.expat import ExpatError

from ntm_desktop import disk
from ntm_desktop.domain.importing.grid import Cell, Merge, Sheet, Workbook
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.i18n import visible
from ntm_desktop.sheets import compound, limits
from ntm_desktop.sheets.gathering import TooManyRowsError, TooWideError
from ntm_desktop.sheets.markup import PIECE, UnsafeMarkupError, read_2003, read_open_document
from ntm_desktop.sheets.oldtext import Fonts, repaired
from ntm_desktop.sheets.packed import check_package, content_of
from ntm_desktop.sheets.parts import Parts
from ntm_desktop.sheets.plaintext import read_text, unmarked_utf16
from ntm_desktop.sheets.webpage import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    from ntm_desktop.errors import Fact

T = TypeVar("T")
_START = 4096
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_KINDS = (b"%PDF", b"{\\rtf", b"MIME-Version:", b"\x89PNG", b"\xff\xd8\xff")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".xls"})
_CONTROLS = frozenset(range(9)) | set(range(14, 27)) | set(range(28, 32))


def read_workbook(path: Path) -> Workbook:
    """Return the workbook in the file at `path`, its old text in Unicode.

    The kind is told by the content, not by the name. RefusedError where the file is no spreadsheet, is protected,
    damaged, unsafe or too large, or holds nothing; EnvironmentFault where the system lets nobody read it.
    """
    data = _bytes(path)
    if not data:
        raise _refused("sheets.empty", path)
    if len(data) > limits.MAX_FILE:
        raise _refused("sheets.too_large", path, size=path.stat().st_size, most=limits.MAX_FILE)
    workbook = _read(path, data)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise _refused("sheets.empty", path)
    return workbook


def _bytes(path: Path) -> bytes:
    """Return what is checked and read: once and no more, so that a file changed in between can't slip in."""
    try:
        return disk.read(path, limits.MAX_FILE)
    except FileNotFoundError as error:
        raise UserError("sheets.missing", file=path.name) from error
    except IsADirectoryError as error:
        raise UserError("sheets.is_folder", file=path.name) from error
    except PermissionError as error:  # what Windows says of a folder too
        if path.is_dir():
            raise UserError("sheets.is_folder", file=path.name) from error
        raise EnvironmentFault("sheets.unreadable", file=path.name) from error
    except OSError as error:
        raise EnvironmentFault("sheets.unreadable", file=path.name) from error


def _read(path: Path, data: bytes) -> Workbook:
    start = data[:_START]
    if start.startswith(_ZIP):
        return _read_packed(path, data)
    if start.startswith(_OLE):
        return _read_old(path, data)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_OTHER_KINDS):
        raise _refused("sheets.other_kind", path)
    if _markup(start).startswith("<"):
        return _read_markup(path, data, _markup(start))
    if path.suffix.lower() in _TEXT_SUFFIXES and _looks_like_text(start):
        book = read_text(path, data)
        return Workbook(book.name, tuple(repaired(sheet, {}) for sheet in book.sheets))
    raise _refused("sheets.not_excel", path)


def _looks_like_text(start: bytes) -> bool:
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked_utf16(start) != ""
    return utf16 or not _CONTROLS & set(start)


def _markup(start: bytes) -> str:
    """Return the beginning of a file as text to tell markup by, without what may stand before its first sign."""
    mark = next((mark for mark in _MARKS if start.startswith(mark)), b"")
    plain = start[len(mark) :].replace(b"\0", b"") if mark != _MARKS[0] else start[len(mark) :]
    return plain.decode("latin-1").lstrip()


def _read_markup(path: Path, data: bytes, start: str) -> Workbook:
    """Read a web page or flat XML; other kinds of XML are told to be saved as .xlsx."""
    if len(data) > limits.MAX_MARKUP:
        raise _refused("sheets.too_large", path, size=len(data), most=limits.MAX_MARKUP)
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start.lower():
        return _marked_up(path, lambda: read_2003(_sliced(data)))
    if "urn:oasis:names:tc:opendocument" in start:
        return _marked_up(path, lambda: read_open_document(_sliced(data)))
    return _marked_up(path, lambda: [page for page in [read_page(data, visible(path.stem))] if page])


def _sliced(data: bytes) -> Iterator[bytes]:
    yield from (data[place : place + PIECE] for place in range(0, len(data), PIECE))


def _marked_up(path: Path, read: Callable[[], list[Sheet]]) -> Workbook:
    """Run a reader of markup, its faults as refusals; a page without any table is another kind of document."""
    try:
        sheets = read()
    except UnsafeMarkupError as error:
        raise _refused("sheets.unsafe", path) from error
    except TooManyRowsError as error:
        raise _refused("sheets.too_many_rows", path, most=limits.MAX_ROWS) from error
    except TooWideError as error:
        raise _refused("sheets.too_wide", path) from error
    except (ExpatError, ValueError, LookupError, OSError, zlib.error, zipfile.BadZipFile) as error:
        raise _refused("sheets.damaged", path) from error
    if not sheets:
        raise _refused("sheets.other_kind", path)
    return Workbook(visible(path.name), tuple(repaired(sheet, {}) for sheet in sheets))


def _read_packed(path: Path, data: bytes) -> Workbook:
    findings = check_package(path, data)
    if findings.kind == "ods":
        return _marked_up(path, lambda: read_open_document(content_of(data)))
    if findings.kind == "xlsb":
        return _guarded(path, lambda: _values(path, data, None))
    parts = _guarded(path, lambda: Parts(data, findings.sheets_with_errors))
    return _guarded(path, lambda: _values(path, data, parts))


def _read_old(path: Path, data: bytes) -> Workbook:
    if _ENCRYPTED in data:
        raise _refused("sheets.password", path)
    if _WORD in data:
        raise _refused("sheets.other_kind", path)
    if not compound.sound(data):
        raise _refused("sheets.damaged", path)
    return _guarded(path, lambda: _values(path, data, None))


def _values(path: Path, data: bytes, parts: Parts | None) -> Workbook:
    """Read the very bytes that were checked."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    sheets: list[Sheet] = []
    room = 0
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for meta in book.sheets_metadata[: limits.MAX_SHEETS]:
            if meta.typ == SheetTypeEnum.WorkSheet:
                sheets.append(_sheet(book, meta.name, parts, hidden=meta.visible != SheetVisibleEnum.Visible))
                room += sum(map(len, sheets[-1].rows))
            if room > limits.MAX_CELLS:  # a workbook may name one sheet's part many times
                raise _refused("sheets.too_wide", path)
    return Workbook(visible(path.name), tuple(sheets))


def _sheet(book: CalamineWorkbook, name: str, parts: Parts | None, *, hidden: bool) -> Sheet:
    source = book.get_sheet_by_name(name)
    fonts: Fonts = parts.fonts(name) if parts else {}
    errors = parts.errors(name) if parts else {}
    rows: list[list[Cell]] = source.to_python(skip_empty_area=False)
    sheet = Sheet(name, tuple(map(tuple, rows)), _merges(source), hidden, errors)
    return repaired(sheet, fonts)


def _merges(source: CalamineSheet) -> tuple[Merge, ...]:
    return tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in source.merged_cell_ranges or ())


def _guarded(path: Path, read: Callable[[], T]) -> T:
    """Run a reader of foreign bytes; whatever it stumbles on is a damaged file, never a traceback.

    The library is written in Rust, whose panics come as an exception outside of `Exception`: hence the wide net.
    """
    from python_calamine import PasswordError

    try:
        with _nothing_said():
            return read()
    except PasswordError as error:
        raise _refused("sheets.password", path) from error
    except (KeyboardInterrupt, SystemExit, MemoryError, RefusedError):
        raise
    except BaseException as error:
        raise _refused("sheets.damaged", path) from error


@contextmanager
def _nothing_said() -> Iterator[None]:
    """Keep the library from writing its own words about a damaged file to the standard error, in nobody's language."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # a program without a console has no such file
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _refused(code: str, path: Path, **facts: Fact) -> RefusedError:
    known: dict[str, Fact] = {"file": path.name, **facts}
    return RefusedError(code, [Problem(code, Place(source=path.name), facts=known)], **known)
