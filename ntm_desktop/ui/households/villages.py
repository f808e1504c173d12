"""The villages of the commune in a dialog: add, change, merge; each with its number of households."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
)

from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.errors import CancelledError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark, number
from ntm_desktop.services import setup, villages
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.forms.fields import Field, FieldChoice, Kind
from ntm_desktop.ui.households.form_dialog import FormDialog, FormSpec
from ntm_desktop.ui.households.forms import village_field
from ntm_desktop.ui.prompts import Destruction, dropping
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.theme import prepare_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.domain.places import Village
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.forms.fields import Value
    from ntm_desktop.ui.households.actions import Place
    from ntm_desktop.ui.households.form_dialog import Values

_SIZE = (620, 420)
_ID = Qt.ItemDataRole.UserRole + 1
_NAME = Field("name", mark("&Tên"), required=True, most=80)
_AREA = Field("ethnic_minority_area", mark("Thuộc vùng đồng bào &dân tộc thiểu số"), Kind.BOOL)


class VillagesDialog(QDialog):
    """Lists the villages; `done_with` carries each Changed."""

    done_with = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place.window.window())
        self._place = place
        self._villages: list[Village] = []
        self.dialog: FormDialog | None = None
        self.setWindowTitle(_("Ấp, thôn của xã"))
        open_at(self, _SIZE)
        self.table = QTableView()
        self._model = QStandardItemModel(self)
        self._set_up()
        self.buttons = {
            "add": make_button("add", _("&Thêm…"), self.add),
            "edit": make_button("edit", _("&Sửa…"), self.edit),
            "merge": make_button("village", _("&Gộp vào nơi khác…"), self.merge),
        }
        self._lay_out()
        self.reload()

    def reload(self) -> None:
        """Read the villages and how many households each has."""
        before = self.current()
        self._villages = villages.listed(self._context)
        active = Counter(
            line.household.village_id for line in self._place.lines() if line.household.status.value == "active"
        )
        self._model.setRowCount(0)
        for one in self._villages:
            self._model.appendRow(_items(one, active[one.id]))
        at = next((at for at, one in enumerate(self._villages) if before and one.id == before.id), 0)
        self.table.setCurrentIndex(self._model.index(at, 0))
        for name, least in (("edit", 1), ("merge", 2)):
            self.buttons[name].setEnabled(len(self._villages) >= least)

    def current(self) -> Village | None:
        """Return the current village."""
        row = self.table.currentIndex().row()
        return self._villages[row] if 0 <= row < len(self._villages) else None

    def add(self) -> None:
        """Ask for a new village."""
        spec = FormSpec(_("Thêm ấp, thôn"), self._fields(), _("&Lưu"), again=_("Lưu và thêm &nữa"))
        start: dict[str, Value] = {"word": self._context.office.village_word}
        self._open(spec, self._add, start)

    def edit(self) -> None:
        """Ask what is to be changed of the current village."""
        one = self.current()
        if one is None:
            return
        spec = FormSpec(_("Sửa {village}").format(village=one.title), self._fields(one.word), _("&Lưu"))
        start: dict[str, Value] = {
            "word": one.word,
            "name": one.name,
            "ethnic_minority_area": one.ethnic_minority_area,
        }
        self._open(spec, lambda values: self._edit(one, values), start)

    def merge(self) -> None:
        """Ask into which other village the current one goes."""
        one = self.current()
        if one is None or len(self._villages) < 2:  # noqa: PLR2004 - it takes two
            return
        others = [other for other in self._villages if other.id != one.id]
        said = _("{village} được đóng; các hộ chuyển sang nơi chọn dưới đây. Phiếu các năm trước giữ nguyên.")
        spec = FormSpec(
            _("Gộp {village}").format(village=one.title),
            (village_field(others, mark("Gộp &vào")),),
            _("&Gộp"),
            said.format(village=one.title),
        )
        self._open(spec, lambda values: self._merge(one, str(values["village_id"])), {})

    @property
    def _context(self) -> Context:
        return self._place.context()

    def _add(self, values: Values) -> None:
        area = bool(values["ethnic_minority_area"])
        changed = villages.add(self._context, str(values["name"]), str(values["word"] or ""), ethnic_minority_area=area)
        self._tell(changed)

    def _edit(self, one: Village, values: Values) -> None:
        area = bool(values["ethnic_minority_area"])
        new = replace(one, name=str(values["name"]), word=str(values["word"] or ""), ethnic_minority_area=area)
        self._tell(villages.edit(self._context, new))

    def _merge(self, one: Village, into_id: str) -> None:
        into = villages.get(self._context, into_id)
        there = [line.household.status for line in self._place.lines() if line.household.village_id == one.id]
        moving = there.count(HouseholdStatus.ACTIVE)
        touches = _("{village} được đóng, {count} hộ chuyển sang {into}, cả trên phiếu của năm đang mở.")
        if moving < len(there):  # the list counts those who live there: the others are named apart
            touches += " " + _("Đi theo còn {count} hộ đã đóng.").format(count=number(len(there) - moving))
        act = Destruction(
            _("Gộp {village} vào {into}").format(village=one.title, into=into.title),
            touches.format(village=one.title, count=number(moving), into=into.title),
            _("Gộp {count} hộ").format(count=number(moving)),
            _("Có thể hoàn tác bằng Ctrl+Z."),
        )
        if not self._place.prompter.confirm_destructive(act):
            raise CancelledError
        self._tell(villages.merge(self._context, one.id, into_id))

    def _tell(self, changed: Changed) -> None:
        self.done_with.emit(changed)
        self.reload()
        made = changed.rows.get("village", frozenset())
        if len(made) == 1:
            self._go_to(*made)

    def _go_to(self, village_id: str) -> None:
        at = next((at for at, one in enumerate(self._villages) if one.id == village_id), None)
        if at is not None:
            self.table.setCurrentIndex(self._model.index(at, 0))

    def _fields(self, word: str = "") -> tuple[Field, ...]:
        used = dict.fromkeys((*setup.VILLAGE_WORDS, self._context.office.village_word, *([word] if word else ())))
        choices = tuple(FieldChoice(one, one, translate=False) for one in used)
        return (Field("word", mark("&Gọi là"), Kind.CHOICE, required=True, choices=choices), _NAME, _AREA)

    def _open(self, spec: FormSpec, save: Callable[[Values], None], start: Mapping[str, Value]) -> None:
        leave = lambda: self._place.prompter.confirm_destructive(dropping(spec.title))  # noqa: E731 - one line of words
        self.dialog = dialog = FormDialog(spec, save, leave=leave, start=start, parent=self)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _set_up(self) -> None:
        heads = (_("Số"), _("Ấp, thôn"), _("Vùng dân tộc thiểu số"), _("Số hộ đang ở"))
        self._model.setHorizontalHeaderLabels(list(heads))
        self.table.setModel(self._model)
        prepare_table(self.table)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.windowTitle())
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.doubleClicked.connect(lambda _index: self.edit())
        # Shortcuts, not `activated`: Qt would hand Enter on to this dialog, which presses the button of the form.
        for keys, do in (("Ins", self.add), ("F2", self.edit), ("Return", self.edit), ("Enter", self.edit)):
            QShortcut(QKeySequence(keys), self.table, do, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        for button in self.buttons.values():
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)  # Enter in the list changes a village
        row.addWidget(box)
        layout.addLayout(row)


def _items(one: Village, households: int) -> list[QStandardItem]:
    texts: Sequence[str] = (
        str(one.number),
        one.title,
        _("✓ thuộc vùng") if one.ethnic_minority_area else "",
        number(households),
    )
    items = [QStandardItem(text) for text in texts]
    for at in (0, 3):
        items[at].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    items[0].setData(one.id, _ID)
    return items
