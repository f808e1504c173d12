"""`ntm households import|list`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ntm_desktop.cli import arguments, output
from ntm_desktop.domain.households import HouseholdStatus
from ntm_desktop.domain.text import fold
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import households, importing, villages

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.domain.households import Household
    from ntm_desktop.domain.places import Village
    from ntm_desktop.errors import NtmError
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.importing import ImportPlan

# «head=C»; a path or another option never looks like that.
_MAPPING = re.compile(r"[a-z_0-9]+=(?!=).*", re.DOTALL)


def add_parsers(commands: Commands) -> None:
    """Add the commands about households."""
    group = commands.group("households", _("hộ gia đình: nhập từ Excel, liệt kê"))
    parser = group.add_parser("import", help=_("nhập danh sách hộ từ tệp .xlsx, .xls hoặc .csv"))
    parser.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=_mapping,
        metavar=_("trường=cột"),
        help=_("cột của một trường, bằng chữ của cột hay tên cột, ví dụ head=C; có thể nêu nhiều cặp"),
    )
    parser.add_argument("--village", default="", metavar=_("TÊN"), help=_("ấp, thôn của mọi hộ trong tệp"))
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi gì"))
    parser.set_defaults(handler=_import, refusal=_refusal)
    listed = group.add_parser("list", help=_("liệt kê hộ"))
    listed.add_argument("--search", default="", metavar=_("CHỮ"), help=_("tìm không cần dấu"))
    listed.add_argument("--village", default="", metavar=_("TÊN"), help=_("tên hoặc số của ấp, thôn"))
    listed.add_argument("--all", action="store_true", help=_("cả hộ đã chuyển đi, đã nhập vào hộ khác"))
    listed.set_defaults(handler=_list)


def find_village(context: Context, text: str) -> Village:
    """Return the village that a person named by name, number or id; UserError(households.no_such_village)."""
    wanted = fold(text)
    for one in villages.listed(context):
        if text == one.id or wanted in {fold(one.name), fold(one.title), str(one.number)}:
            return one
    raise UserError("households.no_such_village", village=text)


def spread_maps(arguments: Sequence[str]) -> list[str]:
    """Let one `--map` take several `field=column`: each gets a `--map` of its own."""
    found: list[str] = []
    taking = False
    for word in arguments:
        if taking and _MAPPING.fullmatch(word):
            if found[-1] != "--map":
                found.append("--map")
        else:
            taking = word == "--map"
        found.append(word)
    return found


def _mapping(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not field.strip():
        raise ValueError(text)
    return field.strip(), column.strip()


def _import(context: Context, args: argparse.Namespace) -> int:
    opened = importing.open_file(args.file)
    overrides = []
    if args.map or args.village:
        overrides = [importing.Override(columns=dict(args.map), village=args.village)]
    planned = importing.plan(context, opened, overrides)
    added = len(planned.new)
    if not args.dry_run:
        added = importing.apply(context, planned).added
    output.complain(planned.problems)
    output.say(args, _text(planned, added, dry_run=args.dry_run), _document(planned, added, dry_run=args.dry_run))
    return output.DONE


def _refusal(_error: NtmError) -> dict[str, object]:
    return {"added": 0, "unchanged": 0, "duplicates": [], "villages": [], "skipped": []}


def _text(planned: ImportPlan, added: int, *, dry_run: bool) -> str:
    said = _("Sẽ thêm {added} hộ") if dry_run else _("Đã thêm {added} hộ")
    rest = _("{unchanged} hộ đã có, {duplicates} dòng trùng, {problems} điều cần xem").format(
        unchanged=len(planned.unchanged),
        duplicates=len(planned.draft.duplicates) + len(planned.doubtful),
        problems=len(planned.problems),
    )
    return f"{said.format(added=added)}; {rest}."


def _document(planned: ImportPlan, added: int, *, dry_run: bool) -> dict[str, object]:
    draft = planned.draft
    return {
        "accepted": True,
        "dry_run": dry_run,
        "added": added,
        "unchanged": len(planned.unchanged),
        "duplicates": [
            {
                "sheet": one.row.sheet,
                "row": one.row.row,
                "head": one.row.fields.head,
                "birth_year": one.row.fields.birth_year,
                "village": one.row.village,
                "by": one.by,
                "first": {"sheet": one.first.sheet, "row": one.first.row},
            }
            for one in draft.duplicates
        ]
        + [
            {
                "sheet": one.row.sheet,
                "row": one.row.row,
                "head": one.row.fields.head,
                "birth_year": one.row.fields.birth_year,
                "village": one.row.village,
                "by": one.by,
                "household": one.household.code,
            }
            for one in planned.doubtful
        ],
        "problems": [output.problem_document(problem) for problem in planned.problems],
        "villages": [
            {"name": one.title, "households": one.households, "written": list(one.variants)} for one in draft.villages
        ],
        "skipped": [
            {"sheet": one.sheet, "row": one.row, "reason": one.reason.value, "text": one.text} for one in draft.skipped
        ],
    }


def _list(context: Context, args: argparse.Namespace) -> int:
    village_id = find_village(context, args.village).id if args.village else ""
    status = None if args.all else HouseholdStatus.ACTIVE
    found = households.find(context, households.Filter(text=args.search, village_id=village_id, status=status))
    titles = {one.id: one.title for one in villages.listed(context, with_closed=True)}
    lines = [f"{one.code}  {one.head}  {one.fields.birth_year or ''}  {titles[one.village_id]}" for one in found]
    document = [_household(one, titles[one.village_id]) for one in found]
    output.say_list(args, "\n".join(lines), document)
    return output.DONE


def _household(one: Household, village: str) -> dict[str, object]:
    fields = one.fields
    return {
        "id": one.id,
        "code": one.code,
        "head": fields.head,
        "birth_year": fields.birth_year,
        "sex": fields.sex.value if fields.sex else None,
        "village": village,
        "status": one.status.value,
        "ethnic_group": fields.ethnic_group,
        "poverty": fields.poverty.value if fields.poverty else None,
        "members": fields.members,
        "address": fields.address,
        "phone": fields.phone,
    }
