"""Workbooks for the tests of recognition, and what is asked of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.recognition import (
    Draft,
    Merge,
    Override,
    Sheet,
    Workbook,
    interpret,
    propose,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn")
AN = (1, "Nguyễn Văn An", 1972, "Ấp Kinh 5")
BE = (2, "Trần Thị Bé", 1980, "Ấp Kinh 5")


def make_sheet(
    rows: Sequence[Sequence[object]], name: str = "Sheet1", merges: Sequence[Merge] = (), **more: object
) -> Sheet:
    width = max(map(len, rows))
    grid = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
    return Sheet(name, grid, tuple(merges), **more)  # type: ignore[arg-type]  # a test's short hand


def draft_of(*sheets: Sheet, overrides: Sequence[Override] = ()) -> Draft:
    workbook = Workbook("ho.xlsx", sheets)
    draft = interpret(workbook, propose(workbook), overrides)
    everything_accounted_for(workbook, draft)
    return draft


def everything_accounted_for(workbook: Workbook, draft: Draft) -> None:
    """Every row that is not blank is a household or has a reason."""
    told = {(row.sheet, row.row) for row in draft.rows} | {(one.sheet, one.row) for one in draft.skipped}
    for sheet in workbook.sheets:
        for number, row in enumerate(sheet.rows, start=1):
            if any(text_of(cell) for cell in row):
                assert (sheet.name, number) in told, (sheet.name, number, row)


def draft(rows: Sequence[Sequence[object]], merges: Sequence[Merge] = (), name: str = "Sheet1") -> Draft:
    return draft_of(make_sheet(rows, name, merges))


def names(found: Draft) -> list[str]:
    return [row.fields.head for row in found.rows]


def villages(found: Draft) -> list[tuple[str, int]]:
    return [(village.title, village.households) for village in found.villages]


def reasons(found: Draft) -> list[tuple[int, str]]:
    return sorted((one.row, one.reason.value) for one in found.skipped)


def codes(found: Draft) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.place.row, problem.place.column) for problem in found.problems]
