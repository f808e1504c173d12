"""Entry points: the window, or `cli …` for the command line."""

from __future__ import annotations

import gc
import os
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
    if _without_screen():
        return _told("general.no_screen")
    return run_window(sys.argv)


def _without_screen() -> bool:
    """Whether no window can be shown: Qt itself would say so in English, and abort."""
    where = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    named = any(os.environ.get(name) for name in where) or "-platform" in sys.argv
    return sys.platform.startswith("linux") and not named


def _command(words: list[str]) -> int:
    try:
        from ntm_desktop.cli.main import main as run

        return run(words)
    except ModuleNotFoundError as error:
        return _incomplete(error)


def _incomplete(error: ModuleNotFoundError) -> int:
    """Name every package that this Python lacks, and how to get them; a module of ours that is missing is a bug."""
    from importlib.util import find_spec

    missing = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    if not missing:
        raise error
    return _told("general.packages_missing", packages=", ".join(missing), python=sys.executable)


def _told(code: str, **facts: str) -> int:
    from ntm_desktop.errors import EnvironmentFault
    from ntm_desktop.wording import sentence

    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # a console may speak an old code page
    fault = EnvironmentFault(code, **facts)
    sys.stderr.write(f"{sentence(fault.code, fault.facts)} [{fault.code}]\n")
    return _ENVIRONMENT


if __name__ == "__main__":
    sys.exit(main())
