"""The values of one household's row, each column by its own reader, doubts noted with their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.households import HouseholdFields, Poverty, Sex
from ntm_desktop.domain.importing import values as v
from ntm_desktop.domain.importing.casing import place_name
from ntm_desktop.domain.importing.grid import Cell, problem, text_of
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.domain.pasting import parse_status
from ntm_desktop.domain.text import clean

if TYPE_CHECKING:
    from ntm_desktop.domain.importing.grid import Row, Sheet
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.domain.problems import Problem

T = TypeVar("T")
Values = tuple[HouseholdFields, str, Mapping[str, Status]]
_NO_ANSWERS: Mapping[str, Status] = {}

# Where each field stands in HouseholdFields, and who reads it.
_YEAR, _SEX, _POVERTY = 1, 2, 4
_READERS: Mapping[Field, tuple[int, Callable[[Cell], tuple[object, str]]]] = {
    Field.BIRTH: (_YEAR, v.birth_year),
    Field.SEX: (_SEX, v.sex),
    Field.ETHNIC_GROUP: (3, v.ethnic_group),
    Field.POVERTY: (_POVERTY, v.poverty),
    Field.MEMBERS: (5, v.members),
    Field.ADDRESS: (6, v.text),
    Field.PHONE: (7, v.phone),
    Field.PERSONAL_ID: (8, v.personal_id),
    Field.NOTE: (9, v.text),
    Field.CODE: (10, v.code),
}
_ID_DIGITS = 12
_GROUP_HEAD = re.compile(r"^.*dân tộc\W*", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"(?<![\w])(\d)\s*[:=.\-–]\s*([^\W\d_][^\d:;=,()]{1,30})")
_WORD_FIRST = re.compile(r"([^\W\d_][^\d:;=,()]{1,30}?)\s*[:=]\s*(\d)(?!\w)")
_NOTHING = (None, None, "", None, None, "", "", "", "", "")


def _group(label: str) -> str:
    """Return the ethnic group that a column to be crossed is for: «Dân tộc Khmer», «Khmer»."""
    return place_name(_GROUP_HEAD.sub("", clean(label)))


def _meanings(table: Table) -> dict[tuple[int, str], str]:
    """Return what the numbers in a column mean where its head says it: «Phân loại (1: Hộ nghèo; 2: Hộ cận nghèo)»."""
    found = {}
    for which in (Field.POVERTY, Field.SEX):
        column = table.column(which)
        label = "" if column is None else clean(table.labels.get(column, ""))
        for number, word in (*_NUMBER_FIRST.findall(label), *((n, word) for word, n in _WORD_FIRST.findall(label))):
            found[column or 0, number] = word.strip()
    return found


class RowValues:
    """Reads rows of one table; `problems` is where the doubts go."""

    def __init__(self, sheet: Sheet, table: Table, problems: list[Problem]) -> None:
        """Look up once where the table's columns are."""
        self._sheet = sheet
        self._table = table
        self._problems = problems
        self._ids = table.columns.get(Field.PERSONAL_ID, ())
        self._readers = [
            (column, position, reader)
            for which, (position, reader) in _READERS.items()
            if (column := table.column(which)) is not None and not (which is Field.PERSONAL_ID and len(self._ids) > 1)
        ]
        self._births = table.columns.get(Field.BIRTH, ())[1:]
        self._meanings = _meanings(table)
        ethnic = table.columns.get(Field.ETHNIC_GROUP, ())
        self._groups = [(column, _group(table.labels.get(column, ""))) for column in ethnic if len(ethnic) > 1]
        self._address = table.columns.get(Field.ADDRESS, ())
        self._by_sex = self._present((Field.MALE, Sex.MALE), (Field.FEMALE, Sex.FEMALE))
        self._by_class = self._present((Field.NEAR_POOR, Poverty.NEAR_POOR), (Field.POOR, Poverty.POOR))

    def of(self, index: int, row: Row, name: str) -> Values:
        """Return the fields, code and answers of the row with this 0-based index."""
        found: list[Any] = [name, *_NOTHING]
        for column, position, reader in self._readers:
            cell = row[column]
            if cell != "":
                meant = self._meanings.get((column, text_of(cell))) if self._meanings else None
                found[position], doubt = reader(cell if meant is None else meant)
                if doubt:
                    self._doubt(doubt, index, column, cell)
        if len(self._ids) > 1:
            self._one_id(index, row, found)
        if self._births and found[_YEAR] is None:
            found[_YEAR] = next((year for column in self._births if (year := v.birth_year(row[column])[0])), None)
        if self._groups:
            found[3] = next((group for column, group in self._groups if v.mark(row[column])), "")
        if self._by_sex:
            self._birth_and_sex(index, row, found)
        if self._by_class:
            self._class(index, row, found)
        if len(self._address) > 1:
            found[6] = ", ".join(text for column in self._address if (text := text_of(row[column])))
        answers = self._answers(index, row) if self._table.tasks else _NO_ANSWERS
        return HouseholdFields(*found[:10]), found[10], answers

    def _present(self, *wanted: tuple[Field, T]) -> list[tuple[int, T]]:
        return [(column, meant) for which, meant in wanted if (column := self._table.column(which)) is not None]

    def _one_id(self, index: int, row: Row, found: list[Any]) -> None:
        """Of several columns of IDs take the first with one of today's (12 digits), else the first that says any."""
        said = [(column, *v.personal_id(row[column])) for column in self._ids if text_of(row[column])]
        column, found[8], doubt = min(said, key=lambda one: len(one[1]) != _ID_DIGITS, default=(-1, "", ""))
        if doubt:
            self._doubt(doubt, index, column, row[column])

    def _birth_and_sex(self, index: int, row: Row, found: list[Any]) -> None:
        """Read columns for men and women: a year there, or a cross, says the sex too."""
        for column, meant in self._by_sex:
            cell = row[column]
            if cell == "":
                continue
            ticked = v.mark(cell)
            if ticked is None:
                year, doubt = v.birth_year(cell)
                found[_YEAR] = year or found[_YEAR]
                if doubt:
                    self._doubt(doubt, index, column, cell)
            if ticked is not False:
                found[_SEX] = found[_SEX] or meant
        if found[_SEX] is None and [meant for _, meant in self._by_sex] == [Sex.FEMALE]:
            found[_SEX] = Sex.MALE

    def _class(self, index: int, row: Row, found: list[Any]) -> None:
        """Read crosses, or words, in columns for poor and near-poor households."""
        for column, meant in self._by_class:
            cell = row[column]
            if cell == "":
                continue
            ticked = v.mark(cell)
            if ticked is None:
                said, doubt = v.poverty(cell)
                found[_POVERTY] = said or found[_POVERTY]
                if doubt:
                    self._doubt(doubt, index, column, cell)
            elif ticked:
                found[_POVERTY] = meant
        # Where both classes have a column, no cross in either says that the household is neither.
        if found[_POVERTY] is None and len(self._by_class) > 1:
            found[_POVERTY] = Poverty.NOT_POOR

    def _answers(self, index: int, row: Row) -> Mapping[str, Status]:
        answers: dict[str, Status] = {}
        for number, column in self._table.tasks.items():
            text = text_of(row[column]) if column < len(row) else ""
            status = parse_status(text)
            if status is None:
                self._doubt("sheets.status_unknown", index, column, text)
            elif status is not Status.NOT_ASSESSED:
                answers[str(number)] = status
        return answers

    def _doubt(self, code: str, index: int, column: int, found: Cell) -> None:
        self._problems.append(problem(code, self._sheet.name, index, column, found=found))
