"""Tables of a web page, as report programs save «Excel» files: every table's rows, and the lines between them.

The page is cut at its tags and nothing is built of it: no program in it runs, nothing is fetched, and the time is
that of reading once from beginning to end, whatever is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import LAST_COLUMN, Sheet
from ntm_desktop.sheets.gathering import Budget, Gathered
from ntm_desktop.sheets.plaintext import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(windows-1258|cp1258|x-cp1258)", re.IGNORECASE)
_APART = re.compile(r"<!--|<(script|style|title|xml|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(table|tr|td|th|br|p|div|li|h[1-6]|center|hr)\b([^<>]*)>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"<[!?/A-Za-z][^<>]*>")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CELLS = frozenset({"td", "th"})
_FAR, _HEAD = 4096, 4096
_MOST_DEEP = 50


def read_page(data: bytes, name: str) -> Sheet | None:
    """Return the tables of a page below each other as one sheet; None where it has none."""
    text = data.decode("cp1258", "replace") if _CHARSET.search(data[:_HEAD]) else decode(data)
    if text is None:
        return None
    page = _Page(Gathered(name, Budget()))
    for piece in _pieces(text):
        page.read(piece)
    page.end()
    return page.sheet.made() if page.tables else None


def _pieces(text: str) -> Iterator[str]:
    """Yield the page without comments, programs and the like."""
    place = 0
    while match := _APART.search(text, place):
        yield text[place : match.start()]
        word = match.group(1)
        end = re.compile(f"</{word}\\s*>", re.IGNORECASE) if word else re.compile("-->")
        behind = end.search(text, match.end())
        if behind is None:
            return
        place = behind.end()
    yield text[place:]


@dataclass(slots=True)
class _Table:
    """A table under way: its row, where its cells go, and up to which row the cells above reach down."""

    number: int = 0
    column: int = 0
    cells: list[tuple[int, str, int, int]] = field(default_factory=list)
    reach: dict[int, int] = field(default_factory=dict)
    inside: bool = False
    across: int = 1
    down: int = 1
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    sheet: Gathered
    tables: int = 0
    _open: list[_Table] = field(default_factory=list)
    _between: list[str] = field(default_factory=list)

    def read(self, piece: str) -> None:
        place = 0
        for match in _TAG.finditer(piece):
            self._say(piece[place : match.start()])
            place = match.end()
            self._tag(match[2].lower(), match[3], closing=match[1] != "")
        self._say(piece[place:])

    def end(self) -> None:
        while self._open:
            self._end_table()
        self._end_line()

    def _say(self, text: str) -> None:
        if text and self._open and self._open[-1].inside:
            self._open[-1].text.append(text)
        elif text and not self._open:
            self._between.append(text)

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "table":
            self._end_table() if closing else self._begin_table()
        elif name not in _CELLS and name != "tr":
            self._break()
        elif self._open and name == "tr":
            self._end_row()
        elif self._open:
            self._end_cell()
            if not closing:
                self._begin_cell(attributes)

    def _break(self) -> None:
        if self._open:
            self._say("\n")
        else:
            self._end_line()

    def _begin_table(self) -> None:
        self._end_line()
        self.tables += 1
        if len(self._open) < _MOST_DEEP:
            self._open.append(_Table())

    def _end_table(self) -> None:
        if self._open:
            self._end_row()
            self._open.pop()

    def _begin_cell(self, attributes: str) -> None:
        table = self._open[-1]
        spans = {which.lower(): int(count) for which, count in _SPAN.findall(attributes)} if attributes else {}
        table.inside = True
        table.across, table.down = max(1, spans.get("col", 1)), max(1, spans.get("row", 1))

    def _end_cell(self) -> None:
        table = self._open[-1]
        if not table.inside:
            return
        while table.reach.get(table.column, -1) >= table.number:
            table.column += 1
            self.sheet.budget.spend(1)
        text = _shown(table.text)
        if text:
            table.cells.append((table.column, text, table.across, table.down))
        if table.down > 1:
            last = min(table.column + table.across, LAST_COLUMN)
            self.sheet.budget.spend(max(0, last - table.column))
            table.reach.update(dict.fromkeys(range(table.column, last), table.number + table.down - 1))
        table.column += table.across
        table.inside, table.text = False, []

    def _end_row(self) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.column or table.cells:
            for column, text, across, down in table.cells:
                self.sheet.column = column
                self.sheet.put(text, across=across, down=min(down, _FAR))
            self.sheet.end_row()
            table.number += 1
        table.column, table.cells = 0, []

    def _end_line(self) -> None:
        """Keep what was said outside of all tables as a line of its own."""
        text = _shown(self._between)
        self._between = []
        if text:
            self.sheet.put(text)
            self.sheet.end_row()


def _shown(pieces: list[str]) -> str:
    if not pieces:
        return ""
    text = "".join(pieces)
    text = _OTHER_TAG.sub("", text) if "<" in text else text
    text = _SPACE.sub(" ", text).strip()
    return unescape(text) if "&" in text else text
