"""What is asked and told, in words that a person can use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLabel, QMessageBox

from ntm_desktop.domain.problems import Place, Problem, RefusedError, Severity
from ntm_desktop.errors import BugError, CancelledError, EnvironmentFault, UserError
from ntm_desktop.ui.problem_dialog import ProblemDialog, as_csv, as_text, summary
from ntm_desktop.ui.prompts import (
    Choice,
    Destruction,
    Message,
    QtPrompter,
    Question,
    detail_of,
    dropping,
    lettered,
    message_of,
)
from ntm_desktop.wording.problems import where

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BAD = Problem("shell.setting_invalid", Place("ds.xlsx", "Ấp 1", 12, "C"), found="=1+1")
NOTE = Problem("shell.no_printer", Place(path="a[3].b"), severity=Severity.WARNING)


@pytest.fixture
def prompter() -> QtPrompter:
    return QtPrompter(lambda: None)


def during(act: Callable[[Any], None]) -> None:
    """Do something to the next dialog that opens."""
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def test_an_error_has_three_parts_and_a_code() -> None:
    message = message_of(EnvironmentFault("shell.file_not_saved", path="E:/báo cáo.xlsx"))
    assert message.what == "Không ghi được tệp E:/báo cáo.xlsx."
    assert message.where == ""  # said already
    assert message.remedy.startswith("Hãy đóng tệp")
    assert message.code == "shell.file_not_saved"
    assert message_of(UserError("shell.no_printer", file="a.xlsx")).where == "a.xlsx"
    assert detail_of(Message("", "", "a.xlsx", "Làm lại.", "x.y")) == "Nơi: a.xlsx\n\nLàm lại.\n\nMã: x.y"


@pytest.mark.parametrize("error", [ValueError("invalid literal"), KeyError("id"), OSError(13, "denied")])
def test_no_word_of_a_library_reaches_a_person(error: Exception) -> None:
    message = message_of(error)
    told = f"{message.title} {message.what} {message.remedy} {detail_of(message)}"
    assert str(error) not in told
    assert message.code == f"general.unknown/{type(error).__name__}"


def test_a_bug_of_ours_is_told_by_its_code() -> None:
    assert message_of(BugError("shell.no_such_code")).code == "shell.no_such_code"


@pytest.mark.usefixtures("dressed", "qtbot")
def test_telling(prompter: QtPrompter) -> None:
    seen: list[str] = []

    def read(box: QMessageBox) -> None:
        seen.extend([box.text(), box.informativeText(), *(each.text() for each in box.buttons())])
        box.accept()

    during(read)
    prompter.tell(Message("Đã gửi", "Đã ghi gói.", code="x.y"))
    assert seen == ["Đã ghi gói.", "Mã: x.y", "Đã hiểu"]


@pytest.mark.usefixtures("dressed", "qtbot")
@pytest.mark.parametrize(("click", "answer"), [("Giữ", "keep"), ("Bỏ", "drop"), ("Hủy", "")])
def test_asking(prompter: QtPrompter, click: str, answer: str) -> None:
    question = Question("Trùng", "Làm gì?", (Choice("keep", "Giữ"), Choice("drop", "Bỏ")))

    def press(box: QMessageBox) -> None:
        assert box.defaultButton().text() == "Giữ"
        next(each for each in box.buttons() if each.text() == click).click()

    during(press)
    assert prompter.ask(question) == answer


@pytest.mark.usefixtures("dressed", "qtbot")
def test_enter_and_esc_destroy_nothing(prompter: QtPrompter) -> None:
    act = Destruction("Xóa ấp", "Sẽ xóa 1 ấp và 214 hộ.", "Xóa", "Ctrl+Z hoàn tác.")
    during(lambda box: box.defaultButton().click())
    assert not prompter.confirm_destructive(act)
    during(lambda box: box.reject())
    assert not prompter.confirm_destructive(act)
    during(lambda box: next(each for each in box.buttons() if each.text() == "&Xóa").click())
    assert prompter.confirm_destructive(act)


@pytest.mark.usefixtures("dressed", "qtbot")
def test_not_doing_it_has_its_own_word(prompter: QtPrompter) -> None:
    during(lambda box: next(each for each in box.buttons() if each.text() == "&Gõ tiếp").click())
    assert not prompter.confirm_destructive(dropping("Thêm hộ"))
    during(lambda box: next(each for each in box.buttons() if each.text() == "&Bỏ phần đang gõ").click())
    assert prompter.confirm_destructive(dropping("Thêm hộ"))


@pytest.mark.usefixtures("dressed", "qtbot")
@pytest.mark.parametrize("words", ["Đã xuất 9 hộ.", "Gói số 2 của một xã có tên rất dài sẽ được bỏ khỏi sổ. " * 3])
def test_a_box_has_room_and_cuts_nothing(prompter: QtPrompter, words: str) -> None:
    seen: list[tuple[int, int, int]] = []

    def look(box: QMessageBox) -> None:
        label = box.findChild(QLabel, "qt_msgbox_label")
        assert isinstance(label, QLabel)
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        seen.append(
            (
                box.width(),
                label.height() - needed,
                label.width() - (0 if label.wordWrap() else label.sizeHint().width()),
            )
        )
        box.reject()

    during(look)
    prompter.confirm_destructive(Destruction("Hoàn tác gói", words, "Hoàn tác", "Ctrl+Z."))
    width, spare_height, spare_width = seen[0]
    assert width >= 400
    assert min(spare_height, spare_width) >= 0


def test_every_button_has_an_alt_letter() -> None:
    assert [lettered(words) for words in ("Đóng 3 hộ", "Nhập 1 hộ", "&Bỏ", "«»")] == [
        "Đó&ng 3 hộ", "&Nhập 1 hộ", "&Bỏ", "«»",
    ]  # fmt: skip


@pytest.mark.usefixtures("dressed", "qtbot")
def test_showing_errors(prompter: QtPrompter, expected_log: list[str]) -> None:
    seen: list[str] = []

    def read(dialog: QDialog) -> None:
        seen.append(type(dialog).__name__)
        dialog.reject()

    prompter.show_error(CancelledError())
    for error in (UserError("shell.no_printer"), RefusedError("shell.no_printer", [BAD]), ValueError("x")):
        during(read)
        prompter.show_error(error)
    expected_log.append("general.unknown")
    assert seen == ["QMessageBox", "ProblemDialog", "QMessageBox"]


def test_where_a_problem_stands() -> None:
    assert where(BAD.place) == "tệp ds.xlsx, trang Ấp 1, dòng 12, cột C"
    assert where(NOTE.place) == "mục a[3].b"
    assert where(Place()) == ""


def test_problems_as_text_for_excel() -> None:
    lines = as_text([BAD, NOTE]).splitlines()
    assert lines[0] == "Mức\tNơi\tĐiều chưa đúng\tCách xử lý\tMã"
    assert lines[1].startswith("✗ Lỗi\ttệp ds.xlsx, trang Ấp 1, dòng 12, cột C\tGiá trị «=1+1»")
    assert lines[2].startswith("! Lưu ý\tmục a[3].b")
    assert as_csv([BAD]).startswith(b"\xef\xbb\xbfM")
    assert summary([BAD, BAD, NOTE]) == "2 lỗi, 1 lưu ý"


def test_a_found_formula_stays_text() -> None:
    problem = Problem("shell.no_printer", Place(source="x"), facts={})
    from ntm_desktop.ui.problem_dialog import harmless

    assert harmless("=1+1") == "'=1+1"
    assert harmless("tệp") == "tệp"
    assert "'" not in as_text([problem])


@pytest.mark.usefixtures("dressed")
def test_a_title_that_looks_like_a_page_is_read_and_not_drawn(qtbot: QtBot) -> None:
    dialog = ProblemDialog("<img src='file:///x'>", [BAD], lambda _content: None)
    qtbot.addWidget(dialog)
    said = [QTextDocumentFragment.fromHtml(each.text()).toPlainText() for each in dialog.findChildren(QLabel)]
    assert any(text.startswith("<img src='file:///x'>: ") for text in said)


def test_the_list_of_problems(qtbot: QtBot) -> None:
    saved: list[bytes] = []
    dialog = ProblemDialog("Nhập hộ", [BAD, NOTE], saved.append, "Vẫn nhập")
    qtbot.addWidget(dialog)
    dialog.show()
    model = dialog.table.model()
    assert model.rowCount() == 2
    dialog.search.setText("AP 1 dong")
    dialog.search.textEdited.emit("AP 1 dong")
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == [where(BAD.place)]
    dialog.copy()
    assert QGuiApplication.clipboard().text().count("\n") in {1, 2}
    words = {each.text(): each for each in dialog.buttons.buttons()}
    words["&Lưu danh sách…"].click()
    assert saved == [as_csv([BAD, NOTE])]
    assert "Vẫn nhập" not in words  # an error refuses
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


@pytest.mark.usefixtures("dressed", "qtbot")
def test_going_on_where_there_are_only_notes(prompter: QtPrompter) -> None:
    def press(dialog: ProblemDialog) -> None:
        assert dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).isDefault()
        next(each for each in dialog.buttons.buttons() if each.text() == "Vẫn nhập").click()

    during(press)
    assert prompter.problems("Nhập hộ", [NOTE], "Vẫn nhập")


@pytest.mark.usefixtures("dressed", "qtbot")
def test_choosing_files(prompter: QtPrompter, tmp_path: Path) -> None:
    there = tmp_path / "hộ.xlsx"
    there.write_bytes(b"x")

    def choose(dialog: QFileDialog) -> None:
        assert not dialog.findChildren(QMessageBox)
        dialog.selectFile(str(there))
        dialog.accept()

    during(choose)
    assert prompter.open_file("Chọn", "Excel (*.xlsx);;Mọi tệp (*)", str(tmp_path)) == there
    during(choose)
    assert prompter.open_files("Chọn", "Excel (*.xlsx)", str(tmp_path)) == (there,)
    during(lambda dialog: dialog.reject())
    assert prompter.open_file("Chọn", "Excel (*.xlsx)") is None
    during(lambda dialog: dialog.accept())
    assert prompter.folder("Chọn thư mục", str(tmp_path)) == tmp_path


@pytest.mark.usefixtures("dressed", "qtbot")
def test_files_are_looked_for_where_one_was_last_and_first_among_the_documents(
    prompter: QtPrompter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Báo cáo").mkdir()
    seen: list[str] = []

    def look(dialog: QFileDialog) -> None:
        seen.append(dialog.directory().absolutePath())
        dialog.reject()

    def save(dialog: QFileDialog) -> None:
        dialog.selectFile(str(tmp_path / "Báo cáo" / "a.xlsx"))
        dialog.accept()

    for act in (look, save):
        during(act)
        prompter.save_file("Lưu", "Danh sách.xlsx", "Excel (*.xlsx)")
    during(look)
    prompter.open_file("Chọn", "Excel (*.xlsx)")
    assert seen == [str(tmp_path), str(tmp_path / "Báo cáo")]


@pytest.mark.usefixtures("dressed", "qtbot")
def test_saving_adds_the_suffix(prompter: QtPrompter, tmp_path: Path) -> None:
    def choose(dialog: QFileDialog) -> None:
        assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        assert dialog.defaultSuffix() == "pdf"
        dialog.accept()

    during(choose)
    assert prompter.save_file("Lưu", str(tmp_path / "Phiếu"), "PDF (*.pdf)") == tmp_path / "Phiếu.pdf"


@pytest.mark.usefixtures("dressed", "qtbot")
def test_saving_the_list_of_problems(prompter: QtPrompter, tmp_path: Path) -> None:
    target = tmp_path / "lỗi.csv"

    def choose(dialog: QFileDialog) -> None:
        dialog.selectFile(str(target))
        dialog.accept()

    def save(dialog: ProblemDialog) -> None:
        for act in (choose, lambda file: file.reject()):
            during(act)
            next(each for each in dialog.buttons.buttons() if "Lưu" in each.text()).click()
        dialog.reject()

    during(save)
    assert not prompter.problems("Nhập hộ", [BAD])
    assert target.read_bytes() == as_csv([BAD])


@pytest.mark.usefixtures("dressed", "qtbot")
def test_a_list_that_cannot_be_saved_is_told(
    prompter: QtPrompter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[BaseException] = []
    monkeypatch.setattr(prompter, "save_file", lambda *_: tmp_path)
    monkeypatch.setattr(prompter, "show_error", errors.append)
    prompter.save_problems(b"x")
    assert [str(error) for error in errors] == [f"shell.file_not_saved(path={str(tmp_path)!r})"]
