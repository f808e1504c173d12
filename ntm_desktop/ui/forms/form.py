"""A form made from its declaration: labels, editors, hints, and every problem beside its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.forms.editors import editor_for
from ntm_desktop.ui.forms.fields import Kind, WrongTextError
from ntm_desktop.ui.forms.lookup import LookupEdit
from ntm_desktop.ui.theme import colours_in_use
from ntm_desktop.wording.problems import what_is_wrong, what_to_do

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.ui.forms.editors import Editor
    from ntm_desktop.ui.forms.fields import Field, Value

_RETURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Form(QWidget):
    """Fields under each other. Enter goes to the next and, from the last, submits; Esc gives up.

    `submitted` comes with the values of all fields, and only when each of them is a value; `noted` when what stands
    beside the fields is another now, and the form needs another height.
    """

    submitted = Signal(object)
    cancelled = Signal()
    edited = Signal(str)
    noted = Signal()

    def __init__(self, fields: Sequence[Field], editors: Mapping[str, Editor] | None = None) -> None:
        super().__init__()
        self._fields = {field.name: field for field in fields}
        given = editors or {}
        self.editors = {field.name: given.get(field.name) or editor_for(field) for field in fields}
        self.labels: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self.notes: dict[str, QLabel] = {}
        self.general = _note(self)
        self._layout = QFormLayout()
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._layout.setVerticalSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.general)
        outer.addLayout(self._layout)
        for field in fields:
            self._add(field)
        self.retranslate()

    def values(self) -> dict[str, Value] | None:
        """Return the values by name; None where a field has none: each is told, the first gets the focus."""
        values: dict[str, Value] = {}
        wrong: dict[str, str] = {}
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
            except WrongTextError as error:
                wrong[name] = str(error)
        self.show_notes(wrong)
        return None if wrong else values

    def contents(self) -> dict[str, Value]:
        """Return what stands in the fields, also what is no value yet: to see whether anything was typed."""
        return {name: _content(editor) for name, editor in self.editors.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show values; what is not named is emptied."""
        self.show_notes({})
        for name, editor in self.editors.items():
            editor.set_value(values.get(name))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems of a service: each beside the field of its place, the others above."""
        notes: dict[str, str] = {}
        for problem in problems:
            named = problem.place.column or problem.place.path
            name = named if named in self._fields else ""
            words = " ".join(part for part in (what_is_wrong(problem), what_to_do(problem)) if part)
            notes[name] = "\n".join(part for part in (notes.get(name, ""), words) if part)
        self.show_notes(notes)

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Show sentences beside fields ("" is the whole form); the first field with one gets the focus."""
        for name, label in (("", self.general), *self.notes.items()):
            _say(label, notes.get(name, ""))
        first = next((name for name in self.editors if name in notes), None)
        if first is not None:
            self.editors[first].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.noted.emit()

    def submit(self) -> None:
        """Hand the values over where all of them are values."""
        values = self.values()
        if values is not None:
            self.submitted.emit(values)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = next(iter(self.editors.values()), None)
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Word labels and hints anew."""
        for name, field in self._fields.items():
            star = " *" if field.required else ""
            if name in self.labels:
                self.labels[name].setText(_(field.label) + star)
            if name in self._hints:
                self._hints[name].setText(_(field.hint))
            editor = self.editors[name]
            editor.widget.setAccessibleName(_(field.label).replace("&", ""))
            editor.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Ctrl+Enter submits, Esc gives up."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if isinstance(watched, LookupEdit) and watched.handles(event):
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return True
        if event.key() not in _RETURNS:
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(watched, QPlainTextEdit) and not control:
            return False
        self._go_on(watched, submit=control)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _go_on(self, watched: QObject, *, submit: bool) -> None:
        widgets = [editor.widget for editor in self.editors.values() if editor.widget.isEnabled()]
        at = next((at for at, widget in enumerate(widgets) if widget is watched), len(widgets) - 1)
        if submit or at == len(widgets) - 1:
            self.submit()
        else:
            widgets[at + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, field: Field) -> None:
        editor = self.editors[field.name]
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(3)
        column.addWidget(editor.widget)
        if field.hint:
            self._hints[field.name] = _hint(cell)
            column.addWidget(self._hints[field.name])
        self.notes[field.name] = _note(cell)
        column.addWidget(self.notes[field.name])
        if field.kind is Kind.BOOL:
            self._layout.addRow("", cell)
        else:
            label = self.labels[field.name] = QLabel()
            label.setBuddy(editor.widget)
            self._layout.addRow(label, cell)
        editor.widget.installEventFilter(self)
        editor.on_change(lambda name=field.name: self._changed(name))  # type: ignore[misc] # a bound name

    def _changed(self, name: str) -> None:
        _say(self.notes[name], "")
        _say(self.general, "")
        self.edited.emit(name)


def _content(editor: Editor) -> Value:
    try:
        return editor.value()
    except WrongTextError as error:
        return str(error)  # it names the text


def _hint(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _note(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def _say(label: QLabel, words: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colours_in_use().bad))
    label.setPalette(palette)
    label.setText(f"✗ {words}" if words else "")
    label.setVisible(bool(words))
