"""«Gửi – nhận» with real offices: cards compared, packages written onto a stick, receipts that come back."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ntm_desktop import app
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData
from ntm_desktop.exchange.schemas import ANSWERS, HOUSEHOLDS, SHEETS, TASK_SETS, TASKS, VILLAGES
from ntm_desktop.services import receipts, receiving, sending, setup, trust, wire
from ntm_desktop.settings import Settings
from ntm_desktop.ui.exchange import sent_table
from ntm_desktop.ui.pages.exchange import ExchangePage
from ntm_desktop.ui.worker import Worker
from tests.ui.exchange_offices import (
    BEFORE,
    FIRST,
    PROVINCE,
    YEAR,
    Offices,
    deliver,
    introduce,
    offices,
    receiving_office,
)
from tests.ui.exchange_pages import Desk, desk, stick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Offices]:
    with offices(tmp_path) as made:
        yield made


@pytest.fixture
def commune_desk(world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[Desk[ExchangePage]]:
    introduce(world.first, world.province, world.stick)
    with desk(ExchangePage, world.first, tmp_path, qtbot, dressed, stick(world.stick)) as made:
        qtbot.waitUntil(lambda: made.page.outgoing.target.folder() == world.stick)
        yield made


@pytest.fixture
def untrusted_desk(world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> Iterator[Desk[ExchangePage]]:
    with desk(ExchangePage, world.first, tmp_path, qtbot, dressed) as made:
        yield made


def states(made: Desk[ExchangePage]) -> list[str]:
    lines = made.page.sent.model_of_lines
    column = [one.head() for one in lines.columns].index("Tình trạng")
    return [str(lines.index(row, column).data()) for row in range(lines.rowCount())]


def test_without_a_trusted_superior_nothing_can_be_written(untrusted_desk: Desk[ExchangePage]) -> None:
    page = untrusted_desk.page
    assert not page.outgoing.write.isEnabled()
    assert page.outgoing.card.isVisible()
    assert "Chưa có thẻ được tin cậy" in page.outgoing.recipient.text()
    assert "(91)" in page.outgoing.recipient.text()
    assert page.sent.model_of_lines.rowCount() == 0
    assert page.nothing_sent.isVisible()
    page.focus_start()
    assert page.outgoing.card.hasFocus()
    page.write_package()
    assert not untrusted_desk.workplace.tasks.busy


def test_what_is_not_sent_comes_from_the_journal(commune_desk: Desk[ExchangePage]) -> None:
    words = commune_desk.page.outgoing.unsent.text()
    unsent = sending.unsent(commune_desk.workplace.context)
    assert f"{unsent.changes} thay đổi từ 22/11/2026" in words
    assert commune_desk.page.outgoing.unsent.tone == "warn"


def test_a_package_is_written_and_only_then_the_stick_is_safe(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    page = commune_desk.page
    assert page.outgoing.years() == (YEAR, BEFORE)
    page.focus_start()
    assert page.outgoing.write.hasFocus()
    QTest.keyClick(page.outgoing.write, Qt.Key.Key_Space)
    assert "Xin đừng rút USB" in page.outgoing.said.text()
    assert not page.outgoing.write.isEnabled()
    commune_desk.settle()
    assert "Có thể rút USB an toàn" in page.outgoing.said.text()
    assert page.outgoing.said.tone == "good"
    assert page.outgoing.write.isEnabled()
    assert [one.suffix for one in world.stick.glob("*.ntmpkg")] == [".ntmpkg"]
    assert states(commune_desk) == ["… Đã ghi gói, chờ phiếu tiếp nhận"]
    assert "Không còn thay đổi" in page.outgoing.unsent.text()
    assert page.tabs.tabText(0) == "Gói đã ghi (1)"


def test_no_receipt_is_waited_for_where_a_later_package_was_taken_in(
    commune_desk: Desk[ExchangePage], world: Offices
) -> None:
    older = sending.write_package(world.first, PROVINCE, world.stick)
    half = sending.write_package(world.first, PROVINCE, world.stick, years=[YEAR])
    written = {one.sequence: one for one in sending.sent(world.first)}
    taken_in = replace(written[half.sequence], receipt_state="accepted")
    assert sent_table.overtaken([written[older.sequence], taken_in]) == frozenset()  # the year before is not in it
    whole = replace(taken_in, period=written[older.sequence].period)
    assert sent_table.overtaken([written[older.sequence], whole]) == {written[older.sequence].id}
    state = next(one for one in sent_table.columns([written[older.sequence], whole]) if one.head() == "Tình trạng")
    assert state.text(written[older.sequence]) == "– Gói ghi sau đã được tiếp nhận"
    assert state.text(whole).startswith("✓")
    commune_desk.settle()


def test_only_the_ticked_years_are_written(commune_desk: Desk[ExchangePage]) -> None:
    page = commune_desk.page
    page.outgoing._boxes[BEFORE].setChecked(False)  # noqa: SLF001 - what a click does
    page.write_package()
    commune_desk.settle()
    assert [one.period for one in sending.sent(commune_desk.workplace.context)] == [(YEAR,)]
    assert page.outgoing.years() == (YEAR,)
    page.outgoing._boxes[YEAR].setChecked(False)  # noqa: SLF001 - what a click does
    assert not page.outgoing.write.isEnabled()


def test_a_cancelled_package_leaves_everything_as_it_was(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    page = commune_desk.page
    commune_desk.workplace.tasks.started.connect(lambda _words: page.outgoing.busy.cancel.click())
    page.write_package()
    commune_desk.settle()
    assert "Đã hủy" in page.outgoing.said.text()
    assert not list(world.stick.glob("*.ntmpkg"))
    assert sending.sent(world.first) == []
    assert page.outgoing.write.isEnabled()
    assert not page.outgoing.busy.isVisible()


def test_a_stick_that_fails_is_told_and_changes_nothing(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    page = commune_desk.page
    page.outgoing.target.choose(world.stick / "gone")
    page.write_package()
    commune_desk.settle()
    (error,) = commune_desk.prompter.errors
    assert isinstance(error, EnvironmentFault)
    assert "Chưa ghi được gói" in page.outgoing.said.text()
    assert sending.sent(world.first) == []


def test_without_a_stick_a_folder_is_asked_for(
    world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance
) -> None:
    introduce(world.first, world.province, world.stick)
    with desk(ExchangePage, world.first, tmp_path, qtbot, dressed) as made:
        assert made.page.outgoing.target.folder() is None
        assert "Chưa cắm USB" in made.page.outgoing.target.box.currentText()
        made.page.write_package()
        assert made.prompter.files == ["Chọn nơi ghi"]
        assert not made.workplace.tasks.busy
        made.prompter.paths.append(world.stick)
        made.page.write_package()
        made.settle()
        assert len(list(world.stick.glob("*.ntmpkg"))) == 1
        assert made.workplace.preferences.current.last_folder == str(world.stick)
        assert str(world.stick) in made.page.outgoing.target.box.currentText()


def test_a_receipt_comes_back(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    deliver(world.first, world.province, world.stick)
    receipt = receipts.write_receipts(world.province, FIRST, world.stick)
    commune_desk.page.refresh(None)
    commune_desk.settle()
    commune_desk.prompter.paths = [receipt.file]
    commune_desk.page.incoming.files.click()
    commune_desk.settle()
    assert states(commune_desk) == ["✓ Đã được tiếp nhận (22/11/2026)"]
    assert commune_desk.page.incoming.said.tone == "good"
    assert "Đã nhận 1 gói" in commune_desk.page.incoming.said.text()
    assert "✓ Đã được tiếp nhận" in commune_desk.page.incoming.newest.text()
    commune_desk.page.sent.opened.emit(commune_desk.page.sent.current())
    assert "Hộ gia đình: 4" in commune_desk.prompter.told[-1].what


def test_a_package_that_was_taken_back_shows_why(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    applied = deliver(world.first, world.province, world.stick)
    receiving.undo(world.province, applied.package_id)
    receipts.write_receipts(world.province, FIRST, world.stick)
    commune_desk.prompter.paths = [world.stick]
    commune_desk.page.incoming.folder.click()
    commune_desk.settle()
    # The stick also holds our own report, which is not for us: the plan is shown, the receipt taken.
    dialog = commune_desk.page.intake.dialog
    assert dialog is not None
    dialog.go.click()
    commune_desk.settle()
    assert states(commune_desk)[0].startswith("✗")
    commune_desk.page.sent.opened.emit(commune_desk.page.sent.current())
    title, problems = commune_desk.prompter.shown[-1]
    assert "Gói số 1 không được tiếp nhận" in title
    assert [one.code for one in problems] == ["transport.undone"]


def test_a_report_at_a_commune_is_shown_as_refused(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    introduce(world.second, world.first, world.stick)
    with wire.own_connection(world.second) as own:  # as an earlier program wrote it, which did not yet refuse
        message = wire.Message(Kind.REPORT, wire.trusted_card(own, FIRST), (YEAR,))
        tables = (VILLAGES, TASK_SETS, TASKS, HOUSEHOLDS, SHEETS, ANSWERS)
        empty = [wire.office_table(own.office), *(TableData(table, []) for table in tables)]
        package = wire.write(own, message, world.stick, lambda: empty)
    commune_desk.prompter.paths = [package.file]
    commune_desk.page.incoming.files.click()
    commune_desk.settle()
    dialog = commune_desk.page.intake.dialog
    assert dialog is not None
    assert not dialog.go.isEnabled()
    dialog.reject()
    assert "mọi thứ như cũ" in commune_desk.page.incoming.said.text()


def test_an_empty_folder_is_told(commune_desk: Desk[ExchangePage], tmp_path: Path) -> None:
    commune_desk.prompter.paths = [tmp_path / "empty"]
    (tmp_path / "empty").mkdir()
    commune_desk.page.incoming.folder.click()
    commune_desk.settle()
    assert commune_desk.prompter.told[-1].bad
    commune_desk.prompter.paths = []
    commune_desk.page.incoming.folder.click()
    commune_desk.page.incoming.files.click()
    assert not commune_desk.workplace.tasks.busy


# Cards


def test_a_card_is_trusted_after_every_digit_was_typed(untrusted_desk: Desk[ExchangePage], world: Offices) -> None:
    page = untrusted_desk.page
    untrusted_desk.prompter.paths = [trust.write_card(world.province, world.stick)]
    page.outgoing.card.click()
    dialog = page.compare
    assert dialog is not None
    assert not dialog.trust.isEnabled()
    digits = dialog.card.fingerprint.replace(" ", "")
    wrong = str((int(digits[7]) + 1) % 10)
    dialog.typed.setText(digits[:7] + wrong)
    dialog.typed.textEdited.emit("")
    assert [one.tone for one in dialog.groups] == ["good", "bad", "muted", "muted", "muted", "muted"]
    assert "nhóm 2" in dialog.verdict.text()
    dialog.typed.setText(digits + "1")
    dialog.typed.textEdited.emit("")
    assert not dialog.trust.isEnabled()
    assert "phần thừa" in dialog.verdict.text()
    dialog.typed.setText("")
    QTest.keyClicks(dialog.typed, dialog.card.fingerprint)
    assert all(one.tone == "good" for one in dialog.groups)
    assert dialog.trust.isEnabled()
    QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
    untrusted_desk.settle()
    assert [one.code for one in trust.listed(world.first)] == [PROVINCE]
    assert "thẻ đã tin cậy" in page.outgoing.recipient.text()
    assert page.outgoing.write.isEnabled()
    assert page.window().focusWidget() is page.outgoing.write  # what comes next
    assert page.tabs.currentWidget() is page.cards


def test_a_card_that_replaces_a_trusted_one_is_warned_of(
    commune_desk: Desk[ExchangePage], world: Offices, tmp_path: Path
) -> None:
    with receiving_office(tmp_path / "other", world.clock) as impostor:
        commune_desk.prompter.paths = [trust.write_card(impostor, tmp_path)]
        commune_desk.page.cards.receive.click()
    dialog = commune_desk.page.compare
    assert dialog is not None
    old = trust.own_card(world.province).fingerprint
    assert old in dialog.warning.text()
    assert "Thẻ mới sẽ thay thẻ cũ" in dialog.warning.text()
    dialog.reject()
    assert [one.fingerprint for one in trust.listed(world.first)] == [old]


def test_a_card_of_another_office_with_the_same_code_is_warned_of_by_name(
    commune_desk: Desk[ExchangePage], world: Offices, tmp_path: Path
) -> None:
    with app.office(tmp_path / "old", world.clock) as old:
        setup.create(old, setup.NewOffice(Level.PROVINCE, world.province.office.code, regime=setup.THREE_TIERS))
        commune_desk.prompter.paths = [trust.write_card(old, tmp_path)]
        commune_desk.page.cards.receive.click()
    dialog = commune_desk.page.compare
    assert dialog is not None
    assert dialog.card.name != world.province.office.name
    assert f"mang tên «{world.province.office.name}»" in dialog.warning.text()
    dialog.reject()


def test_cards_that_need_no_comparison_are_told(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    for office, said in ((world.first, "của chính cơ quan"), (world.province, "từ trước")):
        commune_desk.prompter.paths = [trust.write_card(office, world.stick)]
        commune_desk.page.cards.receive.click()
        assert said in commune_desk.prompter.told[-1].what
    commune_desk.prompter.paths = []
    commune_desk.page.cards.receive.click()
    assert commune_desk.page.compare is None


def test_a_file_that_is_no_card_is_refused(commune_desk: Desk[ExchangePage], tmp_path: Path) -> None:
    nonsense = tmp_path / "x.ntmcard"
    nonsense.write_text("không phải thẻ", encoding="utf-8")
    commune_desk.prompter.paths = [nonsense]
    commune_desk.page.receive_card()
    (error,) = commune_desk.prompter.errors
    assert isinstance(error, UserError)


def test_a_card_that_changed_while_it_was_compared_is_refused(
    untrusted_desk: Desk[ExchangePage], world: Offices
) -> None:
    path = trust.write_card(world.province, world.stick)
    untrusted_desk.prompter.paths = [path]
    untrusted_desk.page.receive_card()
    dialog = untrusted_desk.page.compare
    assert dialog is not None
    dialog.typed.setText(dialog.card.fingerprint)
    path.write_bytes(trust.write_card(world.second, world.stick / "other.ntmcard").read_bytes())
    dialog.accept()
    assert len(untrusted_desk.prompter.errors) == 1
    assert trust.listed(world.first) == []


def test_our_card_is_written_and_printed(commune_desk: Desk[ExchangePage], world: Offices, tmp_path: Path) -> None:
    page = commune_desk.page
    target = tmp_path / "the.ntmcard"
    commune_desk.prompter.paths = [target]
    page.cards.write.click()
    assert trust.read(world.province, target).code == FIRST
    assert "đọc 30 chữ số" in commune_desk.prompter.told[-1].remedy
    page.cards.write.click()
    commune_desk.prompter.paths = [tmp_path / "gone" / "the.ntmcard"]
    page.cards.write.click()
    assert len(commune_desk.prompter.errors) == 1
    page.cards.slip.click()
    commune_desk.settle()
    assert page.desk.preview is not None
    page.desk.preview.close()
    assert page.cards.digits.text().replace("\n", "  ").replace("  ", " ") == trust.own_card(world.first).fingerprint


def test_trust_is_taken_back_after_asking(commune_desk: Desk[ExchangePage], world: Offices) -> None:
    page = commune_desk.page
    page.tabs.setCurrentWidget(page.cards)
    page.cards.table.setFocus()
    QTest.keyClick(page.cards.table, Qt.Key.Key_Delete)
    assert len(commune_desk.prompter.acts) == 1
    assert trust.listed(world.first) != []
    commune_desk.prompter.confirms = [True]
    page.cards.forget.click()
    commune_desk.settle()
    assert trust.listed(world.first) == []
    assert page.cards.empty.isVisible()
    assert not page.cards.forget.isEnabled()
    page.cards._forget()  # noqa: SLF001 - Delete on an empty list
    commune_desk.prompter.confirms = [True]
    page.forget_card(trust.listed(world.first, with_former=True)[0])
    assert isinstance(commune_desk.prompter.errors[-1], UserError)


# Receiving offices


def test_a_province_writes_receipts_instead(world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> None:
    introduce(world.first, world.province, world.stick)
    with desk(ExchangePage, world.province, tmp_path, qtbot, dressed, stick(world.stick)) as made:
        page = made.page
        assert page.outgoing.heading.text() == "Gửi phiếu tiếp nhận"
        assert not page.outgoing.write.isEnabled()
        assert page.incoming.files.text() == "&Nhận gói…"
        page.focus_start()
        assert page.incoming.files.hasFocus()
        deliver(world.first, world.province, world.stick)
        page.refresh(None)
        made.settle()
        assert "1 đơn vị" in page.outgoing.unsent.text()
        page.outgoing.write.click()
        made.settle()
        dialog = page.receipts.dialog
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.target.folder() == world.stick)
        assert dialog.codes() == (FIRST,)
        dialog.go.click()
        made.settle()
        assert "Đã ghi và kiểm tra 1 phiếu tiếp nhận" in page.outgoing.said.text()
        assert [one.kind for one in sending.sent(world.province)] == ["receipt"]
        assert states(made) == ["✓ Đã ghi và kiểm tra"]
        made.page.sent.opened.emit(made.page.sent.current())
        assert "Phiếu tiếp nhận: 1" in made.prompter.told[-1].what


def test_a_district_sends_up_what_came(world: Offices, tmp_path: Path, qtbot: QtBot, dressed: Appearance) -> None:
    with receiving_office(tmp_path / "d", world.clock, Level.DISTRICT, "908", PROVINCE) as district:
        introduce(district, world.province, world.stick)
        with desk(ExchangePage, district, tmp_path / "d", qtbot, dressed, stick(world.stick)) as made:
            assert made.page.outgoing.heading.text() == "Gửi lên cấp trên"
            assert "Chưa có năm nào để gửi" in made.page.outgoing.unsent.text()
            assert not made.page.outgoing.write.isEnabled()
            introduce(world.first, district, world.stick)
            deliver(world.first, district, world.stick)
            made.page.refresh(None)
            made.settle()
            made.page.outgoing.write.click()
            made.settle()
            assert "Có thể rút USB an toàn" in made.page.outgoing.said.text()
            assert sending.sent(district)[0].recipient_code == PROVINCE


# Looks


def test_the_page_speaks_english_and_wears_every_theme(commune_desk: Desk[ExchangePage], dressed: Appearance) -> None:
    page = commune_desk.page
    page.write_package()
    commune_desk.settle()
    for theme, size in (("dark", 12), ("high_contrast", 10)):
        dressed.apply(Settings(language="en", theme=theme, text_size=size))
        page.grab()
        page.tabs.setCurrentIndex(1)
        page.grab()
    assert page.sent.current() is not None


def test_the_lists_go_to_the_clipboard(commune_desk: Desk[ExchangePage]) -> None:
    page = commune_desk.page
    page.write_package()
    commune_desk.settle()
    page.sent.setFocus()
    QTest.keyClick(page.sent, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[0] == "Số"
    assert line.split("\t")[0] == "1"


# Reading


def test_a_newer_reading_makes_the_older_fall_away(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    told: list[object] = []
    reader, go = Worker(parent), Event()

    def slow() -> str:
        go.wait(5)
        return "older"

    reader.start(slow, told.append, told.append)
    assert reader.busy
    reader.forget()
    reader.start(lambda: "newer", told.append, told.append)
    go.set()
    qtbot.waitUntil(lambda: not reader.busy)
    assert told == ["newer"]


def test_what_goes_wrong_in_a_reading_is_told(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    failed: list[object] = []
    reader = Worker(parent)
    error = UserError("transport.no_keys")

    def broken() -> None:
        raise error

    reader.start(broken, failed.append, failed.append)
    reader.wait()
    qtbot.waitUntil(lambda: not reader.busy)
    assert failed == [error]


def test_a_window_may_go_while_it_is_read_for(qtbot: QtBot) -> None:
    parent = QWidget()
    told: list[object] = []
    reader, go = Worker(parent), Event()
    reader.start(lambda: go.wait(5), told.append, told.append)
    parent.deleteLater()
    qtbot.waitUntil(lambda: not isValid(parent))
    go.set()
    qtbot.wait(30)
    assert told == []
