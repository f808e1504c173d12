"""What the commands of plans, criteria sets and the law pack have in common: check, schema, a whole pack, a day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from ntm_desktop.cli import arguments, output
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import catalogue_pages
from ntm_desktop.services import catalogue_queries as queries

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.services.catalogue_queries import Catalogue, PackKind, Row
    from ntm_desktop.services.context import Context


_MOST = 1_000_000


def add_check(group: Commands, kind: PackKind, text: str) -> None:
    """Add `check` and `schema` of a kind of pack."""
    parser = group.add_parser("check", help=text)
    parser.add_argument("file", type=arguments.path, metavar=_("TỆP"))
    parser.set_defaults(handler=_check, kind=kind, needs_office=False)
    schema = group.add_parser("schema", help=_("in bản khai báo (JSON Schema) của loại tệp này"))
    schema.set_defaults(handler=_schema, kind=kind, needs_office=False)


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


def whole(args: argparse.Namespace, find: Callable[[Catalogue], Row]) -> int:
    """Print a whole pack: as a page to read, or as its data."""
    catalogue = queries.open_catalogue()
    found = find(catalogue)
    output.say(args, "" if args.json else "\n".join(catalogue_pages.lines(catalogue, found)), found)
    return output.DONE


def count(text: str) -> int:
    """Read how many there are: at least one; ValueError for anything else."""
    found = int(text)
    if not 1 <= found <= _MOST:
        raise ValueError(text)
    return found


def day(text: str) -> date:
    """Read a day as people write it (05/12/2024) or as machines do (2024-12-05)."""
    if "/" in text:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    return date.fromisoformat(text)
