"""Each act with households through its dialog: asked with numbers, durable, taken back, the past kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.households import HouseholdFields, HouseholdStatus
from ntm_desktop.services import answers, households, undo, villages
from tests.ui.household_places import Placed, household_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.domain.households import Household
    from ntm_desktop.ui.application import Appearance
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.households.form_dialog import FormDialog
    from ntm_desktop.ui.households.villages import VillagesDialog


@pytest.fixture
def placed(qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> Iterator[Placed]:
    with household_page(qtbot, tmp_path, dressed) as made:
        yield made


def opened(placed: Placed) -> FormDialog:
    dialog = placed.page.acts.dialog
    assert dialog is not None
    return dialog


def fill(dialog: FormDialog, **values: Value) -> None:
    for name, value in values.items():
        dialog.form.editors[name].set_value(value)


def named(placed: Placed, head: str) -> Household:
    everyone = households.find(placed.context, households.Filter(status=None))
    return next(one for one in everyone if one.head == head)


def village_id(placed: Placed, name: str) -> str:
    return next(one.id for one in villages.listed(placed.context) if one.name == name)


def test_adding_a_household(placed: Placed) -> None:
    placed.page.run("add")
    dialog = opened(placed)
    fill(dialog, head="Huỳnh Văn Mới", village_id=village_id(placed, "Tân Điền"), birth_year=1990, members=4)
    dialog.ok.click()
    assert placed.page.acts.dialog is None
    one = named(placed, "Huỳnh Văn Mới")
    assert (one.fields.birth_year, one.fields.members) == (1990, 4)
    current = placed.page.table.current()
    assert current is not None
    assert current.id == one.id


def test_the_filtered_village_is_proposed_and_another_can_follow(placed: Placed) -> None:
    wanted = village_id(placed, "Tân Điền")
    placed.page.filters.village.setCurrentIndex(placed.page.filters.village.findData(wanted))
    placed.page.run("add")
    dialog = opened(placed)
    assert dialog.form.editors["village_id"].value() == wanted
    fill(dialog, head="Bùi Văn Một")
    assert dialog.again is not None
    dialog.again.click()
    assert dialog.isVisible()
    assert dialog.form.editors["head"].widget.text() == ""  # type: ignore[attr-defined] # a line
    fill(dialog, head="Bùi Văn Hai")
    dialog.ok.click()
    assert placed.heads()[-2:] == ["Bùi Văn Một", "Bùi Văn Hai"]


def test_problems_stand_beside_their_fields_and_nothing_is_saved(placed: Placed) -> None:
    placed.page.run("add")
    dialog = opened(placed)
    dialog.submit()
    assert dialog.form.values() is None
    fill(dialog, head="123", village_id=village_id(placed, "Kinh 5"), code="30889-01-0001")
    dialog.submit()
    assert dialog.isVisible()
    assert len(placed.heads()) == 5
    told = [label.text() for label in dialog.findChildren(type(dialog.explain)) if label.isVisible()]
    assert any("không có chữ cái nào" in text for text in told)
    assert any("đã dùng cho hộ «Đặng Văn Ánh»" in text for text in told)
    dialog.reject()


def test_a_namesake_is_warned_of_and_may_be_added(placed: Placed) -> None:
    placed.page.run("add")
    dialog = opened(placed)
    fill(dialog, head="dang van ANH", village_id=village_id(placed, "Kinh 5"), birth_year=1960)
    dialog.submit()
    assert "Đã có hộ «Đặng Văn Ánh» sinh 1960, Ấp Kinh 5, mã 30889-01-0001" in dialog.warning.text()
    assert dialog.ok.text() == "Vẫn &lưu"
    assert len(placed.heads()) == 5
    dialog.form.edited.emit("head")  # the person types: the warning goes
    assert dialog.warning.isHidden()
    dialog.submit()
    assert len(placed.heads()) == 5
    dialog.submit()
    assert len(placed.heads()) == 6


def test_editing_changes_and_keeps_the_past(placed: Placed) -> None:
    placed.select("Bé")
    placed.page.run("edit")
    dialog = opened(placed)
    assert dialog.form.editors["ethnic_group"].value() == "Khmer"
    fill(dialog, head="Nguyễn Thị Bé Ba", phone="abc")
    dialog.submit()
    assert "abc" in dialog.warning.text()
    dialog.submit()
    one = named(placed, "Nguyễn Thị Bé Ba")
    assert (one.fields.phone, one.fields.ethnic_group) == ("abc", "Khmer")
    placed.page.undo()
    assert named(placed, "Nguyễn Thị Bé").fields.phone == ""


def test_saving_without_a_change_is_no_act(placed: Placed) -> None:
    placed.select("Bé")
    before = placed.page.undo_words()
    placed.page.run("edit")
    opened(placed).submit()
    assert placed.page.acts.dialog is None
    assert placed.page.undo_words() == before


def test_moving_many_asks_with_numbers(placed: Placed) -> None:
    placed.select("Ánh", "Bé")
    placed.page.run("move")
    dialog = opened(placed)
    assert dialog.explain.text().startswith("Chuyển 2 hộ: Đặng Văn Ánh, Nguyễn Thị Bé.")
    box = dialog.form.editors["village_id"].widget
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Ấp Tân Điền"]
    fill(dialog, village_id=village_id(placed, "Tân Điền"))
    dialog.submit()  # the person says no to the question
    assert dialog.isVisible()
    assert placed.prompter.acts[0].touches.startswith("2 hộ chuyển sang Ấp Tân Điền")
    placed.prompter.confirms.append(True)
    dialog.submit()
    assert named(placed, "Đặng Văn Ánh").village_id == village_id(placed, "Tân Điền")
    placed.page.undo()
    assert named(placed, "Đặng Văn Ánh").village_id == village_id(placed, "Kinh 5")


def test_splitting_off_two_households(placed: Placed) -> None:
    placed.select("Ánh")
    placed.page.run("split")
    dialog = opened(placed)
    assert dialog.form.editors["address"].value() == "Tổ 1"
    fill(dialog, head="Đặng Văn Con", birth_year=1985)
    assert dialog.again is not None
    dialog.again.click()
    assert dialog.explain.text().startswith("Đã khai: Đặng Văn Con.")
    assert len(placed.heads()) == 5
    fill(dialog, head="Đặng Thị Út", birth_year=1988)
    dialog.submit()
    assert {"Đặng Văn Con", "Đặng Thị Út"} <= set(placed.heads())
    assert named(placed, "Đặng Thị Út").fields.note == "Tách từ hộ 30889-01-0001"
    placed.select("Ánh")
    placed.page.details.show_now()
    told = placed.page.details.toPlainText()
    assert "Có 2 hộ tách ra: 30889-01-0004 (Đặng Văn Con), 30889-01-0005 (Đặng Thị Út)" in told
    placed.page.undo()
    assert len(placed.heads()) == 5


def test_what_was_declared_is_split_off_without_another(placed: Placed) -> None:
    placed.select("Ánh")
    placed.page.run("split")
    dialog = opened(placed)
    fill(dialog, head="Đặng Văn Con", birth_year=1985)
    dialog.submit(again=True)
    dialog.reject()  # what was declared is not thrown away without a question
    assert placed.prompter.acts[0].title == "Tách hộ từ hộ Đặng Văn Ánh"
    dialog.submit()
    assert placed.page.acts.dialog is None
    assert "Đặng Văn Con" in placed.heads()
    assert len(placed.heads()) == 6


def test_typed_work_is_not_thrown_away_without_a_question(placed: Placed) -> None:
    placed.page.run("add")
    opened(placed).reject()
    assert (placed.page.acts.dialog, placed.prompter.acts) == (None, [])
    placed.page.run("add")
    dialog = opened(placed)
    line = dialog.form.editors["birth_year"].widget
    QTest.keyClicks(line, "19x")  # not a value yet, and typed all the same
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert placed.page.acts.dialog is dialog
    assert placed.prompter.acts[0].stay == "&Gõ tiếp"
    placed.prompter.confirms.append(True)
    dialog.reject()
    assert placed.page.acts.dialog is None


def test_the_form_grows_with_what_stands_beside_its_fields(placed: Placed) -> None:
    placed.select("Ánh")
    placed.page.run("close")
    dialog = opened(placed)
    before = dialog.height()
    line = dialog.form.editors["on"].widget
    assert isinstance(line, QLineEdit)
    line.setText("31/02/2026")
    dialog.submit()
    note = dialog.form.notes["on"]
    bottom = note.mapTo(dialog, note.rect().bottomLeft()).y()
    assert note.isVisible()
    assert dialog.height() > before
    assert bottom < dialog.buttons.y()
    dialog.reject()


def test_each_act_is_told_and_how_to_take_it_back(placed: Placed) -> None:
    placed.select("Ánh")
    placed.page.run("close")
    fill(opened(placed), status="moved_away")
    placed.prompter.confirms.append(True)
    opened(placed).submit()
    assert placed.page.counts.text() == "Hiện 4 / 4 hộ · Đã ghi 1 hộ chuyển đi. Ctrl+Z để hoàn tác."


def test_merging_selected_households(placed: Placed) -> None:
    gone = named(placed, "Nguyễn Thị Bé")
    answers.set_answers(placed.context, 2025, [answers.NewAnswer(gone.id, "1", Answer(Status.ACHIEVED))])
    placed.select("Bé", "Ánh")
    placed.page.run("merge")
    dialog = opened(placed)
    fill(dialog, into=named(placed, "Đặng Văn Ánh").id, on=date(2026, 11, 1))
    placed.prompter.confirms.append(True)
    dialog.submit()
    touches = placed.prompter.acts[0].touches
    assert touches.startswith("1 hộ được đóng và nhập vào hộ Đặng Văn Ánh (30889-01-0001): Nguyễn Thị Bé.")
    assert "Giữ nguyên 1 phiếu năm đã có kết quả." in touches
    one = named(placed, "Nguyễn Thị Bé")
    assert (one.status, one.status_on) == (HouseholdStatus.MERGED, date(2026, 11, 1))
    placed.page.filters.status.setCurrentIndex(placed.page.filters.status.findData("merged"))
    placed.select("Bé")
    placed.page.details.show_now()
    told = placed.page.details.toPlainText()
    assert "Nhập vào hộ 30889-01-0001 (Đặng Văn Ánh)" in told
    assert "Nhập vào hộ: (trống) → 30889-01-0001" in told
    assert "2025: 1/15 đạt" in told
    placed.page.filters.clear()
    placed.select("Ánh")
    placed.page.details.show_now()
    assert "Có 1 hộ nhập vào: 30889-01-0002 (Nguyễn Thị Bé)" in placed.page.details.toPlainText()


def test_merging_one_household_looks_the_other_up(placed: Placed) -> None:
    placed.select("Bé")
    placed.page.run("merge")
    dialog = opened(placed)
    line = dialog.form.editors["into"].widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "dang")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text().startswith("Đặng Văn Ánh")
    placed.prompter.confirms.append(True)
    dialog.submit()
    assert named(placed, "Nguyễn Thị Bé").status is HouseholdStatus.MERGED


def test_closing_and_opening_again(placed: Placed) -> None:
    placed.select("Ánh", "Bé", "Trần", "Đạt")
    placed.page.run("close")
    dialog = opened(placed)
    assert dialog.explain.text() == "4 hộ: Đặng Văn Ánh, Nguyễn Thị Bé, Trần Văn An và 1 hộ khác."
    fill(dialog, status="moved_away", on=date(2026, 6, 1))
    placed.prompter.confirms.append(True)
    dialog.submit()
    assert placed.heads() == ["Lê Thị Dung"]
    placed.page.filters.status.setCurrentIndex(placed.page.filters.status.findData("moved_away"))
    placed.select("Ánh")
    placed.page.run("reopen")  # refused by the person
    assert named(placed, "Đặng Văn Ánh").status is HouseholdStatus.MOVED_AWAY
    placed.prompter.confirms.append(True)
    placed.page.run("reopen")
    assert named(placed, "Đặng Văn Ánh").status is HouseholdStatus.ACTIVE
    assert undo.undoable(placed.context) is not None


@pytest.mark.parametrize(("gone", "then"), [("Bé", "Trần Văn An"), ("Dung", "Lê Văn Đạt")])
def test_after_closing_the_neighbour_is_current(placed: Placed, gone: str, then: str) -> None:
    placed.select(gone)
    placed.page.run("close")
    dialog = opened(placed)
    fill(dialog, status="dissolved", on=date(2026, 6, 1))
    placed.prompter.confirms.append(True)
    dialog.submit()
    current = placed.page.table.current()
    assert current is not None
    assert current.household.head == then
    assert placed.page.table.selected() == [current]


def test_a_fault_of_the_store_stays_in_the_dialog(placed: Placed) -> None:
    placed.select("Ánh")
    placed.page.run("close")
    dialog = opened(placed)
    fill(dialog, status="moved_away")
    placed.prompter.confirms.append(True)
    with placed.context.database.atomic() as connection:  # gone behind the page's back
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM year_household")
        connection.execute("DELETE FROM household")
    dialog.submit()
    assert dialog.isVisible()
    assert "Không có hộ nào mang mã" in dialog.form.general.text()


def test_opening_again_what_is_gone_is_told(placed: Placed) -> None:
    one = placed.page.model.shown[0]
    line = replace(one, household=replace(one.household, id="gone", status=HouseholdStatus.DISSOLVED))
    placed.prompter.confirms.append(True)
    placed.page.acts.reopen([line])
    assert [getattr(error, "code", "") for error in placed.prompter.errors] == ["households.no_such_household"]


def test_very_many_are_not_counted_one_by_one(placed: Placed) -> None:
    lines = [placed.page.model.shown[0]] * 61
    placed.page.acts.close(lines)
    fill(opened(placed), status="moved_away")
    opened(placed).submit()
    assert placed.prompter.acts[0].touches.endswith("Kết quả các năm giữ nguyên.")


class TestVillages:
    """The dialog of the villages."""

    @pytest.fixture
    def dialog(self, placed: Placed) -> VillagesDialog:
        placed.page.run("villages")
        assert placed.page.villages_dialog is not None
        return placed.page.villages_dialog

    def rows(self, dialog: VillagesDialog) -> list[list[str]]:
        model = dialog.table.model()
        return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]

    def form(self, dialog: VillagesDialog) -> FormDialog:
        assert dialog.dialog is not None
        return dialog.dialog

    def test_they_are_listed_with_their_households(self, dialog: VillagesDialog) -> None:
        assert self.rows(dialog) == [["1", "Ấp Kinh 5", "", "3"], ["2", "Ấp Tân Điền", "", "2"]]

    def test_adding_one_with_its_word_and_area(self, dialog: VillagesDialog) -> None:
        dialog.buttons["add"].click()
        assert self.form(dialog).form.editors["word"].value() == "ấp"
        fill(self.form(dialog), word="khu phố", name="Một", ethnic_minority_area=True)
        self.form(dialog).submit()
        assert dialog.dialog is None
        assert self.rows(dialog)[2] == ["3", "Khu phố Một", "✓ thuộc vùng", "0"]
        assert dialog.table.currentIndex().row() == 2

    def test_a_name_that_is_taken_is_refused_in_the_form(self, dialog: VillagesDialog) -> None:
        dialog.add()
        fill(self.form(dialog), name="kinh 5")
        self.form(dialog).submit()
        assert "Đã có ấp, thôn tên «Kinh 5»" in self.form(dialog).form.general.text()
        self.form(dialog).reject()

    def test_renaming_one(self, dialog: VillagesDialog, placed: Placed) -> None:
        dialog.table.setFocus()
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        fill(self.form(dialog), name="Kinh Năm", word="thôn")
        self.form(dialog).submit()
        assert self.rows(dialog)[0][1] == "Thôn Kinh Năm"
        assert placed.page.model.shown[0].village == "Thôn Kinh Năm"

    def test_merging_asks_with_numbers(self, dialog: VillagesDialog, placed: Placed) -> None:
        dialog.buttons["merge"].click()
        fill(self.form(dialog), village_id=village_id(placed, "Tân Điền"))
        self.form(dialog).submit()
        assert placed.prompter.acts[0].touches == (
            "Ấp Kinh 5 được đóng, 3 hộ chuyển sang Ấp Tân Điền, cả trên phiếu của năm đang mở."
        )
        assert len(self.rows(dialog)) == 2
        placed.prompter.confirms.append(True)
        self.form(dialog).submit()
        assert self.rows(dialog) == [["2", "Ấp Tân Điền", "", "5"]]
        assert not dialog.buttons["merge"].isEnabled()
        dialog.merge()
        assert dialog.dialog is None
        assert placed.page.undo_words() == "gộp Kinh 5 vào Tân Điền"
        dialog.reject()
        placed.page.undo()
        assert len(villages.listed(placed.context)) == 2

    def test_merging_names_closed_households_apart(self, dialog: VillagesDialog, placed: Placed) -> None:
        gone = named(placed, "Nguyễn Thị Bé")
        placed.hub.publish(households.close(placed.context, [gone.id], HouseholdStatus.MOVED_AWAY, date(2026, 11, 1)))
        dialog.merge()
        fill(self.form(dialog), village_id=village_id(placed, "Tân Điền"))
        self.form(dialog).submit()
        said = placed.prompter.acts[0].touches
        assert "2 hộ chuyển sang Ấp Tân Điền" in said
        assert said.endswith("Đi theo còn 1 hộ đã đóng.")

    def test_the_keys_of_a_list(self, dialog: VillagesDialog) -> None:
        dialog.table.setFocus()
        QTest.keyClick(dialog.table, Qt.Key.Key_End)
        assert dialog.table.currentIndex().row() == 1
        QTest.keyClick(dialog.table, Qt.Key.Key_Home)
        assert dialog.table.currentIndex().row() == 0
        QTest.keyClick(dialog.table, Qt.Key.Key_Insert)
        assert self.form(dialog).windowTitle() == "Thêm ấp, thôn"
        self.form(dialog).reject()

    def test_without_villages_there_is_only_adding(self, qtbot: QtBot, tmp_path: Path, dressed: Appearance) -> None:
        with household_page(qtbot, tmp_path / "b", dressed, people=False) as bare:
            bare.page.run("villages")
            dialog = bare.page.villages_dialog
            assert dialog is not None
            dialog.edit()
            dialog.merge()
            assert dialog.dialog is None
            dialog.add()
            fill(self.form(dialog), name="Đầu tiên")
            again = self.form(dialog).again
            assert again is not None
            again.click()
            self.form(dialog).reject()
            assert self.rows(dialog) == [["1", "Ấp Đầu tiên", "", "0"]]
            dialog.reject()
            bare.page.run("add")
            form = opened(bare)
            assert form.form.editors["village_id"].value() == village_id(bare, "Đầu tiên")
            fill(form, head="Lê Văn Một")
            form.submit()
            assert bare.heads() == ["Lê Văn Một"]
            assert bare.page.stack.currentWidget() is not bare.page.empty


def test_the_words_of_fields_reach_the_store(placed: Placed) -> None:
    households.add(
        placed.context, village_id(placed, "Kinh 5"), HouseholdFields("Võ Văn Đủ", personal_id="079123456789")
    )
    placed.page.refresh(None)
    placed.page.filters.search.setText("079123456789")
    assert placed.heads() == ["Võ Văn Đủ"]
