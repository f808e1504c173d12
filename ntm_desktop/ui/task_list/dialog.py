"""Typing the household task list: names, order, answers; kept as a new edition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from ntm_desktop import paths
from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import task_sets
from ntm_desktop.ui import icons
from ntm_desktop.ui.forms.fields import Field, Kind, WrongTextError, parsed, shown
from ntm_desktop.ui.prompts import Destruction
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.task_list import draft as drafts
from ntm_desktop.ui.task_list.draft import Basis
from ntm_desktop.ui.task_list.head_preview import HeadPreview
from ntm_desktop.ui.task_list.model import CODE, NAME, PROBLEM, SHORT, TaskModel
from ntm_desktop.ui.theme import LIGHT, colours_in_use, prepare_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.changes import Changes
    from ntm_desktop.ui.prompts import Prompter
    from ntm_desktop.ui.task_list.draft import Draft

_AIR = 28
_SIZE = (1060, 600)
_DATE = Field("date", "", Kind.DATE)


class TaskListDialog(QDialog):
    """Edits a draft; `saved` is the new edition once it was kept. Esc asks before typed work is lost."""

    def __init__(
        self, context: Context, draft: Draft, prompter: Prompter, changes: Changes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self.prompter, self.changes = context, prompter, changes
        self._begun = draft
        self.saved: TaskSet | None = None
        self.model = TaskModel(draft)
        self.model.setParent(self)
        self.title, self.number, self.issuer = QLineEdit(), QLineEdit(), QLineEdit()
        self.issued, self.valid_from = QLineEdit(), QLineEdit()
        self.official = QCheckBox(_("Là danh mục &chính thức, gõ đúng theo văn bản trên"))
        self.table, self.heads, self.fault, self.meaning = QTableView(), HeadPreview(), QLabel(), QLabel()
        self.buttons = QDialogButtonBox()
        self.keep = self.buttons.addButton(_("&Lưu thành bản mới"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.setWindowTitle(_("Danh mục phần việc của hộ"))
        open_at(self, _SIZE)
        self._lay_out()
        self._fill(draft)
        self._connect()
        self._show()
        self.table.setCurrentIndex(self.model.index(0, NAME))
        self.table.setFocus()

    @property
    def draft(self) -> Draft:
        """The list as it is typed now."""
        return self.model.draft

    def add(self) -> None:
        """Add a task behind the marked one and begin to type its name."""
        row = self.table.currentIndex().row() + 1
        self.model.put(drafts.added(self.draft, row))
        self.table.setCurrentIndex(self.model.index(row, NAME))
        self.table.edit(self.model.index(row, NAME))

    def remove(self) -> None:
        """Take the marked task out; nothing is kept before «Lưu»."""
        row = self.table.currentIndex().row()
        if row >= 0:
            self.model.put(drafts.removed(self.draft, row))
            self.table.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), NAME))

    def shift(self, step: int) -> None:
        """Move the marked task."""
        index = self.table.currentIndex()
        if index.isValid():
            to = max(0, min(self.model.rowCount() - 1, index.row() + step))
            self.model.put(drafts.moved(self.draft, index.row(), step))
            self.table.setCurrentIndex(self.model.index(to, index.column()))

    def renumber(self) -> None:
        """Give the tasks the codes 1, 2, 3 … in their order."""
        index = self.table.currentIndex()
        self.model.put(drafts.numbered(self.draft))
        self.table.setCurrentIndex(self.model.index(index.row(), index.column()))

    def paste(self) -> None:
        """Take names from Word or Excel, one a line, from the marked task on."""
        text = QGuiApplication.clipboard().text()
        row = max(0, self.table.currentIndex().row())
        if text.strip():
            self.model.put(drafts.pasted(self.draft, row, text))
            self.table.setCurrentIndex(self.model.index(row, NAME))

    def take_back(self) -> None:
        """Take back the newest change of the tasks."""
        index = self.table.currentIndex()
        if self.model.take_back():
            row = min(index.row(), self.model.rowCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, index.column()))

    def accept(self) -> None:
        """Keep the list as the next edition; what is wrong stays beside its row."""
        if not self._take_head():
            return
        if self.model.problems:
            self._show()
            row = min((row for row in self.model.problems if row >= 0), default=-1)
            if row >= 0 and self.table.currentIndex().row() not in self.model.problems:
                self.table.setCurrentIndex(self.model.index(row, NAME))
            return
        try:
            self.saved, changed = task_sets.save_edition(self._context, drafts.task_set(self.draft))
        except NtmError as error:
            self.prompter.show_error(error)
            return
        self.changes.publish(changed)
        super().accept()

    def reject(self) -> None:
        """Leave; typed work is not thrown away without a question."""
        self._take_head()
        if self.draft == self._begun or self._sure():
            super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            icons.redraw(self)
            self.table.setStyleSheet(_boxes())

    def _sure(self) -> bool:
        act = Destruction(
            _("Bỏ danh mục đang gõ"),
            _("Danh mục đang gõ ({count} phần việc) chưa được lưu.").format(count=len(self.draft.tasks)),
            _("&Bỏ"),
            stay=_("&Gõ tiếp"),
        )
        return self.prompter.confirm_destructive(act)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(10)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            ((_("&Tên danh mục *"), self.title), (_("Á&p dụng từ ngày"), self.valid_from)),
            ((_("&Văn bản (số, ký hiệu)"), self.number), (_("&Ngày ban hành"), self.issued)),
            ((_("Cơ &quan ban hành"), self.issuer),),
        )
        for row, pairs in enumerate(rows):
            for place, (words, widget) in enumerate(pairs):
                label = QLabel(words)
                label.setBuddy(widget)
                head.addWidget(label, row, place * 2)
                head.addWidget(widget, row, place * 2 + 1)
        head.addWidget(self.official, 2, 2, 1, 2)
        head.setColumnStretch(1, 1)
        for line in (self.issued, self.valid_from):
            line.setPlaceholderText(_("ngày/tháng/năm"))
            line.setFixedWidth(line.fontMetrics().horizontalAdvance(line.placeholderText()) + _AIR)
        self._dress_table()
        for label in (self.fault, self.meaning):
            label.setWordWrap(True)
        self.meaning.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addLayout(self._tools())
        whole.addWidget(self.table, 1)
        whole.addWidget(self.heads)
        whole.addWidget(self.fault)
        whole.addWidget(self.meaning)
        whole.addWidget(self.buttons)

    def _tools(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.tools = {}
        made: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("add", _("Thêm"), "Insert", self.add),
            ("delete", _("Bỏ"), "Ctrl+Delete", self.remove),
            ("up", _("Lên"), "Alt+Up", lambda: self.shift(-1)),
            ("down", _("Xuống"), "Alt+Down", lambda: self.shift(1)),
            ("paste", _("Dán danh sách tên"), "Ctrl+V", self.paste),
            ("refresh", _("Đánh số lại"), "", self.renumber),
            ("undo", _("Hoàn tác"), "Ctrl+Z", self.take_back),
        )
        for icon, words, keys, do in made:
            button = QPushButton(words)
            icons.put(button, icon)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, do=do: do())
            if keys:
                said = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                button.setText(f"{words} ({said.replace('Up', '↑').replace('Down', '↓')})")
                shortcut = QShortcut(QKeySequence(keys), self.table)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(do)
            self.tools[icon] = button
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _dress_table(self) -> None:
        prepare_table(self.table)
        self.table.setStyleSheet(_boxes())
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        heads = self.table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((CODE, 60), (SHORT, 150), (PROBLEM, 300)):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, width)

    def _fill(self, draft: Draft) -> None:
        self.title.setText(draft.title)
        self.number.setText(draft.basis.number)
        self.issuer.setText(draft.basis.issuer)
        self.issued.setText(shown(_DATE, draft.basis.on))
        self.valid_from.setText(shown(_DATE, draft.valid_from))
        self.official.setChecked(draft.official)
        for line in (self.title, self.number, self.issuer):
            line.setCursorPosition(0)

    def _connect(self) -> None:
        self.model.edited.connect(self._show)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._follow())
        for line in (self.title, self.number, self.issuer, self.issued, self.valid_from):
            line.editingFinished.connect(self._take_head)
        self.official.toggled.connect(lambda _on: self._take_head())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.keep.setAutoDefault(False)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.accept)

    def _take_head(self) -> bool:
        """Take over title and legal basis; False (and the words) where a date is none."""
        try:
            issued, valid_from = _day(self.issued.text()), _day(self.valid_from.text())
        except WrongTextError as error:
            self._say(str(error))
            return False
        basis = Basis(self.number.text().strip(), issued, self.issuer.text().strip())
        new = replace(
            self.draft,
            title=self.title.text().strip(),
            basis=basis,
            valid_from=valid_from,
            official=self.official.isChecked(),
        )
        if new != self.draft:
            self.model.put_head(new)
        return True

    def _show(self) -> None:
        self.table.setColumnHidden(PROBLEM, all(row < 0 for row in self.model.problems))
        self._say_fault()
        self.tools["undo"].setEnabled(self.model.undoable)
        effects = drafts.effects(self._context, self.draft)
        said = [_("Năm {year}: {words}").format(year=year, words=words) for year, words in effects]
        self.meaning.setText("\n".join([_("Các năm mở sau sẽ dùng bản mới này."), *said]))
        self._show_heads()

    def _follow(self) -> None:
        self._show_heads()
        self._say_fault()

    def _say_fault(self) -> None:
        """Say in full what stands against the list: as a whole, else in the marked row, else in the first one."""
        faults = self.model.problems
        first = min((row for row in faults if row >= 0), default=-1)
        self._say(faults.get(-1) or faults.get(self.table.currentIndex().row()) or faults.get(first, ""))

    def _show_heads(self) -> None:
        self.heads.show_tasks(self.draft.tasks, self.table.currentIndex().row())

    def _say(self, words: str) -> None:
        palette = self.fault.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours_in_use().bad))
        self.fault.setPalette(palette)
        self.fault.setText(f"✗ {words}" if words else "")
        self.fault.setVisible(bool(words))


def _boxes() -> str:
    """Return the rule that draws the boxes of a table as everywhere else: Fusion's are lost on dark ground."""
    colours = colours_in_use()
    tick = "white" if colours.selected_text == LIGHT.selected_text else "black"
    icon = (paths.resources_folder() / "icons" / f"mark_check_{tick}.svg").as_posix()
    frame = f"border: 1px solid {colours.outline}; background: {colours.base}; width: 15px; height: 15px;"
    ticked = f'border-color: {colours.selected}; background: {colours.selected}; image: url("{icon}");'
    return f"QTableView::indicator {{ {frame} border-radius: 3px; }} QTableView::indicator:checked {{ {ticked} }}"


def _day(text: str) -> date | None:
    value = parsed(_DATE, text)
    return value if not isinstance(value, str | int) else None
