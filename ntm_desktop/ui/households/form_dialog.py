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
from ntm_desktop.ui.theme import colours_in_use
from ntm_desktop.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from ntm_desktop.ui.forms.editors import Editor
    from ntm_desktop.ui.forms.fields import Field, Value

    Values = Mapping[str, Value]

_WIDTH = 520
_HIGHEST = 560
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
    instead of saving. CancelledError from either leaves the dialog as it is.
    """

    def __init__(
        self,
        spec: FormSpec,
        save: Callable[[Values], None],
        *,
        warnings: Callable[[Values], Sequence[str]] = lambda _values: (),
        more: Callable[[Values], None] | None = None,
        editors: Mapping[str, Editor] | None = None,
        start: Values | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(spec.title)
        self.spec = spec
        self._save = save
        self._more = more or save
        self._warnings = warnings
        self._start = dict(start or {})
        self._passed: Values | None = None
        self._again = False
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
        self._fit()
        self.form.focus_first()

    def submit(self, *, again: bool = False) -> None:
        """Save, or show what stands against it; `again` begins the next one after it."""
        self._again = again
        self.form.submit()

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
        try:
            (self._more if again else self._save)(values)
        except CancelledError:
            return
        except RefusedError as error:
            self.form.show_problems(error.problems)
            self._fit()
        except NtmError as error:
            self.form.show_notes({"": sentence(error.code, error.facts)})
            self._fit()
        else:
            self._saved(again=again)

    def _saved(self, *, again: bool) -> None:
        if not again:
            self.accept()
            return
        self._passed = None
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
        form = self.form.layout()
        wanted = (form.sizeHint().height() if form is not None else 0) + self.buttons.sizeHint().height()
        self.resize(max(_WIDTH, self.width()), max(min(wanted + sum(shown) + 2 * _AIR, room), self.least))
        self.least = self.height()
