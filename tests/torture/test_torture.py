"""A little of every part of the torture, in processes of their own; the command runs as much as asked."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = os.environ.get("NTM_TORTURE_SEED", "1")
JOBS = "1"  # the tests themselves run beside each other


def tortured(*arguments: object) -> str:
    """Run the command as `dev.py torture` does, and return what it printed; it must not have failed."""
    words = [sys.executable, "-m", "tests.torture", *map(str, arguments), "--seed", SEED, "--jobs", JOBS]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def number(printed: str, what: str) -> int:
    found = re.search(rf"{what} ([\d,]+)", printed)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a warm process")
def test_processes_killed_at_random_moments_lose_nothing() -> None:
    printed = tortured("--kills", 204)
    assert number(printed, "killed") >= 200
    assert number(printed, "answers acknowledged") > 50


@pytest.mark.skipif(sys.platform != "linux", reason="system calls are watched with Linux's ptrace")
def test_processes_that_die_before_a_write_lose_nothing() -> None:
    assert "died" in (printed := tortured("--crash-points", 50)) or "no ptrace" in printed


def test_damaged_packages_are_refused() -> None:
    printed = tortured("--flips", 10_000)
    assert number(printed, "cut") >= 20
    assert number(printed, "flipped") + number(printed, "flipped inside the seal") >= 10_000
    assert number(printed, "refused") > 7_500
    assert number(printed, "through a whole office") == 100


def test_histories_converge_and_nothing_is_overwritten_silently() -> None:
    printed = tortured("--histories", 2000)
    assert (number(printed, "in memory"), number(printed, "on disk")) == (1980, 20)


def test_an_oracle_agrees_on_random_criteria_sets() -> None:
    printed = tortured("--sets", 1000)
    assert number(printed, "judged") == 1000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each target is read in a forked process")
def test_what_strangers_send_is_read_or_refused() -> None:
    printed = tortured("--fuzz", 6, "--guided", 6)
    for target in ("package", "seal", "card", "spreadsheet", "catalogue", "paste"):
        assert number(printed, f"{target} inputs") > 0


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGTERM that can be answered")
def test_a_long_run_tells_how_far_it_is_and_what_was_done_when_it_is_cut_off() -> None:
    words = [sys.executable, "-m", "tests.torture", "--histories", "1000000", "--jobs", "2", "--seed", SEED]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:  # noqa: S603
        assert run.stderr is not None
        told = run.stderr.readline()
        run.send_signal(signal.SIGTERM)
        printed, rest = run.communicate(timeout=60)
    assert re.search(r"histories [1-9]\d*/5000", told), told
    assert run.returncode == 130, printed + rest
    assert number(printed, "in memory") >= 198
    assert "interrupted" in printed.splitlines()[-1]
    assert "Traceback" not in rest
