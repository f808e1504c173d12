"""«Thiết lập»: each part reads the office, writes it at once, asks before it destroys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from ntm_desktop import settings
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.services import answers, backups, setup, task_sets, undo
from ntm_desktop.ui.households.form_dialog import FormDialog
from ntm_desktop.ui.pages.settings import PARTS, SettingsPage
from ntm_desktop.ui.settings.backups import BackupsSection
from ntm_desktop.ui.settings.doctor import NAMES, DoctorSection
from ntm_desktop.ui.settings.journal import JournalSection
from ntm_desktop.ui.settings.looks import LooksSection
from ntm_desktop.ui.settings.office import OfficeSection
from ntm_desktop.ui.settings.staff import StaffSection
from ntm_desktop.ui.settings.tasks import TaskListSection
from ntm_desktop.ui.task_list.dialog import TaskListDialog
from tests.offices import FakeClock, commune, settle
from tests.ui.workplaces import Bench, bench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QTableWidget, QWidget
    from pytestqt.qtbot import QtBot

    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance

D = TypeVar("D", bound="QWidget")
SMALL = (1093 - 200, 614 - 110)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def office(tmp_path: Path, clock: FakeClock) -> Iterator[Context]:
    with commune(tmp_path / "office", clock) as context:
        settle(context, "Kinh 5", "Đặng Văn Ánh")
        yield context


@pytest.fixture
def tried(office: Context, dressed: Appearance) -> Iterator[Bench]:
    made = bench(office, dressed)
    yield made
    made.workplace.tasks.shutdown()


@pytest.fixture
def page(tried: Bench, qtbot: QtBot) -> Iterator[SettingsPage]:
    made = SettingsPage(tried.workplace)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    yield made
    office = made.sections["office"]
    assert isinstance(office, OfficeSection)
    office.reading.shutdown()


def texts(table: QTableWidget) -> list[list[str]]:
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def with_dialog(kind: type[D], do: Callable[[D], None]) -> None:
    """Do something with the next dialog of a kind."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_every_part_opens_is_worded_and_fits(page: SettingsPage, tried: Bench, qtbot: QtBot) -> None:
    for part in PARTS:
        page.open_part(part)
        assert page.part == part
        assert page.section.title.text()
        tried.wait(qtbot)
        assert page.minimumSizeHint().width() <= SMALL[0]
        assert page.minimumSizeHint().height() <= SMALL[1]
    page.retranslate()
    page.refresh(None)
    assert [page.list.item(row).text() for row in range(page.list.count())][:2] == ["Cơ quan", "Người làm việc"]
    page.open_part("nothing")
    assert page.part == "journal"


def test_the_keyboard_begins_in_the_list(page: SettingsPage) -> None:
    page.focus_start()
    assert page.list.hasFocus()
    page.focus_search()
    section = page.section
    assert isinstance(section, JournalSection)
    assert section.search.hasFocus()


class TestOffice:
    @pytest.fixture
    def section(self, page: SettingsPage, qtbot: QtBot) -> OfficeSection:
        section = page.section
        assert isinstance(section, OfficeSection)
        qtbot.waitUntil(lambda: not section.reading.busy and section.movement.count() > 0, timeout=10_000)
        return section

    def test_a_name_is_saved_when_it_is_typed(self, section: OfficeSection, office: Context) -> None:
        section.name.setFocus()
        section.name.setText("Xã Giục Tượng mới")
        QTest.keyClick(section.name, Qt.Key.Key_Return)
        assert office.office.name == "Xã Giục Tượng mới"
        section.name.setText(" ")
        section.name.editingFinished.emit()
        assert office.office.name == "Xã Giục Tượng mới"

    def test_movement_word_and_superior(
        self, section: OfficeSection, office: Context, type_text: Callable[..., None]
    ) -> None:
        section.movement.setCurrentIndex(section.movement.findData("kien-giang-2021-2025"))
        section.movement.activated.emit(section.movement.currentIndex())
        section.word.setCurrentText("khu phố")
        section.word.activated.emit(0)
        section.word.setCurrentText("")
        section.word.activated.emit(0)
        section.superior.setFocus()
        section.superior.selectAll()
        type_text(section.superior, "can tho")
        QTest.keyClick(section.superior, Qt.Key.Key_Return)
        record = office.office
        assert (record.movement, record.village_word) == ("kien-giang-2021-2025", "khu phố")
        assert (record.superior_name, record.superior_level) == ("Thành phố Cần Thơ", "province")

    def test_nothing_is_written_where_nothing_changed(self, section: OfficeSection, tried: Bench) -> None:
        section.name.editingFinished.emit()
        assert tried.changes == []

    def test_the_sample_opens_in_its_own_folder(
        self, section: OfficeSection, tried: Bench, office: Context, qtbot: QtBot
    ) -> None:
        section.sample.click()
        tried.wait(qtbot)
        qtbot.waitUntil(lambda: bool(tried.folders), timeout=10_000)
        assert tried.folders[0].name == office.paths.root.name + "-mau"
        assert (tried.folders[0] / "ntm.sqlite3").exists()

    def test_the_sample_leads_back(self, tmp_path: Path, dressed: Appearance, qtbot: QtBot) -> None:
        with commune(tmp_path / "xa-mau") as context:
            made = bench(context, dressed)
            section = OfficeSection(made.workplace)
            qtbot.addWidget(section)
            section.focus_start()
            section.sample.click()
            assert made.folders == [tmp_path / "xa"]
            section.reading.shutdown()


class TestStaff:
    @pytest.fixture
    def section(self, page: SettingsPage) -> StaffSection:
        page.open_part("staff")
        section = page.section
        assert isinstance(section, StaffSection)
        return section

    def test_people_are_added_changed_and_leave(self, section: StaffSection, office: Context) -> None:
        with_dialog(FormDialog, lambda form: _fill(form, "Lê Văn Thử", "Văn thư"))
        section.add.click()
        assert [one.name for one in setup.staff(office)] == ["Trần Thị Mẫu", "Lê Văn Thử"]
        section.refresh()
        section.table.selectRow(1)
        with_dialog(FormDialog, lambda form: _fill(form, "Lê Văn Thử", "Kế toán"))
        section.edit.click()
        section.refresh()
        assert texts(section.table)[1] == ["Lê Văn Thử", "Kế toán", "đang làm việc"]
        section.toggle.click()
        section.refresh()
        assert texts(section.table)[1][2] == "đã nghỉ"
        assert section.toggle.text() == "Làm việc &lại"

    def test_a_person_without_a_name_is_refused(self, section: StaffSection, office: Context) -> None:
        def submit_empty(form: FormDialog) -> None:
            form.submit()
            assert form.form.notes["name"].text()
            form.reject()

        with_dialog(FormDialog, submit_empty)
        section.add.click()
        assert len(setup.staff(office)) == 1

    def test_a_typed_name_is_not_dropped_without_a_question(self, section: StaffSection, office: Context) -> None:
        asked: list[str] = []

        def stay(question: QMessageBox) -> None:
            asked.append(question.text())
            question.reject()

        def drop(question: QMessageBox) -> None:
            asked.append(question.text())
            next(one for one in question.buttons() if one.text() == "&Bỏ phần đang gõ").click()

        def type_and_leave(form: FormDialog) -> None:
            form.form.set_values({"name": "Lê Văn Thử", "post": ""})
            with_dialog(QMessageBox, stay)
            form.reject()
            assert form.isVisible()
            with_dialog(QMessageBox, drop)
            form.reject()
            assert not form.isVisible()

        with_dialog(FormDialog, type_and_leave)
        section.add.click()
        assert len(asked) == 2
        assert len(setup.staff(office)) == 1

    def test_who_is_at_work_cannot_leave(self, tried: Bench, office: Context, qtbot: QtBot) -> None:
        (person,) = setup.staff(office)
        made = bench(office.working_as(setup.author(person)), tried.workplace.appearance)
        section = StaffSection(made.workplace)
        qtbot.addWidget(section)
        assert not section.toggle.isEnabled()


def _fill(form: FormDialog, name: str, post: str) -> None:
    form.form.set_values({"name": name, "post": post})
    form.submit()


class TestTaskLists:
    @pytest.fixture
    def section(self, page: SettingsPage) -> TaskListSection:
        page.open_part("tasks")
        section = page.section
        assert isinstance(section, TaskListSection)
        return section

    def test_editions_are_listed_with_their_years(self, section: TaskListSection, office: Context) -> None:
        answers.open_year(office, 2026)
        section.refresh()
        rows = texts(section.table)
        assert [row[0] for row in rows] == ["✓", ""]
        assert rows[0][4:] == ["! cần đối chiếu văn bản", "2026"]
        assert rows[1][2:5] == ["1", "15", "! 15 phần việc chưa có tên"]

    def test_another_edition_is_chosen(self, section: TaskListSection, office: Context) -> None:
        section.table.selectRow(1)
        section.choose.click()
        section.choose.click()
        assert office.office.task_set == "kg-ho-15-phan-viec@1"

    def test_a_list_is_typed_anew(self, section: TaskListSection, office: Context) -> None:
        def type_list(dialog: TaskListDialog) -> None:
            dialog.title.setText("Danh mục của xã")
            dialog.accept()

        with_dialog(TaskListDialog, type_list)
        section.new.click()
        assert office.office.task_set == "30889-danh-muc-1@1"
        with_dialog(TaskListDialog, lambda dialog: dialog.reject())
        section.edit.click()

    def test_a_year_changes_its_edition(self, section: TaskListSection, office: Context, tried: Bench) -> None:
        answers.open_year(office, 2026)
        section.refresh()
        section.table.selectRow(1)
        tried.prompter.answers = ["2026"]
        section.use.click()
        assert task_sets.of_year(office, 2026).set_id == "kg-ho-15-phan-viec"
        section.use.click()
        assert tried.prompter.told[-1].what == "Mọi năm đang mở đã dùng bản này."

    def test_why_a_year_cannot_change_is_said(self, section: TaskListSection, office: Context, tried: Bench) -> None:
        household = office.database.value("SELECT id FROM household")
        answers.set_answers(office, 2026, [answers.NewAnswer(household, "1", Answer(Status.ACHIEVED))])
        new, _changed = task_sets.save_edition(office, _shorter(task_sets.chosen(office)))
        section.refresh()
        at = next(row for row, one in enumerate(section.editions) if one.key == new.key)
        section.table.selectRow(at)
        section.use.click()
        assert tried.prompter.told[-1].what == "Không năm nào đổi sang bản này được."
        assert "Năm 2026 đã có kết quả" in tried.prompter.told[-1].remedy


def _shorter(tasks: TaskSet) -> TaskSet:
    return replace(tasks, tasks=tasks.tasks[:3])


class TestBackups:
    @pytest.fixture
    def section(self, page: SettingsPage) -> BackupsSection:
        page.open_part("backups")
        section = page.section
        assert isinstance(section, BackupsSection)
        return section

    def test_a_backup_is_written_and_tried(self, section: BackupsSection, tried: Bench, qtbot: QtBot) -> None:
        assert not section.restore.isEnabled()
        section.bring_back()  # nothing to bring back
        section.write.click()
        tried.wait(qtbot)
        assert [row[1] for row in texts(section.table)] == ["bấm nút"]
        section.try_all.click()
        tried.wait(qtbot)
        assert texts(section.table)[0][3] == "✓ tốt: 1 hộ, 0 kết quả"
        assert "✓ tất cả đều tốt" in section.drill_words.text()

    def test_a_damaged_backup_is_shown(
        self, section: BackupsSection, tried: Bench, office: Context, qtbot: QtBot
    ) -> None:
        backups.write(office).path.write_bytes(b"broken")
        section.refresh()
        section.try_all.click()
        tried.wait(qtbot)
        assert texts(section.table)[0][3] == "✗ bị hỏng"
        assert "✗ có bản bị hỏng" in section.drill_words.text()

    def test_restoring_asks_with_numbers(
        self, section: BackupsSection, tried: Bench, office: Context, qtbot: QtBot
    ) -> None:
        backups.write(office)
        settle(office, "Tân Điền", "Lê Văn Đạt")
        section.refresh()
        section.restore.click()
        (act,) = tried.prompter.acts
        assert "2 hộ, 0 kết quả" in act.touches
        assert tried.restarts == []
        tried.prompter.confirms = [True]
        section.restore.click()
        qtbot.waitUntil(lambda: bool(tried.restarts), timeout=10_000)
        assert tried.prompter.told[-1].what.startswith("Đã phục hồi bản lúc 22/11/2026")
        assert backups.check(office.paths.database).households == 1

    def test_a_restore_that_fails_says_so(
        self, section: BackupsSection, tried: Bench, office: Context, qtbot: QtBot
    ) -> None:
        made = backups.write(office)
        section.refresh()
        made.path.write_bytes(b"broken")
        tried.prompter.confirms = [True]
        section.restore.click()
        tried.wait(qtbot)
        assert [getattr(error, "code", "") for error in tried.prompter.errors] == ["store.backup_damaged"]
        assert tried.restarts == []
        assert office.office.name

    def test_a_restore_that_fails_late_opens_the_old_data(
        self,
        section: BackupsSection,
        tried: Bench,
        office: Context,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def refuse(*_paths: object) -> None:
            raise EnvironmentFault("store.restore_failed", file="ntm.sqlite3")

        backups.write(office)
        section.refresh()
        monkeypatch.setattr("ntm_desktop.services.backups.put_back", refuse)
        tried.prompter.confirms = [True]
        section.restore.click()
        qtbot.waitUntil(lambda: bool(tried.restarts), timeout=10_000)
        assert len(tried.prompter.errors) == 1

    def test_the_second_place(
        self, section: BackupsSection, tried: Bench, office: Context, tmp_path: Path, qtbot: QtBot
    ) -> None:
        tried.prompter.paths = [tmp_path / "stick"]
        section.choose.click()
        assert backups.second_place(office) == tmp_path / "stick"
        assert settings.load(office.paths.settings).settings.second_backup == str(tmp_path / "stick")
        assert str(tmp_path / "stick") in section.second.text()
        (tmp_path / "stick").write_text("no folder", encoding="utf-8")
        section.write.click()
        tried.wait(qtbot)
        assert [getattr(error, "code", "") for error in tried.prompter.errors] == ["store.second_place_failed"]
        assert section.table.rowCount() == 1
        section.clear.click()
        assert backups.second_place(office) is None
        section.choose.click()  # given up
        assert backups.second_place(office) is None


class TestLooks:
    def test_each_choice_is_kept_at_once(self, page: SettingsPage, tried: Bench, office: Context) -> None:
        page.open_part("looks")
        section = page.section
        assert isinstance(section, LooksSection)
        assert section.boxes["theme"].currentData() == "light"
        section.boxes["text_size"].setCurrentIndex(2)
        section.boxes["text_size"].activated.emit(2)
        assert tried.workplace.preferences.current.text_size == 12
        assert settings.load(office.paths.settings).settings.text_size == 12

    def test_a_disk_that_refuses_is_told(
        self, page: SettingsPage, tried: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_values: object) -> None:
            raise EnvironmentFault("shell.settings_not_saved", path="settings.json")

        page.open_part("looks")
        section = page.section
        assert isinstance(section, LooksSection)
        monkeypatch.setattr("ntm_desktop.settings.save", refuse)
        section.boxes["theme"].setCurrentIndex(2)
        section.boxes["theme"].activated.emit(2)
        assert len(tried.prompter.errors) == 1
        assert section.boxes["theme"].currentData() == "light"


class TestDoctor:
    def test_it_examines_when_shown_and_when_asked(self, page: SettingsPage, tried: Bench, qtbot: QtBot) -> None:
        page.open_part("doctor")
        section = page.section
        assert isinstance(section, DoctorSection)
        tried.wait(qtbot)
        assert [row[0] for row in texts(section.table)] == ["✓ tốt"] * len(NAMES)
        assert {one.name for one in section.findings} == set(NAMES)
        section.again.click()
        tried.wait(qtbot)
        page.refresh(None)
        assert not tried.workplace.tasks.busy


class TestJournal:
    def test_lines_are_sentences_and_searched_without_diacritics(self, page: SettingsPage, office: Context) -> None:
        page.open_part("journal")
        section = page.section
        assert isinstance(section, JournalSection)
        assert texts(section.table)[0][2] == "Thêm hộ Đặng Văn Ánh (30889-01-0001)"
        section.search.setText("dang anh")
        assert section.table.rowCount() == 1
        section.search.setText("thiet lap")
        assert texts(section.table)[0][2] == f"Thiết lập cơ quan {office.office.name}"
        section.search.setText("")
        assert section.foot.text() == f"{section.table.rowCount()} dòng gần nhất"

    def test_what_was_undone_says_so(self, page: SettingsPage, office: Context) -> None:
        undo.undo(office)
        page.open_part("journal")
        section = page.section
        assert isinstance(section, JournalSection)
        assert texts(section.table)[1][2].endswith("(đã hoàn tác)")
