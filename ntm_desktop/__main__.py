"""Entry points: the window, or `cli …` for the command line."""

from __future__ import annotations

import gc
import sys

# Module -> package, as pyproject.toml names what an installation must have.
PACKAGES = {
    "PySide6": "PySide6-Essentials",
    "sqlite_utils": "sqlite-utils",
    "reportlab": "reportlab",
    "babel": "Babel",
    "yaml": "PyYAML",
    "python_calamine": "python-calamine",
    "openpyxl": "openpyxl",
    "xlsxwriter": "XlsxWriter",
    "pyrage": "pyrage",
    "cryptography": "cryptography",
    "platformdirs": "platformdirs",
}
_ENVIRONMENT = 4


def command_line() -> int:
    """Run `ntm …`."""
    return _command(sys.argv[1:])


def main() -> int:
    """Open the window; with `cli` as the first word, run the command line instead."""
    if sys.argv[1:2] == ["cli"]:
        return _command(sys.argv[2:])
    gc.disable()  # nothing that a start makes is garbage; once the window is up, its collector takes over
    try:
        from ntm_desktop.ui.program import run_window
    except ModuleNotFoundError as error:
        return _incomplete(error)
    return run_window(sys.argv)


def _command(words: list[str]) -> int:
    try:
        from ntm_desktop.cli.main import main as run

        return run(words)
    except ModuleNotFoundError as error:
        return _incomplete(error)


def _incomplete(error: ModuleNotFoundError) -> int:
    """Name every package that this Python lacks, and how to get them; a module of ours that is missing is a bug."""
    from importlib.util import find_spec

    from ntm_desktop.errors import EnvironmentFault
    from ntm_desktop.wording import sentence

    missing = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    if not missing:
        raise error
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # a console may speak an old code page
    fault = EnvironmentFault("general.packages_missing", packages=", ".join(missing), python=sys.executable)
    sys.stderr.write(f"{sentence(fault.code, fault.facts)} [{fault.code}]\n")
    return _ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
