"""The rule engine: many villages against a plain loop, and what the catalogue costs at the start."""

from __future__ import annotations

import operator
import os
import random
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

from ntm_desktop.domain.criteria import (
    Basis,
    Case,
    Context,
    CriteriaSet,
    Criterion,
    Indicator,
    Kind,
    PassAll,
)
from ntm_desktop.domain.criteria_verdicts import Evidence, outcome_of, prepared
from tests.benchmarks.measure import Line, turns

if TYPE_CHECKING:
    from tests.benchmarks.ground import Scale

VILLAGES, INDICATORS, CRITERIA = 3000, 75, 15
WINDOW = """
import time; start = time.perf_counter()
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableView())
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
window_seconds = time.perf_counter() - start
import dataclasses, datetime, enum, json, pathlib, typing  # the program has these of the standard library anyway
start = time.perf_counter()
from ntm_desktop import paths
from ntm_desktop.catalog import load_catalogue
from ntm_desktop.catalog.compiled import FOLDERS
catalogue = load_catalogue(paths.resources_folder())
assert all(list(catalogue.packs(place).names) for place in FOLDERS)
assert catalogue.units and catalogue.task_sets
print(time.perf_counter() - start, window_seconds)
"""


def evaluation(scale: Scale) -> Line:
    """Judge every village by 75 indicators, against the same comparisons in a plain loop."""
    rng = random.Random(1)  # noqa: S311 - made-up answers
    codes = [f"{at % CRITERIA}.{at}" for at in range(INDICATORS)]
    villages = [{code: rng.randint(60, 100) for code in codes} for _ in range(VILLAGES)]
    ready = prepared(_set(codes), Context())
    compared = [(code, operator.ge, 80) for code in codes]

    def plain() -> list[bool]:
        found = []
        for answers in villages:
            met = True
            for code, compare, bound in compared:
                value = answers.get(code)
                if value is None or not compare(value, bound):
                    met = False
            found.append(met)
        return found

    def ours() -> object:
        return [outcome_of(ready, Evidence(answers)) for answers in villages]

    mine, theirs = turns(max(3, scale.turns), ours, plain)
    return Line("3,000 villages × 75 indicators judged, against a plain loop", tuple(mine), tuple(theirs), 5.0)


def catalogue(scale: Scale) -> Line:
    """Load the whole catalogue in a process that opened a bare window before; the task lists are typed as well.

    The decoded form of every pack and both unit lists are read, and checked against their sources; the typed value
    of another pack is unfolded when it is asked for, since the classes of all take longer to make than all else.
    """
    pairs = [_start() for _ in range(max(5, scale.turns) + 1)][1:]
    mine, bare = tuple(one[0] for one in pairs), tuple(one[1] for one in pairs)
    return Line("The whole catalogue loaded at the start, against a bare window", mine, bare, 0.15)


def _start() -> tuple[float, float]:
    # A program that is installed has its modules compiled; the first turn, which does not count, compiles ours.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**inherited, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", WINDOW], check=True, capture_output=True, text=True, env=environment)  # noqa: S603
    mine, bare = done.stdout.split()
    return float(mine), float(bare)


def _set(codes: list[str]) -> CriteriaSet:
    inside: dict[str, list[Indicator]] = {}
    for code in codes:
        indicator = Indicator(code, "x", Kind.PERCENT, "p", cases=(Case(op=">=", value=Decimal(80)),))
        inside.setdefault(code.partition(".")[0], []).append(indicator)
    criteria = tuple(Criterion(code, "x", tuple(found)) for code, found in inside.items())
    return CriteriaSet("bench", 1, "x", "village", "thôn", Basis(), PassAll("all"), criteria)
