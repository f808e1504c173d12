"""Which facts a command judges on: those of a file, those of the office's books about a subject, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.cli import arguments
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.services import fact_subjects, facts

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from ntm_desktop.domain.facts import Fact
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.fact_subjects import Subject


def add_options(parser: argparse.ArgumentParser, of_file: str) -> None:
    """Add --facts, --subject, --year and --refresh; the command needs an office only where a subject is named."""
    parser.add_argument("--facts", type=arguments.path, default=None, metavar=_("TỆP"), help=of_file)
    parser.add_argument(
        "--subject", default=None, metavar=_("AI"), help=_("lấy dữ kiện trong sổ: mã hộ, ấp, đơn vị, office, other:TÊN")
    )
    parser.add_argument("--year", type=arguments.year, default=None, metavar=_("NĂM"))
    parser.add_argument("--refresh", action="store_true", help=_("tính lại dữ kiện từ sổ trước khi đánh giá"))
    parser.set_defaults(needs_office=lambda args: args.subject is not None)


def of(context: Context | None, args: argparse.Namespace) -> tuple[Subject | None, Mapping[str, Fact]]:
    """Return the subject and what the office's store knows of it; nothing where no subject is named.

    UserError(facts.needs_facts) where there is no file either.
    """
    if context is None:
        if args.facts is None:
            raise UserError("facts.needs_facts")
        return None, {}
    subject = fact_subjects.found(context, args.subject)
    if args.refresh and args.year:
        facts.refresh(context, subject, args.year)
    return subject, facts.of_subject(context, subject, args.year or 0)
