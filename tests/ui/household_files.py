"""Excel files as offices keep them, made up for the tests of the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Ấp", "Địa chỉ", "Số khẩu", "Ghi chú")


def plain_list(path: Path, *rows: Sequence[object], sheet: str = "Danh sách") -> Path:
    """Write a list with one head line; each row without its number."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = sheet
    page.append(HEAD)
    for number, row in enumerate(rows, start=1):
        page.append((number, *row))
    book.save(path)
    return path


def real_list(path: Path) -> Path:
    """Write a list with title lines, a merged head of two lines, a line for each village, a sum and a signature."""
    book = openpyxl.Workbook()
    page: Any = book.active
    for line in (
        ("ỦY BAN NHÂN DÂN XÃ MẪU",),
        ("DANH SÁCH HỘ GIA ĐÌNH NĂM 2025",),
        (),
        ("TT", "Họ tên chủ hộ", "Năm sinh", None, "Số khẩu", "Ghi chú"),
        (None, None, "Nam", "Nữ", None, None),
        ("I", "ẤP KINH 5"),
        (1, "TRẦN VĂN MỘT", 1961, None, 4),
        (2, "Lê Thị  Hai", None, "1972", "3"),
        (3, "Trần Văn Một", 1961, None, 4),
        ("II", "ẤP TÂN ĐIỀN"),
        (1, None, 1980, None, 5, "Hộ Phan Văn Ba"),
        (2, "Võ Văn Bốn", 1991, None, 2),
        ("Tổng cộng", None, None, None, 13),
        (None, None, None, "Người lập"),
    ):
        page.append(line)
    page.merge_cells("C4:D4")
    page.merge_cells("A1:F1")
    book.save(path)
    return path


def tables_below(path: Path) -> Path:
    """Write two tables of different columns below each other, and a third whose heads say nothing."""
    book = openpyxl.Workbook()
    page: Any = book.active
    for line in (
        ("ẤP ĐÔNG",),
        ("STT", "Chủ hộ", "Năm sinh", "Số khẩu"),
        (1, "Lê Văn An", 1950, 4),
        ("ẤP TÂY",),
        ("STT", "Người kê khai", "Họ và tên", "Chủ hộ", "Năm sinh"),
        (1, "Đỗ Thị Kê", "Lê Thị Bé", "Trần Văn Cam", 1960),
        ("Danh sách thêm",),
        ("Số", "A", "B"),
        (1, "Võ Văn Dần", 1970),
    ):
        page.append(line)
    book.save(path)
    return path


def two_sheets(path: Path) -> Path:
    """Write one sheet a village, and one that is no list."""
    book = openpyxl.Workbook()
    for name, people in (("Ấp Một", ("Bùi Văn A", "Bùi Văn Bê")), ("Ấp Hai", ("Ngô Văn Cê",))):
        page: Any = book.create_sheet(name)
        page.append(("STT", "Chủ hộ", "Năm sinh"))
        for number, head in enumerate(people, start=1):
            page.append((number, head, 1960 + number))
    other: Any = book.active
    other.append(("Ghi chú của văn phòng",))
    book.save(path)
    return path


def odd_list(path: Path) -> Path:
    """Write a list whose heads say nothing: a person must say what the columns are."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(("Cột một", "Cột hai", "Cột ba", "Cột bốn"))
    for row in (("Đỗ", "Văn Nhất", "1970", "Kinh Mới"), ("Hồ", "Thị Nhì", "1975", "Kinh Mới")):
        page.append(row)
    book.save(path)
    return path
