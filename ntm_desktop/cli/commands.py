"""The parser: commands with the options that all of them take, and wrong usage said in our language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from ntm_desktop import i18n
from ntm_desktop.cli import output
from ntm_desktop.i18n import gettext as _


class Parser(argparse.ArgumentParser):
    """A parser that says in our language that the command was wrong, and shows how it goes."""

    def error(self, message: str) -> NoReturn:
        """Print usage and the reason, and leave with status 2."""
        self.print_usage(sys.stderr)
        self.exit(output.USAGE, _("Sai cách dùng lệnh: {reason}").format(reason=message) + "\n")


class Commands:
    """Sub-commands that all take --data, --json and --language, before or after their name."""

    def __init__(self, commands: argparse._SubParsersAction[Parser], common: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._common = common

    def add_parser(self, name: str, **keywords: object) -> argparse.ArgumentParser:
        """Add a command, with the common options."""
        return self._commands.add_parser(name, parents=[self._common], **keywords)  # type: ignore[arg-type]  # argparse's own keywords

    def group(self, name: str, text: str) -> Commands:
        """Add a command that only holds sub-commands (`ntm households …`)."""
        holder = self._commands.add_parser(name, help=text, description=text)
        inner = holder.add_subparsers(dest=f"{name}_command", required=True, metavar="LỆNH", parser_class=Parser)
        return Commands(inner, self._common)


def add_common(parser: argparse.ArgumentParser, default: object) -> None:
    """Add --data, --json and --language; `default` SUPPRESS keeps what was said before the command's name."""
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
