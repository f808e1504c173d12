"""One writer: a second one is told who is there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.store.lock import InstanceLock

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, pathlib
from ntm_desktop.store.lock import InstanceLock
lock = InstanceLock(pathlib.Path(sys.argv[1])); lock.acquire()
print("held", flush=True); sys.stdin.read()
"""


def test_a_second_one_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "ntm.lock"
    with InstanceLock(path), pytest.raises(EnvironmentFault) as caught:
        InstanceLock(path).acquire()
    assert caught.value.code == "store.in_use"
    assert caught.value.facts["holder"] == str(os.getpid())


def test_it_is_free_again_after_release(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "ntm.lock")
    lock.acquire()
    lock.release()
    lock.release()
    with InstanceLock(tmp_path / "ntm.lock"):
        pass


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ntm.lock"
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        with pytest.raises(EnvironmentFault):
            InstanceLock(path).acquire()
        process.kill()
    with InstanceLock(path):
        pass


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault) as caught:
        InstanceLock(tmp_path / "file" / "ntm.lock").acquire()
    assert caught.value.code == "store.not_a_folder"
    with pytest.raises(EnvironmentFault, match=r"store\.read_only"):
        InstanceLock(tmp_path / ("x" * 300) / "ntm.lock").acquire()
