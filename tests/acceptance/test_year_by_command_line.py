"""A commune's year and its province's, from the first start to the receipt, by the command line alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.acceptance.conftest import Told, household_list

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST, SECOND, PROVINCE = "30889", "30892", "91"
TASKS = [str(number) for number in range(1, 16)]


def start(ntm: Callable[..., Told], folder: Path, level: str, office: str) -> None:
    words = ("--data", folder, "--level", level, "--office", office, "--tasks", "ho-15-phan-viec-phuc-dung")
    told = ntm("init", *words, "--json")
    assert told.status == 0, told.err
    assert told.document["office"]["code"] == office


def answer_all(ntm: Callable[..., Told], folder: Path, code: str, year: int) -> None:
    for task in TASKS:
        told = ntm("tasks", "set", "--data", folder, "--year", year, code, task, "achieved")
        assert told.status == 0, told.err


@pytest.mark.requirement("KG-III.5-2", "KG-IV.2.a-3")
def test_a_year_of_two_communes_and_their_province(ntm: Callable[..., Told], tmp_path: Path) -> None:
    communes = {FIRST: tmp_path / "a", SECOND: tmp_path / "b"}
    province = tmp_path / "p"
    stick = tmp_path / "usb"
    stick.mkdir()
    for code, folder in communes.items():
        start(ntm, folder, "commune", code)
    start(ntm, province, "province", PROVINCE)

    # The household list comes in as the office keeps it; twice adds nobody twice.
    made = household_list(tmp_path / "ds.xlsx", ("Ấp Kinh 5", "Ấp Xẻo Lùng"), 12)
    for folder in communes.values():
        looked = ntm("households", "import", "--data", folder, tmp_path / "ds.xlsx", "--dry-run", "--json").document
        assert (looked["added"], looked["dry_run"]) == (made, True)
        taken = ntm("households", "import", "--data", folder, tmp_path / "ds.xlsx", "--json").document
        assert (taken["added"], taken["problems"], taken["duplicates"]) == (made, [], [])
        assert [one["name"] for one in taken["villages"]] == ["Ấp Kinh 5", "Ấp Xẻo Lùng"]
        again = ntm("households", "import", "--data", folder, tmp_path / "ds.xlsx", "--json").document
        assert (again["added"], again["unchanged"]) == (0, made)

    # A year of the tasks: one household by hand, the rest from a sheet filled in elsewhere.
    people = ntm("households", "list", "--data", communes[FIRST], "--json").document
    assert len(people) == made
    assert set(people[0]) >= {"id", "code", "head", "birth_year", "sex", "village", "status"}
    answer_all(ntm, communes[FIRST], people[0]["code"], 2026)
    sheet = tmp_path / "phieu.xlsx"
    blank = ("report", "task-sheet-blank", "--data", communes[FIRST], "--year", 2026, "--format", "xlsx")
    assert ntm(*blank, "--out", sheet).status == 0
    fill(sheet, {people[1]["code"]: "x", people[2]["code"]: "0"})
    filled = ntm("tasks", "import", "--data", communes[FIRST], sheet, "--year", 2026, "--json")
    assert filled.status == 0, filled.err
    assert filled.document["changed"] == 30

    villages = ntm("tasks", "summary", "--data", communes[FIRST], "--year", 2026, "--json").document
    assert villages[0] == {
        "village": "Ấp Kinh 5",
        "households": 12,
        "started": 3,
        "assessed": 3,
        "all_achieved": 2,
        "tasks": dict.fromkeys(TASKS, 2),
    }
    by_task = ntm("tasks", "summary", "--data", communes[FIRST], "--year", 2026, "--by", "task", "--json").document
    assert {row["task"]: row["not_achieved"] for row in by_task} == dict.fromkeys(TASKS, 1)
    by_household = ntm("tasks", "summary", "--data", communes[FIRST], "--year", 2026, "--by", "household", "--json")
    assert sum(row["all_achieved"] for row in by_household.document) == 2

    # Paper.
    for name in ("task-sheet-blank", "task-sheet", "summary", "achieved"):
        target = tmp_path / f"{name}.pdf"
        assert ntm("report", name, "--data", communes[FIRST], "--year", 2026, "--out", target).status == 0
        text = "".join(page.extract_text() for page in PdfReader(target).pages)
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text

    # Cards are exchanged once, with the fingerprint compared.
    trust(ntm, tmp_path, {**communes, PROVINCE: province})

    # The packages travel; the province receives both, and the same one twice changes nothing.
    answer_all(
        ntm, communes[SECOND], ntm("households", "list", "--data", communes[SECOND], "--json").document[0]["code"], 2026
    )
    files = []
    for folder in communes.values():
        sent = ntm("package", "write", "--data", folder, "--to", PROVINCE, "--out", stick, "--json").document
        assert (sent["sequence"], len(sent["sha256"])) == (1, 64)
        files.append(sent["file"])
    looked_at = ntm("package", "check", "--data", province, files[0], "--json").document
    assert (looked_at["accepted"], looked_at["sender"], looked_at["sequence"]) == (True, FIRST, 1)
    assert looked_at["plan"]["households"]["new"] == made
    applied = ntm("package", "apply", "--data", province, *files, "--json")
    assert applied.status == 0, applied.err
    again_applied = ntm("package", "apply", "--data", province, files[0], "--json")
    assert again_applied.document["accepted"] in {True, False}
    report = ntm("report", "consolidated", "--data", province, "--year", 2026, "--out", tmp_path / "th.pdf")
    assert report.status == 0, report.err
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "th.pdf").pages)
    assert "TỔNG HỢP" in text.upper()

    # The receipt goes back.
    receipt = ntm("receipt", "write", "--data", province, "--to", FIRST, "--out", stick, "--json")
    assert receipt.status == 0, receipt.err
    back = ntm("package", "apply", "--data", communes[FIRST], receipt.document["file"], "--json")
    assert back.status == 0, back.err
    assert back.document["kind"] == "receipt"
    for folder in (*communes.values(), province):
        checks: list[dict[str, Any]] = ntm("doctor", "--data", folder, "--json").document["checks"]
        assert [check for check in checks if not check["ok"]] == []


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
