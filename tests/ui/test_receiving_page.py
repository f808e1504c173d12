"""«Nơi nhận» with real offices: packages looked at, decided on, applied, taken back; receipts; the way down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ntm_desktop.services import (
    backups,
    receiving,
    receiving_overview,
    sending,
    setup,
)
from ntm_desktop.ui.pages.receiving import ReceivingPage
from ntm_desktop.ui.receiving.board import Receipt, Show, Standing
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
)
from tests.ui.exchange_pages import Desk, desk, names, row, stick, take_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


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
    current = board.page.view.table.current()
    assert current is not None
    assert current.status.code in {FIRST, SECOND}  # what has just come is in view
    assert row(board, FIRST).status.received
    assert row(board, FIRST).receipt is Receipt.TO_WRITE
    assert row(board, FIRST).share == pytest.approx(0.5)
    assert [one.reason for one in backups.listed(world.province)].count("import") == 1


def test_the_same_package_twice_changes_nothing(board: Desk[ReceivingPage], world: Offices) -> None:
    sent = sending.write_package(world.first, PROVINCE, world.stick)
    take_in(board, sent.file)
    board.prompter.paths = [sent.file]
    board.page.intake.ask_files()
    board.settle()
    assert board.page.intake.dialog is None  # nothing to weigh
    assert board.page.view.said.text() == "✓ 1 gói đã có từ trước, không thay đổi gì."
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
    assert dialog.heading.text() == ("<b>3 gói</b>: 1 nhận được, 2 không nhận được. Chưa có gì được ghi vào sổ.")
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


def test_where_nothing_can_be_taken_in_enter_closes(board: Desk[ReceivingPage], world: Offices, tmp_path: Path) -> None:
    broken = tmp_path / "hong.ntmpkg"
    broken.write_bytes(sending.write_package(world.first, PROVINCE, world.stick).file.read_bytes()[:-40])
    board.prompter.paths = [broken]
    board.page.intake.ask_files()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    assert not dialog.go.isVisible()
    assert dialog.cancel.text() == "Đón&g"
    assert "1 không nhận được" in dialog.heading.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)  # where the keyboard is
    assert board.page.intake.dialog is None
    assert receiving.history(world.province) == []


def test_what_came_of_it_is_said_on_the_board(board: Desk[ReceivingPage], world: Offices) -> None:
    sent = sending.write_package(world.first, PROVINCE, world.stick)
    board.page.open_row(row(board, SECOND))
    board.settle()
    assert board.page.stack.currentWidget() is board.page.commune
    take_in(board, sent.file)
    assert board.page.stack.currentWidget() is board.page.view
    assert board.page.view.said.text() == "✓ Đã nhận 1 gói."


def test_the_search_goes_on_to_the_rows(board: Desk[ReceivingPage]) -> None:
    view = board.page.view
    view.search.setFocus()
    QTest.keyClicks(view.search, "an bien")
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view.table


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
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    fork = dialog.fork
    assert fork is not None
    assert not fork.go.isEnabled()
    assert fork.person.currentText() == "Lê Thị Mẫu – Chuyên viên"
    QTest.keyClicks(fork.reason, "may hong, da khoi phuc")
    fork.go.click()
    assert "Lê Thị Mẫu quyết định" in dialog.table.model_of_lines.index(0, 7).data()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)  # decided is decided: now it goes in
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
    tasks = board.workplace.tasks
    board.prompter.paths = files
    stopping = tasks.started.connect(lambda _words: tasks.cancel())
    board.page.intake.ask_files()
    board.settle()
    tasks.started.disconnect(stopping)
    assert board.page.intake.dialog is None
    assert not list(world.province.paths.quarantine.glob("*"))
    board.prompter.paths = files
    board.page.intake.ask_files()
    board.settle()
    dialog = board.page.intake.dialog
    assert dialog is not None
    tasks.started.connect(lambda _words: tasks.cancel())
    dialog.accept()
    board.settle()
    assert "chưa nhận" in board.page.view.said.text()
    assert board.page.view.said.tone == "warn"
