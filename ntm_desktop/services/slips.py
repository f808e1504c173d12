"""Slips to print: what became of a package that was received, and the card that two offices compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.domain.documents import CardFacts, ReceiptFacts
from ntm_desktop.domain.places import Level
from ntm_desktop.domain.problems import Place, Problem, Severity
from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.services import trust
from ntm_desktop.services.receiving_inspected import numbers_shown
from ntm_desktop.services.reporting import letterhead
from ntm_desktop.wording.problems import what_is_wrong
from ntm_desktop.wording.tables import table_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ntm_desktop.errors import Fact
    from ntm_desktop.reports.document import Document
    from ntm_desktop.services.context import Context
    from ntm_desktop.services.receiving import InRecord

_LEVELS = {
    Level.COMMUNE: _("Xã, phường"),
    Level.DISTRICT: _("Huyện, thị xã, thành phố"),
    Level.PROVINCE: _("Tỉnh, thành phố"),
}
# What a person would look for on paper; the lists of tasks and the office itself say nothing to the messenger.
_COUNTED = ("villages", "households", "sheets", "answers", "unit_totals", "task_totals", "received")
_STANDING = ("new", "changed", "unchanged")


def receipt_slip(context: Context, package: InRecord) -> Document:
    """Build the slip about one package that was received, accepted or not."""
    from ntm_desktop.reports.builders import receipt_slip as builder

    facts = ReceiptFacts(
        accepted=package.stands,
        package=package.file_name,
        sender=package.sender_name,
        recipient=context.office.name,
        sequence=package.sequence,
        sha256=package.sha256,
        received_at=package.received_at,
        period=", ".join(str(year) for year in package.period),
        counts=_counts(package) if package.stands else (),
        problems=_told(package),
        receiver=package.staff_name,
    )
    return builder.build(facts, letterhead(context.office))


def card_slip(context: Context) -> Document:
    """Build the slip with our own card's 30 digits, to be read over the telephone."""
    from ntm_desktop.reports.builders import card_slip as builder

    card = trust.own_card(context)
    facts = CardFacts(card.name, card.code, level_name(card.level), card.fingerprint, card.made)
    return builder.build(facts, letterhead(context.office))


def level_name(level: Level) -> str:
    """Return what a level of office is called, in the language in use."""
    return gettext(_LEVELS[level])


def problems_of(package: InRecord) -> tuple[Problem, ...]:
    """Return the problems of a package as they were kept with it, for the screen."""
    facts: dict[str, Fact] = {
        "sender": package.sender_name,
        "sequence": package.sequence,
        "missing": numbers_shown(package.missing),
    }
    return problems_kept(package.problems, package.file_name, facts)


def problems_kept(
    documents: Iterable[Mapping[str, object]], source: str = "", facts: Mapping[str, Fact] | None = None
) -> tuple[Problem, ...]:
    """Return problems as they were kept, or came back in a receipt; `facts` are what their sentences may need."""
    return tuple(_problem(one, source, facts or {}) for one in documents)


def _problem(one: Mapping[str, object], source: str, facts: Mapping[str, Fact]) -> Problem:
    row = one.get("row")
    table, column = str(one.get("table") or ""), str(one.get("column") or "")
    return Problem(
        str(one["code"]),
        Place(source, table, row if isinstance(row, int) else None, column),
        str(one.get("found") or ""),
        str(one.get("expected") or ""),
        facts,
        Severity.WARNING if one.get("severity") == Severity.WARNING.value else Severity.ERROR,
    )


def _counts(package: InRecord) -> tuple[tuple[str, int], ...]:
    return tuple(
        (table_name(name), sum(package.counts[name].get(part, 0) for part in _STANDING))
        for name in _COUNTED
        if name in package.counts
    )


def _told(package: InRecord) -> tuple[str, ...]:
    if package.undone_at is not None:
        return (what_is_wrong(Problem("transport.undone")),)
    return tuple(dict.fromkeys(what_is_wrong(problem) for problem in problems_of(package)))
