"""Trusted cards: one for an office, the former ones kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.store import cards
from ntm_desktop.store.cards import CardRecord
from ntm_desktop.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.store.database import Database

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "ntm.sqlite3")
    yield opened
    opened.close()


def card(fingerprint: str, code: str = "30889", name: str = "Xã Mẫu") -> CardRecord:
    return CardRecord(fingerprint, Level.COMMUNE, code, name, "{}", NOW, "Trần Thị Mẫu")


def trust(database: Database, one: CardRecord) -> list[str]:
    with database.atomic() as connection:
        return [change.key for change in cards.trust(connection, one)]


def test_a_card_is_kept_and_found(database: Database) -> None:
    assert cards.trusted(database, Level.COMMUNE, "30889") is None
    assert trust(database, card("1")) == ["1"]
    assert cards.trusted(database, Level.COMMUNE, "30889") == card("1")
    assert cards.trusted(database, Level.PROVINCE, "30889") is None


def test_a_new_card_takes_the_place_of_the_old(database: Database) -> None:
    trust(database, card("1"))
    assert trust(database, card("2")) == ["1", "2"]
    assert [one.fingerprint for one in cards.all_cards(database)] == ["2"]
    states = {one.fingerprint: one.state for one in cards.all_cards(database, with_former=True)}
    assert states == {"1": "replaced", "2": "trusted"}


def test_a_former_card_can_come_back(database: Database) -> None:
    trust(database, card("1"))
    trust(database, card("2"))
    assert trust(database, card("1", name="Xã Mẫu Mới")) == ["2", "1"]
    assert cards.all_cards(database) == [card("1", name="Xã Mẫu Mới")]


def test_retiring_touches_one_office(database: Database) -> None:
    trust(database, card("1"))
    trust(database, card("2", code="31108"))
    with database.atomic() as connection:
        changes = cards.retire(connection, Level.COMMUNE, "30889", cards.FORGOTTEN)
    assert [(change.kind, change.key) for change in changes] == [("card", "1")]
    assert [one.code for one in cards.all_cards(database)] == ["31108"]
