"""Every command of dev.py says what it does, what it lacks and what failed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bounds
import dev
import environment
import system

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take the environment for made; return the list of what was asked for."""
    asked: list[str] = []
    monkeypatch.setattr(environment, "ensure", asked.append)
    return asked


def test_every_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    told = re.findall(r"^(\w+) .*  \S", capsys.readouterr().out.split("\n\n")[1], re.MULTILINE)
    assert set(told) == set(dev.COMMANDS)


def test_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 2
    assert "setup" in capsys.readouterr().out


def test_an_unknown_command_names_the_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "«tset». It knows: setup, run, test" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["setup", "--fast"], ["lint", "x"]])
def test_an_unknown_argument_is_refused(words: list[str], ready: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(words) == 1
    assert f"dev.py {words[0]}: " in capsys.readouterr().err
    assert ready == []


@pytest.mark.parametrize(("words", "kind"), [(["setup"], "dev"), (["setup", "--run-only"], "run")])
def test_setup_makes_what_is_asked(words: list[str], kind: str, ready: list[str]) -> None:
    assert dev.main(words) == 0
    assert ready == [kind]


@pytest.mark.parametrize("command", ["bench", "torture"])
def test_a_benchmark_that_is_not_there_is_said_so(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "BENCHMARKS", tmp_path / "tests" / "benchmarks")
    assert dev.main([command]) == 1
    assert "tests/benchmarks/__main__.py does not exist" in capsys.readouterr().err


def test_a_benchmark_gets_its_command_and_arguments(
    ready: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "__main__.py").write_text("import sys, pathlib\npathlib.Path('said').write_text(repr(sys.argv[1:]))\n")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "BENCHMARKS", folder)
    monkeypatch.setattr(dev, "python", lambda: Path(PYTHON))
    assert dev.main(["torture", "--kills", "3"]) == 0
    assert (tmp_path / "said").read_text() == "['torture', '--kills', '3']"
    assert ready == ["dev"]


def test_all_checks_run_though_the_first_fails(
    ready: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "tool", lambda _name: PYTHON)
    monkeypatch.setattr(
        dev, "LINTERS", {"one": ["", "-c", "raise SystemExit(4)"], "two": ["", "-c", "print('second ran')"]}
    )
    assert dev.main(["lint"]) == 1
    out = capfd.readouterr().out
    assert "second ran" in out
    assert re.search(r"FAILED  one .*\n *passed  two ", out)
    monkeypatch.setattr(dev, "LINTERS", {"two": ["", "-c", ""]})
    assert dev.main(["lint"]) == 0
    assert ready == ["dev", "dev"]


def test_a_program_that_is_gone_is_a_sentence(
    ready: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "tool", lambda _name: "/no/such/ruff")
    assert dev.main(["lint"]) == 1
    assert ready == ["dev"]
    err = capsys.readouterr().err
    assert "could not be started" in err
    assert "Traceback" not in err


def test_tests_go_on_without_the_programs_of_others(
    ready: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing_peers", lambda: ["age", "xvfb"])
    monkeypatch.setattr(system, "install", lambda _packages: False)
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(dev, "python", lambda: Path(PYTHON))
    monkeypatch.setattr(dev, "LINTERS", {})
    assert dev.main(["test", "-n", "0", "--version"]) == 0
    captured = capfd.readouterr()
    assert "will be skipped: age, xvfb missing" in captured.out
    assert "passed  pytest" in captured.out
    assert ready == ["dev"]


def test_tests_that_measure_nothing_are_a_sentence(
    ready: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "_pytest", lambda: [PYTHON, "-c", ""])
    assert dev.main(["coverage"]) == 1
    assert "left no measurement" in capfd.readouterr().err
    code = (
        "import pathlib, sys; p = pathlib.Path('build'); p.mkdir(); (p / 'coverage.json').write_text('{\"files\": {}}')"
    )
    monkeypatch.setattr(dev, "_pytest", lambda: [PYTHON, "-c", code])
    assert dev.main(["coverage"]) == 1
    assert "domain: nothing was measured" in capfd.readouterr().out
    monkeypatch.setattr(bounds, "BOUNDS", {})
    shutil.rmtree(tmp_path / "build")
    assert dev.main(["coverage"]) == 0
    assert set(ready) == {"dev"}


def test_the_demo_is_made_once_and_whole(
    ready: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    started: list[list[str]] = []
    demo = tmp_path / "build" / "demo"
    _fake_program(tmp_path, monkeypatch, "raise SystemExit(1)")
    monkeypatch.setattr(dev, "DEMO", demo)
    monkeypatch.setattr(dev, "_become", _noting(started))
    assert dev.main(["run", "--demo"]) == 1
    assert "could not be made" in capfd.readouterr().err
    assert not demo.exists()
    _fake_program(tmp_path, monkeypatch, "pass")
    assert dev.main(["run", "--demo"]) == 1, "a command that wrote nothing made no demo"
    _fake_program(tmp_path, monkeypatch, "import pathlib, sys; pathlib.Path(sys.argv[-1]).mkdir()")
    assert dev.main(["run", "--demo", "--lang", "en"]) == 0
    assert demo.is_dir()
    _fake_program(tmp_path, monkeypatch, "raise SystemExit(1)")
    assert dev.main(["run", "--demo"]) == 0, "it is there already"
    assert started[0][1:] == ["-m", "ntm_desktop", "--data", str(demo), "--lang", "en"]
    assert set(ready) == {"run"}


def test_the_second_start_is_quick(tmp_path: Path) -> None:
    """A whole process that finds the environment ready: under the 2 seconds that were promised."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "packaging", project / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", str(project / ".venv")], check=True)  # noqa: S603
    code = (
        f"import sys; sys.path.insert(0, {str(project / 'packaging')!r})\n"
        "import environment as e; (e.folder() / 'ntm-dev.stamp').write_text(e.fingerprint('dev'))"
    )
    subprocess.run([PYTHON, "-c", code], check=True)  # noqa: S603
    command = [PYTHON, str(project / "packaging" / "dev.py"), "setup"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=2)  # noqa: S603
    assert done.stdout.startswith("The environment is ready")


def _noting(started: list[list[str]]) -> Callable[[list[str]], int]:
    def become(command: list[str]) -> int:
        started.append(command)
        return 0

    return become


def _fake_program(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put a Python in place that runs `code`, whatever module it is asked for."""
    program = folder / "python"
    program.write_text(f'#!/bin/sh\nexec "{PYTHON}" -c "{code}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(dev, "python", lambda: program)
