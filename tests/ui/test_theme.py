"""The looks: contrast by computation, one style, and what a person chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView

from ntm_desktop.ui.colours import (
    OUTLINE_CONTRAST,
    OUTLINE_PAIRS,
    TEXT_CONTRAST,
    TEXT_PAIRS,
    THEMES,
    Colours,
    Role,
    Theme,
    contrast,
    luminance,
    role_colour,
)
from ntm_desktop.ui.theme import Look, apply_look, colours_in_use, prepare_table, resolve, row_height

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


def test_contrast_is_computed_as_the_guideline_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="/".join)
def test_text_can_be_read(theme: Theme, pair: tuple[str, str]) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", OUTLINE_PAIRS, ids="/".join)
def test_controls_can_be_seen(theme: Theme, pair: tuple[str, str]) -> None:
    colours = THEMES[theme]
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= OUTLINE_CONTRAST


@pytest.mark.parametrize("colours", THEMES.values())
def test_the_roles_differ_in_colour(colours: Colours) -> None:
    assert role_colour(Role.COMMUNE, colours) != role_colour(Role.RECEIVING, colours)


@pytest.mark.parametrize("theme", THEMES)
def test_the_application_wears_the_theme(dressed: Appearance, qapp: QApplication, theme: Theme) -> None:
    dressed.set_look(Look(theme, 12))
    assert colours_in_use() == THEMES[theme]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == THEMES[theme].window
    assert qapp.font().pointSize() == 12


def test_the_text_of_widgets_grows(dressed: Appearance, qtbot: QtBot) -> None:
    label = QLabel("Ấp Hòa Thuận")
    qtbot.addWidget(label)
    label.show()
    small = label.sizeHint().height()
    dressed.set_look(Look(Theme.LIGHT, 13))
    assert label.font().pointSize() == 13
    assert label.sizeHint().height() > small
    assert row_height() == 36


@pytest.mark.usefixtures("dressed")
def test_rows_are_28_pixels_high(qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    prepare_table(table)
    assert row_height() == 28
    assert row_height(9) == 28
    assert table.verticalHeader().defaultSectionSize() == 28


@pytest.mark.usefixtures("dressed")
def test_the_system_decides_where_the_person_did_not(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    try:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        asked = Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT
        assert resolve(Theme.SYSTEM, qapp) is asked
        assert apply_look(qapp, Look(Theme.SYSTEM)) == THEMES[asked]
    finally:
        hints.unsetColorScheme()
    assert resolve(Theme.HIGH_CONTRAST, qapp) is Theme.HIGH_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_the_marked_line_of_an_open_list_is_seen(dressed: Appearance, qtbot: QtBot, theme: Theme) -> None:
    dressed.set_look(Look(theme))
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["Ấp Kinh 5", "Ấp Xẻo Lùng", "Ấp Tân Điền"])
    box.setCurrentIndex(1)
    box.show()
    box.showPopup()
    view = box.view()
    line = view.viewport().grab(view.visualRect(view.model().index(1, 0))).toImage()
    seen = sorted(
        (line.pixelColor(x, y).name() for x in range(line.width()) for y in range(line.height())), key=luminance
    )
    box.hidePopup()
    assert contrast(seen[0], seen[-1]) >= TEXT_CONTRAST
