"""Entry points: the window, or `cli …` for the command line."""

from __future__ import annotations

import gc
import sys


def command_line() -> int:
    """Run `ntm …`."""
    from ntm_desktop.cli.main import main as run

    return run(sys.argv[1:])


def main() -> int:
    """Open the window; with `cli` as the first word, run the command line instead."""
    if sys.argv[1:2] == ["cli"]:
        from ntm_desktop.cli.main import main as run

        return run(sys.argv[2:])
    gc.disable()  # nothing that a start makes is garbage; once the window is up, its collector takes over
    from ntm_desktop.ui.program import run_window

    return run_window(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
