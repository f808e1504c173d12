"""Two offices that trust one another, made once: keys are only numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exchange.forge import Forge
from tests.exchange.offices import Pair

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def pair() -> Pair:
    return Pair()


@pytest.fixture
def forge(pair: Pair, tmp_path: Path) -> Forge:
    return Forge.of(pair, tmp_path)
