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
            if program.window is not None and program.window.shell.role.value == "commune":
                _grab_import(program, Path(folder) / "Danh sách hộ 2026.xlsx")
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
            if not window.shell.tasks.busy and _look > 14:  # noqa: PLR2004 - a page may begin to read a little later
                break
        picture = TARGET / f"{window.shell.role.value}-{place.id}.png"
        window.grab().save(str(picture))
        print(picture.relative_to(ROOT))


def _grab_import(program: Program, path: Path) -> None:
    """Grab the import over the list, with a made-up file as offices keep it: where each column was recognised."""
    from PySide6.QtTest import QTest

    from ntm_desktop.ui.importing.flow import Step
    from ntm_desktop.ui.pages.households import HouseholdsPage

    window = program.window
    if window is None or not program.go("households"):
        return
    page = window.page
    if not isinstance(page, HouseholdsPage):
        return
    _write_list(path)
    page.import_file(path)
    dialog = page.import_dialog
    if dialog is None:
        return
    for _look in range(100):
        QTest.qWait(50)
        if dialog.flow.step is Step.COLUMNS and not dialog.tasks.busy:
            break
    picture = TARGET / "commune-import.png"
    dialog.grab().save(str(picture))
    print(picture.relative_to(ROOT))
    dialog.reject()


def _write_list(path: Path) -> None:
    """Write a list with a title, a head of two lines, and a section line a village."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:
        return
    sheet.append(["DANH SÁCH HỘ GIA ĐÌNH NĂM 2026"])
    sheet.append(["TT", "Họ và tên chủ hộ", "Năm sinh", None, "Số khẩu", "Diện hộ"])
    sheet.append([None, None, "Nam", "Nữ", None, None])
    people = ("Lê Văn Mẫu", "Trần Thị Thử", "Danh Văn Ví Dụ", "Phạm Thị Mẫu", "Võ Văn Thử", "Đặng Thị Ví Dụ")
    for number, village in enumerate(("Ấp Kinh Mới", "Ấp Tân Mẫu"), start=1):
        sheet.append(["I" * number, village.upper()])
        for at, name in enumerate(people, start=1):
            man = " Văn " in name
            year = 1950 + 4 * at + number
            sheet.append([at, name, year if man else None, None if man else year, 2 + at % 4, "Không nghèo"])
        sheet.append([None, f"Cộng: {len(people)} hộ"])
    book.save(path)


if __name__ == "__main__":
    raise SystemExit(main())
