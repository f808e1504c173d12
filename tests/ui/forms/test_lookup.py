"""Finding one of many by a few letters: only in the list, never in the line, never while composing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ntm_desktop.domain.text import fold
from ntm_desktop.ui.forms.fields import Field, WrongTextError
from ntm_desktop.ui.forms.form import Form
from ntm_desktop.ui.forms.lookup import LookupEdit, LookupEditor, LookupRow
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

ROWS = tuple(
    LookupRow(str(number), name, "tỉnh An Giang")
    for number, name in enumerate(("Xã Đông Hòa", "Xã Đông Thái", "Xã An Biên", "Xã Tây Yên"))
)


def search(text: str) -> Sequence[LookupRow]:
    return [row for row in ROWS if fold(text) in fold(row.text)]


def row_of(key: str) -> LookupRow | None:
    return next((row for row in ROWS if row.key == key), None)


@pytest.fixture
def line(dressed: Appearance, qtbot: QtBot) -> LookupEdit:
    del dressed
    box = QWidget()
    qtbot.addWidget(box)
    line = LookupEdit(search)
    other = LookupEdit(search)
    other.setObjectName("other")
    column = QVBoxLayout(box)
    column.addWidget(line)
    column.addWidget(other)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=2000)
    line.setFocus()
    line.box = box  # type: ignore[attr-defined] # keeps the window alive
    return line


def listed(line: LookupEdit) -> list[str]:
    names = line.popup.list
    return [names.item(row).text() for row in range(names.count())] if line.popup.isVisible() else []


def test_letters_without_diacritics_find(line: LookupEdit) -> None:
    QTest.keyClicks(line, "dong")
    assert listed(line) == ["Xã Đông Hòa  –  tỉnh An Giang", "Xã Đông Thái  –  tỉnh An Giang"]
    assert line.text() == "dong"  # nothing is filled in
    assert line.key == ""


def test_arrows_and_enter_choose(line: LookupEdit) -> None:
    chosen: list[str] = []
    line.chosen.connect(chosen.append)
    QTest.keyClicks(line, "dong")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(line, key)
    assert (line.text(), line.key, chosen) == ("Xã Đông Thái", "1", ["1"])
    assert listed(line) == []
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert line.key == ""  # typing unchooses


def test_a_click_chooses(line: LookupEdit) -> None:
    line.open_list()
    line.popup.list.itemClicked.emit(line.popup.list.item(2))
    assert line.key == "2"


def test_down_opens_and_esc_closes(line: LookupEdit) -> None:
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert len(listed(line)) == 4
    assert line.popup.list.sizeHintForRow(0) == row_height()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert listed(line) == []


def test_nothing_found_is_said_and_cannot_be_chosen(line: LookupEdit) -> None:
    QTest.keyClicks(line, "zzz")
    assert listed(line) == ["Không tìm thấy"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.key == ""
    line.clear()
    line.textEdited.emit("")
    assert listed(line) == []


def test_nothing_is_chosen_while_composing(line: LookupEdit, type_text: Callable[..., None]) -> None:
    type_text(line, "Đông", preedit="h")
    assert len(listed(line)) == 2
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.key == ""
    assert len(listed(line)) == 2
    type_text(line, " H")
    assert line.text() == "Đông H"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.key == "0"


def test_the_list_goes_with_the_focus(line: LookupEdit) -> None:
    line.open_list()
    other = line.window().findChild(LookupEdit, "other")
    assert isinstance(other, LookupEdit)
    other.setFocus()
    assert listed(line) == []
    other.open_list()
    other.hide()
    assert listed(other) == []


def test_as_the_editor_of_a_form(dressed: Appearance, qtbot: QtBot, type_text: Callable[..., None]) -> None:
    del dressed
    editor = LookupEditor(search, row_of, required=True)
    form = Form((Field("office", "Nơi", required=True), Field("name", "Mã")), {"office": editor})
    qtbot.addWidget(form)
    form.show()
    told: list[str] = []
    form.edited.connect(told.append)
    with pytest.raises(WrongTextError, match="Cần nhập"):
        editor.value()
    type_text(editor.line, "Biên")
    with pytest.raises(WrongTextError, match="chọn một dòng"):
        editor.value()
    QTest.keyClick(editor.line, Qt.Key.Key_Return)  # chooses, does not leave the field
    assert editor.value() == "2"
    assert told == ["office", "office"]
    form.set_values({"office": "3"})
    assert editor.line.text() == "Xã Tây Yên"
    form.set_values({})
    assert editor.line.text() == ""
    assert LookupEditor(search, row_of).value() is None
