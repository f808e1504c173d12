"""Taking in a filled task sheet: choose the file, see what it would change, apply it as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import number
from ntm_desktop.services import answer_import
from ntm_desktop.ui.prompts import Choice, Message, Question
from ntm_desktop.ui.tasks import TaskWords
from ntm_desktop.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.services.answer_import import AnswerPlan
    from ntm_desktop.ui.workplace import Workplace

FILTER = "Excel, LibreOffice (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv)"


class AnswerImport(QObject):
    """The flow of one window: reading and comparing off the GUI thread, writing on it."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def ask(self, year: int) -> None:
        """Ask for a file and take it in for a year."""
        folder = self._workplace.preferences.current.last_folder
        path = self._workplace.prompter.open_file(_("Nhập phiếu đã điền"), FILTER, folder)
        if path is not None:
            self.take_in(path, year)

    def take_in(self, path: Path, year: int) -> None:
        """Read a file and, when the person agrees, apply it."""

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> AnswerPlan:
            del cancelled
            progress(-1, "")
            reader = self._workplace.context.for_reading()
            try:
                return answer_import.plan(reader, path, year)
            finally:
                reader.database.close()

        words = TaskWords(_("Đang đọc phiếu"))
        self._workplace.tasks.start(words, job, on_done=self._propose, on_failed=self._refused)

    def _propose(self, planned: AnswerPlan) -> None:
        title = _("Nhập phiếu đã điền")
        if planned.problems and not self._workplace.prompter.problems(
            _("Những điều cần xem trước khi nhập"), planned.problems, _("Nhập tiếp")
        ):
            return
        if not planned.new + planned.replaced:
            nothing = _("Không có gì thay đổi.")
            self._workplace.prompter.tell(Message(title, f"{_found(planned)} {nothing}"))
            return
        question = Question(title, f"{_found(planned)} {_touched(planned)}", (Choice("go", _("Nhập")),))
        if self._workplace.prompter.ask(question) == "go":
            self._apply(planned)

    def _apply(self, planned: AnswerPlan) -> None:
        changed = answer_import.apply(self._workplace.context, planned)
        if changed.count:
            self._workplace.changes.publish(changed)
        done = _("Đã nhập {count} thay đổi. Ctrl+Z để hoàn tác.").format(count=number(changed.count))
        self._workplace.prompter.tell(Message(_("Nhập phiếu đã điền"), done))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, RefusedError) and error.problems:
            self._workplace.prompter.problems(sentence(error.code, error.facts), error.problems)
        else:
            self._workplace.prompter.show_error(error)


def _found(planned: AnswerPlan) -> str:
    return _("Tệp có {cells} kết quả của {households} hộ cho năm {year}.").format(
        cells=number(len(planned.cells)),
        households=number(len({cell.household_id for cell in planned.cells})),
        year=planned.year,
    )


def _touched(planned: AnswerPlan) -> str:
    """Say what would be changed, in numbers: above all what would be written over."""
    words = _("{new} ô chưa đánh giá được ghi, {replaced} ô thay kết quả đã ghi. Ô trống trong tệp không xóa gì.")
    return words.format(new=number(planned.new), replaced=number(planned.replaced))
