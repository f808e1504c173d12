"""`ntm criteria|law|money|council|exclusions|proposals`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ntm_desktop import i18n
from ntm_desktop.cli import arguments, output, packs
from ntm_desktop.domain.law import Category
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services import catalogue_sheets, explaining, proposals
from ntm_desktop.wording import plans as words

if TYPE_CHECKING:
    import argparse

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.context import Context


def add_parsers(commands: Commands) -> None:
    """Add the commands of criteria sets, the law pack and awards; only `proposals` needs an office."""
    _add_criteria(commands)
    _add_law(commands)
    _add_money(commands)
    _add_council(commands)
    _add_exclusions(commands)
    _add_proposals(commands)


def _add_criteria(commands: Commands) -> None:
    group = commands.group("criteria", _("bộ tiêu chí: liệt kê, xem, kiểm tra, chuyển từ và sang Excel"))
    group.add_parser("list", help=_("liệt kê các bộ tiêu chí")).set_defaults(handler=_criteria_list, needs_office=False)
    shown = group.add_parser("show", help=_("xem toàn bộ một bộ tiêu chí"))
    shown.add_argument("id", metavar=_("MÃ"))
    shown.set_defaults(handler=_criteria_show, needs_office=False)
    packs.add_check(group, "criteria", _("kiểm tra một tệp bộ tiêu chí"))
    read = group.add_parser("from-excel", help=_("đọc bảng Excel thành tệp bộ tiêu chí"))
    read.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    read.add_argument("--out", type=arguments.path, default=None, metavar=_("TỆP"), help=_("tệp ghi ra"))
    read.set_defaults(handler=_from_excel, needs_office=False)
    write = group.add_parser("to-excel", help=_("ghi bộ tiêu chí ra bảng Excel"))
    write.add_argument("id", metavar=_("MÃ"))
    write.add_argument("--out", type=arguments.path, default=None, metavar=_("TỆP"), help=_("tệp ghi ra"))
    write.set_defaults(handler=_to_excel, needs_office=False)


def _add_law(commands: Commands) -> None:
    group = commands.group("law", _("gói pháp luật: xem, kiểm tra"))
    group.add_parser("show", help=_("xem toàn bộ gói pháp luật")).set_defaults(handler=_law_show, needs_office=False)
    packs.add_check(group, "law", _("kiểm tra một tệp gói pháp luật"))


def _add_money(commands: Commands) -> None:
    parser = commands.add_parser("money", help=_("tính tiền thưởng"))
    parser.add_argument("--award", required=True, metavar=_("MÃ"), help=_("mã hình thức khen thưởng, ví dụ giay_khen"))
    parser.add_argument("--category", required=True, choices=[one.value for one in Category])
    parser.add_argument("--date", required=True, type=packs.day, metavar=_("NGÀY"), help=_("ngày quyết định"))
    parser.add_argument("--count", type=packs.count, default=1, metavar=_("SỐ"))
    parser.set_defaults(handler=_money, needs_office=False)


def _add_council(commands: Commands) -> None:
    parser = commands.add_parser("council", help=_("kiểm phiếu của Hội đồng"))
    parser.add_argument(
        "--members", required=True, type=arguments.whole, metavar=_("SỐ"), help=_("tổng số thành viên Hội đồng")
    )
    parser.add_argument("--votes", required=True, type=arguments.path, metavar=_("TỆP"), help=_("tệp JSON các phiếu"))
    parser.add_argument("--award", required=True, metavar=_("MÃ"))
    parser.set_defaults(handler=_council, needs_office=False)


def _add_exclusions(commands: Commands) -> None:
    parser = commands.add_parser("exclusions", help=_("đề nghị nào bị loại vì đã có đề nghị khác"))
    parser.add_argument("--movement", required=True, metavar=_("MÃ"))
    parser.add_argument(
        "--nominations", required=True, type=arguments.path, metavar=_("TỆP"), help=_("tệp JSON các đề nghị")
    )
    parser.set_defaults(handler=_exclusions, needs_office=False)


def _add_proposals(commands: Commands) -> None:
    parser = commands.add_parser(
        "proposals", help=_("hộ được đề nghị tặng giấy khen theo kết quả phần việc, kèm lý do")
    )
    parser.add_argument("--year", required=True, type=arguments.year, metavar=_("NĂM"))
    parser.add_argument("--movement", default="", metavar=_("MÃ"), help=_("mặc định: phong trào của đơn vị"))
    parser.set_defaults(handler=_proposals)


def _criteria_list(_context: Context | None, args: argparse.Namespace) -> int:
    rows = queries.criteria_sets(queries.open_catalogue())
    line = _("{id}  {title}  ({indicators} chỉ tiêu, {without} chưa có ngưỡng)")
    text = "\n".join(line.format(**one, without=one["without_threshold"]) for one in rows)
    output.say_list(args, text, rows)
    return output.DONE


def _criteria_show(_context: Context | None, args: argparse.Namespace) -> int:
    return packs.whole(args, lambda catalogue: queries.criteria_set(catalogue, args.id))


def _law_show(_context: Context | None, args: argparse.Namespace) -> int:
    return packs.whole(args, queries.law)


def _from_excel(_context: Context | None, args: argparse.Namespace) -> int:
    text, problems = catalogue_sheets.from_excel(queries.open_catalogue(), args.file)
    listed = [output.problem_document(one) for one in problems]
    if problems:
        output.say(args, "", {"accepted": False, "problems": listed})
        output.complain(problems)
        return output.REFUSED
    target = args.out or args.file.with_suffix(".yaml")
    if args.out is None and target.exists():
        raise UserError("packs.exists", file=str(target))  # only a file that was named is written over
    catalogue_sheets.keep(text, target)
    said = _("Đã ghi {file}").format(file=target)
    output.say(args, said, {"accepted": True, "file": str(target), "problems": []})
    return output.DONE


def _to_excel(_context: Context | None, args: argparse.Namespace) -> int:
    target = args.out or Path(f"{args.id}.xlsx")
    catalogue_sheets.to_excel(queries.open_catalogue(), args.id, target)
    said = _("Đã ghi {file}").format(file=target)
    output.say(args, said, {"criteria": args.id, "file": str(target)})
    return output.DONE


def _money(_context: Context | None, args: argparse.Namespace) -> int:
    found = queries.reward(queries.open_catalogue(), args.award, Category(args.category), args.date, args.count)
    said = _("{coefficient} × {base} = {exact}, làm tròn lên {amount}; {count} trường hợp: {total}. {sure}").format(
        coefficient=i18n.number(found["coefficient"]),
        base=i18n.money(found["base_salary"]),
        exact=i18n.money(found["exact"]),
        amount=i18n.money(found["amount"]),
        count=found["count"],
        total=i18n.money(found["total"]),
        sure=words.known(found["known"]),
    )
    output.say(args, said.strip(), found)
    return output.DONE


def _council(_context: Context | None, args: argparse.Namespace) -> int:
    found = queries.vote(queries.open_catalogue(), args.members, args.votes, args.award)
    said = _("{votes}/{members} phiếu thuận, {percent}%, cần ít nhất {needed} phiếu: {outcome}").format(
        votes=found["for"],
        members=found["members"],
        percent=i18n.number(found["percent"], 1),
        needed=found["votes_needed"],
        outcome=words.vote(found["outcome"]),
    )
    output.say(args, said, found)
    return output.DONE


def _exclusions(_context: Context | None, args: argparse.Namespace) -> int:
    found = queries.excluded(queries.open_catalogue(), args.movement, args.nominations)
    closed = _("Đề nghị {nomination} ({subject}) bị loại vì đã có đề nghị {because_of} [{requirement}]")
    twice = _("Đề nghị {nomination} ({subject}) dùng lại thành tích của đề nghị {because_of} [{requirement}]")
    rows = [closed.format(**one) for one in found["blocked"]] + [twice.format(**one) for one in found["used_twice"]]
    many = _("Đợt {round}: {count} đề nghị {award}, chỉ tiêu {quota} [{requirement}]")
    rows += [many.format(**one, count=len(one["nominations"])) for one in found["over_quota"]]
    output.say(args, "\n".join(rows) or _("Không đề nghị nào bị loại."), found)
    return output.DONE


def _proposals(context: Context, args: argparse.Namespace) -> int:
    found = proposals.of_year(context, args.year, args.movement)
    rows = [
        {
            "id": one.totals.household.id,
            "code": one.totals.household.code,
            "head": one.totals.household.head,
            "village": one.totals.village.name,
            "achieved": one.totals.achieved,
            "complete": one.totals.complete,
            "proposed": one.verdict.met,
            "verdict": explaining.document(one.verdict),
        }
        for one in found
    ]
    proposed = [f"{row['code']}  {row['head']}  {row['village']}" for row in rows if row["proposed"]]
    output.say_list(args, "\n".join(proposed) or _("Chưa hộ nào được đề nghị."), rows)
    return output.DONE
