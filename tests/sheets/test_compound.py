"""Old Excel files that would make the library take all memory are refused before it sees them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.sheets import compound, records
from ntm_desktop.sheets.reader import read_workbook

SAMPLE = Path(__file__).parent / "data" / "ba_ho.xls"
TABLE, DIRECTORY = 44, 48


@pytest.fixture
def book() -> bytearray:
    return bytearray(SAMPLE.read_bytes())


def table_at(book: bytearray) -> int:
    (sector,) = struct.unpack_from("<I", book, 76)
    return int(sector + 1) * 512


def test_a_sound_file_is_sound(book: bytearray) -> None:
    assert compound.sound(bytes(book))


@pytest.mark.parametrize("length", [0, 100, 511, 512, 600, 1024])
def test_a_file_cut_off_is_not(book: bytearray, length: int) -> None:
    assert not compound.sound(bytes(book[:length]))


@pytest.mark.parametrize("place", [40, 44, 64, 72])
def test_counts_beyond_the_file(book: bytearray, place: int) -> None:
    struct.pack_into("<I", book, place, 0xFFFFFF)
    assert not compound.sound(bytes(book))


@pytest.mark.parametrize(("place", "value"), [(30, 31), (30, 0), (32, 9)])
def test_sectors_of_no_known_size(book: bytearray, place: int, value: int) -> None:
    struct.pack_into("<H", book, place, value)
    assert not compound.sound(bytes(book))


def test_a_chain_in_a_circle(book: bytearray) -> None:
    (first,) = struct.unpack_from("<I", book, DIRECTORY)
    struct.pack_into("<I", book, table_at(book) + 4 * first, first)
    assert not compound.sound(bytes(book))


def test_a_table_of_tables_in_a_circle(book: bytearray) -> None:
    struct.pack_into("<I", book, 68, 0)
    struct.pack_into("<I", book, 512 + 508, 0)
    assert not compound.sound(bytes(book))


def test_a_stream_longer_than_the_file(book: bytearray) -> None:
    (first,) = struct.unpack_from("<I", book, DIRECTORY)
    struct.pack_into("<I", book, (first + 1) * 512 + 128 + 120, 0x7FFFFFFF)
    assert not compound.sound(bytes(book))


@pytest.mark.parametrize(
    ("top", "bottom", "left", "right"),
    [(0, 0xFFFFFFFF, 0, 255), (0x3A000000, 7, 0, 4), (0, 65536, 0, 65535), (0, 5, 9, 3)],
)
def test_a_sheet_that_says_it_has_endless_cells(book: bytearray, top: int, bottom: int, left: int, right: int) -> None:
    place = book.index(struct.pack("<HH", 0x0200, 14))
    struct.pack_into("<IIHH", book, place + 4, top, bottom, left, right)
    assert not compound.sound(bytes(book))


def test_more_shared_texts_than_bytes(book: bytearray) -> None:
    place = book.index(struct.pack("<H", 0x00FC) + b"\xfe\x00\x0b")
    struct.pack_into("<I", book, place + 8, 0x7FFFFFFF)
    assert not compound.sound(bytes(book))


def test_a_sheet_that_begins_in_the_midst_of_a_record(book: bytearray) -> None:
    place = book.index(struct.pack("<HH", 0x0085, 26))
    (begin,) = struct.unpack_from("<I", book, place + 4)
    struct.pack_into("<I", book, place + 4, begin + 1)
    assert not compound.sound(bytes(book))


def test_a_cell_far_away(book: bytearray) -> None:
    place = book.index(struct.pack("<HH", 0x00FD, 10))
    struct.pack_into("<HH", book, place + 4, 0xFFFF, 0xFFFF)
    assert not compound.sound(bytes(book))


def test_many_numbers_that_reach_far(book: bytearray) -> None:
    place = book.index(struct.pack("<HH", 0x00FD, 10))
    struct.pack_into("<HHHH", book, place, 0x00BD, 10, 60_000, 0)
    struct.pack_into("<H", book, place + 12, 0xFFFF)
    assert not compound.sound(bytes(book))


def small(rows: int, far: int = 1) -> bytes:
    """Return a container whose workbook is so short that it lies in pieces of 64 bytes; its table has a chain."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    book = struct.pack("<HH4s", 0x0809, 4, b"") + struct.pack("<HHIIHH", 0x0200, 12, 0, rows, 0, 10)
    book += struct.pack("<HHH", 0x0204, 2, 7) + struct.pack("<HHHHH", 0x00BD, 6, 3, 0, far)
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<IIII", header, 60, 2, 1, 4, 1)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[free] * 108)
    table = struct.pack("<128I", *[free, end, end, end, free], *[free] * 123)
    root = "Root Entry\0".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H50xII4x", 22, 3, 512)
    entry = "Workbook\0".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H50xII4x", 18, 0, len(book))
    pieces = struct.pack("<128I", end, *[free] * 127)
    chain = struct.pack("<128I", *[free] * 127, end)
    return b"".join((header, table, (root + entry).ljust(512, b"\0"), pieces, book.ljust(512, b"\0"), chain))


def test_a_short_workbook_is_looked_through_as_well() -> None:
    assert compound.sound(small(10))
    assert not compound.sound(small(0xFFFFFF))
    assert compound.sound(small(10, far=50))


def test_a_record_cut_off_says_nothing() -> None:
    assert records.modest(struct.pack("<HHH", 0x0204, 20, 7))
    assert records.modest(struct.pack("<HH", 0x0200, 4) + bytes(4))


def test_the_reader_refuses_in_words(book: bytearray, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (first,) = struct.unpack_from("<I", book, DIRECTORY)
    struct.pack_into("<I", book, table_at(book) + 4 * first, first)
    (tmp_path / "x.xls").write_bytes(book)
    with pytest.raises(RefusedError, match=r"sheets.damaged"):
        read_workbook(tmp_path / "x.xls")
    cut = bytearray(SAMPLE.read_bytes())
    cut[1872:1880] = b"\xff" * 8
    (tmp_path / "y.xls").write_bytes(cut)
    with pytest.raises(RefusedError, match=r"sheets.damaged"):
        read_workbook(tmp_path / "y.xls")
    assert capfd.readouterr().err == ""


def test_sheets_far_and_empty_are_added_up() -> None:
    cells = b"".join(struct.pack("<HHHH10x", 0x0203, 14, row, column) for row, column in ((0, 0), (60_000, 15)))
    sheet = struct.pack("<HH4x", 0x0809, 4) + cells
    assert records.modest(sheet)
    assert not records.modest(sheet * 2)
