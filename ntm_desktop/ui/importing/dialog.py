"""«Nhập từ Excel»: choose a file, see how it was understood, see what would happen, let it happen, take it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.ui.buttons import make_button
from ntm_desktop.ui.importing import jobs
from ntm_desktop.ui.importing.columns_step import ColumnsStep
from ntm_desktop.ui.importing.flow import Event, Flow, Step
from ntm_desktop.ui.importing.plain_steps import DoneStep, FileStep
from ntm_desktop.ui.importing.review_step import ReviewStep
from ntm_desktop.ui.prompts import Message
from ntm_desktop.ui.sizes import open_at
from ntm_desktop.ui.status import BusyArea
from ntm_desktop.ui.tasks import Tasks, TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ntm_desktop.domain.changes import Changed
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.importing import Imported, ImportPlan, Opened, Override
    from ntm_desktop.ui.prompts import Prompter

_SIZE = (1040, 560)
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".fods", ".xml", ".html", ".htm", ".csv", ".txt")
FILTERS = f"Excel, LibreOffice ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one spreadsheet that is dragged, or None."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None


class ImportDialog(QDialog):
    """The import as a window; `done_with` carries each Changed (the import, and its undoing)."""

    done_with = Signal(object)

    def __init__(self, context: Callable[[], Context], prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._prompter = context, prompter
        self.flow = Flow()
        self.tasks = Tasks(prompter.show_error, parent=self)
        self._stale = False
        self.steps: dict[Step, QWidget] = {}
        self.file, self.columns, self.review, self.done_step = FileStep(), ColumnsStep(), ReviewStep(), DoneStep()
        self.stack, self.path, self.busy = QStackedWidget(), QLabel(), BusyArea()
        self.path.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file that somebody brought
        self.other = make_button("folder", "", self.choose)
        self.back = make_button("back", "", lambda: self._go(Event.BACK))
        self.next = make_button("next", "", self.go_on)
        self.close_button = make_button("cancel", "", self.reject)
        open_at(self, _SIZE)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show()

    def choose(self) -> None:
        """Ask for a file, and read it."""
        path = self._prompter.open_file(_("Chọn danh sách hộ"), FILTERS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file in the background, and show how it was understood."""
        words = TaskWords(_("Đang đọc {file}").format(file=path.name))
        context = self._context()
        self.tasks.start(words, lambda progress, off: jobs.read(context, path, progress, off), on_done=self._read)

    def go_on(self) -> None:
        """Go to the next step; from the last one, let it happen."""
        if self.flow.step is Step.COLUMNS:
            self.columns.settle()
            if not self._stale:
                self._go(Event.NEXT)
        elif self.flow.step is Step.REVIEW:
            self._write()

    def take_back(self) -> None:
        """Undo the import."""
        imported, context = self.flow.imported, self._context()
        if imported is not None:
            entry = imported.changed.entry
            words = TaskWords(_("Đang hoàn tác"))
            self.stack.setEnabled(False)
            self.tasks.start(words, lambda _said, _off: jobs.take_back(context, entry), on_done=self._taken_back)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setWindowTitle(_("Nhập danh sách hộ từ Excel"))
        self.other.setText(_("Chọn tệp &khác…"))
        self.back.setText(_("&Quay lại"))
        self._word_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a spreadsheet, except while something runs or after the import."""
        if dropped_file(event.mimeData()) is not None and not self.tasks.busy and self.flow.step is not Step.DONE:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the spreadsheet that was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    def done(self, result: int) -> None:
        """Close; what still reads is cancelled. While the store is written, cancel first and stay until it ends."""
        if self.tasks.busy and not self.stack.isEnabled():
            self.tasks.cancel()
            return
        self.tasks.shutdown()
        super().done(result)

    def _read(self, result: tuple[Opened, ImportPlan]) -> None:
        self._stale = False
        self._move(self.flow.reading(*result))

    def _decided(self, override: Override) -> None:
        self.flow = self.flow.deciding(override)
        self._stale = True
        self._word_buttons()
        if not self.tasks.busy:
            self._plan()

    def _plan(self) -> None:
        flow, context = self.flow, self._context()
        words = TaskWords(_("Đang xem lại danh sách"))
        self.tasks.start(
            words,
            lambda _said, off: jobs.plan(context, flow, off),
            on_done=lambda plan: self._planned(flow, plan),
            on_failed=self._not_planned,
        )

    def _planned(self, flow: Flow, plan: ImportPlan | None) -> None:
        if flow.decisions != self.flow.decisions:
            self._plan()  # something else was decided meanwhile
            return
        self._stale = False
        self._move(replace(self.flow, plan=plan))

    def _not_planned(self, error: BaseException) -> None:
        """Say what cannot be, and begin again from what the program proposed."""
        self._prompter.show_error(error)
        self.flow = replace(self.flow, decisions={})
        self._plan()

    def _write(self) -> None:
        flow, context = self.flow, self._context()
        words = TaskWords(_("Đang nhập {count} hộ").format(count=number(flow.count)))
        self.stack.setEnabled(False)
        self.tasks.start(words, lambda said, off: jobs.write(context, flow, said, off), on_done=self._written)

    def _written(self, imported: Imported) -> None:
        self.flow = replace(self.flow, imported=imported)
        self.done_with.emit(imported.changed)
        self._go(Event.WRITTEN)

    def _taken_back(self, changed: Changed | None) -> None:
        if changed is None:
            self._prompter.tell(
                Message(
                    _("Hoàn tác"),
                    _("Sau lần nhập này đã có thay đổi khác."),
                    remedy=_("Hãy đóng cửa sổ này và hoàn tác lần lượt bằng Ctrl+Z."),
                )
            )
            return
        self.done_with.emit(changed)
        self.flow = replace(self.flow, imported=None)
        self._go(Event.TAKEN_BACK)
        self._plan()

    def _go(self, event: Event) -> None:
        self._move(self.flow.after(event))

    def _move(self, flow: Flow) -> None:
        before, self.flow = self.flow.step, flow
        self._show()
        if before is not flow.step:
            self._focus()

    def _show(self) -> None:
        flow = self.flow
        self.columns.show_flow(flow)
        if flow.step is Step.REVIEW:  # its lists may be long
            self.review.show_flow(flow)
        self.done_step.show_flow(flow)
        self.stack.setCurrentWidget(self.steps[flow.step])
        self.path.setText(flow.opened.path.name if flow.opened else "")
        # Enter goes on from every step: a focused button that is not the default hears the space bar only.
        first = {Step.FILE: self.file.button, Step.DONE: self.close_button}
        first.get(flow.step, self.next).setDefault(True)
        self._word_buttons()

    def _focus(self) -> None:
        match self.flow.step:
            case Step.COLUMNS:
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            case Step.REVIEW:
                self.review.focus_start()
            case Step.DONE:
                self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                self.file.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_doubtful(self, on: bool) -> None:
        self.flow = replace(self.flow, add_doubtful=on)
        self._show()

    def _word_buttons(self) -> None:
        step, busy = self.flow.step, self.tasks.busy
        self.next.setText(_("&Tiếp tục"))
        if step is Step.REVIEW:
            self.next.setText(_("&Nhập {count} hộ").format(count=number(self.flow.count)))
        self.close_button.setText(_("Xem &danh sách") if step is Step.DONE else _("Đóng"))
        self.other.setVisible(step in {Step.COLUMNS, Step.REVIEW})
        self.back.setVisible(step is Step.REVIEW)
        self.next.setVisible(step in {Step.COLUMNS, Step.REVIEW})
        # The button stays alive while the plan is made anew: Enter pressed too early does nothing wrong.
        self.next.setEnabled(self.flow.can_go_on and not (busy and not self._stale))
        self.done_step.button.setVisible(bool(self.flow.imported and self.flow.imported.added))

    def _started(self, words: TaskWords) -> None:
        self.busy.begin(words)
        self._word_buttons()

    def _finished(self) -> None:
        self.busy.end()
        self.stack.setEnabled(True)
        self._word_buttons()

    def _connect(self) -> None:
        self.file.button.clicked.connect(self.choose)
        self.columns.decided.connect(self._decided)
        self.review.doubtful_toggled.connect(self._toggle_doubtful)
        self.done_step.button.clicked.connect(self.take_back)
        self.busy.cancel_asked.connect(self.tasks.cancel)
        self.tasks.started.connect(self._started)
        self.tasks.progressed.connect(self.busy.tell)
        self.tasks.finished.connect(self._finished)

    def _lay_out(self) -> None:
        pages = (self.file, self.columns, self.review, self.done_step)
        for step, widget in zip(Step, pages, strict=True):
            self.steps[step] = widget
            self.stack.addWidget(widget)
        font = self.path.font()
        font.setBold(True)
        self.path.setFont(font)
        row = QHBoxLayout()
        row.addWidget(self.path)
        row.addWidget(self.busy, 1)
        row.addStretch(1)
        for button in self._buttons():
            button.setAutoDefault(False)
            row.addWidget(button)
        self.next.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.stack, 1)
        layout.addLayout(row)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.other, self.back, self.next, self.close_button)
