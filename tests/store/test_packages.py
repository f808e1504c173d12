"""Packages written: numbers by recipient and lineage, what is not sent yet, what was answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.places import Level
from ntm_desktop.errors import BugError
from ntm_desktop.store import journal, packages, unsent
from ntm_desktop.store.database import open_database
from ntm_desktop.store.journal import Author, Change, Note, Unsent
from ntm_desktop.store.packages import Intent, OutRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.store.database import Database

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PROVINCE = (Level.PROVINCE, "91")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "ntm.sqlite3")
    yield opened
    opened.close()


def out(sequence: int = 1, *period: int, mark: int = 0, lineage: str = "first") -> OutRecord:
    return OutRecord(
        id=f"{lineage}-{sequence}",
        kind="report",
        recipient_level=Level.PROVINCE,
        recipient_code="91",
        recipient_name="An Giang",
        lineage=lineage,
        sequence=sequence,
        previous="",
        file_name=f"{sequence}.ntmpkg",
        sha256=f"sha-{lineage}-{sequence}",
        manifest_sha256=f"manifest-{lineage}-{sequence}",
        size=1,
        period=period or (2025,),
        counts={"answers": 3},
        journal_mark=mark,
        written_at=NOW,
    )


def keep(database: Database, one: OutRecord) -> None:
    with database.atomic() as connection:
        packages.record_sent(connection, one)


def change(database: Database, *keys: tuple[str, str]) -> int:
    note = Note("something", Author(), NOW)
    with database.atomic() as connection:
        return journal.write(connection, note, [Change(kind, key, None, "{}") for kind, key in keys])


def test_numbers_count_by_recipient_and_lineage(database: Database) -> None:
    assert packages.next_number(database, *PROVINCE, "first") == (1, "")
    keep(database, out(1))
    assert packages.next_number(database, *PROVINCE, "first") == (2, "manifest-first-1")
    assert packages.next_number(database, *PROVINCE, "second") == (1, "")
    assert packages.next_number(database, Level.DISTRICT, "911", "first") == (1, "")


def test_a_number_is_given_once(database: Database) -> None:
    keep(database, out(1))
    with pytest.raises(BugError, match=r"store.unexpected"):
        keep(database, replace(out(1), id="other"))
    assert packages.all_sent(database) == [out(1)]


def test_what_was_kept_is_read_back(database: Database) -> None:
    keep(database, out(1, 2024, 2025))
    assert packages.all_sent(database) == packages.sent_to(database, *PROVINCE) == [out(1, 2024, 2025)]
    assert packages.by_sha256(database, "sha-first-1") == out(1, 2024, 2025)
    assert packages.by_sha256(database, "none") is None
    assert packages.sent_to(database, Level.DISTRICT, "911") == []


def test_a_receipt_is_noted(database: Database) -> None:
    keep(database, out(1))
    with database.atomic() as connection:
        packages.set_receipt(connection, out(1), accepted=False, at=NOW, receipt={"remark": "Sai"})
    (one,) = packages.all_sent(database)
    assert (one.receipt_state, one.receipt_at, one.receipt) == ("refused", NOW, {"remark": "Sai"})


def test_everything_is_unsent_before_the_first_package(database: Database) -> None:
    assert unsent.unsent(database, *PROVINCE, [2025]) == Unsent(0, None)
    change(database, ("household", "h"), ("answer", "2025/h/1"), ("staff", "s"))
    assert unsent.unsent(database, *PROVINCE, [2025]) == Unsent(2, NOW)


def test_a_package_covers_its_years_only(database: Database) -> None:
    mark = change(database, ("household", "h"), ("answer", "2025/h/1"), ("answer", "2024/h/1"))
    keep(database, out(1, 2025, mark=mark))
    assert unsent.unsent(database, *PROVINCE, [2024, 2025]).changes == 1
    keep(database, out(2, 2024, mark=mark))
    assert unsent.unsent(database, *PROVINCE, [2024, 2025]) == Unsent(0, None)
    change(database, ("village", "v"), ("year_household", "2024/h"))
    assert unsent.unsent(database, *PROVINCE, [2024, 2025]).changes == 2
    assert unsent.unsent(database, *PROVINCE, []).changes == 1


def test_a_refused_package_leaves_its_changes_unsent(database: Database) -> None:
    keep(database, out(1, mark=change(database, ("answer", "2025/h/1"))))
    with database.atomic() as connection:
        packages.set_receipt(connection, out(1), accepted=False, at=NOW, receipt={})
    assert unsent.unsent(database, *PROVINCE, [2025]).changes == 1


def test_a_package_without_years_covers_what_all_years_share(database: Database) -> None:
    mark = change(database, ("shelf", "x"))
    assert unsent.unsent_shelf(database, *PROVINCE) == Unsent(1, NOW)
    keep(database, replace(out(1, mark=mark), period=()))
    assert unsent.unsent_shelf(database, *PROVINCE).changes == 0


def test_periods_are_years() -> None:
    assert packages.period_text([2025, 2024]) == "2024,2025"
    assert unsent.period_years("2024,2025") == (2024, 2025)
    assert unsent.period_years("") == ()


def test_an_intent_is_kept_until_it_is_done(database: Database) -> None:
    assert packages.intent(database) is None
    with database.atomic() as connection:
        packages.intend(connection, Intent("91", "first", 3, "x.ntmpkg"))
    assert packages.intent(database) == Intent("91", "first", 3, "x.ntmpkg")
    with database.atomic() as connection:
        packages.intend(connection, None)
    assert packages.intent(database) is None
