"""What a report holds, straight from SQL: the columns stand as the package declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ntm_desktop.exchange import schemas
from ntm_desktop.services import households
from ntm_desktop.store import outgoing
from tests.network import FIRST, Network, answer, network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Network]:
    with network(tmp_path / "net") as one:
        yield one


@pytest.fixture
def commune(net: Network) -> Context:
    context = net.commune(FIRST, "Nguyễn Văn Mẫu", "Trần Thị Thử")
    answer(context, 2024, ["1"])
    answer(context, 2025, ["1", "2"])
    return context


def test_rows_stand_in_the_order_of_the_declared_columns(commune: Context) -> None:
    tables = (schemas.VILLAGES, schemas.TASK_SETS, schemas.TASKS, schemas.HOUSEHOLDS, schemas.SHEETS, schemas.ANSWERS)
    rows = outgoing.commune_rows(commune.database, [2024, 2025])
    assert list(rows) == [table.name for table in tables]
    read = {table.name: [dict(zip(table.names, row, strict=True)) for row in rows[table.name]] for table in tables}
    (first, second) = households.find(commune)
    assert [row["head"] for row in read["households"]] == [first.head, second.head]
    assert read["households"][0]["successor"] is None
    assert read["sheets"][0] == {
        "household": first.id,
        "year": 2024,
        "village": first.village_id,
        "task_set": "ho-15-phan-viec-phuc-dung@1",
    }
    assert read["answers"][0]["status"] == "achieved"
    assert read["tasks"][0]["statuses"] == "achieved not_achieved not_applicable"
    assert len(read["answers"]) == 6
    assert outgoing.row_count(commune.database, [2024, 2025]) == 2 * 4 + 6


def test_only_the_named_years_travel(commune: Context) -> None:
    rows = outgoing.commune_rows(commune.database, [2024])
    assert {row[1] for row in rows["answers"]} == {2024}
    nothing = outgoing.commune_rows(commune.database, [])
    assert list(nothing["answers"]) == []
    assert len(list(nothing["households"])) == 2


def test_what_stands_on_the_shelf_is_told_upwards(net: Network, commune: Context) -> None:
    province = net.province()
    net.introduce(commune, province)
    sent = net.send(commune, province)
    net.take(province, sent.file)
    assert outgoing.received_rows(province.database, [2023, 2024, 2025]) == [
        (FIRST, 1, "2026-11-22", None, sent.sha256)
    ]
    with province.database.atomic() as connection:
        connection.execute("INSERT INTO report_deadline VALUES (2025, '2026-01-01')")
    assert outgoing.received_rows(province.database, [2024, 2025])[0][3] == 0
