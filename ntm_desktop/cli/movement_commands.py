"""`ntm movements|targets|deadlines|nominee|payments|needs`: what a plan orders, who qualifies by it, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntm_desktop.cli import arguments, output, own_facts, packs
from ntm_desktop.cli import movement_lines as lines
from ntm_desktop.domain.movements_parts import AwardLevel, Occasion, SubjectKind
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services import check_sheets, money_lists, plan_gaps, plan_queries

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.context import Context


def add_parsers(commands: Commands) -> None:
    """Add the commands of the plans; none needs an office."""
    _add_movements(commands)
    _add_targets(commands)
    _add_deadlines(commands)
    _add_nominee(commands)
    _add_money_list(commands, "payments", _("bảng tiền thưởng: thành tiền, cộng theo nguồn và năm"), _payments)
    _add_money_list(commands, "needs", _("bảng nhu cầu kinh phí: thành tiền, cộng theo nguồn và năm"), _needs)


def _add_movements(commands: Commands) -> None:
    group = commands.group("movements", _("phong trào: liệt kê, xem, kiểm tra hồ sơ phong trào"))
    group.add_parser("list", help=_("liệt kê các phong trào")).set_defaults(handler=_list, needs_office=False)
    _about(group, "show", _("xem toàn bộ một hồ sơ phong trào"), _show)
    steps = _about(group, "steps", _("các bước thực hiện và cơ quan làm tại một ngày"), _steps, dated=True)
    steps.add_argument("--office", default="", metavar=_("MÃ"), help=_("mã cơ quan trong hồ sơ phong trào"))
    steps.add_argument("--level", default=None, choices=_codes(AwardLevel), help=_("đường đi của hồ sơ ở một cấp"))
    dossier = _about(group, "dossier", _("thành phần, số bộ và đường đi của hồ sơ khen thưởng"), _dossier, dated=True)
    dossier.add_argument("--award", required=True, metavar=_("MÃ"), help=_("mã hình thức khen thưởng, ví dụ giay_khen"))
    awards = _about(group, "awards", _("hình thức khen thưởng được xét tại một ngày"), _awards, dated=True)
    awards.add_argument("--occasion", default=None, choices=_codes(Occasion), help=_("dịp xét"))
    awards.add_argument("--kind", default=None, choices=_codes(SubjectKind), help=_("loại đối tượng"))
    _about(group, "programs", _("nội dung, chương trình, phong trào thành phần"), _programs, dated=True)
    _about(group, "funds", _("nguồn kinh phí"), _funds)
    _about(group, "goals", _("mục tiêu không có con số"), _goals)
    _about(group, "recipients", _("nơi nhận và khối ký tại một ngày"), _recipients, dated=True)
    _about(group, "todo", _("những gì hồ sơ còn để trống, tỉnh phải bổ sung"), _todo)
    packs.add_check(group, "movement", _("kiểm tra một tệp hồ sơ phong trào"))


def _codes(codes: type[AwardLevel | Occasion | SubjectKind]) -> list[str]:
    return [one.value for one in codes]


def _about(
    group: Commands, name: str, text: str, handler: Callable[..., int], *, dated: bool = False
) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=text)
    parser.add_argument("id", metavar=_("MÃ"))
    if dated:
        parser.add_argument("--date", required=True, type=packs.day, metavar=_("NGÀY"))
    parser.set_defaults(handler=handler, needs_office=False)
    return parser


def _add_targets(commands: Commands) -> None:
    parser = commands.add_parser("targets", help=_("so kết quả với chỉ tiêu của phong trào"))
    parser.add_argument("--movement", required=True, metavar=_("MÃ"))
    parser.add_argument(
        "--results", required=True, type=arguments.path, metavar=_("TỆP"), help=_("tệp CSV: measure,year,value")
    )
    parser.add_argument("--year", type=arguments.year, default=None, metavar=_("NĂM"))
    parser.set_defaults(handler=_targets, needs_office=False)


def _add_deadlines(commands: Commands) -> None:
    parser = commands.add_parser("deadlines", help=_("mốc và hạn của phong trào tại một ngày"))
    parser.add_argument("--movement", required=True, metavar=_("MÃ"))
    parser.add_argument("--date", required=True, type=packs.day, metavar=_("NGÀY"))
    parser.add_argument("--office", default="", metavar=_("MÃ"), help=_("mã cơ quan trong hồ sơ phong trào"))
    parser.set_defaults(handler=_deadlines, needs_office=False)


def _add_nominee(commands: Commands) -> None:
    parser = commands.add_parser("nominee", help=_("đối chiếu một trường hợp với tiêu chuẩn của đối tượng, kèm lý do"))
    parser.add_argument("--movement", required=True, metavar=_("MÃ"))
    parser.add_argument("--category", required=True, metavar=_("MÃ"), help=_("mã đối tượng, ví dụ AK-III.1.c"))
    own_facts.add_options(parser, _("tệp JSON: dữ kiện và giá trị"))
    parser.add_argument("--date", required=True, type=packs.day, metavar=_("NGÀY"))
    parser.add_argument("--kind", default=None, choices=_codes(SubjectKind), help=_("loại đối tượng"))
    parser.add_argument("--level", default=None, choices=_codes(AwardLevel), help=_("cấp khen thưởng được đề nghị"))
    parser.add_argument("--choose", action="append", default=[], metavar=_("MÃ"), help=_("tiêu chuẩn được chọn để xét"))
    parser.set_defaults(handler=_nominee)


def _add_money_list(commands: Commands, name: str, text: str, handler: Callable[..., int]) -> None:
    parser = commands.add_parser(name, help=text)
    parser.add_argument("file", type=arguments.path, metavar=_("TỆP"), help=_("tệp CSV"))
    parser.add_argument(
        "--movement", default="", metavar=_("MÃ"), help=_("chỉ nhận nguồn kinh phí mà kế hoạch này nêu")
    )
    parser.set_defaults(handler=handler, needs_office=False)


def _list(_context: Context | None, args: argparse.Namespace) -> int:
    rows = queries.movements(queries.open_catalogue())
    output.say_list(args, "\n".join(lines.movement(one) for one in rows), rows)
    return output.DONE


def _show(_context: Context | None, args: argparse.Namespace) -> int:
    return packs.whole(args, lambda catalogue: queries.movement(catalogue, args.id))


def _said(args: argparse.Namespace, rows: Sequence[dict[str, Any]], of: Callable[[dict[str, Any]], list[str]]) -> int:
    """Print rows, or that the plan has none."""
    text = [line for one in rows for line in of(one)] or [_("Kế hoạch không nêu.")]
    output.say_list(args, "\n".join(text), rows)
    return output.DONE


def _steps(_context: Context | None, args: argparse.Namespace) -> int:
    level = AwardLevel(args.level) if args.level else None
    return _said(args, plan_queries.steps(queries.open_catalogue(), args.id, args.date, args.office, level), lines.step)


def _dossier(_context: Context | None, args: argparse.Namespace) -> int:
    found = plan_queries.dossier(queries.open_catalogue(), args.id, args.award, args.date)
    output.say(args, "\n".join(lines.dossier(found)), found)
    return output.DONE


def _awards(_context: Context | None, args: argparse.Namespace) -> int:
    occasions = [Occasion(args.occasion)] if args.occasion else list(Occasion)
    kind = SubjectKind(args.kind) if args.kind else None
    return _said(args, plan_queries.awards(queries.open_catalogue(), args.id, args.date, occasions, kind), lines.award)


def _programs(_context: Context | None, args: argparse.Namespace) -> int:
    return _said(args, plan_queries.programs(queries.open_catalogue(), args.id, args.date), lines.program)


def _funds(_context: Context | None, args: argparse.Namespace) -> int:
    return _said(args, plan_queries.funds(queries.open_catalogue(), args.id), lines.fund)


def _goals(_context: Context | None, args: argparse.Namespace) -> int:
    return _said(args, plan_queries.goals(queries.open_catalogue(), args.id), lines.goal)


def _recipients(_context: Context | None, args: argparse.Namespace) -> int:
    return _said(args, plan_queries.recipients(queries.open_catalogue(), args.id, args.date), lines.recipients)


def _todo(_context: Context | None, args: argparse.Namespace) -> int:
    rows = plan_gaps.open_points(queries.open_catalogue(), args.id)
    text = [f"{one['path']}: {one['message']}" for one in rows] or [_("Hồ sơ không còn gì để trống.")]
    output.say_list(args, "\n".join(text), rows)
    return output.DONE


def _targets(_context: Context | None, args: argparse.Namespace) -> int:
    found = queries.target_standings(queries.open_catalogue(), args.movement, args.results, args.year)
    output.say(args, "\n".join(lines.targets(found)), found)
    return output.DONE


def _deadlines(_context: Context | None, args: argparse.Namespace) -> int:
    rows = queries.due(queries.open_catalogue(), args.movement, args.date, args.office)
    text = [line for one in rows for line in lines.deadline(one)] or [_("Kế hoạch không nêu.")]
    document = {"movement": args.movement, "date": args.date.isoformat(), "deadlines": rows}
    output.say(args, "\n".join(text), document)
    return output.DONE


def _nominee(context: Context | None, args: argparse.Namespace) -> int:
    subject, own = own_facts.of(context, args)
    found = check_sheets.check_sheet(
        queries.open_catalogue(),
        args.movement,
        args.category,
        args.facts,
        args.date,
        SubjectKind(args.kind) if args.kind else None,
        AwardLevel(args.level) if args.level else None,
        tuple(args.choose),
        own,
    )
    document = {**found, "subject": subject.key if subject else None}
    output.say(args, "\n".join(lines.check_sheet(found)), document)
    return output.DONE


def _payments(_context: Context | None, args: argparse.Namespace) -> int:
    found = money_lists.payments(queries.open_catalogue(), args.file, args.movement)
    output.say(args, "\n".join(lines.money_list(found)), found)
    return output.DONE


def _needs(_context: Context | None, args: argparse.Namespace) -> int:
    found = money_lists.needs(queries.open_catalogue(), args.file, args.movement)
    output.say(args, "\n".join(lines.money_list(found)), found)
    return output.DONE
