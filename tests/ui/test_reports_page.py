"""«Báo cáo»: what is asked of a report, its preview and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ntm_desktop.i18n import use_language
from ntm_desktop.services import answers, reporting
from ntm_desktop.ui.pages.reports import EXPLAINED, ReportsPage
from ntm_desktop.ui.print_desk import _file_name
from tests.offices import commune, settle
from tests.ui.workplaces import Bench, bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Context]:
    with commune(tmp_path / "office") as context:
        settle(context, "Kinh 5", "Đặng Văn Ánh")
        settle(context, "Tân Điền", "Lê Văn Đạt")
        answers.open_year(context, 2025)
        answers.open_year(context, 2026)
        yield context


@pytest.fixture
def tried(office: Context, dressed: Appearance) -> Iterator[Bench]:
    made = bench(office, dressed)
    yield made
    made.workplace.tasks.shutdown()


@pytest.fixture
def page(tried: Bench, office: Context, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(tried.workplace, lambda: answers.years(office))
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_every_report_is_listed_and_explained(page: ReportsPage, office: Context) -> None:
    known = [report.id for report in reporting.available(office)]
    assert page.list.count() == len(known) >= 4
    assert set(known) <= set(EXPLAINED)
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        assert page.explanation.text()


def test_year_and_village_are_asked_where_the_report_wants_them(page: ReportsPage, tried: Bench) -> None:
    del tried
    assert page.wanted().year == 2026
    assert page.wanted().village_id == ""
    page.village.setCurrentIndex(1)
    page.year.setCurrentIndex(1)
    assert (page.wanted().year, page.wanted().village_id != "") == (2025, True)
    by_village = [reporting.REPORTS[page.report_id()].by_village]
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        by_village.append(reporting.REPORTS[page.report_id()].by_village)
        assert page.village.isHidden() is not by_village[-1]
    assert set(by_village) == {True, False}
    page.refresh(None)  # what was chosen stays chosen
    assert page.wanted().year == 2025


def test_enter_shows_the_report_as_it_will_print(page: ReportsPage, tried: Bench, qtbot: QtBot) -> None:
    page.focus_start()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    tried.wait(qtbot)
    first = page.desk.preview
    assert first is not None
    assert first.isVisible()
    page.view.click()
    tried.wait(qtbot)
    assert page.desk.preview is not first
    assert page.desk.preview is not None
    page.desk.preview.close()


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_a_report_is_saved(
    page: ReportsPage, tried: Bench, qtbot: QtBot, tmp_path: Path, kind: str, start: bytes
) -> None:
    target = tmp_path / f"phieu.{kind}"
    tried.prompter.paths = [target]
    (page.pdf if kind == "pdf" else page.excel).click()
    qtbot.waitUntil(lambda: bool(tried.prompter.told), timeout=20_000)
    assert target.read_bytes().startswith(start)
    assert str(target) in tried.prompter.told[0].what
    assert tried.workplace.preferences.current.last_folder == str(tmp_path)


def test_giving_up_saves_nothing(page: ReportsPage, tried: Bench, qtbot: QtBot) -> None:
    page.pdf.click()
    tried.wait(qtbot)
    assert tried.prompter.files == ["Lưu tài liệu"]
    assert tried.prompter.told == []


def test_without_a_year_nothing_can_be_printed(tried: Bench, qtbot: QtBot) -> None:
    made = ReportsPage(tried.workplace, list)
    qtbot.addWidget(made)
    assert not made.view.isEnabled()
    assert made.nothing.text().startswith("Chưa có năm nào")
    made.list.itemActivated.emit(made.list.item(0))
    assert not tried.workplace.tasks.busy


def test_it_speaks_english_and_fits(page: ReportsPage) -> None:
    use_language("en")
    page.retranslate()
    assert page.view.text() == "&Preview and print"
    assert page.minimumSizeHint().width() <= 1093 - 200
    assert page.minimumSizeHint().height() <= 614 - 110


@pytest.mark.parametrize(
    ("title", "name"), [("Phiếu 15/15: xã", "Phiếu 15-15- xã"), ("...", "tai-lieu"), ("a" * 300, "a" * 100)]
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert _file_name(title) == name
