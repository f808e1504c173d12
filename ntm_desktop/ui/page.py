"""What the window expects of a place's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction


class Page(QWidget):
    """One place's content. Override what the place has; each default means «nothing of that kind».

    Emit `state_changed` when the title, an action, or what can be undone changed.
    """

    state_changed = Signal()
    help_topic = "index"

    def title(self) -> str:
        """Return the title for the header; empty: the place's own."""
        return ""

    def actions_shown(self) -> Sequence[QAction]:
        """Return the actions for the header, most used first."""
        return ()

    def refresh(self, changed: object) -> None:
        """Take over a change of the store (None: everything may have changed)."""

    def retranslate(self) -> None:
        """Set every text anew in the language in use."""

    def leave(self) -> bool:
        """Finish what is being typed; False keeps the person here."""
        return True

    def focus_start(self) -> None:
        """Put the keyboard where work on this place begins."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.focusProxy() is None:
            self.focusNextChild()

    def focus_search(self) -> None:
        """Put the keyboard into the search of this place, where it has one."""

    def open_part(self, part: str) -> None:
        """Show a part of this place: what stands behind «/» in «settings/backups»."""

    def undo_words(self) -> str | None:
        """Say what Ctrl+Z would take back; empty: nothing now; None: this place has no undo."""
        return None

    def redo_words(self) -> str | None:
        """Say what Ctrl+Y would do again; empty: nothing now; None: this place has no undo."""
        return None

    def undo(self) -> None:
        """Take back the last change made here."""

    def redo(self) -> None:
        """Do again what was taken back."""

    def changeEvent(self, event: QEvent) -> None:
        """Word the page anew when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
