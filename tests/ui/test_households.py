"""The household page: seen, searched, narrowed, sorted, worked by keys, copied and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ntm_desktop import i18n, paths
from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.services import demo, households, importing, villages
from ntm_desktop.settings import Settings
from ntm_desktop.ui.colours import Role
from ntm_desktop.ui.households.loading import LARGE_COMMUNE
from ntm_desktop.ui.main_window import MainWindow, Shell
from ntm_desktop.ui.models.household_rows import ANY_STATUS, COLUMNS, Column, Wanted
from ntm_desktop.ui.navigation import PlaceEntry
from tests.offices import commune
from tests.ui.household_places import Placed, household_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

BY_CODE = ["Đặng Văn Ánh", "Nguyễn Thị Bé", "Trần Văn An", "Lê Văn Đạt", "Lê Thị Dung"]


@pytest.fixture
def placed(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> Iterator[Placed]:
    with household_page(qtbot, tmp_path, dressed) as made:
        yield made


def test_the_list_is_there_by_village_and_code(placed: Placed) -> None:
    assert placed.heads() == BY_CODE
    assert placed.page.counts.text() == "Hiện 5 / 5 hộ"
    assert placed.page.table.isColumnHidden(COLUMNS.index(Column.STATUS))
    assert [action.text() for action in placed.page.actions_shown()] == [
        "Thêm &hộ", "Nhập từ &Excel", "X&uất Excel", "Ấ&p, thôn…",
    ]  # fmt: skip


def test_searching_as_one_types(placed: Placed, type_text: Callable[..., None]) -> None:
    page = placed.page
    page.focus_search()
    assert QApplication.focusWidget() is page.filters.search
    for letter in "dang":
        type_text(page.filters.search, letter)
    assert placed.heads() == ["Đặng Văn Ánh"]
    assert page.counts.text() == "Hiện 1 / 5 hộ"
    page.filters.clear_button.click()
    assert placed.heads() == BY_CODE
    assert not page.filters.clear_button.isEnabled()


def test_the_search_gives_the_keyboard_to_the_list(placed: Placed) -> None:
    search = placed.page.filters.search
    placed.page.focus_search()
    search.setText("le")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), QApplication.focusWidget()) == ("", search)
    QTest.keyClick(search, Qt.Key.Key_A)
    assert search.text() == "a"
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is placed.page.table


def test_each_list_narrows(placed: Placed) -> None:
    page = placed.page
    village = villages.listed(placed.context)[1]
    page.show_list(Wanted(village_id=village.id))
    assert placed.heads() == ["Lê Văn Đạt", "Lê Thị Dung"]
    assert page.filters.village.currentText() == "Ấp Tân Điền"
    page.show_list(Wanted(poverty="near_poor"))
    assert placed.heads() == ["Trần Văn An"]
    page.show_list(Wanted(ethnic_group="Khmer"))
    assert placed.heads() == ["Nguyễn Thị Bé"]
    page.filters.missing.setCurrentIndex(page.filters.missing.findData("members"))
    assert placed.heads() == []
    page.filters.clear()
    page.filters.missing.setCurrentIndex(page.filters.missing.findData("members"))
    assert placed.heads() == ["Trần Văn An"]
    assert page.filters.described() == "Thiếu: số nhân khẩu"


def test_closed_households_have_their_filter_and_their_column(placed: Placed) -> None:
    page = placed.page
    one = page.model.shown[0]
    changed = households.close(placed.context, [one.id], HouseholdStatus.MOVED_AWAY, placed.context.clock().date())
    placed.hub.changed.emit(changed)
    assert len(placed.heads()) == 4
    page.filters.status.setCurrentIndex(page.filters.status.findData("moved_away"))
    assert placed.heads() == ["Đặng Văn Ánh"]
    assert page.table.isColumnHidden(COLUMNS.index(Column.STATUS))  # it would say the same in each line
    page.filters.status.setCurrentIndex(page.filters.status.findData(ANY_STATUS))
    assert not page.table.isColumnHidden(COLUMNS.index(Column.STATUS))
    placed.select("Ánh")
    assert page.actions_by_name["reopen"].isEnabled()
    assert not page.actions_by_name["close"].isEnabled()
    page.details.show_now()
    assert "Đã chuyển đi (22/11/2026)" in page.details.toPlainText()


def test_the_status_is_never_pushed_out_of_view(placed: Placed) -> None:
    page, status, address = placed.page, COLUMNS.index(Column.STATUS), COLUMNS.index(Column.ADDRESS)
    page.filters.status.setCurrentIndex(page.filters.status.findData(ANY_STATUS))
    for width, hidden in ((900, True), (1500, False)):
        page.resize(width, 600)
        QApplication.processEvents()
        assert page.table.isColumnHidden(address) is hidden
        right = page.table.columnViewportPosition(status) + page.table.columnWidth(status)
        assert right <= page.table.viewport().width()
    page.resize(900, 600)
    placed.select("Ánh")
    page.table.copy()
    assert "Tổ 1" in QGuiApplication.clipboard().text()


def test_an_empty_list_says_why(placed: Placed) -> None:
    page = placed.page
    page.filters.search.setText("không ai")
    assert placed.heads() == []
    with_words = page.table.grab().toImage()
    page.table.households = placed.page.model
    blank = page.table.empty_words
    page.table.empty_words = lambda: ""  # type: ignore[method-assign] # to see that the words are drawn
    assert page.table.grab().toImage() != with_words
    page.table.empty_words = blank  # type: ignore[method-assign] # as it was
    assert "Alt+L" in blank()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_from_each_choice_enter_and_esc_go_on_to_the_list(placed: Placed, key: Qt.Key) -> None:
    for combo in placed.page.filters.combos:
        combo.setFocus()
        QTest.keyClick(combo, key)
        assert QApplication.focusWidget() is placed.page.table


def test_the_search_leaves_the_window_its_keys(placed: Placed) -> None:
    search = placed.page.filters.search
    for key in (Qt.Key.Key_E, Qt.Key.Key_K):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        event.accept()
        assert not search.event(event)
        assert not event.isAccepted()


def test_sorting_by_given_name_keeps_the_current_household(placed: Placed) -> None:
    placed.select("Đạt")
    placed.page.table.sortByColumn(COLUMNS.index(Column.HEAD), Qt.SortOrder.AscendingOrder)
    assert placed.heads() == ["Trần Văn An", "Đặng Văn Ánh", "Nguyễn Thị Bé", "Lê Thị Dung", "Lê Văn Đạt"]
    current = placed.page.table.current()
    assert current is not None
    assert current.household.head == "Lê Văn Đạt"


def test_a_selection_of_several_outlives_a_new_order(placed: Placed) -> None:
    placed.select("Bé", "Dung")
    placed.page.table.sortByColumn(COLUMNS.index(Column.HEAD), Qt.SortOrder.DescendingOrder)
    assert {line.household.head for line in placed.page.table.selected()} == {"Nguyễn Thị Bé", "Lê Thị Dung"}
    assert "đã chọn 2" in placed.page.counts.text()


def test_copying_for_excel(placed: Placed) -> None:
    placed.select("Ánh", "Bé")
    QTest.keyClick(placed.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Mã hộ", "Chủ hộ", "Năm sinh"]
    assert lines[1].split("\t") == [
        "30889-01-0001", "Đặng Văn Ánh", "1960", "Nam", "Ấp Kinh 5", "4", "Hộ nghèo", "Kinh", "Tổ 1",
    ]  # fmt: skip
    assert lines[2].split("\t")[1] == "Nguyễn Thị Bé"


def test_copying_by_the_action(placed: Placed) -> None:
    placed.select("Dung")
    placed.page.run("copy")
    assert "Lê Thị Dung" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (Qt.Key.Key_Return, "Sửa hộ Đặng Văn Ánh"),
        (Qt.Key.Key_Enter, "Sửa hộ Đặng Văn Ánh"),
        (Qt.Key.Key_Insert, "Thêm hộ"),
        (Qt.Key.Key_Delete, "Đóng hộ"),
    ],
)
def test_keys_of_the_list(placed: Placed, key: Qt.Key, title: str) -> None:
    placed.select("Ánh")
    QTest.keyClick(placed.page.table, key)
    dialog = placed.page.acts.dialog
    assert dialog is not None
    assert dialog.windowTitle() == title
    dialog.reject()
    assert placed.page.acts.dialog is None


def test_other_keys_are_the_tables_own(placed: Placed) -> None:
    placed.select("Ánh")
    placed.page.table.setFocus()
    QTest.keyClick(placed.page.table, Qt.Key.Key_Down)
    QTest.keyClick(placed.page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [line.household.head for line in placed.page.table.selected()] == ["Nguyễn Thị Bé", "Trần Văn An"]


def test_home_and_end_go_to_the_first_and_the_last_household(placed: Placed) -> None:
    table = placed.page.table
    placed.select("Bé")
    QTest.keyClick(table, Qt.Key.Key_End)
    assert [line.household.head for line in table.selected()] == BY_CODE[-1:]
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert [line.household.head for line in table.selected()] == BY_CODE[:1]
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert [line.household.head for line in table.selected()] == BY_CODE


def test_f7_sorts_by_given_name_and_back(placed: Placed) -> None:
    page = placed.page
    page.run("sort")
    assert placed.heads() == ["Trần Văn An", "Đặng Văn Ánh", "Nguyễn Thị Bé", "Lê Thị Dung", "Lê Văn Đạt"]
    assert "xếp theo tên" in page.counts.text()
    page.run("sort")
    assert placed.heads() == BY_CODE


def test_a_key_that_does_not_fit_the_selection_says_why(placed: Placed) -> None:
    page = placed.page
    placed.select("Bé", "Dung")
    QTest.keyClick(page.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.acts.dialog is None
    assert "Tách từng hộ một" in page.counts.text()
    placed.select("Bé")
    assert "Tách từng hộ một" not in page.counts.text()


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_the_menu_key_offers_every_act(placed: Placed, reason: QContextMenuEvent.Reason) -> None:
    placed.select("Ánh")
    table = placed.page.table
    target = table if reason is QContextMenuEvent.Reason.Keyboard else table.viewport()
    QApplication.sendEvent(target, QContextMenuEvent(reason, QPoint(5, 5), QPoint(50, 50)))
    menu = next(each for each in placed.page.findChildren(QMenu) if each.isVisible())
    words = [action.text().replace("&", "") for action in menu.actions() if action.isVisible() and action.text()]
    assert words == [
        "Sửa", "Chuyển ấp", "Tách hộ", "Nhập hộ", "Đóng hộ", "Sao chép để dán vào Excel",
        "Xếp theo tên / theo ấp", "Thêm hộ",
    ]  # fmt: skip
    menu.close()


def test_details_tell_facts_years_and_changes(placed: Placed) -> None:
    page = placed.page
    one = page.model.shown[0]
    from dataclasses import replace

    fields = replace(one.household.fields, birth_year=1961, address="")
    placed.hub.changed.emit(households.edit(placed.context, one.id, fields))
    page.table.go_to(one.id)
    page.details.show_now()
    told = page.details.toPlainText()
    assert "30889-01-0001 · Ấp Kinh 5" in told
    assert "2025: chưa đánh giá" in told
    assert "Năm sinh: 1960 → 1961" in told
    assert "Địa chỉ: Tổ 1 → (trống)" in told
    assert "Thêm hộ vào danh sách" in told
    assert "folded" not in told


def test_details_can_be_put_away(placed: Placed) -> None:
    page = placed.page
    assert page.details.isVisible()
    page.run("details")
    assert not page.details.isVisible()
    page.resize(1300, 640)
    assert not page.details.isVisible()  # the person chose
    page.run("details")
    assert page.details.isVisible()


def test_a_narrow_window_gives_the_list_the_room(qtbot: QtBot, placed: Placed) -> None:
    placed.page.resize(900, 520)
    qtbot.waitUntil(lambda: not placed.page.details.isVisible())
    qtbot.waitUntil(lambda: placed.page.table.horizontalScrollBar().maximum() == 0)
    assert placed.page.minimumSizeHint().width() <= 930  # 1366 × 768 at 125 %, less the list of places


def test_exporting_the_list_in_view(qtbot: QtBot, placed: Placed, tmp_path: Path) -> None:
    page, target = placed.page, tmp_path / "ds.xlsx"
    page.run("export")
    assert not target.exists()  # the person gave up
    page.show_list(Wanted(text="le"))
    placed.prompter.paths.append(target)
    page.run("export")
    qtbot.waitUntil(lambda: bool(placed.prompter.told))
    assert placed.prompter.told[0].what == "Đã xuất 2 hộ."
    opened = importing.open_file(target)
    draft = importing.plan(placed.context, opened).draft
    assert [row.fields.head for row in draft.rows] == ["Lê Văn Đạt", "Lê Thị Dung"]


def test_undo_and_redo_say_what_they_take_back(placed: Placed) -> None:
    page = placed.page
    assert page.undo_words() == "thêm hộ Lê Thị Dung"
    page.undo()
    assert len(placed.heads()) == 4
    assert "Đã hoàn tác: thêm hộ Lê Thị Dung." in page.counts.text()
    assert page.redo_words() == "thêm hộ Lê Thị Dung"
    page.redo()
    assert placed.heads() == BY_CODE
    assert "Đã làm lại: thêm hộ Lê Thị Dung." in page.counts.text()
    current = page.table.current()
    assert current is not None
    assert current.household.head == "Lê Thị Dung"
    page.redo()  # nothing left
    assert (placed.heads(), page.redo_words()) == (BY_CODE, "")


def test_a_large_act_is_taken_back_in_the_background(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> None:
    with household_page(qtbot, tmp_path, dressed, people=False) as placed:
        demo.fill(placed.context, demo.DemoPlan(households=600, villages=3, years=()))
        placed.page.refresh(None)
        assert placed.page.model.total == 600
        for _each in range(20):  # the years, then the households, then the villages
            if placed.page.model.total == 0:
                break
            placed.page.undo()
            qtbot.waitUntil(lambda: not placed.tasks.busy)
        assert placed.page.model.total == 0
        placed.page.redo()
        qtbot.waitUntil(lambda: not placed.tasks.busy)
        assert placed.prompter.errors == []


def test_a_large_commune_is_read_in_the_background(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> None:
    with commune(tmp_path / "office") as context:
        demo.fill(context, demo.DemoPlan(households=LARGE_COMMUNE + 1, villages=2, years=(2026,)))
    with household_page(qtbot, tmp_path, dressed, people=False) as placed:
        page = placed.page
        assert page.reader.busy
        assert page.counts.text() == "Đang đọc danh sách…"
        assert page.stack.currentWidget() is not page.empty
        page.refresh(None)  # a change meanwhile: what is being read is old
        qtbot.waitUntil(lambda: not page.reader.busy)
        assert page.counts.text() == "Hiện 1.501 / 1.501 hộ"


def test_what_cannot_be_undone_is_said(placed: Placed) -> None:
    one = placed.page.model.shown[0]
    with placed.context.database.atomic() as connection:  # something that the journal does not know
        connection.execute("UPDATE household SET note = 'x' WHERE id = ?", (placed.page.model.shown[4].id,))
    placed.page.undo()
    assert [getattr(error, "code", "") for error in placed.prompter.errors] == ["store.undo.refused"]
    assert one.household.head in placed.heads()


def test_changes_elsewhere_are_taken_over(placed: Placed) -> None:
    page = placed.page
    place = villages.listed(placed.context)[0]
    from dataclasses import replace

    placed.hub.changed.emit(villages.edit(placed.context, replace(place, name="Kinh Sáu")))
    assert page.model.shown[0].village == "Ấp Kinh Sáu"
    assert page.filters.village.itemText(1) == "Ấp Kinh Sáu"
    page.refresh(None)
    assert placed.heads() == BY_CODE


def test_an_empty_commune_offers_both_beginnings(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> None:
    with household_page(qtbot, tmp_path, dressed, people=False) as placed:
        page = placed.page
        assert page.stack.currentWidget() is page.empty
        assert page.empty.title.text() == "Chưa có hộ nào."
        assert page.empty.detail.text() == "Nhập từ Excel (Ctrl+I) hoặc thêm từng hộ (Ctrl+N)."
        page.focus_start()
        assert QApplication.focusWidget() is page.empty.importing
        page.empty.adding.click()
        assert placed.prompter.told[0].what.startswith("Mỗi hộ thuộc một ấp, thôn")
        page.empty.importing.click()
        assert page.import_dialog is not None
        page.import_dialog.reject()
        assert page.import_dialog is None
        page.details.show_now()
        assert page.details.toPlainText() == "Chọn một hộ để xem thông tin và lịch sử."
        page.run("edit")  # nothing is selected
        assert page.acts.dialog is None


def test_other_places_can_begin_an_act_here(placed: Placed) -> None:
    placed.page.open_part("villages")
    assert placed.page.villages_dialog is not None
    placed.page.villages_dialog.reject()
    placed.page.open_part("no such part")
    assert placed.page.leave()


def test_a_spreadsheet_dropped_on_the_list_is_imported(qtbot: QtBot, placed: Placed, tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("Họ và tên chủ hộ,Năm sinh,Ấp\nPhan Văn Mới,1970,Kinh 5\n", encoding="utf-8")
    _drop(placed, tmp_path / "anh.png")
    assert placed.page.import_dialog is None
    _drop(placed, path)
    dialog = placed.page.import_dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.flow.plan is not None and not dialog.tasks.busy)
    assert dialog.flow.count == 1
    dialog.reject()


def test_everything_speaks_english_after_a_switch(qtbot: QtBot, placed: Placed, appearance: Appearance) -> None:
    page = placed.page
    appearance.apply(Settings(theme="light", language="en"))
    qtbot.waitUntil(lambda: page.counts.text() != "Hiện 5 / 5 hộ")
    assert i18n.current_language() == "en"
    assert page.actions_by_name["add"].text() != "Thêm hộ"
    assert page.model.headerData(1, Qt.Orientation.Horizontal) != "Chủ hộ"
    assert page.filters.village.itemText(0) != "Mọi ấp, thôn"


def test_the_page_in_its_window(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> None:
    with household_page(qtbot, tmp_path, dressed, alone=False) as placed:
        page = placed.page
        entry = PlaceEntry("households", "Hộ gia đình", "households", lambda: page, "2")
        help_folder = paths.resources_folder() / "help"
        window = MainWindow(Shell("xã Cửu An", Role.COMMUNE, (entry,), placed.hub, placed.tasks, help_folder))
        qtbot.addWidget(window)
        window.resize(1093, 614)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.open_place("households")
        assert window.width() == 1093
        placed.select("Ánh")
        QTest.keyClick(page.table, Qt.Key.Key_F2)
        assert page.acts.dialog is not None
        page.acts.dialog.reject()
        QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(placed.heads()) == 4


def _drop(placed: Placed, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, copy = QPoint(10, 10), Qt.DropAction.CopyAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(placed.page, QDragEnterEvent(where, copy, data, left, none))
    placed.page.dropEvent(QDropEvent(QPointF(where), copy, data, left, none))
