"""Years whose task lists differ in length, one after the other in the same table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.services import task_sets
from tests.ui.pages.grid_demo import NEW, Shop, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def shop(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    del dressed
    with opened(qtbot, data_folder) as made:
        yield made


def test_a_longer_list_after_a_shorter_one_has_even_columns(shop: Shop) -> None:
    chosen = task_sets.of_year(shop.context, NEW)
    task_sets.save_edition(shop.context, replace(chosen, edition=0, tasks=chosen.tasks[:13]))
    shop.page.open_year(NEW + 1)
    assert shop.page.model.task_count == 13
    shop.page.show_sheet(year=NEW)
    heads, shares = shop.view.heads, shop.view.shares
    assert {heads.sectionSize(column) for column in range(15)} == {shares.task}
    assert heads.sectionSize(15) == shares.total
