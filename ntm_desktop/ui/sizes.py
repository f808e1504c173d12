"""How large a dialog opens: what its contents need at 10 points, more for larger text, never beyond the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ntm_desktop.ui.theme import BASE_TEXT_SIZE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SMALLEST_ROOM = (1093, 574)  # 1366×768 at 125 % below the task bar: every dialog must do with it
TITLE_BAR = 36


def open_at(dialog: QWidget, size: tuple[int, int]) -> None:
    """Give a dialog its first size, in pixels at 10 points."""
    scale = max(1.0, QApplication.font().pointSize() / BASE_TEXT_SIZE)
    screen = dialog.screen().availableGeometry()
    width = max(screen.width(), SMALLEST_ROOM[0])
    height = max(screen.height(), SMALLEST_ROOM[1]) - TITLE_BAR
    dialog.resize(min(round(size[0] * scale), width), min(round(size[1] * scale), height))


def open_as_high_as_needed(dialog: QWidget, width: int) -> None:
    """Give a dialog of sentences its first width, at 10 points, and the height that they need then."""
    open_at(dialog, (width, 1))
    layout = dialog.layout()
    needed = layout.totalHeightForWidth(dialog.width()) if layout is not None and layout.hasHeightForWidth() else 0
    dialog.resize(dialog.width(), max(needed, dialog.sizeHint().height()))
