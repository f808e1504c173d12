"""The village that the lines over a table name: of the whole sheet, or of each table where a sheet holds several."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import Poverty
from ntm_desktop.domain.importing.classify import is_signature
from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.importing.villages import is_small, village_of_title
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ntm_desktop.domain.importing.grid import Row, Sheet
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.domain.importing.villages import VillageName

MOST_LINES = 15
_FARTHEST = 400
_LIST_OF_POOR = re.compile(r"danh sach\b.{0,20}\bho (?:can )?ngheo\b")
_STANDARD = re.compile(r"\b(chuan|muc chuan|tieu chi|da chieu|nguyen nhan|thieu hut)\b.*")
_ABOUT_POVERTY = re.compile(r"thoat ngheo|giam ngheo|khong ngheo|het ngheo")


def titled(sheet: Sheet, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return the tables, each with the village of its own title where the titles over them name several."""
    if len(tables) < 2:  # noqa: PLR2004 - one table has the sheet's title
        return tables
    named = [_village_over(sheet, tables, table) for table in tables]
    if len({one for one in named if one}) < 2:  # noqa: PLR2004 - one village is the sheet's own
        return tables
    return tuple(replace(table, village=village) for table, village in zip(tables, named, strict=True))


def first_title(sheet: Sheet, tables: tuple[Table, ...]) -> VillageName | None:
    """Return the village that the lines over a sheet's first table name; None where they name none."""
    return next(_villages(sheet.rows[: max(tables[0].top, 0)], 0, None), None) if tables else None


def nearest_title(sheet: Sheet, start: int, head: int) -> VillageName | None:
    """Return the village that the titles between rows `start` and `head` name, the nearest first."""
    rows = sheet.rows[max(start, head - MOST_LINES, 0) : head]
    return next(_villages([row for row in reversed(rows) if _is_title(row)], 0, None), None)


def poverty_of_title(sheet: Sheet, table: Table) -> Poverty | None:
    """Return the class of all households under «DANH SÁCH HỘ NGHÈO …»; None where the title names none, or both."""
    return poverty_over(sheet.rows[max(table.top - _FARTHEST, 0) : max(table.top, 0)])


def poverty_over(rows: Sequence[Row]) -> Poverty | None:
    """Return the class that the title nearest to the end of these rows gives to all households below them."""
    texts = (text_of(cell) for row in reversed(rows) for cell in row if isinstance(cell, str) and cell)
    said = next((line for text in texts if (line := _list_of_poor(text))), "")
    if not said or _ABOUT_POVERTY.search(said):
        return None
    said = _STANDARD.sub("", said)
    near = "can ngheo" in said
    poor = "ngheo" in said.replace("can ngheo", "")
    return None if near == poor else Poverty.NEAR_POOR if near else Poverty.POOR


@lru_cache(maxsize=4096)
def _list_of_poor(text: str) -> str:
    """Return a line folded where it is the title of a list of poor households, else «»."""
    line = fold(text)
    return line if _LIST_OF_POOR.search(line) else ""


def _village_over(sheet: Sheet, tables: tuple[Table, ...], table: Table) -> VillageName | None:
    """Return the village of the title over one table: within its columns where tables stand side by side."""
    start = max((other.bottom + 1 for other in tables if other.bottom < table.top), default=0)
    if start:
        return nearest_title(sheet, start, table.top)
    rows = sheet.rows[: max(table.top, 0)]
    own = next(_villages(rows, table.left, table.right + 1), None)
    return own or next(_villages(rows, 0, None), None)


def _villages(rows: Iterable[Row], left: int, right: int | None) -> Iterator[VillageName]:
    for row in rows:
        texts = [cell for cell in row[left:right] if isinstance(cell, str) and cell]
        for text in (*texts, " ".join(texts)):
            village = village_of_title(text)
            if village and not is_small(village):
                yield village


def _is_title(row: Row) -> bool:
    """Whether a row between two tables can be a title: words without numbers of their own, no signature."""
    texts = [text for cell in row if cell != "" and (text := text_of(cell))]
    return not any(text.strip(".)").isdigit() or is_signature(text) for text in texts)
