"""Dialogs open large enough for their words, and never higher than the smallest screen that we serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from ntm_desktop.ui.sizes import SMALLEST_ROOM, open_as_high_as_needed, open_at
from ntm_desktop.ui.theme import Look, Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def dialog(dressed: Appearance, qtbot: QtBot) -> QDialog:
    del dressed
    made = QDialog()
    qtbot.addWidget(made)
    return made


def test_a_size_is_taken_as_it_is_at_ten_points(dialog: QDialog) -> None:
    open_at(dialog, (640, 480))
    assert (dialog.width(), dialog.height()) == (640, 480)


def test_it_grows_with_the_text_but_not_beyond_the_screen(dialog: QDialog, dressed: Appearance) -> None:
    dressed.set_look(Look(Theme.LIGHT, 13))
    open_at(dialog, (640, 400))
    assert (dialog.width(), dialog.height()) == (832, 520)
    room = dialog.screen().availableGeometry()
    open_at(dialog, (4000, 3000))
    assert dialog.width() == max(room.width(), SMALLEST_ROOM[0])
    assert dialog.height() < max(room.height(), SMALLEST_ROOM[1])


@pytest.mark.parametrize("points", [10, 13])
def test_sentences_get_their_height(dialog: QDialog, dressed: Appearance, points: int) -> None:
    dressed.set_look(Look(Theme.LIGHT, points))
    said = QLabel("Hãy gọi điện hỏi đơn vị gửi trước khi quyết định. " * 12)
    said.setWordWrap(True)
    QVBoxLayout(dialog).addWidget(said)
    open_as_high_as_needed(dialog, 500)
    dialog.show()
    assert said.height() >= said.heightForWidth(said.width())
