"""The window around the places: navigation, header, pages made when first shown, status line.

Everything it needs is passed in; it knows no service. Keys: Alt+1…9 and Ctrl+1…9 places, F1 help, F6 panes,
Ctrl+K / Ctrl+F search, Ctrl+Z / Ctrl+Y undo and redo of the page in view.
"""

from __future__ import annotations

import base64
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ntm_desktop.frozen import frozen
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui import icons
from ntm_desktop.ui.header import Header
from ntm_desktop.ui.navigation import Navigation
from ntm_desktop.ui.role_band import RoleBand
from ntm_desktop.ui.status import StatusLine
from ntm_desktop.ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from ntm_desktop.ui.changes import Changes
    from ntm_desktop.ui.help import HelpWindow
    from ntm_desktop.ui.navigation import PlaceEntry
    from ntm_desktop.ui.page import Page
    from ntm_desktop.ui.tasks import Tasks, TaskWords

_SMALLEST = (900, 520)


@frozen
class Shell:
    """What the window is made of."""

    office: str
    role: Role
    places: tuple[PlaceEntry, ...]
    changes: Changes
    tasks: Tasks
    help_folder: Path
    staff: str = ""
    unsent_place: str = "exchange"
    may_close: Callable[[], bool] = field(default=lambda: True)


class MainWindow(QMainWindow):
    """The one main window of an installation."""

    place_changed = Signal(str)
    staff_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._places: Mapping[str, PlaceEntry] = {place.id: place for place in shell.places}
        self._pages: dict[str, Page] = {}
        self._waiting: dict[str, list[object]] = {}
        self._focus: dict[QWidget, QWidget] = {}
        self._current = ""
        self.manual: HelpWindow | None = None
        self.band = RoleBand(shell.role)
        self.navigation = Navigation(shell.places)
        self.header = Header()
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self._lay_out()
        self._connect()
        self._add_keys()
        self.status.set_staff(shell.staff)
        self.retranslate()

    @property
    def current_place(self) -> str:
        """The id of the place in view; empty before the first."""
        return self._current

    @property
    def page(self) -> Page | None:
        """The page in view."""
        return self._pages.get(self._current)

    def open_place(self, place_id: str, *, focus: bool = True) -> bool:
        """Go to a place, its page made when first asked for; False where the page in view does not let go."""
        if place_id not in self._places:
            return False
        if place_id != self._current:
            if self.page is not None and not self.page.leave():
                self.navigation.show_place(self._current)
                return False
            self._show(place_id)
        if focus and self.page is not None:
            self.page.focus_start()
        return True

    def refresh_place(self, place_id: str) -> None:
        """Let a place read what it shows anew, where it was made: for what no change of the store tells."""
        if place_id in self._pages:
            self._pages[place_id].refresh(None)

    def show_help(self) -> None:
        """Open the manual at the page in view."""
        if self.manual is None:
            from ntm_desktop.ui.help import HelpWindow  # its text machinery is not for every start

            self.manual = HelpWindow(self.shell.help_folder)
        self.manual.open_topic(self.page.help_topic if self.page is not None else "index")

    def next_pane(self, step: int = 1) -> None:
        """Give the keyboard to the next pane: places, actions, page, status; each remembers where it was."""
        panes = [pane for pane in self.panes() if pane.isVisible() and _first_stop(pane) is not None]
        here = next((at for at, pane in enumerate(panes) if _holds_focus(pane)), -1)
        pane = panes[(here + step) % len(panes)]
        remembered = self._focus.get(pane)
        target = remembered if remembered is not None and remembered.isVisible() else _first_stop(pane)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def geometry_text(self) -> str:
        """Return size and place of the window as text for the settings."""
        return base64.b64encode(self.saveGeometry().data()).decode("ascii")

    def restore_geometry_text(self, text: str) -> None:
        """Take size and place from the settings; nonsense is ignored."""
        self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "ignore")))

    def retranslate(self) -> None:
        """Word title and header anew; the parts word themselves."""
        words = _("Xã/Phường") if self.shell.role is Role.COMMUNE else _("Nơi nhận")
        self.setWindowTitle(_("{office} — {role} · NTM").format(office=self.shell.office, role=words))
        self.band.set_words(self.shell.office, words)
        self.status.set_office(self.shell.office)
        self._show_header()

    def _lay_out(self) -> None:
        self.setMinimumSize(*_SMALLEST)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.band)
        left.addWidget(self.navigation, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(_line())
        right.addWidget(self.stack, 1)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left)
        across.addLayout(right, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        tasks = self.shell.tasks
        self.shell.changes.changed.connect(self._take_change)
        self.navigation.chosen.connect(partial(self.open_place, focus=False))
        self.navigation.entered_page.connect(self._enter_page)
        self.header.undo_asked.connect(self._undo)
        self.header.redo_asked.connect(self._redo)
        self.status.unsent_asked.connect(partial(self.open_place, self.shell.unsent_place))
        self.status.staff_asked.connect(self.staff_asked)
        self.status.busy.cancel_asked.connect(tasks.cancel)
        tasks.started.connect(self._task_started)
        tasks.progressed.connect(self.status.busy.tell)
        tasks.finished.connect(self._task_finished)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._remember_focus)

    def _add_keys(self) -> None:
        for place in self.shell.places:
            for chord in ("Alt", "Ctrl") if place.shortcut else ():
                self._key(f"{chord}+{place.shortcut}", partial(self.open_place, place.id))
        self._key("F1", self.show_help)
        self._key("F6", self.next_pane)
        self._key("Shift+F6", partial(self.next_pane, -1))
        for keys in ("Ctrl+K", "Ctrl+F"):
            self._key(keys, self._search)
        self._key("Ctrl+Z", self._undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            self._key(keys, self._redo)

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _show(self, place_id: str) -> None:
        page = self._pages.get(place_id)
        if page is None:
            page = self._pages[place_id] = self._places[place_id].factory()
            page.state_changed.connect(partial(self._state_changed, place_id))
            self.stack.addWidget(page)
        for change in self._waiting.pop(place_id, ()):
            page.refresh(change)
        self._current = place_id
        self.stack.setCurrentWidget(page)
        self.navigation.show_place(place_id)
        self._show_header()
        self.place_changed.emit(place_id)

    def _show_header(self) -> None:
        page = self.page
        if page is not None:
            self.header.show_page(page, _(self._places[self._current].title))

    def _state_changed(self, place_id: str) -> None:
        if place_id == self._current:
            self._show_header()

    def _take_change(self, change: object) -> None:
        """Refresh the page in view now, and each other one when it is next shown."""
        for place_id, page in self._pages.items():
            if place_id == self._current:
                page.refresh(change)
            else:
                self._waiting.setdefault(place_id, []).append(change)
        self._show_header()

    def _enter_page(self) -> None:
        if self.page is not None:
            self.page.focus_start()

    def _search(self) -> None:
        if self.page is not None:
            self.page.focus_search()

    def _undo(self) -> None:
        if self.page is not None and self.page.undo_words():
            self.page.undo()

    def _redo(self) -> None:
        if self.page is not None and self.page.redo_words():
            self.page.redo()

    def _task_started(self, words: TaskWords) -> None:
        self.status.busy.begin(words)
        if words.locks:
            self._lock_pages(locked=True)
            self.status.busy.cancel.setFocus()

    def _task_finished(self) -> None:
        self.status.busy.end()
        if not self.stack.isEnabled():
            self._lock_pages(locked=False)
            self._enter_page()

    def _lock_pages(self, *, locked: bool) -> None:
        for pane in (self.navigation, self.header, self.stack):
            pane.setEnabled(not locked)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the panes in the order of F6."""
        return (self.navigation, self.header, self.stack, self.status)

    def _remember_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        for pane in self.panes():
            if new is not None and (pane is new or pane.isAncestorOf(new)):
                self._focus[pane] = new

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.retranslate)  # after the pages have worded their actions
        if event.type() == QEvent.Type.PaletteChange:
            icons.redraw(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only where page, caller and running work allow it."""
        page = self.page
        if (page is not None and not page.leave()) or not self.shell.may_close():
            event.ignore()
            return
        self.shell.tasks.shutdown()
        if self.manual is not None:
            self.manual.close()
            self.manual.deleteLater()
            self.manual = None
        event.accept()


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def _holds_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget of a pane that Tab can reach."""
    for widget in (pane, *pane.findChildren(QWidget)):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reachable and widget.isVisible() and widget.isEnabled():
            return widget
    return None
