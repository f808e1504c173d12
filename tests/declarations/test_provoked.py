"""What tests/provoked.py finds, and what it does not count.

That every code of the catalogue is given by the program in some test is checked at the end of a run of all tests.
"""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ntm_desktop.domain.problems import Place, Problem, RefusedError
from ntm_desktop.errors import BugError, EnvironmentFault, UserError
from ntm_desktop.exchange.findings import Findings
from ntm_desktop.ui.receiving.looking import problems_of
from ntm_desktop.wording import texts
from tests.provoked import AGAIN, Given, Watch, faults_of, said_by_library

ROOT = Path(__file__).resolve().parents[2]

# A suite of two tests over a catalogue of two codes; the program gives the first of them in each test.
CONFTEST = """
from tests import provoked

def pytest_configure(config):
    config.pluginmanager.register(provoked.Plugin(["exchange.bag.oxum", "exchange.bag.none"]))
"""
INNER = """
import pytest
from ntm_desktop.errors import UserError
from ntm_desktop.exchange.findings import Findings

def test_one():
    Findings("x").add("exchange.bag.oxum")

def test_two():
    UserError("exchange.bag.none")  # of a test's own making
    Findings("x").add("exchange.bag.oxum")
"""


@pytest.fixture
def watch() -> Watch:
    return Watch()


def given_in(watch: Watch) -> set[str]:
    return {code for code, given in watch.given.items() if given}


def test_what_the_program_makes_is_seen_and_what_a_test_makes_is_not(watch: Watch) -> None:
    watch.begin()
    try:
        UserError("store.locked", file="x")
        BugError("store.unexpected")
        Problem("exchange.bag.none")
        with pytest.raises(RefusedError):
            _refused()
    finally:
        watch.end()
    assert given_in(watch) == {"exchange.table.csv"}


def _refused() -> None:
    findings = Findings("x")
    findings.add("exchange.table.csv", name="answers")
    findings.refuse_if_any()


def test_what_is_only_said_again_does_not_count(watch: Watch) -> None:
    watch.begin()
    try:
        problems_of(EnvironmentFault("store.locked", file="x"), "x")
    finally:
        watch.end()
    assert given_in(watch) == set()


def test_those_who_say_again_are_still_there() -> None:
    for module, function in AGAIN:
        source = inspect.getsource(importlib.import_module(module))
        assert function == "<genexpr>" or f"def {function}(" in source


@pytest.mark.parametrize(
    ("what", "library", "fault"),
    [
        (UserError("store.locked"), "", "these facts are missing: file"),
        (Problem("exchange.bag.missing", Place(source="x")), "", "these facts are missing: name"),
        (UserError("nobody.knows_it"), "", "no text"),
        (UserError("general.usage", reason="No such file"), "No such file", "a library speaks"),
    ],
)
def test_a_code_that_reads_wrongly_is_told_in_each_language(what: UserError, library: str, fault: str) -> None:
    found = list(faults_of(Given("ntm_desktop.x", what, library)))
    assert found
    assert all(fault in line for line in found)


@pytest.mark.parametrize("code", sorted(texts()))
def test_no_code_reads_like_another(code: str) -> None:
    """What is wrong may be the same in two places, a date written otherwise, say; then what to do differs."""
    alike = [name for name, other in texts().items() if name != code and other == texts()[code]]
    assert not alike


def test_only_sentences_of_libraries_are_looked_for() -> None:
    assert said_by_library(OSError(13, "Permission denied", "/x")) == "Permission denied"
    assert said_by_library(ValueError("bad value here")) == "bad value here"
    assert said_by_library(KeyError("h1")) == ""
    assert said_by_library(UserError("store.locked", file="a b c d e f")) == ""
    assert said_by_library(None) == ""


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the small suite as the whole one is run; its settings name it as the tests that there are."""
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = .\n", encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_inner.py").write_text(INNER, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:cov", *options]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    return subprocess.run(  # noqa: S603 (our own command)
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.mark.parametrize("options", [("-p", "no:xdist"), ("-n", "2")], ids=["one process", "two processes"])
def test_a_whole_run_fails_where_a_code_was_never_given(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run(tmp_path, *options)
    assert "2 passed" in done.stdout
    assert "exchange.bag.none: the program gave this code in no test" in done.stdout
    assert "exchange.bag.oxum:" not in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize("options", [("-k", "one"), ("test_inner.py",), ("--deselect", "test_inner.py::test_two")])
def test_a_partial_run_says_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run(tmp_path, "-p", "no:xdist", *options)
    assert done.returncode == 0, json.dumps([done.stdout, done.stderr])
