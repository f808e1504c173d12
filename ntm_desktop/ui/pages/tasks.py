"""The place «15 phần việc»: a year's sheet of one village or of all, entered at keyboard speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import answers, households, summaries, task_sets, undo, villages
from ntm_desktop.ui.grid.actions import GridMenus
from ntm_desktop.ui.grid.bar import GridBar
from ntm_desktop.ui.grid.commands import with_answer
from ntm_desktop.ui.grid.comparing import compared
from ntm_desktop.ui.grid.dialogs import RemarkDialog, YearDialog
from ntm_desktop.ui.grid.editor import Act, GridEditor
from ntm_desktop.ui.grid.foot import GridFoot
from ntm_desktop.ui.grid.keys import Do
from ntm_desktop.ui.grid.loading import SheetReader
from ntm_desktop.ui.grid.notice import Notice
from ntm_desktop.ui.grid.strip import GridStrip, household_words, task_words
from ntm_desktop.ui.grid.view import GridView
from ntm_desktop.ui.grid.writing import Writer
from ntm_desktop.ui.models.grid import GridModel, Mode
from ntm_desktop.ui.models.grid_filters import Kind, Wanted, matching
from ntm_desktop.ui.models.grid_words import act_word, cells_word
from ntm_desktop.ui.page import Page
from ntm_desktop.ui.prompts import Destruction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from ntm_desktop.domain.answers import Answer
    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.changes import Changes
    from ntm_desktop.ui.grid.blocks import Block
    from ntm_desktop.ui.models.grid_rows import GridData
    from ntm_desktop.ui.models.grid_words import Entry
    from ntm_desktop.ui.prompts import Prompter

# Beyond this many households one reading of the sheet is quicker than a look at each.
_REREAD_FEW = 60
_WHOLE = ("household", "village", "year_household", "year", "task_set", "office")


class TasksPage(Page):
    """The task grid.

    Printing and Excel are asked for by signals: `print_requested(blank)`, `excel_requested()`,
    `import_requested()`; `households_requested()` asks for the place where households are made.

    `saved` carries each durable Changed, which also goes to the hub.
    """

    print_requested = Signal(bool)
    excel_requested = Signal()
    import_requested = Signal()
    households_requested = Signal()
    direction_changed = Signal(bool)
    saved = Signal(object)
    sheet_shown = Signal()
    help_topic = "tasks"

    def __init__(self, context: Context, prompter: Prompter, hub: Changes) -> None:
        super().__init__()
        self._context, self._prompter, self._hub = context, prompter, hub
        self._year, self._village = 0, ""
        self._mine: object = None
        self.model = GridModel(self)
        self.view = GridView(self.model)
        self.bar, self.foot, self.strip, self.notice = GridBar(), GridFoot(self.view), GridStrip(), Notice()
        self.writer = Writer(self, lambda: self._context)
        self.reader = SheetReader(self)
        self.editor = GridEditor(self.view, self.writer, lambda: self._context)
        outside = (
            lambda: self.print_requested.emit(False),  # noqa: FBT003 - a signal
            lambda: self.print_requested.emit(True),  # noqa: FBT003 - a signal
            self.excel_requested.emit,
            self.import_requested.emit,
        )
        self.menus = GridMenus(self, self._run, self.set_downwards, outside)
        self._lay_out()
        self._connect()
        self._start()

    @property
    def year(self) -> int:
        """The year in view; 0 where none is open."""
        return self._year

    @property
    def village_id(self) -> str:
        """The village in view; empty for all of them."""
        return self._village

    @property
    def busy(self) -> bool:
        """Whether a sheet is being read or a bulk change written in the background."""
        return self.reader.busy or self.writer.busy

    def use_context(self, context: Context) -> None:
        """Work as another person from now on."""
        self._context = context

    def show_sheet(self, year: int | None = None, village_id: str | None = None, wanted: Wanted | None = None) -> None:
        """Go to a sheet: of the year in view unless named, of a village ("" is all), with a filter."""
        if wanted is not None:
            self.bar.set_wanted(wanted)
        self._year = self._year if year is None else year
        self._village = self._village if village_id is None else village_id
        self._offer()
        self._load()

    def set_downwards(self, downwards: bool) -> None:
        """Choose where the cell goes after a key: to the next household, or (else) to the next task."""
        self.view.downwards = downwards
        self.menus.directions[int(downwards)].setChecked(True)
        self.direction_changed.emit(downwards)

    # What the window asks of a page

    def title(self) -> str:
        """Return how many tasks, and the year."""
        sheet = self.model.sheet
        if sheet is None:
            return ""
        return _("{count} phần việc – năm {year}").format(count=len(sheet.codes), year=sheet.year)

    def actions_shown(self) -> Sequence[QAction]:
        """Return the menus."""
        return self.menus.shown()

    def refresh(self, changed: object) -> None:
        """Take over a change that was made elsewhere; our own acts are in the model already."""
        if changed is not self._mine:
            self._take_over(changed)

    def leave(self) -> bool:
        """Stay while a bulk change is being written."""
        if self.writer.busy:
            return False
        self.strip.say("", bad=False)  # what was said of the last act is old when one comes back
        return True

    def focus_start(self) -> None:
        """Put the keyboard into the table, or on the button that helps."""
        shown = self._stack.currentWidget()
        (self.view if shown is self._sheet else self.notice.button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def open_part(self, part: str) -> None:
        """Show a sheet: «tasks/2026/VILLAGE/any_blank» – year, village (nothing for all), choice of the filter."""
        year, village, kind = (*part.split("/"), "", "")[:3]
        self.show_sheet(int(year) if year.isdecimal() else None, village, Wanted(Kind(kind or Kind.ALL)))

    def undo_words(self) -> str | None:
        """Say what Ctrl+Z would take back."""
        return self._journal_words(undo.undoable)

    def redo_words(self) -> str | None:
        """Say what Ctrl+Y would do again."""
        return self._journal_words(undo.redoable)

    def undo(self) -> None:
        """Take back the newest act."""
        self.editor.take_back(redo=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.editor.take_back(redo=True)

    def retranslate(self) -> None:
        """Word what the parts do not word themselves."""
        self.menus.retranslate()
        self.view.retranslate()
        if self.model.sheet is not None:
            self._follow()
        self._show_what_there_is()

    # Making it

    def _lay_out(self) -> None:
        self._stack, self._sheet = QStackedWidget(), QWidget()
        inside = QVBoxLayout(self._sheet)
        for widget in (self.view, self.foot, self.strip):
            inside.addWidget(widget)
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self.notice)
        outside = QVBoxLayout(self)
        for layout in (inside, outside):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        outside.addWidget(self.bar)
        outside.addWidget(self._stack, 1)
        self.view.addActions(self.menus.commands())
        self.view.retranslate()
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.commanded.connect(self.editor.do)
        self.view.moved.connect(self._follow)
        self.view.left.connect(self._leave_search)
        self.view.mistyped.connect(self._tell_keys)
        self.model.dataChanged.connect(self._follow)
        self.editor.saved.connect(self._publish)
        self.editor.told.connect(lambda text: self.strip.say(text, bad=False))
        self.editor.warned.connect(lambda text: self.strip.say(text, bad=True))
        self.editor.refused.connect(self._prompter.problems)
        self.editor.failed.connect(self._prompter.show_error)
        self.editor.remark_asked.connect(self.edit_remark)
        self.editor.all_achieved_asked.connect(self._ask_all_achieved)
        self.editor.refresh_asked.connect(self._filter)
        self.editor.stale.connect(self._take_over)
        self.strip.remark_asked.connect(self.edit_remark)
        self.writer.began.connect(self._say_wait)
        self.bar.year_chosen.connect(lambda year: self._turn_to(year=year))
        self.bar.village_chosen.connect(lambda village: self._turn_to(village_id=village))
        self.editor.year_back.connect(lambda year: self.show_sheet(year=year))
        self.bar.open_year_asked.connect(self.ask_for_year)
        self.bar.filter_changed.connect(self._filter)
        self.bar.mode_chosen.connect(self._set_mode)
        self.bar.compare_toggled.connect(self._compare)
        self.bar.left.connect(self.focus_start)
        for keys, do in self._own_keys():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _own_keys(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        return (
            ("Ctrl+P", lambda: self.print_requested.emit(False)),  # noqa: FBT003 - a signal
            ("Ctrl+Shift+P", lambda: self.print_requested.emit(True)),  # noqa: FBT003 - a signal
            ("Ctrl+E", self.excel_requested.emit),
            ("Ctrl+I", self.import_requested.emit),
            ("Ctrl+PgDown", lambda: self.bar.step_village(1)),
            ("Ctrl+PgUp", lambda: self.bar.step_village(-1)),
        )

    def _start(self) -> None:
        """Begin with the newest year and the first village: one village, one sheet."""
        try:
            years, places = answers.years(self._context), villages.listed(self._context)
        except NtmError as error:
            self._failed(error)
            return
        self._year = years[0] if years else 0
        self._village = places[0].id if places else ""
        self._offer()
        self._load()

    # Reading and showing

    def _offer(self) -> None:
        try:
            years, places = answers.years(self._context), villages.listed(self._context)
        except NtmError as error:
            self._failed(error)
            return
        if self._year not in years:
            self._year = years[0] if years else 0
        if self._village not in {village.id for village in places}:
            self._village = ""
        self.bar.set_years(years, self._year)
        self.bar.set_villages(places, self._village)

    def _load(self) -> None:
        if not self._year:
            self._take(None)
            return
        self.reader.start(self._context, (self._year, self._village), self._take, self._failed)

    def _take(self, sheet: GridData | None) -> None:
        self.view.with_villages = not self._village
        if sheet is not None:
            self.bar.set_sheet(sheet)
        self.model.load(sheet, matching(sheet, self.bar.wanted()) if sheet else ())
        self._show_what_there_is()
        self.state_changed.emit()
        self.sheet_shown.emit()

    def _failed(self, error: BaseException) -> None:
        self._prompter.show_error(error)
        self._show_what_there_is()

    def _filter(self) -> None:
        sheet = self.model.sheet
        if sheet is not None:
            self.model.show_only(matching(sheet, self.bar.wanted()))
        self._show_what_there_is()

    def _set_mode(self, mode: Mode) -> None:
        self.model.set_mode(mode)
        self._follow()

    def _turn_to(self, year: int | None = None, village_id: str | None = None) -> None:
        """Show the sheet that a person chose; what was said of the last act was about another."""
        self.strip.say("", bad=False)
        self.show_sheet(year, village_id)

    def _compare(self, on: bool) -> None:
        """Mark what differs from the year before, say what the marks mean, and go on in the table."""
        self.model.set_compare(on=on)
        self.strip.say(compared(self.model) if on else "", bad=False)
        self.focus_start()

    def _follow(self) -> None:
        """Let the strip say what the current cell is."""
        sheet, cell = self.model.sheet, self.view.cell
        row = self.model.row_at(cell[0]) if cell else None
        if sheet is None or cell is None or row is None:
            self.strip.clear()
            return
        self.strip.show_cell(sheet, row, cell[1])
        self.bar.suggest_task(sheet.codes[cell[1]])

    def _show_what_there_is(self) -> None:
        """Show the table, or why there is none and what helps."""
        sheet = self.model.sheet
        if self.model.order:
            self._stack.setCurrentWidget(self._sheet)
            return
        if sheet is not None and sheet.rows:
            words = (_("Không có hộ nào phù hợp"), _("Không hộ nào khớp với ô tìm và bộ lọc đang chọn."))
            self.notice.show_words(*words, _("&Bỏ lọc"), "filter", lambda: self.bar.set_wanted(Wanted()))
        else:
            self._show_beginning(has_year=bool(self._year))
        self._stack.setCurrentWidget(self.notice)

    def _show_beginning(self, *, has_year: bool) -> None:
        if self._households() == 0:
            words = (
                _("Chưa có hộ nào"),
                _("Hãy nhập danh sách hộ từ tệp Excel của xã, hoặc thêm từng hộ, rồi trở lại đây."),
            )
            self.notice.show_words(*words, _("Đến &Hộ gia đình"), "households", self.households_requested.emit)
        elif not has_year:
            words = (_("Chưa mở năm nào"), _("Mở một năm để có sổ của năm ấy; các hộ đang quản lý được đưa vào sổ."))
            self.notice.show_words(*words, _("&Mở năm…"), "calendar", self.ask_for_year)
        else:
            words = (_("Địa bàn này chưa có hộ trong sổ của năm"), _("Chọn địa bàn khác, hoặc xem tất cả."))
            self.notice.show_words(*words, _("&Xem tất cả"), "village", lambda: self.show_sheet(village_id=""))

    def _households(self) -> int:
        try:
            return summaries.counts(self._context).get("active", 0)
        except NtmError:
            return 0

    # Changes

    def _run(self, what: Do) -> None:
        if what is Do.SELECT_ALL:
            self.view.select_all()
        else:
            self.editor.do(what)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _publish(self, changed: Changed) -> None:
        self._mine = changed
        self.saved.emit(changed)
        self._hub.publish(changed)

    def _take_over(self, changed: object) -> None:
        """Read again what a change touched: a few households one by one, else the sheet."""
        rows = getattr(changed, "rows", None)
        if rows is None or any(table in rows for table in _WHOLE):
            self._offer()
            self._load()
            return
        touched = rows.get("answer")
        if touched is None or self.model.sheet is None:
            return
        here = [one for one in touched if one in self.model.sheet.position]
        if len(here) > _REREAD_FEW or not touched:
            self._load()
        else:
            self._reread(here)

    def _reread(self, ids: Sequence[str]) -> None:
        try:
            known = {one: households.past(self._context, one).answers for one in ids}
        except NtmError as error:
            self._failed(error)
            return
        for one, by_year in known.items():
            self.model.replace(one, by_year.get(self._year, {}))

    def _leave_search(self) -> None:
        """Go back from the households found to the whole sheet; the household stays the current one."""
        self.bar.search.clear()

    def _tell_keys(self) -> None:
        """Say which keys write something, where another was typed."""
        if self.model.mode is Mode.RESULT:
            words = _("Phím này không ghi gì. 1 = đạt, 0 = chưa đạt, - = không áp dụng, Delete = xóa; tìm hộ: Ctrl+F.")
        else:
            words = _("Phím này không ghi gì. 1 = đăng ký, 0 = không đăng ký; tìm hộ: Ctrl+F.")
        self.strip.say(words, bad=True)

    def _ask_all_achieved(self, block: Block, lost: int) -> None:
        """Ask before exceptions that somebody entered are written over."""
        touches = _("Trong {count} ô có {lost} ô đã ghi chưa đạt hoặc không áp dụng; các ô ấy cũng thành đạt.")
        act = Destruction(
            _("Tất cả đạt"),
            touches.format(count=number(block.area), lost=number(lost)),
            _("Đánh dấu đạt {count} ô").format(count=number(block.area)),
            _("Có thể hoàn tác bằng Ctrl+Z."),
        )
        if self._prompter.confirm_destructive(act):
            self.editor.mark_achieved(block)

    def _say_wait(self) -> None:
        self.strip.say(_("Đang ghi thay đổi lớn vào sổ…"), bad=False)

    def _journal_words(self, newest: Callable[[Context], Entry | None]) -> str:
        try:
            entry = newest(self._context)
        except NtmError:
            return ""  # the act itself will tell what is wrong
        return act_word(entry) if entry is not None else ""

    # Dialogs

    def edit_remark(self) -> None:
        """Ask for remark and date of the cells that are selected."""
        sheet, cell, block = self.model.sheet, self.view.cell, self.view.block
        row = self.model.row_at(cell[0]) if cell else None
        if sheet is None or cell is None or block is None or row is None:
            return
        about = f"{household_words(sheet, row)}\n{task_words(sheet, cell[1])}"
        if not block.single:
            about += "\n" + _("Ghi cho cả vùng đang chọn {cells}").format(cells=cells_word(block.area))
        dialog = RemarkDialog(about, row.answer(sheet.codes[cell[1]]), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._write_remark(dialog.answer()))
        dialog.finished.connect(lambda _result: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.open()

    def _write_remark(self, answer: Answer) -> None:
        block = self.view.block
        if block is not None:
            self.editor.write(lambda: with_answer(self.model, block, answer), block.area, Act("answers.remarked"))

    def ask_for_year(self) -> None:
        """Ask which year to open, and open it with its households."""
        try:
            years, editions = answers.years(self._context), task_sets.editions(self._context)
            chosen, count = task_sets.chosen(self._context).key, self._households()
        except NtmError as error:
            self._failed(error)
            return
        year = years[0] + 1 if years else self._context.clock().year
        dialog = YearDialog(year, editions, chosen, count, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.open_year(*dialog.choice()))
        dialog.open()

    def open_year(self, year: int, task_set: str = "") -> None:
        """Open a year, carry the households over to it, and show its sheet."""

        def shown(changed: Changed) -> None:
            self._publish(changed)
            self.show_sheet(year=year)
            self.focus_start()
            count = number(len(changed.rows.get("year_household", ())))
            self.strip.say(_("Đã mở năm {year} với {count} hộ.").format(year=year, count=count), bad=False)

        self.writer.write(
            self._households(), lambda context: answers.open_year(context, year, task_set), shown, self._failed
        )
