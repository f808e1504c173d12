"""One section as one worksheet, written row by row so that memory does not grow with the rows."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from ntm_desktop.reports import fonts, nd30
from ntm_desktop.reports.document import Align, Sign
from ntm_desktop.reports.xlsxgrid import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.reports.document import (
        KeyValues,
        Legend,
        Numbered,
        OfficialHead,
        Points,
        RecipientsAndSignature,
        Run,
        SignatureBlock,
        SignatureRow,
    )
    from ntm_desktop.reports.xlsxgrid import Formats, Grid

# What a sign is in a spreadsheet: the letters that people type; an empty box is an empty cell.
LETTERS = {Sign.YES: "x", Sign.NO: "0", Sign.NOT_APPLICABLE: "-", Sign.BOX: ""}
LONGEST_TEXT = 32767
_HIGHEST_ROW = 409.0
_SIGNING_ROWS = 4
_NOTE_SIZE = 11.0

Piece = tuple[int, int, str, Look]


class Sheet:
    """A worksheet being written from the top."""

    def __init__(self, sheet: Any, grid: Grid, formats: Formats) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.sheet = sheet
        self.grid = grid
        self.formats = formats
        self.row = 0
        self.breaks: list[int] = []

    def line(self, *pieces: Piece, height: float | None = None) -> None:
        """Write one row of texts, each over columns `first` to `last`, as high as its texts need."""
        needed = height or max((self._needed(piece) for piece in pieces), default=15.0)
        self.sheet.set_row(self.row, min(_HIGHEST_ROW, needed))
        for first, last, text, look in pieces:
            self.text(first, text, look)
            self.cover(self.row, first, self.row, last, look)
        self.row += 1

    def whole(self, text: str, look: Look) -> None:
        """Write one text over the whole width."""
        self.line((0, self.grid.count - 1, text, look))

    def blank(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def text(self, column: int, text: str, look: Look) -> None:
        """Write a text into the current row; never as a formula, a number or a link."""
        style = self.formats.get(look)
        if text:
            self.sheet.write_string(self.row, column, shortened(text), style)
        else:
            self.sheet.write_blank(self.row, column, None, style)

    def cover(self, row: int, first: int, last_row: int, last: int, look: Look) -> None:
        """Merge cells; those of the current row get the look at once, those below with their rows.

        `merge_range` would write the rows below now, and in constant memory the current row would be lost. So the
        range goes straight into the list that the worksheet keeps of its merges.
        """
        if (row, first) == (last_row, last):
            return
        self.sheet.merge.append([row, first, last_row, last])
        for column in range(first + 1, last + 1):
            self.sheet.write_blank(self.row, column, None, self.formats.get(look))

    def finish(self) -> None:
        """Set the page breaks."""
        if self.breaks:
            self.sheet.set_h_pagebreaks(self.breaks)

    def _needed(self, piece: Piece) -> float:
        first, last, text, look = piece
        return row_height(text, look, self.grid.room(first, last))


def shortened(text: str) -> str:
    """Return a text that a cell can hold (32.767 letters), with «…» where it was longer."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def row_height(text: str, look: Look, room: float) -> float:
    """Return the height in points that a text needs in a cell of this width."""
    face = fonts.style(bold=look.bold, italic=look.italic)
    return len(fonts.wrap(text, face, look.size, max(8.0, room - 8))) * look.size * 1.28 + 3


def head(sheet: Sheet, block: OfficialHead) -> None:
    """Write the two-column head."""
    cut = sheet.grid.nearest(0.42)
    last = sheet.grid.count - 1
    bold = Look(nd30.BODY_NAME_SIZE, bold=True, align=Align.CENTER)
    upright = Look(nd30.BODY_NAME_SIZE, align=Align.CENTER)
    motto = Look(nd30.MOTTO_SIZE, bold=True, underline=True, align=Align.CENTER)
    left = [(block.superior, upright)] if block.superior else []
    left += [(text, bold) for text in block.issuer.split("\n")]
    right = [(block.state, bold), (block.motto, motto)]
    for one, other in zip_longest(left, right, fillvalue=("", upright)):
        sheet.line((0, cut - 1, *one), (cut, last, *other))
    if block.number or block.place_date:
        number = Look(nd30.NUMBER_SIZE, align=Align.CENTER)
        dated = Look(nd30.PLACE_DATE_SIZE, italic=True, align=Align.CENTER)
        sheet.line((0, cut - 1, block.number, number), (cut, last, block.place_date, dated))
    sheet.blank()


def joined(runs: Sequence[Run]) -> str:
    """Return the text of runs; a spreadsheet cell has one style."""
    return "".join(run.text for run in runs)


def points(sheet: Sheet, block: Points) -> None:
    """Write a list, a row a point."""
    look = Look(block.size or nd30.TEXT_SIZE)
    for index, runs in enumerate(block.items):
        mark = nd30.point_mark(index) if block.lettered else "-"
        sheet.whole(f"{mark} {joined(runs)}", look)


def numbered(sheet: Sheet, block: Numbered) -> None:
    """Write a numbered list, a row an item over the whole width: read back, it looks like nobody's household."""
    for mark, text in block.items:
        sheet.whole(f"{mark} {text}", Look(block.size))


def key_values(sheet: Sheet, block: KeyValues) -> None:
    """Write names and values in two columns."""
    size = block.size or nd30.TEXT_SIZE
    cut = sheet.grid.nearest(0.35)
    for name, value in block.pairs:
        sheet.line((0, cut - 1, f"{name}:", Look(size)), (cut, sheet.grid.count - 1, value, Look(size, bold=True)))


def legend(sheet: Sheet, block: Legend) -> None:
    """Write what the letters mean."""
    parts = [f"{LETTERS[sign]}: {text}" if LETTERS[sign] else text for sign, text in block.items]
    sheet.whole(";   ".join(parts), Look(nd30.TABLE_SIZE))


def signature_row(sheet: Sheet, block: SignatureRow) -> None:
    """Write signatures side by side; a single one at the right."""
    count = max(2, len(block.blocks))
    edges = [0, *(sheet.grid.nearest(index / count) for index in range(1, count)), sheet.grid.count]
    columns = [signature_lines(each) for each in block.blocks]
    places = list(pairwise(edges))[count - len(columns) :]
    _side_by_side(sheet, columns, places)


def recipients_and_signature(sheet: Sheet, block: RecipientsAndSignature) -> None:
    """Write «Nơi nhận» at the left and the signature at the right."""
    cut = sheet.grid.nearest(0.45)
    left = [(block.label, Look(nd30.RECIPIENTS_LABEL_SIZE, bold=True, italic=True))]
    left += [(text, Look(nd30.RECIPIENTS_SIZE)) for text in block.recipients]
    _side_by_side(sheet, [left, signature_lines(block.block)], [(0, cut), (cut, sheet.grid.count)])


def signature_lines(block: SignatureBlock) -> list[tuple[str, Look]]:
    """Return a signature as lines: date, authority, note, room, name."""
    size, centre = nd30.SIGNATURE_SIZE, Align.CENTER
    lines = [(block.date_line, Look(size, italic=True, align=centre))] if block.date_line else []
    lines += [(text, Look(size, bold=True, align=centre)) for text in block.authority]
    if block.note:
        lines.append((block.note, Look(_NOTE_SIZE, italic=True, align=centre)))
    lines += [("", Look(size))] * _SIGNING_ROWS
    if block.name:
        lines.append((block.name, Look(size, bold=True, align=centre)))
    return lines


def _side_by_side(sheet: Sheet, columns: list[list[tuple[str, Look]]], places: list[tuple[int, int]]) -> None:
    sheet.blank()
    for texts in zip_longest(*columns, fillvalue=("", Look())):
        sheet.line(
            *((first, end - 1, text, look) for (first, end), (text, look) in zip(places, texts, strict=True) if text)
        )
