"""Spreadsheets kept as XML: «XML Spreadsheet 2003», OpenDocument (packed or flat); read once, no DTD, no entities."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from ntm_desktop.domain.importing.grid import LAST_COLUMN
from ntm_desktop.sheets import limits
from ntm_desktop.sheets.gathering import Budget, Gathered, TooWideError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ntm_desktop.domain.importing.grid import Cell, Sheet

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = f"{_ODF}table:1.0 ", f"{_ODF}office:1.0 ", f"{_ODF}text:1.0 ", f"{_ODF}style:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
PIECE = 1 << 20
_MOST_SPACES, _DEEPEST, _DAY = 100, 200, len("1957-03-12")


class UnsafeMarkupError(ValueError):
    """A document with declarations of its own, which no spreadsheet program writes."""


class _Book(Protocol):
    sheets: list[Gathered]

    def begin(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def say(self, text: str) -> None: ...


def read_2003(pieces: Iterable[bytes]) -> list[Sheet]:
    """Return the sheets of «XML Spreadsheet 2003»; ValueError or ExpatError where it is damaged or unsafe."""
    return _parsed(_Book2003(), pieces)


def read_open_document(pieces: Iterable[bytes]) -> list[Sheet]:
    """Return the sheets of an OpenDocument's content; ValueError or ExpatError where it is damaged or unsafe."""
    return _parsed(_OpenDocument(), pieces)


def _parsed(book: _Book, pieces: Iterable[bytes]) -> list[Sheet]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST or len(book.sheets) > limits.MAX_SHEETS:
            raise UnsafeMarkupError
        book.begin(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        book.end(name)

    def refuse(*_what: object) -> None:
        raise UnsafeMarkupError

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, book.say
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    for piece in pieces:
        # A tag longer than a whole piece would be looked through again and again from its beginning.
        if len(piece) >= PIECE and b">" not in piece:
            raise UnsafeMarkupError
        parser.Parse(piece, False)  # noqa: FBT003 - its only form
    parser.Parse(b"", True)  # noqa: FBT003 - its only form
    return [sheet.made() for sheet in book.sheets]


def _count(attributes: Mapping[str, str], name: str, *, least: int = 1) -> int:
    """Return a count or place that an element says; what is no number, or none of ours, is the least."""
    said = attributes.get(name, "")
    return max(least, int(said)) if said.isascii() and said.isdigit() and len(said) < len("10000000") else least


def _number(said: str) -> Cell:
    try:
        number = float(said)
    except ValueError:
        return said
    return number if abs(number) < 10**15 else said


def _day(said: str) -> Cell:
    try:
        return date.fromisoformat(said[:_DAY])
    except ValueError:
        return said


def _value_of_2003(kind: str, text: str) -> Cell:
    match kind:
        case "Number":
            return _number(text)
        case "DateTime":
            return _day(text)
        case "Boolean":
            return text == "1"
        case _:
            return text


class _Book2003:
    """Takes in elements of «XML Spreadsheet 2003»."""

    def __init__(self) -> None:
        self.sheets: list[Gathered] = []
        self._budget = Budget()
        self._kind = ""
        self._cell: tuple[int, int] | None = None
        self._inside = self._comment = self._visible = False
        self._text: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_SS}Worksheet":
            self.sheets.append(Gathered(attributes.get(f"{_SS}Name", ""), self._budget))
        elif name.endswith((" Visible", "Visible")):
            self._visible, self._text = True, []
        elif not self.sheets:
            return
        elif name == f"{_SS}Row":
            self.sheets[-1].go_to_row(_count(attributes, f"{_SS}Index", least=self.sheets[-1].row + 1) - 1)
        elif name == f"{_SS}Cell":
            self._begin_cell(attributes)
        elif name == f"{_SS}Comment":
            self._comment = True
        elif name == f"{_SS}Data" and not self._comment:
            self._inside, self._kind, self._text = True, attributes.get(f"{_SS}Type", ""), []

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        sheet = self.sheets[-1]
        sheet.column = _count(attributes, f"{_SS}Index", least=sheet.column + 1) - 1
        self._cell = (
            _count(attributes, f"{_SS}MergeAcross", least=0) + 1,
            _count(attributes, f"{_SS}MergeDown", least=0) + 1,
        )
        self._kind, self._text = "", []

    def end(self, name: str) -> None:
        if name.endswith("Visible") and self._visible:
            self._visible = False
            if self.sheets and "".join(self._text).strip() in {"SheetHidden", "SheetVeryHidden"}:
                self.sheets[-1].hidden = True
        elif not self.sheets:
            return
        elif name == f"{_SS}Data":
            self._inside = False
        elif name == f"{_SS}Comment":
            self._comment = False
        elif name == f"{_SS}Cell" and self._cell:
            self._end_cell(self.sheets[-1], *self._cell)
        elif name == f"{_SS}Row":
            self.sheets[-1].end_row()

    def _end_cell(self, sheet: Gathered, across: int, down: int) -> None:
        text, self._cell = "".join(self._text), None
        if self._kind == "Error":
            sheet.fail(text)
        else:
            sheet.put(_value_of_2003(self._kind, text) if text else "", across=across, down=down)

    def say(self, text: str) -> None:
        if self._inside or self._visible:
            self._text.append(text)


class _OpenDocument:
    """Takes in elements of an OpenDocument's content."""

    def __init__(self) -> None:
        self.sheets: list[Gathered] = []
        self._budget = Budget()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._attributes: Mapping[str, str] = {}
        self._cell = self._paragraph = False
        self._note = self._nested = 0
        self._times = 1
        self._text: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_OFFICE}annotation":
            self._note += 1
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)
        elif name == f"{_TABLE}table":
            self._begin_table(attributes)
        elif self.sheets and not self._nested:
            self._begin_in_table(name, attributes)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        if self._cell:
            self._nested += 1
            return
        hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden_styles
        self.sheets.append(Gathered(attributes.get(f"{_TABLE}name", ""), self._budget, hidden))

    def _begin_in_table(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_TABLE}table-row":
            self._times = _count(attributes, f"{_TABLE}number-rows-repeated")
        elif name in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            self._cell, self._attributes, self._text = True, attributes, []
        elif self._note:
            return
        elif name == f"{_TEXT}p":
            self._paragraph = True
            self._text += ["\n"] if self._text else []
        elif name == f"{_TEXT}s":
            self._text.append(" " * min(_count(attributes, f"{_TEXT}c"), _MOST_SPACES))
        elif name in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            self._text.append(" ")

    def end(self, name: str) -> None:
        if name == f"{_OFFICE}annotation":
            self._note -= 1
        elif name == f"{_TABLE}table":
            self._nested = max(0, self._nested - 1)
        elif not self.sheets or self._nested:
            return
        elif name == f"{_TEXT}p":
            self._paragraph = False
        elif name in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"} and self._cell:
            self._end_cell(self.sheets[-1])
        elif name == f"{_TABLE}table-row":
            self.sheets[-1].end_row(self._times)

    def _end_cell(self, sheet: Gathered) -> None:
        said, self._cell = self._attributes, False
        text = "".join(self._text)
        times = _count(said, f"{_TABLE}number-columns-repeated")
        if said.get(f"{_CALC}value-type") == "error":
            sheet.fail(text)
            return
        across, down = (_count(said, f"{_TABLE}number-{which}-spanned") for which in ("columns", "rows"))
        value = self._value(said, text)
        if value != "" and times > LAST_COLUMN:
            raise TooWideError
        if value == "" or times > 1:
            sheet.put(value, times=times)
        else:
            sheet.put(value, across=1, down=1) if across == down == 1 else self._merged(sheet, value, across, down)

    @staticmethod
    def _merged(sheet: Gathered, value: Cell, across: int, down: int) -> None:
        """Put a merged cell: the cells that it covers follow as elements of their own."""
        column = sheet.column
        sheet.put(value, across=across, down=min(down, limits.MAX_ROWS))
        sheet.column = column + 1

    @staticmethod
    def _value(said: Mapping[str, str], text: str) -> Cell:
        match said.get(f"{_OFFICE}value-type", ""):
            case "float" | "currency" | "percentage":
                return _number(said.get(f"{_OFFICE}value", text))
            case "date":
                return _day(said.get(f"{_OFFICE}date-value", text))
            case "boolean":
                return said.get(f"{_OFFICE}boolean-value") == "true"
            case _:
                return text

    def say(self, text: str) -> None:
        if self._paragraph and not self._note and not self._nested:
            self._text.append(text)
