"""A declared form in a dialog: problems beside the fields, warnings that may be passed, nothing saved half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QScrollArea, QVBoxLayout

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import CancelledError, NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.forms.form import Form
from ntm_desktop.ui.prompts import QtPrompter, dropping
from ntm_desktop.ui.theme import colours_in_use
from ntm_desktop.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from ntm_desktop.ui.forms.editors import Editor
    from ntm_desktop.ui.forms.fields import Field, Value

    Values = Mapping[str, Value]

_WIDTH = 520
_HIGHEST = 680
_AIR, _GAP = 24, 8


@dataclass(frozen=True, slots=True)
class FormSpec:
    """What a dialog asks: words are in the language in use. `again` is a second button that saves and begins anew."""

    title: str
    fields: tuple[Field, ...]
    accept: str
    explain: str = ""
    again: str = ""


class FormDialog(QDialog):
    """Asks by a form. `save` gets the values and may raise; `warnings` says what is odd about them.

    Odd values are saved when the person submits them a second time unchanged. `more` is what the second button does
    instead of saving, and `rest` what the first one does where nothing was typed since. CancelledError from any of them
    leaves the dialog as it is. `leave` is asked before typed work is thrown away; the dialog itself asks unless told.
    """

    def __init__(
        self,
        spec: FormSpec,
        save: Callable[[Values], None],
        *,
        warnings: Callable[[Values], Sequence[str]] = lambda _values: (),
        more: Callable[[Values], None] | None = None,
        rest: Callable[[], None] = lambda: None,
        leave: Callable[[], bool] | None = None,
        editors: Mapping[str, Editor] | None = None,
        start: Values | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(spec.title)
        self.spec = spec
        self._save = save
        self._more, self._rest = more, rest
        self._leave = leave or (lambda: QtPrompter(lambda: self).confirm_destructive(dropping(spec.title)))
        self._warnings = warnings
        self._start = dict(start or {})
        self._passed: Values | None = None
        self._again = False
        self._taken = False
        self.least = 0
        self.explain, self.warning = QLabel(spec.explain), QLabel()
        self.form = Form(spec.fields, editors)
        self.buttons = QDialogButtonBox()
        self._area = QScrollArea()
        self._lay_out()
        self.ok, self.again = self._add_buttons()
        self.form.submitted.connect(self._take)
        self.form.cancelled.connect(self.reject)
        self.form.edited.connect(self._edited)
        self.form.set_values(self._start)
        self._blank = self.form.contents()
        self.form.noted.connect(self._fit)
        self._fit()
        self.form.focus_first()

    @property
    def typed(self) -> bool:
        """Whether something stands in the form that was not there at the start."""
        return self.form.contents() != self._blank

    def submit(self, *, again: bool = False) -> None:
        """Save, or show what stands against it; `again` begins the next one after it."""
        self._again = again
        if self._taken and not again and not self.typed:
            self._carry_out(self._rest, again=False)
        else:
            self.form.submit()

    def reject(self) -> None:
        """Leave; typed work is not thrown away without a question."""
        if not (self.typed or self._taken) or self._leave():
            super().reject()

    def warn(self, words: Sequence[str]) -> None:
        """Show what is odd; nothing for no words."""
        palette = self.warning.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours_in_use().warn))
        self.warning.setPalette(palette)
        self.warning.setText("\n".join(f"! {one}" for one in words))
        self.warning.setVisible(bool(words))
        self.ok.setText(_("Vẫn &lưu") if words else self.spec.accept)
        if words:
            self._fit()

    def _take(self, values: Values) -> None:
        again, self._again = self._again, False
        words = self._warnings(values)
        if words and self._passed != values:
            self._passed = dict(values)
            self.warn(words)
            return
        do = self._more if again and self._more is not None else self._save
        self._carry_out(lambda: do(values), again=again)

    def _carry_out(self, do: Callable[[], None], *, again: bool) -> None:
        try:
            do()
        except CancelledError:
            return
        except RefusedError as error:
            self.form.show_problems(error.problems)
        except NtmError as error:
            self.form.show_notes({"": sentence(error.code, error.facts)})
        else:
            self._saved(again=again)

    def _saved(self, *, again: bool) -> None:
        if not again:
            self.accept()
            return
        self._passed, self._taken = None, self._more is not None
        self.warn(())
        self.form.set_values(self._start)
        self.form.focus_first()

    def _edited(self, _name: str) -> None:
        self._passed = None
        self.warn(())

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.form)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        for label in (self.explain, self.warning):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.explain.setVisible(bool(self.spec.explain))
        self.warning.hide()
        layout.addWidget(self.explain)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.warning)
        layout.addWidget(self.buttons)

    def _add_buttons(self) -> tuple[QPushButton, QPushButton | None]:
        role = QDialogButtonBox.ButtonRole
        ok = self.buttons.addButton(self.spec.accept, role.AcceptRole)
        ok.clicked.connect(lambda: self.submit())  # noqa: PLW0108 - drops Qt's `checked`
        again = None
        if self.spec.again:
            again = self.buttons.addButton(self.spec.again, role.ActionRole)
            again.clicked.connect(lambda: self.submit(again=True))
            again.setAutoDefault(False)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.clicked.connect(self.reject)
        cancel.setAutoDefault(False)
        ok.setDefault(True)
        return ok, again

    def _fit(self) -> None:
        """Be as high as the form needs, but never higher than the screen has room for."""
        room = min(self.screen().availableGeometry().height() - 3 * _AIR, _HIGHEST)
        texts = (self.explain, self.warning)
        shown = [label.heightForWidth(_WIDTH - _AIR) + _GAP for label in texts if label.isVisibleTo(self)]
        wanted = self._form_height() + self.buttons.sizeHint().height()
        self.resize(max(_WIDTH, self.width()), max(min(wanted + sum(shown) + 2 * _AIR, room), self.least))
        self.least = self.height()

    def _form_height(self) -> int:
        """Return the height of the form with the lines that its notes take."""
        layout, width = self.form.layout(), max(_WIDTH, self.width()) - _AIR
        if layout is None:  # pragma: no cover - a form has its layout from the start
            return 0
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
