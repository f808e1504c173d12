"""The same document as a workbook: official head, merged heads, print settings, numbers as numbers."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from ntm_desktop.errors import CancelledError
from ntm_desktop.reports import nd30, xlsxsheet, xlsxtables
from ntm_desktop.reports.document import (
    Align,
    BarChart,
    Heading,
    KeepTogether,
    KeyValues,
    Legend,
    Notice,
    Numbered,
    PageBreak,
    Paragraph,
    Points,
    RecipientsAndSignature,
    SignatureRow,
    Table,
    Title,
)
from ntm_desktop.reports.files import whole_file
from ntm_desktop.reports.xlsxgrid import Formats, Look, grid_of
from ntm_desktop.reports.xlsxsheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ntm_desktop.reports.document import Block, Document, Section

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]

HIDDEN_SHEET = "_ntm"
DATA_SHEET = "_so_lieu"
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# Where the caller names no moment, equal documents give equal bytes.
_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's moments carry no zone


def write_xlsx(
    document: Document,
    target: Path | BinaryIO,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> None:
    """Write a document into a workbook file or an open binary stream, a section a worksheet.

    `progress` gets sections done and in all. When `cancelled` says so, CancelledError is raised and no file is
    left. EnvironmentFault `reports.file_open` or `reports.not_written` where the disk refuses.
    """
    data = _workbook(document, progress, cancelled)
    if not isinstance(target, Path):
        target.write(data)
        return
    with whole_file(target) as part:
        part.write_bytes(data)


def _workbook(document: Document, progress: Progress, cancelled: Cancelled) -> bytes:
    """Make the file in memory: a full disk must not leave XlsxWriter half way, with files open.

    The rows wait in temporary files, one a sheet; a folder of our own goes away with them whatever happens.
    """
    from xlsxwriter import Workbook

    target = BytesIO()
    with TemporaryDirectory(prefix="ntm-", ignore_cleanup_errors=True) as folder:
        book = Workbook(target, {**_OPTIONS, "tmpdir": folder})
        try:
            _fill(book, document, progress, cancelled)
        finally:
            book.close()  # also after a cancel, so that no temporary file stays open
    return target.getvalue()


def _fill(book: Any, document: Document, progress: Progress, cancelled: Cancelled) -> None:  # noqa: ANN401 - XlsxWriter
    book.set_properties(_properties(document))
    writer = _Writer(book, document, cancelled)
    for done, section in enumerate(document.sections, start=1):
        writer.section(section)
        progress(done, len(document.sections))
    _hidden(book, document)


def _properties(document: Document) -> dict[str, object]:
    properties = document.properties
    created = properties.created.replace(tzinfo=None) if properties.created else _NO_MOMENT
    return {
        "title": properties.title,
        "author": properties.author,
        "subject": properties.subject,
        "keywords": properties.keywords,
        "created": created,
    }


def _hidden(book: Any, document: Document) -> None:  # noqa: ANN401 - XlsxWriter has no types
    if not document.hidden:
        return
    sheet = book.add_worksheet(HIDDEN_SHEET)
    for row, (key, value) in enumerate(document.hidden):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.hide()


def sheet_name(name: str) -> str:
    r"""Return a name that a worksheet may have: at most 31 letters, none of []:*?/\."""
    return name.translate(_FORBIDDEN)[:_LONGEST_NAME]


def headed_tables(blocks: Iterable[Block]) -> int:
    """Count the tables with a head; a worksheet can repeat the head of one only."""
    return sum(
        headed_tables(block.blocks)
        if isinstance(block, KeepTogether)
        else isinstance(block, Table) and bool(block.head)
        for block in blocks
    )


class _Writer:
    """The workbook being written: its formats, and the hidden sheet that feeds the charts."""

    def __init__(self, book: Any, document: Document, cancelled: Cancelled) -> None:  # noqa: ANN401 - XlsxWriter
        self.book = book
        self.document = document
        self.cancelled = cancelled
        self.formats = Formats(book)
        self.data: Any = None
        self.data_row = 0

    def section(self, section: Section) -> None:
        """Write a section as a worksheet."""
        from ntm_desktop.reports.xlsxpage import PrintedSheet, set_page  # XlsxWriter is imported when first needed

        raw = self.book.add_worksheet(sheet_name(section.name), PrintedSheet)
        grid = grid_of(section)
        for column in range(grid.count):
            raw.set_column(column, column, grid.characters(column))
        set_page(raw, section, self.document.page_word)
        sheet = Sheet(raw, grid, self.formats)
        if section.head:
            xlsxsheet.head(sheet, section.head)
        self.blocks(sheet, section.blocks, repeated=headed_tables(section.blocks) == 1)
        sheet.finish()

    def blocks(self, sheet: Sheet, blocks: Iterable[Block], *, repeated: bool) -> None:
        """Write blocks one below the other; the head of a table is repeated in print where it is the only one."""
        for block in blocks:
            if self.cancelled():
                raise CancelledError
            if isinstance(block, Table):
                head = xlsxtables.table(sheet, block)
                if head and repeated:
                    _repeated(sheet, block, head)
                sheet.blank()
            elif isinstance(block, KeepTogether):
                self.blocks(sheet, block.blocks, repeated=repeated)
            elif isinstance(block, BarChart):
                self._chart(sheet, block)
            else:
                PROSE[type(block)](sheet, block)

    def _chart(self, sheet: Sheet, block: BarChart) -> None:
        if self.data is None:
            self.data = self.book.add_worksheet(DATA_SHEET)
            self.data.hide()
        self.data_row = xlsxtables.chart(sheet, block, self.book, self.data, self.data_row)


def _heading(sheet: Sheet, block: Heading) -> None:
    sheet.whole(block.text.upper() if block.level == 1 else block.text, Look(bold=True))


def _paragraph(sheet: Sheet, block: Paragraph) -> None:
    bold, italic = all(run.bold for run in block.runs), all(run.italic for run in block.runs)
    look = Look(block.size or nd30.TEXT_SIZE, bold, italic, align=_left(block.align))
    sheet.whole(xlsxsheet.joined(block.runs), look)


def _notice(sheet: Sheet, block: Notice) -> None:
    sheet.whole(block.text, Look(bold=True, italic=True, align=Align.CENTER, border=True))


def _break(sheet: Sheet, _block: PageBreak) -> None:
    sheet.breaks.append(sheet.row)


def _left(align: Align) -> Align:
    """Return an alignment that a spreadsheet shows well: it spreads justified short lines."""
    return Align.LEFT if align is Align.JUSTIFY else align


def _title(sheet: Sheet, block: Title) -> None:
    sheet.whole(block.kind, Look(nd30.KIND_SIZE, bold=True, align=Align.CENTER))
    if block.subject:
        sheet.whole(block.subject, Look(nd30.SUBJECT_SIZE, bold=True, align=Align.CENTER))


# How a block without figures is written; the others are in `_Writer`. A test compares both with `document.Block`.
PROSE: Mapping[type, Callable[[Sheet, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Title: _title,
    Notice: _notice,
    Points: xlsxsheet.points,
    Numbered: xlsxsheet.numbered,
    KeyValues: xlsxsheet.key_values,
    Legend: xlsxsheet.legend,
    SignatureRow: xlsxsheet.signature_row,
    RecipientsAndSignature: xlsxsheet.recipients_and_signature,
    PageBreak: _break,
}


def _repeated(sheet: Sheet, block: Table, head: tuple[int, int]) -> None:
    sheet.sheet.repeat_rows(*head)
    if any(column.choices for column in block.columns):
        sheet.sheet.freeze_panes(head[1] + 1, 0)
