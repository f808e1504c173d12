"""The place «15 phần việc»: years, villages, filters, the strip, empty beginnings, looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolBar, QToolTip

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields
from ntm_desktop.services import answers, households, task_sets, undo, villages
from ntm_desktop.ui.grid.actions import open_below
from ntm_desktop.ui.grid.dialogs import RemarkDialog, YearDialog, read_day
from ntm_desktop.ui.models.grid_filters import Kind, Wanted
from tests.ui.pages.grid_demo import NEW, OLD, Shop, answered, found, opened, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shop(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> Iterator[Shop]:
    """Return an office with six households in two villages: three on the first village's sheet."""
    del dressed
    with opened(qtbot, data_folder) as made:
        yield made


# Filter and search


def test_search_without_marks(shop: Shop) -> None:
    row = shop.page.model.row_at(1)
    assert row is not None
    household = row.household
    fields = replace(household.fields, head="Đặng Thị Bưởi")
    shop.page.refresh(households.edit(shop.context, household.id, fields))
    shop.page.focus_search()
    QTest.keyClicks(shop.page.bar.search, "dang buoi")
    assert [shop.page.model.headerData(0, Qt.Orientation.Vertical)] == ["2. Đặng Thị Bưởi"]
    assert shop.page.model.rowCount() == 1
    QTest.keyClick(shop.page.bar.search, K.Key_Return)
    assert shop.view.hasFocus()
    shop.key("1")
    assert shop.stored(0, 0).status is Status.ACHIEVED
    QTest.keyClick(shop.page.bar.search, K.Key_Escape)
    assert shop.page.model.rowCount() == 3
    assert shop.view.cell == (1, 1)  # the household stays the current one


def test_esc_in_the_table_goes_back_from_what_was_found(shop: Shop) -> None:
    row = shop.page.model.row_at(2)
    assert row is not None
    shop.page.focus_search()
    shop.page.bar.search.setText(row.household.code)
    QTest.keyClick(shop.page.bar.search, K.Key_Return)
    shop.key(K.Key_Right, held=SHIFT)
    shop.key(K.Key_Escape)
    assert shop.page.model.rowCount() == 1
    shop.key(K.Key_Escape)
    assert shop.page.model.rowCount() == 3
    assert shop.view.cell == (2, 1)
    assert shop.view.hasFocus()


def test_enter_and_esc_go_from_the_bar_to_the_table(shop: Shop) -> None:
    for key in (K.Key_Return, K.Key_Escape):
        shop.page.bar.village.setFocus()
        QTest.keyClick(shop.page.bar.village, key)
        assert shop.view.hasFocus()
    shop.page.focus_search()
    QTest.keyClick(shop.page.bar.search, K.Key_Down)
    assert shop.view.hasFocus()


def test_a_filter_of_one_task_begins_with_the_current_task(shop: Shop) -> None:
    shop.key("1", "0", K.Key_Left)
    bar = shop.page.bar
    bar.kind.setCurrentIndex(bar.kind.findData(Kind.NOT_ACHIEVED.value))
    assert bar.wanted() == Wanted(Kind.NOT_ACHIEVED, "2")
    assert bar.task.isVisibleTo(bar)
    assert shop.page.model.rowCount() == 1
    bar.task.setCurrentIndex(0)
    assert shop.page.model.rowCount() == 0
    assert not shop.page.notice.isHidden()
    QTest.mouseClick(shop.page.notice.button, Qt.MouseButton.LeftButton)
    assert shop.page.model.rowCount() == 3


def test_a_household_stays_in_view_until_the_filter_is_asked_again(shop: Shop) -> None:
    shop.page.show_sheet(wanted=Wanted(Kind.NOT_ASSESSED, "1"))
    shop.key("1")
    assert shop.page.model.rowCount() == 3
    shop.key(K.Key_F5)
    assert shop.page.model.rowCount() == 2


# Years and villages


def test_villages_have_a_sheet_each_and_all_together(shop: Shop) -> None:
    bar = shop.page.bar
    assert bar.village.count() == 3
    bar.village.setCurrentIndex(2)
    assert shop.page.village_id == ""
    assert shop.page.model.rowCount() == 6
    assert shop.view.shares.village > 0
    shop.key(K.Key_PageUp, held=CTRL)
    assert shop.page.model.rowCount() == 3
    assert shop.view.shares.village == 0


def test_years_switch_and_compare(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> None:
    del dressed

    def prepare(context: Context) -> None:
        found(context)
        homes = people(context, 6)
        answers.open_year(context, OLD)
        answered(context, OLD, homes, share=1.0)
        answers.open_year(context, NEW)

    with opened(qtbot, data_folder, prepare=prepare) as shop:
        assert shop.page.year == NEW
        assert shop.line() == "." * 15
        before = shop.stored(0, 0, OLD).status
        assert shop.page.strip.before.text().startswith(f"Năm {OLD}: ")
        shop.key("0" if before is Status.ACHIEVED else "1")
        shop.page.bar.compare.click()
        assert shop.page.model.compare
        better, worse = (0, 1) if before is Status.ACHIEVED else (1, 0)
        assert shop.said() == f"So với năm {OLD}: ▲ {better} ô tốt hơn · ▼ {worse} ô kém hơn · ◆ 0 ô khác."
        assert QApplication.focusWidget() is shop.view
        shop.page.show_sheet(wanted=Wanted(Kind.DIFFERS))
        assert shop.page.model.rowCount() == 1
        shop.page.bar.year.setCurrentIndex(shop.page.bar.year.findData(OLD))
        shop.page.bar.set_wanted(Wanted())
        assert shop.page.year == OLD
        assert not shop.page.strip.message.isVisible()  # it was about the other sheet
        assert "." not in shop.line()
        assert not shop.page.bar.compare.isEnabled()
        shop.key("-")
        assert shop.stored(0, 0, OLD).status is Status.NOT_APPLICABLE
        assert shop.stored(0, 0, NEW).status is not Status.NOT_APPLICABLE


def test_another_year_is_opened_with_its_households(shop: Shop) -> None:
    bar = shop.page.bar
    bar.year.setCurrentIndex(bar.year.count() - 1)
    dialog = shop.page.findChild(YearDialog)
    assert dialog is not None
    assert bar.year.currentData() == NEW
    assert dialog.choice() == (NEW + 1, task_sets.chosen(shop.context).key)
    dialog.accept()
    assert shop.page.year == NEW + 1
    assert shop.page.model.rowCount() == 3
    assert answers.years(shop.context) == [NEW + 1, NEW]
    assert shop.page.undo_words() == "Mở năm 2026"
    assert shop.view.hasFocus()
    assert "Đã mở năm 2026 với 6 hộ." in shop.said()


# Registration mode


def test_in_registration_mode_the_keys_register(shop: Shop) -> None:
    shop.page.bar.register.click()
    assert shop.page.model.mode.value == "register"
    shop.view.setFocus()
    shop.key("1", "1", "0")
    assert [shop.stored(0, task).registered for task in range(3)] == [True, True, False]
    assert shop.line() == "." * 15
    assert shop.page.foot.texts()[:3] == ["1", "1", "0"]
    shop.key("-")
    assert shop.said().startswith("⚠")
    shop.page.bar.result.click()
    assert shop.page.model.mode.value == "result"


# The strip, remarks


def test_the_strip_says_task_household_and_answer(shop: Shop) -> None:
    shop.key("r", "1", K.Key_Left)
    strip, row = shop.page.strip, shop.page.model.row_at(0)
    assert row is not None
    assert strip.task.text().startswith("Việc 1. Nhà ở kiên cố")
    assert row.household.head in strip.household.text()
    assert "Ấp Kinh 5" in strip.household.text()
    assert strip.answer.text() == "Đạt · đã đăng ký"
    assert not strip.mark.isHidden()
    shop.key(K.Key_Right)
    assert strip.task.text().startswith("Việc 2.")


def test_a_remark_with_its_date(shop: Shop) -> None:
    shop.key("1", K.Key_Left, K.Key_F2)
    dialog = shop.page.findChild(RemarkDialog)
    assert dialog is not None
    dialog.remark.setText("  Có   xác nhận ")
    dialog.day.setText("30/2/2025")
    dialog.accept()
    assert dialog.isVisible()
    assert "Ngày chưa đúng" in dialog.fault.text()
    dialog.day.setText("5.3.2025")
    dialog.accept()
    assert shop.stored(0, 0) == Answer(Status.ACHIEVED, remark="Có xác nhận", on=date(2025, 3, 5))
    assert shop.page.strip.remark.text() == "Có xác nhận"
    assert "05/03/2025" in shop.page.strip.answer.text()
    shop.key(K.Key_Z, held=CTRL)
    assert shop.stored(0, 0) == Answer(Status.ACHIEVED)
    assert shop.page.strip.remark.text() == "Ghi chú (F2)"


def test_a_remark_on_a_block_and_by_double_click(shop: Shop) -> None:
    shop.key(K.Key_Right, held=SHIFT)
    shop.page.edit_remark()
    dialog = shop.page.findChild(RemarkDialog)
    assert dialog is not None
    dialog.remark.setText("chung")
    dialog.accept()
    assert [shop.stored(0, task).remark for task in range(3)] == ["chung", "chung", ""]
    QTest.mouseDClick(shop.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    again = [one for one in shop.page.findChildren(RemarkDialog) if one.isVisible()]
    assert len(again) == 1
    again[0].reject()


@pytest.mark.parametrize("typed", ["x", "1/2", "32/1/2025", "1/13/2025", "0101"])
def test_a_date_that_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_day(typed)


def test_dates_as_people_type_them() -> None:
    assert read_day(" ") is None
    assert {read_day(text) for text in ("05/03/2025", "5-3-2025", "05032025", "5 3 2025")} == {date(2025, 3, 5)}


# Changes made elsewhere


def test_only_what_a_change_touches_is_read_again(shop: Shop) -> None:
    row = shop.page.model.row_at(1)
    assert row is not None
    resets: list[bool] = []
    shop.page.model.modelReset.connect(lambda: resets.append(True))
    cell = answers.NewAnswer(row.household.id, "3", Answer(Status.ACHIEVED))
    shop.page.refresh(answers.set_answers(shop.context, NEW, [cell]))
    assert shop.line(1) == "..x" + "." * 12
    assert resets == []
    shop.page.refresh(households.add(shop.context, shop.page.village_id, HouseholdFields("Lê Thị Mới", 1980)))
    assert shop.page.model.rowCount() == 4
    assert resets
    shop.page.refresh(villages.add(shop.context, "Kinh 9"))
    assert shop.page.bar.village.count() == 4
    shop.page.refresh(None)
    assert shop.page.model.rowCount() == 4


def test_our_own_acts_are_not_read_again(shop: Shop) -> None:
    resets: list[bool] = []
    shop.page.model.modelReset.connect(lambda: resets.append(True))
    shop.key(K.Key_A, held=CTRL)
    shop.key("1")
    shop.page.refresh(shop.published[0])
    assert resets == []


def test_undo_of_another_place_refreshes_the_sheet(shop: Shop) -> None:
    added = households.add(shop.context, shop.page.village_id, HouseholdFields("Lê Thị Mới", 1980))
    shop.page.refresh(added)
    assert (shop.page.undo_words() or "").startswith("Thêm hộ Lê Thị Mới (")
    shop.page.undo()
    assert "Đã hoàn tác: Thêm hộ Lê Thị Mới (" in shop.said()
    assert shop.page.model.rowCount() == 3
    assert undo.redoable(shop.context) is not None


# Empty beginnings


def test_without_households_the_way_is_shown(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> None:
    del dressed
    with opened(qtbot, data_folder, prepare=found) as shop:
        assert shop.page.notice.title.text() == "Chưa có hộ nào"
        shop.page.focus_start()
        with qtbot.waitSignal(shop.page.households_requested):
            QTest.keyClick(shop.page.notice.button, K.Key_Space)
        assert shop.page.title() == ""
        shop.page.editor.paste("x")
        shop.page.edit_remark()
        assert shop.published == []


def test_without_a_year_the_button_opens_one(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> None:
    del dressed

    def prepare(context: Context) -> None:
        found(context)
        people(context, 4)

    with opened(qtbot, data_folder, prepare=prepare) as shop:
        assert shop.page.notice.title.text() == "Chưa mở năm nào"
        QTest.mouseClick(shop.page.notice.button, Qt.MouseButton.LeftButton)
        dialog = shop.page.findChild(YearDialog)
        assert dialog is not None
        dialog.year.setValue(2025)
        dialog.accept()
        assert shop.page.model.rowCount() == 2
        assert shop.page.title() == "15 phần việc – năm 2025"


def test_a_village_without_households_offers_all(shop: Shop) -> None:
    shop.page.refresh(villages.add(shop.context, "Kinh 9"))
    shop.page.bar.village.setCurrentIndex(2)
    assert shop.page.notice.button.text() == "&Xem tất cả"
    QTest.mouseClick(shop.page.notice.button, Qt.MouseButton.LeftButton)
    assert shop.page.model.rowCount() == 6


# Around it


def test_the_outside_is_asked_by_signals(shop: Shop) -> None:
    page = shop.page
    for keys, held, signal in (
        (K.Key_P, CTRL, page.print_requested),
        (K.Key_P, CTRL | SHIFT, page.print_requested),
        (K.Key_E, CTRL, page.excel_requested),
        (K.Key_I, CTRL, page.import_requested),
    ):
        with shop.qtbot.waitSignal(signal, timeout=500):
            shop.key(keys, held=held)
    assert page.leave()
    assert page.help_topic == "tasks"


def test_menus_do_what_the_keys_do(shop: Shop) -> None:
    items = {action.text().split("\t")[-1]: action for action in shop.page.menus.commands() if "\t" in action.text()}
    items["1"].trigger()
    assert shop.line()[0] == "x"
    items["Ctrl+A"].trigger()
    assert shop.view.block is not None
    assert shop.view.block.area == 45
    shop.page.menus.directions[1].trigger()
    assert shop.view.downwards
    assert len(shop.page.actions_shown()) == 3


def test_english_and_back(shop: Shop, dressed: Appearance) -> None:
    dressed.set_language("en")
    shop.qtbot.wait(10)  # Qt posts the news
    assert shop.page.bar.kind.itemText(0) == "All households"
    assert shop.page.strip.answer.text() == "Not assessed"
    assert shop.page.title() == "15 tasks – 2025"
    dressed.set_language("vi")
    shop.qtbot.wait(10)
    assert shop.page.bar.kind.itemText(0) == "Tất cả hộ"


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_every_theme_paints_all_marks(shop: Shop, dressed: Appearance, theme: str) -> None:
    from ntm_desktop.settings import Settings

    shop.key("r10-", K.Key_Home)
    shop.key(K.Key_Right, K.Key_Down, held=SHIFT)
    before = shop.page.grab().toImage()
    dressed.apply(Settings(theme=theme, text_size=12))
    shop.qtbot.wait(30)
    after = shop.page.grab().toImage()
    assert before != after
    shop.page.bar.register.click()
    assert shop.page.grab().toImage() != after


def test_eighteen_lines_and_every_column_fit_the_small_screen(shop: Shop) -> None:
    """1366 × 768 with taskbar and title off, the window's own bars off: 1198 × 623 for the page."""
    shop.page.resize(1198, 622)
    view = shop.view
    shop.qtbot.wait(10)
    assert view.viewport().height() // view.names.defaultSectionSize() >= 18
    assert not view.horizontalScrollBar().isVisible()
    shop.page.resize(925, 508)
    shop.qtbot.wait(10)
    assert not view.horizontalScrollBar().isVisible()
    assert view.shares.task >= 36
    assert view.shares.year == 0
    assert view.viewport().height() // view.names.defaultSectionSize() >= 18


def test_names_stay_when_tasks_are_scrolled(shop: Shop) -> None:
    view = shop.view
    view.resize(500, 400)  # narrower than the page may become
    shop.qtbot.wait(10)
    view.go_to(0, 14)
    assert view.horizontalScrollBar().value() > 0
    assert view.names.x() == view.corner.x() == 0
    assert view.names.width() == view.corner.width() == view.shares.frozen
    assert view.columnViewportPosition(14) + view.shares.task <= view.viewport().width()


def test_lines_and_names_scroll_together(qtbot: QtBot, dressed: Appearance, data_folder: Path) -> None:
    del dressed
    with opened(qtbot, data_folder, count=120) as shop:
        view = shop.view
        view.go_to(59, 0)
        assert view.rowViewportPosition(59) == view.names.sectionViewportPosition(59)
        assert 0 <= view.rowViewportPosition(59) < view.viewport().height()
        view.select_all()
        assert view.rowViewportPosition(59) < view.viewport().height()  # the sheet stays where it was


def test_tooltips_and_screen_readers(shop: Shop) -> None:
    model, foot = shop.page.model, shop.page.foot
    assert str(model.headerData(6, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)).startswith(
        "7. Phân loại, thu"
    )
    shop.key("1")
    assert foot.tip(shop.view.shares.frozen + 3) == "1 trên 3 hộ: 33,3%"
    assert foot.tip(3) == ""
    assert shop.view.accessibleName()


@pytest.mark.requirement("KG-IV.2.a-3")
def test_the_list_of_households_that_completed_all_tasks(shop: Shop) -> None:
    """Fifteen of fifteen, or of those that apply; one task short is not on the list."""
    shop.key("1" * 15, "1" * 14 + "-", "1" * 14 + "0")
    bar = shop.page.bar
    bar.kind.setCurrentIndex(bar.kind.findData(Kind.COMPLETE.value))
    assert [row.number for line in range(3) if (row := shop.page.model.row_at(line))] == [1, 2]
    assert [shop.page.model.index(line, 15).data() for line in (0, 1)] == ["15/15 ✓", "14/14 ✓"]


def test_a_click_on_the_words_of_a_menu_opens_it(shop: Shop) -> None:
    bar = QToolBar()
    shop.qtbot.addWidget(bar)
    bar.addActions(shop.page.actions_shown())
    bar.show()
    shop.page.menus.print.trigger()
    menu = shop.page.menus.print.menu()
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    menu.close()
    open_below(QAction(bar))  # nothing to open


def test_the_mouse_drawn_over_names_selects_lines(shop: Shop) -> None:
    names, height = shop.view.names.viewport(), shop.view.names.defaultSectionSize()
    QTest.mousePress(names, Qt.MouseButton.LeftButton, pos=QPoint(50, 5))
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(50, height * 2 + 5),
        names.mapToGlobal(QPointF(50, height * 2 + 5)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(names, moved)
    assert shop.view.block is not None
    assert shop.view.block.area == 45


def test_the_right_button_keeps_the_block_that_it_hits(shop: Shop) -> None:
    shop.key(K.Key_A, held=CTRL)
    point = QPoint(shop.view.shares.task + 5, 5)
    QTest.mouseClick(shop.view.viewport(), Qt.MouseButton.RightButton, pos=point)
    assert shop.view.block is not None
    assert shop.view.block.area == 45


def test_a_footer_tooltip_tells_the_share(shop: Shop) -> None:
    shop.key("1")
    point = QPoint(shop.view.shares.frozen + 5, 5)
    event = QHelpEvent(QEvent.Type.ToolTip, point, shop.page.foot.mapToGlobal(point))
    QApplication.sendEvent(shop.page.foot, event)
    assert QToolTip.text() == "1 trên 3 hộ: 33,3%"
    QToolTip.hideText()
