"""The place «Hộ gia đình»: every household of the commune, found as one types, with its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import households, villages
from ntm_desktop.ui.households import commands
from ntm_desktop.ui.households.actions import HouseholdActions, Place
from ntm_desktop.ui.households.acts import redo_words, undo_words
from ntm_desktop.ui.households.details import DetailsPane
from ntm_desktop.ui.households.empty import EmptyList
from ntm_desktop.ui.households.exporting import export_list
from ntm_desktop.ui.households.filters import FilterBar
from ntm_desktop.ui.households.loading import ListReader
from ntm_desktop.ui.households.replaying import Replay
from ntm_desktop.ui.households.table import HouseholdTable
from ntm_desktop.ui.households.villages import VillagesDialog
from ntm_desktop.ui.importing.dialog import ImportDialog, dropped_file
from ntm_desktop.ui.models.household_rows import ANY_STATUS, Line, Wanted, ethnic_groups, line_of
from ntm_desktop.ui.models.households import HouseholdModel
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.status import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QResizeEvent

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.workplace import Workplace

# Up to this many changed households are read one by one; beyond, one reading of all is quicker.
_FEW = 60
# Narrower than this the list needs the room more than the details do.
_WIDE_ENOUGH = 980
_DETAILS_WIDTH = 300
_TOUCHED = ("household", "village", "year_household", "answer")


class HouseholdsPage(Page):
    """The household list with filters, details, and everything that can be done with households."""

    help_topic = "households"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._context, self._prompter = workplace.context, workplace.prompter
        self._hub, self._tasks = workplace.changes, workplace.tasks
        self._details_chosen: bool | None = None
        self._said, self._said_at = "", ""
        self.model = HouseholdModel()
        self.model.setParent(self)
        self.table = HouseholdTable(self.model)
        self.filters, self.details = FilterBar(), DetailsPane(lambda: self._context)
        self.empty = EmptyList(partial(self.run, "import"), partial(self.run, "add"))
        self.counts = ElidedLabel(least=160)
        self.stack, self.splitter = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._place = Place(lambda: self._context, self._prompter, lambda: self.model.lines, self)
        self.acts = HouseholdActions(self._place)
        self.reader = ListReader(self)
        self.replay = Replay(lambda: self._context, self._prompter, self._hub, self._tasks, self._taken_back)
        self.actions_by_name = commands.make_actions(self, self.run)
        self.villages_dialog: VillagesDialog | None = None
        self.import_dialog: ImportDialog | None = None
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.reload()

    def use_context(self, context: Context) -> None:
        """Work as another person from now on."""
        self._context = context

    def show_list(self, wanted: Wanted) -> None:
        """Show the list narrowed: how other places lead to their figures."""
        self.filters.set_wanted(wanted)
        self.focus_start()

    def reload(self) -> None:
        """Read every household anew."""
        self.reader.start(self._context, self._loaded, self._prompter.show_error)
        self._show_counts()

    def run(self, name: str) -> None:
        """Carry out a command of `commands`."""
        selected = self.table.selected()
        current = selected[0] if selected else self.table.current()
        if name in {"add", "villages", "import", "export", "copy", "sort", "details"}:
            self._run_alone(name)
        elif current is not None and self.actions_by_name[name].isEnabled():
            self._run_with(name, current, selected or [current])
        elif current is not None:
            self._say(f"⚠ {commands.why_not(name)}")

    # What the window asks of a page

    def actions_shown(self) -> Sequence[QAction]:
        """Return the actions for the header."""
        return [self.actions_by_name[one.name] for one in commands.HEADER]

    def refresh(self, changed: object) -> None:
        """Take over a change: few households one by one, else all of them."""
        rows = getattr(changed, "rows", {})
        if changed is not None and not any(table in rows for table in _TOUCHED):
            return
        ids = rows.get("household", frozenset())
        if changed is None or "village" in rows or len(ids) > _FEW or self.reader.busy:
            self.reload()
        elif ids:
            self.model.update({one: self._line(one) for one in ids})
            self._offer()
            self._show_counts()
        self.details.show_line(self.table.current(), len(self.table.selected()))
        self.state_changed.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        commands.word_actions(self.actions_by_name)
        self.model.retranslate()
        self.table.setAccessibleName(_("Danh sách hộ"))
        self._show_counts()

    def leave(self) -> bool:
        """Nothing is ever half typed here: forms are dialogs."""
        return True

    def focus_start(self) -> None:
        """Put the keyboard into the list, or on the button that begins one."""
        target = self.empty if self.stack.currentWidget() is self.empty else self.table
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def open_part(self, part: str) -> None:
        """Begin what another place leads to: «import», «add», «villages»."""
        if part in {"import", "add", "villages"}:
            self.run(part)

    def undo_words(self) -> str | None:
        """Say what Ctrl+Z would take back."""
        return undo_words(self._context)

    def redo_words(self) -> str | None:
        """Say what Ctrl+Y would do again."""
        return redo_words(self._context)

    def undo(self) -> None:
        """Take back the newest act."""
        self.replay.run(redo=False)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.replay.run(redo=True)

    def import_file(self, path: Path | None = None) -> None:
        """Open the import, with a file that is already chosen."""
        self.import_dialog = dialog = ImportDialog(lambda: self._context, self._prompter, self.window())
        dialog.done_with.connect(self._hub.publish)
        dialog.finished.connect(self._import_closed)
        dialog.open()
        if path is not None:
            dialog.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a spreadsheet that is dropped on the list."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the spreadsheet that was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the room of the details where it is narrow, unless the person chose."""
        super().resizeEvent(event)
        shown = self.width() >= _WIDE_ENOUGH if self._details_chosen is None else self._details_chosen
        self._show_details(on=shown)

    def _run_alone(self, name: str) -> None:
        match name:
            case "add":
                self.acts.add(self.filters.wanted().village_id)
            case "villages":
                self._open_villages()
            case "import":
                self.import_file()
            case "export":
                shown = [line.id for line in self.model.shown]
                export_list(self._context, shown, self.filters.described(), self._prompter, self._tasks)
            case "copy":
                self.table.copy()
            case "sort":
                by_name = self.table.toggle_sort()
                self._say(_("Đã xếp theo tên chủ hộ.") if by_name else _("Đã xếp theo ấp, thôn."))
            case _:
                self._details_chosen = not self.details.isVisibleTo(self)
                self._show_details(on=self._details_chosen)

    def _run_with(self, name: str, current: Line, selected: Sequence[Line]) -> None:
        match name:
            case "edit":
                self.acts.edit(current)
            case "split":
                self.acts.split(current)
            case "move":
                self.acts.move(selected)
            case "merge":
                self.acts.merge(selected)
            case "close":
                self.acts.close(selected)
            case _:
                self.acts.reopen(selected)

    def _acted(self, changed: Changed, go_to: str) -> None:
        row = self.table.currentIndex().row()
        self._hub.publish(changed)
        if go_to and not self.table.go_to(go_to):
            self.table.go_to_row(row)  # it left the list: go on with the one that stands there now
        self.table.setFocus()
        self._say(_("Đã {act}. Ctrl+Z để hoàn tác.").format(act=self.undo_words() or ""))

    def _taken_back(self, said: str, changed: Changed) -> None:
        """Say what undo or redo did, and go to the household that it touched."""
        touched = changed.rows.get("household", frozenset())
        if not any(line.id in touched for line in self.table.selected()):
            next((one for one in touched if self.table.go_to(one)), None)
        self._say(said)

    def _say(self, text: str) -> None:
        """Say something in the line above the list, until another household is chosen."""
        current = self.table.current()
        self._said, self._said_at = text, current.id if current else ""
        self._show_counts()

    def _open_villages(self) -> None:
        self.villages_dialog = dialog = VillagesDialog(self._place)
        dialog.done_with.connect(self._hub.publish)
        dialog.finished.connect(self._villages_closed)
        dialog.open()

    def _villages_closed(self) -> None:
        dialog, self.villages_dialog = self.villages_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _import_closed(self) -> None:
        dialog, self.import_dialog = self.import_dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self.focus_start()

    def _loaded(self, lines: list[Line]) -> None:
        self.model.set_lines(lines)
        self._offer()
        self._show_counts()

    def _line(self, household_id: str) -> Line | None:
        try:
            one = households.get(self._context, household_id)
            return line_of(one, villages.get(self._context, one.village_id))
        except NtmError:
            return None  # taken back by undo

    def _offer(self) -> None:
        self.filters.offer(villages.listed(self._context), ethnic_groups(self.model.lines))
        self._look()

    def _look(self) -> None:
        wanted = self.filters.wanted()
        self.model.look_for(wanted)
        self.table.show_status(on=wanted.status == ANY_STATUS)
        self._show_counts()

    def _chosen(self) -> None:
        selected = self.table.selected()
        current = self.table.current()
        if (current.id if current else "") != self._said_at:
            self._said = ""
        commands.enable(self.actions_by_name, selected, any_shown=self.model.rowCount() > 0)
        self.details.show_line(current, len(selected))
        self._show_counts()

    def _show_counts(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        said = _("Hiện {shown} / {total} hộ").format(shown=number(shown), total=number(total))
        selected = len(self.table.selected_rows())
        if selected > 1:
            said += " · " + _("đã chọn {count}").format(count=number(selected))
        if self._said:
            said += " · " + self._said
        self.counts.setText(_("Đang đọc danh sách…") if self.reader.busy else said)
        filled = bool(self.model.lines) or self.reader.busy
        self.stack.setCurrentWidget(self._filled if filled else self.empty)
        self.actions_by_name["export"].setEnabled(shown > 0)

    def _show_details(self, *, on: bool) -> None:
        self.details.setVisible(on)
        self.actions_by_name["details"].setChecked(on)

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        for one in (*commands.ROW, commands.COPY, commands.SORT):
            menu.addAction(self.actions_by_name[one.name])
        menu.addSeparator()
        menu.addAction(self.actions_by_name["add"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.counts, 1)
        for command in (*commands.ROW, commands.DETAILS):
            row.addWidget(commands.button_of(self.actions_by_name[command.name]))
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([900, _DETAILS_WIDTH])
        self.splitter.setChildrenCollapsible(False)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.filters)
        column.addLayout(row)
        column.addWidget(self.splitter, 1)
        self.stack.addWidget(self._filled)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.table.setAccessibleName(_("Danh sách hộ"))

    def _connect(self) -> None:
        self.filters.changed.connect(self._look)
        self.filters.left.connect(self.focus_start)
        self.table.asked.connect(self.run)
        self.table.menu_asked.connect(self._menu)
        self.table.chosen.connect(self._chosen)
        self.acts.done.connect(self._acted)
