"""A package written and verified, and applied, against a plain pipeline of the same rows."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pyrage

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.services import receiving, sending, setup, trust
from tests.benchmarks import ground
from tests.benchmarks.measure import Line, in_child, timed

if TYPE_CHECKING:
    from pathlib import Path

    from ntm_desktop.services.context import Context
    from tests.benchmarks.ground import Scale

TABLES = {
    "villages": "SELECT id, number, name, word, ethnic_minority_area, closed FROM village",
    "households": "SELECT id, code, village_id, head, birth_year, sex, ethnic_group, poverty, members, address, status"
    " FROM household",
    "sheets": "SELECT household_id, year, village_id FROM year_household",
    "answers": "SELECT household_id, year, task, status, registered, remark, answered_on FROM answer",
}
PROVINCE = "91"


def lines(scale: Scale) -> list[Line]:
    """Measure writing and applying, each beside its plain pipeline, and the memory that it took."""
    place = ground.scratch("packages")
    written: list[float] = []
    applied: list[float] = []
    plain_out: list[float] = []
    plain_in: list[float] = []
    with ground.office(scale) as commune:
        for turn in range(max(3, scale.turns // 2) + 1):
            # A new receiving office each turn, so that every package is applied whole; the first turn warms up.
            with app.office(place / f"province-{turn}") as province:
                setup.create(province, setup.NewOffice(Level.PROVINCE, PROVINCE))
                introduce(commune, province, place)
                stick = place / f"usb-{turn}"
                stick.mkdir()
                written.append(timed(lambda: sending.write_package(commune, PROVINCE, stick)))  # noqa: B023 - now
                package = next(stick.glob("*.ntmpkg"))
                applied.append(timed(lambda: receiving.apply(province, receiving.inspect(province, package))))  # noqa: B023
            sealed = place / f"plain-{turn}.age"
            key = pyrage.x25519.Identity.generate()
            plain_out.append(timed(lambda: _plain_write(commune.paths.database, sealed, key)))  # noqa: B023
            plain_in.append(timed(lambda: _plain_apply(sealed, place / f"plain-{turn}.sqlite3", key)))  # noqa: B023
    peak = _peak(scale, place)
    shutil.rmtree(place)
    rows = f"{scale.households} households × {len(scale.years)} years"
    return [
        Line(f"Package of {rows} written and verified", tuple(written[1:]), tuple(plain_out[1:]), 2.0),
        Line(f"Package of {rows} applied", tuple(applied[1:]), tuple(plain_in[1:]), 2.0),
        Line("Memory of writing, and of applying, that package, whole process", peak, bound_seconds=300, unit="MiB"),
    ]


def _peak(scale: Scale, place: Path) -> tuple[float, ...]:
    """Return the peaks of writing and of applying, each in a process of its own."""
    home = ground.folder(scale)
    with app.office(home) as commune, app.office(place / "province-peak") as province:
        setup.create(province, setup.NewOffice(Level.PROVINCE, PROVINCE))
        introduce(commune, province, place)
    stick = place / "usb-peak"
    stick.mkdir()
    writing = in_child("tests.benchmarks.memory", "write", str(home), str(stick), PROVINCE, folder=ground.FOLDER.parent)
    package = str(next(stick.glob("*.ntmpkg")))
    applying = in_child(
        "tests.benchmarks.memory", "apply", str(place / "province-peak"), package, folder=ground.FOLDER.parent
    )
    return (max(writing["peak"], applying["peak"]),)


def introduce(commune: Context, province: Context, place: Path) -> None:
    """Let two offices trust each other's cards."""
    for one, other in ((commune, province), (province, commune)):
        card = trust.write_card(other, place / f"{other.office.code}.ntmcard")
        trust.trust(one, card, trust.read(one, card).fingerprint)
        card.unlink()


def _plain_write(database: Path, target: Path, key: pyrage.x25519.Identity) -> None:
    packed = io.BytesIO()
    with (
        closing(sqlite3.connect(database)) as connection,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, query in TABLES.items():
            text = io.StringIO()
            csv.writer(text).writerows(connection.execute(query))
            archive.writestr(f"{name}.csv", text.getvalue())
    target.write_bytes(pyrage.encrypt(packed.getvalue(), [key.to_public()]))


def _plain_apply(sealed: Path, target: Path, key: pyrage.x25519.Identity) -> None:
    packed = pyrage.decrypt(sealed.read_bytes(), [key])
    with closing(sqlite3.connect(target)) as connection, zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in TABLES:
            rows = list(csv.reader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8"))))
            columns = ",".join(f"c{index} TEXT" for index in range(len(rows[0])))
            key_columns = {"answers": "c0, c1, c2", "sheets": "c0, c1"}.get(name, "c0")
            connection.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({key_columns})) WITHOUT ROWID")
            connection.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)
        connection.commit()
