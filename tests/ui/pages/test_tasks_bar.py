"""The line above the grid: its letters, its words whole on small screens, the menus of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar, QToolButton

from ntm_desktop.settings import Settings
from ntm_desktop.ui.models.grid import Mode
from ntm_desktop.ui.models.grid_filters import Kind
from tests.ui.pages.grid_demo import Shop, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shop(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    """Return an office with six households in two villages: three on the first village's sheet."""
    del dressed
    with opened(qtbot, data_folder) as made:
        yield made


@pytest.mark.parametrize(
    ("key", "reached"),
    [(K.Key_N, "year"), (K.Key_A, "village"), (K.Key_L, "kind")],
)
def test_the_bar_is_reached_by_its_mnemonics(shop: Shop, key: Qt.Key, reached: str) -> None:
    shop.key(key, held=ALT)
    assert getattr(shop.page.bar, reached).hasFocus()


def test_the_mode_is_switched_by_its_mnemonic(shop: Shop) -> None:
    shop.key(K.Key_G, held=ALT)
    shop.qtbot.waitUntil(lambda: shop.page.model.mode is Mode.REGISTER)
    shop.key(K.Key_K, held=ALT)
    shop.qtbot.waitUntil(lambda: shop.page.model.mode is Mode.RESULT)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", [Kind.ALL, Kind.NOT_ACHIEVED])
@pytest.mark.parametrize("width", [1168, 895])  # 1366 and 1093 pixels without the places
def test_no_word_of_the_bar_is_cut(shop: Shop, dressed: Appearance, language: str, kind: Kind, width: int) -> None:
    dressed.apply(Settings(theme="light", language=language))
    bar = shop.page.bar
    bar.kind.setCurrentIndex(bar.kind.findData(kind.value))
    parts = (bar.result, bar.register, bar.compare)
    shop.page.resize(width, 508)
    shop.qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))
    assert shop.page.width() == width
    assert bar.search.width() >= 90


def test_a_list_opens_as_wide_as_its_words(shop: Shop) -> None:
    kind = shop.page.bar.kind
    kind.setFixedWidth(60)
    kind.showPopup()
    assert kind.view().width() >= kind.view().sizeHintForColumn(0) > 60
    kind.hidePopup()


def test_without_room_for_labels_their_letters_still_work(shop: Shop) -> None:
    shop.page.resize(700, 508)
    shop.qtbot.wait(10)
    assert shop.page.bar.year.accessibleName() == "Năm"
    for key, reached in ((K.Key_N, "year"), (K.Key_A, "village"), (K.Key_L, "kind")):
        shop.view.setFocus()
        shop.key(key, held=ALT)
        assert getattr(shop.page.bar, reached).hasFocus()


def test_the_menus_are_reached_by_their_letters(shop: Shop) -> None:
    bar = QToolBar()
    shop.qtbot.addWidget(bar)
    bar.addActions(shop.page.actions_shown())
    buttons = [bar.widgetForAction(action) for action in shop.page.actions_shown()]
    assert [button.text() for button in buttons if isinstance(button, QToolButton)] == ["Thao tá&c", "&In", "&Excel"]
