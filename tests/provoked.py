"""Which codes of the catalogue the program itself gave while the tests ran, and how they read to a person.

A code counts where one of our errors or problems is made by a module of the program: never where a test makes one,
nor where the program only says again what it was handed. Each kind of occurrence is kept as it was made, with its
facts and with what the library said whose failure was being handled, and is put into words at the end: in every
language, no fact may be missing, and nothing of a library's own text may stand in it.

Every process of a run keeps its own; the first one adds them up. Only a run of the whole suite can say that a code
was never given.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop import wording
from ntm_desktop.domain.problems import Problem
from ntm_desktop.errors import NtmError
from ntm_desktop.i18n import language
from ntm_desktop.wording.problems import what_is_wrong, what_to_do

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from types import FrameType

LANGUAGES = ("vi", "en")
KEPT = 12  # occurrences of a code that are put into words, of each kind
# They say again what another error, or a document that was read, says.
AGAIN = {
    ("ntm_desktop.cli.main", "_explained"),
    ("ntm_desktop.cli.main", "<genexpr>"),
    ("ntm_desktop.cli.exchange_commands", "_problems_of"),
    ("ntm_desktop.ui.receiving.looking", "problems_of"),
    ("ntm_desktop.services.slips", "_problem"),
}
_MAKERS = {"ntm_desktop.errors", "ntm_desktop.domain.problems", __name__}
_LESS = ("collectonly", "ignore", "ignore_glob", "setuponly", "setupplan")  # options under which not every test runs
_TELLING = 8  # a library's text shorter than this is a name or a number, not a sentence


@dataclass(frozen=True, slots=True)
class Given:
    """A code as the program gave it: by which module, as what, and what a library had said."""

    module: str
    what: NtmError | Problem
    library: str


class Watch:
    """Watches errors and problems being made."""

    def __init__(self) -> None:
        self.given: defaultdict[str, list[Given]] = defaultdict(list)
        self._patch = pytest.MonkeyPatch()

    def begin(self) -> None:
        """Watch from now on."""
        for kind in (NtmError, Problem):
            self._patch.setattr(kind, "__init__", self._watched(kind.__init__))

    def end(self) -> None:
        """Watch no more."""
        self._patch.undo()

    def _watched(self, made: Callable[..., None]) -> Callable[..., None]:
        def watched(what: NtmError | Problem, /, *arguments: Any, **named: Any) -> None:
            made(what, *arguments, **named)
            self._note(what, sys._getframe(1))  # noqa: SLF001 - who makes it is the question

        return watched

    def _note(self, what: NtmError | Problem, frame: FrameType) -> None:
        kept = self.given[what.code]
        if sum(type(one.what) is type(what) for one in kept) >= KEPT:
            return
        module = maker(frame)
        if module:
            kept.append(Given(module, what, said_by_library(sys.exc_info()[1])))


def maker(frame: FrameType | None) -> str:
    """Return the program's module that makes the thing; empty where a test does, or it is only said again."""
    while frame is not None and frame.f_globals.get("__name__") in _MAKERS:
        frame = frame.f_back
    if frame is None:
        return ""
    module = str(frame.f_globals.get("__name__"))
    if not module.startswith("ntm_desktop.") or (module, frame.f_code.co_name) in AGAIN:
        return ""
    return module


def said_by_library(error: BaseException | None) -> str:
    """Return the sentence of the failure that is being handled, where it is not ours."""
    if error is None or isinstance(error, NtmError):
        return ""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said if len(said) >= _TELLING and " " in said else ""


def faults_of(given: Given) -> Iterator[str]:
    """Yield what is wrong with how a code reads to a person, in each language."""
    code, facts = given.what.code, given.what.facts
    if code not in wording.texts():
        yield f"{code}: no text (given by {given.module})"
        return
    for name in LANGUAGES:
        said, missing = worded(given.what, name)
        where = f"{code} in {name} (given by {given.module} with {dict(facts)})"
        if missing:
            yield f"{where}: these facts are missing: {', '.join(sorted(missing))}"
        if not all(part.strip() for part in said):
            yield f"{where}: what is wrong, or what to do, is not said: {said}"
        if given.library and any(given.library in part for part in said):
            yield f"{where}: a library speaks: {given.library!r}"


def worded(what: NtmError | Problem, name: str) -> tuple[tuple[str, str], set[str]]:
    """Return what is wrong and what to do as a person reads it in a language, and the facts that nobody gave."""
    missing: set[str] = set()

    def note(_facts: Mapping[str, object], key: str) -> str:
        missing.add(key)
        return "–"

    with language(name), pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording._Blank, "__missing__", note)  # noqa: SLF001 - it stands in for a fact that is missing
        if isinstance(what, Problem):
            return (what_is_wrong(what), what_to_do(what)), missing
        return (wording.what(what.code, what.facts), wording.remedy(what.code, what.facts)), missing


class Plugin:
    """Adds up what the processes of a run saw; fails a run where a code reads wrongly, or a whole one where it lacks.

    `codes` is the catalogue that a whole run must have given.
    """

    def __init__(self, codes: Collection[str]) -> None:
        self._codes = codes
        self._watch = Watch()
        self._seen: dict[str, list[str]] = {"codes": [], "faults": []}
        self._deselected = False
        self.complaints: list[str] = []

    def pytest_sessionstart(self) -> None:
        """Watch."""
        self._watch.begin()

    def pytest_deselected(self) -> None:
        """Remember that it is no whole run."""
        self._deselected = True

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what another process of the run saw (pytest-xdist)."""
        told = getattr(node, "workeroutput", {}).get("provoked", {"whole": False})
        self._deselected |= not told.pop("whole")
        for kind, found in told.items():
            self._seen[kind] += found

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what was seen, or judge it."""
        self._watch.end()
        for code, given in self._watch.given.items():
            self._seen["codes"] += [code] if given else []
            self._seen["faults"] += [fault for one in given for fault in faults_of(one)]
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["provoked"] = {**self._seen, "whole": not self._deselected}
            return
        self.complaints = sorted(set(self._seen["faults"]))
        if is_whole(session) and not self._deselected:
            lacking = sorted(set(self._codes) - set(self._seen["codes"]))
            self.complaints += [f"{code}: the program gave this code in no test" for code in lacking]
        if self.complaints and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print what is wrong."""
        if self.complaints:
            terminalreporter.section("codes of ntm_desktop/wording", red=True)
            for line in self.complaints:
                terminalreporter.write_line(line)


def is_whole(session: pytest.Session) -> bool:
    """Tell whether every test was asked for, and none was cut off."""
    config = session.config
    asked = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    less = any(config.getoption(name, None) for name in _LESS)
    ended = session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}  # and not by Ctrl+C
    return asked and ended and not less and not session.shouldstop and not session.shouldfail
