"""A form from its declaration: Enter, Esc, problems beside the field, the first one focused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from ntm_desktop.domain.problems import Place, Problem
from ntm_desktop.settings import Settings
from ntm_desktop.ui.forms.fields import Field, FieldChoice, Kind, Value
from ntm_desktop.ui.forms.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytestqt.qtbot import QtBot

    from ntm_desktop.ui.application import Appearance

FIELDS = (
    Field("head", "Tiến", required=True),
    Field("born", "Số trang", Kind.YEAR, hint="Mục lục"),
    Field("since", "Lùi", Kind.DATE),
    Field("class", "Mức", Kind.CHOICE, required=True, choices=(
        FieldChoice("poor", "Sáng"), FieldChoice("v1", "Ấp 1", translate=False),
    )),
    Field("ethnic", "Hủy", Kind.BOOL),
    Field("note", "Mã", Kind.MULTILINE, most=20),
)  # fmt: skip


@pytest.fixture
def form(dressed: Appearance, qtbot: QtBot) -> Form:
    del dressed
    form = Form(FIELDS)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow, timeout=2000)
    return form


def note(form: Form, name: str) -> str:
    label = form.notes[name]
    return label.text() if label.isVisible() else ""


def test_values_go_in_and_come_out(form: Form) -> None:
    values: dict[str, Value] = {
        "head": "Đặng Thị Ánh",
        "born": 1970,
        "since": date(2024, 3, 5),
        "class": "v1",
        "ethnic": True,
        "note": "ghi chú",
    }
    form.set_values(values)
    assert form.values() == values
    form.set_values({"head": "x"})
    assert form.values() is None
    assert note(form, "class") == "✗ Cần chọn một mục trong danh sách."


def test_every_wrong_field_is_told_and_the_first_focused(form: Form) -> None:
    form.set_values({})
    assert isinstance(form.editors["born"].widget, QLineEdit)
    form.editors["born"].widget.setText("19x")
    form.editors["note"].widget.setFocus()
    assert form.values() is None
    assert note(form, "head") == "✗ Cần nhập mục này."
    assert "«19x» không phải năm" in note(form, "born")
    assert note(form, "since") == ""
    assert form.editors["head"].widget.hasFocus()


def test_typing_takes_the_note_away(form: Form, type_text: Callable[..., None], qtbot: QtBot) -> None:
    form.values()
    with qtbot.waitSignal(form.edited, timeout=500) as told:
        type_text(form.editors["head"].widget, "Đặng")
    assert told.args == ["head"]
    assert note(form, "head") == ""
    assert note(form, "class") != ""


def test_the_other_editors_tell_too(form: Form) -> None:
    told: list[str] = []
    form.edited.connect(told.append)
    choice, box, text = (form.editors[name].widget for name in ("class", "ethnic", "note"))
    assert isinstance(choice, QComboBox)
    assert isinstance(box, QCheckBox)
    assert isinstance(text, QPlainTextEdit)
    choice.activated.emit(1)
    box.click()
    text.setPlainText("x")
    assert told == ["class", "ethnic", "note"]


def test_enter_goes_on_and_at_the_end_submits(form: Form) -> None:
    submitted: list[Mapping[str, object]] = []
    form.submitted.connect(submitted.append)
    form.set_values({"head": "Đặng", "class": "poor"})
    form.focus_first()
    for name in ("head", "born", "since", "class", "ethnic"):
        widget = form.editors[name].widget
        assert widget.hasFocus(), name
        QTest.keyClick(widget, Qt.Key.Key_Return)
    text = form.editors["note"].widget
    assert text.hasFocus()
    QTest.keyClick(text, Qt.Key.Key_Return)  # a new line
    assert submitted == []
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert submitted[0]["head"] == "Đặng"
    assert submitted[0]["ethnic"] is False


def test_a_wrong_form_is_not_submitted(form: Form) -> None:
    submitted: list[object] = []
    form.submitted.connect(submitted.append)
    QTest.keyClick(form.editors["head"].widget, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert submitted == []


def test_esc_gives_up(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.cancelled, timeout=500):
        QTest.keyClick(form.editors["born"].widget, Qt.Key.Key_Escape)


def test_problems_of_a_service_stand_beside_their_fields(form: Form) -> None:
    form.show_problems([
        Problem("shell.no_printer", Place(column="born")),
        Problem("shell.no_printer", Place(path="since")),
        Problem("shell.no_printer"),
        Problem("shell.no_printer", Place(column="unknown")),
    ])  # fmt: skip
    assert note(form, "born").startswith("✗ Máy tính này chưa có máy in nào. Hãy lưu tệp PDF")
    assert note(form, "since") != ""
    assert form.general.text().count("chưa có máy in") == 2
    assert form.editors["born"].widget.hasFocus()


def test_the_form_speaks_the_language_in_use(form: Form, dressed: Appearance, qtbot: QtBot) -> None:
    dressed.apply(Settings(language="en", theme="light"))
    qtbot.waitUntil(lambda: form.labels["head"].text() == "Forward *", timeout=1000)
    choice = form.editors["class"].widget
    assert isinstance(choice, QComboBox)
    assert [choice.itemText(row) for row in range(choice.count())] == ["", "Light", "Ấp 1"][-choice.count() :]
    assert form.editors["ethnic"].widget.accessibleName() == "Cancel"
    line = form.editors["since"].widget
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "day/month/year"


def test_a_form_without_fields(qtbot: QtBot) -> None:
    form = Form(())
    qtbot.addWidget(form)
    form.focus_first()
    assert form.values() == {}
