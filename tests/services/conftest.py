"""An open commune for the tests of use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
