"""Entry points: the window, or `cli …` for the command line."""

from __future__ import annotations

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
    from ntm_desktop.ui.program import run_window

    return run_window(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
