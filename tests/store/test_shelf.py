"""The shelf: pointers, figures, who is expected, deadlines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.store import received, shelf
from ntm_desktop.store.database import open_database
from ntm_desktop.store.shelf import ExpectedUnit, Figures
from tests.store.test_received import one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.store.database import Database

SENDER = (Level.COMMUNE, "30889")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "ntm.sqlite3")
    with opened.atomic() as connection:
        received.record(connection, one(1))
        received.record(connection, one(2))
    yield opened
    opened.close()


FIRST, SECOND = "first-1-True", "first-2-True"


def figures(achieved: int = 1, commune: str = "30889") -> Figures:
    return Figures(
        (
            (2025, commune, "Xã Mẫu", "v1", 1, "Ấp 1", 2, 2, 1, 1),
            (2025, commune, "Xã Mẫu", "v2", 2, "Ấp 2", 1, 0, 0, 0),
        ),
        ((2025, commune, "v1", "1", achieved, 1, 0, 1),),
    )


def stand(database: Database, package: str, *, level: Level = Level.COMMUNE, code: str = "30889") -> None:
    with database.atomic() as connection:
        shelf.point(connection, level, code, {2025: package})


def test_a_pointer_is_set_moved_and_taken_away(database: Database) -> None:
    stand(database, FIRST)
    assert shelf.pointers(database, *SENDER) == {2025: FIRST}
    with database.atomic() as connection:
        changes = shelf.point(connection, *SENDER, {2025: SECOND, 2024: FIRST})
    assert [(change.before, change.after) for change in changes] == [
        (f'["{FIRST}"]', f'["{SECOND}"]'),
        ("[null]", f'["{FIRST}"]'),
    ]
    assert shelf.standing(database, 2025) == {("commune", "30889"): SECOND}
    assert shelf.years(database) == [2025, 2024]
    with database.atomic() as connection:
        shelf.point(connection, *SENDER, {2024: None})
    assert shelf.years(database) == [2025]


def test_figures_stand_with_their_pointer(database: Database) -> None:
    with database.atomic() as connection:
        shelf.keep_figures(connection, FIRST, figures())
        shelf.keep_figures(connection, SECOND, figures(achieved=2))
    assert shelf.figures(database, 2025) == []
    stand(database, FIRST)
    (found,) = shelf.figures(database, 2025)
    assert (found.commune.households, found.commune.started, found.commune.achieved) == (3, 2, {"1": 1})
    assert [village.name for village in found.villages] == ["Ấp 1", "Ấp 2"]
    stand(database, SECOND)
    assert shelf.figures(database, 2025)[0].commune.achieved == {"1": 2}


def test_a_communes_own_word_goes_first(database: Database) -> None:
    with database.atomic() as connection:
        shelf.keep_figures(connection, FIRST, figures(achieved=5))
        shelf.keep_figures(connection, SECOND, figures(achieved=6))
    stand(database, FIRST, level=Level.DISTRICT, code="911")
    stand(database, SECOND)
    (found,) = shelf.figures(database, 2025)
    assert (found.sender_code, found.commune.achieved) == ("30889", {"1": 6})
    assert shelf.task_rows(database, [2025]) == [("30889", 2025, "v1", "1", 6, 1, 0, 1)]
    assert len(shelf.unit_rows(database, [2025])) == 2
    assert shelf.unit_rows(database, []) == []
    stand(database, FIRST, level=Level.PROVINCE, code="01")
    assert shelf.figures(database, 2025)[0].commune.achieved == {"1": 6}


def test_villages_go_upwards_by_their_number(database: Database) -> None:
    villages = (("v9", 1, "Ấp Một"), ("v1", 2, "Ấp Hai"), ("v5", 3, "Ấp Ba"))
    units = tuple((2025, "30889", "Xã A", *village, 4, 4, 4, 1) for village in villages)
    with database.atomic() as connection:
        shelf.keep_figures(connection, FIRST, Figures(units, ()))
    stand(database, FIRST)
    assert [row[4] for row in shelf.unit_rows(database, [2025])] == ["Ấp Một", "Ấp Hai", "Ấp Ba"]


def test_who_is_expected(database: Database) -> None:
    units = [ExpectedUnit(Level.COMMUNE, "31108", "Kiên Hải"), ExpectedUnit(Level.COMMUNE, "30889", "Mẫu")]
    with database.atomic() as connection:
        assert shelf.set_expected(connection, units) is not None
        assert shelf.set_expected(connection, units) is None
    assert [unit.code for unit in shelf.expected(database)] == ["30889", "31108"]


def test_deadlines(database: Database) -> None:
    with database.atomic() as connection:
        assert shelf.set_deadline(connection, 2025, None) is None
        assert shelf.set_deadline(connection, 2025, date(2026, 1, 15)) is not None
        assert shelf.set_deadline(connection, 2025, date(2026, 1, 15)) is None
        assert shelf.set_deadline(connection, 2025, date(2026, 1, 20)) is not None
    assert shelf.deadlines(database) == {2025: date(2026, 1, 20)}
    with database.atomic() as connection:
        assert shelf.set_deadline(connection, 2025, None) is not None
    assert shelf.deadlines(database) == {}
