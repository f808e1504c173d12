"""The entry points, where the packages that the program needs are there and where they are not."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ntm_desktop.__main__ import PACKAGES, command_line, main

ROOT = Path(__file__).parents[1]


def bare(*words: str) -> subprocess.CompletedProcess[str]:
    """Start the program with a Python that has nothing but its standard library."""
    script = (
        "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('ntm_desktop', run_name='__main__')"
    )
    return subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-I", "-S", "-c", script, str(ROOT), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_a_bare_python_names_every_package_that_is_missing() -> None:
    for words in ((), ("cli", "doctor"), ("cli", "--help")):
        done = bare(*words)
        assert done.returncode == 4
        assert "Traceback" not in done.stderr
        assert all(package in done.stderr for package in PACKAGES.values())
        assert "packaging/dev.py setup" in done.stderr
        assert "[general.packages_missing]" in done.stderr
        assert done.stdout == ""


def test_what_is_missing_is_an_error_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ntm_desktop.cli.main", None)  # as where an import in it fails
    monkeypatch.setattr(sys, "argv", ["ntm", "doctor"])
    with pytest.raises(ModuleNotFoundError):
        command_line()  # everything is there, so that it is our own mistake
    monkeypatch.setitem(PACKAGES, "no_such_module", "no-such-package")
    assert command_line() == 4
    assert "no-such-package" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "argv", ["ntm-desktop"])
    try:
        assert main() == 4
    finally:
        gc.enable()  # which a start leaves to its window
    assert "Không có màn hình" in capsys.readouterr().err


def test_the_packages_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[=>; ]", line)[0] for line in project["dependencies"] if "win32" not in line}
    assert named == set(PACKAGES.values())
