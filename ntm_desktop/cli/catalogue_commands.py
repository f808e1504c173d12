"""`ntm movements|criteria|law|evaluate|targets|money|deadlines|council|exclusions|proposals`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntm_desktop import i18n
from ntm_desktop.cli import output
from ntm_desktop.domain.law import Category
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import catalogue_pages, catalogue_sheets, explaining, proposals
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.wording import plans as words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.catalogue_queries import Catalogue, PackKind, Row
    from ntm_desktop.services.context import Context


def add_parsers(commands: Commands) -> None:
    """Add the commands of the plans, criteria sets and law pack; only `proposals` needs an office."""
    _add_movements(commands)
    _add_criteria(commands)
    _add_law(commands)
    _add_evaluate(commands)
    _add_targets(commands)
    _add_money(commands)
    _add_deadlines(commands)
    _add_council(commands)
    _add_exclusions(commands)
    _add_proposals(commands)


def _add_movements(commands: Commands) -> None:
    group = commands.group("movements", _("phong trào: liệt kê, xem, kiểm tra hồ sơ phong trào"))
    group.add_parser("list", help=_("liệt kê các phong trào")).set_defaults(handler=_movements_list, needs_office=False)
    shown = group.add_parser("show", help=_("xem toàn bộ một hồ sơ phong trào"))
    shown.add_argument("id", metavar="MÃ")
    shown.set_defaults(handler=_movements_show, needs_office=False)
    _add_check(group, "movement", _("kiểm tra một tệp hồ sơ phong trào"))


def _add_criteria(commands: Commands) -> None:
    group = commands.group("criteria", _("bộ tiêu chí: liệt kê, xem, kiểm tra, chuyển từ và sang Excel"))
    group.add_parser("list", help=_("liệt kê các bộ tiêu chí")).set_defaults(handler=_criteria_list, needs_office=False)
    shown = group.add_parser("show", help=_("xem toàn bộ một bộ tiêu chí"))
    shown.add_argument("id", metavar="MÃ")
    shown.set_defaults(handler=_criteria_show, needs_office=False)
    _add_check(group, "criteria", _("kiểm tra một tệp bộ tiêu chí"))
    read = group.add_parser("from-excel", help=_("đọc bảng Excel thành tệp bộ tiêu chí"))
    read.add_argument("file", type=Path, metavar="TỆP")
    read.add_argument("--out", type=Path, default=None, metavar="TỆP", help=_("tệp ghi ra"))
    read.set_defaults(handler=_from_excel, needs_office=False)
    write = group.add_parser("to-excel", help=_("ghi bộ tiêu chí ra bảng Excel"))
    write.add_argument("id", metavar="MÃ")
    write.add_argument("--out", type=Path, default=None, metavar="TỆP", help=_("tệp ghi ra"))
    write.set_defaults(handler=_to_excel, needs_office=False)


def _add_law(commands: Commands) -> None:
    group = commands.group("law", _("gói pháp luật: xem, kiểm tra"))
    group.add_parser("show", help=_("xem toàn bộ gói pháp luật")).set_defaults(handler=_law_show, needs_office=False)
    _add_check(group, "law", _("kiểm tra một tệp gói pháp luật"))


def _add_check(group: Commands, kind: PackKind, text: str) -> None:
    parser = group.add_parser("check", help=text)
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.set_defaults(handler=_check, kind=kind, needs_office=False)
    schema = group.add_parser("schema", help=_("in bản khai báo (JSON Schema) của loại tệp này"))
    schema.set_defaults(handler=_schema, kind=kind, needs_office=False)


def _add_evaluate(commands: Commands) -> None:
    parser = commands.add_parser("evaluate", help=_("đánh giá theo một bộ tiêu chí, kèm lý do"))
    parser.add_argument("--criteria", required=True, metavar="MÃ", help=_("mã bộ tiêu chí"))
    parser.add_argument("--facts", required=True, type=Path, metavar="TỆP", help=_("tệp JSON: mã chỉ tiêu và giá trị"))
    parser.add_argument("--region", default="", metavar="VÙNG")
    parser.add_argument("--group", default="", metavar="NHÓM")
    parser.add_argument("--year", type=int, default=None, metavar="NĂM")
    parser.add_argument("--overlay", type=Path, default=None, metavar="TỆP", help=_("ngưỡng riêng của tỉnh"))
    parser.set_defaults(handler=_evaluate, needs_office=False)


def _add_targets(commands: Commands) -> None:
    parser = commands.add_parser("targets", help=_("so kết quả với chỉ tiêu của phong trào"))
    parser.add_argument("--movement", required=True, metavar="MÃ")
    parser.add_argument("--results", required=True, type=Path, metavar="TỆP", help=_("tệp CSV: measure,year,value"))
    parser.add_argument("--year", type=int, default=None, metavar="NĂM")
    parser.set_defaults(handler=_targets, needs_office=False)


def _add_money(commands: Commands) -> None:
    parser = commands.add_parser("money", help=_("tính tiền thưởng"))
    parser.add_argument("--award", required=True, metavar="MÃ", help=_("mã hình thức khen thưởng, ví dụ giay_khen"))
    parser.add_argument("--category", required=True, choices=[one.value for one in Category])
    parser.add_argument("--date", required=True, type=_date, metavar="NGÀY", help=_("ngày quyết định"))
    parser.add_argument("--count", type=int, default=1, metavar="SỐ")
    parser.set_defaults(handler=_money, needs_office=False)


def _add_deadlines(commands: Commands) -> None:
    parser = commands.add_parser("deadlines", help=_("mốc và hạn của phong trào tại một ngày"))
    parser.add_argument("--movement", required=True, metavar="MÃ")
    parser.add_argument("--date", required=True, type=_date, metavar="NGÀY")
    parser.add_argument("--office", default="", metavar="MÃ", help=_("mã cơ quan trong hồ sơ phong trào"))
    parser.set_defaults(handler=_deadlines, needs_office=False)


def _add_council(commands: Commands) -> None:
    parser = commands.add_parser("council", help=_("kiểm phiếu của Hội đồng"))
    parser.add_argument("--members", required=True, type=int, metavar="SỐ", help=_("tổng số thành viên Hội đồng"))
    parser.add_argument("--votes", required=True, type=Path, metavar="TỆP", help=_("tệp JSON các phiếu"))
    parser.add_argument("--award", required=True, metavar="MÃ")
    parser.set_defaults(handler=_council, needs_office=False)


def _add_exclusions(commands: Commands) -> None:
    parser = commands.add_parser("exclusions", help=_("đề nghị nào bị loại vì đã có đề nghị khác"))
    parser.add_argument("--movement", required=True, metavar="MÃ")
    parser.add_argument("--nominations", required=True, type=Path, metavar="TỆP", help=_("tệp JSON các đề nghị"))
    parser.set_defaults(handler=_exclusions, needs_office=False)


def _add_proposals(commands: Commands) -> None:
    parser = commands.add_parser(
        "proposals", help=_("hộ được đề nghị tặng giấy khen theo kết quả phần việc, kèm lý do")
    )
    parser.add_argument("--year", required=True, type=int, metavar="NĂM")
    parser.add_argument("--movement", default="", metavar="MÃ", help=_("mặc định: phong trào của đơn vị"))
    parser.set_defaults(handler=_proposals)


def _date(text: str) -> date:
    """Read a day as people write it (05/12/2024) or as machines do (2024-12-05)."""
    if "/" in text:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    return date.fromisoformat(text)


def _movements_list(_context: Context | None, args: argparse.Namespace) -> int:
    rows = queries.movements(queries.open_catalogue())
    text = "\n".join(f"{one['id']}  {one['title']}  {one['first_year']}–{one['last_year']}" for one in rows)
    output.say_list(args, text, rows)
    return output.DONE


def _movements_show(_context: Context | None, args: argparse.Namespace) -> int:
    return _whole(args, lambda catalogue: queries.movement(catalogue, args.id))


def _criteria_list(_context: Context | None, args: argparse.Namespace) -> int:
    rows = queries.criteria_sets(queries.open_catalogue())
    line = _("{id}  {title}  ({indicators} chỉ tiêu, {without} chưa có ngưỡng)")
    text = "\n".join(line.format(**one, without=one["without_threshold"]) for one in rows)
    output.say_list(args, text, rows)
    return output.DONE


def _criteria_show(_context: Context | None, args: argparse.Namespace) -> int:
    return _whole(args, lambda catalogue: queries.criteria_set(catalogue, args.id))


def _law_show(_context: Context | None, args: argparse.Namespace) -> int:
    return _whole(args, queries.law)


def _whole(args: argparse.Namespace, find: Callable[[Catalogue], Row]) -> int:
    """Print a whole pack: as a page to read, or as its data."""
    catalogue = queries.open_catalogue()
    found = find(catalogue)
    output.say(args, "" if args.json else "\n".join(catalogue_pages.lines(catalogue, found)), found)
    return output.DONE


def _check(_context: Context | None, args: argparse.Namespace) -> int:
    problems = queries.check(queries.open_catalogue(), args.file, args.kind)
    listed = [output.problem_document(one) for one in problems]
    good = _("Tệp {file} dùng được.").format(file=args.file.name)
    output.say(args, "" if problems else good, {"accepted": not problems, "problems": listed})
    output.complain(problems)
    return output.REFUSED if problems else output.DONE


def _schema(_context: Context | None, args: argparse.Namespace) -> int:
    print(json.dumps(queries.schema(args.kind), ensure_ascii=False, indent=2))
    return output.DONE


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
    target.write_text(text, encoding="utf-8")
    said = _("Đã ghi {file}").format(file=target)
    output.say(args, said, {"accepted": True, "file": str(target), "problems": []})
    return output.DONE


def _to_excel(_context: Context | None, args: argparse.Namespace) -> int:
    target = args.out or Path(f"{args.id}.xlsx")
    catalogue_sheets.to_excel(queries.open_catalogue(), args.id, target)
    said = _("Đã ghi {file}").format(file=target)
    output.say(args, said, {"criteria": args.id, "file": str(target)})
    return output.DONE


def _evaluate(_context: Context | None, args: argparse.Namespace) -> int:
    catalogue = queries.open_catalogue()
    verdict = queries.evaluate(catalogue, args.criteria, args.facts, args.region, args.group, args.year, args.overlay)
    document = {
        "criteria": args.criteria,
        "region": args.region,
        "group": args.group,
        "year": args.year,
        **explaining.whole_document(verdict),
    }
    titles = {name: one.title for name, one in catalogue.facts.items()}
    output.say(args, "\n".join(explaining.lines(verdict, titles)), document)
    return output.DONE


def _targets(_context: Context | None, args: argparse.Namespace) -> int:
    found = queries.target_standings(queries.open_catalogue(), args.movement, args.results, args.year)
    rows = [_target_line(one) for one in found["targets"]]
    rows += [_("Lưu ý: {text}").format(text=text) for text in found["remarks"]]
    if found["unused"]:
        rows.append(_("Kế hoạch không có đại lượng: {names}").format(names=", ".join(found["unused"])))
    output.say(args, "\n".join(rows), found)
    return output.DONE


def _target_line(one: dict[str, Any]) -> str:
    asked = f"{explaining.signed(one['op'])} {_value(one['planned'])}"
    counted = f"[{one['measure']}, {words.role(one['role'])}]"
    standing = f"{_value(one['value'])}  {words.standing(one['standing'])}"
    return f"{one['requirement']}  {one['title']}  {counted} {asked}: {standing}"


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


def _deadlines(_context: Context | None, args: argparse.Namespace) -> int:
    rows = queries.due(queries.open_catalogue(), args.movement, args.date, args.office)
    text = "\n".join(
        f"{i18n.day(date.fromisoformat(one['last_day']))}  {words.state(one['state'])}  {one['title']}"
        f"  [{one['requirement']}]  {'; '.join(one['offices'])}"
        for one in rows
    )
    document = {"movement": args.movement, "date": args.date.isoformat(), "deadlines": rows}
    output.say(args, text, document)
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


def _value(value: Any) -> str:  # noqa: ANN401 - a number or nothing
    return words.no_data() if value is None else i18n.number(value)
