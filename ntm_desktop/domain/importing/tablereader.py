"""Go down one table, row by row, and take its households out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ntm_desktop.domain.importing.aside import gone_in, says_gone
from ntm_desktop.domain.importing.casing import person_name, without_phone, without_remark, without_year
from ntm_desktop.domain.importing.classify import Kind, classify, name_in
from ntm_desktop.domain.importing.drafts import Skipped
from ntm_desktop.domain.importing.grid import Cell, Row, Sheet, blank, problem, text_of
from ntm_desktop.domain.importing.reasons import Reason
from ntm_desktop.domain.importing.rowvalues import RowValues
from ntm_desktop.domain.importing.titles import MOST_LINES, nearest_title, poverty_of_title, poverty_over
from ntm_desktop.domain.importing.values import is_ditto, poverty
from ntm_desktop.domain.importing.values import phone as phone_of
from ntm_desktop.domain.importing.villages import (
    VillageName,
    begins_with_word,
    is_small,
    names_a_word,
    village_in_address,
    village_of,
    word_of_head,
)
from ntm_desktop.domain.importing.vocabulary import VILLAGE_WORDS, Field
from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ntm_desktop.domain.answers import Status
    from ntm_desktop.domain.households import HouseholdFields, Poverty
    from ntm_desktop.domain.importing.grid import Merge
    from ntm_desktop.domain.importing.table import Table

_PLAIN_NAME = re.compile(r"\s*([^\W\d_]+)(?:\s+[^\W\d_]+){1,6}\s*")
# fmt: off
_FIRST_WORDS = frozenset({
    "tổng", "cộng", "toàn", "trong", "lũy", "mang", "chuyển", "bình", "tỷ", "thon", "ap", "xom", "khu",
    "khom", "ban", "lang", "buon", "to", "doi",
    "hộ", "các", "diện",
})
# fmt: on
_NOT_NAMES = _FIRST_WORDS | {word.split(" ")[0] for word in VILLAGE_WORDS.values()}
_LONGEST_DITTO = 14
_ODD_NAME = re.compile(r"[\d@#$%^&*=<>{}\[\]|\\]")
_POVERTY_SECTION = re.compile(r"(\w{1,3}[.)/ ]+)?(ho|cac ho|dien|danh sach ho|nhom ho) .*ngheo.*")
# What a section line without a village's word is about, if not about a place.
_NO_PLACE = re.compile(
    r"(cac |nhung |so |danh sach )*(ho|gia dinh|dien|nhom|doi tuong|chua|da|dang ky|nguoi|ket qua|phan|muc|dot|nam|quy|"
    r"thang|khac|con lai|bo sung)\b"
)
_REPEATED = (Field.VILLAGE, Field.ADDRESS, Field.ETHNIC_GROUP, Field.POVERTY)
_OF_PEOPLE = frozenset({Field.RELATION, Field.MEMBER, Field.HEAD_MARK})
_REASONS = {
    Kind.MEMBER: Reason.MEMBER,
    Kind.SECTION: Reason.SECTION,
    Kind.SUBTOTAL: Reason.SUBTOTAL,
    Kind.HEAD: Reason.HEAD,
    Kind.COLUMN_NUMBERS: Reason.COLUMN_NUMBERS,
    Kind.SIGNATURE: Reason.SIGNATURE,
    Kind.NOTE: Reason.NOTE,
    Kind.NUMBER_ONLY: Reason.NUMBER_ONLY,
    Kind.NAMELESS: Reason.UNCLEAR,
    Kind.UNCLEAR: Reason.UNCLEAR,
}


class Taken(NamedTuple):
    """A household as its row says it; its village is spelled as in this row, still to be unified."""

    sheet: str
    row: int
    village: VillageName | None
    fields: HouseholdFields
    code: str
    answers: Mapping[str, Status]


@dataclass(slots=True)
class TableReader:
    """The state of going down a table: the section in force, the cells above for «nt», who is the last household."""

    sheet: Sheet
    table: Table
    village: VillageName | None = None
    taken: list[Taken] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _section: VillageName | None = None
    _poverty: Poverty | None = None
    _tail: bool = False
    _above: dict[int, Cell] = field(default_factory=dict)
    _members: int = 0
    _head_above: str = ""
    _word: str = ""
    _title: VillageName | None = None
    _asks_place: bool = False
    _code_above: str = ""
    _people: Counter[str] = field(default_factory=Counter)
    _gone: str = ""
    _told_gone: bool = False
    _last_gone: int = 0

    def read(self) -> None:
        """Read every row below the head, and note the errors of formulas among them."""
        self._title = self.village
        if not self.table.columns.keys() & {Field.POVERTY, Field.POOR, Field.NEAR_POOR}:
            self._poverty = poverty_of_title(self.sheet, self.table)
        rows = _with_merges(self.sheet, self.table)
        column = self.table.column(Field.VILLAGE)
        if column is None:
            column = self._place_column()
        self._word = "" if column is None else word_of_head(self.table.labels.get(column, ""))
        inside = _continuations(self.sheet, self.table)
        values = RowValues(self.sheet, self.table, self.problems)
        carried = self._sparse_village(rows)
        repeated = [column for which in _REPEATED for column in self.table.columns.get(which, ())]
        is_plain = self._plain_test()
        for index in range(self.table.bottom + 1, len(rows) if self.table.end is None else self.table.end):
            row = rows[index]
            kind = Kind.HOUSEHOLD if index not in inside and is_plain(row) else self._kind(rows, index, inside)
            if kind is Kind.HOUSEHOLD and self._gone:
                self._leave_gone(index, row)
            elif kind is Kind.HOUSEHOLD:
                self._take(index, self._without_dittos(row, repeated, carried), values)
            elif kind is not Kind.BLANK:
                self._leave(index, row, kind)
        self._count_members()
        self._count_by_code()
        self._give_word_of_head()
        self._report_formula_errors()

    def _place_column(self) -> int | None:
        """Return the address column whose head asks for the village («Địa chỉ (ấp)»), where no other one does."""
        column = self.table.column(Field.ADDRESS)
        self._asks_place = column is not None and names_a_word(self.table.labels.get(column, ""))
        return column if self._asks_place else None

    def _give_word_of_head(self) -> None:
        """Let the village column's head («Ấp») say the word where neither a cell nor another line of the name does."""
        word = self._word
        with_word = {one.village.key for one in self.taken if one.village and one.village.word}
        for index, one in enumerate(self.taken if word else ()):
            if one.village and not one.village.word and one.village.key not in with_word:
                self.taken[index] = one._replace(village=VillageName(word, one.village.name))

    def _plain_test(self) -> _PlainTest:
        names = self.table.columns[Field.HEAD]
        ordinal = self.table.column(Field.ORDINAL)
        of_people = self.table.heads_by is not None or self.table.heads_first
        simple = len(names) == 1 and not self.table.columns.keys() & _OF_PEOPLE and not of_people
        return _PlainTest(names[0], ordinal if ordinal is not None and simple else -1)

    def _kind(self, rows: tuple[Row, ...], index: int, inside: frozenset[int]) -> Kind:
        row = rows[index]
        kind = classify(row, self.table, tail=self._tail)
        if kind is Kind.HOUSEHOLD and (index in inside or self._same_head_again(row) or self._same_code_again(row)):
            return Kind.MEMBER
        if kind in {Kind.NAMELESS, Kind.UNCLEAR} and index in inside:
            return Kind.MEMBER
        if kind in {Kind.NOTE, Kind.UNCLEAR} and self._heads_a_list(rows, index):
            return Kind.SECTION
        return kind

    def _same_head_again(self, row: Row) -> bool:
        """Whether a list of members without relations names the household's head on each of its rows."""
        if Field.MEMBER not in self.table.columns or Field.RELATION in self.table.columns:
            return False
        head = fold(name_in(row, self.table.columns[Field.HEAD]))
        same = head == self._head_above
        self._head_above = head
        return same

    def _same_code_again(self, row: Row) -> bool:
        """Whether a row goes on with the household's code of the row above, in a list of people by their codes."""
        column = self.table.column(Field.CODE)
        if column is None or not self.table.heads_first:
            return False
        code = text_of(row[column])
        same = bool(code) and code == self._code_above
        self._code_above = code
        return same

    def _heads_a_list(self, rows: tuple[Row, ...], index: int) -> bool:
        """Whether a lone text stands right above number 1, as a village's line does."""
        ordinal = self.table.column(Field.ORDINAL)
        texts = [text for cell in rows[index] if (text := text_of(cell))]
        if ordinal is None or len(texts) != 1:
            return False
        below = next((row for row in rows[index + 1 :] if any(map(text_of, row))), ())
        return bool(below) and text_of(below[ordinal]).strip(".)").lstrip("0") == "1"

    def _sparse_village(self, rows: tuple[Row, ...]) -> int:
        """Return the village column where only the first household of each village fills it, else -1."""
        column = self.table.column(Field.VILLAGE)
        if column is None:
            return -1
        name = self.table.columns[Field.HEAD][0]
        named = [row for row in rows[self.table.bottom + 1 :] if row[name] != ""]
        filled = sum(not blank(row[column]) for row in named)
        return column if 0 < filled <= 0.5 * len(named) else -1

    def _without_dittos(self, row: Row, repeated: Iterable[int], carried: int) -> Row:
        """Return the row with «nt» replaced by what stands above, and a sparse village carried down."""
        for column in repeated:
            cell = row[column]
            if isinstance(cell, str) and (
                (len(cell) < _LONGEST_DITTO and is_ditto(cell.strip())) or (column == carried and not cell.strip())
            ):
                row = (*row[:column], self._above.get(column, ""), *row[column + 1 :])
            elif cell != "":
                self._above[column] = cell
        return row

    def _take(self, index: int, row: Row, values: RowValues) -> None:
        said, remark = without_remark(name_in(row, self.table.columns[Field.HEAD]))
        phone, year = "", None
        if not said[-1:].isalpha():
            said, phone = without_phone(said)
            said, year = without_year(said)
        name = person_name(said)
        if _ODD_NAME.search(name) or (" " not in name and "'" not in name):
            self._warn("sheets.name_unusual", index, Field.HEAD, name)
        self._count_members()
        self._tail = False
        fields, code, answers = values.of(index, row, name)
        if year and fields.birth_year is None:
            fields = replace(fields, birth_year=year)
        if phone and not fields.phone:
            fields = replace(fields, phone=phone_of(phone)[0])
        if remark:
            fields = replace(fields, note="; ".join(filter(None, (fields.note, remark))))
        village = self._village(index, row, fields.address)
        if self._poverty and fields.poverty is None:
            fields = replace(fields, poverty=self._poverty)
        self.taken.append(Taken(self.sheet.name, index + 1, village, fields, code, answers))

    def _village(self, index: int, row: Row, address: str) -> VillageName | None:
        """Return the row's village: of its column, else the section, the address, the title or the sheet."""
        column = self.table.column(Field.VILLAGE)
        if column is not None and (cell := row[column]) != "":
            said = village_of(cell if isinstance(cell, str) else text_of(cell))
            wider = self._section or self.village
            if said and not (wider and is_small(said, self._word) and not is_small(wider)):
                return said
        if self._section:
            return self._section
        village = (village_in_address(address) if address else None) or self.village
        if village is None and self._asks_place and "," not in address:
            village = village_of(address) if address else None
        if village is None:
            self._warn("sheets.village_missing", index, Field.VILLAGE, "")
        return village

    def _leave(self, index: int, row: Row, kind: Kind) -> None:
        """List a row that is no household, and draw from it what it says about the rows below."""
        text = " | ".join(said for cell in row[self.table.left : self.table.right + 1] if (said := text_of(cell)))
        self.skipped.append(Skipped(self.sheet.name, index + 1, _REASONS[kind], text[:200]))
        if kind is Kind.SECTION:
            self._begin_section(row)
        elif kind is Kind.HEAD:
            self._begin_page(index)
        elif kind is Kind.MEMBER:
            self._add_member(row)
        elif kind is Kind.SIGNATURE:
            self._tail = True
        elif kind is Kind.NAMELESS:
            self._refuse("sheets.name_missing", index, text)
        elif kind is Kind.UNCLEAR:
            self._refuse("sheets.row_unclear", index, text)

    def _leave_gone(self, index: int, row: Row) -> None:
        """List a household of a part that says that they moved away or died, and tell it once a part."""
        text = " | ".join(said for cell in row[self.table.left : self.table.right + 1] if (said := text_of(cell)))
        self.skipped.append(Skipped(self.sheet.name, index + 1, Reason.GONE, text[:200]))
        if not self._told_gone:
            self._told_gone = True
            place = Place(sheet=self.sheet.name, row=index + 1)
            self.problems.append(Problem("sheets.gone_left_out", place, self._gone, severity=Severity.WARNING))

    def _begin_page(self, index: int) -> None:
        """Take the village and class of a title over a repeated head, where they are others than the first title's."""
        last = self.taken[-1].row if self.taken else index
        over = self.sheet.rows[max(last, index - MOST_LINES) : index]
        said = poverty_over(over)
        if said and self._poverty:
            self._poverty = said
        self._begin_part(gone_in(over) or ("" if said else self._gone))
        village = nearest_title(self.sheet, last, index)
        if village and village != self._title:
            self._section = village
            self._tail = False
        self._title = village or self._title

    def _begin_part(self, gone: str) -> None:
        """Note whether what follows is about people who moved away or died."""
        if gone != self._gone:
            self._gone, self._told_gone = gone, False

    def _begin_section(self, row: Row) -> None:
        self._tail = False
        texts = [text for cell in row[self.table.left : self.table.right + 1] if (text := text_of(cell))]
        named = next((text for text in texts if begins_with_word(text)), None)
        said = named or max(texts, key=len)
        self._begin_part(said if says_gone(said) else "")
        if named is None and _POVERTY_SECTION.fullmatch(fold(said)):
            self._poverty = poverty(said)[0]
            return
        if named is None and (_NO_PLACE.match(fold(said)) or (self.village and self.village.word)):
            self._poverty = None
            return
        village = village_of(said)
        wider = self._section if self._section and not is_small(self._section) else self.village
        if village and not (is_small(village) and wider):
            self._section = village

    def _count_members(self) -> None:
        """Give the last household the number of its rows, in a list of members that has no column for it."""
        if self._members and self.taken and self.taken[-1].fields.members is None:
            last = self.taken[-1]
            self.taken[-1] = last._replace(fields=replace(last.fields, members=self._members + 1))
        self._members = 0

    def _add_member(self, row: Row) -> None:
        """Count a member: of the code that his row has in a list with relations, else of the household above."""
        column = self.table.column(Field.CODE)
        code = "" if column is None or Field.RELATION not in self.table.columns else text_of(row[column])
        if code:
            self._people[code] += 1
        else:
            self._members += 1

    def _count_by_code(self) -> None:
        """Give each household the number of rows with its code, where people and their heads are apart."""
        for index, one in enumerate(self.taken if self._people else ()):
            if one.fields.members is None and one.code in self._people:
                fields = replace(one.fields, members=self._people[one.code] + 1)
                self.taken[index] = one._replace(fields=fields)

    def _report_formula_errors(self) -> None:
        used = {column for columns in self.table.columns.values() for column in columns} | set(
            self.table.tasks.values()
        )
        for (row, column), text in sorted(self.sheet.errors.items()):
            if row > self.table.bottom and (self.table.end is None or row < self.table.end) and column in used:
                self.problems.append(problem("sheets.formula_error", self.sheet.name, row, column, found=text))

    def _warn(self, code: str, index: int, which: Field, found: str) -> None:
        self.problems.append(problem(code, self.sheet.name, index, self.table.column(which), found=found))

    def _refuse(self, code: str, index: int, found: str) -> None:
        column = self.table.column(Field.HEAD)
        self.problems.append(problem(code, self.sheet.name, index, column, found=found, severity=Severity.ERROR))


@dataclass(frozen=True, slots=True)
class _PlainTest:
    """The quick test that most rows pass: a number, and a name of plain words that begins like no other line."""

    name: int
    ordinal: int

    def __call__(self, row: Row) -> bool:
        """Whether the row is surely a household."""
        if self.ordinal < 0 or not isinstance(row[self.ordinal], int | float):
            return False
        name = row[self.name]
        match = _PLAIN_NAME.fullmatch(name) if isinstance(name, str) else None
        return match is not None and match.group(1).casefold() not in _NOT_NAMES


def _with_merges(sheet: Sheet, table: Table) -> tuple[Row, ...]:
    """Return the rows, all as wide as the table, with cells merged downwards filled in village and the like."""
    width = table.right + 1
    rows = [row if len(row) >= width else row + ("",) * (width - len(row)) for row in sheet.rows]
    down = {column for which in _REPEATED for column in table.columns.get(which, ())}
    for merge in _downward(sheet, down, table):
        for index in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
            row = rows[index]
            rows[index] = (*row[: merge.left], rows[merge.top][merge.left], *row[merge.left + 1 :])
    return tuple(rows)


def _continuations(sheet: Sheet, table: Table) -> frozenset[int]:
    """Return the rows that are inside a household's merged number or name, below its first row."""
    ordinal = table.column(Field.ORDINAL)
    columns = {table.columns[Field.HEAD][0]} | ({ordinal} if ordinal is not None else set())
    return frozenset(
        index
        for merge in _downward(sheet, columns, table)
        if merge.left == merge.right
        for index in range(merge.top + 1, min(merge.bottom + 1, len(sheet.rows)))
    )


def _downward(sheet: Sheet, columns: set[int], table: Table) -> Iterator[Merge]:
    """Return the merges of several rows that begin in these columns, below the head.

    Merges can't overlap in a sound file: what goes on beyond every cell of the columns is not worth an endless loop.
    """
    budget = len(sheet.rows) * len(columns)
    for merge in sheet.merges:
        if merge.left in columns and len(sheet.rows) > merge.top > table.bottom and merge.bottom > merge.top:
            budget -= merge.bottom - merge.top
            if budget < 0:
                return
            yield merge
