"""The manual inside the program: Markdown pages of resources/help, offline, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QToolBar, QVBoxLayout, QWidget

from ntm_desktop.i18n import SOURCE_LANGUAGE, current_language
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.buttons import add_action, make_reachable

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

INDEX = "index"
_SIZE = QSize(720, 520)


def topic_file(folder: Path, topic: str, language: str) -> Path:
    """Return the page of a topic: in `language`, else in Vietnamese, else the index."""
    for code in (language, SOURCE_LANGUAGE):
        page = folder / code / f"{topic}.md"
        if page.is_file():
            return page
    return folder / SOURCE_LANGUAGE / f"{INDEX}.md"


class HelpWindow(QWidget):
    """A window beside the work, not over it: read and go on. Esc closes it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._folder = folder
        self._topic = INDEX
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.resize(_SIZE)
        self.browser = QTextBrowser()
        self.browser.setOpenExternalLinks(False)
        self.browser.document().setDocumentMargin(16)
        self.bar = QToolBar()
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._actions = self._add_actions()
        self.index = self._actions[-1]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.browser)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.retranslate()

    def open_topic(self, topic: str) -> None:
        """Show the page of a topic and bring the window to the front."""
        self._topic = topic
        self._show_page(topic)
        self.show()
        self.activateWindow()
        self.browser.setFocus()

    def retranslate(self) -> None:
        """Word the window anew, and show the page in the language in use."""
        self.setWindowTitle(_("Trợ giúp – NTM"))
        for action, words in zip(self._actions, (_("Lùi"), _("Tiến"), _("Mục lục")), strict=True):
            action.setText(words)
        if self.isVisible():
            self._show_page(self._topic)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            icons.redraw(self)

    def _show_page(self, topic: str) -> None:
        page = topic_file(self._folder, topic, current_language())
        self.browser.setSource(QUrl.fromLocalFile(str(page)), QTextDocument.ResourceType.MarkdownResource)

    def _add_actions(self) -> tuple[QAction, ...]:
        backward = add_action(self.bar, "back", self.browser.backward)
        forward = add_action(self.bar, "next", self.browser.forward)
        index = add_action(self.bar, "help", lambda: self._show_page(INDEX))
        self.browser.backwardAvailable.connect(backward.setEnabled)
        self.browser.forwardAvailable.connect(forward.setEnabled)
        backward.setEnabled(False)
        forward.setEnabled(False)
        make_reachable(self.bar)
        return backward, forward, index
