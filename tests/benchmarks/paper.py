"""A long table on paper, against one table of the PDF library itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

from ntm_desktop.reports.pdf import write_pdf
from ntm_desktop.services import reporting
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, timed, turns

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale


_SIZES = (500, 5000, 20000)
_QUICK_SIZES = (250, 500, 1000)


def lines(scale: Scale) -> list[Line]:
    """Measure the task sheet, and that its time grows no faster than its rows."""
    return [task_sheet(scale), linear(_QUICK_SIZES if scale.quick else _SIZES)]


def linear(sizes: tuple[int, ...]) -> Line:
    """Compare the time of a row in the longest table with that in the middle one."""
    per_row = {}
    for households in sizes:
        with ground.office(ground.Scale(households=households, years=(2025,))) as context:
            document = reporting.build(context, "task-sheet", reporting.Wanted(2025))
        per_row[households] = timed(lambda: write_pdf(document, io.BytesIO())) / households  # noqa: B023 - called now
    _short, middle, longest = sizes
    said = ", ".join(f"{rows}: {seconds * 1000:.2f} ms" for rows, seconds in per_row.items())
    return Line(
        f"A row of a PDF of {longest} rows, against one of {middle}",
        (per_row[longest],),
        (per_row[middle],),
        1.25,
        note=f"a row, by rows: {said}",
    )


def task_sheet(scale: Scale) -> Line:
    """Measure the filled task sheet of a whole commune."""
    with ground.office(scale) as context:
        document = reporting.build(context, "task-sheet", reporting.Wanted(scale.years[-1]))
    rows = [[str(column) for column in range(20)]] + [
        [str(number), f"30889-01-{number:04d}", "Nguyễn Văn Bình", "1970", *["x"] * 15, "15"]
        for number in range(scale.households)
    ]

    def baseline() -> None:
        table = LongTable(rows, repeatRows=1)
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 8)]))
        SimpleDocTemplate(io.BytesIO(), pagesize=landscape(A4)).build([table])

    mine, theirs = turns(max(3, scale.turns // 2), lambda: write_pdf(document, io.BytesIO()), baseline)
    return Line(f"PDF of {scale.households} rows, against one LongTable of as many", tuple(mine), tuple(theirs), 0.6)
