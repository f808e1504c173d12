"""A long table on paper, against one table of the PDF library itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

from ntm_desktop.reports.pdf import write_pdf
from ntm_desktop.services import reporting
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, turns

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale


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
    return Line(
        f"PDF of {scale.households} rows, against one LongTable of as many", tuple(mine), tuple(theirs), 0.6
    )
