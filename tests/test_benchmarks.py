"""The machinery of the benchmarks on very little work, and what a start must not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import app, paths
from ntm_desktop.services import demo
from tests.benchmarks import ground, importing, many, packages, plot
from tests.benchmarks.__main__ import BENCHES, main
from tests.benchmarks.growth import Curve
from tests.benchmarks.measure import Line, in_child, table, turns

if TYPE_CHECKING:
    from pathlib import Path

TINY = ground.Scale(households=24, years=(2025,), turns=1, quick=True)
# None of these is needed before the window is seen; each costs from ten to hundreds of milliseconds.
LATE = ("babel", "calamine", "cryptography", "openpyxl", "pyrage", "reportlab", "xlsxwriter", "yaml")
STARTED = """
import sys
before = set(sys.modules)  # a measurement of coverage loads what it needs
import dataclasses, json, os
real, made = dataclasses._process_class, []
def counted(cls, init, *rest):
    made.extend([cls.__qualname__] if init else [])  # without a constructor only its description is made
    return real(cls, init, *rest)
dataclasses._process_class = counted
from ntm_desktop.ui import late_modules, program
class Shown(program.Program):
    def start(self):
        begun = super().start()
        used = [name for name in late_modules.NAMES if type(sys.modules[name]) is not late_modules.LateModule]
        shown = begun and self.window.isVisible() and self.window.current_place
        told = {"shown": shown, "loaded": sorted(sys.modules), "made": made, "used": sorted(set(used) - before)}
        print(json.dumps(told), flush=True)
        os._exit(0)
program.Program = Shown
program.run_window(sys.argv)
"""


@pytest.fixture
def bench_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the benchmarks keep their ground in a folder of the test."""
    monkeypatch.setattr(ground, "FOLDER", tmp_path)
    return tmp_path


def test_a_ratio_is_held_against_its_bound() -> None:
    line = Line("ours", (3.0, 1.0, 2.0), (1.0, 1.0), 1.5)
    assert (line.value, line.limit, line.share > 1) == (2.0, 1.5, True)
    assert "| 2.00 × | ≤ 1.5 × | **over** |" in table([line])
    assert Line("ours", (1.0,), (1.0,), 1.5).share < 1


def test_a_time_is_held_against_its_bound() -> None:
    within = table([Line("a frame", (0.004, 0.002, 0.003), bound_seconds=0.016)])
    assert "3.00 ms (2.00–4.00) | – | 3.00 ms | ≤ 16.0 ms |  |" in within
    assert "120 MiB | ≤ 300 MiB" in table([Line("memory", (120,), bound_seconds=300, unit="MiB")])


def test_turns_alternate_and_the_first_does_not_count() -> None:
    done: list[str] = []
    mine, theirs = turns(2, lambda: done.append("ours"), lambda: done.append("baseline"))
    assert done == ["ours", "baseline", "baseline", "ours", "baseline", "ours"]
    assert (len(mine), len(theirs)) == (2, 2)


def test_the_ground_is_made_once(bench_folder: Path) -> None:
    folder = ground.folder(TINY)
    made = (folder / "done").stat().st_mtime_ns
    assert ground.folder(TINY) == folder
    assert (folder / "done").stat().st_mtime_ns == made
    assert folder.is_relative_to(bench_folder)


@pytest.mark.usefixtures("bench_folder")
def test_import_and_packages_are_measured() -> None:
    found = [importing.household_list(TINY), *packages.lines(TINY)]
    assert all(seconds > 0 for line in found for seconds in line.ours)
    assert found[-1].unit == "MiB"
    assert found[-1].value < found[-1].limit


@pytest.mark.usefixtures("bench_folder")
def test_many_communes_are_taken_in() -> None:
    taken = many.take_in(2, 10)
    assert len(taken.seconds) == len(taken.memory) == 2


@pytest.mark.usefixtures("qapp")
def test_curves_are_drawn(tmp_path: Path) -> None:
    curve = Curve("linear", ((10, 0.1), (100, 1.0)))
    assert curve.line().value == pytest.approx(1.0)
    plot.draw([curve, Curve("worse", ((10, 0.1), (100, 10.0)))], tmp_path / "growth.png")
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")


def test_a_value_over_twice_its_bound_fails_the_quick_run_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(BENCHES, "invented", lambda _scale: [Line("far over", (9.0,), (1.0,), 2.0)])
    assert main(["--quick", "--only", "invented"]) == 1
    assert main(["--only", "invented"]) == 0
    said = capsys.readouterr()
    assert "more than twice its bound: far over" in said.err
    assert "far over" in said.out


def test_a_child_answers_in_json(tmp_path: Path) -> None:
    (tmp_path / "answering.py").write_text("print('noise'); print('{\"peak\": 1.5}')", encoding="utf-8")
    assert in_child("answering", folder=tmp_path) == {"peak": 1.5}


@pytest.fixture
def commune(tmp_path: Path) -> Path:
    """Return the data folder of a small filled commune."""
    with app.office(tmp_path / "data") as context:
        demo.fill(context, demo.DemoPlan(20, 2, (2025,)))
        people = context.database.rows("SELECT id FROM staff ORDER BY id")
        chosen = {"last_staff": people[0][0]}
    (tmp_path / "data" / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    return tmp_path / "data"


def test_a_start_loads_no_library_that_it_does_not_need(commune: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NTM_DATA": str(commune)}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", STARTED],
        cwd=paths.program_folder(),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert told["shown"] == "home"
    loaded = {name.partition(".")[0] for name in told["loaded"]}
    assert loaded.isdisjoint(LATE), sorted(loaded.intersection(LATE))
    # Ours that a first look at the window does not need either.
    late = {"ntm_desktop.exchange", "ntm_desktop.reports", "ntm_desktop.sheets", "ntm_desktop.ui.prompts"}
    assert late.isdisjoint(told["loaded"])
    assert told["made"] == [], "what every start makes is made with @frozen"
    assert told["used"] == [], "these are for later"
