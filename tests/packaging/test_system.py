"""What the operating system must bring is found, installed or named."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest

import system

if TYPE_CHECKING:
    from pathlib import Path

LISTING = "3 libs found\n" + "".join(f"\t{library} (libc6,x86-64) => /lib/{library}\n" for library in system.LIBRARIES)


def test_a_whole_listing_misses_nothing() -> None:
    assert system.missing_libraries(LISTING) == []


def test_each_library_that_is_not_listed_is_named_by_its_package() -> None:
    for library, package in system.LIBRARIES.items():
        listing = LISTING.replace(f"\t{library} ", "\tother.so ")
        assert system.missing_libraries(listing) == [package]


def test_a_longer_name_is_another_library() -> None:
    listing = LISTING.replace("\tlibxkbcommon.so.0 ", "\tlibxkbcommon.so.0.0.0 ")
    assert system.missing_libraries(listing) == ["libxkbcommon0"]


def test_no_listing_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and systems without ldconfig: Qt itself will say what it lacks."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert system.missing_libraries() == []
    assert system.missing_peers() == []


def test_missing_programs_are_named_by_their_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    age = tmp_path / "age"
    age.write_text("#!/bin/sh\n")
    age.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "SYSTEM_PATH", str(tmp_path))
    assert system.missing_peers() == ["minisign", "unzip", "xvfb", "xauth", "poppler-utils"]


def test_a_python_without_venv_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    assert system.missing_venv() == ["python3-venv"]


def test_one_who_is_not_root_gets_one_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake_apt(tmp_path, monkeypatch, status=0)
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(system.SetupError) as fault:
        system.need(["libgl1", "libegl1"])
    assert "sudo apt-get install --no-install-recommends libgl1 libegl1" in str(fault.value)
    assert not (tmp_path / "log").exists(), "nothing is installed without the right to"


def test_root_installs_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _fake_apt(tmp_path, monkeypatch, status=0)
    monkeypatch.setattr(system, "is_root", lambda: True)
    system.need(["libgl1"])
    assert (tmp_path / "log").read_text().split("\n") == ["install --yes --no-install-recommends libgl1", ""]
    assert "Installing libgl1" in capsys.readouterr().out


def test_stale_lists_are_renewed_and_a_second_failure_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake_apt(tmp_path, monkeypatch, status=100)
    monkeypatch.setattr(system, "is_root", lambda: True)
    with pytest.raises(system.SetupError, match="Check the network"):
        system.need(["libgl1"])
    assert (tmp_path / "log").read_text().split("\n")[1] == "update"


def test_another_system_is_told_the_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(system, "SYSTEM_PATH", str(tmp_path))
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(system.SetupError, match=r"Debian's names\): libgl1"):
        system.need(["libgl1"])


def test_nothing_missing_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake_apt(tmp_path, monkeypatch, status=0)
    system.need([])
    assert not (tmp_path / "log").exists()


def _fake_apt(folder: Path, monkeypatch: pytest.MonkeyPatch, *, status: int) -> None:
    """Put an apt-get on the path that notes its arguments; its `install` ends with `status`."""
    program = folder / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{folder}/log"\n[ "$1" = update ] || exit {status}\n')
    program.chmod(0o755)
    path = f"{folder}:/usr/bin:/bin"
    monkeypatch.setattr(system, "SYSTEM_PATH", path)
    monkeypatch.setenv("PATH", path)
