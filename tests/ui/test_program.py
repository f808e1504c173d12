"""The program with its window: first start, opening, who works, restart, damaged data, closing in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from ntm_desktop import app, settings
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import EnvironmentFault, NtmError
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups, demo, setup
from ntm_desktop.services.setup import NewOffice
from ntm_desktop.settings import Settings
from ntm_desktop.ui.first_start.dialog import FirstStart
from ntm_desktop.ui.first_start.flow import After, Outcome
from ntm_desktop.ui.pages.home import HomePage
from ntm_desktop.ui.program import Program
from ntm_desktop.ui.staff_dialog import StaffDialog, choose_staff
from tests.offices import commune, settle
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A commune with one person and one household."""
    with commune(tmp_path / "xa") as context:
        settle(context, "Kinh 5", "Đặng Văn Ánh")
    return tmp_path / "xa"


@pytest.fixture
def started(dressed: Appearance) -> Iterator[Callable[[Path], Program]]:
    programs: list[Program] = []

    def make(folder: Path) -> Program:
        settings.save(DataPaths(folder).settings, Settings(theme="light")) if folder.exists() else None
        program = Program(folder, dressed)
        program.prompter = RecordingPrompter()  # type: ignore[assignment] # the same protocol
        programs.append(program)
        return program

    yield make
    for program in programs:
        program.preferences.changed.disconnect(dressed.apply)
        program.close()


def told(program: Program) -> RecordingPrompter:
    assert isinstance(program.prompter, RecordingPrompter)
    return program.prompter


def ending(outcome: Outcome) -> Callable[[FirstStart], bool]:
    """Return a first start that ends at once, as a person would have ended it."""

    def run(path: FirstStart) -> bool:
        if outcome.made:
            setup.create(path.context, NewOffice(Level.COMMUNE, "30850", staff_name="Trần Thị Mẫu"))
        path.outcome = outcome
        path.deleteLater()
        return outcome.made

    return run


def test_an_office_opens_on_its_first_place(folder: Path, started: Callable[[Path], Program]) -> None:
    program = started(folder)
    assert program.start()
    window = program.window
    assert window is not None
    assert window.current_place == "home"
    assert "Xã Giục Tượng" in window.windowTitle()
    assert program.preferences.current.last_staff
    program.close()
    assert settings.load(DataPaths(folder).settings).settings.window_geometry
    with app.office(folder):
        pass  # the lock was given back


def test_an_office_without_a_superior_is_not_told_of_what_it_has_not_sent(
    folder: Path, tmp_path: Path, started: Callable[[Path], Program]
) -> None:
    with app.new_office(tmp_path / "province") as context:
        setup.create(context, NewOffice(Level.PROVINCE, "91", staff_name="Trần Thị Mẫu"))
    for place, shown in ((folder, True), (tmp_path / "province", False)):
        program = started(place)
        assert program.start()
        assert program.window is not None
        assert program.window.status.unsent.isVisible() is shown
        program.close()


def test_a_question_stands_over_the_window_that_it_came_from(
    folder: Path, started: Callable[[Path], Program], qtbot: QtBot
) -> None:
    program = started(folder)
    assert program.start()
    window = program.window
    assert window is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert program._top() is window  # noqa: SLF001 - what the prompter asks for
    preview = QDialog(window)
    preview.show()
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    assert program._top() is preview  # noqa: SLF001
    preview.close()


def test_it_begins_where_the_person_left_off(folder: Path, started: Callable[[Path], Program]) -> None:
    program = started(folder)
    assert program.start()
    assert program.go("settings/backups")
    assert program.go("nowhere") is False
    program.close()
    again = started(folder)
    again.preferences.current = Settings(theme="light", last_place="settings", window_geometry="AdnQywADAAA=")
    assert again.start()
    assert again.window is not None
    assert again.window.current_place == "settings"


def test_the_first_start_makes_the_office(
    tmp_path: Path, started: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FirstStart, "run", ending(Outcome(made=True, after=After.EMPTY)))
    program = started(tmp_path / "new")
    assert program.start()
    assert program.window is not None
    assert "Xã Tân Hiệp" in program.window.windowTitle()


def test_giving_up_the_first_start_leaves(
    tmp_path: Path, started: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FirstStart, "run", ending(Outcome()))
    program = started(tmp_path / "new")
    assert not program.start()
    assert program.window is None
    with app.office(tmp_path / "new") as context:
        assert setup.current(context) is None


def test_the_sample_is_opened_and_says_so(
    tmp_path: Path, started: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = tmp_path / "xa-mau"
    with app.office(sample) as context:
        demo.fill(context, demo.DemoPlan(households=4, villages=1))
    monkeypatch.setattr(FirstStart, "run", ending(Outcome(after=After.SAMPLE, sample=sample)))
    program = started(tmp_path / "xa")
    assert program.start()
    assert program.window is not None
    assert "(dữ liệu mẫu)" in program.window.windowTitle()
    assert program.opened is not None
    assert program.opened.context.paths.root == sample
    assert program.preferences.current.last_staff == ""


def test_a_damaged_database_is_offered_its_backup(
    folder: Path, started: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    with commune(folder) as context:
        good = backups.write(context)
    DataPaths(folder).database.write_bytes(b"damaged" * 1000)
    asked: list[str] = []

    def bring_back(where: Path, error: EnvironmentFault, _prompter: object) -> bool:
        asked.append(error.code)
        backups.rescue(DataPaths(where), good.path, app.local_now())
        return True

    monkeypatch.setattr("ntm_desktop.ui.rescue.offer_backup", bring_back)
    program = started(folder)
    assert program.start()
    assert asked == ["store.damaged"]


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "empty"])
def test_a_lost_database_is_offered_its_backup_and_no_first_start(
    tmp_path: Path, started: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    where = tmp_path / "lost"
    with commune(where) as context:
        settle(context, "Kinh 5", "Đặng Văn Ánh")
        backups.write(context)
    for file in where.glob("ntm.sqlite3*"):
        file.unlink()
    if not gone:
        DataPaths(where).database.touch()
    asked: list[str] = []

    def give_up(_folder: Path, error: NtmError, _prompter: object) -> bool:
        asked.append(error.code)
        return False

    monkeypatch.setattr("ntm_desktop.ui.rescue.offer_backup", give_up)
    assert not started(where).start()
    assert asked == ["store.lost"]


def test_damage_behind_a_sound_head_is_offered_a_backup_too(
    folder: Path, started: Callable[[Path], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = DataPaths(folder).database
    data = database.read_bytes()
    database.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    asked: list[str] = []

    def give_up(_where: Path, error: EnvironmentFault, _prompter: object) -> bool:
        asked.append(error.code)
        return False

    monkeypatch.setattr("ntm_desktop.ui.rescue.offer_backup", give_up)
    program = started(folder)
    assert not program.start()
    assert asked == ["store.damaged"]
    assert program.opened is None


def test_a_second_instance_says_who_holds_the_data(folder: Path, started: Callable[[Path], Program]) -> None:
    program = started(folder)
    with app.office(folder):
        assert not program.start()
    assert [getattr(error, "code", "") for error in told(program).errors] == ["store.in_use"]


def test_a_restart_opens_the_office_anew(folder: Path, started: Callable[[Path], Program], qtbot: QtBot) -> None:
    program = started(folder)
    assert program.start()
    first = program.window
    program.restart()
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first, timeout=5000)
    assert QApplication.quitOnLastWindowClosed()


def test_another_folder_takes_the_place_of_the_first(
    folder: Path, tmp_path: Path, started: Callable[[Path], Program], qtbot: QtBot
) -> None:
    with commune(tmp_path / "other", code="30886"):
        pass
    program = started(folder)
    assert program.start()
    program.open_folder(tmp_path / "other")
    qtbot.waitUntil(
        lambda: program.opened is not None and program.opened.context.paths.root == tmp_path / "other", timeout=5000
    )


def test_what_was_saved_and_not_sent_is_shown(folder: Path, started: Callable[[Path], Program]) -> None:
    program = started(folder)
    assert program.start()
    assert program.opened is not None
    assert program.window is not None
    _person, changed = setup.hire(program.opened.context, "Lê Văn Thử")
    program.window.shell.changes.publish(changed)
    assert changed.at.strftime("%H:%M:%S") in program.window.status.saved.text()


def test_the_daily_backup_comes_by_itself(folder: Path, started: Callable[[Path], Program], qtbot: QtBot) -> None:
    program = started(folder)
    assert program.start()
    assert program.window is not None
    assert program.opened is not None
    program.back_up_if_due()
    tasks = program.window.shell.tasks
    qtbot.waitUntil(lambda: not tasks.busy, timeout=5000)
    assert [one.reason for one in backups.listed(program.opened.context)] == ["daily"]
    assert backups.last_drill(program.opened.context) is not None  # and is tried at once
    page = program.window.page
    assert isinstance(page, HomePage)
    assert page.shown is not None
    assert page.shown.last_backup is not None
    assert "no_backup" not in {one.code for one in page.shown.waiting}
    program.back_up_if_due()  # not due again
    assert not tasks.busy


def test_a_damaged_backup_is_told_before_it_is_needed(
    folder: Path, started: Callable[[Path], Program], qtbot: QtBot
) -> None:
    program = started(folder)
    assert program.start()
    assert program.window is not None
    assert program.opened is not None
    backups.write(program.opened.context).path.write_bytes(b"broken")
    program.back_up_if_due()
    qtbot.waitUntil(lambda: bool(told(program).told), timeout=5000)
    assert told(program).told[0].bad


class TestStaff:
    @pytest.fixture
    def two(self, folder: Path) -> Path:
        with commune(folder) as context:
            setup.hire(context, "Lê Văn Thử", "Văn thư")
        return folder

    def test_with_several_people_the_name_is_asked_and_kept(
        self, two: Path, started: Callable[[Path], Program], qtbot: QtBot
    ) -> None:
        del qtbot
        program = started(two)
        QTimer.singleShot(0, lambda: _take(1))
        assert program.start()
        assert program.opened is not None
        people = setup.staff(program.opened.context)
        assert program.preferences.current.last_staff == people[1].id
        program.close()
        assert program.start()  # not asked again

    def test_another_person_takes_over(self, two: Path, started: Callable[[Path], Program], qtbot: QtBot) -> None:
        program = started(two)
        QTimer.singleShot(0, lambda: _take(0))
        assert program.start()
        first = program.window
        assert first is not None
        QTimer.singleShot(0, lambda: _take(1))
        first.staff_asked.emit()
        qtbot.waitUntil(lambda: program.window is not None and program.window is not first, timeout=5000)

    def test_a_new_person_is_added_at_once(self, two: Path, qtbot: QtBot) -> None:
        from ntm_desktop.ui.households.form_dialog import FormDialog

        def hire() -> None:
            form = QApplication.activeModalWidget()
            assert isinstance(form, FormDialog)
            form.form.set_values({"name": "Nguyễn Thị Mới", "post": ""})
            form.submit()

        with commune(two) as context:
            dialog = StaffDialog(context, setup.staff(context))
            qtbot.addWidget(dialog)
            QTimer.singleShot(0, hire)
            dialog.new.click()
            assert dialog.chosen is not None
            assert dialog.chosen.name == "Nguyễn Thị Mới"

    def test_nobody_is_chosen_where_the_person_gives_up(self, two: Path, dressed: Appearance) -> None:
        del dressed
        with commune(two) as context:
            QTimer.singleShot(0, lambda: _dialog().reject())
            assert choose_staff(context, RecordingPrompter(), None) is None

    def test_a_fault_of_the_disk_is_told(self, two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_arguments: object) -> None:
            raise EnvironmentFault("store.disk_fault", file="x")

        prompter = RecordingPrompter()
        with commune(two) as context:
            monkeypatch.setattr("ntm_desktop.services.setup.staff", refuse)
            assert choose_staff(context, prompter, None) is None
        assert len(prompter.errors) == 1


def _dialog() -> StaffDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StaffDialog)
    return dialog


def _take(row: int) -> None:
    dialog = _dialog()
    dialog.list.setCurrentRow(row)
    dialog.list.itemActivated.emit(dialog.list.item(row))


@pytest.mark.parametrize(
    ("content", "code", "kept"),
    [
        ('{"text_size": 400, "theme": "dark"}', "shell.setting_invalid", False),
        ('{"last_folder": "\\ud800", "second_backup": "a\\u0000b"}', "shell.setting_invalid", False),
        ("{", "shell.settings_unreadable", True),
        ("[" * 100_000, "shell.settings_unreadable", True),
    ],
)
def test_settings_that_cannot_be_used_are_told_once_and_kept(
    folder: Path, dressed: Appearance, content: str, code: str, qtbot: QtBot, *, kept: bool
) -> None:
    path = DataPaths(folder).settings
    path.write_text(content, encoding="utf-8")
    program = Program(folder, dressed)
    program.prompter = prompter = RecordingPrompter()  # type: ignore[assignment] # the same protocol
    try:
        assert program.start()
        qtbot.waitUntil(lambda: bool(prompter.shown))
    finally:
        program.preferences.changed.disconnect(dressed.apply)
        program.close()
    ((_title, problems),) = prompter.shown
    assert {problem.code for problem in problems} == {code}
    aside = path.with_name(path.name + ".unreadable")
    assert aside.exists() == kept
    assert settings.load(path).faults == ()
