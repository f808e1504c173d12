"""Undo and redo in the grid: named, whole acts, and shown where they were; totals follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.services import answers
from tests.ui.pages.grid_demo import NEW, Shop, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shop(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    """Return an office with six households in two villages: three on the first village's sheet."""
    del dressed
    with opened(qtbot, data_folder) as made:
        yield made


def test_undo_words_name_the_act(shop: Shop) -> None:
    shop.key(K.Key_A, held=CTRL)
    shop.key("1")
    assert shop.page.undo_words() == "nhập kết quả (45 ô)"
    assert shop.page.redo_words() == ""
    shop.page.undo()
    assert shop.page.redo_words() == "nhập kết quả (45 ô)"
    assert "hoàn tác" in shop.said()
    shop.page.redo()
    assert shop.line(2) == "x" * 15


def test_undo_shows_what_it_took_back(shop: Shop) -> None:
    shop.key(K.Key_Down, K.Key_Right)
    shop.key(K.Key_Down, K.Key_Right, held=SHIFT)
    block = shop.view.block
    shop.key("0", K.Key_Home)
    shop.key(K.Key_Home, held=CTRL)
    shop.key(K.Key_Z, held=CTRL)
    assert shop.view.block == block
    assert "hoàn tác" in shop.said()


def test_undo_of_scattered_cells_shows_the_first(shop: Shop) -> None:
    row, other = shop.page.model.row_at(2), shop.page.model.row_at(0)
    assert row is not None
    assert other is not None
    done = Answer(Status.ACHIEVED)
    cells = [answers.NewAnswer(row.household.id, "5", done), answers.NewAnswer(other.household.id, "1", done)]
    answers.set_answers(shop.context, NEW, cells)
    shop.key(K.Key_Z, held=CTRL)
    assert shop.view.cell in {(2, 4), (0, 0)}
    assert shop.view.block is not None
    assert shop.view.block.single


def test_undo_of_what_is_not_in_view_says_where_it_was(shop: Shop) -> None:
    row = shop.page.model.row_at(0)
    assert row is not None
    shop.key("1")
    shop.page.bar.village.setCurrentIndex(1)
    shop.key(K.Key_Z, held=CTRL)
    assert f"Ở hộ {row.household.head}, năm {NEW}" in shop.said()


def test_a_year_that_is_opened_again_is_shown(shop: Shop) -> None:
    shop.page.open_year(NEW + 1)
    assert shop.page.year == NEW + 1
    shop.page.undo()
    assert shop.page.year == NEW
    shop.page.redo()
    assert shop.page.year == NEW + 1
    assert "Đã làm lại" in shop.said()


def test_what_was_said_is_gone_when_one_comes_back(shop: Shop) -> None:
    shop.key("x")
    assert shop.page.strip.message.isVisible()
    assert shop.page.leave()
    assert not shop.page.strip.message.isVisible()


def test_nothing_to_redo_is_said(shop: Shop) -> None:
    shop.key(K.Key_Y, held=CTRL)
    assert "làm lại" in shop.said()


def test_totals_follow_each_key(shop: Shop) -> None:
    shop.key("1" * 14 + "-")
    assert shop.page.foot.texts()[0] == "1"
    assert shop.page.foot.texts()[-1] == "1 ✓"
    assert shop.page.model.index(0, 15).data() == "14/14 ✓"
