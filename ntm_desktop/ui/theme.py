"""One look of our own on every system: Fusion with a light, a dark and a high-contrast palette.

The colours themselves stand in `colours`, as plain values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ntm_desktop.frozen import frozen
from ntm_desktop.ui.colours import LIGHT, THEMES, Colours, Role, Theme, role_colour
from ntm_desktop.ui.row_keys import RowKeys
from ntm_desktop.ui.theme_sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

__all__ = [
    "BASE_TEXT_SIZE", "DRESSED", "LIGHT", "Colours", "Look", "Role", "Theme", "apply_look", "colours_in_use",
    "palette_of", "prepare_table", "resolve", "role_colour", "row_height",
]  # fmt: skip

BASE_TEXT_SIZE = 10
BASE_ROW_HEIGHT = 28
DRESSED = "ntmDressed"


@frozen
class Look:
    """What a person chose: the theme, and the size of text in points."""

    theme: Theme = Theme.SYSTEM
    text_size: int = BASE_TEXT_SIZE


def resolve(theme: Theme, application: QApplication) -> Theme:
    """Return the theme to draw: what the computer asks for where the person left it to the system."""
    if theme is not Theme.SYSTEM:
        return theme
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Theme.HIGH_CONTRAST
    return Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT


def colours_in_use() -> Colours:
    """Return the colours of the palette that the application wears now, for those who paint."""
    window = QApplication.palette().color(QPalette.ColorRole.Window).name()
    return next((colours for colours in THEMES.values() if colours.window == window), LIGHT)


def palette_of(colours: Colours) -> QPalette:
    """Build the Qt palette of a theme; a selection without the keyboard focus is drawn quietly."""
    palette = QPalette()
    every = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.base,
        QPalette.ColorRole.AlternateBase: colours.alternate,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.button,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.selected_text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.ToolTipBase: colours.base,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.link,
        QPalette.ColorRole.LinkVisited: colours.link,
        QPalette.ColorRole.Highlight: colours.selected,
        QPalette.ColorRole.HighlightedText: colours.selected_text,
        QPalette.ColorRole.Accent: colours.selected,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: colours.border,
    }
    for place, colour in every.items():
        palette.setColor(place, QColor(colour))
    _quiet(palette, colours)
    return palette


def _quiet(palette: QPalette, colours: Colours) -> None:
    inactive, disabled = QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled
    palette.setColor(inactive, QPalette.ColorRole.Highlight, QColor(colours.resting))
    palette.setColor(inactive, QPalette.ColorRole.HighlightedText, QColor(colours.resting_text))
    for place in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(disabled, place, QColor(colours.disabled))
    palette.setColor(disabled, QPalette.ColorRole.Highlight, QColor(colours.resting))
    palette.setColor(disabled, QPalette.ColorRole.HighlightedText, QColor(colours.disabled))


def apply_look(application: QApplication, look: Look) -> Colours:
    """Dress the application: Fusion, the palette, the size of text. Returns the colours now in use."""
    colours = THEMES[resolve(look.theme, application)]
    if not application.property(DRESSED):  # a style sheet hides the name of the style below it
        application.setStyle("Fusion")
        application.setProperty(DRESSED, True)  # noqa: FBT003 - Qt's own signature
    font = QFont(application.font())
    font.setPointSize(look.text_size)
    if application.styleSheet():
        application.setStyleSheet("")  # under a sheet, widgets that exist do not hear of a new font
    application.setPalette(palette_of(colours))
    application.setFont(font)
    application.setStyleSheet(style_sheet(colours))
    return colours


def row_height(text_size: int | None = None) -> int:
    """Return the height of a row in logical pixels: 28 at 10 points, growing with the text."""
    points = text_size if text_size is not None else QApplication.font().pointSize()
    return round(BASE_ROW_HEIGHT * max(points, BASE_TEXT_SIZE) / BASE_TEXT_SIZE)


def prepare_table(table: QTableView) -> None:
    """Give a table the house's rows: even height, stripes, whole pixels, no line-number column; Home, End by lines."""
    RowKeys(table)
    head = table.verticalHeader()
    head.setMinimumSectionSize(row_height())
    head.setDefaultSectionSize(row_height())
    head.hide()
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setHorizontalScrollMode(table.ScrollMode.ScrollPerPixel)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
