"""The values of one household's row, each column by its own reader, doubts noted with their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.households import HouseholdFields, Poverty, Sex
from ntm_desktop.domain.importing import values as v
from ntm_desktop.domain.importing.casing import place_name
from ntm_desktop.domain.importing.grid import Cell, Row, Sheet, problem, text_of
from ntm_desktop.domain.importing.vocabulary import Field
from ntm_desktop.domain.pasting import parse_status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ntm_desktop.domain.importing.tables import Table
    from ntm_desktop.domain.problems import Problem

Values = tuple[HouseholdFields, str, "Mapping[str, Status]"]
T = TypeVar("T")
_NO_ANSWERS: Mapping[str, Status] = {}


class RowValues:
    """Reads rows of one table; `problems` is where the doubts go."""

    def __init__(self, sheet: Sheet, table: Table, problems: list[Problem]) -> None:
        """Look up once where the table's columns are."""
        self._sheet = sheet
        self._table = table
        self._problems = problems
        self._at = {which: table.column(which) for which in Field}
        self._ticked = {which for which in (Field.POOR, Field.NEAR_POOR) if which in table.columns}

    def of(self, index: int, row: Row, name: str) -> Values:
        """Return the fields, code and answers of the row with this 0-based index."""
        year, sex = self._birth_and_sex(index, row)
        fields = HouseholdFields(
            name,
            year,
            sex,
            self._ethnic_group(row),
            self._poverty(index, row),
            self._read(Field.MEMBERS, v.members, index, row, None),
            self._address(row),
            self._read(Field.PHONE, v.phone, index, row, ""),
            self._read(Field.PERSONAL_ID, v.personal_id, index, row, ""),
            self._text(Field.NOTE, row),
        )
        answers = self._answers(index, row) if self._table.tasks else _NO_ANSWERS
        return fields, self._text(Field.CODE, row), answers

    def _cell(self, which: Field, row: Row) -> Cell:
        column = self._at[which]
        return "" if column is None else row[column]

    def _text(self, which: Field, row: Row) -> str:
        cell = self._cell(which, row)
        return text_of(cell) if cell != "" else ""

    def _read(self, which: Field, reader: Callable[[Cell], tuple[T, str]], index: int, row: Row, default: T) -> T:
        column = self._at[which]
        if column is None or row[column] == "":
            return default
        value, doubt = reader(row[column])
        if doubt:
            self._doubt(doubt, index, column, row[column])
        return value

    def _birth_and_sex(self, index: int, row: Row) -> tuple[int | None, Sex | None]:
        """Read year and sex; a year, or a cross, in a column for men or women says both."""
        year = self._read(Field.BIRTH, v.birth_year, index, row, None)
        sex = self._read(Field.SEX, v.sex, index, row, None)
        for which, meant in ((Field.MALE, Sex.MALE), (Field.FEMALE, Sex.FEMALE)):
            cell = self._cell(which, row)
            if cell == "":
                continue
            if v.mark(cell) is None:
                year = self._read(which, v.birth_year, index, row, None) or year
            if v.mark(cell) is not False:
                sex = sex or meant
        if sex is None and self._at[Field.FEMALE] is not None and self._at[Field.MALE] is None:
            sex = Sex.MALE
        return year, sex

    def _ethnic_group(self, row: Row) -> str:
        return place_name(self._text(Field.ETHNIC_GROUP, row))

    def _address(self, row: Row) -> str:
        columns = self._table.columns.get(Field.ADDRESS, ())
        return ", ".join(text for column in columns if row[column] != "" and (text := text_of(row[column])))

    def _poverty(self, index: int, row: Row) -> Poverty | None:
        """Read the class from words, or from crosses in columns for poor and near-poor households."""
        found = self._read(Field.POVERTY, v.poverty, index, row, None)
        for which, meant in ((Field.NEAR_POOR, Poverty.NEAR_POOR), (Field.POOR, Poverty.POOR)):
            cell = self._cell(which, row)
            if cell == "":
                continue
            ticked = v.mark(cell)
            if ticked is None:
                found = self._read(which, v.poverty, index, row, None) or found
            elif ticked:
                found = meant
        # Where both classes have a column, no cross in either says that the household is neither.
        return Poverty.NOT_POOR if found is None and len(self._ticked) > 1 else found

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
