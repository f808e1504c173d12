"""What any released version wrote, this program opens: the databases and packages under tests/data."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import __version__, app
from ntm_desktop.services import backups, doctor, households, receiving, receiving_overview
from ntm_desktop.store import integrity, migrations
from ntm_desktop.store.contents import contents
from tests.offices import FakeClock

if TYPE_CHECKING:
    from ntm_desktop.services.context import Context

DATA = Path(__file__).resolve().parents[1] / "data"
LATER = datetime(2026, 12, 1, tzinfo=UTC)
VERSIONS = sorted(path.name for path in (DATA / "databases").iterdir())


def opened_from(golden: Path, folder: Path) -> Path:
    """Put a golden database where an office has its own; the golden file itself is never opened for writing."""
    folder.mkdir()
    shutil.copy2(golden, folder / "ntm.sqlite3")
    return folder


def test_this_version_has_its_golden_files() -> None:
    assert __version__ in VERSIONS
    assert {path.name for path in (DATA / "packages").iterdir()} == set(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_every_version_opens_and_is_sound(version: str, tmp_path: Path) -> None:
    folder = opened_from(DATA / "databases" / version / "ntm.sqlite3", tmp_path / "office")
    with app.office(folder, FakeClock(LATER)) as office:
        assert office.database.value("PRAGMA user_version") == migrations.VERSION
        assert integrity.structure_faults(office.database) == []
        assert integrity.wrong_totals(office.database) == 0
        people = households.find(office)
        assert len(people) == 12
        assert people[0].head == "Nguyễn Văn Mẫu"
        assert office.database.value("SELECT count(*) FROM answer WHERE status = 'achieved'") == 120
        assert [one.name for one in doctor.examine(office) if not one.ok] == []
        made = backups.write(office)
    assert contents(made.path)["household"].rows == 12


@pytest.mark.parametrize("version", VERSIONS)
def test_a_migrated_database_has_the_shape_of_a_new_one(version: str, tmp_path: Path) -> None:
    """Where this fails for a version that is not released yet: python -m tests.data.make_golden."""
    folder = opened_from(DATA / "databases" / version / "ntm.sqlite3", tmp_path / "old")
    with app.office(folder) as old, app.office(tmp_path / "new") as new:
        assert shape(old) == shape(new)


def shape(office: Context) -> dict[str, str]:
    rows = office.database.rows("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
    return {name: " ".join(sql.split()) for name, sql in rows}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_package_of_every_version_is_taken_in(version: str, tmp_path: Path) -> None:
    packages = DATA / "packages" / version
    folder = opened_from(packages / "province.sqlite3", tmp_path / "office")
    with app.office(folder, FakeClock(LATER)) as province:
        (file,) = packages.glob("*.ntmpkg")
        done = receiving.apply(province, receiving.inspect(province, file))
        assert (done.accepted, done.problems) == (True, ())
        whole = receiving_overview.consolidated(province, 2026).whole
        assert (whole.households, sum(whole.achieved.values())) == (12, 60)
