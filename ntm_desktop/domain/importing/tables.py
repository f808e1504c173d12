"""Where a sheet's tables stand: their head lines, and which column holds what."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import text_of
from ntm_desktop.domain.importing.settling import MOSTLY, crossed, settled, texts_share
from ntm_desktop.domain.importing.table import Table
from ntm_desktop.domain.importing.vocabulary import (
    Field,
    field_of,
    is_foreign,
    label_of,
    lateness,
    names_a_small_part,
    names_only_the_given_name,
    names_the_head,
    names_todays_card,
    task_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.importing.grid import Sheet
    from ntm_desktop.domain.importing.table import Columns

_DEEPEST_HEAD = 400
_MOST_TRIED = 25
_SHORTEST_RUN = 3
_WIDEST_HEAD = 500
_LONGEST_ORDINAL = 7
_LONGEST_LABEL = 120
# «(5)=(6)+(7)», «5 = 6 + 7» in a line of column numbers: the sum is no part of the number.
_SUM = re.compile(r"(?<=[\d)\]])\s*=[\s\d()\[\]+\-*/:%x,.]*$")
_NAME_HEAD = re.compile(r"(?:chủ|chu)\s*hộ?|tên|\bten\b", re.IGNORECASE)
_NAMES = frozenset({Field.HEAD, Field.NAME_GIVEN})
_WHOLE = re.compile(r"(tong( so| cong)?( khau| nguoi| nhan khau)?|ts|t so|cong|chung|so khau)")
_PERSONAL = (Field.BIRTH, Field.SEX, Field.MALE, Field.FEMALE, Field.PERSONAL_ID)
_OTHER_NAME = re.compile(r"(ho (va )?ten|ten) .*")
_SPLIT_NAME = (Field.NAME_FAMILY, Field.NAME_MIDDLE, Field.NAME_GIVEN)


@dataclass(frozen=True, slots=True)
class _Head:
    """Head lines tried together: the path of labels and the field of each column."""

    top: int
    bottom: int
    paths: Mapping[int, tuple[str, ...]]
    fields: Mapping[int, Field]
    tasks: Mapping[int, int]
    spread: frozenset[int]

    @property
    def worth(self) -> tuple[int, int]:
        """More fields are better, then more lines: what could be a part of the head is no household."""
        return len(set(self.fields.values())) + len(self.tasks), self.bottom - self.top


def find_tables(sheet: Sheet) -> tuple[Table, ...]:
    """Return the household tables whose heads are recognised, down the sheet and from left to right.

    A head that is only repeated begins no other table: what reads the table passes over it. () where there is none.
    """
    depth = range(min(len(sheet.rows), _DEEPEST_HEAD))
    anchors = itertools.islice((row for row in depth if _could_be_head(sheet, row)), _MOST_TRIED)
    latest = next((good for anchor in anchors if (good := _tables_under(sheet, anchor))), ())
    found = list(latest)
    for anchor in _heads_below(sheet, latest):
        under = _tables_under(sheet, anchor) if anchor > latest[0].bottom else ()
        if under and under[0].top > latest[0].bottom and not _same_columns(under, latest):
            found[-len(latest) :] = [replace(table, end=under[0].top) for table in latest]
            found += under
            latest = under
    return tuple(found)


def _tables_under(sheet: Sheet, anchor: int) -> tuple[Table, ...]:
    head = max(_windows(sheet, anchor), key=lambda tried: tried.worth)
    tables = tuple(_table(sheet, head, band) for band in _bands(sheet, head))
    return tuple(table for table in tables if _holds_names(sheet, table))


def _heads_below(sheet: Sheet, tables: tuple[Table, ...]) -> Iterable[int]:
    """Return the rows below the first tables that may be the heads of others: cheap, for sheets of any length."""
    start = tables[0].bottom + 1 if tables else len(sheet.rows)
    rows = (
        index
        for index in range(start, len(sheet.rows))
        if any(cell and isinstance(cell, str) and _NAME_HEAD.search(cell) for cell in sheet.rows[index])
    )
    return itertools.islice((index for index in rows if _is_surely_head(sheet, index)), _MOST_TRIED)


def _same_columns(tables: tuple[Table, ...], others: tuple[Table, ...]) -> bool:
    return [table.columns for table in tables] == [other.columns for other in others]


def table_at(sheet: Sheet, row: int, left: int = 0) -> Table:
    """Return the table under the head line that a person pointed at, 0-based, whatever is recognised in it.

    Where several stand side by side, it is the one that begins at column `left`, else the first.
    """
    head = max(_windows(sheet, row), key=lambda tried: tried.worth)
    bands = _bands(sheet, head)
    return _table(sheet, head, next((band for band in bands if band[0] == left), bands[0]))


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row's texts only number the columns: «1 2 3 4», «(1) (2) (3)», «A B 1 2»."""
    plain = [_SUM.sub("", text).strip("()[] ").upper() for text in texts]
    letters = [text for text in plain if text.isalpha()]
    rest = plain[len(letters) :]
    if len(plain) < _SHORTEST_RUN or letters != list("ABCDEF"[: len(letters)]):
        return False
    numbers = [int(text) for text in rest if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ORDINAL]
    return len(numbers) == len(rest) > 1 and numbers[0] in {1, 2} and _consecutive(numbers)


def _consecutive(numbers: Sequence[int]) -> bool:
    return all(later == earlier + 1 for earlier, later in itertools.pairwise(numbers))


def _could_be_head(sheet: Sheet, row: int) -> bool:
    found = {field_of(cell) for cell in sheet.rows[row] if isinstance(cell, str) and 0 < len(cell) < _LONGEST_LABEL}
    return bool(found & _NAMES) and len(found - {None}) > 1


def _is_surely_head(sheet: Sheet, row: int) -> bool:
    """Whether a row among households is a head: several fields, most cells known, none a number («Chủ hộ», «Nam»)."""
    texts = [text for cell in sheet.rows[row] if (text := text_of(cell))]
    known = [found for text in texts if (found := field_of(text))]
    plain = not any(text.strip(".)").isdigit() for text in texts)
    return plain and len(set(known)) >= _SHORTEST_RUN and 2 * len(known) >= len(texts) and bool(_NAMES & set(known))


def _windows(sheet: Sheet, anchor: int) -> Iterable[_Head]:
    """Try the anchor line alone, with the line above, and with one and two lines below."""
    above = anchor - 1
    tops = [anchor, above] if above >= 0 and _known_fields(sheet, above) else [anchor]
    for top in tops:
        yield _head(sheet, top, anchor)
        for bottom in range(anchor + 1, min(anchor + 3, len(sheet.rows))):
            if _names_somebody(sheet, anchor, bottom):
                break
            if not (_could_be_sub_head(sheet, bottom) or _parts_of_wide_heads(sheet, anchor, bottom)):
                break
            yield _head(sheet, top, bottom)


def _known_fields(sheet: Sheet, row: int) -> bool:
    texts = [cell for cell in sheet.rows[row] if isinstance(cell, str) and cell.strip()]
    known = {field_of(text) for text in texts} - {None, Field.VILLAGE}
    return len(texts) > 1 and (Field.ORDINAL in known or len(known) > 1)


def _names_somebody(sheet: Sheet, anchor: int, row: int) -> bool:
    """Whether a row has a text that is no head where the line above says that names stand."""
    return any(
        isinstance(label, str) and field_of(label) in _NAMES and text_of(cell) and field_of(text_of(cell)) is None
        for label, cell in zip(sheet.rows[anchor], sheet.rows[row], strict=False)
    )


def _parts_of_wide_heads(sheet: Sheet, anchor: int, row: int) -> bool:
    """Whether a row has words only below heads that are merged over several columns: «Kinh», «Khmer»."""
    wide = {
        column
        for merge in sheet.merges
        if merge.top <= anchor <= merge.bottom and merge.right > merge.left
        for column in range(merge.left, min(merge.right, _WIDEST_HEAD) + 1)
    }
    filled = {column: text for column, cell in enumerate(sheet.rows[row]) if (text := text_of(cell))}
    return len(filled) > 1 and filled.keys() <= wide and all(any(map(str.isalpha, text)) for text in filled.values())


def _could_be_sub_head(sheet: Sheet, row: int) -> bool:
    texts = [text for text in map(text_of, sheet.rows[row]) if text]
    if not texts or (is_column_numbers(texts) and len(texts) > 0.7 * len(sheet.rows[row])):
        return False
    numbers = [text for text in texts if task_number(text)]
    if len(numbers) >= _SHORTEST_RUN and _consecutive([task_number(text) or 0 for text in numbers]):
        return True
    if len(texts[0]) <= _LONGEST_ORDINAL and texts[0].strip(".)").isdigit():
        return False
    return any(field_of(text) or _WHOLE.fullmatch(label_of(text)) for text in texts)


def _head(sheet: Sheet, top: int, bottom: int) -> _Head:
    lines, spread = _lines(sheet, top, bottom)
    width = max(map(len, lines))
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        parts = [line[column] for line in lines if column < len(line) and line[column]]
        path = tuple(dict.fromkeys(parts))
        if path:
            paths[column] = path
    tasks = _tasks(paths)
    fields = {
        column: found for column, path in paths.items() if column not in tasks.values() and (found := _resolve(path))
    }
    return _Head(top, bottom, paths, fields, tasks, spread)


def _lines(sheet: Sheet, top: int, bottom: int) -> tuple[list[list[str]], frozenset[int]]:
    """Return the labels of the head lines with merged ones spread, and the columns that a last line's merge fills."""
    lines = [[text_of(cell) for cell in row] for row in sheet.rows[top : bottom + 1]]
    spread: set[int] = set()
    for merge in sheet.merges:
        if merge.top < top or merge.top > bottom:
            continue
        label = lines[merge.top - top][merge.left] if merge.left < len(lines[merge.top - top]) else ""
        for row in range(merge.top, min(merge.bottom, bottom) + 1):
            line = lines[row - top]
            for column in range(merge.left, min(merge.right, len(line) - 1) + 1):
                line[column] = line[column] or label
                if column > merge.left:
                    spread.add(column)
    _spread_unmerged(lines)
    return lines, frozenset(spread)


def _spread_unmerged(lines: list[list[str]]) -> None:
    """Let a label stand over blank cells at its right where the line below says parts of it (files without merges)."""
    for upper, lower in itertools.pairwise(lines):
        carried = ""
        for column, label in enumerate(upper):
            below = lower[column] if column < len(lower) else ""
            if label:
                carried = label
            elif below and carried and (_partial(below) or task_number(below)):
                upper[column] = carried
            else:
                carried = ""


def _partial(label: str) -> bool:
    found = field_of(label)
    partial = {Field.MALE, Field.FEMALE, *_SPLIT_NAME, Field.POOR, Field.NEAR_POOR}
    return found in partial or _WHOLE.fullmatch(label_of(label)) is not None


def _tasks(paths: Mapping[int, tuple[str, ...]]) -> dict[int, int]:
    """Return task number → column: a run 1, 2, 3 … of at least three numbered heads."""
    best: dict[int, int] = {}
    run: dict[int, int] = {}
    for column in sorted(paths):
        number = task_number(paths[column][-1])
        if number is None:
            continue
        if number == len(run) + 1:
            run[number] = column
        elif number == 1:
            run = {1: column}
        else:
            run = {}
        best = run if len(run) > len(best) else best
    return best if len(best) >= _SHORTEST_RUN else {}


def _resolve(path: tuple[str, ...]) -> Field | None:
    """Return what a column holds by its labels from top to bottom."""
    leaf = field_of(path[-1])
    if len(path) == 1:
        return leaf
    above = " ".join(path[:-1])
    if is_foreign(above):
        return None
    parent = next((found for label in reversed(path[:-1]) if (found := field_of(label))), None)
    return _under(parent, leaf, path) if parent else _joined(path, leaf)


def _under(parent: Field, leaf: Field | None, path: tuple[str, ...]) -> Field | None:
    last = label_of(path[-1])
    if parent is Field.MEMBERS:
        return Field.MEMBERS if _WHOLE.fullmatch(last) else None
    if parent is Field.BIRTH:
        return leaf if leaf in {Field.MALE, Field.FEMALE, Field.BIRTH} else None
    if parent is Field.POVERTY:
        return leaf if leaf in {Field.POOR, Field.NEAR_POOR, Field.POVERTY} else None
    return leaf or field_of(" ".join(path)) or (parent if parent in {Field.HEAD, Field.ADDRESS} else None)


def _joined(path: tuple[str, ...], leaf: Field | None) -> Field | None:
    if leaf in {Field.MALE, Field.FEMALE} and not _birth_or_sex(path):
        return None
    if leaf in _SPLIT_NAME and leaf is not Field.NAME_GIVEN:
        return leaf
    return field_of(" ".join(path[-2:])) or leaf


def _birth_or_sex(path: tuple[str, ...]) -> bool:
    above = label_of(" ".join(path[:-1]))
    return "gioi" in above or "chu ho" in above


def _bands(sheet: Sheet, head: _Head) -> list[tuple[int, int]]:
    """Return the column ranges of tables that stand side by side under one head; one range as a rule."""
    width = max(map(len, sheet.rows[head.top : head.bottom + 1]))
    names = [column for column, found in head.fields.items() if found is Field.HEAD and column not in head.spread]
    labels = {label_of(head.paths[column][-1]) for column in names}
    ordinals = [column for column, found in head.fields.items() if found is Field.ORDINAL]
    births = [column for column, found in head.fields.items() if found in {Field.BIRTH, Field.MALE}]
    if len(names) <= 1 or len(labels) > 1 or len(names) not in {len(ordinals), len(births)}:
        return [(0, width - 1)]
    starts = [0, *(ordinals if len(ordinals) == len(names) else names)[1:]]
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], width], strict=True)]


def _table(sheet: Sheet, head: _Head, band: tuple[int, int]) -> Table:
    left, right = band
    columns: Columns = {}
    for column, found in head.fields.items():
        if left <= column <= right:
            columns[found] = _better(columns.get(found, ()), column, head, found)
    _settle_names(columns, head)
    labels = {column: " ".join(path) for column, path in head.paths.items() if left <= column <= right}
    tasks = {number: column for number, column in head.tasks.items() if left <= column <= right}
    table = crossed(sheet, Table(left, right, head.top, head.bottom, columns, tasks, labels))
    columns = dict(table.columns)
    _settle_persons(columns, head)
    return settled(sheet, replace(table, columns=columns))


def _better(held: tuple[int, ...], column: int, head: _Head, found: Field) -> tuple[int, ...]:
    """Choose between two columns of one field: the first, but «chủ hộ» before any name; split ones together."""
    if not held:
        return (column,)
    if column in head.spread and found in {Field.HEAD, Field.ADDRESS} and head.paths[column] == head.paths[held[0]]:
        return (*held, column)
    if found is Field.ETHNIC_GROUP and column in head.spread and head.paths[column][0] == head.paths[held[0]][0]:
        return (*held, column)
    if found is Field.BIRTH and column == held[-1] + 1:  # «Ngày sinh» for some, «Năm sinh» beside it for others
        return (*held, column)
    stronger = _strong(head, column, found) > _strong(head, held[0], found)
    if found is Field.PERSONAL_ID:
        return (column, *held) if stronger else (*held, column)
    return (column,) if stronger else held


def _strong(head: _Head, column: int, found: Field) -> tuple[int, ...]:
    """Return how surely a column is the one meant: the head's name, today's card, the class of the latest review."""
    label = " ".join(head.paths[column])
    if found is Field.POVERTY:
        return lateness(label)
    if found is Field.VILLAGE:
        return (not names_a_small_part(label),)
    return (
        (found is Field.HEAD and names_the_head(label)) or (found is Field.PERSONAL_ID and names_todays_card(label)),
    )


def _settle_names(columns: Columns, head: _Head) -> None:
    """Make one name of its parts, and tell the members' name column from the head's."""
    parts = tuple(column for part in _SPLIT_NAME for column in columns.get(part, ()))
    for part in _SPLIT_NAME:
        columns.pop(part, None)
    last = columns.get(Field.HEAD, (-1,))[0]
    if parts and last == parts[-1] + 1 and names_only_the_given_name(" ".join(head.paths[last])):
        columns[Field.HEAD] = (*parts, last)
    elif parts and (Field.HEAD not in columns or len(parts) > 1):
        columns[Field.HEAD] = parts
    others = [
        column
        for column, found in head.fields.items()
        if found is Field.HEAD and column not in columns.get(Field.HEAD, ()) and column not in head.spread
    ]
    if Field.RELATION in columns and others and Field.MEMBER not in columns and len(columns[Field.HEAD]) == 1:
        columns[Field.MEMBER] = (others[0],)


def _settle_persons(columns: Columns, head: _Head) -> None:
    """Give up a birth year or card that stands behind another person's name, before the head's: it is that person's.

    «Họ tên hội viên | Năm sinh | Tên chủ hộ» says nothing about the head's age.
    """
    if Field.HEAD not in columns or columns.keys() & {Field.RELATION, Field.MEMBER, Field.HEAD_MARK}:
        return
    own = columns[Field.HEAD][0]
    others = [
        column
        for column, path in head.paths.items()
        if column < own and column not in columns[Field.HEAD] and _names_a_person(head, column, path)
    ]
    for which in _PERSONAL:
        strange = [column for column in columns.get(which, ()) if others and others[0] < column < own]
        if strange:
            later = tuple(column for column, found in head.fields.items() if found is which and column > own)
            columns.pop(which)
            columns.update({which: later[:1]} if later else {})


def _names_a_person(head: _Head, column: int, path: tuple[str, ...]) -> bool:
    """Whether a column holds some person's whole name, the head's or another's («Họ tên vợ»)."""
    found = head.fields.get(column)
    return found is Field.HEAD or (found is None and _OTHER_NAME.fullmatch(label_of(path[-1])) is not None)


def _holds_names(sheet: Sheet, table: Table) -> bool:
    names = table.columns.get(Field.HEAD)
    return names is not None and texts_share(sheet, table, names[0]) >= MOSTLY
