"""A list without any head line: what its columns hold is guessed from what stands in them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ntm_desktop.domain.households import Sex
from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.importing.table import Columns, Table
from ntm_desktop.domain.importing.values import birth_year, sex
from ntm_desktop.domain.importing.villages import begins_with_word
from ntm_desktop.domain.importing.vocabulary import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ntm_desktop.domain.importing.grid import Sheet

_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
_ENOUGH = 0.8
_SAMPLE = 200
_LONGEST_NUMBER = 6


def guess_table(sheet: Sheet) -> tuple[Table, ...]:
    """Return a table from the first row on, if one column clearly holds names and another something personal."""
    width = max(map(len, sheet.rows), default=0)
    sample = [[text_of(row[column]) for row in sheet.rows[:_SAMPLE] if column < len(row)] for column in range(width)]
    columns: Columns = {}
    for column, texts in enumerate(sample):
        filled = [text for text in texts if text]
        if 2 * len(filled) >= max(2, len(sheet.rows[:_SAMPLE])):
            found = next((which for which, fits in _TESTS if which not in columns and fits(filled)), None)
            columns |= {found: (column,)} if found else {}
    good = Field.HEAD in columns and columns.keys() & {Field.BIRTH, Field.SEX, Field.ORDINAL}
    return (_under_titles(sheet, width, columns),) if good else ()


def _under_titles(sheet: Sheet, width: int, columns: Columns) -> Table:
    """Return the table from its first person on; the lines above, if any, are titles."""
    wanted = [column for which, places in columns.items() for column in places if which is not Field.VILLAGE]
    first = next(
        (index for index, row in enumerate(sheet.rows) if all(c < len(row) and text_of(row[c]) for c in wanted)), 0
    )
    return Table(0, width - 1, first, first - 1, columns) if first else Table(0, width - 1, -1, -1, columns)


def _share(texts: Sequence[str], fits: Iterable[bool]) -> bool:
    return sum(fits) >= _ENOUGH * len(texts)


def _counting(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER]
    steps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
    return len(numbers) >= _ENOUGH * len(texts) and steps.count(1) >= _ENOUGH * max(len(steps), 1)


def _years(texts: Sequence[str]) -> bool:
    return _share(texts, (birth_year(text)[0] is not None for text in texts))


def _sexes(texts: Sequence[str]) -> bool:
    return _share(texts, (sex(text)[0] in set(Sex) and text.isalpha() for text in texts))


def _villages(texts: Sequence[str]) -> bool:
    return _share(texts, map(begins_with_word, texts))


def _names(texts: Sequence[str]) -> bool:
    return _share(texts, (_NAME.fullmatch(text) is not None for text in texts)) and 2 * len(set(texts)) > len(texts)


_TESTS: tuple[tuple[Field, Callable[[Sequence[str]], bool]], ...] = (
    (Field.BIRTH, _years),
    (Field.ORDINAL, _counting),
    (Field.SEX, _sexes),
    (Field.VILLAGE, _villages),
    (Field.HEAD, _names),
)
