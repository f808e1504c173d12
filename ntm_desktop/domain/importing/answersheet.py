"""A task sheet filled in elsewhere, ours or made by hand, back into answers. Nothing of it is applied here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import Sheet, Workbook, column_letter, text_of
from ntm_desktop.domain.importing.tablereader import TableReader
from ntm_desktop.domain.importing.tables import find_tables
from ntm_desktop.domain.importing.villages import VillageName, village_in_line, village_of, village_of_sheet
from ntm_desktop.domain.importing.vocabulary import Field, label_of
from ntm_desktop.domain.pasting import parse_status
from ntm_desktop.domain.problems import Place, Problem, Severity, errors_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ntm_desktop.domain.answers import Status
    from ntm_desktop.domain.importing.drafts import Skipped
    from ntm_desktop.domain.importing.table import Table
    from ntm_desktop.domain.importing.tablereader import Taken
    from ntm_desktop.errors import Fact

HIDDEN_SHEET = "_ntm"
"""The sheet of our own exports: rows of key and value (`kind` = `answers`, `year`, `task_set`, `village`)."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One household's line: by code, or by name, birth year and village. A status is None where not understood."""

    sheet: str
    row: int
    code: str
    head: str
    birth_year: int | None
    village: str
    statuses: Mapping[str, Status | None]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """Which sheets hold answers, the columns of the tasks by code, and what our own export says of itself."""

    source: str
    facts: Mapping[str, str]
    tables: tuple[tuple[str, Table, Mapping[str, int]], ...]

    @property
    def ours(self) -> bool:
        """Whether the file is one of our own exports."""
        return self.facts.get("kind") == "answers"

    @property
    def year(self) -> int | None:
        """The year that the file says it is for."""
        year = self.facts.get("year", "")
        return int(year) if year.isascii() and year.isdigit() and len(year) == len("2024") else None

    @property
    def task_set(self) -> str:
        """The key of the task set's edition that the file says it is for."""
        return self.facts.get("task_set", "")


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answers of a file, whole. Where `problems` holds an ERROR, nothing of it may be applied."""

    source: str
    rows: tuple[AnswerRow, ...]
    year: int | None = None
    task_set: str = ""
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()


def propose_answers(workbook: Workbook, task_codes: Sequence[str]) -> AnswerProposal:
    """Return where in the workbook the answers to `task_codes` stand."""
    tables = [
        (sheet.name, table, columns)
        for sheet in workbook.sheets
        if not sheet.hidden and sheet.name != HIDDEN_SHEET
        for table in find_tables(sheet)
        if (columns := _task_columns(table, task_codes))
    ]
    return AnswerProposal(workbook.name, _facts(workbook), tuple(tables))


def interpret_answers(
    workbook: Workbook, task_codes: Sequence[str], proposal: AnswerProposal | None = None
) -> AnswerDraft:
    """Return every line of answers with all problems at once."""
    found = proposal or propose_answers(workbook, task_codes)
    rows: list[AnswerRow] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = list(_file_problems(found))
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for name, table, columns in found.tables:
        sheet = sheets[name]
        problems += _missing_columns(name, table, columns, task_codes)
        reader = TableReader(sheet, replace(table, tasks={}), _village(sheet, table.top, found))
        reader.read()
        skipped += reader.skipped
        problems += errors_of(reader.problems)
        for taken in reader.taken:
            row, faults = _answer_row(taken, sheet, table, columns)
            rows.append(row)
            problems += faults
    problems += _twice(rows)
    return AnswerDraft(workbook.name, tuple(rows), found.year, found.task_set, tuple(skipped), tuple(problems))


def _facts(workbook: Workbook) -> Mapping[str, str]:
    hidden = next((sheet for sheet in workbook.sheets if sheet.name == HIDDEN_SHEET), None)
    rows = hidden.rows if hidden else ()
    return {text_of(row[0]): text_of(row[1]) for row in rows if len(row) > 1}


def _task_columns(table: Table, task_codes: Sequence[str]) -> Mapping[str, int]:
    """Return task code → column: by a head that is or begins with the code, else by the running number."""
    by_label = {
        code: column
        for code in task_codes
        for column, label in table.labels.items()
        if column not in _known(table) and label_of(code) == label_of(label).split(" ")[-1 if code.isdigit() else 0]
    }
    by_number = {code: table.tasks[number] for number, code in enumerate(task_codes, start=1) if number in table.tasks}
    return by_number if len(by_number) >= len(by_label) else by_label


def _known(table: Table) -> set[int]:
    return {column for columns in table.columns.values() for column in columns}


def _file_problems(found: AnswerProposal) -> Iterable[Problem]:
    place = Place(source=found.source)
    kind = found.facts.get("kind", "answers")
    if kind != "answers":
        yield Problem("sheets.wrong_kind", place, kind, "answers")
    elif not found.tables:
        yield Problem("sheets.no_answer_table", place)


def _missing_columns(
    sheet: str, table: Table, columns: Mapping[str, int], task_codes: Sequence[str]
) -> Iterable[Problem]:
    for code in task_codes:
        if code not in columns:
            place = Place(sheet=sheet, row=table.bottom + 1)
            yield Problem("sheets.task_column_missing", place, expected=code, severity=Severity.WARNING)


def _village(sheet: Sheet, top: int, found: AnswerProposal) -> VillageName | None:
    """Return the village of the whole sheet: as our export says, or a title line, or the tab."""
    if said := found.facts.get("village"):
        return village_of(said)
    titles = (village_in_line(cell) for row in sheet.rows[:top] for cell in row if isinstance(cell, str))
    return next((title for title in titles if title), None) or village_of_sheet(sheet.name, alone=True)


def _answer_row(
    taken: Taken, sheet: Sheet, table: Table, columns: Mapping[str, int]
) -> tuple[AnswerRow, list[Problem]]:
    cells = sheet.rows[taken.row - 1]
    faults: list[Problem] = []
    statuses: dict[str, Status | None] = {}
    for code, column in columns.items():
        text = text_of(cells[column]) if column < len(cells) else ""
        error = sheet.errors.get((taken.row - 1, column), "")
        statuses[code] = None if error else parse_status(text)
        if statuses[code] is None:
            place = Place(source="", sheet=sheet.name, row=taken.row, column=column_letter(column))
            faults.append(Problem("sheets.status_unknown", place, (error or text)[:80]))
    remark = table.column(Field.REMARK)
    note = text_of(cells[remark]) if remark is not None and remark < len(cells) else taken.fields.note
    village = taken.village.title if taken.village else ""
    fields = taken.fields
    row = AnswerRow(sheet.name, taken.row, taken.code, fields.head, fields.birth_year, village, statuses, note)
    return row, faults


def _twice(rows: Iterable[AnswerRow]) -> Iterable[Problem]:
    """Report households that have two lines: which of them holds is not for us to choose."""
    first: dict[str, AnswerRow] = {}
    for row in rows:
        other = first.setdefault(row.code, row) if row.code else row
        if other is not row:
            facts: dict[str, Fact] = {"first_row": other.row, "first_sheet": other.sheet}
            yield Problem("sheets.answered_twice", Place(sheet=row.sheet, row=row.row), row.code, facts=facts)
