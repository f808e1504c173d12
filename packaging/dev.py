"""Everything a developer does, with nothing but Python: `python3 packaging/dev.py COMMAND`.

setup [--run-only]     make the environment .venv (missing system libraries included)
run [--demo] [ARG…]    start the program; --demo opens a filled sample commune in build/demo
test [ARG…]            ruff, mypy, import-linter, pytest with ARG…, bench --quick; all of them, then a summary
coverage [ARG…]        the tests again, measured: how much of each layer they run, against its bound
lint                   the checks of `test` that run nothing
bench [ARG…]           measure against the baselines
torture [ARG…]         break it on purpose, for as long as asked; --sets 100000 for the rule engine and its oracle
messages [--check]     compile the translations; say what is missing
screenshots            make the README's pictures anew from the running program
lock [ARG…]            make the lock files anew (ARG… go to uv: --upgrade, say)
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import bounds
import environment
import system
from environment import ROOT, python, tool
from system import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable

USAGE_STATUS = 2
DEMO = ROOT / "build" / "demo"
TEST_SETTINGS = {"NTM_HYPOTHESIS": os.environ.get("NTM_HYPOTHESIS", "ci")}
BENCHMARKS = ROOT / "tests" / "benchmarks"

# Check -> the arguments of the environment's program of that name.
LINTERS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
}

# Lock file -> what it is made from.
LOCKED = {
    "build": ["packaging/lock/build.in"],
    "uv": ["packaging/lock/uv.in"],
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--extra", "dev", "-c", "packaging/lock/run.txt"],
}


def setup(arguments: list[str]) -> int:
    """Make the environment; what is there already stays."""
    if unknown := [each for each in arguments if each != "--run-only"]:
        raise SetupError(f"setup does not know {' '.join(unknown)}; it takes only --run-only.")
    began = time.monotonic()
    done = environment.ensure("run" if arguments else "dev")
    print(f"The environment is {'made' if done else 'ready'} ({time.monotonic() - began:.1f} s).")
    return 0


def run(arguments: list[str]) -> int:
    """Start the program, with a sample commune if `--demo` is among the arguments."""
    environment.ensure("run")
    start = [str(python()), "-m", "ntm_desktop"]
    if "--demo" in arguments:
        arguments = [each for each in arguments if each != "--demo"]
        _make_demo()
        start += ["--data", str(DEMO)]
    return _become([*start, *arguments])


def lint(arguments: list[str]) -> int:
    """Run the checks that run nothing, and show all that they find."""
    if arguments:
        raise SetupError("lint takes no arguments.")
    environment.ensure("dev")
    return _summary(_run_linters())


def test(arguments: list[str]) -> int:
    """Run every check and every test, and show all that they find."""
    environment.ensure("dev")
    _bring_peers()
    outcome = _run_linters()
    outcome["pytest"] = _timed("pytest", [*_pytest(), *arguments], TEST_SETTINGS)
    outcome["bench --quick"] = _timed("bench --quick", *_bench_command("bench", ["--quick"]))
    return _summary(outcome)


def coverage(arguments: list[str]) -> int:
    """Run the tests measured, and hold each layer against its bound."""
    environment.ensure("dev")
    report = ROOT / "build" / "coverage.json"
    report.unlink(missing_ok=True)
    measured = ["--cov", "--cov-branch", "--cov-report=", f"--cov-report=json:{report}"]
    status = _call([*_pytest(), *measured, *arguments], TEST_SETTINGS)
    if not report.is_file():
        raise SetupError("The tests left no measurement; the lines above say why.")
    shares = bounds.read(report)
    faults = bounds.faults(shares)
    print("\n".join(["", "=== coverage ===", *faults, *bounds.table(shares)]))
    return int(bool(status or faults))


def bench(arguments: list[str]) -> int:
    """Measure against the baselines."""
    return _benchmark("bench", arguments)


def torture(arguments: list[str]) -> int:
    """Break the program on purpose."""
    return _benchmark("torture", arguments)


def messages(arguments: list[str]) -> int:
    """Compile the translations and say what is missing; the work is packaging/messages.py's."""
    environment.ensure("run")
    return _call([str(python()), str(ROOT / "packaging" / "messages.py"), *arguments])


def screenshots(arguments: list[str]) -> int:
    """Make the README's pictures anew from the running program."""
    environment.ensure("dev")
    return _call([str(python()), str(ROOT / "packaging" / "screenshots.py"), *arguments])


def lock(arguments: list[str]) -> int:
    """Make the lock files anew from pyproject.toml: versions and hashes, no address."""
    environment.ensure("dev")
    if not Path(tool("uv")).exists():
        raise SetupError("uv could not be installed here, and only uv makes lock files.")
    common = [
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--quiet",
        "--python-version",
        "3.11",
        *arguments,
    ]
    for kind, source in LOCKED.items():
        target = str(environment.LOCKS.relative_to(ROOT) / f"{kind}.txt")
        environment.run(
            [tool("uv"), "pip", "compile", *source, *common, "-o", target],
            f"{target} could not be made; it is as it was. The lines above say why.",
        )
    print("The lock files are made. Look at the difference before you commit it.")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "coverage": coverage,
    "lint": lint,
    "bench": bench,
    "torture": torture,
    "messages": messages,
    "screenshots": screenshots,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Do the command in `arguments`; return the exit status (1 failed, 2 wrong usage)."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0 if arguments else USAGE_STATUS
    if arguments[0] not in COMMANDS:
        print(f"dev.py does not know «{arguments[0]}». It knows: {', '.join(COMMANDS)}.", file=sys.stderr)
        return USAGE_STATUS
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as fault:
        print(f"\ndev.py {arguments[0]}: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _make_demo() -> None:
    """Fill build/demo with a sample commune once; a half-made one is thrown away."""
    if DEMO.exists():
        return
    print("Making a sample commune (made-up people) in build/demo …", flush=True)
    unfinished = DEMO.with_name("demo.unfinished")
    DEMO.parent.mkdir(exist_ok=True)
    environment.remove(unfinished)
    command = [str(python()), "-m", "ntm_desktop", "cli", "demo", "--data", str(unfinished)]
    # Its last line names the unfinished folder.
    environment.run(command, "The sample commune could not be made; the lines above say why.", silent=True)
    if not unfinished.is_dir():
        raise SetupError("`ntm demo` ended well but wrote nothing: this is a mistake in the program.")
    unfinished.rename(DEMO)


def _pytest() -> list[str]:
    return [str(python()), "-m", "pytest", "-n", "2", "--dist", "worksteal"]


def _bring_peers() -> None:
    missing = system.missing_peers()
    if missing and not system.install(missing):
        print(f"Tests that compare with other programs will be skipped: {', '.join(missing)} missing.")
        print(system.how_to_install(missing), flush=True)


def _benchmark(command: str, arguments: list[str]) -> int:
    if not (BENCHMARKS / "__main__.py").is_file():
        where = BENCHMARKS.relative_to(ROOT).as_posix()
        raise SetupError(f"There is nothing to run yet: {where}/__main__.py does not exist.")
    environment.ensure("dev")
    return _call(*_bench_command(command, arguments))


def _bench_command(command: str, arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    paths = os.pathsep.join([str(BENCHMARKS.parent), str(ROOT)])
    return [str(python()), "-m", BENCHMARKS.name, command, *arguments], {"PYTHONPATH": paths}


def _run_linters() -> dict[str, tuple[int, float]]:
    return {name: _timed(name, [tool(words[0]), *words[1:]]) for name, words in LINTERS.items()}


def _timed(name: str, command: list[str], extra: dict[str, str] | None = None) -> tuple[int, float]:
    """Run a check; return its exit status and its seconds."""
    print(f"\n=== {name} ===", flush=True)
    began = time.monotonic()
    return _call(command, extra), time.monotonic() - began


def _summary(outcome: dict[str, tuple[int, float]]) -> int:
    """Print one line a check; return 1 if any failed."""
    print("\n=== summary ===")
    for name, (status, seconds) in outcome.items():
        print(f"{'passed' if status == 0 else 'FAILED'}  {name:<14} {seconds:6.1f} s")
    return int(any(status for status, _ in outcome.values()))


def _call(command: list[str], extra: dict[str, str] | None = None) -> int:
    """Run a program from the root of the project, with `extra` variables; return its exit status."""
    try:
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **(extra or {})}, check=False).returncode
    except OSError as fault:
        raise SetupError(
            f"{command[0]} could not be started ({fault.strerror}). Delete .venv and run setup again."
        ) from fault


def _become(command: list[str]) -> int:
    """Hand the terminal over to a program, from the person's own folder; Windows cannot, and waits."""
    if environment.WINDOWS:
        return subprocess.run(command, check=False).returncode
    sys.stdout.flush()
    try:
        os.execv(command[0], command)  # noqa: S606 (no shell is meant)
    except OSError as fault:
        raise SetupError(f"The program could not be started ({fault.strerror}). Delete .venv and try again.") from fault


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # an old Windows console lacks «…»
    sys.exit(main(sys.argv[1:]))
