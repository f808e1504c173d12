"""What tests of the screen share: the dressed application, a prompter, and how to type Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot


@pytest.fixture
def type_text(qtbot: QtBot) -> Callable[..., None]:
    """Return how to type any letters, as an input method commits them (or still composes: `preedit`)."""
    del qtbot

    def type_into(widget: QObject, text: str, *, preedit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return type_into
