"""`ntm report NAME|list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop.cli import arguments, output
from ntm_desktop.cli.household_commands import find_village
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import answers, exports, reporting

if TYPE_CHECKING:
    import argparse

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.context import Context


def add_parsers(commands: Commands) -> None:
    """Add the command that prints reports."""
    parser = commands.add_parser("report", help=_("lập báo cáo (report list: liệt kê)"))
    parser.add_argument("name", metavar=_("BÁO_CÁO"), help=_("tên báo cáo, hoặc list"))
    parser.add_argument("--year", type=arguments.year, default=None, metavar=_("NĂM"))
    parser.add_argument("--village", default="", metavar=_("TÊN"), help=_("một ấp, thôn"))
    parser.add_argument(
        "--format", choices=reporting.FORMATS, default=None, help=_("mặc định theo đuôi tệp, không thì pdf")
    )
    parser.add_argument("--out", type=arguments.path, default=None, metavar=_("TỆP"), help=_("tệp ghi ra"))
    parser.set_defaults(handler=_report)


def _report(context: Context, args: argparse.Namespace) -> int:
    if args.name == "list":
        return _list(context, args)
    wanted = reporting.Wanted(
        year=_newest_year(context) if args.year is None else args.year,
        village_id=find_village(context, args.village).id if args.village else "",
    )
    kind = _format(args)
    document = reporting.build(context, args.name, wanted)
    target = args.out or Path(f"{args.name}-{wanted.year}.{kind}")
    exports.write(context, document, kind, target)
    said = _("Đã ghi {file}").format(file=target)
    output.say(args, said, {"report": args.name, "year": wanted.year, "format": kind, "file": str(target)})
    return output.DONE


def _format(args: argparse.Namespace) -> str:
    """Return the format asked for, or the one that the file's name ends with; UserError(reports.other_ending)."""
    ending = args.out.suffix.lower().removeprefix(".") if args.out else ""
    named = ending if ending in reporting.FORMATS else ""
    if args.format and named and args.format != named:
        raise UserError("reports.other_ending", file=args.out.name, kind=args.format)
    return args.format or named or reporting.FORMATS[0]


def _newest_year(context: Context) -> int:
    years = answers.years(context)
    if not years:
        raise UserError("reports.no_year")
    return years[0]


def _list(context: Context, args: argparse.Namespace) -> int:
    found = reporting.available(context)
    document = [{"name": one.id, "title": _(one.title), "formats": list(reporting.FORMATS)} for one in found]
    output.say_list(args, "\n".join(f"{one.id}  {_(one.title)}" for one in found), document)
    return output.DONE
