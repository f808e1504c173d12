"""Real pictures of the program for the README: `python3 packaging/dev.py screenshots` makes them anew.

A sample commune and a sample province are made, the program's own window is opened on each, and grabbed at 1366×768.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "help" / "pictures"
SIZE = (1366, 768)
HOUSEHOLDS = 480

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ntm_desktop.ui.program import Program


def main() -> int:
    """Make every picture; return 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from ntm_desktop.ui.application import Appearance, make_application

    application = make_application(sys.argv[:1])
    appearance = Appearance(application)
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for program in _programs(Path(folder), appearance):
            _grab(program)
            program.close()
    return 0


def _programs(folder: Path, appearance: object) -> Iterator[Program]:
    from ntm_desktop import app, settings
    from ntm_desktop.domain.places import Level
    from ntm_desktop.services import demo, setup
    from ntm_desktop.ui.program import Program

    for level in (Level.COMMUNE, Level.PROVINCE):
        place = folder / level.value
        size = HOUSEHOLDS if level is Level.COMMUNE else HOUSEHOLDS // 4
        with app.office(place) as context:
            plan = demo.DemoPlan(households=size, office=demo.DEMO_OFFICES[level], level=level, communes=8)
            demo.fill(context, plan)
            person = setup.staff(context)[0].id
            chosen = replace(settings.Settings(), theme="light", last_staff=person)
            settings.save(context.paths.settings, chosen)
        program = Program(place, appearance)  # type: ignore[arg-type]  # an Appearance, imported late
        if program.start():
            yield program


def _grab(program: Program) -> None:
    from PySide6.QtTest import QTest

    window = program.window
    if window is None:
        return
    window.showNormal()
    window.resize(*SIZE)
    for place in window.shell.places:
        window.open_place(place.id)
        for _look in range(50):  # until what is read in the background has come
            QTest.qWait(100)
            if not window.shell.tasks.busy and _look > 3:  # noqa: PLR2004 - a page may begin to read a little later
                break
        picture = TARGET / f"{window.shell.role.value}-{place.id}.png"
        window.grab().save(str(picture))
        print(picture.relative_to(ROOT))


if __name__ == "__main__":
    raise SystemExit(main())
