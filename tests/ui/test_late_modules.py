"""Modules that are loaded when they are first used: whole, once, and by whoever comes first."""

from __future__ import annotations

import importlib
import subprocess
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.ui import late_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "ntm_late_for_test"
SLOW = "import time\ntime.sleep(0.2)\nfirst = 1\ntime.sleep(0.2)\nsecond = 2\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that modules are imported from."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    sys.modules.pop(NAME, None)


def _postponed(folder: Path, text: str) -> ModuleType:
    (folder / f"{NAME}.py").write_text(text, encoding="utf-8")
    late_modules.postpone((NAME,))
    return importlib.import_module(NAME)


def test_a_late_module_loads_itself_once(folder: Path) -> None:
    module = _postponed(folder, "import sys\nsys.ntm_loaded = getattr(sys, 'ntm_loaded', 0) + 1\nanswer = 42\n")
    assert importlib.import_module(NAME) is module
    assert not hasattr(sys, "ntm_loaded")
    assert (module.answer, module.answer) == (42, 42)
    late_modules.load_all((NAME,))
    assert (type(module), sys.ntm_loaded) == (ModuleType, 1)  # type: ignore[attr-defined] # the text above sets it
    with pytest.raises(AttributeError, match="nothing"):
        _ = module.nothing
    del sys.ntm_loaded  # type: ignore[attr-defined]


def test_two_threads_get_the_whole_module(folder: Path) -> None:
    module = _postponed(folder, SLOW)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(module.second)) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [2, 2, 2, 2]


def test_a_module_that_looks_into_itself_is_not_loaded_twice(folder: Path) -> None:
    module = _postponed(folder, f"import {NAME} as own\nknown = hasattr(own, 'later')\nlater = 1\n")
    assert (module.later, module.known) == (1, False)


def test_a_module_that_cannot_be_loaded_tells_whoever_uses_it(folder: Path) -> None:
    module = _postponed(folder, "import there_is_no_such_module\n")
    late_modules.load_all((NAME,))
    for _again in range(2):
        with pytest.raises(ImportError, match="there_is_no_such_module"):
            _ = module.anything


def test_what_is_loaded_or_missing_stays_as_it_is() -> None:
    late_modules.postpone(("json", "there_is_no_such_module"))
    assert type(sys.modules["json"]) is ModuleType
    assert "there_is_no_such_module" not in sys.modules


def test_python_works_with_its_late_modules() -> None:
    said = (
        "import ntm_desktop.ui, sys\n"
        "import argparse, bz2, ipaddress, lzma, random, shutil, tempfile, traceback, zipfile\n"
        "assert all(type(sys.modules[one]) is not type(sys) for one in ('ipaddress', 'shutil', 'traceback'))\n"
        "try:\n    1 / 0\n"
        "except ZeroDivisionError:\n    print(traceback.format_exc().splitlines()[-1])\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    with zipfile.ZipFile(folder + '/a.zip', 'w', zipfile.ZIP_LZMA) as packed:\n"
        "        packed.writestr('one', bz2.compress(lzma.compress(b'two')))\n"
        "    shutil.unpack_archive(folder + '/a.zip', folder)\n"
        "    print(lzma.decompress(bz2.decompress(open(folder + '/one', 'rb').read())))\n"
        "from ntm_desktop.ui import late_modules\n"
        "late_modules.load_all()\n"
        "print({type(sys.modules[one]) for one in late_modules.NAMES} == {type(sys)}, ipaddress.ip_address('::1'))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", said], check=True, capture_output=True, text=True
    )
    assert done.stdout == "ZeroDivisionError: division by zero\nb'two'\nTrue ::1\n"
