"""«Nơi nhận» with real offices: packages looked at, decided on, applied, taken back; receipts; the way down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.services import (
    backups,
    households,
    receipts,
    receiving,
    receiving_overview,
    sending,
    setup,
)
from ntm_desktop.settings import Settings
from ntm_desktop.ui.pages.receiving import ReceivingPage
from ntm_desktop.ui.receiving.board import Receipt, Show, Standing
from ntm_desktop.ui.receiving.commune_tables import unit_name
from tests.ui.exchange_offices import (
    BEFORE,
    FIRST,
    PROVINCE,
    SECOND,
    YEAR,
    Offices,
    deliver,
    introduce,
    offices,
    people,
    receiving_office,
)
from tests.ui.exchange_pages import Desk, desk, stick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.receiving.board import BoardRow


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Offices]:
    with offices(tmp_path) as made:
        introduce(made.first, made.province, made.stick)
        introduce(made.second, made.province, made.stick)
        yield made


@pytest.fixture
def board(world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[Desk[ReceivingPage]]:
    with desk(ReceivingPage, world.province, tmp_path, qtbot, dressed, stick(world.stick)) as made:
        yield made


def row(made: Desk[ReceivingPage], code: str) -> BoardRow:
    found = made.page.board
    assert found is not None
    return next(one for one in found.rows if one.status.code == code)


def take_in(made: Desk[ReceivingPage], *files: Path) -> None:
    """Choose files, agree to the plan, wait."""
    made.prompter.paths = list(files)
    made.page.intake.ask_files()
    made.settle()
    dialog = made.page.intake.dialog
    assert dialog is not None
    dialog.go.click()
    made.settle()


def names(made: Desk[ReceivingPage]) -> list[str]:
    return [one.status.code for one in made.page.view.table.model_of_lines.lines()]


# The board


def test_the_communes_that_must_report_are_rows(board: Desk[ReceivingPage], world: Offices) -> None:
    expected = receiving_overview.expected(world.province)
    assert names(board) == [one.code for one in expected]
    assert row(board, FIRST).standing is Standing.MISSING
    figure = board.page.view.figures[Show.RECEIVED]
    assert figure.value.text() == f"0/{len(expected)}"


def test_a_deadline_tells_early_from_late(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    world.clock.forward(days=3)
    deliver(world.second, world.province, world.stick)
    board.page.view.deadline.click()
    form = board.page.form
    assert form is not None
    form.form.set_values({"due": date(2026, 11, 23)})
    form.submit()
    board.settle()
    assert row(board, FIRST).standing is Standing.ON_TIME
    assert row(board, SECOND).standing is Standing.LATE
    assert row(board, "30292").standing is Standing.OVERDUE
    assert board.page.view.deadline.text() == "&Hạn gửi: 23/11/2026"
    assert receiving_overview.deadlines(world.province) == {YEAR: date(2026, 11, 23)}


def test_rows_are_filtered_and_found_without_diacritics(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    board.page.refresh(None)
    board.settle()
    view = board.page.view
    view.want(Show.RECEIVED)
    assert names(board) == [FIRST]
    view.want(Show.RECEIVED)
    assert len(names(board)) > 1
    board.page.focus_search()
    QTest.keyClicks(view.search, "an bien")
    assert names(board) == [FIRST]
    view.search.setText("khong co don vi nay")
    view.search.textEdited.emit("")
    assert names(board) == []
    assert view.notice.isVisible()
    view.notice.button.click()
    assert len(names(board)) > 1
    view.want(Show.RECEIPT)
    assert names(board) == [FIRST]


def test_another_year_is_another_board(board: Desk[ReceivingPage], world: Offices) -> None:
    sent = sending.write_package(world.first, PROVINCE, world.stick, [BEFORE])
    take_in(board, sent.file)
    view = board.page.view
    assert [view.years.itemData(at) for at in range(view.years.count())] == [YEAR, BEFORE]
    view.years.setCurrentIndex(view.years.findData(BEFORE))
    view.years.activated.emit(view.years.currentIndex())
    board.settle()
    assert board.page.board is not None
    assert board.page.board.year == BEFORE
    assert row(board, FIRST).status.received
    view.years.activated.emit(view.years.findData(YEAR))
    board.settle()
    assert not row(board, FIRST).status.received


def test_the_list_of_those_who_must_report_is_chosen(board: Desk[ReceivingPage], world: Offices) -> None:
    board.page.view.expected.click()
    dialog = board.page.expected
    assert dialog is not None
    dialog.none.click()
    assert not dialog.go.isEnabled()
    dialog.search.setText("tay yen")
    dialog.all.click()
    assert dialog.go.isEnabled()
    dialog.go.click()
    board.settle()
    assert names(board) == [SECOND]
    deliver(world.first, world.province, world.stick)
    board.page.refresh(None)
    board.settle()
    assert names(board) == [SECOND, FIRST]
    assert row(board, FIRST).troubled
    board.page.view.want(Show.PROBLEM)
    assert names(board) == [FIRST]
    board.page.ask_expected()
    assert board.page.expected is not None
    assert len(board.page.expected.chosen()) == 1
    board.page.expected.reject()


def test_rows_go_to_the_clipboard_and_sort(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    board.page.refresh(None)
    board.settle()
    table = board.page.view.table
    share = [one.head() for one in table.model_of_lines.columns].index("Mức đầy đủ")
    table.sortByColumn(share, Qt.SortOrder.DescendingOrder)
    assert names(board)[0] == FIRST
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("Xã An Biên\t30985\t1")
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names(board)[0] != FIRST


# Packages in


def test_nothing_is_written_before_the_plan_was_agreed_to(board: Desk[ReceivingPage], world: Offices) -> None:
    sent = sending.write_package(world.first, PROVINCE, world.stick)
    board.prompter.paths = [sent.file]
    files = board.page.actions_shown()[0]
    assert files.shortcut().toString() == "Ctrl+O"
    files.trigger()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    plan = {name: plan.new for name, plan in dialog.plan.model_of_lines.lines()}
    assert plan["households"] == 4
    assert "office" not in plan
    assert receiving.history(world.province) == []
    dialog.reject()
    assert receiving.history(world.province) == []
    assert "mọi thứ như cũ" in board.page.view.said.text()
    assert not list(world.province.paths.states.glob(".*.draft"))
    assert not list(world.province.paths.quarantine.glob("*"))


def test_a_whole_stick_is_taken_in_at_once(board: Desk[ReceivingPage], world: Offices) -> None:
    for office in (world.first, world.second):
        (world.stick / office.office.code).mkdir()
        sending.write_package(office, PROVINCE, world.stick / office.office.code)
    (world.stick / "._hidden.ntmpkg").write_bytes(b"")
    board.prompter.paths = [world.stick]
    board.page.intake.ask_folder()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    assert dialog.go.text() == "&Nhận 2 gói"
    dialog.table.opened.emit(dialog.table.current())
    board.settle()
    assert "✓ Đã nhận 2 gói." in board.page.view.said.text()
    assert row(board, FIRST).status.received
    assert row(board, FIRST).receipt is Receipt.TO_WRITE
    assert row(board, FIRST).share == pytest.approx(0.5)
    assert [one.reason for one in backups.listed(world.province)].count("import") == 1


def test_the_same_package_twice_changes_nothing(board: Desk[ReceivingPage], world: Offices) -> None:
    sent = sending.write_package(world.first, PROVINCE, world.stick)
    take_in(board, sent.file)
    take_in(board, sent.file)
    assert "1 gói đã có từ trước" in board.page.view.said.text()
    assert len(receiving.history(world.province)) == 1


def test_two_packages_of_one_commune_go_in_after_each_other(board: Desk[ReceivingPage], world: Offices) -> None:
    one = sending.write_package(world.first, PROVINCE, world.stick)
    people(world.first, "Kinh 7", "Đặng Văn Mẫu")
    other = sending.write_package(world.first, PROVINCE, world.stick)
    take_in(board, other.file, one.file)
    assert [each.sequence for each in receiving.history(world.province)] == [2, 1]
    assert row(board, FIRST).status.households == 5
    assert row(board, FIRST).status.missing == ()


def test_what_is_wrong_is_listed_and_the_others_go_in(
    board: Desk[ReceivingPage], world: Offices, tmp_path: Path
) -> None:
    good = sending.write_package(world.first, PROVINCE, world.stick)
    broken = tmp_path / "hong.ntmpkg"
    data = bytearray(sending.write_package(world.second, PROVINCE, world.stick).file.read_bytes())
    data[-40] ^= 1
    broken.write_bytes(data)
    gone = tmp_path / "gone.ntmpkg"
    board.prompter.paths = [broken, good.file, gone]
    board.page.intake.ask_files()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    assert dialog.go.text() == "&Nhận 1 gói"
    dialog.problems_button.click()
    _title, problems = board.prompter.shown[-1]
    assert len(problems) >= 2
    for at in range(3):
        dialog.table.go_to(at)
        assert dialog.detail.text()
    dialog.go.click()
    board.settle()
    assert row(board, FIRST).status.received
    assert not row(board, SECOND).status.received
    assert "2 gói không được nhận" in board.page.view.said.text()


def test_a_copied_computer_is_decided_on_by_a_named_person(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    forked = _other_history(world)
    board.prompter.paths = [forked]
    board.page.intake.ask_files()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    assert not dialog.go.isEnabled()
    assert dialog.decide_button.isEnabled()
    dialog.decide_button.click()
    fork = dialog.fork
    assert fork is not None
    assert not fork.go.isEnabled()
    assert fork.person.currentText() == "Lê Thị Mẫu – Chuyên viên"
    QTest.keyClicks(fork.reason, "may hong, da khoi phuc")
    fork.go.click()
    assert "Lê Thị Mẫu quyết định" in dialog.table.model_of_lines.index(0, 7).data()
    dialog.go.click()
    board.settle()
    newest = receiving.history(world.province)[0]
    assert newest.reason == "may hong, da khoi phuc"
    assert newest.staff_name == "Lê Thị Mẫu"


def _other_history(world: Offices) -> Path:
    """Write the next package of the first commune as a copy of its computer would: in another lineage."""
    with world.first.database.atomic() as connection:
        connection.execute("UPDATE office SET lineage = ?", (str(UUID(int=7)),))
    return sending.write_package(world.first, PROVINCE, world.stick).file


def test_without_staff_nobody_can_decide(world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> None:
    deliver(world.first, world.province, world.stick)
    forked = _other_history(world)
    person = setup.staff(world.province)[0]
    setup.change_staff(world.province, replace(person, active=False))
    with desk(ReceivingPage, world.province, tmp_path, qtbot, dressed) as made:
        made.prompter.paths = [forked]
        made.page.intake.ask_files()
        made.settle()
        dialog = made.page.intake.dialog
        assert dialog is not None
        dialog.table.opened.emit(dialog.table.current())
        assert dialog.fork is not None
        dialog.fork.reason.setText("đã hỏi xã")
        dialog.fork.reason.textEdited.emit("")
        assert not dialog.fork.go.isEnabled()
        assert "thêm người" in dialog.fork.note.text()
        dialog.fork.reject()
        dialog.reject()


def test_cancelling_keeps_what_went_in_before(board: Desk[ReceivingPage], world: Offices) -> None:
    files = [sending.write_package(office, PROVINCE, world.stick).file for office in (world.first, world.second)]
    board.prompter.paths = files
    board.page.intake.ask_files()
    board.workplace.tasks.cancel()
    board.settle()
    assert board.page.intake.dialog is None
    assert not list(world.province.paths.quarantine.glob("*"))
    board.prompter.paths = files
    board.page.intake.ask_files()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    dialog.accept()
    board.workplace.tasks.cancel()
    board.settle()
    assert "chưa nhận" in board.page.view.said.text()
    assert board.page.view.said.tone == "warn"


# Receipts


def test_receipts_are_written_for_the_communes_ticked(board: Desk[ReceivingPage], world: Offices, qtbot: QtBot) -> None:
    for office in (world.first, world.second):
        deliver(office, world.province, world.stick)
    board.page.refresh(None)
    board.settle()
    board.page.ask_receipts()
    dialog = board.page.receipts.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.target.folder() == world.stick)
    assert set(dialog.codes()) == {FIRST, SECOND}
    dialog.tick_all()
    assert not dialog.go.isEnabled()
    dialog.all_button.click()
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    (chosen,) = dialog.codes()
    dialog.go.click()
    board.settle()
    assert row(board, chosen).receipt is Receipt.WRITTEN
    assert "Có thể rút USB an toàn" in board.page.view.said.text()
    assert [one.recipient_code for one in sending.sent(world.province)] == [chosen]


def test_receipts_that_cannot_be_written_are_told(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    board.page.refresh(None)
    board.settle()
    table = board.page.view.table
    table.selectAll()
    board.page.ask_receipts()
    dialog = board.page.receipts.dialog
    assert dialog is not None
    dialog.target.choose(world.stick / "gone")
    dialog.accept()
    board.settle()
    assert "1 phiếu chưa ghi" in board.page.view.said.text()
    _title, problems = board.prompter.shown[-1]
    assert problems
    assert row(board, FIRST).receipt is Receipt.TO_WRITE


def test_with_every_receipt_written_there_is_nothing_to_tick(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    receipts.write_receipts(world.province, FIRST, world.stick)
    board.page.refresh(None)
    board.settle()
    assert row(board, FIRST).receipt is Receipt.WRITTEN
    board.page.ask_receipts()
    dialog = board.page.receipts.dialog
    assert dialog is not None
    assert "đều có phiếu" in dialog.note.text()
    dialog.accept()
    board.settle()


# The way down


def open_commune(made: Desk[ReceivingPage], code: str) -> None:
    made.page.refresh(None)
    made.settle()
    table = made.page.view.table
    table.go_to(names(made).index(code))
    QTest.keyClick(table, Qt.Key.Key_Return)
    made.settle()
    assert made.page.stack.currentWidget() is made.page.commune


def test_from_the_board_to_one_household_and_back(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    open_commune(board, FIRST)
    view = board.page.commune
    assert [unit_name(unit) for unit in view.units.model_of_lines.lines()] == ["Toàn đơn vị", "Ấp Kinh 5", "Ấp Kinh 6"]
    view.units.go_to(1)
    QTest.keyClick(view.units, Qt.Key.Key_Return)
    board.settle()
    assert view.levels.currentIndex() == 1
    assert "Ấp Kinh 5" in view.path.text()
    assert [one.head for one in view.households.model_of_lines.lines()] == [
        "Nguyễn Văn An",
        "Trần Thị Đào",
        "Danh Mẫu",
    ]
    assert view.households.model_of_lines.index(1, 3 + 3).data() == "✗"
    board.page.focus_search()
    QTest.keyClicks(view.search, "dao")
    assert [one.head for one in view.households.model_of_lines.lines()] == ["Trần Thị Đào"]
    view.households.setFocus()
    for _step in range(6):
        QTest.keyClick(view.households, Qt.Key.Key_Right)
    assert view.sum.text().startswith("4. ")
    QTest.keyClick(view.households, Qt.Key.Key_Return)
    assert view.levels.currentIndex() == 2
    lines = view.answers.model_of_lines
    assert lines.rowCount() == 15
    assert lines.index(0, 2).data() == "✓ đạt"
    assert lines.index(0, 3).data() == "✓"
    assert lines.index(3, 2).data() == "✗ chưa đạt"
    for level in (1, 0):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert view.levels.currentIndex() == level
    view.units.go_to(0)
    QTest.keyClick(view.units, Qt.Key.Key_Return)
    board.settle()
    assert view.households.model_of_lines.rowCount() == 4
    view.focus_start()
    view.go_back()
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert board.page.stack.currentWidget() is board.page.view
    board.page.focus_start()


def test_a_commune_without_packages_says_so(board: Desk[ReceivingPage]) -> None:
    open_commune(board, SECOND)
    view = board.page.commune
    assert view.notice.isVisible()
    assert not view.units.isVisible()
    assert not view.slip.isEnabled()
    assert not view.undo.isEnabled()
    board.page.focus_start()
    board.page.focus_search()
    view.back.click()
    assert board.page.stack.currentWidget() is board.page.view


def test_a_package_is_taken_back_after_asking(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    people(world.first, "Kinh 7", "Đặng Văn Mẫu")
    deliver(world.first, world.province, world.stick)
    open_commune(board, FIRST)
    view = board.page.commune
    view.undo.click()
    assert "Gói số 2" in board.prompter.acts[-1].touches
    assert row(board, FIRST).status.sequence == 2
    board.prompter.confirms = [True]
    view.undo.click()
    board.settle()
    assert row(board, FIRST).status.sequence == 1
    assert "Đã hoàn tác" in view.packages.model_of_lines.index(0, 3).data()
    assert not view.undo.isEnabled()
    view.packages.go_to(1)
    world.clock.forward(days=40)
    board.prompter.confirms = [True]
    view.undo.click()
    (error,) = board.prompter.errors
    assert isinstance(error, UserError)
    assert error.code == "transport.undo.too_late"


def test_the_slip_of_a_package_is_shown_as_it_prints(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    open_commune(board, FIRST)
    board.page.commune.slip.click()
    board.settle()
    preview = board.page.desk.preview
    assert preview is not None
    assert "PHIẾU TIẾP NHẬN" in preview.windowTitle()
    preview.close()


def test_a_refused_package_shows_its_problems(board: Desk[ReceivingPage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    with world.province.database.atomic() as connection:
        connection.execute(
            "UPDATE package_in SET accepted = 0, problems = ?",
            ('[{"code": "exchange.schema.value", "table": "answers", "row": 3, "column": "status", "found": "x"}]',),
        )
    open_commune(board, FIRST)
    assert row(board, FIRST).status.problems == 1
    view = board.page.commune
    view.packages.go_to(0)
    view.packages.opened.emit(view.packages.current())
    view.reasons.click()
    title, (problem,) = board.prompter.shown[-1]
    assert "Gói số 1" in title
    assert (problem.place.sheet, problem.place.row, problem.found) == ("answers", 3, "x")


# The sums


def test_the_sums_of_all_communes_by_village_and_task(board: Desk[ReceivingPage], world: Offices) -> None:
    for office in (world.first, world.second):
        deliver(office, world.province, world.stick)
    board.page.refresh(None)
    board.settle()
    board.page.open_sums()
    board.settle()
    view = board.page.sums
    table = view.table.model_of_lines

    def column(at: int) -> list[str]:
        return [str(table.index(line, at).data()) for line in range(table.rowCount())]

    assert column(0) == ["Xã An Biên", "Xã Tây Yên", "Tổng cộng"]
    assert column(1) == ["4", "2", "6"]
    assert column(4) == ["4", "2", "6"]
    view.by.setCurrentIndex(1)
    assert [one.strip() for one in column(0)][1] == "Ấp Kinh 5"
    view.unit.setCurrentIndex(1)
    assert column(4)[-1] == "100,0%"
    assert column(7)[-1] == "50,0%"
    view.focus_start()
    for _step in range(7):
        QTest.keyClick(view.table, Qt.Key.Key_Right)
    assert view.note.text().startswith("4. ")
    view.print.click()
    board.settle()
    assert board.page.desk.preview is not None
    board.page.desk.preview.close()
    target = world.stick / "tong-hop.xlsx"
    board.prompter.paths = [target]
    view.excel.click()
    board.settle()
    board.settle()
    assert target.is_file()
    board.page.refresh(None)
    board.settle()
    assert board.page.stack.currentWidget() is view
    board.page.focus_start()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert board.page.stack.currentWidget() is board.page.view


def test_without_packages_the_sums_are_empty(board: Desk[ReceivingPage]) -> None:
    board.page.open_sums()
    board.settle()
    assert not board.page.sums.print.isEnabled()
    board.page.focus_search()
    assert board.page.stack.currentWidget() is board.page.view


# Above and below


def test_a_district_reports_upwards_and_the_province_sees_communes(
    world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance
) -> None:
    with receiving_office(tmp_path / "d", world.clock, Level.DISTRICT, "908", PROVINCE) as district:
        for office in (world.first, world.second, world.province):
            introduce(office, district, world.stick)
        for office in (world.first, world.second):
            deliver(office, district, world.stick)
        with desk(ReceivingPage, district, tmp_path / "d", qtbot, dressed) as made:
            words = [action.text() for action in made.page.actions_shown()]
            assert words[-1] == "&Gửi lên cấp trên"
            made.page.actions_shown()[-1].trigger()
            assert made.went == ["exchange"]
        deliver(district, world.province, world.stick)
    with desk(ReceivingPage, world.province, tmp_path, qtbot, dressed) as made:
        assert len(made.page.actions_shown()) == 4
        open_commune(made, "908")
        view = made.page.commune
        assert [unit.code for unit in view.units.model_of_lines.lines()] == [FIRST, SECOND]
        QTest.keyClick(view.units, Qt.Key.Key_Return)
        made.settle()
        (error,) = made.prompter.errors
        assert isinstance(error, UserError)
        assert error.code == "transport.totals_only"


# Looks


def test_the_page_speaks_english_and_wears_every_theme(
    board: Desk[ReceivingPage], world: Offices, dressed: Appearance
) -> None:
    deliver(world.first, world.province, world.stick)
    open_commune(board, FIRST)
    for theme, size in (("dark", 12), ("high_contrast", 10)):
        dressed.apply(Settings(language="en", theme=theme, text_size=size))
        board.page.grab()
    board.page.show_board()
    board.page.grab()
    dressed.apply(Settings())
    board.settle()
    assert board.page.view.table.current() is not None


def test_many_communes_are_shown_at_once(board: Desk[ReceivingPage], world: Offices) -> None:
    """Two hundred rows: filling, filtering and sorting the table each stay below a tenth of a second."""
    found = board.page.board
    assert found is not None
    rows = [*found.rows, *found.rows][:200]
    table = board.page.view.table.model_of_lines
    for work in (lambda: table.show_lines(rows), lambda: table.sort(0), lambda: table.sort(4), board.page.view.grab):
        began = perf_counter()
        work()
        assert perf_counter() - began < 0.1
    assert len(households.find(world.province, households.Filter())) == 0
