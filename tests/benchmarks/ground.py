"""The ground that benchmarks stand on: a filled commune, made once a size and kept in .bench."""

from __future__ import annotations

import atexit
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop import app, settings
from ntm_desktop.services import demo, setup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.services.context import Context

FOLDER = Path(__file__).resolve().parents[2] / ".bench"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: the full run, or the quick one of CI."""

    households: int = 5000
    years: tuple[int, ...] = (2021, 2022, 2023, 2024, 2025)
    turns: int = 7
    quick: bool = False


FULL = Scale()
QUICK = Scale(households=1000, years=(2024, 2025), turns=3, quick=True)


def folder(scale: Scale) -> Path:
    """Return the data folder of a filled commune of this size, made when it is not there."""
    path = FOLDER / f"commune-{scale.households}-{len(scale.years)}"
    if not (path / "done").exists():
        shutil.rmtree(path, ignore_errors=True)
        with app.office(path) as context:
            demo.fill(context, demo.DemoPlan(scale.households, max(4, scale.households // 200), scale.years))
            # One person is at work, so that the start asks nobody who it is.
            settings.save(context.paths.settings, replace(settings.Settings(), last_staff=setup.staff(context)[0].id))
        (path / "done").touch()
    return path


@contextmanager
def office(scale: Scale) -> Iterator[Context]:
    """Open the filled commune."""
    with app.office(folder(scale)) as context:
        yield context


def scratch(name: str) -> Path:
    """Return an empty folder on the same disk."""
    path = FOLDER / "scratch" / f"{name}-{os.getpid()}"  # two runs do not meet
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path
