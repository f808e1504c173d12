"""Tables and charts of a worksheet: numbers as numbers, signs as letters with a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntm_desktop.reports import fonts, nd30
from ntm_desktop.reports.document import Align, Percent, RowKind, Sign, Tally
from ntm_desktop.reports.figures import NOTHING
from ntm_desktop.reports.tablehead import Placed, head_box, place_cells
from ntm_desktop.reports.xlsxgrid import Look
from ntm_desktop.reports.xlsxsheet import LETTERS, row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.reports.document import BarChart, Cell, Row, Table
    from ntm_desktop.reports.xlsxsheet import Sheet

    Span = tuple[int, int]

WHOLE = "#,##0"
_ROW_HEIGHT = 20.0
_PIXELS = 96 / 72
_BAR_PIXELS = 24
_CHART_PIXELS = 80


def table(sheet: Sheet, block: Table) -> tuple[int, int] | None:
    """Write a table; return the first and last row of its head (0-based), None without one."""
    if block.caption:
        sheet.whole(block.caption, Look(bold=True))
    spans = sheet.grid.spans(column.width for column in block.columns)
    top = sheet.row
    _head(sheet, block, spans)
    first = sheet.row
    for row in block.rows:
        _row(sheet, block, row, spans)
    _choices(sheet, block, spans, first)
    return (top, first - 1) if block.head else None


def _head(sheet: Sheet, block: Table, spans: Sequence[Span]) -> None:
    """Write the head row by row; a cell over several rows is merged.

    In a table to be filled in and read back, nothing is merged downwards: its text stands in the lowest row, so that
    one head line names every column.
    """
    edges = tuple([sheet.grid.edges[first] for first, _last in spans] + [sheet.grid.width])
    heights = head_box(block.head, edges, block.size).heights if block.head else ()
    low = any(column.choices for column in block.columns)
    cells = place_cells(block.head)
    for index, height in enumerate(heights):
        sheet.sheet.set_row(sheet.row, height * 1.15 + 4)
        for placed in cells:
            if placed.row <= index < placed.row + placed.cell.rows:
                _head_cell(sheet, block, placed, spans, (index - placed.row, low))
        sheet.row += 1


def _head_cell(sheet: Sheet, block: Table, placed: Placed, spans: Sequence[Span], part: tuple[int, bool]) -> None:
    """Write one row of a head cell: `part` is which, and whether the text stands in the lowest one."""
    down, low = part
    cell = placed.cell
    look = Look(
        block.size, bold=not cell.vertical, align=Align.CENTER, border=block.bordered, upwards=cell.vertical,
        open_top=low and down > 0, open_bottom=low and down < cell.rows - 1,
    )  # fmt: skip
    first, last = spans[placed.column][0], spans[placed.column + cell.columns - 1][1]
    written = down == (cell.rows - 1 if low else 0)
    sheet.text(first, cell.text if written else "", look)
    if low:
        sheet.cover(sheet.row, first, sheet.row, last, look)
    elif down == 0:
        sheet.cover(sheet.row, first, sheet.row + cell.rows - 1, last, look)
    else:
        for column in range(first + 1, last + 1):
            sheet.text(column, "", look)


def _row(sheet: Sheet, block: Table, row: Row, spans: Sequence[Span]) -> None:
    bold = row.kind is not RowKind.BODY
    places = _places(row, spans)
    needed = block.size * 1.28 + 2 * block.pad
    looks: list[Look] = []
    for index, (cell, (first, last)) in enumerate(zip(row.cells, places, strict=True)):
        look = Look(
            block.size, bold, align=_align(block, row, index), border=block.bordered, number=_number_format(cell)
        )
        looks.append(look)
        if isinstance(cell, str) and cell:
            room = sheet.grid.room(first, last)
            if fonts.width(cell, fonts.style(bold=bold), block.size) > room - 8:
                needed = max(needed, row_height(cell, look, room))
    sheet.sheet.set_row(sheet.row, min(needed, 409.0))
    for cell, (first, last), look in zip(row.cells, places, looks, strict=True):
        _cell(sheet, cell, first, look, spans)
        sheet.cover(sheet.row, first, sheet.row, last, look)
    sheet.row += 1


def _places(row: Row, spans: Sequence[Span]) -> list[Span]:
    if row.kind is RowKind.GROUP:
        return [(spans[0][0], spans[-1][1])]
    return [(spans[0][0], spans[row.lead - 1][1]), *spans[row.lead :]]


def _align(block: Table, row: Row, index: int) -> Align:
    if row.kind is RowKind.GROUP:
        return Align.LEFT
    if index == 0 and row.lead > 1:
        return Align.CENTER
    return block.columns[index + row.lead - 1 if index else 0].align


def _number_format(cell: Cell) -> str:
    if isinstance(cell, Percent):
        return "0." + "0" * cell.digits + "%" if cell.digits else "0%"
    return WHOLE if isinstance(cell, int | Tally) else ""


def _cell(sheet: Sheet, cell: Cell, column: int, look: Look, spans: Sequence[Span]) -> None:
    style: Any = sheet.formats.get(look)
    if isinstance(cell, Sign):
        sheet.text(column, LETTERS[cell], look)
    elif isinstance(cell, str) or cell is None:
        sheet.text(column, cell or "", look)
    elif isinstance(cell, Percent):
        if cell.whole:
            sheet.sheet.write_number(sheet.row, column, cell.part / cell.whole, style)
        else:
            sheet.text(column, NOTHING, look)
    elif isinstance(cell, Tally):
        _tally(sheet, cell, column, style, spans)
    else:
        sheet.sheet.write_number(sheet.row, column, cell, style)


def _tally(sheet: Sheet, cell: Tally, column: int, style: Any, spans: Sequence[Span]) -> None:  # noqa: ANN401 - XlsxWriter
    """Write a count that follows what is typed into the row; nothing while nothing is typed."""
    from xlsxwriter.utility import xl_range

    cells = xl_range(sheet.row, spans[cell.first][0], sheet.row, spans[cell.last][1])
    formula = f'=IF(COUNTA({cells})=0,"",COUNTIF({cells},"{LETTERS[Sign.YES]}"))'
    sheet.sheet.write_formula(sheet.row, column, formula, style, "" if cell.value is None else cell.value)


def _choices(sheet: Sheet, block: Table, spans: Sequence[Span], first: int) -> None:
    """Offer the letters in a list, and keep a spreadsheet from marking «0» as a number stored as text."""
    from xlsxwriter.utility import xl_range

    body = [index for index, row in enumerate(block.rows) if row.kind is RowKind.BODY]
    columns = [(place, column.choices) for place, column in zip(spans, block.columns, strict=True) if column.choices]
    if not body or not columns:
        return
    top, bottom = first + body[0], first + body[-1]
    left, right = columns[0][0][0], columns[-1][0][1]
    for (start, end), offered in columns:
        sheet.sheet.data_validation(top, start, bottom, end, {"validate": "list", "source": list(offered)})
    sheet.sheet.ignore_errors({"number_stored_as_text": xl_range(top, left, bottom, right)})


def chart(sheet: Sheet, block: BarChart, book: Any, data: Any, start: int) -> int:  # noqa: ANN401 - XlsxWriter
    """Draw a native bar chart over rows of `data` from row `start`; return the next free row of `data`.

    The data stand in a hidden sheet, label, part, whole and share in columns 0 to 3.
    """
    sheet.whole(block.title, Look(bold=True))
    for index, bar in enumerate(block.bars, start=start):
        data.write_string(index, 0, bar.label)
        data.write_number(index, 1, bar.part)
        data.write_number(index, 2, bar.whole)
        data.write_number(index, 3, bar.part / bar.whole if bar.whole else 0)
    end = start + len(block.bars) - 1
    if not block.bars:
        return start
    drawn = _drawn(book, data.get_name(), start, end, block.digits)
    pixels = _BAR_PIXELS * len(block.bars) + _CHART_PIXELS
    drawn.set_size({"width": int(sheet.grid.width * _PIXELS) - 10, "height": pixels})
    sheet.sheet.insert_chart(sheet.row, 0, drawn, {"x_offset": 5, "y_offset": 2})
    sheet.blank(int(pixels / _ROW_HEIGHT) + 2)
    return end + 1


def _drawn(book: Any, name: str, start: int, end: int, digits: int) -> Any:  # noqa: ANN401 - XlsxWriter
    drawn = book.add_chart({"type": "bar"})
    font = {"name": nd30.FONT_NAME, "size": 10}
    drawn.add_series(
        {
            "categories": [name, start, 0, end, 0],
            "values": [name, start, 3, end, 3],
            "fill": {"color": "#296B8C"},
            "gap": 60,
            "data_labels": {"value": True, "num_format": f"0.{'0' * digits}%" if digits else "0%", "font": font},
        }
    )
    drawn.set_legend({"none": True})
    grid = {"visible": True, "line": {"color": "#C8C8C8"}}
    drawn.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": font, "major_gridlines": grid})
    drawn.set_y_axis({"reverse": True, "num_font": font, "crossing": "min"})
    drawn.show_hidden_data()
    return drawn
