"""«Bàn làm việc»: the figures as they are, each leading to its list, in two languages and on a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.i18n import use_language
from ntm_desktop.services import answers, home, task_sets
from ntm_desktop.ui.home import words
from ntm_desktop.ui.home.progress_table import ACHIEVED, BAR, HOUSEHOLDS, NAME
from ntm_desktop.ui.pages.home import HomePage
from tests.offices import commune, settle
from tests.ui.workplaces import Bench, bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.errors import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        yield context


@pytest.fixture
def tried(office: Context, dressed: Appearance) -> Bench:
    return bench(office, dressed)


def shown(tried: Bench, qtbot: QtBot) -> HomePage:
    page = HomePage(tried.workplace)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def under_way(office: Context) -> None:
    first, *_others = settle(office, "Kinh 5", "Đặng Văn Ánh", "Lê Văn Đạt", "Lê Thị Dung", "Trần An")
    answers.open_year(office, 2025)
    answers.open_year(office, 2026)
    tasks = task_sets.of_year(office, 2026).codes
    answers.set_answers(office, 2026, [answers.NewAnswer(first.id, task, Answer(Status.ACHIEVED)) for task in tasks])


def waiting_texts(page: HomePage) -> list[str]:
    """Return the sentences of what waits, as they stand on the page."""
    items = (page.waiting.itemAt(at) for at in range(page.waiting.count()))
    lines = [widget for item in items if item is not None and (widget := item.widget()) is not None]
    return [label.text() for line in lines for label in line.findChildren(QLabel)]


def test_an_empty_commune_is_told_what_to_do(tried: Bench, qtbot: QtBot) -> None:
    page = shown(tried, qtbot)
    assert waiting_texts(page) == ["Chưa có hộ nào. Hãy nhập danh sách hộ từ Excel, hoặc thêm từng hộ."]
    assert page.years.isHidden()
    page.focus_start()
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert tried.gone == ["households"]


def test_the_year_in_figures(tried: Bench, office: Context, qtbot: QtBot) -> None:
    under_way(office)
    page = shown(tried, qtbot)
    assert [figure.value.text() for figure in page.figures][:3] == ["4", "25,0%", "25,0%"]
    model = page.model
    assert model.data(model.index(0, NAME)) == "Ấp Kinh 5"
    assert model.data(model.index(0, HOUSEHOLDS)) == "4"
    assert model.data(model.index(0, ACHIEVED)) == "1 (25,0%)"
    assert model.data(model.index(0, ACHIEVED), BAR) == 0.25
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.unit(0).households == 4
    assert "4 hộ trên phiếu" in page.sum.text()
    assert page.years.currentText() == "Năm 2026"


def test_another_year(tried: Bench, office: Context, qtbot: QtBot) -> None:
    under_way(office)
    page = shown(tried, qtbot)
    page.years.setCurrentIndex(1)
    page.years.activated.emit(1)
    assert page.shown is not None
    assert page.shown.year == 2025
    assert page.figures[2].value.text() == "0,0%"
    page.refresh(None)
    assert page.years.currentText() == "Năm 2025"


def test_each_figure_leads_to_its_list(tried: Bench, office: Context, qtbot: QtBot) -> None:
    under_way(office)
    page = shown(tried, qtbot)
    for figure, key in zip(page.figures, (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space), strict=False):
        figure.setFocus()
        QTest.keyClick(figure, key)
    QTest.mouseClick(page.figures[3], Qt.MouseButton.LeftButton)
    QTest.keyClick(page.figures[3], Qt.Key.Key_A)
    page.table.activated.emit(page.model.index(0, 0))
    assert tried.gone == ["households", "tasks", "reports", "exchange", "tasks"]


def test_every_thing_that_waits_has_words_and_a_button() -> None:
    facts: dict[str, Fact] = {"count": 1234, "year": 2026, "title": "x"}
    for code in words.WAITING:
        waiting = home.Waiting(code, "tasks", facts)
        assert "{" not in words.sentence(waiting)
        assert words.button(waiting)
    assert words.sentence(home.Waiting("not_sent", "exchange", facts)) == "1.234 thay đổi chưa gửi lên cấp trên."
    assert "năm 2026" in words.sentence(home.Waiting("not_assessed", "tasks", facts))


def test_it_speaks_english_when_asked(tried: Bench, office: Context, qtbot: QtBot) -> None:
    under_way(office)
    page = shown(tried, qtbot)
    use_language("en")
    page.retranslate()
    assert page.figures[0].name.text() == "households on record"
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Unit"
    assert "Progress by village" in page.heading.text()


def test_it_fits_a_small_screen_and_is_drawn(tried: Bench, office: Context, qtbot: QtBot) -> None:
    under_way(office)
    page = shown(tried, qtbot)
    assert page.minimumSizeHint().width() <= 1093 - 200
    assert page.minimumSizeHint().height() <= 614 - 110
    page.table.setFocus()
    before = page.figures[0].grab().toImage()
    page.figures[0].setFocus()
    assert page.figures[0].grab().toImage() != before
    page.figures[1].setFocus()
    assert page.figures[0].grab().toImage() == before
    assert not page.grab().isNull()
