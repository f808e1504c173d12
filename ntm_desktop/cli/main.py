"""`ntm`: reads the command, opens the office, runs the handler, and turns failures into words and exit statuses.

Exit status: 0 done, 1 a mistake of ours, 2 wrong usage, 3 input refused, 4 environment (disk, lock, rights).
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from ntm_desktop import __version__, i18n, paths, wording
from ntm_desktop.cli import household_commands, output
from ntm_desktop.cli.commands import Commands, Parser, WrongUsage, add_common
from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.errors import BugError, CancelledError, EnvironmentFault, NtmError, UserError
from ntm_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one return a kind of end
    """Run one command; return its exit status."""
    _use_utf8()
    i18n.use_language(_language_in(sys.argv[1:] if arguments is None else arguments))
    words = household_commands.spread_maps(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser()
    try:
        args = parser.parse_args(words)
    except WrongUsage as wrong:
        return _wrong_usage(wrong.why, for_machines="--json" in words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else output.USAGE
    i18n.use_language(args.language)
    _spell(args)
    try:
        return _run(args)
    except CancelledError:
        return output.DONE
    except KeyboardInterrupt:
        return output.REFUSED
    except NtmError as error:
        return _explained(args, error)
    except BrokenPipeError:
        # Whoever read us has seen enough (`ntm … | head`); nothing more can be said there.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives until the end
        return output.DONE
    except OSError as error:
        _log.debug("environment", exc_info=error)
        return _explained(args, EnvironmentFault("general.file_fault", file=str(error.filename or "stdout")))
    except Exception as error:  # noqa: BLE001 - the boundary: nobody is shown a traceback
        _note(args, error)
        return _explained(args, BugError("general.unknown"))
    finally:
        i18n.use_language(i18n.SOURCE_LANGUAGE)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    from ntm_desktop.cli import (
        catalogue_commands,
        exchange_commands,
        fact_commands,
        judging_commands,
        movement_commands,
        office_commands,
        report_commands,
        task_commands,
    )

    common = argparse.ArgumentParser(add_help=False)
    add_common(common, default=argparse.SUPPRESS)
    parser = Parser(prog="ntm", description=_("Phong trào thi đua xây dựng nông thôn mới: dòng lệnh"))
    parser.add_argument(
        "--version", action="version", version=f"ntm {__version__}", help=_("in số phiên bản rồi thoát")
    )
    add_common(parser, default=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("LỆNH"), parser_class=Parser)
    grown = Commands(commands, common)
    for module in (
        office_commands,
        household_commands,
        task_commands,
        exchange_commands,
        report_commands,
        catalogue_commands,
        movement_commands,
        fact_commands,
        judging_commands,
    ):
        module.add_parsers(grown)
    return parser


def _run(args: argparse.Namespace) -> int:
    needed = getattr(args, "needs_office", True)
    if not (needed(args) if callable(needed) else needed):
        found = args.handler(None, args)
        return int(found)
    from ntm_desktop import app

    folder = args.data or paths.default_data_folder()
    making = getattr(args, "makes_data", False)
    if not making and not paths.DataPaths(folder).database.exists():
        app.refuse_lost(paths.DataPaths(folder))
        raise UserError("general.no_office", folder=str(folder))  # a folder mistyped is not made
    with app.new_office(folder) if making else app.office(folder) as context:
        if getattr(args, "needs_setup", True):
            context.office  # noqa: B018 - raises general.no_office where the first start was not finished
        found = args.handler(context, args)
        return int(found)


def _wrong_usage(why: str, *, for_machines: bool) -> int:
    problem = Problem("general.usage", facts={"reason": why})
    if for_machines:
        document = {"accepted": False, "code": problem.code, "message": why}
        output.print_json({**document, "problems": [output.problem_document(problem)]})
    output.complain([problem])
    return output.USAGE


def _explained(args: argparse.Namespace, error: NtmError) -> int:
    problems = error.problems if isinstance(error, RefusedError) else ()
    if args.json:
        listed = problems or (Problem(error.code, facts=error.facts),)
        document = {
            "accepted": False,
            "code": error.code,
            "message": wording.sentence(error.code, error.facts),
            **(args.refusal(error) if "refusal" in args else {}),
            "problems": [output.problem_document(problem) for problem in listed],
        }
        with suppress(OSError):  # what stands in the way may be the very place that is printed to
            output.print_json(document)
    if not (len(problems) == 1 and problems[0].code == error.code):  # the one problem says it with its place
        print(wording.sentence(error.code, error.facts) + f" [{error.code}]", file=sys.stderr)
    output.complain(problems)
    if isinstance(error, EnvironmentFault):
        return output.ENVIRONMENT
    return output.REFUSED if isinstance(error, UserError) else output.FAILED


def _language_in(arguments: Sequence[str]) -> str:
    """Return the language asked for, before the command is understood: its usage is worded too."""
    asked = [after for word, after in pairwise(arguments) if word == "--language"]
    return asked[-1] if asked else i18n.SOURCE_LANGUAGE


def _spell(args: argparse.Namespace) -> None:
    """Mend words that came in bytes of another encoding than the terminal said (paths stay as the system knows them).

    Where Python takes the terminal for plain ASCII, «đ» comes as two unpaired surrogates; bytes that are no UTF-8
    either become «�», which finds nobody and breaks nothing.
    """
    for name, value in vars(args).items():
        if isinstance(value, str) and not value.isascii():
            try:
                raw = value.encode("utf-8", "surrogateescape")
            except UnicodeEncodeError:  # half a letter, as a Windows command line may pass on
                raw = value.encode("utf-8", "replace")
            setattr(args, name, raw.decode("utf-8", "replace"))


def _note(args: argparse.Namespace, error: Exception) -> None:
    """Write a mistake of ours into the office's log, for whoever mends it; the person gets words and a code."""
    import traceback

    _log.debug("unexpected", exc_info=error)
    folder = paths.DataPaths(args.data or paths.default_data_folder()).logs
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "ntm.log").open("a", encoding="utf-8") as log:
            log.write(f"{args.command}: {''.join(traceback.format_exception(error))}\n")


def _use_utf8() -> None:
    # Windows' console speaks an old code page unless told otherwise.
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real text stream has it
