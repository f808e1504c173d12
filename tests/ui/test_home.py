"""«Bàn làm việc»: the figures as they are, each leading to its list, in two languages and on a small screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.i18n import day, moment, use_language
from ntm_desktop.services import answers, backups, home, receipts, setup, task_sets, villages
from ntm_desktop.ui.home import words
from ntm_desktop.ui.home.milestones_dialog import MilestonesDialog
from ntm_desktop.ui.home.progress_table import ACHIEVED, BAR, HOUSEHOLDS, NAME
from ntm_desktop.ui.pages.home import HomePage
from tests.network import FIRST, network
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
    for button in (page.backup, page.receipt):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
    village = villages.listed(office)[0].id
    assert tried.gone == [
        *("households", "tasks", "reports/achieved", "exchange", f"tasks/2026/{village}"),
        *("settings/backups", "exchange"),
    ]


def test_the_last_backup_and_the_last_receipt_are_told(tried: Bench, office: Context, qtbot: QtBot) -> None:
    page = shown(tried, qtbot)
    assert page.backup.text() == "Chưa có bản sao lưu nào"
    assert page.receipt.text() == "Chưa có phiếu tiếp nhận nào"
    made = backups.write(office)
    page.refresh(None)
    assert page.backup.text() == f"Sao lưu gần nhất: {moment(made.made_at)}"
    assert words.last_backup(made.made_at, ahead=True).endswith(", sau giờ của máy này")


def test_a_page_out_of_view_reads_nothing_more(tried: Bench, office: Context, qtbot: QtBot) -> None:
    page = shown(tried, qtbot)
    assert page._due.isActive()  # noqa: SLF001 - what time does
    page.hide()
    office.database.close()
    page._due.timeout.emit()  # noqa: SLF001 - the same
    assert not page._reader.busy  # noqa: SLF001 - the same


def test_a_receipt_in_words(tmp_path: Path) -> None:
    with network(tmp_path / "net") as net:
        office, province = net.commune(FIRST, "Nguyễn Văn Mẫu"), net.province()
        net.introduce(office, province)
        net.pass_on(office, province)
        net.take(office, receipts.write_receipts(province, FIRST, net.stick).file)
        found = home.figures(office).last_receipt
        assert found is not None
        assert found.receipt_at is not None
        assert words.last_receipt(found) == (f"Phiếu tiếp nhận gần nhất: {day(found.receipt_at)}, gói số 1 được nhận")


def test_the_next_deadlines_of_the_movement(tried: Bench, office: Context, qtbot: QtBot) -> None:
    setup.change(office, replace(office.office, movement="tu-2025-07-01"))
    page = shown(tried, qtbot)
    qtbot.waitUntil(lambda: "31/12/2026" in page.milestones.said.text())
    assert page.milestones.said.text().splitlines()[0].startswith("• 31/12/2026 (còn 39 ngày): Báo cáo")
    QTest.keyClick(page.milestones.button, Qt.Key.Key_Return)
    dialog = page.milestones.dialog
    assert isinstance(dialog, MilestonesDialog)
    current = dialog.table.current()
    assert current is not None
    assert current.days_left == 39
    assert dialog.focusWidget() is dialog.table
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    page.wait()


def test_without_a_movement_the_way_to_choose_one(tried: Bench, qtbot: QtBot) -> None:
    page = shown(tried, qtbot)
    page.milestones.show_found((), "")
    assert page.milestones.said.text().startswith("Chưa chọn phong trào")
    QTest.keyClick(page.milestones.button, Qt.Key.Key_Return)
    assert tried.gone == ["settings/office"]
    page.milestones.show_found((), "kien-giang-2021-2025")
    assert page.milestones.button.isHidden()
    page.wait()


@pytest.mark.parametrize(("count", "said"), [(0, "hôm nay"), (34, "còn 34 ngày"), (-1200, "đã qua 1.200 ngày")])
def test_days_in_words(count: int, said: str) -> None:
    assert words.days_left(count) == said


def test_every_thing_that_waits_has_words_and_a_button() -> None:
    facts: dict[str, Fact] = {"count": 1234, "year": 2026, "title": "x", "sequence": 7}
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
