"""`python3 packaging/dev.py bench [--quick] [--only WORD] [--json FILE]`: print the table, fail where it says so.

The full run fails on nothing: it prints. The quick run, on machines that are noisy, fails only where a value is more
than twice its bound.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict, fields
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks import (
    answering,
    ground,
    growth,
    importing,
    many,
    packages,
    paper,
    peer,
    rules,
    scrolling,
    searching,
    starting,
)
from tests.benchmarks.measure import Line, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.ground import Scale

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_TOLERANCE = 2.0

BENCHES: dict[str, Callable[[Scale], list[Line]]] = {
    "start": lambda scale: [starting.start(scale)],
    "answer": lambda scale: [answering.durable(scale)],
    "summary": lambda scale: [answering.summary(scale)],
    "import": lambda scale: [importing.household_list(scale)],
    "packages": packages.lines,
    "paper": paper.lines,
    "peer": peer.lines,
    "search": lambda scale: [searching.search(scale)],
    "grid": scrolling.frames,
    "many": many.flat,
    "growth": growth.lines,
    "evaluation": lambda scale: [rules.evaluation(scale)],
    "catalogue": lambda scale: [rules.catalogue(scale)],
}


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 when nothing is over twice its bound."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path, default=None)
    args = parser.parse_args(arguments)
    scale = ground.QUICK if args.quick else ground.FULL
    names = [args.only] if args.only in BENCHES else [name for name in BENCHES if args.only in name]
    lines: list[Line] = []
    for name in names:
        lines += _measured(name, BENCHES[name], scale) if len(names) == 1 else _measured_apart(name, quick=args.quick)
    print(f"{date.today():%d/%m/%Y}, {os.cpu_count()} cores, Python {platform.python_version()}\n")  # noqa: DTZ011 - a person's day
    print(table(lines))
    if args.json:
        args.json.write_text(json.dumps([_document(line) for line in lines], indent=2), encoding="utf-8")
    over = [line.name for line in lines if line.share > _TOLERANCE]
    for name in over:
        print(f"more than twice its bound: {name}", file=sys.stderr)
    return 1 if args.quick and over else 0


def _measured(name: str, run: Callable[[Scale], list[Line]], scale: Scale) -> list[Line]:
    """Measure; in the quick run once more where something is far over, since the machine may have been busy."""
    print(f"measuring: {name} …", file=sys.stderr, flush=True)
    found = run(scale)
    if scale.quick and any(line.share > _TOLERANCE for line in found):
        print(f"measuring again: {name} …", file=sys.stderr, flush=True)
        found = min(found, run(scale), key=lambda lines: max(line.share for line in lines))
    return found


def _measured_apart(name: str, *, quick: bool) -> list[Line]:
    """Measure in a process of its own: no line is slower or faster for what was measured before it."""
    with TemporaryDirectory() as folder:
        told = Path(folder) / "lines.json"
        words = ["bench", "--only", name, "--json", str(told), *(["--quick"] if quick else [])]
        subprocess.run([sys.executable, "-m", "tests.benchmarks", *words], stdout=subprocess.DEVNULL, check=not quick)  # noqa: S603 - ourselves
        kept = [one.name for one in fields(Line)]
        return [Line(**{key: document[key] for key in kept}) for document in json.loads(told.read_text("utf-8"))]


def _document(line: Line) -> dict[str, object]:
    return {**asdict(line), "value": line.value, "limit": line.limit}


def _torture(arguments: list[str]) -> int:
    """Break the program on purpose; imported only when asked for."""
    from tests.torture.__main__ import main as torture

    return torture(arguments)


if __name__ == "__main__":
    command, *rest = sys.argv[1:] or ["bench"]
    runners = {"bench": main, "torture": _torture}
    if command not in runners:
        raise SystemExit(f"There is no command {command} yet.")
    raise SystemExit(partial(runners[command], rest)())
