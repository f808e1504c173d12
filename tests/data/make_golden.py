"""Make the golden files of this version: `python -m tests.data.make_golden`, from the root of the project.

One commune's database, the keys and cards of its province, and a package from the one to the other. Everybody in them
is made up. They are made once for each released version and never again: a later program must open them as they are.
Until a version is released, run this whenever the schema or the package's format has changed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from ntm_desktop import __version__, app
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.services import answers, backups, households, sending, setup, trust
from tests.offices import COMMUNE, REFERENCE_TASKS, FakeClock, settle

DATA = Path(__file__).parent
PROVINCE = "91"
YEARS = (2025, 2026)
TASKS = tuple(str(number) for number in range(1, 16))
HEADS = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Danh Mẫu", "Lê Văn Thử", "Phạm Thị Mẫu", "Võ Văn Thử")
SIGNS = (Status.ACHIEVED, Status.NOT_ACHIEVED, Status.NOT_ASSESSED)


def main() -> None:
    """Make the files of this version anew."""
    folders = [DATA / kind / __version__ for kind in ("databases", "packages")]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        _make(Path(scratch), *folders)
    for file in sorted(path for folder in folders for path in folder.iterdir()):
        sys.stdout.write(f"{file.relative_to(DATA)}  {file.stat().st_size:,} bytes\n")


def _make(scratch: Path, databases: Path, packages: Path) -> None:
    clock = FakeClock()
    with app.office(scratch / "c", clock) as commune, app.office(scratch / "p", clock) as province:
        for context, level, code in ((commune, Level.COMMUNE, COMMUNE), (province, Level.PROVINCE, PROVINCE)):
            setup.create(context, setup.NewOffice(level, code, task_set=REFERENCE_TASKS, staff_name="Trần Thị Mẫu"))
        for village in ("Kinh 5", "Xẻo Lùng"):
            settle(commune, village, *HEADS)
        for year in YEARS:
            cells = [
                answers.NewAnswer(one.id, task, Answer(SIGNS[(place + int(task) + year) % 3]))
                for place, one in enumerate(households.find(commune))
                for task in TASKS
            ]
            answers.set_answers(commune, year, cells)
        for ours, theirs in ((commune, province), (province, commune)):
            card = trust.write_card(theirs, packages)
            trust.trust(ours, card, trust.own_card(theirs).fingerprint)
        sending.write_package(commune, PROVINCE, packages)
        shutil.copy2(backups.write(commune).path, databases / "ntm.sqlite3")
        # The province as it was before anything came: its keys are in it.
        shutil.copy2(backups.write(province).path, packages / "province.sqlite3")


if __name__ == "__main__":
    main()
