"""Tables and parts of tables that are no list of today's households: people who moved away or died, officials."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.vocabulary import Field, names_leaders, names_officials
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ntm_desktop.domain.importing.grid import Row, Sheet, Workbook
    from ntm_desktop.domain.importing.table import Table

_GONE = re.compile(
    r".*\b(da chuyen|chuyen di|chuyen khoi|cat khau|xoa (ho|dang ky|ten|khau)|tu tran|qua doi|khai tu|da chet|"
    r"(chu ho|ho|nguoi) (bi )?chet|(chu ho|ho|nguoi) da mat|chu ho mat)\b.*"
)
_HERE = re.compile(r".*\b(chuyen den|nhap (khau|ve|ho)|thuong tru|hien (co|dang|nay)|con lai)\b.*")
_LONGEST, _LINES = 160, 8
_OF_HOUSEHOLDS = frozenset({Field.MEMBERS, Field.POVERTY, Field.POOR, Field.NEAR_POOR, Field.CODE, Field.RELATION})


@lru_cache(maxsize=4096)
def says_gone(text: str) -> bool:
    """Whether a title or a line over rows says that they moved away or died: «III. HỘ CHUYỂN ĐI TRONG NĂM»."""
    said = fold(text[:_LONGEST])
    return _GONE.fullmatch(said) is not None and _HERE.fullmatch(said) is None


def gone_in(rows: Sequence[Row]) -> str:
    """Return the title among rows that says so, the nearest to their end; «» where none does."""
    texts = (text_of(cell) for row in reversed(rows) for cell in row if cell != "")
    return next((text for text in texts if text and says_gone(text)), "")


def without_others(workbook: Workbook, found: Sequence[tuple[Table, ...]]) -> list[tuple[Table, ...]]:
    """Mark the tables that are to be left out, by their titles, tabs and columns, unless that would leave nothing."""
    marked = [
        tuple(replace(table, left_out=_why(sheet, tables, table)) for table in tables)
        for sheet, tables in zip(workbook.sheets, found, strict=True)
    ]
    anybody = any(table.left_out is None for tables in marked for table in tables)
    return marked if anybody else list(found)


def _why(sheet: Sheet, tables: Sequence[Table], table: Table) -> Reason | None:
    start = max((other.bottom + 1 for other in tables if other.bottom < table.top), default=0)
    if says_gone(sheet.name.replace("_", " ")) or gone_in(
        sheet.rows[max(start, table.top - _LINES, 0) : max(table.top, 0)]
    ):
        return Reason.GONE
    named = table.column(Field.HEAD)
    leaders = named is not None and names_leaders(table.labels.get(named, ""))
    posts = any(map(names_officials, table.labels.values()))
    officials = (leaders or posts) and not table.columns.keys() & _OF_HOUSEHOLDS
    return Reason.OFFICIALS if officials else None
