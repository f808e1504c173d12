"""`ntm tasks set|summary|import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.cli import arguments, output
from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import answer_import, answers, households, receiving_overview, summaries

if TYPE_CHECKING:
    import argparse

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.domain.summaries import UnitSummary
    from ntm_desktop.domain.tasks import TaskSet
    from ntm_desktop.errors import NtmError
    from ntm_desktop.services.context import Context


def add_parsers(commands: Commands) -> None:
    """Add the commands about the household tasks."""
    group = commands.group("tasks", _("phần việc của hộ: nhập, ghi, tổng hợp"))
    taken = group.add_parser("import", help=_("nhập phiếu kết quả từ Excel"))
    taken.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    taken.add_argument("--year", type=arguments.year, required=True, metavar=_("NĂM"))
    taken.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi gì"))
    taken.set_defaults(handler=_import, refusal=_refusal)
    one = group.add_parser("set", help=_("ghi kết quả một phần việc của một hộ"))
    one.add_argument("--year", type=arguments.year, required=True, metavar=_("NĂM"))
    one.add_argument("household", metavar=_("HỘ"), help=_("mã hộ"))
    one.add_argument("task", metavar=_("VIỆC"), help=_("mã phần việc"))
    statuses = [status.value for status in Status]
    one.add_argument("status", choices=statuses, metavar=_("KẾT_QUẢ"), help=" | ".join(statuses))
    one.set_defaults(handler=_set)
    summary = group.add_parser("summary", help=_("tổng hợp một năm"))
    summary.add_argument("--year", type=arguments.year, required=True, metavar=_("NĂM"))
    summary.add_argument("--by", choices=("village", "task", "household"), default="village")
    summary.set_defaults(handler=_summary)


def _set(context: Context, args: argparse.Namespace) -> int:
    household = households.get(context, args.household)
    status = Status(args.status)
    changed = answers.set_answers(context, args.year, [answers.NewAnswer(household.id, args.task, Answer(status))])
    document = {
        "household": household.code,
        "task": args.task,
        "year": args.year,
        "status": status.value,
        "changed": changed.count > 0,
        "at": changed.at.isoformat(),
    }
    output.say(args, _("Đã lưu: {head}, việc {task}.").format(head=household.head, task=args.task), document)
    return output.DONE


def _import(context: Context, args: argparse.Namespace) -> int:
    planned = answer_import.plan(context, args.file, args.year)
    changed = 0 if args.dry_run else answer_import.apply(context, planned).count
    output.complain(planned.problems)
    document = {
        "accepted": True,
        "year": args.year,
        "dry_run": args.dry_run,
        "households": planned.households,
        "answers": len(planned.cells),
        "changed": changed,
        "problems": [output.problem_document(problem) for problem in planned.problems],
    }
    text = _("{households} hộ, {answers} kết quả trong tệp; {changed} thay đổi đã lưu.").format(
        households=planned.households, answers=len(planned.cells), changed=changed
    )
    output.say(args, text, document)
    return output.DONE


def _refusal(_error: NtmError) -> dict[str, object]:
    return {"households": 0, "answers": 0, "changed": 0}


def _summary(context: Context, args: argparse.Namespace) -> int:
    if context.office.level is not Level.COMMUNE:
        return _of_what_was_received(context, args)
    if args.by == "household":
        return _by_household(context, args)
    year = summaries.of_year(context, args.year)
    if args.by == "task":
        return _by_task(args, year.commune, year.tasks)
    units = [*year.villages]
    lines = [f"{one.name}: {one.all_achieved}/{one.households}" for one in [*units, year.commune]]
    output.say_list(args, "\n".join(lines), [_unit(one, year.tasks) for one in units])
    return output.DONE


def _of_what_was_received(context: Context, args: argparse.Namespace) -> int:
    """Print a receiving office's year: the villages of all communes, or the tasks of them all."""
    if args.by == "household":
        raise UserError("general.commune_only", name=context.office.name)
    lists = receiving_overview.task_sets(context, args.year)
    if not lists:
        raise UserError("reports.nothing_received", year=args.year)
    found = receiving_overview.consolidated(context, args.year)
    if args.by == "task":
        return _by_task(args, found.whole, lists[0])
    document = [
        {**_unit(village, lists[0]), "commune": each.commune.name, "commune_code": each.commune.code}
        for each in found.communes
        for village in each.villages
    ]
    lines = [f"{row['commune']}, {row['village']}: {row['all_achieved']}/{row['households']}" for row in document]
    output.say_list(args, "\n".join(lines), document)
    return output.DONE


def _unit(one: UnitSummary, tasks: TaskSet) -> dict[str, object]:
    return {
        "village": one.name,
        "households": one.households,
        "started": one.started,
        "assessed": one.assessed,
        "all_achieved": one.all_achieved,
        "tasks": {code: one.achieved.get(code, 0) for code in tasks.codes},
    }


def _by_task(args: argparse.Namespace, commune: UnitSummary, tasks: TaskSet) -> int:
    document = [
        {
            "task": task.code,
            "name": task.name,
            "households": commune.households,
            "achieved": commune.achieved.get(task.code, 0),
            "not_achieved": commune.not_achieved.get(task.code, 0),
            "not_applicable": commune.not_applicable.get(task.code, 0),
            "registered": commune.registered.get(task.code, 0),
        }
        for task in tasks.tasks
    ]
    output.say_list(args, "\n".join(f"{row['task']}: {row['achieved']}" for row in document), document)
    return output.DONE


def _by_household(context: Context, args: argparse.Namespace) -> int:
    document = [
        {
            "household": one.household.code,
            "head": one.household.head,
            "village": one.village.title,
            "achieved": one.achieved,
            "not_achieved": one.not_achieved,
            "not_applicable": one.not_applicable,
            "all_achieved": one.complete,
        }
        for one in summaries.by_household(context, args.year)
    ]
    lines = [f"{row['household']}  {row['head']}  {row['achieved']}" for row in document]
    output.say_list(args, "\n".join(lines), document)
    return output.DONE
