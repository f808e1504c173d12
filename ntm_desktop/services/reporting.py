"""Printed documents: which there are, built from the office's data, written as PDF or Excel, or shown first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ntm_desktop.domain.documents import (
    AchievedHousehold,
    CommuneReturn,
    CommuneVillages,
    Letterhead,
    SheetRow,
    Signer,
    Timeliness,
    VillageSheet,
)
from ntm_desktop.domain.places import Level
from ntm_desktop.errors import UserError
from ntm_desktop.i18n import mark as _
from ntm_desktop.services import answers, summaries, task_sets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ntm_desktop.reports.document import Document
    from ntm_desktop.reports.layout import Pages
    from ntm_desktop.services.context import Context
    from ntm_desktop.store.office import OfficeRecord

FORMATS = ("pdf", "xlsx")
_COMMUNE = frozenset({Level.COMMUNE})
_RECEIVING = frozenset({Level.DISTRICT, Level.PROVINCE})
_KIND_WORDS = ("xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "thị xã ", "thành phố ", "quận ", "tỉnh ")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a report: the year, and one village instead of all."""

    year: int
    village_id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A document that the program can make: its id, its title (a message id), and which offices have it."""

    id: str
    title: str
    levels: frozenset[Level]
    build: Callable[[Context, Wanted], Document]
    by_village: bool = False


def available(context: Context) -> list[Report]:
    """Return the reports of this office's level."""
    level = context.office.level
    return [report for report in REPORTS.values() if level in report.levels]


def build(context: Context, report_id: str, wanted: Wanted) -> Document:
    """Build a report; UserError(reports.unknown) or (reports.not_for_this_office)."""
    report = REPORTS.get(report_id)
    if report is None:
        raise UserError("reports.unknown", report=report_id, known=", ".join(REPORTS))
    if context.office.level not in report.levels:
        raise UserError("reports.not_for_this_office", report=report_id)
    return report.build(context, wanted)


def write(
    document: Document,
    kind: str,
    path: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a document as `pdf` or `xlsx`; whole or not at all. UserError(reports.unknown_format)."""
    if kind == "pdf":
        from ntm_desktop.reports.pdf import write_pdf

        write_pdf(document, path, progress, cancelled)
    elif kind == "xlsx":
        from ntm_desktop.reports.xlsx import write_xlsx

        write_xlsx(document, path, progress, cancelled)
    else:
        raise UserError("reports.unknown_format", kind=kind, known=", ".join(FORMATS))


def pages(document: Document) -> Pages:
    """Return a document's pages as drawing commands, for a preview."""
    from ntm_desktop.reports.layout import layout

    return layout(document)


def letterhead(office: OfficeRecord) -> Letterhead:
    """Return whose paper it is: UBND of the commune, or the receiving office; a committee names no superior."""
    return Letterhead(issuer=f"Ủy ban nhân dân {_with_kind(office)}", place=_place(office))


def signer(office: OfficeRecord) -> Signer:
    """Return the lines of authority of the committee; the name is left for the hand that signs."""
    del office
    return Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))


def _with_kind(office: OfficeRecord) -> str:
    """Return the name with its kind in small letters («xã Cửu An», «tỉnh An Giang»), but «Phường 1»."""
    for word in _KIND_WORDS:
        if office.name.casefold().startswith(word):
            rest = office.name[len(word) :]
            return office.name if rest.isdigit() else word + rest
    return {Level.PROVINCE: "tỉnh ", Level.DISTRICT: "huyện ", Level.COMMUNE: "xã "}[office.level] + office.name


def _place(office: OfficeRecord) -> str:
    """Return the place that stands before the date: the commune with its kind (LAW.md), a province bare."""
    named = _with_kind(office)
    return named[:1].upper() + named[1:] if office.level is Level.COMMUNE else office.name.removeprefix("Tỉnh ")


def _sheets(context: Context, wanted: Wanted, *, blank: bool) -> Document:
    from ntm_desktop.reports.builders import task_sheet

    sheet = answers.load_sheet(context, wanted.year, wanted.village_id or None)
    grouped: dict[str, list[SheetRow]] = {}
    for row in sheet.rows:
        grouped.setdefault(row.village_id, []).append(SheetRow(row.household, {} if blank else row.answers))
    villages = [VillageSheet(sheet.villages[one], tuple(rows)) for one, rows in grouped.items()]
    if not villages:
        raise UserError("reports.no_households", year=wanted.year)
    return task_sheet.build(
        villages,
        sheet.tasks,
        wanted.year,
        letterhead(context.office),
        signer(context.office),
        blank=blank,
        created=context.clock(),
    )


def _blank(context: Context, wanted: Wanted) -> Document:
    return _sheets(context, wanted, blank=True)


def _filled(context: Context, wanted: Wanted) -> Document:
    return _sheets(context, wanted, blank=False)


def _summary(context: Context, wanted: Wanted) -> Document:
    from ntm_desktop.reports.builders import summary

    office = context.office
    year = summaries.of_year(context, wanted.year)
    return summary.build(
        year.villages,
        year.tasks,
        wanted.year,
        letterhead(office),
        signer(office),
        unit_word=office.village_word,
        as_of=context.clock().date(),
        created=context.clock(),
    )


def _achieved(context: Context, wanted: Wanted) -> Document:
    from ntm_desktop.reports.builders import achieved_list

    complete = summaries.by_household(context, wanted.year, complete_only=True)
    chosen = [one for one in complete if wanted.village_id in {"", one.village.id}]
    return achieved_list.build(
        [AchievedHousehold(one.household.head, one.village.title) for one in chosen],
        task_sets.of_year(context, wanted.year),
        wanted.year,
        letterhead(context.office),
        signer(context.office),
        created=context.clock(),
    )


def _consolidated(context: Context, wanted: Wanted) -> Document:
    from ntm_desktop.reports.builders import consolidated
    from ntm_desktop.services import receiving_overview

    lists = receiving_overview.task_sets(context, wanted.year)
    if not lists:
        raise UserError("reports.nothing_received", year=wanted.year)
    found = receiving_overview.consolidated(context, wanted.year)
    # A district reports for its communes: figures belong to whoever sent them, not to the commune that they are of.
    figures = receiving_overview.by_sender(found.communes)
    returns = [
        CommuneReturn(
            code=row.code,
            name=row.name,
            timeliness=_timeliness(row.received, row.on_time),
            sequence=row.sequence,
            received_on=row.received_at.date() if row.received_at else None,
            summary=figures.get((row.level.value, row.code)),
            expected=row.expected,
        )
        for row in receiving_overview.overview(context, wanted.year)
    ]
    return consolidated.build(
        returns,
        lists[0],
        wanted.year,
        letterhead(context.office),
        signer(context.office),
        communes=[CommuneVillages(one.commune, one.villages) for one in found.communes],
        deadline=receiving_overview.deadlines(context).get(wanted.year),
        created=context.clock(),
    )


def _timeliness(received: bool, on_time: bool | None) -> Timeliness:
    if not received:
        return Timeliness.NOT_RECEIVED
    if on_time is None:
        return Timeliness.NO_DEADLINE
    return Timeliness.ON_TIME if on_time else Timeliness.LATE


REPORTS: Mapping[str, Report] = {
    report.id: report
    for report in (
        Report("task-sheet-blank", _("Phiếu phần việc trống"), _COMMUNE, _blank, by_village=True),
        Report("task-sheet", _("Phiếu phần việc có kết quả"), _COMMUNE, _filled, by_village=True),
        Report("summary", _("Báo cáo tổng hợp theo ấp, thôn và phần việc"), _COMMUNE, _summary),
        Report("achieved", _("Danh sách hộ hoàn thành các phần việc"), _COMMUNE, _achieved, by_village=True),
        Report("consolidated", _("Báo cáo tổng hợp của nơi nhận"), _RECEIVING, _consolidated),
    )
}
