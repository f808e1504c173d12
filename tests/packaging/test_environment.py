"""The environment is made once, known again, and made anew when what it is made of changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import environment
from system import SetupError


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project of lock files alone, in a folder whose name has a space and marks."""
    root = tmp_path / "dự án"
    locks = root / "packaging" / "lock"
    locks.mkdir(parents=True)
    for name in ("run", "dev", "build", "uv"):
        (locks / f"{name}.txt").write_text(f"# {name}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "LOCKS", locks)
    return root


@pytest.fixture
def made(root: Path) -> Path:
    """Make the environment itself, with nothing installed: two links and a few files."""
    command = [sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")]
    subprocess.run(command, check=True)  # noqa: S603 (our own command)
    return root


def _stamp(root: Path, kind: str) -> None:
    (root / ".venv" / f"ntm-{kind}.stamp").write_text(environment.fingerprint(kind))


@pytest.mark.usefixtures("made")
def test_without_a_stamp_it_is_not_ready() -> None:
    assert not environment.is_ready("run")
    assert not environment.is_ready("dev")


def test_a_stamp_without_python_is_not_ready(root: Path) -> None:
    (root / ".venv").mkdir()
    _stamp(root, "dev")
    assert not environment.is_ready("dev")


def test_what_is_stamped_is_ready_and_nothing_is_done(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _stamp(made, "run")
    assert environment.is_ready("run")
    assert not environment.is_ready("dev")
    assert environment.ensure("run") is False
    assert capfd.readouterr() == ("", "")


def test_development_holds_what_running_needs(made: Path) -> None:
    _stamp(made, "dev")
    assert environment.is_ready("run")
    assert environment.is_ready("dev")


@pytest.mark.parametrize("name", ["run", "build", "uv"])
def test_a_changed_lock_ends_readiness(name: str, made: Path) -> None:
    _stamp(made, "run")
    (made / "packaging" / "lock" / f"{name}.txt").write_text("x==1\n")
    assert not environment.is_ready("run")


def test_a_moved_project_is_not_ready(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stamp(made, "run")
    moved = made.with_name("moved")
    made.rename(moved)
    monkeypatch.setattr(environment, "ROOT", moved)
    monkeypatch.setattr(environment, "LOCKS", moved / "packaging" / "lock")
    assert not environment.is_ready("run")


def test_an_environment_of_this_python_stays(made: Path) -> None:
    keep = made / ".venv" / "keep"
    keep.touch()
    environment.make()
    assert keep.exists()


@pytest.mark.parametrize(("old", "new"), [("version = 3.", "version = 2."), ("command = ", "command = x")])
def test_an_environment_of_another_python_or_folder_is_made_anew(old: str, new: str, made: Path) -> None:
    settings = made / ".venv" / "pyvenv.cfg"
    text = settings.read_text(encoding="utf-8")
    text = text.replace(str(made), "/elsewhere") if "command" in old else text.replace(old, new)
    settings.write_text(text, encoding="utf-8")
    keep = made / ".venv" / "keep"
    keep.touch()
    environment.make()
    assert not keep.exists()
    assert environment.python().exists()


def test_a_broken_folder_is_made_anew(root: Path) -> None:
    (root / ".venv").mkdir()
    (root / ".venv" / "keep").touch()
    environment.make()
    assert environment.python().exists()
    assert not (root / ".venv" / "keep").exists()


def test_an_old_python_is_refused_in_a_sentence() -> None:
    with pytest.raises(SetupError, match=r"Python 3\.11 or newer is needed; this is Python 3\.9\."):
        environment.check_python((3, 9))
    environment.check_python((3, 11))
    environment.check_python((4, 0))


@pytest.mark.skipif(environment.WINDOWS, reason="the shell script is for the others")
def test_our_command_starts_from_a_path_with_spaces(made: Path) -> None:
    package = made / "ntm_desktop"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(
        "import sys\n\ndef command_line():\n    print(sys.argv[1:])\n    return 3\n\nmain = command_line\n"
    )
    environment.install_ourselves()
    for name in environment.SCRIPTS:
        command = [str(made / ".venv" / "bin" / name), "a b", "Ấp 1"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603
        assert (done.returncode, done.stdout) == (3, "['a b', 'Ấp 1']\n"), done.stderr


def test_the_windows_command_calls_the_same_function() -> None:
    text = environment.WINDOWS_SCRIPT.format(program="python.exe", function="command_line")
    assert text == (
        '@"%~dp0python.exe" -c "import sys; from ntm_desktop.__main__ import command_line; '
        'sys.exit(command_line())" %*\r\n'
    )


def test_a_command_that_fails_is_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SetupError, match="It did not work"):
        environment.run([sys.executable, "-c", "raise SystemExit(3)"], "It did not work.")
    with pytest.raises(SetupError, match="It did not work"):
        environment.run(["/no/such/program"], "It did not work.")
    assert "No such file" in capfd.readouterr().err


def test_every_source_without_a_wheel_is_in_its_lock() -> None:
    locks = Path(environment.__file__).parent / "lock"
    for name, sources in environment.SOURCES.items():
        text = (locks / f"{name}.txt").read_text(encoding="utf-8")
        assert all(f"\n{source}==" in text for source in sources)
