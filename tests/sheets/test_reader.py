"""Files from outside: read as they are, or refused with a code; never a traceback, never half."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from ntm_desktop.domain.importing.grid import Merge
from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.domain.recognition import Draft, interpret, propose
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.sheets import limits
from ntm_desktop.sheets.reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DATA = Path(__file__).parent / "data"
ROWS: list[tuple[object, ...]] = [
    ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn"),
    (1, "Nguyễn Văn An", 1972, "Ấp Kinh 5"),
    (2, "Trần Thị Bé", 1980, "Ấp Tân Điền"),
]


def write_xlsx(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def read_draft(path: Path) -> Draft:
    workbook = read_workbook(path)
    return interpret(workbook, propose(workbook))


def names(path: Path) -> list[str]:
    return [row.fields.head for row in read_draft(path).rows]


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        read_workbook(path)
    assert [problem.code for problem in caught.value.problems] == [caught.value.code]
    assert caught.value.problems[0].place.source == path.name
    return caught.value.code


def rewritten(path: Path, change: Callable[[str, bytes], bytes], target: Path) -> Path:
    """Write the package again with each part changed, as a hostile or careless program would."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.infolist():
            out.writestr(entry.filename, change(entry.filename, source.read(entry)))
    return target


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old, new, 1) if "worksheets/" in name else data


# --- what is read


def test_values_merges_and_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Một")
        sheet.merge_range("A1:C1", "Tiêu đề")
        sheet.write_row("A3", ["chữ", 1.5, True])
        sheet.write_datetime("A4", dt.date(1972, 3, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C4", "=A1", None, "Lan")
        book.add_worksheet("Ẩn").hide()
    workbook = read_workbook(path)
    sheet_read, hidden = workbook.sheets
    assert workbook.name == "a.xlsx"
    assert sheet_read.rows == (
        ("Tiêu đề", "", ""),
        ("", "", ""),
        ("chữ", 1.5, True),
        (dt.date(1972, 3, 1), "", "Lan"),
    )
    assert sheet_read.merges == (Merge(0, 0, 0, 2),)
    assert sheet_read.errors == {(3, 1): "#DIV/0!"}
    assert (sheet_read.hidden, hidden.hidden, hidden.rows) == (False, True, ())


def test_a_table_far_from_a1_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(9 + number, 28, row)
    draft = read_draft(path)
    assert [(row.row, row.fields.head) for row in draft.rows] == [(11, "Nguyễn Văn An"), (12, "Trần Thị Bé")]


def test_old_excel() -> None:
    draft = read_draft(DATA / "ba_ho.xls")
    assert [(row.fields.head, row.fields.birth_year, row.village) for row in draft.rows] == [
        ("Nguyễn Văn An", 1972, "Ấp Kinh 5"),
        ("Trần Thị Bé", 1980, "Ấp Kinh 5"),
        ("Lê Cam", 1955, "Ấp Kinh 5"),
    ]


def test_the_content_tells_the_kind_not_the_name(tmp_path: Path) -> None:
    assert len(names(write_xlsx(tmp_path / "a.xls"))) == 2


CSV = "STT,Họ và tên chủ hộ,Năm sinh,Thôn\r\n1,Nguyễn Văn An,1972,Ấp Kinh 5\r\n2,Trần Thị Bé,1980,Ấp Tân Điền\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("suffix", [".csv", ".txt", ".xls"])
def test_text_files(tmp_path: Path, encoding: str, separator: str, suffix: str) -> None:
    text = CSV.replace(",", separator)
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-bom" else text.encode(encoding)
    path = tmp_path / f"ho{suffix}"
    path.write_bytes(data)
    assert names(path) == ["Nguyễn Văn An", "Trần Thị Bé"]


def windows_1258(text: str) -> bytes:
    """Encode as Vietnamese Windows does: the tone after the letter, as a mark of its own."""
    import unicodedata

    marks = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in text:
        pieces = unicodedata.normalize("NFD", letter)
        tone = "".join(piece for piece in pieces if piece in marks)
        out += unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in marks)) + tone
    return out.encode("cp1258")


def test_windows_1258(tmp_path: Path) -> None:
    path = tmp_path / "ho.csv"
    path.write_bytes(windows_1258(CSV))
    assert names(path) == ["Nguyễn Văn An", "Trần Thị Bé"]


@pytest.mark.parametrize(
    "text",
    [
        "TT,Hä tªn chñ hé,N¨m sinh,Th«n\n1,NguyÔn V¨n Ph\u00adîng,1972,Êp Kinh 5\n",
        "TT,Hoï teân chuû hoä,Naêm sinh,Thoân\n1,Nguyeãn Vaên Phöôïng,1972,AÁp Kinh 5\n",
    ],
)
def test_old_letters_in_csv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ho.csv"
    path.write_bytes(text.encode("latin-1"))
    draft = read_draft(path)
    assert [(row.fields.head, row.village) for row in draft.rows] == [("Nguyễn Văn Phượng", "Ấp Kinh 5")]


def test_the_line_that_excel_puts_before_csv(tmp_path: Path) -> None:
    path = tmp_path / "ho.csv"
    path.write_text("sep=;\n" + CSV.replace(",", ";"), encoding="utf-8")
    assert len(names(path)) == 2


def write_fonts(path: Path, rows: Sequence[Sequence[object]], font: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for line in sheet.iter_rows():
        for cell in line:
            cell.font = Font(name=font)
    book.save(path)
    return path


def test_fonts_decide_where_letters_alone_do_not(tmp_path: Path) -> None:
    rows = [("TT", "Hä tªn chñ hé", "N¨m sinh"), (1, "Lê Bé", 1950)]
    assert names(write_fonts(tmp_path / "a.xlsx", rows, ".VnTime")) == ["Lờ Bộ"]
    assert names(
        write_fonts(tmp_path / "b.xlsx", [("TT", "Họ tên chủ hộ", "Năm sinh"), (1, "Lê Bé", 1950)], ".VnTime")
    ) == ["Lê Bé"]


def test_capital_font(tmp_path: Path) -> None:
    path = write_fonts(
        tmp_path / "a.xlsx", [("tt", "hä tªn chñ hé", "n¨m sinh"), (1, "nguyÔn v¨n bÐ", 1950)], ".VnTimeH"
    )
    workbook = read_workbook(path)
    assert workbook.sheets[0].rows[1][1] == "NGUYỄN VĂN BÉ"
    assert workbook.sheets[0].converted == {"TCVN3"}
    assert names(path) == ["Nguyễn Văn Bé"]


def test_vni_font(tmp_path: Path) -> None:
    rows = [("TT", "Hoï teân chuû hoä", "Naêm sinh"), (1, "Traàn Thò Ñöôøng", 1950)]
    assert names(write_fonts(tmp_path / "a.xlsx", rows, "VNI-Times")) == ["Trần Thị Đường"]


def test_unicode_under_an_old_font_is_left_alone(tmp_path: Path) -> None:
    path = write_fonts(tmp_path / "a.xlsx", ROWS, "VNI-Times")
    assert read_workbook(path).sheets[0].converted == frozenset()
    assert names(path) == ["Nguyễn Văn An", "Trần Thị Bé"]


# --- what is refused


def test_no_file_and_no_right(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"sheets\.missing"):
        read_workbook(tmp_path / "không có.xlsx")
    with pytest.raises(UserError, match=r"sheets\.is_folder"):
        read_workbook(tmp_path)
    with pytest.raises(EnvironmentFault, match=r"sheets\.unreadable"):
        read_workbook(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "sheets.empty"),
        ("a.xlsx", b"\x00\x01\x02 gi do", "sheets.not_excel"),
        ("a.xlsx", b"xin chao", "sheets.not_excel"),
        ("a.csv", b"a,\x00b", "sheets.not_excel"),
        ("a.csv", b"\xff\xfea", "sheets.not_excel"),
        ("a.csv", b"\n", "sheets.no_rows"),
        ("a.xls", b"<html><p>a</p></html>", "sheets.other_kind"),
        ("a.xlsx", b"%PDF-1.7", "sheets.other_kind"),
        ("a.xlsx", b"PK\x03\x04 hong", "sheets.damaged"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000, "sheets.damaged"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "sheets.password"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "sheets.other_kind"),
    ],
)
def test_not_a_spreadsheet(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    if code == "sheets.no_rows":
        assert names(path) == []
        return
    assert refusal(path) == code


def test_nothing_in_it(tmp_path: Path) -> None:
    assert refusal(write_xlsx(tmp_path / "a.xlsx", [])) == "sheets.empty"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    assert refusal(write_xlsx(tmp_path / "a.xlsx")) == "sheets.too_large"


@pytest.mark.parametrize("name", ["mimetype", "word/document.xml", "ppt/presentation.xml"])
def test_other_documents(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(name, "x")
    assert refusal(path) == "sheets.other_kind"


def test_any_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.txt", "x")
    assert refusal(path) == "sheets.not_excel"


@pytest.mark.parametrize("bad", [b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!ENTITY x 'y'>", b"\0"])
def test_entities_have_no_place(tmp_path: Path, bad: bytes) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    path = rewritten(good, in_sheet(b"<worksheet", bad + b"<worksheet"), tmp_path / "a.xlsx")
    assert refusal(path) == "sheets.unsafe"


def test_an_entity_over_the_seam_of_two_chunks(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    padding = b"<!--" + b"-" * 0 + bytes(random.Random(1).choices(b"abcdefgh", k=(1 << 20) - 20)) + b"-->"  # noqa: S311 - made-up bytes
    path = rewritten(
        good,
        lambda name, data: b"<?xml version='1.0'?>" + padding + b"<!DOCTYPE a>" if "worksheets/" in name else data,
        tmp_path / "a.xlsx",
    )
    assert refusal(path) == "sheets.unsafe"


def test_zip_bomb(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    bomb = b" " * (limits.RATIO_FROM + 4 * 2**20)
    path = rewritten(good, in_sheet(b"<sheetData>", bomb + b"<sheetData>"), tmp_path / "a.xlsx")
    assert path.stat().st_size < 100_000
    assert refusal(path) == "sheets.unsafe"


def test_unpacked_size_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1000)
    assert refusal(write_xlsx(tmp_path / "a.xlsx")) == "sheets.unsafe"


def test_too_many_entries_and_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path / "a.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_ENTRIES", 3)
        assert refusal(path) == "sheets.unsafe"
    with zipfile.ZipFile(path, "a") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(path) == "sheets.unsafe"


def test_encrypted_entries(tmp_path: Path) -> None:
    data = bytearray(write_xlsx(tmp_path / "a.xlsx").read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    (tmp_path / "b.xlsx").write_bytes(data)
    assert refusal(tmp_path / "b.xlsx") == "sheets.password"


def test_a_lying_dimension_is_not_believed(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    path = rewritten(
        good, in_sheet(b'<dimension ref="A1:D3"/>', b'<dimension ref="A1:XFD1048576"/>'), tmp_path / "a.xlsx"
    )
    assert len(names(path)) == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'r="A3"', b'r="A1048576"', "sheets.too_many_rows"),
        (b'r="A3"', b"r = 'A1048576'", "sheets.too_many_rows"),
        (b'r="D3"', b'r="XFD99998"', "sheets.too_wide"),
    ],
)
def test_a_far_cell_is_no_reason_to_fill_the_memory(tmp_path: Path, old: bytes, new: bytes, code: str) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    assert refusal(rewritten(good, in_sheet(old, new), tmp_path / "a.xlsx")) == code


def test_one_text_shared_by_all_cells(tmp_path: Path) -> None:
    rows = [tuple(f"{column}" for column in range(20)) for _ in range(2000)]
    good = write_xlsx(tmp_path / "good.xlsx", rows)

    def swell(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"<t>0</t>", b"<t>" + bytes(random.Random(1).choices(b"abcdefgh", k=60_000)) + b"</t>")  # noqa: S311 - made-up bytes
            if "sharedStrings" in name
            else data
        )

    assert refusal(rewritten(good, swell, tmp_path / "a.xlsx")) == "sheets.unsafe"


def test_a_hundred_thousand_rows_are_read_and_twice_as_many_are_not(tmp_path: Path) -> None:
    path = tmp_path / "ho.csv"
    line = "1,Nguyễn Văn Mẫu,1970,Ấp Kinh 5\n"
    path.write_text(line * 100_000, encoding="utf-8")
    assert len(read_workbook(path).sheets[0].rows) == 100_000
    path.write_text(line * (limits.MAX_ROWS + 1), encoding="utf-8")
    assert refusal(path) == "sheets.too_many_rows"


def test_too_many_lines_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ho.csv"
    path.write_text(CSV, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_ROWS", 2)
        assert refusal(path) == "sheets.too_many_rows"
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_CELLS", 3)
        assert refusal(path) == "sheets.too_wide"
    path.write_text('a,"' + "x" * 200_000 + '"\n', encoding="utf-8")
    assert refusal(path) == "sheets.damaged"


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_damage_anywhere_is_refused_or_read_never_a_crash(tmp_path: Path, kind: str) -> None:
    source = write_xlsx(tmp_path / "good.xlsx") if kind == "xlsx" else DATA / "ba_ho.xls"
    good = source.read_bytes()
    path = tmp_path / f"bad.{kind}"
    chance = random.Random(2024)  # noqa: S311 - made-up bytes
    for _ in range(150):
        data = bytearray(good)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        with contextlib.suppress(RefusedError):
            read_draft(path)


def test_a_broken_part_is_damage(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx")
    path = rewritten(good, in_sheet(b"</sheetData>", b"</sheet"), tmp_path / "a.xlsx")
    assert refusal(path) == "sheets.damaged"


def test_the_library_is_told_nothing_by_name(tmp_path: Path) -> None:
    """A file with a name that no shell likes is read like any other."""
    path = tmp_path / "=cmd|' C calc'!A0 «hộ».xlsx"
    path.write_bytes(write_xlsx(tmp_path / "a.xlsx").read_bytes())
    assert read_workbook(path).name == path.name
