"""The voice of the program, its dialogs loaded when it first speaks: a start that goes well says nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.ui.prompts import Destruction, Message, Prompter, Question


class LatePrompter:
    """A `Prompter` that makes the real one at the first word; file and message dialogs cost a start 6 ms."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent

    @cached_property
    def _prompter(self) -> Prompter:
        from ntm_desktop.ui.prompts import QtPrompter

        return QtPrompter(self._parent)

    def tell(self, message: Message) -> None:
        """Say something and wait until it is read."""
        self._prompter.tell(message)

    def ask(self, question: Question) -> str:
        """Return the key of the answer, "" for none."""
        return self._prompter.ask(question)

    def confirm_destructive(self, act: Destruction) -> bool:
        """Show what will be touched; True where the person goes on."""
        return self._prompter.confirm_destructive(act)

    def problems(self, title: str, problems: Sequence[Problem], proceed: str = "") -> bool:
        """Show a list of problems; True where `proceed` was offered and taken."""
        return self._prompter.problems(title, problems, proceed)

    def open_file(self, title: str, filters: str, folder: str = "") -> Path | None:
        """Ask for a file to read."""
        return self._prompter.open_file(title, filters, folder)

    def open_files(self, title: str, filters: str, folder: str = "") -> tuple[Path, ...]:
        """Ask for files to read."""
        return self._prompter.open_files(title, filters, folder)

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        """Ask where to write."""
        return self._prompter.save_file(title, suggested, filters)

    def folder(self, title: str, start: str = "") -> Path | None:
        """Ask for a folder."""
        return self._prompter.folder(title, start)

    def show_error(self, error: BaseException) -> None:
        """Tell an error in words."""
        self._prompter.show_error(error)
