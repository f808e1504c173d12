"""What the walks share: spreadsheets as offices keep them, and the command line as a person calls it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from ntm_desktop.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Danh", "Đặng", "Võ", "Bùi")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Hạnh", "Loan", "Mai", "Nga", "Oanh", "Phúc", "Sen", "Xuân")


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def ntm(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run `ntm` as a person would; with --json in the words, `document` is what it printed."""

    def run(*words: object) -> Told:
        capsys.readouterr()
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Told(status, printed.out, printed.err)

    return run


def person(number: int) -> str:
    """Return a made-up name; the first 96 differ."""
    return f"{FAMILIES[number % 8]} Văn {GIVEN[number // 8 % 12]}"


def household_list(path: Path, villages: Sequence[str], each: int) -> int:
    """Write a list as offices keep it: title, two-line head, a section line and a subtotal a village, a signature."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ỦY BAN NHÂN DÂN XÃ", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    sheet.append(["DANH SÁCH HỘ GIA ĐÌNH THỰC HIỆN 15 PHẦN VIỆC"])
    sheet.append([])
    sheet.append(["TT", "Họ tên chủ hộ", "Năm sinh", None, "Địa chỉ", "Số khẩu"])
    sheet.append([None, None, "Nam", "Nữ", None, None])
    sheet.merge_cells("C4:D4")
    made = 0
    for village in villages:
        sheet.append(["I", f"  {village.upper()} "])
        for number in range(each):
            year = 1950 + number % 45
            man = number % 3
            sheet.append([number + 1, person(made), year if man else None, None if man else str(year), village, 4])
            made += 1
        sheet.append([None, f"Cộng {village}: {each} hộ"])
    sheet.append([None, f"Tổng cộng: {made} hộ"])
    sheet.append([None, None, None, None, "NGƯỜI LẬP BIỂU"])
    book.save(path)
    return made
