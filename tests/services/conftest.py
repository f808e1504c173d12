"""An open commune for the tests of use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.network import FIRST, Network, answer, network
from tests.offices import FakeClock, commune

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ntm_desktop.services.context import Context


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def office(tmp_path: Path, clock: FakeClock) -> Iterator[Context]:
    """A commune in An Giang with one member of staff and no household."""
    with commune(tmp_path / "office", clock) as context:
        yield context


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Network]:
    """Offices that can come to trust one another."""
    with network(tmp_path / "net") as one:
        yield one


@pytest.fixture(name="commune")
def reporting_commune(net: Network) -> Context:
    """A commune with two households and a year."""
    context = net.commune(FIRST, "Nguyễn Văn Mẫu", "Trần Thị Thử")
    answer(context, 2025, ["1", "2"])
    return context


@pytest.fixture
def province(net: Network, commune: Context) -> Context:
    """The province that the commune reports to; they trust one another."""
    context = net.province()
    net.introduce(commune, context)
    return context
