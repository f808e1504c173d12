"""The command line says what is wrong in our words, and its exit status says whose turn it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import __version__, i18n
from ntm_desktop.app import open_office
from ntm_desktop.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

INIT = ("init", "--level", "commune", "--office", "30889", "--tasks", "ho-15-phan-viec-phuc-dung")


def run(*words: object) -> int:
    return main([str(word) for word in words])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    assert run(*INIT, "--data", folder) == 0
    return folder


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("nonsense",), ("tasks", "set"), ("init", "--level", "ward", "--office", "1")])
def test_wrong_usage_is_two(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 2
    assert "Sai cách dùng lệnh" in capsys.readouterr().err


def test_a_folder_without_an_office_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("households", "list", "--data", tmp_path) == 3
    assert "chưa có dữ liệu" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "name", "told"),
    [
        ((), "Xã Thạnh Lộc", "mã 30886 là Xã Mong Thọ B, Huyện Châu Thành, Tỉnh Kiên Giang"),
        (("--name", "Xã Mong Thọ B"), "Xã Mong Thọ B", "mã 30886 là Xã Thạnh Lộc, An Giang"),
        (("--regime", "until-2025-06-30"), "Xã Mong Thọ B", ""),
    ],
)
def test_a_code_that_means_two_communes_is_told(
    more: tuple[str, ...], name: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", "--level", "commune", "--office", "30886", "--data", tmp_path / "x", *more) == 0
    said = capsys.readouterr().out
    assert f"cho {name} tại" in said
    assert ("--regime" in said) is bool(told)
    assert told in said


def test_an_office_is_made_only_once(data: Path) -> None:
    assert run(*INIT, "--data", data) == 3


REFUSED = [
    ("init", "--level", "commune", "--office", "99999"),
    ("init", "--level", "district", "--office", "30889"),
    ("init", "--level", "commune", "--office", "30889", "--superior", "00000"),
    ("init", "--level", "commune", "--office", "30889", "--tasks", "không có"),
    ("init", "--level", "commune", "--office", "30889", "--movement", "không có"),
    ("demo", "--households", "0"),
    ("demo", "--office", "99999"),
    ("demo", "--years", "1900", "--households", "3"),
    ("demo", "--level", "province", "--communes", "1", "--households", "3", "--years", "1900"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_a_refused_beginning_leaves_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    assert run(*words, "--data", tmp_path / "xã.mới" / "dữ liệu") == 3
    assert list(tmp_path.iterdir()) == []


def test_a_refused_beginning_leaves_what_was_there(tmp_path: Path) -> None:
    other = tmp_path / "states" / "của người khác.txt"
    other.parent.mkdir()
    other.write_bytes(b"x")
    assert run(*REFUSED[0], "--data", tmp_path) == 3
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]
    assert run(*INIT, "--data", tmp_path) == 0
    before = sorted(tmp_path.rglob("*"))
    assert run(*REFUSED[0], "--data", tmp_path) == 3
    assert sorted(tmp_path.rglob("*")) == before
    assert run("households", "list", "--data", tmp_path) == 0


def test_a_beginning_beside_another_one_takes_nothing_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_office(tmp_path / "office")
    opened.context.database.close()
    (tmp_path / "office" / "ntm.sqlite3").unlink()
    before = sorted(tmp_path.rglob("*"))
    assert run(*INIT, "--data", tmp_path / "office") == 4
    opened.lock.release()
    assert "store.in_use" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_the_data_folder_is_found_before_and_behind_the_command(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "--json", "households", "list") == 0
    assert run("households", "list", "--data", data, "--json") == 0
    monkeypatch.setenv("NTM_DATA", str(data))
    assert run("households", "list", "--json") == 0
    assert capsys.readouterr().out.count("[]") == 3


def test_a_refusal_is_one_document_with_every_problem(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("tasks", "set", "--data", data, "--year", 2025, "nobody", "1", "achieved", "--json") == 3
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert document["accepted"] is False
    assert document["problems"][0]["code"] == "households.no_such_household"
    assert "nobody" in printed.err


def test_a_file_that_is_no_list_is_refused_in_words(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert run("households", "import", "--data", data, tmp_path / "x.xlsx") == 3
    assert run("households", "import", "--data", data, tmp_path / "none.xlsx") == 3
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "[sheets." in said


def test_an_office_in_use_is_the_environment(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = open_office(data)
    assert run("households", "list", "--data", data) == 4
    held.close()
    assert "đang được mở" in capsys.readouterr().err


def test_a_damaged_database_is_the_environment(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "ntm.sqlite3").write_bytes(b"khong phai du lieu" * 500)
    assert run("doctor", "--data", data) == 4
    assert "hỏng" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_the_environment(data: Path, tmp_path: Path) -> None:
    assert run("demo", "--data", tmp_path / "d", "--households", 8) == 0
    assert run("report", "summary", "--data", tmp_path / "d", "--out", tmp_path / "no" / "a.pdf") in {3, 4}
    del data


def test_english_is_spoken_when_asked_and_not_longer(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("households", "list", "--data", data, "--village", "x", "--language", "en") == 3
    assert "village" in capsys.readouterr().err
    assert i18n.current_language() == "vi"


def test_backups_are_written_listed_checked_and_restored(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup", "list", "--data", data) == 0
    capsys.readouterr()
    assert run("backup", "write", "--data", data, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert run("backup", "check", "--data", data, "--json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    assert run("backup", "restore", "--data", data, made["file"]) == 0
    assert run("backup", "restore", "--data", data, "none.sqlite3") == 3
    assert run("doctor", "--data", data, "--json") == 0


def test_a_sample_of_no_households_is_refused(tmp_path: Path) -> None:
    assert run("demo", "--data", tmp_path, "--households", 0) == 3


def test_reports_are_listed_by_level(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("report", "list", "--data", data, "--json") == 0
    names = {one["name"] for one in json.loads(capsys.readouterr().out)}
    assert names == {"task-sheet-blank", "task-sheet", "summary", "achieved"}
    assert run("report", "consolidated", "--data", data, "--year", 2026) == 3
    assert run("report", "nonsense", "--data", data, "--year", 2026) == 3
    assert run("report", "summary", "--data", data) == 3
    del tmp_path


def test_a_mistake_of_ours_is_words_for_the_person_and_a_trace_in_the_log(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ntm_desktop.services import households

    def broken(*_words: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(households, "find", broken)
    assert run("households", "list", "--data", data) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError" not in said
    assert "general.unknown" in said
    assert "ZeroDivisionError" in (data / "logs" / "ntm.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tasks", "set"), "thiếu: --year, HỘ, VIỆC, KẾT_QUẢ"),
        (("tasks", "set", "--year", "x", "h", "1", "achieved"), "--year: «x» không phải là năm"),
        (("init", "--level", "ward", "--office", "1"), "--level: không có 'ward'"),
        (("households", "list", "--search"), "--search: thiếu giá trị"),
        (("doctor", "now"), "không hiểu: now"),
    ],
)
def test_wrong_usage_is_said_without_a_librarys_english(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    assert said in capsys.readouterr().err


def test_help_is_worded_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("tasks", "set", "--help") == 0
    assert "Cách dùng: ntm tasks set" in capsys.readouterr().out
    assert run("tasks", "set", "--help", "--language", "en") == 0
    assert "Usage: ntm tasks set" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert run("doctor", "--data", tmp_path / "mistyped") == 3
    assert not (tmp_path / "mistyped").exists()


def test_a_damaged_database_is_replaced_by_a_backup_and_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup", "write", "--data", data, "--json") == 0
    backup = next((data / "backups").glob("*.sqlite3"))
    (data / "ntm.sqlite3").write_bytes(b"khong phai du lieu" * 500)
    capsys.readouterr()
    assert run("backup", "list", "--data", data, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["backups"]) == 1
    assert run("backup", "restore", "--data", data, backup.name, "--json") == 0
    aside = json.loads(capsys.readouterr().out)["aside"]
    assert "damaged" in aside
    assert run("doctor", "--data", data) == 0
