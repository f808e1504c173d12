"""What the operating system must bring: Qt's libraries, Python's venv, programs that tests compare with."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

# Shared library -> the Debian package that brings it (Qt's wheels bring everything else).
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Program -> the Debian package that brings it: independent readers of what we write, and a screen to draw on.
PEERS = {
    "age": "age",
    "minisign": "minisign",
    "unzip": "unzip",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "pdftoppm": "poppler-utils",
}

SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


class SetupError(Exception):
    """Something that the person at the keyboard must know; its text is the whole message."""


def missing_libraries(listing: str | None = None) -> list[str]:
    """Return the Debian packages whose libraries `ldconfig -p` (or `listing`, its output) does not name."""
    if listing is None:
        listing = _library_listing()
    if listing is None:
        return []
    present = {line.split()[0] for line in listing.splitlines() if line.startswith("\t")}
    return [package for library, package in LIBRARIES.items() if library not in present]


def missing_venv() -> list[str]:
    """Return the Debian package that lets this Python make environments, where it cannot."""
    return [] if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv") else ["python3-venv"]


def missing_peers() -> list[str]:
    """Return the Debian packages of the programs that tests compare with and that are not here."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for program, package in PEERS.items() if not shutil.which(program, path=SYSTEM_PATH)]


def need(packages: list[str]) -> None:
    """Install Debian `packages`, or stop with the one command that does it."""
    if packages and not install(packages):
        raise SetupError(f"Missing on this computer: {', '.join(packages)}.\n{how_to_install(packages)}")


def install(packages: list[str]) -> bool:
    """Install Debian `packages` with apt if this user may; say whether they are there now."""
    if not shutil.which("apt-get", path=SYSTEM_PATH) or not is_root():
        return False
    print(f"Installing {' '.join(packages)} …", flush=True)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if _apt(command) == 0:
        return True
    return _apt(["apt-get", "update"]) == 0 and _apt(command) == 0


def how_to_install(packages: list[str]) -> str:
    """Return the sentence that tells how a person brings `packages` here."""
    names = " ".join(packages)
    if is_root():
        return f"apt-get could not install them. Check the network, then: apt-get install {names}"
    if shutil.which("apt-get", path=SYSTEM_PATH):
        return f"Run this once, then try again:\n  sudo apt-get install --no-install-recommends {names}"
    return f"Install what your system calls (Debian's names): {names}"


def is_root() -> bool:
    """Say whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _library_listing() -> str | None:
    """Return what `ldconfig -p` prints; None where there is no such thing (Windows, musl)."""
    tool = shutil.which("ldconfig", path=SYSTEM_PATH)  # not in an ordinary user's PATH on Debian
    if not sys.platform.startswith("linux") or not tool:
        return None
    done = subprocess.run([tool, "-p"], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def _apt(command: list[str]) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
