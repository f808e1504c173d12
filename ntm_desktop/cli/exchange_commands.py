"""`ntm card|package|receipt|keys|deadline|overview`: packages between offices, and the trust that they need."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ntm_desktop import i18n
from ntm_desktop.cli import arguments, output
from ntm_desktop.domain.problems import Problem, RefusedError
from ntm_desktop.errors import EnvironmentFault
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import receipts, receiving, receiving_overview, sending, trust
from ntm_desktop.wording.transport import sent_state, table_title

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.errors import NtmError
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import Applied, Inspected
    from ntm_desktop.services.receiving_overview import UnitStatus
    from ntm_desktop.services.sending import Sent
    from ntm_desktop.services.trust import CardView


def add_parsers(commands: Commands) -> None:
    """Add the commands about cards, packages, receipts, keys and the receiving office's overview."""
    _add_cards(commands.group("card", _("thẻ đơn vị: ghi thẻ của mình, xem và tin cậy thẻ của nơi khác")))
    _add_packages(commands.group("package", _("gói số liệu: ghi, kiểm tra, nhận, hoàn tác")))
    receipt = commands.group("receipt", _("phiếu tiếp nhận")).add_parser(
        "write", help=_("ghi phiếu tiếp nhận các gói của một đơn vị")
    )
    receipt.add_argument("--to", required=True, metavar=_("MÃ"), help=_("mã đơn vị đã gửi gói"))
    receipt.add_argument("--out", required=True, type=arguments.path, metavar=_("THƯ_MỤC"))
    receipt.set_defaults(handler=_receipt_write, refusal=_nothing_written)
    keys = commands.group("keys", _("khóa của đơn vị")).add_parser("write", help=_("ghi khóa bí mật ra tệp để cất giữ"))
    keys.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    keys.add_argument("--signing", action="store_true", help=_("khóa ký (minisign) thay cho khóa giải mã (age)"))
    keys.set_defaults(handler=_keys_write)
    deadline = commands.group("deadline", _("hạn báo cáo")).add_parser("set", help=_("đặt hạn báo cáo của một năm"))
    deadline.add_argument("--year", required=True, type=arguments.year, metavar=_("NĂM"))
    deadline.add_argument("date", type=_date, metavar=_("NGÀY"), help=_("ngày/tháng/năm hoặc năm-tháng-ngày"))
    deadline.set_defaults(handler=_deadline_set)
    overview = commands.add_parser("overview", help=_("đơn vị nào đã gửi, đúng hạn hay trễ, đầy đủ bao nhiêu"))
    overview.add_argument("--year", required=True, type=arguments.year, metavar=_("NĂM"))
    overview.set_defaults(handler=_overview)


def _add_cards(group: Commands) -> None:
    write = group.add_parser("write", help=_("ghi thẻ của đơn vị này ra tệp"))
    write.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    write.set_defaults(handler=_card_write)
    show = group.add_parser("show", help=_("xem thẻ và 30 chữ số để đối chiếu"))
    show.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    show.set_defaults(handler=_card_show)
    trusted = group.add_parser("trust", help=_("tin cậy thẻ sau khi đối chiếu 30 chữ số"))
    trusted.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    trusted.add_argument("--fingerprint", required=True, nargs="+", metavar=_("30_CHỮ_SỐ"))
    trusted.set_defaults(handler=_card_trust)


def _add_packages(group: Commands) -> None:
    write = group.add_parser("write", help=_("ghi gói báo cáo"))
    write.add_argument("--to", default="", metavar=_("MÃ"), help=_("mã đơn vị nhận (mặc định: cấp trên)"))
    write.add_argument("--out", required=True, type=arguments.path, metavar=_("THƯ_MỤC"))
    write.add_argument(
        "--year", type=arguments.year, action="append", metavar=_("NĂM"), help=_("chỉ năm này; có thể lặp lại")
    )
    write.set_defaults(handler=_package_write, refusal=_nothing_written)
    check = group.add_parser("check", help=_("kiểm tra gói, không nhận"))
    check.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    check.set_defaults(handler=_package_check, refusal=_nothing_read)
    apply = group.add_parser("apply", help=_("kiểm tra rồi nhận gói"))
    apply.add_argument("files", type=arguments.path, nargs="+", metavar=_("TỆP"))
    apply.add_argument(
        "--fork-reason", default="", metavar=_("LÝ_DO"), help=_("nhận cả khi có hai chuỗi gói khác nhau")
    )
    apply.add_argument("--by", default="", metavar=_("HỌ_TÊN"), help=_("người chịu trách nhiệm nhận"))
    apply.set_defaults(handler=_package_apply, refusal=_nothing_read)
    undo = group.add_parser("undo", help=_("hoàn tác một gói đã nhận trong 30 ngày"))
    undo.add_argument("id", metavar=_("MÃ_GÓI"), help=_("mã mà lệnh nhận gói đã in ra"))
    undo.set_defaults(handler=_package_undo)


def _card_write(context: Context, args: argparse.Namespace) -> int:
    file = trust.write_card(context, args.file)
    return _told_card(args, trust.own_card(context), _("Đã ghi thẻ của đơn vị vào {file}.").format(file=file), file)


def _card_show(context: Context, args: argparse.Namespace) -> int:
    card = trust.read(context, args.file)
    said = _("Thẻ này được tin cậy.") if card.trusted else _("Thẻ này chưa được tin cậy.")
    if card.replaces:
        said = _("Thẻ này sẽ thay thẻ đang được tin cậy của {name} ({old}); phải đối chiếu lại.").format(
            name=card.replaces_name, old=card.replaces
        )
    return _told_card(args, card, said, args.file)


def _card_trust(context: Context, args: argparse.Namespace) -> int:
    done = trust.trust(context, args.file, " ".join(args.fingerprint))  # six groups, quoted or not
    said = _("Từ nay tin cậy thẻ này.")
    if done.replaced:
        said = _("Từ nay tin cậy thẻ này, thay cho thẻ cũ ({old}).").format(old=done.replaced)
    return _told_card(args, done.card, said, args.file, replaced=done.replaced)


def _told_card(args: argparse.Namespace, card: CardView, said: str, file: Path, **more: Any) -> int:  # noqa: ANN401 - JSON values
    lines = [f"{card.name} ({card.code})", card.fingerprint, said]
    output.say(args, "\n".join(lines), {"file": str(file), **_card_document(card), **more})
    return output.DONE


def _card_document(card: CardView) -> dict[str, Any]:
    return {
        "code": card.code,
        "name": card.name,
        "level": card.level.value,
        "province_code": card.province_code,
        "made": card.made.isoformat(),
        "fingerprint": card.fingerprint,
        "age": card.age,
        "minisign": card.minisign,
        "trusted": card.trusted,
        "replaces": card.replaces,
        "replaces_name": card.replaces_name,
        "own": card.own,
    }


def _keys_write(context: Context, args: argparse.Namespace) -> int:
    files = trust.write_keys(context, args.file, signing=args.signing)
    card = trust.own_card(context)
    document = {"file": str(files[0]), "files": [str(file) for file in files], "signing": args.signing}
    output.say(args, _told_keys(files), {**document, "age": card.age, "minisign": card.minisign})
    return output.DONE


def _told_keys(files: Sequence[Path]) -> str:
    """Say what lies in the files, who may have them, and how they are used."""
    what = _("Đã ghi khóa giải mã vào {file}. Ai có tệp này thì đọc được các gói gửi đến và gửi đi của đơn vị.")
    use = _("Mở gói bằng chương trình age: age -d -i {file} TỆP.ntmpkg > TỆP.zip")
    if len(files) > 1:
        what = _(
            "Đã ghi khóa ký vào {file}, khóa công khai để kiểm tra vào {public}. "
            "Ai có tệp {file} thì ký được gói thay đơn vị."
        )
        use = _("Kiểm tra chữ ký của gói đã mở: minisign -V -p {public} -m tagmanifest-sha256.txt")
    keep = _(
        "Hãy chép {file} vào USB cất trong tủ khóa rồi xóa khỏi máy này; không gửi qua mạng. "
        "Mỗi bản sao lưu của chương trình cũng có khóa này."
    )
    return "\n".join(line.format(file=files[0], public=files[-1]) for line in (what, keep, use))


def _package_write(context: Context, args: argparse.Namespace) -> int:
    return _told_sent(args, sending.write_package(context, args.to or None, args.out, args.year))


def _receipt_write(context: Context, args: argparse.Namespace) -> int:
    return _told_sent(args, receipts.write_receipts(context, args.to, args.out))


def _told_sent(args: argparse.Namespace, sent: Sent) -> int:
    text = _("Đã ghi và kiểm tra gói số {sequence} gửi {recipient}: {file}. {state}.")
    said = text.format(sequence=sent.sequence, recipient=sent.recipient_name, file=sent.file, state=sent_state(None))
    if sent.kind != "report":
        said = _("Đã ghi và kiểm tra phiếu tiếp nhận số {sequence} gửi {recipient}: {file}.").format(
            sequence=sent.sequence, recipient=sent.recipient_name, file=sent.file
        )
    document = {
        "file": str(sent.file),
        "sequence": sent.sequence,
        "sha256": sent.sha256,
        "manifest_sha256": sent.manifest_sha256,
        "size": sent.size,
        "kind": sent.kind,
        "recipient": sent.recipient_code,
        "recipient_name": sent.recipient_name,
        "years": list(sent.period),
        "counts": dict(sent.counts),
        "state": "written",
    }
    output.say(args, said, document)
    return output.DONE


def _package_check(context: Context, args: argparse.Namespace) -> int:
    seen = receiving.inspect(context, args.file)
    receiving.discard(seen)
    document = _package_document(seen, seen.problems, accepted=seen.acceptable)
    said = _("Gói dùng được.") if seen.acceptable else _("Gói không dùng được.")
    output.say(args, _package_text(seen, said), document)
    output.complain(seen.problems)
    return output.DONE if seen.acceptable else output.REFUSED


def _package_apply(context: Context, args: argparse.Namespace) -> int:
    own = context.working_as(type(context.author)(name=args.by)) if args.by else context
    done = receiving.apply_many(own, args.files, fork_reason=args.fork_reason)
    documents = [_applied_document(one) for one in done]
    accepted = all(one.accepted for one in done)
    document = documents[0] if len(documents) == 1 else _together(documents)
    output.say(args, "\n".join(_applied_text(one) for one in done), document)
    for one in done:
        output.complain(_problems_of(one))
    if any(isinstance(one.fault, EnvironmentFault) for one in done):
        return output.ENVIRONMENT
    return output.DONE if accepted else output.REFUSED


def _together(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return one document for several packages: what is the same of all, their plans added up, and each of them."""
    plan: dict[str, dict[str, int]] = {}
    for document in documents:
        for table, counts in document["plan"].items():
            so_far = plan.setdefault(table, dict.fromkeys(counts, 0))
            plan[table] = {name: so_far[name] + count for name, count in counts.items()}
    same = {
        key: documents[0][key] if len({document[key] for document in documents}) == 1 else None
        for key in ("sender", "recipient", "kind", "sequence")
    }
    return {
        "accepted": all(document["accepted"] for document in documents),
        **same,
        "problems": [problem for document in documents for problem in document["problems"]],
        "plan": plan,
        "packages": list(documents),
    }


def _nothing_read(_error: NtmError) -> dict[str, Any]:
    return {"sender": "", "recipient": "", "kind": "", "sequence": None, "plan": {}}


def _nothing_written(_error: NtmError) -> dict[str, Any]:
    return {"file": "", "sequence": None, "sha256": ""}


def _package_undo(context: Context, args: argparse.Namespace) -> int:
    receiving.undo(context, args.id)
    output.say(args, _("Đã hoàn tác; số liệu trước đó lại có hiệu lực."), {"undone": True, "id": args.id})
    return output.DONE


def _applied_document(one: Applied) -> dict[str, Any]:
    document = _package_document(one.inspected, _problems_of(one), accepted=one.accepted)
    return {**document, "id": one.package_id, "changed": one.accepted and one.changed is not None}


def _problems_of(one: Applied) -> tuple[Problem, ...]:
    fault: NtmError | None = one.fault
    if fault is None:
        return one.problems
    if isinstance(fault, RefusedError):
        return fault.problems
    return (Problem(fault.code, facts=fault.facts),)


def _applied_text(one: Applied) -> str:
    if one.accepted:
        said = _("Đã có từ trước, không thay đổi gì.")
        if one.changed is not None:
            said = _("Đã nhận (mã {id}).").format(id=one.package_id)
    else:
        said = _("Không nhận.")
    return _package_text(one.inspected, said)


def _package_text(seen: Inspected, said: str) -> str:
    sequence = seen.info.sequence if seen.info else "–"
    sender = seen.info.sender_name if seen.info else "–"
    head = _("{file}: gói số {sequence} của {sender}. {said}").format(
        file=seen.path.name, sequence=sequence, sender=sender, said=said
    )
    rows = [
        "  "
        + _("{table}: {new} mới, {changed} đổi, {removed} bỏ, {unchanged} giữ nguyên").format(
            table=table_title(table),
            new=plan.new,
            changed=plan.changed,
            removed=plan.removed,
            unchanged=plan.unchanged,
        )
        for table, plan in seen.plan.items()
    ]
    return "\n".join([head, *rows])


def _package_document(seen: Inspected, problems: Iterable[Problem], *, accepted: bool) -> dict[str, Any]:
    info = seen.info
    return {
        "accepted": accepted,
        "file": str(seen.path),
        "sender": info.sender if info else "",
        "sender_name": info.sender_name if info else "",
        "recipient": info.recipient if info else "",
        "kind": info.kind.value if info else "",
        "sequence": info.sequence if info else None,
        "lineage": info.lineage if info else "",
        "years": list(seen.period),
        "sha256": seen.sha256,
        "authentic": seen.authentic,
        "standing": seen.standing.value if seen.standing else "",
        "missing": list(seen.missing),
        "problems": [output.problem_document(problem) for problem in problems],
        "plan": {
            table: {
                "new": plan.new,
                "changed": plan.changed,
                "removed": plan.removed,
                "unchanged": plan.unchanged,
            }
            for table, plan in seen.plan.items()
        },
    }


def _deadline_set(context: Context, args: argparse.Namespace) -> int:
    receiving_overview.set_deadline(context, args.year, args.date)
    said = _("Hạn báo cáo năm {year}: {day}.").format(year=args.year, day=i18n.day(args.date))
    output.say(args, said, {"year": args.year, "due_on": args.date.isoformat()})
    return output.DONE


def _overview(context: Context, args: argparse.Namespace) -> int:
    rows = receiving_overview.overview(context, args.year)
    due = receiving_overview.deadlines(context).get(args.year)
    document = {
        "year": args.year,
        "due_on": due.isoformat() if due else None,
        "units": [_unit_document(row) for row in rows],
    }
    output.say(args, "\n".join(_unit_text(row) for row in rows), document)
    return output.DONE


def _unit_document(row: UnitStatus) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "level": row.level.value,
        "expected": row.expected,
        "received": row.received,
        "sequence": row.sequence,
        "received_at": row.received_at.isoformat() if row.received_at else None,
        "on_time": row.on_time,
        "households": row.households,
        "assessed": row.assessed,
        "completeness": None if row.completeness is None else round(row.completeness, 2),
        "all_achieved": row.all_achieved,
        "problems": row.problems,
        "missing": list(row.missing),
    }


def _unit_text(row: UnitStatus) -> str:
    parts = [f"{row.code} {row.name}", _state_text(row)]
    if row.received:
        parts.append(_("đầy đủ {share}").format(share=i18n.percent(row.assessed, row.households)))
    if row.problems:
        parts.append(_("gói sau cùng có {count} lỗi").format(count=row.problems))
    return "; ".join(parts)


def _state_text(row: UnitStatus) -> str:
    if row.received_at is None:
        return _("chưa nhận")
    day = i18n.day(row.received_at)
    if row.on_time is None:
        return _("nhận ngày {day}").format(day=day)
    said = _("nhận ngày {day}, đúng hạn") if row.on_time else _("nhận ngày {day}, trễ hạn")
    return said.format(day=day)


def _date(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise arguments.wrong(_("«{text}» không phải ngày hợp lệ").format(text=text))
