"""`ntm evaluate|evaluations`: verdicts of criteria sets with every reason, and those that were kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ntm_desktop import i18n
from ntm_desktop.cli import arguments, output, own_facts
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services import evaluating, evaluations, explaining
from ntm_desktop.wording import facts as fact_words
from ntm_desktop.wording import verdicts as words

if TYPE_CHECKING:
    import argparse

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.context import Context


def add_parsers(commands: Commands) -> None:
    """Add the commands that judge."""
    _add_evaluate(commands)
    _add_evaluations(commands)


def _add_evaluate(commands: Commands) -> None:
    parser = commands.add_parser("evaluate", help=_("đánh giá theo một bộ tiêu chí, kèm lý do"))
    parser.add_argument("--criteria", required=True, metavar=_("MÃ"), help=_("mã bộ tiêu chí"))
    parser.add_argument("--region", default="", metavar=_("VÙNG"))
    parser.add_argument("--group", default="", metavar=_("NHÓM"))
    parser.add_argument(
        "--overlay", type=arguments.path, default=None, metavar=_("TỆP"), help=_("ngưỡng riêng của tỉnh")
    )
    parser.add_argument("--keep", action="store_true", help=_("lưu kết quả vào sổ của cơ quan (cần --subject)"))
    own_facts.add_options(parser, _("tệp JSON: mã chỉ tiêu và giá trị"))
    parser.set_defaults(handler=_evaluate)


def _add_evaluations(commands: Commands) -> None:
    group = commands.group("evaluations", _("kết quả đánh giá đã lưu: liệt kê, xem, xóa"))
    group.add_parser("list", help=_("liệt kê, kèm kết quả nào đã cũ")).set_defaults(handler=_kept)
    shown = group.add_parser("show", help=_("xem một kết quả đã lưu"))
    shown.add_argument("id", metavar=_("MÃ"))
    shown.set_defaults(handler=_kept_one)
    removed = group.add_parser("remove", help=_("xóa một kết quả đã lưu"))
    removed.add_argument("id", metavar=_("MÃ"))
    removed.set_defaults(handler=_remove)


def _evaluate(context: Context | None, args: argparse.Namespace) -> int:
    if args.keep and args.subject is None:
        raise UserError("facts.needs_facts")
    catalogue = context.catalogue if context else queries.open_catalogue()
    subject, own = own_facts.of(context, args)
    question = evaluating.Question(args.criteria, args.region, args.group, args.year, args.overlay)
    judged = evaluating.evaluate(catalogue, question, args.facts, own)
    document = {
        "criteria": args.criteria,
        "edition": judged.key,
        "region": args.region,
        "group": args.group,
        "year": args.year,
        "subject": subject.key if subject else None,
        **explaining.whole_document(judged.verdict),
        "facts": evaluating.fact_rows(judged.facts),
        "kept": None,
    }
    if args.keep and context and subject:
        document["kept"], _changed = evaluations.keep(context, judged, question, subject)
    titles = {name: one.title for name, one in catalogue.facts.items()}
    output.say(args, "\n".join(explaining.lines(judged.verdict, titles)), document)
    return output.DONE


def _kept(context: Context, args: argparse.Namespace) -> int:
    rows = evaluations.listed(context)
    output.say_list(args, "\n".join(map(_line, rows)) or _("Chưa lưu kết quả đánh giá nào."), rows)
    return output.DONE


def _kept_one(context: Context, args: argparse.Namespace) -> int:
    row = evaluations.shown(context, args.id)
    output.say(args, "\n".join([_line(row), *explaining.lines_of(row["verdict"])]), row)
    return output.DONE


def _remove(context: Context, args: argparse.Namespace) -> int:
    changed = evaluations.remove(context, args.id)
    output.say(args, _("Đã xóa."), {"accepted": True, "id": args.id, "entry": changed.entry})
    return output.DONE


def _line(row: evaluations.Row) -> str:
    said = f"{i18n.moment(datetime.fromisoformat(row['made_at']))}  {row['subject_name']}  {row['criteria']}"
    said = f"{row['id']}  {said}: {words.outcome(row['outcome'])}"
    changed = ", ".join(row["changed_facts"])
    return f"{said}  {fact_words.stale()} {changed}" if row["stale"] else said
