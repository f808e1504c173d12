"""Texts that cells share: a small file may not give every cell a long one, and large honest lists are read."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
import xlwt

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.sheets import limits, oldtexts, parts, shared
from ntm_desktop.sheets.reader import read_workbook
from tests.lists.paper import Page
from tests.lists.wrapping import record, write_xlsb

if TYPE_CHECKING:
    from pathlib import Path

LONG = "A" * 32_000


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        read_workbook(path)
    assert path.stat().st_size < 3_000_000
    return refused.value.code


def xlsx(path: Path, rows: int, text: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, [text, f"Lê An {row}", row])
    return path


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    held[part] = re.sub(old, new, held[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in held.items():
            package.writestr(name, data)
    return path


def test_a_long_text_in_every_cell_is_refused(tmp_path: Path) -> None:
    assert refusal(xlsx(tmp_path / "a.xlsx", 2500, LONG)) == "sheets.unsafe"


@pytest.mark.parametrize(
    ("old", "new"),
    [(rb't="s"', b"t = 's'"), (rb't="s"', b't="&#115;"'), (rb"<v>0</v>", b"<v> 0 </v>"), (rb"<v>", b'<v a="">')],
)
def test_however_a_cell_names_its_text(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = xlsx(tmp_path / "a.xlsx", 2500, LONG)
    assert refusal(changed(path, "xl/worksheets/sheet1.xml", old, new)) == "sheets.unsafe"


def test_a_long_note_in_a_long_list_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(4000):
            sheet.write_row(row, 0, [f"Lê An {row}", f"Ấp {row % 9}", row])
        sheet.write(4000, 0, LONG)
    assert len(read_workbook(tmp_path / "a.xlsx").sheets[0].rows) == 4001


def test_a_text_longer_than_a_piece_counts_whole(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 40, LONG)
    longer = b"<t>" + b"ab" * 1_500_000 + b"</t>"
    assert refusal(changed(path, "xl/sharedStrings.xml", rb"<t>A+</t>", longer)) == "sheets.unsafe"


def test_formats_that_would_make_a_huge_tree_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = changed(
        xlsx(tmp_path / "a.xlsx", 4, "a"), "xl/styles.xml", b'<name val="Calibri"/>', b'<name val=".VnTime"/>'
    )
    assert read_workbook(path).sheets[0].rows
    monkeypatch.setattr(parts, "_LARGEST_TREE", 500)
    assert refusal(path) == "sheets.damaged"


def test_two_lists_of_texts_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 4, "a")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/other.xml", package.read("xl/sharedStrings.xml"))
    assert refusal(path) == "sheets.unsafe"


def test_long_texts_of_their_own_are_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(2300):
            sheet.write_formula(row, 1, "=A1", None, LONG)
    assert refusal(tmp_path / "a.xlsx") == "sheets.unsafe"


def xlsb(path: Path, rows: int, letters: int, cell: bytes = bytes(12)) -> Path:
    """Write an .xlsb of one column whose cells share one text."""
    write_xlsb(path, [Page("a", [["x"]], [])])
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    text = record(0x13, b"\0" + struct.pack("<I", letters) + b"A\0" * letters)
    held["xl/sharedStrings.bin"] = record(0x9F, struct.pack("<II", rows, 1)) + text + record(0xA0)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = b'<Relationship Id="rId9" Type="%s" Target="sharedStrings.bin"/></Relationships>' % kind
    links = "xl/_rels/workbook.bin.rels"
    held[links] = held[links].replace(b"</Relationships>", link)
    cells = b"".join(record(0x00, struct.pack("<I", row) + bytes(21)) + record(0x07, cell) for row in range(rows))
    head = record(0x81) + record(0x94, struct.pack("<IIII", 0, rows - 1, 0, 0)) + record(0x91)
    held["xl/worksheets/sheet1.bin"] = head + cells + record(0x92) + record(0x82)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in held.items():
            package.writestr(name, data)
    return path


def test_an_xlsb_of_long_texts_is_refused(tmp_path: Path) -> None:
    assert read_workbook(xlsb(tmp_path / "a.xlsb", 50, 1000)).sheets[0].rows[49] == ("A" * 1000,)
    assert refusal(xlsb(tmp_path / "b.xlsb", 200, 1_000_000)) == "sheets.unsafe"
    assert refusal(xlsb(tmp_path / "c.xlsb", 5, 10, cell=bytes(8))) == "sheets.unsafe"


def test_an_old_workbook_of_long_texts_is_refused(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(2500):
        sheet.write(row, 0, LONG)
    book.save(str(tmp_path / "a.xls"))
    assert refusal(tmp_path / "a.xls") == "sheets.damaged"


def test_an_old_workbook_of_many_texts_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(3000):
        sheet.write(row, 0, f"Nguyễn Văn {row}" * (row % 40))
        sheet.write(row, 1, f"ascii {row}" * (row % 50))
        sheet.write_rich_text(row, 2, ["a", ("đậm", xlwt.Font()), f"{row}"])
    book.save(str(tmp_path / "a.xls"))
    monkeypatch.setattr(limits, "MAX_TEXT", 3_000_000)  # what each cell has, but not what each might have
    assert len(read_workbook(tmp_path / "a.xls").sheets[0].rows) == 3000
    monkeypatch.setattr(limits, "MAX_TEXT", 1_000_000)
    assert refusal(tmp_path / "a.xls") == "sheets.damaged"


COUNT = struct.pack("<II", 9, 2)


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([COUNT + b"\x02\0\0ab" + b"\x01\0\x01\xea\x1e"], [2, 1]),
        ([COUNT + b"\x02\0\x08\x01\0ab" + b"runs", b"\x01\0\x04\x02\0\0\0a--"], [2, 1]),
        ([COUNT + b"\x04\0\0ab", b"\x01c\0d\0" + b"\x01\0\0e"], [4, 1]),
        ([COUNT + b"\x04\0\x01a\0b\0", b"\0cd", b"\x01\0\0e"], [4, 1]),
        ([COUNT + b"\x04\0\0ab"], None),
        ([COUNT + b"\x01\0\0a\x01"], None),
        ([COUNT + b"\x01\0\0a"], None),
        ([b"\0\0"], None),
    ],
)
def test_the_lengths_of_old_texts(pieces: list[bytes], told: list[int] | None) -> None:
    assert oldtexts.lengths(pieces) == told


def test_texts_in_pieces() -> None:
    longest = shared.Longest()
    for piece in (b"<sst><si>ab</si><si>cde", b"fgh", b"ij</si><si/>"):
        longest.see(piece)
    assert longest.length == len(b"cdefghij</si>")
    assert shared.lengths(b"<sst><si>a</si><x:si>bc</x:si><si/>") == [len(b"a</si>"), len(b"bc</x:si>"), len(b">")]
