"""A commune's year and its province's, from the first start to the receipt, by the command line alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.acceptance.conftest import Told, household_list

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST, SECOND, PROVINCE = "30889", "30892", "91"
YEAR = 2026
VILLAGES, EACH = ("Ấp Kinh 5", "Ấp Xẻo Lùng"), 12
TASKS = [str(number) for number in range(1, 16)]


def start(ntm: Callable[..., Told], folder: Path, level: str, office: str) -> None:
    words = ("--data", folder, "--level", level, "--office", office, "--tasks", "ho-15-phan-viec-phuc-dung")
    told = ntm("init", *words, "--json")
    assert told.status == 0, told.err
    assert told.document["office"]["code"] == office


def answer_all(ntm: Callable[..., Told], folder: Path, code: str) -> None:
    for task in TASKS:
        told = ntm("tasks", "set", "--data", folder, "--year", YEAR, code, task, "achieved")
        assert told.status == 0, told.err


@dataclass(frozen=True)
class Offices:
    """Two communes and their province, with the stick that travels."""

    communes: dict[str, Path]
    province: Path
    stick: Path

    @property
    def all(self) -> dict[str, Path]:
        """Every office by its code."""
        return {**self.communes, PROVINCE: self.province}


@pytest.fixture
def offices(ntm: Callable[..., Told], tmp_path: Path) -> Offices:
    """Three offices, just started, with the household list of the communes taken in."""
    found = Offices({FIRST: tmp_path / "a", SECOND: tmp_path / "b"}, tmp_path / "p", tmp_path / "usb")
    found.stick.mkdir()
    for code, folder in found.communes.items():
        start(ntm, folder, "commune", code)
    start(ntm, found.province, "province", PROVINCE)
    household_list(tmp_path / "ds.xlsx", VILLAGES, EACH)
    for folder in found.communes.values():
        assert ntm("households", "import", "--data", folder, tmp_path / "ds.xlsx").status == 0
    return found


def test_the_list_comes_in_as_the_office_keeps_it_and_twice_adds_nobody(
    ntm: Callable[..., Told], tmp_path: Path
) -> None:
    folder = tmp_path / "a"
    start(ntm, folder, "commune", FIRST)
    made = household_list(tmp_path / "ds.xlsx", VILLAGES, EACH)
    words = ("households", "import", "--data", folder, tmp_path / "ds.xlsx", "--json")
    looked = ntm(*words, "--dry-run").document
    assert (looked["added"], looked["dry_run"]) == (made, True)
    taken = ntm(*words).document
    assert (taken["added"], taken["problems"], taken["duplicates"]) == (made, [], [])
    assert [one["name"] for one in taken["villages"]] == list(VILLAGES)
    again = ntm(*words).document
    assert (again["added"], again["unchanged"]) == (0, made)
    people = ntm("households", "list", "--data", folder, "--json").document
    assert len(people) == made
    assert set(people[0]) >= {"id", "code", "head", "birth_year", "sex", "village", "status"}


@pytest.mark.requirement("KG-III.5-2", "KG-IV.2.a-3")
def test_a_year_of_tasks_from_hand_and_from_a_filled_sheet(
    ntm: Callable[..., Told], offices: Offices, tmp_path: Path
) -> None:
    folder = offices.communes[FIRST]
    people = ntm("households", "list", "--data", folder, "--json").document
    answer_all(ntm, folder, people[0]["code"])
    sheet = tmp_path / "phieu.xlsx"
    blank = ("report", "task-sheet-blank", "--data", folder, "--year", YEAR, "--format", "xlsx", "--out", sheet)
    assert ntm(*blank).status == 0
    fill(sheet, {people[1]["code"]: "x", people[2]["code"]: "0"})
    filled = ntm("tasks", "import", "--data", folder, sheet, "--year", YEAR, "--json")
    assert filled.status == 0, filled.err
    assert filled.document["changed"] == 30

    summary = ("tasks", "summary", "--data", folder, "--year", YEAR, "--json")
    assert ntm(*summary).document[0] == {
        "village": VILLAGES[0],
        "households": EACH,
        "started": 3,
        "assessed": 3,
        "all_achieved": 2,
        "tasks": dict.fromkeys(TASKS, 2),
    }
    by_task = ntm(*summary, "--by", "task").document
    assert {row["task"]: row["not_achieved"] for row in by_task} == dict.fromkeys(TASKS, 1)
    by_household = ntm(*summary, "--by", "household").document
    assert sum(row["all_achieved"] for row in by_household) == 2
    for name in ("task-sheet-blank", "task-sheet", "summary", "achieved"):
        target = tmp_path / f"{name}.pdf"
        assert ntm("report", name, "--data", folder, "--year", YEAR, "--out", target).status == 0
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in printed(target)


def test_packages_travel_and_the_receipt_comes_back(ntm: Callable[..., Told], offices: Offices, tmp_path: Path) -> None:
    trust(ntm, tmp_path, offices.all)
    files = []
    for folder in offices.communes.values():
        people = ntm("households", "list", "--data", folder, "--json").document
        answer_all(ntm, folder, people[0]["code"])
        sent = ntm("package", "write", "--data", folder, "--to", PROVINCE, "--out", offices.stick, "--json").document
        assert (sent["sequence"], len(sent["sha256"])) == (1, 64)
        files.append(sent["file"])
    province = offices.province
    seen = ntm("package", "check", "--data", province, files[0], "--json").document
    assert (seen["accepted"], seen["sender"], seen["recipient"], seen["sequence"]) == (True, FIRST, PROVINCE, 1)
    assert seen["plan"]["households"]["new"] == EACH * len(VILLAGES)
    assert ntm("package", "apply", "--data", province, *files, "--json").status == 0
    again = ntm("package", "apply", "--data", province, files[0], "--json").document
    assert again["plan"]["households"] == {"new": 0, "changed": 0, "removed": 0, "unchanged": EACH * len(VILLAGES)}
    target = tmp_path / "th.pdf"
    report = ntm("report", "consolidated", "--data", province, "--year", YEAR, "--out", target)
    assert report.status == 0, report.err
    assert "TỔNG HỢP" in printed(target).upper()

    receipt = ntm("receipt", "write", "--data", province, "--to", FIRST, "--out", offices.stick, "--json")
    assert receipt.status == 0, receipt.err
    back = ntm("package", "apply", "--data", offices.communes[FIRST], receipt.document["file"], "--json")
    assert (back.status, back.document["kind"]) == (0, "receipt")
    for folder in offices.all.values():
        checks: list[dict[str, Any]] = ntm("doctor", "--data", folder, "--json").document["checks"]
        assert [check for check in checks if not check["ok"]] == []


def printed(path: Path) -> str:
    """Return the text of a PDF."""
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def trust(ntm: Callable[..., Told], folder: Path, offices: dict[str, Path]) -> None:
    province = offices[PROVINCE]
    for code, data in offices.items():
        assert ntm("card", "write", "--data", data, folder / f"{code}.ntmcard").status == 0
    for code, data in offices.items():
        if code == PROVINCE:
            continue
        for reader, card in ((data, PROVINCE), (province, code)):
            shown = ntm("card", "show", "--data", reader, folder / f"{card}.ntmcard", "--json").document
            digits = shown["fingerprint"]
            assert len(digits.replace(" ", "")) == 30
            wrong = ntm("card", "trust", "--data", reader, folder / f"{card}.ntmcard", "--fingerprint", "0" * 30)
            assert wrong.status == 3
            right = ntm("card", "trust", "--data", reader, folder / f"{card}.ntmcard", "--fingerprint", digits)
            assert right.status == 0, right.err


def fill(sheet: Path, signs: dict[str, str]) -> None:
    """Fill the exported sheet in by hand, as a village head would: a sign in each task cell of a household."""
    book = load_workbook(sheet)
    page = book["Phiếu"]
    for row in page.iter_rows():
        code = next((cell.value for cell in row if cell.value in signs), None)
        if code is not None:
            start_at = next(cell.column for cell in row if cell.value == code) + 3
            for offset in range(15):
                page.cell(row=row[0].row or 1, column=start_at + offset, value=signs[str(code)])
    book.save(sheet)
