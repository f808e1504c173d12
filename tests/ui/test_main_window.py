"""The window around the places: keys, panes, lazily made pages, what the status line says, language at run time."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout

from ntm_desktop import paths
from ntm_desktop.errors import CancelledError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.settings import Settings
from ntm_desktop.ui.buttons import make_action
from ntm_desktop.ui.changes import Changes
from ntm_desktop.ui.colours import HIGH_CONTRAST, LIGHT, Role, Theme
from ntm_desktop.ui.help import topic_file
from ntm_desktop.ui.main_window import MainWindow, Shell
from ntm_desktop.ui.navigation import PlaceEntry
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.status import unsent_words
from ntm_desktop.ui.tasks import Tasks, TaskWords
from ntm_desktop.ui.theme import Look
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

HELP = paths.resources_folder() / "help"
MAX_HEIGHT = 540  # 768 pixels at 125 % less title bar and task bar


class DummyPage(Page):
    """A page with a search, a button and a memory."""

    help_topic = "shell"

    def __init__(self) -> None:
        super().__init__()
        self.log: list[object] = []
        self.lets_go = True
        self.undoable: str | None = "sửa tên"
        self.redoable: str | None = ""
        self.search = QLineEdit()
        self.button = QPushButton("Nút")
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.shown = [make_action(self, "add", "Thêm hộ", lambda: self.log.append("add"), "Ctrl+N")]

    def actions_shown(self) -> Sequence[QAction]:
        return self.shown

    def refresh(self, changed: object) -> None:
        self.log.append(changed)

    def retranslate(self) -> None:
        self.log.append(_("Hủy"))

    def leave(self) -> bool:
        return self.lets_go

    def focus_search(self) -> None:
        self.search.setFocus()

    def undo_words(self) -> str | None:
        return self.undoable

    def redo_words(self) -> str | None:
        return self.redoable

    def undo(self) -> None:
        self.log.append("undo")

    def redo(self) -> None:
        self.log.append("redo")


class PlainPage(Page):
    """A page that overrides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)


class Made:
    """Counts the pages that were made."""

    def __init__(self) -> None:
        self.pages: list[DummyPage] = []

    def page(self) -> DummyPage:
        self.pages.append(DummyPage())
        return self.pages[-1]


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def open_window(dressed: Appearance, qtbot: QtBot, made: Made) -> Iterator[Callable[..., MainWindow]]:
    del dressed
    tasks = Tasks(RecordingPrompter().show_error)

    def open_one(role: Role = Role.COMMUNE, *, may_close: bool = True) -> MainWindow:
        places = (
            PlaceEntry("home", "Nơi nhận", "home", made.page, "1"),
            PlaceEntry("grid", "Hoàn tác", "grid", made.page, "2"),
            PlaceEntry("plain", "Mục lục", "help", PlainPage),
        )
        shell = Shell("Xã An Biên", role, places, Changes(), tasks, HELP, "Hoa", "grid", lambda: may_close)
        window = MainWindow(shell)
        qtbot.addWidget(window)
        window.resize(1093, MAX_HEIGHT)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=2000)
        return window

    yield open_one
    tasks.shutdown()


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    window = open_window()
    assert window.open_place("home")
    return window


def test_pages_are_made_when_first_shown(window: MainWindow, made: Made) -> None:
    assert len(made.pages) == 1
    window.open_place("grid")
    window.open_place("home")
    window.open_place("grid")
    assert len(made.pages) == 2
    assert window.current_place == "grid"
    assert not window.open_place("nowhere")


@pytest.mark.parametrize("chord", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier])
def test_digits_open_places(window: MainWindow, chord: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, chord)
    assert window.current_place == "grid"
    assert window.navigation.currentRow() == 1
    assert window.focusWidget() is window.page.button  # type: ignore[union-attr] # a DummyPage


def test_arrows_choose_and_enter_goes_on(window: MainWindow) -> None:
    window.navigation.setFocus()
    QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.current_place == "grid"
    assert window.navigation.hasFocus()
    QTest.keyClick(window.navigation, Qt.Key.Key_Return)
    assert not window.navigation.hasFocus()


def test_a_page_may_hold_the_person_back(window: MainWindow, made: Made) -> None:
    made.pages[0].lets_go = False
    window.navigation.setCurrentRow(1)
    assert window.current_place == "home"
    assert window.navigation.currentRow() == 0
    assert not window.close()
    made.pages[0].lets_go = True
    assert window.close()


def test_the_caller_may_refuse_to_close(open_window: Callable[..., MainWindow]) -> None:
    assert not open_window(may_close=False).close()


def test_changes_reach_hidden_pages_when_they_are_shown(window: MainWindow, made: Made) -> None:
    window.open_place("grid")
    home, grid = made.pages
    home.log.clear()
    grid.log.clear()
    window.shell.changes.publish("đổi")
    assert (home.log, grid.log) == ([], ["đổi"])
    window.open_place("home")
    assert home.log == ["đổi"]


def test_undo_and_redo_go_to_the_page(window: MainWindow, made: Made) -> None:
    page = made.pages[0]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.log == ["undo"]
    assert window.header.undo.toolTip() == "Hoàn tác: sửa tên (Ctrl+Z)"
    assert not window.header.redo.isEnabled()
    page.redoable = "sửa tên"
    page.state_changed.emit()
    window.header.redo.trigger()
    assert page.log == ["undo", "redo"]


def test_title_and_actions_stand_on_one_line(window: MainWindow) -> None:
    QApplication.processEvents()
    header = window.header
    middle = header.rect().center().y()
    assert abs(header.title.geometry().center().y() - middle) <= 1
    assert abs(header.bar.geometry().center().y() - middle) <= 1
    before = header.height()
    window.open_place("plain")
    QApplication.processEvents()
    assert header.height() == before


def test_a_page_without_undo_shows_no_undo(window: MainWindow) -> None:
    assert window.header.undo in window.header.bar.actions()
    window.open_place("plain")
    assert window.header.bar.actions() == []
    assert window.page is not None
    window.page.undo()
    window.page.redo()
    window.page.focus_search()
    window.page.refresh(None)
    assert window.header.title.text() == "Mục lục"
    assert window.page.line.hasFocus()  # type: ignore[attr-defined] # a PlainPage


def test_search_keys(window: MainWindow, made: Made) -> None:
    for key in (Qt.Key.Key_F, Qt.Key.Key_K):
        made.pages[0].button.setFocus()
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert made.pages[0].search.hasFocus()


def test_f6_goes_round_the_panes_and_back(window: MainWindow, made: Made) -> None:
    made.pages[0].search.setFocus()
    seen = []
    for _step in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        seen.append(
            next(pane for pane in window.panes() if pane is focused or (focused and pane.isAncestorOf(focused)))
        )
    assert seen == [window.status, window.navigation, window.header, window.stack]
    assert made.pages[0].search.hasFocus()  # where it was
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.header.isAncestorOf(focused)


def test_everything_is_reached_by_tab(window: MainWindow) -> None:
    button = window.header.bar.widgetForAction(window.header.undo)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "Ctrl+N" in window.header.bar.actions()[0].toolTip()


@pytest.mark.parametrize(
    ("role", "title"),
    [(Role.COMMUNE, "Xã An Biên — Xã/Phường · NTM"), (Role.RECEIVING, "Xã An Biên — Nơi nhận · NTM")],
)
def test_the_role_is_always_seen(open_window: Callable[..., MainWindow], role: Role, title: str) -> None:
    window = open_window(role)
    assert window.windowTitle() == title
    colour = LIGHT.commune if role is Role.COMMUNE else LIGHT.receiving
    assert window.band.palette().color(window.band.backgroundRole()).name() == colour
    image = window.band.grab().toImage()
    assert image.pixelColor(2, image.height() - 2).name() == colour


def test_the_band_follows_the_theme(window: MainWindow, dressed: Appearance) -> None:
    dressed.set_look(Look(Theme.HIGH_CONTRAST))
    QApplication.processEvents()
    colours = {
        window.band.role.palette().color(window.band.role.foregroundRole()).name(),
        window.band.office.palette().color(window.band.office.foregroundRole()).name(),
    }
    assert colours == {HIGH_CONTRAST.on_role}


def test_the_language_changes_without_restart(
    window: MainWindow, dressed: Appearance, made: Made, qtbot: QtBot
) -> None:
    window.status.set_unsent(214, date(2026, 11, 3))
    window.status.set_saved(datetime(2026, 11, 22, 14, 3, 21))  # noqa: DTZ001 - local time as shown
    dressed.apply(Settings(language="en", theme="light"))
    qtbot.waitUntil(lambda: window.header.undo.text() == "Undo", timeout=1000)
    assert window.windowTitle() == "Xã An Biên — Commune · NTM"
    assert window.status.unsent.text() == "Not sent: 214 changes since 03/11"
    assert window.status.saved.text() == "Saved 14:03:21"
    assert window.navigation.item(0).text() == "Receiving office"
    assert window.header.title.text() == "Receiving office"
    assert window.header.undo.text() == "Undo"
    assert "Cancel" in made.pages[0].log


@pytest.mark.parametrize("size", [10, 11, 12, 13])
def test_it_fits_1366_by_768_at_125_percent(window: MainWindow, dressed: Appearance, size: int) -> None:
    window.status.set_unsent(12_345, date(2026, 11, 3))
    window.status.set_saved(datetime(2026, 11, 22, 14, 3, 21))  # noqa: DTZ001 - local time as shown
    window.status.busy.begin(TaskWords("Nhập danh sách hộ"))
    dressed.set_look(Look(Theme.LIGHT, size))
    QApplication.processEvents()
    least = window.minimumSizeHint()
    assert least.width() <= 1093
    assert least.height() <= MAX_HEIGHT
    assert window.minimumSize().height() <= MAX_HEIGHT


@pytest.mark.parametrize(
    ("changes", "since", "words"),
    [
        (0, None, "Không còn thay đổi chưa gửi"),
        (214, date(2026, 11, 3), "Chưa gửi: 214 thay đổi từ 03/11"),
        (1234, None, "Chưa gửi: 1.234 thay đổi"),
    ],
)
@pytest.mark.usefixtures("dressed")
def test_what_is_not_sent(changes: int, since: date | None, words: str) -> None:
    assert unsent_words(changes, since) == words


def test_the_status_line_leads_on(window: MainWindow, qtbot: QtBot) -> None:
    window.status.unsent.click()
    assert window.current_place == "grid"
    with qtbot.waitSignal(window.staff_asked, timeout=500):
        window.status.staff.click()
    window.status.set_staff("")
    assert window.status.staff.text() == "Chọn người làm việc"
    assert not window.status.saved.isVisible()


def test_a_job_is_seen_and_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> None:
        progress(0.4, "ấp 1")
        while not cancelled():
            time.sleep(0.002)
        raise CancelledError

    tasks = window.shell.tasks
    with qtbot.waitSignal(tasks.progressed, timeout=2000):
        tasks.start(TaskWords("Nhập hộ", locks=True), job)
    assert window.status.busy.isVisible()
    assert window.status.busy.words.text() == "Nhập hộ: ấp 1"
    assert window.status.busy.bar.value() == 40
    assert not window.stack.isEnabled()
    assert window.status.busy.cancel.hasFocus()
    with qtbot.waitSignal(tasks.finished, timeout=2000):
        window.status.busy.cancel.click()
    assert not window.status.busy.isVisible()
    assert window.stack.isEnabled()
    assert window.navigation.isEnabled()


def test_a_job_that_locks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.shell.tasks.finished, timeout=2000):
        window.shell.tasks.start(TaskWords("Đọc"), lambda _progress, _cancelled: None)
        assert window.stack.isEnabled()
    window.status.busy.tell(-1.0, "", "")
    assert window.status.busy.bar.maximum() == 0


def test_help_opens_at_the_place(window: MainWindow, dressed: Appearance) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    manual = window.manual
    assert manual is not None
    assert manual.isVisible()
    assert "Bàn phím" in manual.browser.toPlainText()
    manual.index.trigger()
    assert manual.browser.toPlainText().startswith("Trợ giúp")
    dressed.apply(Settings(language="en", theme="dark"))
    QApplication.processEvents()
    assert "Keyboard and window" in manual.browser.toPlainText()
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()
    window.close()


def test_a_topic_without_a_page_opens_the_index() -> None:
    assert topic_file(HELP, "shell", "en") == HELP / "en" / "shell.md"
    assert topic_file(HELP, "no_such_topic", "en") == HELP / "vi" / "index.md"


def test_the_geometry_is_kept_and_nonsense_ignored(window: MainWindow, open_window: Callable[..., MainWindow]) -> None:
    window.resize(1000, 530)
    other = open_window()
    other.restore_geometry_text("không phải")
    other.restore_geometry_text(window.geometry_text())
    assert other.height() == 530  # the offscreen screen is narrower than the window
    assert QByteArray.fromBase64(window.geometry_text().encode()).size() > 0


def test_no_two_keys_collide(window: MainWindow) -> None:
    from PySide6.QtGui import QShortcut

    keys = [each.key().toString(QKeySequence.SequenceFormat.PortableText) for each in window.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))
    assert {"F1", "F6", "Shift+F6", "Ctrl+K", "Ctrl+F", "Ctrl+Z", "Ctrl+Y", "Alt+1", "Ctrl+2"} <= set(keys)


@pytest.mark.usefixtures("window")
def test_the_focus_is_always_seen(made: Made) -> None:
    page = made.pages[0]
    page.button.setFocus()
    with_ring = page.grab().toImage()
    page.search.setFocus()
    QApplication.processEvents()
    assert page.grab().toImage() != with_ring
    corner = page.search.geometry().topLeft()
    assert page.grab().toImage().pixelColor(corner.x() + 40, corner.y() - 1).name() == LIGHT.selected
    page.search.hide()
    page.search.show()
