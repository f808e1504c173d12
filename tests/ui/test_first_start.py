"""The first start as a person walks it: by keyboard alone, there and back, to an office or to the sample."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from ntm_desktop import app, settings
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.services import demo, setup
from ntm_desktop.settings import Settings
from ntm_desktop.ui.first_start import sample
from ntm_desktop.ui.first_start.dialog import FirstStart
from ntm_desktop.ui.first_start.flow import After, Step
from ntm_desktop.ui.first_start.movement_page import REFERENCE, MovementPage
from ntm_desktop.ui.first_start.office_page import OfficePage
from ntm_desktop.ui.first_start.person_page import PersonPage
from ntm_desktop.ui.first_start.simple_pages import LanguagePage, RolePage, SummaryPage
from ntm_desktop.ui.preferences import Preferences
from tests.offices import FakeClock
from tests.ui.fakes import RecordingPrompter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.application import Appearance


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Context]:
    with app.office(tmp_path / "new", FakeClock()) as context:
        yield context


@pytest.fixture
def prompter() -> RecordingPrompter:
    return RecordingPrompter()


@pytest.fixture
def path(empty: Context, dressed: Appearance, qtbot: QtBot, prompter: RecordingPrompter) -> Iterator[FirstStart]:
    preferences = Preferences(empty.paths.settings, Settings(theme="light"))
    dialog = FirstStart(empty, prompter, dressed, preferences)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.read_movements()
    qtbot.waitUntil(lambda: not dialog.reading.busy, timeout=10_000)
    yield dialog
    for tasks in (dialog.tasks, dialog.reading):
        tasks.shutdown()
    dialog.close()


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def fault(path: FirstStart) -> str:
    return path.fault.text()


def to_office(path: FirstStart, key: Qt.Key = Qt.Key.Key_Space) -> OfficePage:
    path.go_on()
    press(key)
    path.go_on()
    page = path.pages[Step.OFFICE]
    assert isinstance(page, OfficePage)
    return page


def test_the_whole_way_by_keyboard(path: FirstStart, empty: Context, type_text: Callable[..., None]) -> None:
    press(Qt.Key.Key_Return)  # the language stays Vietnamese
    press(Qt.Key.Key_Space)  # a commune
    press(Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "tan hiep an giang")
    press(Qt.Key.Key_Return)  # takes the first of the list
    assert path.answers.receives is False
    press(Qt.Key.Key_Return)
    assert path.step is Step.MOVEMENT
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)  # the official frame
    press(Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "Trần Thị Mẫu")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)  # begin with an empty list
    press(Qt.Key.Key_Return)
    assert not path.isVisible()
    assert (path.outcome.made, path.outcome.after) == (True, After.EMPTY)
    assert empty.office.name == "Xã Tân Hiệp"
    assert [one.name for one in setup.staff(empty)] == ["Trần Thị Mẫu"]


def test_no_step_is_left_unanswered(path: FirstStart) -> None:
    path.go_on()
    path.go_on()
    assert path.step is Step.ROLE
    assert fault(path).startswith("✗ ")
    press(Qt.Key.Key_Space)
    path.go_on()
    path.go_on()
    assert (path.step, fault(path)[:5]) == (Step.OFFICE, "✗ Hãy")


def test_what_was_missing_is_no_longer_said_once_it_is_answered(path: FirstStart) -> None:
    path.go_on()
    path.go_on()
    assert fault(path)
    press(Qt.Key.Key_Space)
    assert not fault(path)


def test_arrows_choose_where_nothing_is_chosen_yet(path: FirstStart) -> None:
    path.go_on()
    page = path.pages[Step.ROLE]
    assert isinstance(page, RolePage)
    assert page.cards.key == ""
    press(Qt.Key.Key_Down)
    assert page.cards.key == "receiving"
    press(Qt.Key.Key_Down)
    assert page.cards.key == "receiving"
    press(Qt.Key.Key_Up)
    assert page.cards.key == "commune"


def test_the_keyboard_goes_where_an_answer_is_missing(path: FirstStart, type_text: Callable[..., None]) -> None:
    page = to_office(path)
    type_text(page.office, "tan hiep an giang")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    movement = path.pages[Step.MOVEMENT]
    assert isinstance(movement, MovementPage)
    assert (path.step, fault(path)) == (Step.MOVEMENT, "✗ Hãy chọn danh mục phần việc.")
    assert QApplication.focusWidget() is movement.tasks.cards[0].button


def test_escape_goes_back_and_answers_stay(path: FirstStart) -> None:
    to_office(path)
    press(Qt.Key.Key_Escape)
    assert path.step is Step.ROLE
    page = path.pages[Step.ROLE]
    assert isinstance(page, RolePage)
    assert page.cards.key == "commune"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert not path.isVisible()
    assert not path.outcome.made


def test_another_role_forgets_the_office(path: FirstStart, type_text: Callable[..., None]) -> None:
    page = to_office(path)
    type_text(page.office, "tan hiep an giang")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    path.go_on()
    assert path.answers.receives
    assert path.answers.unit is None
    assert page.office.text() == ""


def test_typing_again_unchooses_the_office(path: FirstStart, type_text: Callable[..., None]) -> None:
    page = to_office(path)
    type_text(page.office, "tan hiep an giang")
    press(Qt.Key.Key_Return)
    assert page.kind.text() == "An Giang · mã 30850"
    assert page.above.text() == "An Giang"
    type_text(page.office, "x")
    assert page.kind.isHidden()
    path.go_on()
    assert path.step is Step.OFFICE


def test_the_old_list_has_districts(path: FirstStart, type_text: Callable[..., None]) -> None:
    page = to_office(path)
    page.old_list.click()
    type_text(page.office, "giuc tuong")
    press(Qt.Key.Key_Return)
    assert "danh mục trước 01/7/2025" in page.kind.text()
    assert page.above.text() == "An Giang"  # today nobody reports to a district any more
    page.above.setFocus()
    page.above.selectAll()
    type_text(page.above, "chau thanh kien giang")
    press(Qt.Key.Key_Return)
    assert page.above_hint.text().startswith("Do người dùng chọn")
    path.go_on()
    assert path.answers.superior is not None
    assert path.answers.superior.name == "Huyện Châu Thành"
    movement = path.pages[Step.MOVEMENT]
    assert isinstance(movement, MovementPage)
    assert movement.movement.currentData() == "kien-giang-2021-2025"


def test_an_emptied_superior_is_the_lists_own(path: FirstStart, type_text: Callable[..., None]) -> None:
    page = to_office(path)
    type_text(page.office, "tan hiep an giang")
    press(Qt.Key.Key_Return)
    page.above.selectAll()
    type_text(page.above, "kien giang")
    page.above.setFocus()
    press(Qt.Key.Key_Return)
    page.above.setText("")
    page.above.textEdited.emit("")
    path.go_on()
    assert path.answers.superior is None


def test_the_reference_list_comes_with_its_warning(path: FirstStart, type_text: Callable[..., None]) -> None:
    page = to_office(path)
    type_text(page.office, "tan hiep an giang")
    press(Qt.Key.Key_Return)
    path.go_on()
    movement = path.pages[Step.MOVEMENT]
    assert isinstance(movement, MovementPage)
    assert movement.warning.text() == ""
    path.go_on()
    assert path.step is Step.MOVEMENT  # nothing is chosen silently
    movement.tasks.cards[1].button.click()
    assert movement.tasks.key == REFERENCE
    assert movement.warning.text().startswith("! Không phải văn bản")


def test_a_receiving_office_is_not_asked_for_villages(path: FirstStart, type_text: Callable[..., None]) -> None:
    path.go_on()
    role = path.pages[Step.ROLE]
    assert isinstance(role, RolePage)
    role.cards.cards[1].button.click()
    path.go_on()
    page = path.pages[Step.OFFICE]
    assert isinstance(page, OfficePage)
    type_text(page.office, "an giang")
    press(Qt.Key.Key_Return)
    path.go_on()
    movement = path.pages[Step.MOVEMENT]
    assert isinstance(movement, MovementPage)
    assert movement.tasks.isHidden()
    path.go_on()
    person = path.pages[Step.PERSON]
    assert isinstance(person, PersonPage)
    assert person.word.isHidden()
    type_text(person.name, "Lê Văn Thử")
    path.go_on()
    summary = path.pages[Step.SUMMARY]
    assert isinstance(summary, SummaryPage)
    assert summary.cards.isHidden()
    path.go_on()
    assert path.outcome.made
    assert path.outcome.after is After.EMPTY


def test_the_language_is_applied_and_kept_at_once(path: FirstStart, empty: Context) -> None:
    page = path.pages[Step.LANGUAGE]
    assert isinstance(page, LanguagePage)
    page.cards.cards[1].button.click()
    QApplication.sendEvent(path, QEvent(QEvent.Type.LanguageChange))
    assert path.heading.text() == "Language"
    assert settings.load(empty.paths.settings).settings.language == "en"


def test_the_sample_lies_in_a_folder_of_its_own(path: FirstStart, empty: Context, qtbot: QtBot) -> None:
    page = path.pages[Step.LANGUAGE]
    assert isinstance(page, LanguagePage)
    page.sample.click()
    assert not path.forward.isEnabled()
    path.reject()  # not now
    qtbot.waitUntil(lambda: not path.isVisible(), timeout=20_000)
    folder = sample.sample_folder(empty.paths.root)
    assert path.outcome.sample == folder
    assert not path.outcome.made
    assert setup.current(empty) is None
    with app.office(folder) as context:
        assert context.office.code == demo.DemoPlan().office
    before = (folder / "ntm.sqlite3").stat().st_mtime_ns
    sample.write_sample(folder)  # is there already
    assert (folder / "ntm.sqlite3").stat().st_mtime_ns == before


def test_a_sample_that_fails_leaves_the_path_open(
    path: FirstStart,
    empty: Context,
    prompter: RecordingPrompter,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object) -> None:
        raise UserError("general.demo_size", option="--households", found=0, least=1, most=9)

    monkeypatch.setattr("ntm_desktop.services.demo.fill", refuse)
    path.open_sample()
    qtbot.waitUntil(path.forward.isEnabled, timeout=10_000)
    assert len(prompter.errors) == 1
    assert path.isVisible()
    assert not sample.sample_folder(empty.paths.root).exists()


def test_the_names_of_the_folders(tmp_path: Path) -> None:
    own, made = tmp_path / "xa", tmp_path / "xa-mau"
    assert sample.sample_folder(own) == made == sample.sample_folder(made)
    assert sample.own_folder(made) == own == sample.own_folder(own)
    assert sample.is_sample(made)
    assert not sample.is_sample(own)


def test_closing_the_window_leaves_everything_as_it_was(path: FirstStart, empty: Context) -> None:
    to_office(path)
    QApplication.sendEvent(path, QCloseEvent())
    assert not path.isVisible()
    assert setup.current(empty) is None


def test_completion_never_types_into_the_line(path: FirstStart) -> None:
    person = path.pages[Step.PERSON]
    assert isinstance(person, PersonPage)
    assert isinstance(person.word, QComboBox)
    assert person.word.completer() is None


def test_it_fits_a_small_screen(path: FirstStart) -> None:
    for step in Step:
        path.stack.setCurrentWidget(path.pages[step])
        assert path.minimumSizeHint().width() <= 1000
        assert path.minimumSizeHint().height() <= 540


def test_it_runs_until_the_person_leaves(empty: Context, prompter: RecordingPrompter, dressed: Appearance) -> None:
    path = FirstStart(empty, prompter, dressed, Preferences(empty.paths.settings, Settings(theme="light")))
    QTimer.singleShot(0, path.reject)
    assert not path.run()
    assert setup.current(empty) is None


def test_the_movements_may_come_late(
    empty: Context, prompter: RecordingPrompter, dressed: Appearance, qtbot: QtBot
) -> None:
    path = FirstStart(empty, prompter, dressed, Preferences(empty.paths.settings, Settings(theme="light")))
    qtbot.addWidget(path)
    path.answers = replace(path.answers, receives=True)
    path.step = Step.MOVEMENT
    path.pages[Step.MOVEMENT].show_answers(path.answers)
    path.go_on()
    assert fault(path).startswith("✗ Hãy chọn phong trào")  # nothing to choose from yet
    path.read_movements()
    path.go_on()
    assert fault(path) == "Đang đọc danh mục phong trào…"
    qtbot.waitUntil(lambda: not path.reading.busy, timeout=10_000)
    path.go_on()
    assert path.step is Step.PERSON


def test_what_the_service_refuses_is_told(
    path: FirstStart, empty: Context, prompter: RecordingPrompter, type_text: Callable[..., None]
) -> None:
    page = to_office(path)
    type_text(page.office, "tan hiep an giang")
    press(Qt.Key.Key_Return)
    path.go_on()
    path.answers = replace(path.answers, movement="", task_set=REFERENCE, name="A", village_word="ấp")
    setup.create(empty, setup.NewOffice(Level.COMMUNE, "30850"))
    path.step = Step.SUMMARY
    path.go_on()
    assert [getattr(error, "code", "") for error in prompter.errors] == ["general.office_exists"]
    assert not path.outcome.made


def test_a_settings_file_that_refuses_is_told(
    path: FirstStart, prompter: RecordingPrompter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object) -> None:
        raise EnvironmentFault("shell.settings_not_saved", path="settings.json")

    monkeypatch.setattr("ntm_desktop.settings.save", refuse)
    page = path.pages[Step.LANGUAGE]
    assert isinstance(page, LanguagePage)
    page.cards.cards[1].button.click()
    assert len(prompter.errors) == 1


def test_a_click_on_a_card_chooses_it(path: FirstStart) -> None:
    path.go_on()
    role = path.pages[Step.ROLE]
    assert isinstance(role, RolePage)
    QTest.mouseClick(role.cards.cards[1].explanation, Qt.MouseButton.LeftButton)
    QTest.mouseClick(role.cards.cards[1], Qt.MouseButton.LeftButton)
    assert role.cards.key == "receiving"
