"""A criteria set as an Excel file to type in: sheets of text, heads that stay in sight."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ntm_desktop.reports.files import whole_file

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.domain.criteria_sheet import Grid, SheetPair

_WIDTHS = {"Tên tiêu chí": 28, "Tên chỉ tiêu": 60, "Xuất xứ": 40, "Ghi chú": 30}
_NARROW = 14


def write_workbook(pair: SheetPair, extras: Grid, names: tuple[str, str, str], path: Path) -> None:
    """Write the two sheets, and a third where there is more, to `path`. EnvironmentFault where it cannot be.

    Every cell is text, so that «1.10» stays «1.10».
    """
    import xlsxwriter

    whole = io.BytesIO()  # the library has faults of its own for a folder that is not there or a file that is open
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(whole, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DDE7F0", "border": 1})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        info = book.add_worksheet(names[0])
        info.set_column(0, 0, 22, head)
        info.set_column(1, 1, 90, body)
        _fill(info, pair.info, head, body, head_rows=0)
        rows = book.add_worksheet(names[1])
        for column, name in enumerate(pair.rows[0]):
            rows.set_column(column, column, _WIDTHS.get(name, _NARROW), body)
        _fill(rows, pair.rows, head, body, head_rows=1)
        rows.freeze_panes(1, 4)
        if len(extras) > 1:
            more = book.add_worksheet(names[2])
            more.set_column(0, 3, _NARROW, body)
            more.set_column(4, 4, 90, body)
            _fill(more, extras, head, body, head_rows=1)
            more.freeze_panes(1, 0)
    with whole_file(path) as part:
        part.write_bytes(whole.getvalue())


def _fill(sheet: object, grid: Grid, head: object, body: object, head_rows: int) -> None:
    for at, row in enumerate(grid):
        for column, text in enumerate(row):
            style = head if at < head_rows or (head_rows == 0 and column == 0) else body
            sheet.write_string(at, column, text, style)  # type: ignore[attr-defined]  # XlsxWriter has no types
