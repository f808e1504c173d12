"""Bring the text of a sheet kept in TCVN3 or VNI to Unicode: by the fonts of its cells, else by how it reads."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from ntm_desktop.domain.legacy_fonts import Legacy, detect, repair, score, surely_unicode, suspect, to_unicode
from ntm_desktop.domain.misread import misread, reread
from ntm_desktop.domain.viqr import from_viqr, is_viqr, maybe_viqr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.domain.importing.grid import Cell, Row, Sheet

_A_FEW = 2
_THROUGHOUT = 0.98
# Letters as web programs keep them: «Nguy&#7877;n».
_ENTITY = re.compile(r"&#(?:\d{3,4}|x[0-9A-Fa-f]{3,4});")
Fonts = dict[tuple[int, int], tuple[Legacy, bool]]
"""The old font of a cell, by 0-based row and column: its convention, and whether it shows capitals only."""


def repaired(sheet: Sheet, fonts: Fonts) -> Sheet:
    """Return the sheet with its old text in Unicode, and the conventions that were found in `converted`."""
    texts = [cell for row in sheet.rows for cell in row if isinstance(cell, str) and cell]
    whole_text = "\n".join(texts)
    if "&#" in whole_text and len(_ENTITY.findall(whole_text)) > _A_FEW:
        return repaired(_changed(sheet, _without_entities), fonts)
    if sum(map(misread, texts)) > _A_FEW:
        return _changed(sheet, reread)
    if maybe_viqr(whole_text) and is_viqr(texts):
        return replace(_changed(sheet, from_viqr), converted=frozenset({"VIQR"}))
    if not fonts and not suspect(whole_text):
        return sheet
    whole = detect(texts)
    believed = fonts if whole or not _mostly_unicode(texts) else {}
    if not (whole or believed):
        return sheet
    columns = _columns(sheet, whole)
    # Text that does not read well throughout was typed in both conventions: then each line is looked at by itself.
    mixed = whole if whole and not believed and score(" ".join(texts), whole) < _THROUGHOUT else None
    rows = tuple(
        _row(row, index, _columns_of_line(row, columns, mixed), believed) for index, row in enumerate(sheet.rows)
    )
    found = {str(legacy) for legacy in columns.values() if legacy} | {str(legacy) for legacy, _ in believed.values()}
    return replace(sheet, rows=rows, converted=frozenset(found) if rows != sheet.rows else frozenset())


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda match: unescape(match.group()), text)


def _changed(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    rows = tuple(tuple(change(cell) if isinstance(cell, str) else cell for cell in row) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _mostly_unicode(texts: list[str]) -> bool:
    """Whether old fonts stand over text that was typed in Unicode, as happens in copied templates."""
    marked = [text for text in texts if not text.isascii()]
    return 2 * sum(map(surely_unicode, marked)) > len(marked)


def _columns(sheet: Sheet, whole: Legacy | None) -> Mapping[int, Legacy | None]:
    width = max(map(len, sheet.rows), default=0)
    return {column: _column(sheet, column, whole) for column in range(width)}


def _columns_of_line(
    row: Row, columns: Mapping[int, Legacy | None], mixed: Legacy | None
) -> Mapping[int, Legacy | None]:
    """Return the conventions of one line's cells: the columns', but where the line reads better in the other one."""
    texts = [cell for cell in row if isinstance(cell, str) and cell] if mixed else []
    own = detect(texts)
    if own is None or own is mixed:
        return columns
    sample = " ".join(texts)
    return dict.fromkeys(columns, own) if mixed and score(sample, own) > score(sample, mixed) else columns


def _column(sheet: Sheet, column: int, whole: Legacy | None) -> Legacy | None:
    """Return the convention of one column: the sheet's, unless the column reads better in the other."""
    cells = (row[column] for row in sheet.rows if column < len(row))
    texts = [cell for cell in cells if isinstance(cell, str)]
    own = detect(texts)
    if own is None or whole is None or own is whole:
        return own or whole
    if len({text for text in texts if not text.isascii()}) <= _A_FEW:  # «SÑT» alone is a syllable in the other one
        return whole
    sample = " ".join(texts)
    return own if score(sample, own) > score(sample, whole) else whole


def _row(row: Row, index: int, columns: Mapping[int, Legacy | None], fonts: Fonts) -> Row:
    texts = [cell for cell in row if isinstance(cell, str)]
    # «Thôn» reads well both ways: it is as old as the rest of its line, which one person typed.
    new = any(map(surely_unicode, texts)) and not any(map(suspect, texts))
    return tuple(
        _cell(cell, columns[column], fonts.get((index, column)), new=new) if isinstance(cell, str) else cell
        for column, cell in enumerate(row)
    )


def _cell(text: str, legacy: Legacy | None, font: tuple[Legacy, bool] | None, *, new: bool) -> Cell:
    if font is None and new:
        return text
    if font is None or surely_unicode(text):
        return repair(text, legacy)
    return to_unicode(text, font[0], capitals=font[1])
