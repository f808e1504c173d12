"""Packages received: what we hold, what we acknowledged, whatever the clock says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.domain.sequence import Held
from ntm_desktop.store import packages, received
from ntm_desktop.store.database import open_database
from ntm_desktop.store.received import InRecord
from tests.store.test_packages import out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.store.database import Database

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SENDER = (Level.COMMUNE, "30889")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "ntm.sqlite3")
    yield opened
    opened.close()


def one(sequence: int, *, accepted: bool = True, lineage: str = "first") -> InRecord:
    return InRecord(
        id=f"{lineage}-{sequence}-{accepted}",
        kind="report",
        sender_level=Level.COMMUNE,
        sender_code="30889",
        sender_name="Xã Mẫu",
        lineage=lineage,
        sequence=sequence,
        previous="",
        file_name="x.ntmpkg",
        sha256=f"sha-{lineage}-{sequence}",
        manifest_sha256=f"manifest-{lineage}-{sequence}",
        size=1,
        period=(2024, 2025),
        bagged_on="2026-11-22",
        received_at=NOW,
        accepted=accepted,
        counts={"answers": {"new": 1, "changed": 0, "removed": 0, "unchanged": 0}},
        problems=({"code": "exchange.more"},) if not accepted else (),
        missing=(7,),
        replaced={2024: None, 2025: "before"},
    )


def keep(database: Database, *records: InRecord) -> None:
    with database.atomic() as connection:
        for record in records:
            received.record(connection, record)


def test_what_was_kept_is_read_back(database: Database) -> None:
    keep(database, one(1), one(2, accepted=False))
    second, first = received.all_received(database)
    assert first == replace(one(1), number=1, problems=[], missing=[7])
    assert (second.accepted, second.problems, second.stands) == (False, [{"code": "exchange.more"}], False)
    assert received.received_from(database, *SENDER) == [second, first]
    assert received.package(database, first.id) == first
    assert received.package(database, "none") is None
    assert received.refused_before(database, "sha-first-2")
    assert not received.refused_before(database, "sha-first-1")


def test_we_hold_the_last_that_stands(database: Database) -> None:
    assert received.held(database, *SENDER) is None
    keep(database, one(1), one(2), one(3, accepted=False))
    history = {1: "manifest-first-1", 2: "manifest-first-2"}
    assert received.held(database, *SENDER) == Held("first", 2, "manifest-first-2", history)
    with database.atomic() as connection:
        received.mark_undone(connection, one(2), NOW)
    assert received.held(database, *SENDER) == Held("first", 1, "manifest-first-1", {1: "manifest-first-1"})
    assert received.known_numbers(database, *SENDER, "first") == {1, 2, 3}


def test_a_clock_set_back_changes_no_order(database: Database) -> None:
    keep(database, one(1), replace(one(2), received_at=NOW - timedelta(days=3650)))
    held = received.held(database, *SENDER)
    assert held is not None
    assert held.sequence == 2
    assert [record.sequence for record in received.all_received(database)] == [2, 1]


def test_another_lineage_makes_the_first_a_former_one(database: Database) -> None:
    keep(database, one(4), one(1, lineage="second"))
    assert received.held(database, *SENDER) == Held(
        "second", 1, "manifest-second-1", {1: "manifest-second-1"}, frozenset({"first"})
    )


def test_what_no_receipt_spoke_of_waits(database: Database) -> None:
    keep(database, one(1), one(2, accepted=False), replace(one(9), id="receipt", kind="receipt"))
    assert [record.sequence for record in received.unacknowledged(database, *SENDER)] == [1, 2]
    receipt = replace(out(1), id="r1", kind="receipt", recipient_level=Level.COMMUNE, recipient_code="30889")
    with database.atomic() as connection:
        packages.record_sent(connection, receipt)
        received.acknowledge(connection, ["first-1-True", "first-2-False"], "r1")
    # Nobody said yet that the receipt arrived.
    assert [record.sequence for record in received.unacknowledged(database, *SENDER)] == [1, 2]
    keep(database, replace(one(3), acknowledges=1, acknowledges_lineage="first"))
    assert [record.sequence for record in received.unacknowledged(database, *SENDER)] == [3]
    with database.atomic() as connection:
        received.mark_undone(connection, one(1), NOW)
    assert [record.sequence for record in received.unacknowledged(database, *SENDER)] == [1, 3]


def test_who_came_first_and_last(database: Database) -> None:
    later = NOW + timedelta(days=1)
    keep(database, one(1), replace(one(2), received_at=later), replace(one(3, accepted=False), received_at=later))
    assert received.first_received(database, 2025) == {("commune", "30889"): NOW}
    assert received.first_received(database, 2023) == {}
    assert received.latest(database)["commune", "30889"].sequence == 3
