"""Arguments as they come out of scripts and tired hands: each is told in our words, with the right exit status."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop import app, i18n
from ntm_desktop.cli import arguments
from ntm_desktop.cli.commands import reason
from ntm_desktop.cli.main import build_parser, main
from ntm_desktop.services import backups
from tests.offices import commune, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What argparse, SQLite, the system or Python would have said.
_FOREIGN = re.compile(r"\b(argument|invalid|expected|usage|error|Traceback|Errno|No such|choose from)\b", re.IGNORECASE)
INIT = ("init", "--level", "commune", "--office", "30850")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A commune with one household and a year."""
    with commune(tmp_path / "xã") as office:
        settle(office, "Kinh 5", "Đặng Văn Ánh")
    assert (
        main(["tasks", "set", "--year", "2026", "30889-01-0001", "1", "achieved", "--data", str(tmp_path / "xã")]) == 0
    )
    return tmp_path / "xã"


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    """Run a command with --json; return its status, its one document and what stands on the error stream."""

    def run(*words: object) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = main([*map(str, words), "--json"])
        printed = capsys.readouterr()
        said = re.sub(r"\[[a-z_.]+\]|Cách dùng: [^!]*?\n(?=Sai)", "", printed.err)
        assert not _FOREIGN.search(said), said
        return status, json.loads(printed.out), printed.err

    return run


WRONG_USAGE = [
    ("households", "import", ""),
    ("households", "import", "a\0b"),
    ("tasks", "import", " ", "--year", "2026"),
    ("tasks", "set", "--year", "9" * 20, "30889-01-0001", "1", "achieved"),
    ("tasks", "set", "--year", "năm nay", "30889-01-0001", "1", "achieved"),
    ("tasks", "set", "--year", "2026", "30889-01-0001", "1", "đạt"),
    ("tasks", "set", "--year", "2026", "30889-01-0001", "1"),
    ("tasks", "summary", "--year", "9" * 20),
    ("report", "summary", "--out", ""),
    ("report", "summary", "--format", "doc"),
    ("card", "write", ""),
    ("keys", "write", ""),
    ("package", "write", "--out", ""),
    ("package", "check", ""),
    ("package", "apply", ""),
    ("overview", "--year", "9" * 20),
    ("deadline", "set", "--year", "2026", "31/02/2026"),
    ("demo", "--households", "9" * 20),
    ("demo", "--years", "2025," + "9" * 20),
    ("doctor", "--json=1"),
]


@pytest.mark.parametrize("words", WRONG_USAGE, ids=" ".join)
def test_what_names_nothing_is_wrong_usage(
    words: tuple[str, ...], data: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    status, document, said = ask(*words, "--data", data)
    assert (status, document["code"]) == (2, "general.usage")
    assert "Sai cách dùng lệnh: " in said


def test_an_empty_data_folder_is_not_the_one_that_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask(*INIT, "--data", "")[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_what_another_python_says_is_not_passed_on() -> None:
    assert reason("argument --x: something new in English") == "lệnh không đúng cách"
    assert (
        reason(f"argument NGÀY: {arguments.OWN_WORDS}«x» không phải ngày hợp lệ") == "NGÀY: «x» không phải ngày hợp lệ"
    )


def helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the help of a command and of all below it."""
    yield parser.format_help()
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to its commands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for below in action.choices.values():
                yield from helps(below)


def test_help_is_whole_in_each_language() -> None:
    vietnamese = list(helps(build_parser()))
    with i18n.language("en"):
        english = list(helps(build_parser()))
    assert len(vietnamese) == len(english) > 40
    assert not [text for text in vietnamese if re.search(r"usage:|show this help|positional|options:", text)]
    letters = re.compile("[ăâđêôơưạảấầẩậắặẹẻếềểễệỉịọỏốồổộớờởợụủứừửữựýỳáàãéèíìóòúù]", re.IGNORECASE)
    left = {word for text in english for word in text.split() if letters.search(word)}
    assert left <= {"ấp,", "thôn,", "làng,", "phố…"}  # what villages are called has no English


REFUSED = [
    (("households", "import", "."), "sheets.is_folder"),
    (("package", "write", "--to", "xx", "--out", "."), "transport.unknown_office"),
    (("report", "summary", "--out", "."), "reports.not_a_file"),
    (("report", "summary", "--out", "x.xlsx", "--format", "pdf"), "reports.other_ending"),
    (("report", "summary", "--year", "0"), "answers.year_not_open"),
    (("demo", "--villages", "99999"), "general.demo_size"),
    (("demo", "--level", "province", "--communes", "-1"), "general.demo_size"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=str)
def test_what_cannot_be_taken_is_refused(
    words: tuple[str, ...],
    code: str,
    data: Path,
    ask: Callable[..., tuple[int, Any, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (data.parent / "empty").mkdir()
    monkeypatch.chdir(data.parent / "empty")
    place = data.parent / "new" if words[0] == "demo" else data
    status, document, said = ask(*words, "--data", place)
    assert (status, document["code"]) == (3, code)
    assert f"[{code}]" in said
    assert list((data.parent / "empty").iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has such a device")
def test_a_device_is_never_replaced_by_a_report(data: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    assert ask("report", "summary", "--out", "/dev/full", "--data", data)[1]["code"] == "reports.not_a_file"
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("name", "kind", "start"), [("a.xlsx", "xlsx", b"PK"), ("a.PDF", "pdf", b"%PDF"), ("a", "pdf", b"%PDF")]
)
def test_a_report_is_written_as_its_file_is_called(
    name: str, kind: str, start: bytes, data: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    status, document, _said = ask("report", "summary", "--out", data.parent / name, "--data", data)
    assert (status, document["format"]) == (0, kind)
    assert (data.parent / name).read_bytes().startswith(start)


def test_an_endless_search_finds_nobody(data: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    assert ask("households", "list", "--search", "x" * 100_000, "--data", data)[:2] == (0, [])
    assert len(ask("households", "list", "--search", "dang", "--data", data)[1]) == 1


@pytest.mark.parametrize("below", ["", "x"])
def test_a_file_in_the_place_of_the_data_folder_is_told(
    below: str, tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    status, document, _said = ask(*INIT, "--data", tmp_path / "file" / below)
    assert (status, document["code"]) == (4, "store.not_a_folder")


@pytest.mark.parametrize(
    "more", [("--name", "x" * 201), ("--village-word", "y" * 41), ("--staff", "z" * 201)], ids=lambda words: words[0]
)
def test_a_name_that_no_package_could_carry_is_refused(
    more: tuple[str, ...], tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    status, document, _said = ask(*INIT, "--data", tmp_path / "x", *more)
    assert (status, document["code"]) == (3, "general.long_text")
    assert not (tmp_path / "x").exists()


def test_names_are_one_line_without_control_characters(
    tmp_path: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    document = ask(
        "init", "--level", "commune", "--office", " 30850 ", "--name", "Xã\x1b[31m\x00\nA", "--data", tmp_path / "x"
    )[1]
    assert document["office"]["name"] == "Xã[31m A"
    assert document["office"]["code"] == "30850"


def test_damaged_or_missing_backups_are_told_on_the_error_stream(
    data: Path, ask: Callable[..., tuple[int, Any, str]]
) -> None:
    status, document, said = ask("backup", "check", "--data", data)
    assert (status, document) == (4, {"ok": False, "backups": []})
    assert "[store.no_backups]" in said
    with app.office(data) as office:
        made = backups.write(office)
    assert ask("backup", "check", "--data", data)[0] == 0
    made.path.write_bytes(b"damaged")
    for words in (("check",), ("check", made.path), ("drill",)):
        status, document, said = ask("backup", *words, "--data", data)
        assert (status, document["ok"]) == (4, False)
        assert f"«{made.path}»" in said
    status, document, said = ask("doctor", "--data", data)
    assert status == 4
    assert all(check["message"] in said for check in document["checks"] if not check["ok"])


def test_the_thirty_digits_need_no_quotes(data: Path, ask: Callable[..., tuple[int, Any, str]]) -> None:
    other = data.parent / "tỉnh"
    assert ask("init", "--level", "province", "--office", "91", "--data", other)[0] == 0
    card = ask("card", "write", data.parent / "tinh.ntmcard", "--data", other)[1]
    words = ("card", "trust", "--data", data, "--fingerprint", *card["fingerprint"].split())
    assert ask(*words[:2], card["file"], *words[2:])[1]["trusted"] is True
