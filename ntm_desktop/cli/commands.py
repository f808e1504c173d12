"""The parser: commands with the options that all of them take, and wrong usage said in our language."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from ntm_desktop import i18n
from ntm_desktop.cli import arguments, output
from ntm_desktop.i18n import gettext as _
from ntm_desktop.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable


# What argparse says in English, and how we say it.
_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<what>.+)", mark("thiếu: {what}")),
    (r"unrecognized arguments: (?P<what>.+)", mark("không hiểu: {what}")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<what>.+?) \(choose from (?P<choices>.+)\)",
        mark("{name}: không có {what}; chọn một trong {choices}"),
    ),
    (r"argument (?P<name>.+?): invalid \w+ value: (?P<what>.+)", mark("{name}: {what} không hợp lệ")),
    (r"argument (?P<name>.+?): expected one argument", mark("{name}: thiếu giá trị")),
    (r"argument (?P<name>.+?): expected at least one argument", mark("{name}: thiếu giá trị")),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<what>.+)",
        mark("{name}: không dùng cùng với {what}"),
    ),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<what>.+)", mark("{name}: không nhận giá trị {what}")),
    (rf"argument (?P<name>.+?): {arguments.OWN_WORDS}(?P<what>.+)", mark("{name}: {what}")),
    (r"ambiguous option: (?P<what>.+?) could match (?P<choices>.+)", mark("{what} chưa rõ: {choices}")),
)


class WrongUsage(SystemExit):
    """The command was wrong: why, in our language. Whoever does not catch it leaves with status 2."""

    def __init__(self, why: str) -> None:
        super().__init__(output.USAGE)
        self.why = why


class _Help(argparse.HelpFormatter):
    """Help with its few fixed words in our language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the line that shows how the command goes."""
        super().add_usage(usage, actions, groups, _("Cách dùng: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that says in our language that the command was wrong, and shows how it goes."""

    def __init__(self, **keywords: Any) -> None:  # noqa: ANN401 - argparse's own keywords
        super().__init__(**{"formatter_class": _Help, **keywords, "add_help": False})
        self._positionals.title = _("đối số")
        self._optionals.title = _("tùy chọn")
        self.add_argument("-h", "--help", action="help", help=_("in trợ giúp này rồi thoát"))

    def error(self, message: str) -> NoReturn:
        """Print how the command goes; WrongUsage has the reason."""
        self.print_usage(sys.stderr)
        raise WrongUsage(reason(message))


def reason(message: str) -> str:
    """Return what argparse complains of, in our language."""
    for pattern, said in _SAID:
        found = re.fullmatch(pattern, message)
        if found is not None:
            return _(said).format(**found.groupdict())
    return _("lệnh không đúng cách")  # what another Python may say stays unsaid: it would be English


class Commands:
    """Sub-commands that all take --data, --json and --language, before or after their name."""

    def __init__(self, commands: argparse._SubParsersAction[Parser], common: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._common = common

    def add_parser(self, name: str, **keywords: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse's own
        """Add a command, with the common options."""
        parents: Any = [self._common]  # argparse wants its own kind of parser there, and takes any
        return self._commands.add_parser(name, parents=parents, **keywords)

    def group(self, name: str, text: str) -> Commands:
        """Add a command that only holds sub-commands (`ntm households …`)."""
        parents: Any = [self._common]
        holder = self._commands.add_parser(name, help=text, description=text, parents=parents)
        inner = holder.add_subparsers(dest=f"{name}_command", required=True, metavar=_("LỆNH"), parser_class=Parser)
        return Commands(inner, self._common)


def add_common(parser: argparse.ArgumentParser, default: object) -> None:
    """Add --data, --json and --language; `default` SUPPRESS keeps what was said before the command's name."""
    suppressed = default is argparse.SUPPRESS
    parser.add_argument(
        "--data",
        type=arguments.path,
        metavar=_("THƯ_MỤC"),
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
