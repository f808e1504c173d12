"""The icons: every file draws something, in the colours of the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ntm_desktop import paths
from ntm_desktop.ui import icons
from ntm_desktop.ui.colours import DARK, LIGHT, Theme
from ntm_desktop.ui.theme import Look

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

FOLDER = paths.resources_folder() / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("dressed")
def test_every_icon_draws_something(name: str) -> None:
    image = icons.icon(name).pixmap(QSize(24, 24)).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
    assert 20 < inked < 500


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("mark_")])
def test_icons_carry_no_colour_of_their_own(name: str) -> None:
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in source
    assert not re.search(r"#[0-9a-fA-F]{3,6}", source)


def test_a_missing_icon_is_told() -> None:
    with pytest.raises(OSError, match="no_such_icon"):
        icons.icon("no_such_icon")


def test_icons_follow_the_theme(dressed: Appearance, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    button = QPushButton()
    QVBoxLayout(box).addWidget(button)
    icons.put(button, "add")
    assert _ink(button.icon()) == LIGHT.text
    dressed.set_look(Look(Theme.DARK))
    icons.redraw(box)
    assert _ink(button.icon()) == DARK.text
    assert _ink(button.icon(), QIcon.Mode.Disabled) == DARK.disabled


def _ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    image = icon.pixmap(QSize(20, 20), mode).toImage()  # a size that is drawn, not scaled
    return image.pixelColor(10, 10).name()
