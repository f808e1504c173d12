"""Blocks of statuses to and from the clipboard, as Excel and LibreOffice put them: tabs, line ends, quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.domain.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_A, _N, _X, _B = Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_APPLICABLE, Status.NOT_ASSESSED
_WORDS: dict[str, Status] = {
    **dict.fromkeys(
        (
            "x",
            "xx",
            "v",
            "✓",
            "✔",
            "√",
            "☑",
            "1",
            "đ",
            "đạt",
            "co",
            "có",
            "yes",
            "y",
            "true",
            "+",
            "achieved",
            "☒",
            "ü",
        ),
        _A,
    ),
    **dict.fromkeys(("dat", "roi", "hoan thanh", "da dat", "da hoan thanh", "da thuc hien", "tot"), _A),
    **dict.fromkeys(("0", "k", "kd", "k d", "cd", "c d", "ko", "✗", "✘", "no", "n", "false", "not_achieved"), _N),
    **dict.fromkeys(
        ("chua", "chua dat", "khong dat", "ko dat", "k dat", "khong", "chua hoan thanh", "chua thuc hien"), _N
    ),
    **dict.fromkeys(
        (
            "-",
            "–",
            "—",
            "−",
            "--",
            "kad",
            "khong ad",
            "ko ad",
            "kap dung",
            "k ap dung",
            "ko ap dung",
            "khong ap dung",
            "n a",
            "na",
        ),
        _X,
    ),
    **dict.fromkeys(("k a d", "k ad", "k a", "not_applicable", "khong co", "mien", "khong thuoc dien"), _X),
    **dict.fromkeys(("", "chua danh gia", "cdg", "not_assessed", "?", "☐"), _B),
}
_SIGNS = {Status.ACHIEVED: "Đ", Status.NOT_ACHIEVED: "KĐ", Status.NOT_APPLICABLE: "-", Status.NOT_ASSESSED: ""}
_LOOSE = re.compile(r"[\s./\\]+")
MAX_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class Block:
    """A pasted block: rows of statuses of equal length; None where a text was not understood (see `problems`)."""

    rows: tuple[tuple[Status | None, ...], ...]
    problems: tuple[Problem, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the block has."""
        return len(self.rows[0]) if self.rows else 0


@lru_cache(maxsize=4096)
def parse_status(text: str) -> Status | None:
    """Return the status that a text means, case, spaces and decomposed marks aside; None where unknown.

    «KĐ» is «không đạt», «KAD» and «k/a» are «không áp dụng»; a blank is «chưa đánh giá».
    """
    said = clean(text).casefold().rstrip(".")
    if said.endswith((",0", ".0")):
        said = said[:-2]
    folded = _LOOSE.sub(" ", fold(said)).strip()
    # A slash alone is neither blank nor an answer; a stray full stop is a blank.
    for spelling in (said, folded or said):
        if spelling in _WORDS:
            return _WORDS[spelling]
    return None


def sign(status: Status) -> str:
    """Return the short text that Excel gets for a status, and that `parse_status` reads back."""
    return _SIGNS[status]


def split_clipboard(text: str) -> list[list[str]]:
    """Split clipboard text into rows of cells: tabs, any line ends, cells quoted where they hold either.

    A quote opens a cell only at its very beginning, so that a stray one is text. The last line end is no row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    position = 0
    while position <= len(text) and (match := _CELLS.match(text, position)):
        cell, end = match["quoted"], match["end"]
        rows[-1].append(match["plain"] if cell is None else cell[1:-1].replace('""', '"'))
        if end == "\n":
            rows.append([])
        position = match.end() + (not end)
    if rows[-1] in ([], [""]):
        rows.pop()
    return rows


_CELLS = re.compile(r'(?:(?P<quoted>"(?:[^"]|"")*")(?=\t|\n|\Z)|(?P<plain>[^\t\n]*))(?P<end>\t|\n|\Z)')


def parse_block(text: str) -> Block:
    """Return the statuses of clipboard text, with a problem for each cell that is not understood.

    Short rows are filled with «chưa đánh giá». A block of over `MAX_CELLS` cells is one problem and no rows.
    """
    cells = split_clipboard(text)
    width = max(map(len, cells), default=0)
    if width * len(cells) > MAX_CELLS:
        return Block((), (Problem("sheets.block_too_large", facts={"most": MAX_CELLS}),))
    rows = tuple(tuple(map(parse_status, row + [""] * (width - len(row)))) for row in cells)
    return Block(rows, tuple(_unknown(rows, cells)))


def format_block(rows: Sequence[Sequence[Status]]) -> str:
    """Return statuses as clipboard text that Excel and LibreOffice put into cells, and `parse_block` reads."""
    return format_cells([[sign(status) for status in row] for row in rows])


def format_cells(rows: Iterable[Iterable[str]]) -> str:
    """Return any texts as clipboard text; cells with tabs, line ends or quotes are quoted."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows)


def _quoted(cell: str) -> str:
    if any(char in cell for char in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _unknown(rows: Sequence[Sequence[Status | None]], cells: Sequence[Sequence[str]]) -> Iterable[Problem]:
    for number, row in enumerate(rows, start=1):
        for column, status in enumerate(row, start=1):
            if status is None:
                place = Place(row=number, column=str(column))
                yield Problem("sheets.status_unknown", place, clean(cells[number - 1][column - 1])[:80])
