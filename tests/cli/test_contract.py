"""What the command line promises to machines, whatever happens: one JSON document, its keys, its exit status."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from ntm_desktop.app import open_office
from ntm_desktop.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

IMPORT_KEYS = {"accepted", "added", "unchanged", "duplicates", "problems", "villages"}
PACKAGE_KEYS = {"accepted", "sender", "recipient", "kind", "sequence", "problems", "plan"}


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    """Run a command with --json; return its status, its one document and what stands on the error stream."""

    def run(*words: object) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = main([*map(str, words), "--json"])
        printed = capsys.readouterr()
        return status, json.loads(printed.out), printed.err

    return run


@pytest.fixture
def data(tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]) -> Path:
    folder = tmp_path / "xã a"
    words = ("--level", "commune", "--office", "30889", "--tasks", "ho-15-phan-viec-phuc-dung")
    assert ask("init", "--data", folder, *words)[0] == 0
    return folder


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list whose heads the program cannot know."""
    book = Workbook()
    page = book.create_sheet("Danh sách", 0)
    page.append(["STT", "Người đại diện", "SN", "Nơi ở"])
    for number in range(6):
        village = "Ấp Một" if number < 3 else "Ấp Hai"
        page.append([number + 1, f"Nguyễn Văn {'ABCDEG'[number]}", 1960 + number, village])
    file = tmp_path / "la.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize("before", [True, False])
def test_common_options_stand_anywhere(data: Path, before: bool, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    options = ["--data", str(data), "--json"]
    words = ["households", *options, "list"] if before else [*options, "households", "list"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "words", [(), ("zzz",), ("tasks", "set", "--year", "x", "h", "1", "achieved"), ("report",), ("package", "write")]
)
def test_wrong_usage_is_one_document_too(words: tuple[str, ...], ask: Callable[..., tuple[int, Any, str]]) -> None:
    status, document, said = ask(*words)
    assert (status, document["accepted"], document["code"]) == (2, False, "general.usage")
    assert document["problems"][0]["message"].startswith("Sai cách dùng lệnh: ")
    assert "Sai cách dùng lệnh" in said


@pytest.mark.parametrize("name", ["hỏng.xlsx", "không có.xlsx", "."])
def test_a_refused_list_has_the_keys_of_an_import(
    name: str, data: Path, tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    (tmp_path / "hỏng.xlsx").write_bytes(b"PK\x03\x04 broken")
    status, document, said = ask("households", "import", tmp_path / name, "--data", data)
    assert status in {3, 4}
    assert document.keys() >= IMPORT_KEYS
    assert (document["accepted"], document["added"], document["villages"]) == (False, 0, [])
    assert said.strip()
    status, document, said = ask("tasks", "import", tmp_path / name, "--year", 2025, "--data", data)
    assert (document["accepted"], document["changed"]) == (False, 0)


@pytest.mark.parametrize(
    "maps",
    [
        ("--map", "head=B", "--map", "birth_year=C", "--map", "village=D"),
        ("--map", "head=B", "birth_year=C", "village=D"),
        ("--map", "head=Người đại diện", "birth_year=SN", "village=nơi ở"),
        ("--map", "head=2", "birth_year=3", "village=4"),
    ],
)
def test_columns_are_named_by_letter_number_or_head(
    maps: tuple[str, ...], data: Path, people: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    status, document, said = ask("households", "import", people, *maps, "--data", data)
    assert (status, document["added"]) == (0, 6), said
    assert [(one["name"], one["households"]) for one in document["villages"]] == [("Ấp Một", 3), ("Ấp Hai", 3)]
    people_here = ask("households", "list", "--data", data)[1]
    assert {one["birth_year"] for one in people_here} == set(range(1960, 1966))


def test_a_mapping_before_the_file_leaves_the_file_alone(
    data: Path, people: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    words = ("households", "import", "--map", "head=B", "village=D", people, "--data", data, "--dry-run")
    assert ask(*words)[1]["added"] == 6


def test_a_dry_run_leaves_every_byte_of_the_folder(
    data: Path, people: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    def files() -> dict[str, bytes]:
        return {str(file.relative_to(data)): file.read_bytes() for file in data.rglob("*") if file.is_file()}

    before = files()
    words = ("households", "import", people, "--map", "head=B", "village=D", "--dry-run", "--data", data)
    assert ask(*words)[1]["added"] == 6
    assert files() == before


@pytest.mark.parametrize("column", ["ZZ", "9", "không có cột này"])
def test_a_column_that_is_not_there_is_refused(
    column: str, data: Path, people: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    status, document, _said = ask("households", "import", people, "--map", f"head={column}", "--data", data)
    assert status == 3
    assert [(one["code"], one["found"]) for one in document["problems"]] == [("sheets.no_such_column", column)]


def test_damaged_or_missing_data_is_a_check_that_failed(data: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    (data / "ntm.sqlite3").write_bytes(b"khong phai du lieu" * 500)
    status, document, _said = ask("doctor", "--data", data)
    assert status == 4
    assert [(check["name"], check["ok"]) for check in document["checks"]] == [("database", False)]
    shutil.rmtree(data)
    status, document, _said = ask("doctor", "--data", data)
    assert status == 3
    assert [(check["name"], check["ok"]) for check in document["checks"]] == [("office", False)]
    assert document["checks"][0]["message"]


def test_a_sample_is_not_poured_into_an_office_that_has_data(
    tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    for level in ("commune", "province"):
        words = ("demo", "--data", tmp_path / level, "--level", level, "--households", 6, "--communes", 1)
        assert ask(*words)[0] == 0
        status, document, _said = ask(*words)
        assert (status, document["code"]) == (3, "general.office_exists")


def test_a_superior_of_both_lists_is_todays(tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    words = ("init", "--level", "commune", "--office", "30889")
    named = ask(*words, "--superior", "91", "--data", tmp_path / "a")[1]["superior"]
    found = ask(*words, "--data", tmp_path / "b")[1]["superior"]
    assert named == found
    district = ask(*words, "--superior", "905", "--data", tmp_path / "c")[1]["superior"]
    assert (district["level"], district["code"]) == ("district", "905")


def test_packages_that_are_not_there_have_the_keys_of_packages(
    data: Path, tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    (tmp_path / "x.ntmpkg").write_bytes(b"khong phai goi")
    for words in (
        ("check", tmp_path / "none.ntmpkg"),
        ("check", tmp_path / "x.ntmpkg"),
        ("apply", tmp_path / "none.ntmpkg"),
        ("apply", tmp_path / "x.ntmpkg", tmp_path / "none.ntmpkg"),
    ):
        status, document, said = ask("package", *words, "--data", data)
        assert status in {3, 4}
        assert document.keys() >= PACKAGE_KEYS
        assert document["accepted"] is False
        assert all(problem["code"] and problem["message"] for problem in document["problems"])
        assert "–" not in said  # a message that lacks its fact shows a dash
    assert [one["accepted"] for one in document["packages"]] == [False, False]


def test_a_receiving_office_takes_no_lists_and_no_answers_of_its_own(
    tmp_path: Path, people: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    folder = tmp_path / "huyện"
    assert ask("init", "--level", "district", "--office", "905", "--data", folder)[0] == 0
    for words in (
        ("households", "import", people, "--map", "head=B", "village=D"),
        ("tasks", "import", people, "--year", 2025),
        ("tasks", "summary", "--year", 2025, "--by", "household"),
    ):
        status, document, said = ask(*words, "--data", folder)
        assert (status, document["code"]) == (3, "general.commune_only")
        assert "cấp xã" in said
    assert ask("households", "list", "--data", folder)[1] == []
    assert ask("tasks", "summary", "--year", 2025, "--data", folder)[1]["code"] == "reports.nothing_received"


def test_a_receiving_office_sums_up_the_villages_of_its_communes(
    tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    folder = tmp_path / "tỉnh"
    words = ("--level", "province", "--households", 9, "--villages", 2, "--communes", 2, "--years", "2025")
    assert ask("demo", "--data", folder, *words)[0] == 0
    villages = ask("tasks", "summary", "--year", 2025, "--data", folder)[1]
    assert len(villages) == 4
    assert len({row["commune_code"] for row in villages}) == 2
    assert sum(row["households"] for row in villages) == 18
    tasks = ask("tasks", "summary", "--year", 2025, "--by", "task", "--data", folder)[1]
    for row in tasks:
        assert row["achieved"] == sum(village["tasks"][row["task"]] for village in villages)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_an_output_that_takes_nothing_is_the_environment(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with suppress(OSError), Path("/dev/full").open("w", encoding="utf-8", buffering=1) as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(["households", "list", "--data", str(data), "--json"]) == 4
        monkeypatch.undo()
    assert "stdout" in capsys.readouterr().err


def test_a_folder_held_open_is_the_check_that_failed(data: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    held = open_office(data)
    status, document, said = ask("doctor", "--data", data)
    held.close()
    assert (status, document["checks"][0]["name"]) == (4, "lock")
    assert f"«{data}»" in said


def test_words_of_another_encoding_are_read_and_never_a_mistake_of_ours(
    data: Path, people: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    assert ask("households", "import", people, "--map", "head=B", "village=D", "--data", data)[0] == 0
    as_ascii = "nguyễn văn a".encode().decode("ascii", "surrogateescape")
    assert [one["head"] for one in ask("households", "list", "--search", as_ascii, "--data", data)[1]] == [
        "Nguyễn Văn A"
    ]
    assert ask("households", "list", "--search", "\udcff", "--data", data)[:2] == (0, [])
    assert ask("households", "list", "--search", "\ud800", "--data", data)[:2] == (0, [])
    assert ask("households", "list", "--village", "\udcff", "--data", data)[0] == 3
    assert ask("tasks", "set", "--year", 2025, "\udcff", "1", "achieved", "--data", data)[0] == 3
