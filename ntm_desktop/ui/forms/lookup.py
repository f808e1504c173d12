"""A line with a list below it: find one of thousands by a few letters without diacritics.

It completes only in the list, never in the line: Unikey types by sending backspaces, and a line that
fills itself in fights with it. Nothing is chosen while an input method is still composing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.forms.fields import WrongTextError
from ntm_desktop.ui.theme import row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ntm_desktop.ui.forms.fields import Value

_LINES = 10
_KEY = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _LINES, Qt.Key.Key_PageUp: -_LINES}
_RETURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One thing that can be found: its key, its name, and what tells it from its namesakes."""

    key: str
    text: str
    detail: str = ""


class _Popup(QFrame):
    """The list below the line: a window that never takes the keyboard."""

    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(lambda item: self.picked.emit(self.list.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.list)

    def show_rows(self, rows: Sequence[LookupRow], line: QWidget) -> None:
        """Show rows below `line`, or a word that nothing was found."""
        self.list.clear()
        for row in rows:
            self._add(f"{row.text}  –  {row.detail}" if row.detail else row.text, row.key)
        if rows:
            self.list.setCurrentRow(0)
        else:
            self._add(_("Không tìm thấy"), "")
        height = row_height() * min(max(len(rows), 1), _LINES) + 4
        self.setGeometry(*_below(line), line.width(), height)
        self.show()

    def move_by(self, step: int) -> None:
        """Move the marked row."""
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))

    def _add(self, text: str, key: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setSizeHint(QSize(1, row_height()))
        self.list.addItem(item)


class LookupEdit(QLineEdit):
    """Finds rows by `search(text)` and chooses one: arrows, Page Up and Down, Enter; Esc closes the list.

    `key` is the chosen row's key, "" while nothing is chosen; typing anything unchooses.
    """

    chosen = Signal(str)

    def __init__(self, search: Callable[[str], Sequence[LookupRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._rows: tuple[LookupRow, ...] = ()
        self._composing = False
        self.key = ""
        self.popup = _Popup(self)
        self.popup.picked.connect(self._choose)
        self.textEdited.connect(self._look)

    def set_row(self, row: LookupRow | None) -> None:
        """Show a row as chosen, or nothing, without telling anybody."""
        self.key = row.key if row else ""
        self.setText(row.text if row else "")
        self.popup.hide()

    def open_list(self) -> None:
        """Show the list for what stands in the line."""
        self._rows = tuple(self._search(self.text()))
        self.popup.show_rows(self._rows, self)

    def _look(self, text: str) -> None:
        self.key = ""
        if text.strip():
            self.open_list()
        else:
            self.popup.hide()

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            return
        row = self._rows[at]
        self.set_row(row)
        self.chosen.emit(row.key)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of an open list from the form and the window around."""
        if event.type() == QEvent.Type.ShortcutOverride and self.popup.isVisible():
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method is in the middle of a word."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def handles(self, event: QKeyEvent) -> bool:
        """Serve a key of the list; False leaves it to the line or the form."""
        key = event.key()
        if self._composing:
            return key in _RETURNS
        if not self.popup.isVisible():
            if key == Qt.Key.Key_Down:
                self.open_list()
            return key == Qt.Key.Key_Down
        if key in _MOVES:
            self.popup.move_by(_MOVES[Qt.Key(key)])
        elif key in _RETURNS:
            self._choose(self.popup.list.currentRow())
        elif key == Qt.Key.Key_Escape:
            self.popup.hide()
        return key in _MOVES or key in _RETURNS or key == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a key to the list first."""
        if not self.handles(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keyboard goes elsewhere."""
        self.popup.hide()
        self._composing = False
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the list with its line."""
        self.popup.hide()
        super().hideEvent(event)


class LookupEditor:
    """A LookupEdit as the editor of a form's field; its value is the key of the chosen row."""

    def __init__(
        self,
        search: Callable[[str], Sequence[LookupRow]],
        row_of: Callable[[str], LookupRow | None],
        *,
        required: bool = False,
    ) -> None:
        self.line = LookupEdit(search)
        self._row_of = row_of
        self._required = required
        self.retranslate()

    @property
    def widget(self) -> QWidget:
        """The line."""
        return self.line

    def value(self) -> Value:
        """Return the chosen key; a text without a choice is no value."""
        if self.line.text().strip() and not self.line.key:
            raise WrongTextError(_("Hãy chọn một dòng trong danh sách hiện ra khi gõ."))
        if self._required and not self.line.key:
            raise WrongTextError(_("Cần nhập mục này."))
        return self.line.key or None

    def set_value(self, value: Value) -> None:
        """Show the row of a key."""
        self.line.set_row(self._row_of(str(value)) if value else None)

    def retranslate(self) -> None:
        """Say how to search."""
        self.line.setPlaceholderText(_("Gõ vài chữ, không cần dấu"))

    def on_change(self, tell: Callable[[], None]) -> None:
        """Tell what a person types or chooses."""
        self.line.textEdited.connect(lambda _text: tell())
        self.line.chosen.connect(lambda _key: tell())


def _below(line: QWidget) -> tuple[int, int]:
    corner = line.mapToGlobal(QPoint(0, line.height()))
    return corner.x(), corner.y()
