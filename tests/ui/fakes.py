"""Stand-ins for what is not ours to decide: the person, and the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ntm_desktop.domain.problems import Problem
    from ntm_desktop.ui.prompts import Destruction, Message, Question


@dataclass
class RecordingPrompter:
    """A `Prompter` that writes down what it was told and gives the answers laid out for it.

    `answers` are taken in order by `ask` ("" when they run out), `confirms` by `confirm_destructive`, `proceeds` by
    `problems`, `paths` by every question for a file or folder (None when they run out).
    """

    answers: list[str] = field(default_factory=list)
    confirms: list[bool] = field(default_factory=list)
    proceeds: list[bool] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    acts: list[Destruction] = field(default_factory=list)
    shown: list[tuple[str, tuple[Problem, ...]]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    def tell(self, message: Message) -> None:
        self.told.append(message)

    def ask(self, question: Question) -> str:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else ""

    def confirm_destructive(self, act: Destruction) -> bool:
        self.acts.append(act)
        return self.confirms.pop(0) if self.confirms else False

    def problems(self, title: str, problems: Sequence[Problem], proceed: str = "") -> bool:
        self.shown.append((title, tuple(problems)))
        return bool(proceed) and bool(self.proceeds) and self.proceeds.pop(0)

    def open_file(self, title: str, filters: str, folder: str = "") -> Path | None:
        del filters, folder
        return self._path(title)

    def open_files(self, title: str, filters: str, folder: str = "") -> tuple[Path, ...]:
        del filters, folder
        self.files.append(title)
        paths, self.paths = tuple(self.paths), []
        return paths

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        del suggested, filters
        return self._path(title)

    def folder(self, title: str, start: str = "") -> Path | None:
        del start
        return self._path(title)

    def show_error(self, error: BaseException) -> None:
        self.errors.append(error)

    def _path(self, title: str) -> Path | None:
        self.files.append(title)
        return self.paths.pop(0) if self.paths else None


class FakeClock:
    """A clock that goes on only when told to."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
