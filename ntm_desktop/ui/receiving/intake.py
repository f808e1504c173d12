"""Taking packages in: choose files or a whole stick, look at each in a worker, show the plan, apply, sum up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ntm_desktop.i18n import gettext as _
from ntm_desktop.ui.prompts import Message
from ntm_desktop.ui.receiving import looking, words
from ntm_desktop.ui.receiving.intake_dialog import IntakeDialog
from ntm_desktop.ui.tasks import TaskWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.services.receiving import Applied
    from ntm_desktop.ui.receiving.looking import Looked, Taken
    from ntm_desktop.ui.workplace import Workplace

FILTER = "NTM (*.ntmpkg)"


class Intake(QObject):
    """The flow of one page. `told(words, tone)` carries what came of it.

    Receipts that nothing speaks against are taken in at once: they change nothing but what we know of our packages.
    """

    told = Signal(str, str)
    received = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent
        self.dialog: IntakeDialog | None = None

    def ask_files(self, start: str = "") -> None:
        """Ask for package files, and look at them."""
        folder = start or self._workplace.preferences.current.last_folder
        paths = self._workplace.prompter.open_files(_("Chọn các gói để nhận"), FILTER, folder)
        if paths:
            self._workplace.preferences.change(last_folder=str(paths[0].parent))
            self.look(lambda: list(paths))

    def ask_folder(self, start: str = "") -> None:
        """Ask for a stick or folder, and look at every package on it."""
        folder = self._workplace.prompter.folder(
            _("Chọn USB hoặc thư mục có các gói"), start or self._workplace.preferences.current.last_folder
        )
        if folder is not None:
            self._workplace.preferences.change(last_folder=str(folder))
            self.look(lambda: looking.packages_in(folder))

    def look(self, paths: Callable[[], Sequence[Path]]) -> None:
        """Look at packages in a worker; nothing is written."""

        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> list[Looked]:
            progress(-1, "")
            return looking.look_at(self._workplace.context, paths(), progress, cancelled)

        self._workplace.tasks.start(TaskWords(_("Đang kiểm tra gói")), job, on_done=self._show)

    def _show(self, looked: Sequence[Looked]) -> None:
        if not looked:
            self._workplace.prompter.tell(
                Message(
                    _("Không có gói nào"),
                    _("Nơi đã chọn không có tệp gói (.ntmpkg) nào."),
                    remedy=_("Hãy kiểm tra đúng USB hoặc thư mục, rồi chọn lại."),
                    bad=True,
                )
            )
            return
        # Nothing to weigh: receipts change no figures, and what is here already changes nothing at all.
        if all(one.known or (one.sound and one.seen.kind == "receipt") for one in looked):
            self._apply([looking.Taken(one, self._workplace.context) for one in looked])
            return
        self.dialog = IntakeDialog(self._workplace.context, self._workplace.prompter, looked, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.accepted.connect(partial(self._accepted, self.dialog))
        self.dialog.rejected.connect(partial(self._given_up, looked))
        self.dialog.open()

    def _accepted(self, dialog: IntakeDialog) -> None:
        self.dialog = None
        taken = dialog.taken()
        chosen = {id(one.looked) for one in taken}
        looking.let_go(one for one in dialog.looked if id(one) not in chosen)
        self._apply(taken, [one for one in dialog.looked if id(one) not in chosen])

    def _given_up(self, looked: Sequence[Looked]) -> None:
        self.dialog = None
        looking.let_go(looked)
        self.told.emit(_("Không nhận gói nào; mọi thứ như cũ."), "warn")

    def _apply(self, taken: Sequence[Taken], left: Sequence[Looked] = ()) -> None:
        def job(progress: Callable[[float, str], None], cancelled: Callable[[], bool]) -> list[Applied]:
            return looking.apply_all(taken, progress, cancelled)

        started = self._workplace.tasks.start(
            TaskWords(_("Đang nhận gói"), locks=True), job, on_done=partial(self._applied, len(taken), left)
        )
        if not started:
            looking.let_go(one.looked for one in taken)

    def _applied(self, asked: int, left: Sequence[Looked], applied: Sequence[Applied]) -> None:
        changes = [one.changed for one in applied if one.changed is not None]
        if changes:
            new = next(one.inspected.info for one in applied if one.changed is not None)
            if new is not None:
                self.received.emit(new.sender)
            self._workplace.changes.publish(changes[-1])
        said = words.outcome(applied, asked)
        problems = [problem for one in applied if not one.accepted for problem in _problems(one)]
        problems += [problem for one in left for problem in one.problems]
        if left:
            said += " " + _("{count} gói không được nhận khi kiểm tra.").format(count=len(left))
        whole = not problems and len(applied) == asked
        self.told.emit(f"✓ {said}" if whole else f"! {said}", "good" if whole else "warn")
        if problems and applied and not all(one.accepted for one in applied):
            self._workplace.prompter.problems(said, problems)


def _problems(applied: Applied) -> tuple[Problem, ...]:
    if applied.fault is not None:
        return looking.problems_of(applied.fault, applied.inspected.path.name)
    return applied.problems
