"""Lists kept as text: .csv and .txt, in whatever encoding and with whatever separator offices save them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.grid import Row, Sheet, Workbook
from ntm_desktop.domain.legacy_fonts import Legacy, score, vietnamese_share
from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.i18n import visible
from ntm_desktop.sheets import limits

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.errors import Fact

_SEPARATORS = ("\t", ";", ",", "|")
_RUN = re.compile(r"[ \t\u00a0]{2,}")
_EVEN = 0.8
_SAMPLE = 200_000
_ZEROS, _SHORTEST_UTF16 = 0.3, 16


def read_text(path: Path, data: bytes) -> Workbook:
    """Return a text file as a workbook of one sheet, named like the file; RefusedError where it is no table."""
    text = decode(data)
    if text is None or "\0" in text:
        raise _refused("sheets.not_excel", path)
    separator, text = _separator(text)
    try:
        rows = _rows(text, separator, path) if separator else _by_spaces(text, path)
    except csv.Error as error:
        raise _refused("sheets.damaged", path) from error
    return Workbook(visible(path.name), (Sheet(visible(path.stem), rows),))


def decode(data: bytes) -> str | None:
    """Return the text of `data`: by its byte order mark, as UTF-8, else in the Windows encoding that reads best."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _try(data, encoding)
    if unmarked := unmarked_utf16(data[:_SAMPLE]):
        return _try(data, unmarked)
    return _try(data, "utf-8") or _windows(data)


def unmarked_utf16(start: bytes) -> str:
    """Return the order of UTF-16 without a mark: every other byte of digits, separators and spaces is zero."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if len(start) < _SHORTEST_UTF16 or max(even, odd) < _ZEROS * (len(start) // 2) or min(even, odd):
        return ""
    return "utf-16-be" if even else "utf-16-le"


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _windows(data: bytes) -> str:
    """Tell Windows-1258 from the Latin-1 bytes of TCVN3 and VNI by which of them reads as Vietnamese."""
    vietnamese = data.decode("cp1258", "replace")
    western = data.decode("latin-1")
    old = max(score(western[:_SAMPLE], legacy) for legacy in (*Legacy, None))
    return vietnamese if vietnamese_share(vietnamese[:_SAMPLE]) > old else western


def _separator(text: str) -> tuple[str, str]:
    """Return the separator that gives the most even columns, and the text without Excel's own «sep=;» line."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[4], rest
    sample = text[:_SAMPLE].splitlines()[:60]
    best = max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))
    return "" if _evenness(sample, best)[0] == 0 and _spaced_evenly(sample) else best, text


def _spaced_evenly(lines: list[str]) -> bool:
    """Whether lines have columns that only runs of spaces part, the same number in nearly all of them."""
    counts = Counter(len(_RUN.split(line.strip())) for line in lines if line.strip())
    parted = {count: times for count, times in counts.items() if count > 1}
    return bool(parted) and max(parted.values()) >= _EVEN * sum(parted.values()) > sum(counts.values()) / 2


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    widths = Counter(line.count(separator) for line in lines if separator in line)
    if not widths:
        return 0, 0
    width, times = widths.most_common(1)[0]
    return times, width


def _rows(text: str, separator: str, path: Path) -> tuple[Row, ...]:
    rows: list[Row] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        rows.append(tuple(map(_bare, row)) if any(cell.startswith('="') for cell in row) else tuple(row))
        if len(rows) > limits.MAX_ROWS:
            raise _refused("sheets.too_many_rows", path)
    if len(rows) * max(map(len, rows), default=0) > limits.MAX_CELLS:
        raise _refused("sheets.too_wide", path)
    return tuple(rows)


def _by_spaces(text: str, path: Path) -> tuple[Row, ...]:
    lines = text.splitlines()
    if len(lines) > limits.MAX_ROWS:
        raise _refused("sheets.too_many_rows", path)
    return tuple(tuple(_RUN.split(line.strip())) if line.strip() else () for line in lines)


def _bare(cell: str) -> str:
    """Return the text of `="079…"`, as programs write numbers for Excel that must keep their zeros."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > len('="') else cell


def _refused(code: str, path: Path) -> RefusedError:
    facts: dict[str, Fact] = {"file": path.name, "most": limits.MAX_ROWS}
    return RefusedError(code, [Problem(code, Place(source=path.name), facts=facts)], **facts)
