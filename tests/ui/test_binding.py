"""The Qt binding: its references over a long day at work (6.12.0 gave them away), and how it is imported."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.ui import binding
from ntm_desktop.ui.binding import CompiledOnce

if TYPE_CHECKING:
    from pathlib import Path

SIGNALS = """
import ntm_desktop.ui
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    told = Signal(object)
source = Source()
source.told.connect(lambda _value: None)
for each in range(20_000):
    source.told.emit(each)
print(True, None)
"""
ITEMS = """
import ntm_desktop.ui
from PySide6.QtGui import QStandardItem, QStandardItemModel
model = QStandardItemModel(200, 200)
for row in range(200):
    for column in range(200):
        model.setItem(row, column, QStandardItem("Đạt"))
print(True, None)
"""


@pytest.mark.parametrize("program", [SIGNALS, ITEMS], ids=["signals", "items"])
def test_many_calls(program: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-X", "utf8", "-c", program], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "True None\n"), done.stderr


TEXT = b"kept = 6 * 7"


def _run(code: object) -> object:
    known: dict[str, object] = {}
    exec(code, known)  # type: ignore[arg-type] # noqa: S102 - three words of ours
    return known["kept"]


def test_a_text_is_compiled_once_and_then_taken_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "kept.binding"
    first = CompiledOnce(path)
    assert _run(first.compile(TEXT, "a.py", "exec")) == 42
    first.save()
    assert [one.name for one in tmp_path.iterdir()] == ["kept.binding"]
    monkeypatch.setattr(binding, "_COMPILE", None)  # a second compilation would fail
    assert _run(CompiledOnce(path).compile(TEXT, "a.py", "exec")) == 42


def test_another_text_of_the_same_name_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "kept.binding"
    first = CompiledOnce(path)
    first.compile(TEXT, "a.py", "exec")
    first.save()
    second = CompiledOnce(path)
    assert _run(second.compile(b"kept = 1", "a.py", "exec")) == 1
    second.save()
    assert _run(CompiledOnce(path).compile(b"kept = 1", "a.py", "exec")) == 1


@pytest.mark.parametrize("damaged", [b"", b"nonsense", b"\xff" * 40])
def test_a_damaged_file_is_no_file(tmp_path: Path, damaged: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "kept.binding"
    for content in (damaged, importlib.util.MAGIC_NUMBER + damaged):
        path.write_bytes(content)
        once = CompiledOnce(path)
        assert _run(once.compile(TEXT, "a.py", "exec")) == 42
        once.save()
        assert path.read_bytes() not in (damaged, content)


def test_a_file_that_a_power_cut_left_half_written_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "kept.binding"
    first = CompiledOnce(path)
    first.compile(TEXT, "a.py", "exec")
    first.save()
    whole = path.read_bytes()
    for at in range(len(whole)):
        zeros = whole[:at] + bytes(len(whole) - at)
        if zeros != whole:
            path.write_bytes(zeros)
            assert CompiledOnce(path)._kept == {}, at  # noqa: SLF001 - what would be run without another look
        path.write_bytes(whole[:at])
        assert CompiledOnce(path)._kept == {}, at  # noqa: SLF001
    path.write_bytes(whole)
    assert CompiledOnce(path)._kept  # noqa: SLF001


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for forbidden, folder in ((True, tmp_path), (False, tmp_path / "missing")):
        monkeypatch.setattr(sys, "dont_write_bytecode", forbidden)
        once = CompiledOnce(folder / "kept.binding")
        once.compile(TEXT, "a.py", "exec")
        once.save()
    assert list(tmp_path.iterdir()) == []


def test_the_binding_is_imported_without_its_hook(tmp_path: Path) -> None:
    said = (
        "import builtins; plain, compiler = builtins.__import__, builtins.compile\n"
        "import ntm_desktop.ui, sys\n"
        "print(builtins.__import__ is plain, builtins.compile is compiler, 'PySide6.QtCore' in sys.modules)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", said], check=True, capture_output=True, text=True
    )
    assert done.stdout == "True True True\n"


def test_a_long_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(binding, "_PATTERN", noted)
    long = "(" + "|".join(f"word{number}" for number in range(50)) + ")"
    late = binding.late_pattern(long, re.IGNORECASE)
    find, split = late.finditer, late.split
    assert compiled == []
    assert [found[1] for found in find("a WORD7 b word8")] == ["WORD7", "word8"]
    assert split("x word3 y") == ["x ", "word3", " y"]
    assert set(compiled) == {long}
    assert binding.late_pattern("a+").fullmatch("aaa")
    assert binding.late_pattern(b"a+").fullmatch(b"aaa")


def test_what_the_binding_says_of_a_wrong_call_is_as_ever() -> None:
    """The late patterns serve its messages: a wrong argument is told with the signatures that there are."""
    said = (
        "import ntm_desktop.ui, re\n"
        "from ntm_desktop.ui import binding\n"
        "from PySide6.QtCore import QRect\n"
        "try:\n    QRect('a', 'b')\n"
        "except TypeError as error:\n    print('topleft: PySide6.QtCore.QPoint' in str(error))\n"
        "print(re.compile is binding._PATTERN)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", said], check=True, capture_output=True, text=True
    )
    assert done.stdout == "True\nTrue\n"
