"""`ntm facts list|show|set|clear|compute|names`: what the office knows, from where, and whether it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ntm_desktop import i18n
from ntm_desktop.cli import arguments, output, packs
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import fact_subjects, facts
from ntm_desktop.services.explaining import shown
from ntm_desktop.wording import facts as words

if TYPE_CHECKING:
    import argparse

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.fact_subjects import Subject
    from ntm_desktop.services.facts import KeptFact, Row


def add_parsers(commands: Commands) -> None:
    """Add the commands about facts."""
    group = commands.group("facts", _("dữ kiện: liệt kê, xem, nhập, tính từ sổ"))
    listed = group.add_parser("list", help=_("liệt kê dữ kiện đang có"))
    _add_about(listed)
    listed.add_argument("--stale", action="store_true", help=_("chỉ những dữ kiện phải tính lại"))
    listed.set_defaults(handler=_list)
    shown_ = group.add_parser("show", help=_("xem một dữ kiện và lịch sử của nó"))
    shown_.add_argument("name", metavar=_("TÊN"))
    _add_about(shown_)
    shown_.set_defaults(handler=_show)
    entered = group.add_parser("set", help=_("nhập dữ kiện, kèm nguồn"))
    entered.add_argument("values", nargs="+", type=_pair, metavar=_("TÊN=GIÁ_TRỊ"))
    entered.add_argument("--source", required=True, metavar=_("NGUỒN"), help=_("văn bản, biên bản, người xác nhận"))
    entered.add_argument("--date", type=packs.day, default=None, metavar=_("NGÀY"), help=_("ngày của số liệu"))
    _add_about(entered)
    entered.set_defaults(handler=_set)
    cleared = group.add_parser("clear", help=_("xóa dữ kiện đã nhập"))
    cleared.add_argument("names", nargs="+", metavar=_("TÊN"))
    _add_about(cleared)
    cleared.set_defaults(handler=_clear)
    computed = group.add_parser("compute", help=_("tính lại từ sổ các dữ kiện của một năm"))
    computed.add_argument("--subject", default=None, metavar=_("AI"), help=_subject_help())
    computed.add_argument("--year", type=arguments.year, required=True, metavar=_("NĂM"))
    computed.set_defaults(handler=_compute)
    named = group.add_parser("names", help=_("liệt kê mọi dữ kiện có thể nhập hoặc tính"))
    named.set_defaults(handler=_names)


def _add_about(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--subject", default=None, metavar=_("AI"), help=_subject_help())
    parser.add_argument(
        "--year", type=arguments.year, default=None, metavar=_("NĂM"), help=_("năm; không nêu: không theo năm")
    )


def _subject_help() -> str:
    return _("mã hộ, tên hoặc số ấp, mã đơn vị, other:TÊN; không nêu: chính cơ quan")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise ValueError(text)
    return name.strip(), value


def _subject(context: Context, args: argparse.Namespace) -> Subject:
    return fact_subjects.found(context, args.subject or "")


def _list(context: Context, args: argparse.Namespace) -> int:
    about = None if args.subject is None else _subject(context, args)
    found = facts.listed(context, about, args.year)
    kept = [one for one in found if one.fact.stale or not args.stale]
    rows = _rows(context, kept)
    output.say_list(args, "\n".join(map(_line, kept, rows)) or _("Chưa có dữ kiện nào."), rows)
    return output.DONE


def _show(context: Context, args: argparse.Namespace) -> int:
    subject, year = _subject(context, args), args.year or 0
    kept = [one for one in facts.listed(context, subject, year) if one.fact.name == args.name and one.year == year]
    past = facts.history(context, args.name, subject, year)
    rows = _rows(context, kept)
    if not kept and not past:
        facts.refuse_unknown(context, args.name)
    lines = [*map(_line, kept, rows)] or [_("Chưa có dữ kiện nào.")]
    lines += [f"  {i18n.moment(one['at'])}  {one['by'] or '–'}  {_change(one)}" for one in past]
    document = {"fact": rows[0] if rows else None, "history": [{**one, "at": one["at"].isoformat()} for one in past]}
    output.say(args, "\n".join(lines), document)
    return output.DONE


def _set(context: Context, args: argparse.Namespace) -> int:
    subject = _subject(context, args)
    changed = facts.enter(context, facts.Entered(args.values, args.source, args.date), subject, args.year or 0)
    said = _("Đã lưu {count} dữ kiện về {subject}.").format(count=changed.count, subject=subject.name)
    output.say(args, said, {"accepted": True, "subject": subject.key, "changed": changed.count, "entry": changed.entry})
    return output.DONE


def _clear(context: Context, args: argparse.Namespace) -> int:
    subject = _subject(context, args)
    changed = facts.clear(context, args.names, subject, args.year or 0)
    said = _("Đã xóa {count} dữ kiện về {subject}.").format(count=changed.count, subject=subject.name)
    output.say(args, said, {"accepted": True, "subject": subject.key, "changed": changed.count, "entry": changed.entry})
    return output.DONE


def _compute(context: Context, args: argparse.Namespace) -> int:
    subjects = None if args.subject is None else [_subject(context, args)]
    found = facts.compute(context, args.year, subjects)
    said = _("Đã tính {facts} dữ kiện của {subjects} đối tượng; {changed} giá trị khác trước.").format(
        facts=found.facts, subjects=found.subjects, changed=len(found.changed)
    )
    document = {"year": args.year, "subjects": found.subjects, "facts": found.facts, "changed": list(found.changed)}
    output.say(args, said, document)
    return output.DONE


def _names(context: Context, args: argparse.Namespace) -> int:
    rows = [
        {
            "name": one.name,
            "title": one.title,
            "type": one.type.value,
            "subject": one.subject,
            "unit": one.unit,
            "choices": list(one.choices),
        }
        for one in facts.declared(context).values()
    ]
    output.say_list(args, "\n".join(f"{one['name']}  {one['title']}" for one in rows), rows)
    return output.DONE


def _rows(context: Context, kept: list[KeptFact]) -> list[Row]:
    known = facts.declared(context)
    return [facts.row(context, one, known) for one in kept]


def _line(one: KeptFact, row: Row) -> str:
    year = f" {one.year}" if one.year else ""
    day = i18n.day(one.fact.on) if one.fact.on else ""
    said = f"{row['subject_name']}{year}  {row['title']}: {shown(one.fact.value, row['unit'])}"
    return f"{said}  ({words.origin(one.fact.source)}, {day})" + (f"  {words.stale()}" if one.fact.stale else "")


def _change(one: Row) -> str:
    values = [json.loads(text)["value"] if text else "–" for text in (one["before"], one["after"])]
    return " → ".join(values)
