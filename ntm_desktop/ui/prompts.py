"""The one voice that asks and tells. Pages get a `Prompter`; tests give them a recording one."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QMessageBox, QSizePolicy, QSpacerItem

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import CancelledError, NtmError, UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.wording import remedy, what

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.domain.problems import Problem

# A box as narrow as its few words breaks paths and cuts its own title.
_LEAST_WIDTH = 400
LOGGER = logging.getLogger("ntm_desktop.ui")


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell: what, where, what to do, and the code that the manual explains."""

    title: str
    what: str
    where: str = ""
    remedy: str = ""
    code: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question; `key` is what `ask` returns."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. The first choice is the safe one that Enter takes; Esc answers ""."""

    title: str
    text: str
    choices: tuple[Choice, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Destruction:
    """A destructive act before it happens: what it touches, in numbers, how to take it back; `stay` refrains."""

    title: str
    touches: str
    button: str
    undo: str = ""
    stay: str = ""


class Prompter(Protocol):
    """Asks and tells. File questions answer None (or nothing) where the person gave up."""

    def tell(self, message: Message) -> None:
        """Say something and wait until it is read."""

    def ask(self, question: Question) -> str:
        """Return the key of the answer, "" for none."""

    def confirm_destructive(self, act: Destruction) -> bool:
        """Show what will be touched; True where the person goes on."""

    def problems(self, title: str, problems: Sequence[Problem], proceed: str = "") -> bool:
        """Show a list of problems; True where `proceed` was offered and taken."""

    def open_file(self, title: str, filters: str, folder: str = "") -> Path | None:
        """Ask for a file to read; `filters` as Qt writes them, «Excel (*.xlsx *.xls)»."""

    def open_files(self, title: str, filters: str, folder: str = "") -> tuple[Path, ...]:
        """Ask for files to read."""

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        """Ask where to write; asks by itself before an existing file is replaced."""

    def folder(self, title: str, start: str = "") -> Path | None:
        """Ask for a folder."""

    def show_error(self, error: BaseException) -> None:
        """Tell an error in words: its three parts where it is ours, a general message where it is not."""


def message_of(error: BaseException) -> Message:
    """Turn an error into what a person reads; never a trace, never a library's English."""
    if not isinstance(error, NtmError):
        name = type(error).__name__
        facts = {"code": f"general.unknown/{name}"}
        return Message(
            _("Lỗi của chương trình"),
            what("general.unknown", facts),
            remedy=remedy("general.unknown", facts),
            code=facts["code"],
            bad=True,
        )
    title = _("Chưa thực hiện được") if isinstance(error, UserError) else _("Máy tính báo lỗi")
    place = str(error.facts.get("path") or error.facts.get("file") or "")
    said = what(error.code, error.facts)
    return Message(title, said, "" if place in said else place, remedy(error.code, error.facts), error.code, bad=True)


def detail_of(message: Message) -> str:
    """Return the second paragraph of a message: where, what to do, the code."""
    parts = (
        _("Nơi: {place}").format(place=message.where) if message.where else "",
        message.remedy,
        _("Mã: {code}").format(code=message.code) if message.code else "",
    )
    return "\n\n".join(part for part in parts if part)


def dropping(title: str) -> Destruction:
    """Return the question before what was typed in a form is thrown away."""
    return Destruction(title, _("Những gì đang gõ ở đây chưa được lưu."), _("&Bỏ phần đang gõ"), stay=_("&Gõ tiếp"))


def lettered(words: str) -> str:
    """Give a button its first plain letter as its Alt key where it has none: «Đóng 3 hộ» gets Alt+N."""
    if "&" in words:
        return words
    at = next((at for at, letter in enumerate(words) if letter.isascii() and letter.isalpha()), -1)
    return words if at < 0 else f"{words[:at]}&{words[at:]}"


class QtPrompter:
    """Asks and tells with dialogs over the window that `parent` names."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent
        self._folder = ""

    def tell(self, message: Message) -> None:
        """Say something and wait until it is read."""
        icon = QMessageBox.Icon.Warning if message.bad else QMessageBox.Icon.Information
        box = self._box(icon, message.title, message.what, detail_of(message))
        box.addButton(_("Đã hiểu"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, question: Question) -> str:
        """Return the key of the answer, "" for none."""
        box = self._box(QMessageBox.Icon.Question, question.title, question.text, question.detail)
        buttons = {
            box.addButton(choice.label, QMessageBox.ButtonRole.AcceptRole): choice.key for choice in question.choices
        }
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setEscapeButton(cancel)
        box.setDefaultButton(next(iter(buttons), cancel))
        box.exec()
        clicked = box.clickedButton()
        return next((key for button, key in buttons.items() if button is clicked), "")

    def confirm_destructive(self, act: Destruction) -> bool:
        """Show what will be touched; Cancel is where Enter goes."""
        box = self._box(QMessageBox.Icon.Warning, act.title, act.touches, act.undo)
        go = box.addButton(lettered(act.button), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        if act.stay:
            cancel.setText(act.stay)
            cancel.setIcon(QIcon())  # a red cross would say the opposite
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        return box.clickedButton() is go

    def problems(self, title: str, problems: Sequence[Problem], proceed: str = "") -> bool:
        """Show a list of problems; True where `proceed` was offered and taken."""
        from ntm_desktop.ui.problem_dialog import ProblemDialog  # not at every start

        dialog = ProblemDialog(title, problems, self.save_problems, proceed, self._parent())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted

    def open_file(self, title: str, filters: str, folder: str = "") -> Path | None:
        """Ask for a file to read."""
        return next(iter(self._files(QFileDialog.FileMode.ExistingFile, title, filters, folder)), None)

    def open_files(self, title: str, filters: str, folder: str = "") -> tuple[Path, ...]:
        """Ask for files to read."""
        return self._files(QFileDialog.FileMode.ExistingFiles, title, filters, folder)

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        """Ask where to write."""
        return next(iter(self._files(QFileDialog.FileMode.AnyFile, title, filters, suggested)), None)

    def folder(self, title: str, start: str = "") -> Path | None:
        """Ask for a folder."""
        return next(iter(self._files(QFileDialog.FileMode.Directory, title, "", start)), None)

    def show_error(self, error: BaseException) -> None:
        """Tell an error in words; a refusal shows all of its problems, a cancel nothing."""
        if isinstance(error, CancelledError):
            return
        if isinstance(error, RefusedError) and error.problems:
            self.problems(what(error.code, error.facts), error.problems)
            return
        if not isinstance(error, NtmError):
            LOGGER.error("shown as general.unknown", exc_info=error)
        self.tell(message_of(error))

    def _box(self, icon: QMessageBox.Icon, title: str, text: str, detail: str) -> QMessageBox:
        box = QMessageBox(self._parent())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        box.setOption(QMessageBox.Option.DontUseNativeDialog)
        box.setIcon(icon)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(detail)
        layout = box.layout()
        if isinstance(layout, QGridLayout):
            room = QSpacerItem(_LEAST_WIDTH, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            layout.addItem(room, layout.rowCount(), 0, 1, layout.columnCount())
        return box

    def _files(self, mode: QFileDialog.FileMode, title: str, filters: str, start: str) -> tuple[Path, ...]:
        dialog = QFileDialog(self._parent(), title)
        # Windows' own dialog knows sticks and network places; elsewhere Qt's speaks our language.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform != "win32")
        dialog.setFileMode(mode)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode == QFileDialog.FileMode.Directory)
        if filters:
            dialog.setNameFilters(filters.split(";;"))
        dialog.setDirectory(self._folder or _documents())  # where the program itself lies is no place for papers
        _start_at(dialog, mode, start, filters)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = tuple(Path(name) for name in dialog.selectedFiles()) if accepted else ()
        if chosen:
            self._folder = str(chosen[0] if mode == QFileDialog.FileMode.Directory else chosen[0].parent)
        dialog.deleteLater()
        return chosen

    def save_problems(self, content: bytes) -> None:
        """Ask where to keep a list of problems, and write it."""
        path = self.save_file(_("Lưu danh sách lỗi"), _("Danh sách lỗi.csv"), "CSV (*.csv)")
        if path is None:
            return
        try:
            path.write_bytes(content)
        except OSError:
            self.show_error(UserError("shell.file_not_saved", path=str(path)))


def _start_at(dialog: QFileDialog, mode: QFileDialog.FileMode, start: str, filters: str) -> None:
    if mode != QFileDialog.FileMode.AnyFile:
        if start:
            dialog.setDirectory(start)
        return
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    suffix = Path(start).suffix or _first_suffix(filters)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(start)


def _documents() -> str:
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return known if Path(known).is_dir() else str(Path.home())


def _first_suffix(filters: str) -> str:
    pattern = filters.partition("*.")[2]
    return "".join(letter for letter in pattern.split(")")[0].split(" ")[0] if letter.isalnum())
