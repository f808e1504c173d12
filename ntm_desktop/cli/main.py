"""`ntm`: reads the command, opens the office, runs the handler, and turns failures into words and exit statuses.

Exit status: 0 done, 1 a mistake of ours, 2 wrong usage, 3 input refused, 4 environment (disk, lock, rights).
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ntm_desktop import __version__, i18n, paths, wording
from ntm_desktop.cli import output
from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.errors import BugError, CancelledError, EnvironmentFault, NtmError, UserError
from ntm_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)


class Parser(argparse.ArgumentParser):
    """A parser that says in our language that the command was wrong, and shows how it goes."""

    def error(self, message: str) -> NoReturn:
        """Print usage and the reason, and leave with status 2."""
        self.print_usage(sys.stderr)
        self.exit(output.USAGE, _("Sai cách dùng lệnh: {reason}").format(reason=message) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one return a kind of end
    """Run one command; return its exit status."""
    _use_utf8()
    parser = build_parser()
    try:
        args = parser.parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else output.USAGE
    i18n.use_language(args.language)
    try:
        return _run(args)
    except CancelledError:
        return output.DONE
    except KeyboardInterrupt:
        return output.REFUSED
    except NtmError as error:
        return _explained(args, error)
    except OSError as error:
        _log.debug("environment", exc_info=error)
        return _explained(args, EnvironmentFault("general.file_fault", file=str(error.filename or "")))
    except Exception as error:  # noqa: BLE001 - the boundary: nobody is shown a traceback
        _log.debug("unexpected", exc_info=error)
        return _explained(args, BugError("general.unknown"))
    finally:
        i18n.use_language(i18n.SOURCE_LANGUAGE)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    from ntm_desktop.cli import (
        catalogue_commands,
        exchange_commands,
        household_commands,
        office_commands,
        report_commands,
        task_commands,
    )

    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, default=argparse.SUPPRESS)
    parser = Parser(prog="ntm", description=_("Phong trào thi đua xây dựng nông thôn mới: dòng lệnh"))
    parser.add_argument("--version", action="version", version=f"ntm {__version__}")
    _add_common(parser, default=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", parser_class=Parser)
    grown = _Commands(commands, common)
    for module in (
        office_commands,
        household_commands,
        task_commands,
        exchange_commands,
        report_commands,
        catalogue_commands,
    ):
        module.add_parsers(grown)
    return parser


class _Commands:
    """Sub-commands that all take --data, --json and --language, before or after their name."""

    def __init__(self, commands: argparse._SubParsersAction[Parser], common: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._common = common

    def add_parser(self, name: str, **keywords: object) -> argparse.ArgumentParser:
        """Add a command, with the common options."""
        return self._commands.add_parser(name, parents=[self._common], **keywords)  # type: ignore[arg-type]  # argparse's own keywords

    def group(self, name: str, text: str) -> _Commands:
        """Add a command that only holds sub-commands (`ntm households …`)."""
        holder = self._commands.add_parser(name, help=text, description=text)
        inner = holder.add_subparsers(dest=f"{name}_command", required=True, metavar="LỆNH", parser_class=Parser)
        return _Commands(inner, self._common)


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    suppressed = default is argparse.SUPPRESS
    parser.add_argument(
        "--data",
        type=Path,
        metavar="THƯ_MỤC",
        default=default if suppressed else None,
        help=_("thư mục dữ liệu (mặc định: biến NTM_DATA, hoặc thư mục của người dùng)"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=default if suppressed else False,
        help=_("in một tài liệu JSON duy nhất"),
    )
    parser.add_argument(
        "--language",
        choices=sorted(i18n.LANGUAGES),
        default=default if suppressed else i18n.SOURCE_LANGUAGE,
        help=_("ngôn ngữ của thông báo"),
    )


def _run(args: argparse.Namespace) -> int:
    if not getattr(args, "needs_office", True):
        found = args.handler(None, args)
        return int(found)
    from ntm_desktop import app

    with app.office(args.data or paths.default_data_folder()) as context:
        if getattr(args, "needs_setup", True):
            context.office  # noqa: B018 - raises general.no_office where the first start was not finished
        found = args.handler(context, args)
        return int(found)


def _explained(args: argparse.Namespace, error: NtmError) -> int:
    problems = error.problems if isinstance(error, RefusedError) else ()
    if args.json:
        listed = problems or (Problem(error.code, facts=error.facts),)
        document = {
            "accepted": False,
            "code": error.code,
            "message": wording.sentence(error.code, error.facts),
            "problems": [output.problem_document(problem) for problem in listed],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
    print(wording.sentence(error.code, error.facts) + f" [{error.code}]", file=sys.stderr)
    output.complain(problems)
    if isinstance(error, EnvironmentFault):
        return output.ENVIRONMENT
    return output.REFUSED if isinstance(error, UserError) else output.FAILED


def _use_utf8() -> None:
    # Windows' console speaks an old code page unless told otherwise.
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real text stream has it
