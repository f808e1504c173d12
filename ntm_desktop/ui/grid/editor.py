"""Carries out what the keys ask for: through the services, durable before it is said; an error changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.pasting import parse_block
from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import answers, undo
from ntm_desktop.ui.grid import clipboard, commands
from ntm_desktop.ui.grid.blocks import Block
from ntm_desktop.ui.grid.keys import Do
from ntm_desktop.ui.grid.words import act_word, status_word
from ntm_desktop.ui.models.grid import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.ui.grid.commands import Plan
    from ntm_desktop.ui.grid.view import GridView
    from ntm_desktop.ui.grid.writing import Writer
    from ntm_desktop.ui.models.grid import GridModel

_STATUS = {
    Do.ACHIEVED: Status.ACHIEVED,
    Do.NOT_ACHIEVED: Status.NOT_ACHIEVED,
    Do.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    Do.NOT_ASSESSED: Status.NOT_ASSESSED,
}


@dataclass(frozen=True, slots=True)
class Act:
    """A planned act: its name in the journal, what to say when it is durable, whether the cell then moves on."""

    name: str
    said: str = ""
    goes_on: bool = False


class GridEditor(QObject):
    """Writes what is asked, takes it over into the model, and tells.

    `saved` carries the Changed of every durable act; `told` a line for the strip, `warned` one that says why nothing was done;
    `refused` a title and the problems of a paste; `failed` an error, after which every cell is as it was.
    """

    saved = Signal(object)
    told = Signal(str)
    warned = Signal(str)
    refused = Signal(str, object)
    failed = Signal(object)
    remark_asked = Signal()
    refresh_asked = Signal()
    stale = Signal(object)  # a Changed whose rows must be read again

    def __init__(self, view: GridView, writer: Writer, context: Callable[[], Context]) -> None:
        super().__init__(view)
        self._view = view
        self._writer = writer
        self._context = context
        self._entry: tuple[undo.Entry | None, undo.Entry | None] = (None, None)

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

    def write(self, plan: Plan, act: Act) -> None:
        """Write a plan as one act with one undo; nothing to write is no act."""
        if plan.problems:
            self._refuse(plan)
        elif not plan.cells:
            self._after(act)
        elif self._writer.busy:
            self.warned.emit(_("Đang ghi thay đổi trước, xin chờ xong rồi nhập tiếp."))
        else:
            year = self._model.sheet.year if self._model.sheet else 0
            self._writer.write(
                len(plan.cells),
                lambda context: answers.set_answers(context, year, plan.cells, act.name),
                lambda changed: self._written(plan, act, changed),
                self._fail,
            )

    def take_back(self, *, redo: bool) -> None:
        """Undo the newest act, or redo the one undone last."""
        if self._writer.busy:
            self.warned.emit(_("Đang ghi thay đổi trước, xin chờ xong rồi nhập tiếp."))
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
        self._writer.write(
            entry.changes,
            undo.redo if redo else undo.undo,
            lambda changed: self._taken_back(changed, said),
            self._fail,
        )

    def paste(self, text: str) -> None:
        """Paste clipboard text at the block that is selected."""
        block = self._view.block
        if block is None:
            return
        given = parse_block(text)
        if not given.rows and not given.problems:
            self.warned.emit(_("Bảng tạm không có chữ để dán."))
            return
        plan = commands.pasted(self._model, block, given) if given.rows else commands.Plan(problems=given.problems)
        if plan.problems:
            title = _("Chưa dán ô nào: vùng dán có chỗ chưa đúng")
            self.refused.emit(title, plan.problems)
            self.warned.emit(title)
            return
        self.write(plan, Act("answers.pasted", _("Đã dán {count} ô.").format(count=number(len(plan.cells)))))

    def _answer(self, what: Do, block: Block) -> None:
        if self._model.mode is Mode.REGISTER:
            self._register(what, block)
            return
        goes_on = block.single and what is not Do.NOT_ASSESSED
        self.write(commands.with_status(self._model, block, _STATUS[what]), Act("answers.set", goes_on=goes_on))

    def _register(self, what: Do, block: Block) -> None:
        if what is Do.NOT_APPLICABLE:
            self.warned.emit(_("Đăng ký chỉ có hai lựa chọn: phím 1 = đăng ký, phím 0 = không."))
            return
        plan = commands.with_registration(self._model, block, registered=what is Do.ACHIEVED)
        self.write(plan, Act("answers.registered", goes_on=block.single and what is not Do.NOT_ASSESSED))

    def _others(self, what: Do, block: Block) -> None:
        model = self._model
        if what is Do.REGISTER:
            self.write(commands.toggled_registration(model, block), Act("answers.registered"))
        elif what in {Do.FILL_DOWN, Do.FILL_RIGHT}:
            plan = commands.filled(model, block, down=what is Do.FILL_DOWN)
            self.write(plan, Act("answers.filled", _filled_words(plan)))
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
        before = [status for line in commands.statuses(model, block) for status in line]
        other = sum(status in {Status.NOT_ACHIEVED, Status.NOT_APPLICABLE} for status in before)
        plan = commands.with_status(model, block, Status.ACHIEVED)
        said = _("Đã đánh dấu đạt {count} ô ({other} ô trước đó khác). Giờ hãy sửa các ô ngoại lệ.")
        said = said.format(count=number(len(plan.cells)), other=number(other))
        self.write(plan, Act("answers.all_achieved", said))

    def _copy(self, what: Do, block: Block) -> None:
        if what is Do.COPY_WITH_HEADS:
            clipboard.put_text(clipboard.block_text_with_heads(self._model, block))
        else:
            clipboard.put_text(clipboard.block_text(self._model, block))
        if what is Do.CUT:
            self.write(commands.with_status(self._model, block, Status.NOT_ASSESSED), Act("answers.cut"))
        count = number(block.height * block.width)
        self.told.emit(_("Đã sao chép {count} ô; dán được vào Excel.").format(count=count))

    def _refuse(self, plan: Plan) -> None:
        """Say in the strip, without a dialog, why the block was left as it is."""
        problem = plan.problems[0]
        tasks = ", ".join(dict.fromkeys(one.place.column for one in plan.problems))
        word = status_word(Status(problem.found))
        said = _("Việc {tasks} không nhận «{status}»; các ô giữ nguyên.").format(tasks=tasks, status=word)
        self.warned.emit(said)

    def _written(self, plan: Plan, act: Act, changed: Changed) -> None:
        self._model.put(plan.cells)
        self.saved.emit(changed)
        self._after(act)

    def _after(self, act: Act) -> None:
        if act.said:
            self.told.emit(act.said)
        if act.goes_on:
            self._view.go_on()

    def _taken_back(self, changed: Changed | None, said: str) -> None:
        if changed is not None:
            self.stale.emit(changed)
            self.saved.emit(changed)
            self.told.emit(said)

    def _fail(self, error: NtmError) -> None:
        self.warned.emit(_("Chưa lưu được; các ô giữ giá trị cũ."))
        self.failed.emit(error)


def _filled_words(plan: Plan) -> str:
    return _("Đã điền {count} ô.").format(count=number(len(plan.cells)))
