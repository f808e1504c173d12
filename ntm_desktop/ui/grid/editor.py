"""Carries out what the keys ask for, through the services: durable before it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.pasting import parse_block
from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import answers, households, undo
from ntm_desktop.ui.grid import clipboard, commands
from ntm_desktop.ui.grid.blocks import Block
from ntm_desktop.ui.grid.keys import Do
from ntm_desktop.ui.grid.writing import AT_ONCE
from ntm_desktop.ui.models.grid import Mode
from ntm_desktop.ui.models.grid_words import act_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.grid.commands import Plan
    from ntm_desktop.ui.grid.view import GridView
    from ntm_desktop.ui.grid.writing import Writer
    from ntm_desktop.ui.models.grid import GridModel
    from ntm_desktop.ui.models.grid_words import Entry

_STATUS = {
    Do.ACHIEVED: Status.ACHIEVED,
    Do.NOT_ACHIEVED: Status.NOT_ACHIEVED,
    Do.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    Do.NOT_ASSESSED: Status.NOT_ASSESSED,
}


def _nothing(_plan: Plan) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """A planned act: its name in the journal, what to say when it is durable, whether the cell then moves on."""

    name: str
    said: Callable[[Plan], str] = _nothing
    goes_on: bool = False
    in_dialog: bool = False  # whether problems are shown in a dialog, each with its place


class GridEditor(QObject):
    """Writes what is asked, takes it over into the model, and tells.

    `saved` carries the Changed of every durable act; `told` a line for the strip, `warned` one that says why
    nothing was done; `refused` a title and the problems of a paste; `failed` an error, after which every cell is
    as it was; `stale` a Changed whose rows must be read again; `all_achieved_asked` a block and how many exceptions
    in it would be lost, to be answered with `mark_achieved`.
    """

    saved = Signal(object)
    told = Signal(str)
    warned = Signal(str)
    refused = Signal(str, object)
    failed = Signal(object)
    all_achieved_asked = Signal(object, int)
    remark_asked = Signal()
    refresh_asked = Signal()
    stale = Signal(object)
    year_back = Signal(int)

    def __init__(self, view: GridView, writer: Writer, context: Callable[[], Context]) -> None:
        super().__init__(view)
        self._view = view
        self._writer = writer
        self._context = context

    @property
    def _model(self) -> GridModel:
        return self._view.grid

    def do(self, what: Do) -> None:
        """Carry out a command on the block that is selected."""
        if what in {Do.UNDO, Do.REDO}:
            self.take_back(redo=what is Do.REDO)
        elif what is Do.REFRESH:
            self.refresh_asked.emit()
        elif self._view.block is None:
            return
        elif what in _STATUS:
            self._answer(what, self._view.block)
        else:
            self._others(what, self._view.block)

    def write(self, plan: Callable[[], Plan], size: int, act: Act) -> None:
        """Write a plan of up to `size` cells as one act with one undo; nothing to write is no act.

        The plan is made where it is written, so that a large one holds up nobody.
        """
        sheet = self._model.sheet
        if sheet is None or self._refuse_while_busy():
            return

        def work(context: Context) -> tuple[Plan, Changed | None]:
            made = plan()
            if made.problems or not made.cells:
                return made, None
            return made, answers.set_answers(context, sheet.year, made.cells, act.name)

        self._writer.write(size, work, lambda done: self._written(act, *done), self._fail)

    def take_back(self, *, redo: bool) -> None:
        """Undo the newest act, or redo the one undone last."""
        if self._refuse_while_busy():
            return
        try:
            entry = (undo.redoable if redo else undo.undoable)(self._context())
        except NtmError as error:
            self._fail(error)
            return
        if entry is None:
            self.told.emit(_("Không còn gì để làm lại.") if redo else _("Không còn gì để hoàn tác."))
            return
        said = (_("Đã làm lại: {act}.") if redo else _("Đã hoàn tác: {act}.")).format(act=act_word(entry))
        touched = undo.cells(self._context(), entry, AT_ONCE)
        self._writer.write(
            entry.changes,
            undo.redo if redo else undo.undo,
            lambda changed: self._taken_back(changed, said, touched, back_to=_year_opened(entry) if redo else 0),
            self._fail,
        )

    def paste(self, text: str) -> None:
        """Paste clipboard text at the block that is selected."""
        block, model = self._view.block, self._model
        if block is None:
            return
        if not text:
            self.warned.emit(_("Bảng tạm không có chữ để dán."))
            return
        size = max(text.count("\t") + text.count("\n"), block.height * block.width)
        act = Act("answers.pasted", _pasted, in_dialog=True)
        self.write(lambda: commands.pasted(model, block, parse_block(text)), size, act)

    def _answer(self, what: Do, block: Block) -> None:
        model = self._model
        if model.mode is Mode.REGISTER:
            self._register(what, block)
            return
        goes_on = block.single and what is not Do.NOT_ASSESSED
        act = Act("answers.set", _quiet_for_one(block), goes_on=goes_on)
        self.write(lambda: commands.with_status(model, block, _STATUS[what]), block.area, act)

    def _register(self, what: Do, block: Block) -> None:
        if what is Do.NOT_APPLICABLE:
            self.warned.emit(_("Đăng ký chỉ có hai lựa chọn: phím 1 = đăng ký, phím 0 = không."))
            return
        model, registered = self._model, what is Do.ACHIEVED
        goes_on = block.single and what is not Do.NOT_ASSESSED
        act = Act("answers.registered", _quiet_for_one(block), goes_on=goes_on)
        self.write(lambda: commands.with_registration(model, block, registered=registered), block.area, act)

    def _others(self, what: Do, block: Block) -> None:
        model = self._model
        if what is Do.REGISTER:
            act = Act("answers.registered", _quiet_for_one(block))
            self.write(lambda: commands.toggled_registration(model, block), block.area, act)
        elif what in {Do.FILL_DOWN, Do.FILL_RIGHT}:
            act = Act("answers.filled", _counted(_("Đã điền {count} ô.")))
            self.write(lambda: commands.filled(model, block, down=what is Do.FILL_DOWN), block.area, act)
        elif what is Do.ALL_ACHIEVED:
            self._all_achieved(block)
        elif what is Do.REMARK:
            self.remark_asked.emit()
        elif what is Do.PASTE:
            self.paste(clipboard.taken_text())
        else:
            self._copy(what, block)

    def _all_achieved(self, block: Block) -> None:
        """Mark a block; with one cell selected, the whole line of the household."""
        model = self._model
        if block.single:
            block = Block(block.top, 0, block.bottom, model.task_count - 1)
        lost = commands.exceptions(model, block)
        if lost:
            self.all_achieved_asked.emit(block, lost)
        else:
            self.mark_achieved(block)

    def mark_achieved(self, block: Block) -> None:
        """Mark every cell of a block, whatever it said before."""
        model = self._model
        other = number(commands.exceptions(model, block))

        def said(plan: Plan) -> str:
            words = _("Đã đánh dấu đạt {count} ô ({other} ô trước đó khác). Giờ hãy sửa các ô ngoại lệ.")
            return words.format(count=number(len(plan.cells)), other=other)

        act = Act("answers.all_achieved", said)
        self.write(lambda: commands.with_status(model, block, Status.ACHIEVED), block.area, act)

    def _copy(self, what: Do, block: Block) -> None:
        model = self._model
        write = clipboard.block_text_with_heads if what is Do.COPY_WITH_HEADS else clipboard.block_text
        clipboard.put_text(write(model, block))
        said = _("Đã sao chép {count} ô; dán được vào Excel.").format(count=number(block.area))
        if what is Do.CUT:
            act = Act("answers.cut", lambda _plan: said)
            self.write(lambda: commands.with_status(model, block, Status.NOT_ASSESSED), block.area, act)
        else:
            self.told.emit(said)

    def _refuse_while_busy(self) -> bool:
        if self._writer.busy:
            self.warned.emit(_("Đang ghi thay đổi trước, xin chờ xong rồi nhập tiếp."))
        return self._writer.busy

    def _written(self, act: Act, plan: Plan, changed: Changed | None) -> None:
        if plan.problems:
            self._refuse(plan, act)
            return
        if changed is not None:
            if len(plan.cells) > AT_ONCE:
                self.stale.emit(changed)
            else:
                self._model.put(plan.cells)
            self.saved.emit(changed)
        if plan.target is not None:
            self._view.select(plan.target)
        self.told.emit(act.said(plan))
        if act.goes_on:
            self._view.go_on()

    def _refuse(self, plan: Plan, act: Act) -> None:
        """Say why the block was left as it is: a paste with each place, a key in the strip without a dialog."""
        if act.in_dialog:
            title = _("Chưa dán ô nào: vùng dán có chỗ chưa đúng")
            self.warned.emit(title)
            self.refused.emit(title, plan.problems)
            return
        tasks = ", ".join(dict.fromkeys(one.place.column for one in plan.problems))
        word = plan.problems[0].found
        self.warned.emit(_("Việc {tasks} không nhận «{status}»; các ô giữ nguyên.").format(tasks=tasks, status=word))

    def _taken_back(
        self, changed: Changed | None, said: str, touched: Sequence[undo.Cell], *, back_to: int = 0
    ) -> None:
        """Say what was taken back, and show it: the cells are selected, or it is said where they are."""
        if changed is None:
            return
        self.stale.emit(changed)
        self.saved.emit(changed)
        if back_to:
            self.year_back.emit(back_to)
        elsewhere = self._show(touched)
        self.told.emit(f"{said} {elsewhere}".rstrip())

    def _show(self, touched: Sequence[undo.Cell]) -> str:
        """Select the cells that are in view; return where the first is when none of them is."""
        model, sheet = self._model, self._model.sheet
        if sheet is None or not touched:
            return ""
        found = [
            (line, sheet.columns[cell.task])
            for cell in touched
            if cell.year == sheet.year
            and cell.task in sheet.columns
            and (line := model.line_of(cell.household_id)) >= 0
        ]
        if not found:
            return self._elsewhere(touched[0])
        lines, tasks = [line for line, _task in found], [task for _line, task in found]
        around = Block(min(lines), min(tasks), max(lines), max(tasks))
        self._view.select(around if around.area == len(set(found)) else Block(*found[0], *found[0]))
        return ""

    def _elsewhere(self, cell: undo.Cell) -> str:
        head = households.get(self._context(), cell.household_id).head
        return _("Ở hộ {head}, năm {year}, không có trong bảng đang xem.").format(head=head, year=cell.year)

    def _fail(self, error: NtmError) -> None:
        self.warned.emit(_("Chưa lưu được; các ô giữ giá trị cũ."))
        self.failed.emit(error)


def _year_opened(entry: Entry) -> int:
    """Return the year that an act opened; 0 for any other act."""
    year = entry.facts.get("year") if entry.action == "year.opened" else None
    return year if isinstance(year, int) else 0


def _pasted(plan: Plan) -> str:
    """Say how many cells were pasted, and how many of them say something else now."""
    count = plan.target.area if plan.target else 0
    return _("Đã dán {count} ô, {changed} ô thay đổi.").format(count=number(count), changed=number(len(plan.cells)))


def _counted(words: str) -> Callable[[Plan], str]:
    return lambda plan: words.format(count=number(len(plan.cells)))


def _quiet_for_one(block: Block) -> Callable[[Plan], str]:
    """Say nothing of one cell, which is seen; say of a block how many cells changed."""
    return _nothing if block.single else _counted(_("Đã ghi {count} ô."))
