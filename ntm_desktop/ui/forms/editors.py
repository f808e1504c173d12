"""One editor for each kind of field, all with the same four operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.forms.fields import Kind, WrongTextError, parsed, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.ui.forms.fields import Field, Value

_LINES = 4


class Editor(Protocol):
    """The widget of a field."""

    @property
    def widget(self) -> QWidget:
        """The widget to lay out and to focus."""

    def value(self) -> Value:
        """Return what stands in it; raises WrongTextError with the sentence to show."""

    def set_value(self, value: Value) -> None:
        """Show a value."""

    def retranslate(self) -> None:
        """Word anew what the editor itself says."""

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call `tell` after each change that a person makes."""


class LineEditor:
    """Text, numbers, years and dates."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.line = QLineEdit()
        if field.kind in {Kind.INT, Kind.YEAR, Kind.DATE}:
            self.line.setMaximumWidth(180)
        self.retranslate()

    @property
    def widget(self) -> QWidget:
        """The line."""
        return self.line

    def value(self) -> Value:
        """Return the value of the text."""
        return parsed(self._field, self.line.text())

    def set_value(self, value: Value) -> None:
        """Show a value."""
        self.line.setText(shown(self._field, value))

    def retranslate(self) -> None:
        """Show the pattern of a date or year while the line is empty."""
        patterns = {Kind.DATE: _("ngày/tháng/năm"), Kind.YEAR: _("năm, 4 chữ số")}
        self.line.setPlaceholderText(patterns.get(self._field.kind, ""))

    def on_change(self, tell: Callable[[], None]) -> None:
        """Tell what a person types."""
        self.line.textEdited.connect(lambda _text: tell())


class TextEditor:
    """A text of several lines; Tab leaves it."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing() + 16)

    @property
    def widget(self) -> QWidget:
        """The text area."""
        return self.text

    def value(self) -> Value:
        """Return the text."""
        return parsed(self._field, self.text.toPlainText())

    def set_value(self, value: Value) -> None:
        """Show a text."""
        self.text.setPlainText(shown(self._field, value))

    def retranslate(self) -> None:
        """Say nothing of its own."""

    def on_change(self, tell: Callable[[], None]) -> None:
        """Tell what a person types."""
        self.text.textChanged.connect(tell)


class ChoiceEditor:
    """A list to choose from; its first line is empty where the field may be."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.box = QComboBox()
        if not field.required or not field.choices:
            self.box.addItem("", "")
        for choice in field.choices:
            self.box.addItem("", choice.value)
        self.box.setCurrentIndex(-1 if field.required else 0)  # nothing is chosen silently
        self.retranslate()

    @property
    def widget(self) -> QWidget:
        """The list."""
        return self.box

    def value(self) -> Value:
        """Return the value of the chosen line."""
        chosen = str(self.box.currentData() or "")
        if not chosen and self._field.required:
            raise WrongTextError(_("Cần chọn một mục trong danh sách."))
        return chosen or None

    def set_value(self, value: Value) -> None:
        """Choose the line of a value; an unknown one leaves nothing chosen."""
        self.box.setCurrentIndex(self.box.findData("" if value is None else value))

    def retranslate(self) -> None:
        """Word the lines anew."""
        for choice in self._field.choices:
            label = _(choice.label) if choice.translate else choice.label
            self.box.setItemText(self.box.findData(choice.value), label)

    def on_change(self, tell: Callable[[], None]) -> None:
        """Tell what a person chooses."""
        self.box.activated.connect(lambda _row: tell())


class CheckEditor:
    """Yes or no; its label stands beside the box."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.box = QCheckBox()
        self.retranslate()

    @property
    def widget(self) -> QWidget:
        """The box."""
        return self.box

    def value(self) -> Value:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Value) -> None:
        """Tick it or not."""
        self.box.setCheckState(Qt.CheckState.Checked if value else Qt.CheckState.Unchecked)

    def retranslate(self) -> None:
        """Word the box anew."""
        self.box.setText(_(self._field.label))

    def on_change(self, tell: Callable[[], None]) -> None:
        """Tell what a person ticks."""
        self.box.clicked.connect(lambda _on: tell())


def editor_for(field: Field) -> Editor:
    """Return the editor of a field's kind."""
    match field.kind:
        case Kind.MULTILINE:
            return TextEditor(field)
        case Kind.CHOICE:
            return ChoiceEditor(field)
        case Kind.BOOL:
            return CheckEditor(field)
        case _:
            return LineEditor(field)
