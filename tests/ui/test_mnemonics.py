"""No two things in view answer to the same Alt key: Qt would only move between them, and press neither."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

from ntm_desktop.i18n import use_language
from ntm_desktop.services import answers, task_sets, trust
from ntm_desktop.ui.exchange.compare_dialog import CompareDialog
from ntm_desktop.ui.first_start.dialog import FirstStart
from ntm_desktop.ui.first_start.flow import Step
from ntm_desktop.ui.pages.exchange import ExchangePage
from ntm_desktop.ui.pages.home import HomePage
from ntm_desktop.ui.pages.reports import ReportsPage
from ntm_desktop.ui.pages.settings import PARTS, SettingsPage
from ntm_desktop.ui.preferences import Preferences
from ntm_desktop.ui.task_list import draft
from ntm_desktop.ui.task_list.dialog import TaskListDialog
from tests.offices import commune, settle
from tests.ui.exchange_offices import Offices, introduce, offices
from tests.ui.household_places import household_page
from tests.ui.workplaces import Bench, bench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance


def _texts(top: QWidget) -> Iterator[str]:
    for widget in top.findChildren(QWidget):
        if widget.window() is not top.window() or not widget.isVisible() or not widget.isEnabled():
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            yield widget.text()
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(at) for at in range(widget.count()))


def clashes(top: QWidget) -> list[str]:
    """Return the Alt keys that more than one thing in view answers to."""
    keys = Counter(QKeySequence.mnemonic(text).toString() for text in _texts(top))
    return sorted(key for key, count in keys.items() if key and count > 1)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest, dressed: Appearance) -> str:
    code: str = request.param
    dressed.set_language(code)
    use_language(code)
    return code


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        settle(context, "Kinh 5", "Đặng Văn Ánh")
        answers.open_year(context, 2026)
        yield context


@pytest.fixture
def tried(office: Context, dressed: Appearance) -> Bench:
    return bench(office, dressed)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1000, 600)
        widget.show()
        return widget

    return show


@pytest.mark.usefixtures("language")
def test_home_and_reports(tried: Bench, shown: Callable[[QWidget], QWidget]) -> None:
    page = HomePage(tried.workplace)
    assert clashes(shown(page)) == []
    page.wait()
    assert clashes(shown(ReportsPage(tried.workplace, lambda: [2026]))) == []


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("part", PARTS)
def test_settings(tried: Bench, shown: Callable[[QWidget], QWidget], qtbot: QtBot, part: str) -> None:
    page = SettingsPage(tried.workplace)
    shown(page)
    page.open_part(part)
    tried.wait(qtbot)
    assert clashes(page) == []


@pytest.mark.usefixtures("language")
def test_the_exchange_with_both_tabs(
    tmp_path: Path, dressed: Appearance, shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    with offices(tmp_path) as found:
        introduce(found.first, found.province, found.stick)
        for context in (found.first, found.province):
            page = ExchangePage(bench(context, dressed).workplace, list)
            shown(page)
            _wait(page, qtbot)
            for tab in (0, 1):
                page.tabs.setCurrentIndex(tab)
                assert clashes(page) == []
            page.wait()
        assert clashes(shown(_compared(found))) == []


@pytest.mark.usefixtures("language")
def test_the_editor_of_the_task_list(tried: Bench, office: Context, shown: Callable[[QWidget], QWidget]) -> None:
    work = tried.workplace
    edited = draft.draft_of(task_sets.of_year(office, 2026))
    assert clashes(shown(TaskListDialog(office, edited, work.prompter, work.changes))) == []


@pytest.mark.usefixtures("language")
def test_every_step_of_the_first_start(
    tried: Bench, office: Context, dressed: Appearance, shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    dialog = FirstStart(
        office, tried.prompter, dressed, Preferences(office.paths.settings, tried.workplace.preferences.current)
    )
    shown(dialog)
    dialog.read_movements()
    qtbot.waitUntil(lambda: not dialog.reading.busy, timeout=10_000)
    for step in Step:
        dialog._show(step)  # noqa: SLF001 - each step as it stands
        assert clashes(dialog) == [], step
    for tasks in (dialog.tasks, dialog.reading):
        tasks.shutdown()


@pytest.mark.usefixtures("language")
def test_the_households_and_each_of_their_forms(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> None:
    with household_page(qtbot, tmp_path / "h", dressed) as placed:
        page = placed.page
        header = Counter(QKeySequence.mnemonic(one.text()).toString() for one in page.actions_shown())
        taken = {QKeySequence.mnemonic(text).toString() for text in _texts(page)}
        assert clashes(page) == []
        assert max(header.values()) == 1
        assert not taken & set(header)
        placed.select("Đạt")
        for name in ("add", "edit", "split", "move", "merge", "close"):
            page.run(name)
            dialog = page.acts.dialog
            assert dialog is not None
            assert clashes(dialog) == [], name
            dialog.reject()
        page.run("villages")
        assert page.villages_dialog is not None
        assert clashes(page.villages_dialog) == []
        for act in (page.villages_dialog.add, page.villages_dialog.edit, page.villages_dialog.merge):
            act()
            assert page.villages_dialog.dialog is not None
            assert clashes(page.villages_dialog.dialog) == []
            page.villages_dialog.dialog.reject()
        page.villages_dialog.reject()


def _wait(page: ExchangePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.busy)


def _compared(found: Offices) -> CompareDialog:
    card = trust.write_card(found.second, found.stick)
    return CompareDialog(trust.read(found.first, card), None)
