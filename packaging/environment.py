"""The environment `.venv`: made once from the lock files, known again by a stamp."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system
from system import SetupError

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "lock"
OLDEST_PYTHON = (3, 11)
WINDOWS = os.name == "nt"

# Console script -> the function of ntm_desktop/__main__.py that it calls.
SCRIPTS = {"ntm": "command_line", "ntm-desktop": "main"}

# Lock file -> what it names that is published without a wheel.
SOURCES = {"dev": ["bagit", "docopt"]}

POSIX_SCRIPT = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
# The two lines above are shell for «run me with this Python», whatever spaces the path has.
import sys

from ntm_desktop.__main__ import {function}

sys.exit({function}())
"""
WINDOWS_SCRIPT = """\
@"%~dp0{program}" -c "import sys; from ntm_desktop.__main__ import {function}; sys.exit({function}())" %*\r
"""


def folder() -> Path:
    """Return the environment's folder."""
    return ROOT / ".venv"


def scripts_folder() -> Path:
    """Return the folder of the environment's programs."""
    return folder() / ("Scripts" if WINDOWS else "bin")


def python() -> Path:
    """Return the environment's Python."""
    return scripts_folder() / ("python.exe" if WINDOWS else "python")


def tool(name: str) -> str:
    """Return the path of one of the environment's programs."""
    return str(scripts_folder() / (f"{name}.exe" if WINDOWS else name))


def fingerprint(kind: str) -> str:
    """Return what the environment of `kind` ("run" or "dev") is made of, as one hash.

    The lock, the Python, the folder (programs in an environment carry its path) and this file.
    """
    digest = hashlib.sha256()
    for path in (LOCKS / f"{kind}.txt", LOCKS / "build.txt", LOCKS / "uv.txt", Path(__file__)):
        digest.update(path.read_bytes())
    digest.update(f"{sys.implementation.cache_tag} {ROOT}".encode())
    return digest.hexdigest()


def is_ready(kind: str) -> bool:
    """Say whether the environment stands as the lock says; "dev" holds all that "run" does."""
    if not python().exists():
        return False
    return any(_stamp(each).is_file() and _stamp(each).read_text() == fingerprint(each) for each in {kind, "dev"})


def ensure(kind: str) -> bool:
    """Bring the environment to what the lock of `kind` says; return whether anything had to be done."""
    if is_ready(kind):
        return False
    check_python()
    system.need(system.missing_libraries() + system.missing_venv())
    for each in ("run", "dev"):
        _stamp(each).unlink(missing_ok=True)
    make()
    install_locked(kind)
    install_ourselves()
    _stamp(kind).write_text(fingerprint(kind))
    return True


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse a Python that is too old, in a sentence."""
    if version < OLDEST_PYTHON:
        wanted, found = (".".join(map(str, each)) for each in (OLDEST_PYTHON, version))
        raise SetupError(f"Python {wanted} or newer is needed; this is Python {found}. Start dev.py with a newer one.")


def make() -> None:
    """Make the virtual environment; one of another Python or of another folder is made anew."""
    if python().exists() and _made_by_this_python():
        return
    remove(folder())
    print("Making the environment .venv …", flush=True)
    run(
        [sys.executable, "-m", "venv", str(folder())],
        "The environment .venv could not be made. Is the disk full, or the folder read-only?",
    )


def install_locked(kind: str) -> None:
    """Install exactly what the lock of `kind` names, each file checked against its hash.

    Wheels only, but for SOURCES: those are built with the tools of build.txt, locked and checked too.
    """
    print(f"Installing the locked dependencies ({kind}) …", flush=True)
    have_uv = _have_uv()
    if not have_uv:
        print("uv is not to be had here; pip does the same, slower …", flush=True)
    for name in ("build", "dev") if kind == "dev" else (kind,):
        _install_lock(name, have_uv=have_uv)


def _install_lock(name: str, *, have_uv: bool) -> None:
    lock = LOCKS / f"{name}.txt"
    source = [word for each in SOURCES.get(name, ()) for word in ("--no-binary", each)]
    options = ["--only-binary", ":all:", *source, *(["--no-build-isolation"] if source else [])]
    sentence = (
        f"The dependencies in {lock} could not be installed; the lines above say which. "
        "The first set-up needs the network (or a folder of wheels in pip's settings); try again."
    )
    if have_uv and _succeeds(
        [tool("uv"), "pip", "install", "--quiet", "--python", str(python()), *options, *_hashed(lock)]
    ):
        return
    run([*_pip(), *options, *_hashed(lock)], sentence)


def install_ourselves() -> None:
    """Put the package on the environment's path, and its console scripts beside Python; nothing is built."""
    (_site_packages() / "ntm_desktop.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    for name, function in SCRIPTS.items():
        if WINDOWS:
            program = "pythonw.exe" if name == "ntm-desktop" else "python.exe"
            text = WINDOWS_SCRIPT.format(program=program, function=function)
            (scripts_folder() / f"{name}.cmd").write_text(text, encoding="utf-8", newline="")
        else:
            script = scripts_folder() / name
            script.write_text(POSIX_SCRIPT.format(python=python(), function=function), encoding="utf-8")
            script.chmod(0o755)


def remove(path: Path) -> None:
    """Remove a folder that we made ourselves, if it is there."""
    if not path.exists():
        return
    try:
        shutil.rmtree(path)
    except OSError as fault:
        raise SetupError(f"{path} could not be removed ({fault.strerror}). Is a program in it running?") from fault


def run(command: list[str], sentence: str, *, silent: bool = False) -> None:
    """Run `command`, without what it says where that would mislead; if it fails, stop with `sentence`."""
    if not _succeeds(command, silent=silent):
        raise SetupError(sentence)


def _succeeds(command: list[str], *, silent: bool = False) -> bool:
    said = subprocess.DEVNULL if silent else None
    try:
        return subprocess.run(command, cwd=ROOT, check=False, stdout=said).returncode == 0
    except OSError as fault:
        print(f"{command[0]}: {fault.strerror}", file=sys.stderr)
        return False


def _have_uv() -> bool:
    """Install uv itself (pinned, hash-checked) if it is not there; say whether it runs."""
    if not Path(tool("uv")).exists():
        quiet = subprocess.run(
            [*_pip(), "--only-binary", ":all:", *_hashed(LOCKS / "uv.txt")],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        return quiet.returncode == 0 and Path(tool("uv")).exists()
    return True


def _pip() -> list[str]:
    return [
        str(python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary=:all:",
    ]


def _hashed(lock: Path) -> list[str]:
    return ["--require-hashes", "-r", str(lock)]


def _made_by_this_python() -> bool:
    """Say whether `.venv` belongs to this Python version and to this folder."""
    settings = folder() / "pyvenv.cfg"
    if not settings.is_file():
        return False
    lines = (line.partition("=") for line in settings.read_text(encoding="utf-8").splitlines())
    found = {key.strip(): value.strip() for key, _, value in lines}
    same_version = found.get("version", "").split(".")[:2] == [str(part) for part in sys.version_info[:2]]
    moved = "command" in found and not found["command"].endswith(str(folder()))
    return same_version and not moved


def _site_packages() -> Path:
    if WINDOWS:
        return folder() / "Lib" / "site-packages"
    return folder() / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def _stamp(kind: str) -> Path:
    return folder() / f"ntm-{kind}.stamp"
