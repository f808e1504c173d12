"""Beside a peer: rows written to and applied from a package of ours, and notes of Anki's own package.

Ours is signed, encrypted, read back and checked row by row; Anki's is compressed only. The peer lives in an
environment of its own, made on demand; where it cannot be had, that is said, and nothing else is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.services import receiving, sending, setup
from tests.benchmarks import ground, packages
from tests.benchmarks.measure import Line, timed

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale

PEER = "anki"
_SCRIPT = Path(__file__).with_name("peer_script.py")
_YEAR = 2025
_ROWS_A_HOUSEHOLD = 17  # itself, its line on the sheet, 15 answers


def lines(scale: Scale) -> list[Line]:
    """Measure writing and applying, rows against notes of the same number, seconds a thousand."""
    if scale.quick:  # a quick run fetches nothing
        return []
    python = _environment()
    if python is None:
        print(f"SKIPPED: {PEER} could not be had, so nothing is measured beside it.", file=sys.stderr)
        return []
    households = 5000
    rows = households * _ROWS_A_HOUSEHOLD
    written, applied, exported, imported = [], [], [], []
    for turn in range(3):
        place = ground.scratch(f"peer-{turn}")
        theirs = _peer(python, rows, place)
        wrote, took = _ours(households, place)
        exported.append(theirs["export"] / rows * 1000)
        imported.append(theirs["import"] / rows * 1000)
        written.append(wrote / rows * 1000)
        applied.append(took / rows * 1000)
    return [
        _line("written, signed, encrypted and verified", written, "Anki's export", exported, rows),
        _line("opened, checked and applied", applied, "Anki's import", imported, rows),
    ]


def _line(act: str, ours: list[float], name: str, theirs: list[float], rows: int) -> Line:
    speed, other = (1000 / min(seconds) for seconds in (ours, theirs))
    return Line(
        f"A thousand rows {act}, against {name} of a thousand notes",
        tuple(ours),
        tuple(theirs),
        1.0,
        note=f"{rows:,} each: {speed:,.0f} rows/s, {other:,.0f} notes/s",
    )


def _ours(households: int, place: Path) -> tuple[float, float]:
    stick = place / "usb"
    stick.mkdir()
    with (
        ground.office(ground.Scale(households=households, years=(_YEAR,))) as commune,
        app.office(place / "province") as province,
    ):
        setup.create(province, setup.NewOffice(Level.PROVINCE, packages.PROVINCE))
        packages.introduce(commune, province, place)
        wrote = timed(lambda: sending.write_package(commune, packages.PROVINCE, stick))
        package = next(stick.glob("*.ntmpkg"))
        return wrote, timed(lambda: receiving.apply(province, receiving.inspect(province, package)))


def _peer(python: Path, count: int, place: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - our own script
        [str(python), str(_SCRIPT), str(count), str(place)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _environment() -> Path | None:
    """Return the Python of the peer's environment, made where it is not there yet; None where it cannot be had."""
    home = ground.FOLDER / "peer"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _has_peer(python):
        return python
    for command in ([sys.executable, "-m", "venv", str(home)], [str(python), "-m", "pip", "install", "-q", PEER]):
        try:
            subprocess.run(command, check=True, timeout=600, capture_output=True)  # noqa: S603 - named above
        except (OSError, subprocess.SubprocessError):
            return None
    return python if _has_peer(python) else None


def _has_peer(python: Path) -> bool:
    if not python.exists():
        return False
    command = [str(python), "-c", f"import {PEER}.collection"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 - named above
