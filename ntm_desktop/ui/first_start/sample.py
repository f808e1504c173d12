"""The sample commune: made-up people in a folder of its own, so that it never mixes with an office's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.paths import DataPaths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ENDING = "-mau"


def sample_folder(data: Path) -> Path:
    """Return where the sample of a data folder lies: beside it, with «-mau» (sample) behind its name."""
    return data if is_sample(data) else data.with_name(data.name + _ENDING)


def own_folder(data: Path) -> Path:
    """Return the office's own data folder, whether `data` is it or its sample."""
    return data.with_name(data.name.removesuffix(_ENDING)) if is_sample(data) else data


def is_sample(data: Path) -> bool:
    """Tell whether a data folder is a sample."""
    return data.name.endswith(_ENDING)


def write_sample(folder: Path, progress: Callable[[float], None] | None = None) -> None:
    """Fill the sample in `folder` where it is not there yet: built beside, then renamed, so never half done."""
    if DataPaths(folder).database.exists():
        return
    from ntm_desktop import app  # only a sample needs these, and every start asks `is_sample`
    from ntm_desktop.services import demo

    building = folder.with_name(folder.name + ".dang-lap")
    import shutil

    shutil.rmtree(building, ignore_errors=True)
    with app.office(building) as context:
        demo.fill(context, demo.DemoPlan(), progress)
    shutil.rmtree(folder, ignore_errors=True)
    building.replace(folder)
